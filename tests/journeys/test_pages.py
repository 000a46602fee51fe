"""Every page that a person can reach: readable by everybody, on every screen, with nothing but a keyboard."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect

from records.database import Database
from tests.journeys.browser import DESKTOP, PHONE, sign_in, somebody
from tests.journeys.conftest import Product
from tests.journeys.scenes import Scenes, every_scene

pytestmark = pytest.mark.xdist_group("product")

NARROW = {"width": 320, "height": 640}  # WCAG 2.2, 1.4.10: reflow
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
SMALL_ACTIONS = """() => [...document.querySelectorAll('main .button:not(.compact, .plain), .bar .button, dialog .button')]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
  .map((e) => `${e.outerHTML.slice(0, 120)} ${e.getBoundingClientRect().height}`)"""


async def faults_of(page: Page, *, thumb: bool) -> list[str]:
    """What is wrong with the page as it stands, on a phone and on a desk, by day and by night."""
    found: list[str] = []
    for size, scheme, options in (
        (PHONE, "light", EVERYTHING),
        (PHONE, "dark", COLOURS),
        (DESKTOP, "dark", COLOURS),
        (DESKTOP, "light", EVERYTHING),
    ):
        await page.set_viewport_size({"width": size["width"], "height": WHOLE})
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
        await page.evaluate(DRAWN)
        results = await AXE.run(page, options=options)
        found += [
            f"{size['width']} {scheme}: {violation['id']}: {node['html'][:200]} {node['failureSummary']}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
    for size in (NARROW, PHONE):
        await page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict
        await page.evaluate(DRAWN)
        found += [f"{size['width']}: sticks out: {what}" for what in await page.evaluate(OVERFLOW)]
    if thumb:
        found += [f"too small for a thumb: {what}" for what in await page.evaluate(SMALL_ACTIONS)]
    return found


@pytest.fixture(scope="module")
async def scenes(product: Product) -> AsyncIterator[Scenes]:
    environment = product.environment
    database = Database(environment["AVAL_DATABASE_URL"], environment["AVAL_SECRET_KEY"].encode())
    yield await every_scene(database)
    await database.close()


async def look_at(context: BrowserContext, paths: dict[str, str], *, thumb: bool) -> dict[str, list[str]]:
    """What is wrong with each of the pages, by what it shows."""
    wrong: dict[str, list[str]] = {}
    left = iter(paths.items())

    async def reader() -> None:
        page = await context.new_page()
        for what, path in left:
            await page.goto(path)
            if faults := await faults_of(page, thumb=thumb):
                wrong[what] = faults

    async with asyncio.TaskGroup() as group:
        for _ in range(READERS):
            group.create_task(reader())
    return wrong


async def test_every_page_of_a_client_can_be_used_by_everybody(
    chromium: Browser, product: Product, scenes: Scenes
) -> None:
    async with somebody(chromium, product) as hand:
        assert await look_at(hand, scenes.client, thumb=True) == {}


async def test_every_page_of_the_staff_can_be_used_by_everybody(
    chromium: Browser, product: Product, scenes: Scenes
) -> None:
    async with somebody(chromium, product) as desk:
        door = await desk.new_page()
        await door.goto("/sign-in")
        assert await faults_of(door, thumb=False) == []
        await sign_in(door, product)
        await door.close()
        assert await look_at(desk, scenes.staff, thumb=False) == {}
