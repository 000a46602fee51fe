"""An invoice on paper: PDF/A-3b for the archive, with its data inside where the law wants them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from domain.document import Content
from domain.invoice import Invoice, InvoiceLine
from domain.money import COMPOUND, Cents
from domain.party import Party
from ui.paper import archive, epc, facturx, pdf, qr
from ui.paper.frame import Trace, frame, sheet_of
from ui.paper.identity import siren
from ui.paper.mentions import WORKS, Mentions, named
from ui.plain import UNPRINTABLE
from ui.render import page
from ui.texts import texts

SVG = "image/svg+xml"


@dataclass(frozen=True)
class Group:
    """Lines under one heading."""

    heading: str
    lines: list[InvoiceLine]

    @property
    def subtotal(self) -> Cents:
        """Sum before tax."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True)
class Bill(Trace):
    """What the template asks for besides the sentences."""

    invoice: Invoice

    @cached_property
    def groups(self) -> list[Group]:
        """What is sold by heading, then what stands beside it, in the order of the invoice."""
        say = texts(self.invoice.locale)
        none = say("paper-no-group")
        sold = [line for line in self.invoice.lines if line.role in WORKS]
        beside = [line for line in self.invoice.lines if line.role not in WORKS]
        made = [
            Group(heading or none, list(lines)) for heading, lines in groupby(sold, lambda line: line.group)
        ]
        roles = {line.role for line in beside}
        name = f"invoice-role-{roles.pop()}" if len(roles) == 1 else "invoice-beside"
        return [*made, *([Group(say(name), beside)] if beside else [])]

    @property
    def headed(self) -> bool:
        """Whether any line stands under a heading of its own."""
        return any(line.group for line in self.invoice.lines)

    @property
    def compound(self) -> bool:
        """Whether a rate stands for several taxes and is printed by their names."""
        return any(line.vat_rate in COMPOUND for line in self.invoice.lines)

    @property
    def account(self) -> list[tuple[str, str]]:
        """Where to pay, for those who type it."""
        terms = self.invoice.terms
        iban = epc.compact(terms.iban)
        if not iban:
            return []
        stated = {
            "holder": terms.account_name or self.invoice.seller.name,
            "iban": " ".join(iban[start : start + 4] for start in range(0, len(iban), 4)),
            "bic": epc.compact(terms.bic),
            "remittance": self.invoice.number,
        }
        return [(name, text) for name, text in stated.items() if text]

    @cached_property
    def code(self) -> str | None:
        """The code that pays it."""
        return epc.code(self.invoice)

    def named(self, line: InvoiceLine) -> tuple[str, str]:
        """A line's title and its details."""
        return named(line, texts(self.invoice.locale))

    def pictures(self) -> Iterator[tuple[str, pdf.Picture]]:
        """The codes, by name."""
        if self.link:
            yield "qr.svg", pdf.Picture(qr.svg(self.link).encode(), SVG)
        if self.code:
            yield "epc.svg", pdf.Picture(self.code.encode(), SVG)


def render(invoice: Invoice, *, link: str | None = None, accent: str = "") -> bytes:
    """Give the PDF/A-3b of an invoice: the same bytes for the same arguments, in any process.

    `link` is the address behind the QR code at the top (None: without), `accent` the firm's colour. A French
    invoice to a firm has its data inside, unless `semantic.lacks` names something.
    """
    bill = Bill(link, "", invoice)
    return archive.render(
        _html(bill, accent),
        sheet=sheet_of(_content(invoice)),
        pictures=dict(bill.pictures()),
        data=facturx.embedded(invoice),
    )


def html(invoice: Invoice, *, link: str | None = None, accent: str = "") -> str:
    """Give the HTML of an invoice, for the press or for a preview without its pictures."""
    return _html(Bill(link, "", invoice), accent)


def _html(bill: Bill, accent: str) -> str:
    made = page(
        "paper/invoice.html",
        bill.invoice.locale,
        sheet=bill,
        bill=bill,
        mentions=Mentions(bill.invoice),
        withdrawn_on=None,
        **frame(_content(bill.invoice), accent),
    )
    return made.translate(UNPRINTABLE)


def _content(invoice: Invoice) -> Content:
    """What the base of every paper shows of an invoice."""
    return Content(
        kind="invoice",
        title=invoice.title,
        lines=(),
        number=invoice.number,
        issued_on=invoice.issued_on,
        locale=invoice.locale,
        currency=invoice.currency,
        country=invoice.country,
        seller=_identified(invoice.seller),
        client=_identified(invoice.client),
        site=invoice.site,
        job=invoice.job,
        contact=invoice.contact,
        introduction=invoice.introduction,
        notes=invoice.notes,
    )


def _identified(party: Party) -> Party:
    """The same firm with its SIREN stated, also where it only gave a SIRET (Code de commerce R123-237)."""
    digits = siren(party)
    if not digits:
        return party
    stated = dict(party.legal) | {"siren": f"{digits[:3]} {digits[3:6]} {digits[6:]}"}
    return replace(party, legal=tuple(stated.items()))
