"""What staff or a program typed of a statement, read on its contract. Nothing typed is lost.

Progress is typed cumulative, line by line: `{"line_id", "percent"}` or `{"line_id", "quantity"}`. A line that
is not named, or whose fields are empty, stays where it was.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from domain.contract import Basis
from domain.document import Content
from domain.draft import MAX_LINES, MAX_QUANTITY, MAX_TEXT, MAX_TOTAL, Raw, Reader, clean
from domain.line import Line
from domain.money import HUNDRED, Cents, to_cents
from domain.progress import earned, quantity
from domain.refusals import Problem
from domain.statement import NOTHING, Measure

DECIMALS = 4
MAX_PENALTIES = Decimal(100_000_000)
MAX_INDEX = Decimal(1_000_000)
MEASURES = ("percent", "quantity")


def read(raw: Raw, basis: Basis) -> tuple[Content, list[Problem]]:
    """Read a statement as far as it can be read, with every problem found; faulty lines stay as they were."""
    reader = Reader(raw)
    now, problems = _read_progress(raw.get("progress") or [], basis)
    statement = basis.statement(now)
    revision = statement.conditions.revision
    if revision.base:
        index = reader.number("revision_index", Decimal(0), MAX_INDEX, DECIMALS, "0")
        revision = replace(revision, index=index)
    content = Content(
        kind="statement",
        title=reader.text("title") or basis.title,
        lines=basis.lines,
        introduction=reader.text("introduction", MAX_TEXT),
        notes=reader.text("notes", MAX_TEXT),
        retention_percent=statement.conditions.retention_percent,
        statement=replace(
            statement,
            conditions=replace(statement.conditions, revision=revision),
            period_from=reader.day("period_from"),
            period_to=reader.day("period_to"),
            penalties=to_cents(reader.number("penalties", Decimal(0), MAX_PENALTIES, 2, "0")),
            penalties_reason=reader.text("penalties_reason"),
        ),
    )
    _check_whole(content, reader)
    return content, [*reader.problems, *problems]


def to_raw(content: Content) -> dict[str, Any]:
    """Give a published statement back as the draft of its next version."""
    statement = content.statement
    assert statement is not None  # noqa: S101  only statements come here
    index = statement.conditions.revision.index
    return {
        "kind": content.kind,
        "title": content.title,
        "introduction": content.introduction,
        "notes": content.notes,
        "period_from": statement.period_from.isoformat() if statement.period_from else "",
        "period_to": statement.period_to.isoformat() if statement.period_to else "",
        "penalties": str(Decimal(statement.penalties).scaleb(-2)),
        "penalties_reason": statement.penalties_reason,
        "revision_index": str(index) if index else "",
        "progress": [typed(claim.line_id, claim.now) for claim in statement.claims],
    }


def first_raw(basis: Basis) -> dict[str, Any]:
    """Give an empty draft: every line stands where it was, or where a disputed claim had put it."""
    lines = [line.id for line in basis.lines]
    begun = {line: measure for line, (measure, _) in basis.done.items()} | dict(basis.disputed)
    return {"progress": [typed(line, begun[line]) for line in lines if line in begun]}


def typed(line_id: str, measure: Measure) -> dict[str, str]:
    """Give a line's progress as it is typed."""
    return {"line_id": line_id, measure.by: format(measure.value, "f")}


def restated(line: Line, measure: Measure, by: str) -> Measure:
    """Give the same progress in the other measure, to four decimals, as it is typed on."""
    if measure.by == by:
        return measure
    if by == "quantity":
        return Measure(quantity(line, measure), by)
    share = measure.value * HUNDRED / line.quantity if line.quantity else NOTHING
    return Measure(share.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP), by)


def read_measure(
    reader: Reader,
    field: str,
    by: str,
    line: Line,
    before: tuple[Measure, Cents],
    most: Measure | None = None,
) -> Measure | None:
    """Read one field as the progress of a line; None with a problem noted when it cannot stand.

    `before` is what was accepted so far (progress, cents); `most` what may be reached: usually all of it.
    """
    faults = len(reader.problems)
    measure = Measure(reader.number(field, Decimal(0), MAX_QUANTITY, DECIMALS), by)
    if len(reader.problems) > faults:
        return None
    about = {"line": line.number or line.description[:40]}
    whole = HUNDRED if by == "percent" else line.quantity
    if measure.value > whole:
        reader.wrong(field, "above-contract", **about)
    elif most is not None and earned(line, measure) > earned(line, most):
        reader.wrong(field, "above-claimed", **about)
    elif earned(line, measure) < before[1] or _less(measure, before[0]):
        reader.wrong(field, "below-previous", **about)
    return measure if len(reader.problems) == faults else None


def _less(measure: Measure, before: Measure) -> bool:
    """Whether progress goes back by less than a cent, which the amounts do not tell."""
    return measure.by == before.by and measure.value < before.value


def _read_progress(raw: Any, basis: Basis) -> tuple[dict[str, Measure], list[Problem]]:
    if not isinstance(raw, list):
        return {}, [Problem("progress", "not-a-list")]
    lines = {line.id: line for line in basis.lines}
    limit = max(MAX_LINES, len(lines))  # change orders may bring a contract above what one quote holds
    if len(raw) > limit:
        return {}, [Problem("progress", "too-many-lines", {"limit": limit})]
    now: dict[str, Measure] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(raw):
        if not isinstance(entry, Mapping):
            problems.append(Problem(f"progress.{index}", "not-a-list"))
            continue
        reader = Reader(entry, f"progress.{index}.")
        line = lines.get(clean(entry.get("line_id")))
        given = [by for by in MEASURES if clean(entry.get(by))]
        if line is None:
            reader.wrong("line_id", "foreign-line")
        elif line.id in now:
            reader.wrong("line_id", "line-twice")
        elif len(given) > 1:
            reader.wrong("percent", "one-measure")
        elif given:
            before = basis.done.get(line.id, (Measure(), 0))
            measure = read_measure(reader, given[0], given[0], line, before)
            if measure:
                now[line.id] = measure
        problems.extend(reader.problems)
    return now, problems


def _check_whole(content: Content, reader: Reader) -> None:
    statement, figures = content.statement, content.account
    assert statement is not None  # noqa: S101  it was just read
    assert figures is not None  # noqa: S101  a statement has an account
    if statement.period_from and statement.period_to and statement.period_to < statement.period_from:
        reader.wrong("period_to", "period-backwards")
    if statement.penalties and not statement.penalties_reason:
        reader.wrong("penalties_reason", "reason-needed")
    if not figures.works and not figures.revision:
        reader.wrong("progress", "no-progress")
    elif abs(figures.gross) > MAX_TOTAL:
        reader.wrong("revision_index", "total-too-large")
    elif figures.net_to_pay < 0:
        reader.wrong("penalties", "more-than-due")
