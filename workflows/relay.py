"""From the records to the workflow server: signals from the outbox, urgent letters, and reconciliation."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from temporalio.client import Client
from temporalio.common import (
    SearchAttributeKey,
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
    WorkflowIDReusePolicy,
)

from activities.records import last_act
from activities.shapes import Subject
from domain.kinds import KINDS
from domain.lifecycle import SETTLED, State
from records import letters as letter_records
from records import outbox as outbox_records
from records.changes import Changes
from records.database import Database, Tx
from records.outbox import Message
from records.schema import companies, documents, versions
from records.schema import letters as letter_table
from workflows.approval import ApprovalWorkflow
from workflows.invoice import InvoiceWorkflow

log = structlog.get_logger()
COMPANY = SearchAttributeKey.for_keyword("AvalCompany")
KIND = SearchAttributeKey.for_keyword("AvalKind")
# The story of each kind of document; its name begins the workflow's id.
STORIES: dict[str, type[ApprovalWorkflow] | type[InvoiceWorkflow]] = {
    **dict.fromkeys(KINDS, ApprovalWorkflow),
    "invoice": InvoiceWorkflow,
}
PATIENCE = 5.0  # seconds that a call to the workflow server may take
POLL = 2.0  # seconds between two looks when nothing wakes the relay
PAUSE = 1.0  # seconds after the database did not answer


async def outbox(database: Database, changes: Changes, client: Client, queue: str) -> None:
    """Deliver what the outbox holds, for ever: woken by each commit, and now and then for safety."""
    await _whenever_woken(changes, "#outbox", lambda: deliver(database, client, queue))


async def deliver(database: Database, client: Client, queue: str, at: datetime | None = None) -> int:
    """Deliver what is due now; gives how many signals were tried."""
    async with database.everyone(at) as tx:
        messages = await outbox_records.take(tx)
    if not messages:
        return 0
    errors = await asyncio.gather(*(_signal(client, queue, message) for message in messages))
    async with database.everyone() as tx:
        outcomes = list(zip(messages, errors, strict=True))
        await outbox_records.delivered(tx, [message for message, error in outcomes if not error])
        for message, error in outcomes:
            if error:
                await outbox_records.failed(tx, message, error)
    return len(messages)


async def letters(
    database: Database, changes: Changes, send: Callable[[str, str], Awaitable[object]]
) -> None:
    """Send urgent letters, for ever: whoever waits for a code must not wait for the workflow server."""

    async def send_all() -> bool:
        async with database.everyone() as tx:
            urgent = await letter_records.urgent(tx)
        results = await asyncio.gather(*(send(*letter) for letter in urgent), return_exceptions=True)
        for letter, result in zip(urgent, results, strict=True):
            if isinstance(result, Exception):
                log.warning("letter.not_sent", letter=letter[1], error=type(result).__name__)
        return bool(urgent) and not any(isinstance(result, Exception) for result in results)

    await _whenever_woken(changes, "#letters", send_all)


async def reconcile(database: Database, client: Client, queue: str) -> list[str]:
    """Start again every story that the records want and the workflow server does not have."""
    running = {
        execution.id
        async for execution in client.list_workflows(
            "WorkflowType IN ('Approval', 'Invoice') AND ExecutionStatus='Running'"
        )
    }
    async with database.everyone() as tx:
        everybody = [row.id for row in await tx.all(select(companies.c.id))]
    said = []
    for company_id in everybody:
        async with database.transaction(company_id) as tx:
            wanted = {story_id(message.document_id, message.kind): message for message in await _wanted(tx)}
        for story, message in wanted.items():
            if story not in running:
                error = await _signal(client, queue, message)
                said.append(f"{story}: {error or 'started again from the records'}")
    for line in said:
        log.info("reconciled", what=line)
    return said


def story_id(document_id: str, kind: str = "quote") -> str:
    """Give the workflow id of a document's story."""
    return f"{STORIES[kind].__name__.removesuffix('Workflow').lower()}/{document_id}"


async def _signal(client: Client, queue: str, message: Message) -> str:
    """Signal the document's story, starting it when it does not run; gives the error, or ""."""
    try:
        async with asyncio.timeout(PATIENCE):
            await client.start_workflow(
                STORIES[message.kind].run,
                Subject(message.company_id, message.document_id),
                id=story_id(message.document_id, message.kind),
                task_queue=queue,
                start_signal=message.signal,
                start_signal_args=[message.act_id],
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                # A settled document can be reopened; the records, not the id, keep a second life harmless.
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
                static_summary=f"{message.kind} {message.document_id}",
                search_attributes=TypedSearchAttributes(
                    [
                        SearchAttributePair(COMPANY, message.company_id),
                        SearchAttributePair(KIND, message.kind),
                    ]
                ),
            )
    except Exception as error:  # noqa: BLE001  whatever the server or the wire did, the message stays and is tried again
        log.warning("outbox.not_delivered", document=message.document_id, error=repr(error)[:200])
        return repr(error)
    return ""


async def _wanted(tx: Tx) -> list[Message]:
    """List the documents whose story must be running: open ones, and those with something left to do."""
    waiting_letters = select(letter_table.c.id).where(
        letter_table.c.company_id == documents.c.company_id,
        letter_table.c.document_id == documents.c.id,
        letter_table.c.state.in_(["due", "sending"]),
        letter_table.c.kind.not_in(letter_records.URGENT),
    )
    missing_paper = select(versions.c.version).where(
        versions.c.company_id == documents.c.company_id,
        versions.c.document_id == documents.c.id,
        versions.c.version == documents.c.version,
        versions.c.pdf_sha256.is_(None),
    )
    unsettled = documents.c.state.not_in([*SETTLED, State.DRAFT]) | documents.c.in_part | documents.c.to_bill
    rows = await tx.all(
        select(documents.c.id, documents.c.kind).where(
            documents.c.company_id == tx.company_id,
            documents.c.version > 0,
            unsettled | waiting_letters.exists() | missing_paper.exists(),
        )
    )
    return [
        Message(tx.company_id, 0, row.id, row.kind, "publish", await last_act(tx, row.id), 0) for row in rows
    ]


async def _whenever_woken(changes: Changes, topic: str, act: Callable[[], Awaitable[object]]) -> None:
    """Act at each change until nothing is left to do, and every few seconds; wait for a lost database."""
    async with changes.watch(topic) as change:
        while True:
            change.clear()
            try:
                while await act():
                    pass
            except (SQLAlchemyError, OSError, TimeoutError) as error:
                log.warning("relay.database_lost", error=repr(error)[:200])
                await asyncio.sleep(PAUSE)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(change.wait(), POLL)
