"""What happened to a document, from its journal, and what comes next, from its plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from domain.reminders import Step
from records import acts, reminders
from records.database import Tx
from records.schema import audit_events

HAPPENED = (
    select(
        audit_events.c.act_id,
        audit_events.c.at,
        audit_events.c.kind,
        audit_events.c.version,
        audit_events.c.actor,
        audit_events.c.data,
    )
    .where(
        audit_events.c.company_id == bindparam("company"),
        audit_events.c.document_id == bindparam("document"),
    )
    .order_by(audit_events.c.seq)
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `kind` names its sentence in the catalogs, `data` fills it."""

    act_id: str
    at: datetime
    kind: str
    version: int | None
    actor: str  # staff, client, system or operator
    name: str
    data: dict[str, Any]


async def happened(tx: Tx, document_id: str) -> list[Event]:
    """List what happened to a document, oldest first."""
    rows = await tx.all(HAPPENED, {"company": tx.company_id, "document": document_id})
    return [
        Event(
            row.act_id,
            row.at,
            row.kind,
            row.version,
            row.actor.partition(":")[0],
            row.data.get("name", ""),
            row.data,
        )
        for row in rows
    ]


async def to_come(tx: Tx, document_id: str) -> list[Step]:
    """List what will happen to a document unless somebody answers first."""
    document = await acts.read(tx, document_id)
    return await reminders.steps(tx, document, await acts.company(tx))
