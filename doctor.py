"""`aval doctor`: looks at an installation from outside and says in words what is wrong, and the remedy."""

import asyncio
import re
import shutil
import zoneinfo
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from urllib.parse import urlsplit

import aiosmtplib
import asyncpg
from temporalio.client import Client
from temporalio.exceptions import TemporalError

from embedded import registration
from records.files import FileStore
from records.migrations import newest
from settings import ROOT, Settings

PATIENCE = 5.0  # seconds that a part has to answer
LEAST_SPACE = 500 * 1024 * 1024  # bytes free for files
LEAST_VARIETY = 12  # different bytes in the secret key
FURTHEST_APART = 5.0  # seconds
UNREACHABLE = (
    OSError,
    TimeoutError,
    RuntimeError,
    TemporalError,
    asyncpg.PostgresError,
    aiosmtplib.SMTPException,
)


@dataclass(frozen=True)
class Finding:
    """What was looked at, what is wrong with it, and what to do; nothing wrong means well."""

    subject: str
    trouble: str = ""
    remedy: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing is to be done."""
        return not self.trouble

    def line(self) -> str:
        """The finding as one line for people."""
        return (
            f"ok     {self.subject}" if self.well else f"WRONG  {self.subject}: {self.trouble}. {self.remedy}"
        )


class Trouble(Exception):  # noqa: N818  it is a finding, not a failure of ours
    """Something is wrong; carries the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything, side by side."""
    looks = [
        ("database", database, "Is PostgreSQL running, and AVAL_DATABASE_URL right?"),
        ("workflow server", workflow_server, "Is Temporal running, and AVAL_TEMPORAL_ADDRESS right?"),
        ("mail server", mail_server, "Check AVAL_SMTP_URL."),
        ("files", files, "Check AVAL_FILES_URL and who may write there."),
        ("public address", public_address, "Set AVAL_BASE_URL to the address that clients type."),
        ("secret key", secret, ""),
        ("paper", paper, "Install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."),
        ("time zones", time_zones, "Install tzdata."),
        ("clock", clock, "It is compared with the database's: see there."),
    ]
    return await asyncio.gather(*(look(settings, *each) for each in looks))


async def look(
    settings: Settings, subject: str, at: Callable[[Settings], Awaitable[None]], remedy: str
) -> Finding:
    """Look at one subject."""
    try:
        await asyncio.wait_for(at(settings), PATIENCE)
    except Trouble as trouble:
        return Finding(subject, str(trouble), trouble.remedy)
    except TimeoutError:
        return Finding(subject, f"does not answer within {PATIENCE:.0f} s", remedy)
    except UNREACHABLE as trouble:
        return Finding(subject, str(trouble), remedy)
    return Finding(subject)


async def database(settings: Settings) -> None:
    """Reachable, as a role that row-level security binds, on the schema of this version."""
    connection = await asyncpg.connect(plain_url(settings), timeout=PATIENCE)
    try:
        role = await connection.fetchrow(
            "SELECT rolname, rolsuper OR rolbypassrls AS exempt FROM pg_roles WHERE rolname = current_user"
        )
        if role["exempt"]:
            raise Trouble(
                f"{role['rolname']} is exempt from row-level security",
                "Use a role without SUPERUSER and BYPASSRLS: one company could see another's documents.",
            )
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
            raise Trouble("the schema is missing", "Run `aval migrate`.")
        await schema(connection)
    finally:
        await connection.close()


async def schema(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """The newest revision, and row-level security forced on every table that holds a company's rows."""
    revision = await connection.fetchval("SELECT version_num FROM alembic_version")
    if revision != newest():
        raise Trouble(f"the schema is at {revision}, this version needs {newest()}", "Run `aval migrate`.")
    open_tables = await connection.fetch(
        "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid "
        "WHERE relkind = 'r' AND attname = 'company_id' AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    if open_tables:
        names = ", ".join(row["relname"] for row in open_tables)
        raise Trouble(
            f"row-level security is off for {names}", "Run `aval migrate`, and ask who changed that."
        )


async def workflow_server(settings: Settings) -> None:
    """Reachable, with the search attributes registered."""
    client = await Client.connect(settings.temporal_address, namespace=settings.temporal_namespace)
    if missing := await registration.missing(client):
        raise Trouble(f"does not know {', '.join(missing)}", "Run `aval register`.")


async def mail_server(settings: Settings) -> None:
    """Greets us."""
    address = urlsplit(settings.smtp_url)
    async with aiosmtplib.SMTP(
        hostname=address.hostname, port=address.port, use_tls=address.scheme == "smtps", timeout=PATIENCE
    ):
        pass


async def files(settings: Settings) -> None:
    """Writable, with room left."""
    await FileStore(settings.files_url).ping()
    if settings.files_url.startswith("file://"):
        free = shutil.disk_usage(settings.files_url.removeprefix("file://")).free
        if free < LEAST_SPACE:
            raise Trouble(f"only {free // 2**20} MB are left", "Make room, or move the files.")


async def public_address(settings: Settings) -> None:
    """A full address; by HTTPS unless it is this machine's own."""
    address = urlsplit(settings.base_url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise Trouble(f"{settings.base_url} is no web address", "Set AVAL_BASE_URL to https://...")
    if address.scheme == "http" and address.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise Trouble(
            "clients' links would travel unencrypted",
            "Put a proxy with HTTPS in front, and set AVAL_BASE_URL.",
        )


async def secret(settings: Settings) -> None:
    """Long enough is checked when the settings are read; here, that it was not typed by hand."""
    if len(set(settings.secret)) < LEAST_VARIETY:
        raise Trouble("it is easy to guess", "Make one with `openssl rand -base64 48`; all links change.")


async def paper(_: Settings) -> None:
    """WeasyPrint finds Pango, and the fonts of the project are there."""
    await asyncio.to_thread(import_module, "weasyprint")
    if not list((ROOT / "ui" / "static" / "vendor").rglob("*.woff2")):
        raise Trouble("the fonts are missing", "Install the project again, with its static files.")


async def time_zones(_: Settings) -> None:
    """The zones of our clients are known."""
    for name in ("Europe/Paris", "America/Toronto"):
        try:
            zoneinfo.ZoneInfo(name)
        except zoneinfo.ZoneInfoNotFoundError as missing:
            raise OSError(str(missing)) from missing


async def clock(settings: Settings) -> None:
    """The same time here and in the database: codes and links expire by it."""
    connection = await asyncpg.connect(plain_url(settings), timeout=PATIENCE)
    try:
        there = await connection.fetchval("SELECT clock_timestamp()")
    finally:
        await connection.close()
    apart = abs((datetime.now(UTC) - there).total_seconds())
    if apart > FURTHEST_APART:
        raise Trouble(f"is {apart:.0f} s apart from the database's", "Synchronise both machines' clocks.")


def plain_url(settings: Settings) -> str:
    """The database's address without the name of a driver."""
    return re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql://", settings.database_url)
