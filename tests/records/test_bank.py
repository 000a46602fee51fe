"""The company's bank account: every bank's files, each line once, nothing booked that nobody confirmed."""

import asyncio
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from domain.bank import Confidence, Share
from domain.refusals import Invalid, NotFound, Refused
from records import bank, bank_files, booking, ways
from records.bank_files.entry import cents
from tests.records.statements_of_account import CAFE, CAMT_2, FILES, camt, entry, transaction
from tests.tills import DEPOSIT, Bill, bill
from tests.world import Company, World
from ui.paying import confidence


@pytest.mark.parametrize("name", FILES)
def test_every_bank_says_the_same(name: str) -> None:
    found = bank_files.read(FILES[name], "EUR")
    assert [line.amount for line in found.lines] == [767_499, 120_000]
    assert (found.debits, found.unread) == (1, ())
    assert "FAC-2026-0001" in found.lines[0].said
    assert "Régl" in found.lines[0].label
    assert (found.lines[0].day.year, found.lines[0].day.month) == (2026, 11)
    assert found.lines[0].day.day == 20


def test_what_is_in_another_currency_is_counted_and_left_out() -> None:
    assert bank_files.read(FILES["english.csv"], "EUR").foreign == 1
    assert bank_files.read(CAMT_2, "CAD").lines == ()


def test_a_batch_with_amounts_of_its_own_is_read_payment_by_payment() -> None:
    details = "".join(
        transaction(said, name, f'<AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>')
        for said, name, amount in (("FAC-2026-0001", "Petit", "100.00"), ("FAC-2026-0002", "Roux", "50.50"))
    )
    found = bank_files.read(camt(entry("150.50", "CRDT", details)), "EUR")
    assert [(line.counterparty, line.amount) for line in found.lines] == [("Petit", 10_000), ("Roux", 5_050)]


def test_a_batch_whose_parts_do_not_add_up_is_one_line() -> None:
    details = "".join(
        transaction("x", "y", f'<Amt Ccy="EUR">{amount}</Amt>') for amount in ("100.00", "50.00")
    )
    assert [line.amount for line in bank_files.read(camt(entry("150.50", "CRDT", details)), "EUR").lines] == [
        15_050
    ]


def test_two_transfers_that_read_the_same_are_two_and_the_same_file_gives_the_same_keys() -> None:
    rows = "Date;Libellé;Montant\n" + "20/11/2026;VIR PETIT;100,00\n" * 2
    first, second = bank_files.read(rows.encode(), "EUR").lines
    assert first.key != second.key
    assert [line.key for line in bank_files.read(rows.encode(), "EUR").lines] == [first.key, second.key]
    longer = rows + "21/11/2026;VIR PETIT;100,00\n"
    assert [line.key for line in bank_files.read(longer.encode(), "EUR").lines][:2] == [first.key, second.key]


def test_a_row_that_nobody_can_read_is_named_and_the_others_are_read() -> None:
    rows = "Date;Libellé;Montant\n20/11/2026;A;1,00\n31/02/2026;B;2,00\n20/11/2026;C;douze\nTotal;;3,00\n;;\n"
    found = bank_files.read(rows.encode(), "EUR")
    assert [line.label for line in found.lines] == ["A"]
    assert found.unread == (3, 4, 5)


def test_american_dates_are_told_by_a_day_that_is_no_month() -> None:
    rows = "Date,Description,Amount\n11/05/2026,A,1.00\n11/20/2026,B,2.00\n"
    assert [line.day for line in bank_files.read(rows.encode(), "CAD").lines] == [
        date(2026, 11, 5),
        date(2026, 11, 20),
    ]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 234,56", 123_456),
        ("1\u202f234,56 €", 123_456),
        ("1.234,56", 123_456),
        ("1,234.56", 123_456),
        ("-12,5", -1_250),
        ("\u221212.50", -1_250),
        ("(12.50)", -1_250),
        ("12,50-", -1_250),
        ("+7", 700),
        ("1'234.00", 123_400),
    ],
)
def test_amounts_as_banks_write_them(typed: str, amount: int) -> None:
    assert cents(typed) == amount


@pytest.mark.parametrize("typed", ["", "x", "1e5", "--1", "nan", "1" * 30, "١٢"])
def test_what_is_no_amount_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        cents(typed)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"%PDF-1.7",
        b"Bonjour;Madame\n1;2\n",
        b"<html></html>",
        b"<?xml version='1.0'?><Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.03'/>",
        camt(entry("1.00", "CRDT", transaction("&b;", "x")), head=ENTITIES),
        camt(entry("1.00", "CRDT", transaction("&file;", "x")), head=OUTSIDE),
        b"OFXHEADER:100\n\n",
        b'a,"b\n' * 3,
    ],
)
def test_what_is_no_statement_of_account_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        bank_files.read(data, "EUR")
    assert refused.value.problems[0].code == "not-a-bank-file"


