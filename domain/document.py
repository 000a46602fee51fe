"""What a document says: parties, lines, totals. Frozen at publication; everybody shares this shape."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from domain.money import HUNDRED, Cents, Tax, percent_of, share, taxes, to_cents

NO_PERCENT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One priced line. `quantity` has up to 4 decimals, `unit_price` is before tax, percents in %.

    `optional` lines count only when they are chosen; `selected` is what staff propose.
    """

    id: str
    description: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    vat_rate: Decimal
    number: str = ""
    group: str = ""
    discount_percent: Decimal = NO_PERCENT
    optional: bool = False
    selected: bool = True

    @property
    def amount(self) -> Cents:
        """Quantity x unit price less its discount, before tax, half-up: 37.25 x 112.90 -> 420553."""
        return to_cents(self.quantity * self.unit_price * (HUNDRED - self.discount_percent) / HUNDRED)


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends or receives: name, postal address (one line each) and legal identity."""

    name: str
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    contact: str = ""
    business: bool = True
    legal: tuple[tuple[str, str], ...] = ()  # ("siret", "732 829 320 00074"), in order of printing


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
    seller: Party = Party("")
    client: Party = Party("")
    site: str = ""
    job: str = ""
    contact: Party = Party("")
    introduction: str = ""
    notes: str = ""
    discount_percent: Decimal = NO_PERCENT
    deposit_percent: Decimal = NO_PERCENT
    retention_percent: Decimal = NO_PERCENT
    mentions: Mentions = Mentions()
    terms: Terms = Terms()

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
        """The totals with exactly these optional lines (ids) chosen."""
        return total(
            (line for line in self.lines if not line.optional or line.id in chosen),
            self.discount_percent,
            self.deposit_percent,
        )

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


def total(lines: Iterable[Line], discount_percent: Decimal, deposit_percent: Decimal) -> Totals:
    """Sum priced lines. The document's discount is one amount, shared over the rates by their bases."""
    bases: dict[Decimal, Cents] = {}
    for line in lines:
        bases[line.vat_rate] = bases.get(line.vat_rate, 0) + line.amount
    before = sum(bases.values())
    discount = percent_of(discount_percent, before)
    parts = share(discount, bases.values())
    recap = taxes({rate: base - part for (rate, base), part in zip(bases.items(), parts, strict=True)})
    net = before - discount
    gross = net + sum(tax.amount for tax in recap)
    return Totals(before, discount, net, recap, gross, percent_of(deposit_percent, gross))
