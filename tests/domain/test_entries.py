"""Entries of invoices and of what happens to them: the table of the domain rules, and any contract at all."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import invoicing
from domain.accounts import Account, Books, Method, TaxDue, Use
from domain.entries import Affair, Entry, EntryLine, balances, invoiced, share_of, taxed
from domain.invoice import Invoice, Nature, lump
from domain.refusals import Refused
from domain.settling import Payment, banked, offset, received, refunded, returned, written_off
from domain.statement import Conditions
from tests.domain.books import (
    BOOKS,
    FRANCE,
    ISSUED,
    LATER,
    MARTIN,
    PATIENT,
    QUEBEC,
    Case,
    deposit_invoice,
    example,
    invoices_of,
    moved,
    numbered,
    renumbered,
    splits,
    statement_invoice,
)
from tests.domain.market import FIVE_PERCENT, QUOTE, Site, Story, line, percents, stories

# The table of the domain rules, with the other statements: event | debit | credit.
TABLE = """
deposit invoice       | 411 7674.99                             | 4191 6648.48; 44574 1026.51
payment of deposit    | 512 7674.99                             | 411 7674.99
VAT due on it         | 44574 1026.51                           | 44571 1026.51
statement S1          | 411 4597.17; 4117 353.63; 4191 1900.20  | 704 6334.02; 44574 516.98
statement S2          | 411 6394.65; 4117 476.20; 4191 2278.60  | 704 8213.41; 44574 936.04
payment of S2         | 512 6394.65                             | 411 6394.65
VAT due on receipt    | 44574 871.17                            | 44571 871.17
retention released    | 512 476.20; 44574 64.87                 | 4117 476.20; 44571 64.87
statement S3          | 411 6454.92; 4117 492.37; 4191 2469.68  | 704 8396.55; 44574 1020.42
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in TABLE.strip().splitlines()]


def events(books: Books = FRANCE) -> dict[str, list[Entry]]:
    """What the table speaks of, lived through."""
    deposit, first, second, third = (Case(invoice, books) for invoice in example())
    return {
        "deposit invoice": list(deposit.entries),
        "payment of deposit": list(deposit.pay(7674_99)[:1]),
        "VAT due on it": deposit.entries[-1:],
        "statement S1": first.entries,
        "statement S2": list(second.entries),
        "payment of S2": list(second.pay(6394_65)[:1]),
        "VAT due on receipt": second.entries[-1:],
        "retention released": list(second.pay(476_20, withheld=0)),
        "statement S3": third.entries,
    }


def printed(entries: list[Entry]) -> list[str]:
    """Debit and credit as the table has them."""
    lines = [line for entry in entries for line in entry.lines]
    return [
        "; ".join(f"{line.account} {Decimal(cents).scaleb(-2):.2f}" for line, cents in side if cents)
        for side in (
            [(line, line.debit) for line in lines],
            [(line, line.credit) for line in lines],
        )
    ]


@pytest.mark.parametrize(("event", "debit", "credit"), ROWS)
def test_the_table_of_the_domain_rules_holds_to_the_cent(event: str, debit: str, credit: str) -> None:
    assert printed(events()[event]) == [debit, credit]


def test_an_entry_names_its_journal_its_piece_and_the_clients_own_account() -> None:
    (entry,) = Case(example()[2]).entries
    assert (entry.journal, entry.day, entry.piece, entry.piece_day) == ("VE", ISSUED, "F3", ISSUED)
    assert (entry.label, entry.total) == ("Facture F3 Mme Martin", 9149_45)
    assert [(line.account, line.auxiliary) for line in entry.lines] == [
        ("411", "MARTIN"),
        ("4117", "MARTIN"),
        ("4191", "MARTIN"),
        ("704", ""),
        ("44574", ""),
    ]


def test_what_is_debited_stands_first() -> None:
    case = Case(example()[2])
    case.credit()
    case.pay(100_00)
    for entry in case.entries:
        assert [line.credit > 0 for line in entry.lines] == sorted(line.credit > 0 for line in entry.lines)


def test_a_payment_stands_in_the_journal_of_its_method_with_its_own_reference() -> None:
    payment, due = Case(example()[0]).pay(100_00, reference="VIR 0042")
    assert (payment.journal, payment.day, payment.piece) == ("BQ", LATER, "VIR 0042")
    assert payment.label == "Règlement F1 Mme Martin"
    assert (due.journal, due.day, due.piece, due.label) == (
        "OD",
        LATER,
        "VIR 0042",
        "Taxe exigible F1 Mme Martin",
    )


