"""Every page that a person can reach: readable by everybody, on every screen, with nothing but a keyboard."""

import asyncio
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, expect

from records.database import Database
from tests.journeys.browser import DESKTOP, PHONE, sign_in, somebody
from tests.journeys.conftest import Product
from tests.journeys.scenes import Scenes, every_scene, mason, page_at

pytestmark = pytest.mark.xdist_group("product")

NARROW: ViewportSize = {"width": 320, "height": 640}  # WCAG 2.2, 1.4.10: reflow
STATUSES = {"unknown link": 404, "nothing there": 404, "withdrawn": 410, "expired link": 410}
WHOLE = 6000  # px; so high that no bar lies over what one can scroll to
READERS = 3  # pages that are looked at at the same time
AXE = Axe()
EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
# Another colour scheme and another width are drawn within two frames.
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
OVERFLOW = """() => document.scrollingElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.firstElementChild)
      .map((e) => `${e.outerHTML.slice(0, 120)} in ${e.parentElement.outerHTML.slice(0, 120)}`)
      .concat(`${document.scrollingElement.scrollWidth} px in all`).slice(0, 5)
  : []"""
# WCAG 2.2 asks for 24 px, which axe looks after; the main actions of a client's page, for a thumb's 44.
SMALL_ACTIONS = """() => [
    ...document.querySelectorAll('main .button:not(.compact, .plain), .bar .button, dialog .button'),
  ].filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
  .map((e) => `${e.outerHTML.slice(0, 120)} ${e.getBoundingClientRect().height}`)"""


# Each time all rules on one screen and the colours on the other; both times together cover everything.
PHONE_BY_DAY = ((PHONE, "light", EVERYTHING), (DESKTOP, "dark", COLOURS))
DESKTOP_BY_DAY = ((DESKTOP, "light", EVERYTHING), (PHONE, "dark", COLOURS))
BOTH = pytest.mark.parametrize(
    "looks",
    [
        pytest.param(PHONE_BY_DAY, id="phone-by-day-desktop-by-night"),
        pytest.param(DESKTOP_BY_DAY, id="desktop-by-day-phone-by-night", marks=pytest.mark.long),
    ],
)
Looks = tuple[tuple[ViewportSize, Any, dict[str, Any]], ...]


