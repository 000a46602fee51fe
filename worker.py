"""The worker: tells the stories, runs their activities, and relays what the records leave in the outbox."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from activities.invoices import InvoiceActivities
from activities.mail import MailActivities
from activities.paper import PaperActivities
from activities.press import Press
from activities.records import RecordActivities
from records.changes import Changes
from records.database import Database
from records.files import FileStore
from settings import Settings
from workflows import relay, timing
from workflows.approval import ApprovalWorkflow
from workflows.invoice import InvoiceWorkflow

log = structlog.get_logger()
CONNECT_RETRY = 1.0  # seconds between two attempts to reach the workflow server
SWEEP_EVERY = 600.0  # seconds between two reconciliations


@dataclass(frozen=True)
class Resources:
    """What a worker process holds open."""

    settings: Settings
    database: Database
    files: FileStore


@asynccontextmanager
async def resources(settings: Settings) -> AsyncIterator[Resources]:
    """Open the database and the file store."""
    database = Database(settings.database_url, settings.secret)
    try:
        yield Resources(settings, database, FileStore(settings.files_url))
    finally:
        await database.close()


async def run(settings: Settings) -> None:
    """Run the stories, their activities and the relays until SIGTERM or SIGINT."""
    async with resources(settings) as held, asyncio.TaskGroup() as group:
        mail = mail_activities(held)
        changes = Changes(settings.database_url)
        await changes.start()
        stopping = stop_on_signal()
        letters = group.create_task(relay.letters(held.database, changes, mail.send_letter))
        client = await connect(settings, stopping)
        tasks = [letters]
        if client:
            tasks += [
                group.create_task(relay.outbox(held.database, changes, client, settings.task_queue)),
                group.create_task(
                    regularly(lambda: relay.reconcile(held.database, client, settings.task_queue))
                ),
            ]
            async with stories(held, client, mail):
                log.info("worker.ready", queue=settings.task_queue)
                await stopping.wait()
        for task in tasks:
            task.cancel()
        await changes.stop()


async def run_paper(settings: Settings) -> None:
    """Render PDFs until SIGTERM or SIGINT: a process of its own, so that answers never wait for paper."""
    async with resources(settings) as held:
        stopping = stop_on_signal()
        client = await connect(settings, stopping)
        with contextlib.closing(Press(settings.pdf_processes)) as press:
            if client:
                async with papers(held, client, press):
                    log.info("worker.ready", queue=settings.paper_queue)
                    await stopping.wait()


async def reconcile(settings: Settings) -> list[str]:
    """Compare the records with the workflows and restart what is missing; says what was done."""
    async with resources(settings) as held:
        client = await Client.connect(settings.temporal_address, namespace=settings.temporal_namespace)
        return await relay.reconcile(held.database, client, settings.task_queue)


def stories(held: Resources, client: Client, mail: MailActivities) -> Worker:
    """Give the worker of the stories and of their short activities."""
    record = RecordActivities(held.database)
    return Worker(
        client,
        task_queue=held.settings.task_queue,
        workflows=[ApprovalWorkflow, InvoiceWorkflow],
        activities=[
            record.look,
            record.carry_out,
            record.bill,
            record.note_stray,
            InvoiceActivities(held.database).act_on_invoice,
            mail.send_letter,
        ],
        # The tests run the stories in the sandbox; here it would cost three times the memory.
        workflow_runner=UnsandboxedWorkflowRunner(),
        sticky_queue_schedule_to_start_timeout=timing.STICKY,
        max_concurrent_activities=20,
        graceful_shutdown_timeout=timing.WRITE,
    )


def papers(held: Resources, client: Client, press: Press) -> Worker:
    """Give the worker of the press."""
    paper = PaperActivities(held.database, held.files, press, held.settings.base_url)
    return Worker(
        client,
        task_queue=held.settings.paper_queue,
        activities=[paper.render_version],
        max_concurrent_activities=held.settings.pdf_processes,
    )


def mail_activities(held: Resources) -> MailActivities:
    """Give the activities that speak to the mail server."""
    return MailActivities(
        held.database,
        held.files,
        smtp_url=held.settings.smtp_url,
        mail_from=held.settings.mail_from,
        base_url=held.settings.base_url,
    )


async def connect(settings: Settings, stopping: asyncio.Event) -> Client | None:
    """Reach the workflow server, however long it takes; None when we are told to stop before."""
    while not stopping.is_set():
        try:
            return await Client.connect(settings.temporal_address, namespace=settings.temporal_namespace)
        except RuntimeError as error:  # what the SDK raises when nobody answers
            log.warning("workflow server not reached", address=settings.temporal_address, error=str(error))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), CONNECT_RETRY)
    return None


async def regularly(act: Callable[[], Awaitable[object]]) -> None:
    """Do something now and then for ever; a failure is noted and the next time comes all the same."""
    while True:
        try:
            await act()
        except Exception:  # whatever it was, the next round tries again
            log.exception("worker.reconcile_failed")
        await asyncio.sleep(SWEEP_EVERY)


def stop_on_signal() -> asyncio.Event:
    """Give an event that is set when the process is told to stop."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    return stopping
