"""The way out: pages that list and show the mails, and the same as JSON under `/api/messages`."""

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from embedded.mailbox.inbox import Inbox, Mail
from ui.texts import negotiate, texts

HERE = Path(__file__).parent
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A mail may style itself and open links in a new tab. It may not run scripts or fetch anything from outside.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)

_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
)


def application(inbox: Inbox) -> ASGIApp:
    """The mailbox's web application."""
    pages = Pages(inbox)
    return QuietHeaders(
        Starlette(
            routes=[
                Route("/", pages.listing),
                Route("/mails/{mail}", pages.reading),
                Route("/mails/{mail}/body", pages.body),
                Route("/mails/{mail}/source", pages.source),
                Route("/mails/{mail}/attachments/{number:int}", pages.attachment),
                Route("/api/messages", pages.messages),
                Route("/healthz", pages.alive),
                Mount("/static", StaticFiles(directory=HERE / "static")),
            ]
        )
    )


class Pages:
    """What each address shows."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox

    async def listing(self, request: Request) -> Response:
        """All mails, or those to `?to=`."""
        to = request.query_params.get("to", "")
        return _page(request, "list.html", mails=self._inbox.mails(to), to=to)

    async def reading(self, request: Request) -> Response:
        """One mail."""
        return _page(request, "mail.html", mail=self._mail(request), to="")

    async def body(self, request: Request) -> Response:
        """The mail's HTML, for a frame that can do nothing."""
        html = _inside_a_frame(self._mail(request))
        return HTMLResponse(html, headers={"Content-Security-Policy": MAIL_POLICY})

    async def source(self, request: Request) -> Response:
        """The mail as it came."""
        return Response(self._mail(request).message.as_bytes(), media_type="text/plain; charset=utf-8")

    async def attachment(self, request: Request) -> Response:
        """A file that came with a mail, to be downloaded."""
        files, number = self._mail(request).attachments, request.path_params["number"]
        if not 0 < number <= len(files):
            raise HTTPException(404)
        file = files[number - 1]
        disposition = f"attachment; filename*=utf-8''{quote(file.name)}"
        return Response(
            file.content, media_type=file.media_type, headers={"Content-Disposition": disposition}
        )

    async def messages(self, request: Request) -> Response:
        """All mails, or those to `?to=`, as JSON."""
        return JSONResponse([as_json(mail) for mail in self._inbox.mails(request.query_params.get("to", ""))])

    async def alive(self, _: Request) -> Response:
        """Whether the mailbox works."""
        return Response("ok")

    def _mail(self, request: Request) -> Mail:
        mail = self._inbox.find(request.path_params["mail"])
        if mail is None:
            raise HTTPException(404)
        return mail


def as_json(mail: Mail) -> dict[str, Any]:
    """A mail for programs."""
    return {
        "id": mail.id,
        "received": mail.received.isoformat(),
        "from": mail.sender,
        "to": mail.recipients,
        "subject": mail.subject,
        "message_id": str(mail.message["Message-ID"] or ""),
        "text": mail.text,
        "html": mail.html,
        "attachments": [
            {
                "name": file.name,
                "media_type": file.media_type,
                "size": len(file.content),
                "url": f"/mails/{mail.id}/attachments/{number}",
            }
            for number, file in enumerate(mail.attachments, start=1)
        ],
    }


class QuietHeaders:
    """Puts the headers on every reply that keep a caught mail from doing anything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", PAGE_POLICY)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, with_headers)


def _page(request: Request, template: str, **values: Any) -> Response:
    language = negotiate(request.headers.get("accept-language"))

    def moment(at: datetime) -> str:
        return format_datetime(at.astimezone(), "medium", locale=language.replace("-", "_"))

    page = _templates.get_template(template)
    return HTMLResponse(page.render(t=texts(language), language=language, moment=moment, **values))


def _inside_a_frame(mail: Mail) -> str:
    html = mail.html
    for number, file in enumerate(mail.attachments, start=1):
        if file.content_id:
            html = html.replace(f"cid:{file.content_id}", f"/mails/{mail.id}/attachments/{number}")
    return f'<base target="_blank">{html}'
