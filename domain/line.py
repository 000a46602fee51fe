"""One priced line of a quote or of a contract."""

from dataclasses import dataclass
from decimal import Decimal

from domain.money import HUNDRED, Cents, to_cents

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
