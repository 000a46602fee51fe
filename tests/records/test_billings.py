"""What is handed over to invoicing: the figures of an answer, once, voided with it and never disturbed."""

from typing import Any

import pytest
from sqlalchemy import select

from domain.lifecycle import Action
from domain.refusals import Refused
from records import acts, billings, course, publishing
from records.publishing import Published
from records.schema import answers as answer_table
from records.schema import billings as billing_table
from records.schema import documents, versions
from tests import works
from tests.chains import contract_of, take_back
from tests.works import S1, S2, S3
from tests.world import LINES, Company, World


async def bill(firm: Company, document: Published) -> Any:
    """Hand an acceptance over as the story does; gives the figures that stand for the document."""
    async with firm.transaction() as tx:
        due = await billings.due(tx, await acts.read(tx, document.document_id))
        assert due
        assert await billings.bill(tx, document.document_id, due)
    async with firm.transaction() as tx:
        assert await billings.due(tx, await acts.read(tx, document.document_id)) == ""
        return await billings.of_document(tx, document.document_id)


async def approved(firm: Company, quote: Published, percents: dict[str, str]) -> Published:
    statement = await works.statement(firm, quote, percents)
    await firm.answer(statement, Action.APPROVE)
    return statement


async def kept(firm: Company, document: Published) -> list[Any]:
    """All that is settled about a document: its row, its bytes, its answers, its figures."""
    rows: list[Any] = []
    async with firm.transaction() as tx:
        for table, of in (
            (documents, documents.c.id),
            (versions, versions.c.document_id),
            (answer_table, answer_table.c.document_id),
            (billing_table, billing_table.c.document_id),
        ):
            rows += await tx.all(select(table).where(of == document.document_id))
    return rows


async def due(firm: Company, document: Published) -> str:
    async with firm.transaction() as tx:
        return await billings.due(tx, await acts.read(tx, document.document_id))


