"""The statement editor's form: how far each line is, the other fields, and the button.

A line has `now-<id>` (as typed), `by-<id>` (% or quantity) and `seen-<id>` (what stood there when it was
shown). What a button fills in on many lines at once becomes cells as well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from fastapi import Request

from api.staff.quote_form import read_pairs, same_number, whole
from domain.contract import Basis
from domain.kinds import KINDS
from domain.line import Line
from domain.money import HUNDRED
from domain.refusals import Refused
from domain.statement import Measure
from domain.statement_draft import MEASURES, restated
from records import acts, contracts, drafts
from records.cells import TEXTS, Cell, Stands, standing
from records.database import Tx

CELL = re.compile(r"(now|by|seen)-([\w-]{1,60})", re.ASCII)


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

    def raw(self, before: "Before") -> dict[str, Any]:
        """Give the draft: what was typed here, put into what is stored of the other lines."""
        texts = {name: self.fields[name] for name in TEXTS if name in self.fields}
        entries: dict[str, Mapping[str, Any]] = dict(before.entries)
        for cell in before.settled(self.cells):
            entries[cell.line_id] = {"line_id": cell.line_id, cell.by: cell.value}
        return {**before.raw, **texts, "progress": list(entries.values())}


@dataclass(frozen=True)
class Before:
    """What stands in a draft before an edit, on the contract that it bills."""

    raw: Mapping[str, Any]
    basis: Basis

    @cached_property
    def entries(self) -> dict[str, Mapping[str, Any]]:
        """What is typed by line."""
        return entries_of(self.raw)

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The lines of the contract, in order."""
        return {line.id: line for line in self.basis.lines}

    def measure(self, line_id: str) -> str:
        """The measure that a line is typed in."""
        return measure_of(self.entries.get(line_id), self.basis.done.get(line_id, (Measure(), 0))[0])

    def stands(self, line_id: str) -> Stands:
        """What stands in a line."""
        return standing(self.entries.get(line_id))

    def settled(self, cells: Iterable[Cell]) -> list[Cell]:
        """Give the cells as they are stored: another measure of the same value is the same progress in it."""
        return [
            _settled(cell, self.stands(cell.line_id), self.lines[cell.line_id])
            if cell.line_id in self.lines and cell.by in MEASURES
            else cell
            for cell in cells
        ]

    def filled(self, act: str, key: str, column: str = "") -> list[Cell]:
        """Give the cells that a button fills in: `full` a line, `group`, `by` all, `paste` a column."""
        match act:
            case "full" if key in self.lines:
                return [self._whole(self.lines[key])]
            case "group":
                groups = [list(lines) for _, lines in groupby(self.basis.lines, key=lambda line: line.group)]
                place = whole(key)
                return [self._whole(line) for line in groups[place]] if place < len(groups) else []
            case "by" if key in MEASURES:
                return [self._measured(line, key) for line in self.basis.lines]
            case "paste" if key in self.lines:
                return list(self._pasted(key, column))
            case _:
                return []

    def undo(self, saved: Iterable[Cell], after: Mapping[str, Any]) -> list[Cell]:
        """Give the cells that put back what stood here before some were saved."""
        now = entries_of(after)
        return [
            Cell(
                cell.line_id,
                self.measure(cell.line_id),
                self.stands(cell.line_id)[1],
                standing(now.get(cell.line_id)),
            )
            for cell in saved
            if self.stands(cell.line_id) != standing(now.get(cell.line_id))
        ]

    def _whole(self, line: Line) -> Cell:
        by = self.measure(line.id)
        return Cell(line.id, by, typed_of(Measure(HUNDRED if by == "percent" else line.quantity, by)))

    def _measured(self, line: Line, by: str) -> Cell:
        stands, value = self.stands(line.id)
        number = same_number(value)
        if number is not None and stands != by:
            value = typed_of(restated(line, Measure(number, stands), by))
        return Cell(line.id, by, value)

    def _pasted(self, start: str, column: str) -> Iterator[Cell]:
        """Fill a column downwards; an empty value leaves its line, one with a % sign is a percentage."""
        lines = list(self.lines)
        values = [row.split("\t")[0].strip().strip('"') for row in column.split("\n")]
        for line_id, value in zip(lines[lines.index(start) :], values, strict=False):
            if value:
                by = "percent" if value.endswith("%") else self.measure(line_id)
                yield Cell(line_id, by, value.removesuffix("%").strip())


async def before_edit(tx: Tx, document_id: str) -> Before:
    """Lock a draft and give what stands in it. Raises `NotFound`, or `Refused` for another kind."""
    row = await acts.lock(tx, document_id)
    if not KINDS[row.kind].on_contract:
        raise Refused("not-for-this-kind", action="progress")
    raw = (await drafts.read(tx, document_id)).raw if row.draft is None else row.draft
    return Before(raw, await contracts.basis(tx, row.contract_id, row.ordinal))


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


def entries_of(raw: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Give what is typed in a draft by line."""
    entries = raw.get("progress")
    return {
        str(entry.get("line_id")): entry
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, Mapping)
    }


def measure_of(entry: Mapping[str, Any] | None, before: Measure) -> str:
    """Give the measure that a line is typed in: what was chosen last, else that of the last statement."""
    return next((by for by in MEASURES if entry and by in entry), before.by)


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
    return replace(cell, value=typed_of(restated(line, Measure(number, by), cell.by)))
