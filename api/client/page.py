"""Reading: the page, its live parts, older versions, the terms, the other documents of the job."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.client.reading import decision_of, reading
from api.client.visit import address_of, visit
from domain.refusals import NotFound
from records import acts, links
from records.shelf import content_of
from ui.render import fragment, page
from ui.texts import texts

router = APIRouter()

# What a page says once after an act that led back to it, by `?told=`.
TOLD = {
    "extension": ("ok", "calendar-clock", "extension-asked"),
    "reopened": ("ok", "undo-2", "reopened"),
    "comment": ("", "message-square", "comment-kept"),
}


@router.get("/c/{secret}")
async def document(
    request: Request, secret: str, version: Annotated[int | None, Query(ge=1)] = None, told: str = ""
) -> HTMLResponse:
    """Show the document."""
    async with visit(request, secret) as visiting:
        context = await reading(visiting, number=version)
    if told in TOLD:
        tone, shape, key = TOLD[told]
        context["told"] = [{"tone": tone, "shape": shape, "text": texts(visiting.locale)(key)}]
    return HTMLResponse(page("client/document.html", visiting.locale, **context))


@router.get("/c/{secret}/live")
async def live(
    request: Request, secret: str, version: int, state: str, chain: str = "", admitting: str = ""
) -> HTMLResponse:
    """Say what changed since the page was shown; it is never reloaded under the reader's eyes."""
    async with visit(request, secret, even_gone=True) as visiting:
        decision = await decision_of(visiting)
    html = fragment(
        "client/live.html",
        "notice",
        visiting.locale,
        **visiting.context(),
        decision=decision,
        shown_version=version,
        shown_state=state,
        shown_chain=chain,
        admitting=bool(admitting),
    )
    return HTMLResponse(html)


@router.post("/c/{secret}/seen")
async def seen(request: Request, secret: str) -> Response:
    """Note that a person, not a mail scanner, looked at the document."""
    form = await request.form()
    async with visit(request, secret) as visiting:
        if form.get("version") == str(visiting.document.version):
            await links.seen(visiting.tx, visiting.opened.link, visiting.document.version)
    return Response(status_code=204)


@router.get("/c/{secret}/terms")
async def terms(
    request: Request, secret: str, version: Annotated[int | None, Query(ge=1)] = None
) -> HTMLResponse:
    """Show the terms of one version, to be read before they are accepted."""
    async with visit(request, secret) as visiting:
        row = await acts.version_of(visiting.tx, visiting.document.id, version or visiting.document.version)
        context = visiting.context() | {"content": content_of(row.sha256, row.content)}
    return HTMLResponse(page("client/terms.html", visiting.locale, **context))


@router.get("/c/{secret}/other/{document_id}")
async def other(request: Request, secret: str, document_id: str) -> Response:
    """Lead to another document of the same job that was issued to the same client."""
    async with visit(request, secret) as visiting:
        mine = visiting.document
        found = await acts.read(visiting.tx, document_id)
        if not mine.job_id or (found.job_id, found.client_id) != (mine.job_id, mine.client_id):
            raise NotFound("no-such-document")
        address = await address_of(visiting, document_id)
    if not address:
        raise NotFound("no-such-document")
    return RedirectResponse(address + visiting.suffix, 303)
