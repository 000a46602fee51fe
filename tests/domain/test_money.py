"""Cents, rates and shares."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import Content, total
from domain.line import Line
from domain.money import QUEBEC, percent_of, share, taxes, to_cents

cents = st.integers(0, 10**11)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("4205.525", 420553), ("0.005", 1), ("0.0049", 0), ("-0.005", -1), ("2.675", 268), ("1.005", 101)],
)
def test_amounts_round_half_up_to_the_cent(amount: str, expected: int) -> None:
    assert to_cents(Decimal(amount)) == expected


def test_the_worked_example_of_a_market_closes_to_the_cent() -> None:
    lines = [
        Line("1.1", "Décapage", Decimal(1), "u", Decimal("3215.47"), Decimal(10)),
        Line("1.2", "Fouilles", Decimal("148.60"), "m³", Decimal("46.37"), Decimal(10)),
        Line("2.1", "Dallage", Decimal(1), "u", Decimal("7850.00"), Decimal(20)),
        Line("2.2", "Semelle", Decimal("37.25"), "ml", Decimal("112.90"), Decimal(20)),
    ]
    assert [line.amount for line in lines] == [321547, 689058, 785000, 420553]
    totals = total(lines, Decimal(0), Decimal(30))
    assert [(tax.base, tax.amount) for tax in totals.taxes] == [(1010605, 101061), (1205553, 241111)]
    assert (totals.net, totals.gross, totals.deposit) == (2216158, 2558330, 767499)


def test_quebec_taxes_are_both_on_the_price_before_tax() -> None:
    recap = taxes({QUEBEC: 100_05})
    assert [(tax.code, tax.base, tax.amount) for tax in recap] == [("gst", 10005, 500), ("qst", 10005, 998)]


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_sharing_never_loses_a_cent(whole: int, weights: list[int]) -> None:
    parts = share(whole, weights)
    assert sum(parts) == (whole if sum(weights) else 0)
    assert all(part >= 0 for part in parts)


@given(
    st.lists(st.tuples(cents, st.sampled_from(["0", "2.1", "5.5", "10", "20", "14.975"])), max_size=12),
    st.integers(0, 100),
)
def test_net_and_taxes_always_make_the_gross(rows: list[tuple[int, str]], discount: int) -> None:
    lines = [
        Line(str(i), "x", Decimal(1), "u", Decimal(c).scaleb(-2), Decimal(rate))
        for i, (c, rate) in enumerate(rows)
    ]
    totals = total(lines, Decimal(discount), Decimal(0))
    assert totals.net + sum(tax.amount for tax in totals.taxes) == totals.gross
    assert totals.lines - totals.discount == totals.net
    assert totals.discount == percent_of(Decimal(discount), totals.lines)


def test_only_the_chosen_options_count() -> None:
    lines = (
        Line("a", "Mur", Decimal(1), "u", Decimal(100), Decimal(20)),
        Line("b", "Enduit", Decimal(1), "u", Decimal(50), Decimal(20), optional=True, selected=True),
        Line("c", "Appuis", Decimal(1), "u", Decimal(25), Decimal(20), optional=True, selected=False),
    )
    content = Content("quote", "Mur", lines)
    assert content.totals.net == 150_00
    assert content.totals_for(frozenset()).net == 100_00
    assert content.totals_for(frozenset({"b", "c"})).net == 175_00
    assert content.with_choice(frozenset({"c"})).totals.net == 125_00
