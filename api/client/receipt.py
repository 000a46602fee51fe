"""The receipt of an answer, and what happens next, as far as it has come."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.client.kinds import page_of
from api.client.reading import decision_of
from api.client.visit import Visit, visit
from records import answers, letters
from ui.render import fragment, page
from ui.texts import texts

router = APIRouter()


@router.get("/c/{secret}/receipt")
async def receipt(request: Request, secret: str) -> Response:
    """Show the answer that was given and what happens next; without one, lead back to the document."""
    async with visit(request, secret) as visiting:
        context = await receipt_of(visiting)
    if context is None:
        return RedirectResponse(visiting.base + visiting.suffix, 303)
    return HTMLResponse(page("client/receipt.html", visiting.locale, **context))


@router.get("/c/{secret}/next")
async def what_happens_next(request: Request, secret: str) -> Response:
    """Give the steps that follow an answer, as far as they have come."""
    async with visit(request, secret) as visiting:
        context = await receipt_of(visiting)
    if context is None:
        return Response(status_code=204)
    return HTMLResponse(fragment("client/receipt.html", "next", visiting.locale, **context))


async def receipt_of(visiting: Visit) -> dict[str, Any] | None:
    """Give what the receipt shows: the reader's own answer, else the one that counts; None without any."""
    decision = visiting.circuit.mine or await decision_of(visiting)
    if decision is None:
        return None
    lines = {line.id: line.description for line in visiting.content.lines}
    said = await answers.comments_of(visiting.tx, decision.id)
    shown = page_of(visiting)
    answered = shown.answered(visiting, decision)
    return {
        **visiting.context(),
        "decision": decision,
        "called": shown.called,
        "said": [(lines[line], text) for line, text in said.items()],
        **answered,
        "steps": await _steps(visiting, decision, answered["after"]),
    }


async def _steps(visiting: Visit, decision: Any, after: str) -> list[dict[str, Any]]:
    t = texts(visiting.locale)
    sender = visiting.opened.company.name
    sent = {
        letter.audience
        for letter in await letters.of_document(visiting.tx, visiting.document.id)
        if letter.key == decision.id and letter.state == "sent"
    }
    steps = [
        (True, t("next-recorded")),
        _step(t, "client" in sent, "next-receipt-sent", "next-receipt-due"),
        _step(t, "staff" in sent, "next-staff-sent", "next-staff-due", sender=sender),
        _step(t, bool(visiting.opened.version.pdf_sha256), "next-pdf-ready", "next-pdf-due"),
    ]
    return [
        *({"done": done, "due": not done, "text": text} for done, text in steps),
        {"done": False, "due": False, "text": after},
    ]


def _step(t: Any, done: bool, when_done: str, when_due: str, **params: str) -> tuple[bool, str]:
    return done, t(when_done if done else when_due, **params)
