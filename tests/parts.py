"""The real parts that tests run against: PostgreSQL, the workflow server, a mail server."""

import asyncio
import tempfile
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import asyncpg

from embedded import postgres, registration, temporal
from embedded.alone import running
from embedded.mailbox.door import Door, Step
from embedded.mailbox.inbox import Inbox, Mail
from embedded.ports import LOOPBACK, Ports
from records.migrations import upgrade

USUAL_PORTS = 20_000  # far from what `aval up` and others choose
Result = TypeVar("Result")
PATIENCE = 30.0  # seconds that a test waits for a mail


@dataclass(frozen=True)
class DatabaseUrls:
    """One database, as the role that owns its schema and as the role that the application uses."""

    owner: str
    app: str


@dataclass(frozen=True)
class TemporalBinaries:
    """The programs: the server, and the one that skips time."""

    dev_server: Path
    test_server: Path


class Parts:
    """Starts each part when somebody first asks for it, and stops them all at the end of the run."""

    def __init__(self) -> None:
        self._until_the_end = ExitStack()
        self._ports = Ports()
        self._urls: DatabaseUrls | None = None
        self._temporal_address = ""

    def database_urls(self) -> DatabaseUrls:
        """The migrated database that every test process copies."""
        if self._urls is None:
            folder = self._folder()
            cluster = postgres.prepare(folder, throw_away=True)
            port = self._ports.reserve(USUAL_PORTS)
            # Tests kill processes, never the machine: what the server wrote is safe without fsync.
            part = cluster.part(port, {"fsync": "off", "full_page_writes": "off"})
            self._until_the_end.enter_context(running(part, folder / "postgres.log"))
            self._urls = DatabaseUrls(cluster.url(postgres.OWNER, port), cluster.url(postgres.APP, port))
            upgrade(self._urls.owner)
        return self._urls

    def temporal_address(self) -> str:
        """The workflow server, with the search attributes registered."""
        if not self._temporal_address:
            folder = self._folder()
            port, ui_port = self._ports.reserve(USUAL_PORTS), self._ports.reserve(USUAL_PORTS)
            part = temporal.part(temporal.store(folder), port, ui_port)
            self._until_the_end.enter_context(running(part, folder / "temporal.log"))
            self._temporal_address = f"{LOOPBACK}:{port}"
            in_a_thread(registration.register(self._temporal_address))
        return self._temporal_address

    def stop(self) -> None:
        """Stop what was started and remove what it wrote."""
        self._until_the_end.close()
        self._ports.release()

    def _folder(self) -> Path:
        folder = Path(self._until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="aval-tests-")))
        folder.chmod(0o711)  # PostgreSQL runs as another user when we are root
        return folder


def copy_of(template: DatabaseUrls, name: str) -> DatabaseUrls:
    """A fresh database like the template."""
    return _created(template, name, f"TEMPLATE {postgres.DATABASE}")


def blank(beside: DatabaseUrls, name: str) -> DatabaseUrls:
    """A fresh database on the same server, in which there is nothing yet."""
    return _created(beside, name, "")


def _created(template: DatabaseUrls, name: str, how: str) -> DatabaseUrls:
    async def make() -> None:
        # From another database: nobody may be connected to a template while it is copied.
        connection = await asyncpg.connect(_database(template.owner, "postgres"))
        try:
            await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            await connection.execute(f'CREATE DATABASE "{name}" {how}')
        finally:
            await connection.close()

    in_a_thread(make())
    return DatabaseUrls(_database(template.owner, name), _database(template.app, name))


def in_a_thread(work: Coroutine[Any, Any, Any]) -> None:
    """Do asynchronous work whether or not an event loop runs here."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, work).result()


class MailServer:
    """A real mail server on a free port, in a thread: it answers even while a test keeps its loop busy."""

    def __init__(self, folder: Path) -> None:
        self._arrival = threading.Condition()
        self._inbox = Inbox(folder)
        self._door = Door(self._inbox, self._announce)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail server", daemon=True)
        self._thread.start()
        self._server = self._do(self._open(0))
        self.port: int = self._server.sockets[0].getsockname()[1]
        self.url = f"smtp://{LOOPBACK}:{self.port}"

    def messages(self, to: str = "", subject: str = "") -> list[Mail]:
        """The mails that arrived, the newest first."""
        return [mail for mail in self._inbox.mails(to) if subject in mail.subject]

    async def wait_for(self, to: str = "", subject: str = "", *, count: int = 1) -> Mail:
        """Wait until `count` such mails have arrived, and give the newest; `TimeoutError` after a while."""

        def wait() -> bool:
            with self._arrival:
                return self._arrival.wait_for(lambda: len(self.messages(to, subject)) >= count, PATIENCE)

        if not await asyncio.to_thread(wait):
            seen = [f"{mail.recipients}: {mail.subject}" for mail in self.messages()]
            raise TimeoutError(f"no mail to {to!r} with {subject!r} in its subject; there are: {seen}")
        return self.messages(to, subject)[0]

    @contextmanager
    def refuse_with(self, code: int, step: Step = Step.RECIPIENT) -> Iterator[None]:
        """Refuse every mail with this SMTP code (4xx: try later, 5xx: never) until the block ends."""
        self._door.refusals[step] = f"{code} refused by the test"
        try:
            yield
        finally:
            del self._door.refusals[step]

    @contextmanager
    def cut_after_content(self) -> Iterator[None]:
        """Take mails, but drop the connection before saying so."""
        self._door.cut_after_content = True
        try:
            yield
        finally:
            self._door.cut_after_content = False

    @contextmanager
    def down(self) -> Iterator[None]:
        """Take no connection until the block ends."""
        self._do(self._close())
        try:
            yield
        finally:
            self._server = self._do(self._open(self.port))

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Take connections and never say a word until the block ends."""
        self._do(self._close())
        self._server = self._do(self._open(self.port, asyncio.Protocol))
        try:
            yield
        finally:
            self._do(self._close())
            self._server = self._do(self._open(self.port))

    def clear(self) -> None:
        """Throw all mails away."""
        with self._arrival:
            self._inbox.clear()

    def stop(self) -> None:
        """Close the door and end the thread."""
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _announce(self, _: Mail) -> None:
        with self._arrival:
            self._arrival.notify_all()

    async def _open(
        self, port: int, protocol: Callable[[], asyncio.Protocol] | None = None
    ) -> asyncio.Server:
        return await self._loop.create_server(protocol or self._door.protocol, LOOPBACK, port)

    async def _close(self) -> None:
        self._server.close()
        await self._server.wait_closed()

    def _do(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


def _database(url: str, name: str) -> str:
    return f"{url.rpartition('/')[0]}/{name}"
