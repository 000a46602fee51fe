"""The doctor says in words what is wrong, and what to do."""

from pathlib import Path

import asyncpg
import pytest
from pydantic import SecretStr

from doctor import Finding, examine
from settings import Settings
from tests.parts import DatabaseUrls, MailServer


@pytest.fixture
def healthy(
    database_urls: DatabaseUrls, temporal_server: str, smtp_server: MailServer, tmp_path: Path
) -> Settings:
    return Settings(
        database_url=database_urls.app,
        temporal_address=temporal_server,
        smtp_url=smtp_server.url,
        files_url=f"file://{tmp_path}",
        base_url="http://127.0.0.1:8000",
        secret_key=SecretStr("a-long-and-varied-key-0123456789-qwertz"),
    )


async def finding(settings: Settings, subject: str) -> Finding:
    return next(finding for finding in await examine(settings) if finding.subject == subject)


async def test_a_healthy_installation_has_nothing_wrong(healthy: Settings) -> None:
    assert [finding.line() for finding in await examine(healthy) if not finding.well] == []


async def test_a_database_that_is_not_there_is_said_to_be_missing(
    healthy: Settings, postgres: DatabaseUrls
) -> None:
    nowhere = healthy.model_copy(update={"database_url": postgres.app.rpartition("/")[0] + "/missing"})
    assert "does not exist" in (await finding(nowhere, "database")).trouble


async def test_a_missing_schema_is_named_with_its_remedy(
    healthy: Settings, database_urls: DatabaseUrls
) -> None:
    owner = await asyncpg.connect(database_urls.owner)
    await owner.execute("ALTER TABLE alembic_version RENAME TO gone")
    try:
        found = await finding(healthy, "database")
    finally:
        await owner.execute("ALTER TABLE gone RENAME TO alembic_version")
        await owner.close()
    assert (found.trouble, found.remedy) == ("the schema is missing", "Run `aval migrate`.")


async def test_a_table_without_row_security_is_named(healthy: Settings, database_urls: DatabaseUrls) -> None:
    owner = await asyncpg.connect(database_urls.owner)
    await owner.execute("ALTER TABLE documents NO FORCE ROW LEVEL SECURITY")
    try:
        found = await finding(healthy, "database")
    finally:
        await owner.execute("ALTER TABLE documents FORCE ROW LEVEL SECURITY")
        await owner.close()
    assert "row-level security is off for documents" in found.trouble


@pytest.mark.parametrize(
    ("subject", "change"),
    [
        ("database", {"database_url": "postgresql://aval_app:x@127.0.0.1:1/aval"}),
        ("workflow server", {"temporal_address": "127.0.0.1:1"}),
        ("mail server", {"smtp_url": "smtp://127.0.0.1:1"}),
        ("files", {"files_url": "file:///proc/nowhere"}),
        ("public address", {"base_url": "http://devis.example.fr"}),
        ("public address", {"base_url": "devis.example.fr"}),
        ("secret key", {"secret_key": SecretStr("a" * 40)}),
    ],
)
async def test_each_trouble_is_found_and_has_a_remedy(
    healthy: Settings, subject: str, change: dict[str, object]
) -> None:
    found = await finding(healthy.model_copy(update=change), subject)
    assert not found.well
    assert found.remedy
    assert found.line().startswith(f"WRONG  {subject}: ")
