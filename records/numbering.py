"""Numbers: unique, in order and without a gap per company, series and year."""

from sqlalchemy.dialects.postgresql import insert

from records.database import Tx
from records.schema import counters


async def issue(tx: Tx, series: str, year: int) -> str:
    """Give the next number, such as `DEV-2026-0012`. It is taken only if the transaction commits.

    The counter's row stays locked until then, so call it late: only the journal comes after it.
    """
    statement = insert(counters).values(company_id=tx.company_id, series=series, year=year, last=1)
    number = await tx.scalar(
        statement.on_conflict_do_update(
            index_elements=["company_id", "series", "year"], set_={"last": counters.c.last + 1}
        ).returning(counters.c.last)
    )
    return f"{series}-{year}-{number:04d}"
