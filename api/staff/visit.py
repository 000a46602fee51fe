"""One request of somebody who is signed in: who it is, and how pages and fragments are shown to them."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import DatabaseDep, SettingsDep, by_htmx, settings
from api.errors import Instead, reply
from records import staff
from records.audit import Actor
from records.database import Database, Tx
from records.staff import SignedIn
from ui import render
from ui.texts import DEFAULT, LOCALES, MissingText, Translate, texts

HOME = "/"
# Browsers show our own pages where somebody came from; other sites learn nothing.
HEADERS = {"Referrer-Policy": "same-origin"}


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody of the staff asks for something."""

    request: Request
    database: Database
    signed_in: SignedIn

    @property
    def actor(self) -> Actor:
        """This person as the journal names them."""
        return self.signed_in.actor

    @property
    def user(self) -> Any:
        """This person's account."""
        return self.signed_in.user

    @property
    def company(self) -> Any:
        """The company that this person works for."""
        return self.signed_in.company

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.company.timezone)

    @property
    def locale(self) -> str:
        """The language that this person reads."""
        return next((it for it in (self.user.locale, self.company.locale) if it in LOCALES), DEFAULT)

    @property
    def t(self) -> Translate:
        """Says a text in this person's language."""
        return texts(self.locale)

    @property
    def is_admin(self) -> bool:
        """Whether this person may change what concerns the whole company."""
        return bool(self.user.role == "admin")

    @property
    def base_url(self) -> str:
        """The address that links are built from."""
        return settings(self.request).base_url

    @property
    def by_htmx(self) -> bool:
        """Whether a fragment is wanted instead of a page."""
        return by_htmx(self.request)

    def transaction(self) -> AbstractAsyncContextManager[Tx]:
        """Open a transaction in this person's company."""
        return self.database.transaction(self.signed_in.company_id)

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Show a whole page."""
        return HTMLResponse(render.page(template, self.locale, **self._context(values)), status, HEADERS)

    def fragment(self, template: str, block: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Show one named block of a page."""
        html = render.fragment(template, block, self.locale, **self._context(values))
        return HTMLResponse(html, status, HEADERS)

    def show(self, template: str, block: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Show the block when a fragment is wanted, the whole page otherwise."""
        if self.by_htmx:
            return self.fragment(template, block, status=status, **values)
        return self.page(template, status=status, **values)

    def go(self, address: str, *, done: str = "", **query: str) -> Response:
        """Send the browser to another page; `done` names the sentence that says there what was done."""
        asked = {**({"done": done} if done else {}), **query}
        path, _, place = address.partition("#")
        target = path + (("&" if "?" in path else "?") + urlencode(asked) if asked else "")
        target += f"#{place}" if place else ""
        if self.by_htmx:
            return Response(status_code=200, headers={"HX-Redirect": target})
        return RedirectResponse(target, 303)

    async def form(self) -> FormData:
        """Read the form that was sent."""
        return await self.request.form()

    def _context(self, values: dict[str, Any]) -> dict[str, Any]:
        return {
            "company": self.company,
            "user": self.user,
            "is_admin": self.is_admin,
            "zone": self.zone,
            "path": self.request.url.path,
            "query": self.request.query_params.get("q", ""),
            "said": self._said(),
            "problems": {},
            **values,
        }

    def _said(self) -> str:
        done = self.request.query_params.get("done", "")
        try:
            return self.t(f"done-{done}") if done else ""
        except MissingText:
            return ""


def cookie_name(*, secure: bool) -> str:
    """Name the session's cookie: by HTTPS with the prefix that ties it to this host (RFC 6265bis, 4.1.3)."""
    return "__Host-aval" if secure else "aval"


async def who(request: Request, configured: SettingsDep, database: DatabaseDep) -> SignedIn | None:
    """Whoever is signed in, or None."""
    secret = request.cookies.get(cookie_name(secure=configured.secure), "")
    return await staff.by_session(database, secret) if secret else None


async def signed_in(request: Request, found: Annotated[SignedIn | None, Depends(who)]) -> SignedIn:
    """Whoever is signed in; anybody else is sent to sign in, and comes back to the page that was wanted."""
    if found:
        return found
    if by_htmx(request):
        wanted = urlsplit(request.headers.get("hx-current-url", "")).path
        raise Instead(Response(status_code=401, headers={"HX-Redirect": _sign_in(wanted)}))
    if request.method not in ("GET", "HEAD"):
        raise Instead(RedirectResponse(_sign_in(""), 303))
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    raise Instead(RedirectResponse(_sign_in(asked), 303))


async def visit(
    request: Request, database: DatabaseDep, found: Annotated[SignedIn, Depends(signed_in)]
) -> Visit:
    """The visit of whoever is signed in."""
    return Visit(request, database, found)


async def admins_visit(found: Annotated[Visit, Depends(visit)]) -> Visit:
    """The visit of an administrator. Anybody else is told whom to ask (403)."""
    if not found.is_admin:
        told = reply(found.request, 403) if found.by_htmx else found.page("staff/not_yours.html", status=403)
        raise Instead(told)
    return found


def inside(address: str) -> str:
    """Give an address of ours as it is, and the home page instead of anything that leads elsewhere."""
    ours = address.startswith("/") and not address.startswith("//")
    return address if ours and address.isprintable() and "\\" not in address else HOME


def _sign_in(wanted: str) -> str:
    return "/sign-in?" + urlencode({"next": wanted}) if inside(wanted) != HOME else "/sign-in"


SignedInDep = Annotated[SignedIn, Depends(signed_in)]
VisitDep = Annotated[Visit, Depends(visit)]
AdminDep = Annotated[Visit, Depends(admins_visit)]
