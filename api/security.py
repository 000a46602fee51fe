"""What every request passes and every reply carries: pure ASGI, so that streams stay streams."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import errors


def policy(leads_to: str = "") -> str:
    """Give the policy of a page. Its forms lead nowhere but here, and to the origins in `leads_to`.

    Chromium holds redirects after a form to it as well, such as the one to a payment page.
    """
    targets = f"'self' {leads_to}".rstrip()
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'; form-action {targets}; frame-ancestors 'none'; base-uri 'none'"
    )


POLICY = policy()
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
MAX_BODY = 12 * 2**20  # bytes: a draft of 10,000 lines with room to spare


class SecurityHeaders:
    """Sets the headers that every reply carries; one that a route set itself stays.

    A route whose page leads elsewhere says so in `request.state.leads_to`.
    """

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        """`secure`: people reach us by HTTPS, so browsers are told to insist on it."""
        self._app = app
        self._headers = dict(HEADERS)
        if secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        state = scope.setdefault("state", {})

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if state.get("leads_to"):
                    headers["Content-Security-Policy"] = policy(state["leads_to"])
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class SameOrigin:
    """Refuses changes that another site makes a browser ask for (Fetch metadata, W3C).

    Programs send neither `Sec-Fetch-Site` nor `Origin` and carry no cookies that could be abused. The REST
    API takes bearer tokens only. A secret link is its own authority, so a page that hides its origin, as our
    `Referrer-Policy` makes old browsers do, may use it.
    """

    def __init__(self, app: ASGIApp, *, base_url: str) -> None:
        """Only pages of `base_url`, or of the host that was asked, may change anything."""
        self._app = app
        self._origin = base_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] == "http" and scope["method"] not in SAFE and self._foreign(scope):
            reply = errors.reply(Request(scope), 403, why="cross-site")
            await reply(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _foreign(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        path: str = scope["path"]
        if path.startswith("/api/v1/") and headers.get("authorization", "").startswith("Bearer "):
            return False
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site not in ("same-origin", "none")
        origin = headers.get("origin")
        if origin is None:
            return False
        if origin == "null":
            return not path.startswith("/c/")
        return origin != self._origin and urlsplit(origin).netloc != headers.get("host")


class BodyLimit:
    """Refuses bodies that no form of ours sends."""

    def __init__(self, app: ASGIApp, *, limit: int = MAX_BODY) -> None:
        """`limit` in bytes."""
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; a body that is announced or turns out too large gets 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced) > self._limit:
            await errors.reply(Request(scope), 413)(scope, receive, send)
            return
        taken, started = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._limit:
                raise errors.TooLargeError
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, counted, noted)
        except errors.TooLargeError:
            if not started:
                await errors.reply(Request(scope), 413)(scope, receive, send)


class HeadAsGet:
    """Answers HEAD wherever GET is answered, as link checkers expect: the same headers, no body.

    A stream that never ends looks for `by_head` in its scope and leaves out the body itself.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Go between the application and the server."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET", "by_head": True}, receive, without_body)
