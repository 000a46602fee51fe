"""One-time codes: six digits, ten minutes, once, five tries counted down in the database.

A code is bound to one document, version and recipient; a new version voids it.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from domain.refusals import Invalid, Problem
from records import acts, letters, links, tokens
from records.database import Tx
from records.ids import new_id
from records.schema import codes

LIFE = timedelta(minutes=10)
TRIES = 5


async def request(tx: Tx, document: Any, email: str, locale: str) -> None:
    """Mail a code to a recipient of the document; to any other address nothing is sent.

    The caller gives the same reply either way, so that nobody learns who the recipients are.
    """
    # Two codes asked for at once would both stay live, and a try would count on the wrong one.
    document = await acts.lock(tx, document.id)
    recipients = [link for link in await links.all_of(tx, document.id) if link.purpose == "mail"]
    known = next((link for link in recipients if link.email == email.strip().lower()), None)
    if known is None:
        return
    await tx.execute(
        codes.update().where(_live(tx, document.id), codes.c.email == known.email).values(voided_at=tx.at)
    )
    code_id = new_id("code")
    await tx.execute(
        codes.insert().values(
            company_id=tx.company_id,
            id=code_id,
            document_id=document.id,
            version=document.version,
            email=known.email,
            seed=tokens.new_seed(),
            attempts_left=TRIES,
            created_at=tx.at,
            expires_at=tx.at + LIFE,
        )
    )
    await letters.write(
        tx,
        "code",
        key=code_id,
        audience="client",
        to=[(known.email, known.name)],
        locale=locale,
        document_id=document.id,
        version=document.version,
        details={"code_id": code_id},
    )


async def digits(tx: Tx, code_id: str) -> str:
    """Give the digits of a code, for the mail that carries it."""
    seed = await tx.scalar(
        select(codes.c.seed).where(codes.c.company_id == tx.company_id, codes.c.id == code_id)
    )
    return tokens.code_of(tx.key, seed)


async def count_try(tx: Tx, document_id: str, version: int, email: str, typed: str) -> str:
    """Count one try; gives the code's id when it was right. Commit even when it was wrong.

    Gives `""` for a wrong code. Raises `Invalid` when there is no live code to try.
    """
    row = await tx.first(
        codes.update()
        .where(
            _live(tx, document_id),
            codes.c.version == version,
            codes.c.email == email,
            codes.c.attempts_left > 0,
            codes.c.expires_at > tx.at,
        )
        .values(attempts_left=codes.c.attempts_left - 1)
        .returning(codes)
    )
    if row is None:
        raise Invalid([Problem("code", await _why_none(tx, document_id, version, email))])
    right = tokens.same(tokens.code_of(tx.key, row.seed), "".join(typed.split()))
    return str(row.id) if right else ""


async def use(tx: Tx, code_id: str) -> Row[Any]:
    """Use a right code up. Raises `Invalid` when it was used or voided meanwhile."""
    row = await tx.first(
        codes.update()
        .where(
            codes.c.company_id == tx.company_id,
            codes.c.id == code_id,
            codes.c.used_at.is_(None),
            codes.c.voided_at.is_(None),
        )
        .values(used_at=tx.at)
        .returning(codes)
    )
    if row is None:
        raise Invalid([Problem("code", "code-used")])
    return row


async def void_all(tx: Tx, document_id: str) -> None:
    """Void every live code of a document: it has a new version, or can no longer be answered."""
    await tx.execute(codes.update().where(_live(tx, document_id)).values(voided_at=tx.at))


async def _why_none(tx: Tx, document_id: str, version: int, email: str) -> str:
    last = await tx.first(
        select(codes)
        .where(
            codes.c.company_id == tx.company_id, codes.c.document_id == document_id, codes.c.email == email
        )
        .order_by(codes.c.created_at.desc(), codes.c.id.desc())
        .limit(1)
    )
    if last is None:
        return "code-never-sent"
    if last.used_at is not None:
        return "code-used"
    if last.voided_at is not None or last.version != version:
        return "code-void"
    return "code-exhausted" if last.attempts_left == 0 else "code-late"


def _live(tx: Tx, document_id: str) -> Any:
    return (
        (codes.c.company_id == tx.company_id)
        & (codes.c.document_id == document_id)
        & codes.c.used_at.is_(None)
        & codes.c.voided_at.is_(None)
    )
