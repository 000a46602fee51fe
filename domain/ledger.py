"""The contract ledger: what was signed, invoiced and is still to come, up to the final account.

After every event, with tax: contract + change orders + revision = deposits + statements + to come. Signed
papers and invoices each round their own VAT: the residue is named at the end (rules 4 and 10).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate

from domain.contract import Deposit
from domain.money import Cents, taxes
from domain.progress import Account
from domain.statement import Conditions, Part


class Entry(StrEnum):
    """What a row of the ledger is about."""

    CONTRACT = "contract"
    CHANGE_ORDER = "change_order"
    DEPOSIT = "deposit"
    STATEMENT = "statement"
    ROUNDING = "rounding"  # VAT of the invoices against VAT of what was signed


@dataclass(frozen=True, slots=True)
class DepositInvoice:
    """A deposit that was invoiced: its number, its day, and its amounts by rate (`contract.deposit_of`)."""

    number: str
    on: date
    deposits: tuple[Deposit, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A statement as it was accepted, so with what was admitted, and the day of it."""

    ordinal: int
    number: str
    on: date
    figures: Account


@dataclass(frozen=True, slots=True)
class Row:
    """One event, in cents. `net` and `tax` are what it signs or invoices.

    `works`, `revision` and `recovered` are of a statement's period, before tax; `progress` is cumulative,
    in %. The last four run from row to row, with tax: signed, invoiced, still to come; retention withheld.
    """

    kind: Entry
    number: str = ""
    title: str = ""
    on: date | None = None
    ordinal: int = 0
    net: Cents = 0
    tax: Cents = 0
    works: Cents = 0
    revision: Cents = 0
    recovered: Cents = 0
    retention: Cents = 0
    penalties: Cents = 0
    prorata: Cents = 0
    net_to_pay: Cents = 0
    progress: Decimal | None = None
    signed: Cents = 0
    invoiced: Cents = 0
    to_come: Cents = 0
    retained: Cents = 0

    @property
    def gross(self) -> Cents:
        """What the event comes to with tax."""
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class Rounding:
    """The VAT at one rate (%), in cents: on what was signed and revised, and as it was invoiced."""

    rate: Decimal
    due: Cents
    invoiced: Cents

    @property
    def drift(self) -> Cents:
        """What the invoices have too much, or too little when it is negative."""
        return self.invoiced - self.due


