"""The history of the schema. The owner's role runs it, while the code of the version before still works."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from records.database import driver_url
from records.schema import metadata

HERE = Path(__file__).parent
Result = TypeVar("Result")
FILE_NAME = "%%(year)d-%%(month).2d-%%(day).2d_%%(slug)s"


def upgrade(owner_url: str) -> None:
    """Bring the schema to its newest revision; changes nothing when it is there already."""
    _connected(owner_url, lambda connection: command.upgrade(_config(connection), "head"))


def revise(owner_url: str, message: str) -> None:
    """Write a new revision from what differs between the schema and a database; a person completes it."""
    _connected(
        owner_url, lambda connection: command.revision(_config(connection), message, autogenerate=True)
    )


def drift(owner_url: str) -> list[str]:
    """Say what differs between a migrated database and `records.schema`; nothing, when all is well."""

    def compare(connection: Connection) -> list[str]:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        found = compare_metadata(context, metadata)
        # A changed column comes as a list of changes, everything else as a tuple that starts with a verb.
        return [
            _in_words(change) for entry in found for change in (entry if isinstance(entry, list) else [entry])
        ]

    return _connected(owner_url, compare)


def newest() -> str | None:
    """Give the id of the revision that this code expects."""
    return ScriptDirectory(str(HERE)).get_current_head()


def _in_words(change: tuple[Any, ...]) -> str:
    verb, *subjects = change
    names = [getattr(subject, "name", subject) for subject in subjects]
    return " ".join([str(verb).replace("_", " "), *(str(name) for name in names if name is not None)])


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("file_template", FILE_NAME)
    config.set_main_option("timezone", "UTC")
    return config


def _connected(owner_url: str, work: Callable[[Connection], Result]) -> Result:
    """Do the work on one connection. In a thread of its own, so that an event loop may be running already."""

    async def connect() -> Result:
        engine = create_async_engine(driver_url(owner_url), poolclass=NullPool)
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(work)
        finally:
            await engine.dispose()

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, connect()).result()
