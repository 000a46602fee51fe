"""The editor's form: headings and lines in the order in which they stand on the page, read as a draft.

A row is named `lines-<key>-<field>`; its key only tells rows apart, their order is that of the form. A row
with a `heading` starts a group, and the lines under it belong to it. A long quote is edited a part at a time:
`window` says which lines of the stored draft the rows replace.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

from fastapi import HTTPException, Request

from domain.draft import clean, parse_decimal
from domain.refusals import Problem

# 10,000 lines of ten fields, with room for headings and everything else.
MAX_FIELDS = 160_000
WINDOW = 200  # lines that are edited at a time
ROW = re.compile(r"lines-(\d{1,9})-([a-z_]{2,20})", re.ASCII)

TEXTS = (
    "title",
    "introduction",
    "notes",
    "valid_until",
    "discount_percent",
    "deposit_percent",
    "retention_percent",
)
LINE_TEXTS = (
    "id",
    "number",
    "description",
    "quantity",
    "unit",
    "unit_price",
    "discount_percent",
    "vat_rate",
)
SAID = ("number", "description", "quantity", "unit_price")  # a line that says none of these is blank
NUMBERS = {"quantity": 0, "unit_price": 2, "discount_percent": 0}  # the least decimals that are shown
TICKS = ("optional", "selected")
MENTIONS = ("execution_delay", "insurance", "waste", "travel", "mediator", "reduced_vat")
MENTION_TICKS = ("free_quote", "withdrawal")
RATES = {"FR": ("20", "10", "5.5", "2.1", "0"), "CA": ("14.975", "5", "0")}

Row = dict[str, str]  # "key" and what was typed; a heading has "heading", a line has "description"


@dataclass(frozen=True, slots=True)
class QuoteForm:
    """What the editor sent: fields of the quote, its rows, the button, and the draft they started from."""

    fields: Mapping[str, str]
    rows: list[Row] = field(default_factory=list)

    @property
    def do(self) -> tuple[str, str]:
        """The button: what to do, and to which row."""
        act, _, key = self.fields.get("do", "").partition(":")
        return act, key

    @property
    def revision(self) -> int:
        """The revision of the draft that was on the page."""
        return whole(self.fields.get("revision", ""))

    @property
    def window(self) -> tuple[int, int]:
        """The lines of the stored draft that the rows replace: from, to (excluded)."""
        start = whole(self.fields.get("from", ""))
        return start, max(start, whole(self.fields.get("to", "")))

    @property
    def keys(self) -> list[str]:
        """The keys of the rows that are lines and say something, in order."""
        return [row["key"] for row in self.rows if not is_heading(row) and not is_blank(row)]

    def without_blanks(self) -> "QuoteForm":
        """The same without lines that say nothing: somebody pressed Enter and thought better of it."""
        return replace(self, rows=[row for row in self.rows if is_heading(row) or not is_blank(row)])

    def raw(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Give the draft: what was typed here, put into what is stored of the other lines."""
        start, end = self.window
        others = stored.get("lines") or []
        mine = {row.get("id") for row in self.rows} - {""}
        before, after = (
            [line for line in part if line.get("id") not in mine] for part in (others[:start], others[end:])
        )
        mentions: dict[str, Any] = {name: self.fields.get(f"mentions-{name}", "") for name in MENTIONS}
        mentions |= {name: f"mentions-{name}" in self.fields for name in MENTION_TICKS}
        return {
            **{name: self.fields.get(name, "") for name in TEXTS},
            "mentions": mentions,
            "lines": [*before, *_lines(self.rows), *after],
        }


async def read_form(request: Request) -> QuoteForm:
    """Read the form whole. Texts lose control characters, which no database column takes."""
    fields: dict[str, str] = {}
    rows: dict[str, Row] = {}
    for name, value in await read_pairs(request):
        found = ROW.fullmatch(name)
        if found:
            rows.setdefault(found[1], {"key": found[1]})[found[2]] = value
        else:
            fields[name] = value
    return QuoteForm(fields, list(rows.values()))


