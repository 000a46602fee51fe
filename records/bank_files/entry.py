"""What every format of a statement of account is read into."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.money import Cents, to_cents

MARKS = ".,"
FIGURE = re.compile(r"[+-]?\d{1,13}(\.\d{0,4})?", re.ASCII)
_LEFT_OUT = re.compile(r"[\s\u00a0\u202f'’€$]|EUR|CAD")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line as a file has it: cents, negative for money that left.

    `place` is where it stands in the file; `bank_id` the bank's own id of it, if the file gives one.
    """

    place: int
    day: date
    amount: Cents
    currency: str
    label: str
    counterparty: str = ""
    reference: str = ""
    bank_id: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found in a file of its format; `unread` are the places that nobody could read."""

    entries: list[Entry]
    unread: list[int]


class UnreadableError(ValueError):
    """The file is not what it seemed to be."""


def cents(typed: str, mark: str = "") -> Cents:
    """Read an amount: `1 234,50`, `-1.234,50`, `1,234.50`, `(12.00)`, `12,00-`. Raises `ValueError`.

    `mark` is the decimal mark of the file; without it, it is the last mark of the amount itself.
    """
    text = _LEFT_OUT.sub("", typed.upper().replace("\u2212", "-"))
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    if text.endswith("-"):
        text = f"-{text[:-1]}"
    mark = mark or max(MARKS, key=text.rfind)
    for other in MARKS.replace(mark, ""):
        text = text.replace(other, "")
    text = text.replace(mark, ".")
    if not FIGURE.fullmatch(text):
        raise ValueError(f"not an amount: {typed[:40]}")
    return to_cents(Decimal(text))
