"""The operators' pages, on a real workflow server and without one."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from temporalio import activity
from temporalio.client import Client
from temporalio.worker import Worker

from activities.records import RecordActivities
from activities.shapes import Subject
from api.app import create_app
from domain.lifecycle import Action
from records import outbox, staff, timeline
from records.database import Database
from records.ids import new_id
from records.publishing import Published
from tests.api.programs import opened, settings_for
from tests.parts import DatabaseUrls
from tests.world import PASSWORD, Company, World
from workflows.approval import ApprovalWorkflow
from workflows.relay import story_id


@activity.defn(name="send_letter")
async def refuse_letter(_company: str, _letter: str) -> None:
    """A mail server that is down."""
    raise ConnectionError("the mail server is down")


async def enter(app: FastAPI, email: str) -> httpx.AsyncClient:
    """Somebody of the staff who signed in."""
    secret, _ = await staff.sign_in(app.state.database, email, PASSWORD, ip=new_id("ip"), user_agent="")
    return opened(app, Cookie=f"__Host-aval={secret}")


@asynccontextmanager
async def operating(app: FastAPI, company: Company) -> AsyncIterator[httpx.AsyncClient]:
    async with await enter(app, company.claire.email) as http:
        yield http


@pytest.fixture
async def with_server(
    database_urls: DatabaseUrls, temporal_server: str, tmp_path: Path
) -> AsyncIterator[FastAPI]:
    app = create_app(settings_for(database_urls, tmp_path, temporal_server))
    async with app.router.lifespan_context(app):
        yield app


@asynccontextmanager
async def worker(client: Client, database: Database) -> AsyncIterator[str]:
    """A worker that tells the stories, but whose mail server is down and that makes no paper."""
    queue = new_id("queue")
    record = RecordActivities(database)
    acts: list[Callable[..., Any]] = [
        record.look,
        record.carry_out,
        record.bill,
        record.note_stray,
        refuse_letter,
    ]
    async with Worker(client, task_queue=queue, workflows=[ApprovalWorkflow], activities=acts):
        yield queue


async def tell(client: Client, queue: str, company: Company, quote: Published) -> Any:
    return await client.start_workflow(
        ApprovalWorkflow.run,
        Subject(company.id, quote.document_id),
        id=story_id(quote.document_id),
        task_queue=queue,
        start_signal="publish",
        start_signal_args=[quote.act_id],
        static_summary="quote",
    )


async def until(http: httpx.AsyncClient, path: str, said: str) -> str:
    """Look at a page until it says something."""
    page = ""
    async with asyncio.timeout(20):
        while said not in page:
            page = plain((await http.get(path)).text)
    return page


def plain(page: str) -> str:
    """A page with blanks that may break."""
    return page.replace("\u00a0", " ").replace("\u202f", " ")


async def test_an_operator_reads_the_story_beside_the_journal(
    with_server: FastAPI, database: Database, temporal_server: str, world: World
) -> None:
    quote = await world.merel.quote()
    client = await Client.connect(temporal_server)
    async with worker(client, database) as queue, operating(with_server, world.merel) as http:
        handle = await tell(client, queue, world.merel, quote)
        path = f"/ops/processes/{quote.document_id}"
        page = await until(http, path, "the mail server is down")
        assert "Nouvelle : version envoyée" in page
        assert "Reminder 1 to the client" in page  # the timer that runs
        assert "Version 1 envoyée par Claire Mérel" in page  # the journal
        assert f"http://temporal.example/namespaces/default/workflows/approval%2F{quote.document_id}" in page
        assert "Waits for the client" in page  # what the story says of itself
        await world.merel.answer(quote, Action.APPROVE)
        await handle.signal("approve", "ans_x")
        page = await until(http, path, "Nothing is awaited any more")
        assert "Nouvelle : approuvé" in page
        assert "Reminder 1 to the client" not in page  # a timer that was cancelled is no news
        await handle.terminate("the test is over")
        assert "Le récit a été arrêté" in await until(http, path, "Le récit a été arrêté")


async def test_the_overview_lists_what_waits_for_whom(app: FastAPI, world: World) -> None:
    quote = await world.merel.quote("Mur de clôture")
    rejected = await world.merel.quote("Terrasse")
    await world.merel.answer(rejected, Action.REJECT, comment="Trop cher")
    settled = await world.merel.quote("Portail")
    await world.merel.answer(settled, Action.APPROVE)
    async with operating(app, world.merel) as http:
        page = plain((await http.get("/ops")).text)
    assert f"/ops/processes/{quote.document_id}" in page
    assert "Relance n° 1" in page
    assert "Terrasse" in page
    assert "l’équipe" in page
    assert "Portail" not in page


async def test_without_the_workflow_server_the_pages_say_so_at_once(app: FastAPI, world: World) -> None:
    quote = await world.merel.quote()
    async with operating(app, world.merel) as http:
        began = time.perf_counter()
        overview = await http.get("/ops")
        process = await http.get(f"/ops/processes/{quote.document_id}")
        took = time.perf_counter() - began
    assert overview.status_code == process.status_code == 200
    for page in (overview, process):
        assert "Le serveur de suivi ne répond pas" in page.text
    assert "Version 1 envoyée par Claire Mérel" in process.text
    assert took < 4


async def test_waking_a_process_is_journalled_with_its_reason(app: FastAPI, world: World) -> None:
    quote = await world.merel.quote()
    path = f"/ops/processes/{quote.document_id}/reconcile"
    async with operating(app, world.merel) as http:
        assert (await http.post(path, data={"reason": " "})).status_code == 422
        reply = await http.post(path, data={"reason": "Serveur remplacé"})
    assert (reply.status_code, reply.headers["location"]) == (
        303,
        f"/ops/processes/{quote.document_id}?done=reconciled",
    )
    async with world.merel.transaction() as tx:
        event = (await timeline.happened(tx, quote.document_id))[-1]
        waiting, _ = await outbox.backlog(tx)
    assert (event.kind, event.actor, event.data["reason"]) == ("reconciled", "operator", "Serveur remplacé")
    assert waiting == 2


async def test_only_administrators_operate(app: FastAPI, world: World, stranger: httpx.AsyncClient) -> None:
    quote = await world.merel.quote()
    async with await enter(app, world.merel.karim.email) as http:
        assert (await http.get("/ops")).status_code == 403
        assert (await http.get(f"/ops/processes/{quote.document_id}")).status_code == 403
        again = await http.post(f"/ops/processes/{quote.document_id}/reconcile", data={"reason": "x"})
        assert again.status_code == 403
    assert (await stranger.get("/ops")).status_code == 303


async def test_the_firm_next_door_sees_no_process_of_ours(app: FastAPI, world: World) -> None:
    quote = await world.merel.quote("Mur de clôture")
    async with operating(app, world.durand) as http:
        assert "Mur de clôture" not in (await http.get("/ops")).text
        path = f"/ops/processes/{quote.document_id}"
        assert (await http.get(path)).status_code == 404
        assert (await http.post(f"{path}/reconcile", data={"reason": "x"})).status_code == 404


async def test_an_address_that_no_column_can_hold_does_not_exist(app: FastAPI, world: World) -> None:
    async with operating(app, world.merel) as http:
        assert (await http.get("/ops/processes/%00")).status_code == 404
        assert (await http.get("/ops", params={"cursor": "x"})).status_code == 422
        assert 'href="/ops"' in (await http.get("/ops")).text
