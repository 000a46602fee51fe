"""Invoices of the worked example and of contracts at random, and what happens to them in the books."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from domain import billing, invoicing
from domain.accounts import Account, Books, Method, TaxDue, Use, usual
from domain.contract import Signed
from domain.document import Content
from domain.entries import Affair, Client, Entry, Standing, affair_of, balances, invoiced, standing
from domain.invoice import Invoice
from domain.ledgers import Booked, booked
from domain.money import Cents
from domain.settling import Payment, received
from domain.statement import Measure
from tests.domain.market import CHANGE_ORDER, FIVE_PERCENT, QUOTE, Site, Story, percents

FRANCE = usual("FR")
QUEBEC = usual("CA")
MARTIN = Client("MARTIN", "Mme Martin")
ISSUED = date(2026, 3, 2)
LATER = date(2026, 4, 15)

PATIENT = settings(deadline=None, suppress_health_check=list(HealthCheck))  # contracts take long to draw

EXAMPLE_PROGRESS = (
    {"1.1": "100", "1.2": "30", "2.2": "25"},
    {"1.2": "72.5", "2.1": "40", "2.2": "66.7", "A1.1": "50"},
    dict.fromkeys(("1.1", "1.2", "2.1", "2.2", "A1.1"), "100"),
)


def numbered(invoice: Invoice, number: str, on: date = ISSUED) -> Invoice:
    return replace(invoice, number=number, issued_on=on)


def deposit_invoice(quote: Content, part: Signed, *, reverse_charge: bool = False) -> Invoice | None:
    figures = billing.of_deposit(part.part)
    if figures is None:
        return None
    return replace(invoicing.of_deposit(quote, figures), reverse_charge=reverse_charge)


def statement_invoice(site: Site, now: dict[str, Measure], penalties: Cents = 0) -> Invoice:
    """The invoice of a statement that is accepted as it is claimed."""
    content = site.claim(now, penalties=penalties)
    figures = site.accept(now, penalties=penalties)
    return invoicing.of_statement(content, billing.of_progress(content, figures))


def example(site: Site | None = None) -> list[Invoice]:
    """The deposit and the three statements of the worked example: F1, F2, F3, F4."""
    site = site or Site(FIVE_PERCENT)
    deposit = deposit_invoice(QUOTE, site.sign(QUOTE))
    assert deposit is not None
    made = [deposit]
    for now in EXAMPLE_PROGRESS:
        if "A1.1" in now and len(site.signed) == 1:
            site.sign(CHANGE_ORDER)
        made.append(statement_invoice(site, percents(**now)))
    return [numbered(invoice, f"F{index}") for index, invoice in enumerate(made, 1)]


def invoices_of(story: Story) -> list[Invoice]:
    """Every deposit and every statement of a contract at random, in order."""
    site = Site(story.conditions)
    made: list[Invoice | None] = []
    for step, quotes in enumerate(story.signs):
        reverse = story.conditions.reverse_charge
        made += [deposit_invoice(quote, site.sign(quote), reverse_charge=reverse) for quote in quotes]
        site.conditions = story.at(step)
        made.append(statement_invoice(site, story.now(site, step), story.penalties[step]))
    return [
        numbered(invoice, f"F{index}", ISSUED + timedelta(days=index))
        for index, invoice in enumerate(filter(None, made), 1)
    ]


@dataclass
class Case:
    """One invoice in the books, and every entry made on it."""

    invoice: Invoice
    books: Books = FRANCE
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.take(invoiced(self.books, self.invoice, self.affair))

    @property
    def affair(self) -> Affair:
        return affair_of(self.invoice, MARTIN, (line for entry in self.entries for line in entry.lines))

    @property
    def held(self) -> dict[str, Cents]:
        """What stands on each account that does not stand at nothing."""
        return {account: cents for account, cents in sorted(self.affair.held.items()) if cents}

    @property
    def standing(self) -> Standing:
        return standing(self.books, self.affair)

    def balance(self, *uses: Use) -> Cents:
        return sum(self.affair.held.get(self.books.number(use), 0) for use in uses)

    def take(self, entries: Iterable[Entry]) -> Sequence[Entry]:
        made = tuple(entries)
        self.entries += made
        return made

    def pay(
        self,
        amount: Cents,
        *,
        withheld: Cents | None = None,
        method: Method = Method.TRANSFER,
        reference: str = "VIR 1",
    ) -> Sequence[Entry]:
        return self.take(
            received(self.books, self.affair, Payment(LATER, amount, method, reference), withheld)
        )

    def credit(self, number: str = "AV1", kept: dict[str, Cents] | None = None) -> Sequence[Entry]:
        note, problems = invoicing.credit(self.invoice, kept)
        assert not problems
        return self.take(invoiced(self.books, numbered(note, number, LATER), self.affair))


def moved(entries: Iterable[Entry]) -> dict[str, Cents]:
    """What entries come to together on each account, in cents: debits less credits."""
    held = balances(line for entry in entries for line in entry.lines)
    return {account: cents for account, cents in held.items() if cents}


def renumbered(books: Books, **numbers: str) -> Books:
    changed = {Use(use): Account(number, f"Compte {number}") for use, number in numbers.items()}
    return replace(books, accounts={**books.accounts, **changed})


# Books at random: every moment at which tax falls due, both charts.
BOOKS = st.builds(
    lambda books, due: replace(books, tax_due=due),
    st.sampled_from([FRANCE, QUEBEC]),
    st.sampled_from(list(TaxDue)),
)


def splits(total: Cents) -> st.SearchStrategy[list[Cents]]:
    """A positive amount cut into payments, in any order."""
    cuts = st.lists(st.integers(0, max(total, 0)), max_size=4)
    return cuts.map(
        lambda at: [
            high - low for low, high in zip([0, *sorted(at)], [*sorted(at), total], strict=True) if high > low
        ]
    )


def bookkeeping(cases: Iterable[Case]) -> list[Booked]:
    """Every entry of these cases as it stands in the books, numbered in order from 1."""
    entries = [(case, entry) for case in cases for entry in case.entries]
    return [
        line
        for number, (case, entry) in enumerate(entries, 1)
        for line in booked(entry, number, case.invoice.number, LATER)
    ]


def lived_example() -> list[Case]:
    """The worked example: the deposit is paid, S1 too, half of S2, and S3 is owed."""
    deposit, first, second, third = cases = [Case(invoice) for invoice in example()]
    deposit.pay(7674_99)
    first.pay(4597_17, method=Method.CHEQUE)
    second.pay(3000_00)
    assert third.standing.owed == 6454_92
    return cases
