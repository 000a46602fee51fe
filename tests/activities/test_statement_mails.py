"""The letters of a statement, through a real mail server: whose turn it is, by a link of their own."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from activities.mail import MailActivities
from domain.answer import Answer
from domain.lifecycle import Action
from records import acts, addresses, answers, course, files, letters, links, templates
from records.files import FileStore
from records.ids import new_id
from records.parties import change_client
from records.publishing import Published
from tests import chains, works
from tests.activities.post import BASE, letter_of, letters_of, send
from tests.parts import MailServer
from tests.works import ARCHITECT, OWNER, S1
from tests.world import Company, World

INES, JEANNE = ARCHITECT["email"], OWNER["email"]
BOSS = {"escalate_name": "Solène Aubry", "escalate_email": "solene@caradec.example"}


async def situation(firm: Company, chain: list[dict[str, Any]] | None = None) -> Published:
    """The first statement of the worked example, just sent to the architect."""
    await works.give_chain(firm, chain)
    return await works.statement(firm, await works.contract(firm), S1)


async def admit_less(firm: Company, statement: Published) -> None:
    """The architect admits 20 % of line 1.2, of which 30 % are claimed, and says why."""
    async with firm.transaction() as tx:
        content = await acts.content_of(tx, statement.document_id, 1)
    line = next(line.id for line in content.lines if line.number == "1.2")
    said = {"admitted": {line: "20"}, "line_comments": {line: "Reste la terrasse."}}
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE, **said)


async def deliver(desk: MailActivities, firm: Company, statement: Published) -> None:
    """Send all that is due about a statement."""
    async with firm.transaction() as tx:
        due = await letters.unsent(tx, statement.document_id)
    for letter_id in due:
        await send(desk, firm, letter_id)


def plain(text: str) -> str:
    return " ".join(text.split())


async def address_of(firm: Company, statement: Published, email: str) -> str:
    """The address of somebody's own page."""
    return f"{BASE}/c/{await works.token_of(firm, statement, email)}"


async def test_whose_turn_it_is_gets_their_own_link_and_nobody_else_a_letter(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm)
    mails.clear()
    await deliver(desk, firm, statement)
    mail = await mails.wait_for(INES)
    assert plain(mail.subject) == "Situation n° 1 à valider : 4 597,17 € · Extension de la maison"
    assert await address_of(firm, statement, INES) in mail.text
    assert await address_of(firm, statement, firm.client.email) not in mail.html
    assert [mail.recipients for mail in mails.messages()] == [[INES]]


async def test_the_next_reads_what_the_one_before_admitted_and_staff_who_is_next(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm)
    await admit_less(firm, statement)
    await deliver(desk, firm, statement)
    asked = await mails.wait_for(JEANNE)
    assert "Inès Caradec a approuvé 4 104,49 €" in plain(asked.text)
    assert "au lieu de 4 597,17 € demandés (étape « Visa de l'architecte »)" in plain(asked.text)
    assert "1.2 Dalle en béton armé Demandé 30 %, admis 20 %, écart −689,05 € HT" in plain(asked.text)
    assert await address_of(firm, statement, JEANNE) in asked.text
    assert await address_of(firm, statement, INES) not in asked.html
    told = await mails.wait_for(firm.karim.email, "visée avec réserves")
    assert "Réponse maintenant attendue : Jeanne Petit." in plain(told.text)
    assert "1.2 Dalle en béton armé Reste la terrasse." in plain(told.text)
    receipt = await mails.wait_for(INES, "Réponse enregistrée")
    assert "Vous avez donné votre visa" in receipt.text
    assert mails.messages(firm.client.email) == []


async def test_a_turn_that_was_handed_over_drops_the_old_letter(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm)
    old = await letter_of(firm, statement, "turn", INES)
    await chains.hand_over(firm, statement, old.details["turn"])
    assert await send(desk, firm, old.id) == "dropped"
    await deliver(desk, firm, statement)
    assert mails.messages(INES) == []
    mail = await mails.wait_for(chains.STAND_IN["email"])
    assert "à la place de Inès Caradec" in plain(mail.text)
    assert await address_of(firm, statement, chains.STAND_IN["email"]) in mail.text


