"""Attempts to pay: whatever is seen in whatever order, what was paid stays paid."""

from itertools import permutations

import pytest

from domain.paying import NEXT, Finding, Seen, State, after, discrepancy

SEEN = Seen("att_1", "cs_1", State.SUCCEEDED, 767_499, "EUR")


def test_every_state_says_what_may_follow() -> None:
    assert NEXT.keys() == set(State)


def test_in_any_order_what_was_seen_paid_is_paid() -> None:
    for order in permutations(State):
        state = State.OPEN
        for seen in order:
            state = after(state, seen)
        assert state is State.SUCCEEDED, order


@pytest.mark.parametrize("state", list(State))
def test_nothing_becomes_open_again_and_the_same_look_changes_nothing(state: State) -> None:
    assert after(state, State.OPEN) is state
    assert after(state, state) is state


def test_a_payment_that_the_bank_refused_does_not_wait_again_for_a_stale_look() -> None:
    assert after(State.FAILED, State.PENDING) is State.FAILED


@pytest.mark.parametrize(
    ("amount", "currency", "found"),
    [
        (767_499, "EUR", None),
        (767_498, "EUR", Finding.WRONG_AMOUNT),
        (767_499, "CAD", Finding.WRONG_CURRENCY),
        (1, "CAD", Finding.WRONG_CURRENCY),
    ],
)
def test_only_the_exact_amount_in_the_right_currency_is_what_was_asked_for(
    amount: int, currency: str, found: Finding | None
) -> None:
    assert discrepancy(amount, currency, SEEN) is found
