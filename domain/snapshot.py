"""A version as bytes: canonical JSON, so that the same content has the same SHA-256 for ever.

Keys are sorted, decimals are plain strings, dates ISO 8601, text UTF-8 in NFC, no white space between tokens.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeVar
from unicodedata import normalize

from domain.document import Content, Mentions, Terms
from domain.invoice import Deductions, Invoice, InvoiceLine, Nature, PaymentTerms, Reference, Type
from domain.line import Line
from domain.party import Party
from domain.statement import (
    Claim,
    Conditions,
    Measure,
    Part,
    PartRate,
    RateSoFar,
    Revision,
    SoFar,
    Statement,
)

Rated = TypeVar("Rated", PartRate, RateSoFar)


def freeze(content: Content) -> bytes:
    """Give the bytes that stand for this content."""
    return canonical(asdict(content))


def canonical(data: Any) -> bytes:
    """Give the one JSON text of this data, as UTF-8."""
    text = json.dumps(data, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return normalize("NFC", text).encode()


def fingerprint(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def thaw(frozen: bytes | str) -> Content:
    """Read a frozen content back."""
    data: dict[str, Any] = json.loads(frozen)
    for day in ("issued_on", "valid_until"):
        data[day] = _day(data[day])
    for percent in ("discount_percent", "deposit_percent", "retention_percent"):
        data[percent] = Decimal(data[percent])
    for party in ("seller", "client", "contact"):
        data[party] = _party(data[party])
    data["lines"] = tuple(_line(line) for line in data["lines"])
    data["mentions"] = Mentions(**data["mentions"])
    data["terms"] = Terms(**data["terms"])
    data["statement"] = _statement(data["statement"]) if data.get("statement") else None
    data["invoice"] = thaw_invoice(data["invoice"]) if data.get("invoice") else None
    return Content(**data)


def thaw_invoice(data: Mapping[str, Any]) -> Invoice:
    """Read an invoice back: from a frozen content, or from the draft of a provisional one."""
    days = ("issued_on", "due_on", "supply_from", "supply_to")
    return Invoice(
        **{
            **data,
            **{day: _day(data[day]) for day in days},
            **{party: _party(data[party]) for party in ("seller", "client", "contact")},
            "type": Type(data["type"]),
            "nature": Nature(data["nature"]),
            "lines": tuple(_invoice_line(line) for line in data["lines"]),
            "preceding": tuple(
                Reference(one["number"], date.fromisoformat(one["issued_on"])) for one in data["preceding"]
            ),
            "deductions": Deductions(
                **{
                    **data["deductions"],
                    "retention_percent": Decimal(data["deductions"]["retention_percent"]),
                }
            ),
            "terms": PaymentTerms(**{**data["terms"], "late_rate": Decimal(data["terms"]["late_rate"])}),
        }
    )


def _invoice_line(data: Mapping[str, Any]) -> InvoiceLine:
    numbers = ("quantity", "unit_price", "vat_rate")
    return InvoiceLine(**{**data, **{number: Decimal(data[number]) for number in numbers}})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _statement(data: dict[str, Any]) -> Statement:
    return Statement(
        **{
            **data,
            "parts": tuple(_part(part) for part in data["parts"]),
            "claims": tuple(_claim(claim) for claim in data["claims"]),
            "conditions": _conditions(data["conditions"]),
            "so_far": _so_far(data["so_far"]),
            "period_from": _day(data["period_from"]),
            "period_to": _day(data["period_to"]),
        }
    )


def _so_far(data: dict[str, Any]) -> SoFar:
    return SoFar(**{**data, "rates": tuple(_rated(RateSoFar, rate) for rate in data["rates"])})


def _part(data: dict[str, Any]) -> Part:
    rates = tuple(_rated(PartRate, rate) for rate in data["rates"])
    return Part(**{**data, "rates": rates, "accepted_on": date.fromisoformat(data["accepted_on"])})


def _rated(shape: type[Rated], data: dict[str, Any]) -> Rated:
    return shape(**{**data, "rate": Decimal(data["rate"])})


def _claim(data: dict[str, Any]) -> Claim:
    for measure in ("now", "before", "disputed"):
        data[measure] = data[measure] and Measure(Decimal(data[measure]["value"]), data[measure]["by"])
    return Claim(**data)


def _conditions(data: dict[str, Any]) -> Conditions:
    revision = data["revision"]
    for number in ("fixed", "base", "index"):
        revision[number] = Decimal(revision[number])
    for percent in ("retention_percent", "prorata_percent"):
        data[percent] = Decimal(data[percent])
    return Conditions(**{**data, "revision": Revision(**revision)})


def _line(data: dict[str, Any]) -> Line:
    for number in ("quantity", "unit_price", "vat_rate", "discount_percent"):
        data[number] = Decimal(data[number])
    return Line(**data)


def _party(data: Mapping[str, Any]) -> Party:
    return Party(
        **{
            **data,
            "address": tuple(data["address"]),
            "legal": tuple((label, value) for label, value in data["legal"]),
        }
    )


def _plain(value: Any) -> str:
    match value:
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            raise TypeError(f"{type(value).__name__} cannot be frozen")
