"""Paper is rendered once, in a process of its own, and kept by its SHA-256 (I6)."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import update
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities import paper as paper_module
from activities.paper import PaperActivities
from activities.press import Interrupted, Press
from records import acts, links
from records.database import Database
from records.files import FileStore
from records.publishing import Published
from records.schema import companies
from tests.world import Company, World

BASE = "https://aval.example"


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    opened = Press()
    yield opened
    opened.close()


@pytest.fixture
def printer(database: Database, store: FileStore, press: Press) -> PaperActivities:
    return PaperActivities(database, store, press, BASE)


async def print_out(printer: PaperActivities, firm: Company, quote: Published) -> str:
    done = await ActivityEnvironment().run(printer.render_version, firm.id, quote.document_id, quote.version)
    return str(done)


async def pdf_of(firm: Company, quote: Published) -> str | None:
    async with firm.transaction() as tx:
        row = await acts.version_of(tx, quote.document_id, quote.version)
    return str(row.pdf_sha256) if row.pdf_sha256 else None


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


BROKEN = " -\ufffe"  # what stands, or is read, where a line was broken


def run_together(text: str) -> str:
    """A text without what a line's end does to it: a hyphen there reads as hyphenation."""
    return "".join(letter for letter in text if letter not in BROKEN)


async def test_a_version_is_rendered_stored_and_noted(
    printer: PaperActivities, store: FileStore, world: World
) -> None:
    quote = await world.merel.quote()
    digest = await print_out(printer, world.merel, quote)
    assert await pdf_of(world.merel, quote) == digest
    pdf = await store.get(world.merel.id, digest)
    assert sha256(pdf).hexdigest() == digest
    assert quote.number in text_of(pdf)
    async with world.merel.transaction() as tx:
        on_paper = await links.for_recipient(tx, quote.document_id, "paper")
        assert run_together(f"/c/{links.token(tx, on_paper.seed)}") in run_together(text_of(pdf))
    assert run_together(quote.token) not in run_together(text_of(pdf))


async def test_a_version_is_rendered_only_once(printer: PaperActivities, world: World) -> None:
    quote = await world.merel.quote()
    digest = await print_out(printer, world.merel, quote)
    beats: list[object] = []
    closed = PaperActivities(printer.database, printer.store, Press(0), BASE)  # nothing could be rendered
    environment = ActivityEnvironment()
    environment.on_heartbeat = beats.append
    assert await environment.run(closed.render_version, world.merel.id, quote.document_id, 1) == digest
    assert beats == []


async def test_i6_a_lost_pdf_comes_out_of_the_press_with_the_same_bytes(
    printer: PaperActivities, tmp_path: Path, world: World
) -> None:
    quote = await world.merel.quote()
    digest = await print_out(printer, world.merel, quote)
    elsewhere = FileStore(f"file://{tmp_path / 'other'}")
    async with world.merel.transaction() as tx:
        order = await printer._order(tx, await acts.version_of(tx, quote.document_id, 1))
    other = Press()
    assert await elsewhere.put(world.merel.id, await other.run(paper_module.print_quote, order)) == digest
    other.close()


async def test_a_firm_that_switched_the_qr_code_off_has_none(
    printer: PaperActivities, store: FileStore, world: World
) -> None:
    async with world.merel.transaction() as tx:
        await tx.execute(update(companies).where(companies.c.id == world.merel.id).values(qr_code=False))
    quote = await world.merel.quote()
    digest = await print_out(printer, world.merel, quote)
    assert "aval.example" not in text_of(await store.get(world.merel.id, digest))


async def test_a_version_that_does_not_exist_is_not_tried_again(
    printer: PaperActivities, world: World
) -> None:
    quote = await world.durand.quote()  # another firm's
    with pytest.raises(ApplicationError) as raised:
        await print_out(printer, world.merel, quote)
    assert raised.value.non_retryable


async def test_a_killed_process_is_replaced_at_the_next_try(press: Press) -> None:
    with pytest.raises(Interrupted):
        await press.run(os.kill, await press.run(os.getpid), signal.SIGKILL)
    assert await press.run(os.getpid) != os.getpid()


async def test_processes_are_modest_and_replaced_after_their_jobs() -> None:
    press = Press(1, jobs_per_process=2)
    pids = [await press.run(os.getpid) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]
    assert (
        os.getpriority(os.PRIO_PROCESS, await press.run(os.getpid)) - os.getpriority(os.PRIO_PROCESS, 0) > 10
    )
    press.close()


async def test_the_press_prints_no_more_at_a_time_than_it_has_processes(press: Press) -> None:
    started = time.monotonic()
    await asyncio.gather(*(press.run(time.sleep, 0.05) for _ in range(4)))
    assert time.monotonic() - started >= 0.2


async def test_a_long_rendering_says_that_it_is_alive(
    printer: PaperActivities, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_module, "BEAT", 0.01)
    beats: list[object] = []
    environment = ActivityEnvironment()
    environment.on_heartbeat = lambda *details: beats.append(details)
    quote = await world.merel.quote()
    await environment.run(printer.render_version, world.merel.id, quote.document_id, 1)
    assert beats
