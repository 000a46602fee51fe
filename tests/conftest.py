"""Fixtures that every test can ask for: real parts, started once a run.

With several test processes, the one that leads starts PostgreSQL and the workflow server and tells the others
where they are; each process has a database of its own, copied from a migrated one.
"""

import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from embedded import temporal
from records.database import Database
from tests.parts import DatabaseUrls, MailServer, Parts, TemporalBinaries, copy_of
from tests.world import World, make_world

PARTS = pytest.StashKey[Parts]()

# How many lives the model of the record is held against, and that the same ones come each time.
SEEDED = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("ci", SEEDED, max_examples=25, stateful_step_count=40)
settings.register_profile("long", SEEDED, max_examples=5_000, stateful_step_count=100)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.stash[PARTS] = Parts()


def pytest_unconfigure(config: pytest.Config) -> None:
    if PARTS in config.stash:
        config.stash[PARTS].stop()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    parts = node.config.stash[PARTS]
    node.workerinput["database_urls"] = asdict(parts.database_urls())
    node.workerinput["temporal_address"] = parts.temporal_address()


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> DatabaseUrls:
    """PostgreSQL, by the URLs of the migrated database that others are copied from."""
    led = getattr(pytestconfig, "workerinput", None)
    return DatabaseUrls(**led["database_urls"]) if led else pytestconfig.stash[PARTS].database_urls()


@pytest.fixture(scope="session")
def database_urls(postgres: DatabaseUrls, worker_id: str) -> DatabaseUrls:
    """A fresh, migrated database of this test process alone."""
    return copy_of(postgres, f"test_{worker_id}")


@pytest.fixture(scope="session")
def temporal_server(pytestconfig: pytest.Config) -> str:
    """The address of a workflow server that knows the search attributes."""
    led = getattr(pytestconfig, "workerinput", None)
    return str(led["temporal_address"]) if led else pytestconfig.stash[PARTS].temporal_address()


@pytest.fixture(scope="session")
def temporal_binaries() -> TemporalBinaries:
    """The programs of the workflow server, and of the one that skips time."""
    return TemporalBinaries(temporal.program(), temporal.program("temporal-test-server"))


@pytest.fixture(scope="session")
def smtp_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    """A mail server of this test process alone."""
    server = MailServer(tmp_path_factory.mktemp("mails"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser that Debian installed."""
    found = shutil.which("chromium")
    assert found, "chromium is not installed: `make test` installs it"
    return Path(found)


@pytest.fixture(scope="session")
async def database(database_urls: DatabaseUrls) -> AsyncIterator[Database]:
    """The records, as the application's role."""
    opened = Database(database_urls.app, b"a secret key for the tests, long enough")
    yield opened
    await opened.close()


@pytest.fixture
async def world(database: Database) -> World:
    """The fixed cast, in companies of this test alone."""
    return await make_world(database)
