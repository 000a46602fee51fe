"""Each request leaves one line, and no secret in it."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from api.request_log import RequestLog


async def page(_: Request) -> PlainTextResponse:
    return PlainTextResponse("Devis")


async def broken(_: Request) -> PlainTextResponse:
    raise RuntimeError("the printer is on fire")


def client() -> httpx.AsyncClient:
    app = RequestLog(
        Starlette(routes=[Route("/c/{token}", page), Route("/broken", broken), Route("/healthz", page)])
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://aval.example")


async def test_a_request_leaves_one_line_without_its_query() -> None:
    with capture_logs() as lines:
        async with client() as browser:
            reply = await browser.get("/c/abc?code=493021")
    [line] = lines
    assert (line["method"], line["path"], line["status"]) == ("GET", "/c/abc", 200)
    assert "493021" not in str(line)
    assert len(reply.headers["x-request-id"]) == 16


async def test_a_request_that_fails_is_logged_as_an_error() -> None:
    with capture_logs() as lines:
        async with client() as browser:
            with pytest.raises(RuntimeError):
                await browser.get("/broken")
    assert [(line["log_level"], line["status"]) for line in lines] == [("error", 500)]


async def test_health_probes_do_not_fill_the_log() -> None:
    with capture_logs() as lines:
        async with client() as browser:
            await browser.get("/healthz")
    assert [line["log_level"] for line in lines] == ["debug"]
