"""The client's page at the HTTP door: what is shown, to whom, and that looking changes nothing."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.requests import Request

from api.client.events import _stream
from api.client.visit import GUESSES, visit
from domain.lifecycle import Action
from records import course, links
from records.audit import Actor
from records.schema import audit_events
from records.schema import links as link_table
from tests.api.programs import Program
from tests.api.visitors import HTMX, visitor
from tests.world import World, in_days

NASTY = (
    "\u202eredro thgir\u202c 👩‍👩‍👧‍👦 e\u0301\u0301\u0301 z\u200be\u200bro "
    "</script><script>alert(1)</script> {{ 7 * 7 }} {$ t $} <img src=x onerror=alert(1)> " + "W" * 300
)


async def test_the_page_shows_who_what_how_much_and_until_when(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote("Extension de la maison")
    page = (await visitor(stranger, world.merel, quote).read()).text
    for shown in ("Maçonnerie Mérel", "Mme Petit", quote.number, "Extension de la maison", "Décapage"):
        assert shown in page
    assert "8\u202f583,66\u00a0€" in page  # 3215.47 x 1.1 + 4205.53 x 1.2
    assert "Votre réponse" in page
    assert "Claire Mérel" in page


async def test_an_unknown_and_a_revoked_link_get_the_same_page(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    async with world.merel.transaction() as tx:
        [link] = [link for link in await links.all_of(tx, quote.document_id) if link.purpose == "mail"]
        await links.revoke(tx, quote.document_id, link.id, world.merel.claire)
    revoked = await reader.read()
    unknown = await stranger.get("/c/" + "A" * 43)
    assert revoked.status_code == unknown.status_code == 404
    assert revoked.text == unknown.text
    assert 'action="/recover"' in unknown.text


async def test_guessing_links_becomes_slow_work(app: FastAPI) -> None:
    door = httpx.ASGITransport(app, client=("203.0.113.9", 4711))
    async with httpx.AsyncClient(transport=door, base_url="https://aval.example") as guesser:
        statuses = [(await guesser.get(f"/c/{guess:043d}")).status_code for guess in range(GUESSES + 1)]
    assert set(statuses[:GUESSES]) == {404}
    assert statuses[-1] == 429


async def test_an_expired_link_tells_only_the_reference_and_sends_a_new_one(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote("Un titre confidentiel")
    async with world.merel.transaction() as tx:
        await tx.execute(
            link_table.update()
            .where(link_table.c.company_id == tx.company_id, link_table.c.document_id == quote.document_id)
            .values(expires_at=tx.at - timedelta(days=1))
        )
    reader = visitor(stranger, world.merel, quote)
    gone = await reader.read()
    assert gone.status_code == 410
    assert quote.number in gone.text
    assert "confidentiel" not in gone.text
    assert (await reader.answer("approve")).status_code == 410
    sent = await reader.send("/new-link", {})
    assert sent.status_code == 200
    assert "Si cette adresse est connue" in sent.text
    async with world.merel.transaction() as tx:
        live = await tx.all(
            select(link_table).where(
                link_table.c.company_id == tx.company_id,
                link_table.c.document_id == quote.document_id,
                link_table.c.purpose == "mail",
                link_table.c.revoked_at.is_(None),
            )
        )
        fresh = links.token(tx, live[0].seed)
    assert (await stranger.get(f"/c/{fresh}")).status_code == 200


async def test_a_withdrawn_quote_tells_who_why_and_what_replaces_it(
    world: World, stranger: httpx.AsyncClient
) -> None:
    old, new = await world.merel.quote("Garage"), await world.merel.quote("Garage et appentis")
    async with world.merel.transaction() as tx:
        await course.withdraw(tx, old.document_id, world.merel.claire, "Erreur de métré", new.document_id)
    reader = visitor(stranger, world.merel, old)
    gone = await reader.read()
    assert gone.status_code == 410
    assert "Claire Mérel" in gone.text
    assert "Erreur de métré" in gone.text
    assert f"/c/{new.token}" in gone.text
    for below in ("/pdf", "/receipt", "/answer?action=approve"):
        assert (await reader.read(below)).status_code == 410
    assert (await reader.answer("approve")).status_code == 410


async def test_past_its_validity_a_quote_is_read_and_an_extension_asked_for(
    world: World, stranger: httpx.AsyncClient
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=40)
    quote = await world.merel.quote(at=long_ago, valid_until=in_days(-5).isoformat())
    reader = visitor(stranger, world.merel, quote)
    page = await reader.read()
    assert page.status_code == 200
    assert "Validité dépassée" in page.text
    assert 'value="approve"' not in page.text
    assert (await reader.answer("approve")).status_code == 410
    assert (await reader.send("/extension", {"name": ""})).status_code == 422
    asked = await reader.send("/extension", {"name": "Jeanne Petit", "note": "Une semaine ?"})
    assert asked.status_code == 303
    assert "demande de prolongation" in (await stranger.get(asked.headers["location"])).text


async def test_the_last_valid_day_is_valid_through_all_of_it(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote(valid_until=in_days(0).isoformat())
    assert 'value="approve"' in (await visitor(stranger, world.merel, quote).read()).text


async def test_the_second_version_says_what_changed_and_the_first_can_still_be_read(
    world: World, stranger: httpx.AsyncClient
) -> None:
    first = await world.merel.quote()
    await world.merel.answer(first, Action.REJECT, comment="Trop cher")
    await world.merel.new_version(first, title="Extension, moins cher")
    reader = visitor(stranger, world.merel, first)
    page = (await reader.read()).text
    assert "Ce qui a changé depuis la version 1" in page
    assert "Version 1 refusée par Jeanne Petit" in page
    old = (await reader.read("?version=1")).text
    assert "Vous lisez la version 1" in old
    assert 'value="approve"' not in old
    assert (await reader.read("?version=99")).status_code == 404


async def test_a_new_version_is_announced_to_whoever_reads_the_old_one(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    same = await reader.read("/live?version=1&state=sent", headers=HTMX)
    assert same.text.strip() == ""
    await world.merel.new_version(quote)
    notice = await reader.read("/live?version=1&state=sent", headers=HTMX)
    assert "La version 2 vient d’être publiée" in notice.text
    assert "<html" not in notice.text


async def test_the_language_of_the_recipient_is_kept_and_another_is_one_click_away(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    french = (await reader.read(headers={"Accept-Language": "en"})).text
    assert '<html lang="fr">' in french
    english = (await reader.read("?lang=en")).text
    assert '<html lang="en">' in english
    assert "€8,583.66" in english
    assert f'action="/c/{quote.token}/answer' in french or f'action="/c/{quote.token}/choice' in french


async def test_looking_changes_nothing(world: World, stranger: httpx.AsyncClient) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    before = await _journal(world)
    for below in ("", "/answer?action=sign", "/pdf", "/terms", "/receipt", "/next", "?lang=en"):
        got, head = await reader.read(below), await stranger.head(reader.path + below)
        assert got.status_code == head.status_code
        assert head.content == b""
    assert await _journal(world) == before


async def test_a_gesture_is_noted_once(world: World, stranger: httpx.AsyncClient) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    before = await _journal(world)
    for _ in range(3):
        assert (await reader.send("/seen", {"version": "1"})).status_code == 204
    assert (await reader.send("/seen", {"version": "7"})).status_code == 204
    assert await _journal(world) == before + 1


async def test_other_documents_of_the_job_open_for_the_same_client(
    world: World, stranger: httpx.AsyncClient
) -> None:
    here, there = await world.merel.quote("Murs"), await world.merel.quote("Toit")
    reader = visitor(stranger, world.merel, here)
    assert "Toit" in (await reader.read()).text
    led = await reader.read(f"/other/{there.document_id}")
    assert (led.status_code, led.headers["location"]) == (303, f"/c/{there.token}")


async def test_documents_of_the_firm_next_door_never_open(world: World, stranger: httpx.AsyncClient) -> None:
    here, foreign = await world.merel.quote(), await world.durand.quote()
    assert (
        await visitor(stranger, world.merel, here).read(f"/other/{foreign.document_id}")
    ).status_code == 404


async def test_text_of_every_nastiness_is_only_text(world: World, stranger: httpx.AsyncClient) -> None:
    line = {"description": NASTY, "unit": "<u>", "group": NASTY[:80], "vat_rate": "20"}
    line |= {"quantity": "1", "unit_price": "1"}
    quote = await world.merel.quote(NASTY[:200], [line], introduction=NASTY, notes=NASTY)
    reader = visitor(stranger, world.merel, quote)
    for below in ("", "/answer?action=sign", "/terms"):
        page = (await reader.read(below)).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "49" not in page.split("<main")[0]
    assert "&lt;/script&gt;" in (await reader.read()).text


async def test_the_pdf_is_awaited_then_sent_with_its_fingerprint(
    app: FastAPI, world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    waiting = await reader.read("/pdf")
    assert waiting.status_code == 202
    assert 'http-equiv="refresh"' in waiting.text
    digest = await Program(app, stranger, world.merel).keep_pdf(quote.document_id, b"%PDF-1.7 un devis")
    sent = await reader.read("/pdf")
    assert sent.content == b"%PDF-1.7 un devis"
    assert sent.headers["etag"] == f'"{digest}"'
    again = await reader.read("/pdf", headers={"If-None-Match": f'"{digest}"'})
    assert (again.status_code, again.content) == (304, b"")


async def test_changes_are_told_as_they_happen(app: FastAPI, world: World) -> None:
    quote = await world.merel.quote()
    scope = {"type": "http", "method": "GET", "headers": [], "query_string": b"", "app": app, "path": "/"}
    request = Request(scope)
    async with visit(request, quote.token) as visiting:
        topic = f"{visiting.tx.company_id}/{quote.document_id}"
    stream = _stream(request, quote.token, app.state.changes, topic)
    assert b"retry" in await anext(stream)
    await world.merel.answer(quote, Action.APPROVE)
    async with asyncio.timeout(10):
        assert await anext(stream) == b"event: changed\ndata: {}\n\n"


async def test_a_revoked_link_ends_its_stream(app: FastAPI, world: World) -> None:
    quote = await world.merel.quote()
    scope = {"type": "http", "method": "GET", "headers": [], "query_string": b"", "app": app, "path": "/"}
    stream = _stream(Request(scope), quote.token, app.state.changes, f"{world.merel.id}/{quote.document_id}")
    await anext(stream)
    async with world.merel.transaction() as tx:
        [link] = [link for link in await links.all_of(tx, quote.document_id) if link.purpose == "mail"]
        await links.revoke(tx, quote.document_id, link.id, Actor("staff", world.merel.claire.id))
    async with asyncio.timeout(10):
        with pytest.raises(StopAsyncIteration):
            await anext(stream)


async def test_a_quote_of_ten_thousand_lines_opens(world: World, stranger: httpx.AsyncClient) -> None:
    line = {"description": "Ligne", "quantity": "1,5", "unit": "m", "unit_price": "10", "vat_rate": "20"}
    quote = await world.merel.quote("Grand ouvrage", [line] * 10_000)
    page = await visitor(stranger, world.merel, quote).read()
    assert page.status_code == 200
    assert page.text.count('id="line-') == 10_000
    assert 'class="rows lines long"' in page.text


async def _journal(world: World) -> int:
    async with world.merel.transaction() as tx:
        rows = await tx.all(select(audit_events.c.seq).where(audit_events.c.company_id == tx.company_id))
    return len(rows)
