"""Who must approve: steps in order or side by side, quorum, absence, and whatever is typed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.chain import (
    ARCHITECT_DAYS,
    MAX_PEOPLE,
    MAX_STEPS,
    AtDeadline,
    Person,
    Progress,
    Step,
    awaited,
    read,
    stages,
    to_json,
)

LEA = {"name": "Léa Faure", "email": "lea@faure.example"}
PAUL = {"name": "Paul Petit", "email": "paul@petit.example", "role": "owner"}
SOPHIE = Person("Sophie Blanc", "sophie@blanc.example")


def step(**more: Any) -> Step:
    return Step("Visa", (SOPHIE, Person("Léa", "lea@faure.example")), **more)


def faults(**changes: Any) -> set[tuple[str, str]]:
    _, problems = read([{"people": [LEA], **changes}])
    return {(problem.field, problem.code) for problem in problems}


def test_steps_follow_one_another_and_parallel_ones_share_a_stage() -> None:
    chain = (step(), step(parallel=True), step(), step(parallel=True), step(parallel=True), step())
    assert stages(chain) == [1, 1, 2, 2, 2, 3]
    assert stages((step(parallel=True), step())) == [1, 2]
    assert stages(()) == []


@pytest.mark.parametrize(("quorum", "needed"), [(0, 2), (1, 1), (2, 2), (5, 2)])
def test_a_quorum_is_enough_and_none_means_everybody(quorum: int, needed: int) -> None:
    assert step(quorum=quorum).needed == needed


def test_a_stage_opens_when_the_one_before_is_complete() -> None:
    def standing(*approved: int) -> list[Progress]:
        places = zip((1, 1, 2), (2, 1, 1), approved, strict=True)
        return [Progress(i, stage, needed, done) for i, (stage, needed, done) in enumerate(places)]

    assert awaited(standing(0, 0, 0)) == [0, 1]
    assert awaited(standing(1, 1, 0)) == [0]
    assert awaited(standing(2, 0, 0)) == [1]
    assert awaited(standing(2, 0, 1)) == [1]  # an approval that came early opens nothing
    assert awaited(standing(2, 1, 0)) == [2]
    assert awaited(standing(2, 1, 1)) == []
    assert awaited([]) == []


def test_silence_completes_a_step_where_the_contract_says_so() -> None:
    assert Progress(0, 1, needed=2, approved=0, deemed=True).complete
    assert awaited([Progress(0, 1, 2, 0, deemed=True), Progress(1, 2, 1, 0)]) == [1]


@pytest.mark.parametrize(
    ("day", "who"),
    [
        (date(2026, 8, 2), "sophie@blanc.example"),
        (date(2026, 8, 3), "marc@blanc.example"),
        (date(2026, 8, 21), "marc@blanc.example"),
        (date(2026, 8, 22), "sophie@blanc.example"),
    ],
)
def test_a_delegate_answers_on_the_days_of_an_absence_both_included(day: date, who: str) -> None:
    away = Person(
        "Sophie Blanc",
        "sophie@blanc.example",
        away_from=date(2026, 8, 3),
        away_until=date(2026, 8, 21),
        delegate_name="Marc Blanc",
        delegate_email="marc@blanc.example",
    )
    assert away.on(day)[1] == who


def test_an_absence_without_end_or_without_beginning_holds_on_that_side() -> None:
    delegate: dict[str, Any] = {"delegate_email": "marc@blanc.example"}
    gone = Person("Sophie", "sophie@blanc.example", away_from=date(2026, 8, 3), **delegate)
    back = Person("Sophie", "sophie@blanc.example", away_until=date(2026, 8, 21), **delegate)
    assert gone.on(date(2100, 1, 1)) == ("marc@blanc.example", "marc@blanc.example")
    assert back.on(date(1999, 1, 1))[1] == "marc@blanc.example"
    assert SOPHIE.on(date(2026, 8, 3))[1] == "sophie@blanc.example"
    there = Person("Sophie", "sophie@blanc.example", **delegate)
    assert there.on(date(2026, 8, 3))[0] == "Sophie"


def test_a_chain_is_read_as_it_is_typed() -> None:
    chain, problems = read(
        [
            {"people": [{**LEA, "email": " LEA@Faure.example "}]},
            {"title": "Paiement", "people": [PAUL], "quorum": "1", "days": "", "parallel": "on"},
        ]
    )
    assert not problems
    first, second = chain
    assert (first.title, first.days, first.at_deadline) == ("architect", ARCHITECT_DAYS, AtDeadline.REMIND)
    assert first.people[0].email == "lea@faure.example"
    assert (second.title, second.days, second.quorum, second.parallel) == ("Paiement", None, 1, True)
    assert second.people[0].role == "owner"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"people": []}, ("people", "people-needed")),
        ({"people": None}, ("people", "people-needed")),
        ({"people": "Léa"}, ("people", "people-needed")),
        ({"people": ["Léa"]}, ("people", "people-needed")),
        ({"people": [LEA] * (MAX_PEOPLE + 1)}, ("people", "too-many-people")),
        ({"people": [LEA, {**LEA, "email": "LEA@faure.example"}]}, ("people.1.email", "person-twice")),
        ({"people": [{**LEA, "name": ""}]}, ("people.0.name", "required")),
        ({"people": [{**LEA, "email": ""}]}, ("people.0.email", "required")),
        ({"people": [{**LEA, "email": "lea@faure"}]}, ("people.0.email", "not-an-email")),
        ({"people": [{**LEA, "role": "king"}]}, ("people.0.role", "unknown-choice")),
        ({"people": [{**LEA, "away_from": "hier"}]}, ("people.0.away_from", "not-a-date")),
        ({"people": [{**LEA, "away_from": "2026-08-03"}]}, ("people.0.delegate_email", "email-needed")),
        (
            {"people": [{**LEA, "away_from": "2026-08-03", "away_until": "2026-08-01"}]},
            ("people.0.away_until", "period-backwards"),
        ),
        ({"quorum": "2"}, ("quorum", "quorum-too-high")),
        ({"quorum": "-1"}, ("quorum", "out-of-range")),
        ({"quorum": "0,5"}, ("quorum", "too-many-decimals")),
        ({"quorum": "NaN"}, ("quorum", "not-a-number")),
        ({"days": "366"}, ("days", "out-of-range")),
        ({"days": "9" * 60}, ("days", "not-a-number")),
        ({"days": "", "at_deadline": "deem"}, ("days", "required")),
        ({"days": "0", "at_deadline": "deem"}, ("days", "required")),
        ({"at_deadline": "shout"}, ("at_deadline", "unknown-choice")),
        ({"at_deadline": ["deem"]}, ("at_deadline", "unknown-choice")),
        ({"at_deadline": "escalate"}, ("escalate_email", "required")),
        ({"at_deadline": "escalate", "escalate_email": "x"}, ("escalate_email", "not-an-email")),
        ({"title": "x" * 101}, ("title", "too-long")),
    ],
)
def test_what_is_wrong_with_a_step_is_named(changes: dict[str, Any], fault: tuple[str, str]) -> None:
    assert (f"chain.0.{fault[0]}", fault[1]) in faults(**changes)


@pytest.mark.parametrize("raw", [None, "Léa", {"people": []}, 7, [None], ["Léa"], [[]]])
def test_what_is_no_chain_is_refused(raw: Any) -> None:
    chain, problems = read(raw)
    assert chain == ()
    assert [(problem.field, problem.code) for problem in problems] == [("chain", "not-a-list")]


def test_a_chain_longer_than_anybody_waits_for_is_refused() -> None:
    assert [problem.code for problem in read([{"people": [LEA]}] * (MAX_STEPS + 1))[1]] == ["too-many-steps"]
    assert not read([{"people": [LEA]}] * MAX_STEPS)[1]


def test_a_faulty_step_loses_no_good_one() -> None:
    chain, problems = read([{"people": []}, {"people": [LEA]}])
    assert [len(found.people) for found in chain] == [0, 1]
    assert {problem.field for problem in problems} == {"chain.0.people"}


LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=60))
PEOPLE = st.fixed_dictionaries(
    {"name": st.sampled_from(["Léa", "Paul"]), "email": st.sampled_from(["a@b.example", "c@d.example"])},
    optional={
        "role": st.sampled_from(["architect", "owner", "payer", "other"]),
        "away_from": st.dates(date(2026, 1, 1), date(2026, 6, 1)).map(str),
        "away_until": st.dates(date(2026, 6, 1), date(2026, 12, 1)).map(str),
        "delegate_name": st.just("Marc"),
        "delegate_email": st.just("marc@d.example"),
    },
)
STEPS = st.fixed_dictionaries(
    {"people": st.lists(PEOPLE, min_size=1, max_size=3)},
    optional={
        "title": st.text(max_size=20),
        "quorum": st.integers(0, 3),
        "days": st.one_of(st.none(), st.integers(0, 365)),
        "at_deadline": st.sampled_from(["remind", "escalate", "deem"]),
        "escalate_email": st.just("chef@d.example"),
        "parallel": st.booleans(),
    },
)


@given(st.lists(STEPS, max_size=5))
def test_a_chain_is_kept_as_it_was_read(raw: list[dict[str, Any]]) -> None:
    chain, _ = read(raw)
    assert read(to_json(chain))[0] == chain
    found = stages(chain)
    assert len(found) == len(chain)
    assert found == sorted(found)
    assert set(found) == set(range(1, max(found, default=0) + 1))


NAMES = ["people", "title", "quorum", "days", "at_deadline", "escalate_email", "parallel"]
PERSON_NAMES = ["name", "email", "role", "away_from", "away_until", "delegate_email"]
ANYBODY = st.one_of(LEAF, st.dictionaries(st.sampled_from(PERSON_NAMES), LEAF))


@given(
    st.one_of(
        LEAF,
        st.lists(
            st.one_of(
                LEAF, st.dictionaries(st.sampled_from(NAMES), st.one_of(LEAF, st.lists(ANYBODY, max_size=3)))
            ),
            max_size=4,
        ),
    )
)
def test_whatever_is_typed_gives_problems_with_fields_and_never_an_exception(raw: Any) -> None:
    chain, problems = read(raw)
    assert all(problem.field.startswith("chain") and problem.code for problem in problems)
    assert all(found.needed <= len(found.people) for found in chain)


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.booleans()), max_size=8))
def test_whoever_is_awaited_is_of_the_first_stage_that_is_not_complete(
    drawn: list[tuple[int, bool, bool]],
) -> None:
    chain = [step(parallel=parallel) for _, parallel, _ in drawn]
    steps = [
        Progress(i, stage, needed, needed if done else 0)
        for i, (stage, (needed, _, done)) in enumerate(zip(stages(tuple(chain)), drawn, strict=True))
    ]
    open_stages = [found.stage for found in steps if not found.complete]
    expected = [found.step for found in steps if not found.complete and found.stage == min(open_stages)]
    assert awaited(steps) == expected
    assert bool(awaited(steps)) == bool(open_stages)
