"""The life of a statement as its workflow tells it: approvers, their deadlines, and what is handed over."""

from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from sqlalchemy import select
from temporalio import activity
from temporalio.testing import WorkflowEnvironment

from activities.press import Press
from activities.records import RecordActivities
from activities.shapes import Bill, Subject
from domain.lifecycle import Action
from records import acts, codes, course
from records.schema import answers as answer_table
from records.schema import codes as code_table
from tests import chains, works
from tests.chains import DIRECTOR, ENGINEER, STAND_IN
from tests.parts import MailServer
from tests.workflows.conftest import Clock, Stage, telling
from tests.workflows.statements import PARIS, all_sent, billed, journal, of, says, sent, step, written
from tests.works import ARCHITECT, OWNER, S1
from tests.world import World
from workflows.story import DUE, JOB, STATE

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
    await all_sent(firm, statement)
    await says(firm, stage, statement, STAND_IN, Action.APPROVE)
    await says(firm, stage, statement, OWNER, Action.APPROVE)
    await stage.story(statement).result()
    assert "turn" in await written(firm, statement, STAND_IN)
    assert smtp_server.messages(to=of(firm, ARCHITECT)["email"]) == []


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
