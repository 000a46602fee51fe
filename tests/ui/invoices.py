"""Invoices that the tests print and check: those of the worked example, and what corrects them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from domain import billing, invoicing
from domain.document import Content
from domain.invoice import Invoice, Nature, PaymentTerms, Reference, Type
from domain.money import Cents
from domain.party import Party
from domain.statement import Conditions
from tests.ui import quotes, statements
from tests.ui.statements import FIVE_PERCENT, PERIODS, parts, situation

ISSUED = date(2026, 12, 1)
IBAN = "FR76 3000 6000 0112 3456 7890 189"
TERMS = PaymentTerms(
    late_rate=Decimal("13.15"),
    iban=IBAN,
    bic="AGRIFRPP",
    account_name="Maçonnerie Mérel SARL",
)
SELLER = Party(
    "Maçonnerie Mérel",
    ("4 quai de la Fosse", "44000 Nantes"),
    "claire@merel.example",
    "02 40 00 00 00",
    legal=(
        ("form", "SARL"),
        ("capital", "20 000 €"),
        ("siret", "732 829 320 00074"),
        ("register", "Nantes 732 829 320"),
        ("vat", "FR44 732 829 320"),
        ("insurance", "SMABTP n° 123456, France métropolitaine"),
    ),
)
CLIENT = Party(
    "SCI Les Tilleuls",
    ("18 rue Crébillon", "44000 Nantes"),
    contact="Jeanne Petit",
    legal=(("siren", "552100554"), ("vat", "FR96552100554")),
)
MADAME_PETIT = Party("Mme Petit", ("7 rue des Hauts-Pavés", "44000 Nantes"), business=False)


def validated(invoice: Invoice, number: str, issued_on: date = ISSUED, /, **changes: Any) -> Invoice:
    """The same invoice with its number, parties and terms, as it is frozen."""
    fixed: dict[str, Any] = {
        "number": number,
        "issued_on": issued_on,
        "due_on": None if invoice.type is Type.CREDIT else issued_on + timedelta(days=30),
        "seller": SELLER,
        "client": CLIENT,
        "contact": quotes.nantes().contact,
        "terms": TERMS,
    }
    return replace(invoice, **(fixed | changes))


def deposit(**changes: Any) -> Invoice:
    """FAC-2026-0001: 30 % of the worked example's quote, 7 674,99 €."""
    figures = billing.of_deposit(parts(1)[0].part)
    assert figures is not None
    made = invoicing.of_deposit(statements.contract(), figures)
    return validated(made, "FAC-2026-0001", date(2026, 8, 24), **changes)


def whole(quote: Content | None = None, **changes: Any) -> Invoice:
    """The invoice of Claire's whole quote: a line with a discount, options, a discount on all."""
    return validated(invoicing.of_quote(quote or quotes.nantes()), "FAC-2026-0010", **changes)


def balance(**changes: Any) -> Invoice:
    """What the worked example's quote still comes to after its deposit."""
    made = invoicing.of_quote(statements.contract(), [deposit()])
    return validated(made, "FAC-2026-0011", nature=Nature.MIXED, **changes)


def progress(
    ordinal: int,
    conditions: Conditions = FIVE_PERCENT,
    stated: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Invoice:
    """The invoice of statement S1, S2 or S3: FAC-2026-0002 to 0004, each after those before."""
    content = situation(ordinal, conditions, **(stated or {}))
    assert content.account is not None
    before = [deposit(), *(progress(earlier, conditions) for earlier in range(1, ordinal))]
    made = invoicing.of_statement(content, billing.of_progress(content, content.account), before)
    issued_on = PERIODS[ordinal][1] + timedelta(days=1)
    return validated(made, f"FAC-2026-{ordinal + 1:04}", issued_on, **changes)


def subcontract(**changes: Any) -> Invoice:
    """S2 for a main contractor, who owes the tax."""
    reverse = replace(FIVE_PERCENT, reverse_charge=True)
    return progress(2, reverse, title="Gros œuvre en sous-traitance", **changes)


def credited(invoice: Invoice, kept: Mapping[str, Cents] | None = None, **changes: Any) -> Invoice:
    """The credit note on an invoice: AV-2026-0001."""
    made, problems = invoicing.credit(invoice, kept)
    assert problems == []
    return validated(made, "AV-2026-0001", date(2026, 12, 15), **changes)


def corrected(invoice: Invoice, **changes: Any) -> Invoice:
    """The corrective invoice in place of another."""
    assert invoice.issued_on
    made = replace(invoice, type=Type.CORRECTIVE, preceding=(Reference(invoice.number, invoice.issued_on),))
    return validated(made, "FAC-2026-0012", date(2026, 12, 15), **changes)


def montreal(**changes: Any) -> Invoice:
    """A facture de décompte progressif of Montréal: GST and QST, ten percent held back."""
    content = statements.montreal()
    assert content.account is not None
    made = invoicing.of_statement(content, billing.of_progress(content, content.account))
    fixed: dict[str, Any] = {
        "number": "FAC-2026-0003",
        "issued_on": ISSUED,
        "due_on": date(2026, 12, 31),
        "seller": content.seller,
        "client": content.client,
        "terms": PaymentTerms(late_rate=Decimal(18), account_name="Rénovations Tremblay inc."),
    }
    return replace(made, **(fixed | changes))


EXAMPLES: Mapping[str, Invoice] = {
    "deposit": deposit(),
    "whole": whole(),
    "balance": balance(),
    "S1": progress(1),
    "S2": progress(2),
    "S3": progress(3),
    "credit of all": credited(progress(2)),
    "credit of a line": credited(progress(2), {"line-1.2": 50_000}),
    "corrective": corrected(progress(2)),
    "reverse charge": subcontract(),
}
