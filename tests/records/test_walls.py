"""Walls and chains: row-level security (I15), numbers (I8), the journal (I17), what may never change."""

import asyncio
from typing import Any

import asyncpg
import pytest
from sqlalchemy import select, text

from domain.lifecycle import Action
from domain.refusals import NotFound
from records import acts, audit, billings, chain_templates, links, numbering, outbox, staff
from records.database import Database
from records.schema import OWNED, companies
from records.schema import links as link_table
from tests import works
from tests.parts import DatabaseUrls
from tests.world import PASSWORD, Company, World

# What a statement with approvers leaves behind.
OF_STATEMENTS = ("approval_steps", "billings", "chain_templates", "contract_parts", "contracts", "turns")


async def lived(firm: Company) -> None:
    """A contract, a chain of approvers, a statement of which both are part, and figures for invoicing."""
    await works.give_chain(firm)
    quote = await works.contract(firm)
    await works.statement(firm, quote, works.S1)
    async with firm.transaction() as tx:
        await chain_templates.create(tx, firm.claire, "Maîtrise d'œuvre", works.CHAIN)
        due = await billings.due(tx, await acts.read(tx, quote.document_id))
        assert await billings.bill(tx, quote.document_id, due)


@pytest.mark.parametrize("table", OF_STATEMENTS)
async def test_i15_what_a_statement_leaves_behind_is_its_firms_alone(world: World, table: str) -> None:
    await lived(world.merel)
    count = text(f"SELECT count(*) FROM {table}")  # noqa: S608  our own names
    async with world.merel.transaction() as tx:
        assert await tx.scalar(count) > 0
    async with world.durand.transaction() as tx:
        assert await tx.scalar(count) == 0
    async with world.database.everyone() as tx:
        assert await tx.scalar(count) == 0
    async with world.database.presenting("somebody@else.example") as tx:
        assert await tx.scalar(count) == 0


@pytest.mark.parametrize("table", OF_STATEMENTS)
async def test_i15_nobody_writes_a_row_into_another_firm(world: World, table: str) -> None:
    await lived(world.merel)
    moved = text(f"UPDATE {table} SET company_id = :other")  # noqa: S608  our own names
    with pytest.raises(Exception, match=r"permission denied|row-level security"):
        async with world.merel.transaction() as tx:
            await tx.execute(moved, {"other": world.durand.id})


@pytest.mark.parametrize("table", [table.name for table in OWNED])
async def test_i15_without_a_company_no_table_shows_a_row(world: World, table: str) -> None:
    await world.merel.quote()
    async with world.database.engine.begin() as connection:
        assert await connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608  our own names


@pytest.mark.parametrize("table", [table.name for table in OWNED])
async def test_i15_a_forgotten_condition_still_shows_only_ones_own_rows(world: World, table: str) -> None:
    await world.merel.quote()
    async with world.durand.transaction() as tx:
        foreign = text(f"SELECT count(*) FROM {table} WHERE company_id <> :own")  # noqa: S608  our own names
        assert await tx.scalar(foreign, {"own": world.durand.id}) == 0


async def test_the_application_is_no_superuser_and_row_security_is_forced(world: World) -> None:
    async with world.database.engine.begin() as connection:
        role = (
            await connection.execute(
                text("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
            )
        ).one()
        loose = await connection.scalars(
            text(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
                "AND NOT (relrowsecurity AND relforcerowsecurity) "
                "AND relname NOT IN ('limits', 'alembic_version')"
            )
        )
    assert (role.rolsuper, role.rolbypassrls) == (False, False)
    assert list(loose) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET kind = 'x'",
        "DELETE FROM audit_events",
        "DELETE FROM answers",
        "UPDATE versions SET content = ''",
        "DELETE FROM versions",
        "UPDATE answers SET action = 'approve'",
        "DELETE FROM links",
        "DELETE FROM letters",
        "UPDATE billings SET gross = 0",
        "UPDATE billings SET figures = '{}'",
        "DELETE FROM billings",
        "UPDATE contract_parts SET version = 2",
        "UPDATE answers SET admitted = '{}'",
        "UPDATE answers SET settles = false",
        "DELETE FROM contracts",
        "DELETE FROM approval_steps",
        "DELETE FROM turns",
    ],
)
async def test_the_application_cannot_change_what_is_evidence(world: World, statement: str) -> None:
    with pytest.raises(Exception, match="permission denied"):
        async with world.merel.transaction() as tx:
            await tx.execute(text(statement))


