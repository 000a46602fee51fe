"""The contract that an accepted quote makes: change orders, conditions, and what taking it back undoes."""

from datetime import timedelta
from typing import Any

import pytest

from domain.lifecycle import Action
from domain.progress import Account
from domain.refusals import Invalid, NotFound, Refused
from records import acts, billings, conditions, contracts, course, drafts, ledger, statements
from records.database import now
from records.publishing import Published
from tests import works
from tests.chains import contract_of, take_back
from tests.works import S1, S2, S3
from tests.world import Company, World


async def account_of(firm: Company, statement: Published) -> Account:
    """What a version of a statement comes to, as it was frozen."""
    async with firm.transaction() as tx:
        account = (await acts.content_of(tx, statement.document_id, statement.version)).account
    assert account is not None
    return account


async def agree(firm: Company, quote: Published, **changes: Any) -> None:
    async with firm.transaction() as tx:
        found = await contracts.of_quote(tx, quote.document_id)
        assert found is not None
        await contracts.change_conditions(tx, found.id, firm.claire, changes)


async def approved(firm: Company, quote: Published, percents: dict[str, str], **more: Any) -> Published:
    statement = await works.statement(firm, quote, percents, **more)
    await firm.answer(statement, Action.APPROVE)
    return statement


async def test_an_accepted_quote_makes_a_contract_with_the_options_that_were_chosen(world: World) -> None:
    firm = world.merel
    quote = await firm.quote()
    async with firm.transaction() as tx:
        assert await contracts.of_quote(tx, quote.document_id) is None
        content = await acts.content_of(tx, quote.document_id, 1)
    await firm.answer(quote, Action.APPROVE, chosen=content.optional_ids)
    contract = await contract_of(firm, quote)
    async with firm.transaction() as tx:
        assert len((await contracts.basis(tx, contract.id)).lines) == len(content.lines)
        assert [row.number for row in await contracts.of_job(tx, firm.job.id)] == [quote.number]


async def test_i15_another_firm_has_no_contract_of_ours(world: World) -> None:
    quote = await works.contract(world.merel)
    contract = await contract_of(world.merel, quote)
    async with world.durand.transaction() as tx:
        assert await contracts.of_quote(tx, quote.document_id) is None
        with pytest.raises(NotFound):
            await contracts.get(tx, contract.id)
        with pytest.raises(Invalid, match="unknown-quote"):
            await statements.create(tx, world.durand.claire, {}, quote_id=quote.document_id)


