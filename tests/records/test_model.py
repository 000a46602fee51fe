"""T1: whatever people do in whatever order, the record does what a small pure model says (I1 to I17)."""

import asyncio
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from domain.lifecycle import Action, State
from records import database as record
from records.database import Database
from tests.parts import DatabaseUrls
from tests.records.lives import Lives, Stage
from tests.records.paper_model import OF_QUOTES
from tests.records.statement_lives import StatementLives

# What only several approvers, or their silence, do to a document: statements have lives of their own.
OF_APPROVERS = frozenset({Action.ENDORSE, Action.DEEM})
OF_QUOTES = {move: end for move, end in OF_QUOTES.items() if move[1] not in OF_APPROVERS}


@pytest.fixture
def stage(database_urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A loop, a database and a clock of the lives alone."""
    with asyncio.Runner() as runner:
        opened = Database(database_urls.app, b"a secret key for the tests, long enough")
        made = Stage(runner, opened)
        monkeypatch.setattr(record, "now", lambda: made.at)
        monkeypatch.setattr(Lives, "stage", made, raising=False)
        monkeypatch.setattr(StatementLives, "stage", made, raising=False)
        monkeypatch.setattr(StatementLives, "hit", Counter())
        yield made
        runner.run(opened.close())


def missing(hit: Counter[tuple[State, Action]]) -> set[tuple[State, Action]]:
    """The transitions that no life went through."""
    return OF_QUOTES.keys() - hit.keys()


def way_to(state: State) -> list[Action]:
    """The shortest way from a draft to a state."""
    ways: dict[State, list[Action]] = {State.DRAFT: []}
    queue = deque(ways)
    while queue:
        here = queue.popleft()
        for (start, action), end in OF_QUOTES.items():
            if start is here and end not in ways:
                ways[end] = [*ways[here], action]
                queue.append(end)
    return ways[state]


def test_t1_lives_go_as_the_model_says(stage: Stage) -> None:
    run_state_machine_as_test(Lives, settings=settings.get_profile("ci"))


@pytest.mark.long
def test_t1_five_thousand_lives_go_as_the_model_says_and_through_every_transition(stage: Stage) -> None:
    run_state_machine_as_test(Lives, settings=settings.get_profile("long"))
    assert missing(stage.hit) == set()


def test_t1_every_transition_of_the_table_is_gone_through(stage: Stage) -> None:
    lives = Lives()
    for (state, action), end in OF_QUOTES.items():
        paper: Any = lives.start("merel", 30)
        for step in [*way_to(state), action]:
            lives.well_prepared(paper, step)
        assert paper.state is end
        lives.the_record_is_what_the_model_says()
    assert missing(stage.hit) == set()


def test_a_transition_that_nobody_went_through_would_be_noticed() -> None:
    hit = Counter(OF_QUOTES.keys())
    del hit[State.ON_HOLD, Action.RESUME]
    assert missing(hit) == {(State.ON_HOLD, Action.RESUME)}


def test_a_record_that_does_not_do_what_the_model_says_would_be_noticed(stage: Stage) -> None:
    lives = Lives()
    paper: Any = lives.start("merel", 30)
    lives.publish(paper)
    lives.the_record_is_what_the_model_says()
    paper.state = State.APPROVED  # the model believes something else
    with pytest.raises(AssertionError):
        lives.the_record_is_what_the_model_says()
    with pytest.raises(AssertionError, match="the record takes what the model refuses"):
        lives.answer(paper, Action.APPROVE)


# What people, and the story, do with statements.
DONE = {
    "publish",
    "endorse",
    "approve",
    "in part",
    "accept_admitted",
    "reject",
    "mark_accepted",
    "reopen",
    "withdraw",
    "bill",
}


def test_t1_statements_go_as_the_model_says_with_and_without_approvers(stage: Stage) -> None:
    few = settings(settings.get_profile("ci"), max_examples=12)
    run_state_machine_as_test(StatementLives, settings=few)
    assert StatementLives.hit.keys() == DONE


@pytest.mark.long
def test_t1_two_thousand_contracts_go_as_the_model_says(stage: Stage) -> None:
    many = settings(settings.get_profile("long"), max_examples=2_000, stateful_step_count=60)
    run_state_machine_as_test(StatementLives, settings=many)
    assert StatementLives.hit.keys() == DONE


def test_a_statement_that_is_not_what_the_model_says_would_be_noticed(stage: Stage) -> None:
    lives = StatementLives()
    lives.there_is_a_contract()
    for _ in range(2):
        lives.move({"1.1": 40, "1.2": 15, "2.1": 0, "2.2": 0}, "whole")
    lives.the_record_is_what_the_model_says()
    (sheet,) = lives.sheets
    sheet.state, sheet.in_part = State.APPROVED, True  # the model believes something else
    with pytest.raises(AssertionError):
        lives.the_record_is_what_the_model_says()
    with pytest.raises(AssertionError, match="the record says"):
        lives.take_what_was_admitted(0)
