"""The one table of the life of documents."""

from itertools import product

import pytest

from domain.kinds import KINDS
from domain.kinds.quote import QUOTE
from domain.lifecycle import ANSWERS, SETTLED, TRANSITIONS, Action, State, next_state
from domain.refusals import AlreadyDecided, Gone, Refused


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_every_pair_of_state_and_action_is_allowed_or_refused_in_words(state: State, action: Action) -> None:
    if (state, action) in TRANSITIONS:
        assert next_state(state, action) is TRANSITIONS[state, action]
    else:
        with pytest.raises(Refused) as refused:
            next_state(state, action)
        assert refused.value.code


def test_an_answered_version_says_how_it_was_decided() -> None:
    with pytest.raises(AlreadyDecided, match="already-signed"):
        next_state(State.SIGNED, Action.APPROVE)
    with pytest.raises(Gone, match="withdrawn"):
        next_state(State.WITHDRAWN, Action.APPROVE)


def test_a_signed_document_can_never_get_a_new_version() -> None:
    with pytest.raises(AlreadyDecided):
        next_state(State.SIGNED, Action.PUBLISH)


def test_a_hold_is_never_final() -> None:
    assert all((State.ON_HOLD, action) in TRANSITIONS for action in ANSWERS)


def test_a_kind_that_cannot_be_held_refuses_a_hold() -> None:
    with pytest.raises(Refused, match="not-for-this-kind"):
        next_state(State.SENT, Action.HOLD, ANSWERS - {Action.HOLD})


def test_only_a_reopening_leaves_an_accepted_document() -> None:
    assert {action for state, action in TRANSITIONS if state in SETTLED} == {Action.REOPEN}


def test_every_kind_says_what_it_is() -> None:
    assert KINDS["quote"] is QUOTE
    for name, kind in KINDS.items():
        assert kind.name == name
        assert kind.series
        assert kind.answers <= ANSWERS
        assert kind.validity_days is None or kind.validity_days > 0
