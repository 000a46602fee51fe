"""How a quote reads for a program: what it says, with its computed amounts."""

from dataclasses import asdict
from datetime import date
from typing import Any, Self

from pydantic import BaseModel, Field

from api.v1.fields import Amount, decimal, money, price
from api.v1.life import Drafted, Lived
from api.v1.writing import WrittenMentions
from domain.document import Content
from domain.line import Line
from domain.money import Tax


class ReadLine(BaseModel):
    """One line with its amount before tax."""

    id: str = Field(examples=["ln_01"])
    number: str
    group: str
    description: str
    quantity: str = Field(examples=["37.25"])
    unit: str
    unit_price: str = Field(examples=["112.90"])
    discount_percent: str
    vat_rate: str = Field(examples=["20"])
    optional: bool = Field(description="counts only when it is chosen")
    selected: bool = Field(description="for an optional line: proposed")
    amount: str = Field(description="before tax", examples=["4205.53"])

    @classmethod
    def of(cls, line: Line) -> Self:
        """Read a line."""
        return cls(
            id=line.id,
            number=line.number,
            group=line.group,
            description=line.description,
            quantity=decimal(line.quantity),
            unit=line.unit,
            unit_price=price(line.unit_price),
            discount_percent=decimal(line.discount_percent),
            vat_rate=decimal(line.vat_rate),
            optional=line.optional,
            selected=line.selected,
            amount=money(line.amount),
        )


class Vat(BaseModel):
    """One line of the recap of taxes."""

    code: str = Field(description="vat, gst, qst, or reverse: the client owes it", examples=["vat"])
    rate: str = Field(examples=["20"])
    base: Amount
    amount: Amount

    @classmethod
    def of(cls, tax: Tax) -> Self:
        """Read a tax."""
        return cls(code=tax.code, rate=decimal(tax.rate), base=money(tax.base), amount=money(tax.amount))


class Reading(BaseModel):
    """What a document says. Sums count the proposed optional lines."""

    title: str
    valid_until: date | None = Field(description="the last valid day")
    introduction: str
    notes: str
    mentions: WrittenMentions = Field(description="what the law wants on a quote for works")
    discount_percent: str
    deposit_percent: str
    retention_percent: str
    lines: list[ReadLine]
    net: Amount = Field(description="before tax, less the discount")
    vat: list[Vat]
    gross: Amount
    deposit: Amount


def reading(content: Content) -> dict[str, Any]:
    """Give the fields of `Reading` for a content."""
    totals = content.totals
    return {
        "title": content.title,
        "valid_until": content.valid_until,
        "introduction": content.introduction,
        "notes": content.notes,
        "mentions": WrittenMentions(**asdict(content.mentions)),
        "discount_percent": decimal(content.discount_percent),
        "deposit_percent": decimal(content.deposit_percent),
        "retention_percent": decimal(content.retention_percent),
        "lines": [ReadLine.of(line) for line in content.lines],
        "net": money(totals.net),
        "vat": [Vat.of(tax) for tax in totals.taxes],
        "gross": money(totals.gross),
        "deposit": money(totals.deposit),
    }


class Draft(Reading, Drafted):
    """A quote as it is being written."""


class Document(Reading, Lived):
    """A quote: the version that counts, or the draft before the first one."""

    draft: Draft | None = Field(description="what is being written")
