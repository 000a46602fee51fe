"""What came in on a bank account, and which invoices it may be for. Nothing here books anything."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from domain.money import Cents

MOST = 5  # suggestions a line
FEW = 10  # open invoices of a client of which every combination is tried
LEAST = 6  # letters and digits of a number that is not found by chance
# Words of a name that say nothing about who it is.
EMPTY = frozenset(
    {"SARL", "SAS", "SASU", "EURL", "SCI", "SNC", "SOCIETE", "STE", "ETS", "INC", "LTD", "LTEE"}
    | {"MME", "MLLE", "MADAME", "MONSIEUR", "LES", "DES", "THE"}
)
LEAST_WORD = 3


class Confidence(StrEnum):
    """How sure a suggestion is, in words."""

    CERTAIN = "certain"  # the invoice's own number and its exact amount
    LIKELY = "likely"
    POSSIBLE = "possible"


class Reason(StrEnum):
    """What a suggestion rests on."""

    NUMBER = "number"  # of the invoice
    REFERENCE = "reference"  # of a quote, contract or statement behind it
    CLIENT = "client"
    AMOUNT = "amount"
    SEVERAL = "several"


ORDER = tuple(Confidence)


@dataclass(frozen=True, slots=True)
class BankLine:
    """One line of a statement of account: cents, positive when money came in.

    `key` is the same whenever the same line is read again. `reference` is what the payer gave with it.
    """

    day: date
    amount: Cents
    label: str
    counterparty: str = ""
    reference: str = ""
    key: str = ""

    @property
    def said(self) -> str:
        """Everything that the line says."""
        return f"{self.label} {self.counterparty} {self.reference}"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invoice that waits for its money: what is left of it (cents), and what a payer may call it."""

    id: str
    number: str
    left: Cents
    client_id: str
    client: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What of a line goes to an invoice."""

    invoice_id: str
    amount: Cents


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How a line could be shared among invoices, to the cent, and why."""

    shares: tuple[Share, ...]
    confidence: Confidence
    reasons: tuple[Reason, ...]


class Register:
    """The invoices that wait, oldest due first, found by what a line says."""

    def __init__(self, waiting: Iterable[Waiting]) -> None:
        """Index them by their numbers, references and clients."""
        self.waiting = [one for one in waiting if one.left > 0]
        self.place = {one.id: place for place, one in enumerate(self.waiting)}
        self.numbers: dict[tuple[str, ...], list[Waiting]] = {}
        self.references: dict[tuple[str, ...], list[Waiting]] = {}
        self.clients: dict[str, list[Waiting]] = {}
        self.amounts: dict[Cents, list[Waiting]] = {}
        for one in self.waiting:
            _index(self.numbers, one.number, one)
            for reference in one.references:
                _index(self.references, reference, one)
            self.clients.setdefault(one.client_id, []).append(one)
            self.amounts.setdefault(one.left, []).append(one)
        self.lengths = {len(key) for index in (self.numbers, self.references) for key in index}
        self.names: dict[str, list[tuple[frozenset[str], str]]] = {}  # by the longest word of each
        for client, mine in self.clients.items():
            words = name_words(mine[0].client)
            if words:
                self.names.setdefault(max(words, key=len), []).append((words, client))

    def suggest(self, line: BankLine) -> tuple[Suggestion, ...]:
        """Say which invoices a line may be for, the surest first; nothing for money that left."""
        if line.amount <= 0:
            return ()
        groups = _groups(line.said)
        named = self._found(self.numbers, groups)
        if named:
            return (_by_number(line.amount, named),)
        found = [
            *self._by_reference(line.amount, groups),
            *self._by_client(line.amount, frozenset(_words(line.said))),
            *(
                _suggestion([one], line.amount, Confidence.POSSIBLE, Reason.AMOUNT)
                for one in self.amounts.get(line.amount, ())
            ),
        ]
        best: dict[tuple[Share, ...], Suggestion] = {}
        for one in sorted(found, key=lambda one: ORDER.index(one.confidence)):
            best.setdefault(one.shares, one)
        return tuple(best.values())[:MOST]

    def _found(
        self, index: Mapping[tuple[str, ...], Sequence[Waiting]], groups: Sequence[str]
    ) -> list[Waiting]:
        """Find the invoices of which a line says the number, oldest first."""
        found = {
            one.id: one
            for start in range(len(groups))
            for length in self.lengths
            for one in index.get(tuple(groups[start : start + length]), ())
        }
        return sorted(found.values(), key=lambda one: self.place[one.id])

    def _by_reference(self, amount: Cents, groups: Sequence[str]) -> list[Suggestion]:
        found = self._found(self.references, groups)
        if not found:
            return []
        sure = (Reason.REFERENCE, Reason.AMOUNT)
        same = [_suggestion([one], amount, Confidence.LIKELY, *sure) for one in found if one.left == amount]
        if same:
            return same
        if len(found) > 1 and sum(one.left for one in found) == amount:
            return [_suggestion(found, amount, Confidence.LIKELY, *sure, Reason.SEVERAL)]
        return [_suggestion(found[:1], amount, Confidence.POSSIBLE, Reason.REFERENCE)]

    def _by_client(self, amount: Cents, said: frozenset[str]) -> list[Suggestion]:
        found: list[Suggestion] = []
        for word in sorted(said):
            for words, client in self.names.get(word, ()):
                if words <= said:
                    found += _of_client(amount, self.clients[client])
        return found


