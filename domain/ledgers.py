"""What can be read from the lines of the books: trial balance, customer ledger, aged balance, letters. Pure.

All of it runs once over the lines. Balances keep no line: a year needs as little memory as it has accounts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from domain.accounts import Books, Use
from domain.entries import Entry, EntryLine
from domain.money import Cents

BANDS = (30, 60, 90)  # days late: 1 to 30, 31 to 60, 61 to 90, more
FIRST_LETTER = "AA"


@dataclass(frozen=True, slots=True)
class Booked:
    """One line as it stands in the books: of entry `number`, in cents on one side.

    `affair` is the invoice that it is about; `letter` groups it with what it clears.
    """

    number: int
    position: int
    journal: str
    day: date
    label: str
    piece: str
    piece_day: date
    account: str
    debit: Cents = 0
    credit: Cents = 0
    auxiliary: str = ""
    affair: str = ""
    letter: str = ""
    lettered_on: date | None = None
    validated_on: date | None = None

    @property
    def amount(self) -> Cents:
        """Debit less credit."""
        return self.debit - self.credit


@dataclass(slots=True)
class Balance:
    """One account in a period, in cents. `opening` and `closing` are debits less credits."""

    account: str
    label: str = ""
    opening: Cents = 0
    debit: Cents = 0
    credit: Cents = 0

    @property
    def closing(self) -> Cents:
        """What it comes to at the end."""
        return self.opening + self.debit - self.credit


@dataclass(frozen=True, slots=True)
class Moved:
    """A line of a customer ledger, and what the client owes after it (cents)."""

    line: Booked
    balance: Cents


@dataclass(slots=True)
class CustomerLedger:
    """One client in a period: what was owed before, each line with the balance after it (cents)."""

    auxiliary: str
    opening: Cents = 0
    rows: list[Moved] = field(default_factory=list)

    @property
    def debit(self) -> Cents:
        """What was invoiced, and given back."""
        return sum(row.line.debit for row in self.rows)

    @property
    def credit(self) -> Cents:
        """What was paid, and credited."""
        return sum(row.line.credit for row in self.rows)

    @property
    def closing(self) -> Cents:
        """What is owed at the end."""
        return self.rows[-1].balance if self.rows else self.opening


@dataclass(frozen=True, slots=True)
class Open:
    """What is still open of an invoice (cents); negative: the client has to get it back."""

    auxiliary: str
    affair: str
    amount: Cents
    due_on: date | None = None


@dataclass(slots=True)
class Aged:
    """What a client owes by age, in cents: not due yet, then one amount for each band, then older."""

    auxiliary: str
    not_due: Cents = 0
    late: list[Cents] = field(default_factory=list)

    @property
    def total(self) -> Cents:
        """All of it."""
        return self.not_due + sum(self.late)


def booked(entry: Entry, number: int, affair: str = "", validated_on: date | None = None) -> Iterator[Booked]:
    """Give the lines of an entry that got its number."""
    for position, line in enumerate(entry.lines, 1):
        yield Booked(
            number=number,
            position=position,
            journal=entry.journal,
            day=entry.day,
            label=entry.label,
            piece=entry.piece,
            piece_day=entry.piece_day,
            account=line.account,
            debit=line.debit,
            credit=line.credit,
            auxiliary=line.auxiliary,
            affair=affair,
            validated_on=validated_on,
        )


def lines_of(lines: Iterable[Booked]) -> tuple[EntryLine, ...]:
    """Give booked lines back as the lines of an affair."""
    return tuple(EntryLine(line.account, line.debit, line.credit, line.auxiliary) for line in lines)


def trial_balance(
    books: Books, lines: Iterable[Booked], first: date, last: date, year_from: date | None = None
) -> list[Balance]:
    """Give every account that moved until `last`, in order: opening before `first`, then the period.

    Income and expense start at nothing on `year_from`, the first day of the financial year: what they came
    to before stands on the account of earlier results.
    """
    rows: dict[str, Balance] = {}
    for line in lines:
        if line.day > last:
            continue
        account = line.account
        if year_from and line.day < year_from and books.is_result(account):
            account = books.number(Use.EARNINGS)
        row = rows.setdefault(account, Balance(account, books.names.get(account, "")))
        if line.day < first:
            row.opening += line.amount
        else:
            row.debit += line.debit
            row.credit += line.credit
    return [rows[account] for account in sorted(rows)]


def customer_ledgers(
    lines: Iterable[Booked], accounts: Collection[str], first: date, last: date
) -> list[CustomerLedger]:
    """Give the ledger of every client on these accounts, by the client's own account, in order of day."""
    ledgers: dict[str, CustomerLedger] = {}
    kept: dict[str, list[Booked]] = {}
    for line in lines:
        if line.account not in accounts or not line.auxiliary or line.day > last:
            continue
        ledger = ledgers.setdefault(line.auxiliary, CustomerLedger(line.auxiliary))
        if line.day < first:
            ledger.opening += line.amount
        else:
            kept.setdefault(line.auxiliary, []).append(line)
    for auxiliary, found in kept.items():
        ledgers[auxiliary].rows = list(_running(found, ledgers[auxiliary].opening))
    return [ledgers[auxiliary] for auxiliary in sorted(ledgers)]


