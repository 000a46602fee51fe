"""Lost connections, impatient fingers, changes meanwhile: nothing is lost, nothing is done twice."""

from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from records.database import Database
from records.publishing import Published
from tests.journeys.browser import PHONE, somebody
from tests.journeys.conftest import Product
from tests.journeys.scenes import mason, page_at
from tests.world import Company

pytestmark = pytest.mark.xdist_group("product")

REASON = "Le pignon est déjà fait."


@pytest.fixture
async def firm(records_of_the_product: Database) -> Company:
    return await mason(records_of_the_product)


async def answer_form(
    context: BrowserContext, quote: Published, action: str, *, dialog: bool = False
) -> Page:
    """The form of an answer with everything that it needs, not yet sent."""
    page = await context.new_page()
    if dialog:
        await page.goto(page_at(quote))
        await page.locator(f"aside button[value={action}]").click()
    else:
        await page.goto(f"{page_at(quote)}/answer?action={action}")
    await page.get_by_label("Vos prénom et nom", exact=True).fill("Jeanne Petit")
    await page.get_by_label("Votre adresse e-mail").fill("jeanne@petit.example")
    if action == "reject":
        await page.get_by_label("Pourquoi ?").fill(REASON)
    else:
        await page.get_by_label("J’ai lu et j’accepte").check()
    return page


async def answers_to(product: Product, quote: Published) -> list[dict[str, Any]]:
    """The answers that were recorded."""
    async with httpx.AsyncClient(base_url=product.base_url, headers=product.headers) as http:
        reply = await http.get(f"/api/v1/documents/{quote.document_id}")
    found: list[dict[str, Any]] = reply.json()["answers"]
    return found


async def test_offline_says_that_nothing_was_sent_and_keeps_the_text(
    chromium: Browser, product: Product, firm: Company
) -> None:
    quote = await firm.quote()
    async with somebody(chromium, product, PHONE, cut=True) as hand:
        page = await answer_form(hand, quote, "reject")
        await hand.set_offline(True)
        await page.locator(".send").click()
        await expect(page.get_by_role("alert").first).to_contain_text("rien n’a été envoyé")
        await expect(page.get_by_label("Pourquoi ?")).to_have_value(REASON)
        assert await answers_to(product, quote) == []
        await hand.set_offline(False)
        await expect(page.get_by_text("rien n’a été envoyé")).to_be_hidden()
        assert await answers_to(product, quote) == []  # a decision is never queued
        await page.locator(".send").click()
        await expect(page.get_by_role("heading", name="Votre refus est enregistré")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
async def test_a_double_click_gives_one_answer(
    chromium: Browser, product: Product, firm: Company, script: bool
) -> None:
    quote = await firm.quote()
    async with somebody(chromium, product, PHONE, cut=True, java_script_enabled=script) as hand:
        page = await answer_form(hand, quote, "approve")
        await page.locator(".send").dblclick()
        await expect(page.get_by_role("heading", name="C’est approuvé. Merci !")).to_be_visible()
    assert [answer["action"] for answer in await answers_to(product, quote)] == ["approve"]


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
async def test_two_tabs_give_one_answer_and_the_second_keeps_its_text(
    chromium: Browser, product: Product, firm: Company, script: bool
) -> None:
    quote = await firm.quote()
    async with somebody(chromium, product, java_script_enabled=script) as hand:
        first = await answer_form(hand, quote, "approve")
        second = await answer_form(hand, quote, "reject")
        await first.locator(".send").click()
        await expect(first.get_by_role("heading", name="C’est approuvé. Merci !")).to_be_visible()
        await second.locator(".send").click()
        await expect(second.get_by_role("heading", name="Rien n’a été enregistré")).to_be_visible()
        await expect(second.get_by_text(REASON)).to_be_visible()
    assert [answer["action"] for answer in await answers_to(product, quote)] == ["approve"]


async def test_a_new_version_is_told_without_a_reload_and_a_late_answer_keeps_its_text(
    chromium: Browser, product: Product, firm: Company
) -> None:
    quote = await firm.quote()
    async with somebody(chromium, product) as hand:
        page = await answer_form(hand, quote, "reject", dialog=True)
        await page.evaluate("() => { window.reader = 'was here' }")
        await firm.new_version(quote, title="Extension, corrigée")
        await expect(page.get_by_text("La version 2 vient d’être publiée")).to_be_attached()
        await expect(page.get_by_label("Pourquoi ?")).to_have_value(REASON)
        assert await page.evaluate("() => window.reader") == "was here"
        await page.locator(".send").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_role("heading", name="Rien n’a été enregistré")).to_be_visible()
        await expect(dialog.get_by_text(REASON)).to_be_visible()
        await dialog.get_by_role("link", name="Lire la version 2").click()
        await expect(page.get_by_role("heading", name="Extension, corrigée")).to_be_visible()
    assert await answers_to(product, quote) == []


async def without_viewer(route: Route) -> None:
    """Say that a PDF came instead of showing it: the browser's viewer is no page of ours."""
    reply = await route.fetch()
    if reply.headers["content-type"] == "application/pdf":
        await route.fulfill(content_type="text/plain", body="The PDF came")
    else:
        await route.fulfill(response=reply)


async def test_a_pdf_that_is_not_ready_says_so_and_comes_by_itself(
    chromium: Browser, product: Product, firm: Company
) -> None:
    paper = product.part("paper")
    paper.suspend()
    try:
        quote = await firm.quote()
        async with somebody(chromium, product) as hand:
            await hand.route("**/pdf", without_viewer)
            page = await hand.new_page()
            await page.goto(page_at(quote))
            await expect(page.get_by_role("heading", name="Extension de la maison")).to_be_visible()
            await page.get_by_role("link", name="PDF").click()
            await expect(page.get_by_role("heading", name="Le PDF est en préparation")).to_be_visible()
            paper.resume()
            await expect(page.get_by_text("The PDF came")).to_be_visible()
    finally:
        paper.resume()


async def test_a_page_hears_again_when_the_web_was_away(
    chromium: Browser, product: Product, firm: Company
) -> None:
    quote = await firm.quote()
    async with somebody(chromium, product, cut=True) as hand:
        page = await hand.new_page()
        async with page.expect_response(lambda reply: reply.url.endswith("/events")):
            await page.goto(page_at(quote))
        product.part("web").kill()
        await firm.new_version(quote, title="Publiée pendant l'absence")
        await expect(page.get_by_text("La version 2 vient d’être publiée")).to_be_visible()
        await page.get_by_role("link", name="Lire la version 2").click()
        await expect(page.get_by_role("heading", name="Publiée pendant l'absence")).to_be_visible()
