"""PDF/A-3b, tagged for screen readers, with a file of data inside: what both people and machines keep.

WeasyPrint embeds the data in the same pass, without a clock: the same invoice gives the same bytes.
factur-x's own embedding takes the time of day and a second pass, so only its XML is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from typing import Any

from ui.paper import pdf
from ui.render import page
from ui.texts import DEFAULT


@dataclass(frozen=True, slots=True)
class Schema:
    """Metadata that PDF/A knows only when they bring their own description: (name, value, meaning)."""

    title: str
    namespace: str
    prefix: str
    of: str
    category: str
    properties: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Data:
    """A file of data that goes with the paper, and what the metadata say of it."""

    name: str
    content: bytes
    made_on: date
    schema: Schema


SCREEN = "screen"  # the name of the colours
UNIVERSAL_ACCESS = Schema(
    "PDF/UA identification schema",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    "Integer",
    "internal",
    (("part", "1", "Part of ISO 14289 that the document follows"),),
)


def render(
    html: str, *, sheet: pdf.Sheet, pictures: Mapping[str, pdf.Picture], data: Data | None = None
) -> bytes:
    """Give the PDF of a document, and of its data where it has some."""
    from weasyprint import Attachment  # noqa: PLC0415  at the first rendering

    attachments = []
    if data:
        midnight = datetime.combine(data.made_on, time())
        attachments = [
            Attachment(
                string=data.content,
                name=data.name,
                description=data.schema.title,
                created=midnight,
                modified=midnight,
                relationship="Data",
                url_fetcher=pdf.InMemory(),
            )
        ]
    schemas = [UNIVERSAL_ACCESS, *([data.schema] if data else [])]
    return pdf.render(
        html,
        sheet=sheet,
        pictures=pictures,
        pdf_variant="pdf/a-3b",
        pdf_tags=True,
        color_profiles={SCREEN: _colours()},
        output_intent=SCREEN,
        attachments=attachments,
        finisher=partial(_finish, schemas),
    )


@cache
def _srgb() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _colours() -> Any:
    """What the colours mean: sRGB, out of memory, since WeasyPrint leaves its own file open.

    Made anew for each document: a profile that was written once is written otherwise the second time.
    """
    from weasyprint.css import ColorProfile  # noqa: PLC0415  at the first rendering

    source = BytesIO(_srgb())
    return ColorProfile(source, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _finish(schemas: list[Schema], _document: Any, written: Any) -> None:
    """Complete the metadata, in the one rdf:RDF that XMP allows, and name each attachment once in /AF."""
    metadata = written.objects[int(written.catalog["Metadata"].split()[0])]
    described = page("paper/xmp.xml", DEFAULT, schemas=schemas).encode()
    metadata.stream = [b"".join(metadata.stream).replace(b"</rdf:RDF>", described + b"</rdf:RDF>")]
    metadata.compress = False  # a seal that comes later, and tools that look for it, read it as it is
    listed = written.catalog.get("AF")
    if listed:
        listed[:] = list(dict.fromkeys(listed))
