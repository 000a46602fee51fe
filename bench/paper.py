"""The PDF of forty lines against bare WeasyPrint on the same HTML, in one process, taken in turn."""

import time
from datetime import date
from decimal import Decimal

from weasyprint import HTML

from bench.figures import Figure, compared
from domain.document import Content
from domain.line import Line
from domain.party import Party
from ui.paper import paper, pdf, qr

ROUNDS = 7
LINK = "https://aval.example/c/8fQ2mB1kq0vXk3o9p7Zr5Tn2Ls4Wd6Yh8Jc0Ea1Ug3Q"


def measure() -> list[Figure]:
    """Render the same quote with and without our code around it."""
    content = Content(
        "quote",
        "Gros œuvre",
        tuple(
            Line(
                str(n),
                f"Semelle filante en béton armé, type S{n}, coffrage compris, épaisseur selon plan",
                Decimal(120),
                "ml",
                Decimal(185),
                Decimal(20),
                f"2.{n}",
                f"Lot {n // 10}",
            )
            for n in range(40)
        ),
        number="DEV-2026-0001",
        version=1,
        issued_on=date(2026, 11, 22),
        seller=Party("Maçonnerie Mérel"),
        client=Party("SCI Les Tilleuls"),
    )
    html = paper.quote_html(content, link=LINK, sha256="0" * 64)
    fonts, styles = pdf._press(pdf.Sheet.A4)  # noqa: SLF001  the same fonts and styles for both
    pictures = {"qr.svg": pdf.Picture(qr.svg(LINK).encode(), "image/svg+xml")}

    def floor() -> bytes:
        document = HTML(string=html, base_url=pdf.SCHEME, url_fetcher=pdf.InMemory(pictures))
        return bytes(document.write_pdf(stylesheets=[styles], font_config=fonts, pdf_variant="pdf/ua-1"))

    def product() -> bytes:
        return paper.render_quote(content, link=LINK, sha256="0" * 64)

    ours: list[float] = []
    bare: list[float] = []
    for number in range(ROUNDS + 1):
        for render, times in ((product, ours), (floor, bare)):
            began = time.perf_counter()
            render()
            if number:
                times.append(time.perf_counter() - began)
    return [compared("PDF of 40 lines with QR, p50", ours, bare, "1.1 x")]
