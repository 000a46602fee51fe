"""Paying on line: open a provider's page, hear what providers tell, look at what became of an attempt.

Every call to a provider is made between transactions, never inside one. Each step may be repeated after a
crash: what was asked before gives the same object, what was booked before is not booked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog

from activities.providers import AwayError, Provider
from activities.providers.built_in import BuiltIn
from activities.providers.paypal_orders import PayPalOrders
from activities.providers.stripe_checkout import StripeCheckout
from domain.paying import Event, Order, Seen, State
from domain.refusals import NotFound
from records import acts, attempts, invoices, ways
from records.database import Database

TEST = "test"
DECIDED = (State.PENDING, State.SUCCEEDED)

log = structlog.get_logger("aval.payments")


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the providers are reached, and whether the test provider is one of them."""

    base_url: str
    stripe_url: str
    paypal_url: str
    test: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody with a link wants to pay an invoice. `page` is the address that the link opens."""

    company_id: str
    document_id: str
    link: Any
    provider: str
    locale: str
    page: str


@dataclass(frozen=True, slots=True)
class Led:
    """Where a client goes: to a payment page, or, without one, to the result of an attempt."""

    attempt_id: str
    url: str = ""


def names(company: Any, doors: Doors) -> tuple[str, ...]:
    """Name the providers that a company offers."""
    return (*ways.configured(company), *((TEST,) if doors.test else ()))


def provider_of(database: Database, company: Any, doors: Doors, name: str) -> Provider:
    """Give a provider with the company's keys. Raises `NotFound` when the company does not offer it."""
    if name not in names(company, doors):
        raise NotFound("no-such-way")
    if name == TEST:
        return BuiltIn(database, company.id, doors.base_url)
    keys = ways.keys_of(company, database.key, name)
    return (
        PayPalOrders(keys, doors.paypal_url) if name == "paypal" else StripeCheckout(keys, doors.stripe_url)
    )


async def start(database: Database, doors: Doors, wish: Wish) -> Led:
    """Lead a client to the page of a provider; twice to the same one when they click twice (I12).

    Raises `Refused` when there is nothing to pay, `AwayError` when the provider does not answer.
    """
    async with database.transaction(wish.company_id) as tx:
        company = await acts.company(tx)
        provider = provider_of(database, company, doors, wish.provider)
        begun = await attempts.begin(tx, wish.document_id, wish.link, wish.provider, wish.locale)
        document = await acts.read(tx, wish.document_id)
        seller = (await invoices.read(tx, document)).seller.name
    if begun.in_the_way:
        if await _closed(database, doors, company, begun.attempt) in DECIDED:
            return Led(begun.attempt.id)
        return await start(database, doors, wish)
    attempt = begun.attempt
    if attempt.url:
        return Led(attempt.id, attempt.url)
    back = f"{wish.page}/paid?attempt={attempt.id}&lang={attempt.locale}"
    order = Order(
        attempt.id,
        wish.company_id,
        attempt.amount,
        attempt.currency,
        document.number,
        seller,
        attempt.locale,
        back,
        f"{back}&cancelled=1",
        attempt.expires_at,
    )
    started = await provider.start(order)
    async with database.transaction(wish.company_id) as tx:
        await attempts.opened(tx, attempt.id, started)
    return Led(attempt.id, started.url)


async def hear(
    database: Database, provider: Provider, company_id: str, headers: Mapping[str, str], body: bytes
) -> None:
    """Take in what a provider tells, once. Raises `ForgedError` or, to be told again, `AwayError`."""
    event = await provider.hear(headers, body)
    if event is None:
        return
    async with database.transaction(company_id) as tx:
        if await attempts.heard(tx, provider.name, event.id):
            return
    seen = await provider.look(event.reference)
    if seen is not None:
        disputed = seen.disputed or event.disputed
        await _observed(database, provider, company_id, replace(seen, disputed=disputed), event)


async def look_again(database: Database, doors: Doors, company_id: str, attempt_id: str) -> str:
    """See what became of an attempt; gives its state. Raises `AwayError`."""
    async with database.transaction(company_id) as tx:
        attempt = await attempts.get(tx, attempt_id)
        company = await acts.company(tx)
    if attempt.object_id is None:
        return str(attempt.state)
    provider = provider_of(database, company, doors, attempt.provider)
    seen = await provider.look(attempt.object_id)
    return await _observed(database, provider, company_id, seen) if seen else str(attempt.state)


async def _observed(
    database: Database, provider: Provider, company_id: str, seen: Seen, event: Event | None = None
) -> str:
    """Take money that the client agreed to, if it is still wanted, and write down what stands there now."""
    if seen.awaits_us:
        async with database.transaction(company_id) as tx:
            wanted = await attempts.may_take(tx, provider.name, seen)
        if wanted:
            seen = await provider.take(seen)
    async with database.transaction(company_id) as tx:
        return await attempts.observe(tx, provider.name, seen, event)


async def _closed(database: Database, doors: Doors, company: Any, attempt: Any) -> str:
    """Close the page of an attempt that another one replaces; gives what it had come to.

    When its provider does not answer, it is given up all the same: should it be paid later, that counts, and
    what is too much is noted.
    """
    state = str(attempt.state)
    if attempt.object_id is not None:
        try:
            provider = provider_of(database, company, doors, attempt.provider)
            seen = await provider.close(attempt.object_id)
            if seen is not None:
                async with database.transaction(company.id) as tx:
                    state = await attempts.observe(tx, provider.name, seen)
        except (AwayError, NotFound) as error:
            log.warning("payment page not closed", attempt=attempt.id, error=str(error))
    if state not in DECIDED:
        async with database.transaction(company.id) as tx:
            await attempts.give_up(tx, attempt.id)
    return state
