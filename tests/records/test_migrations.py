"""The schema moves on under what was written before: nothing is lost, the walls stand, and back again."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import asyncpg
import pytest
from alembic import command
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from domain.document import Content
from domain.line import Line
from domain.snapshot import canonical, fingerprint, freeze
from records import acts, billings, conditions, contracts, migrations, statements
from records.audit import Actor
from records.database import Database
from records.migrations import drift, upgrade
from records.schema import OWNED, documents
from tests.parts import DatabaseUrls, blank
from tests.records.test_walls import OF_STATEMENTS

FIRST, SECOND = "2026_11_22_first", "2026_11_22_statements"
THEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
LINES = (
    Line("ln_1", "Dalle", Decimal(100), "m²", Decimal(50), Decimal(20), number="1"),
    Line("ln_2", "Enduit", Decimal(10), "m²", Decimal("42.50"), Decimal(20), number="2", optional=True),
    Line("ln_3", "Peinture", Decimal(10), "m²", Decimal(30), Decimal(20), number="3", optional=True),
)
QUOTE = Content(
    "quote", "Extension", LINES, number="DEV-1", deposit_percent=Decimal(30), retention_percent=Decimal(5)
)
# How the answers of each quote stood: (version, action, chosen, whether it was taken back).
ANSWERS: dict[str, tuple[str, list[tuple[int, str, list[str], bool]]]] = {
    "doc_approved": ("approved", [(1, "reject", [], False), (2, "approve", ["ln_2"], False)]),
    "doc_signed": ("signed", [(1, "hold", [], False), (1, "approve", [], True), (1, "sign", [], False)]),
    "doc_held": ("on_hold", [(1, "hold", [], False)]),
    "doc_rejected": ("rejected", [(1, "reject", [], False)]),
    "doc_reopened": ("sent", [(1, "approve", [], True)]),
}


def to(url: str, revision: str) -> None:
    """Bring a database up, or back down, to a revision."""

    def move(connection: Connection) -> None:
        config = migrations._config(connection)
        (command.downgrade if revision == FIRST and _has(connection) else command.upgrade)(config, revision)

    migrations._connected(url, move)


def _has(connection: Connection) -> bool:
    return bool(connection.exec_driver_sql("SELECT to_regclass('contracts') IS NOT NULL").scalar())


def of_old(content: Content, version: int) -> bytes:
    """The bytes of a version as they were before there were statements."""
    whole = {**json.loads(freeze(content)), "version": version}
    return canonical({name: value for name, value in whole.items() if name not in ("amends", "statement")})


async def put(connection: Any, table: str, **values: Any) -> None:
    names, places = ", ".join(values), ", ".join(f"${n}" for n in range(1, len(values) + 1))
    await connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", *values.values())  # noqa: S608  our own names


async def write_old(url: str, company: str) -> None:
    """A firm's quotes and answers, as the first revision kept them."""
    connection = await asyncpg.connect(url)
    own: dict[str, Any] = {"company_id": company}
    try:
        await connection.execute("SELECT set_config('aval.company', $1, false)", company)
        await put(connection, "companies", id=company, name=company, created_at=THEN)
        person = {"name": "Claire", "email": f"claire@{company}.example", "created_at": THEN}
        await put(connection, "users", **own, id="usr", password_hash="-", **person)
        await put(connection, "clients", **own, id="cli", **person)
        await put(connection, "jobs", **own, id="job", client_id="cli", title="Maison", created_at=THEN)
        for document, (state, given) in ANSWERS.items():
            last = max(version for version, *_ in given)
            about = {"kind": "quote", "client_id": "cli", "job_id": "job", "created_by": "usr", "title": "E"}
            sums = {"net": 542500, "gross": 651000, "created_at": THEN, "updated_at": THEN}
            await put(connection, "documents", **own, id=document, **about, state=state, version=last, **sums)
            for version in range(1, last + 1):
                frozen = of_old(QUOTE, version)
                what = {"content": frozen, "sha256": fingerprint(frozen), "published_by": "usr"}
                await put(
                    connection,
                    "versions",
                    **own,
                    document_id=document,
                    version=version,
                    **what,
                    published_at=THEN,
                )
            for place, (version, action, chosen, taken_back) in enumerate(given):
                key = f"{document}/{place}"
                who = {"given_by": "client", "name": "Jeanne", "email": "jeanne@petit.example"}
                await put(
                    connection,
                    "answers",
                    **own,
                    id=key,
                    key=key,
                    request_sha256="-",
                    document_id=document,
                    version=version,
                    sha256="-",
                    action=action,
                    **who,
                    chosen=chosen,
                    net=542500,
                    gross=651000,
                    answered_at=THEN + timedelta(days=place),
                    reopened_at=THEN if taken_back else None,
                )
    finally:
        await connection.close()


@pytest.fixture
def old(postgres: DatabaseUrls, worker_id: str) -> DatabaseUrls:
    """A database of the first revision, with what two firms wrote into it."""
    urls = blank(postgres, f"old_{worker_id}")
    to(urls.owner, FIRST)
    return urls