async def faults_of(page: Page, looks: Looks, *, thumb: bool) -> list[str]:
    """What is wrong with the page as it stands."""
    found: list[str] = []
    for size, scheme, options in looks:
        await page.set_viewport_size({"width": size["width"], "height": WHOLE})
        await page.emulate_media(color_scheme=scheme)
        await page.evaluate(DRAWN)
        results = await AXE.run(page, options=options)
        found += [
            f"{size['width']} {scheme}: {violation['id']}: {node['html'][:200]} {node['failureSummary']}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
    for size in (NARROW, PHONE):
        await page.set_viewport_size(size)
        await page.evaluate(DRAWN)
        found += [f"{size['width']}: sticks out: {what}" for what in await page.evaluate(OVERFLOW)]
    if thumb:
        found += [f"too small for a thumb: {what}" for what in await page.evaluate(SMALL_ACTIONS)]
    return found


@pytest.fixture(scope="module")
async def scenes(records_of_the_product: Database) -> Scenes:
    return await every_scene(records_of_the_product)


async def look_at(
    context: BrowserContext, paths: dict[str, str], looks: Looks, *, thumb: bool
) -> dict[str, list[str]]:
    """What is wrong with each of the pages, by what it shows."""
    wrong: dict[str, list[str]] = {}
    left = iter(paths.items())

    async def reader() -> None:
        page = await context.new_page()
        for what, path in left:
            reply = await page.goto(path)
            assert reply
            assert reply.status == STATUSES.get(what, 200), what
            if faults := await faults_of(page, looks, thumb=thumb):
                wrong[what] = faults

    async with asyncio.TaskGroup() as group:
        for _ in range(READERS):
            group.create_task(reader())
    return wrong


@BOTH
async def test_every_page_of_a_client_can_be_used_by_everybody(
    chromium: Browser, product: Product, scenes: Scenes, looks: Looks
) -> None:
    async with somebody(chromium, product) as hand:
        assert await look_at(hand, scenes.client, looks, thumb=True) == {}


@BOTH
async def test_every_page_of_the_staff_can_be_used_by_everybody(
    chromium: Browser, product: Product, scenes: Scenes, looks: Looks
) -> None:
    async with somebody(chromium, product) as desk:
        door = await desk.new_page()
        await door.goto("/sign-in")
        assert await faults_of(door, looks, thumb=False) == []
        await door.get_by_label("Adresse e-mail").fill("claire@merel.example")
        await door.get_by_label("Mot de passe").fill("not this one")
        await door.get_by_role("button", name="Se connecter").click()
        await expect(door.get_by_role("alert")).to_contain_text("ne va pas")
        assert await faults_of(door, looks, thumb=False) == []
        await sign_in(door, product)
        assert await look_at(desk, scenes.staff, looks, thumb=False) == {}


@BOTH
async def test_the_answers_in_their_dialog_can_be_used_by_everybody(
    chromium: Browser, product: Product, scenes: Scenes, looks: Looks
) -> None:
    async with somebody(chromium, product) as hand:
        page = await hand.new_page()
        await page.goto(scenes.open)
        for answer in ("Approuver le devis", "Signer", "Refuser", "Mettre en attente"):
            await page.set_viewport_size(DESKTOP)
            await page.locator("aside").get_by_role("button", name=answer, exact=True).click()
            await expect(page.get_by_role("dialog").get_by_role("heading", level=1)).to_be_visible()
            assert await faults_of(page, looks, thumb=True) == []
            await page.get_by_role("button", name="Fermer").click()


async def test_a_forgotten_field_is_said_and_gets_the_focus(
    chromium: Browser, product: Product, scenes: Scenes
) -> None:
    async with somebody(chromium, product, PHONE) as hand:
        page = await hand.new_page()
        await page.goto(f"{scenes.open}/answer?action=approve")
        await page.locator("#answer").evaluate("(form) => (form.noValidate = true)")
        await page.get_by_label("Vos prénom et nom").fill("")
        await page.locator(".send").click()
        await expect(page.get_by_role("alert").last).to_be_focused()
        assert await faults_of(page, PHONE_BY_DAY, thumb=True) == []


FOCUS_SHOWS = """() => {
  const box = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box);
  const after = getComputedStyle(box, '::after');
  const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  return ring || boxShadow !== 'none' || after.outlineStyle !== 'none' || box.tagName === 'BODY'
    ? '' : box.outerHTML.slice(0, 160);
}"""


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus, which must show on the way."""
    wanted = page.get_by_role("button", name=name, exact=True).or_(page.get_by_label(name))
    for _ in range(80):
        await page.keyboard.press("Tab")
        assert await page.evaluate(FOCUS_SHOWS) == ""
        focused = page.locator(":focus")
        if await focused.count() and await wanted.and_(focused).count():
            return
    raise AssertionError(f"no Tab leads to {name}")


async def test_an_answer_needs_nothing_but_tab_space_and_enter(
    chromium: Browser, product: Product, records_of_the_product: Database
) -> None:
    quote = await (await mason(records_of_the_product)).quote("Clavier seul")
    async with somebody(chromium, product) as hand:
        page = await hand.new_page()
        await page.goto(page_at(quote))
        await tab_to(page, "Approuver le devis")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_be_visible()
        await tab_to(page, "Vos prénom et nom")
        await page.keyboard.type("Jeanne Petit")
        await tab_to(page, "Votre adresse e-mail")
        await page.keyboard.press("Control+a")
        await page.keyboard.type("jeanne@petit.example")
        await tab_to(page, "J’ai lu et j’accepte les conditions générales de cette version.")
        await page.keyboard.press("Space")
        await tab_to(page, "Approuver · 8 583,66 €")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="C’est approuvé. Merci !")).to_be_visible()


async def test_nothing_moves_for_those_who_dislike_motion(
    chromium: Browser, product: Product, scenes: Scenes
) -> None:
    async with somebody(chromium, product) as hand:
        page = await hand.new_page()
        await page.goto(scenes.open)
        moving = await page.evaluate(
            """() => [...document.querySelectorAll('*')].filter((e) => {
              const { transitionDuration, animationName } = getComputedStyle(e);
              return parseFloat(transitionDuration) > 0.05 || animationName !== 'none';
            }).length"""
        )
        assert moving == 0
