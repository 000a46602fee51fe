"""Before a version leaves: what the client will get, when they will be reminded; then publishing."""

from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Response
from starlette.responses import HTMLResponse

from api.deps import SettingsDep
from api.errors import say_problems
from api.outgoing import Outgoing, outgoing
from api.staff.chain_form import picture
from api.staff.desk import open_desk, stored_sheet, view
from api.staff.places import done, editor
from api.staff.plan import told
from api.staff.press import render_apart
from api.staff.statement import not_yet as statement_not_yet
from api.staff.visit import HEADERS, Visit, VisitDep
from domain.kinds import KINDS
from domain.refusals import Invalid
from records import acts, publishing
from ui.mail.letters import Composed
from ui.paper.paper import file_name, quote_html, render_quote
from ui.paper.pdf import STYLES

# What is shown inside the preview: styles of its own, no script, nothing from elsewhere.
FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self'; sandbox; "
    "frame-ancestors 'self'"
)

# What the press puts into the margins of pages has no place on one long sheet; the legal foot ends it.
ON_SCREEN = """
body { display: flex; flex-direction: column; max-width: 186mm; margin: 12mm auto; padding: 0 6mm; }
html { background: #fff; }
.running-head, .running-page { display: none; }
.running-foot { order: 1; margin-top: 8mm; }
"""

router = APIRouter(include_in_schema=False)


@router.get("/documents/{document_id}/preview")
async def preview(visit: VisitDep, document_id: str, settings: SettingsDep, message: str = "") -> Response:
    """Show mail, paper and reminders as they will be; with faults in the draft, go back to them."""
    async with visit.transaction() as tx:
        going = await outgoing(tx, document_id, visit.actor, visit.company)
    if going.problems:
        return visit.go(editor(going.document), check="1")
    letter = going.letter(settings.base_url, message)
    shown = _context(visit, going, letter, message)
    reply = visit.page("staff/editor_preview.html", **shown)
    return _may_frame(reply)


@router.get("/documents/{document_id}/preview/mail")
async def mail(visit: VisitDep, document_id: str, settings: SettingsDep, message: str = "") -> Response:
    """Show the mail as HTML, for the frame in the preview."""
    async with visit.transaction() as tx:
        going = await outgoing(tx, document_id, visit.actor, visit.company)
    letter = going.letter(settings.base_url, message)
    return HTMLResponse(letter.html, headers={**HEADERS, "Content-Security-Policy": FRAMED})


@router.get("/documents/{document_id}/preview/paper")
async def paper(visit: VisitDep, document_id: str) -> Response:
    """Show the paper as HTML, for the frame in the preview."""
    async with visit.transaction() as tx:
        going = await outgoing(tx, document_id, visit.actor, visit.company)
    html = quote_html(going.content, link=None, sha256="", accent=visit.company.accent)
    styles = f"<style>{STYLES.read_text(encoding='utf-8')}{ON_SCREEN}</style>"
    shown = html.replace("</head>", f"{styles}</head>", 1)
    return HTMLResponse(shown, headers={**HEADERS, "Content-Security-Policy": FRAMED})


@router.get("/documents/{document_id}/preview/pdf")
async def pdf(visit: VisitDep, document_id: str) -> Response:
    """Give the PDF of the draft; it carries no link, since nothing was published yet."""
    async with visit.transaction() as tx:
        going = await outgoing(tx, document_id, visit.actor, visit.company)
    render = partial(render_quote, going.content, link=None, sha256="", accent=visit.company.accent)
    headers = {
        **HEADERS,
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(file_name(going.content), safe='')}",
    }
    return Response(await render_apart(render), headers=headers, media_type="application/pdf")


@router.post("/documents/{document_id}/publish")
async def publish(
    visit: VisitDep,
    document_id: str,
    settings: SettingsDep,
    message: Annotated[str, Form()] = "",
    revision: Annotated[int | None, Form()] = None,
    do: Annotated[str, Form()] = "publish",
) -> Response:
    """Publish the version that was looked at, or look at the mail again with another message."""
    if do == "look":
        return await preview(visit, document_id, settings, message)
    try:
        async with visit.transaction() as tx:
            document = await acts.read(tx, document_id)
            sent = await publishing.publish(tx, document_id, visit.actor, message=message, revision=revision)
    except Invalid as invalid:
        return await _not_yet(visit, document_id, invalid)
    what = "published" if sent.version == 1 else "published-again"
    return visit.go(f"/documents/{document_id}", done=done(document, what))


async def _not_yet(visit: Visit, document_id: str, invalid: Invalid) -> Response:
    """Show the editor with everything that keeps the draft from leaving."""
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        if KINDS[document.kind].on_contract:
            return await statement_not_yet(tx, visit, document_id)
        desk = await open_desk(tx, document_id)
    values = view(visit, desk, stored_sheet(desk.draft, 0), check=True)
    above = {name: text for name, text in say_problems(visit.locale, invalid).items() if "." not in name}
    values["problems"] = above | values["problems"]
    return visit.page("staff/editor.html", status=422, **values)


def _context(visit: Visit, going: Outgoing, letter: Composed, message: str) -> dict[str, Any]:
    return {
        "going": going,
        "document": going.document,
        "content": going.content,
        "editor": editor(going.document),
        "stages": picture(going.approvers),
        "client": going.client,
        "letter": letter,
        "message": message,
        "steps": told(visit.locale, going.steps),
        "version": going.content.version,
        "revision": going.document.draft_revision,
    }


def _may_frame(reply: HTMLResponse) -> HTMLResponse:
    """Let this page show frames of ours."""
    reply.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    return reply
