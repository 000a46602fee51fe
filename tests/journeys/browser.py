"""A real browser for the journeys, watched: whatever a page does that it must not is written down."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    WebError,
    expect,
)

from tests.journeys.conftest import Product

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
# The browser tells in its console that a page came with a status; which one is what the tests look at.
STATUS = re.compile(r"Failed to load resource: the server responded with a status of (404|409|410|422) ")
SLOW = 60_000  # ms; a loaded machine is slow, not broken
CUT = re.compile(
    r"Failed to load resource: (the server|net::ERR_(INTERNET|CONNECTION|INCOMPLETE|EMPTY|NETWORK))"
)
INSIDE = ("about", "blob", "data")

expect.set_options(timeout=SLOW)


@dataclass
class Watch:
    """What went wrong: errors in the console, breaches of the policy, requests to other origins."""

    origins: frozenset[str]
    expected: re.Pattern[str] = STATUS
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a browser's context."""
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._thrown)

    def assert_clean(self) -> None:
        assert self.faults == []

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in INSIDE and f"{parts.scheme}://{parts.netloc}" not in self.origins:
            self.faults.append(f"asked a stranger: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not self.expected.match(message.text):
            self.faults.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _thrown(self, error: WebError) -> None:
        self.faults.append(f"thrown: {error.error.message}")


@asynccontextmanager
async def somebody(
    browser: Browser, product: Product, size: ViewportSize = DESKTOP, *, cut: bool = False, **more: Any
) -> AsyncIterator[BrowserContext]:
    """A person with a browser of their own, who reads French and dislikes motion.

    At the end nothing may have gone wrong on any page that they saw, but for lost connections when the test
    `cut` them.
    """
    origins = frozenset({product.base_url, product.environment["AVAL_MAILBOX_URL"]})
    watch = Watch(origins, CUT if cut else STATUS)
    small = size["width"] < 600
    context = await browser.new_context(
        **{
            "base_url": product.base_url,
            "viewport": size,
            "has_touch": small,
            "locale": "fr-FR",
            "timezone_id": "Europe/Paris",
            "reduced_motion": "reduce",
            **more,
        }
    )
    context.set_default_timeout(SLOW)
    watch.over(context)
    try:
        yield context
    finally:
        await context.close()
    watch.assert_clean()


async def sign_in(page: Page, product: Product) -> None:
    """Sign in as the demo's Claire."""
    await page.goto("/sign-in")
    await page.get_by_label("Adresse e-mail").fill(product.demo["staff"]["email"])
    await page.get_by_label("Mot de passe").fill(product.demo["staff"]["password"])
    await page.get_by_role("button", name="Se connecter").click()
    await page.get_by_role("heading", name="Bonjour Claire").wait_for()


def link_in(mail: dict[str, Any], product: Product) -> str:
    """The address of the client's page that a mail carries."""
    found = re.search(rf"{re.escape(product.base_url)}/c/[\w-]+", mail["text"])
    assert found, mail["text"]
    return found[0]