@pytest.mark.parametrize(
    ("method", "journal", "account"),
    [
        (Method.TRANSFER, "BQ", "512"),
        (Method.CASH, "CA", "530"),
        (Method.CHEQUE, "BQ", "5112"),
        (Method.CARD, "BQ", "512"),
        (Method.STRIPE, "BQ", "512"),
        (Method.OFFSET, "OD", "580"),
    ],
)
def test_each_method_has_its_account(method: Method, journal: str, account: str) -> None:
    payment = Case(example()[0]).pay(100_00, method=method)[0]
    assert (payment.journal, payment.lines[0].account) == (journal, account)


# Tax.


def test_a_first_part_of_s2_makes_its_part_of_the_vat_due() -> None:
    case = Case(example()[2])
    case.pay(1000_00)
    assert case.balance(Use.VAT) == -136_23  # 936.04 x 1000.00 / 6870.85 = 136.233
    case.pay(5394_65)
    assert case.balance(Use.VAT) == -871_17
    assert case.balance(Use.VAT_WAITING) == -64_87


def test_with_vat_on_debits_it_is_due_at_once_and_a_payment_moves_none() -> None:
    books = replace(FRANCE, tax_due=TaxDue.DEBITS)
    found = events(books)
    assert printed(found["statement S2"])[1] == "704 8213.41; 44571 936.04"
    assert printed(found["retention released"]) == ["512 476.20", "4117 476.20"]


def test_with_a_holdback_only_the_tax_on_the_retention_waits() -> None:
    books = replace(FRANCE, tax_due=TaxDue.HOLDBACK)
    found = events(books)
    assert printed(found["statement S2"])[1] == "704 8213.41; 44574 64.87; 44571 871.17"
    assert [entry.journal for entry in found["payment of S2"]] == ["BQ"]
    assert printed(found["retention released"]) == ["512 476.20; 44574 64.87", "4117 476.20; 44571 64.87"]


def test_under_reverse_charge_nothing_is_booked_as_vat() -> None:
    site = Site(replace(FIVE_PERCENT, reverse_charge=True))
    for invoice in example(site)[1:]:
        case = Case(invoice)
        case.pay(invoice.payable)
        assert not {account for account in case.held if account.startswith("445")}
    deposit = deposit_invoice(QUOTE, site.signed[0], reverse_charge=True)
    assert deposit is not None
    assert moved(Case(numbered(deposit, "F9")).entries) == {"411": 6648_48, "4191": -6648_48}


def test_each_rate_has_accounts_of_its_own_if_the_company_wants_it() -> None:
    rates = {
        Decimal(10): (Account("445710", "TVA 10 %"), Account("445740", "TVA 10 % en attente")),
        Decimal(20): (Account("445720", "TVA 20 %"), Account("445742", "TVA 20 % en attente")),
    }
    case = Case(example()[2], replace(FRANCE, rates=rates))
    case.pay(6394_65)
    assert {account: cents for account, cents in case.held.items() if account.startswith("445")} == {
        "445710": -233_53,
        "445720": -637_64,
        "445740": -17_39,
        "445742": -47_48,
    }
    case.pay(476_20, withheld=0)
    assert case.held == {
        "4191": 2278_60,
        "445710": -250_92,
        "445720": -685_12,
        "512": 6870_85,
        "704": -8213_41,
    }


def test_gst_and_qst_have_their_own_accounts_and_are_due_at_once() -> None:
    works = (lump("a", "Toiture", 100_05, Decimal("14.975")),)
    invoice = numbered(replace(example()[0], lines=works, country="CA"), "F1")
    case = Case(invoice, QUEBEC)
    assert moved(case.entries) == {"1100": 115_03, "4000": -100_05, "2310": -5_00, "2320": -9_98}
    case.pay(115_03)
    assert case.held == {"1010": 115_03, "4000": -100_05, "2310": -5_00, "2320": -9_98}


def test_a_rate_of_another_country_finds_its_accounts() -> None:
    works = (lump("a", "Toiture", 100_05, Decimal("14.975")),)
    case = Case(numbered(replace(example()[0], lines=works), "F1"))
    assert sum(case.affair.held[account] for account in ("445784", "445794")) == -14_98


