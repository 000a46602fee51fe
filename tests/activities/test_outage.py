"""T5: the mail server fails in every way that mail servers have; no letter is missing or comes too late."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities import smtp
from activities.mail import MailActivities
from domain.lifecycle import Action
from embedded.mailbox.door import Step
from records import acts, codes, letters, lists, outbox, parties
from records.database import Database, now
from records.files import FileStore
from records.publishing import Published
from records.schema import letters as letter_table
from records.schema import outbox as outbox_table
from tests.parts import MailServer
from tests.world import Company, World

AT_ONCE = 8  # conversations that the worker has at one time
SHORT = 0.3  # seconds that a step may take here: a server that says nothing would keep the test waiting


@pytest.fixture
def mails(smtp_server: MailServer) -> MailServer:
    smtp_server.clear()
    return smtp_server


@pytest.fixture
def desk(database: Database, mails: MailServer, tmp_path: Path) -> MailActivities:
    return MailActivities(
        database,
        FileStore(f"file://{tmp_path}"),
        smtp_url=mails.url,
        mail_from="Aval <no-reply@aval.example>",
        base_url="https://aval.example",
    )


async def send(desk: MailActivities, firm: Company, letter_id: str) -> str:
    """What becomes of a letter: its state, or `later` when the story has to try again."""
    try:
        return str(await ActivityEnvironment().run(desk.send_letter, firm.id, letter_id))
    except ApplicationError as error:
        return "never" if error.non_retryable else "later"


async def send_all(desk: MailActivities, firm: Company, ids: list[str]) -> Counter[str]:
    free = asyncio.Semaphore(AT_ONCE)

    async def one(letter_id: str) -> str:
        async with free:
            return await send(desk, firm, letter_id)

    return Counter(await asyncio.gather(*map(one, ids)))


async def written(firm: Company, quotes: list[Published], each: int) -> dict[str, Published]:
    """For each quote as many receipts and reminders, every one to somebody else: letter id -> its quote."""
    ids: dict[str, Published] = {}
    async with firm.transaction() as tx:
        for quote in quotes:
            for kind in ("receipt", "reminder_1"):
                to = [(f"{kind}.{n}@petit.example", "Jeanne Petit") for n in range(each // 2)]
                about: dict[str, Any] = {"document_id": quote.document_id, "version": 1}
                key = f"{quote.document_id}/{kind}"
                made = await letters.write(tx, kind, key=key, audience="client", to=to, locale="fr", **about)
                ids |= dict.fromkeys(made, quote)
    return ids


def arrived(mails: MailServer) -> dict[str, list[bytes]]:
    """What came in, by Message-ID."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for mail in mails.messages():
        found[str(mail.message["Message-ID"])].append(mail.message.as_bytes())
    return found


@contextmanager
def impatiently(mails: MailServer) -> Iterator[None]:
    """Meet a server that takes connections and says nothing, without waiting long for it."""
    with pytest.MonkeyPatch.context() as patch, mails.silent():
        patch.setattr(smtp, "STEP", SHORT)
        yield


