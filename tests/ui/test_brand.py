"""A company's colour stays legible, whatever it is."""

from hypothesis import given
from hypothesis import strategies as st

from ui import brand

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "{:02x}{:02x}{:02x}".format(*rgb))


@given(COLOURS)
def test_text_in_any_company_colour_reaches_4_5_by_day(colour: str) -> None:
    shades = brand.day(colour)
    for behind in (brand.WHITE, brand.PAPER_DAY, shades.soft):
        assert brand.contrast(shades.accent, behind) >= 4.5
    assert brand.contrast(shades.on, shades.accent) >= 4.5
    assert brand.contrast(shades.on, shades.hover) >= 4.5


@given(COLOURS)
def test_text_in_any_company_colour_reaches_4_5_at_night(colour: str) -> None:
    shades = brand.night(colour)
    for behind in (brand.PAPER_NIGHT, brand.SURFACE_NIGHT, shades.soft):
        assert brand.contrast(shades.accent, behind) >= 4.5
    assert brand.contrast(shades.on, shades.accent) >= 4.5
    assert brand.contrast(shades.on, shades.hover) >= 4.5


def test_a_legible_colour_stays_as_it_is() -> None:
    assert brand.day("2347c5").accent == brand.parse("2347c5")


def test_what_is_no_colour_becomes_the_house_blue() -> None:
    assert brand.stylesheet("red; } body { display: none") == brand.stylesheet(brand.HOUSE)


def test_black_on_white_is_21_to_1() -> None:
    assert round(brand.contrast(brand.BLACK, brand.WHITE), 2) == 21
