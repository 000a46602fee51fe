"""The reminder plan of a document: computed from the record each time, so it is never stale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from sqlalchemy import select

from domain.chain import Chain, stages
from domain.lifecycle import OPEN, State
from domain.reminders import DEFAULT_PLAN, Calendar, Plan, Situation, Step, StepKind, catch_up, schedule
from records import acts, answers, approvers, audit, letters, telling, turns
from records.approvers import NOBODY, Running
from records.audit import SYSTEM
from records.database import Tx
from records.ids import new_id
from records.parties import client_of, recipient_of, referents, whom_to_tell
from records.schema import audit_events, jobs

# Holidays by country: France, and Quebec within Canada.
REGIONS: dict[str, tuple[str, str | None]] = {"FR": ("FR", None), "CA": ("CA", "QC")}


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> frozenset[date]:
    region, province = REGIONS[country]
    return frozenset(holidays.country_holidays(region, subdiv=province, years=range(year - 1, year + 3)))


def calendar_of(company: Any, year: int) -> Calendar:
    """Give the working calendar of a company around a year, with its quiet hours."""
    return _calendar(company, company.reminders, year)


def plan_of(company: Any, document: Any) -> Plan:
    """Give the plan that holds for a document: the company's, unless reminders are switched off for it."""
    return _plan(company.reminders, active=bool(document.reminders))


def preview(company: Any, chosen: Mapping[str, Any], sent_at: datetime, valid_until: date) -> list[Step]:
    """List the steps of a quote sent at that moment, by settings of the plan that are not saved yet."""
    calendar = _calendar(company, chosen, sent_at.year)
    return schedule(_plan(chosen, active=True), Situation(sent_at, valid_until), calendar)


def if_sent(company: Any, document: Any, at: datetime, valid_until: date | None, chain: Chain) -> list[Step]:
    """List the steps of a version sent at that moment, the deadlines of whoever is asked first too."""
    zone = ZoneInfo(company.timezone)
    opening = [
        _deadline(number, step, due)
        for number, (step, stage) in enumerate(zip(chain, stages(chain), strict=True), 1)
        if stage == 1 and (due := turns.due_at(step.days, at, zone))
    ]
    planned = schedule(plan_of(company, document), Situation(at, valid_until), calendar_of(company, at.year))
    reasoned = [replace(step, reason=_reason(step, in_chain=bool(chain))) for step in planned]
    return sorted([*reasoned, *opening], key=lambda step: (step.at, step.key))


def _calendar(company: Any, chosen: Mapping[str, Any], year: int) -> Calendar:
    hours = chosen.get("hours", {})
    return Calendar(
        ZoneInfo(company.timezone),
        _holidays(company.country, year),
        time.fromisoformat(hours.get("opens", "09:00")),
        time.fromisoformat(hours.get("closes", "18:00")),
    )


def _plan(chosen: Mapping[str, Any], *, active: bool) -> Plan:
    return Plan(
        remind=tuple(chosen.get("remind", DEFAULT_PLAN.remind)),
        call=chosen.get("call", DEFAULT_PLAN.call),
        expiring=chosen.get("expiring", DEFAULT_PLAN.expiring),
        active=active and chosen.get("active", True),
    )


async def steps(tx: Tx, document: Any, company: Any) -> list[Step]:
    """List the steps still to come for a document, dated; none when it is settled or still a draft."""
    done = (await _done(tx, [document.id])).get(_version(document), frozenset())
    return _steps(tx.at, document, company, done, await approvers.running(tx, document))


async def next_steps(tx: Tx, open_ones: Sequence[Any], company: Any) -> dict[str, Step]:
    """Give the next step of each of these open documents, by document id, in one look at the journal."""
    done = await _done(tx, [document.id for document in open_ones])
    chains = await approvers.running_of(tx, map(_version, open_ones))
    coming = {
        document.id: _steps(
            tx.at,
            document,
            company,
            done.get(_version(document), frozenset()),
            chains.get(document.id, NOBODY),
        )
        for document in open_ones
    }
    return {document_id: steps[0] for document_id, steps in coming.items() if steps}


def _steps(at: datetime, document: Any, company: Any, done: frozenset[str], chain: Running) -> list[Step]:
    state = State(document.state)
    calendar = calendar_of(company, at.year)
    if state is State.DRAFT:
        return schedule(plan_of(company, document), Situation(at, _typed_end(document)), calendar)
    if state not in OPEN:
        return []
    stage = f"@{chain.stage}" if chain else ""  # each stage of a chain is reminded from its own start
    situation = Situation(
        sent_at=chain.since or document.sent_at,
        valid_until=document.valid_until,
        held_until=document.held_until,
        resumed_at=document.resumed_at,
        done=frozenset(key.removesuffix(stage) for key in done if key.endswith(stage)),
    )
    planned = [
        replace(step, key=step.key + stage, reason=_reason(step, in_chain=bool(chain)))
        for step in schedule(plan_of(company, document), situation, calendar)
    ]
    late = sorted([*planned, *_deadlines(chain)], key=lambda step: (step.at, step.key))
    return catch_up(late, at, calendar)


def _reason(step: Step, *, in_chain: bool) -> str:
    """Why a step stands there: in a chain, reminders count from the day on which somebody's turn began."""
    return "days-after-turn" if in_chain and step.reason == "days-after-sending" else step.reason


