"""Writing a quote: the editor, saved as one types; correcting a published one makes its next version."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.responses import JSONResponse, RedirectResponse

from api.staff.desk import Desk, Sheet, open_desk, said, stored_sheet, typed_sheet, view
from api.staff.places import editor
from api.staff.quote_form import QuoteForm, change, is_heading, read_form
from api.staff.visit import HEADERS, Visit, VisitDep
from domain.comparison import compare
from domain.kinds import KINDS
from domain.lifecycle import Action
from domain.refusals import Invalid, Refused
from records import acts, comments, drafts
from records.database import now
from records.drafts import Draft
from ui import render
from ui.figures import of

ROW_ACTS = frozenset({"add", "heading", "duplicate", "remove", "up", "down"})
TEMPLATE = "staff/editor.html"

router = APIRouter(include_in_schema=False)


@router.get("/quotes/{document_id}/edit")
async def edit(
    visit: VisitDep, document_id: str, start: Annotated[int, Query(alias="from", ge=0)] = 0, check: str = ""
) -> Response:
    """Show the editor. `check` shows what is still missing, as before publishing."""
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        desk = None if KINDS[document.kind].on_contract else await open_desk(tx, document_id)
    if desk is None:
        return visit.go(editor(document))
    sheet = stored_sheet(desk.draft, start)
    return visit.page(TEMPLATE, **view(visit, desk, sheet, check=bool(check)))


@router.post("/quotes/{document_id}/edit")
async def save(visit: VisitDep, document_id: str) -> Response:
    """Save what was typed, faults and all, and do what the button says."""
    form = await read_form(visit.request)
    act, key = form.do
    if act in ROW_ACTS:
        headings = sum(map(is_heading, form.rows))
        rows, key = change(form.rows, act, key, visit.t("quote-new-heading", number=headings + 1))
        form = replace(form, rows=rows)
    elif not _by_script(visit):
        form = form.without_blanks()
    sent = form if act in ROW_ACTS else form.without_blanks()
    try:
        async with visit.transaction() as tx:
            stored = await drafts.read(tx, document_id)
            if act == "keep":
                sent = _only_known(sent, stored)
            saved = await drafts.save(tx, document_id, sent.raw(stored.raw), revision=form.revision)
            if act == "resolve":
                await comments.resolve(tx, document_id, key)
    except Refused as refused:
        if refused.code != "draft-changed":
            raise
        return await _conflict(visit, document_id, form)
    except Invalid as invalid:
        return await _refused(visit, document_id, form, invalid)
    if _by_script(visit):
        return _saved(visit, form, sent, saved)
    return _onward(visit, document_id, form, act, key)


@router.post("/quotes/{document_id}/comments/{line_id}/resolve")
async def resolve(visit: VisitDep, document_id: str, line_id: str) -> Response:
    """Note that what the client said on a line was dealt with."""
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        acts.after(document, Action.PUBLISH)
        await comments.resolve(tx, document_id, line_id)
    if visit.by_htmx:
        return visit.fragment("staff/editor_comments.html", "resolved")
    return visit.go(editor(document), done="comment-resolved")


def _by_script(visit: Visit) -> bool:
    return visit.request.headers.get("accept", "").startswith("application/json")


def _onward(visit: Visit, document_id: str, form: QuoteForm, act: str, key: str) -> Response:
    if act == "preview":
        return visit.go(f"/documents/{document_id}/preview")
    if act == "whose":
        return visit.go(f"/quotes/{document_id}/whose")
    if act == "resolve":
        return visit.go(f"/quotes/{document_id}/edit?from={form.window[0]}", done="comment-resolved")
    if act == "window":
        return RedirectResponse(f"/quotes/{document_id}/edit?from={int(key) if key.isdecimal() else 0}", 303)
    place = next((n for n, row in enumerate(form.rows) if row["key"] == key), 0)
    address = f"/quotes/{document_id}/edit?from={form.window[0]}"
    if act in ROW_ACTS:
        return RedirectResponse(f"{address}#row-{place}", 303)
    return visit.go(address, done="draft-saved")


def _saved(visit: Visit, form: QuoteForm, sent: QuoteForm, saved: Draft) -> Response:
    """Tell the page what became of what it sent: ids of new lines, amounts, totals, faults."""
    start = form.window[0]
    lines = [row for row in sent.rows if not is_heading(row)]
    sheet = Sheet(saved.raw, sent.rows, start, start + len(lines), saved.content, saved.problems)
    company, check = visit.company, form.fields.get("check") == "on"
    values = {"content": saved.content, "totals": saved.content.totals, "currency": company.currency}
    stored = saved.raw["lines"][start:]
    at = of(visit.locale).hour(now(), visit.zone)
    return JSONResponse(
        {
            "revision": saved.revision,
            "to": sheet.end,
            "saved": visit.t("quote-saved-at", hour=at),
            "sums": render.fragment("staff/editor_sums.html", "sums", visit.locale, **values),
            "gross": of(visit.locale).money(saved.content.totals.gross, company.currency),
            "net": of(visit.locale).money(saved.content.totals.net, company.currency),
            "amounts": sheet.amounts(of(visit.locale), company.currency),
            "ids": {row["key"]: line["id"] for row, line in zip(lines, stored, strict=False)},
            "faults": said(visit.locale, sheet, check=check),
            "missing": visit.t("quote-missing", count=len(saved.problems)),
            "ready": not saved.problems,
        },
        headers=HEADERS,
    )


async def _conflict(visit: Visit, document_id: str, form: QuoteForm) -> Response:
    """Somebody else, or another tab, saved meanwhile: show both texts and let the writer choose."""
    async with visit.transaction() as tx:
        desk = await open_desk(tx, document_id)
    mine = typed_sheet(form, desk.draft.raw)
    values = view(visit, desk, mine, conflict=compare(mine.content, desk.draft.content))
    if _by_script(visit):
        banner = bytes(visit.fragment("staff/editor_conflict.html", "conflict", **values).body).decode()
        return JSONResponse({"conflict": banner, "revision": desk.draft.revision}, 409, headers=HEADERS)
    return visit.page(TEMPLATE, status=409, **values)


async def _refused(visit: Visit, document_id: str, form: QuoteForm, invalid: Invalid) -> Response:
    """Lines of another document, or too many: nothing was saved, what was typed stays on the page."""
    async with visit.transaction() as tx:
        desk = await open_desk(tx, document_id)
    values = _with_problems(visit, desk, typed_sheet(form, desk.draft.raw), invalid)
    if _by_script(visit):
        return JSONResponse({"faults": values["problems"]}, 422, headers=HEADERS)
    return visit.page(TEMPLATE, status=422, **values)


def _with_problems(visit: Visit, desk: Desk, sheet: Sheet, invalid: Invalid) -> dict[str, Any]:
    sheet = replace(sheet, problems=[*invalid.problems, *sheet.problems])
    return view(visit, desk, sheet)


def _only_known(form: QuoteForm, stored: Draft) -> QuoteForm:
    """Keep the ids of lines that are still there: those that the other text dropped become new lines."""
    known = {line["id"] for line in stored.raw.get("lines") or [] if "id" in line}
    rows = [{**row, "id": row["id"] if row.get("id") in known else ""} for row in form.rows]
    return replace(form, rows=rows)