async def read_pairs(request: Request) -> list[tuple[str, str]]:
    """Read the fields of a form of thousands of lines, in order and without control characters."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise HTTPException(413) from error
    return [(name, clean(value)) for name, value in pairs]


def is_heading(row: Row) -> bool:
    """Whether the row is the heading of a group."""
    return "heading" in row


def is_blank(row: Row) -> bool:
    """Whether a line says nothing yet."""
    return not any(row.get(name) for name in SAID)


def rows_of(lines: list[Mapping[str, Any]], start: int, end: int) -> list[Row]:
    """Give the rows of a part of the stored lines, with a heading wherever the group changes."""
    rows: list[Row] = []
    group = ""
    for line in lines[start:end]:
        heading = str(line.get("group") or "")
        if heading != group:
            rows.append({"key": str(len(rows)), "heading": heading})
            group = heading
        rows.append({"key": str(len(rows)), **_row(line)})
    return rows


def change(rows: list[Row], act: str, key: str, title: str = "") -> tuple[list[Row], str]:
    """Carry out a button without a script; gives the rows and the key of the row to look at.

    A new heading needs a `title`: what is stored is the group of each line, so an empty one would be lost.
    """
    rows = list(rows)
    place = next((n for n, row in enumerate(rows) if row["key"] == key), len(rows) - 1)
    fresh = str(max((int(row["key"]) for row in rows), default=-1) + 1)
    match act:
        case "add":
            rows.append({"key": fresh, **_blank(rows)})
            return rows, fresh
        case "heading":
            rows += [{"key": fresh, "heading": title}, {"key": str(int(fresh) + 1), **_blank(rows)}]
            return rows, fresh
        case "duplicate" if rows:
            rows.insert(place + 1, {**rows[place], "key": fresh, "id": ""})
            return rows, fresh
        case "remove" if rows:
            rows.pop(place)
            return rows, rows[min(place, len(rows) - 1)]["key"] if rows else ""
        case "up" if place > 0:
            rows[place - 1], rows[place] = rows[place], rows[place - 1]
        case "down" if place < len(rows) - 1:
            rows[place + 1], rows[place] = rows[place], rows[place + 1]
    return rows, key


def faults(problems: Iterable[Problem], start: int, keys: list[str]) -> dict[str, Problem]:
    """Name each problem after the field of the page that it belongs to; the first of a field counts.

    `lines.203.quantity` becomes `lines-4-quantity` when row 4 holds line 203 of the draft; a line outside the
    page becomes `elsewhere-203`.
    """
    found: dict[str, Problem] = {}
    for problem in problems:
        parts = problem.field.split(".")
        if parts[0] == "lines" and len(parts) > 1:
            index = int(parts[1]) - start
            name = f"lines-{keys[index]}-{parts[-1]}" if 0 <= index < len(keys) else f"elsewhere-{parts[1]}"
        else:
            name = "-".join(parts)
        found.setdefault(name, problem)
    return found


def rates(country: str, rows: Iterable[Row]) -> list[str]:
    """Give the tax rates to choose from: the country's, and those that already stand in a line."""
    usual = list(RATES.get(country, RATES["FR"]))
    known: set[Decimal | None] = {Decimal(rate) for rate in usual}
    for row in rows:
        rate = row.get("vat_rate", "")
        value = same_number(rate)
        if rate and value not in known:
            known.add(value)
            usual.append(rate)
    return usual


def complete(row: Row, choices: Iterable[str]) -> Row:
    """Give a row with all that the page shows of it; its tax rate as it is written among the choices."""
    if is_heading(row):
        return row
    full = {name: row.get(name, "") for name in (*LINE_TEXTS, *TICKS)} | {"key": row["key"]}
    wanted = same_number(full["vat_rate"])
    if same_number(full["discount_percent"]) == 0:
        full["discount_percent"] = ""
    full["vat_rate"] = next((rate for rate in choices if same_number(rate) == wanted), full["vat_rate"])
    return full


def written(row: Row, *, comma: bool) -> Row:
    """Give a stored row with its numbers as people write them: `112.9` becomes `112,90` in French."""
    shown = dict(row)
    for name, least in NUMBERS.items():
        value = same_number(row.get(name, ""))
        if value is None:
            continue
        whole, _, decimals = f"{value:f}".partition(".")
        decimals = decimals.rstrip("0").ljust(least, "0")
        shown[name] = whole + (("," if comma else ".") + decimals if decimals else "")
    return shown


def same_number(typed: str) -> Decimal | None:
    """Read a number to compare it with another; None when it is none."""
    try:
        return parse_decimal(typed)
    except ValueError:
        return None


def _lines(rows: list[Row]) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    group = ""
    for row in rows:
        if is_heading(row):
            group = row["heading"]
            continue
        line: dict[str, Any] = {name: row.get(name, "") for name in LINE_TEXTS}
        line |= {name: bool(row.get(name)) for name in TICKS}
        lines.append({**line, "group": group})
    return lines


def _row(line: Mapping[str, Any]) -> Row:
    row = {name: str(line.get(name) or "") for name in LINE_TEXTS}
    return row | {name: "on" for name in TICKS if line.get(name) in (True, "on", "true", "1", "yes")}


def _blank(rows: list[Row]) -> Row:
    """A line that says nothing yet, taxed as the one before it."""
    before = next((row for row in reversed(rows) if not is_heading(row)), {})
    return {"description": "", "vat_rate": before.get("vat_rate", "")}


def whole(typed: str) -> int:
    """Read a whole number of a form; 0 when it is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004
