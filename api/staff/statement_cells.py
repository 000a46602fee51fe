"""A statement is saved as one types: each line and field by itself, and nobody loses what they typed."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response

from api.errors import say
from api.staff.statement_desk import Desk, open_desk, view
from api.staff.statement_form import Before, StatementForm, before_edit, read_statement_form
from api.staff.statement_sheet import Group, Sheet, written
from api.staff.visit import Visit, VisitDep
from domain.refusals import Refused
from records import cells, drafts
from records.cells import Cell, Stands

TEMPLATE = "staff/statement_reply.html"
TOGETHER = (("period_from", "period_to"), ("penalties", "penalties_reason"))

router = APIRouter(include_in_schema=False)


@router.post("/statements/{document_id}/cells")
async def set_cells(visit: VisitDep, document_id: str) -> Response:
    """Save a few lines; one that somebody else changed meanwhile is shown with both values."""
    form = await read_statement_form(visit.request)
    async with visit.transaction() as tx:
        before = await before_edit(tx, document_id)
        wanted = before.settled(form.cells)
        draft, others = await cells.set_cells(tx, document_id, wanted)
        desk = await open_desk(tx, document_id, draft)
    if not visit.by_htmx:
        return visit.go(f"/statements/{document_id}/edit", done="draft-saved")
    return _reply(visit, form, before, desk, wanted, others)


@router.post("/statements/{document_id}/fill")
async def fill(visit: VisitDep, document_id: str) -> Response:
    """Fill in many lines at once: those of a group, all in another measure, or a pasted column.

    When somebody else changed the draft meanwhile nothing is filled in: the page shows what stands first.
    """
    form = await read_statement_form(visit.request)
    act, key = form.do
    refused = None
    async with visit.transaction() as tx:
        before = await before_edit(tx, document_id)
        draft = await drafts.read(tx, document_id)
        wanted = before.filled(act, key, form.fields.get("column", ""))
        if form.revision != draft.revision:
            wanted, refused = [], Refused("draft-changed", revision=draft.revision)
        draft, _ = await cells.set_cells(tx, document_id, wanted)
        desk = await open_desk(tx, document_id, draft)
    if not visit.by_htmx:
        return visit.go(f"/statements/{document_id}/edit", done="draft-saved")
    return _reply(visit, form, before, desk, wanted, {}, refused)


@router.post("/statements/{document_id}/text")
async def set_text(
    visit: VisitDep,
    document_id: str,
    name: Annotated[str, Form()],
    value: Annotated[str, Form()] = "",
    was: Annotated[str, Form()] = "",
) -> Response:
    """Save one field besides the lines; one that somebody else changed meanwhile is shown with both texts."""
    other = draft = None
    async with visit.transaction() as tx:
        try:
            draft = await cells.set_text(tx, document_id, name, value, seen=was)
        except Refused as refused:
            if refused.code != "field-changed":
                raise
            other = refused.params["value"]
        desk = await open_desk(tx, document_id, draft)
    if not visit.by_htmx:
        return visit.go(f"/statements/{document_id}/edit", done="draft-saved")
    shows = view(visit, desk, Sheet(desk.draft, visit.locale), oob=True, elsewhere=False, refused="")
    if other is not None:
        shows["fields"] = {**shows["fields"], name: value}
    return visit.fragment(TEMPLATE, "field", **shows, name=name, names=_together(name), other=other)


def _reply(
    visit: Visit,
    form: StatementForm,
    before: Before,
    desk: Desk,
    wanted: list[Cell],
    others: dict[str, Stands],
    refused: Refused | None = None,
) -> Response:
    """Give the rows of the page that changed, the sums, and how to take it back.

    When somebody else changed lines as well, every row of the page comes, so that it shows what stands.
    """
    saved = [cell for cell in wanted if cell.line_id not in others]
    mine = {cell.line_id: (cell.by, cell.value) for cell in wanted if cell.line_id in others}
    sheet = Sheet(desk.draft, visit.locale, others, mine)
    elsewhere = bool(refused) or 0 < form.revision < desk.draft.revision - bool(saved)
    shown = [place for start, end in sheet.chunks if start in form.chunks for place in range(start, end)]
    touched = {sheet.place_of[cell.line_id] for cell in wanted}
    places = shown if elsewhere else sorted(touched.intersection(shown))
    undo = before.undo(saved, desk.draft.raw)
    shows: dict[str, Any] = {
        "oob": True,
        "rows": [sheet.row(desk.content.lines[place]) for place in places],
        "groups": _groups(sheet, places, shown),
        "undo": undo,
        "elsewhere": elsewhere,
        "refused": say(visit.locale, refused) if refused else "",
        **_undo_words(visit, before, undo),
    }
    return visit.fragment(TEMPLATE, "reply", **view(visit, desk, sheet, **shows))


def _together(name: str) -> tuple[str, ...]:
    """The fields that are right or wrong together with this one."""
    return next((names for names in TOGETHER if name in names), (name,))


def _groups(sheet: Sheet, places: Iterable[int], shown: list[int]) -> list[Group]:
    """The groups of these lines whose headings are on the page."""
    touched, here = list(places), set(shown)
    return [
        group
        for group in sheet.groups
        if group.start in here and any(group.start <= place < group.end for place in touched)
    ]


def _undo_words(visit: Visit, before: Before, undo: list[Cell]) -> dict[str, Any]:
    """How the button that takes back the edit of one line names it."""
    if len(undo) != 1:
        return {"undo_line": "", "undo_value": ""}
    line = before.lines[undo[0].line_id]
    return {
        "undo_line": line.number or line.description[:20],
        "undo_value": written(undo[0].value, visit.locale) or "–",
    }
