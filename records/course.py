"""The course of a published document: withdraw, extend, expire, resume, reopen, take what was admitted."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select

from domain import draft as typed
from domain.kinds import KINDS
from domain.lifecycle import ACCEPTED, Action, State
from domain.refusals import Invalid, Problem, Refused
from records import acts, billings, codes, contracts, statements, turns
from records.audit import SYSTEM, Actor
from records.database import Tx
from records.schema import answers, documents

MAX_VALIDITY_DAYS = 5 * 366  # prices that hold longer are no offer
GRACE = timedelta(minutes=15)  # an unsigned answer can be taken back by whoever gave it


async def withdraw(
    tx: Tx, document_id: str, actor: Actor, reason: str, successor_id: str | None = None
) -> str:
    """Take a document back: nobody can answer it any more, and the client reads who, when, why."""
    document = await acts.lock(tx, document_id)
    if not typed.clean(reason):
        raise Invalid([Problem("reason", "reason-needed")])
    if successor_id and not await _exists(tx, successor_id):
        raise Invalid([Problem("successor_id", "unknown-document")])
    await codes.void_all(tx, document_id)
    await turns.close(tx, document)
    why = {
        "reason": typed.clean(reason),
        "by": actor.name,
        "at": acts.moment(tx.at),
        "successor_id": successor_id,
    }
    return await acts.carry(
        tx, document, Action.WITHDRAW, actor, data=why, changes={"withdrawal": why, "held_until": None}
    )


async def extend(tx: Tx, document_id: str, actor: Actor, until: date) -> str:
    """Move the end of validity; an expired document waits for its answer again. The version stays."""
    document = await acts.lock(tx, document_id)
    if KINDS[document.kind].validity_days is None:
        raise Refused("not-for-this-kind", action="extend")
    company = await acts.company(tx)
    if until < acts.today(tx, company.timezone):
        raise Invalid([Problem("valid_until", "date-passed")])
    if document.valid_until and until <= document.valid_until:
        raise Invalid([Problem("valid_until", "not-later", {"day": document.valid_until.isoformat()})])
    if (until - acts.today(tx, company.timezone)).days > MAX_VALIDITY_DAYS:
        raise Invalid([Problem("valid_until", "too-far", {"days": MAX_VALIDITY_DAYS})])
    data = {"from": document.valid_until and document.valid_until.isoformat(), "until": until.isoformat()}
    return await acts.carry(tx, document, Action.EXTEND, actor, data=data, changes={"valid_until": until})


async def expire(tx: Tx, document_id: str) -> str:
    """Close a document whose last valid day is over in the company's zone. Raises `Refused` before."""
    document = await acts.lock(tx, document_id)
    company = await acts.company(tx)
    if document.valid_until is None or acts.today(tx, company.timezone) <= document.valid_until:
        raise Refused("still-valid")
    return await acts.carry(tx, document, Action.EXPIRE, SYSTEM, changes={"held_until": None})


async def resume(tx: Tx, document_id: str) -> str:
    """End a hold whose date has come: the document waits for an answer again. Raises `Refused` before."""
    document = await acts.lock(tx, document_id)
    company = await acts.company(tx)
    if document.held_until is None or acts.today(tx, company.timezone) < document.held_until:
        raise Refused("still-on-hold")
    return await acts.carry(
        tx, document, Action.RESUME, SYSTEM, changes={"held_until": None, "resumed_at": tx.at}
    )


async def accept_admitted(tx: Tx, document_id: str, actor: Actor) -> str:
    """Take what was admitted of a statement as it is: that part goes on to invoicing."""
    document = await acts.lock(tx, document_id)
    return await acts.carry(
        tx, document, Action.ACCEPT_ADMITTED, actor, changes={"in_part": False, "to_bill": True}
    )


async def reopen(tx: Tx, document_id: str, actor: Actor, reason: str = "") -> str:
    """Take the final answer back: the client within 15 minutes if it was not signed, staff with a reason.

    The answer stays in the history, marked as taken back.
    """
    document = await acts.lock(tx, document_id)
    acts.after(document, Action.REOPEN)
    last = await tx.first(
        answers.select().where(
            answers.c.company_id == tx.company_id,
            answers.c.document_id == document_id,
            answers.c.version == document.version,
            answers.c.action != "hold",
            answers.c.reopened_at.is_(None),
            answers.c.settles,
        )
    )
    if last is None:
        raise Refused("not-now")
    if actor.kind == "client":
        _may_take_back(tx, document, last, actor)
    elif not typed.clean(reason):
        raise Invalid([Problem("reason", "reason-needed")])
    await _undo_consequences(tx, document, last)
    await tx.execute(
        answers.update()
        .where(answers.c.company_id == tx.company_id, answers.c.id == last.id)
        .values(reopened_at=tx.at)
    )
    await turns.reopened(tx, document, last.id)
    version = await acts.content_of(tx, document_id, document.version)
    return await acts.carry(
        tx,
        document,
        Action.REOPEN,
        actor,
        data={"answer": last.id, "reason": typed.clean(reason)},
        changes={
            "answered_at": None,
            "net": version.totals.net,
            "gross": version.totals.gross,
            "payable": version.asked,
            "in_part": False,
            "to_bill": False,
        },
    )


async def _undo_consequences(tx: Tx, document: Row[Any], last: Row[Any]) -> None:
    """Undo what an acceptance led to. Raises `Refused` when something else rests on it already."""
    if State(document.state) not in ACCEPTED:
        return
    if await statements.followed(tx, document):
        raise Refused("later-statement-exists")
    await contracts.taken_back(tx, document)
    await billings.void(tx, last.id)


def _may_take_back(tx: Tx, document: Row[Any], last: Row[Any], actor: Actor) -> None:
    if last.action not in ("approve", "reject") or last.given_by != "client" or last.link_id != actor.id:
        raise Refused("only-staff-reopen")
    if tx.at - last.answered_at > GRACE or document.draft is not None:
        raise Refused("too-late-to-change")


async def set_reminders(tx: Tx, document_id: str, actor: Actor, *, active: bool) -> None:
    """Switch the reminders of one document off or on again."""
    await acts.lock(tx, document_id)
    await tx.execute(
        documents.update()
        .where(documents.c.company_id == tx.company_id, documents.c.id == document_id)
        .values(reminders=active)
    )
    await acts.tell(tx, document_id, "extend", actor, "reminders_on" if active else "reminders_off")


async def _exists(tx: Tx, document_id: str) -> bool:
    found = await tx.scalar(
        select(documents.c.id).where(documents.c.company_id == tx.company_id, documents.c.id == document_id)
    )
    return found is not None
