"""A statement's editor as a page; without a script everything is saved by its one form."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.staff.places import editor
from api.staff.statement_desk import open_desk, view
from api.staff.statement_form import Before, StatementForm, before_edit, read_statement_form
from api.staff.statement_sheet import Sheet
from api.staff.visit import Visit, VisitDep
from domain.kinds import KINDS
from domain.refusals import Refused
from records import acts, cells, contracts, drafts
from records.database import Tx

TEMPLATE = "staff/statement_editor.html"

router = APIRouter(include_in_schema=False)


@router.get("/statements/{document_id}/edit")
async def edit(
    visit: VisitDep, document_id: str, start: Annotated[int, Query(alias="from", ge=0)] = 0, check: str = ""
) -> Response:
    """Show the editor. `check` shows what is still missing, as before publishing."""
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        desk = await open_desk(tx, document_id) if KINDS[document.kind].on_contract else None
    if desk is None:
        return visit.go(editor(document))
    sheet = Sheet(desk.draft, visit.locale)
    return visit.page(TEMPLATE, **view(visit, desk, sheet, start=start, check=bool(check)))


@router.get("/statements/{document_id}/lines")
async def lines(
    visit: VisitDep, document_id: str, start: Annotated[int, Query(alias="from", ge=0)] = 0
) -> Response:
    """Give a hundred lines of a long statement, as one comes to them."""
    async with visit.transaction() as tx:
        desk = await open_desk(tx, document_id)
    values = view(visit, desk, Sheet(desk.draft, visit.locale), start=start)
    return visit.fragment("staff/statement_lines.html", "lines", **values)


@router.post("/statements/{document_id}/edit")
async def save(visit: VisitDep, document_id: str) -> Response:
    """Save the whole form, faults and all, and do what its button says."""
    form = await read_statement_form(visit.request)
    act, key = form.do
    try:
        async with visit.transaction() as tx:
            before = await before_edit(tx, document_id)
            saved = await drafts.save(tx, document_id, form.raw(before), revision=form.revision)
            wanted = Before(saved.raw, before.basis).filled(act, key)
            if wanted:
                await cells.set_cells(tx, document_id, wanted)
    except Refused as refused:
        if refused.code != "draft-changed":
            raise
        return await _conflict(visit, document_id, form)
    if act == "preview":
        return visit.go(f"/documents/{document_id}/preview")
    start = min(form.chunks, default=0)
    place = f"#line-{key}" if act == "full" else ""
    return visit.go(f"/statements/{document_id}/edit?from={start}{place}", done="draft-saved")


async def not_yet(tx: Tx, visit: Visit, document_id: str) -> Response:
    """Show the editor with everything that keeps the draft from leaving."""
    desk = await open_desk(tx, document_id)
    values = view(visit, desk, Sheet(desk.draft, visit.locale), check=True)
    return visit.page(TEMPLATE, status=422, **values)


async def _conflict(visit: Visit, document_id: str, form: StatementForm) -> Response:
    """Somebody else, or another tab, saved meanwhile: show both, and let the writer choose."""
    async with visit.transaction() as tx:
        desk = await open_desk(tx, document_id)
        basis = await contracts.basis(tx, desk.contract.id, desk.document.ordinal)
    stored = Before(desk.draft.raw, basis)
    mine = {cell.line_id: (cell.by, cell.value) for cell in stored.settled(form.cells)}
    values = view(
        visit,
        desk,
        Sheet(desk.draft, visit.locale, typed=mine),
        start=min(form.chunks, default=0),
    )
    theirs = values["fields"]
    values["fields"] = theirs | {name: text for name, text in form.fields.items() if name in theirs}
    values["conflict"] = {
        "lines": [
            (line, stored.stands(line.id), mine[line.id])
            for line in basis.lines
            if line.id in mine and stored.stands(line.id)[1] != mine[line.id][1]
        ],
        "texts": [(name, text) for name, text in theirs.items() if values["fields"][name] != text],
    }
    return visit.page(TEMPLATE, status=409, **values)
