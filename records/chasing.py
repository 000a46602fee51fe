"""Chasing an unpaid invoice: the plan computed from the record each time, and its steps carried out once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from domain.dunning import DEFAULT_PLAN, Plan, Situation, schedule
from domain.invoice import UNPAID, State
from domain.reminders import Calendar, Step, StepKind, catch_up
from records import acts, audit, correcting, invoices, letters, reminders
from records.audit import SYSTEM
from records.database import Tx
from records.parties import client_of, recipient_of, referents, whom_to_tell
from records.schema import audit_events, jobs

# What each step writes to the client; a call is asked of staff.
LETTERS: dict[StepKind, str] = {
    StepKind.DUE_SOON: "due_soon",
    StepKind.OVERDUE: "overdue_{number}",
    StepKind.FORMAL: "formal_notice",
}
LOUDEST = 3  # the tone of overdue letters; référents are copied from here on


def plan_of(company: Any, document: Any) -> Plan:
    """Give the plan that holds for an invoice: the company's, unless chasing is switched off for it."""
    kept = company.invoicing.get("chasing", {})
    return Plan(
        before=kept.get("before", DEFAULT_PLAN.before),
        overdue=tuple(kept.get("overdue", DEFAULT_PLAN.overdue)),
        formal=kept.get("formal", DEFAULT_PLAN.formal),
        call=kept.get("call", DEFAULT_PLAN.call),
        active=document.reminders and kept.get("active", True),
    )


async def steps(tx: Tx, document: Row[Any], company: Any) -> list[Step]:
    """List the steps still to come for an invoice, dated; what was missed while nothing ran is one step."""
    facts = await invoices.facts(tx, document.id)
    calendar = reminders.calendar_of(company, tx.at.year)
    if document.state == State.PROVISIONAL:
        return [_validation(facts, calendar)] if facts.send_on else []
    if facts.due_on is None:
        return []
    open_retention = facts.retention and not facts.released
    situation = Situation(
        issued_at=document.sent_at,
        due_on=facts.due_on,
        unpaid=document.state in UNPAID,
        paused_until=facts.paused_until,
        release_on=facts.release_on if open_retention else None,
        done=await _done(tx, document.id),
    )
    return catch_up(schedule(plan_of(company, document), situation, calendar), tx.at, calendar)


async def carry_out(tx: Tx, document_id: str, key: str) -> bool:
    """Carry out a step that is due; False when a payment, a pause or a credit note made it pointless."""
    document = await acts.lock(tx, document_id)
    company = await acts.company(tx)
    due = [step for step in await steps(tx, document, company) if step.key == key and step.at <= tx.at]
    if not due:
        return False
    step = due[0]
    if step.kind is StepKind.VALIDATE:
        return bool(await invoices.validate(tx, document_id, SYSTEM))
    if step.kind is StepKind.RELEASE:
        await correcting.release(tx, document_id, SYSTEM)
    else:
        await _write(tx, document, step)
    await tx.notify(document_id)
    await audit.append(
        tx, "step", SYSTEM, document_id=document_id, version=document.version, data={"key": key}
    )
    return True


async def _write(tx: Tx, document: Row[Any], step: Step) -> None:
    key = f"{document.id}/{step.key}"
    about: dict[str, Any] = {
        "document_id": document.id,
        "version": document.version,
        "key": key,
        "details": {"step": step.key},
    }
    if step.kind is StepKind.CALL:
        for user in await whom_to_tell(tx, document.job_id):
            to_staff = [(user.email, user.name)]
            await letters.write(tx, "call_unpaid", audience="staff", to=to_staff, locale=user.locale, **about)
        return
    client = await client_of(tx, document)
    job = document.job_id and await tx.first(
        select(jobs).where(jobs.c.company_id == tx.company_id, jobs.c.id == document.job_id)
    )
    loud = step.kind is StepKind.FORMAL or step.number >= LOUDEST
    copies = [user.email for user in await referents(tx, document.job_id)] if loud else []
    kind = LETTERS[step.kind].format(number=min(step.number, LOUDEST))
    to = [recipient_of(client, job)]
    await letters.write(tx, kind, audience="client", to=to, locale=client.locale, cc=copies, **about)


def _validation(facts: Any, calendar: Calendar) -> Step:
    day = facts.send_on
    return Step(
        "validate", StepKind.VALIDATE, calendar.opening(day), "chosen-day", params=(("day", str(day)),)
    )


async def _done(tx: Tx, document_id: str) -> frozenset[str]:
    rows: Sequence[Row[Any]] = await tx.all(
        select(audit_events.c.data).where(
            audit_events.c.company_id == tx.company_id,
            audit_events.c.document_id == document_id,
            audit_events.c.kind == "step",
        )
    )
    return frozenset(row.data["key"] for row in rows)


def overdue(facts: Any, document: Any, today: Any) -> bool:
    """Whether an invoice is unpaid after its due date."""
    return document.state in UNPAID and facts.due_on is not None and facts.due_on < today


def days_late(facts: Any, at: datetime) -> int:
    """How many days an invoice is late (0: it is not)."""
    return max((at.date() - facts.due_on).days, 0) if facts.due_on else 0
