"""T4 for statements: staff, clients and the story at the same moment; one wins, the others are told why."""

import asyncio
from collections import Counter
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from domain.lifecycle import Action
from domain.refusals import Refused
from records import acts, audit, billings, cells, contracts, course, drafts, ledger, publishing, statements
from records.cells import Cell
from records.database import Tx
from records.publishing import Published
from records.schema import answers as answer_table
from records.schema import billings as billing_table
from records.schema import documents
from tests import chains, works
from tests.records.rivals import LONG_ROUNDS, ROUNDS, Rival, at_once, in_one, somebody_waits, taken
from tests.works import S1
from tests.world import Company, World

NEXT = S1 | {"2.1": "40"}


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
