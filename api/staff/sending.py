"""Before a version leaves: what the client will get, when they will be reminded; then publishing."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Response
from sqlalchemy import Row
from starlette.responses import HTMLResponse

from api.deps import SettingsDep
from api.errors import say_problems
from api.staff.desk import open_desk, stored_sheet, view
from api.staff.plan import told
from api.staff.press import render_apart
from api.staff.visit import HEADERS, Visit, VisitDep
from domain.document import Content
from domain.draft import clean
from domain.kinds import KINDS
from domain.refusals import Invalid, Problem, Refused
from domain.reminders import Situation, Step, schedule
from records import acts, parties, publishing, reminders, templates
from records.database import Tx
from ui.mail.letters import Composed, Kind, View, Wording, compose
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


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The next version as it would leave now."""

    document: Row[Any]
    client: Row[Any]
    content: Content
    problems: list[Problem]
    to: tuple[str, str]
    wording: Row[Any] | None
    steps: list[Step]

    @property
    def kind(self) -> Kind:
        """Which letter goes with it."""
        return Kind.NEW_VERSION if self.document.version else Kind.SENT


@router.get("/documents/{document_id}/preview")
async def preview(visit: VisitDep, document_id: str, settings: SettingsDep, message: str = "") -> Response:
    """Show mail, paper and reminders as they will be; with faults in the draft, go back to them."""
    async with visit.transaction() as tx:
        going = await _outgoing(tx, visit, document_id)
    if going.problems:
        return visit.go(f"/quotes/{document_id}/edit", check="1")
    letter = _letter(visit, going, settings.base_url, message)
    shown = _context(visit, going, letter, message)
    reply = visit.page("staff/editor_preview.html", **shown)
    return _may_frame(reply)


@router.get("/documents/{document_id}/preview/mail")
async def mail(visit: VisitDep, document_id: str, settings: SettingsDep, message: str = "") -> Response:
    """Show the mail as HTML, for the frame in the preview."""
    async with visit.transaction() as tx:
        going = await _outgoing(tx, visit, document_id)
    letter = _letter(visit, going, settings.base_url, message)
    return HTMLResponse(letter.html, headers={**HEADERS, "Content-Security-Policy": FRAMED})


@router.get("/documents/{document_id}/preview/paper")
async def paper(visit: VisitDep, document_id: str) -> Response:
    """Show the paper as HTML, for the frame in the preview."""
    async with visit.transaction() as tx:
        going = await _outgoing(tx, visit, document_id)
    html = quote_html(going.content, link=None, sha256="", accent=visit.company.accent)
    styles = f"<style>{STYLES.read_text(encoding='utf-8')}{ON_SCREEN}</style>"
    shown = html.replace("</head>", f"{styles}</head>", 1)
    return HTMLResponse(shown, headers={**HEADERS, "Content-Security-Policy": FRAMED})


@router.get("/documents/{document_id}/preview/pdf")
async def pdf(visit: VisitDep, document_id: str) -> Response:
    """Give the PDF of the draft; it carries no link, since nothing was published yet."""
    async with visit.transaction() as tx:
        going = await _outgoing(tx, visit, document_id)
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
    revision: Annotated[int, Form()] = -1,
    do: Annotated[str, Form()] = "publish",
) -> Response:
    """Publish the version that was looked at, or look at the mail again with another message."""
    if do == "look":
        return await preview(visit, document_id, settings, message)
    try:
        async with visit.transaction() as tx:
            document = await acts.lock(tx, document_id)
            if revision not in (-1, document.draft_revision):
                raise Refused("draft-changed", revision=document.draft_revision)
            done = await publishing.publish(tx, document_id, visit.actor, message=message)
    except Invalid as invalid:
        return await _not_yet(visit, document_id, invalid)
    return visit.go(f"/documents/{document_id}", done="published" if done.version == 1 else "published-again")


async def _not_yet(visit: Visit, document_id: str, invalid: Invalid) -> Response:
    """Show the editor with everything that keeps the draft from leaving."""
    async with visit.transaction() as tx:
        desk = await open_desk(tx, document_id)
    values = view(visit, desk, stored_sheet(desk.draft, 0), check=True)
    above = {name: text for name, text in say_problems(visit.locale, invalid).items() if "." not in name}
    values["problems"] = above | values["problems"]
    return visit.page("staff/editor.html", status=422, **values)


async def _outgoing(tx: Tx, visit: Visit, document_id: str) -> Outgoing:
    content, problems = await publishing.preview(tx, document_id, visit.actor)
    document = await acts.read(tx, document_id)
    if not content.number:  # given in the publishing transaction itself, so that none is ever skipped
        content = replace(content, number=f"{KINDS[document.kind].series}-{tx.at.year}-…")
    client = await parties.client(tx, document.client_id)
    job = await parties.job(tx, document.job_id) if document.job_id else None
    kind = Kind.NEW_VERSION if document.version else Kind.SENT
    company = visit.company
    plan = reminders.plan_of(company, document)
    calendar = reminders.calendar_of(company, tx.at.year)
    return Outgoing(
        document,
        client,
        content,
        problems,
        parties.recipient_of(client, job),
        await templates.template(tx, kind, client.locale),
        schedule(plan, Situation(tx.at, content.valid_until), calendar),
    )


def _letter(visit: Visit, going: Outgoing, base_url: str, message: str) -> Composed:
    """Write the mail as it will leave. The link in it is not made yet, so it reads `…`."""
    shown = View(
        going.kind,
        going.client.locale,
        going.content,
        f"{base_url}/c/…",
        going.to[1],
        visit.zone,
        accent=visit.company.accent,
        valid_until=going.content.valid_until,
        message=clean(message)[: publishing.MAX_MESSAGE],
        attached=going.client.attach_pdf,
    )
    wording = going.wording
    return compose(shown, Wording(wording.subject, wording.body) if wording else None)


def _context(visit: Visit, going: Outgoing, letter: Composed, message: str) -> dict[str, Any]:
    return {
        "going": going,
        "document": going.document,
        "content": going.content,
        "totals": going.content.totals,
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
