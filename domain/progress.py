"""The arithmetic of progress statements, in cents: pure, the same for page, paper and invoice.

Every figure is cumulative first; a period is a difference. So periods telescope, and no cent is ever lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from domain.line import Line
from domain.money import HUNDRED, Cents, Tax, part_of, percent_of, taxes, to_cents
from domain.statement import Claim, Measure, Part, RateSoFar, Revision, SoFar, Statement

ONE = Decimal(1)
THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class LineAccount:
    """One line, in cents before tax: its market, what was accepted before, and what stands now."""

    market: Cents
    before: Cents
    now: Cents

    @property
    def period(self) -> Cents:
        """What this statement adds."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class RateAccount:
    """One VAT rate (%), in cents: works cumulative and of the period, revision, deposit recovered, tax."""

    rate: Decimal
    contract: Cents
    deposit: Cents
    works: Cents
    works_before: Cents
    revision: Cents
    recovered: Cents
    recovered_before: Cents
    taxes: tuple[Tax, ...]

    @property
    def period(self) -> Cents:
        """Works of the period, before tax."""
        return self.works - self.works_before

    @property
    def base(self) -> Cents:
        """What is taxed: works of the period with their revision, less the deposit recovered."""
        return self.period + self.revision - self.recovered

    @property
    def tax(self) -> Cents:
        """The tax on the base."""
        return sum(tax.amount for tax in self.taxes)


@dataclass(frozen=True, slots=True)
class Account:
    """What one statement comes to, in cents: of the period, or cumulative where it is named `*_total`."""

    lines: Mapping[str, LineAccount]
    rates: tuple[RateAccount, ...]
    works: Cents  # of the period, before tax
    works_total: Cents
    contract: Cents  # contract and signed change orders, before tax
    revision: Cents
    recovered: Cents
    net: Cents
    taxes: tuple[Tax, ...]
    gross: Cents
    retention: Cents
    retention_total: Cents
    penalties: Cents
    prorata: Cents
    net_to_pay: Cents
    so_far: SoFar  # what the next statement starts from

    @property
    def complete(self) -> bool:
        """Whether every line stands at its market: the contract is worked off."""
        return all(line.now == line.market for line in self.lines.values())

    @property
    def progress(self) -> Decimal:
        """How far the contract is worked off, in %, to two decimals."""
        share = Decimal(self.works_total) * HUNDRED / self.contract if self.contract else Decimal(0)
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def earned(line: Line, measure: Measure) -> Cents:
    """What a line is worth at this progress, cumulative: never market x difference of percents (rule 2)."""
    if measure.by == "percent":
        return percent_of(measure.value, line.amount)
    if measure.value == line.quantity:
        return line.amount
    kept = (HUNDRED - line.discount_percent) / HUNDRED
    return to_cents(measure.value * line.unit_price * kept)


def percent(line: Line, measure: Measure) -> Decimal:
    """The progress of a line in %, to two decimals, for a reader."""
    if measure.by == "percent":
        return measure.value
    if not line.quantity:
        return Decimal(0)
    return (measure.value * HUNDRED / line.quantity).quantize(Decimal("0.01"), ROUND_HALF_UP)


def quantity(line: Line, measure: Measure) -> Decimal:
    """The progress of a line in its own unit, to four decimals, for a reader."""
    if measure.by == "quantity":
        return measure.value
    return (line.quantity * measure.value / HUNDRED).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def coefficient(revision: Revision) -> Decimal:
    """C = a + b x I/I0, to three decimals half-up; 1 while there is no index (rule 8)."""
    if not revision.base or not revision.index:
        return ONE
    whole = revision.fixed + (ONE - revision.fixed) * revision.index / revision.base
    return whole.quantize(THOUSANDTH, ROUND_HALF_UP)


