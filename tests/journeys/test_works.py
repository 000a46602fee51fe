"""A contract from its signature to its final account, told by a mason, an architect and an owner."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from tests.journeys.browser import DESKTOP, PHONE, link_in, sign_in, somebody
from tests.journeys.conftest import Product
from tests.works import CHANGE_ORDER, MARKET, S1, S2, S3

pytestmark = pytest.mark.xdist_group("product")


@dataclass
class Site:
    """Who works on the site, each in front of a page of their own, and what programs wrote for them."""

    product: Product
    staff: Page
    architect: Page
    owner: Page
    mark: str
    job: str = ""
    client: str = ""

    @property
    def addresses(self) -> Mapping[str, str]:
        return {
            "owner": f"jeanne.{self.mark}@petit.example",
            "architect": f"ines.{self.mark}@caradec.example",
        }

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        """What a program asks of the REST API."""
        url = f"{self.product.base_url}/api/v1{path}"
        async with httpx.AsyncClient(headers=self.product.headers, timeout=60) as program:
            reply = await program.request(method, url, json=body)
        assert reply.status_code < 300, reply.text
        return reply.json()

    async def opens_the_mail(self, who: str, subject: str) -> Page:
        """Follow the link of the newest mail to somebody whose subject says this."""
        count = 1
        while True:
            mails = await self.product.mails(self.addresses[who], count)
            found = next((mail for mail in mails if subject in mail["subject"].lower()), None)
            if found:
                break
            count = len(mails) + 1
        page: Page = getattr(self, who)
        await page.goto(link_in(found, self.product))
        return page


async def test_a_contract_lives_from_its_signature_to_its_final_account(
    chromium: Browser, product: Product
) -> None:
    async with (
        somebody(chromium, product) as desk,
        somebody(chromium, product, DESKTOP) as office,
        somebody(chromium, product, PHONE) as hand,
    ):
        site = Site(
            product, await desk.new_page(), await office.new_page(), await hand.new_page(), uuid4().hex[:8]
        )
        await sign_in(site.staff, product)
        await a_job_is_opened(site)
        quote = await the_quote_is_signed(site)
        await the_ledger_shows_the_deposit(site, quote)
        await a_statement_is_sent(site, "1", S1, "4 597,17 €")
        await the_owner_approves(site, "n° 1", "4 597,17 €")
        await a_change_order_is_signed(site, quote)
        await the_architect_comes_first_from_now_on(site)
        await a_statement_is_sent(site, "2", S2 | {"1.2": "90", "2.2": "80"}, None)
        await the_architect_rejects_with_two_comments(site)
        await version_two_claims_less(site)
        await the_architect_admits_in_part(site)
        await the_owner_approves(site, "n° 2", "6 394,65 €")
        await staff_take_what_was_admitted(site)
        await a_statement_is_sent(site, "3", S3, "6 454,92 €")
        await both_approve_the_last_one(site)
        await the_account_is_final(site, quote)


async def a_job_is_opened(site: Site) -> None:
    client = await site.call(
        "POST", "/clients", {"name": "Mme Petit", "email": site.addresses["owner"], "kind": "consumer"}
    )
    job = await site.call(
        "POST",
        "/jobs",
        {"client_id": client["id"], "title": f"Maison {site.mark}", "address": "7 rue des Hauts-Pavés"},
    )
    site.client, site.job = client["id"], job["id"]


async def the_quote_is_signed(site: Site) -> str:
    quote = await site.call(
        "POST",
        "/quotes",
        {
            "client_id": site.client,
            "job_id": site.job,
            "title": "Extension et charpente",
            "deposit_percent": "30",
            "retention_percent": "5",
            "lines": MARKET,
        },
    )
    await site.call("POST", f"/documents/{quote['id']}/publish", {})
    page = await site.opens_the_mail("owner", "à valider")
    await page.get_by_label("Autres réponses").click()
    await page.locator(".bar .items").get_by_role("button", name="Signer").click()
    await say_who(page, "Jeanne Petit", site.addresses["owner"])
    await page.get_by_role("button", name="Recevoir un code par mail").click()
    await expect(page.get_by_text("un code vient d’y être envoyé")).to_be_visible()
    mails = await site.product.mails(site.addresses["owner"], 2)
    code = next(found for mail in mails if (found := re.search(r"\b\d{3} ?\d{3}\b", mail["text"])))
    await page.get_by_label("Code reçu par mail").fill(code[0])
    await page.get_by_label("Écrivez vos prénom et nom").fill("Jeanne Petit")
    await page.get_by_label("J’ai lu et j’accepte").check()
    await page.get_by_role("button", name=re.compile("Bon pour accord")).click()
    await expect(page.get_by_role("heading", name="C’est signé. Merci !")).to_be_visible()
    return str(quote["id"])


async def the_ledger_shows_the_deposit(site: Site, quote: str) -> None:
    listed = await site.call("GET", f"/contracts?quote_id={quote}")
    page = site.staff
    await page.goto(f"/contracts/{listed['data'][0]['id']}")
    ledger = page.get_by_role("table", name="Compte du marché")
    await expect(ledger).to_contain_text("25 583,30")
    while not await ledger.get_by_text("7 674,99").count():  # the story hands it over by itself
        await page.reload()


async def a_statement_is_sent(
    site: Site, ordinal: str, percents: Mapping[str, str], payable: str | None
) -> None:
    """Begin it on the job's page, type every line from the keyboard, and send it."""
    page = site.staff
    await page.goto(f"/jobs/{site.job}")
    await page.get_by_role("button", name="Nouvelle situation").first.click()
    await expect(page.get_by_role("heading", name=f"Situation n° {ordinal} ·")).to_be_visible()
    for number, percent in percents.items():
        cell = page.get_by_label(f"{number} : avancement cumulé", exact=True)
        await cell.fill(percent)
        await cell.press("Enter")
    if payable:
        await expect(page.get_by_role("region", name="Récapitulatif")).to_contain_text(payable)
    await send(page, 1)


