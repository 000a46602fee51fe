"""Paper: a version is rendered once, stored under its SHA-256, and noted."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, TypeVar

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.press import Interrupted, Press
from domain.refusals import NotFound
from domain.snapshot import thaw
from records import acts, files, links
from records.database import Database, Tx
from records.files import FileStore
from ui.paper import paper

Result = TypeVar("Result")
BEAT = 5.0  # seconds between two signs of life


@dataclass(frozen=True, slots=True)
class Order:
    """What a rendering process is given: plain values, quick to hand over."""

    content: bytes
    sha256: str
    link: str | None
    accent: str


def print_quote(order: Order) -> bytes:
    """Render an order. Runs in a process of the press."""
    return paper.render_quote(thaw(order.content), link=order.link, sha256=order.sha256, accent=order.accent)


class PaperActivities:
    """What the stories ask of the press. `base_url` is what the links behind QR codes start with."""

    def __init__(self, database: Database, store: FileStore, press: Press, base_url: str) -> None:
        """Render on this press into this store."""
        self.database = database
        self.store = store
        self.press = press
        self.base_url = base_url

    @activity.defn
    async def render_version(self, company_id: str, document_id: str, version: int) -> str:
        """Render and archive the PDF of a version, unless it is there already; gives its SHA-256 (I6).

        The bytes are stored before they are noted: dying in between renders them again.
        """
        async with self.database.transaction(company_id) as tx:
            try:
                row = await acts.version_of(tx, document_id, version)
            except NotFound as error:
                raise ApplicationError(str(error), type="NotFound", non_retryable=True) from None
            if row.pdf_sha256:
                return str(row.pdf_sha256)
            order = await self._order(tx, row)
        try:
            pdf = await _with_heartbeats(self.press.run(print_quote, order))
        except Interrupted as error:
            raise ApplicationError(str(error), type="Interrupted") from None
        digest = await self.store.put(company_id, pdf)
        name = paper.file_name(thaw(row.content))
        async with self.database.transaction(company_id) as tx:
            return await files.attach_pdf(tx, document_id, version, digest, len(pdf), name)

    async def _order(self, tx: Tx, row: Any) -> Order:
        company = await acts.company(tx)
        link = None
        if company.qr_code:
            on_paper = await links.for_recipient(tx, row.document_id, "paper")
            link = f"{self.base_url}/c/{links.token(tx, on_paper.seed)}"
        return Order(row.content, row.sha256, link, company.accent)


async def _with_heartbeats(work: Awaitable[Result]) -> Result:
    """Wait for something long, saying regularly that we are alive."""
    task = asyncio.ensure_future(work)
    try:
        while not (await asyncio.wait({task}, timeout=BEAT))[0]:
            activity.heartbeat()
    finally:
        task.cancel()
    return task.result()
