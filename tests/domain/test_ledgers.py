"""Trial balance, customer ledger, aged balance and letters, read from the lines of the books."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import Use
from domain.entries import Affair
from domain.ledgers import (
    Booked,
    Open,
    aged_balance,
    booked,
    customer_ledgers,
    letter_after,
    lettered,
    lines_of,
    open_items,
    trial_balance,
)
from domain.settling import returned
from tests.domain.books import (
    FRANCE,
    ISSUED,
    LATER,
    MARTIN,
    PATIENT,
    Case,
    bookkeeping,
    example,
    lived_example,
)

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
MARCH = (date(2026, 3, 1), date(2026, 3, 31))
APRIL = (date(2026, 4, 1), date(2026, 4, 30))
OWED = FRANCE.numbers([Use.CLIENT])
CLAIMS = FRANCE.numbers([Use.CLIENT, Use.RETENTION])

TRIAL = """
411   | 25121.73 | 15272.16 |   9849.57
4117  |  1322.20 |     0.00 |   1322.20
4191  |  6648.48 |  6648.48 |      0.00
44571 |     0.00 |  1915.26 |  -1915.26
44574 |  1915.26 |  3499.95 |  -1584.69
5112  |  4597.17 |     0.00 |   4597.17
512   | 10674.99 |     0.00 |  10674.99
704   |     0.00 | 22943.98 | -22943.98
"""


def line(account: str, amount: int, day: date, **more: str) -> Booked:
    """A line alone: a debit, or a credit when the amount is negative."""
    made = Booked(1, 1, "OD", day, "Reprise", "P1", day, account, max(amount, 0), max(-amount, 0))
    return replace(made, **more)  # type: ignore[arg-type]


def test_the_trial_balance_of_the_worked_example_balances_to_the_cent() -> None:
    rows = trial_balance(FRANCE, bookkeeping(lived_example()), *YEAR)
    expected = [[cell.strip() for cell in row.split("|")] for row in TRIAL.strip().splitlines()]
    assert [
        [row.account, *(f"{cents / 100:.2f}" for cents in (row.debit, row.credit, row.closing))]
        for row in rows
    ] == expected
    assert sum(row.closing for row in rows) == 0
    assert sum(row.debit for row in rows) == sum(row.credit for row in rows)
    assert rows[0].label == "Clients"


def test_a_period_opens_with_what_came_before_it() -> None:
    books = bookkeeping(lived_example())
    march, april = trial_balance(FRANCE, books, *MARCH), trial_balance(FRANCE, books, *APRIL)
    assert {row.account: row.closing for row in march if row.closing} == {
        row.account: row.opening for row in april if row.opening
    }
    client = april[0]
    assert (client.opening, client.debit, client.credit, client.closing) == (25121_73, 0, 15272_16, 9849_57)


def test_a_period_holds_its_first_and_its_last_day() -> None:
    books = bookkeeping(lived_example())
    assert trial_balance(FRANCE, books, ISSUED, LATER) == trial_balance(FRANCE, books, *YEAR)
    (ledger,) = customer_ledgers(books, OWED, ISSUED, LATER)
    assert (ledger.opening, len(ledger.rows)) == (0, 7)


def test_last_years_income_stands_on_the_account_of_earlier_results() -> None:
    books = bookkeeping(lived_example())
    rows = trial_balance(FRANCE, books, date(2027, 1, 1), date(2027, 12, 31), date(2027, 1, 1))
    opening = {row.account: row.opening for row in rows}
    assert "704" not in opening
    assert opening["110"] == -22943_98
    assert sum(opening.values()) == 0
    this_year = trial_balance(FRANCE, books, *YEAR, YEAR[0])
    assert this_year == trial_balance(FRANCE, books, *YEAR)


def test_the_ledger_of_a_client_runs_from_line_to_line() -> None:
    (ledger,) = customer_ledgers(bookkeeping(lived_example()), OWED, *YEAR)
    assert (ledger.auxiliary, ledger.opening, ledger.closing) == ("MARTIN", 0, 9849_57)
    assert (ledger.debit, ledger.credit) == (25121_73, 15272_16)
    assert [(row.line.piece, row.line.amount, row.balance) for row in ledger.rows] == [
        ("F1", 7674_99, 7674_99),
        ("F2", 4597_17, 12272_16),
        ("F3", 6394_65, 18666_81),
        ("F4", 6454_92, 25121_73),
        ("VIR 1", -7674_99, 17446_74),
        ("VIR 1", -4597_17, 12849_57),
        ("VIR 1", -3000_00, 9849_57),
    ]


def test_the_ledger_of_a_client_starts_from_what_was_owed_before() -> None:
    books = bookkeeping(lived_example())
    (ledger,) = customer_ledgers(books, OWED, *APRIL)
    assert (ledger.opening, ledger.rows[0].balance, ledger.closing) == (25121_73, 17446_74, 9849_57)
    (later,) = customer_ledgers(books, OWED, date(2027, 1, 1), date(2027, 1, 31))
    assert (later.opening, later.rows, later.closing) == (9849_57, [], 9849_57)


def test_each_client_has_a_ledger_and_strangers_to_the_accounts_have_none() -> None:
    lines = [
        line("411", 100, LATER, auxiliary="ZOE"),
        line("411", 50, LATER, auxiliary="ALI"),
        line("512", 50, LATER, auxiliary="BOB"),
        line("411", 70, LATER),
    ]
    assert [ledger.auxiliary for ledger in customer_ledgers(lines, OWED, *YEAR)] == ["ALI", "ZOE"]


def test_what_is_open_of_each_invoice_has_its_due_date() -> None:
    due = {f"F{index}": ISSUED + timedelta(days=30 * index) for index in range(1, 5)}
    assert open_items(bookkeeping(lived_example()), OWED, due) == [
        Open("MARTIN", "F3", 3394_65, due["F3"]),
        Open("MARTIN", "F4", 6454_92, due["F4"]),
    ]
    before = open_items(bookkeeping(lived_example()), OWED, due, until=ISSUED)
    assert [item.amount for item in before] == [7674_99, 4597_17, 6394_65, 6454_92]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, (100, [0, 0, 0, 0])),
        (0, (100, [0, 0, 0, 0])),
        (1, (0, [100, 0, 0, 0])),
        (30, (0, [100, 0, 0, 0])),
        (31, (0, [0, 100, 0, 0])),
        (60, (0, [0, 100, 0, 0])),
        (61, (0, [0, 0, 100, 0])),
        (90, (0, [0, 0, 100, 0])),
        (91, (0, [0, 0, 0, 100])),
    ],
)
def test_a_claim_is_as_old_as_the_days_since_it_was_due(days: int, expected: tuple[int, list[int]]) -> None:
    (row,) = aged_balance([Open("MARTIN", "F1", 100, LATER - timedelta(days=days))], LATER)
    assert (row.not_due, row.late) == expected
    assert row.total == 100


def test_what_a_client_has_to_get_back_is_never_late() -> None:
    items = [
        Open("MARTIN", "F1", 500, date(2026, 1, 1)),
        Open("MARTIN", "F2", -200, date(2026, 1, 1)),
        Open("ALI", "F3", 70),
    ]
    ali, martin = aged_balance(items, LATER)
    assert (ali.auxiliary, ali.not_due, ali.total) == ("ALI", 70, 70)
    assert (martin.not_due, martin.late, martin.total) == (-200, [0, 0, 0, 500], 300)


def test_the_age_bands_are_the_companys_own() -> None:
    (row,) = aged_balance([Open("A", "F1", 100, LATER - timedelta(days=16))], LATER, bands=(15,))
    assert row.late == [0, 100]


@pytest.mark.parametrize(
    ("last", "expected"),
    [("", "AA"), ("AA", "AB"), ("AZ", "BA"), ("ZY", "ZZ"), ("ZZ", "AAA"), ("AAZ", "ABA"), ("AZZ", "BAA")],
)
def test_letters_follow_one_another(last: str, expected: str) -> None:
    assert letter_after(last) == expected


def test_no_two_of_a_thousand_letters_are_the_same() -> None:
    letters, last = [], ""
    for _ in range(1_000):
        last = letter_after(last)
        letters.append(last)
    assert len(set(letters)) == 1_000
    assert letters == sorted(letters, key=lambda letter: (len(letter), letter))


def test_an_invoice_is_lettered_with_the_payments_that_clear_it() -> None:
    books = bookkeeping(lived_example())
    groups = lettered(books, CLAIMS)
    assert [(letter, [found.piece for found in group]) for letter, group in groups] == [
        ("AA", ["F1", "VIR 1"]),
        ("AB", ["F2", "VIR 1"]),
    ]
    assert all(sum(found.amount for found in group) == 0 for _, group in groups)


def test_lettering_goes_on_from_the_last_letter_and_leaves_what_is_lettered() -> None:
    books = bookkeeping(lived_example())
    ((first, group), *_) = lettered(books, CLAIMS)
    done = [replace(found, letter=first) if found in group else found for found in books]
    assert [letter for letter, _ in lettered(done, CLAIMS, last=first)] == ["AB"]


def test_a_credit_note_is_lettered_with_its_invoice_on_both_accounts() -> None:
    case = Case(example()[2])
    case.credit()
    groups = lettered(bookkeeping([case]), CLAIMS)
    assert [(letter, {found.account for found in group}) for letter, group in groups] == [
        ("AA", {"411"}),
        ("AB", {"4117"}),
    ]


def test_a_payment_that_did_not_stand_opens_the_invoice_again() -> None:
    case = Case(example()[0])
    payment, _ = case.pay(7674_99)
    case.take(returned(FRANCE, case.affair, payment, LATER))
    assert lettered(bookkeeping([case]), CLAIMS) == []


def test_the_lines_of_an_affair_come_back_from_the_books() -> None:
    case = lived_example()[2]
    lines = lines_of(bookkeeping([case]))
    assert Affair("F3", MARTIN, lines) == case.affair
    assert lines == case.affair.lines


def test_a_line_knows_its_entry_and_when_it_was_validated() -> None:
    (entry,) = Case(example()[0]).entries
    first, second, third = booked(entry, 7, "F1", LATER)
    assert [found.position for found in (first, second, third)] == [1, 2, 3]
    assert {(found.number, found.affair, found.validated_on, found.letter) for found in (first, third)} == {
        (7, "F1", LATER, "")
    }
    assert (first.amount, second.amount) == (7674_99, -6648_48)


AMOUNTS = st.integers(-100_000, 100_000).filter(bool)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
LINES = st.lists(
    st.builds(
        line,
        st.sampled_from(["411", "4117", "704", "512"]),
        AMOUNTS,
        DAYS,
        auxiliary=st.sampled_from(["", "ALI", "ZOE"]),
        affair=st.sampled_from(["F1", "F2"]),
    ),
    max_size=30,
)


@PATIENT
@given(LINES, st.randoms())
def test_nothing_depends_on_the_order_of_the_lines(lines: list[Booked], random: object) -> None:
    shuffled = sorted(lines, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert trial_balance(FRANCE, lines, *YEAR, YEAR[0]) == trial_balance(FRANCE, shuffled, *YEAR, YEAR[0])
    assert [(one.auxiliary, one.closing) for one in customer_ledgers(lines, OWED, *YEAR)] == [
        (one.auxiliary, one.closing) for one in customer_ledgers(shuffled, OWED, *YEAR)
    ]
    assert open_items(lines, OWED, {}) == open_items(shuffled, OWED, {})


@PATIENT
@given(LINES)
def test_every_reading_of_the_books_comes_to_the_same(lines: list[Booked]) -> None:
    until = [found for found in lines if found.day <= YEAR[1]]
    rows = trial_balance(FRANCE, lines, *YEAR, YEAR[0])
    assert sum(row.closing for row in rows) == sum(found.amount for found in until)
    personal = sum(found.amount for found in until if found.account == "411" and found.auxiliary)
    ledgers = customer_ledgers(lines, OWED, *YEAR)
    items = open_items(lines, OWED, {"F1": LATER}, until=YEAR[1])
    assert sum(one.closing for one in ledgers) == personal
    assert sum(item.amount for item in items) == personal
    assert sum(row.total for row in aged_balance(items, YEAR[1])) == personal
    for one in ledgers:
        assert one.closing == one.opening + one.debit - one.credit
    for _, group in lettered(lines, CLAIMS):
        assert sum(found.amount for found in group) == 0
