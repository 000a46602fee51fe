"""What an approver admits: less than the claim, never more, and the rest comes back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import admission
from domain.document import Content
from domain.progress import earned
from domain.statement import Measure
from tests.domain.market import QUOTE, Site, account_of, percents, statement_of


def claimed() -> Content:
    """1.2 stood at 30 % and claims 72.5 %; 2.2 claims 25 metres; 1.1 claims the whole."""
    site = Site()
    site.sign(QUOTE)
    site.accept(percents(**{"1.2": "30"}))
    now = percents(**{"1.1": "100", "1.2": "72.5"})
    return site.claim({**now, "2.2": Measure(Decimal(25), "quantity")})


def faults(**typed: str) -> list[tuple[str, str]]:
    _, problems = admission.read(claimed(), typed)
    return [(problem.field, problem.code) for problem in problems]


def test_what_is_less_than_the_claim_is_admitted_in_the_measure_of_the_claim() -> None:
    admitted, problems = admission.read(claimed(), {"1.2": "60", "2.2": "20,5"})
    assert not problems
    assert admitted == {"1.2": Measure(Decimal(60)), "2.2": Measure(Decimal("20.5"), "quantity")}


def test_a_percentage_can_be_admitted_of_a_claim_in_metres() -> None:
    admitted, problems = admission.read(claimed(), {"2.2": "50 %"})
    assert not problems
    assert admitted == {"2.2": Measure(Decimal(50))}


@pytest.mark.parametrize("typed", ["", "  ", "72,5", "72.50", "72,5 %"])
def test_what_is_admitted_whole_is_not_disputed(typed: str) -> None:
    assert admission.read(claimed(), {"1.2": typed}) == ({}, [])


@pytest.mark.parametrize(
    ("line_id", "typed", "code"),
    [
        ("1.2", "72,6", "above-claimed"),
        ("1.2", "100,1", "above-contract"),
        ("1.2", "29", "below-previous"),
        ("1.2", "-1", "out-of-range"),
        ("1.2", "NaN", "not-a-number"),
        ("1.2", "9" * 60, "not-a-number"),
        ("2.2", "25,1", "above-claimed"),
        ("2.2", "70 %", "above-claimed"),
        ("2.2", "37,26", "above-contract"),
        ("9.9", "10", "foreign-line"),
        ("A1.1", "10", "foreign-line"),
    ],
)
def test_what_cannot_be_admitted_is_named(line_id: str, typed: str, code: str) -> None:
    assert faults(**{line_id: typed}) == [(f"admitted[{line_id}]", code)]


def test_a_faulty_line_loses_no_good_one() -> None:
    admitted, problems = admission.read(claimed(), {"1.2": "beaucoup", "1.1": "50", "zz": "1"})
    assert admitted == percents(**{"1.1": "50"})
    assert {problem.field for problem in problems} == {"admitted[1.2]", "admitted[zz]"}


def test_only_statements_are_admitted_in_part() -> None:
    assert admission.read(QUOTE, {}) == ({}, [])
    _, problems = admission.read(QUOTE, {"1.1": "50"})
    assert [(problem.field, problem.code) for problem in problems] == [("admitted", "not-a-statement")]
    assert admission.disputed(QUOTE, percents(**{"1.1": "50"})) == []
    assert admission.presented(QUOTE, percents(**{"1.1": "50"})) is QUOTE


def test_what_is_disputed_reads_in_the_order_of_the_statement() -> None:
    found = admission.disputed(claimed(), percents(**{"2.2": "0", "1.2": "60"}))
    assert [(d.line.id, d.claimed, d.admitted, d.difference) for d in found] == [
        ("1.2", Measure(Decimal("72.5")), Measure(Decimal(60)), 4995_67 - 4134_35),
        ("2.2", Measure(Decimal(25), "quantity"), Measure(Decimal(0)), 2822_50),
    ]


def test_the_next_approver_sees_what_was_admitted() -> None:
    content = claimed()
    seen = admission.presented(content, percents(**{"1.2": "60"}))
    assert statement_of(seen).claim_of["1.2"].now == Measure(Decimal(60))
    assert statement_of(content).claim_of["1.2"].now == Measure(Decimal("72.5"))
    assert admission.presented(content, {}) is content
    assert [problem.code for problem in admission.read(seen, {"1.2": "61"})[1]] == ["above-claimed"]


MEASURES = st.one_of(
    st.decimals(0, 100, places=4).map(Measure),
    st.decimals(0, 1, places=4).map(lambda value: Measure(value, "quantity")),
)
SOME = st.dictionaries(st.sampled_from(["1.1", "1.2", "2.1", "2.2"]), MEASURES, max_size=4)


@given(SOME, SOME, SOME)
def test_the_least_of_all_approvers_holds_whoever_comes_first(
    one: dict[str, Measure], two: dict[str, Measure], three: dict[str, Measure]
) -> None:
    content = claimed()

    def least(*all_admitted: dict[str, Measure]) -> dict[str, Measure]:
        return admission.least(content, all_admitted)

    assert least() == {}
    assert least(one) == least(one, one) == one
    assert least(one, two) == least(two, one)
    assert least(least(one, two), three) == least(one, least(two, three)) == least(three, two, one)
    for found in content.lines:
        reached = [earned(found, given[found.id]) for given in (one, two) if found.id in given]
        if reached:
            assert earned(found, least(one, two)[found.id]) == min(reached)


def test_two_measures_of_the_same_worth_join_the_same_way_round_or_back() -> None:
    content = claimed()
    one, two = percents(**{"1.1": "33.3331"}), percents(**{"1.1": "33.3332"})
    assert earned(content.lines[0], one["1.1"]) == earned(content.lines[0], two["1.1"])
    assert admission.least(content, [one, two]) == admission.least(content, [two, one]) == one


TYPED = st.one_of(
    st.text(max_size=50),
    st.decimals(-10, 110, places=2).map(str),
    st.decimals(0, 100, places=1).map(lambda value: f"{value} %"),
)


@given(
    st.dictionaries(st.sampled_from(["1.1", "1.2", "2.1", "2.2", "A1.1", "x" * 90]), TYPED, max_size=6),
)
def test_admitting_never_raises_an_amount_and_loses_nothing_of_the_claim(typed: dict[str, str]) -> None:
    content = claimed()
    admitted, problems = admission.read(content, typed)
    assert all(problem.field.startswith("admitted[") and problem.code for problem in problems)
    whole, held = account_of(content), account_of(admission.presented(content, admitted))
    assert held.works <= whole.works
    assert held.net <= whole.net
    assert held.gross <= whole.gross
    assert held.retention <= whole.retention
    assert held.net_to_pay <= whole.net_to_pay
    disputed = {found.line.id: found.difference for found in admission.disputed(content, admitted)}
    assert set(disputed) == set(admitted)
    assert all(difference > 0 for difference in disputed.values())
    for line_id, figures in held.lines.items():
        assert figures.before <= figures.now <= whole.lines[line_id].now
        assert figures.now + disputed.get(line_id, 0) == whole.lines[line_id].now
    assert held.works + sum(disputed.values()) == whole.works
    assert content.account_for(admitted) == held


@given(SOME)
def test_what_was_admitted_is_kept_as_it_was(admitted: dict[str, Measure]) -> None:
    assert admission.from_json(admission.to_json(admitted)) == admitted
