"""A frozen version on paper: HTML for the press, and the PDF that is stored under its SHA-256."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from babel.numbers import get_currency_name

from domain.document import Content
from domain.line import Line
from domain.money import COMPOUND, Cents
from ui.figures import of
from ui.paper import invoice, pdf, qr, works
from ui.paper.columns import columns_of
from ui.paper.frame import Trace, frame, rate_of, sheet_of
from ui.plain import UNPRINTABLE
from ui.render import page


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
class Sheet(Trace):
    """What the templates ask for besides the content itself."""

    content: Content

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
    if content.invoice:
        return invoice.html(content.invoice, link=link, accent=accent)
    html = page(
        f"paper/{content.kind}.html",
        content.locale,
        sheet=Sheet(link, sha256, content),
        totals=content.totals,
        withdrawn_on=withdrawn_on,
        counts=counts,
        **frame(content, accent),
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
    if content.invoice:
        return invoice.render(content.invoice, link=link, accent=accent)
    html = quote_html(content, link=link, sha256=sha256, accent=accent, withdrawn_on=withdrawn_on)
    pictures = {"qr.svg": pdf.Picture(qr.svg(link).encode(), "image/svg+xml")} if link else {}
    return pdf.render(html, sheet=sheet_of(content), pictures=pictures)


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
        "columns": columns_of(shown, written, partial(rate_of, written)),
        "bare": partial(works.bare, written),
        "progress_in": partial(works.progress_in, written),
        "unit_price": partial(written.number, least=2),
        "currency": get_currency_name(content.currency, 2, written.babel),
        "measured": partial(works.measured, written),
        "part_done": works.part_done,
    }
