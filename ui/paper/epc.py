"""The QR code that banking applications read: a SEPA credit transfer, ready to be confirmed.

Source: European Payments Council, EPC069-12, version 3.1.
"""

from qrcode.constants import ERROR_CORRECT_M
from stdnum import iban

from domain.invoice import Invoice, Type
from domain.money import Cents, to_decimal
from ui.paper import qr

MOST: Cents = 99_999_999_999  # 999 999 999.99 EUR
NAME, REMITTANCE = 70, 140  # characters at the most


def code(invoice: Invoice, left: Cents | None = None) -> str | None:
    """Give the SVG of the code that pays an invoice; None where it cannot be paid in that way.

    Only what is to be paid in euros to an IBAN, under a number that the payment can be matched by. `left` is
    what is still to be paid of it (cents); all of it if nobody says.
    """
    amount = invoice.payable if left is None else left
    asked = invoice.type is not Type.CREDIT and 0 < amount <= MOST
    payable = invoice.currency == "EUR" and iban.is_valid(invoice.terms.iban)
    if not (asked and payable and invoice.number):
        return None
    return qr.svg(payload(invoice, left), ERROR_CORRECT_M)  # the level that the standard asks for


def payload(invoice: Invoice, left: Cents | None = None) -> str:
    """Give what the code says, one element a line; version 002 needs no BIC within the EEA."""
    terms = invoice.terms
    return "\n".join(
        (
            "BCD",
            "002",
            "1",  # UTF-8
            "SCT",
            compact(terms.bic),
            _line(terms.account_name or invoice.seller.name, NAME),
            compact(terms.iban),
            f"EUR{to_decimal(invoice.payable if left is None else left)}",
            "",  # purpose
            "",  # structured reference
            _line(invoice.number, REMITTANCE),
        )
    )


def compact(typed: str) -> str:
    """An account number without its spaces."""
    return "".join(typed.split()).upper()


def _line(text: str, most: int) -> str:
    return " ".join(text.split())[:most]
