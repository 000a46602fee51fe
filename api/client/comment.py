"""Comments on lines: drafts on the server that only their reader sees, until they go with an answer."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api import deps
from api.client.visit import Visit, visit
from api.errors import Instead, say, say_problems
from domain.draft import clean
from domain.line import Line
from domain.refusals import Invalid, NotFound, Superseded
from records import comments, limits
from ui.render import fragment, page

router = APIRouter()

MAX_DIGITS = 9  # of a version
KEPT, WITHIN = 1_000, timedelta(minutes=10)  # comments that one link may keep


@router.get("/c/{secret}/comment")
async def comment_form(request: Request, secret: str, line: str, shown: str = "") -> HTMLResponse:
    """Show the form of one line's comment; with `shown`, what stands under the line."""
    async with visit(request, secret) as visiting:
        context = await _context(visiting, line)
    if shown:
        return HTMLResponse(fragment("client/comment.html", "shown", visiting.locale, **context))
    return _form(visiting, context)


@router.post("/c/{secret}/comment")
async def keep_comment(request: Request, secret: str) -> Response:
    """Keep the draft comment of one line, or forget it when it is empty."""
    form = await request.form()
    line, version = clean(form.get("line")), clean(form.get("version"))
    text = "" if form.get("forget") else clean(form.get("text"))
    async with visit(request, secret) as visiting:
        context = await _context(visiting, line)
    await limits.spend(deps.database(request), f"comment/{visiting.opened.link.id}", KEPT, WITHIN)
    known = int(version) if version.isdecimal() and len(version) < MAX_DIGITS else 0
    try:
        async with visit(request, secret) as visiting:
            await comments.keep_draft(visiting.tx, visiting.opened.link, known, line, text)
    except (Superseded, Invalid) as error:
        return _again(visiting, context, text, error)
    if not deps.by_htmx(request):
        mark = "&" if visiting.suffix else "?"
        return RedirectResponse(f"{visiting.base}{visiting.suffix}{mark}told=comment#line-{line}", 303)
    async with visit(request, secret) as visiting:
        context = await _context(visiting, line)
    shown = fragment("client/comment.html", "shown", visiting.locale, **context)
    return HTMLResponse(shown + fragment("client/comment.html", "count", visiting.locale, **context))


def _again(visiting: Visit, context: dict[str, Any], text: str, error: Superseded | Invalid) -> HTMLResponse:
    """Give the form back with what was typed, and why it was not kept."""
    if isinstance(error, Superseded):
        said, status = say(visiting.locale, error), 409
    else:
        said, status = next(iter(say_problems(visiting.locale, error).values())), 422
    return _form(visiting, context | {"text": text, "problems": {"text": said}}, status)


def _form(visiting: Visit, context: dict[str, Any], status: int = 200) -> HTMLResponse:
    if deps.by_htmx(visiting.request):
        return HTMLResponse(fragment("client/comment.html", "form", visiting.locale, **context), status)
    return HTMLResponse(page("client/comment.html", visiting.locale, **context), status)


async def _context(visiting: Visit, line_id: str) -> dict[str, Any]:
    """Give what the templates of one line's comment need. A document that takes no answer takes none."""
    if not visiting.open:
        raise Instead(RedirectResponse(visiting.base + visiting.suffix, 303))
    drafts = await comments.drafts(visiting.tx, visiting.opened.link.id)
    return visiting.context() | {
        "line": _line(visiting, line_id),
        "text": drafts.get(line_id, ""),
        "drafts": drafts,
        "problems": {},
    }


def _line(visiting: Visit, line_id: str) -> Line:
    found = next((line for line in visiting.content.lines if line.id == line_id), None)
    if found is None:
        raise NotFound("no-such-line")
    return found
