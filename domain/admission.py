"""What whoever approves a statement admits on its lines: the rest is disputed and comes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from domain.document import Content
from domain.draft import Reader, clean
from domain.line import Line
from domain.money import Cents
from domain.progress import earned
from domain.refusals import Problem
from domain.statement import Measure
from domain.statement_draft import read_measure

Admitted = Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A line that was admitted in part: what was claimed, what was admitted, and the difference in cents."""

    line: Line
    claimed: Measure
    admitted: Measure
    difference: Cents


def read(content: Content, typed: Mapping[str, str]) -> tuple[dict[str, Measure], list[Problem]]:
    """Read what was admitted, cumulative, by line id. Only what is less than the claim is kept.

    A figure is in the measure of the claim (% or the line's unit); `72,5 %` is always a percentage. It cannot
    go below what was accepted before, nor above the claim. Fields are named `admitted[LINE_ID]`.
    """
    if not content.statement:
        return {}, [Problem("admitted", "not-a-statement")] if typed else []
    claims = content.statement.claim_of
    lines = {line.id: line for line in content.lines if line.id in typed}
    problems = [Problem(f"admitted[{line[:40]}]", "foreign-line") for line in typed if line not in lines]
    admitted: dict[str, Measure] = {}
    for line_id, line in lines.items():
        text = clean(typed[line_id])
        if not text:
            continue
        claim = claims[line_id]
        field = f"admitted[{line_id}]"
        by = "percent" if text.endswith("%") else claim.now.by
        reader = Reader({field: text})
        measure = read_measure(reader, field, by, line, (claim.before, claim.before_amount), claim.now)
        problems.extend(reader.problems)
        if measure and earned(line, measure) < earned(line, claim.now):
            admitted[line_id] = measure
    if admitted and content.asked_for(frozenset(), admitted) < 0:  # penalties ask more than what is left
        problems.append(Problem("admitted", "more-than-due"))
    return admitted, problems


def least(content: Content, all_admitted: Iterable[Admitted]) -> dict[str, Measure]:
    """Join what several approvers admitted: on each line the least of it holds, whoever came first."""
    lines = {line.id: line for line in content.lines}
    joined: dict[str, Measure] = {}
    for admitted in all_admitted:
        for line_id, measure in admitted.items():
            held = joined.get(line_id, measure)
            joined[line_id] = min(held, measure, key=partial(_height, lines[line_id]))
    return joined


def _height(line: Line, measure: Measure) -> tuple[Cents, str, Decimal]:
    return earned(line, measure), measure.by, measure.value


def disputed(content: Content, admitted: Admitted) -> list[Disputed]:
    """List the lines that were admitted in part, in the order of the statement."""
    if not content.statement:
        return []
    claims = content.statement.claim_of
    return [
        Disputed(
            line,
            claims[line.id].now,
            admitted[line.id],
            earned(line, claims[line.id].now) - earned(line, admitted[line.id]),
        )
        for line in content.lines
        if line.id in admitted
    ]


def presented(content: Content, admitted: Admitted) -> Content:
    """The statement as the next approver sees it: with what was admitted in place of what was claimed."""
    if not content.statement or not admitted:
        return content
    return replace(content, statement=content.statement.admitting(admitted))


def to_json(admitted: Admitted) -> dict[str, dict[str, str]]:
    """Give what was admitted as it is kept."""
    return {line: {"value": format(m.value, "f"), "by": m.by} for line, m in admitted.items()}


def from_json(kept: Mapping[str, Any]) -> dict[str, Measure]:
    """Read what was admitted as it was kept."""
    return {line: Measure(Decimal(m["value"]), m["by"]) for line, m in kept.items()}
