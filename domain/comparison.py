"""What changed between two versions, line by line, for the client and for staff."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.document import Content
from domain.line import Line
from domain.money import Cents
from domain.statement import Measure


class Change(StrEnum):
    """What happened to a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


COMPARED = (
    "description",
    "quantity",
    "unit",
    "unit_price",
    "discount_percent",
    "vat_rate",
    "group",
    "optional",
)

OF_STATEMENT = ("period_from", "period_to", "penalties", "penalties_reason", "conditions")


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that differs: `fields` names what changed when it stands in both versions."""

    change: Change
    before: Line | None
    after: Line | None
    fields: tuple[str, ...] = ()
    difference: Cents = 0  # of the line's amount before tax; of a statement, of what it claims

    @property
    def line(self) -> Line:
        """The line as it reads now, or as it read when it was removed."""
        line = self.after or self.before
        assert line is not None  # noqa: S101  a change has at least one side
        return line


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two versions; `net` and `gross` are differences in cents."""

    lines: tuple[LineChange, ...]
    fields: tuple[str, ...]
    net: Cents
    gross: Cents

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.lines or self.fields)


def compare(before: Content, after: Content) -> Comparison:
    """List what changed from one version to the next, in the order in which it reads now."""
    return Comparison(
        lines=tuple(_line_changes(before, after)),
        fields=tuple(
            name
            for name in (
                "title",
                "valid_until",
                "introduction",
                "notes",
                "discount_percent",
                "deposit_percent",
                "retention_percent",
                "mentions",
                "terms",
                "site",
                "client",
            )
            if getattr(before, name) != getattr(after, name)
        )
        + _statement_fields(before, after),
        net=after.totals.net - before.totals.net,
        gross=after.totals.gross - before.totals.gross,
    )


def _statement_fields(before: Content, after: Content) -> tuple[str, ...]:
    if not (before.statement and after.statement):
        return ()
    return tuple(
        name for name in OF_STATEMENT if getattr(before.statement, name) != getattr(after.statement, name)
    )


def unchanged_lines(before: Content, after: Content) -> frozenset[str]:
    """The ids of lines that read the same in both versions: a comment on one still makes sense."""
    old = {line.id: line for line in before.lines}
    return frozenset(
        line.id
        for line in after.lines
        if line.id in old and not _differences(before, old[line.id], after, line)
    )


def _line_changes(before: Content, after: Content) -> Iterator[LineChange]:
    old = {line.id: line for line in before.lines}
    for line in after.lines:
        previous = old.pop(line.id, None)
        if previous is None:
            yield LineChange(Change.ADDED, None, line, difference=_amount(after, line))
        elif fields := _differences(before, previous, after, line):
            change = _amount(after, line) - _amount(before, previous)
            yield LineChange(Change.CHANGED, previous, line, fields, change)
    for line in old.values():
        yield LineChange(Change.REMOVED, line, None, difference=-_amount(before, line))


def _differences(before: Content, old: Line, after: Content, new: Line) -> tuple[str, ...]:
    read = tuple(name for name in COMPARED if getattr(old, name) != getattr(new, name))
    same = _claimed(before, old) == _claimed(after, new)
    return read if same else (*read, "progress")


def _claimed(content: Content, line: Line) -> Measure | None:
    return content.statement.claim_of[line.id].now if content.statement else None


def _amount(content: Content, line: Line) -> Cents:
    return content.account.lines[line.id].now if content.account else line.amount