async def test_the_letter_that_says_whose_turn_it_is_carries_the_pdf_and_the_message(
    desk: MailActivities, store: FileStore, mails: MailServer, world: World
) -> None:
    firm = world.merel
    async with firm.transaction() as tx:
        await change_client(tx, firm.client.id, firm.claire, {"attach_pdf": True})
    statement = await situation(firm)
    digest = await store.put(firm.id, b"%PDF-1.7 situation")
    async with firm.transaction() as tx:
        await files.attach_pdf(tx, statement.document_id, 1, digest, 18, "x.pdf")
    await deliver(desk, firm, statement)
    (attachment,) = (await mails.wait_for(INES)).attachments
    assert attachment.content == b"%PDF-1.7 situation"


async def test_after_the_last_approval_everybody_reads_who_gave_it(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm)
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    await works.answer_as(firm, statement, OWNER, Action.APPROVE)
    await deliver(desk, firm, statement)
    receipts = {letter.to_email for letter in await letters_of(firm, statement, "receipt")}
    assert receipts == {INES, JEANNE, firm.client.email}
    for reader in (INES, firm.client.email):
        mail = await mails.wait_for(reader, "approuvée")
        assert "Jeanne Petit a approuvé la situation de travaux n° 1" in plain(mail.text)
        assert await address_of(firm, statement, reader) in mail.text
        assert await address_of(firm, statement, JEANNE) not in mail.html
    assert "Vous avez approuvé" in (await mails.wait_for(JEANNE, "approuvée")).text


async def test_a_receipt_never_carries_the_link_of_somebody_else(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm)
    async with firm.transaction() as tx:
        theirs = {link.email: link.id for link in await links.all_of(tx, statement.document_id)}
        await links.revoke(tx, statement.document_id, theirs[firm.client.email], firm.claire)
    await works.answer_as(firm, statement, ARCHITECT, Action.REJECT, comment="2.2 n'est pas commencé")
    await deliver(desk, firm, statement)
    mail = await mails.wait_for(firm.client.email, "refusée")
    assert f"{BASE}/c/" not in mail.html


async def test_an_approver_learns_that_staff_answered_in_their_place(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm)
    answer = Answer(new_id("key"), Action.APPROVE, 1, ARCHITECT["name"], INES)
    async with firm.transaction() as tx:
        await answers.give_for_client(
            tx, statement.document_id, firm.claire, answer, reason="En chantier", proof="Appel de 9 h"
        )
    await deliver(desk, firm, statement)
    mail = await mails.wait_for(INES, "Réponse enregistrée")
    assert "Claire Mérel, chez Maçonnerie Mérel, a enregistré pour vous le visa" in plain(mail.text)
    assert mails.messages(firm.client.email) == []


async def test_silence_that_settles_is_told_once_to_everybody(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm, chains.late("deem")[:1])
    await chains.let_lapse(firm, statement)
    await deliver(desk, firm, statement)
    for reader in (INES, firm.client.email):
        mail = await mails.wait_for(reader, "Approbation tacite")
        assert "l’approbation est réputée acquise" in plain(mail.text)
    told = await mails.wait_for(firm.karim.email)
    assert len(mails.messages(firm.karim.email)) == 1
    assert told.subject.startswith("Délai dépassé\u00a0: Inès Caradec, situation n° 1")
    assert "ce silence vaut approbation" in plain(told.text)
    assert "réputée acquise : net à payer 4 597,17 €" in plain(told.text)


async def test_a_missed_deadline_asks_somebody_else_and_tells_staff(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm, chains.late("escalate", **BOSS))
    await chains.let_lapse(firm, statement)
    await deliver(desk, firm, statement)
    assert "C’est à vous de répondre" in (await mails.wait_for(BOSS["escalate_email"])).text
    told = await mails.wait_for(firm.karim.email)
    assert "Inès Caradec devait répondre et ne l’a pas fait" in plain(told.text)
    assert "Une demande vient de partir à Solène Aubry" in plain(told.text)
    assert "Réponse maintenant attendue : Inès Caradec, Solène Aubry." in plain(told.text)


async def test_whoever_is_late_is_reminded_with_the_day_that_passed(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm, chains.late("remind"))
    due: datetime = (await chains.running(firm, statement)).step(1).due_at
    await chains.let_lapse(firm, statement)
    await send(desk, firm, (await letter_of(firm, statement, "turn_late")).id)
    mail = await mails.wait_for(INES, "Délai dépassé")
    assert f"{(due - timedelta(hours=2)).day} " in plain(mail.text)
    assert "Votre réponse était attendue au plus tard le" in plain(mail.text)


