"""Who works in the demo company, and the lock under which it is loaded."""

from sqlalchemy import select, text

from records.audit import Actor
from records.database import Tx
from records.schema import users

COMPANY = "com_demo"
LOCK = text("SELECT pg_advisory_xact_lock(7263548)")
PASSWORD = "bleu-de-travail"  # noqa: S105  printed by `aval up`: the demo is meant to be entered
STAFF = (
    ("claire@merel.example", "Claire Mérel", "admin", "02 40 00 00 00"),
    ("karim@merel.example", "Karim Benali", "member", "02 40 00 00 01"),
)


async def claire_of(tx: Tx) -> Actor:
    """Give Claire, who writes everything in the demo."""
    row = await tx.first(select(users).where(users.c.company_id == COMPANY, users.c.email == STAFF[0][0]))
    assert row is not None  # noqa: S101  founded with the company
    return Actor("staff", row.id, row.name, row.email)
