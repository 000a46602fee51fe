"""The contract (marché): a signed quote, its signed change orders, and what a statement on it starts from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from domain.document import Content, net_bases
from domain.line import Line
from domain.money import Cents, percent_of, taxes
from domain.statement import (
    NO_CONDITIONS,
    NOTHING_YET,
    Claim,
    Conditions,
    Measure,
    Part,
    PartRate,
    SoFar,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A quote as it was accepted: the part it makes of the contract, and its lines."""

    part: Part
    lines: tuple[Line, ...]


def signed(quote: Content, document_id: str, accepted_on: date) -> Signed:
    """Read an accepted quote (with the options that were taken) as a part of a contract.

    The lines of a change order stand in a group of their own, under its number and title (rule 1.7).
    """
    lines = tuple(line for line in quote.lines if not line.optional or line.selected)
    rates = tuple(
        PartRate(rate, market, market - net, percent_of(quote.deposit_percent, net))
        for rate, (market, net) in net_bases(lines, quote.discount_percent).items()
    )
    if quote.amends:
        heading = f"{quote.number} · {quote.title}"
        lines = tuple(
            replace(line, group=f"{heading} · {line.group}" if line.group else heading) for line in lines
        )
    return Signed(Part(document_id, quote.number, quote.title, accepted_on, rates), lines)


@dataclass(frozen=True, slots=True)
class Basis:
    """What statement number `ordinal` of a contract starts from.

    `done` is what was accepted on each line so far (progress, cents), `disputed` what was claimed last
    time and not admitted.
    """

    contract_id: str
    number: str
    title: str
    ordinal: int
    signed: tuple[Signed, ...]
    conditions: Conditions = NO_CONDITIONS
    so_far: SoFar = NOTHING_YET
    done: Mapping[str, tuple[Measure, Cents]] = field(default_factory=dict)
    disputed: Mapping[str, Measure] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the contract, then those of its change orders in order of signature."""
        return tuple(line for part in self.signed for line in part.lines)

    def statement(self, now: Mapping[str, Measure]) -> Statement:
        """The statement that claims this progress; a line that is not named stays where it was."""
        claims = []
        for part in self.signed:
            for line in part.lines:
                before, amount = self.done.get(line.id, (Measure(), 0))
                claimed = now.get(line.id, before)
                claims.append(
                    Claim(line.id, part.part.id, claimed, before, amount, self.disputed.get(line.id))
                )
        return Statement(
            contract_id=self.contract_id,
            contract_number=self.number,
            ordinal=self.ordinal,
            parts=tuple(part.part for part in self.signed),
            claims=tuple(claims),
            conditions=self.conditions,
            so_far=self.so_far,
        )


@dataclass(frozen=True, slots=True)
class Deposit:
    """The deposit of a signed quote at one rate (%), in cents before tax, with its tax."""

    rate: Decimal
    base: Cents
    tax: Cents


def deposit_of(part: Part, *, reverse_charge: bool = False) -> tuple[Deposit, ...]:
    """The deposit that a signed quote asks for, by rate; none when it asks for nothing.

    With `reverse_charge` it is invoiced without tax, as the statements are (rule 9).
    """
    return tuple(
        Deposit(
            held.rate,
            held.deposit,
            0 if reverse_charge else sum(tax.amount for tax in taxes({held.rate: held.deposit})),
        )
        for held in part.rates
        if held.deposit
    )
