"""Invoices in the record: from what was accepted to the books, each action once, every cent accounted for."""

from typing import Any

import pytest
from sqlalchemy import select

from domain.lifecycle import Action
from domain.refusals import Refused
from records import acts, billings, booking, correcting, invoices, payments, validation
from records.database import Tx
from records.payments import Received
from records.publishing import Published
from records.schema import billings as billing_table
from tests import works
from tests.works import S1, S2, S3
from tests.world import Company, World


async def handed_over(company: Company, published: Published) -> str:
    """What the story does after an approval; gives the invoice's id."""
    async with company.transaction() as tx:
        document = await acts.read(tx, published.document_id)
        assert await billings.bill(tx, document.id, await billings.due(tx, document))
        billed = await tx.first(select(billing_table).where(billing_table.c.document_id == document.id))
        return await provisional(tx, billed, document)


async def provisional(tx: Tx, billed: Any, document: Any) -> str:
    content = await acts.content_of(tx, document.id, document.version)
    invoice_id = await invoices.from_billing(tx, billed, document, content)
    assert invoice_id
    return invoice_id


async def validated(company: Company, invoice_id: str) -> Any:
    """What the story does after a validation: the five actions in their order."""
    async with company.transaction() as tx:
        await invoices.validate(tx, invoice_id, company.claire)
    for name in invoices.ACTIONS:
        async with company.transaction() as tx:
            if name == "file":
                assert await validation.filed(tx, invoice_id)
            else:
                assert await validation.carry_out(tx, invoice_id, name)
    async with company.transaction() as tx:
        return await acts.read(tx, invoice_id)


async def booked(company: Company, invoice_id: str) -> list[dict[str, int]]:
    """The entries of an invoice: balance by account, in cents."""
    async with company.transaction() as tx:
        found = await booking.of_document(tx, invoice_id)
    return [{line.account: line.debit - line.credit for line in lines} for _, lines in found]


async def test_the_worked_example_is_invoiced_paid_and_booked_to_the_cent(world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    deposit = await validated(merel, await handed_over(merel, quote))
    assert (deposit.number[:3], deposit.state, deposit.gross) == ("FAC", "validated", 767499)
    assert await booked(merel, deposit.id) == [{"411": 767499, "4191": -664848, "44574": -102651}]
    done = []
    for number, percents in enumerate((S1, S2, S3), 1):
        if number == 2:
            await works.change_order(merel, quote)
        statement = await works.statement(merel, quote, percents)
        await merel.answer(statement, Action.APPROVE)
        done.append(await validated(merel, await handed_over(merel, statement)))
    assert [(one.gross, one.payable) for one in done] == [
        (495080, 459717),
        (687085, 639465),
        (694729, 645492),
    ]
    assert (await booked(merel, done[1].id))[0] == {
        "411": 639465,
        "4117": 47620,
        "4191": 227860,
        "704": -821341,
        "44574": -93604,
    }
    async with merel.transaction() as tx:
        await payments.receive(
            tx, done[1].id, merel.claire, Received(639465, "transfer", tx.at.date(), "VIR 42")
        )
    assert (await booked(merel, done[1].id))[1:] == [
        {"512": 639465, "411": -639465},
        {"44574": 87117, "44571": -87117},
    ]
    async with merel.transaction() as tx:
        assert (await acts.read(tx, done[1].id)).state == "paid"
        assert (await invoices.facts(tx, done[1].id)).closed_at is None  # the retention is still out


async def test_an_action_is_done_once_and_a_number_is_never_given_twice(world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    invoice_id = await handed_over(merel, quote)
    first = await validated(merel, invoice_id)
    async with merel.transaction() as tx:
        assert await invoices.validate(tx, invoice_id, merel.claire) == ""
        for name in invoices.ACTIONS:
            assert not await validation.carry_out(tx, invoice_id, name)
        assert (await acts.read(tx, invoice_id)).number == first.number
        with pytest.raises(Refused, match="invoice-is-final"):
            await invoices.edit(tx, invoice_id, merel.claire, {"title": "autre"})


async def test_a_credit_note_takes_the_whole_invoice_off_the_books(world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    invoice = await validated(merel, await handed_over(merel, quote))
    async with merel.transaction() as tx:
        note_id = await correcting.credit(tx, invoice.id, merel.claire, "commande annulée")
    note = await validated(merel, note_id)
    assert (note.number[:2], note.gross) == ("AV", 767499)
    async with merel.transaction() as tx:
        assert (await acts.read(tx, invoice.id)).state == "credited"
    sums: dict[str, int] = {}
    for entry in await booked(merel, invoice.id):
        for account, cents in entry.items():
            sums[account] = sums.get(account, 0) + cents
    assert set(sums.values()) == {0}
