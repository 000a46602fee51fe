"""Invoices that wait for their money, and the ways to pay that Claire's firm offers."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from domain.money import Cents
from records import acts, attempts, findings, invoicing, links, payments, ways
from records.publishing import Published
from records.schema import payments as payment_table
from tests import works
from tests.counterparts import paypal, stripe
from tests.records.test_invoices import handed_over, validated
from tests.world import Company

DEPOSIT: Cents = 767_499  # of the worked example
IBAN, BIC = "FR7630006000011234567890189", "AGRIFRPPXXX"


@dataclass
class Bill:
    """An invoice that was published to Mme Petit. `token` is the secret of her link."""

    company: Company
    id: str
    number: str
    amount: Cents
    token: str
    quote: Published

    @property
    def path(self) -> str:
        return f"/c/{self.token}"

    async def row(self) -> Any:
        async with self.company.transaction() as tx:
            return await acts.read(tx, self.id)

    async def paid(self) -> list[tuple[str, Cents]]:
        """Every payment, as method and amount."""
        async with self.company.transaction() as tx:
            return [(row.method, row.amount) for row in await payments.of_invoice(tx, self.id)]

    async def attempts(self) -> list[Any]:
        async with self.company.transaction() as tx:
            return list(await attempts.of_invoice(tx, self.id))

    async def found(self) -> list[str]:
        """What a person must look at, on this invoice."""
        async with self.company.transaction() as tx:
            return [row.code for row in await findings.to_look_at(tx, self.id)]

    async def link(self) -> Any:
        async with self.company.transaction() as tx:
            return next(one for one in await links.all_of(tx, self.id) if one.purpose == "mail")


async def bill(company: Company) -> Bill:
    """The deposit invoice of the worked example, validated."""
    quote = await works.contract(company)
    document = await validated(company, await handed_over(company, quote))
    async with company.transaction() as tx:
        found = {link.purpose: link for link in await links.all_of(tx, document.id)}
        token = links.token(tx, found["mail"].seed)
    return Bill(company, document.id, document.number, document.payable, token, quote)


async def open_account(company: Company) -> None:
    """An IBAN that invoices ask to be paid to."""
    async with company.transaction() as tx:
        await invoicing.change(tx, company.claire, {"iban": IBAN, "bic": BIC})


async def take_cards(company: Company) -> None:
    """Accounts at both providers."""
    keys = {"secret_key": stripe.KEY, "webhook_secret": stripe.WEBHOOK_SECRET}
    async with company.transaction() as tx:
        await ways.change(tx, company.claire, "stripe", keys)
        await ways.change(tx, company.claire, "paypal", paypal.KEYS)


async def all_paid(company: Company) -> int:
    async with company.transaction() as tx:
        rows = await tx.all(select(payment_table).where(payment_table.c.company_id == company.id))
        return len(rows)
