"""What follows a validated invoice until it is paid: dated steps that anyone can read in advance.

Days are business days around the due date; tone rises from a friendly word before it to a formal notice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.reminders import Calendar, Step, StepKind

RETENTION_YEARS = 1  # law 71-584 of 1971-07-16, article 2: one year after acceptance of the works


@dataclass(frozen=True, slots=True)
class Plan:
    """When to write, in business days after the due date (before it for `before`); None leaves a step out."""

    before: int | None = 3
    overdue: tuple[int, ...] = (2, 8, 15)
    formal: int | None = 25
    call: int | None = 30
    active: bool = True


DEFAULT_PLAN = Plan()


@dataclass(frozen=True, slots=True)
class Situation:
    """What the plan starts from. `paused_until`: a promise to pay, a dispute, a hold; `done` are step keys.

    `release_on` is the day on which the retention may be claimed.
    """

    issued_at: datetime
    due_on: date
    unpaid: bool
    paused_until: date | None = None
    release_on: date | None = None
    done: frozenset[str] = frozenset()


def schedule(plan: Plan, situation: Situation, calendar: Calendar) -> list[Step]:
    """Give the steps still to come, in order. A pause moves what falls into it to the day after it ends."""
    steps = list(_chasing(plan, situation, calendar)) if situation.unpaid and plan.active else []
    if situation.release_on:
        at = calendar.opening(_open_day(situation.release_on, calendar))
        steps.append(_step("release", StepKind.RELEASE, at, "retention-year", situation.release_on))
    left = [step for step in steps if step.key not in situation.done]
    return sorted(left, key=lambda step: (step.at, step.key))


def release_day(accepted_on: date) -> date:
    """The day on which a retention is released unless the client opposed it by registered letter."""
    try:
        return accepted_on.replace(year=accepted_on.year + RETENTION_YEARS)
    except ValueError:  # 29 February
        return accepted_on.replace(year=accepted_on.year + RETENTION_YEARS, day=28)


def _chasing(plan: Plan, situation: Situation, calendar: Calendar) -> Iterable[Step]:
    offsets = list(_offsets(plan))
    reached = max((days for key, _, days, _ in offsets if key in situation.done), default=-(10**6))
    for key, kind, days, number in offsets:
        if days <= reached:
            continue  # done, or overtaken by a later one
        day = calendar.add_business_days(situation.due_on, days)
        if kind is StepKind.DUE_SOON and day <= calendar.day_of(situation.issued_at):
            continue
        if situation.paused_until and day <= situation.paused_until:
            day = calendar.add_business_days(situation.paused_until, 1)
        reason = "days-before-due" if days < 0 else "days-after-due"
        yield Step(key, kind, calendar.opening(day), reason, number, (("days", str(abs(days))),))


def _offsets(plan: Plan) -> Iterable[tuple[str, StepKind, int, int]]:
    """Give each step of the plan: key, kind, business days after the due date, and number of its tone."""
    if plan.before is not None:
        yield "due-soon", StepKind.DUE_SOON, -plan.before, 0
    for number, days in enumerate(plan.overdue, 1):
        yield f"overdue-{number}", StepKind.OVERDUE, days, number
    if plan.formal is not None:
        yield "formal", StepKind.FORMAL, plan.formal, 0
    if plan.call is not None:
        yield "call", StepKind.CALL, plan.call, 0


def _open_day(day: date, calendar: Calendar) -> date:
    return day if calendar.is_business_day(day) else calendar.add_business_days(day, 1)


def _step(key: str, kind: StepKind, at: datetime, reason: str, day: date) -> Step:
    return Step(key, kind, at, reason, params=(("day", day.isoformat()),))