def test_goods_and_services_have_their_own_revenue() -> None:
    invoice = example()[2]
    assert "707" in Case(replace(invoice, nature=Nature.GOODS)).held
    assert "706" in Case(invoice, replace(FRANCE, revenue=Use.SERVICES)).held
    assert "704" in Case(replace(invoice, nature=Nature.MIXED)).held


def test_the_vat_on_goods_is_due_at_once_but_that_of_their_deposit_is_not() -> None:
    deposit, _, invoice, _ = (replace(made, nature=Nature.GOODS) for made in example())
    case = Case(invoice)
    assert (case.balance(Use.VAT), case.balance(Use.VAT_WAITING)) == (-936_04, 0)
    assert [entry.journal for entry in case.pay(1000_00)] == ["BQ"]
    lost = moved(case.take(written_off(FRANCE, case.affair, LATER)))
    assert lost["44571"] == 799_81  # 936.04 x 5870.85 / 6870.85
    waits = Case(deposit)
    assert (waits.balance(Use.VAT), waits.balance(Use.VAT_WAITING)) == (0, -1026_51)


def test_a_discount_and_a_revision_are_in_the_revenue() -> None:
    quote = replace(QUOTE, lines=(line("a", "1", "1000", "20"),), discount_percent=Decimal(10))
    whole = numbered(invoicing.of_quote(quote), "F1")
    assert moved(Case(whole).entries) == {"411": 1080_00, "704": -900_00, "44574": -180_00}


def test_a_balance_takes_its_deposits_back() -> None:
    deposit = example()[0]
    balance = numbered(invoicing.of_quote(QUOTE, [deposit]), "F2")
    booked = moved([*Case(deposit).entries, *Case(balance).entries])
    assert booked == {"411": 25583_28, "704": -22161_58, "44574": -3421_70}


# Deductions.


def with_deductions(penalties: int = 500_00) -> Invoice:
    site = Site(replace(FIVE_PERCENT, prorata_percent=Decimal("1.5")))
    site.sign(replace(QUOTE, deposit_percent=Decimal(0)))
    everything = {found.id: percents(x="100")["x"] for found in QUOTE.lines}
    return numbered(statement_invoice(site, everything, penalties), "F1")


def test_penalties_and_the_sites_costs_lower_what_the_client_owes() -> None:
    case = Case(with_deductions())
    assert len(case.entries) == 1
    assert moved(case.entries) == {
        "411": 25583_30 - 1279_17 - 500_00 - 332_42,
        "4117": 1279_17,
        "6581": 500_00,
        "6588": 332_42,
        "704": -22161_58,
        "44574": -3310_39,
        "44571": -111_33,  # the part that was paid by setting it off: 3421.72 x 832.42 / 25583.30
    }


def test_all_of_the_vat_is_due_when_the_rest_is_paid() -> None:
    case = Case(with_deductions())
    case.pay(case.invoice.payable)
    case.pay(1279_17, withheld=0)
    assert (case.balance(Use.VAT), case.balance(Use.VAT_WAITING)) == (-3421_72, 0)


def test_penalties_above_the_invoice_leave_the_client_something_to_get_back() -> None:
    case = Case(with_deductions(30_000_00))
    assert case.standing.too_much == -case.invoice.payable > 0
    assert case.balance(Use.VAT) == -3421_72
    case.take(refunded(FRANCE, case.affair, Payment(LATER, -case.invoice.payable)))
    assert case.balance(Use.CLIENT) == 0


# Payments that are not what was asked.


def test_what_is_paid_too_much_waits_on_an_account_of_its_own() -> None:
    case = Case(example()[0])
    payment, _ = case.pay(7700_00)
    assert moved([payment]) == {"512": 7700_00, "411": -7674_99, "471": -25_01}
    assert payment.lines[-1].auxiliary == "MARTIN"
    assert case.standing.too_much == 25_01
    assert case.balance(Use.VAT) == -1026_51


def test_the_same_payment_twice_is_all_too_much() -> None:
    case = Case(example()[0])
    case.pay(7674_99)
    assert moved(case.pay(7674_99)) == {"512": 7674_99, "471": -7674_99}


def test_too_much_goes_back_and_nobody_can_get_back_more() -> None:
    case = Case(example()[0])
    case.pay(7700_00)
    (refund,) = case.take(refunded(FRANCE, case.affair, Payment(LATER, 25_01)))
    assert (refund.journal, moved([refund])) == ("BQ", {"471": 25_01, "512": -25_01})
    with pytest.raises(Refused, match="refund-too-large"):
        refunded(FRANCE, case.affair, Payment(LATER, 1))