def test_a_file_of_any_size_is_refused_or_read_in_a_moment() -> None:
    with pytest.raises(Invalid, match="file-too-large"):
        bank_files.read(b"x" * (bank_files.MAX_BYTES + 1), "EUR")
    rows = b"Date;Libell\xe9;Montant\n" + b"20/11/2026;VIR;1,00\n" * (bank_files.MAX_LINES + 1)
    began = time.monotonic()
    with pytest.raises(Invalid, match="too-many-lines"):
        bank_files.read(rows, "EUR")
    assert time.monotonic() - began < 30


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(FILES.values())), st.data())
def test_t10_a_damaged_file_is_read_or_refused_and_never_crashes(whole: bytes, data: Any) -> None:
    place = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 40))
    damaged = whole[:place] + data.draw(st.binary(max_size=20)) + whole[place + cut :]
    try:
        found = bank_files.read(damaged, "EUR")
    except Invalid:
        return
    assert all(line.amount > 0 and line.key for line in found.lines)


# In the record.


@pytest.fixture
async def invoice(world: World) -> Bill:
    """A deposit of 7 674,99 €."""
    return await bill(world.merel)


def csv(*rows: tuple[str, str]) -> bytes:
    body = "".join(f"20/11/2026;{label};{amount}\n" for label, amount in rows)
    return f"Date;Libellé;Montant\n{body}".encode()


async def taken_in(company: Company, data: bytes) -> bank.TakenIn:
    return await bank.take_in(company.database, company.id, company.claire, data, "releve.csv")


async def to_settle(company: Company) -> list[Any]:
    async with company.transaction() as tx:
        return await bank.to_settle(tx)


async def test_the_same_file_twice_counts_once(invoice: Bill) -> None:
    merel = invoice.company
    data = csv(("VIR PETIT", "100,00"), ("VIR PETIT", "100,00"), ("LOYER", "-800,00"))
    first, second = await taken_in(merel, data), await taken_in(merel, data)
    assert (first.new, first.known, first.debits) == (2, 0, 1)
    assert (second.new, second.known) == (0, 2)
    assert len(await to_settle(merel)) == 2


async def test_two_who_take_the_same_file_in_at_once_count_it_once(invoice: Bill) -> None:
    data = csv(*((f"VIR {n}", "100,00") for n in range(50)))
    both = await asyncio.gather(*(taken_in(invoice.company, data) for _ in range(2)))
    assert sorted(one.new for one in both) == [0, 50]


async def test_nothing_is_booked_that_nobody_confirmed(invoice: Bill) -> None:
    await taken_in(invoice.company, csv((invoice.number, "7674,99")))
    assert await invoice.paid() == []
    [(line, suggestions)] = await to_settle(invoice.company)
    assert suggestions[0].confidence is Confidence.CERTAIN
    assert (
        confidence("fr", suggestions[0]) == "Sûr\u00a0: le numéro de facture est donné, le montant est exact"
    )
    async with invoice.company.transaction() as tx:
        await bank.book(tx, line.id, invoice.company.claire, suggestions[0].shares)
    assert await invoice.paid() == [("transfer", DEPOSIT)]
    assert (await invoice.row()).state == "paid"
    assert await to_settle(invoice.company) == []
    async with invoice.company.transaction() as tx:
        heads = [head for head, _ in await booking.of_document(tx, invoice.id)]
    assert heads[1].day == date(2026, 11, 20)  # the bank's day, not today


async def test_a_line_is_booked_once(invoice: Bill) -> None:
    merel = invoice.company
    await taken_in(merel, csv((invoice.number, "7674,99")))
    [(line, suggestions)] = await to_settle(merel)

    async def confirm() -> None:
        async with merel.transaction() as tx:
            await bank.book(tx, line.id, merel.claire, suggestions[0].shares)

    results = await asyncio.gather(*(confirm() for _ in range(3)), return_exceptions=True)
    assert sorted(str(one) for one in results) == ["None", "bank-line-settled", "bank-line-settled"]
    assert await invoice.paid() == [("transfer", DEPOSIT)]


