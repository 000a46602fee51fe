"""Answering: the form, the one-time code, and the answer itself."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api import deps
from api.client import form as forms
from api.client.form import Typed
from api.client.kinds import page_of
from api.client.reading import reading
from api.client.receipt import receipt_of
from api.client.visit import Visit, visit
from api.errors import Instead, say, say_problems, status_of
from domain.answer import needs_code
from domain.draft import clean
from domain.lifecycle import ANSWERS, Action
from domain.refusals import AlreadyDecided, Gone, Invalid, Problem, Refused, Superseded
from records import answers, codes, comments, limits
from records.evidence import Witness
from ui.render import fragment, page
from ui.texts import texts

router = APIRouter()

A_WHILE = timedelta(minutes=10)
LATE = (Superseded, AlreadyDecided, Gone)
# What can have changed between approvers while one of them was answering.
MEANWHILE = {"not-your-turn", "only-approvers", "turn-taken", "figures-changed"}
ANSWERS_A_LINK, CODES_A_LINK, CODES_AN_ADDRESS = 400, 6, 30


@router.get("/c/{secret}/answer")
async def answer_form(request: Request, secret: str, action: str = "") -> HTMLResponse:
    """Show the form of one answer, as a page or as what the dialog holds."""
    async with visit(request, secret) as visiting:
        typed = await new_form(visiting, action)
    return form_of(visiting, typed)


@router.post("/c/{secret}/choice")
async def choice(request: Request, secret: str) -> HTMLResponse:
    """Show the totals of the chosen options, or with an action the form that answers exactly this choice."""
    typed = await forms.typed_in(request)
    typed = replace(typed, chosen=typed.chosen or frozenset())
    async with visit(request, secret) as visiting:
        if typed.action:
            empty = await new_form(visiting, typed.action)
            return form_of(visiting, replace(empty, chosen=typed.chosen_in(visiting.content)))
        context = await reading(visiting, typed=typed)
    if not deps.by_htmx(request):
        return HTMLResponse(page("client/document.html", visiting.locale, **context))
    return HTMLResponse(page(f"client/{visiting.document.kind}/recomputed.html", visiting.locale, **context))


@router.post("/c/{secret}/code")
async def one_time_code(request: Request, secret: str) -> HTMLResponse:
    """Mail a code to a recipient of the document; the reply is the same for any other address."""
    typed = await forms.typed_in(request)
    database = deps.database(request)
    async with visit(request, secret) as visiting:
        must_be_open(visiting)
    if not typed.email:
        return form_of(visiting, typed, problems=Invalid([Problem("email", "email-needed")]))
    await limits.spend(database, f"code/{visiting.document.id}", CODES_A_LINK, A_WHILE)
    await limits.spend(database, f"code-from/{deps.address(request)}", CODES_AN_ADDRESS, A_WHILE)
    async with visit(request, secret) as visiting:
        await codes.request(visiting.tx, visiting.document, typed.email, visiting.locale)
    if deps.by_htmx(request):
        html = fragment("client/answer.html", "code_status", visiting.locale, code_sent_to=typed.email)
        return HTMLResponse(html)
    return form_of(visiting, typed, code_sent_to=typed.email)


@router.post("/c/{secret}/answer")
async def answer(request: Request, secret: str) -> Response:
    """Record the answer; then lead to the receipt, or give it as a fragment."""
    typed = await forms.typed_in(request)
    database = deps.database(request)
    async with visit(request, secret) as visiting:
        pass
    await limits.spend(database, f"answer/{visiting.opened.link.id}", ANSWERS_A_LINK, A_WHILE)
    try:
        await answers.give(
            database, secret, forms.answer_of(typed, _consent(visiting, typed)), _witness(visiting, typed)
        )
    except Invalid as invalid:
        return form_of(visiting, typed, problems=invalid)
    except Refused as late:
        if not isinstance(late, LATE) and late.code not in MEANWHILE:
            raise
        async with visit(request, secret) as visiting:
            return too_late(visiting, typed, late)
    return await _done(request, secret)


async def new_form(visiting: Visit, action: str) -> Typed:
    """Give an empty form for an answer that can be given now; otherwise lead back to the page."""
    if action not in ANSWERS or action not in visiting.actions:
        raise Instead(RedirectResponse(visiting.base + visiting.suffix, 303))
    must_be_open(visiting)
    drafts = dict(await comments.drafts(visiting.tx, visiting.opened.link.id))
    return forms.blank(action, visiting.content, visiting.opened.link, drafts)


def must_be_open(visiting: Visit) -> None:
    """Lead back to the page when the reader cannot answer now; it says why."""
    if not visiting.open:
        raise Instead(RedirectResponse(visiting.base + visiting.suffix, 303))


def form_of(
    visiting: Visit, typed: Typed, *, problems: Invalid | None = None, code_sent_to: str = ""
) -> HTMLResponse:
    """Show the form of an answer as far as it is filled in, with what is wrong in it."""
    action = typed.action if typed.action in ANSWERS else str(Action.APPROVE)
    said = page_of(visiting).said(visiting, replace(typed, action=action))
    if said.problems and problems is None:
        problems = Invalid(said.problems)
    wrong = say_problems(visiting.locale, problems) if problems else {}
    context: dict[str, Any] = {
        **visiting.context(),
        "action": action,
        "typed": typed,
        "amount": said.amount,
        "with_code": needs_code(Action(action), visiting.trust),
        "tomorrow": (visiting.today + timedelta(days=1)).isoformat(),
        "consent": said.consent,
        "figures_stand": not said.problems,
        "hidden_comments": {
            line: text for line, text in typed.line_comments.items() if line not in said.asked_about
        },
        "code_sent_to": code_sent_to,
        **said.more,
        "problems": wrong,
        "anchors": {f"again-{name}" if name.startswith("admitted[") else name: wrong[name] for name in wrong},
    }
    status = 422 if problems else 200
    if deps.by_htmx(visiting.request):
        return HTMLResponse(fragment("client/answer.html", "form", visiting.locale, **context), status)
    return HTMLResponse(page("client/answer.html", visiting.locale, **context), status)


def _consent(visiting: Visit, typed: Typed) -> str:
    return page_of(visiting).said(visiting, typed).consent if typed.action in ANSWERS else ""


def _witness(visiting: Visit, typed: Typed) -> Witness:
    return Witness(
        ip=deps.address(visiting.request),
        user_agent=clean(visiting.request.headers.get("user-agent")),
        time_zone=typed.time_zone,
        locale=visiting.locale,
    )


def too_late(visiting: Visit, typed: Typed, late: Refused) -> HTMLResponse:
    """Say why nothing was recorded, and give back what was typed."""
    why = say(visiting.locale, late)
    if isinstance(late, Superseded):
        why = texts(visiting.locale)(
            "conflict-superseded", shown=str(late.params["version"]), current=str(late.current)
        )
    lines = {line.id: line.description for line in visiting.content.lines}
    context = visiting.context() | {
        "why": why,
        "superseded": isinstance(late, Superseded),
        "typed": typed,
        "kept_lines": [(lines.get(line, "–"), text) for line, text in typed.line_comments.items()],
        "kept_admitted": [(lines.get(line, "–"), text) for line, text in typed.admitted.items()],
    }
    status = status_of(late)
    if deps.by_htmx(visiting.request):
        return HTMLResponse(fragment("client/conflict.html", "kept", visiting.locale, **context), status)
    return HTMLResponse(page("client/conflict.html", visiting.locale, **context), status)


async def _done(request: Request, secret: str) -> Response:
    async with visit(request, secret) as visiting:
        context = await receipt_of(visiting)
    address = f"{visiting.base}/receipt{visiting.suffix}"
    if context is None or not deps.by_htmx(request):
        return RedirectResponse(address, 303)
    html = fragment("client/receipt.html", "main", visiting.locale, **context)
    headers = {"HX-Retarget": "#main", "HX-Reswap": "outerHTML show:window:top", "HX-Push-Url": address}
    return HTMLResponse(html, headers=headers)
