"""The file of accounting entries (FEC), 18 columns: written and read as a stream, checked as by a stranger.

Source: Livre des procédures fiscales, article A47 A-1. Lines come in the order of their numbers, which is the
order of validation; a figure is all that a text may never change.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from domain.ledgers import Booked
from domain.money import Cents
from domain.refusals import Refused

END = "\r\n"
NOT_TEXT = re.compile(r"[\s|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]+")
AMOUNT = re.compile(r"[0-9]+,[0-9]{2}")
DAY = re.compile(r"[0-9]{8}")
WHOLE = re.compile(r"[0-9]+")
SIREN = re.compile(r"[0-9]{9}")
ACCOUNT = re.compile(r"[0-9]{3}.*")
MAX_FAULTS = 100
ENCODINGS = ("utf-8", "iso8859-15")
# What ISO 8859-15 has no sign for, and what stands for it there.
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "•": "-"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file; amounts in cents. The books are kept in one currency: the last two stay empty."""

    journal: str
    journal_label: str
    number: int
    day: date
    account: str
    account_label: str
    auxiliary: str
    auxiliary_label: str
    piece: str
    piece_day: date
    label: str
    debit: Cents
    credit: Cents
    letter: str = ""
    lettered_on: date | None = None
    validated_on: date | None = None
    foreign: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What journals, accounts and clients' own accounts are called, by code or number."""

    journals: Mapping[str, str]
    accounts: Mapping[str, str]
    auxiliaries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of a file (the header is line 1)."""

    line: int
    code: str


@dataclass(slots=True)
class Audit:
    """What a file comes to, in cents, and what is wrong with it: the first 100 faults."""

    lines: int = 0
    entries: int = 0
    debit: Cents = 0
    credit: Cents = 0
    first: int = 0
    last: int = 0
    faults: list[Fault] = field(default_factory=list)

    def take(self, entry: Iterable[Row]) -> None:
        """Count an entry."""
        self.entries += 1
        for row in entry:
            self.lines += 1
            self.debit += row.debit
            self.credit += row.credit
            self.first = self.first or row.number
            self.last = row.number

    def fault(self, line: int, code: str) -> None:
        """Note a fault."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(line, code))


class Unreadable(ValueError):  # noqa: N818  it names what a line is
    """A line that is not one of this format."""

    def __init__(self, line: int, code: str) -> None:
        """Keep which line, and what is wrong with it."""
        super().__init__(f"line {line}: {code}")
        self.line = line
        self.code = code


@lru_cache(10_000)
def text(typed: str) -> str:
    """Give a text without what separates columns and lines, nor anything that cannot be seen."""
    return NOT_TEXT.sub(" ", typed).strip()


def _amount(cents: Cents) -> str:
    return f"{cents // 100},{cents % 100:02d}"


def _day(day: date | None) -> str:
    return day.isoformat().replace("-", "") if day else ""


def _read_amount(typed: str) -> Cents:
    if not AMOUNT.fullmatch(typed):
        raise ValueError("amount")
    return int(typed.replace(",", ""))


def _read_day(typed: str) -> date | None:
    if not typed:
        return None
    with suppress(ValueError):
        if DAY.fullmatch(typed):
            return date.fromisoformat(typed)
    raise ValueError("day")


def _read_number(typed: str) -> int:
    if not WHOLE.fullmatch(typed):
        raise ValueError("number")
    return int(typed)


Kind = tuple[Callable[[Any], str], Callable[[str], Any]]  # how it is written, how it is read
TEXT: Kind = (text, str)
NUMBER: Kind = (str, _read_number)
DATE: Kind = (_day, _read_day)
CENTS: Kind = (_amount, _read_amount)
# Each column: its name, the field of a row, its kind, whether it may be empty.
COLUMNS: tuple[tuple[str, str, Kind, bool], ...] = (
    ("JournalCode", "journal", TEXT, False),
    ("JournalLib", "journal_label", TEXT, False),
    ("EcritureNum", "number", NUMBER, False),
    ("EcritureDate", "day", DATE, False),
    ("CompteNum", "account", TEXT, False),
    ("CompteLib", "account_label", TEXT, False),
    ("CompAuxNum", "auxiliary", TEXT, True),
    ("CompAuxLib", "auxiliary_label", TEXT, True),
    ("PieceRef", "piece", TEXT, False),
    ("PieceDate", "piece_day", DATE, False),
    ("EcritureLib", "label", TEXT, False),
    ("Debit", "debit", CENTS, False),
    ("Credit", "credit", CENTS, False),
    ("EcritureLet", "letter", TEXT, True),
    ("DateLet", "lettered_on", DATE, True),
    ("ValidDate", "validated_on", DATE, False),
    ("Montantdevise", "foreign", TEXT, True),
    ("Idevise", "currency", TEXT, True),
)
HEADER = "\t".join(name for name, *_ in COLUMNS)


