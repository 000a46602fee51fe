"""A whole product as `make up` starts it, with the demo company, for tests that walk through it."""

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from playwright.async_api import Browser, async_playwright

from embedded.installation import Installation
from records.database import Database

AVAL = (sys.executable, "-P", "-m", "cli")
PATIENCE = 180.0  # seconds that a loaded machine may take to start everything
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Product:
    """A running product: its folder, its addresses, the process that keeps its parts."""

    data: Path
    process: asyncio.subprocess.Process
    environment: dict[str, str]
    demo: dict[str, Any]

    @property
    def base_url(self) -> str:
        return self.environment["AVAL_BASE_URL"]

    @property
    def headers(self) -> dict[str, str]:
        """What a program sends to be let in."""
        return {"Authorization": f"Bearer {self.demo['api_token']}"}

    def part(self, name: str) -> psutil.Process:
        """The process of a part: web, worker, paper, temporal, postgres or mailbox."""
        marks = {
            "web": "-m cli web",
            "worker": "-m cli worker",
            "paper": "worker --paper",
            "mailbox": "embedded.mailbox",
            "temporal": "server start-dev",
            "postgres": "bin/postgres -D",
        }
        for child in psutil.Process(self.process.pid).children(recursive=True):
            line = " ".join(child.cmdline())
            if marks[name] in line and ("--paper" in line) == (name == "paper"):
                return child
        raise LookupError(name)

    async def mails(self, to: str, count: int = 1) -> list[dict[str, Any]]:
        """What somebody got, newest first, once there are so many."""
        async with httpx.AsyncClient() as client, asyncio.timeout(PATIENCE):
            while True:
                url = f"{self.environment['AVAL_MAILBOX_URL']}/api/messages"
                found: list[dict[str, Any]] = (await client.get(url, params={"to": to})).json()
                if len(found) >= count:
                    return found


@pytest.fixture(scope="session")
def data_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="aval-journey-") as folder:
        yield Path(folder)


@asynccontextmanager
async def started(data: Path, port: int) -> AsyncIterator[Product]:
    """Start the product on this folder, and stop it at the end."""
    await asyncio.to_thread(data.chmod, 0o711)  # PostgreSQL runs as another user when we are root
    process = await asyncio.create_subprocess_exec(
        *AVAL, "up", "--port", str(port), "--data", str(data), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    told = b""
    try:
        async with asyncio.timeout(PATIENCE):
            while b"Data and logs" not in told:
                line = await process.stdout.readline()
                assert line, told.decode()
                told += line
        listing = await asyncio.create_subprocess_exec(
            *AVAL, "demo", "--json", "--data", str(data), stdout=asyncio.subprocess.PIPE
        )
        said, _ = await listing.communicate()
        yield Product(data, process, Installation(data).environment(), json.loads(said))
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


@pytest.fixture(scope="session")
async def product(data_folder: Path) -> AsyncIterator[Product]:
    """The product of the journeys."""
    async with started(data_folder, 24_000) as running:
        yield running


@pytest.fixture(scope="session")
async def records_of_the_product(product: Product) -> AsyncIterator[Database]:
    """The product's records, as its own parts reach them."""
    environment = product.environment
    opened = Database(environment["AVAL_DATABASE_URL"], environment["AVAL_SECRET_KEY"].encode())
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
async def chromium(chromium_path: Path) -> AsyncIterator[Browser]:
    """Debian's browser, one for all journeys; each person gets a context of their own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser
        await browser.close()
