"""T4 for statements: approvers, staff and the story at the same moment; one wins, the others are told why."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from domain.lifecycle import Action
from domain.refusals import AlreadyDecided, Invalid, Refused
from records import acts, audit, billings, cells, contracts, course, drafts, ledger, publishing, statements
from records.cells import Cell
from records.database import Database, Tx
from records.publishing import Published
from records.recording import Receipt
from records.schema import answers as answer_table
from records.schema import billings as billing_table
from records.schema import documents
from tests import chains, works
from tests.chains import DIRECTOR, ENGINEER, PARALLEL, TWO_OF_THREE, late
from tests.records.rivals import LONG_ROUNDS, ROUNDS, Rival, at_once, somebody_waits
from tests.works import ARCHITECT, OWNER, S1
from tests.world import Company, World

NEXT = S1 | {"2.1": "40"}


@pytest.fixture
def webs(world: World, two: tuple[Database, Database]) -> tuple[Company, Company]:
    """The firm as two web processes serve it."""
    return replace(world.merel, database=two[0]), replace(world.merel, database=two[1])


def in_one(web: Company, act: Callable[[Tx], Awaitable[object]]) -> Rival:
    """An act as its callers do it: in one transaction."""

    async def run() -> object:
        async with web.transaction() as tx:
            return await act(tx)

    return run


def taken(results: list[object]) -> list[object]:
    """What was done, without the refusals."""
    return [result for result in results if not isinstance(result, Refused | Invalid)]


async def sent(firm: Company, chain: list[dict[str, Any]]) -> Published:
    await works.give_chain(firm, chain)
    return await works.statement(firm, await works.contract(firm), S1)


async def approved(firm: Company, quote: Published, **said: Any) -> Published:
    statement = await works.statement(firm, quote, S1)
    await firm.answer(statement, Action.APPROVE, **said)
    return statement


async def is_sound(firm: Company, quote: Published) -> None:
    """Each statement rests on an accepted one, each version has one last answer, the ledger balances."""
    contract = await chains.contract_of(firm, quote)
    async with firm.transaction() as tx:
        rows = await contracts.statements(tx, contract.id)
        assert [row.ordinal for row in rows] == list(range(1, len(rows) + 1))
        assert all(row.state == "approved" for row in rows[:-1])
        assert not any(row.in_part for row in rows[:-1])
        last = (answer_table.c.action != "hold") & answer_table.c.reopened_at.is_(None)
        counted = await tx.all(
            select(answer_table.c.document_id, answer_table.c.version).where(last, answer_table.c.settles)
        )
        assert len(counted) == len(set(counted))
        assert await audit.faults(tx) == []
        await ledger.of(tx, contract.id)


async def test_two_who_are_asked_side_by_side_both_approve_and_one_of_them_settles(
    world: World, webs: tuple[Company, Company]
) -> None:
    for _ in range(ROUNDS):
        statement = await sent(world.merel, PARALLEL)
        results = await at_once(
            partial(works.answer_as, webs[0], statement, ARCHITECT, Action.APPROVE),
            partial(works.answer_as, webs[1], statement, OWNER, Action.APPROVE),
        )
        states = sorted(str(result.state) for result in results if isinstance(result, Receipt))
        assert states == ["approved", "sent"]
        assert (await world.merel.document(statement)).to_bill


async def test_a_rejection_beside_an_approval_is_the_last_word_whoever_comes_first(
    world: World, webs: tuple[Company, Company]
) -> None:
    for turn in range(ROUNDS):
        statement = await sent(world.merel, PARALLEL)
        pair: list[Rival] = [
            partial(works.answer_as, webs[0], statement, ARCHITECT, Action.APPROVE),
            partial(works.answer_as, webs[1], statement, OWNER, Action.REJECT, comment="Non"),
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        approval, rejection = results if turn % 2 else reversed(results)
        assert isinstance(rejection, Receipt)
        assert isinstance(approval, Receipt | AlreadyDecided)
        assert (await world.merel.document(statement)).state == "rejected"
        states = {state for _, state in await chains.stands(world.merel, statement)}
        assert states <= {"approved", "rejected", "closed"}


async def test_the_owner_who_answers_while_the_architect_does_comes_after_or_is_told_to_wait(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    for turn in range(ROUNDS):
        # She has a link already: of a version that was sent back.
        first = await sent(firm, works.CHAIN)
        await works.answer_as(firm, first, ARCHITECT, Action.APPROVE)
        statement = await firm.new_version(first, title="Situation corrigée")
        pair: list[Rival] = [
            partial(works.answer_as, webs[0], statement, ARCHITECT, Action.APPROVE),
            partial(works.answer_as, webs[1], statement, OWNER, Action.APPROVE),
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        visa, accord = results if turn % 2 else reversed(results)
        assert isinstance(visa, Receipt)
        if isinstance(accord, Receipt):
            assert accord.state == "approved"
        else:
            assert isinstance(accord, Refused)
            assert accord.code == "not-your-turn"
            assert (await firm.document(statement)).state == "sent"


async def test_of_three_at_once_two_make_the_quorum_and_the_third_is_told_so(
    world: World, webs: tuple[Company, Company]
) -> None:
    for _ in range(ROUNDS):
        statement = await sent(world.merel, TWO_OF_THREE)
        results = await at_once(
            *(
                partial(works.answer_as, webs[n % 2], statement, person, Action.APPROVE)
                for n, person in enumerate((ARCHITECT, ENGINEER, DIRECTOR))
            )
        )
        refused = [result for result in results if isinstance(result, Refused)]
        assert [one.code for one in refused] == ["turn-taken"]
        states = [state for _, state in await chains.stands(world.merel, statement)]
        assert sorted(states[:3]) == ["approved", "approved", "closed"]
        assert states[3] == "open"


async def test_of_50_approvals_in_one_turn_one_counts_and_the_next_is_asked_once(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    statement = await sent(firm, works.CHAIN)
    results = await at_once(
        *(
            partial(works.answer_as, webs[n % 2], statement, ARCHITECT, Action.APPROVE, comment=f"visa {n}")
            for n in range(50)
        )
    )
    refused = Counter(result.code for result in results if isinstance(result, Refused))
    assert (len(taken(results)), refused) == (1, {"turn-taken": 49})
    async with firm.transaction() as tx:
        mine = (answer_table.c.document_id == statement.document_id) & ~answer_table.c.settles
        assert len(await tx.all(select(answer_table).where(mine))) == 1
    states = [state for _, state in await chains.stands(firm, statement)]
    assert states == ["approved", "open"]


async def test_a_turn_is_handed_over_or_answered_never_both(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    for turn in range(ROUNDS):
        statement = await sent(firm, works.CHAIN)
        mine = (await chains.turn_of(firm, statement, ARCHITECT)).id
        pair: list[Rival] = [
            partial(works.answer_as, webs[0], statement, ARCHITECT, Action.APPROVE),
            partial(chains.hand_over, webs[1], statement, mine),
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        (refused,) = [result for result in results if isinstance(result, Refused)]
        place = (await chains.running(firm, statement)).turns[0]
        expected = {
            "turn-taken": (ARCHITECT["name"], "approved"),
            "only-approvers": (chains.STAND_IN["name"], "open"),
        }
        assert (place.name, place.state) == expected[refused.code]


async def test_an_answer_at_the_very_deadline_and_the_silence_that_approves_have_one_winner(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    for turn in range(ROUNDS):
        statement = await sent(firm, late("deem"))
        due = (await chains.running(firm, statement)).step(1).due_at
        pair: list[Rival] = [
            partial(works.answer_as, webs[0], statement, ARCHITECT, Action.REJECT, comment="À temps"),
            partial(chains.carry_out, webs[1], statement, "deadline-1", due),
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        answer, lapsed = results if turn % 2 else reversed(results)
        state = (await firm.document(statement)).state
        if isinstance(answer, Receipt):
            assert (lapsed, state) == (False, "rejected")
        else:
            assert isinstance(answer, Refused)
            assert (answer.code, lapsed, state) == ("turn-taken", True, "sent")


async def race_for_the_first(world: World, webs: tuple[Company, Company], rounds: int) -> Counter[str]:
    """Let the publication of a second statement and the taking back of the first start together."""
    firm, winners = world.merel, Counter[str]()
    for turn in range(rounds):
        quote = await works.contract(firm)
        first = await approved(firm, quote)
        draft = await works.draft_statement(firm, quote, NEXT)
        pair: list[Rival] = [
            in_one(webs[0], lambda tx: publishing.publish(tx, draft.document_id, firm.claire)),  # noqa: B023  awaited at once
            in_one(webs[1], lambda tx: course.reopen(tx, first.document_id, firm.claire, "Erreur")),  # noqa: B023  as above
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        (refused,) = [result for result in results if isinstance(result, Refused)]
        winners[refused.code] += 1
        await is_sound(firm, quote)
    return winners


CODES = {"earlier-statement-open", "later-statement-exists"}


async def test_a_statement_leaves_or_the_one_before_is_taken_back_never_both(
    world: World, webs: tuple[Company, Company]
) -> None:
    assert (await race_for_the_first(world, webs, ROUNDS)).keys() <= CODES


@pytest.mark.long
async def test_two_hundred_times_a_statement_leaves_or_the_one_before_is_taken_back(
    world: World, webs: tuple[Company, Company]
) -> None:
    assert (await race_for_the_first(world, webs, LONG_ROUNDS)).keys() == CODES


async def test_what_waits_for_the_taking_back_of_the_one_before_finds_it_open(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    first = await approved(firm, quote)
    draft = await works.draft_statement(firm, quote, NEXT)
    publish = in_one(webs[0], lambda tx: publishing.publish(tx, draft.document_id, firm.claire))
    async with firm.transaction() as tx:
        await course.reopen(tx, first.document_id, firm.claire, "Erreur")
        publishing_now = asyncio.ensure_future(at_once(publish))
        await somebody_waits(firm)
    (refused,) = await publishing_now
    assert isinstance(refused, Refused)
    assert refused.code == "earlier-statement-open"


async def test_a_draft_published_twice_at_once_is_published_once(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    await approved(firm, quote)
    draft = await works.draft_statement(firm, quote, NEXT)
    results = await at_once(
        *(
            in_one(webs[n % 2], lambda tx: publishing.publish(tx, draft.document_id, firm.claire))
            for n in range(6)
        )
    )
    assert len(taken(results)) == 1
    refused = {result.code for result in results if isinstance(result, Refused)}
    assert refused == {"nothing-to-publish"}
    await is_sound(firm, quote)


async def test_of_several_drafts_begun_at_once_one_is_there_and_the_others_are_led_to_it(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    results = await at_once(*(partial(works.draft_statement, webs[n % 2], quote, S1) for n in range(6)))
    (draft,) = taken(results)
    led = {result.params["document"] for result in results if isinstance(result, Refused)}
    assert led == {draft.document_id}  # type: ignore[attr-defined]


async def test_figures_handed_over_by_several_at_once_are_handed_over_once(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    statement = await approved(firm, await works.contract(firm))
    async with firm.transaction() as tx:
        due = await billings.due(tx, await acts.read(tx, statement.document_id))
    bill = [in_one(webs[n % 2], lambda tx: billings.bill(tx, statement.document_id, due)) for n in range(8)]
    assert Counter(await at_once(*bill)) == {True: 1, False: 7}
    async with firm.transaction() as tx:
        mine = billing_table.c.document_id == statement.document_id
        assert len(await tx.all(select(billing_table).where(mine))) == 1


async def test_figures_that_leave_while_their_answer_is_taken_back_never_stand_alone(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    for turn in range(ROUNDS):
        statement = await approved(firm, await works.contract(firm))
        async with firm.transaction() as tx:
            due = await billings.due(tx, await acts.read(tx, statement.document_id))
        pair: list[Rival] = [
            in_one(webs[0], lambda tx: billings.bill(tx, statement.document_id, due)),  # noqa: B023  awaited at once
            in_one(webs[1], lambda tx: course.reopen(tx, statement.document_id, firm.claire, "Erreur")),  # noqa: B023  as above
        ]
        await at_once(*(pair if turn % 2 else reversed(pair)))
        document = await firm.document(statement)
        assert (document.state, document.to_bill) == ("sent", False)
        async with firm.transaction() as tx:
            assert await billings.of_document(tx, statement.document_id) is None


async def begin(firm: Company, kind: str, quote_id: str, tx: Tx) -> drafts.Draft:
    """Begin a statement on the contract of a quote, or a change order to it."""
    if kind == "statement":
        return await statements.create(tx, firm.claire, {}, quote_id=quote_id)
    raw = {"title": "Regards", "lines": works.CHANGE_ORDER}
    return await drafts.create(tx, firm.claire, raw, client_id=firm.client.id, amends=quote_id)


@pytest.mark.parametrize("kind", ["statement", "quote"])
async def test_an_acceptance_is_taken_back_or_something_is_begun_on_it_never_both(
    world: World, webs: tuple[Company, Company], kind: str
) -> None:
    firm = world.merel
    for turn in range(ROUNDS):
        quote = await works.contract(firm)
        pair: list[Rival] = [
            in_one(webs[0], partial(begin, firm, kind, quote.document_id)),
            in_one(webs[1], lambda tx: course.reopen(tx, quote.document_id, firm.claire, "Erreur")),  # noqa: B023  as above
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        assert len(taken(results)) == 1
        async with firm.transaction() as tx:
            resting = (documents.c.kind == kind) & (documents.c.state == "draft")
            begun = await tx.all(select(documents.c.contract_id).where(resting))
            contract = await contracts.of_quote(tx, quote.document_id)
            assert [row.contract_id for row in begun] == ([contract.id] if contract else [])
            for row in await tx.all(select(documents.c.id).where(resting)):
                await drafts.discard(tx, row.id, firm.claire)


async def test_a_change_order_accepted_while_a_statement_leaves_is_in_it_or_in_the_next(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    for turn in range(ROUNDS):
        quote = await works.contract(firm)
        raw = {"title": "Regards", "lines": works.CHANGE_ORDER}
        async with firm.transaction() as tx:
            order = await drafts.create(
                tx, firm.claire, raw, client_id=firm.client.id, amends=quote.document_id
            )
            order_sent = await publishing.publish(tx, order.document_id, firm.claire)
        draft = await works.draft_statement(firm, quote, S1)
        pair: list[Rival] = [
            partial(webs[0].answer, order_sent, Action.APPROVE),
            in_one(webs[1], lambda tx: publishing.publish(tx, draft.document_id, firm.claire)),  # noqa: B023  awaited at once
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        assert len(taken(results)) == 2
        statement = next(result for result in results if isinstance(result, Published))
        async with firm.transaction() as tx:
            said = (await acts.content_of(tx, statement.document_id, 1)).statement
        assert said is not None
        (taken_back,) = await at_once(
            in_one(firm, lambda tx: course.reopen(tx, order.document_id, firm.claire, "Erreur"))  # noqa: B023  as above
        )
        assert isinstance(taken_back, Refused) == (len(said.parts) == 2)


async def test_what_was_admitted_is_taken_once_whoever_goes_on(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    for _ in range(ROUNDS):
        quote = await works.contract(firm)
        ids = await works.line_ids(firm, quote)
        first = await approved(firm, quote, admitted={ids["1.2"]: "20"})
        draft = await works.draft_statement(firm, quote, NEXT)
        results = await at_once(
            in_one(webs[0], lambda tx: course.accept_admitted(tx, first.document_id, firm.claire)),  # noqa: B023  awaited at once
            in_one(webs[1], lambda tx: publishing.publish(tx, draft.document_id, firm.claire)),  # noqa: B023  as above
            partial(webs[0].new_version, first, title="Situation corrigée"),
        )
        assert taken(results)
        await is_sound(firm, quote)


async def test_statements_of_two_contracts_leave_at_once_while_one_takes_what_was_admitted(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    for _ in range(ROUNDS):
        one, other = await works.contract(firm), await works.contract(firm)
        ids = await works.line_ids(firm, one)
        await approved(firm, one, admitted={ids["1.2"]: "20"})
        going_on = await works.draft_statement(firm, one, NEXT)
        beginning = await works.draft_statement(firm, other, S1)
        results = await at_once(
            in_one(webs[0], lambda tx: publishing.publish(tx, going_on.document_id, firm.claire)),  # noqa: B023  awaited at once
            in_one(webs[1], lambda tx: publishing.publish(tx, beginning.document_id, firm.claire)),  # noqa: B023  as above
        )
        assert len(taken(results)) == 2


async def test_two_people_who_type_into_two_lines_at_once_both_find_their_figure(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    draft = await works.draft_statement(firm, quote, S1)
    ids = await works.line_ids(firm, quote)

    def types(web: Company, line: str, value: str) -> Rival:
        cell = Cell(ids[line], "percent", value, ("percent", S1[line]))
        return in_one(web, lambda tx: cells.set_cells(tx, draft.document_id, [cell]))

    await at_once(types(webs[0], "1.2", "40"), types(webs[1], "2.2", "30"))
    async with firm.transaction() as tx:
        progress = (await drafts.read(tx, draft.document_id)).raw["progress"]
    kept = {entry["line_id"]: entry["percent"] for entry in progress}
    assert (kept[ids["1.2"]], kept[ids["2.2"]]) == ("40", "30")
