"""What changed between two versions of a statement."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given

from domain.comparison import Change, compare, unchanged_lines
from domain.document import Content
from domain.statement import Measure
from tests.domain.market import CHANGE_ORDER, QUOTE, Site, Story, account_of, percents, statement_of, stories


def begun() -> Site:
    site = Site()
    site.sign(QUOTE)
    site.accept(percents(**{"1.1": "100"}))
    return site


def with_statement(content: Content, **changes: Any) -> Content:
    return replace(content, statement=replace(statement_of(content), **changes))


def test_progress_that_changed_is_named_with_what_it_is_worth() -> None:
    site = begun()
    before = site.claim(percents(**{"1.2": "30", "2.1": "40"}))
    after = site.claim(percents(**{"1.2": "72.5", "2.1": "40"}))
    found = compare(before, after)
    assert [(c.change, c.line.id, c.fields, c.difference) for c in found.lines] == [
        (Change.CHANGED, "1.2", ("progress",), 4995_67 - 2067_17)
    ]
    assert found.net == account_of(after).net - account_of(before).net == 2928_50 - 878_56
    assert found.gross == account_of(after).gross - account_of(before).gross
    assert unchanged_lines(before, after) == {"1.1", "2.1", "2.2"}


def test_progress_that_went_down_counts_against_the_sum() -> None:
    site = begun()
    found = compare(site.claim(percents(**{"2.1": "50"})), site.claim(percents(**{"2.1": "40"})))
    assert [change.difference for change in found.lines] == [-785_00]
    assert found.net < 0


def test_the_same_worth_in_another_measure_reads_differently() -> None:
    site = begun()
    by_percent = site.claim(percents(**{"2.2": "100"}))
    by_quantity = site.claim({"2.2": Measure(Decimal("37.25"), "quantity")})
    (change,) = compare(by_percent, by_quantity).lines
    assert (change.fields, change.difference) == (("progress",), 0)


def test_a_change_order_that_was_signed_in_between_adds_its_lines() -> None:
    site = begun()
    before = site.claim(percents(**{"2.1": "40"}))
    site.sign(CHANGE_ORDER)
    after = site.claim(percents(**{"2.1": "40", "A1.1": "50"}))
    found = compare(before, after)
    assert [(c.change, c.line.id, c.difference) for c in found.lines] == [(Change.ADDED, "A1.1", 391_20)]
    back = compare(after, before)
    assert [(c.change, c.line.id, c.difference) for c in back.lines] == [(Change.REMOVED, "A1.1", -391_20)]


def test_what_stands_around_the_lines_is_named() -> None:
    content = begun().claim(percents(**{"2.1": "40"}))
    changed = with_statement(
        replace(content, title="Avril", notes="Merci"),
        period_to=date(2026, 4, 30),
        penalties=50_00,
        penalties_reason="Retard",
        conditions=replace(statement_of(content).conditions, guarantee=True),
    )
    assert set(compare(content, changed).fields) == {
        "title",
        "notes",
        "period_to",
        "penalties",
        "penalties_reason",
        "conditions",
    }


@given(stories())
def test_a_statement_does_not_differ_from_itself_and_both_ways_are_opposite(story: Story) -> None:
    site = Site(story.conditions)
    for quote in story.signs[0]:
        site.sign(quote)
    site.conditions = story.at(0)
    nothing, claimed = site.claim({}), site.claim(story.now(site, 0))
    assert not compare(claimed, claimed)
    there, back = compare(nothing, claimed), compare(claimed, nothing)
    assert (there.net, there.gross) == (-back.net, -back.gross)
    assert {c.line.id: c.difference for c in there.lines} == {c.line.id: -c.difference for c in back.lines}
    assert {c.line.id for c in there.lines} == set(site.basis.done or claimed.line_ids) - unchanged_lines(
        nothing, claimed
    )
    assert sum(c.difference for c in there.lines) == sum(
        figures.now for figures in account_of(claimed).lines.values()
    )