async def test_those_who_admitted_less_learn_that_staff_took_it(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm)
    await admit_less(firm, statement)
    await works.answer_as(firm, statement, OWNER, Action.APPROVE)
    async with firm.transaction() as tx:
        await course.accept_admitted(tx, statement.document_id, firm.claire)
    await deliver(desk, firm, statement)
    told = await mails.wait_for(firm.karim.email, "approuvée en partie")
    assert "prenez acte de ce qui a été admis" in plain(told.text)
    for reader in (INES, JEANNE, firm.client.email):
        mail = await mails.wait_for(reader, "4\u202f104,49\u00a0€ admis")
        assert "net à payer 4 104,49 €, au lieu de 4 597,17 € demandés" in plain(mail.text)


async def test_a_letter_tells_what_stood_when_it_was_written_however_late_it_leaves(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm)
    await works.answer_as(firm, statement, ARCHITECT, Action.APPROVE)
    endorsed = await letter_of(firm, statement, "answered", firm.karim.email)
    await works.answer_as(firm, statement, OWNER, Action.REJECT, comment="Trop tôt")
    await send(desk, firm, endorsed.id)
    mail = await mails.wait_for(firm.karim.email)
    assert "Inès Caradec a donné son visa" in mail.text
    assert "Réponse maintenant attendue : Jeanne Petit." in plain(mail.text)


async def test_staff_word_letters_about_quotes_and_statements_apart(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    async with firm.transaction() as tx:
        await templates.save_template(tx, "sent", "fr", "Devis : {number}", "Voici notre devis.", firm.claire)
        await templates.save_template(
            tx, "statement-sent", "fr", "À viser : {document}", "Voici {the_document}.", firm.claire
        )
    statement = await works.statement(firm, await works.contract(firm), S1)
    await send(desk, firm, (await letter_of(firm, statement, "sent")).id)
    mail = await mails.wait_for(firm.client.email)
    assert plain(mail.subject) == "À viser : situation n° 1"
    assert "Voici la situation de travaux n° 1." in plain(mail.text)


async def test_an_approvers_address_that_fails_is_named_and_mended_with_their_turn(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    statement = await situation(firm)
    letter = await letter_of(firm, statement, "turn")
    with mails.refuse_with(550):
        assert await send(desk, firm, letter.id) == "failed"
    await deliver(desk, firm, statement)
    told = await mails.wait_for(firm.karim.email)
    assert f"Inès Caradec ({INES}) n’a pas reçu" in plain(told.subject)
    async with firm.transaction() as tx:
        await addresses.mend_letter(tx, statement.document_id, letter.id, "ines@atelier.example", firm.claire)
    assert await send(desk, firm, letter.id) == "sent"
    mail = await mails.wait_for("ines@atelier.example")
    assert await address_of(firm, statement, "ines@atelier.example") in mail.text
    moved = {**ARCHITECT, "email": "ines@atelier.example"}
    await works.answer_as(firm, statement, moved, Action.APPROVE)


async def test_a_client_whose_address_was_mended_gets_a_link_of_their_own(
    desk: MailActivities, mails: MailServer, world: World
) -> None:
    firm = world.merel
    quote = await firm.quote()
    with mails.refuse_with(550):
        await send(desk, firm, (await letter_of(firm, quote, "sent")).id)
    async with firm.transaction() as tx:
        assert await addresses.mend_client(tx, firm.client.id, "jeanne@neuve.example", firm.claire) == 1
    await deliver(desk, firm, quote)
    mail = await mails.wait_for("jeanne@neuve.example")
    assert await address_of(firm, quote, "jeanne@neuve.example") in mail.text


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT])
async def test_no_request_leaves_once_the_turn_is_over(
    desk: MailActivities, mails: MailServer, world: World, action: Action
) -> None:
    firm = world.merel
    statement = await situation(firm)
    letter = await letter_of(firm, statement, "turn", INES)
    await works.answer_as(firm, statement, ARCHITECT, action, comment="Vu")
    assert await send(desk, firm, letter.id) == "dropped"
    assert mails.messages(INES) == []
