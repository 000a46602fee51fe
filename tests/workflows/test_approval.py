"""The life of a quote as its workflow tells it, with a clock that skips."""

import asyncio
import json
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from domain.lifecycle import Action
from domain.reminders import Plan, Situation, StepKind, schedule
from records import acts, course, letters, reminders, timeline
from records.database import Tx, now
from records.publishing import Published
from records.schema import letters as letter_table
from records.schema import versions
from tests.parts import MailServer, TemporalBinaries
from tests.workflows.conftest import Stage
from tests.world import Company, World, in_days
from workflows import relay

PARIS = ZoneInfo("Europe/Paris")


async def subjects(server: MailServer, to: str) -> list[str]:
    """What somebody got, oldest first, by the first word of the subject."""
    return [mail.subject.split()[0] for mail in reversed(server.messages(to=to))]


async def journal(firm: Company, quote: Published, kind: str) -> list[timeline.Event]:
    async with firm.transaction() as tx:
        return [event for event in await timeline.happened(tx, quote.document_id) if event.kind == kind]


async def steps_done(firm: Company, quote: Published) -> list[tuple[str, datetime]]:
    return [
        (event.data["key"], event.at.astimezone(PARIS).replace(second=0, microsecond=0))
        for event in await journal(firm, quote, "step")
    ]


async def test_a_quote_is_announced_answered_and_settled(
    world: World, stage: Stage, smtp_server: MailServer
) -> None:
    quote = await world.merel.quote()
    await stage.deliver()
    await smtp_server.wait_for(to=world.merel.client.email)
    await world.merel.answer(quote, Action.APPROVE)
    await stage.deliver()
    outcome = await stage.story(quote).result()
    assert (outcome["state"], outcome["version"]) == ("approved", 1)
    assert await subjects(smtp_server, world.merel.karim.email) == ["Mme"]
    async with world.merel.transaction() as tx:
        assert await letters.unsent(tx, quote.document_id) == {}
        assert (await acts.version_of(tx, quote.document_id, 1)).pdf_sha256
    await stage.keep("approved", quote)


async def test_a_silent_client_is_reminded_three_times_then_a_referent_is_asked_to_call(
    world: World, stage: Stage, smtp_server: MailServer
) -> None:
    quote = await world.merel.quote(valid_until="")
    await stage.deliver()
    await stage.let_pass(quote, timedelta(days=60))
    assert len(smtp_server.messages(to=world.merel.client.email)) == 4
    assert await subjects(smtp_server, world.merel.karim.email) == ["Dernier", "À"]
    assert [key for key, _ in await steps_done(world.merel, quote)] == [
        "remind-1",
        "remind-2",
        "remind-3",
        "call",
    ]
    await stage.keep("reminded", quote)