def _deadlines(chain: Running) -> list[Step]:
    """Give the deadlines of the steps that are awaited now."""
    return [
        _deadline(step.step, step, step.due_at)
        for step in chain.steps
        if step.step in chain.awaited and step.due_at and step.lapsed_at is None
    ]


def _deadline(number: int, step: Any, due: datetime) -> Step:
    params = (("step", step.title), ("who", step.escalate_name or step.escalate_email))
    return Step(f"deadline-{number}", StepKind.DEADLINE, due, f"deadline-{step.at_deadline}", number, params)


def _version(document: Any) -> tuple[str, int]:
    return document.id, document.version


async def _done(tx: Tx, document_ids: Sequence[str]) -> dict[tuple[str, int], frozenset[str]]:
    """Give the keys of the steps that were carried out, by document and version."""
    rows = await tx.all(
        select(audit_events.c.document_id, audit_events.c.version, audit_events.c.data).where(
            audit_events.c.company_id == tx.company_id,
            audit_events.c.document_id.in_(document_ids),
            audit_events.c.kind == "step",
        )
    )
    done: dict[tuple[str, int], frozenset[str]] = {}
    for row in rows:
        version = (row.document_id, row.version)
        done[version] = done.get(version, frozenset()) | {row.data["key"]}
    return done


async def carry_out(tx: Tx, document_id: str, key: str) -> bool:
    """Carry out a step that is due: write its letters and note it. False when it is not due any more.

    The plan is computed again under the document's lock, so an answer, a hold or a new version that came
    meanwhile stops it.
    """
    document = await acts.lock(tx, document_id)
    company = await acts.company(tx)
    due = [step for step in await steps(tx, document, company) if step.key == key and step.at <= tx.at]
    if not due:
        return False
    if due[0].kind is StepKind.DEADLINE:
        return await _lapse(tx, document, due[0])
    await _write_letters(tx, document, due[0])
    await tx.notify(document_id)
    await audit.append(
        tx, "step", SYSTEM, document_id=document_id, version=document.version, data={"key": key}
    )
    return True


async def _lapse(tx: Tx, document: Any, step: Step) -> bool:
    """A step of the chain is late: do what it says for that, tell staff, and settle if silence approves."""
    chain = await approvers.running(tx, document)
    late = chain.step(step.number)
    act_id = new_id("act")
    asked = [turn for turn in chain.open_turns if turn.step == late.step]
    names = [turn.name for turn in asked]
    told = {"what": late.at_deadline, "step": late.title}
    if late.at_deadline == "remind":
        await _write_to_turns(tx, document, "turn_late", act_id, asked)
    settled = await turns.lapse(tx, document, late, act_id)
    if not settled:
        await _tell_staff(tx, document, "deadline", act_id, {**told, "who": ", ".join(names)})
    await tx.notify(document.id)
    data = {**told, "who": names, "key": step.key}
    await audit.append(
        tx, "lapsed", SYSTEM, document_id=document.id, version=document.version, data=data, act_id=act_id
    )
    if settled:  # staff learn of it by that
        await answers.deem(tx, document, act_id)
    return True


async def _tell_staff(tx: Tx, document: Any, kind: str, key: str, details: dict[str, Any]) -> None:
    awaited = telling.awaited(await approvers.running(tx, document))
    for user in await whom_to_tell(tx, document.job_id):
        await letters.write(
            tx,
            kind,
            key=key,
            audience="staff",
            to=[(user.email, user.name)],
            locale=user.locale,
            document_id=document.id,
            version=document.version,
            details={**details, "awaited": awaited},
        )


async def _write_to_turns(
    tx: Tx, document: Any, kind: str, key: str, asked: Iterable[Any], cc: Sequence[str] = ()
) -> None:
    """Write to people whose turn it is; the letter stays behind when they answer before it leaves."""
    client = await client_of(tx, document)
    for turn in asked:
        await letters.write(
            tx,
            kind,
            key=key,
            audience="client",
            to=[(turn.email, turn.name)],
            locale=client.locale,
            document_id=document.id,
            version=document.version,
            cc=cc,
            details={"turn": turn.id},
        )


async def _write_letters(tx: Tx, document: Any, step: Step) -> None:
    client = await client_of(tx, document)
    job = document.job_id and await tx.first(
        select(jobs).where(jobs.c.company_id == tx.company_id, jobs.c.id == document.job_id)
    )
    key = f"{document.id}/{document.version}/{step.key}"
    if step.kind is StepKind.CALL:
        await _tell_staff(tx, document, "call", key, {"step": step.key})
        return
    kind = "expiring" if step.kind is StepKind.EXPIRING else f"reminder_{min(step.number, 3)}"
    copies = [user.email for user in await referents(tx, document.job_id)] if kind == "reminder_3" else []
    chain = await approvers.running(tx, document)
    if chain:
        await _write_to_turns(tx, document, kind, key, chain.open_turns, copies)
        return
    await letters.write(
        tx,
        kind,
        key=key,
        audience="client",
        to=[recipient_of(client, job)],
        locale=client.locale,
        document_id=document.id,
        version=document.version,
        cc=copies,
        details={"step": step.key},
    )


def _typed_end(document: Any) -> date | None:
    typed = (document.draft or {}).get("valid_until") or ""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