def test_retention_that_is_withheld_is_not_paid_by_a_payment_that_is_too_large() -> None:
    case = Case(example()[2])
    payment, _ = case.pay(6870_85)
    assert moved([payment]) == {"512": 6870_85, "411": -6394_65, "471": -476_20}
    assert case.standing.retained == 476_20


def test_what_was_paid_too_much_pays_the_retention_once_it_is_released() -> None:
    case = Case(example()[2])
    case.pay(6870_85)
    assert offset(FRANCE, case.affair, LATER) == ()
    entries = case.take(offset(FRANCE, case.affair, LATER, withheld=0))
    assert moved(entries) == {"471": 476_20, "4117": -476_20, "44574": 64_87, "44571": -64_87}
    assert case.standing.owed == case.standing.retained == case.standing.too_much == 0


def test_a_part_of_the_retention_is_released() -> None:
    case = Case(example()[2])
    payment, _ = case.pay(6394_65 + 200_00, withheld=276_20)
    assert moved([payment])["4117"] == -200_00
    assert moved(case.pay(50_00, withheld=276_20)) == {"512": 50_00, "471": -50_00}


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        (7674_94, {"512": 7674_94, "658": 5, "411": -7674_99}),
        (7675_04, {"512": 7675_04, "758": -5, "411": -7674_99}),
        (7674_93, {"512": 7674_93, "411": -7674_93}),
        (7675_05, {"512": 7675_05, "471": -6, "411": -7674_99}),
    ],
)
def test_a_few_cents_close_an_invoice_within_the_tolerance(paid: int, expected: dict[str, int]) -> None:
    case = Case(example()[0], replace(FRANCE, tolerance=5))
    payment, _ = case.pay(paid)
    assert moved([payment]) == expected
    closed = "411" in expected and case.standing.owed == 0
    assert closed == (case.balance(Use.VAT_WAITING) == 0)


def test_a_few_cents_for_nothing_are_the_clients() -> None:
    case = Case(example()[0], replace(FRANCE, tolerance=5))
    case.pay(7674_99)
    assert moved(case.pay(3)) == {"512": 3, "471": -3}


def test_no_few_cents_are_forgiven_unless_the_company_says_so() -> None:
    case = Case(example()[0])
    case.pay(7674_98)
    assert (case.standing.owed, case.standing.too_much) == (1, 0)


def test_interest_and_indemnity_are_income_without_tax() -> None:
    case = Case(example()[0])
    payment = Payment(LATER, 7674_99 + 40_00 + 12_34, Method.CARD, "CB 1", interest=12_34, indemnity=40_00)
    entries = case.take(received(FRANCE, case.affair, payment))
    assert moved(entries) == {
        "512": 7727_33,
        "411": -7674_99,
        "763": -12_34,
        "7581": -40_00,
        "44574": 1026_51,
        "44571": -1026_51,
    }


def test_a_cheque_that_was_not_paid_is_owed_again_with_its_tax() -> None:
    case = Case(example()[0])
    payment, _ = case.pay(7674_99, method=Method.CHEQUE)
    bounced = LATER + timedelta(days=9)
    undone = case.take(returned(FRANCE, case.affair, payment, bounced))
    assert undone[0].label == "Annulation Règlement F1 Mme Martin"
    assert {(entry.day, entry.piece, entry.piece_day) for entry in undone} == {(bounced, "VIR 1", LATER)}
    assert case.held == {"411": 7674_99, "4191": -6648_48, "44574": -1026_51}


def test_an_overpayment_that_was_spent_and_then_returned_is_owed() -> None:
    case = Case(example()[0])
    payment, _ = case.pay(7700_00)
    case.take(refunded(FRANCE, case.affair, Payment(LATER, 25_01)))
    case.take(returned(FRANCE, case.affair, payment, LATER))
    assert case.standing.owed == 7700_00
    case.pay(7700_00)
    assert case.standing.owed == case.standing.too_much == 0