def last_sunday_of_march(year: int) -> date:
    day = date(year, 3, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


@pytest.mark.parametrize("season", ["clock change", "year end", "29 february"])
async def test_t7_every_step_of_sixty_days_comes_once_and_at_its_exact_time(
    world: World, stage: Stage, season: str
) -> None:
    year = now().year + 1
    leap = next(later for later in range(year, year + 8) if later % 4 == 0)
    day = {
        "clock change": last_sunday_of_march(year) - timedelta(days=3),
        "year end": date(year, 12, 20),
        "29 february": date(leap, 2, 26),
    }[season]
    sent = datetime.combine(day, time(15), PARIS)
    quote = await world.merel.quote(at=sent, valid_until=(day + timedelta(days=50)).isoformat())
    calendar = await _calendar(world.merel, day.year)
    situation = Situation(sent, day + timedelta(days=50))
    expected = schedule(Plan(), situation, calendar)
    await stage.deliver(sent)
    await stage.let_pass(quote, sent - now() + timedelta(days=61))
    contacts = [(s.key, s.at) for s in expected if s.kind is not StepKind.EXPIRE]
    assert await steps_done(world.merel, quote) == contacts
    expired = (await journal(world.merel, quote, "expire"))[0].at.astimezone(PARIS)
    assert (expired.date(), expired.hour) == (day + timedelta(days=51), 0)


async def _calendar(firm: Company, year: int) -> Any:
    async with firm.transaction() as tx:
        return reminders.calendar_of(await acts.company(tx), year)


async def test_i13_no_reminder_leaves_after_an_answer_that_the_workflow_has_not_heard_of(
    world: World, stage: Stage, smtp_server: MailServer
) -> None:
    quote = await world.merel.quote(valid_until="")
    await stage.deliver()
    await smtp_server.wait_for(to=world.merel.client.email)
    await world.merel.answer(quote, Action.REJECT, comment="Trop cher")
    await stage.let_pass(quote, timedelta(days=30))
    assert "Rappel" not in await subjects(smtp_server, world.merel.client.email)
    assert await steps_done(world.merel, quote) == []


async def test_i13_a_reminder_that_was_already_written_is_dropped_when_an_answer_overtakes_it(
    world: World, stage: Stage, smtp_server: MailServer
) -> None:
    quote = await world.merel.quote(valid_until="")
    async with world.merel.transaction(now() + timedelta(days=8)) as tx:
        await _write_next_reminder(tx, quote)
    await world.merel.answer(quote, Action.APPROVE)
    await stage.deliver()
    await stage.story(quote).result()
    async with world.merel.transaction() as tx:
        states = {row.kind: row.state for row in await letters.of_document(tx, quote.document_id)}
    assert states["reminder_1"] == "dropped"
    assert "Rappel" not in await subjects(smtp_server, world.merel.client.email)


async def _write_next_reminder(tx: Tx, quote: Published) -> None:
    document = await acts.read(tx, quote.document_id)
    company = await acts.company(tx)
    tx.at = (await reminders.steps(tx, document, company))[0].at
    step = (await reminders.steps(tx, document, company))[0]
    assert await reminders.carry_out(tx, quote.document_id, step.key)


async def test_a_hold_silences_the_plan_until_its_date_and_staff_learn_that_it_is_over(
    world: World, stage: Stage, smtp_server: MailServer
) -> None:
    quote = await world.merel.quote(valid_until=in_days(90).isoformat())
    await world.merel.answer(quote, Action.HOLD, hold_until=in_days(20))
    await stage.deliver()
    await stage.let_pass(quote, timedelta(days=19))
    assert await steps_done(world.merel, quote) == []
    await stage.let_pass(quote, timedelta(days=14))
    assert (await world.merel.document(quote)).state == "sent"
    assert (await steps_done(world.merel, quote))[0][0] == "remind-1"
    assert len(await journal(world.merel, quote, "resume")) == 1
    await stage.keep("held", quote)


async def test_a_quote_expires_after_its_last_day_and_an_extension_revives_it(
    world: World, stage: Stage
) -> None:
    quote = await world.merel.quote(valid_until=in_days(10).isoformat())
    await stage.deliver()
    await stage.let_pass(quote, timedelta(days=12))
    assert (await world.merel.document(quote)).state == "expired"
    async with world.merel.transaction() as tx:
        await course.extend(tx, quote.document_id, world.merel.claire, in_days(40))
    await stage.deliver()
    await stage.let_pass(quote, timedelta(days=1))
    assert (await world.merel.document(quote)).state == "sent"
    await stage.keep("extended", quote)


async def test_a_new_version_starts_the_plan_again(
    world: World, stage: Stage, smtp_server: MailServer
) -> None:
    quote = await world.merel.quote(valid_until="")
    await stage.deliver()
    await world.merel.answer(quote, Action.REJECT, comment="Trop cher")
    await stage.deliver()
    second = await world.merel.new_version(quote)
    await stage.deliver()
    await stage.let_pass(quote, timedelta(days=7))
    assert [key for key, _ in await steps_done(world.merel, second)] == ["remind-1"]
    await world.merel.answer(second, Action.APPROVE)
    await stage.deliver()
    assert (await stage.story(quote).result())["version"] == 2
    async with world.merel.transaction() as tx:
        papers = await tx.all(
            select(versions.c.pdf_sha256).where(versions.c.document_id == quote.document_id)
        )
    assert len({row.pdf_sha256 for row in papers}) == 2
    await stage.keep("revised", quote)


async def test_a_withdrawn_quote_ends_its_story(world: World, stage: Stage, smtp_server: MailServer) -> None:
    quote = await world.merel.quote()
    await stage.deliver()
    async with world.merel.transaction() as tx:
        await course.withdraw(tx, quote.document_id, world.merel.claire, "Erreur de client")
    await stage.deliver()
    assert (await stage.story(quote).result())["state"] == "withdrawn"
    await stage.keep("withdrawn", quote)


async def test_a_signal_that_cites_no_recorded_act_changes_nothing_and_is_noted(
    world: World, stage: Stage
) -> None:
    quote = await world.merel.quote()
    await stage.deliver()
    story = stage.story(quote)
    await story.signal("approve", "ans_made_up")
    await story.signal("sign")
    await stage.let_pass(quote, timedelta(hours=1))
    assert (await world.merel.document(quote)).state == "sent"
    assert {event.data["cited"] for event in await journal(world.merel, quote, "signal_ignored")} == {
        "ans_made_up",
        "None",
    }
    await stage.keep("stray-signal", quote)


async def test_an_operators_signal_for_a_recorded_act_does_what_the_relay_would_have_done(
    world: World, stage: Stage, temporal_binaries: TemporalBinaries
) -> None:
    quote = await world.merel.quote()
    await stage.deliver()
    receipt = await world.merel.answer(quote, Action.APPROVE)
    address = stage.client.service_client.config.target_host
    operator = await asyncio.create_subprocess_exec(
        *(temporal_binaries.dev_server, "workflow", "signal", "--address", address),
        *("--workflow-id", relay.story_id(quote.document_id)),
        *("--name", "approve", "--input", json.dumps(receipt.answer_id)),
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await operator.wait() == 0
    assert (await stage.story(quote).result())["state"] == "approved"
    await stage.deliver()  # the relay comes second and does no harm
    async with world.merel.transaction() as tx:
        rows = await tx.all(
            select(letter_table.c.kind).where(letter_table.c.document_id == quote.document_id)
        )
    assert sorted(row.kind for row in rows) == ["answered", "receipt", "sent"]


async def test_a_reopened_answer_gives_the_quote_a_second_life(world: World, stage: Stage) -> None:
    quote = await world.merel.quote()
    await world.merel.answer(quote, Action.APPROVE)
    await stage.deliver()
    assert (await stage.story(quote).result())["state"] == "approved"
    async with world.merel.transaction() as tx:
        await course.reopen(tx, quote.document_id, world.merel.claire, "Mauvais signataire")
    await stage.deliver()
    await world.merel.answer(quote, Action.REJECT, comment="Finalement non")
    await stage.deliver()
    second = await world.merel.new_version(quote)
    await world.merel.answer(second, Action.APPROVE)
    await stage.deliver()
    assert (await stage.story(quote).result())["version"] == 2


async def test_while_the_mail_server_is_down_the_story_goes_on_and_every_letter_leaves_afterwards(
    world: World, stage: Stage, smtp_server: MailServer
) -> None:
    with smtp_server.down():
        quote = await world.merel.quote()
        await stage.deliver()
        await world.merel.answer(quote, Action.HOLD, hold_until=in_days(5))
        await stage.deliver()
        await stage.describes(quote, "on_hold")
    await world.merel.answer(quote, Action.APPROVE)
    await stage.deliver()
    assert (await stage.story(quote).result())["state"] == "approved"
    async with world.merel.transaction() as tx:
        states = [row.state for row in await letters.of_document(tx, quote.document_id)]
    assert set(states) <= {"sent", "dropped"}
    assert len(smtp_server.messages(to=world.merel.karim.email)) == 2


async def test_the_story_says_in_words_whom_it_waits_for_and_what_comes_next(
    world: World, stage: Stage
) -> None:
    quote = await world.merel.quote(valid_until="")
    await stage.deliver()
    details = await stage.describes(quote, "sent")
    assert "the client's answer" in details
    assert "Reminder 1 to the client" in details
    assert world.merel.client.email not in details
