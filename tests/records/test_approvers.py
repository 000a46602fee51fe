"""Whose turn it is: a chain of approvers at the record, whatever they answer and whoever stands in."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.answer import Answer
from domain.lifecycle import Action
from domain.refusals import AlreadyDecided, Gone, Invalid, NotFound, Refused, Superseded
from records import acts, answers, contracts, course, letters, links, parties
from records.audit import Actor
from records.database import Database, now
from records.evidence import Witness
from records.ids import new_id
from records.publishing import Published
from records.recording import Receipt
from records.schema import letters as letter_table
from tests import chains, works
from tests.chains import DIRECTOR, ENGINEER, PARALLEL, PAYER, STAND_IN, TWO_OF_THREE, asked, sent
from tests.works import ARCHITECT, CHAIN, OWNER, S1
from tests.world import Company, World, in_days

VISA, OWNERS = ARCHITECT["name"], OWNER["name"]


async def for_client(firm: Company, statement: Published, email: str, **said: Any) -> Receipt:
    """Staff answer for whoever has this address."""
    answer = Answer(new_id("key"), said.pop("action", Action.APPROVE), statement.version, "X", email, **said)
    async with firm.transaction() as tx:
        return await answers.give_for_client(
            tx, statement.document_id, firm.claire, answer, reason="Accord de vive voix", proof="Réunion"
        )


async def test_approvers_are_asked_one_after_the_other_and_only_the_last_settles(world: World) -> None:
    firm = world.merel
    statement = await sent(firm)
    assert await chains.stands(firm, statement) == [(VISA, "open"), (OWNERS, "waiting")]
    assert await asked(firm, statement) == [ARCHITECT["email"]]
    first = await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    assert first.state == "sent"
    assert await chains.stands(firm, statement) == [(VISA, "approved"), (OWNERS, "open")]
    assert await asked(firm, statement) == [ARCHITECT["email"], OWNER["email"]]
    assert (await works.answer_as(firm, statement, OWNER, Action.APPROVE)).state == "approved"
    async with firm.transaction() as tx:
        given = await answers.history(tx, statement.document_id)
    assert [(row.name, row.settles) for row in given] == [(VISA, False), (OWNERS, True)]


async def test_out_of_turn_nobody_answers_and_the_refusal_names_who_is_awaited(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, [{"people": [ARCHITECT]}, {"people": [OWNER]}, {"people": [ARCHITECT]}])
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    with pytest.raises(Refused, match="not-your-turn") as early:
        await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    assert early.value.params == {"step": OWNERS}
    await works.answer_as(firm, statement, OWNER, Action.APPROVE)
    with pytest.raises(Refused, match="turn-taken"):
        await works.answer_as(firm, statement, OWNER, Action.REJECT, comment="Après coup")
    assert (await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)).state == "approved"


@pytest.mark.parametrize("purpose", ["mail", "paper", "share"])
async def test_whoever_is_not_in_the_chain_only_reads(world: World, database: Database, purpose: str) -> None:
    firm = world.merel
    statement = await sent(firm)
    async with firm.transaction() as tx:
        who = firm.client.email if purpose == "mail" else ""
        link = await links.for_recipient(tx, statement.document_id, purpose, who)
        secret = links.token(tx, link.seed)
    assert (await links.open_link(database, secret)).document.id == statement.document_id
    said = Answer(new_id("key"), Action.APPROVE, 1, "Jeanne", firm.client.email, terms=True)
    with pytest.raises(Refused, match="only-approvers"):
        await answers.give(database, secret, said, Witness())


@pytest.mark.parametrize("who", [ARCHITECT, OWNER])
async def test_a_rejection_anywhere_gives_the_statement_back_to_staff_and_closes_every_other_turn(
    world: World, who: dict[str, str]
) -> None:
    firm = world.merel
    statement = await sent(firm, [*PARALLEL, {"people": [PAYER]}])
    await works.answer_as(firm, statement, who, Action.REJECT, comment="Lot 2 non commencé")
    document = await firm.document(statement)
    assert document.state == "rejected"
    states = dict(await chains.stands(firm, statement))
    assert states.pop(who["name"]) == "rejected"
    assert set(states.values()) == {"closed"}
    other = OWNER if who is ARCHITECT else ARCHITECT
    with pytest.raises(AlreadyDecided, match="already-rejected"):
        await works.answer_as(firm, statement, other, Action.APPROVE)


async def test_a_rejection_after_a_visa_leaves_the_visa_in_the_history(world: World) -> None:
    firm = world.merel
    statement = await sent(firm)
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    await works.answer_as(firm, statement, OWNER, Action.REJECT, comment="Trop tôt")
    assert await chains.stands(firm, statement) == [(VISA, "approved"), (OWNERS, "rejected")]
    async with firm.transaction() as tx:
        given = await answers.history(tx, statement.document_id)
    assert [(row.action, row.settles) for row in given] == [("approve", False), ("reject", True)]


async def test_a_new_version_asks_everybody_again_from_the_first_step(world: World) -> None:
    firm = world.merel
    statement = await sent(firm)
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    second = await firm.new_version(statement, title="Situation corrigée")
    assert await chains.stands(firm, second) == [(VISA, "open"), (OWNERS, "waiting")]
    assert await asked(firm, second) == [ARCHITECT["email"], OWNER["email"], ARCHITECT["email"]]
    with pytest.raises(Superseded):
        await works.answer_as(firm, statement, OWNER, Action.APPROVE)
    with pytest.raises(Refused, match="not-your-turn"):  # her link of version 1 waits for her turn again
        await works.answer_as(firm, second, OWNER, Action.APPROVE)
    async with firm.transaction() as tx:
        unsent = [row for row in await letters.of_document(tx, statement.document_id) if row.kind == "turn"]
        assert [await letters.claim(tx, row.id) for row in unsent] == [None, None, 1]


async def test_the_chain_that_counts_is_the_one_of_the_publication(world: World) -> None:
    firm = world.merel
    statement = await sent(firm)
    await works.give_chain(firm, [{"people": [PAYER]}])
    assert await chains.stands(firm, statement) == [(VISA, "open"), (OWNERS, "waiting")]
    second = await firm.new_version(statement, title="Situation corrigée")
    assert await chains.stands(firm, second) == [(PAYER["name"], "open")]


async def test_two_of_three_are_enough_and_the_third_is_told_so(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, TWO_OF_THREE)
    await works.answer_as(firm, statement, ENGINEER, Action.APPROVE)
    await works.answer_as(firm, statement, DIRECTOR, Action.APPROVE)
    assert [state for _, state in await chains.stands(firm, statement)] == [
        "closed",
        "approved",
        "approved",
        "open",
    ]
    with pytest.raises(Refused, match="turn-taken"):
        await works.answer_as(firm, statement, ARCHITECT, Action.REJECT, comment="Non")


async def test_steps_side_by_side_are_asked_at_once_and_the_next_waits_for_all_of_them(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, [*PARALLEL, {"people": [PAYER]}])
    assert await asked(firm, statement) == [ARCHITECT["email"], OWNER["email"]]
    await works.answer_as(firm, statement, OWNER, Action.APPROVE)
    assert [state for _, state in await chains.stands(firm, statement)] == ["open", "approved", "waiting"]
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    assert [state for _, state in await chains.stands(firm, statement)] == ["approved", "approved", "open"]
    assert (await works.answer_as(firm, statement, PAYER, Action.APPROVE)).state == "approved"


@pytest.mark.parametrize("order", [(ARCHITECT, OWNER), (OWNER, ARCHITECT)])
async def test_whoever_comes_second_sees_what_the_first_admitted_and_can_only_admit_less(
    world: World, order: tuple[dict[str, str], dict[str, str]]
) -> None:
    firm = world.merel
    await works.give_chain(firm, PARALLEL)
    quote = await works.contract(firm)
    statement = await works.statement(firm, quote, S1)
    ids = await works.line_ids(firm, quote)
    first, second = order
    await works.answer_as(firm, statement, first, Action.APPROVE, admitted={ids["1.2"]: "20"})
    with pytest.raises(Invalid, match="above-claimed"):
        await works.answer_as(firm, statement, second, Action.APPROVE, admitted={ids["1.2"]: "30"})
    less = {ids["1.2"]: "15", ids["2.2"]: "10"}
    await works.answer_as(firm, statement, second, Action.APPROVE, admitted=less)
    async with firm.transaction() as tx:
        _, admitted, _ = await contracts.as_accepted(tx, await acts.read(tx, statement.document_id))
    assert {line: format(measure.value, "f") for line, measure in admitted.items()} == less


async def test_a_client_who_thinks_better_of_it_gets_the_turn_back_and_the_visa_stands(world: World) -> None:
    firm = world.merel
    statement = await sent(firm)
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    await works.answer_as(firm, statement, OWNER, Action.APPROVE)
    owners = await chains.turn_of(firm, statement, OWNER)
    async with firm.transaction() as tx:
        await course.reopen(tx, statement.document_id, Actor("client", owners.link_id, OWNERS))
    assert await chains.stands(firm, statement) == [(VISA, "approved"), (OWNERS, "open")]
    assert (await works.answer_as(firm, statement, OWNER, Action.REJECT, comment="Non")).state == "rejected"


async def test_somebody_else_of_the_chain_cannot_take_the_last_answer_back(world: World) -> None:
    firm = world.merel
    statement = await sent(firm)
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    await works.answer_as(firm, statement, OWNER, Action.APPROVE)
    architects = await chains.turn_of(firm, statement, ARCHITECT)
    async with firm.transaction() as tx:
        with pytest.raises(Refused, match="only-staff-reopen"):
            await course.reopen(tx, statement.document_id, Actor("client", architects.link_id, VISA))


async def test_a_rejection_taken_back_gives_everybodys_turn_back(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, [*PARALLEL, {"people": [PAYER]}])
    await works.answer_as(firm, statement, OWNER, Action.REJECT, comment="Non")
    await chains.take_back(firm, statement)
    assert [state for _, state in await chains.stands(firm, statement)] == ["open", "open", "waiting"]
    for person in (OWNER, ARCHITECT, PAYER):
        await works.answer_as(firm, statement, person, Action.APPROVE)
    assert (await firm.document(statement)).state == "approved"


async def test_whoever_a_quorum_did_not_need_is_not_asked_again_when_a_later_answer_is_taken_back(
    world: World,
) -> None:
    firm = world.merel
    statement = await sent(firm, TWO_OF_THREE)
    for person in (ENGINEER, DIRECTOR, OWNER):
        await works.answer_as(firm, statement, person, Action.APPROVE)
    await chains.take_back(firm, statement)
    assert [state for _, state in await chains.stands(firm, statement)] == [
        "closed",
        "approved",
        "approved",
        "open",
    ]


async def test_staff_answer_in_the_place_of_whom_they_name_and_never_out_of_turn(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, [*PARALLEL, {"people": [PAYER]}])
    with pytest.raises(Refused, match="not-your-turn"):
        await for_client(firm, statement, PAYER["email"])
    await for_client(firm, statement, OWNER["email"].upper())
    assert [state for _, state in await chains.stands(firm, statement)] == ["open", "approved", "waiting"]
    with pytest.raises(Refused, match="turn-taken"):
        await for_client(firm, statement, OWNER["email"])
    await for_client(firm, statement, firm.client.email)  # nobody of the chain: whoever is asked first
    assert [state for _, state in await chains.stands(firm, statement)] == ["approved", "approved", "open"]


async def test_a_statement_that_staff_accept_closes_every_turn_and_takes_what_was_admitted(
    world: World,
) -> None:
    firm = world.merel
    await works.give_chain(firm)
    quote = await works.contract(firm)
    statement = await works.statement(firm, quote, S1)
    ids = await works.line_ids(firm, quote)
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE, admitted={ids["1.2"]: "20"})
    async with firm.transaction() as tx:
        await answers.mark_accepted(
            tx, statement.document_id, firm.claire, version=1, key=new_id("key"), reason="Accord du syndic"
        )
    document = await firm.document(statement)
    assert (document.state, document.in_part) == ("approved", False)
    assert document.payable < 459717
    assert await chains.stands(firm, statement) == [(VISA, "approved"), (OWNERS, "closed")]
    await chains.take_back(firm, statement)
    assert await chains.stands(firm, statement) == [(VISA, "approved"), (OWNERS, "open")]


async def test_a_withdrawn_statement_asks_nobody_any_more(world: World) -> None:
    firm = world.merel
    statement = await sent(firm)
    async with firm.transaction() as tx:
        await course.withdraw(tx, statement.document_id, firm.claire, "Doublon")
    assert await chains.stands(firm, statement) == [(VISA, "closed"), (OWNERS, "closed")]
    with pytest.raises(Gone):
        await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    async with firm.transaction() as tx:
        mine = (letter_table.c.document_id == statement.document_id) & (letter_table.c.kind == "turn")
        assert await letters.claim(tx, await tx.scalar(select(letter_table.c.id).where(mine))) is None


async def test_a_turn_handed_over_is_the_new_persons_alone(world: World) -> None:
    firm = world.merel
    statement = await sent(firm)
    old = await chains.turn_of(firm, statement, ARCHITECT)
    await chains.hand_over(firm, statement, old.id)
    with pytest.raises(Refused, match="only-approvers"):
        await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    new = await chains.turn_of(firm, statement, STAND_IN)
    assert (new.id, new.instead_of, new.state) == (old.id, VISA, "open")
    async with firm.transaction() as tx:
        claimed = {
            row.to_email: await letters.claim(tx, row.id)
            for row in await letters.of_document(tx, statement.document_id)
            if row.kind == "turn"
        }
    assert claimed == {ARCHITECT["email"]: None, STAND_IN["email"]: 1}
    assert (await works.answer_as(firm, statement, STAND_IN, Action.APPROVE)).state == "sent"


async def test_a_turn_that_has_not_come_yet_can_be_handed_over_and_nobody_is_asked_before_it_does(
    world: World,
) -> None:
    firm = world.merel
    statement = await sent(firm)
    await chains.hand_over(firm, statement, (await chains.turn_of(firm, statement, OWNER)).id)
    assert await asked(firm, statement) == [ARCHITECT["email"]]
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    assert await asked(firm, statement) == [ARCHITECT["email"], STAND_IN["email"]]


async def test_what_cannot_be_handed_over(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, TWO_OF_THREE)
    mine = (await chains.turn_of(firm, statement, ARCHITECT)).id
    with pytest.raises(NotFound, match="no-such-turn"):
        await chains.hand_over(firm, statement, "turn_of_nobody")
    for wrong in ({"email": "not an address"}, {"name": " "}, {"email": DIRECTOR["email"].upper()}):
        with pytest.raises(Invalid):
            await chains.hand_over(firm, statement, mine, **wrong)
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    with pytest.raises(Refused, match="turn-taken"):
        await chains.hand_over(firm, statement, mine)
    await works.answer_as(firm, statement, ENGINEER, Action.REJECT, comment="Non")
    with pytest.raises(Refused, match="turn-taken"):
        await chains.hand_over(firm, statement, (await chains.turn_of(firm, statement, OWNER)).id)


async def test_i15_another_firm_cannot_hand_a_turn_over(world: World) -> None:
    statement = await sent(world.merel)
    turn = await chains.turn_of(world.merel, statement, ARCHITECT)
    with pytest.raises(NotFound):
        await chains.hand_over(world.durand, statement, turn.id)


def away(days: int) -> list[dict[str, Any]]:
    """The usual chain, with an architect who is away until then."""
    absence = {"away_from": in_days(-1).isoformat(), "away_until": in_days(days).isoformat()}
    stand_in = {"delegate_name": STAND_IN["name"], "delegate_email": STAND_IN["email"]}
    return [{"title": "Visa", "people": [{**ARCHITECT, **absence, **stand_in}]}, CHAIN[1]]


async def test_a_turn_that_opens_during_an_absence_goes_to_whoever_stands_in(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, away(2))
    assert await chains.stands(firm, statement) == [(STAND_IN["name"], "open"), (OWNERS, "waiting")]
    assert (await chains.turn_of(firm, statement, STAND_IN)).instead_of == VISA
    assert await asked(firm, statement) == [STAND_IN["email"]]
    with pytest.raises(KeyError):
        await works.token_of(firm, statement, ARCHITECT["email"])


async def test_whoever_came_back_answers_for_themselves_again(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, away(2))
    await works.answer_as(firm, statement, STAND_IN, Action.REJECT, comment="Métré à revoir")
    async with firm.transaction(now() + timedelta(days=5)) as tx:
        await course.reopen(tx, statement.document_id, firm.claire, "Métré fourni")
    assert await chains.stands(firm, statement) == [(VISA, "open"), (OWNERS, "waiting")]
    assert (await chains.turn_of(firm, statement, ARCHITECT)).instead_of == ""


async def test_a_statement_without_a_chain_is_anybodys_with_the_link(world: World) -> None:
    firm = world.merel
    statement = await sent(firm, [])
    assert not await chains.running(firm, statement)
    assert (await firm.answer(statement, Action.APPROVE)).state == "approved"


async def test_a_job_s_chain_is_read_before_it_is_kept(world: World) -> None:
    firm = world.merel
    async with firm.transaction() as tx:
        with pytest.raises(Invalid, match="people-needed"):
            await parties.set_chain(tx, firm.job.id, firm.claire, [{"title": "Visa", "people": []}])
    async with firm.transaction() as tx:
        assert (await parties.job(tx, firm.job.id)).chain == []


async def test_whoever_had_rejected_is_asked_again_when_staffs_own_acceptance_is_taken_back(
    world: World,
) -> None:
    firm = world.merel
    statement = await sent(firm)
    await works.answer_as(firm, statement, ARCHITECT, Action.REJECT, comment="Trop tôt")
    async with firm.transaction() as tx:
        await answers.mark_accepted(
            tx, statement.document_id, firm.claire, version=1, key=new_id("key"), reason="Accord verbal"
        )
    await chains.take_back(firm, statement)
    assert await chains.stands(firm, statement) == [(VISA, "open"), (OWNERS, "waiting")]
    assert (await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)).state == "sent"
