"""What the workflows must still be told: written with the act, delivered by the relay, in order."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from records.database import Tx
from records.schema import documents, outbox

MAX_WAIT = timedelta(minutes=5)
LEASE = timedelta(seconds=8)


@dataclass(frozen=True, slots=True)
class Message:
    """One signal to one document's workflow, citing the recorded act."""

    company_id: str
    id: int
    document_id: str
    kind: str
    signal: str
    act_id: str
    attempts: int


async def put(tx: Tx, document_id: str, signal: str, act_id: str) -> None:
    """Leave a signal for the document's workflow; it goes out once the transaction is committed."""
    await tx.execute(
        outbox.insert().values(
            company_id=tx.company_id,
            document_id=document_id,
            signal=signal,
            act_id=act_id,
            created_at=tx.at,
            next_attempt_at=tx.at,
        )
    )
    await tx.notify(document_id, "outbox")


async def take(tx: Tx, limit: int = 50) -> list[Message]:
    """Take what is due, oldest first, for as long as `LEASE`. Needs a transaction over everyone.

    Only the oldest undelivered message of a document is given, so that its signals arrive in order. A relay
    that dies with messages in its hands loses nothing: the lease runs out and another one takes them.
    """
    earlier = outbox.alias("earlier")
    first = ~(
        select(earlier.c.id)
        .where(
            earlier.c.company_id == outbox.c.company_id,
            earlier.c.document_id == outbox.c.document_id,
            earlier.c.delivered_at.is_(None),
            earlier.c.id < outbox.c.id,
        )
        .exists()
    )
    rows = await tx.all(
        select(outbox, documents.c.kind)
        .join(
            documents,
            (documents.c.company_id == outbox.c.company_id) & (documents.c.id == outbox.c.document_id),
        )
        .where(outbox.c.delivered_at.is_(None), outbox.c.next_attempt_at <= tx.at, first)
        .order_by(outbox.c.id)
        .limit(limit)
        .with_for_update(of=outbox, skip_locked=True)
    )
    ids = [row.id for row in rows]
    await tx.execute(outbox.update().where(outbox.c.id.in_(ids)).values(next_attempt_at=tx.at + LEASE))
    return [
        Message(row.company_id, row.id, row.document_id, row.kind, row.signal, row.act_id, row.attempts)
        for row in rows
    ]


async def delivered(tx: Tx, messages: list[Message]) -> None:
    """Note that the workflow server took these."""
    ids = [message.id for message in messages]
    await tx.execute(outbox.update().where(outbox.c.id.in_(ids)).values(delivered_at=tx.at, error=""))


async def failed(tx: Tx, message: Message, error: str) -> None:
    """Note a failed attempt; the next one comes after 1, 2, 4 ... seconds, five minutes at most."""
    wait = min(timedelta(seconds=2**message.attempts), MAX_WAIT)
    await tx.execute(
        outbox.update()
        .where(outbox.c.id == message.id)
        .values(attempts=message.attempts + 1, error=error[:500], next_attempt_at=tx.at + wait)
    )


async def backlog(tx: Tx) -> tuple[int, float]:
    """Count what waits, and the age in seconds of the oldest. Needs a transaction over everyone."""
    row = await tx.first(
        select(func.count().label("waiting"), func.min(outbox.c.created_at).label("oldest")).where(
            outbox.c.delivered_at.is_(None)
        )
    )
    assert row is not None  # noqa: S101  an aggregate has one row
    return row.waiting, (tx.at - row.oldest).total_seconds() if row.oldest else 0.0
