"""One table for the life of every document that waits for an answer."""

from enum import StrEnum

from domain.refusals import AlreadyDecided, Gone, Refused


class State(StrEnum):
    """Where a document to answer stands."""

    DRAFT = "draft"
    SENT = "sent"
    ON_HOLD = "on_hold"
    REJECTED = "rejected"
    APPROVED = "approved"
    SIGNED = "signed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What a person, or a deadline, can do to a document."""

    PUBLISH = "publish"
    APPROVE = "approve"
    REJECT = "reject"
    HOLD = "hold"
    SIGN = "sign"
    RESUME = "resume"  # the date of a hold has come
    EXTEND = "extend"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    MARK_ACCEPTED = "mark_accepted"
    REOPEN = "reopen"  # an answer taken back
    ENDORSE = "endorse"  # one of several who must approve did; the others are still awaited
    DEEM = "deem"  # nobody answered in time, and the contract says that this approves
    ACCEPT_ADMITTED = "accept_admitted"  # staff take what was admitted as it is


ANSWERS = frozenset({Action.APPROVE, Action.REJECT, Action.HOLD, Action.SIGN})
FINAL_ANSWERS = ANSWERS - {Action.HOLD}
OPEN = frozenset({State.SENT, State.ON_HOLD})
ACCEPTED = frozenset({State.APPROVED, State.SIGNED})
SETTLED = ACCEPTED | {State.WITHDRAWN}

_S, _A = State, Action

TRANSITIONS: dict[tuple[State, Action], State] = {
    (_S.DRAFT, _A.PUBLISH): _S.SENT,
    **{(open_, _A.APPROVE): _S.APPROVED for open_ in OPEN},
    **{(open_, _A.REJECT): _S.REJECTED for open_ in OPEN},
    **{(open_, _A.SIGN): _S.SIGNED for open_ in OPEN},
    **{(open_, _A.DEEM): _S.APPROVED for open_ in OPEN},
    **{(open_, _A.ENDORSE): open_ for open_ in OPEN},
    **{(open_, _A.HOLD): _S.ON_HOLD for open_ in OPEN},
    **{(open_, _A.EXPIRE): _S.EXPIRED for open_ in OPEN},
    (_S.ON_HOLD, _A.RESUME): _S.SENT,
    (_S.SENT, _A.EXTEND): _S.SENT,
    (_S.ON_HOLD, _A.EXTEND): _S.ON_HOLD,
    (_S.EXPIRED, _A.EXTEND): _S.SENT,
    **{
        (state, action): result
        for state in (_S.SENT, _S.ON_HOLD, _S.REJECTED, _S.EXPIRED)
        for action, result in (
            (_A.PUBLISH, _S.SENT),  # a new version
            (_A.WITHDRAW, _S.WITHDRAWN),
            (_A.MARK_ACCEPTED, _S.APPROVED),
        )
    },
    **{(answered, _A.REOPEN): _S.SENT for answered in (_S.APPROVED, _S.REJECTED, _S.SIGNED)},
}

# Approved in part: until staff take what was admitted, they can answer it with a new version.
IN_PART: dict[tuple[State, Action], State] = {
    (_S.APPROVED, _A.ACCEPT_ADMITTED): _S.APPROVED,
    (_S.APPROVED, _A.PUBLISH): _S.SENT,
}

_WHY_NOT: dict[State, Refused] = {
    State.APPROVED: AlreadyDecided("already-approved"),
    State.SIGNED: AlreadyDecided("already-signed"),
    State.REJECTED: AlreadyDecided("already-rejected"),
    State.EXPIRED: Gone("expired"),
    State.WITHDRAWN: Gone("withdrawn"),
    State.DRAFT: Refused("still-a-draft"),
    State.SENT: Refused("not-now"),
    State.ON_HOLD: Refused("not-now"),
}


def next_state(
    state: State, action: Action, allowed: frozenset[Action] = ANSWERS, *, in_part: bool = False
) -> State:
    """Give the state after an action.

    `allowed` are the answers that the document's kind knows; `in_part` whether it was approved with less than
    it claims and staff have not taken that yet. Raises `AlreadyDecided`, `Gone` or `Refused`.
    """
    if action in ANSWERS and action not in allowed:
        raise Refused("not-for-this-kind", action=str(action))
    moves = TRANSITIONS | IN_PART if in_part else TRANSITIONS
    try:
        return moves[state, action]
    except KeyError:
        why = _WHY_NOT[state]
        raise type(why)(why.code, action=str(action)) from None
