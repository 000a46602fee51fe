"""Signing in and out, and the list of places where one is signed in."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from starlette.responses import HTMLResponse, RedirectResponse

from api.deps import AddressDep, DatabaseDep, SettingsDep, language
from api.errors import say, status_of
from api.staff.visit import HEADERS, VisitDep, cookie_name, inside, who
from domain.refusals import NotFound, Refused
from records import staff
from records.staff import SESSION_LIFE, SignedIn
from ui import render

router = APIRouter(include_in_schema=False)

# What a browser calls itself, most telling word first: every browser also claims to be the older ones.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@router.get("/sign-in")
async def sign_in_page(
    request: Request,
    found: Annotated[SignedIn | None, Depends(who)],
    next: str = "/",  # noqa: A002  the word that addresses of this kind carry
) -> Response:
    """Ask who somebody is; whoever is signed in already goes straight on."""
    if found:
        return RedirectResponse(inside(next), 303)
    return _page(request, inside(next))


@router.post("/sign-in")
async def sign_in(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    address: AddressDep,
    email: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002  as above
) -> Response:
    """Open a session, or say in the same words that it failed, whoever it was."""
    agent = request.headers.get("user-agent", "")
    try:
        secret, _ = await staff.sign_in(database, email, password, ip=address, user_agent=agent)
    except Refused as refused:
        status = 422 if refused.code == "wrong-credentials" else status_of(refused)
        return _page(request, inside(next), email, say(language(request), refused), status)
    reply = RedirectResponse(inside(next), 303)
    reply.set_cookie(
        cookie_name(secure=settings.secure),
        secret,
        max_age=int(SESSION_LIFE.total_seconds()),
        path="/",
        secure=settings.secure,
        httponly=True,
        samesite="lax",
    )
    return reply


@router.post("/sign-out")
async def sign_out(visit: VisitDep, settings: SettingsDep) -> Response:
    """End this session."""
    async with visit.transaction() as tx:
        await staff.sign_out(tx, visit.user.id, only=visit.signed_in.session_hash)
    reply = RedirectResponse("/sign-in", 303)
    reply.delete_cookie(
        cookie_name(secure=settings.secure), path="/", secure=settings.secure, httponly=True, samesite="lax"
    )
    return reply


@router.get("/account/sessions")
async def sessions(visit: VisitDep) -> Response:
    """List where one is signed in."""
    async with visit.transaction() as tx:
        open_ones = await staff.sessions_of(tx, visit.user.id)
    named = [(session, device(session.user_agent)) for session in open_ones]
    return visit.page("staff/sessions.html", sessions=named, this=visit.signed_in.session_hash)


@router.post("/account/sessions/revoke")
async def revoke_others(visit: VisitDep) -> Response:
    """End all sessions but this one."""
    async with visit.transaction() as tx:
        await staff.sign_out(tx, visit.user.id, but=visit.signed_in.session_hash)
    return visit.go("/account/sessions", done="sessions-revoked")


@router.post("/account/sessions/{digest}/revoke")
async def revoke(visit: VisitDep, digest: str) -> Response:
    """End one session."""
    try:
        only = bytes.fromhex(digest)
    except ValueError:
        raise NotFound("no-such-session") from None
    async with visit.transaction() as tx:
        await staff.sign_out(tx, visit.user.id, only=only)
    return visit.go("/account/sessions", done="session-revoked")


def device(user_agent: str) -> str:
    """Name a browser and its system in two words: `Firefox · Windows`; empty when it names neither."""
    named = (next((name for mark, name in marks if mark in user_agent), "") for marks in (BROWSERS, SYSTEMS))
    return " · ".join(name for name in named if name)


def _page(request: Request, wanted: str, email: str = "", fault: str = "", status: int = 200) -> HTMLResponse:
    locale = language(request)
    values = {"next": wanted, "email": email, "fault": fault}
    return HTMLResponse(render.page("staff/sign_in.html", locale, **values), status, HEADERS)