def open_items(
    lines: Iterable[Booked], accounts: Collection[str], due: Mapping[str, date], until: date | None = None
) -> list[Open]:
    """Give what is open of every affair on these accounts; `due` says when each affair is to be paid."""
    sums: dict[tuple[str, str], Cents] = {}
    for line in lines:
        if line.account in accounts and line.auxiliary and (until is None or line.day <= until):
            place = (line.auxiliary, line.affair)
            sums[place] = sums.get(place, 0) + line.amount
    return [
        Open(auxiliary, affair, amount, due.get(affair))
        for (auxiliary, affair), amount in sorted(sums.items())
        if amount
    ]


def aged_balance(items: Iterable[Open], today: date, bands: Sequence[int] = BANDS) -> list[Aged]:
    """Give what every client owes by how many days it is late; what a client has to get back is not late."""
    rows: dict[str, Aged] = {}
    for item in items:
        row = rows.setdefault(item.auxiliary, Aged(item.auxiliary, late=[0] * (len(bands) + 1)))
        days = (today - item.due_on).days if item.due_on and item.amount > 0 else 0
        if days <= 0:
            row.not_due += item.amount
        else:
            row.late[sum(days > band for band in bands)] += item.amount
    return [rows[auxiliary] for auxiliary in sorted(rows)]


def letter_after(last: str) -> str:
    """Give the letters that follow: AA, AB ... AZ, BA ... ZZ, AAA; the first after none."""
    if not last:
        return FIRST_LETTER
    stem = last.rstrip("Z")
    tail = "A" * (len(last) - len(stem))
    return f"{stem[:-1]}{chr(ord(stem[-1]) + 1)}{tail}" if stem else f"A{tail}"


def lettered(
    lines: Iterable[Booked], accounts: Collection[str], last: str = ""
) -> list[tuple[str, tuple[Booked, ...]]]:
    """Give a letter to the lines of every affair that clear one another on a client's account.

    `last` is the last letter given. Lines that have a letter stay as they are; when a payment does not
    stand, take the letters of its affair off first.
    """

    def place(line: Booked) -> tuple[str, str, str]:
        return line.account, line.auxiliary, line.affair

    free = sorted((line for line in lines if line.account in accounts and not line.letter), key=place)
    groups: list[tuple[str, tuple[Booked, ...]]] = []
    for _, found in groupby(free, key=place):
        group = tuple(found)
        if not sum(line.amount for line in group):
            last = letter_after(last)
            groups.append((last, group))
    return groups


def _running(lines: Iterable[Booked], balance: Cents) -> Iterator[Moved]:
    for line in sorted(lines, key=lambda line: (line.day, line.number, line.position)):
        balance += line.amount
        yield Moved(line, balance)
