"""What an invoice says: priced lines by VAT rate, what it refers to, what is due when; amounts in cents.

An invoice is made from what was accepted (`domain.billing`), may be edited while it is provisional, and is
frozen when its number is given. From then on only another document, a credit note, can correct it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from domain.money import Cents, Tax, taxes, to_cents
from domain.party import NOBODY, Party

ONE = Decimal(1)


class Type(StrEnum):
    """What kind of invoice it is."""

    DEPOSIT = "deposit"
    INVOICE = "invoice"  # of a whole quote
    PROGRESS = "progress"  # of an approved statement
    BALANCE = "balance"  # what a quote still comes to after its deposits
    CREDIT = "credit_note"
    CORRECTIVE = "corrective"


# UNTDID 1001 as far as French rules admit it; the construction codes 875 to 877 are refused.
CODES: Mapping[Type, str] = {
    Type.DEPOSIT: "386",
    Type.INVOICE: "380",
    Type.PROGRESS: "380",
    Type.BALANCE: "380",
    Type.CREDIT: "381",
    Type.CORRECTIVE: "384",
}
SERIES: Mapping[Type, str] = {type_: "AV" if type_ is Type.CREDIT else "FAC" for type_ in Type}


class State(StrEnum):
    """Where an invoice stands; `overdue` is derived from its due date."""

    PROVISIONAL = "provisional"
    VALIDATING = "validating"
    VALIDATED = "validated"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    CREDITED = "credited"
    WRITTEN_OFF = "written_off"


UNPAID = frozenset({State.VALIDATED, State.PARTLY_PAID})
CLOSED = frozenset({State.PAID, State.CREDITED, State.WRITTEN_OFF})


class Nature(StrEnum):
    """BT-23: goods, services, or both."""

    GOODS = "B"
    SERVICES = "S"
    MIXED = "M"


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line. `unit_price` is before tax and never negative; what is taken off has a negative quantity.

    `role` tells works from the deposit recovered, price revision and discounts: accounts differ. A line
    without a description is named after its role by whoever prints it.
    """

    id: str
    description: str
    quantity: Decimal
    unit_price: Decimal
    vat_rate: Decimal
    unit: str = ""
    number: str = ""
    group: str = ""
    role: str = "works"  # works, revision, discount, recovery, deposit

    @property
    def amount(self) -> Cents:
        """Quantity x unit price, before tax, half-up."""
        return to_cents(self.quantity * self.unit_price)


@dataclass(frozen=True, slots=True)
class Reference:
    """Another invoice by its number and date: the preceding one, or the one that a credit note corrects."""

    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Deductions:
    """What is taken off after tax: it defers or lowers the payment; net, VAT and gross stay as they are."""

    retention: Cents = 0
    retention_percent: Decimal = Decimal(0)
    penalties: Cents = 0
    penalties_reason: str = ""
    prorata: Cents = 0

    @property
    def total(self) -> Cents:
        """All of it."""
        return self.retention + self.penalties + self.prorata


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """What the law wants said about payment, and where to pay. Percents a year; indemnity in cents.

    Business clients owe a fixed indemnity of 40 EUR when they pay late (Code de commerce D441-5).
    """

    late_rate: Decimal = Decimal(0)
    late_text: str = ""
    discount_text: str = ""
    indemnity: Cents = 4_000
    iban: str = ""
    bic: str = ""
    account_name: str = ""


NO_DEDUCTIONS = Deductions()
NO_TERMS = PaymentTerms()


@dataclass(frozen=True)
class Invoice:
    """An invoice as it reads. Frozen with its number, it never changes again."""

    type: Type
    title: str
    lines: tuple[InvoiceLine, ...]
    number: str = ""
    issued_on: date | None = None
    due_on: date | None = None
    supply_from: date | None = None
    supply_to: date | None = None
    locale: str = "fr"
    currency: str = "EUR"
    country: str = "FR"
    nature: Nature = Nature.SERVICES
    seller: Party = NOBODY
    client: Party = NOBODY
    site: str = ""
    job: str = ""
    contact: Party = NOBODY
    introduction: str = ""
    notes: str = ""
    quote_number: str = ""
    statement_number: str = ""
    ordinal: int | None = None  # of the statement
    preceding: tuple[Reference, ...] = ()  # a credit note: its invoice; a progress invoice: those before
    deductions: Deductions = NO_DEDUCTIONS
    reverse_charge: bool = False
    terms: PaymentTerms = NO_TERMS

    @property
    def code(self) -> str:
        """The type code (BT-3)."""
        return CODES[self.type]

    @cached_property
    def bases(self) -> Mapping[Decimal, Cents]:
        """The net base of each VAT rate, in cents; under reverse charge all of it at 0 %."""
        return bases(self.lines, reverse_charge=self.reverse_charge)

    @cached_property
    def net(self) -> Cents:
        """Before tax."""
        return sum(self.bases.values())

    @cached_property
    def taxes(self) -> tuple[Tax, ...]:
        """The recap of taxes."""
        if self.reverse_charge:
            return (Tax("reverse", Decimal(0), self.net, 0),)
        return taxes(self.bases)

    @property
    def gross(self) -> Cents:
        """With tax."""
        return self.net + sum(tax.amount for tax in self.taxes)

    @property
    def payable(self) -> Cents:
        """What is to be paid now: gross less retention, penalties and prorata account."""
        return self.gross - self.deductions.total


def bases(lines: Iterable[InvoiceLine], *, reverse_charge: bool = False) -> dict[Decimal, Cents]:
    """Give the net base of each VAT rate, in cents."""
    sums: dict[Decimal, Cents] = {}
    for line in lines:
        rate = Decimal(0) if reverse_charge else line.vat_rate
        sums[rate] = sums.get(rate, 0) + line.amount
    return sums


def lump(line_id: str, description: str, amount: Cents, rate: Decimal, **more: str) -> InvoiceLine:
    """Give a line of one lump sum (cents): negative amounts by a quantity of -1."""
    price = Decimal(abs(amount)).scaleb(-2)
    return InvoiceLine(line_id, description, ONE if amount >= 0 else -ONE, price, rate, **more)
