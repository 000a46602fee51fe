"""Whole lives a second, ten at once, against a bare workflow with one signal and one empty activity.

A life: publish, the client's page, approve, and everything that follows. It is *told* when its letters have
left and *closed* when its PDF is archived too and the workflow has ended.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
from sqlalchemy import func, select
from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from bench.answers import approved, published
from bench.figures import Figure
from bench.product import Product
from records.database import Database
from records.schema import letters

LIVES = 60
AT_ONCE = 10
PATIENCE = 300.0  # seconds


@activity.defn
async def nothing() -> None:
    """Do nothing."""


@workflow.defn
class BareLife:
    """The least that a durable approval can be."""

    def __init__(self) -> None:
        """Wait for one signal."""
        self.answered = False

    @workflow.run
    async def run(self) -> None:
        """Wait, act once, end."""
        await workflow.wait_condition(lambda: self.answered)
        await workflow.execute_activity(nothing, start_to_close_timeout=timedelta(seconds=10))

    @workflow.signal
    def answer(self) -> None:
        """Note the answer."""
        self.answered = True


async def measure(product: Product) -> list[Figure]:
    """Measure bare lives, then ours, on the same server."""
    client = await Client.connect(product.settings.temporal_address)
    floor = await bare(client)
    told, closed = await ours(product, client)
    return [
        Figure(what, f"{rate:.1f}", f"{floor:.1f}", f"{rate / floor:.2f} x", "0.4 x")
        for what, rate in (
            ("lives a second, until every letter has left", told),
            ("lives a second, until the PDF is archived too", closed),
        )
    ]


async def bare(client: Client) -> float:
    """Give how many bare workflows live and end in a second."""
    queue = f"bench-{uuid4()}"

    async def one() -> None:
        handle = await client.start_workflow(BareLife.run, id=f"bare/{uuid4()}", task_queue=queue)
        await handle.signal(BareLife.answer)
        await handle.result()

    worker = Worker(
        client,
        task_queue=queue,
        workflows=[BareLife],
        activities=[nothing],
        workflow_runner=UnsandboxedWorkflowRunner(),
    )
    async with worker:
        return await rate(one)


async def ours(product: Product, client: Client) -> tuple[float, float]:
    """Give how many quotes are told, and closed, in a second."""
    lived: list[str] = []
    async with httpx.AsyncClient(timeout=60) as http:

        async def one() -> None:
            document_id, link = await published(http, product)
            (await http.get(link)).raise_for_status()
            await approved(http, link)
            lived.append(document_id)

        began = datetime.now(UTC)
        await rate(one)
    await asyncio.gather(*(ended(client, document_id) for document_id in lived))
    closed = (datetime.now(UTC) - began).total_seconds()
    told = (await last_letter(product, lived) - began).total_seconds()
    return len(lived) / told, len(lived) / closed


async def ended(client: Client, document_id: str) -> None:
    """Wait until a document's story has ended."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                await client.get_workflow_handle(f"approval/{document_id}").result()
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:
                    raise
                await asyncio.sleep(0.05)  # the relay has not brought it yet
            else:
                return


async def last_letter(product: Product, document_ids: list[str]) -> datetime:
    """Give the moment at which the last of the lives' letters had left."""
    database = Database(product.settings.database_url, product.settings.secret)
    try:
        async with database.everyone() as tx:
            latest = select(func.max(letters.c.sent_at)).where(letters.c.document_id.in_(document_ids))
            sent: datetime = await tx.scalar(latest)
            return sent
    finally:
        await database.close()


async def rate(life: Callable[[], Awaitable[None]]) -> float:
    """Run lives ten at once; gives how many ended in a second."""
    free = asyncio.Semaphore(AT_ONCE)

    async def bounded() -> None:
        async with free:
            await life()

    began = time.perf_counter()
    await asyncio.gather(*(bounded() for _ in range(LIVES)))
    return LIVES / (time.perf_counter() - began)
