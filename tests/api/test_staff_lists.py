"""Today and the list of quotes: what is shown to whom, and at what cost."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request

from api.staff.today import CHANGED, _stream
from api.staff.visit import cookie_name
from domain.lifecycle import Action
from records import acts, drafts, letters, staff, today
from records.database import now
from tests.api.staff_room import counting_statements, read, signed_in, text_of
from tests.world import LINES, World, in_days

ONE_LINE = LINES[:1]


async def test_a_new_firm_is_told_what_to_do_first(claire: httpx.AsyncClient) -> None:
    page = await claire.get("/")
    assert "Bonjour Claire" in text_of(page)
    assert page.text.count('href="/quotes/new"') >= 2
    assert "Ici s’affichera ce qui attend votre action" in text_of(page)
    assert "Vos devis apparaîtront ici" in await read(claire, "/quotes")


async def test_today_lists_what_only_staff_can_do(claire: httpx.AsyncClient, world: World) -> None:
    merel = world.merel
    rejected = await merel.quote("Le mur de clôture", ONE_LINE)
    await merel.answer(rejected, Action.REJECT, comment="Trop haut.")
    held = await merel.quote("Le pignon", ONE_LINE)
    await merel.answer(held, Action.HOLD, hold_until=in_days(5))
    far = await merel.quote("La terrasse", ONE_LINE)
    await merel.answer(far, Action.HOLD, hold_until=in_days(20))
    await merel.quote("Le linteau", ONE_LINE, valid_until=in_days(2).isoformat())
    async with merel.transaction() as tx:
        seen = await today.look(tx, await acts.company(tx))
    assert [row.title for row in seen.rejected] == ["Le mur de clôture"]
    assert [row.title for row in seen.holds_ending] == ["Le pignon"]
    assert [row.title for row in seen.expiring] == ["Le linteau"]
    page = await read(claire, "/")
    assert "À faire 3" in page
    assert "Jeanne Petit a refusé" in page
    assert "En attente du client Tout voir Le linteau" in page


async def test_today_says_when_each_client_is_reminded_next(claire: httpx.AsyncClient, world: World) -> None:
    await world.merel.quote("L'extension", ONE_LINE)
    assert "Relance n° 1 le" in await read(claire, "/")


async def test_a_mail_that_was_refused_shows_with_the_way_to_mend_it(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote = await world.merel.quote("L'extension", ONE_LINE)
    await _refuse_letters(world, quote.document_id)
    page = await claire.get("/")
    assert f"Le mail à {world.merel.client.email} n’est pas arrivé" in text_of(page)
    assert f'href="/clients/{world.merel.client.id}"' in page.text


async def test_a_call_stays_to_do_until_the_client_answers(claire: httpx.AsyncClient, world: World) -> None:
    merel = world.merel
    quote = await merel.quote("L'extension", ONE_LINE)
    async with merel.transaction() as tx:
        to = [(merel.karim.email, merel.karim.name)]
        about: dict[str, Any] = {"document_id": quote.document_id, "version": 1, "locale": "fr"}
        await letters.write(tx, "call", key="call", audience="staff", to=to, **about)
    assert "un appel s’impose" in await read(claire, "/")
    await merel.answer(quote, Action.APPROVE)
    assert "un appel s’impose" not in await read(claire, "/")


async def test_the_living_part_of_today_is_a_fragment(claire: httpx.AsyncClient, world: World) -> None:
    await world.merel.quote("L'extension", ONE_LINE)
    part = await claire.get("/", headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith('<div class="today"')
    assert "L&#39;extension" in part.text
    assert "<html" not in part.text


async def test_drafts_open_in_the_editor_and_sent_quotes_on_their_page(
    claire: httpx.AsyncClient, world: World
) -> None:
    draft = await world.merel.draft("Un brouillon", ONE_LINE)
    quote = await world.merel.quote("Un envoi", ONE_LINE)
    page = (await claire.get("/quotes")).text
    assert f'href="/quotes/{draft.document_id}/edit"' in page
    assert f'href="/documents/{quote.document_id}"' in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"state": "draft"}, {"Brouillon du mur"}),
        ({"state": "sent"}, {"Mur envoyé", "Terrasse envoyée"}),
        ({"state": "accepted"}, {"Pignon accepté"}),
        ({"state": "rejected"}, set()),
        ({"q": "mur"}, {"Brouillon du mur", "Mur envoyé"}),
        ({"q": "MUR envoye"}, {"Mur envoyé"}),
        ({"q": "mur", "state": "draft"}, {"Brouillon du mur"}),
        ({"q": "' OR 1=1 --"}, set()),
        ({"state": "nonsense"}, {"Brouillon du mur", "Mur envoyé", "Terrasse envoyée", "Pignon accepté"}),
    ],
)
async def test_filters_of_the_address_narrow_the_list(
    claire: httpx.AsyncClient, world: World, asked: dict[str, str], shown: set[str]
) -> None:
    merel = world.merel
    await merel.draft("Brouillon du mur", ONE_LINE)
    for title in ("Mur envoyé", "Terrasse envoyée"):
        await merel.quote(title, ONE_LINE)
    await merel.answer(await merel.quote("Pignon accepté", ONE_LINE), Action.APPROVE)
    page = await read(claire, "/quotes", **asked)
    titles = {"Brouillon du mur", "Mur envoyé", "Terrasse envoyée", "Pignon accepté"}
    assert {title for title in titles if title in page} == shown
    if not shown:
        assert "Aucun devis ne correspond." in page


async def test_a_list_can_be_narrowed_to_a_client_and_a_job_and_says_so(
    claire: httpx.AsyncClient, world: World
) -> None:
    await world.merel.quote("L'extension", ONE_LINE)
    job = world.merel.job
    page = await claire.get("/quotes", params={"job": job.id, "state": "sent"})
    assert "L’extension" in text_of(page) or "L'extension" in text_of(page)
    assert job.title in text_of(page)
    assert 'class="chip" href="/quotes?state=sent"' in page.text, "the filter can be taken away alone"
    assert "Aucun devis" in await read(claire, "/quotes", client="cli_of_nobody")


async def test_paging_shows_every_quote_once_and_costs_the_same_on_each_page(
    claire: httpx.AsyncClient, world: World
) -> None:
    merel = world.merel
    started = now() - timedelta(days=1)
    for number in range(120):
        async with merel.transaction(started + timedelta(minutes=number)) as tx:
            raw = {"title": f"Mur n° {number:03d}", "lines": []}
            await drafts.create(tx, merel.claire, raw, client_id=merel.client.id)
    address, seen, costs = "/quotes?q=mur", [], []
    while address:
        with counting_statements(world.database) as asked:
            page = await claire.get(address)
        costs.append(len(asked))
        seen += [word for word in text_of(page).split() if word.isdecimal() and len(word) == 3]
        address = _next(page)
    assert seen == [f"{number:03d}" for number in reversed(range(120))]
    assert len(costs) == 3
    assert len(set(costs)) == 1, costs
    assert costs[0] <= 10


async def test_today_costs_the_same_with_one_quote_and_with_eight(
    claire: httpx.AsyncClient, world: World
) -> None:
    costs = []
    for _ in range(2):
        for number in range(4):
            await world.merel.quote(f"Mur {number}", ONE_LINE)
        with counting_statements(world.database) as asked:
            await claire.get("/")
        costs.append(len(asked))
    assert costs[0] == costs[1]


async def test_a_cursor_that_is_not_ours_is_refused(claire: httpx.AsyncClient) -> None:
    for cursor in ("nonsense", "bm9uc2Vuc2U", "%ff%00"):
        assert (await claire.get("/quotes", params={"after": cursor})).status_code == 422


async def test_the_firm_next_door_sees_nothing(
    durand: httpx.AsyncClient, claire: httpx.AsyncClient, world: World
) -> None:
    quote = await world.merel.quote("Le secret de Mérel", ONE_LINE)
    await _refuse_letters(world, quote.document_id)
    for path in (
        "/",
        "/quotes",
        "/quotes?q=secret",
        "/clients",
        "/jobs",
        "/settings/team",
        "/settings/company",
    ):
        page = await read(durand, path)
        assert "secret de Mérel" not in page.replace("q=secret", "")
        assert world.merel.client.email not in page
        assert world.merel.claire.email not in page
    foreign = (
        f"/clients/{world.merel.client.id}",
        f"/clients/{world.merel.client.id}/edit",
        f"/jobs/{world.merel.job.id}",
        f"/jobs/{world.merel.job.id}/edit",
    )
    for path in foreign:
        unknown = path.replace(world.merel.client.id, "cli_0").replace(world.merel.job.id, "job_0")
        there, nowhere = await durand.get(path), await durand.get(unknown)
        assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text)
        assert there.status_code == 404
        assert (await claire.get(path)).status_code == 200
    for path, form in (
        (f"/clients/{world.merel.client.id}/edit", {"name": "X", "email": "x@y.example"}),
        (f"/clients/{world.merel.client.id}/address", {"email": "x@y.example"}),
        (f"/jobs/{world.merel.job.id}/edit", {"title": "X"}),
        (f"/settings/team/{world.merel.karim.id}/disable", {}),
        (f"/settings/team/{world.merel.karim.id}/password", {}),
    ):
        assert (await durand.post(path, data=form)).status_code == 404


async def test_looking_changes_nothing(claire: httpx.AsyncClient, world: World) -> None:
    await world.merel.quote("L'extension", ONE_LINE)
    paths = [
        "/", "/quotes", "/clients", "/clients/new", f"/clients/{world.merel.client.id}", "/jobs", "/jobs/new",
        f"/jobs/{world.merel.job.id}", "/settings/company", "/settings/reminders", "/settings/mails",
        "/settings/mails/sent", "/settings/terms", "/settings/team", "/account/sessions",
    ]  # fmt: skip
    for path in paths:
        with counting_statements(world.database) as asked:
            assert (await claire.get(path)).status_code == 200
        wrote = [sql for sql in asked if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
        assert not wrote, path


async def test_a_change_reaches_an_open_page_until_its_session_is_closed(app: FastAPI, world: World) -> None:
    merel = world.merel
    async with signed_in(app, merel, merel.claire) as http:
        secret = http.cookies[cookie_name(secure=True)]
    found = await staff.by_session(world.database, secret)
    assert found
    cookie = f"{cookie_name(secure=True)}={secret}".encode()
    request = Request({"type": "http", "headers": [(b"cookie", cookie)]})
    state = app.state
    stream = _stream(request, found, state.changes, world.database, state.settings)
    assert await anext(stream) == b"retry: 3000\n\n"
    await merel.draft("Un mur", ONE_LINE)
    assert await asyncio.wait_for(anext(stream), 10) == CHANGED
    async with merel.transaction() as tx:
        await staff.sign_out(tx, merel.claire.id)
    await merel.draft("Un autre mur", ONE_LINE)
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(anext(stream), 10)


def _next(page: httpx.Response) -> str:
    for part in page.text.split("<a ")[1:]:
        tag = part.split(">", 1)[0]
        if 'rel="next"' in tag:
            return tag.split('href="', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    return ""


async def _refuse_letters(world: World, document_id: str) -> None:
    async with world.merel.transaction() as tx:
        for letter in await letters.of_document(tx, document_id):
            await letters.failed(tx, letter.id, "550 no such mailbox")
