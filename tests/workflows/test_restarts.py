"""I18: workers, relays and the workflow server come and go; every story goes on, and once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from temporalio.client import Client, WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from activities.mail import MailActivities
from activities.press import Press
from domain.lifecycle import Action
from embedded.ports import LOOPBACK
from embedded.registration import register
from records import acts, billings, course, letters, outbox
from records.database import Database, now
from records.ids import new_id
from records.publishing import Published
from records.schema import audit_events
from records.schema import letters as letter_table
from records.schema import outbox as outbox_table
from tests import works
from tests.parts import DatabaseUrls, MailServer, TemporalBinaries, copy_of
from tests.workflows.conftest import Stage, telling
from tests.world import World, in_days, make_world
from workflows import relay

SOON_LONG = 60  # events after which the server advises a story to start afresh
Worker = Callable[[], AbstractAsyncContextManager[Stage]]


@pytest.fixture(scope="module")
async def environment(temporal_binaries: TemporalBinaries) -> AsyncIterator[WorkflowEnvironment]:
    """A workflow server of this file's own, on which histories are soon long."""
    started = await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(temporal_binaries.dev_server),
        dev_server_log_level="error",
        dev_server_extra_args=[
            "--dynamic-config-value",
            f"limit.historyCount.suggestContinueAsNew={SOON_LONG}",
        ],
    )
    async with started:
        await register(started.client.service_client.config.target_host)
        yield started


@pytest.fixture(scope="module")
async def records(postgres: DatabaseUrls, worker_id: str) -> AsyncIterator[Database]:
    """A database of this file's own: a reconciliation goes through all companies."""
    urls = copy_of(postgres, f"outage_{worker_id}")
    opened = Database(urls.app, b"a secret key for the tests, long enough")
    yield opened
    await opened.close()


@pytest.fixture
async def firms(records: Database, smtp_server: MailServer) -> World:
    smtp_server.clear()
    return await make_world(records)


@pytest.fixture
def worker(
    environment: WorkflowEnvironment,
    records: Database,
    smtp_server: MailServer,
    press: Press,
    tmp_path: Path,
) -> Worker:
    """Start a worker; each time another one, on the same queue."""
    return partial(telling, environment, records, smtp_server.url, press, tmp_path, new_id("queue"))


async def settled(stage: Stage, quote: Published) -> Any:
    async with asyncio.timeout(60):
        return await stage.story(quote).result()


async def test_a_story_goes_on_under_another_worker(
    firms: World, worker: Worker, smtp_server: MailServer
) -> None:
    quote = await firms.merel.quote()
    with smtp_server.down():
        async with worker() as first:
            await first.deliver()
            await first.describes(quote, "sent")
    await firms.merel.answer(quote, Action.HOLD, hold_until=in_days(5))
    async with worker() as second:
        await second.deliver()
        await second.describes(quote, "on_hold")
        await smtp_server.wait_for(to=firms.merel.client.email, count=2)
        await firms.merel.answer(quote, Action.APPROVE)
        await second.deliver()
        assert (await settled(second, quote))["state"] == "approved"
    marks = [mail.message["Message-ID"] for mail in smtp_server.messages(firms.merel.client.email)]
    assert len(marks) == len(set(marks)) == 3  # the quote, and a receipt for each answer


