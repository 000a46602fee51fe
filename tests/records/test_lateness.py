"""Approvers who do not answer in time: reminded, escalated, or silent where silence approves."""

from datetime import timedelta
from typing import Any

import pytest

from domain.lifecycle import Action
from domain.refusals import AlreadyDecided, Refused
from records import answers, course
from records.database import now
from tests import chains, works
from tests.chains import DIRECTOR, asked, late, sent
from tests.works import ARCHITECT, OWNER, S1
from tests.world import World

VISA, OWNERS = ARCHITECT["name"], OWNER["name"]


async def test_a_deadline_counts_the_architects_seven_days_unless_the_chain_says_otherwise(
    world: World,
) -> None:
    firm = world.merel
    statement = await sent(firm, [{"people": [ARCHITECT]}, {"people": [OWNER], "days": ""}])
    chain = await chains.running(firm, statement)
    assert (chain.step(1).due_at - chain.step(1).opened_at).days == 7
    assert chain.step(2).due_at is None
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    assert (await chains.running(firm, statement)).step(2).due_at is None


async def test_a_deadline_that_only_reminds_writes_to_whoever_is_late_and_to_staff_once(world: World) -> None:
    firm = world.merel
    statement = await sent(firm)
    assert await chains.let_lapse(firm, statement)
    assert not await chains.let_lapse(firm, statement)
    assert await asked(firm, statement, "turn_late") == [ARCHITECT["email"]]
    assert await asked(firm, statement, "deadline") == [firm.karim.email]
    assert (await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)).state == "sent"


async def test_the_person_to_whom_it_escalates_is_asked_as_well_and_their_approval_is_enough(
    world: World,
) -> None:
    firm = world.merel
    escalation = {"escalate_name": DIRECTOR["name"], "escalate_email": DIRECTOR["email"]}
    statement = await sent(firm, late("escalate", **escalation))
    assert await chains.let_lapse(firm, statement)
    assert not await chains.let_lapse(firm, statement)
    assert await chains.stands(firm, statement) == [
        (VISA, "open"),
        (DIRECTOR["name"], "open"),
        (OWNERS, "waiting"),
    ]
    await works.answer_as(firm, statement, DIRECTOR, Action.APPROVE)
    assert await chains.stands(firm, statement) == [
        (VISA, "closed"),
        (DIRECTOR["name"], "approved"),
        (OWNERS, "open"),
    ]


async def test_silence_approves_where_the_contract_says_so_and_the_next_is_asked(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, late("deem"))
    assert await chains.let_lapse(firm, statement)
    assert await chains.stands(firm, statement) == [(VISA, "closed"), (OWNERS, "open")]
    with pytest.raises(Refused, match="turn-taken"):
        await works.answer_as(firm, statement, ARCHITECT, Action.REJECT, comment="Trop tard")
    assert (await works.answer_as(firm, statement, OWNER, Action.APPROVE)).state == "approved"


async def test_the_silence_of_the_last_approver_settles_and_nobody_signed_for_it(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, [{"people": [ARCHITECT], "at_deadline": "deem"}])
    assert await chains.let_lapse(firm, statement)
    assert (await firm.document(statement)).state == "approved"
    async with firm.transaction() as tx:
        (answer,) = await answers.history(tx, statement.document_id)
    assert (answer.action, answer.given_by, answer.name, answer.payable) == ("deem", "system", "", 459717)
    assert await asked(firm, statement, "deadline") == [firm.karim.email]
    with pytest.raises(AlreadyDecided):
        await works.answer_as(firm, statement, ARCHITECT, Action.REJECT, comment="Trop tard")


async def test_a_silence_taken_back_asks_again_with_a_deadline_of_its_own(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, [{"people": [ARCHITECT], "at_deadline": "deem"}])
    await chains.let_lapse(firm, statement)
    async with firm.transaction(now() + timedelta(days=10)) as tx:
        await course.reopen(tx, statement.document_id, firm.claire, "L'architecte était souffrante")
    chain = await chains.running(firm, statement)
    assert chain.step(1).due_at > now() + timedelta(days=16)
    assert [turn.state for turn in chain.turns] == ["open"]
    assert await chains.let_lapse(firm, statement)
    assert (await firm.document(statement)).state == "approved"


async def test_what_was_admitted_before_a_silence_waits_for_staff(world: World) -> None:
    firm = world.merel
    chain: list[dict[str, Any]] = [
        {"people": [ARCHITECT]},
        {"people": [OWNER], "days": "15", "at_deadline": "deem"},
    ]
    await works.give_chain(firm, chain)
    quote = await works.contract(firm)
    statement = await works.statement(firm, quote, S1)
    ids = await works.line_ids(firm, quote)
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE, admitted={ids["1.2"]: "20"})
    assert await chains.let_lapse(firm, statement, 2)
    document = await firm.document(statement)
    assert (document.state, document.in_part) == ("approved", True)
