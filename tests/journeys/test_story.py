"""The story of a quote, told by two people in front of their browsers."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect
from temporalio.client import Client, WorkflowHandle

from tests.journeys.browser import DESKTOP, PHONE, link_in, sign_in, somebody
from tests.journeys.conftest import Product

pytestmark = pytest.mark.xdist_group("product")

SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


@dataclass
class Told:
    """One telling of the story: who takes part, on which pages, and with which means."""

    product: Product
    staff: Page
    client: Page
    email: str
    script: bool
    drawn: bool

    @property
    def phone(self) -> bool:
        size = self.client.viewport_size
        assert size
        return size["width"] < 600

    async def mail(self, subject: str) -> dict[str, Any]:
        """The newest mail to the client whose subject says this in small letters, once it is there."""
        count = 1
        while True:
            mails = await self.product.mails(self.email, count)
            for mail in mails:
                if subject in mail["subject"].lower():
                    return mail
            count = len(mails) + 1


@asynccontextmanager
async def telling(
    chromium: Browser, product: Product, *, size: ViewportSize, script: bool, drawn: bool
) -> AsyncIterator[Told]:
    """Claire at her desk, and a client of this telling alone, each in a browser of their own."""
    async with (
        somebody(chromium, product, java_script_enabled=script) as desk,
        somebody(chromium, product, size, java_script_enabled=script) as hand,
    ):
        email = f"jeanne.{uuid4().hex[:8]}@petit.example"
        yield Told(product, await desk.new_page(), await hand.new_page(), email, script, drawn)


@pytest.mark.parametrize(
    ("size", "script", "drawn"),
    [
        pytest.param(PHONE, True, True, id="phone-drawn"),
        pytest.param(PHONE, False, False, id="phone-without-script"),
        pytest.param(DESKTOP, True, False, id="desktop-typed"),
        pytest.param(DESKTOP, False, False, id="desktop-without-script"),
    ],
)
async def test_a_quote_lives_from_its_draft_to_a_signature(
    chromium: Browser, product: Product, size: ViewportSize, script: bool, drawn: bool
) -> None:
    async with telling(chromium, product, size=size, script=script, drawn=drawn) as story:
        await sign_in(story.staff, product)
        await a_client_and_a_job_are_made_on_the_way(story)
        await the_quote_is_written(story)
        document_id = await it_is_previewed_and_sent(story)
        await the_client_opens_the_mail(story, "à valider")
        await a_line_is_commented(story)
        await the_quote_is_rejected(story)
        await staff_see_it_and_read_the_detail(story)
        await version_two_is_published(story)
        await the_client_sees_the_difference(story)
        await an_option_is_taken(story)
        await the_quote_is_signed(story)
        await the_receipt_follows(story)
        await staff_see_the_signature(story)
        await the_history_shows_each_step(product, document_id)


async def a_client_and_a_job_are_made_on_the_way(story: Told) -> None:
    page = story.staff
    await page.get_by_role("link", name="Nouveau devis").click()
    await page.get_by_role("link", name="Nouveau client").click()
    await page.get_by_label("Particulier").check()
    await page.get_by_label("Nom ou raison sociale").fill("Mme Petit")
    await page.get_by_label("Personne à qui s’adresser").fill("Jeanne Petit")
    await page.get_by_label("Adresse e-mail").fill(story.email)
    await page.get_by_label("Adresse postale").fill("7 rue des Hauts-Pavés\n44000 Nantes")
    await page.get_by_role("button", name="Créer et continuer").click()
    await page.get_by_role("link", name="Nouvelle affaire").click()
    await page.get_by_label("Nom du chantier").fill("Jardin de Mme Petit")
    await page.get_by_label("Lieu des travaux").fill("7 rue des Hauts-Pavés, 44000 Nantes")
    await page.get_by_role("button", name="Créer et continuer").click()
    await expect(page.get_by_label("Jardin de Mme Petit")).to_be_checked()
    await page.get_by_label("Objet").fill("Mur de clôture")
    await page.get_by_role("button", name="Commencer le devis").click()


LINES = (
    {"number": "1.1", "description": "Mur en pierre", "quantity": "10", "unit": "m²", "unit_price": "100"},
    {
        "number": "1.2",
        "description": "Enduit à la chaux",
        "quantity": "20",
        "unit": "m²",
        "unit_price": "42,5",
    },
    {"number": "1.3", "description": "Couronnement", "quantity": "5", "unit": "ml", "unit_price": "80"},
)


async def the_quote_is_written(story: Told) -> None:
    """A group of three lines, the last one an option, and a discount on the whole."""
    page = story.staff
    await expect(page.get_by_label("Objet")).to_have_value("Mur de clôture")
    await page.wait_for_load_state("domcontentloaded")
    await page.get_by_role("button", name="Ajouter une rubrique").click()
    await page.locator("tr.heading input").fill("Lot 1 · Maçonnerie")
    lines = page.locator("tr.heading ~ tr.line")
    for number, line in enumerate(LINES):
        if await lines.count() == number:
            await page.get_by_role("button", name="Ajouter une ligne").click()
        row = lines.nth(number)
        for column, text in line.items():
            await row.locator(f"[data-column={column}]").fill(text)
        await row.get_by_label("TVA").select_option("20")
    await lines.nth(2).get_by_label("En option").check()
    await page.get_by_label("Remise sur le total").fill("5")
    if story.script:
        await expect(page.locator("[data-gross]")).to_have_text("2 109,00 €")
        await expect(page.locator("#saved")).to_contain_text("Enregistré à")


async def it_is_previewed_and_sent(story: Told) -> str:
    page = story.staff
    await page.get_by_role("button", name="Aperçu et envoi").click()
    await expect(page.get_by_role("heading", name="Avant l’envoi")).to_be_visible()
    await expect(page.get_by_text("2 109,00 €").first).to_be_visible()
    letter = page.frame_locator("iframe.mail-frame")
    await expect(letter.get_by_text("Bonjour Jeanne Petit")).to_be_visible()
    await expect(page.get_by_text("Relance n° 3 au client")).to_be_visible()
    await page.get_by_role("button", name="Envoyer la version 1").click()
    await expect(page.get_by_text("Le devis est envoyé.")).to_be_visible()
    found = re.search(r"/documents/([^/?]+)", page.url)
    assert found
    return found[1]


async def the_client_opens_the_mail(story: Told, subject: str) -> None:
    mail = await story.mail(subject)
    page = story.client
    await page.goto(link_in(mail, story.product))
    await expect(page.get_by_role("heading", name="Mur de clôture")).to_be_visible()


async def a_line_is_commented(story: Told) -> None:
    page = story.client
    await page.get_by_role("button", name="Commenter la ligne « 1.2 »").click()
    await page.get_by_label("Votre commentaire").fill("18 m² suffisent : le pignon est déjà fait.")
    await page.get_by_role("button", name="Garder le commentaire").click()
    await expect(page.get_by_text("1 commentaire en brouillon")).to_be_visible()


async def press(story: Told, answer: str) -> None:
    """Choose an answer: behind the three dots on a phone, on the card beside the document otherwise."""
    page = story.client
    if story.phone:
        await page.get_by_label("Autres réponses").click()
        await page.locator(".bar .items").get_by_role("button", name=answer).click()
    else:
        await page.locator("aside").get_by_role("button", name=answer, exact=True).click()


async def the_quote_is_rejected(story: Told) -> None:
    page = story.client
    today = None
    if story.script:
        today = await story.staff.context.new_page()
        await today.goto("/")
    await press(story, "Refuser")
    await page.get_by_label("Pourquoi ?").fill("La surface d'enduit n'est pas la bonne.")
    await sign_with_name(story)
    await page.get_by_role("button", name="Refuser le devis").click()
    await expect(page.get_by_role("heading", name="Votre refus est enregistré")).to_be_visible()
    await expect(page.get_by_text("18 m² suffisent")).to_be_visible()
    await expect(page.get_by_role("button", name="Approuver")).to_have_count(0)
    if today:
        await expect(today.locator(".latest li").first).to_contain_text("Jeanne Petit a refusé")
        await today.close()


async def sign_with_name(story: Told) -> None:
    page = story.client
    await page.get_by_label("Vos prénom et nom", exact=True).fill("Jeanne Petit")
    await page.get_by_label("Votre adresse e-mail").fill(story.email)


async def staff_see_it_and_read_the_detail(story: Told) -> None:
    page = story.staff
    if not story.script:
        await page.reload()
    await expect(page.get_by_role("heading", name="Refusé par Jeanne Petit").first).to_be_visible()
    await expect(page.get_by_text("La surface d'enduit n'est pas la bonne.").first).to_be_visible()
    await page.get_by_role("link", name="Voir le détail : 1 commentaire de ligne").click()
    await expect(page.locator("#lines").get_by_text("18 m² suffisent")).to_be_in_viewport()


async def version_two_is_published(story: Told) -> None:
    page = story.staff
    await page.get_by_role("link", name="Corriger et publier la version 2").click()
    row = page.locator("tr.line").nth(1)
    await expect(row.get_by_text("18 m² suffisent")).to_be_visible()
    await row.locator("[data-column=quantity]").fill("18")
    await row.get_by_role("button", name="Marquer comme traité").click()
    await expect(page.get_by_text("18 m² suffisent")).to_be_hidden()
    await page.get_by_role("button", name="Aperçu et envoi").click()
    await page.get_by_label("Message au client").fill("C'est corrigé, merci de votre lecture.")
    await page.get_by_role("button", name="Envoyer la version 2").click()
    await expect(page.get_by_text("La nouvelle version est envoyée.")).to_be_visible()


async def the_client_sees_the_difference(story: Told) -> None:
    page = story.client
    await the_client_opens_the_mail(story, "nouvelle version")
    await expect(page.get_by_text("C'est corrigé, merci de votre lecture.")).to_be_visible()
    await page.get_by_text("Ce qui a changé depuis la version 1").click()
    changes = page.locator(".changes")
    await expect(changes.locator("del")).to_have_text("20")
    await expect(changes.locator("ins")).to_have_text("18")
    await expect(page.locator("#sums")).to_contain_text("2 012,10 €")


async def an_option_is_taken(story: Told) -> None:
    page = story.client
    await page.get_by_label("Prendre cette option").check()
    if not story.script:
        await page.get_by_role("button", name="Recalculer le total").click()
    await expect(page.locator("#sums")).to_contain_text("2 468,10 €")


async def the_quote_is_signed(story: Told) -> None:
    page = story.client
    await press(story, "Signer")
    await sign_with_name(story)
    await page.get_by_role("button", name="Recevoir un code par mail").click()
    await expect(page.get_by_text("un code vient d’y être envoyé")).to_be_visible()
    mail = await story.mail("code")
    code = re.search(r"\b\d{3} ?\d{3}\b", mail["text"])
    assert code, mail["text"]
    await page.get_by_label("Code reçu par mail").fill(code[0])
    if story.drawn:
        await draw(page)
    else:
        await page.get_by_label("Écrivez vos prénom et nom").fill("Jeanne Petit")
    await read_the_terms(page)
    await page.get_by_label("J’ai lu et j’accepte").check()
    await page.get_by_role("button", name=re.compile("Bon pour accord · 2.468,10.€")).click()


async def draw(page: Page) -> None:
    """Draw a signature with the mouse or a finger."""
    pad = page.get_by_label("Cadre pour dessiner la signature")
    await pad.scroll_into_view_if_needed()
    box = await pad.bounding_box()
    assert box
    await page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    await page.mouse.down()
    for step in range(1, 12):
        up = box["height"] * (0.3 if step % 2 else 0.7)
        await page.mouse.move(box["x"] + 20 + step * (box["width"] - 40) / 12, box["y"] + up)
    await page.mouse.up()
    await expect(page.locator("input[name=drawing]")).to_have_value(re.compile(r"^M[\d. ]+L"))


async def read_the_terms(page: Page) -> None:
    async with page.expect_popup() as opened:
        await page.get_by_role("link", name="conditions générales").click()
    terms = await opened.value
    await expect(terms.get_by_role("heading", name="Conditions générales")).to_be_visible()
    await expect(terms.get_by_text("Les présentes conditions s'appliquent")).to_be_visible()
    await terms.close()


async def the_receipt_follows(story: Told) -> None:
    page = story.client
    await expect(page.get_by_role("heading", name="C’est signé. Merci !")).to_be_visible()
    await expect(page.get_by_text("Couronnement")).to_be_visible()
    receipt = await story.mail("signé")
    assert "2 468,10" in receipt["text"].translate(dict.fromkeys(map(ord, SPACES), " "))
    if not story.script:
        await page.reload()
    await expect(page.get_by_text("Confirmation envoyée par mail")).to_be_visible()


async def staff_see_the_signature(story: Told) -> None:
    page = story.staff
    if not story.script:
        await page.reload()
    await expect(page.get_by_role("heading", name="Signé par Jeanne Petit").first).to_be_visible()
    await expect(page.locator(".subject-card .amount")).to_contain_text("2 468,10 €")


async def the_history_shows_each_step(product: Product, document_id: str) -> None:
    """What an operator reads in the workflow's history, from the first letter to the end."""
    workflows = await Client.connect(product.environment["AVAL_TEMPORAL_ADDRESS"])
    handle: WorkflowHandle[Any, Any] = workflows.get_workflow_handle(f"approval/{document_id}")
    outcome = await handle.result()
    assert (outcome["state"], outcome["version"]) == ("signed", 2)
    history = await handle.fetch_history()
    signals = [
        event.workflow_execution_signaled_event_attributes.signal_name
        for event in history.events
        if event.HasField("workflow_execution_signaled_event_attributes")
    ]
    tasks = [
        event.activity_task_scheduled_event_attributes.activity_type.name
        for event in history.events
        if event.HasField("activity_task_scheduled_event_attributes")
    ]
    assert [signal for signal in signals if signal != "publish"] == ["reject", "sign"]
    assert signals.count("publish") == 2
    assert tasks.count("render_version") == 2
    assert tasks.count("send_letter") >= 4  # sent, new version, and a receipt of each answer
    assert history.events[-1].HasField("workflow_execution_completed_event_attributes")
