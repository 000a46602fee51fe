"""People who act at the same moment."""

import asyncio
from collections.abc import Awaitable, Callable

from domain.refusals import Invalid, Refused
from records.database import Tx
from tests.world import Company

Rival = Callable[[], Awaitable[object]]
ROUNDS = 4
LONG_ROUNDS = 200


async def at_once(*rivals: Rival) -> list[object]:
    """What each came to: its result, or the clean refusal that it met. Any other error fails the test."""

    async def one(rival: Rival) -> object:
        try:
            return await rival()
        except (Refused, Invalid) as refused:
            return refused

    return list(await asyncio.gather(*(one(rival) for rival in rivals)))


async def somebody_waits(firm: Company) -> None:
    """Return once a transaction of this database waits for a lock."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    async with asyncio.timeout(20), firm.database.engine.connect() as connection:
        while not (await connection.exec_driver_sql(waiting)).scalar():
            await connection.rollback()


def in_one(web: Company, act: Callable[[Tx], Awaitable[object]]) -> Rival:
    """An act as its callers do it: in one transaction."""

    async def run() -> object:
        async with web.transaction() as tx:
            return await act(tx)

    return run


def taken(results: list[object]) -> list[object]:
    """What was done, without the refusals."""
    return [result for result in results if not isinstance(result, Refused | Invalid)]
