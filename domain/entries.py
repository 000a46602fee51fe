"""Balanced entries, in cents: their shapes, what an invoice holds in the books, and how it gets there. Pure.

What is owed, retained, or due in tax of an invoice is read from its own lines and never reckoned twice. A tax
falls due in proportion to all that was paid so far: no cent is lost, whatever the split and the order.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from domain.accounts import CLAIMS, INVOICED, Book, Books, TaxDue, Use
from domain.invoice import Invoice, InvoiceLine, Nature, Type
from domain.money import Cents, part_of

Amounts = Iterable[tuple[str, Cents]]  # by account: a debit is positive, a credit negative

# The claims that bear the tax which waits: it falls due as they are paid.
BEARING: Mapping[TaxDue, tuple[Use, ...]] = {
    TaxDue.RECEIPTS: CLAIMS,
    TaxDue.DEBITS: (),
    TaxDue.HOLDBACK: (Use.RETENTION,),
}
OF_ROLE: Mapping[str, Use] = {"deposit": Use.DEPOSITS, "recovery": Use.DEPOSITS}
OWED = (*CLAIMS, Use.SUSPENSE)

# How an entry is named in the books, before the piece and the client.
WORDS: Mapping[Type, str] = {Type.DEPOSIT: "Facture d'acompte", Type.CREDIT: "Avoir"}
INVOICE = "Facture"
TAX = "Taxe exigible"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line, in cents on one side. `auxiliary` is the client's own account where clients share one."""

    account: str
    debit: Cents = 0
    credit: Cents = 0
    auxiliary: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a journal (its code); its number is given when it is written down. It always balances."""

    journal: str
    day: date
    label: str
    piece: str
    piece_day: date
    lines: tuple[EntryLine, ...]

    def __post_init__(self) -> None:
        """Refuse what is not an entry: a programming error (`ValueError`)."""
        one_sided = all(
            min(line.debit, line.credit) == 0 < max(line.debit, line.credit) for line in self.lines
        )
        if not self.lines or not one_sided or sum(line.debit - line.credit for line in self.lines) != 0:
            raise ValueError(f"not balanced: {self}")

    @property
    def total(self) -> Cents:
        """What it debits, and credits."""
        return sum(line.debit for line in self.lines)


@dataclass(frozen=True, slots=True)
class Client:
    """Who owes: the client's own account, and the name that labels carry."""

    auxiliary: str
    name: str


@dataclass(frozen=True)
class Affair:
    """An invoice in the books: every line booked so far on it, its credit notes and its payments.

    `goods`: it sells goods, whose tax never waits for the client's payment (CGI 269-2-a); a deposit's does.
    """

    number: str
    client: Client
    lines: tuple[EntryLine, ...] = ()
    goods: bool = False

    @cached_property
    def held(self) -> Mapping[str, Cents]:
        """The balance of every account, in cents: debits less credits."""
        return balances(self.lines)

    def then(self, entries: Iterable[Entry]) -> "Affair":
        """The same affair with these entries booked."""
        return replace(self, lines=(*self.lines, *(line for entry in entries for line in entry.lines)))


@dataclass(frozen=True, slots=True)
class Standing:
    """What an affair comes to, in cents.

    Owed on the client's account, retained, paid too much or credited after payment, tax not due yet.
    """

    owed: Cents
    retained: Cents
    too_much: Cents
    waiting: Cents


def affair_of(invoice: Invoice, client: Client, lines: Iterable[EntryLine] = ()) -> Affair:
    """Give the affair of an invoice with the lines booked so far."""
    goods = invoice.nature is Nature.GOODS and invoice.type is not Type.DEPOSIT
    return Affair(invoice.number, client, tuple(lines), goods)


def bearing(books: Books, affair: Affair) -> tuple[Use, ...]:
    """Give the claims whose payment makes tax fall due; on other claims it is due at once."""
    at_once = affair.goods and books.tax_due is TaxDue.RECEIPTS
    return () if at_once else BEARING[books.tax_due]


def balances(lines: Iterable[EntryLine]) -> dict[str, Cents]:
    """Give the balance of every account, in cents: debits less credits."""
    sums: dict[str, Cents] = {}
    for line in lines:
        sums[line.account] = sums.get(line.account, 0) + line.debit - line.credit
    return sums


def standing(books: Books, affair: Affair) -> Standing:
    """Give what is still owed of an affair, as the books have it."""
    client, retained, suspense = (affair.held.get(books.number(use), 0) for use in OWED)
    return Standing(
        owed=max(client, 0) + max(suspense, 0),
        retained=max(retained, 0),
        too_much=-sum(min(held, 0) for held in (client, retained, suspense)),
        waiting=sum(waiting_of(books, affair).values()),
    )


