"""The reminder plan: exact dates, over business days, clock changes and year ends."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.reminders import Calendar, Plan, Situation, StepKind, catch_up, schedule

PARIS = ZoneInfo("Europe/Paris")
HOLIDAYS = frozenset({date(2026, 12, 25), date(2027, 1, 1), date(2026, 5, 1), date(2026, 5, 8)})
CALENDAR = Calendar(PARIS, HOLIDAYS)
PLAN = Plan()


def paris(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


def test_the_default_plan_reminds_after_3_7_and_14_business_days_then_asks_for_a_call() -> None:
    steps = schedule(PLAN, Situation(paris(2026, 11, 23, 15)), CALENDAR)
    assert [(step.key, step.at) for step in steps] == [
        ("remind-1", paris(2026, 11, 26)),
        ("remind-2", paris(2026, 12, 2)),
        ("remind-3", paris(2026, 12, 11)),
        ("call", paris(2026, 12, 17)),
    ]


def test_holidays_and_the_year_end_are_no_business_days() -> None:
    steps = schedule(PLAN, Situation(paris(2026, 12, 23)), CALENDAR)
    assert [step.at for step in steps][:2] == [paris(2026, 12, 29), paris(2027, 1, 5)]


def test_a_reminder_stays_at_nine_through_the_clock_change() -> None:
    steps = schedule(Plan(remind=(1, 2)), Situation(paris(2026, 10, 22, 17)), CALENDAR)
    before, after = steps[0].at, steps[1].at
    assert (before.date(), after.date()) == (date(2026, 10, 23), date(2026, 10, 26))
    assert after - before == timedelta(days=3)
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(days=3, hours=1)


def test_the_29th_of_february_is_a_day_like_any_other() -> None:
    steps = schedule(Plan(remind=(1,), call=None), Situation(paris(2028, 2, 28)), CALENDAR)
    assert steps[0].at == paris(2028, 2, 29)


def test_a_quote_is_valid_through_its_last_day_in_the_firms_zone() -> None:
    steps = schedule(PLAN, Situation(paris(2026, 11, 23), date(2026, 12, 1)), CALENDAR)
    assert steps[-1].kind is StepKind.EXPIRE
    assert steps[-1].at == paris(2026, 12, 2, 0)


def test_no_reminder_comes_after_the_last_valid_day() -> None:
    steps = schedule(PLAN, Situation(paris(2026, 11, 23), date(2026, 11, 27)), CALENDAR)
    assert [step.key for step in steps] == ["expiring-2026-11-27", "remind-1", "expire"]


def test_a_hold_silences_the_plan_until_its_date() -> None:
    steps = schedule(PLAN, Situation(paris(2026, 11, 23), date(2026, 12, 31), date(2026, 12, 10)), CALENDAR)
    assert [step.kind for step in steps] == [StepKind.RESUME, StepKind.EXPIRE]
    assert steps[0].at == paris(2026, 12, 10)


def test_after_a_hold_the_rest_of_the_plan_keeps_its_distances() -> None:
    situation = Situation(paris(2026, 11, 23), resumed_at=paris(2026, 12, 10), done=frozenset({"remind-1"}))
    steps = schedule(PLAN, situation, CALENDAR)
    assert [(step.key, step.at.date()) for step in steps][:2] == [
        ("remind-2", date(2026, 12, 16)),
        ("remind-3", date(2026, 12, 28)),
    ]


def test_after_an_outage_only_the_last_missed_reminder_goes_out() -> None:
    now = paris(2026, 12, 14, 10)
    steps = catch_up(schedule(PLAN, Situation(paris(2026, 11, 23)), CALENDAR), now, CALENDAR)
    assert [(step.key, step.at) for step in steps] == [("remind-3", now), ("call", paris(2026, 12, 17))]


def test_a_missed_reminder_waits_for_opening_hours() -> None:
    saturday = paris(2026, 11, 28, 23)
    steps = catch_up(schedule(PLAN, Situation(paris(2026, 11, 23)), CALENDAR), saturday, CALENDAR)
    assert (steps[0].key, steps[0].at) == ("remind-1", paris(2026, 11, 30))


def test_switched_off_reminders_leave_only_the_end_of_validity() -> None:
    steps = schedule(Plan(active=False), Situation(paris(2026, 11, 23), date(2026, 12, 31)), CALENDAR)
    assert [step.kind for step in steps] == [StepKind.EXPIRE]


moments = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(PARIS))  # noqa: DTZ001


@given(moments, st.integers(1, 80))
def test_every_reminder_falls_on_a_business_day_at_opening_and_in_order(sent: datetime, days: int) -> None:
    end = CALENDAR.day_of(sent) + timedelta(days=days)
    steps = schedule(PLAN, Situation(sent, end), CALENDAR)
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    for step in steps:
        if step.kind in (StepKind.REMIND, StepKind.CALL, StepKind.EXPIRING):
            local = step.at.astimezone(PARIS)
            assert CALENDAR.is_business_day(local.date())
            assert local.time() == time(9)
            assert sent < step.at
            assert local.date() <= end


@given(moments)
def test_the_firm_only_writes_in_opening_hours(moment: datetime) -> None:
    local = CALENDAR.next_open(moment).astimezone(PARIS)
    assert CALENDAR.is_business_day(local.date())
    assert time(9) <= local.time() < time(18)
    assert local >= moment
