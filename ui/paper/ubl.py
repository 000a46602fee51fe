"""The invoice as data in UBL 2.1: the same business terms, for those who read no CII."""

from domain.invoice import Invoice
from ui.paper.facturx import PROFILE, checked


def ubl(invoice: Invoice) -> bytes:
    """Give the invoice (or credit note) in UBL, valid against its XML schema.

    Raises `facturx.Lacking` or `semantic.Inexact`.
    """
    from facturx import generate_ubl_xml  # noqa: PLC0415  it brings much along

    made: bytes = generate_ubl_xml(checked(invoice), level=PROFILE, check_xsd=True, check_schematron=False)
    return made
