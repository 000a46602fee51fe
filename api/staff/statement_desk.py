"""What lies on the desk while a statement is written: the draft, whose it is, what it waits for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Row as Record

from api.staff.claimed import figures_for
from api.staff.quote_form import same_number
from api.staff.statement_sheet import Row, Sheet, name_of, written
from api.staff.visit import Visit
from domain.document import Content
from domain.kinds import KINDS
from domain.lifecycle import ACCEPTED, Action, State
from domain.line import Line
from domain.progress import percent, quantity
from domain.refusals import Refused
from domain.statement import Measure
from records import acts, comments, contracts, drafts, parties
from records.cells import TEXTS, Stands
from records.database import Tx
from records.drafts import Draft
from ui.figures import Figures, of
from ui.paper.works import measured, works_of
from ui.texts import sentence

UNFINISHED = frozenset({"no-progress"})  # what nobody has to be told while still writing
OWN_WORDS = {("penalties_reason", "reason-needed"): "statement-penalties-why"}


@dataclass(frozen=True, slots=True)
class Desk:
    """A statement whose draft is open, whose it is, and what it waits for."""

    document: Record[Any]
    draft: Draft
    contract: Record[Any]
    client: Record[Any]
    job: Record[Any] | None
    comments: Mapping[str, list[Record[Any]]]
    open_before: Record[Any] | None  # an earlier statement that nobody settled yet: this one cannot leave

    @property
    def content(self) -> Content:
        """The statement as it reads so far."""
        return self.draft.content


async def open_desk(tx: Tx, document_id: str, draft: Draft | None = None) -> Desk:
    """Read all that the editor shows, but for a draft that was just saved.

    Raises `NotFound`, or `Refused` when it can no longer change.
    """
    document = await acts.read(tx, document_id)
    if not KINDS[document.kind].on_contract:
        raise Refused("not-for-this-kind", action="progress")
    acts.after(document, Action.PUBLISH)
    sent = await contracts.statements(tx, document.contract_id)
    waiting = [row for row in sent if row.id != document_id and State(row.state) not in ACCEPTED]
    return Desk(
        document,
        draft or await drafts.read(tx, document_id),
        await contracts.get(tx, document.contract_id),
        await parties.client(tx, document.client_id),
        await parties.job(tx, document.job_id) if document.job_id else None,
        await comments.unresolved(tx, document_id),
        next(iter(waiting), None),
    )


def view(
    visit: Visit, desk: Desk, sheet: Sheet, *, start: int = 0, check: bool = False, **more: Any
) -> dict[str, Any]:
    """Give all that the editor's templates ask for: the part that holds line `start` is shown at once.

    `check`: also say what is merely not written yet.
    """
    figures = of(visit.locale)
    shown = {next((first for first, end in sheet.chunks if start < end), 0)}
    return {
        **figures_for(visit.locale),
        "desk": desk,
        "document": desk.document,
        "sheet": sheet,
        "content": desk.content,
        "works": works_of(desk.content),
        "previous": _previous(figures),
        "other_words": _other_words(figures),
        "fields": filled(desk.draft.raw, visit.locale),
        "problems": said(visit.locale, desk.draft, check=check),
        "missing": len(desk.draft.problems),
        "check": check,
        "currency": visit.company.currency,
        "revision": desk.draft.revision,
        "saved_at": desk.document.updated_at,
        "was": {name: str(desk.draft.raw.get(name) or "") for name in TEXTS},
        "disputed": sum(claim.disputed is not None for claim in sheet.statement.claims),
        "whole": lambda line: written(format(line.quantity, "f"), visit.locale),
        "address_of": partial(_address, sheet, f"/statements/{desk.document.id}/edit", shown),
        "shown": shown,
        "oob": False,
        "undo": [],
        "conflict": None,
        **more,
    }


def filled(raw: Mapping[str, Any], locale: str) -> dict[str, str]:
    """Give the fields besides the lines as they are shown; an amount of nothing is empty."""
    fields = {name: str(raw.get(name) or "") for name in TEXTS}
    for name in ("penalties", "revision_index"):
        fields[name] = "" if same_number(fields[name]) == 0 else written(fields[name], locale)
    return fields


def said(locale: str, draft: Draft, *, check: bool) -> dict[str, str]:
    """Give the sentences of what is wrong by field of the page; the first of a field counts."""
    found: dict[str, str] = {}
    for problem in draft.problems:
        if check or problem.code not in UNFINISHED:
            name = name_of(problem, draft)
            key = OWN_WORDS.get((name, problem.code), f"problem-{problem.code}")
            found.setdefault(name, sentence(locale, key, problem.params))
    return found


def _address(sheet: Sheet, here: str, shown: set[int], name: str) -> str:
    """Where a field is: on the page, or in a part of the sheet that comes with another address."""
    place = sheet.place_of.get(name.removeprefix("now-"))
    start = next((first for first, end in sheet.chunks if place is not None and first <= place < end), None)
    return f"#{name}" if start is None or start in shown else f"{here}?from={start}&check=1#{name}"


def _previous(figures: Figures) -> Callable[[Row], str]:
    """Say how far a line was, in the measure that it is shown in."""

    def say(row: Row) -> str:
        if row.by == "quantity":
            return figures.quantity(quantity(row.line, row.claim.before))
        return figures.percent(percent(row.line, row.claim.before))

    return say


def _other_words(figures: Figures) -> Callable[[Line, Stands], str]:
    """Say what stands in a line: `72,5 %`, `107,735 m²`, or as it was typed when it is no number."""

    def say(line: Line, stands: Stands) -> str:
        number = same_number(stands[1])
        return stands[1] or "–" if number is None else measured(figures, line, Measure(number, stands[0]))

    return say