def test_money_of_another_invoice_pays_through_the_transit_account() -> None:
    paid_twice, unpaid = Case(example()[0]), Case(example()[2])
    paid_twice.pay(7774_99)
    paid_twice.take(refunded(FRANCE, paid_twice.affair, Payment(LATER, 100_00, Method.OFFSET)))
    unpaid.pay(100_00, method=Method.OFFSET)
    assert paid_twice.standing.too_much == 0
    assert unpaid.standing.owed == 6294_65
    assert moved([*paid_twice.entries, *unpaid.entries]).get("580") is None


def test_cheques_reach_the_bank_and_a_provider_keeps_its_fees() -> None:
    (entry,) = banked(FRANCE, Method.CHEQUE, Payment(LATER, 500_00, reference="BORD 7"))
    assert (entry.journal, entry.label, entry.piece) == ("BQ", "Remise en banque BORD 7", "BORD 7")
    assert moved([entry]) == {"512": 500_00, "5112": -500_00}
    books = renumbered(FRANCE, online="517")
    (payout,) = banked(books, Method.STRIPE, Payment(LATER, 500_00), fees=7_75)
    assert moved([payout]) == {"512": 492_25, "627": 7_75, "517": -500_00}
    assert payout.piece == "2026-04-15"
    assert banked(FRANCE, Method.CARD, Payment(LATER, 500_00)) == ()


# Credit notes.


@PATIENT
@given(stories(), BOOKS)
def test_an_invoice_and_its_credit_note_come_to_nothing_on_every_account(story: Story, books: Books) -> None:
    for invoice in invoices_of(story):
        case = Case(invoice, books)
        case.credit()
        assert case.held == {}


@PATIENT
@given(stories(), BOOKS, st.data())
def test_a_credit_note_after_payments_comes_to_nothing_once_they_are_given_back(
    story: Story, books: Books, data: st.DataObject
) -> None:
    for invoice in invoices_of(story):
        case = Case(invoice, books)
        for amount in data.draw(splits(case.standing.owed + 50)):
            case.pay(amount, withheld=0)
        case.credit()
        left = case.standing
        if left.too_much:
            case.take(refunded(books, case.affair, Payment(LATER, left.too_much)))
        assert not {use for use in Use if use in (Use.CLIENT, Use.SUSPENSE) and case.balance(use)}
        if invoice.payable >= 0:
            assert case.held == {}


def test_a_credit_note_stands_on_the_same_accounts_in_the_sales_journal() -> None:
    case = Case(example()[2])
    (entry,) = case.credit()
    assert (entry.journal, entry.label, entry.piece, entry.day) == (
        "VE",
        "Avoir AV1 Mme Martin",
        "AV1",
        LATER,
    )
    assert printed([entry]) == [
        "704 8213.41; 44574 936.04",
        "411 6394.65; 4117 476.20; 4191 2278.60",
    ]


def test_a_line_that_is_credited_after_payment_takes_its_tax_back() -> None:
    case = Case(example()[2])
    case.pay(6394_65)
    case.credit(kept={"2.1": 1000_00})
    assert case.standing.too_much == 1200_00
    # What was received, 6394.65, is more than what is left of the invoice: all of its tax is due, no more.
    assert case.balance(Use.VAT) == -736_04
    case.take(refunded(FRANCE, case.affair, Payment(LATER, 1200_00)))
    assert case.balance(Use.VAT) == -674_23  # 736.04 x 5194.65 / 5670.85
    case.pay(476_20, withheld=0)
    assert case.balance(Use.VAT, Use.VAT_WAITING) == case.balance(Use.VAT) == -736_04


def test_a_line_that_is_credited_before_payment_is_never_due() -> None:
    case = Case(example()[2])
    assert len(case.credit(kept={"2.1": 1000_00})) == 1
    case.pay(case.standing.owed)
    case.pay(476_20, withheld=0)
    assert case.held == {"4191": 2278_60, "44571": -736_04, "512": 5670_85, "704": -7213_41}


# Losses.


def test_a_bad_debt_takes_back_the_vat_that_waits() -> None:
    case = Case(example()[2])
    case.pay(2000_00)
    (entry,) = case.take(written_off(FRANCE, case.affair, LATER))
    assert (entry.journal, entry.label) == ("OD", "Créance irrécouvrable F3 Mme Martin")
    waiting = 936_04 - 272_47  # 936.04 x 2000.00 / 6870.85
    assert moved([entry]) == {"654": 4870_85 - waiting, "44574": waiting, "411": -4394_65, "4117": -476_20}
    assert case.standing.owed == case.standing.retained == case.standing.waiting == 0


