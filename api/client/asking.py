"""What a client can ask for besides answering: an answer back, more time, a new link, a lost link."""

from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api import deps
from api.client.reading import reading
from api.client.visit import Visit, visit
from api.errors import Instead, say_problems
from domain.draft import clean
from domain.refusals import Busy, Invalid
from records import asking, course, limits
from records.audit import Actor
from ui.render import page
from ui.texts import texts

router = APIRouter()

FEW, A_DAY = 5, timedelta(days=1)
HOURLY, AN_HOUR = 20, timedelta(hours=1)


@router.post("/c/{secret}/reopen")
async def reopen(request: Request, secret: str) -> Response:
    """Take an unsigned answer back within 15 minutes. A refusal says why not."""
    async with visit(request, secret) as visiting:
        link = visiting.opened.link
        await course.reopen(visiting.tx, visiting.document.id, Actor("client", link.id, link.name))
    return _back(visiting, "reopened")


@router.post("/c/{secret}/extension")
async def extension(request: Request, secret: str) -> Response:
    """Ask staff to extend the validity of a document whose date has passed."""
    form = await request.form()
    name, note = clean(form.get("name")), clean(form.get("note"))
    async with visit(request, secret) as visiting:
        if visiting.standing != "expired":
            raise Instead(RedirectResponse(visiting.base + visiting.suffix, 303))
    await limits.spend(deps.database(request), f"extension/{visiting.opened.link.id}", FEW, A_DAY)
    try:
        async with visit(request, secret) as visiting:
            await asking.extension(visiting.tx, visiting.opened, name, note)
    except Invalid as invalid:
        async with visit(request, secret) as visiting:
            context = await reading(visiting)
        context |= {
            "asking": {"name": name, "note": note},
            "problems": say_problems(visiting.locale, invalid),
        }
        return HTMLResponse(page("client/document.html", visiting.locale, **context), 422)
    return _back(visiting, "extension")


@router.post("/c/{secret}/new-link")
async def new_link(request: Request, secret: str) -> HTMLResponse:
    """Mail a fresh link to the address that we know; the reply never says whether there is one."""
    async with visit(request, secret, even_gone=True) as visiting:
        link, document = visiting.opened.link, visiting.document
    await limits.spend(deps.database(request), f"new-link/{link.document_id}/{link.email}", FEW, A_DAY)
    if visiting.opened.expired:
        async with visit(request, secret, even_gone=True) as visiting:
            await asking.new_link(visiting.tx, document, link, visiting.opened.client.locale)
    html = page("client/link_sent.html", visiting.locale, **visiting.letterhead())
    return HTMLResponse(html)


@router.get("/recover")
async def recover_form(request: Request) -> HTMLResponse:
    """Show the form that mails somebody the links of the documents that wait for them."""
    return _recover(request)


@router.post("/recover")
async def recover(request: Request) -> HTMLResponse:
    """Mail the links; the reply is the same for an address that nobody knows."""
    form = await request.form()
    email = clean(form.get("email")).lower()[:254]
    if not email:
        return _recover(request, missing=True)
    database = deps.database(request)
    await limits.spend(database, f"recover-from/{deps.address(request)}", HOURLY, AN_HOUR)
    try:
        await limits.spend(database, f"recover/{email}", FEW, A_DAY)
    except Busy:  # the reply must not tell that this address was asked for before
        return _recover(request, done=True)
    await asking.recover(database, email)
    return _recover(request, done=True)


def _recover(request: Request, *, done: bool = False, missing: bool = False) -> HTMLResponse:
    locale = deps.language(request)
    problems = {"email": texts(locale)("problem-email-needed")} if missing else {}
    html = page("client/recover.html", locale, unknown=False, done=done, email="", problems=problems)
    return HTMLResponse(html, 422 if missing else 200)


def _back(visiting: Visit, told: str) -> RedirectResponse:
    mark = "&" if visiting.suffix else "?"
    return RedirectResponse(f"{visiting.base}{visiting.suffix}{mark}told={told}", 303)
