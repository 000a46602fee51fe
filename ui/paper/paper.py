"""A frozen version on paper: HTML for the press, and the PDF that is stored under its SHA-256."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from babel.numbers import get_currency_name

from domain.document import Content
from domain.line import Line
from domain.money import COMPOUND, Cents
from domain.party import Party
from ui import brand
from ui.figures import Figures, of
from ui.paper import pdf, qr, works
from ui.paper.columns import columns_of
from ui.plain import UNPRINTABLE
from ui.render import page
from ui.texts import MissingText, texts

NORTH_AMERICA = {"CA", "US"}

# In which order a firm states who it is; anything else follows as it was entered.
LEGAL_ORDER = (
    "form", "capital", "siren", "siret", "register", "ape", "vat", "neq", "rbq", "gst", "qst", "insurance",
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Lines under one heading; `subtotal` (cents) counts only what is in the document's total."""

    heading: str
    lines: list[Line]

    @property
    def subtotal(self) -> Cents:
        """Sum before tax of the lines that count."""
        return sum(line.amount for line in self.lines if counts(line))


@dataclass(frozen=True)
class Sheet:
    """What the templates ask for besides the content itself."""

    content: Content
    link: str | None
    sha256: str

    @cached_property
    def groups(self) -> list[Group]:
        """The lines by heading, in the order of the document."""
        return [Group(heading, lines) for heading, lines in self.content.groups()]

    @property
    def headed(self) -> bool:
        """Whether any line stands under a heading."""
        return any(group.heading for group in self.groups)

    @property
    def discounted(self) -> bool:
        """Whether any line has a discount of its own."""
        return any(line.discount_percent for line in self.content.lines)

    @property
    def compound(self) -> bool:
        """Whether a rate stands for several taxes and is printed by their names."""
        return any(line.vat_rate in COMPOUND for line in self.content.lines)

    @property
    def left_out(self) -> list[Line]:
        """The options that are offered and not counted."""
        return [line for line in self.content.lines if not counts(line)]

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


def counts(line: Line) -> bool:
    """Whether a line is in the total: an option only when it is proposed."""
    return not line.optional or line.selected


def quote_html(
    content: Content,
    *,
    link: str | None,
    sha256: str,
    accent: str = "",
    withdrawn_on: date | None = None,
) -> str:
    """Give the HTML of a document for the press.

    `link` is the address behind the QR code, None when the firm switched it off; `sha256` the fingerprint of
    the frozen content, empty for a draft; `accent` the firm's colour (`#rrggbb`). A withdrawn document says
    so on its first page.
    """
    written = of(content.locale)
    html = page(
        f"paper/{content.kind}.html",
        content.locale,
        sheet=Sheet(content, link, sha256),
        content=content,
        totals=content.totals,
        accent="#{:02x}{:02x}{:02x}".format(*brand.day(accent).accent),
        soft="#{:02x}{:02x}{:02x}".format(*brand.day(accent).soft),
        withdrawn_on=withdrawn_on,
        counts=counts,
        money=partial(written.money, currency=content.currency),
        rate=partial(_rate, written),
        legal=lambda party: list(_legal(party, content.locale)),
        **_progress(content),
    )
    return html.translate(UNPRINTABLE)


def render_quote(
    content: Content,
    *,
    link: str | None,
    sha256: str,
    accent: str = "",
    withdrawn_on: date | None = None,
) -> bytes:
    """Give the PDF of a document: the same bytes for the same arguments, in any process."""
    html = quote_html(content, link=link, sha256=sha256, accent=accent, withdrawn_on=withdrawn_on)
    pictures = {"qr.svg": pdf.Picture(qr.svg(link).encode(), "image/svg+xml")} if link else {}
    return pdf.render(html, sheet=sheet_of(content), pictures=pictures)


def sheet_of(content: Content) -> pdf.Sheet:
    """Letter in North America, A4 everywhere else."""
    return pdf.Sheet.LETTER if content.country in NORTH_AMERICA else pdf.Sheet.A4


def file_name(content: Content) -> str:
    """Name the PDF as people look for it: `DEV-2026-0012 v2.pdf`."""
    return f"{content.number or content.kind} v{content.version}.pdf"


def _progress(content: Content) -> dict[str, Any]:
    """What only a statement's template asks for."""
    shown = works.works_of(content)
    if shown is None:
        return {}
    written = of(content.locale)
    return {
        "works": shown,
        "columns": columns_of(shown, written, partial(_rate, written)),
        "bare": partial(works.bare, written),
        "progress_in": partial(works.progress_in, written),
        "unit_price": partial(written.number, least=2),
        "currency": get_currency_name(content.currency, 2, written.babel),
        "measured": partial(works.measured, written),
        "part_done": works.part_done,
    }


def _rate(written: Figures, rate: Decimal) -> str:
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
        yield f"{label}\u00a0{known[name]}".strip()
