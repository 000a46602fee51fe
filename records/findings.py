"""What was seen at a payment provider and fits nothing: noted once, for a person to look at."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert

from domain.draft import clean
from domain.paying import Finding, Seen
from domain.refusals import Invalid, NotFound, Problem
from records import audit
from records.audit import SYSTEM, Actor
from records.database import Tx
from records.ids import new_id
from records.schema import documents, payment_findings

MAX_NOTE = 1_000


async def note(
    tx: Tx, provider: str, code: Finding, seen: Seen, attempt: Row[Any] | None = None, **more: Any
) -> None:
    """Note what a person must look at; the same about the same object is noted once."""
    document_id = attempt.document_id if attempt is not None else None
    facts = {"amount": seen.amount, "currency": seen.currency, "object": seen.object_id, **more}
    made = await tx.scalar(
        insert(payment_findings)
        .values(
            company_id=tx.company_id,
            id=new_id("fnd"),
            key="/".join((provider, seen.object_id, code, str(more.get("refund", "")))),
            provider=provider,
            code=code,
            attempt_id=attempt.id if attempt is not None else None,
            document_id=document_id,
            data=facts,
            found_at=tx.at,
        )
        .on_conflict_do_nothing(index_elements=["company_id", "key"])
        .returning(payment_findings.c.id)
    )
    if made is not None:
        await tx.notify(document_id or "")
        await audit.append(
            tx, "payment_finding", SYSTEM, document_id=document_id, data={"code": code, "provider": provider}
        )


async def to_look_at(tx: Tx, document_id: str = "") -> Sequence[Row[Any]]:
    """List what nobody has settled yet, oldest first, with the invoice's number; of one invoice or all."""
    query = (
        select(payment_findings, documents.c.number)
        .outerjoin(
            documents,
            (documents.c.company_id == payment_findings.c.company_id)
            & (documents.c.id == payment_findings.c.document_id),
        )
        .where(payment_findings.c.company_id == tx.company_id, payment_findings.c.settled_at.is_(None))
        .order_by(payment_findings.c.found_at, payment_findings.c.id)
    )
    if document_id:
        query = query.where(payment_findings.c.document_id == document_id)
    return await tx.all(query)


async def settle(tx: Tx, finding_id: str, actor: Actor, said: str) -> None:
    """Note what a person did about a finding. Raises `NotFound` or, when nothing is said, `Invalid`."""
    if not clean(said):
        raise Invalid([Problem("note", "reason-needed")])
    row = await tx.first(
        payment_findings.update()
        .where(
            payment_findings.c.company_id == tx.company_id,
            payment_findings.c.id == finding_id,
            payment_findings.c.settled_at.is_(None),
        )
        .values(settled_at=tx.at, settled_by=actor.id, note=clean(said)[:MAX_NOTE])
        .returning(payment_findings)
    )
    if row is None:
        raise NotFound("no-such-finding")
    await tx.notify(row.document_id or "")
    await audit.append(
        tx, "payment_finding_settled", actor, document_id=row.document_id, data={"finding": finding_id}
    )
