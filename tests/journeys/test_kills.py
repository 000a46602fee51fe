"""I18: killing any part at any moment loses nothing that was acknowledged, and does nothing twice."""

import asyncio
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError

from records.database import Database
from records.schema import audit_events, letters
from tests.journeys.conftest import PATIENCE, Product, started

pytestmark = pytest.mark.xdist_group("product")

SEED = 20261122
LIVES = 16
AT_ONCE = 4
VICTIMS = ("worker", "web", "temporal", "postgres", "paper", "web", "worker", "postgres")
LINE = {"description": "Mur", "quantity": "2", "unit": "m²", "unit_price": "118.00", "vat_rate": "20"}


@pytest.fixture
async def victim() -> AsyncIterator[Product]:
    """A product of its own: its parts are going to die."""
    with tempfile.TemporaryDirectory(prefix="aval-kills-") as folder:
        async with started(Path(folder), 24_500) as running:
            yield running


async def insisted(http: httpx.AsyncClient, method: str, url: str, **request: Any) -> httpx.Response:
    """Ask until somebody answers, as a browser's owner or a program with retries would."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                reply = await http.request(method, url, **request)
            except httpx.TransportError:
                await asyncio.sleep(0.1)  # nobody listens while the part is dead
                continue
            if reply.status_code < 500:
                return reply
            await asyncio.sleep(0.1)


async def life(product: Product, http: httpx.AsyncClient, client_id: str) -> str:
    """Publish a quote and approve it; gives its id once both were acknowledged."""
    api = f"{product.base_url}/api/v1"
    keyed = {**product.headers, "Idempotency-Key": str(uuid4())}
    body = {"client_id": client_id, "title": "Sous les coups", "lines": [LINE]}
    draft = await insisted(http, "POST", f"{api}/quotes", json=body, headers=keyed)
    assert draft.status_code == 201, draft.text
    document_id = str(draft.json()["id"])
    keyed = {**product.headers, "Idempotency-Key": str(uuid4())}
    sent = await insisted(http, "POST", f"{api}/documents/{document_id}/publish", json={}, headers=keyed)
    assert sent.status_code == 200, sent.text
    form = {
        "action": "approve",
        "version": "1",
        "key": str(uuid4()),
        "name": "Jeanne Petit",
        "email": "jeanne.petit@example.org",
        "terms": "on",
    }
    answered = await insisted(http, "POST", f"{sent.json()['public_url']}/answer", data=form)
    assert answered.status_code == 303, answered.text
    return document_id


async def kill_now_and_then(product: Product, done: asyncio.Event) -> None:
    """Kill one part after the other, at moments that a seed decides, while lives go on."""
    dice = random.Random(SEED)  # noqa: S311  a storm that can be repeated
    for name in VICTIMS:
        await asyncio.sleep(dice.uniform(0.3, 1.5))  # the moment of the blow is what is tested
        try:
            product.part(name).kill()
        except LookupError:
            continue  # still dead from the last blow
    done.set()


async def closed(workflows: Client, document_id: str) -> None:
    """Wait until the story of a document has ended."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                described = await workflows.get_workflow_handle(f"approval/{document_id}").describe()
                if described.status is WorkflowExecutionStatus.COMPLETED:
                    return
            except RPCError:
                pass  # the relay has not brought it yet, or the server is coming back
            await asyncio.sleep(0.2)


async def test_i18_nothing_acknowledged_is_lost_and_nothing_happens_twice(victim: Product) -> None:
    async with httpx.AsyncClient(timeout=30) as http:
        clients = await insisted(http, "GET", f"{victim.base_url}/api/v1/clients", headers=victim.headers)
        client_id = clients.json()["data"][0]["id"]
        storm_over, free = asyncio.Event(), asyncio.Semaphore(AT_ONCE)
        acknowledged: list[str] = []

        async def lives() -> None:
            async with free:
                acknowledged.append(await life(victim, http, client_id))

        async with asyncio.TaskGroup() as group:
            group.create_task(kill_now_and_then(victim, storm_over))
            for _ in range(LIVES):
                group.create_task(lives())
        workflows = await _reached(victim)
        for document_id in acknowledged:
            await closed(workflows, document_id)
            reply = await insisted(
                http, "GET", f"{victim.base_url}/api/v1/documents/{document_id}", headers=victim.headers
            )
            assert reply.json()["state"] == "approved"
    await _each_effect_once(victim, acknowledged)


async def _reached(product: Product) -> Client:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await Client.connect(product.environment["AVAL_TEMPORAL_ADDRESS"])
            except RuntimeError:
                await asyncio.sleep(0.2)


async def _each_effect_once(product: Product, documents: list[str]) -> None:
    database = Database(
        product.environment["AVAL_DATABASE_URL"], product.environment["AVAL_SECRET_KEY"].encode()
    )
    try:
        async with database.transaction("com_demo") as tx:
            sent = await tx.all(select(letters).where(letters.c.document_id.in_(documents)))
            events = await tx.all(
                select(audit_events.c.document_id, audit_events.c.kind).where(
                    audit_events.c.document_id.in_(documents), audit_events.c.kind.in_(["publish", "approve"])
                )
            )
    finally:
        await database.close()
    # "sent" is dropped when the answer overtook it; a receipt always leaves.
    assert {row.state for row in sent if row.kind == "receipt"} == {"sent"}
    assert set(Counter((row.document_id, row.kind, row.to_email) for row in sent).values()) == {1}
    assert Counter(row.kind for row in events) == {"publish": LIVES, "approve": LIVES}


# Of the demo's documents: quotes sent, on hold and rejected, and two statements; what was accepted is done.
WAITING = 5


async def test_i18_a_lost_workflow_store_is_built_again_from_the_records() -> None:
    with tempfile.TemporaryDirectory(prefix="aval-store-") as folder:
        data = Path(folder)
        async with started(data, 24_700) as product:
            waiting = product.demo["links"]["quote"]
        shutil.rmtree(data / "temporal")
        async with started(data, 24_700) as product:
            workflows = await _reached(product)
            async with asyncio.timeout(PATIENCE):
                while True:
                    running = [w.id async for w in workflows.list_workflows("ExecutionStatus='Running'")]
                    if len(running) == WAITING:
                        break
                    await asyncio.sleep(0.2)
            async with httpx.AsyncClient() as http:
                assert (await http.get(waiting)).status_code == 200
