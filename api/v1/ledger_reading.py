"""How the ledger of a contract reads for a program, up to the final account."""

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from api.v1.fields import Amount, decimal, money
from domain.ledger import FinalAccount, Ledger, Rounding, Row


class LedgerRow(BaseModel):
    """One event. After each one `signed` is `invoiced` and `to_come` together, with tax."""

    kind: str = Field(
        description="contract, change_order, deposit, statement or rounding", examples=["statement"]
    )
    number: str
    title: str
    on: date | None
    ordinal: int | None = Field(description="of a statement")
    net: Amount = Field(description="what it signs or invoices, before tax")
    tax: Amount
    gross: Amount
    works: Amount = Field(description="of a statement's period, before tax, as the next two")
    price_revision: Amount
    deposit_recovered: Amount
    retention: Amount
    penalties: Amount
    prorata: Amount
    net_to_pay: Amount
    progress_percent: str | None = Field(description="cumulative, after a statement")
    signed: Amount
    invoiced: Amount
    to_come: Amount
    retained: Amount = Field(description="retention withheld so far")

    @classmethod
    def of(cls, row: Row) -> Self:
        """Read a row of the ledger."""
        return cls(
            kind=row.kind,
            number=row.number,
            title=row.title,
            on=row.on,
            ordinal=row.ordinal or None,
            net=money(row.net),
            tax=money(row.tax),
            gross=money(row.gross),
            works=money(row.works),
            price_revision=money(row.revision),
            deposit_recovered=money(row.recovered),
            retention=money(row.retention),
            penalties=money(row.penalties),
            prorata=money(row.prorata),
            net_to_pay=money(row.net_to_pay),
            progress_percent=None if row.progress is None else decimal(row.progress),
            signed=money(row.signed),
            invoiced=money(row.invoiced),
            to_come=money(row.to_come),
            retained=money(row.retained),
        )


class VatRounding(BaseModel):
    """The VAT at one rate: on what was signed and revised, and as it was invoiced."""

    rate: str = Field(examples=["20"])
    due: Amount
    invoiced: Amount
    difference: Amount

    @classmethod
    def of(cls, found: Rounding) -> Self:
        """Read the rounding of a rate."""
        return cls(
            rate=decimal(found.rate),
            due=money(found.due),
            invoiced=money(found.invoiced),
            difference=money(found.drift),
        )


class FinalReading(BaseModel):
    """The final account, with tax: contract, change orders, revision and rounding are what was invoiced."""

    contract: Amount
    change_orders: Amount
    price_revision: Amount
    rounding: Amount
    roundings: list[VatRounding]
    deposits: Amount
    statements: Amount
    invoiced: Amount
    penalties: Amount
    prorata: Amount
    retention: Amount = Field(description="that is still held")
    paid: Amount
    balance: Amount = Field(description="what the client owes today")

    @classmethod
    def of(cls, account: FinalAccount) -> Self:
        """Read a final account."""
        other = ("roundings", "price_revision")
        plain = {name: money(getattr(account, name)) for name in cls.model_fields if name not in other}
        return cls(
            **plain,
            price_revision=money(account.revision),
            roundings=[VatRounding.of(found) for found in account.roundings],
        )


class LedgerReading(BaseModel):
    """What was signed, invoiced and is still to come, event by event."""

    rows: list[LedgerRow]
    to_come: Amount
    final: FinalReading | None = Field(description="once nothing is to come any more")

    @classmethod
    def of(cls, kept: Ledger) -> Self:
        """Read a ledger."""
        return cls(
            rows=[LedgerRow.of(row) for row in kept.rows],
            to_come=money(kept.to_come),
            final=FinalReading.of(kept.final) if kept.final else None,
        )
