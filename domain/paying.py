"""Paying on line: what is asked of a provider, what is seen there, and what may be believed of it.

Each attempt to pay an invoice has one object at one provider. What is seen of that object moves the attempt
on, whatever order it is seen in; what does not fit the attempt is left to a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.money import Cents


class State(StrEnum):
    """Where an attempt to pay stands."""

    OPEN = "open"  # the payment page may still be used
    PENDING = "pending"  # the client did their part; the bank has yet to do its own
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    EXPIRED = "expired"  # too old, or another attempt took its place


class Finding(StrEnum):
    """What a person has to look at: it is never booked by itself."""

    UNKNOWN_ATTEMPT = "unknown-attempt"
    OTHER_OBJECT = "other-object"
    WRONG_AMOUNT = "wrong-amount"
    WRONG_CURRENCY = "wrong-currency"
    NOT_PAYABLE = "not-payable"  # paid after the invoice was closed
    OVERPAID = "overpaid"
    REFUNDED = "refunded"  # given back at the provider, and the books know no reason for it
    DISPUTED = "disputed"


# What an attempt may become, by what is seen of it. Success is never taken back by a later, staler look;
# an attempt that was given up here may still turn out to be paid.
NEXT: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset({State.PENDING, State.SUCCEEDED, State.FAILED, State.EXPIRED}),
    State.PENDING: frozenset({State.SUCCEEDED, State.FAILED, State.EXPIRED}),
    State.EXPIRED: frozenset({State.PENDING, State.SUCCEEDED, State.FAILED}),
    State.FAILED: frozenset({State.SUCCEEDED}),
    State.SUCCEEDED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Order:
    """What a provider is asked to collect, and where it leads the client back to. `id` is the attempt's."""

    id: str
    company_id: str
    amount: Cents
    currency: str
    title: str
    seller: str
    locale: str
    back: str  # after paying
    away: str  # after giving up
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Started:
    """The provider's object of an attempt, and the page on which the client pays."""

    object_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Event:
    """What a provider tells by itself: its own id of the event, and the object that it is about."""

    id: str
    kind: str
    reference: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that a provider gave back (cents, positive), under its own id."""

    id: str
    amount: Cents


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands at the provider now, read from its API. `payment_id` is its own id of the payment.

    `awaits_us`: the client agreed, and the money is only taken when we ask for it.
    """

    attempt_id: str
    object_id: str
    state: State
    amount: Cents
    currency: str
    payment_id: str = ""
    refunds: tuple[Refund, ...] = ()
    disputed: bool = False
    reason: str = ""
    awaits_us: bool = False


def after(state: State, seen: State) -> State:
    """Give the state of an attempt after a look at the provider."""
    return seen if seen in NEXT[state] else state


def discrepancy(amount: Cents, currency: str, seen: Seen) -> Finding | None:
    """Say why a payment cannot be the one that was asked for; None when it is."""
    if seen.currency != currency:
        return Finding.WRONG_CURRENCY
    return Finding.WRONG_AMOUNT if seen.amount != amount else None