async def test_the_deposit_and_the_statements_of_the_worked_example_are_billed_to_the_cent(
    world: World,
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    deposit = await bill(firm, quote)
    assert (deposit.kind, deposit.net, deposit.gross, deposit.payable) == ("deposit", 664848, 767499, 767499)
    assert [(rate["rate"], rate["base"], rate["tax"]) for rate in deposit.figures["rates"]] == [
        ("10", 303182, 30318),
        ("20", 361666, 72333),
    ]
    for number, percents in enumerate((S1, S2, S3), 1):
        if number == 2:
            order = await works.change_order(firm, quote)
            assert await due(firm, order) == ""  # it asks for no deposit
        billing = await bill(firm, await approved(firm, quote, percents))
        assert (billing.kind, billing.figures["ordinal"]) == ("progress", number)
    async with firm.transaction() as tx:
        billed = await billings.of_contract(tx, (await contract_of(firm, quote)).id)
    assert [(row.gross, row.payable) for row in billed] == [
        (767499, 767499),
        (495080, 459717),
        (687085, 639465),
        (694729, 645492),
    ]
    assert sum(row.gross for row in billed) == 2644393


async def test_the_figures_are_those_of_the_answer(world: World) -> None:
    firm = world.merel
    statement = await approved(firm, await works.contract(firm), S1)
    billing = await bill(firm, statement)
    async with firm.transaction() as tx:
        (answer,) = await tx.all(
            select(answer_table).where(answer_table.c.document_id == statement.document_id)
        )
    assert billing.answer_id == answer.id
    assert (billing.net, billing.gross, billing.payable) == (answer.net, answer.gross, answer.payable)


async def test_handing_over_twice_hands_over_once(world: World) -> None:
    firm = world.merel
    statement = await approved(firm, await works.contract(firm), S1)
    answer_id = await due(firm, statement)
    await bill(firm, statement)
    async with firm.transaction() as tx:
        assert not await billings.bill(tx, statement.document_id, answer_id)
        held = await tx.all(select(billing_table).where(billing_table.c.document_id == statement.document_id))
    assert len(held) == 1


@pytest.mark.parametrize("deposit", ["0", "0.001"])
async def test_a_quote_without_a_deposit_worth_a_cent_hands_nothing_over(world: World, deposit: str) -> None:
    firm = world.merel
    lines = [{**LINES[0], "quantity": "1", "unit_price": "0.10"}]
    quote = await works.contract(firm, lines, deposit_percent=deposit)
    assert await due(firm, quote) == ""
    assert not (await firm.document(quote)).to_bill


async def test_nothing_is_due_before_a_document_is_accepted(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    statement = await works.statement(firm, quote, S1)
    assert await due(firm, statement) == ""
    await firm.answer(statement, Action.REJECT, comment="Trop tôt")
    assert await due(firm, statement) == ""


async def test_an_answer_taken_back_voids_its_figures_and_the_next_one_has_figures_of_its_own(
    world: World,
) -> None:
    firm = world.merel
    statement = await approved(firm, await works.contract(firm), S1)
    first = await bill(firm, statement)
    await take_back(firm, statement)
    async with firm.transaction() as tx:
        assert await billings.of_document(tx, statement.document_id) is None
    assert await due(firm, statement) == ""
    await firm.answer(statement, Action.APPROVE)
    second = await bill(firm, statement)
    assert second.answer_id != first.answer_id
    async with firm.transaction() as tx:
        held = await tx.all(select(billing_table).where(billing_table.c.document_id == statement.document_id))
    assert sorted(row.voided_at is None for row in held) == [False, True]


async def test_an_answer_taken_back_before_its_figures_left_hands_nothing_over(world: World) -> None:
    firm = world.merel
    statement = await approved(firm, await works.contract(firm), S1)
    answer_id = await due(firm, statement)
    await take_back(firm, statement)
    async with firm.transaction() as tx:
        assert not await billings.bill(tx, statement.document_id, answer_id)
        assert await billings.of_document(tx, statement.document_id) is None


async def test_an_answer_on_which_the_next_statement_rests_cannot_be_taken_back(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    first = await approved(firm, quote, S1)
    await bill(firm, first)
    second = await works.statement(firm, quote, S1 | {"2.1": "40"})
    async with firm.transaction() as tx:
        with pytest.raises(Refused, match="later-statement-exists"):
            await course.reopen(tx, first.document_id, firm.claire, "Erreur")
    async with firm.transaction() as tx:
        assert await billings.of_document(tx, first.document_id)
        await course.withdraw(tx, second.document_id, firm.claire, "À refaire")
    await take_back(firm, first)
    async with firm.transaction() as tx:
        assert await billings.of_document(tx, first.document_id) is None


async def test_what_becomes_of_a_statement_never_disturbs_the_one_before(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    first = await approved(firm, quote, S1)
    await bill(firm, first)
    before = await kept(firm, first)
    second = await works.statement(firm, quote, S1 | {"2.1": "40"})
    await firm.answer(second, Action.REJECT, comment="Charpente non livrée")
    assert await kept(firm, first) == before
    again = await firm.new_version(second, title="Situation n° 2 corrigée")
    await firm.answer(again, Action.APPROVE)
    await bill(firm, again)
    await take_back(firm, again)
    assert await kept(firm, first) == before


async def test_what_was_approved_in_part_is_billed_only_when_staff_take_it(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    statement = await works.statement(firm, quote, S1)
    ids = await works.line_ids(firm, quote)
    await firm.answer(statement, Action.APPROVE, admitted={ids["1.2"]: "20"})
    assert await due(firm, statement) == ""
    async with firm.transaction() as tx:
        await course.accept_admitted(tx, statement.document_id, firm.claire)
    billing = await bill(firm, statement)
    assert billing.figures["lines"][ids["1.2"]] == 137812  # 20 % of 6 890.58
    async with firm.transaction() as tx:
        with pytest.raises(Refused):
            await course.accept_admitted(tx, statement.document_id, firm.claire)


async def test_a_new_version_after_an_approval_in_part_is_what_is_billed(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    statement = await works.statement(firm, quote, S1)
    ids = await works.line_ids(firm, quote)
    await firm.answer(statement, Action.APPROVE, admitted={ids["1.2"]: "20"})
    draft = await works.draft_statement(firm, quote, {"2.1": "40"})
    second = await firm.new_version(statement, notes="Constat contradictoire joint")
    async with firm.transaction() as tx:
        with pytest.raises(Refused, match="earlier-statement-open"):
            await publishing.publish(tx, draft.document_id, firm.claire)
    assert await due(firm, statement) == ""
    await firm.answer(second, Action.APPROVE)
    billing = await bill(firm, second)
    assert (billing.version, billing.payable) == (2, 459717)
