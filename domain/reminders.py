"""A reminder plan becomes dated steps over business days, each with the reason why it stands there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class StepKind(StrEnum):
    """What a step does."""

    REMIND = "remind"  # a mail to the client
    CALL = "call"  # ask a référent to call
    EXPIRING = "expiring"  # the client learns that the validity ends soon
    RESUME = "resume"  # the date of a hold has come
    EXPIRE = "expire"  # the last valid day is over
    DEADLINE = "deadline"  # a step of the approvers' chain is late
    VALIDATE = "validate"  # an invoice leaves on the day chosen for it
    DUE_SOON = "due_soon"  # an invoice is due in a few days
    OVERDUE = "overdue"  # a letter about an unpaid invoice; tone rises
    FORMAL = "formal"  # formal notice (mise en demeure)
    RELEASE = "release"  # the retention is due back


@dataclass(frozen=True, slots=True)
class Plan:
    """When to remind, in business days after the client was told; `call` asks a référent to call."""

    remind: tuple[int, ...] = (3, 7, 14)
    call: int | None = 18
    expiring: int | None = 2  # business days before the last valid day
    active: bool = True


DEFAULT_PLAN = Plan()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The firm's working time: its zone, its holidays and the hours in which it writes to people."""

    zone: ZoneInfo
    holidays: Collection[date] = frozenset()
    opens: time = time(9)
    closes: time = time(18)

    def is_business_day(self, day: date) -> bool:
        """Whether the firm works on that day: Monday to Friday, no holiday."""
        return day.weekday() < 5 and day not in self.holidays  # noqa: PLR2004  Saturday is 5

    def day_of(self, moment: datetime) -> date:
        """The firm's date at that moment."""
        return moment.astimezone(self.zone).date()

    def add_business_days(self, day: date, count: int) -> date:
        """The `count`-th business day after a day (before it when negative)."""
        step = timedelta(days=1 if count >= 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.is_business_day(day)
        return day

    def opening(self, day: date) -> datetime:
        """The moment at which the firm opens on that day."""
        return datetime.combine(day, self.opens, self.zone)

    def end_of(self, day: date) -> datetime:
        """The first moment after that day: a document valid until a day is valid through all of it."""
        return datetime.combine(day + timedelta(days=1), time(), self.zone)

    def next_open(self, moment: datetime) -> datetime:
        """That moment, or the next at which the firm may write to people (quiet hours)."""
        local = moment.astimezone(self.zone)
        if self.is_business_day(local.date()):
            if local.time() < self.opens:
                return self.opening(local.date())
            if local.time() < self.closes:
                return local
        return self.opening(self.add_business_days(local.date(), 1))


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step. `key` is unique within a version; `reason` and `params` say why it stands there."""

    key: str
    kind: StepKind
    at: datetime
    reason: str
    number: int = 0
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """What the plan starts from: when the version was sent, and what happened since."""

    sent_at: datetime
    valid_until: date | None = None
    held_until: date | None = None  # only while on hold
    resumed_at: datetime | None = None  # end of the last hold of this version
    done: frozenset[str] = frozenset()  # keys of the steps already carried out


def schedule(plan: Plan, situation: Situation, calendar: Calendar) -> list[Step]:
    """Give the steps still to come, in order. Reminders stop short of the end of validity.

    After a hold the remaining reminders keep their distance from the last one carried out,
    counted from the day on which the hold ended.
    """
    steps = list(_ends(situation, calendar))
    if plan.active and situation.held_until is None:
        last = situation.valid_until
        steps += [
            step
            for step in (*_reminders(plan, situation, calendar), *_expiring(plan, situation, calendar))
            if step.key not in situation.done and (last is None or calendar.day_of(step.at) <= last)
        ]
    return sorted(steps, key=lambda step: (step.at, step.key))


def _ends(situation: Situation, calendar: Calendar) -> Iterable[Step]:
    if situation.held_until is not None:
        yield Step(
            "resume",
            StepKind.RESUME,
            calendar.opening(situation.held_until),
            "hold-ends",
            params=(("day", situation.held_until.isoformat()),),
        )
    if situation.valid_until is not None:
        yield Step(
            "expire",
            StepKind.EXPIRE,
            calendar.end_of(situation.valid_until),
            "last-valid-day",
            params=(("day", situation.valid_until.isoformat()),),
        )


def _reminders(plan: Plan, situation: Situation, calendar: Calendar) -> Iterable[Step]:
    offsets = {f"remind-{number}": days for number, days in enumerate(plan.remind, 1)}
    if plan.call is not None:
        offsets["call"] = plan.call
    reached = max((days for key, days in offsets.items() if key in situation.done), default=0)
    held = situation.resumed_at is not None
    start = calendar.day_of(situation.resumed_at or situation.sent_at)
    for number, (key, days) in enumerate(offsets.items(), 1):
        if days <= reached:
            continue  # done, or overtaken by a later one
        wait = days - reached if held else days
        kind = StepKind.CALL if key == "call" else StepKind.REMIND
        reason = "days-after-hold" if held else "days-after-sending"
        at = calendar.opening(calendar.add_business_days(start, wait))
        yield Step(key, kind, at, reason, number, (("days", str(wait)),))


def _expiring(plan: Plan, situation: Situation, calendar: Calendar) -> Iterable[Step]:
    if plan.expiring is None or situation.valid_until is None:
        return
    day = calendar.add_business_days(situation.valid_until, -plan.expiring)
    if day > calendar.day_of(situation.sent_at):
        yield Step(
            f"expiring-{situation.valid_until}",
            StepKind.EXPIRING,
            calendar.opening(day),
            "validity-ends",
            params=(("day", situation.valid_until.isoformat()),),
        )


CONTACT = frozenset(
    {
        StepKind.REMIND,
        StepKind.CALL,
        StepKind.EXPIRING,
        StepKind.DUE_SOON,
        StepKind.OVERDUE,
        StepKind.FORMAL,
    }
)


def catch_up(steps: Iterable[Step], now: datetime, calendar: Calendar) -> list[Step]:
    """Give the steps as they can still be carried out at `now`, in order.

    Of the steps that reach a person and are overdue (the machine was off), only the last is left, and it
    waits for the firm's opening hours: nobody gets three reminders in one day.
    """
    late = [step for step in steps if step.kind in CONTACT and step.at <= now]
    rest = [step for step in steps if step not in late]
    if late:
        rest.append(replace(late[-1], at=max(late[-1].at, calendar.next_open(now))))
    return sorted(rest, key=lambda step: (step.at, step.key))
