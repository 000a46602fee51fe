"""Progress statements that the tests print and show: the worked example of the domain rules, and others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from domain.contract import Basis, Signed, signed
from domain.document import Content
from domain.line import Line
from domain.money import QUEBEC
from domain.party import Party
from domain.progress import account
from domain.statement import NOTHING_YET, Conditions, Measure
from tests.ui.quotes import line, nantes

LOT_1, LOT_2 = "Lot 1 · Ravalement", "Lot 2 · Gros œuvre"
Progress = Mapping[int, Mapping[str, str | Measure]]  # by statement and line; a figure is a percentage
FIVE_PERCENT = Conditions(retention_percent=Decimal(5))
PROGRESS: Progress = {
    1: {"1.1": "100", "1.2": "30", "2.1": "0", "2.2": "25"},
    2: {"1.1": "100", "1.2": "72.5", "2.1": "40", "2.2": "66.7", "A1.1": "50"},
    3: {"1.1": "100", "1.2": "100", "2.1": "100", "2.2": "100", "A1.1": "100"},
}
PERIODS = {
    1: (date(2026, 9, 1), date(2026, 9, 30)),
    2: (date(2026, 10, 1), date(2026, 10, 31)),
    3: (date(2026, 11, 1), date(2026, 11, 30)),
}


def contract(**changes: Any) -> Content:
    """The accepted quote of the worked example."""
    lines = (
        line("1.1", "Échafaudage, montage et location", "1", "forfait", "3215.47", "10", group=LOT_1),
        line("1.2", "Enduit à la chaux", "148.60", "m²", "46.37", "10", group=LOT_1),
        line("2.1", "Reprise en sous-œuvre", "1", "ens.", "7850", "20", group=LOT_2),
        line("2.2", "Semelle filante en béton armé", "37.25", "ml", "112.90", "20", group=LOT_2),
    )
    quote = nantes(
        lines=lines,
        title="Résidence Les Tilleuls, gros œuvre",
        discount_percent=Decimal(0),
        deposit_percent=Decimal(30),
    )
    return replace(quote, **changes)


def change_order() -> Content:
    """The change order that joins the contract before the second statement."""
    return nantes(
        lines=(line("A1.1", "Bavette d’appui en zinc", "12", "ml", "65.20", "10"),),
        title="Bavettes en zinc",
        number="DEV-2026-0031",
        version=1,
        discount_percent=Decimal(0),
        deposit_percent=Decimal(0),
        amends="DEV-2026-0012",
    )


def parts(ordinal: int) -> tuple[Signed, ...]:
    """What is signed when a statement of the worked example is drafted."""
    first = signed(contract(), "doc-contract", date(2026, 8, 24))
    later = signed(change_order(), "doc-change-order", date(2026, 10, 12))
    return (first, later) if ordinal > 1 else (first,)


def basis(
    ordinal: int,
    conditions: Conditions = FIVE_PERCENT,
    progress: Progress = PROGRESS,
) -> Basis:
    """What a statement of the worked example starts from, with all earlier ones accepted as claimed."""
    so_far, done = NOTHING_YET, dict[str, tuple[Measure, int]]()
    for number in range(1, ordinal):
        before = Basis("con-1", "DEV-2026-0012", "", number, parts(number), conditions, so_far, done)
        statement = before.statement(measures(progress[number]))
        figures = account(before.lines, statement)
        so_far = figures.so_far
        done = {claim.line_id: (claim.now, figures.lines[claim.line_id].now) for claim in statement.claims}
    return Basis(
        "con-1", "DEV-2026-0012", contract().title, ordinal, parts(ordinal), conditions, so_far, done
    )


def measures(progress: Mapping[str, str | Measure]) -> dict[str, Measure]:
    """Progress by line id: a figure is a percentage."""
    return {
        f"line-{number}": value if isinstance(value, Measure) else Measure(Decimal(value))
        for number, value in progress.items()
    }


def situation(
    ordinal: int = 3,
    conditions: Conditions = FIVE_PERCENT,
    progress: Progress = PROGRESS,
    **stated: Any,
) -> Content:
    """Statement S1, S2 or S3 of the worked example, as published; `stated` replaces what it says besides."""
    base = basis(ordinal, conditions, progress)
    start, end = PERIODS[ordinal]
    statement = base.statement(measures(progress[ordinal]))
    return statement_of(
        base, replace(statement, **{"period_from": start, "period_to": end, **stated}), issued_on=end
    )


def statement_of(base: Basis, statement: Any, **changes: Any) -> Content:
    """The parties of Nantes around a statement."""
    parties = nantes()
    content = Content(
        kind="statement",
        title=base.title,
        lines=base.lines,
        number=f"SIT-2026-{base.ordinal:04}",
        version=1,
        seller=parties.seller,
        client=parties.client,
        contact=parties.contact,
        site=parties.site,
        job=parties.job,
        retention_percent=base.conditions.retention_percent,
        statement=statement,
    )
    return replace(content, **changes)


def large(count: int) -> Content:
    """A first statement on a contract of many lines in lots of fifty."""
    lines = tuple(
        line(
            f"{n // 50 + 1}.{n % 50 + 1}",
            f"Semelle filante en béton armé, type S{n}, coffrage compris",
            "120",
            "ml",
            "185",
            "20",
            group=f"Lot {n // 50 + 1} · Bâtiment {n // 50 + 1}",
        )
        for n in range(count)
    )
    part = signed(contract(lines=lines), "doc-contract", date(2026, 8, 24))
    base = Basis("con-1", "DEV-2026-0012", "Cent logements", 1, (part,), FIVE_PERCENT)
    claimed = {each.id: Measure(Decimal(n % 101)) for n, each in enumerate(lines)}
    return statement_of(base, base.statement(claimed), issued_on=date(2026, 11, 30))


def montreal() -> Content:
    """A décompte progressif: GST and QST, ten percent held back, Letter paper."""
    lines = (
        line("1", "Démolition", "1", "forfait", "1234.56", str(QUEBEC)),
        line("2", "Armoires en merisier", "12", "mod.", "845.5", str(QUEBEC)),
    )
    part = signed(contract(lines=lines, deposit_percent=Decimal(10)), "doc-contract", date(2026, 8, 24))
    conditions = Conditions(retention_percent=Decimal(10))
    base = Basis("con-2", "DEV-2026-0003", "Rénovation de la cuisine", 1, (part,), conditions)
    now = {"line-1": Measure(Decimal(100)), "line-2": Measure(Decimal(6), "quantity")}
    return statement_of(
        base,
        replace(base.statement(now), period_from=date(2026, 11, 1), period_to=date(2026, 11, 30)),
        issued_on=date(2026, 11, 30),
        locale="fr-CA",
        currency="CAD",
        country="CA",
        seller=Party(
            "Rénovations Tremblay inc.",
            ("1200, rue Sherbrooke Ouest", "Montréal (Québec) H3A 1H6"),
            legal=(("gst", "123456789 RT0001"), ("qst", "1234567890 TQ0001"), ("rbq", "5678-1234-01")),
        ),
        client=Party("Mme Gagnon", business=False),
        job="",
        site="",
        contact=Party(""),
    )


def subcontract() -> Content:
    """S2 for a main contractor, who owes the tax: reverse charge."""
    client = Party(
        "Loire Construction SA", ("2 rue du Port", "44100 Nantes"), legal=(("vat", "FR12 345 678 901"),)
    )
    return replace(situation(2, replace(FIVE_PERCENT, reverse_charge=True)), client=client)


def with_lines(content: Content, **changes: Any) -> Content:
    """The same statement with every line changed."""
    lines: tuple[Line, ...] = tuple(replace(each, **changes) for each in content.lines)
    return replace(content, lines=lines)
