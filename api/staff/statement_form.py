"""The statement editor's form: how far each line is, the other fields, and the button.

A line has `now-<id>` (as typed), `by-<id>` (% or quantity) and `seen-<id>` (what stood there when it was
shown). What a button fills in on many lines at once becomes cells as well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from fastapi import Request

from api.staff.quote_form import read_pairs, same_number, whole
from domain.document import Content
from domain.line import Line
from domain.money import HUNDRED
from domain.statement import Measure
from domain.statement_draft import MEASURES, restated
from records.cells import TEXTS, Cell, Stands, standing
from records.drafts import Draft

CELL = re.compile(r"(now|by|seen)-([\w-]{1,60})", re.ASCII)
Entries = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class StatementForm:
    """What the editor sent: fields, cells in order, and which parts of the sheet the page holds."""

    fields: Mapping[str, str]
    cells: list[Cell] = field(default_factory=list)
    chunks: frozenset[int] = frozenset()

    @property
    def do(self) -> tuple[str, str]:
        """The button: what to do, and to what."""
        act, _, key = self.fields.get("do", "").partition(":")
        return act, key

    @property
    def revision(self) -> int:
        """The revision of the draft that was on the page."""
        return whole(self.fields.get("revision", ""))

    def raw(self, stored: Draft) -> dict[str, Any]:
        """Give the draft: what was typed here, put into what is stored of the other lines."""
        texts = {name: self.fields[name] for name in TEXTS if name in self.fields}
        entries = {line: dict(entry) for line, entry in entries_of(stored).items()}
        for cell in settled(self.cells, stored):
            entries[cell.line_id] = {"line_id": cell.line_id, cell.by: cell.value}
        return {**stored.raw, **texts, "progress": list(entries.values())}


async def read_statement_form(request: Request) -> StatementForm:
    """Read the form whole, or the few fields of it that changed."""
    fields: dict[str, str] = {}
    chunks: set[int] = set()
    typed: dict[str, dict[str, str]] = {}
    for name, value in await read_pairs(request):
        found = CELL.fullmatch(name)
        if found:
            typed.setdefault(found[2], {})[found[1]] = value
        elif name == "chunk":
            chunks.add(whole(value))
        else:
            fields[name] = value
    cells = [_cell(line, entry) for line, entry in typed.items() if "now" in entry]
    return StatementForm(fields, cells, frozenset(chunks))


def entries_of(draft: Draft) -> dict[str, Mapping[str, Any]]:
    """Give what is typed in a draft by line."""
    entries = draft.raw.get("progress")
    return {
        str(entry.get("line_id")): entry
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, Mapping)
    }


def measure_of(entry: Mapping[str, Any] | None, before: Measure) -> str:
    """Give the measure that a line is typed in: what was chosen last, else that of the last statement."""
    return next((by for by in MEASURES if entry and by in entry), before.by)


def settled(cells: list[Cell], draft: Draft) -> list[Cell]:
    """Give the cells as they are stored: another measure of the same value is the same progress in it."""
    entries, lines = entries_of(draft), {line.id: line for line in draft.content.lines}
    return [
        _settled(cell, standing(entries.get(cell.line_id)), lines[cell.line_id])
        if cell.line_id in lines
        else cell
        for cell in cells
    ]


def filled(draft: Draft, act: str, key: str, column: str = "") -> list[Cell]:
    """Give the cells that a button fills in: `full` a line, `group` its lines, `by` all, `paste` downwards."""
    match act:
        case "full":
            return [_whole_of(line, draft) for line in draft.content.lines if line.id == key]
        case "group":
            place = whole(key)
            groups = [lines for _, lines in draft.content.groups()]
            return [_whole_of(line, draft) for line in groups[place]] if place < len(groups) else []
        case "by" if key in MEASURES:
            return list(_in_measure(draft, key))
        case "paste":
            return list(_pasted(draft, key, column))
        case _:
            return []


def typed_of(measure: Measure) -> str:
    """Give a measure as it is typed."""
    return format(measure.value.normalize() + 0, "f") if measure.value else "0"


def _cell(line: str, entry: Mapping[str, str]) -> Cell:
    by, _, value = entry.get("seen", "").partition(" ")
    seen: Stands | None = (by, value) if "seen" in entry else None
    return Cell(line, entry.get("by", "percent"), entry["now"], seen)


def _settled(cell: Cell, stands: Stands, line: Line) -> Cell:
    by, value = stands
    number = same_number(value)
    if number is None or number != same_number(cell.value):
        return cell
    if by == cell.by:
        return replace(cell, value=value)
    if cell.by not in MEASURES:
        return cell
    return replace(cell, value=typed_of(restated(line, Measure(number, by), cell.by)))


def _whole_of(line: Line, draft: Draft) -> Cell:
    by = measure_of(entries_of(draft).get(line.id), _before(draft.content, line))
    return Cell(line.id, by, typed_of(Measure(HUNDRED if by == "percent" else line.quantity, by)))


def _in_measure(draft: Draft, by: str) -> Iterator[Cell]:
    entries = entries_of(draft)
    for line in draft.content.lines:
        stands, value = standing(entries.get(line.id))
        number = same_number(value)
        if number is not None and stands != by:
            value = typed_of(restated(line, Measure(number, stands), by))
        yield Cell(line.id, by, value)


def _pasted(draft: Draft, start: str, column: str) -> Iterator[Cell]:
    """Fill a column downwards; an empty value leaves its line, one with a % sign is a percentage."""
    entries = entries_of(draft)
    lines = list(draft.content.lines)
    place = next((n for n, line in enumerate(lines) if line.id == start), len(lines))
    values = [row.split("\t")[0].strip().strip('"') for row in column.rstrip("\n").split("\n")]
    for line, value in zip(lines[place:], values, strict=False):
        if value:
            by = measure_of(entries.get(line.id), _before(draft.content, line))
            yield Cell(line.id, "percent" if value.endswith("%") else by, value.removesuffix("%").strip())


def _before(content: Content, line: Line) -> Measure:
    return content.statement.claim_of[line.id].before if content.statement else Measure(Decimal(0))