def file_name(siren: str, closing: date) -> str:
    """Give the name that the file must have: SIREN and last day of the financial year. Raises `Refused`."""
    digits = re.sub(r"\s", "", siren)
    if not SIREN.fullmatch(digits):
        raise Refused("siren-needed")
    return f"{digits}FEC{_day(closing)}.txt"


def rows(lines: Iterable[Booked], names: Names) -> Iterator[Row]:
    """Give the rows of booked lines; what has no name is called by its number."""
    for line in lines:
        piece = text(line.piece) or str(line.number)
        yield Row(
            journal=text(line.journal),
            journal_label=text(names.journals.get(line.journal, "")) or line.journal,
            number=line.number,
            day=line.day,
            account=text(line.account),
            account_label=text(names.accounts.get(line.account, "")) or line.account,
            auxiliary=text(line.auxiliary),
            auxiliary_label=text(names.auxiliaries.get(line.auxiliary, "")) or line.auxiliary,
            piece=piece,
            piece_day=line.piece_day,
            label=text(line.label) or piece,
            debit=line.debit,
            credit=line.credit,
            letter=line.letter,
            lettered_on=line.lettered_on,
            validated_on=line.validated_on,
        )


def written(found: Iterable[Row]) -> Iterator[str]:
    """Give the lines of the file one by one, the header first."""
    yield HEADER + END
    for row in found:
        yield "\t".join(write(getattr(row, name)) for _, name, (write, _), _ in COLUMNS) + END


def encoded(lines: Iterable[str], encoding: str = ENCODINGS[0]) -> Iterator[bytes]:
    """Give the bytes of the lines: UTF-8, or iso8859-15, in which what it has no sign for becomes `?`."""
    if encoding == ENCODINGS[0]:
        return (line.encode() for line in lines)
    return (line.translate(PLAIN).encode(encoding, "replace") for line in lines)


def read(lines: Iterable[str]) -> Iterator[Row]:
    """Read a file back, line by line. Raises `Unreadable`."""
    for _, row in _read(lines):
        if isinstance(row, Unreadable):
            raise row
        yield row


def audit(lines: Iterable[str], first: date | None = None, last: date | None = None) -> Audit:
    """Check a file as the tax office does: header, columns, continuous numbers, each entry balanced, dates.

    `first` and `last` are the days of the financial year.
    """
    found = Audit()
    before: Row | None = None
    for number, group in groupby(_readable(lines, found), key=lambda at: at[1].number):
        entry = list(group)
        start, head = entry[0]
        if before and number != before.number + 1:
            found.fault(start, "gap")
        if before and _validated(head) < _validated(before):
            found.fault(start, "order")
        for line, row in entry:
            for code in _faults(row, head, first or row.day, last or row.day):
                found.fault(line, code)
        found.take(row for _, row in entry)
        if sum(row.debit - row.credit for _, row in entry):
            found.fault(entry[-1][0], "unbalanced")
        before = head
    return found


def _read(lines: Iterable[str]) -> Iterator[tuple[int, Row | Unreadable]]:
    """Read every line after the header, with its number."""
    stream = iter(lines)
    if next(stream, "").rstrip(END).removeprefix("\ufeff") != HEADER:
        yield 1, Unreadable(1, "header")
    for number, line in enumerate(stream, 2):
        try:
            yield number, _row(line)
        except ValueError as error:
            yield number, Unreadable(number, str(error))


def _row(line: str) -> Row:
    cells = line.rstrip(END).split("\t")
    if len(cells) != len(COLUMNS):
        raise ValueError("columns")
    values: dict[str, Any] = {}
    for (_, name, (_, read_cell), may_be_empty), cell in zip(COLUMNS, cells, strict=True):
        if not cell and not may_be_empty:
            raise ValueError("empty")
        values[name] = read_cell(cell)
    return Row(**values)


def _readable(lines: Iterable[str], found: Audit) -> Iterator[tuple[int, Row]]:
    for number, row in _read(lines):
        if isinstance(row, Unreadable):
            found.fault(row.line, row.code)
        else:
            yield number, row


def _faults(row: Row, head: Row, first: date, last: date) -> Iterator[str]:
    if not ACCOUNT.fullmatch(row.account):
        yield "account"
    if min(row.debit, row.credit) or not max(row.debit, row.credit):
        yield "sides"
    if (row.journal, row.day, row.validated_on) != (head.journal, head.day, head.validated_on):
        yield "mixed"
    if not first <= row.day <= last:
        yield "year"


def _validated(row: Row) -> date:
    return row.validated_on or date.min
