"""Who looks at what: one LISTEN connection a process, handed on to every open page."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import structlog

log = structlog.get_logger()
CHANNEL = "aval_changes"
RETRY_SECONDS = 1.0


class Changes:
    """Hears what transactions notify, and tells the subscribers of the document or company."""

    def __init__(self, url: str) -> None:
        """Listen on the database of this URL, once started."""
        self.url = "postgresql://" + url.split("://", 1)[1]
        self.waiting: dict[str, set[asyncio.Event]] = {}
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to listen."""
        self.task = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        """Stop listening."""
        if self.task:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task

    @asynccontextmanager
    async def watch(self, topic: str) -> AsyncIterator[asyncio.Event]:
        """Give an event that is set at each change of `company_id` or `company_id/document_id`.

        Clear it before looking, so that nothing is missed between two looks.
        """
        event = asyncio.Event()
        self.waiting.setdefault(topic, set()).add(event)
        try:
            yield event
        finally:
            self.waiting[topic].discard(event)
            if not self.waiting[topic]:
                del self.waiting[topic]

    def tell(self, topic: str) -> None:
        """Wake whoever watches a document, its company, or what a relay waits for (`#outbox`)."""
        document, wake, relay = topic.partition("#")
        for watched in (document, document.partition("/")[0], wake + relay):
            for event in self.waiting.get(watched, ()):
                event.set()

    def _tell_all(self) -> None:
        for events in self.waiting.values():
            for event in events:
                event.set()

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_until_lost()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("changes.lost", error=str(error))
            await asyncio.sleep(RETRY_SECONDS)

    async def _listen_until_lost(self) -> None:
        connection = await asyncpg.connect(self.url)
        lost = asyncio.Event()
        try:
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(CHANNEL, lambda _c, _p, _ch, payload: self.tell(payload))
            self._tell_all()  # whatever happened while nobody listened
            await lost.wait()
        finally:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await connection.close(timeout=2)
