"""What a document says: parties, lines, totals. Frozen at publication; everybody shares this shape."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from domain.invoice import Invoice
from domain.line import NO_PERCENT, Line
from domain.money import Cents, Tax, percent_of, share, taxes
from domain.party import NOBODY, Party
from domain.progress import Account, account
from domain.statement import Measure, Statement


@dataclass(frozen=True, slots=True)
class Terms:
    """The general terms that the client reads before answering (CGV). Paragraphs split by blank lines."""

    text: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the law wants on a quote for works besides lines and prices (domain rules, 2)."""

    free_quote: bool = True
    execution_delay: str = ""
    insurance: str = ""
    waste: str = ""
    travel: str = ""
    mediator: str = ""
    withdrawal: bool = False  # off-premises contract with a consumer: 14 days to change one's mind
    reduced_vat: str = ""  # the client's certification that justifies a reduced rate


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums in cents: `lines` before the document's discount, `net` after it, taxes by rate, `gross`."""

    lines: Cents
    discount: Cents
    net: Cents
    taxes: tuple[Tax, ...]
    gross: Cents
    deposit: Cents


@dataclass(frozen=True)
class Content:
    """A document as it reads. A published version is a `Content` that never changes again."""

    kind: str
    title: str
    lines: tuple[Line, ...]
    number: str = ""
    version: int = 0
    issued_on: date | None = None
    valid_until: date | None = None
    locale: str = "fr"
    currency: str = "EUR"
    country: str = "FR"
    seller: Party = NOBODY
    client: Party = NOBODY
    site: str = ""
    job: str = ""
    contact: Party = NOBODY
    introduction: str = ""
    notes: str = ""
    discount_percent: Decimal = NO_PERCENT
    deposit_percent: Decimal = NO_PERCENT
    retention_percent: Decimal = NO_PERCENT
    mentions: Mentions = Mentions()
    terms: Terms = Terms()
    amends: str = ""  # a change order: the number of the quote whose contract it amends
    statement: Statement | None = None  # a progress statement: what it claims on the lines
    invoice: Invoice | None = None  # an invoice: all that it says; it has lines of its own

    @cached_property
    def line_ids(self) -> frozenset[str]:
        """The ids of all lines."""
        return frozenset(line.id for line in self.lines)

    @cached_property
    def optional_ids(self) -> frozenset[str]:
        """The ids of the lines that the client may choose or leave."""
        return frozenset(line.id for line in self.lines if line.optional)

    @cached_property
    def proposed(self) -> frozenset[str]:
        """The optional lines that staff propose to take."""
        return frozenset(line.id for line in self.lines if line.optional and line.selected)

    @cached_property
    def totals(self) -> Totals:
        """The totals of what staff propose."""
        return self.totals_for(self.proposed)

    def totals_for(self, chosen: AbstractSet[str]) -> Totals:
        """The totals with exactly these optional lines (ids) chosen; of a statement, what it invoices."""
        if self.invoice:
            bill = self.invoice
            return Totals(bill.net, 0, bill.net, bill.taxes, bill.gross, 0)
        if self.account:
            figures = self.account
            return Totals(figures.works, 0, figures.net, figures.taxes, figures.gross, figures.recovered)
        return total(
            (line for line in self.lines if not line.optional or line.id in chosen),
            self.discount_percent,
            self.deposit_percent,
        )

    @cached_property
    def account(self) -> Account | None:
        """What a statement comes to as it is claimed; None for other documents."""
        return account(self.lines, self.statement) if self.statement else None

    def account_for(self, admitted: Mapping[str, Measure]) -> Account | None:
        """What a statement comes to with what was admitted on some lines."""
        if not (self.statement and self.account and admitted):
            return self.account
        known = {line: figures for line, figures in self.account.lines.items() if line not in admitted}
        return account(self.lines, self.statement.admitting(admitted), known)

    def asked_for(self, chosen: AbstractSet[str], admitted: Mapping[str, Measure]) -> Cents:
        """The amount (cents) that an answer speaks of: net to pay of a statement, else the gross total."""
        figures = self.account_for(admitted)
        return figures.net_to_pay if figures else self.totals_for(chosen).gross

    @property
    def asked(self) -> Cents:
        """The amount (cents) that the document asks for: what is to pay now, or a quote's gross total."""
        if self.invoice:
            return self.invoice.payable
        return self.account.net_to_pay if self.account else self.totals.gross

    def with_choice(self, chosen: AbstractSet[str]) -> "Content":
        """The same content with these optional lines proposed, for the copy that is accepted."""
        return replace(
            self,
            lines=tuple(
                replace(line, selected=line.id in chosen) if line.optional else line for line in self.lines
            ),
        )

    def groups(self) -> Iterator[tuple[str, list[Line]]]:
        """Yield runs of lines that stand under the same heading, in the order of the document."""
        for group, lines in groupby(self.lines, key=lambda line: line.group):
            yield group, list(lines)


def net_bases(lines: Iterable[Line], discount_percent: Decimal) -> dict[Decimal, tuple[Cents, Cents]]:
    """Give, by VAT rate, the sum of the lines and what is left of it after the document's discount.

    The discount is one amount, shared over the rates by their sums.
    """
    sums: dict[Decimal, Cents] = {}
    for line in lines:
        sums[line.vat_rate] = sums.get(line.vat_rate, 0) + line.amount
    discount = percent_of(discount_percent, sum(sums.values()))
    parts = share(discount, sums.values())
    return {rate: (held, held - part) for (rate, held), part in zip(sums.items(), parts, strict=True)}


def total(lines: Iterable[Line], discount_percent: Decimal, deposit_percent: Decimal) -> Totals:
    """Sum priced lines. The deposit is asked on each rate's net, with its tax, as it will be invoiced."""
    bases = net_bases(lines, discount_percent)
    before = sum(held for held, _ in bases.values())
    recap = taxes({rate: net for rate, (_, net) in bases.items()})
    net = sum(left for _, left in bases.values())
    deposits = {rate: percent_of(deposit_percent, left) for rate, (_, left) in bases.items()}
    deposit = sum(deposits.values()) + sum(tax.amount for tax in taxes(deposits))
    gross = net + sum(tax.amount for tax in recap)
    return Totals(before, before - net, net, recap, gross, deposit)
