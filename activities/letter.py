"""A letter's row and the record around it become the message that the mail server is given."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from activities.told import told
from domain.snapshot import thaw
from records import acts, codes, links, templates
from records.database import Tx
from records.schema import answers as answer_table
from records.schema import clients
from records.schema import links as link_table
from ui.mail.compose import Attachment, Envelope, Person, mime, sender_of, wire
from ui.mail.kinds import ASKING, Kind, name_of
from ui.mail.letters import Composed, Wording, compose
from ui.mail.view import View
from ui.paper.paper import file_name


@dataclass(frozen=True, slots=True)
class Ready:
    """A message and its envelope, as the mail server takes them."""

    subject: str
    message: bytes
    sender: str
    recipients: list[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A composed letter, before its PDF is fetched."""

    composed: Composed
    envelope: Envelope
    pdf_name: str
    pdf_sha256: str | None

    def ready(self, pdf: bytes | None) -> Ready:
        """Put the letter and its PDF into the envelope. Raises `BadAddress`."""
        attachment = Attachment(self.pdf_name, pdf) if pdf else None
        return Ready(
            self.composed.subject,
            mime(self.composed, self.envelope, attachment),
            wire(self.envelope.sender.email),
            self.envelope.recipients,
        )


async def prepare(tx: Tx, letter: Any, mail_from: str, base_url: str) -> Prepared:
    """Read what a letter tells and compose it. Sent again, it comes out the same."""
    document, company = await acts.read(tx, letter.document_id), await acts.company(tx)
    version = await acts.version_of(tx, document.id, letter.version)
    content = thaw(version.content)
    kind, details, zone = Kind(letter.kind), letter.details, ZoneInfo(company.timezone)
    pdf = version.pdf_sha256 if kind in ASKING and await _wants_pdf(tx, document.client_id) else None
    tells = await told(tx, document, content, letter, zone)
    view = View(
        kind=kind,
        locale=letter.locale,
        content=content,
        link=await _link(tx, letter, base_url),
        to_name=letter.to_name,
        zone=zone,
        accent=company.accent,
        valid_until=document.valid_until,
        message=version.message if kind in ASKING else "",
        answer=tells.answer,
        reason=details.get("reason", "") or (document.withdrawal or {}).get("reason", ""),
        code=await codes.digits(tx, details["code_id"]) if kind is Kind.CODE else "",
        asker=details.get("name", ""),
        note=details.get("note", ""),
        who=tells.who,
        attached=pdf is not None,
        admitted=tells.admitted,
        chain=tells.chain,
    )
    written = await templates.template(tx, name_of(kind, content.kind), letter.locale)
    envelope = Envelope(
        sender=sender_of(mail_from, company.name),
        to=Person(letter.to_email, letter.to_name),
        message_id=letter.message_id,
        at=letter.created_at,
        reply_to=_reply_to(view, company),
        cc=letter.cc,
    )
    own = Wording(written.subject, written.body) if written else None
    return Prepared(compose(view, own), envelope, file_name(content), pdf)


def staff_page(base_url: str, document_id: str) -> str:
    """The page on which staff follow a document."""
    return f"{base_url}/documents/{document_id}"


async def _link(tx: Tx, letter: Any, base_url: str) -> str:
    """Give the address of the recipient's own page; empty when every link of theirs was revoked.

    A receipt to an address that a client typed takes the link that was used, and makes none: a link of its
    own would make that address a recipient, who may ask for codes and sign.
    """
    if letter.audience == "staff":
        return staff_page(base_url, letter.document_id)
    own = await tx.first(
        select(link_table)
        .outerjoin(
            answer_table,
            (answer_table.c.company_id == link_table.c.company_id)
            & (answer_table.c.link_id == link_table.c.id)
            & (answer_table.c.id == letter.details.get("act_id", ""))
            & (answer_table.c.email == letter.to_email),
        )
        .where(
            link_table.c.company_id == tx.company_id,
            link_table.c.document_id == letter.document_id,
            link_table.c.revoked_at.is_(None),
            ((link_table.c.purpose == "mail") & (link_table.c.email == letter.to_email))
            | answer_table.c.id.is_not(None),
        )
        .order_by((link_table.c.email == letter.to_email).desc())
        .limit(1)
    )
    return f"{base_url}/c/{links.token(tx, own.seed)}" if own else ""


async def _wants_pdf(tx: Tx, client_id: str) -> bool:
    return bool(
        await tx.scalar(
            select(clients.c.attach_pdf).where(
                clients.c.company_id == tx.company_id, clients.c.id == client_id
            )
        )
    )


def _reply_to(view: View, company: Any) -> Person | None:
    """Answers by mail reach whoever looks after the client, never the address of the machine."""
    if view.to_staff:
        return None
    email = view.sender.email or company.email
    return Person(email, view.sender.name) if email else None
