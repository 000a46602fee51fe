"""Numbers: unique, in order and without a gap per company, series and year."""

from sqlalchemy.dialects.postgresql import insert

from records.database import Tx
from records.schema import counters


async def issue(tx: Tx, series: str, year: int) -> str:
    """Give the next number, such as `DEV-2026-0012`. It is taken only if the transaction commits."""
    return f"{series}-{year}-{await next_number(tx, series, year):04d}"


async def next_number(tx: Tx, series: str, year: int) -> int:
    """Give the next number of a series, from 1. It is taken only if the transaction commits.

    The counter's row stays locked until then, so call it late: only the journal comes after it.
    """
    statement = insert(counters).values(company_id=tx.company_id, series=series, year=year, last=1)
    number: int = await tx.scalar(
        statement.on_conflict_do_update(
            index_elements=["company_id", "series", "year"], set_={"last": counters.c.last + 1}
        ).returning(counters.c.last)
    )
    return number
