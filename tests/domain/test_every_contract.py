"""What holds for every contract and every sequence of statements on it."""

from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.contract import deposit_of
from domain.money import percent_of, taxes
from domain.progress import account
from tests.domain.market import (
    Site,
    Story,
    account_of,
    percents,
    statement_of,
    stories,
)


@given(stories())
def test_periods_telescope(story: Story) -> None:
    statements = [entry.figures for entry in story.played().accepted]
    assert sum(found.works for found in statements) == statements[-1].works_total
    for rate in statements[-1].rates:
        periods = [at.period for found in statements for at in found.rates if at.rate == rate.rate]
        assert sum(periods) == rate.works
    for before, after in pairwise(statements):
        for line_id, figures in before.lines.items():
            assert after.lines[line_id].before == figures.now
            assert after.lines[line_id].period >= 0


@given(stories())
def test_at_100_percent_everything_closes_on_the_market(story: Story) -> None:
    site = story.played()
    last = site.accepted[-1].figures
    assert last.complete
    assert all(figures.now == figures.market for figures in last.lines.values())
    assert last.works_total == last.contract
    assert last.contract == sum(quote.totals.net for quotes in story.signs for quote in quotes)
    for rate in last.rates:
        assert rate.works == rate.contract
        assert rate.recovered_before + rate.recovered == rate.deposit


@given(stories())
def test_invoices_and_deposits_come_to_the_contract_and_its_revision(story: Story) -> None:
    site = story.played()
    statements = [entry.figures for entry in site.accepted]
    deposits = sum(deposit.base for part in site.signed for deposit in deposit_of(part.part))
    revision = sum(found.revision for found in statements)
    assert sum(found.net for found in statements) + deposits == statements[-1].contract + revision


@given(stories(revised=False))
def test_no_invoice_and_no_recovery_is_negative(story: Story) -> None:
    for entry in story.played().accepted:
        for rate in entry.figures.rates:
            assert min(rate.period, rate.recovered, rate.base, rate.tax) >= 0
            assert rate.recovered_before + rate.recovered <= rate.deposit


@given(stories(revised=False))
def test_retention_is_rule_5_and_never_negative(story: Story) -> None:
    for entry in story.played().accepted:
        figures = entry.figures
        bases = {rate.rate: rate.works for rate in figures.rates}
        due = () if story.conditions.reverse_charge else taxes(bases)
        held = figures.works_total + sum(tax.amount for tax in due)
        assert figures.retention_total == percent_of(story.conditions.retention_percent, held)
        assert figures.retention >= 0


@given(stories())
def test_the_figures_of_a_statement_add_up(story: Story) -> None:
    site = story.played()
    for entry in site.accepted:
        figures = entry.figures
        assert figures.net == figures.works + figures.revision - figures.recovered
        assert figures.gross == figures.net + sum(tax.amount for tax in figures.taxes)
        assert figures.net_to_pay == (figures.gross - figures.retention - figures.penalties - figures.prorata)
    total = site.accepted[-1].figures.so_far
    statements = [entry.figures for entry in site.accepted]
    assert total.gross == sum(found.gross for found in statements)
    assert total.retention == sum(found.retention for found in statements)
    assert total.prorata == percent_of(story.conditions.prorata_percent, statements[-1].works_total)
    assert total.penalties == sum(story.penalties)


@given(stories(), st.randoms())
def test_nothing_depends_on_the_order_of_lines_or_edits(story: Story, random: Random) -> None:
    site = story.played()
    last = statement_of(site.claim({}))
    found = site.basis.lines
    shuffled = random.sample(found, len(found))
    claims = random.sample(last.claims, len(last.claims))
    assert account(shuffled, replace(last, claims=tuple(claims))) == account(found, last)


@given(stories())
def test_a_new_version_changes_nothing_of_the_statement_before(story: Story) -> None:
    site = Site(story.conditions)
    for step in range(len(story.signs)):
        before = list(site.accepted)
        for quote in story.signs[step]:
            site.sign(quote)
        site.conditions = story.at(step)
        claimed = story.now(site, step)
        first = site.claim(percents(), penalties=1)
        assert account_of(first).works == 0
        assert site.accepted == before
        once = account_of(site.claim(claimed, penalties=story.penalties[step]))
        assert once == site.accept(claimed, penalties=story.penalties[step])
        assert site.accepted[:-1] == before
