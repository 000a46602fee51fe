"""The invoice as data: CII in the profile EN 16931 of Factur-X 1.0, as it goes into the PDF."""

from datetime import date

from domain.invoice import Invoice
from ui.paper.archive import Data, Schema
from ui.paper.semantic import data_of, lacks

NAME = "factur-x.xml"
PROFILE = "en16931"
SCHEMA = Schema(
    "Factur-X PDFA Extension Schema",
    "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    "fx",
    "Text",
    "external",
    (
        ("DocumentType", "INVOICE", "The type of the hybrid document in capital letters"),
        ("DocumentFileName", NAME, "The name of the embedded XML document"),
        ("Version", "1.0", "The version of the standard applying to the embedded XML document"),
        ("ConformanceLevel", "EN 16931", "The conformance level of the embedded XML document"),
    ),
)


class Lacking(ValueError):  # noqa: N818  it names what is wrong
    """The invoice lacks what an electronic invoice must have; `lacks` names each."""

    def __init__(self, lacks: tuple[str, ...]) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = lacks


def wanted(invoice: Invoice) -> bool:
    """Whether the law wants it as data: French, and to a firm."""
    return invoice.country == "FR" and invoice.client.business


def xml(invoice: Invoice) -> bytes:
    """Give the invoice in CII, valid against its XML schema. Raises `Lacking` or `semantic.Inexact`."""
    from facturx import generate_cii_xml  # noqa: PLC0415  it brings much along

    made: bytes = generate_cii_xml(checked(invoice), level=PROFILE, check_xsd=True, check_schematron=False)
    return made


def checked(invoice: Invoice) -> dict[str, object]:
    """Give its business terms. Raises `Lacking` or `semantic.Inexact`."""
    missing = lacks(invoice)
    if missing:
        raise Lacking(missing)
    return data_of(invoice)


def embedded(invoice: Invoice) -> Data | None:
    """Give what goes into the PDF; nothing when no data are wanted, or some are lacking."""
    if not wanted(invoice) or lacks(invoice):
        return None
    assert isinstance(invoice.issued_on, date)  # noqa: S101  it lacks nothing
    return Data(NAME, xml(invoice), invoice.issued_on, SCHEMA)
