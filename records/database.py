"""The database: one engine, and transactions that see one company."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Executable, Row, TextClause, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

SET_COMPANY = text("SELECT set_config('aval.company', :company, true)")
SET_PRESENTED = text("SELECT set_config('aval.presented', :presented, true)")
SET_EVERYONE = text("SELECT set_config('aval.everyone', 'on', true)")
NOTIFY = text("SELECT pg_notify('aval_changes', :payload)")


@dataclass(slots=True)
class Tx:
    """An open transaction: sees only its company's rows, and has one time for all that it writes."""

    connection: AsyncConnection
    company_id: str
    at: datetime
    key: bytes = field(repr=False)

    async def execute(self, statement: Executable, values: Any = None) -> Any:
        """Run a statement."""
        return await self.connection.execute(statement, values)

    async def first(self, statement: Executable, values: Any = None) -> Row[Any] | None:
        """Give the first row, or None."""
        return (await self.connection.execute(statement, values)).first()

    async def all(self, statement: Executable, values: Any = None) -> Sequence[Row[Any]]:
        """Give all rows."""
        return (await self.connection.execute(statement, values)).all()

    async def scalar(self, statement: Executable, values: Any = None) -> Any:
        """Give the first column of the first row, or None."""
        return (await self.connection.execute(statement, values)).scalar()

    async def notify(self, document_id: str, relay: str = "") -> None:
        """Tell whoever looks at this document, once the transaction is committed, that it changed.

        `relay` wakes a relay as well: `outbox` or `letters`.
        """
        wake = f"#{relay}" if relay else ""
        await self.connection.execute(NOTIFY, {"payload": f"{self.company_id}/{document_id}{wake}"})


class Database:
    """PostgreSQL as the application's role. `key` is the installation's secret key."""

    def __init__(self, url: str, key: bytes, *, pool_size: int = 10) -> None:
        """Open lazily: nothing is connected yet."""
        self.url = url
        self.key = key
        self.engine: AsyncEngine = create_async_engine(
            driver_url(url), pool_size=pool_size, max_overflow=10, pool_timeout=10
        )

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()

    async def ping(self) -> None:
        """Raise unless the database answers."""
        async with self.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    @asynccontextmanager
    async def transaction(self, company_id: str, at: datetime | None = None) -> AsyncIterator[Tx]:
        """Open a transaction for one company; commits at the end, rolls back on any exception."""
        async with self._begun(SET_COMPANY, {"company": company_id}) as connection:
            yield Tx(connection, company_id, at or now(), self.key)

    @asynccontextmanager
    async def presenting(self, presented: str, at: datetime | None = None) -> AsyncIterator[Tx]:
        """Open a transaction for whoever presents a secret (its hash in hexadecimal) or an e-mail address.

        It sees only the link, session, token or user that was presented; `enter` then opens its company.
        """
        async with self._begun(SET_PRESENTED, {"presented": presented}) as connection:
            yield Tx(connection, "", at or now(), self.key)

    @asynccontextmanager
    async def everyone(self, at: datetime | None = None) -> AsyncIterator[Tx]:
        """Open a transaction over all companies: only for the outbox relay, reconciliation and metrics."""
        async with self._begun(SET_EVERYONE, {}) as connection:
            yield Tx(connection, "", at or now(), self.key)

    @asynccontextmanager
    async def _begun(
        self, announcement: TextClause, values: dict[str, str]
    ) -> AsyncIterator[AsyncConnection]:
        """Begin a transaction by saying for whom it is.

        That first statement finds out whether the pooled connection still lives: if the server was restarted
        meanwhile it is said again on a new one, which costs nothing as long as all is well.
        """
        connection = await self.engine.connect()
        try:
            try:
                await connection.execute(announcement, values)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                await connection.close()
                connection = await self.engine.connect()
                await connection.execute(announcement, values)
            yield connection
            await connection.commit()
        finally:
            await connection.close()


async def enter(tx: Tx, company_id: str) -> Tx:
    """Go on in the company that the presented secret belongs to."""
    await tx.execute(SET_COMPANY, {"company": company_id})
    tx.company_id = company_id
    return tx


def now() -> datetime:
    """The present moment, in UTC: the only clock of the records."""
    return datetime.now(UTC)


def driver_url(url: str) -> str:
    """Give the URL with the asynchronous driver that we use."""
    rest = url.split("://", 1)[1]
    return f"postgresql+asyncpg://{rest}"
