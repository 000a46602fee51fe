"""The kinds of letters, who gets each, and which of them the life of a kind of document calls for."""

from collections.abc import Callable
from enum import StrEnum

from domain.kinds import KINDS
from domain.kinds import Kind as DocumentKind
from domain.lifecycle import Action


class Kind(StrEnum):
    """What a letter is about. Texts: `mail-<kind>-subject`, `-body`, `-button`."""

    SENT = "sent"
    TURN = "turn"
    NEW_VERSION = "new_version"
    REMINDER_1 = "reminder_1"
    REMINDER_2 = "reminder_2"
    REMINDER_3 = "reminder_3"
    TURN_LATE = "turn_late"
    EXPIRING = "expiring"
    RECEIPT = "receipt"
    DEEMED = "deemed"
    ADMITTED_TAKEN = "admitted_taken"
    WITHDRAWN = "withdrawn"
    EXTENDED = "extended"
    CODE = "code"
    NEW_LINK = "new_link"
    REOPENED = "reopened"
    ANSWERED = "answered"
    ANSWER_TAKEN_BACK = "answer_taken_back"
    CALL = "call"
    DEADLINE = "deadline"
    HOLD_OVER = "hold_over"
    EXTENSION_ASKED = "extension_asked"
    EXPIRED = "expired"
    MAIL_FAILED = "mail_failed"


TO_STAFF = frozenset(
    {
        Kind.ANSWERED,
        Kind.ANSWER_TAKEN_BACK,
        Kind.CALL,
        Kind.DEADLINE,
        Kind.HOLD_OVER,
        Kind.EXTENSION_ASKED,
        Kind.EXPIRED,
        Kind.MAIL_FAILED,
    }
)

# Letters that ask for an answer: they carry what staff wrote when they published and, when the client's
# file says so, the PDF.
ASKING = frozenset({Kind.SENT, Kind.TURN, Kind.NEW_VERSION})

# Letters that mean nothing without what they carry: a wording must keep these tags.
NEEDED: dict[Kind, tuple[str, ...]] = {Kind.CODE: ("code",)}

# Letters whose subject stands for itself: no sum and no date beside it.
BARE = frozenset({Kind.CODE, Kind.NEW_LINK, Kind.WITHDRAWN})


def _ends(kind: DocumentKind) -> bool:
    return kind.validity_days is not None


def _waits(kind: DocumentKind) -> bool:
    return Action.HOLD in kind.answers


def _is_approved_in_steps(kind: DocumentKind) -> bool:
    return kind.on_contract


# What a kind of document must know for a letter to make sense about it; other letters suit them all.
_ONLY_ABOUT: dict[Kind, Callable[[DocumentKind], bool]] = {
    Kind.EXPIRING: _ends,
    Kind.EXTENDED: _ends,
    Kind.EXTENSION_ASKED: _ends,
    Kind.EXPIRED: _ends,
    Kind.HOLD_OVER: _waits,
    Kind.TURN: _is_approved_in_steps,
    Kind.TURN_LATE: _is_approved_in_steps,
    Kind.DEEMED: _is_approved_in_steps,
    Kind.ADMITTED_TAKEN: _is_approved_in_steps,
    Kind.DEADLINE: _is_approved_in_steps,
}


def about(document_kind: str) -> tuple[Kind, ...]:
    """Give the letters that documents of this kind call for."""
    known = KINDS[document_kind]
    return tuple(kind for kind in Kind if kind not in _ONLY_ABOUT or _ONLY_ABOUT[kind](known))


def name_of(kind: Kind, document_kind: str) -> str:
    """Give the name under which a wording of one's own is kept: `sent` about quotes, `statement-sent`."""
    return str(kind) if document_kind == "quote" else f"{document_kind}-{kind}"
