"""The life of a statement as its workflow tells it: approvers, their deadlines, and what is handed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from temporalio import activity
from temporalio.testing import WorkflowEnvironment

from activities.press import Press
from activities.records import RecordActivities
from activities.shapes import Bill, Subject
from domain.lifecycle import Action
from records import acts, billings, codes, course, letters, timeline
from records import database as record
from records.database import Database
from records.publishing import Published
from records.schema import answers as answer_table
from records.schema import billings as billing_table
from records.schema import codes as code_table
from tests import chains, works
from tests.chains import DIRECTOR, ENGINEER, STAND_IN
from tests.parts import MailServer, TemporalBinaries
from tests.workflows.conftest import Stage, skipping_server, telling
from tests.works import ARCHITECT, OWNER, S1
from tests.world import Company, World
from workflows.story import DUE, JOB, STATE

PARIS = ZoneInfo("Europe/Paris")
Person = Mapping[str, str]


@dataclass
class Clock:
    """The record's clock, which follows the one of the story."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def let_pass(self, stage: Stage, document: Published, span: timedelta) -> None:
        await stage.let_pass(document, span)
        self.ahead += span


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(record, "now", made.now)
    return made


def of(firm: Company, person: Person) -> dict[str, str]:
    """Somebody with an address of this test alone."""
    return {**person, "email": f"{firm.id[-6:].lower()}.{person['email']}"}


def step(firm: Company, *people: Person, **more: Any) -> dict[str, Any]:
    return {"people": [of(firm, person) for person in people], **more}


async def sent(
    firm: Company, stage: Stage, *steps: dict[str, Any], at: datetime | None = None, **more: Any
) -> Published:
    """The first statement of a contract, on its way through a chain, and its story begun."""
    await works.give_chain(firm, list(steps))
    statement = await works.statement(firm, await works.contract(firm, at=at), S1, at, **more)
    await stage.deliver(at)
    await stage.describes(statement, "sent")
    return statement


async def says(
    firm: Company, stage: Stage, statement: Published, person: Person, action: Action, **said: Any
) -> None:
    """Somebody of the chain answers, and the story hears of it."""
    await works.answer_as(firm, statement, of(firm, person), action, **said)
    await stage.deliver()


async def billed(firm: Company, document: Published) -> list[Any]:
    async with firm.transaction() as tx:
        mine = billing_table.c.document_id == document.document_id
        return list(await tx.all(select(billing_table).where(mine)))


async def journal(firm: Company, document: Published, kind: str) -> list[timeline.Event]:
    async with firm.transaction() as tx:
        return [event for event in await timeline.happened(tx, document.document_id) if event.kind == kind]


async def moments(firm: Company, document: Published, kind: str) -> list[tuple[str, datetime]]:
    """When which step was carried out, to the minute, in the firm's zone."""
    return [
        (event.data["key"], event.at.astimezone(PARIS).replace(second=0, microsecond=0, tzinfo=None))
        for event in await journal(firm, document, kind)
    ]


async def written(firm: Company, document: Published, person: Person) -> list[str]:
    """What was written to somebody, by kind, and left or will leave."""
    async with firm.transaction() as tx:
        return [
            row.kind
            for row in await letters.of_document(tx, document.document_id)
            if row.to_email == of(firm, person)["email"] and row.state != "dropped"
        ]


# What was accepted goes on to invoicing.


async def test_an_approved_statement_hands_its_figures_over_once(
    world: World, stage: Stage, smtp_server: MailServer
) -> None:
    firm = world.merel
    statement = await sent(firm, stage)
    await firm.answer(statement, Action.APPROVE)
    await stage.deliver()
    assert (await stage.story(statement).result())["state"] == "approved"
    (billing,) = await billed(firm, statement)
    async with firm.transaction() as tx:
        mine = answer_table.c.document_id == statement.document_id
        (answer,) = await tx.all(select(answer_table).where(mine))
    assert (billing.answer_id, billing.kind) == (answer.id, "progress")
    assert (billing.net, billing.gross, billing.payable) == (answer.net, answer.gross, answer.payable)
    again = Bill(Subject(firm.id, statement.document_id), answer.id)
    assert not await RecordActivities(world.database).bill(again)
    assert len(await billed(firm, statement)) == len(await journal(firm, statement, "billed")) == 1
    await stage.keep("billed", statement)


class DiesOnce(RecordActivities):
    """Hands a document's figures over, and the first time the process is gone before it can say so."""

    tries: ClassVar[dict[str, list[bool]]] = {}

    @activity.defn
    async def bill(self, accepted: Bill) -> bool:
        tries = self.tries.setdefault(accepted.subject.document_id, [])
        tries.append(await super().bill(accepted))
        if len(tries) == 1:
            raise ConnectionError("the process is gone")
        return tries[-1]


