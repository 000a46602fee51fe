"""What operators watch: what waits, since when, and how much of it. Counts only, unless for one company."""

from dataclasses import dataclass

from sqlalchemy import func, select

from domain.draft import clean
from domain.refusals import Invalid, Problem, Refused
from records import acts
from records import outbox as outbox_records
from records.audit import Actor
from records.database import Tx
from records.schema import documents, letters, outbox

UNSENT = ("due", "sending")
MAX_REASON = 1_000


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is still to be done. Ages are seconds since the oldest was written; 0 when nothing waits."""

    signals: int
    signals_age: float
    letters: int
    letters_age: float
    letters_failed: int


async def backlog(tx: Tx) -> Backlog:
    """Count what waits: of the transaction's company, or of all in a transaction over everyone."""
    signals, signals_age = await outbox_records.backlog(tx)
    row = await tx.first(
        select(
            func.count().filter(letters.c.state.in_(UNSENT)).label("waiting"),
            func.min(letters.c.created_at).filter(letters.c.state.in_(UNSENT)).label("oldest"),
            func.count().filter(letters.c.state == "failed").label("failed"),
        ).where(letters.c.state.in_([*UNSENT, "failed"]))
    )
    assert row is not None  # noqa: S101  an aggregate has one row
    age = (tx.at - row.oldest).total_seconds() if row.oldest else 0.0
    return Backlog(signals, signals_age, row.waiting, age, row.failed)


async def documents_by_state(tx: Tx) -> dict[tuple[str, str], int]:
    """Count documents by kind and state."""
    rows = await tx.all(
        select(documents.c.kind, documents.c.state, func.count().label("how_many")).group_by(
            documents.c.kind, documents.c.state
        )
    )
    return {(row.kind, row.state): row.how_many for row in rows}


async def undelivered(tx: Tx) -> dict[str, int]:
    """Count the signals that are still to be delivered, by document of the company."""
    rows = await tx.all(
        select(outbox.c.document_id, func.count().label("waiting"))
        .where(outbox.c.company_id == tx.company_id, outbox.c.delivered_at.is_(None))
        .group_by(outbox.c.document_id)
    )
    return {row.document_id: row.waiting for row in rows}


async def reconcile(tx: Tx, document_id: str, operator: Actor, reason: str) -> None:
    """Wake the document's story, starting it again when it is lost; the reason goes into the journal.

    Raises `Invalid`, `NotFound` or, for a draft, `Refused`.
    """
    said = clean(reason)
    if not said:
        raise Invalid([Problem("reason", "required")])
    if len(said) > MAX_REASON:
        raise Invalid([Problem("reason", "too-long", {"limit": MAX_REASON})])
    document = await acts.lock(tx, document_id)
    if not document.version:
        raise Refused("still-a-draft")
    # `publish` only says that there is news: the story reads the record and does what is missing.
    about = {"version": document.version, "data": {"reason": said}}
    await acts.tell(tx, document_id, "publish", operator, "reconciled", **about)