def name_words(name: str) -> frozenset[str]:
    """Give the words of a name that tell who it is."""
    return frozenset(word for word in _words(name) if len(word) >= LEAST_WORD and word not in EMPTY)


def _by_number(amount: Cents, named: Sequence[Waiting]) -> Suggestion:
    """A line that says the numbers of invoices is for those, whatever it amounts to."""
    several = (Reason.SEVERAL,) if len(named) > 1 else ()
    if sum(one.left for one in named) == amount:
        return _suggestion(named, amount, Confidence.CERTAIN, Reason.NUMBER, Reason.AMOUNT, *several)
    return _suggestion(named, amount, Confidence.LIKELY, Reason.NUMBER, *several)


def _of_client(amount: Cents, mine: Sequence[Waiting]) -> list[Suggestion]:
    """What a client may pay by one transfer: an invoice, several together, or part of the oldest."""
    sizes = range(1, len(mine) + 1) if len(mine) <= FEW else (1, len(mine))
    sets = [
        found
        for size in sizes
        for found in combinations(mine, size)
        if sum(one.left for one in found) == amount
    ]
    confidence = Confidence.LIKELY if len(sets) == 1 else Confidence.POSSIBLE
    exact = [
        _suggestion(
            found,
            amount,
            confidence,
            Reason.CLIENT,
            Reason.AMOUNT,
            *((Reason.SEVERAL,) if len(found) > 1 else ()),
        )
        for found in sets[:MOST]
    ]
    return exact or [_suggestion(mine[:1], amount, Confidence.POSSIBLE, Reason.CLIENT)]


def _suggestion(
    invoices: Sequence[Waiting], amount: Cents, confidence: Confidence, *reasons: Reason
) -> Suggestion:
    """Pour an amount over invoices, one after the other; the last one takes what is too much."""
    shares = []
    for place, invoice in enumerate(invoices, 1):
        part = amount if place == len(invoices) else min(amount, invoice.left)
        if part:
            shares.append(Share(invoice.id, part))
        amount -= part
    return Suggestion(tuple(shares), confidence, reasons)


def _index(index: dict[tuple[str, ...], list[Waiting]], number: str, invoice: Waiting) -> None:
    """Find an invoice by a number as it is written, and by the same without its dashes."""
    groups = _groups(number)
    if sum(len(group) for group in groups) < LEAST:
        return
    for key in {tuple(groups), tuple(_groups("".join(groups)))}:
        index.setdefault(key, []).append(invoice)


def _groups(text: str) -> list[str]:
    """Split a text into runs of letters and runs of digits: `FAC-2026-0001` is FAC, 2026, 0001."""
    return re.findall(r"[A-Z]+|[0-9]+", _plain(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Z0-9]+", _plain(text))


def _plain(text: str) -> str:
    """Capitals without accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text.upper()) if not unicodedata.combining(letter)
    )
