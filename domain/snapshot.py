"""A version as bytes: canonical JSON, so that the same content has the same SHA-256 for ever.

Keys are sorted, decimals are plain strings, dates ISO 8601, text UTF-8 in NFC, no white space between tokens.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from domain.document import Content, Line, Mentions, Party, Terms


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
        data[day] = date.fromisoformat(data[day]) if data[day] else None
    for percent in ("discount_percent", "deposit_percent", "retention_percent"):
        data[percent] = Decimal(data[percent])
    for party in ("seller", "client", "contact"):
        data[party] = _party(data[party])
    data["lines"] = tuple(_line(line) for line in data["lines"])
    data["mentions"] = Mentions(**data["mentions"])
    data["terms"] = Terms(**data["terms"])
    return Content(**data)


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