async def send(page: Page, version: int) -> None:
    await page.get_by_role("button", name="Aperçu et envoi").click()
    await expect(page.get_by_role("heading", name="Avant l’envoi")).to_be_visible()
    await page.get_by_role("button", name=f"Envoyer la version {version}").click()
    await expect(page).to_have_url(re.compile("/documents/"))
    await expect(page.get_by_text(f"version {version}").first).to_be_visible()


async def the_owner_approves(site: Site, which: str, payable: str) -> None:
    page = await site.opens_the_mail("owner", which)
    await expect(page.locator(".bar")).to_contain_text(payable)
    await page.locator(".bar").get_by_role("button", name="Approuver").click()
    await say_who(page, "Jeanne Petit", site.addresses["owner"])
    await page.get_by_label("J’ai lu et j’accepte").check()
    await page.locator("#answer .send").click()
    await expect(page).to_have_url(re.compile("/receipt"))


async def a_change_order_is_signed(site: Site, quote: str) -> None:
    order = await site.call(
        "POST",
        "/quotes",
        {
            "client_id": site.client,
            "job_id": site.job,
            "change_order_of": quote,
            "title": "Regards supplémentaires",
            "lines": CHANGE_ORDER,
        },
    )
    sent = await site.call("POST", f"/documents/{order['id']}/publish", {})
    await site.owner.goto(sent["public_url"])
    await expect(site.owner.get_by_text("Avenant").first).to_be_visible()
    await site.owner.locator(".bar").get_by_role("button", name="Approuver").click()
    await say_who(site.owner, "Jeanne Petit", site.addresses["owner"])
    await site.owner.get_by_label("J’ai lu et j’accepte").check()
    await site.owner.locator("#answer .send").click()
    await expect(site.owner).to_have_url(re.compile("/receipt"))