async def test_i14_a_worker_that_dies_before_noting_what_it_sent_sends_the_same_mail_again(
    firms: World, worker: Worker, smtp_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = MailActivities._note_sent
    died: list[str] = []

    async def dies_once(self: MailActivities, company_id: str, letter_id: str, subject: str) -> None:
        if not died:
            died.append(letter_id)
            raise ConnectionError("the process is gone")
        await noted(self, company_id, letter_id, subject)

    monkeypatch.setattr(letters, "LEASE", timedelta(seconds=1))
    monkeypatch.setattr(MailActivities, "_note_sent", dies_once)
    quote = await firms.merel.quote()
    async with worker() as stage:
        await stage.deliver()
        await smtp_server.wait_for(to=firms.merel.client.email, count=2)
        async with firms.merel.transaction() as tx:
            await course.withdraw(tx, quote.document_id, firms.merel.claire, "Doublon")
        await stage.deliver()
        await settled(stage, quote)
    one, other = smtp_server.messages(firms.merel.client.email, "Extension")[-2:]
    assert one.message.as_bytes() == other.message.as_bytes()
    async with firms.merel.transaction() as tx:
        letter = await letters.get(tx, died[0])
    assert (letter.state, letter.attempts) == ("sent", 2)


async def test_while_the_workflow_server_is_away_signals_wait_longer_and_longer_and_come_in_order(
    firms: World, worker: Worker, records: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "PATIENCE", 0.2)
    away = await Client.connect(f"{LOOPBACK}:9", lazy=True)  # the discard port: nobody answers
    quote = await firms.merel.quote()
    await firms.merel.answer(quote, Action.APPROVE)
    moment, waits = now(), []
    for _ in range(4):
        assert await relay.deliver(records, away, "nowhere", moment)
        first, second = await _signals(firms, quote)
        waits.append(first.attempts)
        assert (first.delivered_at, second.delivered_at, second.attempts) == (None, None, 0)
        moment = first.next_attempt_at
    assert waits == [1, 2, 3, 4]
    assert moment - now() > timedelta(seconds=5)
    async with worker() as stage:
        monkeypatch.setattr(relay, "PATIENCE", 10.0)
        await stage.deliver(moment)
        assert (await settled(stage, quote))["state"] == "approved"
    first, second = await _signals(firms, quote)
    assert first.delivered_at <= second.delivered_at
    assert await _heard(stage, quote) == ["publish", "approve"]


async def _signals(firms: World, quote: Published) -> list[Any]:
    async with firms.merel.transaction() as tx:
        mine = outbox_table.c.document_id == quote.document_id
        return list(await tx.all(select(outbox_table).where(mine).order_by(outbox_table.c.id)))


async def _heard(stage: Stage, quote: Published) -> list[str]:
    """The signals in a story's history, in order."""
    history = await stage.story(quote).fetch_history()
    return [
        event.workflow_execution_signaled_event_attributes.signal_name
        for event in history.events
        if event.HasField("workflow_execution_signaled_event_attributes")
    ]


async def test_racing_relays_start_one_story(firms: World, worker: Worker, records: Database) -> None:
    quote = await firms.merel.quote()
    async with records.everyone() as tx:
        (message,) = [m for m in await outbox.take(tx, 1_000) if m.document_id == quote.document_id]
    async with worker() as stage:
        twins = [message] * 8  # as if each relay had found the lease of the others run out
        said = await asyncio.gather(*(relay._signal(stage.client, stage.queue, one) for one in twins))
        assert set(said) == {""}
        await stage.describes(quote, "sent")
        assert await _heard(stage, quote) == ["publish"] * len(twins)


async def test_relays_that_deliver_at_once_bring_each_signal_once(
    firms: World, worker: Worker, records: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes = [await firms.merel.quote() for _ in range(4)]
    async with worker() as stage:
        await asyncio.gather(*(stage.deliver() for _ in range(3)))
        for quote in quotes:
            await stage.describes(quote, "sent")
            assert await _heard(stage, quote) == ["publish"]


async def test_a_reconciliation_starts_what_is_missing_and_nothing_twice(
    firms: World, worker: Worker, records: Database
) -> None:
    running, lost, done = [await firms.merel.quote() for _ in range(3)]
    draft = await firms.merel.draft()
    async with worker() as stage:
        await stage.deliver()
        await firms.merel.answer(done, Action.APPROVE)
        await stage.deliver()
        await settled(stage, done)
        await stage.describes(running, "sent")
        await stage.story(lost).terminate("the store is lost")
        await _listed(stage.client, relay.story_id(running.document_id), relay.story_id(lost.document_id))
        before = (await stage.story(running).describe()).run_id
        said = await relay.reconcile(records, stage.client, stage.queue)
        told = {line.partition(":")[0] for line in said}
        assert relay.story_id(lost.document_id) in told
        for other in (running.document_id, done.document_id, draft.document_id):
            assert relay.story_id(other) not in told
        await stage.describes(lost, "sent")
        assert (await stage.story(running).describe()).run_id == before
        await firms.merel.answer(lost, Action.REJECT, comment="Trop cher")
        await stage.deliver()
        await stage.describes(lost, "rejected")


@pytest.mark.parametrize("admitted", ["", "20"])
async def test_a_reconciliation_goes_on_with_what_was_accepted_and_has_not_gone_to_invoicing(
    firms: World, worker: Worker, records: Database, admitted: str
) -> None:
    firm, other = firms.merel, await firms.merel.quote()
    contract = await works.contract(firm)
    line = (await works.line_ids(firm, contract))["1.2"]
    statement = await works.statement(firm, contract, works.S1)
    async with worker() as stage:
        await stage.deliver()
        await _announced(firms, statement)
        await stage.story(statement).terminate("the store is lost")
        await _listed(stage.client, relay.story_id(other.document_id), relay.story_id(statement.document_id))
        await firm.answer(statement, Action.APPROVE, admitted={line: admitted})
        async with firm.transaction() as tx:  # all else is done: only the figures are left
            mine = letter_table.c.document_id == statement.document_id
            await tx.execute(letter_table.update().where(mine).values(state="sent"))
            said = outbox_table.c.document_id == statement.document_id
            await tx.execute(outbox_table.update().where(said).values(delivered_at=tx.at))
        started = await relay.reconcile(records, stage.client, stage.queue)
        assert f"{relay.story_id(statement.document_id)}: started again from the records" in started
        if admitted:  # staff have a say first
            await stage.describes(statement, "approved")
            async with firm.transaction() as tx:
                await course.accept_admitted(tx, statement.document_id, firm.claire)
            await stage.deliver()
        assert (await settled(stage, statement))["state"] == "approved"
    async with firm.transaction() as tx:
        assert await billings.of_document(tx, statement.document_id)


async def _listed(client: Client, running: str, closed: str) -> None:
    """Wait until the server's list, which comes a moment later, knows which story runs and which does not."""
    async with asyncio.timeout(30):
        while True:
            ids = {one.id async for one in client.list_workflows("ExecutionStatus='Running'")}
            if running in ids and closed not in ids:
                return


async def test_a_story_that_starts_afresh_keeps_every_signal(firms: World, worker: Worker) -> None:
    quote = await firms.merel.quote(valid_until="")
    made_up, late = [f"act_made_up_{n}" for n in range(40)], [f"act_late_{n}" for n in range(20)]
    async with worker() as stage:
        await stage.deliver()
        story = stage.story(quote)
        first = (await story.describe()).run_id
        await _announced(firms, quote)  # with an errand under way a story does not start afresh
        for some in (made_up[n : n + 4] for n in range(0, len(made_up), 4)):
            await asyncio.gather(*(story.signal("approve", act) for act in some))
            await _noted(firms, quote, some)
        await _afresh(story, first)  # a signal that comes at that moment only puts it off
        await asyncio.gather(*(story.signal("sign", act) for act in late))  # nobody waits for these
        await firms.merel.answer(quote, Action.APPROVE)
        await stage.deliver()
        assert (await settled(stage, quote))["state"] == "approved"
        assert len((await story.fetch_history()).events) < 4 * SOON_LONG
    await _noted(firms, quote, [*made_up, *late])


async def _afresh(story: WorkflowHandle[Any, Any], first: str) -> None:
    """Wait until another run tells the story."""
    async with asyncio.timeout(60):
        while (await story.describe()).run_id == first:
            pass


async def _announced(firms: World, quote: Published) -> None:
    async with asyncio.timeout(60):
        while True:
            async with firms.merel.transaction() as tx:
                printed = (await acts.version_of(tx, quote.document_id, 1)).pdf_sha256
                if printed and not await letters.unsent(tx, quote.document_id):
                    return


async def _noted(firms: World, quote: Published, cited: list[str]) -> None:
    """Wait until the journal says that these citations were heard and meant nothing."""
    kind = (audit_events.c.kind == "signal_ignored") & (audit_events.c.document_id == quote.document_id)
    async with asyncio.timeout(60):
        while True:
            async with firms.merel.transaction() as tx:
                noted = {row.data["cited"] for row in await tx.all(select(audit_events.c.data).where(kind))}
            if noted >= set(cited):
                return
