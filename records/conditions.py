"""What a contract says about its statements, as it is kept and as it is typed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from domain.draft import MAX_RETENTION, MAX_TEXT, Reader
from domain.statement import Conditions, Revision

MAX_INDEX = Decimal(1_000_000)
FIXED = Decimal("0.15")  # the usual fixed part of a revision formula; 0.125 in public works


def of(contract: Row[Any]) -> Conditions:
    """Read a contract's conditions."""
    kept = contract.conditions
    return Conditions(
        retention_percent=Decimal(kept.get("retention_percent") or 0),
        guarantee=bool(kept.get("guarantee")),
        prorata_percent=Decimal(kept.get("prorata_percent") or 0),
        reverse_charge=bool(kept.get("reverse_charge")),
        penalties=kept.get("penalties", ""),
        revision=Revision(
            name=kept.get("revision_name", ""),
            fixed=Decimal(kept.get("revision_fixed") or FIXED),
            base=Decimal(kept.get("revision_base") or 0),
        ),
    )


def read(raw: Mapping[str, Any], contract: Row[Any]) -> tuple[dict[str, Any], Reader]:
    """Read what was typed over what a contract says; what is not given stays. The reader has the problems."""
    reader = Reader({**contract.conditions, **raw})
    kept: dict[str, Any] = {
        "retention_percent": str(reader.percent("retention_percent", MAX_RETENTION)),
        "guarantee": reader.tick("guarantee"),
        "prorata_percent": str(reader.percent("prorata_percent")),
        "reverse_charge": reader.tick("reverse_charge"),
        "penalties": reader.text("penalties", MAX_TEXT),
        "revision_name": reader.text("revision_name"),
        "revision_fixed": str(reader.number("revision_fixed", Decimal(0), Decimal(1), 3, str(FIXED))),
        "revision_base": str(reader.number("revision_base", Decimal(0), MAX_INDEX, 4, "0")),
    }
    return kept, reader
