"""Alive, ready, and the figures: what probes and Prometheus are told."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from records import letters
from tests.api.programs import opened, settings_for
from tests.parts import DatabaseUrls
from tests.world import World


@asynccontextmanager
async def visiting(urls: DatabaseUrls, folder: Path, temporal: str) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody at an installation with these parts."""
    app = create_app(settings_for(urls, folder, temporal))
    async with app.router.lifespan_context(app), opened(app) as http:
        yield http


async def test_a_process_that_answers_is_alive(stranger: httpx.AsyncClient) -> None:
    assert (await stranger.get("/healthz")).status_code == 200


async def test_all_parts_there_is_ready(
    database_urls: DatabaseUrls, temporal_server: str, tmp_path: Path
) -> None:
    async with visiting(database_urls, tmp_path, temporal_server) as http:
        reply = await http.get("/readyz")
    assert reply.status_code == 200, reply.text
    assert reply.json()["parts"] == {"database": "ready", "workflow_server": "ready", "files": "ready"}


async def test_a_missing_workflow_server_is_said_in_words_within_a_second(
    database_urls: DatabaseUrls, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:  # takes calls and never says a word
        address = f"127.0.0.1:{deaf.getsockname()[1]}"
        async with visiting(database_urls, tmp_path, address) as http, asyncio.timeout(3):
            reply = await http.get("/readyz")
    assert reply.status_code == 503
    assert "the workflow server does not answer" in reply.json()["reason"]
    assert reply.json()["parts"]["database"] == "ready"


async def test_a_missing_database_is_said_in_words(
    database_urls: DatabaseUrls, temporal_server: str, tmp_path: Path
) -> None:
    away = DatabaseUrls(database_urls.owner, "postgresql://aval@127.0.0.1:1/aval")
    async with visiting(away, tmp_path, temporal_server) as http:
        reply = await http.get("/readyz")
        figures = await http.get("/metrics")
    assert reply.status_code == 503
    assert "the database does not answer" in reply.json()["reason"]
    assert figures.status_code == 200
    assert "aval_records_readable 0.0" in figures.text


async def test_files_that_cannot_be_written_are_said_in_words(
    database_urls: DatabaseUrls, temporal_server: str, tmp_path: Path
) -> None:
    (tmp_path / "ping").mkdir()  # where the file would be
    async with visiting(database_urls, tmp_path, temporal_server) as http:
        reply = await http.get("/readyz")
    assert reply.status_code == 503
    assert "files cannot be written" in reply.json()["reason"]


async def test_the_figures_count_documents_letters_and_signals(
    stranger: httpx.AsyncClient, world: World
) -> None:
    quote = await world.merel.quote()
    async with world.merel.transaction() as tx:
        [letter, *_] = await letters.unsent(tx, quote.document_id)
        await letters.failed(tx, letter, "550 no such person")
    figures = (await stranger.get("/metrics")).text
    assert 'aval_documents{kind="quote",state="sent"}' in figures
    for name in ("aval_letters_failed", "aval_outbox_waiting"):
        [line] = [line for line in figures.splitlines() if line.startswith(f"{name} ")]
        assert float(line.split()[1]) >= 1


async def test_requests_are_timed_by_route_and_never_by_address(
    app: FastAPI, stranger: httpx.AsyncClient, world: World
) -> None:
    quote = await world.merel.quote()
    await stranger.get(f"/c/{quote.token}")
    await stranger.get("/no/such/page")
    await stranger.get(f"/api/v1/documents/{quote.document_id}")
    figures = (await stranger.get("/metrics")).text
    assert 'method="GET",route="/c/{secret}",status="200"' in figures
    assert 'method="GET",route="none",status="404"' in figures
    assert 'route="/api/v1/documents/{document_id}",status="401"' in figures
    for secret in (quote.token, quote.document_id, world.merel.id, world.merel.client.email):
        assert secret not in figures


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_probes_change_nothing_and_keep_nothing(stranger: httpx.AsyncClient, path: str) -> None:
    reply = await stranger.get(path)
    assert reply.headers["cache-control"] == "no-store"
    assert "set-cookie" not in reply.headers
