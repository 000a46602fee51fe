"""What is typed, read as a document."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.draft import MAX_LINES, clean, parse, parse_decimal, read, to_raw, with_line_ids
from domain.refusals import Invalid
from domain.snapshot import fingerprint, freeze, thaw

LINE = {"description": "Mur", "quantity": "2", "unit": "u", "unit_price": "10", "vat_rate": "20"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1 234,50", "1234.50"),
        ("1234.5", "1234.5"),
        ("1.234,50", "1234.50"),
        ("1\u202f234,5 €", "1234.5"),
        ("20 %", "20"),
        ("-3", "-3"),
        ("1'000", "1000"),
        (",5", "0.5"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, expected: str) -> None:
    assert parse_decimal(typed) == Decimal(expected)


@pytest.mark.parametrize(
    "typed", ["", "abc", "1e9", "NaN", "Infinity", "1.2.3", "--1", "٣", "0x10", "9" * 50]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the text that was typed
        parse_decimal(typed)


def faults(**changes: Any) -> set[tuple[str, str]]:
    _, problems = read({"title": "Mur", "lines": [{**LINE, **changes}]})
    return {(problem.field, problem.code) for problem in problems}


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("quantity", "-1", "out-of-range"),
        ("quantity", "99999999999", "out-of-range"),
        ("quantity", "1.00001", "too-many-decimals"),
        ("quantity", "", "required"),
        ("unit_price", "beaucoup", "not-a-number"),
        ("unit_price", "-5", "out-of-range"),
        ("vat_rate", "120", "out-of-range"),
        ("discount_percent", "-1", "out-of-range"),
        ("description", "  ", "required"),
        ("description", "x" * 3000, "too-long"),
    ],
)
def test_a_faulty_field_is_named(field: str, typed: str, code: str) -> None:
    assert (f"lines.0.{field}", code) in faults(**{field: typed})


def test_a_draft_without_title_or_lines_can_be_read_but_not_parsed() -> None:
    content, problems = read({})
    assert content.totals.gross == 0
    assert {(p.field, p.code) for p in problems} == {("title", "required"), ("lines", "no-lines")}
    with pytest.raises(Invalid):
        parse({})


def test_more_lines_than_anybody_reads_are_refused() -> None:
    _, problems = read({"title": "x", "lines": [LINE] * (MAX_LINES + 1)})
    assert "too-many-lines" in {problem.code for problem in problems}


def test_an_absurd_total_is_refused_although_each_line_is_possible() -> None:
    _, problems = read({"title": "x", "lines": [{**LINE, "quantity": "9999999", "unit_price": "99999999"}]})
    assert ("lines", "total-too-large") in {(p.field, p.code) for p in problems}


def test_lines_keep_their_ids_and_new_ones_get_one() -> None:
    raw = {"lines": [{**LINE, "id": "ln_1"}, LINE]}
    saved = with_line_ids(raw, frozenset({"ln_1"}), lambda: "ln_2")
    assert [line["id"] for line in saved["lines"]] == ["ln_1", "ln_2"]


@pytest.mark.parametrize(
    "lines", [[{**LINE, "id": "ln_9"}], [{**LINE, "id": "ln_1"}, {**LINE, "id": "ln_1"}]]
)
def test_a_line_of_another_document_or_twice_the_same_is_refused(lines: list[dict[str, str]]) -> None:
    with pytest.raises(Invalid, match="foreign-line"):
        with_line_ids({"lines": lines}, frozenset({"ln_1"}), lambda: "ln_2")


@given(st.text(max_size=200))
def test_no_text_can_hurt_what_stores_it(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert "\0" not in cleaned
    assert clean(cleaned) == cleaned


def test_a_draft_is_stored_as_typed_but_for_what_no_text_may_hold() -> None:
    raw = {"title": "Mur\0 ", "lines": [{"description": "a\x1bb", "quantity": "deux", "optional": True}]}
    saved = with_line_ids(raw, frozenset(), lambda: "ln_1")
    line = {"description": "ab", "quantity": "deux", "optional": True, "id": "ln_1"}
    assert saved == {"title": "Mur ", "lines": [line]}


texts = st.text(max_size=40)
lines = st.fixed_dictionaries(
    {
        "id": st.uuids().map(str),
        "description": texts.filter(lambda text: bool(clean(text))),
        "quantity": st.decimals(0, 9999, places=4).map(str),
        "unit": st.text(max_size=10),
        "unit_price": st.decimals(0, 9999, places=2).map(str),
        "vat_rate": st.sampled_from(["0", "5.5", "10", "20", "14.975"]),
        "optional": st.booleans(),
        "selected": st.booleans(),
    }
)


@given(
    texts.filter(lambda text: bool(clean(text))),
    st.lists(lines, min_size=1, max_size=5, unique_by=lambda line: line["id"]),
)
def test_a_frozen_version_thaws_to_the_same_content_and_hash(title: str, typed: list[dict[str, Any]]) -> None:
    content = parse({"title": title, "lines": typed, "valid_until": "2026-12-31"})
    frozen = freeze(content)
    thawed = thaw(frozen)
    assert fingerprint(freeze(thawed)) == fingerprint(frozen)
    assert thawed.totals == content.totals
    assert parse(to_raw(thawed)).totals == content.totals
