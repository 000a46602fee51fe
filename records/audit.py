"""The journal of a company: each event carries the hash of the one before, and the head is sealed.

An edited, deleted, swapped or missing event breaks the chain; a cut-off end breaks the seal of the head.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from domain.snapshot import canonical
from records import tokens
from records.database import Tx
from records.ids import new_id
from records.schema import audit_events, audit_heads

START = bytes(32)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: `kind` is staff, client, system or operator; `id` a user's or link's id."""

    kind: str
    id: str = ""
    name: str = ""
    email: str = ""

    def __str__(self) -> str:
        """Name the actor as the journal does."""
        return f"{self.kind}:{self.id}" if self.id else self.kind


SYSTEM = Actor("system")


async def append(
    tx: Tx,
    kind: str,
    actor: Actor,
    *,
    document_id: str | None = None,
    version: int | None = None,
    data: dict[str, Any] | None = None,
    act_id: str | None = None,
) -> str:
    """Write one event at the end of the company's chain; gives the id of the act.

    Locks the head of the chain until the commit, so call it last in a transaction.
    """
    act_id = act_id or new_id("act")
    await tx.execute(
        insert(audit_heads)
        .values(company_id=tx.company_id, seq=0, hash=START, seal=_seal(tx, 0, START))
        .on_conflict_do_nothing()
    )
    head = await tx.first(
        select(audit_heads.c.seq, audit_heads.c.hash)
        .where(audit_heads.c.company_id == tx.company_id)
        .with_for_update()
    )
    assert head is not None  # noqa: S101  just inserted
    event = {
        "seq": head.seq + 1,
        "act_id": act_id,
        "at": tx.at,
        "kind": kind,
        "document_id": document_id,
        "version": version,
        "actor": str(actor),
        "data": {**({"name": actor.name} if actor.name else {}), **(data or {})},
    }
    digest = chained(head.hash, tx.company_id, event)
    await tx.execute(
        audit_events.insert().values(company_id=tx.company_id, previous=head.hash, hash=digest, **event)
    )
    await tx.execute(
        audit_heads.update()
        .where(audit_heads.c.company_id == tx.company_id)
        .values(seq=event["seq"], hash=digest, seal=_seal(tx, head.seq + 1, digest))
    )
    return act_id


def chained(previous: bytes, company_id: str, event: dict[str, Any]) -> bytes:
    """Hash an event together with the hash of the one before it."""
    moment: datetime = event["at"]
    plain = {**event, "at": moment.astimezone(UTC).isoformat(timespec="microseconds")}
    return sha256(previous + canonical({**plain, "company_id": company_id})).digest()


async def faults(tx: Tx) -> list[str]:
    """Walk the whole chain of the company and say what is wrong with it; an empty list when it is whole."""
    found: list[str] = []
    previous, seq = START, 0
    columns = [column for column in audit_events.c if column.name not in ("company_id", "previous", "hash")]
    rows = await tx.connection.stream(
        select(*columns, audit_events.c.previous.label("before"), audit_events.c.hash)
        .where(audit_events.c.company_id == tx.company_id)
        .order_by(audit_events.c.seq)
    )
    async for row in rows:
        seq += 1
        event = {column.name: getattr(row, column.name) for column in columns}
        if row.seq != seq:
            found.append(f"event {seq} is missing")
            seq = row.seq
        if row.before != previous or chained(row.before, tx.company_id, event) != row.hash:
            found.append(f"event {row.seq} was altered")
        previous = row.hash
    head = await tx.first(select(audit_heads).where(audit_heads.c.company_id == tx.company_id))
    if head is None:
        return found if seq == 0 else [*found, "the head of the chain is missing"]
    if (head.seq, head.hash) != (seq, previous) or head.seal != _seal(tx, head.seq, head.hash):
        found.append("the end of the chain was cut off or its head altered")
    return found


def _seal(tx: Tx, seq: int, digest: bytes) -> bytes:
    return tokens.seal(tx.key, f"{tx.company_id}/{seq}/".encode() + digest)
