"""What a progress statement claims on its contract: shapes only; the arithmetic is in `domain.progress`.

A statement is cumulative: it says how far each line is, and rests on what was accepted before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from domain.money import Cents

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Measure:
    """How far a line is, cumulative: `value` in % of the line, or in its own unit when `by` is quantity."""

    value: Decimal = NOTHING
    by: str = "percent"


@dataclass(frozen=True, slots=True)
class Claim:
    """One line's progress: what was accepted `before` (and its amount, cents), and what is claimed `now`.

    `part` is the quote that the line was signed in. `disputed` was claimed last time and not admitted.
    """

    line_id: str
    part: str
    now: Measure
    before: Measure = Measure()
    before_amount: Cents = 0
    disputed: Measure | None = None


@dataclass(frozen=True, slots=True)
class PartRate:
    """What a signed quote holds at one VAT rate (%), in cents before tax.

    `market` is the sum of its lines, `discount` the share of the quote's discount that falls on them,
    `deposit` the deposit asked on the rest.
    """

    rate: Decimal
    market: Cents
    discount: Cents = 0
    deposit: Cents = 0

    @property
    def net(self) -> Cents:
        """What the quote comes to at this rate, before tax."""
        return self.market - self.discount


@dataclass(frozen=True, slots=True)
class Part:
    """The quote of a contract, or one of its change orders (avenants): id, number, when it was accepted."""

    id: str
    number: str
    title: str
    accepted_on: date
    rates: tuple[PartRate, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """Price revision C = a + b x I/I0: `fixed` is a (b = 1 - a); `base` is I0, `index` is I (0: none yet)."""

    name: str = ""
    fixed: Decimal = Decimal("0.15")
    base: Decimal = NOTHING
    index: Decimal = NOTHING


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the contract says about every statement, percents in %.

    The prorata account is on works before tax. With a bank guarantee (caution bancaire) nothing is retained
    any more. `reverse_charge`: no VAT is invoiced, the client owes it (CGI 283-2 nonies).
    """

    retention_percent: Decimal = NOTHING
    guarantee: bool = False
    prorata_percent: Decimal = NOTHING
    reverse_charge: bool = False
    penalties: str = ""  # the clause, in words
    revision: Revision = Revision()


NO_CONDITIONS = Conditions()


@dataclass(frozen=True, slots=True)
class RateSoFar:
    """What the accepted statements come to at one VAT rate (%), in cents: the next one starts from it."""

    rate: Decimal
    works: Cents = 0
    revision: Cents = 0
    recovered: Cents = 0
    tax: Cents = 0


@dataclass(frozen=True, slots=True)
class SoFar:
    """What the accepted statements come to, in cents."""

    rates: tuple[RateSoFar, ...] = ()
    retention: Cents = 0
    penalties: Cents = 0
    prorata: Cents = 0
    gross: Cents = 0

    def at(self, rate: Decimal) -> RateSoFar:
        """What stands at one rate."""
        return next((found for found in self.rates if found.rate == rate), RateSoFar(rate))


NOTHING_YET = SoFar()


@dataclass(frozen=True)
class Statement:
    """What a statement says besides its lines. `ordinal` counts the statements of the contract from 1.

    `penalties` (cents, after tax) and the index of the revision are of this period only.
    """

    contract_id: str
    contract_number: str
    ordinal: int
    parts: tuple[Part, ...]
    claims: tuple[Claim, ...]
    conditions: Conditions = Conditions()
    so_far: SoFar = SoFar()
    period_from: date | None = None
    period_to: date | None = None
    penalties: Cents = 0
    penalties_reason: str = ""

    @cached_property
    def claim_of(self) -> Mapping[str, Claim]:
        """The claims by line."""
        return {claim.line_id: claim for claim in self.claims}

    def admitting(self, admitted: Mapping[str, Measure]) -> "Statement":
        """The same statement with what was admitted on some lines in place of what is claimed on them."""
        return replace(
            self,
            claims=tuple(
                replace(claim, now=admitted[claim.line_id]) if claim.line_id in admitted else claim
                for claim in self.claims
            ),
        )