def account(
    lines: Sequence[Line], statement: Statement, known: Mapping[str, LineAccount] | None = None
) -> Account:
    """What a statement on these lines comes to (domain rules 1.1 to 1.9).

    `known` are the figures of lines that were reckoned before at the same progress.
    """
    claims = statement.claim_of
    figures = {
        line.id: (known and known.get(line.id))
        or LineAccount(line.amount, claims[line.id].before_amount, earned(line, claims[line.id].now))
        for line in lines
    }
    works = _works(lines, claims, figures, statement.parts)
    rates = tuple(_rate(rate, works[rate], statement) for rate in sorted(works))
    conditions = statement.conditions
    so_far = statement.so_far
    recap = _recap(rates, reverse_charge=conditions.reverse_charge)
    net = sum(rate.base for rate in rates)
    gross = net + sum(tax.amount for tax in recap)
    retention_total = _retention(rates, statement)
    period = sum(rate.period for rate in rates)
    works_total = sum(rate.works for rate in rates)
    prorata = percent_of(conditions.prorata_percent, works_total) - so_far.prorata
    retention = retention_total - so_far.retention
    return Account(
        lines=figures,
        rates=rates,
        works=period,
        works_total=works_total,
        contract=sum(rate.contract for rate in rates),
        revision=sum(rate.revision for rate in rates),
        recovered=sum(rate.recovered for rate in rates),
        net=net,
        taxes=recap,
        gross=gross,
        retention=retention,
        retention_total=retention_total,
        penalties=statement.penalties,
        prorata=prorata,
        net_to_pay=gross - retention - statement.penalties - prorata,
        so_far=SoFar(
            rates=tuple(_next(rate, so_far) for rate in rates),
            retention=retention_total,
            penalties=so_far.penalties + statement.penalties,
            prorata=so_far.prorata + prorata,
            gross=so_far.gross + gross,
        ),
    )


def _works(
    lines: Iterable[Line],
    claims: Mapping[str, Claim],
    figures: Mapping[str, LineAccount],
    parts: Iterable[Part],
) -> dict[Decimal, Cents]:
    """Cumulative works by rate, each quote's discount taken off in step with the progress of its lines."""
    sums: dict[tuple[str, Decimal], Cents] = {}
    for line in lines:
        place = (claims[line.id].part, line.vat_rate)
        sums[place] = sums.get(place, 0) + figures[line.id].now
    works: dict[Decimal, Cents] = {}
    for part in parts:
        for held in part.rates:
            done = sums.get((part.id, held.rate), 0)
            works[held.rate] = works.get(held.rate, 0) + done - part_of(held.discount, done, held.market)
    return works


def _rate(rate: Decimal, works: Cents, statement: Statement) -> RateAccount:
    held = [found for part in statement.parts for found in part.rates if found.rate == rate]
    contract, deposit = sum(found.net for found in held), sum(found.deposit for found in held)
    before = statement.so_far.at(rate)
    period = works - before.works
    revision = to_cents(
        Decimal(period).scaleb(-2) * (coefficient(statement.conditions.revision) - ONE),
    )
    # A change order's deposit counts on works done before it: it is caught up, never above the period.
    recovered_total = min(deposit, part_of(deposit, works, contract))
    recovered = max(0, min(recovered_total - before.recovered, period))
    return RateAccount(
        rate=rate,
        contract=contract,
        deposit=deposit,
        works=works,
        works_before=before.works,
        revision=revision,
        recovered=recovered,
        recovered_before=before.recovered,
        taxes=() if statement.conditions.reverse_charge else taxes({rate: period + revision - recovered}),
    )


def _recap(rates: Iterable[RateAccount], *, reverse_charge: bool) -> tuple[Tax, ...]:
    if reverse_charge:
        return (Tax("reverse", Decimal(0), sum(rate.base for rate in rates), 0),)
    return tuple(tax for rate in rates for tax in rate.taxes)


def _retention(rates: Iterable[RateAccount], statement: Statement) -> Cents:
    """Cumulative retention on works and their tax (rule 5); a guarantee stops it where it stands."""
    conditions, so_far = statement.conditions, statement.so_far
    if conditions.guarantee:
        return so_far.retention
    held = 0
    for rate in rates:
        works = rate.works + so_far.at(rate.rate).revision + rate.revision
        due = () if conditions.reverse_charge else taxes({rate.rate: works})
        held += works + sum(tax.amount for tax in due)
    return max(so_far.retention, percent_of(conditions.retention_percent, held))


def _next(rate: RateAccount, so_far: SoFar) -> RateSoFar:
    before = so_far.at(rate.rate)
    return RateSoFar(
        rate=rate.rate,
        works=rate.works,
        revision=before.revision + rate.revision,
        recovered=before.recovered + rate.recovered,
        tax=before.tax + rate.tax,
    )
