"""How a company invoices: what follows an approval, terms of payment, where to pay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Row
from stdnum import bic, iban

from domain.draft import Reader, clean
from domain.invoice import PaymentTerms
from domain.refusals import Invalid
from records import acts, audit
from records.audit import Actor
from records.database import Tx
from records.schema import companies

CHOICES = ("provisional", "validate", "by_hand")
DAYS = 30
MAX_DAYS = Decimal(60)  # Code de commerce L441-10
LATE_RATE = "12.15"  # ECB 2.15 + 10 points; never under three times the legal rate
COOLING = timedelta(days=7)  # no payment before (Code de la consommation L221-10)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a company settled: what an approval leads to, days to pay, terms, and when VAT is due."""

    on_approval: str = "provisional"
    days: int = DAYS
    vat_on: str = "receipts"
    terms: PaymentTerms = PaymentTerms(late_rate=Decimal(LATE_RATE))  # noqa: RUF009  frozen


def rules_of(company: Any, client: Any = None) -> Rules:
    """Give the rules that hold for a client: its own choice before the company's."""
    kept = company.invoicing
    own = client.on_approval if client is not None else ""
    return Rules(
        on_approval=own or kept.get("on_approval", "provisional"),
        days=int(kept.get("days", DAYS)),
        vat_on=kept.get("vat_on", "receipts"),
        terms=PaymentTerms(
            late_rate=Decimal(kept.get("late_rate", LATE_RATE)),
            late_text=kept.get("late_text", ""),
            discount_text=kept.get("discount_text", ""),
            indemnity=4_000 if client is None or client.kind == "business" else 0,
            iban=kept.get("iban", ""),
            bic=kept.get("bic", ""),
            account_name=kept.get("account_name", "") or company.name,
        ),
    )


def payable_from(content: Any, client: Any, accepted_on: date) -> date | None:
    """Give the first day on which a deposit may be asked of a consumer who may still withdraw; else None."""
    if client.kind == "consumer" and content.mentions.withdrawal:
        return accepted_on + COOLING + timedelta(days=1)
    return None


async def change(tx: Tx, actor: Actor, raw: Mapping[str, Any]) -> Row[Any]:
    """Change how the company invoices from now on. Raises `Invalid`."""
    company = await acts.company(tx)
    reader = Reader({**company.invoicing, **raw})
    settled = {
        "on_approval": _choice(reader, "on_approval", CHOICES),
        "days": int(reader.number("days", Decimal(0), MAX_DAYS, 0, str(DAYS))),
        "vat_on": _choice(reader, "vat_on", ("receipts", "debits")),
        "late_rate": str(reader.number("late_rate", Decimal(0), Decimal(100), 2, LATE_RATE)),
        "late_text": reader.text("late_text", 500),
        "discount_text": reader.text("discount_text", 500),
        "iban": _checked(reader, "iban", iban, "not-an-iban"),
        "bic": _checked(reader, "bic", bic, "not-a-bic"),
        "account_name": reader.text("account_name", 70),
    }
    if reader.problems:
        raise Invalid(reader.problems)
    values = {"invoicing": {**company.invoicing, **settled}}
    await tx.execute(companies.update().where(companies.c.id == tx.company_id).values(**values))
    await tx.notify("")
    await audit.append(tx, "invoicing_changed", actor, data=settled)
    return await acts.company(tx)


def _choice(reader: Reader, field: str, allowed: tuple[str, ...]) -> str:
    typed = clean(reader.raw.get(field)) or allowed[0]
    if typed not in allowed:
        reader.wrong(field, "not-a-choice", allowed=", ".join(allowed))
        return allowed[0]
    return typed


def _checked(reader: Reader, field: str, rule: Any, code: str) -> str:
    typed = reader.text(field, 50)
    if typed and not rule.is_valid(typed):
        reader.wrong(field, code)
    return str(rule.compact(typed)) if typed else ""
