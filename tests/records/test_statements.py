"""Statements in the record: one after the other, each resting on what was accepted before it."""

import pytest

from domain.lifecycle import Action
from domain.refusals import Refused
from records import acts, billings, contracts, course, drafts, publishing, statements
from tests import works
from tests.works import ARCHITECT, MARKET, OWNER, S1, S2, S3
from tests.world import World, in_days


async def test_the_worked_example_is_lived_to_the_cent(world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    paid = []
    for number, percents in enumerate((S1, S2, S3), 1):
        if number == 2:
            await works.change_order(merel, quote)
        statement = await works.statement(merel, quote, percents)
        await merel.answer(statement, Action.APPROVE)
        document = await merel.document(statement)
        assert (document.state, document.ordinal) == ("approved", number)
        paid.append((document.gross, document.payable))
    assert paid == [(495080, 459717), (687085, 639465), (694729, 645492)]


async def test_the_architect_admits_less_and_the_owner_sees_and_approves_that(world: World) -> None:
    merel = world.merel
    await works.give_chain(merel)
    quote = await works.contract(merel)
    statement = await works.statement(merel, quote, S1)
    ids = await works.line_ids(merel, quote)
    with pytest.raises(KeyError):
        await works.token_of(merel, statement, OWNER["email"])  # nobody calls her before her turn
    await works.answer_as(merel, statement, ARCHITECT, Action.APPROVE, admitted={ids["1.2"]: "20"})
    document = await merel.document(statement)
    assert (document.state, document.in_part) == ("sent", False)
    await works.answer_as(merel, statement, OWNER, Action.APPROVE)
    document = await merel.document(statement)
    assert (document.state, document.in_part) == ("approved", True)
    assert document.payable < 459717
    async with merel.transaction() as tx:
        assert await billings.due(tx, document) == ""  # staff decide first
        await course.accept_admitted(tx, statement.document_id, merel.claire)
    async with merel.transaction() as tx:
        document = await acts.read(tx, statement.document_id)
        assert await billings.bill(tx, document.id, await billings.due(tx, document))
    async with merel.transaction() as tx:
        billing = await billings.of_document(tx, statement.document_id)
        assert billing is not None
        assert billing.payable == document.payable
        basis = await contracts.basis(tx, billing.contract_id)
        assert list(basis.disputed) == [ids["1.2"]]


async def test_a_statement_waits_for_the_one_before(world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    first = await works.statement(merel, quote, S1)
    draft = await works.draft_statement(merel, quote, S1 | {"2.1": "10"})
    async with merel.transaction() as tx:
        with pytest.raises(Refused, match="earlier-statement-open"):
            await publishing.publish(tx, draft.document_id, merel.claire)
    await merel.answer(first, Action.REJECT, comment="2.2 n'est pas commencé")
    async with merel.transaction() as tx:
        with pytest.raises(Refused, match="earlier-statement-open"):
            await publishing.publish(tx, draft.document_id, merel.claire)
        await course.withdraw(tx, first.document_id, merel.claire, "à refaire")
        again = await publishing.publish(tx, draft.document_id, merel.claire)
    assert (await merel.document(again)).ordinal == 1


async def test_two_people_edit_two_cells_and_neither_loses_anything(world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    draft = await works.draft_statement(merel, quote, S1)
    ids = await works.line_ids(merel, quote)
    async with merel.transaction() as tx:
        await statements.set_cell(
            tx, draft.document_id, ids["1.2"], by="percent", value="40", seen=("percent", "30")
        )
    async with merel.transaction() as tx:
        await statements.set_cell(
            tx, draft.document_id, ids["2.1"], by="percent", value="5", seen=("percent", "0")
        )
        with pytest.raises(Refused, match="cell-changed"):
            await statements.set_cell(
                tx, draft.document_id, ids["1.2"], by="percent", value="35", seen=("percent", "30")
            )
    async with merel.transaction() as tx:
        kept = {
            entry["line_id"]: entry["percent"]
            for entry in (await drafts.read(tx, draft.document_id)).raw["progress"]
        }
    assert (kept[ids["1.2"]], kept[ids["2.1"]]) == ("40", "5")


async def test_a_contract_has_one_draft_at_a_time_and_whoever_begins_another_is_led_to_it(
    world: World,
) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    draft = await works.draft_statement(merel, quote, S1)
    with pytest.raises(Refused, match="statement-begun") as refused:
        await works.draft_statement(merel, quote, S1)
    assert refused.value.params == {"document": draft.document_id}
    async with merel.transaction() as tx:
        await drafts.discard(tx, draft.document_id, merel.claire)
    assert await works.draft_statement(merel, quote, S1)


async def test_a_change_order_begins_the_statement_of_the_contract_that_it_amends(world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    order = await works.change_order(merel, quote)
    draft = await works.draft_statement(merel, order, S2)
    assert draft.content.statement is not None
    assert draft.content.statement.contract_number == quote.number


async def test_a_withdrawn_statement_leaves_its_place_to_the_next(world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    first = await works.statement(merel, quote, S1)
    async with merel.transaction() as tx:
        await course.withdraw(tx, first.document_id, merel.claire, "Mauvais chantier")
    again = await works.statement(merel, quote, S1)
    assert (await merel.document(again)).ordinal == 1
    assert again.number != first.number


async def test_a_statement_behind_which_another_stands_takes_no_new_version(world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    first = await works.statement(merel, quote, S1)
    await merel.answer(first, Action.APPROVE)
    await works.statement(merel, quote, S1 | {"2.1": "40"})
    with pytest.raises(Refused, match="already-approved"):
        await merel.new_version(first, title="Après coup")


@pytest.mark.parametrize("action", [Action.SIGN, Action.HOLD])
async def test_a_statement_is_approved_or_rejected_and_nothing_else(world: World, action: Action) -> None:
    merel = world.merel
    statement = await works.statement(merel, await works.contract(merel), S1)
    with pytest.raises(Refused, match="not-for-this-kind"):
        await merel.answer(statement, action, hold_until=in_days(3), code="123456", typed_name="Jeanne Petit")


async def test_a_statement_cannot_be_doubled(world: World) -> None:
    merel = world.merel
    statement = await works.statement(merel, await works.contract(merel), S1)
    async with merel.transaction() as tx:
        with pytest.raises(Refused, match="not-for-this-kind"):
            await drafts.duplicate(tx, statement.document_id, merel.claire)


async def test_a_statement_of_three_thousand_lines_goes_all_the_way(world: World) -> None:
    merel = world.merel
    lines = [{**MARKET[n % 4], "number": str(n), "quantity": f"{n % 90 + 1}.25"} for n in range(3_000)]
    quote = await works.contract(merel, lines)
    first = await works.statement(merel, quote, {str(n): f"{n % 100}.5" for n in range(3_000)})
    ids = await works.line_ids(merel, quote)
    disputed = {ids[str(n)]: "0" for n in range(0, 3_000, 10)}
    await merel.answer(first, Action.APPROVE, admitted=disputed)
    last = await works.statement(merel, quote, dict.fromkeys(map(str, range(3_000)), "100"))
    await merel.answer(last, Action.APPROVE)
    async with merel.transaction() as tx:
        for one in (first, last):
            document = await acts.read(tx, one.document_id)
            assert await billings.bill(tx, one.document_id, await billings.due(tx, document))
        _, _, account = await contracts.as_accepted(tx, await acts.read(tx, last.document_id))
        content = await acts.content_of(tx, quote.document_id, 1)
    assert account.complete
    assert account.works_total == content.totals.net
    assert account.so_far.retention == account.retention_total
