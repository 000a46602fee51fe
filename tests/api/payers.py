"""Clients who pay on line: at the web application of a test, with both providers on the other side."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI

from api.app import create_app
from tests.api.programs import opened, settings_for
from tests.counterparts.paypal import PayPal
from tests.counterparts.server import serving
from tests.counterparts.stripe import Stripe
from tests.parts import DatabaseUrls
from tests.tills import Bill
from tests.world import Company


@dataclass
class Market:
    """The application and the providers that it speaks with."""

    app: FastAPI
    http: httpx.AsyncClient
    stripe: Stripe
    paypal: PayPal

    async def pay(self, bill: Bill, method: str, below: str = "") -> httpx.Response:
        return await self.http.post(f"{bill.path}/pay{below}", data={"method": method})

    async def begin(self, bill: Bill, method: str) -> str:
        """Choose a way to pay; gives the provider's object."""
        reply = await self.pay(bill, method)
        assert reply.status_code == 303, f"{reply.status_code}: {reply.text}"
        return str((await bill.attempts())[0].object_id)

    async def told(self, bill: Bill, provider: str) -> list[int]:
        """Let a provider tell what it has to tell; gives what it was answered."""
        counterpart: Any = self.stripe if provider == "stripe" else self.paypal
        return list(await counterpart.deliver(self.poster(bill.company, provider)))

    def poster(self, company: Company, provider: str) -> Any:
        async def post(body: bytes, headers: dict[str, str]) -> int:
            return (await self.post(company, provider, body, headers)).status_code

        return post

    async def post(self, company: Company, provider: str, body: bytes, headers: Any) -> httpx.Response:
        return await self.http.post(f"/webhooks/{provider}/{company.id}", content=body, headers=headers)


@contextmanager
def providers() -> Iterator[tuple[Stripe, PayPal]]:
    """Both providers, each on a port of its own."""
    stripe, paypal = Stripe(), PayPal()
    with serving(stripe.app) as stripe.url, serving(paypal.app) as paypal.url:
        yield stripe, paypal


@asynccontextmanager
async def market(urls: DatabaseUrls, folder: Any, stripe: Stripe, paypal: PayPal) -> AsyncIterator[Market]:
    """The application in front of both providers, with the test provider switched on."""
    settings = settings_for(
        urls,
        folder,
        stripe_url=stripe.url,
        paypal_url=paypal.url,
        payment_pages=f"{stripe.url} {paypal.url}",
        test_payments=True,
    )
    app = create_app(settings)
    async with app.router.lifespan_context(app), opened(app) as http:
        yield Market(app, http, stripe, paypal)