async def storm(desk: MailActivities, mails: MailServer, firm: Company, count: int) -> None:
    """Send so many letters through every kind of trouble, with answers coming in between."""
    quotes = [await firm.quote() for _ in range(10)]
    ids = await written(firm, quotes, count // len(quotes))
    troubles: list[AbstractContextManager[None]] = [
        mails.refuse_with(451),
        mails.refuse_with(452, Step.CONTENT),
        mails.cut_after_content(),
        mails.down(),
        impatiently(mails),
    ]
    for part, trouble in enumerate(troubles):
        with trouble:
            mine = list(ids)[part :: len(troubles)]
            assert await send_all(desk, firm, mine) == {"later": len(mine)}
    twice = list(ids)[2 :: len(troubles)]  # the server had them and could not say so
    answered = quotes[::2]
    for quote in answered:
        await firm.answer(quote, Action.APPROVE)
    before = arrived(mails)
    assert set(await send_all(desk, firm, list(ids))) == {"sent", "dropped"}
    await _each_left_or_was_overtaken(firm, mails, ids, answered)
    after = arrived(mails)
    overtaken = await _ids(firm, [x for x in ids if ids[x] in answered], "reminder_1")
    assert all(len(after.get(mark, [])) == len(before.get(mark, [])) for mark in overtaken), "I13"
    doubles = await _ids(firm, twice)
    assert all(len(set(copies)) == 1 for copies in after.values()), "I14: the same bytes"
    assert {mark for mark, copies in after.items() if len(copies) > 1} == doubles - overtaken, "I14"


async def _each_left_or_was_overtaken(
    firm: Company, mails: MailServer, ids: dict[str, Published], answered: list[Published]
) -> None:
    async with firm.transaction() as tx:
        rows = await tx.all(select(letter_table).where(letter_table.c.id.in_(ids)))
    there = arrived(mails)
    for row in rows:
        overtaken = row.kind == "reminder_1" and ids[row.id] in answered
        assert row.state == ("dropped" if overtaken else "sent")
        assert overtaken or row.message_id in there


async def _ids(firm: Company, ids: list[str], kind: str = "") -> set[str]:
    """The Message-IDs of these letters."""
    async with firm.transaction() as tx:
        rows = await tx.all(select(letter_table).where(letter_table.c.id.in_(ids)))
    return {row.message_id for row in rows if kind in ("", row.kind)}


async def test_t5_of_two_hundred_letters_in_a_storm_none_is_missing_and_none_comes_after_the_answer(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    await storm(desk, mails, world.merel, 200)


@pytest.mark.long
async def test_t5_of_a_thousand_letters_in_a_storm_none_is_missing(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    await storm(desk, mails, world.merel, 1_000)


async def test_a_bounced_mail_marks_the_client_and_staff_learn_of_it(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    quote = await firm.quote()
    (letter_id,) = await unsent(firm, quote)
    with mails.refuse_with(550):
        assert await send(desk, firm, letter_id) == "failed"
    async with firm.transaction() as tx:
        assert (await parties.client(tx, firm.client.id)).mail_failed_at is not None
        assert [row.id for row in await lists.failed_letters(tx)] == [letter_id]
    (told,) = await unsent(firm, quote)
    assert await send(desk, firm, told) == "sent"
    mail = await mails.wait_for(firm.karim.email)
    assert mail.subject.startswith("Adresse à corriger")
    assert "550 refused by the test" in mail.text


async def test_a_bounced_mail_to_staff_is_shown_and_makes_no_other_mail(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    quote = await firm.quote()
    with mails.refuse_with(550):
        assert await send_all(desk, firm, await unsent(firm, quote)) == {"failed": 1}
        assert await send_all(desk, firm, await unsent(firm, quote)) == {"failed": 1}
    assert await unsent(firm, quote) == []
    async with firm.transaction() as tx:
        assert {row.kind for row in await lists.failed_letters(tx)} == {"sent", "mail_failed"}


async def test_a_bounce_is_told_once_and_again_when_the_mended_address_bounces_too(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    quote = await firm.quote()
    (letter_id,) = await unsent(firm, quote)
    with mails.refuse_with(550):
        assert [await send(desk, firm, letter_id) for _ in range(2)] == ["failed", "failed"]
        assert len(await unsent(firm, quote)) == 1
        async with firm.transaction() as tx:
            await letters.again(tx, letter_id, "autre@petit.example")
        assert await send(desk, firm, letter_id) == "failed"
    assert len(await unsent(firm, quote)) == 2


async def test_a_code_that_bounces_wakes_the_story_that_tells_staff(
    desk: MailActivities, mails: MailServer, world: World, database: Database
) -> None:
    firm = world.merel
    quote = await firm.quote()
    await send_all(desk, firm, await unsent(firm, quote))
    letter = await code_letter(firm, quote)
    async with database.everyone() as tx:
        mine = [m for m in await outbox.take(tx, 1_000) if m.document_id == quote.document_id]
        await outbox.delivered(tx, mine)
    with mails.refuse_with(550):
        assert await send(desk, firm, letter.id) == "failed"
    async with firm.transaction() as tx:
        waiting = outbox_table.c.delivered_at.is_(None)
        (signal,) = await tx.all(select(outbox_table).where(waiting))
        assert await acts.exists(tx, quote.document_id, signal.act_id)
    assert len(await unsent(firm, quote)) == 1


@pytest.mark.parametrize("late", [codes.LIFE, timedelta(hours=1)])
async def test_a_code_whose_ten_minutes_are_over_is_not_mailed_any_more(
    mails: MailServer, world: World, late: timedelta
) -> None:
    firm = world.merel
    letter = await code_letter(firm, await firm.quote())
    async with firm.transaction(now() + late) as tx:
        assert await letters.claim(tx, letter.id) is None
        assert (await letters.get(tx, letter.id)).state == "dropped"


async def test_a_code_that_a_later_one_replaced_is_not_mailed_any_more(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    quote = await firm.quote()
    first, second = await code_letter(firm, quote), await code_letter(firm, quote)
    assert [await send(desk, firm, letter.id) for letter in (first, second)] == ["dropped", "sent"]
    assert len(mails.messages(firm.client.email)) == 1


async def unsent(firm: Company, quote: Published) -> list[str]:
    async with firm.transaction() as tx:
        return list(await letters.unsent(tx, quote.document_id))


async def code_letter(firm: Company, quote: Published) -> Any:
    """The letter of a code that Mme Petit just asked for."""
    async with firm.transaction() as tx:
        await codes.request(tx, await acts.read(tx, quote.document_id), firm.client.email, "fr")
        found = [row for row in await letters.of_document(tx, quote.document_id) if row.kind == "code"]
    return found[-1]
