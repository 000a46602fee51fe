"""What the tests of the record share."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from records.database import Database
from tests.parts import DatabaseUrls
from tests.world import Company, World


@pytest.fixture
async def two(database_urls: DatabaseUrls, database: Database) -> AsyncIterator[tuple[Database, Database]]:
    """The records as two web processes see them; a deadlock or an endless wait is an error, not a pause."""
    opened = Database(database_urls.app, database.key), Database(database_urls.app, database.key)
    for one in opened:
        event.listen(one.engine.sync_engine, "connect", _impatient)
    yield opened
    for one in opened:
        await one.close()


@pytest.fixture
def webs(world: World, two: tuple[Database, Database]) -> tuple[Company, Company]:
    """Mérel as two web processes serve it."""
    return replace(world.merel, database=two[0]), replace(world.merel, database=two[1])


def _impatient(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("SET lock_timeout = '20s'")
    cursor.execute("SET statement_timeout = '30s'")
    cursor.close()
    connection.commit()
