"""The company's own settings: identity, what its documents carry, and its reminder plan."""

import re
from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from typing import Any

from sqlalchemy import Row
from stdnum.eu import vat as european_vat
from stdnum.fr import siret as french_siret

from domain.draft import MAX_TEXT, Reader, clean
from domain.refusals import Invalid
from domain.reminders import DEFAULT_PLAN
from records import acts, audit
from records.audit import Actor
from records.database import Tx
from records.parties import email_address
from records.schema import companies

# What identifies a company on paper, by country, in the order of the form.
LEGAL: dict[str, tuple[str, ...]] = {
    "FR": ("form", "capital", "siret", "rcs", "ape", "vat", "insurance"),
    "CA": ("form", "neq", "rbq", "gst", "qst", "insurance"),
}
MENTIONS = ("execution_delay", "insurance", "waste", "travel", "mediator")
REMINDERS = 3  # letters of rising tone (mail kinds reminder_1 to reminder_3)
MAX_ADDRESS = 6
MAX_DAYS = Decimal(120)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


async def change_identity(tx: Tx, actor: Actor, raw: Mapping[str, Any]) -> Row[Any]:
    """Change who the company is and what its next documents carry. Raises `Invalid`."""
    company = await acts.company(tx)
    reader = Reader(raw)
    lines = [clean(line) for line in clean(raw.get("address")).splitlines()]
    if len(lines) > MAX_ADDRESS:
        reader.wrong("address", "too-many-lines", limit=MAX_ADDRESS)
    values: dict[str, Any] = {
        "name": reader.text("name", required=True),
        "address": [line for line in lines if line],
        "email": _email(reader),
        "phone": reader.text("phone", 40),
        "accent": _colour(reader),
        "qr_code": reader.tick("qr_code"),
        "legal": {**company.legal, **_legal(reader, company.country)},
        "mentions": {
            **company.mentions,
            "free_quote": reader.tick("mentions.free_quote"),
            **{name: reader.text(f"mentions.{name}", MAX_TEXT) for name in MENTIONS},
        },
    }
    if reader.problems:
        raise Invalid(reader.problems)
    return await _write(tx, actor, "company_changed", values)


async def change_reminders(tx: Tx, actor: Actor, raw: Mapping[str, Any]) -> Row[Any]:
    """Change the plan of all quotes that wait or will be sent. Raises `Invalid`."""
    return await _write(tx, actor, "reminders_changed", {"reminders": read_reminders(raw)})


def read_reminders(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Read a typed plan: business days after sending, days before the end, hours. Raises `Invalid`.

    `remind_1` to `remind_3`, `call` and `expiring` may be empty: that step is left out.
    """
    reader = Reader(raw)
    remind = [
        day for number in range(1, REMINDERS + 1) if (day := _days(reader, f"remind_{number}")) is not None
    ]
    if sorted(set(remind)) != remind:
        reader.wrong("remind_1", "days-in-order")
    call = _days(reader, "call")
    if call is not None and remind and call <= remind[-1]:
        reader.wrong("call", "call-last")
    opens, closes = _hour(reader, "opens"), _hour(reader, "closes")
    if opens >= closes:
        reader.wrong("closes", "hours-in-order")
    expiring = _days(reader, "expiring")
    if reader.problems:
        raise Invalid(reader.problems)
    return {
        "active": reader.tick("active"),
        "remind": remind,
        "call": call,
        "expiring": expiring,
        "hours": {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"},
    }


def typed_reminders(company: Any) -> dict[str, Any]:
    """Give the plan in force as its form shows it."""
    plan = company.reminders
    remind = [str(day) for day in plan.get("remind", DEFAULT_PLAN.remind)] + [""] * REMINDERS
    hours = plan.get("hours", {})
    return {
        **{f"remind_{number}": remind[number - 1] for number in range(1, REMINDERS + 1)},
        **{name: _shown(plan.get(name, getattr(DEFAULT_PLAN, name))) for name in ("call", "expiring")},
        "opens": hours.get("opens", "09:00"),
        "closes": hours.get("closes", "18:00"),
        "active": plan.get("active", True),
    }


async def _write(tx: Tx, actor: Actor, kind: str, values: dict[str, Any]) -> Row[Any]:
    await tx.execute(companies.update().where(companies.c.id == tx.company_id).values(**values))
    await tx.notify("")
    await audit.append(tx, kind, actor, data={"changed": sorted(values)})
    return await acts.company(tx)


def _legal(reader: Reader, country: str) -> dict[str, str]:
    typed = {name: reader.text(f"legal.{name}") for name in LEGAL[country]}
    if typed.get("siret") and not french_siret.is_valid(typed["siret"]):
        reader.wrong("legal.siret", "not-a-siret")
    if typed.get("vat") and not european_vat.is_valid(typed["vat"]):
        reader.wrong("legal.vat", "not-a-vat-id")
    return typed


def _email(reader: Reader) -> str:
    try:
        return email_address(reader.text("email", 254, required=True))
    except ValueError:
        reader.wrong("email", "not-an-email")
        return ""


def _colour(reader: Reader) -> str:
    typed = reader.text("accent", 7)
    if not COLOUR.fullmatch(typed):
        reader.wrong("accent", "not-a-colour")
    return typed


def _days(reader: Reader, field: str) -> int | None:
    if not clean(reader.raw.get(field)):
        return None
    return int(reader.number(field, Decimal(1), MAX_DAYS, 0))


def _hour(reader: Reader, field: str) -> time:
    try:
        return time.fromisoformat(clean(reader.raw.get(field)))
    except ValueError:
        reader.wrong(field, "not-an-hour")
        return time()


def _shown(days: int | None) -> str:
    return "" if days is None else str(days)