async def test_shares_that_do_not_come_to_the_amount_are_refused(invoice: Bill) -> None:
    merel = invoice.company
    await taken_in(merel, csv((invoice.number, "100,00")))
    [(line, _)] = await to_settle(merel)
    for wrong in ([], [9_999], [10_001], [10_001, -1]):
        with pytest.raises(Invalid, match="shares-differ"):
            async with merel.transaction() as tx:
                await bank.book(tx, line.id, merel.claire, [Share(invoice.id, amount) for amount in wrong])
    assert await invoice.paid() == []


async def test_a_part_and_what_is_too_much_are_booked_as_what_they_are(invoice: Bill) -> None:
    merel = invoice.company
    await taken_in(merel, csv((f"A {invoice.number}", "7000,00"), (f"B {invoice.number}", "700,00")))
    for line, suggestions in await to_settle(merel):
        async with merel.transaction() as tx:
            await bank.book(tx, line.id, merel.claire, suggestions[0].shares)
    assert sorted(await invoice.paid()) == [("transfer", 70_000), ("transfer", 700_000)]
    assert (await invoice.row()).state == "paid"


async def test_what_pays_no_invoice_is_set_aside_with_a_reason(invoice: Bill) -> None:
    merel = invoice.company
    await taken_in(merel, csv(("CPAM INDEMNITES", "100,00")))
    [(line, suggestions)] = await to_settle(merel)
    assert suggestions == ()
    async with merel.transaction() as tx:
        with pytest.raises(Invalid, match="reason-needed"):
            await bank.set_aside(tx, line.id, merel.claire, " ")
        await bank.set_aside(tx, line.id, merel.claire, "indemnités journalières")
        with pytest.raises(Refused, match="bank-line-settled"):
            await bank.book(tx, line.id, merel.claire, [Share(invoice.id, 10_000)])
    assert await to_settle(merel) == []


async def test_by_setting_what_leaves_no_doubt_is_booked_and_nothing_else(invoice: Bill) -> None:
    merel = invoice.company
    async with merel.transaction() as tx:
        await ways.let_exact_transfers(tx, merel.claire, on=True)
    data = csv(
        (f"VIR {invoice.number}", "7674,99"),
        (f"ENCORE {invoice.number}", "7674,99"),  # the same again: the invoice owes nothing any more
        ("VIR MME PETIT", "7674,99"),
        (f"PART {invoice.number}", "10,00"),
    )
    done = await taken_in(merel, data)
    assert (done.new, done.booked) == (4, 1)
    assert await invoice.paid() == [("transfer", DEPOSIT)]
    assert len(await to_settle(merel)) == 3


async def test_a_reference_of_the_quote_is_known(invoice: Bill) -> None:
    await taken_in(invoice.company, csv((f"ACOMPTE {invoice.quote.number}", "7674,99")))
    [(_, suggestions)] = await to_settle(invoice.company)
    assert (suggestions[0].confidence, suggestions[0].shares[0].invoice_id) == (Confidence.LIKELY, invoice.id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bank_lines SET amount = 1",
        "DELETE FROM bank_lines",
        "UPDATE payment_events SET kind = 'x'",
        "DELETE FROM payment_events",
        "UPDATE payment_findings SET data = '{}'",
        "DELETE FROM payment_findings",
        "UPDATE payment_attempts SET amount = 1",
        "DELETE FROM payment_attempts",
        "UPDATE hosted_payments SET amount = 1",
    ],
)
async def test_what_the_bank_and_providers_said_is_never_rewritten(world: World, statement: str) -> None:
    with pytest.raises(Exception, match="permission denied"):
        async with world.merel.transaction() as tx:
            await tx.execute(text(statement))


async def test_i15_the_firm_next_door_sees_and_settles_nothing(invoice: Bill, world: World) -> None:
    await taken_in(world.merel, csv((CAFE, "1,00")))
    [(line, _)] = await to_settle(world.merel)
    assert await to_settle(world.durand) == []
    async with world.durand.transaction() as tx:
        with pytest.raises(NotFound):
            await bank.book(tx, line.id, world.durand.claire, [Share(invoice.id, 100)])
        with pytest.raises(NotFound):
            await bank.set_aside(tx, line.id, world.durand.claire, "à nous")


async def test_i15_a_line_of_ours_never_pays_an_invoice_of_theirs(invoice: Bill, world: World) -> None:
    await taken_in(world.durand, csv(("VIR", "100,00")))
    [(line, _)] = await to_settle(world.durand)
    with pytest.raises(NotFound):
        async with world.durand.transaction() as tx:
            await bank.book(tx, line.id, world.durand.claire, [Share(invoice.id, 10_000)])
    assert await invoice.paid() == []
