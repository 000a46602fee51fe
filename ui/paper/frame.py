"""What every paper shows around its body: its trace, the firm's colours, figures and legal identity."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from domain.document import Content
from domain.money import COMPOUND
from domain.party import Party
from ui import brand
from ui.figures import Figures, of
from ui.paper import pdf
from ui.texts import MissingText, texts

NORTH_AMERICA = {"CA", "US"}

# In which order a firm states who it is; anything else follows as it was entered.
LEGAL_ORDER = (
    "form", "capital", "siren", "siret", "register", "ape", "vat", "neq", "rbq", "gst", "qst", "insurance",
)  # fmt: skip
NUMBERS = frozenset({"siren", "siret", "vat", "neq", "rbq", "gst", "qst"})  # never broken over two lines
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Trace:
    """Where the paper is found online (None: nowhere) and the fingerprint of its frozen content (or none)."""

    link: str | None
    sha256: str

    @property
    def fingerprint(self) -> str:
        """The SHA-256 in groups of eight, to be compared by eye."""
        return " ".join(self.sha256[start : start + 8] for start in range(0, len(self.sha256), 8))

    @property
    def short_fingerprint(self) -> str:
        """The beginning of the SHA-256, for the foot of every page."""
        return self.fingerprint[:17]

    @property
    def shown_link(self) -> str:
        """The link as people read it, without its scheme."""
        return (self.link or "").partition("://")[2] or (self.link or "")


def frame(content: Content, accent: str) -> dict[str, Any]:
    """What the base template asks for besides the trace. `accent` is the firm's colour (`#rrggbb`)."""
    written, shades = of(content.locale), brand.day(accent)
    return {
        "content": content,
        "accent": "#{:02x}{:02x}{:02x}".format(*shades.accent),
        "soft": "#{:02x}{:02x}{:02x}".format(*shades.soft),
        "money": partial(written.money, currency=content.currency),
        "rate": partial(rate_of, written),
        "legal": lambda party: list(_legal(party, content.locale)),
    }


def sheet_of(content: Content) -> pdf.Sheet:
    """Letter in North America, A4 everywhere else."""
    return pdf.Sheet.LETTER if content.country in NORTH_AMERICA else pdf.Sheet.A4


def rate_of(written: Figures, rate: Decimal) -> str:
    """Name a rate: `20 %`, or both taxes that it stands for."""
    return texts(written.locale)("paper-tax-both") if rate in COMPOUND else written.percent(rate)


def _legal(party: Party, locale: str) -> Iterator[str]:
    """Give who the firm is by law, one statement each: `SIRET 732 829 320 00074`."""
    known: dict[str, Any] = dict(party.legal)
    say = texts(locale)
    for name in [*(n for n in LEGAL_ORDER if n in known), *(n for n in known if n not in LEGAL_ORDER)]:
        try:
            label = say(f"paper-legal-{name}") if name.isidentifier() else name
        except MissingText:
            label = name
        stated = str(known[name])
        yield f"{label}\u00a0{stated.replace(' ', NO_BREAK) if name in NUMBERS else stated}".strip()
