"""Amounts in integer cents, percentages and taxes. Decimals exist only while a line is priced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

Cents = int
CENT = Decimal("0.01")
HUNDRED = Decimal(100)

GST = Decimal(5)
QST = Decimal("9.975")
QUEBEC = GST + QST


def to_cents(amount: Decimal) -> Cents:
    """Round an amount in units of currency half-up to whole cents: 4205.525 -> 420553."""
    return int((amount / CENT).to_integral_value(ROUND_HALF_UP))


def to_decimal(cents: Cents) -> Decimal:
    """Give cents back as units of currency with two decimals."""
    return Decimal(cents).scaleb(-2)


def percent_of(percent: Decimal, cents: Cents) -> Cents:
    """`percent` (in %) of an amount in cents, rounded half-up to the cent."""
    return to_cents(to_decimal(cents) * percent / HUNDRED)


@dataclass(frozen=True, slots=True)
class Tax:
    """One line of the recap: a tax rate (%), the base it applies to and its amount (cents)."""

    code: str
    rate: Decimal
    base: Cents
    amount: Cents


# A rate that stands for several taxes, each rounded on its own and none on top of another.
# GST and QST are both due on the price before tax (Act respecting the Québec sales tax, s. 16).
COMPOUND: Mapping[Decimal, tuple[tuple[str, Decimal], ...]] = {QUEBEC: (("gst", GST), ("qst", QST))}


def taxes(bases: Mapping[Decimal, Cents]) -> tuple[Tax, ...]:
    """Give the recap of taxes, in order of rate, for the net base (cents) of each rate (%).

    Tax is computed once per rate on the sum of its bases, as CGI annex II, 242 nonies A asks for.
    """
    return tuple(
        Tax(code, rate, base, percent_of(rate, base))
        for whole, base in sorted(bases.items())
        for code, rate in COMPOUND.get(whole, (("vat", whole),))
    )


def share(total: Cents, weights: Iterable[int]) -> list[Cents]:
    """Share a total by weight without losing a cent: the largest remainders get the odd cents."""
    parts = list(weights)
    whole = sum(parts)
    if whole == 0:
        return [0] * len(parts)
    floors = [total * part // whole for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(total * parts[i] % whole), i))
    for i in by_remainder[: total - sum(floors)]:
        floors[i] += 1
    return floors


def part_of(amount: Cents, part: Cents, whole: Cents) -> Cents:
    """Give `amount` x `part` / `whole` (none negative), rounded half-up; a share of nothing is nothing."""
    return (2 * amount * part + whole) // (2 * whole) if whole else 0