async def the_architect_comes_first_from_now_on(site: Site) -> None:
    people = {"architect": "Inès Caradec", "owner": "Jeanne Petit"}
    chain = [
        {"title": who, "people": [{"name": name, "email": site.addresses[who], "role": who}], "days": "7"}
        for who, name in people.items()
    ]
    await site.call("PUT", f"/jobs/{site.job}/chain", {"chain": chain})
    await site.staff.goto(f"/jobs/{site.job}")
    await expect(site.staff.get_by_text("Inès Caradec").first).to_be_visible()


async def the_architect_rejects_with_two_comments(site: Site) -> None:
    page = await site.opens_the_mail("architect", "n° 2")
    for number, text in (("1.2", "La dalle n'est pas coulée partout."), ("2.2", "Trop compté.")):
        await page.get_by_role("button", name=f"Commenter la ligne « {number} »").click()
        await page.get_by_label("Votre commentaire").fill(text)
        await page.get_by_role("button", name="Garder le commentaire").click()
        await expect(page.get_by_text(text)).to_be_visible()
    await page.locator("aside").get_by_role("button", name="Refuser", exact=True).click()
    await say_who(page, "Inès Caradec", site.addresses["architect"])
    await page.locator("#answer .send").click()
    await expect(page.get_by_role("heading", name="Votre refus est enregistré")).to_be_visible()


async def version_two_claims_less(site: Site) -> None:
    page = site.staff
    await page.reload()
    await expect(page.get_by_role("heading", name="Refusé par Inès Caradec").first).to_be_visible()
    await (
        page.get_by_role("button", name="Corriger et publier la version 2")
        .or_(page.get_by_role("link", name="Corriger et publier la version 2"))
        .first.click()
    )
    for number, percent in {"1.2": "72.5", "2.2": "70"}.items():
        cell = page.get_by_label(f"{number} : avancement cumulé", exact=True)
        await cell.fill(percent)
        await cell.press("Enter")
    await send(page, 2)


async def the_architect_admits_in_part(site: Site) -> None:
    page = await site.opens_the_mail("architect", "n° 2")
    await page.goto(page.url.split("?", maxsplit=1)[0] + "/admit")
    await page.get_by_label("Cumul admis sur la ligne 2.2").fill("66,7")
    await page.get_by_label("Cumul admis sur la ligne 2.2").press("Tab")
    await expect(page.get_by_text("6 394,65 €").first).to_be_visible()
    await page.get_by_role("button", name=re.compile("Approuver")).last.click()
    await say_who(page, "Inès Caradec", site.addresses["architect"])
    await page.get_by_label("J’ai lu et j’accepte").check()
    await page.locator("#answer .send").click()
    await expect(page).to_have_url(re.compile("/receipt"))


async def staff_take_what_was_admitted(site: Site) -> None:
    page = site.staff
    await page.reload()
    await page.get_by_role("link", name="Accepter les quantités admises").click()
    await page.get_by_role("button", name="Accepter", exact=True).click()
    await expect(page.get_by_text("Les quantités admises sont acceptées.")).to_be_visible()


async def both_approve_the_last_one(site: Site) -> None:
    page = await site.opens_the_mail("architect", "n° 3")
    await page.locator("aside").get_by_role("button", name=re.compile("^Approuver")).click()
    await say_who(page, "Inès Caradec", site.addresses["architect"])
    await page.get_by_label("J’ai lu et j’accepte").check()
    await page.locator("#answer .send").click()
    await expect(page).to_have_url(re.compile("/receipt"))
    await the_owner_approves(site, "n° 3", "6 454,92 €")


async def the_account_is_final(site: Site, quote: str) -> None:
    listed = await site.call("GET", f"/contracts?quote_id={quote}")
    page = site.staff
    await page.goto(f"/contracts/{listed['data'][0]['id']}")
    await expect(page.get_by_text("Décompte général").first).to_be_visible()
    for figure in ("26 443,94", "26 443,93 €", "2 411,10 €", "2 411,11 €", "1 322,20 €"):
        await expect(page.get_by_text(figure).first).to_be_visible()


async def say_who(page: Page, name: str, email: str) -> None:
    await page.get_by_label("Vos prénom et nom", exact=True).fill(name)
    await page.get_by_label("Votre adresse e-mail").fill(email)
