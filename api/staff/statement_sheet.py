"""A statement as a table to type in: rows, groups with their sums, and the parts in which it comes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from api.staff.quote_form import same_number
from api.staff.statement_form import entries_of, measure_of
from domain.document import Content
from domain.line import Line
from domain.progress import Account, LineAccount
from domain.refusals import Problem
from domain.statement import Claim, Measure, Part, Statement
from records.cells import Stands, standing
from records.drafts import Draft
from ui.figures import of
from ui.paper.works import added, measured
from ui.texts import sentence

CHUNK = 100  # lines that come at a time
OWN_WORDS = frozenset({"above-contract", "below-previous"})  # said shorter beside a cell than in a list


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet. `value` is what stands in its field, `fault` what is wrong with it.

    `other` is what somebody else typed there meanwhile: what was typed here is kept, and was not saved.
    """

    line: Line
    claim: Claim
    figures: LineAccount
    by: str
    value: str
    seen: str
    fault: str = ""
    other: Stands | None = None

    @property
    def complete(self) -> bool:
        """Whether the line stands at its market."""
        return self.figures.now == self.figures.market


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading: from, to (excluded); `amendment` is the change order that they belong to."""

    index: int
    heading: str
    amendment: Part | None
    start: int
    end: int
    figures: LineAccount


@dataclass(frozen=True)
class Sheet:
    """How the draft reads as a table, in the words of one language."""

    draft: Draft
    locale: str
    others: Mapping[str, Stands] = field(default_factory=dict)
    typed: Mapping[str, Stands] = field(default_factory=dict)  # what could not be saved

    @property
    def content(self) -> Content:
        """The statement as it reads."""
        return self.draft.content

    @property
    def statement(self) -> Statement:
        """What it claims."""
        assert self.content.statement is not None  # noqa: S101  only statements are laid out
        return self.content.statement

    @property
    def account(self) -> Account:
        """What it comes to."""
        assert self.content.account is not None  # noqa: S101  only statements are laid out
        return self.content.account

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Where each line stands."""
        return {line.id: place for place, line in enumerate(self.content.lines)}

    @property
    def chunks(self) -> list[tuple[int, int]]:
        """The parts in which a long sheet comes: first line and end (excluded) of each."""
        count = len(self.content.lines)
        return [(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]

    @cached_property
    def groups(self) -> list[Group]:
        """The lines by heading, each with its sums."""
        claims, figures = self.statement.claim_of, self.account.lines
        amendments = {part.id: part for part in self.statement.parts[1:]}
        found: list[Group] = []
        start = 0
        for heading, run in groupby(self.content.lines, key=lambda line: line.group):
            lines = list(run)
            end = start + len(lines)
            sums = added(figures[line.id] for line in lines)
            amendment = amendments.get(claims[lines[0].id].part)
            found.append(Group(len(found), heading, amendment, start, end, sums))
            start = end
        return found

    def items(self, start: int, end: int) -> Iterator[tuple[Group | None, Row]]:
        """Yield the rows of a part, each with the group that begins, or goes on, at it."""
        groups = iter(group for group in self.groups if group.end > start)
        group = next(groups, None)
        for place in range(start, min(end, len(self.content.lines))):
            while group and place >= group.end:
                group = next(groups, None)
            begins = group is not None and place in (group.start, start)
            yield (group if begins else None), self.row(self.content.lines[place])

    def row(self, line: Line) -> Row:
        """Give one line of the sheet."""
        claim = self.statement.claim_of[line.id]
        entry = self._entries.get(line.id)
        by, value = self.typed.get(line.id) or (measure_of(entry, claim.before), standing(entry)[1])
        return Row(
            line,
            claim,
            self.account.lines[line.id],
            by,
            written(value, self.locale),
            " ".join(standing(entry)).strip(),
            self._fault(line, claim),
            self.others.get(line.id),
        )

    @cached_property
    def _entries(self) -> Mapping[str, Mapping[str, Any]]:
        return entries_of(self.draft.raw)

    @cached_property
    def _problems(self) -> Mapping[str, Problem]:
        """The first problem of each field of the page."""
        found: dict[str, Problem] = {}
        for problem in self.draft.problems:
            found.setdefault(name_of(problem, self.draft), problem)
        return found

    def _fault(self, line: Line, claim: Claim) -> str:
        problem = self._problems.get(f"now-{line.id}")
        if problem is None:
            return ""
        if problem.code not in OWN_WORDS:
            return sentence(self.locale, f"problem-{problem.code}", problem.params)
        figures = of(self.locale)
        whole = Measure(line.quantity, "quantity")
        limit = claim.before if problem.code == "below-previous" else whole
        return sentence(
            self.locale, f"statement-cell-{problem.code}", {"limit": measured(figures, line, limit)}
        )


def name_of(problem: Problem, draft: Draft) -> str:
    """Give the field of the page that a problem belongs to: `now-<line>` for `progress.3.percent`."""
    first, _, rest = problem.field.partition(".")
    index, _, measure = rest.partition(".")
    if first != "progress" or not index.isdecimal() or measure == "line_id":
        return first
    return f"now-{draft.raw['progress'][int(index)].get('line_id')}"


def written(typed: str, locale: str) -> str:
    """Give a number as people write it, `72,5` in French; what is no number stays as it was typed."""
    number = same_number(typed)
    if number is None:
        return typed
    plain = format(number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain.replace(".", ",") if locale.startswith("fr") else plain
