"""What staff change in a provisional invoice: read over what it says, with every problem found."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from domain.draft import MAX_LINES, MAX_PRICE, MAX_QUANTITY, MAX_TEXT, MAX_TOTAL, Raw, Reader, clean
from domain.invoice import Invoice, InvoiceLine
from domain.money import to_cents
from domain.refusals import Problem

ROLES = ("works", "deposit", "recovery", "revision", "discount")
AGAINST = frozenset({"recovery", "discount"})  # roles that may take off


def read(raw: Raw, invoice: Invoice) -> tuple[Invoice, list[Problem]]:
    """Give the invoice with what was typed over it; the rest, and faulty lines, stay as they were."""
    reader = Reader({**_typed(invoice), **raw})
    problems: list[Problem] = []
    lines = invoice.lines
    if "lines" in raw:
        lines, problems = _read_lines(raw["lines"], invoice)
    changed = replace(
        invoice,
        title=reader.text("title", required=True),
        due_on=reader.day("due_on"),
        supply_from=reader.day("supply_from"),
        supply_to=reader.day("supply_to"),
        introduction=reader.text("introduction", MAX_TEXT),
        notes=reader.text("notes", MAX_TEXT),
        deductions=replace(
            invoice.deductions,
            penalties=to_cents(reader.number("penalties", Decimal(0), MAX_PRICE, 2, "0")),
            penalties_reason=reader.text("penalties_reason"),
        ),
        lines=lines,
    )
    if changed.supply_from and changed.supply_to and changed.supply_to < changed.supply_from:
        reader.wrong("supply_to", "period-backwards")
    if changed.deductions.penalties and not changed.deductions.penalties_reason:
        reader.wrong("penalties_reason", "reason-needed")
    if not changed.lines:
        reader.wrong("lines", "no-lines")
    elif abs(changed.gross) > MAX_TOTAL:
        reader.wrong("lines", "total-too-large")
    elif changed.gross < 0:
        reader.wrong("lines", "negative-total")
    return changed, [*reader.problems, *problems]


def _typed(invoice: Invoice) -> dict[str, Any]:
    days = ("due_on", "supply_from", "supply_to")
    return {
        "title": invoice.title,
        "introduction": invoice.introduction,
        "notes": invoice.notes,
        "penalties": str(Decimal(invoice.deductions.penalties).scaleb(-2)),
        "penalties_reason": invoice.deductions.penalties_reason,
        **{day: value.isoformat() if (value := getattr(invoice, day)) else "" for day in days},
    }


def _read_lines(raw: Any, invoice: Invoice) -> tuple[tuple[InvoiceLine, ...], list[Problem]]:
    if not isinstance(raw, list) or not all(isinstance(line, Mapping) for line in raw):
        return invoice.lines, [Problem("lines", "not-a-list")]
    if len(raw) > MAX_LINES:
        return invoice.lines, [Problem("lines", "too-many-lines", {"limit": MAX_LINES})]
    before = {line.id: line for line in invoice.lines}
    lines: list[InvoiceLine] = []
    problems: list[Problem] = []
    for index, typed in enumerate(raw):
        old = before.get(clean(typed.get("id")))
        reader = Reader({**(asdict(old) if old else {}), **typed}, f"lines.{index}.")
        line = _read_line(reader, old.id if old else f"new-{index}")
        lines.append(old if reader.problems and old else line)
        problems.extend(reader.problems)
    return tuple(lines), problems


def _read_line(reader: Reader, line_id: str) -> InvoiceLine:
    role = clean(reader.raw.get("role")) or "works"
    if role not in ROLES:
        reader.wrong("role", "unknown-choice", choices=", ".join(ROLES))
        role = "works"
    least = -MAX_QUANTITY if role in AGAINST or role == "revision" else Decimal(0)
    return InvoiceLine(
        id=line_id,
        description=reader.text("description", 2_000, required=role == "works"),
        quantity=reader.number("quantity", least, MAX_QUANTITY, 4),
        unit_price=reader.number("unit_price", Decimal(0), MAX_PRICE, 4),
        vat_rate=reader.percent("vat_rate"),
        unit=reader.text("unit", 20),
        number=reader.text("number", 20),
        group=reader.text("group"),
        role=role,
    )
