"""T7 for approvers: deadlines, reminders of each stage, and who comes and goes in the middle of one."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

from activities.press import Press
from domain.lifecycle import Action
from records import acts, billings, course
from records import database as record
from records.database import Database
from tests import works
from tests.chains import DIRECTOR
from tests.parts import MailServer, TemporalBinaries
from tests.workflows.conftest import Clock, Stage, skipping_server, telling
from tests.workflows.statements import PARIS, billed, journal, moments, of, says, sent, step, written
from tests.works import ARCHITECT, OWNER
from tests.world import World


async def test_an_architect_has_seven_days_and_is_then_written_to_once(
    world: World, stage: Stage, clock: Clock
) -> None:
    firm = world.merel
    statement = await sent(firm, stage, step(firm, ARCHITECT), step(firm, OWNER))
    day = clock.now().astimezone(PARIS).date()
    await clock.let_pass(stage, statement, timedelta(days=7))
    assert await moments(firm, statement, "lapsed") == []
    await clock.let_pass(stage, statement, timedelta(days=14))
    midnight = datetime.combine(day + timedelta(days=8), time())
    assert await moments(firm, statement, "lapsed") == [("deadline-1", midnight)]
    assert (await written(firm, statement, ARCHITECT)).count("turn_late") == 1
    assert (await firm.document(statement)).state == "sent"


async def test_the_person_to_whom_it_escalates_is_asked_and_their_approval_is_enough(
    world: World, stage: Stage, smtp_server: MailServer, clock: Clock
) -> None:
    firm = world.merel
    director = of(firm, DIRECTOR)
    escalation = {"at_deadline": "escalate", "escalate_name": "Solène", "escalate_email": director["email"]}
    statement = await sent(firm, stage, step(firm, ARCHITECT, days="3", **escalation), step(firm, OWNER))
    await clock.let_pass(stage, statement, timedelta(days=5))
    await smtp_server.wait_for(to=director["email"])
    assert await written(firm, statement, OWNER) == []
    await says(firm, stage, statement, DIRECTOR, Action.APPROVE)
    await smtp_server.wait_for(to=of(firm, OWNER)["email"])
    await says(firm, stage, statement, OWNER, Action.APPROVE)
    assert (await stage.story(statement).result())["state"] == "approved"
    await stage.keep("escalated", statement)


async def test_silence_opens_the_next_stage_and_then_settles_and_hands_over(
    world: World, stage: Stage, smtp_server: MailServer, clock: Clock
) -> None:
    firm = world.merel
    statement = await sent(
        firm,
        stage,
        step(firm, ARCHITECT, at_deadline="deem"),
        step(firm, OWNER, days="15", at_deadline="deem"),
    )
    day = clock.now().astimezone(PARIS).date()
    await clock.let_pass(stage, statement, timedelta(days=9))
    await smtp_server.wait_for(to=of(firm, OWNER)["email"])
    assert "the owner (stage 2)" in await stage.describes(statement, "sent")
    assert await billed(firm, statement) == []
    await stage.let_pass(statement, timedelta(days=16))
    assert (await stage.story(statement).result())["state"] == "approved"
    first, second = await moments(firm, statement, "lapsed")
    assert first == ("deadline-1", datetime.combine(day + timedelta(days=8), time()))
    assert second == ("deadline-2", datetime.combine(day + timedelta(days=24), time()))
    assert [event.kind for event in await journal(firm, statement, "deem")] == ["deem"]
    assert [row.payable for row in await billed(firm, statement)] == [459717]
    assert (await written(firm, statement, ARCHITECT))[-1] == "deemed"
    await stage.keep("deemed", statement)


async def test_an_answer_that_was_recorded_before_the_deadline_counts_although_the_story_had_not_heard_of_it(
    world: World, stage: Stage, clock: Clock
) -> None:
    firm = world.merel
    statement = await sent(firm, stage, step(firm, ARCHITECT, at_deadline="deem"))
    await works.answer_as(firm, statement, of(firm, ARCHITECT), Action.REJECT, comment="Non conforme")
    await clock.let_pass(stage, statement, timedelta(days=9))
    assert (await firm.document(statement)).state == "rejected"
    assert await journal(firm, statement, "lapsed") == []


async def test_staff_who_stop_the_reminders_do_not_stop_a_deadline(
    world: World, stage: Stage, clock: Clock
) -> None:
    firm = world.merel
    statement = await sent(firm, stage, step(firm, ARCHITECT, at_deadline="deem"))
    async with firm.transaction() as tx:
        await course.set_reminders(tx, statement.document_id, firm.claire, active=False)
    await stage.deliver()
    await clock.let_pass(stage, statement, timedelta(days=9))
    assert (await stage.story(statement).result())["state"] == "approved"
    assert await journal(firm, statement, "step") == []


async def test_the_reminders_of_each_stage_count_from_its_own_start(
    world: World, stage: Stage, clock: Clock
) -> None:
    firm = world.merel
    statement = await sent(firm, stage, step(firm, ARCHITECT, days=""), step(firm, OWNER, days=""))
    await clock.let_pass(stage, statement, timedelta(days=8))
    assert [key for key, _ in await moments(firm, statement, "step")] == ["remind-1@1"]
    await says(firm, stage, statement, ARCHITECT, Action.APPROVE)
    await clock.let_pass(stage, statement, timedelta(days=8))
    done = await moments(firm, statement, "step")
    assert [key for key, _ in done] == ["remind-1@1", "remind-1@2"]
    assert await written(firm, statement, OWNER) == ["turn", "reminder_1"]
    assert (await written(firm, statement, ARCHITECT)).count("reminder_1") == 1


def last_sunday(year: int, month: int) -> date:
    """The day on which the clocks change."""
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


@pytest.mark.parametrize("season", ["spring", "autumn", "year end"])
async def test_t7_a_deadline_ends_at_the_firms_midnight_whatever_the_clocks_do(
    world: World, stage: Stage, season: str
) -> None:
    firm, year = world.merel, record.now().year + 1
    day = {
        "spring": last_sunday(year, 3) - timedelta(days=3),
        "autumn": last_sunday(year, 10) - timedelta(days=3),
        "year end": date(year, 12, 28),
    }[season]
    at = datetime.combine(day, time(15), PARIS)
    statement = await sent(firm, stage, step(firm, ARCHITECT, at_deadline="deem"), at=at)
    await stage.let_pass(statement, at - record.now() + timedelta(days=9))
    assert await moments(firm, statement, "lapsed") == [
        ("deadline-1", datetime.combine(day + timedelta(days=8), time()))
    ]
    assert (await stage.story(statement).result())["state"] == "approved"
    assert len(await billed(firm, statement)) == 1
    async with firm.transaction() as tx:
        assert await billings.of_document(tx, statement.document_id)


async def test_a_deadline_passes_while_no_worker_is_there_and_is_acted_on_once_by_the_next(
    world: World,
    database: Database,
    skipping: WorkflowEnvironment,
    smtp_server: MailServer,
    press: Press,
    tmp_path: Path,
) -> None:
    firm = world.merel
    async with telling(skipping, database, smtp_server.url, press, tmp_path) as first:
        chain = step(firm, ARCHITECT, at_deadline="deem"), step(firm, OWNER, days="")
        statement = await sent(firm, first, *chain)
        await smtp_server.wait_for(to=of(firm, ARCHITECT)["email"])
        await first.let_pass(statement, timedelta(days=4))
    async with telling(skipping, database, smtp_server.url, press, tmp_path, first.queue) as second:
        await second.let_pass(statement, timedelta(days=5))
        await smtp_server.wait_for(to=of(firm, OWNER)["email"])
    assert len(await journal(firm, statement, "lapsed")) == 1
    assert (await written(firm, statement, OWNER)).count("turn") == 1


async def test_a_workflow_server_that_stops_and_starts_again_keeps_the_deadline(
    world: World,
    database: Database,
    temporal_binaries: TemporalBinaries,
    smtp_server: MailServer,
    press: Press,
    tmp_path: Path,
) -> None:
    firm, store = world.merel, tmp_path / "temporal.db"
    day = record.now().astimezone(PARIS).date()
    chain = step(firm, ARCHITECT, at_deadline="deem"), step(firm, OWNER, days="")
    parts = database, smtp_server.url, press, tmp_path
    async with skipping_server(temporal_binaries, store) as server, telling(server, *parts) as first:
        statement = await sent(firm, first, *chain)
        await smtp_server.wait_for(to=of(firm, ARCHITECT)["email"])
        await first.let_pass(statement, timedelta(days=4))
    async with (
        skipping_server(temporal_binaries, store) as server,
        telling(server, *parts, first.queue) as second,
    ):
        await second.let_pass(statement, timedelta(days=5))
        await smtp_server.wait_for(to=of(firm, OWNER)["email"])
    midnight = datetime.combine(day + timedelta(days=8), time())
    assert await moments(firm, statement, "lapsed") == [("deadline-1", midnight)]
    assert (await written(firm, statement, OWNER)).count("turn") == 1


async def test_a_story_started_again_from_the_records_keeps_its_deadline(world: World, stage: Stage) -> None:
    firm = world.merel
    chain = step(firm, ARCHITECT, at_deadline="deem"), step(firm, OWNER, days="")
    statement = await sent(firm, stage, *chain)
    day = record.now().astimezone(PARIS).date()
    await stage.let_pass(statement, timedelta(days=2))
    await stage.story(statement).terminate("the store of the workflow server is lost")
    async with firm.transaction() as tx:  # what a reconciliation does for each story that is missing
        await acts.tell(tx, statement.document_id, "publish", firm.claire, "reconciled")
    await stage.deliver()
    await stage.describes(statement, "sent")
    await stage.let_pass(statement, timedelta(days=9))
    midnight = datetime.combine(day + timedelta(days=8), time())
    assert await moments(firm, statement, "lapsed") == [("deadline-1", midnight)]
    assert "the owner (stage 2)" in await stage.describes(statement, "sent")
