"""Which ways to pay a company offers: its own keys at the providers, and what the bank import may book.

The keys are the company's, not the installation's: each has accounts of its own, and money never goes
through somebody else's. They are kept concealed by the installation's key, like other secrets.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.draft import Reader, clean
from domain.refusals import Invalid
from records import acts, audit, tokens
from records.audit import Actor
from records.database import Tx
from records.schema import companies

KEPT_IN = "ways"  # of companies.invoicing
EXACT = "exact_transfers"


@dataclass(frozen=True, slots=True)
class Key:
    """One of the keys of an account at a provider, and what it looks like."""

    name: str
    looks: re.Pattern[str]


ANY = re.compile(r"[!-~]{8,200}")
KEYS: Mapping[str, tuple[Key, ...]] = {
    "stripe": (
        Key("secret_key", re.compile(r"[sr]k_(test|live)_[!-~]{8,200}")),
        Key("webhook_secret", re.compile(r"whsec_[!-~]{8,200}")),
    ),
    "paypal": (
        Key("client_id", ANY),
        Key("client_secret", ANY),
        Key("webhook_id", ANY),
        Key("mode", re.compile("live|sandbox")),
    ),
}


def configured(company: Any) -> tuple[str, ...]:
    """Name the providers at which a company has an account."""
    kept = company.invoicing.get(KEPT_IN, {})
    return tuple(provider for provider in KEYS if provider in kept)


def keys_of(company: Any, key: bytes, provider: str) -> dict[str, str]:
    """Give a company's keys at a provider that it has configured. `key` is the installation's."""
    kept: dict[str, str] = json.loads(tokens.reveal(key, company.invoicing[KEPT_IN][provider]))
    return kept


def books_exact_transfers(company: Any) -> bool:
    """Whether a transfer that gives an invoice's number and its exact amount is booked by itself."""
    return bool(company.invoicing.get(KEPT_IN, {}).get(EXACT, False))


async def change(tx: Tx, actor: Actor, provider: str, raw: Mapping[str, Any]) -> None:
    """Keep a company's keys at a provider; one that is left empty stays as it is. Raises `Invalid`."""
    company = await acts.company(tx)
    before = keys_of(company, tx.key, provider) if provider in configured(company) else {}
    reader = Reader(raw)
    keys = {key.name: clean(raw.get(key.name)) or before.get(key.name, "") for key in KEYS[provider]}
    for key in KEYS[provider]:
        if not keys[key.name]:
            reader.wrong(key.name, "required")
        elif not key.looks.fullmatch(keys[key.name]):
            reader.wrong(key.name, "not-a-provider-key")
    if reader.problems:
        raise Invalid(reader.problems)
    await _keep(tx, actor, {provider: tokens.conceal(tx.key, json.dumps(keys))}, {"provider": provider})


async def forget(tx: Tx, actor: Actor, provider: str) -> None:
    """Stop offering a provider, and forget the keys."""
    await _keep(tx, actor, {provider: None}, {"provider": provider, "forgotten": True})


async def let_exact_transfers(tx: Tx, actor: Actor, *, on: bool) -> None:
    """Let the bank import book what gives an invoice's number and its exact amount, or no longer."""
    await _keep(tx, actor, {EXACT: on}, {EXACT: on})


async def _keep(tx: Tx, actor: Actor, changes: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    """Write changes down; None takes a setting out. The journal never sees a key."""
    invoicing = (await acts.company(tx)).invoicing
    kept = {
        name: value for name, value in {**invoicing.get(KEPT_IN, {}), **changes}.items() if value is not None
    }
    values = {"invoicing": {**invoicing, KEPT_IN: kept}}
    await tx.execute(companies.update().where(companies.c.id == tx.company_id).values(**values))
    await tx.notify("")
    await audit.append(tx, "ways_to_pay_changed", actor, data=dict(told))
