"""Letters leave through a real mail server: once, on fresh knowledge, or not at all (I13, I14)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from temporalio.exceptions import ApplicationError

from activities.mail import MailActivities
from activities.smtp import MailServer as Address
from domain.lifecycle import Action
from embedded.mailbox.door import Step
from records import acts, asking, codes, course, files, letters, links, parties, templates
from records.database import now
from records.files import FileStore
from records.letters import LEASE
from records.parties import change_client
from records.publishing import Published
from records.schema import codes as code_table
from records.schema import letters as letter_table
from tests.activities.post import BASE, letter_of, send
from tests.parts import MailServer
from tests.world import Company, World, in_days


async def reminder(firm: Company, quote: Published) -> str:
    async with firm.transaction() as tx:
        (letter_id,) = await letters.write(
            tx,
            "reminder_1",
            key=f"{quote.document_id}/{quote.version}/remind-1",
            audience="client",
            to=[(firm.client.email, "Jeanne Petit")],
            locale="fr",
            document_id=quote.document_id,
            version=quote.version,
        )
    return letter_id


async def test_a_published_quote_reaches_its_client_in_the_firms_name(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    quote = await world.merel.quote()
    letter = await letter_of(world.merel, quote, "sent")
    assert await send(desk, world.merel, letter.id) == "sent"
    mail = await mails.wait_for(world.merel.client.email)
    assert mail.sender == "Maçonnerie Mérel <no-reply@aval.example>"
    assert mail.message["Reply-To"] == f"Claire Mérel <{world.merel.claire.email}>"
    assert mail.message["Message-ID"] == letter.message_id
    assert f"{BASE}/c/{quote.token}" in mail.text
    assert f"{BASE}/c/{quote.token}" in mail.html
    letter = await letter_of(world.merel, quote, "sent")
    assert (letter.state, letter.subject) == ("sent", mail.subject)


async def test_a_letter_that_was_sent_is_not_sent_again(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    letter = await letter_of(world.merel, await world.merel.quote(), "sent")
    assert [await send(desk, world.merel, letter.id) for _ in range(2)] == ["sent", "sent"]
    assert len(mails.messages(world.merel.client.email)) == 1


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT, Action.HOLD])
async def test_i13_no_reminder_leaves_after_an_answer(
    desk: MailActivities, mails: MailServer, world: World, action: Action
) -> None:
    quote = await world.merel.quote()
    letter_id = await reminder(world.merel, quote)
    await world.merel.answer(quote, action, comment="non", hold_until=in_days(9))
    assert await send(desk, world.merel, letter_id) == "dropped"
    assert mails.messages(world.merel.client.email) == []


async def test_i13_an_answer_that_comes_while_the_mail_server_is_greeted_still_stops_the_reminder(
    desk: MailActivities, mails: MailServer, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = await world.merel.quote()
    letter_id = await reminder(world.merel, quote)
    greeted = Address.addressed

    @asynccontextmanager
    async def answered_meanwhile(self: Address, *args: Any) -> AsyncIterator[Any]:
        async with greeted(self, *args) as conversation:
            await world.merel.answer(quote, Action.APPROVE)
            yield conversation

    monkeypatch.setattr(Address, "addressed", answered_meanwhile)
    assert await send(desk, world.merel, letter_id) == "dropped"
    assert mails.messages(world.merel.client.email) == []


async def test_an_unanswered_quote_is_reminded(desk: MailActivities, mails: MailServer, world: World) -> None:
    quote = await world.merel.quote()
    assert await send(desk, world.merel, await reminder(world.merel, quote)) == "sent"
    assert (await mails.wait_for(world.merel.client.email)).subject.startswith("Rappel")


async def test_the_letter_of_a_replaced_version_never_leaves(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    quote = await world.merel.quote()
    first = await letter_of(world.merel, quote, "sent")
    async with world.merel.transaction() as tx:
        await course.withdraw(tx, quote.document_id, world.merel.claire, "Doublon")
    assert await send(desk, world.merel, first.id) == "dropped"
    withdrawn = await letter_of(world.merel, quote, "withdrawn")
    assert await send(desk, world.merel, withdrawn.id) == "sent"
    assert "Motif : Doublon" in " ".join((await mails.wait_for(subject="retiré")).text.split())


@pytest.mark.parametrize("step", list(Step))
async def test_a_mail_server_that_asks_for_patience_is_tried_again_later(
    desk: MailActivities, mails: MailServer, world: World, step: Step
) -> None:
    letter = await letter_of(world.merel, quote := await world.merel.quote(), "sent")
    with mails.refuse_with(451, step), pytest.raises(ApplicationError) as raised:
        await send(desk, world.merel, letter.id)
    assert not raised.value.non_retryable
    waiting = await letter_of(world.merel, quote, "sent")
    assert (waiting.state, waiting.lease_until) == ("due", None)
    assert "451" in waiting.error
    assert "451" not in str(raised.value)  # nor a recipient's address: failures are shown in plain
    assert await send(desk, world.merel, letter.id) == "sent"
    assert len(mails.messages(world.merel.client.email)) == 1


@pytest.mark.parametrize("step", list(Step))
async def test_a_refusal_for_good_is_shown_to_staff_and_not_tried_again(
    desk: MailActivities, mails: MailServer, world: World, step: Step
) -> None:
    letter = await letter_of(world.merel, quote := await world.merel.quote(), "sent")
    with mails.refuse_with(550, step):
        assert await send(desk, world.merel, letter.id) == "failed"
    assert await send(desk, world.merel, letter.id) == "failed"
    assert mails.messages(world.merel.client.email) == []
    async with world.merel.transaction() as tx:
        assert (await parties.client(tx, world.merel.client.id)).mail_failed_at is not None
        assert set((await letters.unsent(tx, quote.document_id)).values()) == {"mail_failed"}  # to staff


async def test_a_mail_server_that_is_down_keeps_the_letter_due(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    letter = await letter_of(world.merel, quote := await world.merel.quote(), "sent")
    with mails.down(), pytest.raises(ApplicationError, match="away"):
        await send(desk, world.merel, letter.id)
    async with world.merel.transaction() as tx:
        assert list(await letters.unsent(tx, quote.document_id)) == [letter.id]
    assert await send(desk, world.merel, letter.id) == "sent"


async def test_i14_a_cut_after_the_content_sends_the_same_bytes_again(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    letter = await letter_of(world.merel, await world.merel.quote(), "sent")
    with mails.cut_after_content(), pytest.raises(ApplicationError):
        await send(desk, world.merel, letter.id)
    assert await send(desk, world.merel, letter.id) == "sent"
    one, other = mails.messages(world.merel.client.email)
    assert one.message["Message-ID"] == other.message["Message-ID"] == letter.message_id
    assert one.message.as_bytes() == other.message.as_bytes()


async def test_a_letter_that_another_process_holds_is_left_to_it_until_its_lease_ends(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    letter = await letter_of(world.merel, await world.merel.quote(), "sent")
    async with world.merel.transaction() as tx:
        assert await letters.claim(tx, letter.id)
    with pytest.raises(ApplicationError) as raised:
        await send(desk, world.merel, letter.id)
    assert raised.value.type == "LetterLeased"
    assert raised.value.next_retry_delay
    assert timedelta() < raised.value.next_retry_delay <= LEASE
    async with world.merel.transaction() as tx:
        await tx.execute(
            letter_table.update().where(letter_table.c.id == letter.id).values(lease_until=now() - LEASE)
        )
    assert await send(desk, world.merel, letter.id) == "sent"
    assert len(mails.messages(world.merel.client.email)) == 1


async def test_the_pdf_goes_along_when_the_clients_file_says_so(
    desk: MailActivities, store: FileStore, mails: MailServer, world: World
) -> None:
    firm = world.merel
    async with firm.transaction() as tx:
        await change_client(tx, firm.client.id, firm.claire, {"attach_pdf": True})
    quote = await firm.quote()
    digest = await store.put(firm.id, b"%PDF-1.7 test")
    async with firm.transaction() as tx:
        await files.attach_pdf(tx, quote.document_id, 1, digest, 13, "x.pdf")
    await send(desk, firm, (await letter_of(firm, quote, "sent")).id)
    mail = await mails.wait_for(firm.client.email)
    (attachment,) = mail.attachments
    assert attachment.content == b"%PDF-1.7 test"
    assert attachment.name == f"{quote.number} v1.pdf"
    assert "joint en PDF" in mail.text


async def test_the_client_gets_a_receipt_and_staff_the_comments(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    quote = await firm.quote()
    async with firm.transaction() as tx:
        line = next(iter((await acts.content_of(tx, quote.document_id, 1)).lines))
    await firm.answer(quote, Action.REJECT, comment="Trop cher", line_comments={line.id: "Revoir"})
    await send(desk, firm, (await letter_of(firm, quote, "receipt")).id)
    await send(desk, firm, (await letter_of(firm, quote, "answered")).id)
    receipt = await mails.wait_for(firm.client.email)
    assert "Vous avez refusé" in receipt.text
    told = await mails.wait_for(firm.karim.email)
    assert "Jeanne Petit a refusé" in told.text
    assert "1.1 Décapage" in told.text
    assert "Revoir" in told.text
    assert f"{BASE}/documents/{quote.document_id}" in told.html


async def test_a_receipt_to_a_typed_address_makes_nobody_a_recipient(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    quote = await firm.quote()
    async with firm.transaction() as tx:
        before = {link.id for link in await links.all_of(tx, quote.document_id)}
    await firm.answer(quote, Action.APPROVE, email="autre@petit.example")
    async with firm.transaction() as tx:
        receipts = [x for x in await letters.of_document(tx, quote.document_id) if x.kind == "receipt"]
    assert {letter.to_email for letter in receipts} == {firm.client.email, "autre@petit.example"}
    for letter in receipts:
        await send(desk, firm, letter.id)
    assert f"{BASE}/c/{quote.token}" in (await mails.wait_for("autre@petit.example")).text
    async with firm.transaction() as tx:
        assert {link.id for link in await links.all_of(tx, quote.document_id)} == before


async def test_the_code_arrives_and_is_noted_as_sent(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    quote = await firm.quote()
    async with firm.transaction() as tx:
        await codes.request(tx, await acts.read(tx, quote.document_id), firm.client.email, "fr")
    letter = await letter_of(firm, quote, "code")
    assert await send(desk, firm, letter.id) == "sent"
    async with firm.transaction() as tx:
        digits = await codes.digits(tx, letter.details["code_id"])
        code = await tx.first(code_table.select().where(code_table.c.id == letter.details["code_id"]))
    mail = await mails.wait_for(firm.client.email)
    assert mail.subject.startswith(digits)
    assert code is not None
    assert code.sent_at is not None


async def test_a_client_who_wants_more_time_reaches_staff(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    quote = await firm.quote()
    opened = await links.open_link(firm.database, quote.token)
    async with firm.transaction() as tx:
        await asking.extension(tx, opened, "Jeanne Petit", "Quinze jours, svp")
    await send(desk, firm, (await letter_of(firm, quote, "extension_asked")).id)
    mail = await mails.wait_for(firm.karim.email)
    assert "Jeanne Petit demande plus de temps" in mail.text
    assert "Quinze jours, svp" in mail.text


async def test_staff_wording_replaces_the_usual_one(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    async with firm.transaction() as tx:
        await templates.save_template(tx, "sent", "fr", "À lire : {number}", "Voici {title}.", firm.claire)
    quote = await firm.quote()
    await send(desk, firm, (await letter_of(firm, quote, "sent")).id)
    mail = await mails.wait_for(firm.client.email)
    assert mail.subject == f"À lire : {quote.number}"
    assert "Voici Extension de la maison." in mail.text


async def test_the_last_reminder_is_copied_to_the_referent(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    quote = await firm.quote()
    async with firm.transaction() as tx:
        (letter_id,) = await letters.write(
            tx,
            "reminder_3",
            key="last",
            audience="client",
            to=[(firm.client.email, "Jeanne Petit")],
            locale="fr",
            document_id=quote.document_id,
            version=1,
            cc=[firm.karim.email],
        )
    assert await send(desk, firm, letter_id) == "sent"
    mail = await mails.wait_for(firm.client.email)
    assert mail.recipients == [firm.client.email, firm.karim.email]
    assert mail.message["Cc"] == firm.karim.email


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://127.0.0.1:1025", Address("127.0.0.1", 1025)),
        ("smtp://relay.example", Address("relay.example", 25)),
        ("smtp://user:p%40ss@relay.example", Address("relay.example", 587, username="user", password="p@ss")),
        (
            "smtps://user:x@relay.example",
            Address("relay.example", 465, tls=True, username="user", password="x"),
        ),
    ],
)
def test_the_mail_server_is_one_address(url: str, expected: Address) -> None:
    assert Address.at(url) == expected


@pytest.mark.parametrize("url", ["", "http://relay.example", "smtp://"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="smtp://"):
        Address.at(url)
