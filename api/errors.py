"""Errors in people's words: a page in their language, or problem details under `/api` (RFC 9457)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.deps import by_htmx, language
from domain.refusals import AlreadyDecided, Busy, Gone, Invalid, NotFound, Refused, Superseded
from ui.render import fragment, page
from ui.texts import sentence, texts

log = structlog.get_logger("aval.errors")

NO_SUCH_TEXT = "22021"  # PostgreSQL: text that no column holds, such as a NUL in an address
KNOWN = frozenset({400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503})
STATUS: tuple[tuple[type[Refused], int], ...] = (
    (NotFound, 404),
    (Superseded, 409),
    (AlreadyDecided, 409),
    (Gone, 410),
    (Busy, 429),
)


class TooLargeError(Exception):
    """The body of a request went over the limit while it was read."""


class Instead(Exception):  # noqa: N818  it is no error: another reply than the one that was being made
    """A reply to give instead of going on."""

    def __init__(self, response: Response) -> None:
        """Carry the reply."""
        super().__init__(response.status_code)
        self.response = response


def status_of(refused: Refused) -> int:
    """The HTTP status that says this refusal."""
    if refused.code == "key-reused":
        return 422
    return next((status for kind, status in STATUS if isinstance(refused, kind)), 409)


def reply(
    request: Request,
    status: int,
    *,
    why: str = "",
    detail: str = "",
    problems: list[dict[str, str]] | None = None,
    refused: Refused | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """Give the reply for a status: a page, or problem details for programs.

    `why` names the words `error-<why>-title` and `-text` for what the status alone does not say. Programs
    tell refusals apart by the code of `refused`.
    """
    locale = language(request)
    t = texts(locale)
    known = status if status in KNOWN else (500 if status >= 500 else 400)  # noqa: PLR2004  server errors
    title, text = t(f"error-{why or known}-title"), t(f"error-{why or known}-text")
    if request.url.path.startswith("/api/"):
        body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
        body["detail"] = detail or text
        if problems is not None:
            body["errors"] = problems
        if refused is not None:
            body |= {"code": refused.code, "params": _plain(refused.params)}
        return JSONResponse(body, status, headers, media_type="application/problem+json")
    sentences = [detail or text]
    if by_htmx(request):  # said beside what was typed, which stays
        html = fragment("plain.html", "alert", locale, heading=title, sentences=sentences)
        return HTMLResponse(html, status, {**(headers or {}), "HX-Reswap": "beforebegin"})
    html = page("plain.html", locale, heading=title, sentences=sentences, href="", label="")
    return HTMLResponse(html, status, headers)


def say(locale: str, refused: Refused) -> str:
    """The sentence of a refusal."""
    return sentence(locale, f"refused-{refused.code}", refused.params)


def say_problems(locale: str, invalid: Invalid) -> dict[str, str]:
    """The sentences of all problems by field; the first of a field counts."""
    said: dict[str, str] = {}
    for problem in invalid.problems:
        said.setdefault(problem.field, sentence(locale, f"problem-{problem.code}", problem.params))
    return said


def install(app: FastAPI) -> None:
    """Make the application say all errors this way."""
    app.add_exception_handler(Instead, _instead)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Invalid, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unreadable)
    for unavailable in (OperationalError, InterfaceError, PoolTimeoutError, ConnectionError):
        app.add_exception_handler(unavailable, _unavailable)
    app.add_exception_handler(DBAPIError, _database)
    app.add_middleware(Net)


class Net:
    """Catches what nobody foresaw, inside the other middleware, so that the reply carries their headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; an error is logged, and said without its details."""
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except TooLargeError:
            raise
        except Exception as error:
            if scope["type"] != "http":
                raise
            log.exception("unforeseen", exc_info=error)
            if not started:
                await reply(Request(scope), 500)(scope, receive, send)


async def _instead(_: Request, error: Exception) -> Response:
    assert isinstance(error, Instead)  # noqa: S101  registered for it
    return error.response


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101  registered for it
    headers = {"Retry-After": str(error.params["seconds"])} if isinstance(error, Busy) else None
    detail = say(language(request), error)
    return reply(request, status_of(error), detail=detail, refused=error, headers=headers)


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in params.items()}


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, Invalid)  # noqa: S101  registered for it
    said = say_problems(language(request), error)
    problems = [{"field": field, "message": message} for field, message in said.items()]
    return reply(request, 422, detail=next(iter(said.values()), ""), problems=problems)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  registered for it
    return reply(request, error.status_code, headers=dict(error.headers or {}))


async def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  registered for it
    problems = [
        {"field": ".".join(str(part) for part in fault["loc"][1:]), "message": str(fault["msg"])}
        for fault in error.errors()
    ]
    return reply(request, 422, problems=problems)


async def _unavailable(request: Request, error: Exception) -> Response:
    log.warning("unavailable", error=type(error).__name__)
    return reply(request, 503, headers={"Retry-After": "5"})


async def _database(request: Request, error: Exception) -> Response:
    assert isinstance(error, DBAPIError)  # noqa: S101  registered for it
    if error.connection_invalidated:
        return await _unavailable(request, error)
    if getattr(error.orig, "sqlstate", "") == NO_SUCH_TEXT:
        return reply(request, 404)
    raise error
