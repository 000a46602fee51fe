"""What programs write into a progress statement: cumulative progress, line by line."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import Field

from api.v1.fields import Asked, Day, Number, Short, Text
from domain.draft import MAX_LINES, clean
from domain.refusals import Invalid, Problem
from domain.statement_draft import MEASURES
from records.drafts import Draft

MAX_PROGRESS = 5 * MAX_LINES  # change orders may bring a contract above what one quote holds
UNFINISHED = frozenset({"no-progress"})  # what a draft may still lack; publishing asks for it


class Measured(Asked):
    """How far a line is, cumulative: in %, or in the line's own unit."""

    percent: Number | None = Field(None, examples=["72.5"], description="in %, up to 4 decimals")
    quantity: Number | None = Field(None, examples=[None], description="in the line's unit, up to 4 decimals")

    @property
    def typed(self) -> tuple[str, str]:
        """The measure and its value as they were written; empty when nothing was."""
        given = ((by, clean(getattr(self, by))) for by in MEASURES)
        return next(((by, value) for by, value in given if value), ("", ""))

    def one(self) -> tuple[str, str]:
        """Give the measure and its value. Raises `Invalid` unless there is exactly one."""
        if clean(self.percent) and clean(self.quantity):
            raise Invalid([Problem("percent", "one-measure")])
        by, value = self.typed
        if not by:
            raise Invalid([Problem("percent", "required")])
        return by, value


class WrittenProgress(Measured):
    """How far one line is. With neither `percent` nor `quantity` it stays where it was."""

    line_id: Short = Field(examples=["ln_01"])


class WrittenStatement(Asked):
    """What changes in a statement's draft; what is not given stays as it is."""

    title: Short = Field("", description="usually the contract's", examples=["Gros œuvre de l'extension"])
    period_from: Day | None = None
    period_to: Day | None = None
    introduction: Text = ""
    notes: Text = ""
    penalties: Number = Field("0", examples=["0"], description="of this period, after tax")
    penalties_reason: Short = ""
    revision_index: Number = Field(
        "", examples=[""], description="the index of this period, where the contract revises its prices"
    )
    progress: Annotated[list[WrittenProgress], Field(max_length=MAX_PROGRESS)] = Field(
        default_factory=list, description="lines that are not named stay where they were"
    )

    def over(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Give the draft with what was written put over what stood `before`."""
        given = self.model_dump(exclude_unset=True, include=set(WrittenStatement.model_fields))
        days = {
            name: day.isoformat() if day else "" for name, day in given.items() if name.startswith("period_")
        }
        whole = {**before, **given, **days}
        if "progress" in given:
            whole["progress"] = _joined(given["progress"], before.get("progress") or [])
        return whole


class NewStatement(WrittenStatement):
    """The next statement of the contract that an accepted quote made."""

    quote_id: Short = Field(
        examples=["doc_01"], description="the accepted quote, or a change order of its contract"
    )
    progress: Annotated[list[WrittenProgress], Field(max_length=MAX_PROGRESS)] = Field(
        description="lines that are not named stay where they were"
    )


class WrittenCell(Measured):
    """How far one line is now, and what stood there when the writer started."""

    seen: Measured | None = Field(
        None, description="if somebody else changed this very line since, nothing is written: 409"
    )


def checked(draft: Draft) -> Draft:
    """Give a saved draft. Raises `Invalid` for what cannot stand in it, which takes it back."""
    problems = [problem for problem in draft.problems if problem.code not in UNFINISHED]
    if problems:
        raise Invalid(problems)
    return draft


def checked_cell(draft: Draft, line_id: str) -> Draft:
    """Give a draft of which one line was written. Raises `Invalid` for what is wrong with that line."""
    index = next(
        index for index, entry in enumerate(draft.raw["progress"]) if entry.get("line_id") == line_id
    )
    prefix = f"progress.{index}."
    problems = [
        Problem(problem.field.removeprefix(prefix), problem.code, problem.params)
        for problem in draft.problems
        if problem.field.startswith(prefix)
    ]
    if problems:
        raise Invalid(problems)
    return draft


def _joined(given: list[dict[str, Any]], before: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Put what was written first, so that problems count as the writer does, then the lines not named."""
    named = {clean(entry["line_id"]) for entry in given}
    return [*given, *(entry for entry in before if entry.get("line_id") not in named)]
