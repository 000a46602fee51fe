"""The arithmetic of progress statements: the worked example to the cent, and what others got wrong."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest

from domain.contract import deposit_of
from domain.money import Cents, percent_of
from domain.progress import Account, LineAccount, coefficient, earned, percent, quantity
from domain.statement import Conditions, Measure, Revision
from tests.domain.market import (
    CHANGE_ORDER,
    FIVE_PERCENT,
    QUOTE,
    Site,
    line,
    percents,
    worked_example,
)

EXAMPLE = """
                          | S1                | S2                | S3
cumulative 1.1            | 3215.47           | 3215.47           | 3215.47
cumulative 1.2            | 2067.17           | 4995.67           | 6890.58
cumulative 2.1            | 0.00              | 3140.00           | 7850.00
cumulative 2.2            | 1051.38           | 2805.09           | 4205.53
cumulative A1.1           | -                 | 391.20            | 782.40
contract                  | 22161.58          | 22943.98          | 22943.98
cumulative before tax     | 6334.02           | 14547.43          | 22943.98
period before tax         | 6334.02           | 8213.41           | 8396.55
period 10 % / 20 %        | 5282.64 / 1051.38 | 3319.70 / 4893.71 | 2286.11 / 6110.44
deposit recovery 10 / 20  | 1584.79 / 315.41  | 810.48 / 1468.12  | 636.55 / 1833.13
deposit recovery          | 1900.20           | 2278.60           | 2469.68
net base 10 % / 20 %      | 3697.85 / 735.97  | 2509.22 / 3425.59 | 1649.56 / 4277.31
VAT 10 % / 20 %           | 369.79 / 147.19   | 250.92 / 685.12   | 164.96 / 855.46
invoice gross             | 4950.80           | 6870.85           | 6947.29
retention cumulative      | 353.63            | 829.83            | 1322.20
retention period          | 353.63            | 476.20            | 492.37
net to pay                | 4597.17           | 6394.65           | 6454.92
"""

FIGURES: dict[str, Callable[[Account], list[Cents]]] = {
    "contract": lambda s: [s.contract],
    "cumulative before tax": lambda s: [s.works_total],
    "period before tax": lambda s: [s.works],
    "period 10 % / 20 %": lambda s: [rate.period for rate in s.rates],
    "deposit recovery 10 / 20": lambda s: [rate.recovered for rate in s.rates],
    "deposit recovery": lambda s: [s.recovered],
    "net base 10 % / 20 %": lambda s: [rate.base for rate in s.rates],
    "VAT 10 % / 20 %": lambda s: [rate.tax for rate in s.rates],
    "invoice gross": lambda s: [s.gross],
    "retention cumulative": lambda s: [s.retention_total],
    "retention period": lambda s: [s.retention],
    "net to pay": lambda s: [s.net_to_pay],
}
ROWS = [[cell.strip() for cell in row.split("|")] for row in EXAMPLE.strip("\n").splitlines()[1:]]


def printed(name: str, figures: Account) -> str:
    """A cell of the table, as the figures have it."""
    if name in FIGURES:
        return " / ".join(f"{Decimal(cents).scaleb(-2):.2f}" for cents in FIGURES[name](figures))
    found = figures.lines.get(name.removeprefix("cumulative "))
    return f"{Decimal(found.now).scaleb(-2):.2f}" if found else "-"


@pytest.mark.parametrize(("name", "expected"), [(row[0], row[1:]) for row in ROWS])
def test_the_worked_example_holds_to_the_cent(name: str, expected: list[str]) -> None:
    assert [printed(name, entry.figures) for entry in worked_example().accepted] == expected


def test_the_market_of_the_worked_example_and_its_deposit() -> None:
    site = worked_example()
    assert [found.amount for found in site.basis.lines] == [3215_47, 6890_58, 7850_00, 4205_53, 782_40]
    assert [(d.rate, d.base, d.tax) for d in deposit_of(site.signed[0].part)] == [
        (Decimal(10), 3031_82, 303_18),
        (Decimal(20), 3616_66, 723_33),
    ]
    assert not deposit_of(site.signed[1].part)


def test_the_invoices_of_the_worked_example_drift_by_one_cent_of_vat() -> None:
    invoices = [entry.figures.gross for entry in worked_example().accepted]
    assert sum(invoices) == 18768_94
    assert sum(invoices) + QUOTE.totals.deposit == 26443_93


# What others got wrong.


def test_the_third_statement_rests_on_the_second_and_not_on_the_first_again() -> None:
    first, second, third = (entry.figures for entry in worked_example().accepted)
    assert third.works_total == 22943_98
    assert first.works + second.works + third.works == third.works_total
    assert [rate.works_before for rate in third.rates] == [rate.works for rate in second.rates]


def test_a_period_is_never_the_market_times_the_difference_of_percents() -> None:
    site = Site()
    site.sign(replace(QUOTE, lines=(line("a", "1", "0.05", "20"),), deposit_percent=Decimal(0)))
    periods = [site.accept(percents(a=level)).works for level in ("30", "50", "70", "100")]
    assert periods == [2, 1, 1, 1]  # 30, 20, 20 and 30 % of 5 cents would be 2 + 1 + 1 + 2


def test_three_thirds_make_the_whole_without_float_noise() -> None:
    site = Site()
    site.sign(replace(QUOTE, lines=(line("a", "1", "100.00", "20"),)))
    figures = [site.accept(percents(a=level)) for level in ("33.33", "66.66", "100")]
    assert [found.works for found in figures] == [33_33, 33_33, 33_34]
    assert [found.recovered for found in figures] == [10_00, 10_00, 10_00]
    assert sum(found.net for found in figures) + 30_00 == 100_00


def test_half_a_cent_goes_up_and_not_to_the_even_one() -> None:
    assert line("2.2", "37.25", "112.90", "20").amount == 4205_53
    assert earned(line("a", "1", "0.05", "20"), Measure(Decimal(50))) == 3
    assert earned(line("b", "37.25", "112.90", "20"), Measure(Decimal("37.25"), "quantity")) == 4205_53


def test_retention_is_taken_at_every_statement_and_only_once() -> None:
    statements = [entry.figures for entry in worked_example().accepted]
    assert [found.retention for found in statements] == [353_63, 476_20, 492_37]
    assert sum(found.retention for found in statements) == statements[-1].retention_total == 1322_20


def test_retention_leaves_net_vat_and_gross_as_they_are() -> None:
    claimed = percents(**{"1.1": "100"})
    held, free = Site(FIVE_PERCENT), Site(Conditions())
    held.sign(QUOTE)
    free.sign(QUOTE)
    withheld, whole = held.accept(claimed), free.accept(claimed)
    assert (withheld.net, withheld.taxes, withheld.gross) == (whole.net, whole.taxes, whole.gross)
    assert withheld.net_to_pay == whole.net_to_pay - withheld.retention
    assert withheld.retention > 0 == whole.retention


def test_retention_never_turns_negative_when_its_percentage_is_lowered() -> None:
    site = Site()
    site.sign(QUOTE)
    first = site.accept(percents(**{"1.1": "100", "1.2": "100"}))
    site.conditions = Conditions(retention_percent=Decimal(1))
    second = site.accept(percents(**{"2.1": "10"}))
    assert (second.retention, second.retention_total) == (0, first.retention_total)


def test_a_bank_guarantee_stops_retention_where_it_stands() -> None:
    site = Site()
    site.sign(QUOTE)
    first = site.accept(percents(**{"1.1": "100"}))
    site.conditions = replace(FIVE_PERCENT, guarantee=True)
    second = site.accept(percents(**{"2.1": "100"}))
    assert (second.retention, second.retention_total) == (0, first.retention_total)
    assert second.net_to_pay == second.gross


def test_the_deposit_is_subtracted_once_and_from_the_base() -> None:
    for entry in worked_example().accepted:
        figures = entry.figures
        assert figures.net == figures.works - figures.recovered
        assert figures.net_to_pay == figures.gross - figures.retention
    assert sum(entry.figures.recovered for entry in worked_example().accepted) == 6648_48


def test_progress_applies_to_works_and_never_to_the_deposit() -> None:
    site = worked_example()
    assert set(site.accepted[-1].figures.lines) == {found.id for found in QUOTE.lines + CHANGE_ORDER.lines}
    assert [rate.deposit for rate in site.accepted[0].figures.rates] == [3031_82, 3616_66]
    assert [rate.deposit for rate in site.accepted[2].figures.rates] == [3031_82, 3616_66]


def test_what_was_accepted_cannot_be_edited() -> None:
    figures = worked_example().accepted[0].figures
    with pytest.raises(FrozenInstanceError):
        figures.net_to_pay = 1  # type: ignore[misc]


def test_a_change_order_with_a_deposit_never_makes_an_invoice_negative() -> None:
    site = Site()
    site.sign(replace(QUOTE, lines=(line("a", "1", "1000", "20"),), deposit_percent=Decimal(0)))
    site.accept(percents(a="90"))
    site.sign(replace(CHANGE_ORDER, lines=(line("b", "1", "500", "20"),), deposit_percent=Decimal(100)))
    second, third = site.accept(percents(a="95")), site.accept(percents(a="100", b="100"))
    assert (second.works, second.recovered, second.gross) == (50_00, 50_00, 0)
    assert (third.recovered, third.net) == (450_00, 100_00)


def test_a_change_order_without_a_deposit_gives_nothing_back_of_what_was_recovered() -> None:
    site = Site()
    site.sign(replace(QUOTE, lines=(line("a", "1", "1000", "20"),)))
    first = site.accept(percents(a="90"))
    site.sign(replace(CHANGE_ORDER, lines=(line("b", "1", "1000", "20"),)))
    second, third = site.accept(percents(a="95")), site.accept(percents(a="100", b="100"))
    assert [found.recovered for found in (first, second, third)] == [270_00, 0, 30_00]


# Rules 6, 8 and 9.


def test_penalties_and_the_account_of_costs_come_off_what_is_to_be_paid() -> None:
    site = Site(replace(FIVE_PERCENT, prorata_percent=Decimal("1.5")))
    site.sign(QUOTE)
    figures = site.accept(percents(**{"1.1": "100"}), penalties=50_00)
    assert figures.prorata == 48_23  # 1.5 % of 3 215.47
    assert figures.net_to_pay == figures.gross - figures.retention - 50_00 - 48_23
    assert site.accept(percents(**{"1.2": "10"})).penalties == 0


@pytest.mark.parametrize(
    ("fixed", "base", "index", "expected"),
    [
        ("0.15", "118.4", "121.9", "1.025"),
        ("0.125", "100", "110", "1.088"),  # 1.0875, half-up
        ("0.15", "118.4", "110", "0.940"),
        ("0.15", "118.4", "0", "1"),
        ("0.15", "0", "121.9", "1"),
    ],
)
def test_the_revision_coefficient_has_three_decimals(
    fixed: str, base: str, index: str, expected: str
) -> None:
    revision = Revision("BT01", Decimal(fixed), Decimal(base), Decimal(index))
    assert coefficient(revision) == Decimal(expected)


def test_the_revision_is_on_the_period_and_bears_its_rate_of_vat() -> None:
    site = Site(
        replace(FIVE_PERCENT, revision=Revision("BT01", base=Decimal("118.4"), index=Decimal("121.9")))
    )
    site.sign(replace(QUOTE, deposit_percent=Decimal(0)))
    figures = site.accept(percents(**{"2.1": "50"}))
    assert figures.revision == 98_13  # 2.5 % of 3 925.00
    assert figures.gross == (3925_00 + 98_13) + 804_63
    assert figures.retention_total == percent_of(Decimal(5), 4023_13 + 804_63)
    site.accept(percents(**{"2.1": "75"}))
    figures = site.accept(percents(**{"2.1": "100"}))
    assert figures.revision == 49_06  # 2.5 % of 1 962.50
    assert figures.retention_total == percent_of(Decimal(5), (7850_00 + 196_25) + 1609_25)


def test_reverse_charge_bears_no_vat_and_names_its_base() -> None:
    site = Site(replace(FIVE_PERCENT, reverse_charge=True))
    site.sign(QUOTE)
    figures = site.accept(percents(**{"1.1": "100", "2.1": "100"}))
    assert [(tax.code, tax.rate, tax.base, tax.amount) for tax in figures.taxes] == [
        ("reverse", Decimal(0), figures.net, 0)
    ]
    assert figures.gross == figures.net
    assert figures.retention_total == percent_of(Decimal(5), figures.works_total)


def test_gst_and_qst_are_two_taxes_of_one_rate() -> None:
    site = Site()
    site.sign(replace(QUOTE, lines=(line("a", "1", "1000.50", "14.975"),), deposit_percent=Decimal(0)))
    figures = site.accept(percents(a="100"))
    assert [(tax.code, tax.amount) for tax in figures.taxes] == [("gst", 50_03), ("qst", 99_80)]


def test_a_line_is_read_in_percent_and_in_its_unit() -> None:
    found = line("2.2", "37.25", "112.90", "20")
    assert percent(found, Measure(Decimal("9.25"), "quantity")) == Decimal("24.83")
    assert quantity(found, Measure(Decimal(25))) == Decimal("9.3125")
    assert percent(found, Measure(Decimal(25))) == 25
    assert quantity(found, Measure(Decimal(3), "quantity")) == 3
    assert percent(line("0", "0", "5", "20"), Measure(Decimal(0), "quantity")) == 0


def test_a_statement_without_lines_comes_to_nothing() -> None:
    site = Site()
    site.sign(replace(QUOTE, lines=()))
    figures = site.accept({})
    assert (figures.works, figures.gross, figures.net_to_pay, figures.complete) == (0, 0, 0, True)


def test_a_line_knows_what_the_period_adds() -> None:
    assert LineAccount(market=100_00, before=30_00, now=72_50).period == 42_50
