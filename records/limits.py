"""How often something may be asked for: counted in the database, so that all web processes agree."""

from datetime import timedelta

from sqlalchemy import case
from sqlalchemy.dialects.postgresql import insert

from domain.refusals import Busy
from records.database import Database, now
from records.schema import limits


async def spend(database: Database, bucket: str, allowed: int, within: timedelta) -> None:
    """Count one use of a bucket. Raises `Busy` when more than `allowed` fall into the window.

    A transaction of its own: a refused attempt counts as well.
    """
    at = now()
    fresh = insert(limits).values(bucket=bucket[:300], used=1, until=at + within)
    over = limits.c.until <= at
    statement = fresh.on_conflict_do_update(
        index_elements=["bucket"],
        set_={
            "used": case((over, 1), else_=limits.c.used + 1),
            "until": case((over, at + within), else_=limits.c.until),
        },
    ).returning(limits.c.used, limits.c.until)
    async with database.engine.begin() as connection:
        row = (await connection.execute(statement)).one()
    if row.used > allowed:
        raise Busy("too-often", seconds=max(1, int((row.until - at).total_seconds())))


async def sweep(database: Database) -> None:
    """Forget the buckets whose window is over."""
    async with database.engine.begin() as connection:
        await connection.execute(limits.delete().where(limits.c.until <= now()))
