"""Statements of account as banks give them: CSV, OFX and CAMT.053, each read into the same lines.

A file is hostile until it is read: it is bounded, XML is read without entities and without the network, and
what cannot be read is named by its place instead of being guessed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from domain.bank import BankLine
from domain.draft import clean
from domain.refusals import Invalid, Problem
from domain.snapshot import canonical, fingerprint
from records.bank_files import camt, ofx, table
from records.bank_files.entry import Entry, Found, UnreadableError

MAX_BYTES = 5 * 2**20
MAX_LINES = 20_000
MAX_TEXT = 500  # characters of a label
SHOWN = 20  # places that a report names


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file says: the money that came in, and how much of the file was something else.

    `foreign` lines are in another currency; `unread` are the first places that nobody could read.
    """

    lines: tuple[BankLine, ...]
    debits: int = 0
    foreign: int = 0
    unread: tuple[int, ...] = ()


def read(data: bytes, currency: str) -> Statement:
    """Read a statement of account in the company's currency. Raises `Invalid` for what is none."""
    if len(data) > MAX_BYTES:
        raise Invalid([Problem("file", "file-too-large", {"megabytes": MAX_BYTES // 2**20})])
    try:
        found = _reader(data)(data)
    except UnreadableError:
        raise Invalid([Problem("file", "not-a-bank-file")]) from None
    if len(found.entries) > MAX_LINES:
        raise Invalid([Problem("file", "too-many-lines", {"limit": MAX_LINES})])
    own = [entry for entry in found.entries if entry.currency in ("", currency)]
    came_in = [entry for entry in own if entry.amount > 0]
    return Statement(
        tuple(_keyed(came_in)),
        debits=len(own) - len(came_in),
        foreign=len(found.entries) - len(own),
        unread=tuple(found.unread[:SHOWN]),
    )


def _reader(data: bytes) -> Callable[[bytes], Found]:
    """Tell the format by what the file begins with, not by its name."""
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    if head.startswith((b"OFXHEADER", b"<OFX")) or b"<?OFX" in head:
        return ofx.read
    if head.startswith(b"<"):
        return ofx.read if b"<OFX" in head else camt.read
    return table.read


def _keyed(entries: Iterable[Entry]) -> Iterator[BankLine]:
    """Give lines keys that the same line has in every file of the bank.

    Two transfers that read the same on the same day are two: the second has the key of a second.
    """
    seen: Counter[bytes] = Counter()
    for entry in entries:
        line = BankLine(
            entry.day, entry.amount, _short(entry.label), _short(entry.counterparty), _short(entry.reference)
        )
        what = (entry.bank_id, line.day, line.amount, line.label, line.counterparty, line.reference)
        content = canonical([str(part) for part in what])
        seen[content] += 1
        yield replace(line, key=fingerprint(content + b"#%d" % seen[content]))


def _short(text: str) -> str:
    return " ".join(clean(text).split())[:MAX_TEXT]