def test_a_bad_debt_takes_back_the_vat_that_was_declared_on_debits() -> None:
    case = Case(example()[2], replace(FRANCE, tax_due=TaxDue.DEBITS))
    case.pay(2000_00)
    back = 663_57  # 936.04 x 4870.85 / 6870.85
    assert moved(case.take(written_off(case.books, case.affair, LATER))) == {
        "654": 4870_85 - back,
        "44571": back,
        "411": -4394_65,
        "4117": -476_20,
    }


def test_a_bad_debt_with_a_holdback_takes_back_both() -> None:
    case = Case(example()[2], replace(FRANCE, tax_due=TaxDue.HOLDBACK))
    back = moved(case.take(written_off(case.books, case.affair, LATER)))
    assert (back["44571"], back["44574"]) == (871_17, 64_87)
    assert back["654"] == 6870_85 - 936_04


def test_nothing_can_be_lost_twice() -> None:
    case = Case(example()[2])
    case.take(written_off(FRANCE, case.affair, LATER))
    with pytest.raises(Refused, match="nothing-owed"):
        written_off(FRANCE, case.affair, LATER)


def test_a_loss_that_is_paid_after_all_is_undone_and_its_tax_is_due() -> None:
    case = Case(example()[2])
    (loss,) = case.take(written_off(FRANCE, case.affair, LATER))
    case.take(returned(FRANCE, case.affair, loss, LATER))
    assert case.held == Case(example()[2]).held
    case.pay(6870_85, withheld=0)
    assert case.held == {"4191": 2278_60, "44571": -936_04, "512": 6870_85, "704": -8213_41}


# What holds for every contract, every split of its payments and every order.


@PATIENT
@given(stories(), BOOKS, st.data())
def test_the_clients_accounts_clear_and_all_tax_is_due_when_everything_is_paid(
    story: Story, books: Books, data: st.DataObject
) -> None:
    cases = [Case(invoice, books) for invoice in invoices_of(story)]
    payments = [
        (case, amount)
        for case in cases
        for amount in data.draw(splits(case.standing.owed + case.standing.retained))
    ]
    for case, amount in data.draw(st.permutations(payments)):
        case.pay(amount, withheld=0)
    for case in cases:
        if case.standing.too_much:  # penalties above the invoice, or a revision below nothing
            case.take(refunded(books, case.affair, Payment(LATER, case.standing.too_much)))
        assert case.balance(Use.CLIENT, Use.SUSPENSE) == 0
        assert case.balance(Use.RETENTION) == 0
        assert case.standing.waiting == 0
        taxes, gross = taxed(books, case.affair)
        assert sum(taxes.values()) == sum(tax.amount for tax in case.invoice.taxes)
        assert gross == case.invoice.gross
        due = [books.number(use) for use in (Use.VAT, Use.GST, Use.QST)]
        assert -sum(case.affair.held.get(account, 0) for account in due) == sum(taxes.values())
    assert (
        balances(line for case in cases for line in case.affair.lines).get(books.number(Use.DEPOSITS), 0) == 0
    )


@PATIENT
@given(stories(), BOOKS)
def test_every_invoice_books_its_own_figures(story: Story, books: Books) -> None:
    for invoice in invoices_of(story):
        case = Case(invoice, books)
        held = invoice.deductions
        assert case.balance(Use.CLIENT) == invoice.payable
        assert case.balance(Use.RETENTION) == held.retention
        assert case.balance(Use.PENALTIES, Use.PRORATA) == held.penalties + held.prorata
        assert -case.balance(Use.WORKS, Use.DEPOSITS) == invoice.net
        for one in [entry for entry in case.entries if entry.journal == "VE"]:
            accounts = [line.account for line in one.lines]
            assert len(accounts) == len(set(accounts))


@PATIENT
@given(stories(revised=False), st.data())
def test_the_tax_due_depends_on_what_was_paid_and_not_on_how(story: Story, data: st.DataObject) -> None:
    for invoice in invoices_of(story):
        at_once, in_parts = Case(invoice), Case(invoice)
        amount = data.draw(st.integers(0, max(at_once.standing.owed, 0)))
        for part in data.draw(splits(amount)):
            in_parts.pay(part)
        if amount:
            at_once.pay(amount)
        assert at_once.held == in_parts.held


