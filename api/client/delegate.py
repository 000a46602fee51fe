"""Handing a turn over: whoever is asked to approve names somebody who answers in their place."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api import deps
from api.client.asking import A_DAY, FEW
from api.client.statement import handed_over
from api.client.visit import Visit, visit
from api.errors import Instead, say_problems
from domain.draft import clean
from domain.refusals import Invalid
from records import limits, turns
from records.audit import Actor
from ui.render import fragment, page
from ui.texts import texts

router = APIRouter()


@router.get("/c/{secret}/delegate")
async def delegate_form(request: Request, secret: str) -> HTMLResponse:
    """Show the form that hands the reader's turn over; after it was handed over, to whom."""
    async with visit(request, secret) as visiting:
        handed = handed_over(visiting)
        if handed is not None:
            html = page("client/delegated.html", visiting.locale, **visiting.context(), handed=handed)
            return HTMLResponse(html)
        _must_have_turn(visiting)
    return _form(visiting, {"name": "", "email": ""})


@router.post("/c/{secret}/delegate")
async def delegate(request: Request, secret: str) -> Response:
    """Hand the turn over: whoever is named gets a link of their own."""
    form = await request.form()
    typed = {"name": clean(form.get("name")), "email": clean(form.get("email"))}
    async with visit(request, secret) as visiting:
        _must_have_turn(visiting)
        link = visiting.opened.link
    await limits.spend(deps.database(request), f"delegate/{link.id}", FEW, A_DAY)
    try:
        async with visit(request, secret) as visiting:
            turn = _must_have_turn(visiting)
            actor = Actor("client", link.id, turn.name)
            await turns.delegate(visiting.tx, visiting.document.id, turn.id, actor, **typed)
    except Invalid as invalid:
        return _form(visiting, typed, invalid)
    address = f"{visiting.base}/delegate{visiting.suffix}"
    if not deps.by_htmx(request):
        return RedirectResponse(address, 303)
    async with visit(request, secret) as visiting:
        context = visiting.context() | {"handed": handed_over(visiting)}
    html = fragment("client/delegated.html", "main", visiting.locale, **context)
    headers = {"HX-Retarget": "#main", "HX-Reswap": "outerHTML show:window:top", "HX-Push-Url": address}
    return HTMLResponse(html, headers=headers)


def _must_have_turn(visiting: Visit) -> Any:
    """Give the reader's turn; lead back to the page when they have none that can be handed over."""
    if not visiting.waiting or visiting.circuit.turn is None or visiting.circuit.turn.state != "open":
        raise Instead(RedirectResponse(visiting.base + visiting.suffix, 303))
    return visiting.circuit.turn


def _form(visiting: Visit, typed: dict[str, str], invalid: Invalid | None = None) -> HTMLResponse:
    problems = say_problems(visiting.locale, invalid) if invalid else {}
    if "name" in problems and not typed["name"]:  # it is not the reader's own name that is missing
        problems["name"] = texts(visiting.locale)("delegate-name-needed")
    context = visiting.context() | {"typed": typed, "problems": problems}
    status = 422 if problems else 200
    if deps.by_htmx(visiting.request):
        return HTMLResponse(fragment("client/delegate.html", "form", visiting.locale, **context), status)
    return HTMLResponse(page("client/delegate.html", visiting.locale, **context), status)
