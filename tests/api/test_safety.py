"""What every page carries and what no page does: headers, origins, errors in people's words."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.security import MAX_BODY, POLICY
from tests.api.programs import opened, settings_for
from tests.api.visitors import HTMX, visitor
from tests.parts import DatabaseUrls
from tests.world import World


async def test_every_page_carries_the_policy(world: World, stranger: httpx.AsyncClient) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    paths = [
        "",
        "/answer?action=sign",
        "/pdf",
        "/terms",
        "/receipt",
        "/live?version=1&state=sent",
        "/nothing",
    ]
    replies = [await reader.read(below) for below in paths]
    replies += [
        await stranger.get(path) for path in ("/c/unknown", "/recover", "/nowhere", "/brand/2347c5.css")
    ]
    for reply in replies:
        assert reply.headers["content-security-policy"] == POLICY, reply.url
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers["x-robots-tag"].startswith("noindex")
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "max-age" in reply.headers["strict-transport-security"]
        assert "set-cookie" not in reply.headers


async def test_a_page_is_never_kept_by_a_cache(world: World, stranger: httpx.AsyncClient) -> None:
    reader = visitor(stranger, world.merel, await world.merel.quote())
    assert (await reader.read()).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://aval.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "https://aval.example"}, 200),
        ({"Origin": "null"}, 403),
        ({}, 200),
    ],
)
async def test_only_our_own_pages_may_change_anything(
    stranger: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    data = {"email": "personne@nulle-part.example"}
    sent = await stranger.post("/recover", data=data, headers={**headers, "Accept-Language": "fr"})
    assert sent.status_code == status
    if status == 403:
        assert "autre site" in sent.text
        assert sent.headers["content-security-policy"] == POLICY


async def test_a_page_of_another_site_may_still_lead_here(stranger: httpx.AsyncClient) -> None:
    assert (await stranger.get("/recover", headers={"Sec-Fetch-Site": "cross-site"})).status_code == 200


@pytest.mark.parametrize(("language", "said"), [("fr", "n’existe pas"), ("en", "does not exist")])
async def test_errors_are_said_in_the_language_of_the_reader(
    stranger: httpx.AsyncClient, language: str, said: str
) -> None:
    reply = await stranger.get("/nowhere", headers={"Accept-Language": language})
    assert reply.status_code == 404
    assert said in reply.text
    wrong_way = await stranger.delete("/recover", headers={"Accept-Language": language})
    assert wrong_way.status_code == 405
    assert "<h1>" in wrong_way.text


async def test_under_api_errors_are_problem_details(stranger: httpx.AsyncClient) -> None:
    reply = await stranger.get("/api/v1/nowhere")
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["status"] == 404


async def test_with_a_script_an_error_is_said_beside_what_was_typed(stranger: httpx.AsyncClient) -> None:
    reply = await stranger.get("/nowhere", headers=HTMX)
    assert reply.headers["hx-reswap"] == "beforebegin"
    assert 'role="alert"' in reply.text
    assert "<html" not in reply.text


async def test_a_body_that_no_form_sends_is_refused(world: World, stranger: httpx.AsyncClient) -> None:
    reader = visitor(stranger, world.merel, await world.merel.quote())
    assert (await reader.answer("approve", comment="x" * MAX_BODY)).status_code == 413

    async def drops() -> AsyncIterator[bytes]:
        for _ in range(14 * 2**10):
            yield b"a=" + b"x" * 2**10 + b"&"

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    sent = await stranger.post(f"{reader.path}/answer", content=drops(), headers=form)
    assert sent.status_code == 413


async def test_a_form_that_is_no_form_is_refused_in_words(world: World, stranger: httpx.AsyncClient) -> None:
    reader = visitor(stranger, world.merel, await world.merel.quote())
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "application/json"):
        sent = await stranger.post(
            f"{reader.path}/answer", content=b"\xff\x00--x", headers={"Content-Type": kind}
        )
        assert sent.status_code in (400, 422)
        assert "Traceback" not in sent.text


@pytest.fixture
async def lonely(database_urls: DatabaseUrls, tmp_path: Any) -> AsyncIterator[FastAPI]:
    """An application whose database is away."""
    away = DatabaseUrls(database_urls.owner, "postgresql://aval_app:x@127.0.0.1:1/aval")
    app = create_app(settings_for(away, tmp_path))
    yield app
    await app.state.database.close()


async def test_without_its_database_the_page_says_so(lonely: FastAPI) -> None:
    async with opened(lonely) as http:
        reply = await http.get(f"/c/{'A' * 43}", headers={"Accept-Language": "fr"})
    assert reply.status_code == 503
    assert reply.headers["retry-after"] == "5"
    assert "indisponible" in reply.text
    assert reply.headers["content-security-policy"] == POLICY


async def test_what_nobody_foresaw_shows_nothing_of_the_inside(
    lonely: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a secret of the inside")

    monkeypatch.setattr("api.client.asking.page", fail)
    async with opened(lonely) as http:
        reply = await http.get("/recover")
    assert reply.status_code == 500
    assert "secret" not in reply.text
    assert reply.headers["content-security-policy"] == POLICY


async def test_files_are_kept_for_ever_under_their_fingerprint(stranger: httpx.AsyncClient) -> None:
    page = (await stranger.get("/recover")).text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    sheet = await stranger.get(address)
    assert sheet.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert sheet.headers["content-encoding"] == "gzip"
    assert b"@layer" in sheet.content
    stale = await stranger.get("/static/000000000000/css/app.css")
    assert stale.headers["cache-control"] == "no-cache"
    assert (await stranger.get("/static/000000000000/../../settings.py")).status_code == 404
    assert (await stranger.get("/brand/zzzzzz.css")).status_code == 404
