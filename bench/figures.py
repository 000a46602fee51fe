"""A measured figure, and how its parts are said."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One row of the table."""

    what: str
    ours: str
    floor: str = ""
    ratio: str = ""
    aim: str = ""


def milliseconds(seconds: float) -> str:
    """Say a duration."""
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def percentile(values: list[float], percent: int) -> float:
    """Give a percentile by rank."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, len(ranked) * percent // 100)]


def compared(what: str, ours: list[float], floor: list[float], aim: str) -> Figure:
    """Give the medians of two series taken in turn, and their ratio."""
    a, b = median(ours), median(floor)
    return Figure(what, milliseconds(a), milliseconds(b), f"{a / b:.2f} x", aim)
