"""Mails to be sent: written with the reason for them, checked again under lock just before they leave.

A letter is unique by its key and recipient, so asking for it twice sends it once. `claim` takes a lease on
it; whoever holds the lease sends it with its stable Message-ID and notes the outcome. A process that dies
in between leaves a lease that runs out, and the next one sends the letter with the same Message-ID.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import insert

from domain.lifecycle import OPEN, State
from domain.refusals import Busy, NotFound
from records import audit
from records.audit import SYSTEM
from records.database import Tx
from records.ids import new_id
from records.schema import clients, codes, documents, letters, turns

LEASE = timedelta(seconds=60)
# The states of a letter that may still leave.
WAITING = ("due", "sending")
# Somebody waits for these in front of the page: they leave without waiting for a workflow.
URGENT = ("code", "new_link")

# In which states of its document a letter to the client still makes sense. Others may always leave.
ONLY_WHILE: dict[str, frozenset[State]] = {
    "reminder_1": frozenset({State.SENT}),
    "reminder_2": frozenset({State.SENT}),
    "reminder_3": frozenset({State.SENT}),
    "expiring": frozenset({State.SENT}),
    "call": frozenset({State.SENT}),
    "hold_over": OPEN,
    "sent": OPEN,
    "new_version": OPEN,
    "code": OPEN,
    "turn": OPEN,
    "turn_late": OPEN,
}


async def write(
    tx: Tx,
    kind: str,
    *,
    key: str,
    audience: str,
    to: Iterable[tuple[str, str]],
    locale: str,
    document_id: str | None = None,
    version: int | None = None,
    cc: Sequence[str] = (),
    details: dict[str, Any] | None = None,
) -> list[str]:
    """Write one letter to each recipient (e-mail, name); gives their ids, old ones included.

    `details` hold ids and figures that the letter needs besides the document, no rendered text.
    """
    ids = []
    for email, name in to:
        letter_id = new_id("let")
        statement = insert(letters).values(
            company_id=tx.company_id,
            id=letter_id,
            key=key,
            document_id=document_id,
            version=version,
            kind=kind,
            audience=audience,
            to_email=email,
            to_name=name,
            cc=list(cc),
            locale=locale,
            details=details or {},
            message_id=f"<{letter_id}@aval>",
            created_at=tx.at,
        )
        inserted = await tx.scalar(statement.on_conflict_do_nothing().returning(letters.c.id))
        ids.append(inserted or await _known(tx, key, email))
    if kind in URGENT and document_id:
        await tx.notify(document_id, "letters")
    return ids


async def claim(tx: Tx, letter_id: str) -> int | None:
    """Take a letter to send it now; None when it must not leave: done with, or overtaken by an answer.

    Gives the number of this attempt, which `put_back` asks for. Raises `Busy` while somebody else holds it.

    Locks the document before the letter, so an answer is either before this (and stops the letter) or after.
    """
    letter = await get(tx, letter_id)
    document = letter.document_id and await tx.first(
        select(documents.c.state, documents.c.version, documents.c.reminders)
        .where(documents.c.company_id == tx.company_id, documents.c.id == letter.document_id)
        .with_for_update(read=True)
    )
    letter = await get(tx, letter_id, lock=True)
    if letter.state not in WAITING:
        return None
    if letter.lease_until and letter.lease_until > tx.at:
        raise Busy("letter-on-its-way", seconds=int((letter.lease_until - tx.at).total_seconds()) + 1)
    if (
        (document and _overtaken(letter, document))
        or await _is_stale_code(tx, letter)
        or await _is_past_turn(tx, letter)
    ):
        await _set(tx, letter_id, state="dropped", lease_until=None)
        return None
    attempt = int(letter.attempts) + 1
    await _set(tx, letter_id, state="sending", attempts=attempt, lease_until=tx.at + LEASE)
    return attempt


async def sent(tx: Tx, letter_id: str, subject: str) -> None:
    """Note that the mail server took the letter."""
    letter = await get(tx, letter_id, lock=True)
    await _set(tx, letter_id, state="sent", sent_at=tx.at, subject=subject, lease_until=None, error="")
    if letter.kind == "code":
        await tx.execute(
            codes.update()
            .where(codes.c.company_id == tx.company_id, codes.c.id == letter.details["code_id"])
            .values(sent_at=tx.at)
        )
    if letter.document_id:
        await tx.notify(letter.document_id)
        await audit.append(
            tx,
            "mailed",
            SYSTEM,
            document_id=letter.document_id,
            version=letter.version,
            data={"letter": letter_id, "kind": letter.kind, "message_id": letter.message_id},
        )


async def put_back(tx: Tx, letter_id: str, error: str, attempt: int | None = None) -> None:
    """Note that the letter could not be sent now; it stays due.

    `attempt` is what `claim` gave, None when it never came so far. A letter that another process holds or
    has sent meanwhile is left to it: its lease is not ours to end (I14).
    """
    letter = await get(tx, letter_id, lock=True)
    ours = letter.state == "sending" and letter.attempts == attempt
    if ours or letter.state == "due":
        await _set(tx, letter_id, state="due", lease_until=None, error=error[:500])


async def failed(tx: Tx, letter_id: str, error: str, act_id: str | None = None) -> None:
    """Note that the mail server will never take the letter: staff must see it and change the address.

    `telling.refusal` does this and writes to staff too.
    """
    letter = await get(tx, letter_id, lock=True)
    await _set(tx, letter_id, state="failed", lease_until=None, error=error[:500])
    if letter.audience == "client":
        await tx.execute(
            clients.update()
            .where(clients.c.company_id == tx.company_id, func.lower(clients.c.email) == letter.to_email)
            .values(mail_failed_at=tx.at)
        )
    if letter.document_id:
        await tx.notify(letter.document_id)
        await audit.append(
            tx,
            "mail_failed",
            SYSTEM,
            document_id=letter.document_id,
            version=letter.version,
            data={"letter": letter_id, "kind": letter.kind},
            act_id=act_id,
        )


async def again(tx: Tx, letter_id: str, to_email: str = "") -> None:
    """Make a failed letter due again, to another address when one is given."""
    mended = {"to_email": to_email} if to_email else {}
    await _set(tx, letter_id, state="due", lease_until=None, error="", **mended)


async def of_document(tx: Tx, document_id: str) -> list[Row[Any]]:
    """List the letters of a document, oldest first."""
    return list(
        await tx.all(
            select(letters)
            .where(letters.c.company_id == tx.company_id, letters.c.document_id == document_id)
            .order_by(letters.c.created_at, letters.c.id)
        )
    )


async def unsent(tx: Tx, document_id: str) -> dict[str, str]:
    """Give the letters of a document that are still to be sent: their kinds by their ids, oldest first."""
    rows = await tx.all(
        select(letters.c.id, letters.c.kind)
        .where(
            letters.c.company_id == tx.company_id,
            letters.c.document_id == document_id,
            letters.c.state.in_(WAITING),
            letters.c.kind.not_in(URGENT),
        )
        .order_by(letters.c.created_at, letters.c.id)
    )
    return {row.id: row.kind for row in rows}


async def urgent(tx: Tx, limit: int = 20) -> list[tuple[str, str]]:
    """List urgent letters to be sent (company, letter), oldest first. Needs a transaction over everyone."""
    rows = await tx.all(
        select(letters.c.company_id, letters.c.id)
        .where(
            letters.c.state.in_(WAITING),
            letters.c.kind.in_(URGENT),
            letters.c.lease_until.is_(None) | (letters.c.lease_until <= tx.at),
        )
        .order_by(letters.c.created_at)
        .limit(limit)
    )
    return [(row.company_id, row.id) for row in rows]


def _overtaken(letter: Row[Any], document: Row[Any]) -> bool:
    states = ONLY_WHILE.get(letter.kind)
    if states is None:
        return False
    muted = letter.kind.startswith("reminder") and not document.reminders
    return State(document.state) not in states or letter.version != document.version or muted


async def _is_past_turn(tx: Tx, letter: Any) -> bool:
    """Whether a letter asks somebody whose turn is over, or was handed over to somebody else."""
    turn_id = letter.details.get("turn")
    if not turn_id:
        return False
    found = await tx.scalar(
        select(turns.c.id).where(
            turns.c.company_id == tx.company_id,
            turns.c.id == turn_id,
            turns.c.state == "open",
            turns.c.email == letter.to_email,
        )
    )
    return found is None


async def _is_stale_code(tx: Tx, letter: Row[Any]) -> bool:
    """Whether the letter carries a one-time code that can no longer be used: a later one was asked for."""
    if letter.kind != "code":
        return False
    usable = await tx.scalar(
        select(codes.c.id).where(
            codes.c.company_id == tx.company_id,
            codes.c.id == letter.details["code_id"],
            codes.c.expires_at > tx.at,
            codes.c.used_at.is_(None),
            codes.c.voided_at.is_(None),
        )
    )
    return usable is None


async def get(tx: Tx, letter_id: str, *, lock: bool = False) -> Row[Any]:
    """Give a letter. Raises `NotFound`."""
    statement = select(letters).where(letters.c.company_id == tx.company_id, letters.c.id == letter_id)
    row = await tx.first(statement.with_for_update() if lock else statement)
    if row is None:
        raise NotFound("no-such-letter")
    return row


async def _set(tx: Tx, letter_id: str, **values: Any) -> None:
    await tx.execute(
        letters.update()
        .where(letters.c.company_id == tx.company_id, letters.c.id == letter_id)
        .values(**values)
    )


async def _known(tx: Tx, key: str, email: str) -> str:
    found = await tx.scalar(
        select(letters.c.id).where(
            letters.c.company_id == tx.company_id, letters.c.key == key, letters.c.to_email == email
        )
    )
    return str(found)
