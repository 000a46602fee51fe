"""What staff or a program typed, read as a document. Nothing typed is lost; each fault names its field.

A draft is kept as it was typed: a mapping of texts and a list of lines, so that half a quote can be saved.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from domain.document import Content, Mentions
from domain.line import Line
from domain.money import HUNDRED
from domain.refusals import Invalid, Problem

Raw = Mapping[str, Any]

MAX_LINES = 10_000
MAX_TEXT = 10_000
MAX_SHORT = 300
MAX_QUANTITY = Decimal(10_000_000)
MAX_PRICE = Decimal(100_000_000)
MAX_TOTAL = 10**13  # cents: 100 billion, far above any contract and far below what bigint holds
YEARS = range(1990, 2200)  # far from where dates cannot be reckoned with any more
MAX_RETENTION = Decimal(5)  # law 71-584 of 1971-07-16, article 1

_SPACES = re.compile(r"[\s\u00a0\u202f_']")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u2028\u2029]")


def clean(text: Any) -> str:
    """Give text without control characters, lone surrogates and outer blanks; line ends become LF."""
    whole = "" if text is None else str(text)
    return _CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n")).strip()


def storable(typed: Any) -> Any:
    """Give what was typed as it can be stored: the same, without the characters that no text may hold."""
    match typed:
        case str():
            return _CONTROL.sub("", typed)
        case Mapping():
            return {storable(str(name)): storable(value) for name, value in typed.items()}
        case list() | tuple():
            return [storable(value) for value in typed]
        case _:
            return typed


def parse_decimal(text: Any) -> Decimal:
    """Read a number as people type it: `1 234,50`, `1234.5`, `1.234,50`. Raises `ValueError`."""
    typed = _SPACES.sub("", clean(text)).removesuffix("%").removesuffix("€").removesuffix("$")
    if "," in typed:
        whole, _, decimals = typed.rpartition(",")
        typed = f"{whole.replace('.', '').replace(',', '')}.{decimals}"
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", typed, re.ASCII) or len(typed) > 40:  # noqa: PLR2004
        raise ValueError(typed)
    try:
        return Decimal(typed)
    except InvalidOperation as error:  # pragma: no cover - the pattern admits decimals only
        raise ValueError(typed) from error


def parse_day(text: str) -> date:
    """Read an ISO date on which a document can be dealt with. Raises `ValueError`."""
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(text)
    return day


class Reader:
    """Reads fields one after the other and collects what is wrong with them."""

    def __init__(self, raw: Raw, prefix: str = "") -> None:
        """Read from `raw`; problems are named `prefix` + field."""
        self.raw = raw
        self.prefix = prefix
        self.problems: list[Problem] = []

    def wrong(self, field: str, code: str, **params: Any) -> None:
        """Note a problem with a field."""
        self.problems.append(Problem(self.prefix + field, code, params))

    def text(self, field: str, limit: int = MAX_SHORT, *, required: bool = False) -> str:
        """Read a text of at most `limit` characters."""
        value = clean(self.raw.get(field))
        if len(value) > limit:
            self.wrong(field, "too-long", limit=limit)
            return value[:limit]
        if required and not value:
            self.wrong(field, "required")
        return value

    def number(self, field: str, low: Decimal, high: Decimal, decimals: int, default: str = "") -> Decimal:
        """Read a number between two bounds with at most so many decimals; an empty field is the default."""
        typed = clean(self.raw.get(field)) or default
        if not typed:
            self.wrong(field, "required")
            return low
        try:
            value = parse_decimal(typed)
        except ValueError:
            self.wrong(field, "not-a-number", typed=typed[:40])
            return low
        if not low <= value <= high:
            self.wrong(field, "out-of-range", low=str(low), high=str(high))
            return low
        rounded = value.quantize(Decimal(1).scaleb(-decimals))
        if rounded != value:
            self.wrong(field, "too-many-decimals", decimals=decimals)
        return rounded.normalize() + 0 if rounded else Decimal(0)

    def percent(self, field: str, high: Decimal = HUNDRED) -> Decimal:
        """Read a percentage; empty is 0."""
        return self.number(field, Decimal(0), high, 3, "0")

    def day(self, field: str) -> date | None:
        """Read an ISO date; empty is None."""
        typed = clean(self.raw.get(field))
        if not typed:
            return None
        try:
            return parse_day(typed)
        except ValueError:
            self.wrong(field, "not-a-date", typed=typed[:40])
            return None

    def tick(self, field: str) -> bool:
        """Read a tick: a JSON boolean or what a form sends."""
        return self.raw.get(field) in (True, "on", "true", "1", "yes")


def read(raw: Raw) -> tuple[Content, list[Problem]]:
    """Read a draft as far as it can be read, with every problem found. Faulty fields count as nothing."""
    reader = Reader(raw)
    lines, problems = _read_lines(raw.get("lines") or [])
    content = Content(
        kind=clean(raw.get("kind")) or "quote",
        title=reader.text("title", required=True),
        lines=tuple(lines),
        valid_until=reader.day("valid_until"),
        introduction=reader.text("introduction", MAX_TEXT),
        notes=reader.text("notes", MAX_TEXT),
        discount_percent=reader.percent("discount_percent"),
        deposit_percent=reader.percent("deposit_percent"),
        retention_percent=reader.percent("retention_percent", MAX_RETENTION),
        mentions=_read_mentions(raw.get("mentions") or {}, reader),
    )
    if not lines:
        reader.wrong("lines", "no-lines")
    elif abs(content.totals.gross) > MAX_TOTAL:
        reader.wrong("lines", "total-too-large")
    return content, [*reader.problems, *problems]


def parse(raw: Raw) -> Content:
    """Read a draft that must be whole. Raises `Invalid` with every problem."""
    content, problems = read(raw)
    if problems:
        raise Invalid(problems)
    return content


def with_line_ids(raw: Raw, known: frozenset[str], new_id: Callable[[], str]) -> dict[str, Any]:
    """Give every line an id of its own; ids that are not of this document are a problem (`Invalid`)."""
    seen: set[str] = set()
    lines: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for index, line in enumerate(raw.get("lines") or []):
        line_id = clean(line.get("id"))
        if line_id and (line_id not in known or line_id in seen):
            problems.append(Problem(f"lines.{index}.id", "foreign-line", {"id": line_id[:40]}))
        seen.add(line_id)
        lines.append({**line, "id": line_id or new_id()})
    if problems:
        raise Invalid(problems)
    kept: dict[str, Any] = storable({**raw, "lines": lines})
    return kept


def _read_lines(raw_lines: Any) -> tuple[list[Line], list[Problem]]:
    if not isinstance(raw_lines, list) or not all(isinstance(line, Mapping) for line in raw_lines):
        return [], [Problem("lines", "not-a-list")]
    if len(raw_lines) > MAX_LINES:
        return [], [Problem("lines", "too-many-lines", {"limit": MAX_LINES})]
    lines: list[Line] = []
    problems: list[Problem] = []
    for index, raw in enumerate(raw_lines):
        reader = Reader(raw, f"lines.{index}.")
        lines.append(_read_line(reader, index))
        problems.extend(reader.problems)
    return lines, problems


def _read_line(reader: Reader, index: int) -> Line:
    return Line(
        id=clean(reader.raw.get("id")) or f"new-{index}",
        number=reader.text("number", 20),
        group=reader.text("group"),
        description=reader.text("description", 2_000, required=True),
        quantity=reader.number("quantity", Decimal(0), MAX_QUANTITY, 4),
        unit=reader.text("unit", 20),
        unit_price=reader.number("unit_price", Decimal(0), MAX_PRICE, 4),
        vat_rate=reader.percent("vat_rate"),
        discount_percent=reader.percent("discount_percent"),
        optional=reader.tick("optional"),
        selected=not reader.tick("optional") or reader.tick("selected"),
    )


def _read_mentions(raw: Any, reader: Reader) -> Mentions:
    inner = Reader(raw if isinstance(raw, Mapping) else {}, "mentions.")
    values: dict[str, Any] = {}
    for mention in fields(Mentions):
        if mention.type is bool:
            given = mention.name in inner.raw
            values[mention.name] = inner.tick(mention.name) if given else mention.default
        else:
            values[mention.name] = inner.text(mention.name, MAX_TEXT)
    reader.problems.extend(inner.problems)
    return Mentions(**values)


def to_raw(content: Content) -> dict[str, Any]:
    """Give a published version back as the draft of the next one."""
    return {
        "kind": content.kind,
        "title": content.title,
        "valid_until": content.valid_until.isoformat() if content.valid_until else "",
        "introduction": content.introduction,
        "notes": content.notes,
        "discount_percent": str(content.discount_percent),
        "deposit_percent": str(content.deposit_percent),
        "retention_percent": str(content.retention_percent),
        "mentions": {f.name: getattr(content.mentions, f.name) for f in fields(Mentions)},
        "lines": [
            {
                "id": line.id,
                "number": line.number,
                "group": line.group,
                "description": line.description,
                "quantity": str(line.quantity),
                "unit": line.unit,
                "unit_price": str(line.unit_price),
                "vat_rate": str(line.vat_rate),
                "discount_percent": str(line.discount_percent),
                "optional": line.optional,
                "selected": line.selected,
            }
            for line in content.lines
        ],
    }
