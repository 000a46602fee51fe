"""Figures as people of each language write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from ui.figures import MINUS, REGIONS, of
from ui.texts import LOCALES

PARIS = ZoneInfo("Europe/Paris")


def test_french_amounts_carry_the_right_no_break_spaces() -> None:
    assert of("fr").money(1846260) == "18\u202f462,60\u00a0€"
    assert of("fr-CA").money(1846260, "CAD") == "18\u00a0462,60\u00a0$"
    assert of("en").money(1846260) == "€18,462.60"


def test_a_discount_reads_with_a_true_minus_sign() -> None:
    assert of("fr").money(-97171) == f"{MINUS}971,71\u00a0€"
    assert of("en").money(-97171) == f"{MINUS}€971.71"


def test_half_a_cent_goes_up() -> None:
    assert of("fr").price(Decimal("4205.52505")) == "4\u202f205,5251\u00a0€"
    assert of("fr").number(Decimal("2.5"), 0, 0) == "3"


def test_quantities_show_no_decimals_that_say_nothing() -> None:
    assert [of("fr").quantity(Decimal(q)) for q in ("1", "37.2500", "0.0001")] == ["1", "37,25", "0,0001"]


def test_percentages_keep_their_decimals() -> None:
    assert of("fr").percent(Decimal("9.975")) == "9,975\u00a0%"
    assert of("en").percent(Decimal(20)) == "20%"


@given(st.integers(-(10**15), 10**15), st.sampled_from(LOCALES), st.sampled_from(["EUR", "CAD", "USD"]))
def test_amounts_read_as_cldr_writes_them(cents: int, locale: str, currency: str) -> None:
    expected = format_currency(Decimal(cents).scaleb(-2), currency, locale=REGIONS[locale])
    assert of(locale).money(cents, currency) == expected.replace("-", MINUS)


@given(st.decimals(-(10**9), 10**9, places=4), st.sampled_from(LOCALES))
def test_numbers_read_as_cldr_writes_them(value: Decimal, locale: str) -> None:
    expected = format_decimal(value, format="#,##0.####", locale=REGIONS[locale])
    assert of(locale).number(value) == expected.replace("-", MINUS) or value == 0


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("fr", "1er janvier 2027"), ("fr-CA", "1er janvier 2027"), ("en", "1 January 2027")],
)
def test_the_first_of_a_month(locale: str, expected: str) -> None:
    assert of(locale).day(date(2027, 1, 1)).replace("\xa0", " ") == expected


def test_a_moment_is_told_in_the_zone_of_the_firm() -> None:
    moment = of("fr").moment(datetime(2026, 11, 8, 8, 12, tzinfo=UTC), PARIS)
    assert moment.replace("\xa0", " ") == "8 novembre 2026, 09:12"
    assert of("fr-CA").short_day(date(2026, 11, 8)) == "2026-11-08"
    assert of("fr").short_day(date(2026, 11, 8)) == "08/11/2026"
