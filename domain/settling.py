"""The entries of what happens to an invoice once it is booked: paid, paid too much, given back, lost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from domain.accounts import CLAIMS, TREASURY, Book, Books, Method, Use
from domain.entries import (
    OWED,
    Affair,
    Amounts,
    Client,
    Entry,
    bearing,
    entry_of,
    share_of,
    taxed,
    waiting_of,
    with_taxes,
)
from domain.money import Cents
from domain.refusals import Refused

GIVEN_BACK = (Use.SUSPENSE, *CLAIMS)  # what was paid too much goes back first

PAYMENT = "Règlement"
REFUND = "Remboursement"
RETURNED = "Annulation"
OFFSET = "Imputation"
LOSS = "Créance irrécouvrable"
BANKED = "Remise en banque"


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that changed hands, in cents and positive.

    `interest` and `indemnity` are what of it is paid for being late; no tax is due on them.
    """

    day: date
    amount: Cents
    method: Method = Method.TRANSFER
    reference: str = ""  # of the bank, the cheque, the provider
    interest: Cents = 0
    indemnity: Cents = 0


def received(
    books: Books, affair: Affair, payment: Payment, withheld: Cents | None = None
) -> tuple[Entry, ...]:
    """Book a payment and the tax that falls due by it: what is owed first, then the retention released.

    `withheld` is the retention (cents) that may not be claimed yet; None: all of it. What is paid too much
    waits on an account of its own, unless it is within the tolerance.
    """
    journal, treasury = TREASURY[payment.method]
    principal = payment.amount - payment.interest - payment.indemnity
    claims = _claims(books, affair, withheld)
    paid = _poured(principal, claims)
    settled = sum(cents for _, cents in paid)
    missing = sum(cents for _, cents in claims) - settled
    if settled and missing <= books.tolerance:
        paid = claims
    else:
        missing = 0
    rest = principal - settled
    beyond = Use.SURPLUS if settled and rest <= books.tolerance else Use.SUSPENSE
    entry = _paid(
        books,
        affair,
        payment,
        (
            (books.number(treasury), payment.amount),
            (books.number(Use.SHORTFALL), missing),
            *((account, -cents) for account, cents in paid),
            (books.number(beyond), -rest),
            (books.number(Use.INTEREST), -payment.interest),
            (books.number(Use.INDEMNITY), -payment.indemnity),
        ),
        (journal, PAYMENT),
    )
    return tuple(with_taxes(books, affair, entry))


def refunded(books: Books, affair: Affair, payment: Payment) -> tuple[Entry, ...]:
    """Book money given back: what was paid too much, or credited after it was paid. Raises `Refused`."""
    journal, treasury = TREASURY[payment.method]
    credits_ = _credits(books, affair)
    most = sum(cents for _, cents in credits_)
    if payment.amount > most:
        raise Refused("refund-too-large", most=most)
    returned_ = _poured(payment.amount, credits_)
    amounts = (*returned_, (books.number(treasury), -payment.amount))
    return tuple(with_taxes(books, affair, _paid(books, affair, payment, amounts, (journal, REFUND))))


def offset(books: Books, affair: Affair, day: date, withheld: Cents | None = None) -> tuple[Entry, ...]:
    """Let what was paid too much pay what the same invoice owes by now, such as its released retention."""
    claims, credits_ = _claims(books, affair, withheld), _credits(books, affair)
    amount = min(sum(cents for _, cents in claims), sum(cents for _, cents in credits_))
    amounts = (*_poured(amount, credits_), *((account, -cents) for account, cents in _poured(amount, claims)))
    payment = Payment(day, amount)
    return tuple(with_taxes(books, affair, _paid(books, affair, payment, amounts, (Book.MISC, OFFSET))))


def returned(books: Books, affair: Affair, entry: Entry, day: date) -> tuple[Entry, ...]:
    """Undo an entry that does not stand: an unpaid cheque, a disputed payment, a loss paid after all."""
    undone = replace(
        entry,
        day=day,
        label=f"{RETURNED} {entry.label}",
        lines=tuple(replace(line, debit=line.credit, credit=line.debit) for line in entry.lines),
    )
    return tuple(with_taxes(books, affair, undone))


def written_off(books: Books, affair: Affair, day: date) -> tuple[Entry, ...]:
    """Book what is still owed and retained as lost, and take its tax back (CGI 272-1). Raises `Refused`."""
    claims = _claims(books, affair, 0)
    lost = sum(cents for _, cents in claims)
    if not lost:
        raise Refused("nothing-owed")
    back = _tax_of_loss(books, affair)
    entry = entry_of(
        books,
        Book.MISC,
        day,
        f"{LOSS} {affair.number} {affair.client.name}",
        affair.number,
        affair.client,
        (
            (books.number(Use.BAD_DEBTS), lost - sum(back.values())),
            *back.items(),
            *((account, -cents) for account, cents in claims),
        ),
    )
    return tuple(with_taxes(books, affair, entry))


def banked(books: Books, method: Method, payment: Payment, fees: Cents = 0) -> tuple[Entry, ...]:
    """Book what a bank or a provider credits of cheques or cards (`payment.amount`, gross) less its fees."""
    amounts = (
        (books.number(Use.BANK), payment.amount - fees),
        (books.number(Use.FEES), fees),
        (books.number(TREASURY[method][1]), -payment.amount),
    )
    label = f"{BANKED} {payment.reference}".rstrip()
    piece = payment.reference or payment.day.isoformat()
    entry = entry_of(books, Book.BANK, payment.day, label, piece, Client("", ""), amounts)
    return (entry,) if entry else ()


def _claims(books: Books, affair: Affair, withheld: Cents | None) -> list[tuple[str, Cents]]:
    """What may be claimed, in the order in which a payment pays it."""
    owed = {use: affair.held.get(books.number(use), 0) for use in OWED}
    owed[Use.RETENTION] -= owed[Use.RETENTION] if withheld is None else withheld
    return [(books.number(use), cents) for use, cents in owed.items() if cents > 0]


def _credits(books: Books, affair: Affair) -> list[tuple[str, Cents]]:
    """What the client has to get back, in the order in which a refund takes it."""
    held = ((books.number(use), -affair.held.get(books.number(use), 0)) for use in GIVEN_BACK)
    return [(account, cents) for account, cents in held if cents > 0]


def _poured(amount: Cents, places: Iterable[tuple[str, Cents]]) -> list[tuple[str, Cents]]:
    """Fill these places with an amount, one after the other."""
    poured = []
    for account, room in places:
        part = min(amount, room)
        poured.append((account, part))
        amount -= part
    return poured


def _tax_of_loss(books: Books, affair: Affair) -> dict[str, Cents]:
    """The tax of what is lost: all that waits, and of claims whose tax was due at once their share of it."""
    at_once = [books.number(use) for use in CLAIMS if use not in bearing(books, affair)]
    lost = sum(max(affair.held.get(account, 0), 0) for account in at_once)
    taxes, gross = taxed(books, affair)
    return {due: share_of(tax, lost, gross) for due, tax in taxes.items()} | waiting_of(books, affair)


def _paid(
    books: Books, affair: Affair, payment: Payment, amounts: Amounts, how: tuple[Book, str]
) -> Entry | None:
    journal, word = how
    label = f"{word} {affair.number} {affair.client.name}"
    piece = payment.reference or affair.number
    return entry_of(books, journal, payment.day, label, piece, affair.client, amounts)
