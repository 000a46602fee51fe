"""The web application of a test run, and who knocks at its doors."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from records.database import Database
from records.schema import limits
from tests.api.payers import Market, market, providers
from tests.api.programs import Program, opened, settings_for
from tests.api.staff_room import browser, signed_in
from tests.parts import DatabaseUrls
from tests.world import World


@pytest.fixture(scope="session")
async def app(
    database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[FastAPI]:
    """The application on the run's database; its workflow server is away."""
    made = create_app(settings_for(database_urls, tmp_path_factory.mktemp("files")))
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture(autouse=True)
async def nobody_asked_before(database: Database) -> None:
    """All tests knock from one address: what others asked without a token does not count here."""
    async with database.everyone() as tx:
        await tx.execute(limits.delete().where(limits.c.bucket.like("api-unknown/%")))


@pytest.fixture
async def stranger(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who presents nothing."""
    async with opened(app) as http:
        yield http


@pytest.fixture
async def program(app: FastAPI, world: World) -> AsyncIterator[Program]:
    """A program of Claire's firm."""
    async with opened(app, world.merel.token) as http:
        yield Program(app, http, world.merel)


@pytest.fixture
async def other_program(app: FastAPI, world: World) -> AsyncIterator[Any]:
    """A program of the firm next door."""
    async with opened(app, world.durand.token) as http:
        yield Program(app, http, world.durand)


@pytest.fixture
async def passer_by(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that nobody signed in with, at a network address of its own."""
    async with browser(app) as http:
        yield http


@pytest.fixture
async def claire(app: FastAPI, world: World) -> AsyncIterator[httpx.AsyncClient]:
    """Claire, administrator of her firm, signed in."""
    async with signed_in(app, world.merel, world.merel.claire) as http:
        yield http


@pytest.fixture
async def karim(app: FastAPI, world: World) -> AsyncIterator[httpx.AsyncClient]:
    """Karim, of Claire's firm but no administrator, signed in."""
    async with signed_in(app, world.merel, world.merel.karim) as http:
        yield http


@pytest.fixture
async def durand(app: FastAPI, world: World) -> AsyncIterator[httpx.AsyncClient]:
    """An administrator of the firm next door, signed in."""
    async with signed_in(app, world.durand, world.durand.claire) as http:
        yield http


@pytest.fixture
async def shop(database_urls: DatabaseUrls, tmp_path: Path) -> AsyncIterator[Market]:
    """An installation in front of both payment providers, with the test provider switched on."""
    with providers() as (stripe, paypal):
        async with market(database_urls, tmp_path, stripe, paypal) as made:
            yield made
