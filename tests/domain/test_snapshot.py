"""A published statement as bytes: it thaws to what it was, and its fingerprint is one for ever."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.snapshot import canonical, fingerprint, freeze, thaw
from domain.statement import Measure, Revision
from tests.domain.market import FIVE_PERCENT, QUOTE, Site, Story, account_of, percents, statement_of, stories


@given(stories())
def test_a_frozen_statement_thaws_to_the_same_content_figures_and_hash(story: Story) -> None:
    site = Site(story.conditions)
    for step in range(len(story.signs)):
        for quote in story.signs[step]:
            site.sign(quote)
        site.conditions = story.at(step)
        content = site.claim(story.now(site, step), penalties=story.penalties[step])
        frozen = freeze(content)
        thawed = thaw(frozen)
        assert thawed == content
        assert freeze(thawed) == frozen
        assert fingerprint(freeze(thawed)) == fingerprint(frozen)
        assert account_of(thawed) == account_of(content)
        site.accept(story.now(site, step), penalties=story.penalties[step])


@given(stories())
def test_a_frozen_quote_is_signed_as_it_was(story: Story) -> None:
    for quote in (quote for quotes in story.signs for quote in quotes):
        assert Site().sign(thaw(freeze(quote))) == Site().sign(quote)


def test_everything_that_a_statement_says_is_frozen() -> None:
    revision = Revision("BT01", Decimal("0.125"), Decimal("118.4"), Decimal("121.9"))
    site = Site(replace(FIVE_PERCENT, revision=revision, penalties="1/1000 par jour", guarantee=True))
    site.sign(QUOTE)
    site.accept(percents(**{"1.1": "20", "1.2": "50"}), percents(**{"1.2": "30"}))
    content = site.claim(
        {"2.2": Measure(Decimal("9.25"), "quantity")},
        period_from=date(2026, 3, 1),
        period_to=date(2026, 3, 31),
        penalties=50_00,
        penalties_reason="Retard",
    )
    thawed = thaw(freeze(content))
    assert thawed == content
    statement = statement_of(thawed)
    assert statement.conditions.revision == revision
    assert statement.claim_of["1.2"].disputed == Measure(Decimal(50))
    assert statement.claim_of["2.2"].now.by == "quantity"
    assert statement.so_far == site.accepted[0].figures.so_far
    assert statement.parts == (site.signed[0].part,)


def test_what_was_frozen_before_statements_existed_still_thaws() -> None:
    data = json.loads(freeze(QUOTE))
    del data["statement"], data["amends"]
    old = thaw(canonical(data))
    assert (old.statement, old.account, old.totals) == (None, None, QUOTE.totals)


def test_the_same_content_has_the_same_bytes_however_it_was_typed() -> None:
    site = Site()
    site.sign(QUOTE)
    accent = site.claim(percents(**{"1.1": "50"}), penalties_reason="Re\u0301serve")
    composed = site.claim(percents(**{"1.1": "50"}), penalties_reason="R\u00e9serve")
    assert freeze(accent) == freeze(composed)
    assert freeze(composed).isascii() is False


def test_reading_the_figures_changes_nothing_of_what_is_frozen() -> None:
    site = Site()
    site.sign(QUOTE)
    content = site.claim(percents(**{"1.1": "50"}))
    before = freeze(content)
    assert account_of(content).works == 1607_74
    assert freeze(content) == before


def test_any_change_changes_the_fingerprint() -> None:
    site = Site()
    site.sign(QUOTE)
    content = site.claim(percents(**{"1.1": "50"}))
    other = site.claim(percents(**{"1.1": "50.01"}))
    later = replace(content, statement=replace(statement_of(content), penalties=1))
    assert len({fingerprint(freeze(found)) for found in (content, other, later)}) == 3


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**7))
def test_a_number_is_frozen_in_plain_figures(value: Decimal) -> None:
    text = json.loads(canonical({"value": value}))["value"]
    assert "E" not in text.upper()
    assert Decimal(text) == value


@pytest.mark.parametrize("value", [{1, 2}, object(), 1j])
def test_what_has_no_text_cannot_be_frozen(value: Any) -> None:
    with pytest.raises(TypeError, match="cannot be frozen"):
        canonical({"value": value})
