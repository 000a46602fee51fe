"""What a progress statement shows on paper: its lines and how far they are, sums of works, and ledgers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import cached_property

from domain.document import Content
from domain.line import Line
from domain.money import HUNDRED, Cents, to_decimal
from domain.progress import Account, LineAccount, RateAccount, coefficient, percent, quantity
from domain.statement import Claim, Measure, Part, Statement
from ui.figures import Figures

TENTH = Decimal("0.1")
BAR = 1000  # the length of a whole progress bar


@dataclass(frozen=True)
class Row:
    """One line with its figures. Progress is in the measure of its claim: % or the line's own unit."""

    line: Line
    claim: Claim
    figures: LineAccount

    @property
    def by_quantity(self) -> bool:
        """Whether the line is measured in its own unit."""
        return self.claim.now.by == "quantity"

    @property
    def progress(self) -> tuple[Decimal, Decimal, Decimal]:
        """How far it was, what this statement adds, how far it is."""
        read = quantity if self.by_quantity else percent
        before, now = read(self.line, self.claim.before), read(self.line, self.claim.now)
        return before, now - before, now

    @property
    def percents(self) -> tuple[Decimal, Decimal, Decimal]:
        """The same in %."""
        before, now = percent(self.line, self.claim.before), percent(self.line, self.claim.now)
        return before, now - before, now


@dataclass(frozen=True)
class Run:
    """Lines under one heading, with their sum; `amendment` is the change order that they belong to."""

    heading: str
    amendment: Part | None
    rows: list[Row]

    @property
    def figures(self) -> LineAccount:
        """The sum of its lines."""
        return added(row.figures for row in self.rows)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger, in cents: before this statement, with it, in all, and what is left (or None)."""

    name: str
    before: Cents
    period: Cents
    left: Cents | None = None

    @property
    def total(self) -> Cents:
        """In all."""
        return self.before + self.period


@dataclass(frozen=True)
class Works:
    """A statement and its account, in the order in which the paper shows them."""

    content: Content
    statement: Statement
    account: Account

    @cached_property
    def runs(self) -> list[Run]:
        """The lines by heading, in the order of the document."""
        claims, figures = self.statement.claim_of, self.account.lines
        amendments = {part.id: part for part in self.statement.parts[1:]}
        return [
            Run(
                heading,
                amendments.get(claims[lines[0].id].part),
                [Row(line, claims[line.id], figures[line.id]) for line in lines],
            )
            for heading, lines in self.content.groups()
        ]

    @property
    def headed(self) -> bool:
        """Whether any line stands under a heading."""
        return any(run.heading for run in self.runs)

    @property
    def mixed(self) -> bool:
        """Whether lines have different rates of tax, so that each must name its own."""
        return len(self.rates) > 1

    @cached_property
    def parts(self) -> list[tuple[Part, LineAccount]]:
        """The contract, then its change orders, each with the sum of its lines."""
        return [
            (
                part,
                added(
                    self.account.lines[claim.line_id]
                    for claim in self.statement.claims
                    if claim.part == part.id
                ),
            )
            for part in self.statement.parts
        ]

    @property
    def total(self) -> LineAccount:
        """All works, before tax, discounts taken off."""
        figures = self.account
        return LineAccount(figures.contract, figures.works_total - figures.works, figures.works_total)

    @property
    def discount(self) -> LineAccount:
        """What the discounts of the quotes take off the sum of the lines; negative or nothing."""
        lines, total = added(figures for _, figures in self.parts), self.total
        return LineAccount(total.market - lines.market, total.before - lines.before, total.now - lines.now)

    @property
    def bar(self) -> tuple[int, int]:
        """How much of the progress bar (of `BAR`) the earlier statements fill, and how much this one."""
        total = self.total
        before, now = (
            round(BAR * min(max(done / total.market, 0), 1)) if total.market else 0
            for done in (total.before, total.now)
        )
        return before, now - before

    @property
    def deposit(self) -> Cents:
        """The deposits of contract and change orders, before tax."""
        return sum(rate.deposit for rate in self.account.rates)

    @property
    def rates(self) -> tuple[RateAccount, ...]:
        """What is recapped rate by rate; under reverse charge no rate counts, and the sum says all."""
        return () if self.statement.conditions.reverse_charge else self.account.rates

    @property
    def revised(self) -> bool:
        """Whether this period's prices are revised by an index."""
        revision = self.statement.conditions.revision
        return bool(revision.base and revision.index)

    @property
    def coefficient(self) -> Decimal:
        """The coefficient of the price revision."""
        return coefficient(self.statement.conditions.revision)

    @cached_property
    def ledger(self) -> list[Entry]:
        """What runs through all statements of the contract; what never moved is left out."""
        so_far, figures = self.statement.so_far, self.account
        recovered = sum(rate.recovered_before for rate in figures.rates)
        entries = [
            Entry("deposit", recovered, figures.recovered, self.deposit - recovered - figures.recovered),
            Entry("retention", so_far.retention, figures.retention),
            Entry("penalties", so_far.penalties, figures.penalties),
            Entry("prorata", so_far.prorata, figures.prorata),
            Entry("gross", so_far.gross, figures.gross),
        ]
        return [entry for entry in entries if entry.total or entry.left or entry.name == "gross"]


def works_of(content: Content) -> Works | None:
    """The works of a statement; None for other documents."""
    if content.statement is None or content.account is None:
        return None
    return Works(content, content.statement, content.account)


def added(figures: Iterable[LineAccount]) -> LineAccount:
    """The sum of several lines."""
    held = list(figures)
    return LineAccount(sum(f.market for f in held), sum(f.before for f in held), sum(f.now for f in held))


def part_done(figures: LineAccount) -> Decimal:
    """How much of a sum is worked off, in % to one decimal; 100 % only when nothing is left."""
    if not figures.market:
        return Decimal(0)
    return (Decimal(figures.now) * HUNDRED / figures.market).quantize(TENTH, ROUND_DOWN)


def bare(written: Figures, cents: Cents) -> str:
    """An amount without its currency, which the head of the table names once."""
    return written.number(to_decimal(cents), 2, 2)


def progress_in(written: Figures, row: Row, value: Decimal) -> str:
    """A progress of this line: `72,5 %`, or `107,735` when it is measured in its unit."""
    return written.quantity(value) if row.by_quantity else written.percent(value)


def measured(written: Figures, line: Line, measure: Measure) -> str:
    """A progress with its unit: `72,5 %` or `107,735 m²`."""
    if measure.by == "percent":
        return written.percent(measure.value)
    return f"{written.quantity(measure.value)}\u00a0{line.unit}".strip()