def invoiced(books: Books, invoice: Invoice, affair: Affair) -> tuple[Entry, ...]:
    """Book a numbered invoice, or a credit note on the same accounts, with the tax that is due or no more.

    The affair of a credit note is that of the invoice it corrects; a loss booked on that is undone first
    (`settling.returned`). No entry for an invoice of nothing.
    """
    assert invoice.issued_on is not None  # noqa: S101  it has its number
    sign = -1 if invoice.type is Type.CREDIT else 1
    entry = entry_of(
        books,
        Book.SALES,
        invoice.issued_on,
        f"{WORDS.get(invoice.type, INVOICE)} {invoice.number} {affair.client.name}",
        invoice.number,
        affair.client,
        ((account, sign * cents) for account, cents in _of_invoice(books, invoice, bearing(books, affair))),
    )
    return tuple(with_taxes(books, affair, entry))


def with_taxes(books: Books, affair: Affair, entry: Entry | None) -> Iterator[Entry]:
    """Give an entry, and the one by which tax falls due with it, or is not due any more."""
    if entry is None:
        return
    yield entry
    after = affair.then([entry])
    taxes, gross = taxed(books, after)
    open_ = sum(after.held.get(account, 0) for account in books.numbers(bearing(books, affair)))
    amounts: list[tuple[str, Cents]] = []
    for waits, due in books.waiting.items():
        moved = share_of(taxes[due], gross - open_, gross) + after.held.get(due, 0)
        amounts += [(waits, moved), (due, -moved)]
    label = f"{TAX} {affair.number} {affair.client.name}"
    moved_entry = entry_of(books, Book.MISC, entry.day, label, entry.piece, affair.client, amounts)
    if moved_entry:
        yield replace(moved_entry, piece_day=entry.piece_day)


def taxed(books: Books, affair: Affair) -> tuple[Mapping[str, Cents], Cents]:
    """Give the tax invoiced and not credited, by the account on which it falls due, and the gross with it."""
    held = affair.held
    taxes = {due: -held.get(due, 0) - held.get(waits, 0) for waits, due in books.waiting.items()}
    net = -sum(held.get(account, 0) for account in books.numbers(INVOICED))
    return taxes, net + sum(taxes.values())


def entry_of(
    books: Books, journal: Book, day: date, label: str, piece: str, client: Client, amounts: Amounts
) -> Entry | None:
    """One line per account, debits first; None when nothing moves."""
    sums: dict[str, Cents] = {}
    for account, cents in amounts:
        sums[account] = sums.get(account, 0) + cents
    lines = [
        EntryLine(
            account,
            debit=max(cents, 0),
            credit=max(-cents, 0),
            auxiliary=client.auxiliary if account in books.personal else "",
        )
        for account, cents in sums.items()
        if cents
    ]
    lines.sort(key=lambda line: not line.debit)
    return Entry(books.journals[journal].number, day, label, piece, day, tuple(lines)) if lines else None


def waiting_of(books: Books, affair: Affair) -> dict[str, Cents]:
    """Give the tax that waits for the client's payment, by account."""
    held = {waits: -affair.held.get(waits, 0) for waits in books.waiting}
    return {waits: cents for waits, cents in held.items() if cents}


def share_of(amount: Cents, part: Cents, whole: Cents) -> Cents:
    """Give `amount` x `part` / `whole` with whatever signs, half away from zero, at most all of it.

    Of a whole of nothing, nothing is left to come: that is all of it.
    """
    if not whole:
        return amount
    if whole < 0:
        part, whole = -part, -whole
    shared = part_of(abs(amount), min(max(part, 0), whole), whole)
    return shared if amount >= 0 else -shared


def _of_invoice(books: Books, invoice: Invoice, bears: Collection[Use]) -> Iterator[tuple[str, Cents]]:
    """What an invoice debits and credits. What penalties or the site's costs pay of it is paid at once."""
    held = invoice.deductions
    claims = {Use.CLIENT: invoice.payable, Use.RETENTION: held.retention}
    for use, cents in (*claims.items(), (Use.PENALTIES, held.penalties), (Use.PRORATA, held.prorata)):
        yield books.number(use), cents
    for line in invoice.lines:
        yield books.number(_use(books, invoice, line)), -line.amount
    paid = invoice.gross - sum(claims[use] for use in bears)
    for (due, waits), tax in _taxes(books, invoice).items():
        due_now = share_of(tax, paid, invoice.gross)
        yield waits, due_now - tax
        yield due, -due_now


def _taxes(books: Books, invoice: Invoice) -> Mapping[tuple[str, str], Cents]:
    """The tax of an invoice by its accounts: due, waiting."""
    sums: dict[tuple[str, str], Cents] = {}
    for tax in invoice.taxes:
        if tax.amount:
            accounts = books.of_tax(tax)
            sums[accounts] = sums.get(accounts, 0) + tax.amount
    return sums


def _use(books: Books, invoice: Invoice, line: InvoiceLine) -> Use:
    sold = Use.GOODS if invoice.nature is Nature.GOODS else books.revenue
    return OF_ROLE.get(line.role, sold)
