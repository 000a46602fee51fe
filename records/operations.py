"""What operators watch: what waits, since when, and how much of it. Counts only, unless for one company."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select

from domain.lifecycle import OPEN
from records import outbox as outbox_records
from records.database import Tx
from records.schema import clients, documents, jobs, letters, outbox

UNSENT = ("due", "sending")


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


async def open_documents(tx: Tx, limit: int = 200) -> Sequence[Row[Any]]:
    """List the company's documents whose process goes on, those that wait longest first.

    Besides the names: how many signals are still to be delivered, how many letters failed.
    """
    undelivered = (
        select(func.count())
        .where(
            outbox.c.company_id == documents.c.company_id,
            outbox.c.document_id == documents.c.id,
            outbox.c.delivered_at.is_(None),
        )
        .scalar_subquery()
    )
    failed = (
        select(func.count())
        .where(
            letters.c.company_id == documents.c.company_id,
            letters.c.document_id == documents.c.id,
            letters.c.state == "failed",
        )
        .scalar_subquery()
    )
    return await tx.all(
        select(
            documents,
            clients.c.name.label("client_name"),
            jobs.c.title.label("job_title"),
            undelivered.label("undelivered"),
            failed.label("failed_letters"),
        )
        .join(
            clients,
            (clients.c.company_id == documents.c.company_id) & (clients.c.id == documents.c.client_id),
        )
        .outerjoin(jobs, (jobs.c.company_id == documents.c.company_id) & (jobs.c.id == documents.c.job_id))
        .where(
            documents.c.company_id == tx.company_id,
            documents.c.state.in_(OPEN) | (undelivered > 0),
        )
        .order_by(documents.c.sent_at, documents.c.id)
        .limit(limit)
    )


async def signals_of(tx: Tx, document_id: str) -> Sequence[Row[Any]]:
    """List the signals to a document's workflow that are still to be delivered, in order."""
    return await tx.all(
        select(outbox)
        .where(
            outbox.c.company_id == tx.company_id,
            outbox.c.document_id == document_id,
            outbox.c.delivered_at.is_(None),
        )
        .order_by(outbox.c.id)
    )
