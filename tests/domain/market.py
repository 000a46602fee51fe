"""The worked example of the domain rules as a contract with its statements, and contracts at random."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from hypothesis import strategies as st

from domain.contract import Basis, Signed, deposit_of, signed
from domain.document import Content
from domain.ledger import Accepted, DepositInvoice, Ledger, ledger
from domain.line import Line
from domain.money import Cents
from domain.progress import Account, account, earned
from domain.statement import NOTHING_YET, Conditions, Measure, Revision, Statement

STARTED = date(2026, 1, 5)
FIVE_PERCENT = Conditions(retention_percent=Decimal(5))


def line(line_id: str, quantity: str, price: str, rate: str, **more: Any) -> Line:
    return Line(line_id, f"Ouvrage {line_id}", Decimal(quantity), "u", Decimal(price), Decimal(rate), **more)


QUOTE = Content(
    "quote",
    "Extension de la maison",
    (
        line("1.1", "1", "3215.47", "10"),
        line("1.2", "148.60", "46.37", "10"),
        line("2.1", "1", "7850.00", "20"),
        line("2.2", "37.25", "112.90", "20"),
    ),
    number="DEV-1",
    deposit_percent=Decimal(30),
    retention_percent=Decimal(5),
)
CHANGE_ORDER = Content(
    "quote", "Drainage", (line("A1.1", "12", "65.20", "10"),), number="DEV-2", amends="DEV-1"
)


def percents(**values: str) -> dict[str, Measure]:
    return {name: Measure(Decimal(value)) for name, value in values.items()}


@dataclass
class Site:
    """Works under a contract: what was signed, and the statements that were accepted, one a month."""

    conditions: Conditions = FIVE_PERCENT
    signed: list[Signed] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    done: dict[str, tuple[Measure, Cents]] = field(default_factory=dict)
    disputed: dict[str, Measure] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return STARTED + timedelta(days=30 * len(self.accepted) + len(self.signed))

    @property
    def basis(self) -> Basis:
        so_far = self.accepted[-1].figures.so_far if self.accepted else NOTHING_YET
        return Basis(
            contract_id="ctr_1",
            number=self.signed[0].part.number,
            title=self.signed[0].part.title,
            ordinal=len(self.accepted) + 1,
            signed=tuple(self.signed),
            conditions=self.conditions,
            so_far=so_far,
            done=dict(self.done),
            disputed=dict(self.disputed),
        )

    def sign(self, quote: Content) -> Signed:
        part = signed(quote, f"doc_{len(self.signed) + 1}", self.today)
        self.signed.append(part)
        return part

    def claim(self, now: Mapping[str, Measure], **more: Any) -> Content:
        """A statement as it is published: nothing is accepted yet."""
        basis = self.basis
        statement = replace(basis.statement(now), **more)
        return Content(
            "statement", basis.title, basis.lines, number=f"SIT-{basis.ordinal}", statement=statement
        )

    def accept(
        self, now: Mapping[str, Measure], admitted: Mapping[str, Measure] | None = None, **more: Any
    ) -> Account:
        content = self.claim(now, **more)
        assert content.statement is not None
        claims = content.statement.claim_of
        held = content.statement.admitting(admitted or {})
        figures = account(content.lines, held)
        self.accepted.append(
            Accepted(held.ordinal, content.number, self.today, figures),
        )
        self.done = {name: (claim.now, figures.lines[name].now) for name, claim in held.claim_of.items()}
        self.disputed = {name: claims[name].now for name in admitted or {}}
        return figures

    def deposits(self) -> list[DepositInvoice]:
        """Every deposit that was asked, invoiced on the day of the signature."""
        reverse = self.conditions.reverse_charge
        asked = [(part.part, deposit_of(part.part, reverse_charge=reverse)) for part in self.signed]
        return [
            DepositInvoice(f"FAC-{part.number}", part.accepted_on, deposits)
            for part, deposits in asked
            if deposits
        ]

    def ledger(self, **more: Any) -> Ledger:
        parts = [part.part for part in self.signed]
        return ledger(parts, self.conditions, self.accepted, self.deposits(), **more)


def worked_example() -> Site:
    """The three statements of the domain rules, with the change order that was signed before the second."""
    site = Site()
    site.sign(QUOTE)
    site.accept(percents(**{"1.1": "100", "1.2": "30", "2.2": "25"}))
    site.sign(CHANGE_ORDER)
    site.accept(percents(**{"1.2": "72.5", "2.1": "40", "2.2": "66.7", "A1.1": "50"}))
    site.accept(percents(**dict.fromkeys(("1.1", "1.2", "2.1", "2.2", "A1.1"), "100")))
    return site


# Contracts at random: several rates, discounts on lines and on the whole, deposits, change orders that come
# later, progress in % or in the line's unit, revision, account of the site's costs, penalties.
HUNDREDTHS = st.integers(0, 10_000).map(lambda n: Decimal(n).scaleb(-2))
RATES = st.sampled_from([Decimal(rate) for rate in ("0", "5.5", "10", "20", "14.975")])


def lines(prefix: str) -> st.SearchStrategy[tuple[Line, ...]]:
    priced = st.tuples(
        st.integers(0, 9_999_999).map(lambda n: Decimal(n).scaleb(-4)),
        st.integers(0, 999_999).map(lambda n: Decimal(n).scaleb(-2)),
        RATES,
        st.one_of(st.just(Decimal(0)), HUNDREDTHS),
    )
    return st.lists(priced, min_size=1, max_size=4).map(
        lambda found: tuple(
            Line(f"{prefix}.{i}", "Ouvrage", quantity, "u", price, rate, discount_percent=discount)
            for i, (quantity, price, rate, discount) in enumerate(found)
        )
    )


def quotes(index: int) -> st.SearchStrategy[Content]:
    return st.builds(
        Content,
        kind=st.just("quote"),
        title=st.just("Extension"),
        number=st.just(f"DEV-{index}"),
        lines=lines(str(index)),
        discount_percent=st.one_of(st.just(Decimal(0)), HUNDREDTHS),
        deposit_percent=st.sampled_from([Decimal(0), Decimal(30), Decimal("33.333"), Decimal(100)]),
        amends=st.just("DEV-0" if index else ""),
    )


@dataclass(frozen=True)
class Story:
    """A contract up to its last line: what is signed before each statement, and what each claims."""

    conditions: Conditions
    signs: tuple[tuple[Content, ...], ...]
    levels: tuple[Mapping[str, tuple[Decimal, bool]], ...]  # in %, and whether it is typed as a quantity
    indices: tuple[Decimal, ...]
    penalties: tuple[Cents, ...]

    def played(self) -> Site:
        """Everything accepted, the last line at its market."""
        site = Site(self.conditions)
        for step in range(len(self.signs)):
            self.play(site, step)
        return site

    def play(self, site: Site, step: int) -> Account:
        for quote in self.signs[step]:
            site.sign(quote)
        site.conditions = self.at(step)
        return site.accept(self.now(site, step), penalties=self.penalties[step])

    def at(self, step: int) -> Conditions:
        revision = replace(self.conditions.revision, index=self.indices[step])
        return replace(self.conditions, revision=revision)

    def now(self, site: Site, step: int) -> dict[str, Measure]:
        """What a statement claims: on each line no less than was accepted before."""
        claimed: dict[str, Measure] = {}
        for found in site.basis.lines:
            level, by_quantity = self.levels[step][found.id]
            measure = Measure(level)
            if by_quantity:
                reached = (found.quantity * level / 100).quantize(Decimal("0.0001"), ROUND_DOWN)
                measure = Measure(reached, "quantity")
            if earned(found, measure) >= site.done.get(found.id, (None, 0))[1]:
                claimed[found.id] = measure
        return claimed


CONDITIONS = st.builds(
    Conditions,
    retention_percent=st.sampled_from([Decimal(0), Decimal("2.5"), Decimal(5)]),
    prorata_percent=st.sampled_from([Decimal(0), Decimal("1.5")]),
    reverse_charge=st.booleans(),
)
REVISED = st.builds(Revision, name=st.just("BT01"), base=st.sampled_from([Decimal(0), Decimal("118.4")]))


@st.composite
def stories(draw: st.DrawFn, *, revised: bool = True) -> Story:
    steps = draw(st.integers(1, 4))
    signs: list[list[Content]] = [[draw(quotes(0))], *([] for _ in range(steps - 1))]
    for index in range(1, draw(st.integers(1, 3))):
        signs[draw(st.integers(0, steps - 1))].append(draw(quotes(index)))
    ids = [found.id for contents in signs for content in contents for found in content.lines]
    rising = {name: sorted(draw(st.lists(HUNDREDTHS, min_size=steps, max_size=steps))) for name in ids}
    conditions = draw(CONDITIONS)
    if revised:
        conditions = replace(conditions, revision=draw(REVISED))
    return Story(
        conditions=conditions,
        signs=tuple(map(tuple, signs)),
        levels=tuple(
            {
                name: (Decimal(100) if step == steps - 1 else rising[name][step], draw(st.booleans()))
                for name in ids
            }
            for step in range(steps)
        ),
        indices=tuple(draw(st.decimals(80, 180, places=1)) for _ in range(steps)),
        penalties=tuple(draw(st.sampled_from([0, 0, 12_345])) for _ in range(steps)),
    )


def statement_of(content: Content) -> Statement:
    assert content.statement is not None
    return content.statement


def account_of(content: Content) -> Account:
    assert content.account is not None
    return content.account