@dataclass(frozen=True, slots=True)
class FinalAccount:
    """The final account (décompte général définitif), in cents with tax (rule 10).

    Contract + change orders + revision + rounding = deposits + statements. `retention` is what is still held.
    """

    contract: Cents
    change_orders: Cents
    revision: Cents
    roundings: tuple[Rounding, ...]
    deposits: Cents
    statements: Cents
    penalties: Cents
    prorata: Cents
    retention: Cents
    paid: Cents

    @property
    def rounding(self) -> Cents:
        """The rounding difference of all rates."""
        return sum(rate.drift for rate in self.roundings)

    @property
    def invoiced(self) -> Cents:
        """All that was invoiced."""
        return self.deposits + self.statements

    @property
    def balance(self) -> Cents:
        """What the client still owes today; the retention that is held comes on top when it is released."""
        return self.invoiced - self.penalties - self.prorata - self.retention - self.paid


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows in the order of events; the final account once nothing is to come any more."""

    rows: tuple[Row, ...]
    final: FinalAccount | None = None

    @property
    def to_come(self) -> Cents:
        """What is still to be invoiced, in cents with tax."""
        return self.rows[-1].to_come if self.rows else 0


@dataclass(frozen=True, slots=True)
class _Amount:
    rate: Decimal
    net: Cents
    tax: Cents


@dataclass(frozen=True, slots=True)
class _Event:
    row: Row
    signs: tuple[_Amount, ...] = ()
    invoices: tuple[_Amount, ...] = ()


def ledger(
    parts: Sequence[Part],
    conditions: Conditions,
    statements: Sequence[Accepted],
    deposits: Sequence[DepositInvoice] = (),
    payments: Iterable[Cents] = (),
    released: Cents = 0,
) -> Ledger:
    """Keep the ledger of a contract: its parts as they were signed, its accepted statements in order.

    `released` is the retention (cents) that was given free. On one day what was signed comes first, then
    deposits, then the statement. The final account needs every line at its market and every deposit invoiced.
    """
    events = list(_events(parts, conditions, statements, deposits))
    rows = list(_running(events))
    if not statements or not statements[-1].figures.complete or any(_open(events).values()):
        return Ledger(tuple(rows))
    final = _final(events, sum(payments), released)
    if final.rounding:
        signed = rows[-1].signed + final.rounding
        closing = Row(Entry.ROUNDING, tax=final.rounding, signed=signed, invoiced=rows[-1].invoiced)
        rows.append(replace(closing, to_come=signed - closing.invoiced, retained=rows[-1].retained))
    return Ledger(tuple(rows), final)


def _events(
    parts: Sequence[Part],
    conditions: Conditions,
    statements: Sequence[Accepted],
    deposits: Sequence[DepositInvoice],
) -> Iterator[_Event]:
    """Give the events in order: statements follow one another, and the rest falls between them by day."""
    dated = [
        *((part.accepted_on, _part(part, conditions, first=not index)) for index, part in enumerate(parts)),
        *((deposit.on, _deposit(deposit)) for deposit in deposits),
    ]
    waiting = sorted(dated, key=lambda entry: (entry[1].row.kind is not Entry.CONTRACT, entry[0]))
    for statement in statements:
        while waiting and waiting[0][0] <= statement.on:
            yield waiting.pop(0)[1]
        yield _statement(statement, conditions)
    yield from (event for _, event in waiting)


def _part(part: Part, conditions: Conditions, *, first: bool) -> _Event:
    signs = tuple(_taxed(held.rate, held.net, conditions) for held in part.rates)
    kind = Entry.CONTRACT if first else Entry.CHANGE_ORDER
    return _Event(_row(kind, signs, number=part.number, title=part.title, on=part.accepted_on), signs)


def _deposit(invoice: DepositInvoice) -> _Event:
    invoices = tuple(_Amount(deposit.rate, deposit.base, deposit.tax) for deposit in invoice.deposits)
    row = _row(Entry.DEPOSIT, invoices, number=invoice.number, on=invoice.on)
    return _Event(replace(row, net_to_pay=row.gross), (), invoices)


def _statement(statement: Accepted, conditions: Conditions) -> _Event:
    figures = statement.figures
    invoices = tuple(_Amount(rate.rate, rate.base, rate.tax) for rate in figures.rates)
    row = _row(Entry.STATEMENT, invoices, number=statement.number, on=statement.on)
    return _Event(
        replace(
            row,
            ordinal=statement.ordinal,
            works=figures.works,
            revision=figures.revision,
            recovered=figures.recovered,
            retention=figures.retention,
            penalties=figures.penalties,
            prorata=figures.prorata,
            net_to_pay=figures.net_to_pay,
            progress=figures.progress,
        ),
        tuple(_taxed(rate.rate, rate.revision, conditions) for rate in figures.rates if rate.revision),
        invoices,
    )


def _row(kind: Entry, amounts: Sequence[_Amount], *, number: str, on: date, title: str = "") -> Row:
    net, tax = sum(amount.net for amount in amounts), sum(amount.tax for amount in amounts)
    return Row(kind, number, title, on, net=net, tax=tax)


def _taxed(rate: Decimal, net: Cents, conditions: Conditions) -> _Amount:
    due = () if conditions.reverse_charge else taxes({rate: net})
    return _Amount(rate, net, sum(tax.amount for tax in due))


def _running(events: Sequence[_Event]) -> Iterator[Row]:
    signed = accumulate(_gross(event.signs) for event in events)
    invoiced = accumulate(_gross(event.invoices) for event in events)
    retained = accumulate(event.row.retention for event in events)
    for event, owed, sent, kept in zip(events, signed, invoiced, retained, strict=True):
        yield replace(event.row, signed=owed, invoiced=sent, to_come=owed - sent, retained=kept)


def _gross(amounts: Iterable[_Amount]) -> Cents:
    return sum(amount.net + amount.tax for amount in amounts)


def _open(events: Iterable[_Event]) -> dict[Decimal, Cents]:
    """What is still to be invoiced at each rate, before tax: exact, so it ends at nothing."""
    left: dict[Decimal, Cents] = {}
    for event in events:
        for amount in event.signs:
            left[amount.rate] = left.get(amount.rate, 0) + amount.net
        for amount in event.invoices:
            left[amount.rate] = left.get(amount.rate, 0) - amount.net
    return left


def _final(events: Sequence[_Event], paid: Cents, released: Cents) -> FinalAccount:
    def signed(kind: Entry) -> Cents:
        return sum(_gross(event.signs) for event in events if event.row.kind is kind)

    def invoiced(kind: Entry) -> Cents:
        return sum(event.row.gross for event in events if event.row.kind is kind)

    return FinalAccount(
        contract=signed(Entry.CONTRACT),
        change_orders=signed(Entry.CHANGE_ORDER),
        revision=signed(Entry.STATEMENT),
        roundings=tuple(_roundings(events)),
        deposits=invoiced(Entry.DEPOSIT),
        statements=invoiced(Entry.STATEMENT),
        penalties=sum(event.row.penalties for event in events),
        prorata=sum(event.row.prorata for event in events),
        retention=sum(event.row.retention for event in events) - released,
        paid=paid,
    )


def _roundings(events: Iterable[_Event]) -> Iterator[Rounding]:
    due: dict[Decimal, Cents] = {}
    invoiced: dict[Decimal, Cents] = {}
    for event in events:
        for sums, amounts in ((due, event.signs), (invoiced, event.invoices)):
            for amount in amounts:
                sums[amount.rate] = sums.get(amount.rate, 0) + amount.tax
    for rate in sorted(due | invoiced):
        if due.get(rate) or invoiced.get(rate):
            yield Rounding(rate, due.get(rate, 0), invoiced.get(rate, 0))
