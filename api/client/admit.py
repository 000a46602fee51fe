"""Admitting less than is claimed: whoever approves types quantities, and the net to pay follows."""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse

from api import deps
from api.client import form as forms
from api.client import statement
from api.client.answer import form_of, must_be_open, new_form, too_late
from api.client.form import Typed
from api.client.kinds import page_of
from api.client.progress import plain, recomputed, works_in
from api.client.sheet import Sheet
from api.client.visit import Visit, visit
from api.errors import Instead
from domain.lifecycle import Action
from domain.refusals import Superseded
from records import comments
from ui.render import page

router = APIRouter()

KEPT = ("key", "name", "email", "comment", "terms", "code", "time_zone")  # what a form holds besides figures


@router.get("/c/{secret}/admit")
async def admit_form(request: Request, secret: str) -> HTMLResponse:
    """Show the lines of a statement with a field for what is admitted on each."""
    async with visit(request, secret) as visiting:
        return await _shown(visiting, Typed(str(Action.APPROVE), str(visiting.content.version), ""))


@router.post("/c/{secret}/admit")
async def admit(request: Request, secret: str) -> HTMLResponse:
    """Show what the typed quantities come to, or with an action the form that answers with exactly these.

    With a script only the figures that change are sent, so that a statement of thousands of lines costs what
    the lines that were touched cost.
    """
    typed = await forms.typed_in(request)
    async with visit(request, secret) as visiting:
        _must_admit(visiting)
        if not deps.by_htmx(request):
            typed = replace(typed, admitted=_changed(visiting, typed.admitted))
        if not typed.action:
            return await _shown(visiting, replace(typed, action=str(Action.APPROVE)))
        if typed.read_version != visiting.document.version:
            late = Superseded(typed.read_version, visiting.document.version)
            return too_late(visiting, typed, late)
        figures_stand = not page_of(visiting).said(visiting, typed).problems
        if figures_stand or deps.by_htmx(request) or typed.action != Action.APPROVE:
            empty = await new_form(visiting, typed.action)
            filled = {name: getattr(typed, name) for name in KEPT if getattr(typed, name)}
            said = dict(empty.line_comments) | typed.line_comments
            return form_of(visiting, replace(empty, admitted=typed.admitted, line_comments=said, **filled))
        return await _shown(visiting, typed)


def _must_admit(visiting: Visit) -> None:
    """Lead back to the page when there is nothing to admit, or it is not the reader's turn."""
    must_be_open(visiting)
    if visiting.content.statement is None:
        raise Instead(RedirectResponse(visiting.base + visiting.suffix, 303))


def _changed(visiting: Visit, admitted: dict[str, str]) -> dict[str, str]:
    """Leave out the fields of a whole page that stand as they were filled in for the reader."""
    claims = works_in(visiting.presented).statement.claim_of
    locale = visiting.locale
    return {
        line: text
        for line, text in admitted.items()
        if line not in claims or text != plain(locale, claims[line].now)
    }


async def _shown(visiting: Visit, typed: Typed) -> HTMLResponse:
    _must_admit(visiting)
    drafts = await comments.drafts(visiting.tx, visiting.opened.link.id)
    sheet = Sheet(visiting.opened.version, visiting.content, open=True, typed=typed, drafts=drafts)
    answer = statement.said(visiting, typed)
    context = {
        **visiting.context(),
        **await statement.admitting(visiting, sheet, typed, answer),
        "typed": typed,
        "drafts": drafts,
    }
    status = 422 if answer.problems else 200
    if not deps.by_htmx(visiting.request):
        return HTMLResponse(page("client/admit.html", visiting.locale, **context), status)
    sums = page("client/statement/recomputed.html", visiting.locale, **context)
    lines = recomputed(visiting.locale, context["works"], context["notes"], typed.admitted)
    return HTMLResponse(sums + lines, status)
