"""A workflow server whose time can be skipped, and workers that tell the real stories on real parts."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import Client, WorkflowHandle
from temporalio.testing import TimeSkippingConfig, WorkflowEnvironment
from temporalio.worker import Worker

from activities.mail import MailActivities
from activities.paper import PaperActivities
from activities.press import Press
from activities.records import RecordActivities
from embedded.registration import register
from records import database as record
from records.database import Database
from records.files import FileStore
from records.ids import new_id
from records.publishing import Published
from tests.parts import DatabaseUrls, MailServer, TemporalBinaries, copy_of
from workflows import relay
from workflows.approval import ApprovalWorkflow

HISTORIES = Path(__file__).parent / "histories"
RECORDING = os.environ.get("AVAL_RECORD_HISTORIES") == "1"  # `make histories`


@pytest.fixture(scope="session")
async def database(postgres: DatabaseUrls, worker_id: str) -> AsyncIterator[Database]:
    """Records of the stories alone: a relay delivers for everybody, other tests' quotes too."""
    urls = await asyncio.to_thread(copy_of, postgres, f"stories_{worker_id}")
    opened = Database(urls.app, b"a secret key for the tests, long enough")
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
async def skipping(temporal_binaries: TemporalBinaries) -> AsyncIterator[WorkflowEnvironment]:
    """A real server with a clock of its own."""
    async with skipping_server(temporal_binaries) as environment:
        yield environment


@asynccontextmanager
async def skipping_server(
    temporal_binaries: TemporalBinaries, store: Path | None = None
) -> AsyncIterator[WorkflowEnvironment]:
    """Run such a server; one with a store can be stopped and started again."""
    environment = await WorkflowEnvironment.start_time_skipping_v2(
        ts_config=TimeSkippingConfig(enabled=False),  # time passes only while a test lets it pass
        dev_server_existing_path=str(temporal_binaries.dev_server),
        dev_server_database_filename=str(store) if store else None,
        dev_server_log_level="error",
        dev_server_extra_args=["--dynamic-config-value", "frontend.WorkflowTimeSkippingEnabled=true"],
    )
    async with environment:
        await register(environment.client.service_client.config.target_host)
        yield environment


@pytest.fixture(scope="session")
def press() -> Any:
    """One rendering process for all tests of this process."""
    opened = Press()
    yield opened
    opened.close()


@dataclass
class Clock:
    """The record's clock, which follows the one of a story."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def let_pass(self, stage: "Stage", document: Published, span: timedelta) -> None:
        await stage.let_pass(document, span)
        self.ahead += span


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the record, to be put forward together with a story's."""
    made = Clock()
    monkeypatch.setattr(record, "now", made.now)
    return made


@dataclass
class Stage:
    """Where a story is told in a test: its server, its queue, its parts."""

    environment: WorkflowEnvironment
    client: Client
    database: Database
    queue: str

    async def deliver(self, at: datetime | None = None) -> None:
        """Bring the outbox to the workflow server, as the relay does."""
        while await relay.deliver(self.database, self.client, self.queue, at):
            pass

    def story(self, quote: Published) -> WorkflowHandle[Any, Any]:
        return self.client.get_workflow_handle(relay.story_id(quote.document_id))

    async def let_pass(self, quote: Published, span: timedelta) -> None:
        await self.environment.fast_forward(self.story(quote), span)

    async def describes(self, quote: Published, state: str) -> str:
        """Wait until the story says that the document is in a state; gives all that it says."""
        async with asyncio.timeout(30):
            while True:
                details = await self.story(quote).query(
                    "__temporal_workflow_metadata", result_type=WorkflowMetadata
                )
                if details.current_details.startswith(f"**{state}**"):
                    return str(details.current_details)

    async def keep(self, name: str, quote: Published) -> None:
        """Keep the history of a story when asked to, so that later code is checked against it."""
        if RECORDING:
            history = await self.story(quote).fetch_history()
            HISTORIES.mkdir(exist_ok=True)
            nameless = re.sub(r'"[^"@]*@[^"@]*"', '"worker"', history.to_json())  # pid@host
            (HISTORIES / f"{name}.json").write_text(nameless + "\n")


@asynccontextmanager
async def telling(
    environment: WorkflowEnvironment,
    database: Database,
    smtp_url: str,
    press: Press,
    folder: Path,
    queue: str = "",
) -> AsyncIterator[Stage]:
    """Run the workers of a test on queues of their own; `queue` is one that others worked on before."""
    queue = queue or new_id("queue")
    store = FileStore(f"file://{folder}")
    record = RecordActivities(database)
    mail = MailActivities(
        database,
        store,
        smtp_url=smtp_url,
        mail_from="Aval <no-reply@aval.example>",
        base_url="https://aval.example",
    )
    paper = PaperActivities(database, store, press, "https://aval.example")
    stories = Worker(
        environment.client,
        task_queue=queue,
        workflows=[ApprovalWorkflow],
        activities=[record.look, record.carry_out, record.bill, record.note_stray, mail.send_letter],
    )
    papers = Worker(environment.client, task_queue=f"{queue}-paper", activities=[paper.render_version])
    async with stories, papers:
        yield Stage(environment, environment.client, database, queue)


@pytest.fixture
async def stage(
    skipping: WorkflowEnvironment, database: Database, smtp_server: MailServer, press: Press, tmp_path: Path
) -> AsyncIterator[Stage]:
    """A stage for one test."""
    async with telling(skipping, database, smtp_server.url, press, tmp_path) as opened:
        yield opened
