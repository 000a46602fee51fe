"""What every act on a document shares: lock it, ask the rules, change its state, write it down, tell."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, func, select

from domain.document import Content
from domain.kinds import KINDS
from domain.lifecycle import Action, State, next_state
from domain.refusals import NotFound
from domain.snapshot import thaw
from records import audit, outbox, telling
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import audit_events, companies, contracts, documents, versions

# Which signal tells the workflow about an act; the workflow reads the record and sees the rest.
SIGNALS: dict[Action, str] = {
    Action.PUBLISH: "publish",
    Action.APPROVE: "approve",
    Action.REJECT: "reject",
    Action.HOLD: "hold",
    Action.SIGN: "sign",
    Action.WITHDRAW: "withdraw",
    Action.MARK_ACCEPTED: "approve",
    Action.ENDORSE: "approve",
    Action.ACCEPT_ADMITTED: "approve",
    Action.EXTEND: "extend",
    Action.REOPEN: "reopen",
}


# What nearly every act asks is put together once, not at each request.
ONE = select(documents).where(
    documents.c.company_id == bindparam("company"), documents.c.id == bindparam("document")
)
# A contract is locked before its documents: what rests on one another changes one after the other.
HELD = (
    select(contracts.c.id)
    .join(
        documents,
        (documents.c.company_id == contracts.c.company_id) & (documents.c.contract_id == contracts.c.id),
    )
    .where(documents.c.company_id == bindparam("company"), documents.c.id == bindparam("document"))
    .with_for_update(of=contracts, key_share=True)
    .cte("held")
)
LOCKED = ONE.where(select(func.count()).select_from(HELD).scalar_subquery() >= 0).with_for_update(
    of=documents
)
COMPANY = select(companies).where(companies.c.id == bindparam("company"))
VERSION = select(versions).where(
    versions.c.company_id == bindparam("company"),
    versions.c.document_id == bindparam("document"),
    versions.c.version == bindparam("version"),
)


async def lock(tx: Tx, document_id: str) -> Row[Any]:
    """Give the document's row, locked until the commit. Raises `NotFound`."""
    row = await tx.first(LOCKED, {"company": tx.company_id, "document": document_id})
    if row is None:
        raise NotFound("no-such-document")
    return row


async def read(tx: Tx, document_id: str) -> Row[Any]:
    """Give the document's row without locking it. Raises `NotFound`."""
    row = await tx.first(ONE, {"company": tx.company_id, "document": document_id})
    if row is None:
        raise NotFound("no-such-document")
    return row


async def company(tx: Tx) -> Row[Any]:
    """Give the company of this transaction."""
    row = await tx.first(COMPANY, {"company": tx.company_id})
    if row is None:
        raise NotFound("no-such-company")
    return row


def today(tx: Tx, zone: str) -> date:
    """Give the company's date at the time of this transaction."""
    return tx.at.astimezone(ZoneInfo(zone)).date()


async def version_of(tx: Tx, document_id: str, version: int) -> Row[Any]:
    """Give one version's row. Raises `NotFound`."""
    of = {"company": tx.company_id, "document": document_id, "version": version}
    row = await tx.first(VERSION, of)
    if row is None:
        raise NotFound("no-such-version", version=version)
    return row


async def content_of(tx: Tx, document_id: str, version: int) -> Content:
    """Give one version's content. Raises `NotFound`."""
    return thaw((await version_of(tx, document_id, version)).content)


def after(document: Row[Any], action: Action) -> State:
    """Give the state after an action on a locked document. Raises `Refused`."""
    return next_state(State(document.state), action, KINDS[document.kind].answers, in_part=document.in_part)


async def carry(
    tx: Tx,
    document: Row[Any],
    action: Action,
    actor: Actor,
    *,
    version: int | None = None,
    act_id: str | None = None,
    data: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
) -> str:
    """Carry out an action on a locked document: state, changed columns, journal, outbox. Gives the act's id.

    Raises `Refused` (or `AlreadyDecided`, `Gone`) when the lifecycle does not allow it. Call it last.
    """
    state = after(document, action)
    version = document.version if version is None else version
    await tx.execute(
        documents.update()
        .where(documents.c.company_id == tx.company_id, documents.c.id == document.id)
        .values(state=state, version=version, updated_at=tx.at, **(changes or {}))
    )
    act_id = act_id or new_id("act")
    await telling.write(tx, action, document, version, actor, act_id)
    return await tell(
        tx, document.id, SIGNALS.get(action), actor, action, version=version, data=data, act_id=act_id
    )


async def tell(
    tx: Tx,
    document_id: str,
    signal: str | None,
    actor: Actor,
    kind: str,
    *,
    version: int | None = None,
    data: dict[str, Any] | None = None,
    act_id: str | None = None,
) -> str:
    """Tell the document's workflow, whoever looks at the document, and the journal. Gives the act's id."""
    act_id = act_id or new_id("act")
    if signal:
        await outbox.put(tx, document_id, signal, act_id)
    else:
        await tx.notify(document_id)
    return await audit.append(
        tx, kind, actor, document_id=document_id, version=version, data=data, act_id=act_id
    )


async def exists(tx: Tx, document_id: str, act_id: str) -> bool:
    """Whether this act was recorded for this document: what a signal must cite to mean anything."""
    found = await tx.scalar(
        select(audit_events.c.seq).where(
            audit_events.c.company_id == tx.company_id,
            audit_events.c.act_id == act_id,
            audit_events.c.document_id == document_id,
        )
    )
    return found is not None


def moment(value: datetime | None) -> str | None:
    """Give a moment as ISO 8601, for the journal."""
    return value.isoformat() if value else None
