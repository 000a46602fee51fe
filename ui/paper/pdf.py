"""HTML to PDF: the same HTML gives the same bytes in any process, and nothing is ever fetched.

WeasyPrint is imported at the first rendering, so that a process that renders nothing does not pay for it.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
STYLES = HERE / "paper.css"
SCHEME = "aval:"  # addresses of what is in memory: aval:qr.svg


class Sheet(StrEnum):
    """The paper that a document is printed on."""

    A4 = "A4"
    LETTER = "letter"


class NotInMemory(ValueError):  # noqa: N818  it names what is wrong
    """The document refers to something that did not come with it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that comes with the document, as bytes and media type."""

    data: bytes
    media_type: str


@dataclass(slots=True)
class InMemory:
    """The only source of images and fonts: a mapping. Refuses every other address, whatever its scheme."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    _fail_on_errors: bool = False  # WeasyPrint asks: a picture that is not there is left out

    def __call__(self, url: str) -> Any:
        """Give what is at `aval:<name>`. Raises `NotInMemory`."""
        from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415  at the first rendering

        try:
            picture = self.pictures[url.removeprefix(SCHEME)] if url.startswith(SCHEME) else None
        except KeyError:
            picture = None
        if picture is None:
            raise NotInMemory(url[:100])
        return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})


def render(
    html: str,
    *,
    sheet: Sheet = Sheet.A4,
    pictures: Mapping[str, Picture] | None = None,
    tagged: bool = True,
    **more: Any,
) -> bytes:
    """Give the PDF of a document, tagged for screen readers (PDF/UA-1), with its fonts embedded.

    `html` refers to its `pictures` as `aval:<name>`. The identifier of the file is made from the HTML.
    `more` are options of WeasyPrint, in place of these.
    """
    fonts, styles = _press(sheet)
    from weasyprint import HTML  # noqa: PLC0415  at the first rendering

    document = HTML(string=html, base_url=SCHEME, url_fetcher=InMemory(pictures or {}))
    usual = {
        "stylesheets": [styles],
        "font_config": fonts,
        "pdf_variant": "pdf/ua-1" if tagged else None,
        "pdf_identifier": sha256(html.encode()).hexdigest()[:32].encode(),
    }
    pdf: bytes = document.write_pdf(**(usual | more))
    return pdf


@cache
def _press(sheet: Sheet) -> tuple[Any, Any]:
    """Set up fonts and style sheet once per process."""
    fonts = _fonts()
    from weasyprint import CSS  # noqa: PLC0415  at the first rendering

    source = STYLES.read_text(encoding="utf-8") + f"\n@page {{ size: {sheet} }}\n"
    return fonts, CSS(string=source, base_url=SCHEME, url_fetcher=InMemory(), font_config=fonts)


@cache
def _fonts() -> Any:
    with _own_fonts_only():
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  at the first rendering

        return FontConfiguration()


@contextmanager
def _own_fonts_only() -> Iterator[None]:
    """Let fontconfig see our fonts and no other while it is read; programs started later see them all."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before
