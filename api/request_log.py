"""One line for each request: what was asked, what was answered, how long it took."""

import time
from uuid import uuid4

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASKED_BY_MACHINES = ("/healthz", "/readyz", "/metrics", "/static/")
SERVER_ERROR = 500

log = structlog.get_logger("aval.request")


class RequestLog:
    """Pure-ASGI middleware; the outermost, so that it sees the status that is really sent.

    The address is logged by path only, never with its query, and the log's scrubber takes the tokens out.
    Every line logged meanwhile carries the same `request` id, which the reply shows as `X-Request-Id`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request and write its line, also when serving it failed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, request_id, status = time.perf_counter(), uuid4().hex[:16], SERVER_ERROR

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request_id):
            try:
                await self._app(scope, receive, note_status)
            finally:
                _write(scope, status, time.perf_counter() - began)


def _write(scope: Scope, status: int, seconds: float) -> None:
    path = scope["path"]
    if status >= SERVER_ERROR:
        say = log.error
    elif path.startswith(ASKED_BY_MACHINES):
        say = log.debug
    else:
        say = log.info
    say("request", method=scope["method"], path=path, status=status, ms=round(seconds * 1000, 1))
