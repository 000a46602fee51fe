"""How wide the columns of a statement are: as wide as their figures, and the rest is for the description.

Measured here and not by the press: its fixed layout looks at one row, its automatic one at every cell.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ui.figures import Figures
from ui.paper.works import Works, bare, progress_in

SHEET = 508.0  # pt between the margins of A4; Letter is wider
LARGEST = 7.7  # pt; figures are set smaller when a contract is too large for the sheet
PADDING = 5.2  # pt in each cell, left and right together
DESCRIPTION = 16.0  # em that are left to the description at the least
DIGIT, CAPITAL, LETTER = 0.66, 0.7, 0.58  # em, of Inter with tabular figures
SIGNS = {"\u202f": 0.2, "\u00a0": 0.29, " ": 0.29, ",": 0.3, ".": 0.3, "%": 1.0}

# What the head of a column needs (em), whatever stands below; and how often the column occurs.
HEADS = {"unit": 2.2, "tax": 2.6, "quantity": 4.2, "price": 4.2, "amount": 4.8, "progress": 3.7}
TIMES = {"amount": 3, "progress": 3}
WIDEST_UNIT = 7


@dataclass(frozen=True, slots=True)
class Columns:
    """The size of the figures and the width of each column, in pt."""

    size: float
    widths: Mapping[str, float]


def columns_of(works: Works, written: Figures, rate: Callable[[Decimal], str]) -> Columns:
    """Give the columns that hold the widest figure of each. `rate` names a rate of tax."""
    ems = {
        name: max(HEADS[name], *map(_ems, texts), 0.0)
        for name, texts in _texts(works, written, rate).items()
        if name != "tax" or works.mixed
    }
    count = sum(TIMES.get(name, 1) for name in ems)
    whole = sum(width * TIMES.get(name, 1) for name, width in ems.items()) + DESCRIPTION
    size = min(LARGEST, (SHEET - count * PADDING) / whole)
    return Columns(round(size, 2), {name: round(width * size + PADDING, 2) for name, width in ems.items()})


def _texts(works: Works, written: Figures, rate: Callable[[Decimal], str]) -> dict[str, Iterable[str]]:
    rows = [row for run in works.runs for row in run.rows]
    lines = [row.line for row in rows]
    whole = works.total.market - works.discount.market
    return {
        "unit": (line.unit[:WIDEST_UNIT] for line in lines),
        "tax": (rate(held.rate) for held in works.account.rates),
        "quantity": (written.quantity(line.quantity) for line in lines),
        "price": (written.number(line.unit_price, 2) for line in lines),
        "amount": [bare(written, whole)],
        "progress": (progress_in(written, row, value) for row in rows for value in row.progress),
    }


def _ems(text: str) -> float:
    return sum(
        SIGNS.get(sign) or (DIGIT if sign.isdigit() else CAPITAL if sign.isupper() else LETTER)
        for sign in text
    )
