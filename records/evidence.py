"""What a client's answer stands on: who, by which link and code, what was shown and agreed to."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from domain.answer import Answer
from domain.snapshot import fingerprint, thaw
from records import acts, codes, links
from records.database import Tx
from records.schema import letters


@dataclass(frozen=True, slots=True)
class Witness:
    """What the request itself tells about whoever answers, kept as evidence."""

    ip: str = ""
    user_agent: str = ""
    time_zone: str = ""
    locale: str = ""


async def evidence_of(
    tx: Tx, opened: links.Opened, answer: Answer, witness: Witness, code: Row[Any] | None
) -> dict[str, Any]:
    """Everything that a simple signature stands on (domain rules, 5)."""
    mails = await tx.all(
        select(letters.c.message_id, letters.c.sent_at).where(
            letters.c.company_id == tx.company_id,
            letters.c.document_id == opened.document.id,
            letters.c.version == answer.version,
            letters.c.audience == "client",
            letters.c.sent_at.is_not(None),
        )
    )
    return {
        "link": {"id": opened.link.id, "purpose": opened.link.purpose, "email": opened.link.email},
        "ip": witness.ip,
        "user_agent": witness.user_agent[:400],
        "time_zone": witness.time_zone[:60],
        "locale": witness.locale,
        "consent": answer.consent,
        "consent_sha256": fingerprint(answer.consent.encode()),
        "terms_accepted": answer.terms,
        "terms_sha256": thaw(opened.version.content).terms.sha256,
        "typed_name": answer.typed_name,
        "drawing": answer.drawing,
        "mails": [{"message_id": mail.message_id, "sent_at": acts.moment(mail.sent_at)} for mail in mails],
        "code": code
        and {
            "id": code.id,
            "channel": "mail",
            "email": code.email,
            "sent_at": acts.moment(code.sent_at),
            "verified_at": acts.moment(tx.at),
            "tries": codes.TRIES - code.attempts_left,
        },
    }
