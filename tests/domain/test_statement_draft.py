"""What is typed of a statement, read on its contract: every fault has a name, and no good line is lost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.draft import MAX_LINES
from domain.money import percent_of
from domain.statement import Measure, Revision
from domain.statement_draft import first_raw, read, to_raw, typed
from tests.domain.market import (
    CHANGE_ORDER,
    FIVE_PERCENT,
    QUOTE,
    Site,
    Story,
    account_of,
    line,
    percents,
    statement_of,
    stories,
)

GOOD = {"line_id": "2.1", "percent": "40"}


@pytest.fixture
def site() -> Site:
    """1.2 stands at 30 %, 2.2 at 10 metres."""
    site = Site()
    site.sign(QUOTE)
    site.accept({"1.2": Measure(Decimal(30)), "2.2": Measure(Decimal(10), "quantity")})
    return site


def faults(site: Site, progress: Any, **more: Any) -> list[tuple[str, str]]:
    _, problems = read({"progress": progress, **more}, site.basis)
    return [(problem.field, problem.code) for problem in problems]


def test_progress_is_read_in_percent_and_in_the_unit_of_the_line(site: Site) -> None:
    progress = [{"line_id": "1.2", "percent": "72,5 %"}, {"line_id": "2.2", "quantity": "24,85"}]
    content, problems = read({"progress": progress}, site.basis)
    assert not problems
    assert statement_of(content).claim_of["1.2"].now == Measure(Decimal("72.5"))
    assert statement_of(content).claim_of["2.2"].now == Measure(Decimal("24.85"), "quantity")
    assert account_of(content).lines["1.2"].now == 4995_67


def test_a_line_may_change_its_measure_from_one_statement_to_the_next(site: Site) -> None:
    assert faults(site, [{"line_id": "1.2", "quantity": "44,58"}]) == [("progress", "no-progress")]
    assert faults(site, [{"line_id": "1.2", "quantity": "44,59"}]) == []
    assert faults(site, [{"line_id": "2.2", "percent": "26"}, GOOD]) == [
        ("progress.0.percent", "below-previous")
    ]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"line_id": "1.2", "percent": "NaN"}, "percent: not-a-number"),
        ({"line_id": "1.2", "percent": "Infinity"}, "percent: not-a-number"),
        ({"line_id": "1.2", "percent": "1e2"}, "percent: not-a-number"),
        ({"line_id": "1.2", "percent": "9" * 60}, "percent: not-a-number"),
        ({"line_id": "1.2", "percent": "0." + "3" * 60}, "percent: not-a-number"),
        ({"line_id": "1.2", "percent": "0." + "3" * 30}, "percent: too-many-decimals"),
        ({"line_id": "1.2", "percent": "beaucoup"}, "percent: not-a-number"),
        ({"line_id": "1.2", "percent": ["50"]}, "percent: not-a-number"),
        ({"line_id": "1.2", "percent": float("nan")}, "percent: not-a-number"),
        ({"line_id": "1.2", "percent": "-5"}, "percent: out-of-range"),
        ({"line_id": "1.2", "percent": "100,01"}, "percent: above-contract"),
        ({"line_id": "1.2", "percent": "29,9"}, "percent: below-previous"),
        ({"line_id": "1.2", "percent": "0"}, "percent: below-previous"),
        ({"line_id": "1.2", "percent": "50,00001"}, "percent: too-many-decimals"),
        ({"line_id": "2.2", "quantity": "37,26"}, "quantity: above-contract"),
        ({"line_id": "2.2", "quantity": "9,99"}, "quantity: below-previous"),
        ({"line_id": "2.2", "quantity": "99999999999"}, "quantity: out-of-range"),
        ({"line_id": "1.2", "percent": "50", "quantity": "74"}, "percent: one-measure"),
        ({"line_id": "9.9", "percent": "50"}, "line_id: foreign-line"),
        ({"line_id": "A1.1", "percent": "50"}, "line_id: foreign-line"),
        ({"line_id": ["1.2"], "percent": "50"}, "line_id: foreign-line"),
        ({"percent": "50"}, "line_id: foreign-line"),
    ],
)
def test_a_faulty_line_is_named_and_the_good_ones_are_kept(
    site: Site, entry: dict[str, Any], fault: str
) -> None:
    content, problems = read({"progress": [GOOD, entry]}, site.basis)
    assert [f"{problem.field}: {problem.code}" for problem in problems] == [f"progress.1.{fault}"]
    claims = statement_of(content).claim_of
    assert claims["2.1"].now == Measure(Decimal(40))
    assert claims["1.2"].now == Measure(Decimal(30))
    assert claims["2.2"].now == Measure(Decimal(10), "quantity")


def test_a_line_that_is_named_twice_keeps_what_was_said_first(site: Site) -> None:
    content, problems = read({"progress": [GOOD, {**GOOD, "percent": "90"}]}, site.basis)
    assert [(p.field, p.code) for p in problems] == [("progress.1.line_id", "line-twice")]
    assert statement_of(content).claim_of["2.1"].now == Measure(Decimal(40))


@pytest.mark.parametrize("progress", ["2.1", 7, {"line_id": "2.1"}, True])
def test_progress_that_is_no_list_is_refused(site: Site, progress: Any) -> None:
    assert ("progress", "not-a-list") in faults(site, progress)


@pytest.mark.parametrize("entry", ["2.1", 7, None, ["2.1", "40"]])
def test_an_entry_that_is_no_line_is_named_and_the_others_are_kept(site: Site, entry: Any) -> None:
    content, problems = read({"progress": [entry, GOOD]}, site.basis)
    assert [(p.field, p.code) for p in problems] == [("progress.0", "not-a-list")]
    assert statement_of(content).claim_of["2.1"].now == Measure(Decimal(40))


@pytest.mark.parametrize("progress", [[], None, "", [{"line_id": "2.1"}], [{**GOOD, "percent": " "}]])
def test_a_statement_that_claims_nothing_new_says_so(site: Site, progress: Any) -> None:
    assert faults(site, progress) == [("progress", "no-progress")]


def test_more_lines_than_anybody_reads_are_refused(site: Site) -> None:
    assert ("progress", "too-many-lines") in faults(site, [GOOD] * (MAX_LINES + 1))


def test_a_contract_with_change_orders_may_hold_more_lines_than_one_quote() -> None:
    site = Site()
    site.sign(replace(QUOTE, lines=tuple(line(f"m{i}", "1", "10", "20") for i in range(MAX_LINES))))
    site.sign(CHANGE_ORDER)
    progress = [{"line_id": found.id, "percent": "50"} for found in site.basis.lines]
    assert faults(site, progress) == []


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"period_from": "2026-02-30"}, ("period_from", "not-a-date")),
        ({"period_to": "demain"}, ("period_to", "not-a-date")),
        ({"period_from": "2026-03-01", "period_to": "2026-02-28"}, ("period_to", "period-backwards")),
        ({"penalties": "100"}, ("penalties_reason", "reason-needed")),
        ({"penalties": "-100"}, ("penalties", "out-of-range")),
        ({"penalties": "1,005", "penalties_reason": "Retard"}, ("penalties", "too-many-decimals")),
        ({"penalties": "99999", "penalties_reason": "Retard"}, ("penalties", "more-than-due")),
        ({"title": "x" * 301}, ("title", "too-long")),
        ({"introduction": "x" * 10_001}, ("introduction", "too-long")),
    ],
)
def test_a_faulty_field_of_the_whole_is_named(
    site: Site, more: dict[str, str], fault: tuple[str, str]
) -> None:
    assert faults(site, [GOOD], **more) == [fault]


def test_the_index_of_a_revision_is_read_where_the_contract_has_one(site: Site) -> None:
    assert faults(site, [GOOD], revision_index="beaucoup") == []
    site.conditions = replace(FIVE_PERCENT, revision=Revision("BT01", base=Decimal("118.4")))
    content, problems = read({"progress": [GOOD], "revision_index": "121,9"}, site.basis)
    assert not problems
    assert account_of(content).revision == 78_50
    assert faults(site, [GOOD], revision_index="beaucoup") == [("revision_index", "not-a-number")]


def test_an_index_that_makes_an_absurd_total_is_refused(site: Site) -> None:
    site.conditions = replace(FIVE_PERCENT, revision=Revision("BT01", base=Decimal("0.0001")))
    assert faults(site, [GOOD], revision_index="1000000") == [("revision_index", "total-too-large")]


def test_a_statement_keeps_what_was_typed_around_its_lines(site: Site) -> None:
    raw = {
        "progress": [GOOD],
        "title": " Mars ",
        "introduction": "Bonjour",
        "notes": "Merci",
        "period_from": "2026-03-01",
        "period_to": "2026-03-31",
        "penalties": "12,50",
        "penalties_reason": "Retard d'un jour",
    }
    content, problems = read(raw, site.basis)
    statement = statement_of(content)
    assert not problems
    assert (content.kind, content.title, content.introduction, content.notes) == (
        "statement",
        "Mars",
        "Bonjour",
        "Merci",
    )
    assert (statement.period_from, statement.period_to) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (statement.penalties, statement.penalties_reason) == (12_50, "Retard d'un jour")
    assert read({"progress": [GOOD]}, site.basis)[0].title == QUOTE.title


def test_the_first_draft_has_what_was_disputed_and_what_was_accepted() -> None:
    site = Site()
    site.sign(QUOTE)
    site.accept(percents(**{"1.1": "20", "1.2": "50"}), percents(**{"1.2": "30"}))
    rows = {row["line_id"]: row for row in first_raw(site.basis)["progress"]}
    assert rows["1.2"] == {"line_id": "1.2", "percent": "50"}
    assert rows["1.1"] == {"line_id": "1.1", "percent": "20"}
    assert first_raw(Site(signed=site.signed).basis) == {"progress": []}


@given(stories())
def test_a_published_statement_is_the_draft_of_its_next_version(story: Story) -> None:
    site = Site(story.conditions)
    for step in range(len(story.signs)):
        for quote in story.signs[step]:
            site.sign(quote)
        site.conditions = story.at(step)
        content = site.claim(
            story.now(site, step), penalties=story.penalties[step], penalties_reason="Retard"
        )
        again, problems = read(to_raw(content), site.basis)
        assert {problem.code for problem in problems} <= {"no-progress", "more-than-due"}
        assert account_of(again) == account_of(content)
        assert statement_of(again) == statement_of(content)
        site.accept(story.now(site, step), penalties=story.penalties[step])


@given(st.permutations(["1.1", "1.2", "2.1", "2.2"]))
def test_the_order_in_which_lines_are_typed_does_not_matter(order: list[str]) -> None:
    site = Site()
    site.sign(QUOTE)
    progress = [typed(name, Measure(Decimal("33.33"))) for name in order]
    content, problems = read({"progress": progress}, site.basis)
    assert not problems
    assert account_of(content).works == sum(
        percent_of(Decimal("33.33"), found.amount) for found in QUOTE.lines
    )


LEAF = st.one_of(st.none(), st.booleans(), st.integers(-(10**40), 10**40), st.floats(), st.text(max_size=70))
NUMBERS = st.sampled_from(["50", "100", "-1", "0,5", "37.25", "1e9", "NaN", "9" * 60, "", "٣", "50 %"])
ENTRIES = st.one_of(
    LEAF,
    st.dictionaries(st.sampled_from(["line_id", "percent", "quantity", "x"]), st.one_of(LEAF, NUMBERS)),
    st.fixed_dictionaries({"line_id": st.sampled_from(["1.1", "1.2", "2.1", "2.2", "A1.1"])}).flatmap(
        lambda entry: st.sampled_from(["percent", "quantity"]).flatmap(
            lambda by: NUMBERS.map(lambda number: {**entry, by: number})
        )
    ),
)
FIELDS = [
    "title",
    "introduction",
    "period_from",
    "period_to",
    "penalties",
    "penalties_reason",
    "revision_index",
]


@given(
    st.one_of(LEAF, st.lists(ENTRIES, max_size=6)),
    st.dictionaries(st.sampled_from(FIELDS), st.one_of(LEAF, NUMBERS, st.lists(LEAF, max_size=2))),
)
def test_whatever_is_typed_gives_problems_with_fields_and_never_an_exception(
    progress: Any, more: dict[str, Any]
) -> None:
    site = Site(replace(FIVE_PERCENT, revision=Revision("BT01", base=Decimal("118.4"))))
    site.sign(QUOTE)
    site.accept(percents(**{"1.2": "30"}))
    content, problems = read({"progress": progress, **more}, site.basis)
    figures = account_of(content)
    assert all(problem.field and problem.code for problem in problems)
    assert all(figure.before <= figure.now <= figure.market for figure in figures.lines.values())


@given(st.lists(ENTRIES, max_size=5), st.integers(0, 5))
def test_good_lines_survive_whatever_stands_beside_them(bad: list[Any], place: int) -> None:
    site = Site()
    site.sign(QUOTE)
    beside = [entry for entry in bad if not isinstance(entry, dict) or entry.get("line_id") != "2.1"]
    progress = [*beside[:place], GOOD, *beside[place:]]
    content, _ = read({"progress": progress}, site.basis)
    assert statement_of(content).claim_of["2.1"].now == Measure(Decimal(40))