async def test_a_worker_that_dies_after_handing_the_figures_over_does_not_hand_them_over_again(
    world: World,
    skipping: WorkflowEnvironment,
    smtp_server: MailServer,
    press: Press,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    firm = world.merel
    monkeypatch.setattr("tests.workflows.conftest.RecordActivities", DiesOnce)
    async with telling(skipping, world.database, smtp_server.url, press, tmp_path) as stage:
        statement = await sent(firm, stage)
        await firm.answer(statement, Action.APPROVE)
        await stage.deliver()
        assert (await stage.story(statement).result())["state"] == "approved"
    assert DiesOnce.tries[statement.document_id] == [True, False]
    assert len(await billed(firm, statement)) == 1


async def test_a_signed_quote_hands_its_deposit_over(world: World, stage: Stage) -> None:
    firm = world.merel
    quote = await firm.quote("Extension", works.MARKET, deposit_percent="30")
    async with firm.transaction() as tx:
        await codes.request(tx, await acts.read(tx, quote.document_id), firm.client.email, "fr")
        mine = code_table.c.document_id == quote.document_id
        digits = await codes.digits(tx, await tx.scalar(select(code_table.c.id).where(mine)))
    await firm.answer(quote, Action.SIGN, code=digits, typed_name="Jeanne Petit")
    await stage.deliver()
    assert (await stage.story(quote).result())["state"] == "signed"
    (billing,) = await billed(firm, quote)
    assert (billing.kind, billing.net, billing.gross) == ("deposit", 664848, 767499)


async def test_a_quote_without_a_deposit_hands_nothing_over(world: World, stage: Stage) -> None:
    quote = await works.contract(world.merel, deposit_percent="0")
    await stage.deliver()
    assert (await stage.story(quote).result())["state"] == "approved"
    assert await billed(world.merel, quote) == []


async def test_an_approval_in_part_is_not_settled_until_staff_take_what_was_admitted(
    world: World, stage: Stage
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    ids = await works.line_ids(firm, quote)
    statement = await works.statement(firm, quote, S1)
    await firm.answer(statement, Action.APPROVE, admitted={ids["1.2"]: "20"})
    await stage.deliver()
    assert "staff, to take what was admitted" in await stage.describes(statement, "approved")
    assert await billed(firm, statement) == []
    async with firm.transaction() as tx:
        await course.accept_admitted(tx, statement.document_id, firm.claire)
    await stage.deliver()
    assert (await stage.story(statement).result())["state"] == "approved"
    (billing,) = await billed(firm, statement)
    assert billing.payable == (await firm.document(statement)).payable < 459717
    await stage.keep("admitted", statement)


async def test_a_new_version_after_an_approval_in_part_is_what_is_handed_over(
    world: World, stage: Stage
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    ids = await works.line_ids(firm, quote)
    statement = await works.statement(firm, quote, S1)
    await firm.answer(statement, Action.APPROVE, admitted={ids["1.2"]: "20"})
    await stage.deliver()
    second = await firm.new_version(statement, notes="Constat contradictoire joint")
    await stage.deliver()
    await stage.describes(statement, "sent")
    await firm.answer(second, Action.APPROVE)
    await stage.deliver()
    assert (await stage.story(statement).result())["version"] == 2
    assert [(row.version, row.payable) for row in await billed(firm, statement)] == [(2, 459717)]


async def test_the_next_statement_takes_what_was_admitted_and_both_stories_hand_over(
    world: World, stage: Stage
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    ids = await works.line_ids(firm, quote)
    first = await works.statement(firm, quote, S1)
    await firm.answer(first, Action.APPROVE, admitted={ids["1.2"]: "20"})
    await stage.deliver()
    await stage.describes(first, "approved")
    second = await works.statement(firm, quote, S1 | {"2.1": "40"})
    await stage.deliver()
    assert (await stage.story(first).result())["state"] == "approved"
    await firm.answer(second, Action.APPROVE)
    await stage.deliver()
    assert (await stage.story(second).result())["state"] == "approved"
    one, two = await billed(firm, first), await billed(firm, second)
    assert one[0].figures["works"] + two[0].figures["works"] == 633402 + 314000


async def test_a_statement_sent_back_and_reopened_goes_on_in_the_same_story(
    world: World, stage: Stage
) -> None:
    firm = world.merel
    statement = await sent(firm, stage, step(firm, ARCHITECT), step(firm, OWNER))
    await says(firm, stage, statement, ARCHITECT, Action.REJECT, comment="Métré à revoir")
    assert "staff, to correct or withdraw it" in await stage.describes(statement, "rejected")
    await chains.take_back(firm, statement)
    await stage.deliver()
    assert "the architect (stage 1)" in await stage.describes(statement, "sent")
    await says(firm, stage, statement, ARCHITECT, Action.APPROVE)
    await says(firm, stage, statement, OWNER, Action.APPROVE)
    assert (await stage.story(statement).result())["state"] == "approved"
    assert len(await billed(firm, statement)) == 1


# Whom it waits for.


async def test_the_story_says_whom_it_waits_for_and_names_nobody(
    world: World, stage: Stage, clock: Clock
) -> None:
    firm = world.merel
    both = [step(firm, ARCHITECT), step(firm, OWNER, parallel=True), step(firm, chains.PAYER)]
    statement = await sent(firm, stage, *both)
    details = await stage.describes(statement, "sent")
    assert "Waits for the architect and the owner (stage 1), since " in details
    await says(firm, stage, statement, OWNER, Action.APPROVE)
    await says(firm, stage, statement, ARCHITECT, Action.APPROVE)
    await clock.let_pass(stage, statement, timedelta(hours=1))
    details = await stage.describes(statement, "sent")
    assert "Waits for the payer (stage 2), since " in details
    assert "Next: Reminder 1" in details
    kept = await stage.story(statement).describe()
    assert kept.typed_search_attributes[STATE] == "sent"
    assert kept.typed_search_attributes[JOB] == firm.job.id
    assert kept.typed_search_attributes[DUE] > clock.now()
    history = (await stage.story(statement).fetch_history()).to_json()
    for person in (ARCHITECT, OWNER, chains.PAYER):
        assert person["name"] not in history
        assert person["email"] not in history


async def test_everybody_is_asked_in_turn_and_told_how_it_ended(
    world: World, stage: Stage, smtp_server: MailServer
) -> None:
    firm = world.merel
    statement = await sent(firm, stage, step(firm, ARCHITECT), step(firm, OWNER))
    await smtp_server.wait_for(to=of(firm, ARCHITECT)["email"])
    assert smtp_server.messages(to=of(firm, OWNER)["email"]) == []
    await says(firm, stage, statement, ARCHITECT, Action.APPROVE)
    await smtp_server.wait_for(to=of(firm, OWNER)["email"])
    await says(firm, stage, statement, OWNER, Action.APPROVE)
    await stage.story(statement).result()
    assert await written(firm, statement, ARCHITECT) == ["turn", "receipt", "receipt"]
    assert await written(firm, statement, OWNER) == ["turn", "receipt"]
    assert len(smtp_server.messages(to=of(firm, ARCHITECT)["email"])) == 3


async def test_a_turn_handed_over_before_its_letter_left_reaches_the_new_person_only(
    world: World, stage: Stage, smtp_server: MailServer
) -> None:
    firm = world.merel
    with smtp_server.down():
        statement = await sent(firm, stage, step(firm, ARCHITECT), step(firm, OWNER))
        turn = await chains.turn_of(firm, statement, of(firm, ARCHITECT))
        new = of(firm, STAND_IN)
        await chains.hand_over(firm, statement, turn.id, new["name"], new["email"])
        await stage.deliver()
    await smtp_server.wait_for(to=new["email"])
    await says(firm, stage, statement, STAND_IN, Action.APPROVE)
    await says(firm, stage, statement, OWNER, Action.APPROVE)
    await stage.story(statement).result()
    assert "turn" not in await written(firm, statement, ARCHITECT)
    assert "turn" in await written(firm, statement, STAND_IN)
    assert all(mail.subject != "turn" for mail in smtp_server.messages(to=of(firm, ARCHITECT)["email"]))


async def test_a_turn_that_comes_during_an_absence_goes_to_whoever_stands_in(
    world: World, stage: Stage, smtp_server: MailServer, clock: Clock
) -> None:
    firm = world.merel
    day = clock.now().astimezone(PARIS).date()
    stand_in = of(firm, STAND_IN)
    away = {
        **OWNER,
        "away_from": (day + timedelta(days=5)).isoformat(),
        "away_until": (day + timedelta(days=20)).isoformat(),
        "delegate_name": stand_in["name"],
        "delegate_email": stand_in["email"],
    }
    statement = await sent(firm, stage, step(firm, ARCHITECT, days=""), step(firm, away))
    await clock.let_pass(stage, statement, timedelta(days=6))
    await says(firm, stage, statement, ARCHITECT, Action.APPROVE)
    await smtp_server.wait_for(to=stand_in["email"])
    assert await written(firm, statement, OWNER) == []
    await says(firm, stage, statement, STAND_IN, Action.APPROVE)
    assert (await stage.story(statement).result())["state"] == "approved"


async def test_a_quorum_beside_another_step_opens_the_next_stage_when_both_are_there(
    world: World, stage: Stage
) -> None:
    firm = world.merel
    statement = await sent(
        firm,
        stage,
        step(firm, ARCHITECT, ENGINEER, DIRECTOR, quorum="2"),
        step(firm, OWNER, parallel=True),
        step(firm, chains.PAYER),
    )
    for person in (DIRECTOR, OWNER, ARCHITECT):
        assert await written(firm, statement, chains.PAYER) == []
        await says(firm, stage, statement, person, Action.APPROVE)
    assert await written(firm, statement, chains.PAYER) == ["turn"]
    await says(firm, stage, statement, chains.PAYER, Action.APPROVE)
    assert (await stage.story(statement).result())["state"] == "approved"


# Deadlines.


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
    async with skipping_server(temporal_binaries, store) as server:
        async with telling(server, database, smtp_server.url, press, tmp_path) as first:
            chain = step(firm, ARCHITECT, at_deadline="deem"), step(firm, OWNER, days="")
            statement = await sent(firm, first, *chain)
            await smtp_server.wait_for(to=of(firm, ARCHITECT)["email"])
            await first.let_pass(statement, timedelta(days=4))
    async with skipping_server(temporal_binaries, store) as server:
        async with telling(server, database, smtp_server.url, press, tmp_path, first.queue) as second:
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