@pytest.fixture
async def moved(old: DatabaseUrls) -> AsyncIterator[Database]:
    """The same after an upgrade to the newest revision, as the application sees it."""
    for company in ("com_1", "com_2"):
        await write_old(old.owner, company)
    await asyncio.to_thread(upgrade, old.owner)
    opened = Database(old.app, b"a secret key for the tests, long enough")
    yield opened
    await opened.close()


async def test_what_was_accepted_before_there_were_contracts_has_one(moved: Database) -> None:
    async with moved.transaction("com_1") as tx:
        assert {row.quote_id for row in await contracts.of_job(tx, "job")} == {"doc_approved", "doc_signed"}
        for document_id in ("doc_held", "doc_rejected", "doc_reopened"):
            assert await contracts.of_quote(tx, document_id) is None
        contract = await contracts.of_quote(tx, "doc_approved")
        assert contract is not None
        (part,) = await contracts.parts(tx, contract.id)
        assert [line.id for line in part.lines] == ["ln_1", "ln_2"]  # the option that was chosen
        assert str(conditions.of(contract).retention_percent) == "5"
        assert contract.created_at == THEN + timedelta(days=1)


async def test_a_statement_can_be_begun_on_what_was_accepted_before(moved: Database) -> None:
    async with moved.transaction("com_1") as tx:
        progress = [{"line_id": "ln_1", "percent": "50"}]
        claire = Actor("staff", "usr", "Claire")
        draft = await statements.create(tx, claire, {"progress": progress}, quote_id="doc_approved")
        assert draft.problems == []
        assert draft.content.account is not None
        assert draft.content.account.works == 250000


async def test_every_amount_is_what_it_was_and_nothing_old_is_billed(moved: Database) -> None:
    async with moved.transaction("com_1") as tx:
        rows = await tx.all(select(documents))
        assert len(rows) == len(ANSWERS)
        for row in rows:
            assert (row.payable, row.in_part, row.to_bill) == (row.gross, False, False)
            assert await billings.due(tx, row) == ""
            content = await acts.content_of(tx, row.id, row.version)
            assert (content.number, content.statement) == ("DEV-1", None)


async def test_i15_the_walls_stand_after_an_upgrade(moved: Database, old: DatabaseUrls) -> None:
    for table in OWNED:
        everything = select(func.count()).select_from(table).where(table.c.company_id == "com_2")
        async with moved.transaction("com_1") as tx:
            assert await tx.scalar(everything) == 0, table.name
    connection = await asyncpg.connect(old.owner)
    try:
        loose = await connection.fetch(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
            "AND NOT (relrowsecurity AND relforcerowsecurity) "
            "AND relname NOT IN ('limits', 'alembic_version')"
        )
        policies = await connection.fetch("SELECT tablename FROM pg_policies WHERE policyname = 'own'")
    finally:
        await connection.close()
    assert list(loose) == []
    assert {row["tablename"] for row in policies} == {"companies", *(table.name for table in OWNED)}


async def test_an_upgraded_database_is_exactly_the_schema_of_the_code(old: DatabaseUrls) -> None:
    await write_old(old.owner, "com_1")
    await asyncio.to_thread(upgrade, old.owner)
    assert await asyncio.to_thread(drift, old.owner) == []


async def test_back_to_the_first_revision_keeps_the_quotes_and_their_answers(old: DatabaseUrls) -> None:
    await write_old(old.owner, "com_1")
    before = await _everything(old.owner)
    await asyncio.to_thread(to, old.owner, SECOND)
    await asyncio.to_thread(to, old.owner, FIRST)
    assert await _everything(old.owner) == before
    connection = await asyncpg.connect(old.owner)
    try:
        for table in OF_STATEMENTS:
            assert await connection.fetchval("SELECT to_regclass($1)", table) is None
    finally:
        await connection.close()
    await asyncio.to_thread(upgrade, old.owner)
    assert await asyncio.to_thread(drift, old.owner) == []


async def test_a_database_in_which_statements_were_begun_does_not_go_back(
    old: DatabaseUrls, moved: Database
) -> None:
    async with moved.transaction("com_1") as tx:
        await statements.create(tx, Actor("staff", "usr", "Claire"), {}, quote_id="doc_approved")
    with pytest.raises(DBAPIError, match="restore the backup"):
        await asyncio.to_thread(to, old.owner, FIRST)
    async with moved.transaction("com_1") as tx:
        assert await contracts.of_quote(tx, "doc_approved")


async def _everything(url: str) -> dict[str, list[str]]:
    """All rows of the tables that hold quotes, and what the database demands of every row, as text."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("SELECT set_config('aval.company', 'com_1', false)")
        rules = await connection.fetch(
            "SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = 'public'::regnamespace "
            "UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
        )
        return {"rules": sorted(row[0] for row in rules)} | {
            table: sorted(
                row[0]
                for row in await connection.fetch(f"SELECT to_jsonb(t)::text FROM {table} t")  # noqa: S608  our own names
            )
            for table in ("companies", "clients", "jobs", "documents", "versions", "answers")
        }
    finally:
        await connection.close()
