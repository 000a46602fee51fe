"""A contract: a signed quote, its change orders, and what the next statement starts from."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given

from domain.contract import deposit_of, signed
from domain.document import Content
from domain.line import Line
from domain.money import QUEBEC
from domain.statement import Measure
from tests.domain.market import (
    CHANGE_ORDER,
    QUOTE,
    STARTED,
    Site,
    line,
    percents,
    quotes,
    statement_of,
    worked_example,
)


def test_a_signed_quote_is_a_part_with_its_rates() -> None:
    part = signed(QUOTE, "doc_1", STARTED).part
    assert (part.id, part.number, part.title, part.accepted_on) == ("doc_1", "DEV-1", QUOTE.title, STARTED)
    assert [(held.rate, held.market, held.discount, held.net, held.deposit) for held in part.rates] == [
        (Decimal(10), 10106_05, 0, 10106_05, 3031_82),
        (Decimal(20), 12055_53, 0, 12055_53, 3616_66),
    ]


def test_only_the_options_that_were_taken_are_signed() -> None:
    taken = line("3.1", "1", "100", "20", optional=True)
    left = line("3.2", "1", "5000", "20", optional=True)
    quote = replace(QUOTE, lines=(*QUOTE.lines, taken, left)).with_choice(frozenset({"3.1"}))
    contract = signed(quote, "doc_1", STARTED)
    assert [found.id for found in contract.lines] == ["1.1", "1.2", "2.1", "2.2", "3.1"]
    assert contract.part.rates[1].market == 12155_53


def test_a_discount_on_the_whole_is_shared_over_the_rates_and_follows_the_progress() -> None:
    site = Site()
    part = site.sign(replace(QUOTE, discount_percent=Decimal(3))).part
    assert [held.discount for held in part.rates] == [303_18, 361_67]
    half = site.accept(percents(**{"1.1": "100"}))
    assert half.works == 3215_47 - 96_46
    whole = site.accept({found.id: Measure(Decimal(100)) for found in QUOTE.lines})
    assert whole.works_total == QUOTE.totals.net - 664_85


def test_a_change_order_stands_in_a_group_of_its_own() -> None:
    grouped = line("A1.2", "1", "10", "20", group="Regards")
    order = replace(CHANGE_ORDER, lines=(*CHANGE_ORDER.lines, grouped))
    assert [found.group for found in signed(order, "doc_2", STARTED).lines] == [
        "DEV-2 · Drainage",
        "DEV-2 · Drainage · Regards",
    ]
    assert {found.group for found in signed(QUOTE, "doc_1", STARTED).lines} == {""}


def test_a_change_order_counts_from_its_signature_on() -> None:
    first, second, third = (entry.figures for entry in worked_example().accepted)
    assert first.contract == 22161_58
    assert second.contract == third.contract == 22943_98
    assert "A1.1" not in first.lines
    assert second.lines["A1.1"].market == 782_40


def test_lines_stand_in_order_of_signature_whatever_they_cost() -> None:
    site = Site()
    site.sign(QUOTE)
    site.sign(CHANGE_ORDER)
    assert [found.id for found in site.basis.lines] == ["1.1", "1.2", "2.1", "2.2", "A1.1"]
    assert [claim.part for claim in statement_of(site.claim({})).claims] == ["doc_1"] * 4 + ["doc_2"]


def test_a_line_that_is_not_named_stays_where_it_was() -> None:
    site = Site()
    site.sign(QUOTE)
    site.accept(percents(**{"1.2": "30"}))
    claim = statement_of(site.claim(percents(**{"2.1": "40"}))).claim_of
    assert claim["1.2"].now == claim["1.2"].before == Measure(Decimal(30))
    assert claim["1.2"].before_amount == 2067_17
    assert (claim["2.1"].before, claim["2.1"].before_amount) == (Measure(), 0)


def test_a_statement_knows_its_contract_and_its_place_in_it() -> None:
    site = worked_example()
    statement = statement_of(site.claim({}))
    assert (statement.contract_id, statement.contract_number, statement.ordinal) == ("ctr_1", "DEV-1", 4)
    assert [part.number for part in statement.parts] == ["DEV-1", "DEV-2"]
    assert statement.so_far.at(Decimal(20)).tax == 1687_77
    assert statement.so_far.at(Decimal("5.5")).works == 0


def test_what_was_disputed_comes_back_with_its_line() -> None:
    site = Site()
    site.sign(QUOTE)
    site.accept(percents(**{"1.2": "50"}), percents(**{"1.2": "30"}))
    claim = statement_of(site.claim({})).claim_of["1.2"]
    assert (claim.before, claim.disputed) == (Measure(Decimal(30)), Measure(Decimal(50)))


def test_a_deposit_under_reverse_charge_bears_no_tax() -> None:
    part = signed(QUOTE, "doc_1", STARTED).part
    assert [(d.base, d.tax) for d in deposit_of(part, reverse_charge=True)] == [(3031_82, 0), (3616_66, 0)]


def test_a_deposit_in_quebec_bears_both_taxes() -> None:
    quote = Content(
        "quote",
        "Toiture",
        (Line("a", "Bardeaux", Decimal(1), "u", Decimal("1000.50"), QUEBEC),),
        deposit_percent=Decimal(100),
    )
    (deposit,) = deposit_of(signed(quote, "doc_1", date(2026, 1, 5)).part)
    assert (deposit.base, deposit.tax) == (1000_50, 50_03 + 99_80)


@given(quotes(0))
def test_what_is_signed_is_what_the_quote_says(quote: Content) -> None:
    part = signed(quote, "doc_1", STARTED).part
    assert sum(held.market for held in part.rates) == quote.totals.lines
    assert sum(held.discount for held in part.rates) == quote.totals.discount
    assert sum(held.net for held in part.rates) == quote.totals.net
    assert sum(d.base + d.tax for d in deposit_of(part)) == quote.totals.deposit
    assert all(0 <= held.discount <= held.market for held in part.rates)