async def test_i8_numbers_follow_each_other_and_a_rollback_leaves_no_gap(world: World) -> None:
    async def one(fails: bool) -> str:
        async with world.merel.transaction() as tx:
            number = await numbering.issue(tx, "TST", 2026)
            if fails:
                raise ZeroDivisionError
            return number

    results = await asyncio.gather(*(one(n % 5 == 0) for n in range(50)), return_exceptions=True)
    numbers = sorted(result for result in results if isinstance(result, str))
    assert numbers == [f"TST-2026-{n:04d}" for n in range(1, 41)]


async def tampered(urls: DatabaseUrls, company_id: str, statement: str) -> None:
    """Change the journal as somebody with the owner's password could."""
    connection = await asyncpg.connect(urls.owner)
    try:
        await connection.execute("SELECT set_config('aval.company', $1, false)", company_id)
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit_events SET data = '{\"gross\": 1}' WHERE seq = 3", "event 3 was altered"),
        ("DELETE FROM audit_events WHERE seq = 2", "event 2 is missing"),
        ("DELETE FROM audit_events WHERE seq > 3", "cut off"),
        ("UPDATE audit_events SET actor = 'staff:else' WHERE seq = 1", "event 1 was altered"),
        (
            """DELETE FROM audit_events WHERE seq > 3;
            UPDATE audit_heads SET seq = 3, hash = (SELECT hash FROM audit_events WHERE seq = 3)""",
            "cut off",
        ),
        (
            """UPDATE audit_events SET seq = -1 WHERE seq = 2;
            UPDATE audit_events SET seq = 2 WHERE seq = 3;
            UPDATE audit_events SET seq = 3 WHERE seq = -1""",
            "event 2 was altered",
        ),
    ],
)
async def test_i17_any_tampering_with_the_journal_is_found(
    world: World, database_urls: DatabaseUrls, statement: str, found: str
) -> None:
    quote = await world.merel.quote()
    await world.merel.answer(quote, Action.APPROVE)
    async with world.merel.transaction() as tx:
        assert await audit.faults(tx) == []
    await tampered(database_urls, world.merel.id, statement)
    async with world.merel.transaction() as tx:
        assert any(found in fault for fault in await audit.faults(tx))


async def test_i19_a_revoked_link_and_an_ended_session_are_dead_at_once(
    world: World, database: Database
) -> None:
    quote = await world.merel.quote()
    opened = await links.open_link(database, quote.token)
    async with world.merel.transaction() as tx:
        await links.revoke(tx, quote.document_id, opened.link.id, world.merel.claire)
    with pytest.raises(NotFound):
        await links.open_link(database, quote.token)
    secret, signed_in = await staff.sign_in(
        database, world.merel.claire.email, PASSWORD, ip="192.0.2.1", user_agent="test"
    )
    assert await staff.by_session(database, secret)
    async with world.merel.transaction() as tx:
        await staff.sign_out(tx, signed_in.user.id)
    assert await staff.by_session(database, secret) is None


async def test_a_rotated_link_opens_and_the_old_one_does_not(world: World, database: Database) -> None:
    quote = await world.merel.quote()
    opened = await links.open_link(database, quote.token)
    async with world.merel.transaction() as tx:
        new = links.token(
            tx, (await links.rotate(tx, quote.document_id, opened.link.id, world.merel.claire)).seed
        )
    assert (await links.open_link(database, new)).document.id == quote.document_id
    with pytest.raises(NotFound):
        await links.open_link(database, quote.token)


async def test_a_stolen_database_holds_no_link_that_opens_anything(world: World) -> None:
    quote = await world.merel.quote()
    async with world.merel.transaction() as tx:
        rows: list[Any] = list(await tx.all(select(link_table)))
    assert all(quote.token.encode() not in bytes(row.seed) + bytes(row.token_hash) for row in rows)


EVERYTHING = 1_000_000  # other tests leave signals of their own in this database


async def test_the_outbox_gives_a_documents_signals_one_after_the_other(
    world: World, database: Database
) -> None:
    quote = await world.merel.quote()
    await world.merel.answer(quote, Action.APPROVE)
    async with database.everyone() as tx:
        mine = [m for m in await outbox.take(tx, EVERYTHING) if m.document_id == quote.document_id]
    assert [message.signal for message in mine] == ["publish"]
    async with database.everyone() as tx:
        await outbox.delivered(tx, mine)
    async with database.everyone() as tx:
        mine = [m for m in await outbox.take(tx, EVERYTHING) if m.document_id == quote.document_id]
    assert [message.signal for message in mine] == ["approve"]


async def test_each_company_counts_its_own_numbers(world: World) -> None:
    first, other = await world.merel.quote(), await world.durand.quote()
    assert first.number == other.number
    async with world.merel.transaction() as tx:
        assert await tx.scalar(select(companies.c.name)) == "Maçonnerie Mérel"