async def test_a_change_order_counts_from_its_acceptance_and_never_in_what_was_frozen_before(
    world: World,
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    first = await works.statement(firm, quote, S1)
    await firm.answer(first, Action.REJECT, comment="Dalle à remesurer")
    await works.change_order(firm, quote)
    assert (await account_of(firm, first)).contract == 2216158
    again = await firm.new_version(first, title="Situation corrigée")
    before, after = await account_of(firm, first), await account_of(firm, again)
    assert (before.contract, after.contract) == (2216158, 2294398)
    assert after.works == before.works  # the change order is there, nothing of it is done
    assert after.recovered < before.recovered  # 30 % of the same works, spread over a larger contract


async def test_a_change_order_that_is_only_sent_counts_for_nothing(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    raw = {"title": "Regards", "lines": works.CHANGE_ORDER}
    async with firm.transaction() as tx:
        await drafts.create(tx, firm.claire, raw, client_id=firm.client.id, amends=quote.document_id)
    statement = await works.statement(firm, quote, S1)
    assert (await account_of(firm, statement)).contract == 2216158


async def test_a_change_order_amends_only_a_contract_of_the_same_client(world: World) -> None:
    firm = world.merel
    quote = await firm.quote()
    raw = {"title": "Regards", "lines": works.CHANGE_ORDER}
    async with firm.transaction() as tx:
        with pytest.raises(Invalid, match="unknown-contract"):  # nobody has accepted it yet
            await drafts.create(tx, firm.claire, raw, client_id=firm.client.id, amends=quote.document_id)


async def test_a_change_order_can_be_taken_back_until_a_statement_says_its_lines(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    await approved(firm, quote, S1)
    order = await works.change_order(firm, quote)
    await take_back(firm, order)
    assert "A1.1" not in await works.line_ids(firm, quote)
    await firm.answer(order, Action.APPROVE)
    second = await works.statement(firm, quote, S2)
    async with firm.transaction() as tx:
        with pytest.raises(Refused, match="contract-in-use"):
            await course.reopen(tx, order.document_id, firm.claire, "Erreur")
    async with firm.transaction() as tx:
        await course.withdraw(tx, second.document_id, firm.claire, "À refaire")
    await take_back(firm, order)
    assert (await firm.document(order)).state == "sent"


async def test_a_change_order_accepted_while_a_statement_was_under_way_can_be_taken_back(
    world: World,
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    await works.statement(firm, quote, S1, at=now() + timedelta(minutes=5))  # by a clock that runs ahead
    order = await works.change_order(firm, quote)
    await take_back(firm, order)
    assert (await firm.document(order)).state == "sent"


async def test_an_acceptance_taken_back_takes_its_contract_with_it_and_the_next_one_is_read_anew(
    world: World,
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    await take_back(firm, quote)
    async with firm.transaction() as tx:
        assert await contracts.of_quote(tx, quote.document_id) is None
        assert await contracts.of_job(tx, firm.job.id) == []
        with pytest.raises(Invalid, match="quote-not-accepted"):
            await statements.create(tx, firm.claire, {}, quote_id=quote.document_id)
    await firm.answer(quote, Action.REJECT, comment="Retenue à revoir")
    second = await firm.new_version(quote, retention_percent="3")
    await firm.answer(second, Action.APPROVE)
    first = await works.statement(firm, second, S1)
    assert (await account_of(firm, first)).retention == 21218  # 3 % of 7 072.54


async def test_an_acceptance_whose_deposit_was_handed_over_can_be_taken_back_and_given_again(
    world: World,
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    made = await contract_of(firm, quote)
    async with firm.transaction() as tx:
        due = await billings.due(tx, await acts.read(tx, quote.document_id))
        assert await billings.bill(tx, quote.document_id, due)
    await take_back(firm, quote)
    async with firm.transaction() as tx:
        assert await billings.of_document(tx, quote.document_id) is None
        assert await contracts.of_job(tx, firm.job.id) == []
        assert (await ledger.of(tx, made.id)).signed == []  # what was handed over still names it
    await firm.answer(quote, Action.APPROVE)
    contract = await contract_of(firm, quote)
    assert contract.id == made.id
    async with firm.transaction() as tx:
        due = await billings.due(tx, await acts.read(tx, quote.document_id))
        assert await billings.bill(tx, quote.document_id, due)
    async with firm.transaction() as tx:
        (billing,) = await billings.of_contract(tx, contract.id)
    assert billing.gross == 767499


async def test_an_acceptance_on_which_a_statement_rests_cannot_be_taken_back_until_it_is_gone(
    world: World,
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    draft = await works.draft_statement(firm, quote, S1)
    async with firm.transaction() as tx:
        with pytest.raises(Refused, match="contract-in-use"):
            await course.reopen(tx, quote.document_id, firm.claire, "Erreur")
    async with firm.transaction() as tx:
        await drafts.discard(tx, draft.document_id, firm.claire)
    sent = await works.statement(firm, quote, S1)
    async with firm.transaction() as tx:
        with pytest.raises(Refused, match="contract-in-use"):
            await course.reopen(tx, quote.document_id, firm.claire, "Erreur")
    async with firm.transaction() as tx:
        await course.withdraw(tx, sent.document_id, firm.claire, "Doublon")
    await take_back(firm, quote)
    async with firm.transaction() as tx:  # whoever opens the withdrawn statement still reads it
        assert (await drafts.read(tx, sent.document_id)).content.statement
    await firm.answer(quote, Action.APPROVE)
    assert (await firm.document(await works.statement(firm, quote, S1))).ordinal == 1


async def test_a_bank_guarantee_stops_the_retention_where_it_stands(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    first = await approved(firm, quote, S1)
    await agree(firm, quote, guarantee="on")
    second = await works.statement(firm, quote, S1 | {"2.1": "40"})
    one, two = await account_of(firm, first), await account_of(firm, second)
    assert (one.retention, two.retention, two.retention_total) == (35363, 0, 35363)
    assert two.net_to_pay == two.gross


async def test_changed_conditions_hold_for_what_is_still_to_be_sent(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    first = await works.statement(firm, quote, S1)
    await agree(firm, quote, retention_percent="0", prorata_percent="1,5")
    assert (await account_of(firm, first)).retention == 35363
    await firm.answer(first, Action.REJECT, comment="Compte prorata oublié")
    again = await account_of(firm, await firm.new_version(first, notes="Compte prorata appliqué"))
    assert (again.retention, again.prorata) == (0, 9501)  # 1.5 % of 6 334.02
    assert again.net_to_pay == again.gross - 9501


async def test_conditions_are_read_before_they_are_kept(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    with pytest.raises(Invalid, match=r"retention_percent.*revision_fixed"):
        await agree(firm, quote, retention_percent="6", revision_fixed="1.5")
    kept = conditions.of(await contract_of(firm, quote))
    assert str(kept.retention_percent) == "5"


async def test_prices_are_revised_by_the_index_of_each_period(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    await agree(firm, quote, revision_name="BT01", revision_base="100")
    first = await approved(firm, quote, S1, revision_index="110")
    second = await works.statement(firm, quote, S1 | {"2.1": "40"}, revision_index="120,5")
    one, two = await account_of(firm, first), await account_of(firm, second)
    assert one.revision == 53839  # C = 0.15 + 0.85 x 1.1 = 1.085 on 5 282.64 and 1 051.38
    assert two.revision == 54636  # C = 0.15 + 0.85 x 1.205 = 1.174 on 3 140.00
    assert two.retention_total > 0


async def test_without_a_base_an_index_revises_nothing(world: World) -> None:
    firm = world.merel
    statement = await works.statement(firm, await works.contract(firm), S1, revision_index="110")
    assert (await account_of(firm, statement)).revision == 0


async def test_with_reverse_charge_no_tax_is_invoiced_and_the_retention_is_on_the_works(
    world: World,
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    await agree(firm, quote, reverse_charge="on")
    account = await account_of(firm, await works.statement(firm, quote, S1))
    assert account.gross == account.net == 443382
    assert [(tax.code, tax.amount) for tax in account.taxes] == [("reverse", 0)]
    assert account.retention == 31670  # 5 % of 6 334.02
    with pytest.raises(Invalid, match="statements-sent"):
        await agree(firm, quote, reverse_charge="")


async def test_the_final_statement_closes_the_contract_to_the_cent_under_every_condition(
    world: World,
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    await agree(firm, quote, prorata_percent="2", revision_name="BT01", revision_base="100")
    totals = []
    for number, percents in enumerate((S1, S2, S3), 1):
        if number == 2:
            await works.change_order(firm, quote)
        totals.append(await account_of(firm, await approved(firm, quote, percents, revision_index="100")))
    last = totals[-1]
    assert last.complete
    assert sum(account.works for account in totals) == last.works_total == 2294398
    assert sum(account.recovered for account in totals) == 664848
    assert sum(account.prorata for account in totals) == last.so_far.prorata == 45888
    assert sum(account.gross for account in totals) == 1876894
