"""The contract ledger: balanced at every event, and to nothing at the final account."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given

from domain.contract import deposit_of
from domain.ledger import Entry, Ledger, Rounding, ledger
from domain.money import taxes
from domain.statement import Conditions, Revision
from tests.domain.market import (
    CHANGE_ORDER,
    FIVE_PERCENT,
    QUOTE,
    Site,
    Story,
    line,
    percents,
    stories,
    worked_example,
)

# Number, what it comes to, then running: signed, invoiced, to come, retention withheld.
EXAMPLE = [
    (Entry.CONTRACT, "DEV-1", 25583_30, 25583_30, 0, 25583_30, 0),
    (Entry.DEPOSIT, "FAC-DEV-1", 7674_99, 25583_30, 7674_99, 17908_31, 0),
    (Entry.STATEMENT, "SIT-1", 4950_80, 25583_30, 12625_79, 12957_51, 353_63),
    (Entry.CHANGE_ORDER, "DEV-2", 860_64, 26443_94, 12625_79, 13818_15, 353_63),
    (Entry.STATEMENT, "SIT-2", 6870_85, 26443_94, 19496_64, 6947_30, 829_83),
    (Entry.STATEMENT, "SIT-3", 6947_29, 26443_94, 26443_93, 1, 1322_20),
    (Entry.ROUNDING, "", -1, 26443_93, 26443_93, 0, 1322_20),
]


def test_the_worked_example_reads_like_a_ledger() -> None:
    assert [
        (row.kind, row.number, row.gross, row.signed, row.invoiced, row.to_come, row.retained)
        for row in worked_example().ledger().rows
    ] == EXAMPLE


def test_a_row_of_a_statement_has_all_its_figures() -> None:
    row = worked_example().ledger().rows[4]
    assert (row.ordinal, row.works, row.recovered, row.net, row.tax) == (
        2,
        8213_41,
        2278_60,
        5934_81,
        936_04,
    )
    assert (row.retention, row.penalties, row.prorata, row.net_to_pay) == (476_20, 0, 0, 6394_65)
    assert row.progress == Decimal("63.40")


def test_the_final_account_names_the_cent_that_rounding_left() -> None:
    final = worked_example().ledger(payments=[7674_99, 4597_17]).final
    assert final is not None
    assert final.roundings == (
        Rounding(Decimal(10), due=1088_85, invoiced=1088_85),
        Rounding(Decimal(20), due=2411_11, invoiced=2411_10),
    )
    assert [rate.drift for rate in final.roundings] == [0, -1]
    assert (final.contract, final.change_orders, final.revision) == (25583_30, 860_64, 0)
    assert (final.deposits, final.statements, final.invoiced) == (7674_99, 18768_94, 26443_93)
    assert final.contract + final.change_orders + final.rounding == final.invoiced
    assert (final.retention, final.paid) == (1322_20, 12272_16)
    assert final.balance == 6394_65 + 6454_92


def test_retention_that_was_released_is_owed() -> None:
    held, free = worked_example().ledger().final, worked_example().ledger(released=1322_20).final
    assert held is not None
    assert free is not None
    assert (free.retention, free.balance) == (0, held.balance + 1322_20)
    assert free.balance == free.invoiced


def test_penalties_and_the_account_of_costs_are_in_the_balance() -> None:
    site = Site(replace(FIVE_PERCENT, prorata_percent=Decimal("1.5")))
    site.sign(replace(QUOTE, deposit_percent=Decimal(0)))
    site.accept({found.id: percents(x="100")["x"] for found in QUOTE.lines}, penalties=50_00)
    final = site.ledger().final
    assert final is not None
    assert (final.penalties, final.prorata) == (50_00, 332_42)
    assert final.balance == site.accepted[0].figures.net_to_pay


def test_a_contract_that_was_just_signed_is_all_to_come() -> None:
    site = Site()
    site.sign(replace(QUOTE, deposit_percent=Decimal(0)))
    (row,) = site.ledger().rows
    assert (row.kind, row.title, row.net, row.tax) == (Entry.CONTRACT, QUOTE.title, 22161_58, 3421_72)
    assert row.on == site.signed[0].part.accepted_on
    assert site.ledger().to_come == 25583_30
    assert site.ledger().final is None


def test_a_ledger_of_nothing_is_empty() -> None:
    assert ledger((), Conditions(), ()) == Ledger(())
    assert Ledger(()).to_come == 0


def test_there_is_no_final_account_before_the_last_line() -> None:
    site = Site()
    site.sign(QUOTE)
    site.accept(percents(**{"1.1": "100", "1.2": "100", "2.1": "100", "2.2": "99.99"}))
    assert site.ledger().final is None
    site.accept(percents(**{"2.2": "100"}))
    assert site.ledger().final is not None


def test_works_given_for_nothing_have_their_final_account_at_their_last_line_too() -> None:
    site = Site()
    site.sign(replace(QUOTE, discount_percent=Decimal(100)))
    site.accept(percents(**{"1.1": "100"}))
    assert (site.ledger().to_come, site.ledger().final) == (0, None)
    site.accept({found.id: percents(x="100")["x"] for found in QUOTE.lines})
    assert site.ledger().final is not None


def test_there_is_no_final_account_while_a_change_order_waits() -> None:
    site = worked_example()
    site.sign(replace(CHANGE_ORDER, number="DEV-3", lines=(line("A2.1", "1", "100", "20"),)))
    found = site.ledger()
    assert found.final is None
    assert found.rows[-1].kind is Entry.CHANGE_ORDER
    assert found.to_come == 120_00 + 1


def test_there_is_no_final_account_while_a_deposit_is_not_invoiced() -> None:
    site = worked_example()
    found = ledger([part.part for part in site.signed], site.conditions, site.accepted)
    assert found.final is None
    assert found.to_come == 7674_99 + 1


def test_what_was_not_admitted_is_still_to_come() -> None:
    site = Site()
    site.sign(replace(QUOTE, deposit_percent=Decimal(0)))
    site.accept(percents(**{"2.1": "80"}), percents(**{"2.1": "40"}))
    assert site.ledger().rows[-1].works == 3140_00
    assert site.ledger().to_come == 25583_30 - 3768_00


def test_under_reverse_charge_nothing_bears_vat_and_nothing_drifts() -> None:
    site = worked_example()
    reverse = Site(replace(FIVE_PERCENT, reverse_charge=True))
    reverse.sign(QUOTE)
    reverse.accept(percents(**{"1.1": "100", "1.2": "30", "2.2": "25"}))
    reverse.accept({found.id: percents(x="100")["x"] for found in QUOTE.lines})
    final = reverse.ledger().final
    assert final is not None
    assert site.conditions != reverse.conditions
    assert (final.contract, final.invoiced, final.roundings) == (22161_58, 22161_58, ())


def test_a_revision_is_owed_besides_the_contract() -> None:
    revision = Revision("BT01", base=Decimal("118.4"), index=Decimal("121.9"))
    site = Site(replace(FIVE_PERCENT, revision=revision))
    site.sign(replace(QUOTE, lines=(line("a", "1", "1000", "20"),), deposit_percent=Decimal(0)))
    site.accept(percents(a="50"))
    assert (site.ledger().rows[-1].signed, site.ledger().to_come) == (1215_00, 600_00)
    site.accept(percents(a="100"))
    final = site.ledger().final
    assert final is not None
    assert (final.contract, final.revision, final.invoiced) == (1200_00, 30_00, 1230_00)


def test_on_one_day_what_is_signed_comes_first_then_deposits_then_the_statement() -> None:
    site = worked_example()
    day = site.accepted[0].on
    parts = [replace(found.part, accepted_on=day) for found in site.signed]
    deposits = [replace(deposit, on=day) for deposit in site.deposits()]
    rows = ledger(parts, site.conditions, site.accepted, deposits).rows
    assert [row.kind for row in rows[:4]] == [
        Entry.CONTRACT,
        Entry.CHANGE_ORDER,
        Entry.DEPOSIT,
        Entry.STATEMENT,
    ]


@pytest.mark.parametrize("kind", list(Entry))
def test_every_kind_of_entry_stands_in_the_worked_example(kind: Entry) -> None:
    assert kind in {row.kind for row in worked_example().ledger().rows}


SIGNED = {Entry.CONTRACT, Entry.CHANGE_ORDER}
INVOICED = {Entry.DEPOSIT, Entry.STATEMENT}


def revised(site: Site) -> int:
    """What the revisions so far come to, each with its tax."""
    revisions = [{rate.rate: rate.revision} for entry in site.accepted for rate in entry.figures.rates]
    due = [] if site.conditions.reverse_charge else [tax for base in revisions for tax in taxes(base)]
    return sum(tax.amount for tax in due) + sum(sum(base.values()) for base in revisions)


def owed(site: Site) -> int:
    """What the works that are not accepted yet and the deposits not recovered yet leave, before tax."""
    done = site.accepted[-1].figures if site.accepted else None
    contract = sum(held.net for part in site.signed for held in part.part.rates)
    deposits = sum(deposit.base for part in site.signed for deposit in deposit_of(part.part))
    recovered = sum(rate.recovered for rate in done.so_far.rates) if done else 0
    return contract - (done.works_total if done else 0) - (deposits - recovered)


@given(stories())
def test_the_ledger_is_balanced_after_every_statement(story: Story) -> None:
    site = Site(story.conditions)
    for step in range(len(story.signs)):
        story.play(site, step)
        rows = [row for row in site.ledger().rows if row.kind is not Entry.ROUNDING]
        signed = sum(row.gross for row in rows if row.kind in SIGNED)
        invoiced = sum(row.gross for row in rows if row.kind in INVOICED)
        assert signed + revised(site) == invoiced + rows[-1].to_come
        assert rows[-1].retained == site.accepted[-1].figures.retention_total
        # The same before tax, reckoned from the works.
        net = sum(row.net if row.kind in SIGNED else row.revision - row.net for row in rows)
        assert net == owed(site)


@given(stories())
def test_a_contract_worked_off_ends_at_nothing_with_its_rounding_named(story: Story) -> None:
    site = story.played()
    found = site.ledger()
    final = found.final
    assert final is not None
    assert found.to_come == 0
    assert final.contract + final.change_orders + final.revision + final.rounding == final.invoiced
    assert (found.rows[-1].kind is Entry.ROUNDING) == bool(final.rounding)
    assert all(row.kind is not Entry.ROUNDING for row in found.rows[:-1])
    papers = 2 * len(found.rows)  # each may leave half a cent of GST, of QST, and of the VAT of its revision
    assert all(abs(rate.drift) <= papers for rate in final.roundings)
    assert final.balance == sum(row.net_to_pay for row in found.rows)


@given(stories())
def test_rows_run_without_a_gap(story: Story) -> None:
    rows = story.played().ledger().rows
    assert rows[0].kind is Entry.CONTRACT
    assert [row.ordinal for row in rows if row.kind is Entry.STATEMENT] == list(
        range(1, len(story.signs) + 1)
    )
    last = [row.progress for row in rows if row.kind is Entry.STATEMENT][-1]
    assert last in {Decimal(100), Decimal(0)}  # of a contract that comes to nothing, nothing is done
    for before, after in pairwise(rows):
        assert after.to_come == before.to_come + (after.signed - before.signed) - (
            after.gross if after.kind in INVOICED else 0
        )