@PATIENT
@given(
    st.lists(
        st.sampled_from(["pay", "pay", "retention", "credit", "refund", "return", "offset", "loss"]),
        max_size=8,
    ),
    st.data(),
    BOOKS,
    st.integers(0, 3),
)
def test_whatever_happens_balances_and_what_is_closed_owes_no_tax(
    happens: list[str], data: st.DataObject, books: Books, which: int
) -> None:
    case = Case(example()[which], replace(books, tolerance=2))
    payments: list[Entry] = []
    for act in happens:
        live(act, case, payments, data)
        assert sum(case.affair.held.values()) == 0
        taxes, gross = taxed(case.books, case.affair)
        assert gross >= 0
        assert 0 <= case.standing.waiting <= sum(taxes.values())
        if not case.balance(Use.CLIENT, Use.RETENTION):
            assert case.standing.waiting == 0


def booked_so_far(case: Case) -> set[str]:
    """The pieces and the accounts of its entries: nothing is credited twice, or after it was lost."""
    return {entry.piece for entry in case.entries} | set(case.held)


def live(act: str, case: Case, payments: list[Entry], data: st.DataObject) -> None:
    """One thing that can happen to an invoice, if it can happen now."""
    amount = data.draw(st.integers(1, 10_000_00))
    payment = Payment(LATER, amount)
    match act:
        case "pay" | "retention":
            payments.append(case.pay(amount, withheld=0 if act == "retention" else None)[0])
        case "credit" if not {"AV1", "654", "5600"} & booked_so_far(case):
            case.credit()
        case "refund" if case.standing.too_much:
            amount = min(amount, case.standing.too_much)
            case.take(refunded(case.books, case.affair, replace(payment, amount=amount)))
        case "return" if payments:
            case.take(returned(case.books, case.affair, payments.pop(), LATER))
        case "offset":
            case.take(offset(case.books, case.affair, LATER, withheld=0))
        case "loss" if case.standing.owed + case.standing.retained:
            case.take(written_off(case.books, case.affair, LATER))


# What others got wrong.


def test_retention_leaves_the_clients_account_by_the_whole_and_not_line_by_line() -> None:
    cases = [Case(invoice) for invoice in example()]
    for case in cases:
        case.pay(case.invoice.payable)
    held = balances(line for case in cases for line in case.affair.lines)
    assert (held["411"], held["4117"], held["4191"]) == (0, 1322_20, 0)
    for case in cases:
        if case.standing.retained:
            case.pay(case.standing.retained, withheld=0)
    held = balances(line for case in cases for line in case.affair.lines)
    assert (held["4117"], held["44574"]) == (0, 0)
    assert held["512"] == 26443_93
    assert -held["44571"] == 1026_51 + 516_98 + 936_04 + 1020_42


def test_an_invoice_of_nothing_has_no_entry() -> None:
    site = Site(Conditions())
    site.sign(QUOTE)
    invoice = numbered(statement_invoice(site, {}), "F1")
    assert invoiced(FRANCE, invoice, Affair("F1", MARTIN)) == ()


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (EntryLine("411", debit=100),),
        (EntryLine("411", debit=100), EntryLine("704", credit=99)),
        (EntryLine("411", debit=100, credit=50), EntryLine("704", credit=50)),
        (EntryLine("411", debit=-100), EntryLine("704", credit=-100)),
        (EntryLine("411"), EntryLine("704")),
    ],
)
def test_what_does_not_balance_is_no_entry(lines: tuple[EntryLine, ...]) -> None:
    with pytest.raises(ValueError, match="not balanced"):
        Entry("VE", ISSUED, "Facture", "F1", ISSUED, lines)


@pytest.mark.parametrize(
    ("amount", "part", "whole", "expected"),
    [
        (936_04, 6394_65, 6870_85, 871_17),
        (-936_04, -6394_65, -6870_85, -871_17),
        (936_04, -6394_65, -6870_85, 871_17),
        (1, 1, 2, 1),
        (-1, 1, 2, -1),
        (100, 7, 5, 100),
        (100, -1, 5, 0),
        (100, 0, 0, 100),
    ],
)
def test_a_share_is_never_more_than_all_and_never_less_than_nothing(
    amount: int, part: int, whole: int, expected: int
) -> None:
    assert share_of(amount, part, whole) == expected


def test_the_deposit_of_a_contract_is_used_up_by_its_statements() -> None:
    held = balances(line for invoice in example() for line in Case(invoice).affair.lines)
    assert held["4191"] == 0
    assert held["704"] == -22943_98
