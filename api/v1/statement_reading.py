"""How a progress statement reads for a program: each line before and now, and what the period comes to."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from pydantic import BaseModel, Field

from api.v1.fields import Amount, decimal, money, price
from api.v1.life import Drafted, Lived
from api.v1.reading import Vat
from domain.admission import Admitted
from domain.document import Content
from domain.draft import clean
from domain.line import Line
from domain.progress import LineAccount, percent, quantity
from domain.statement import Claim, Measure
from domain.statement_draft import MEASURES


class Progress(BaseModel):
    """How far a line is, cumulative, as it was written: in % or in the line's own unit."""

    percent: str | None = Field(None, examples=["72.5"])
    quantity: str | None = Field(None, examples=[None])

    @classmethod
    def of(cls, measure: Measure) -> Self:
        """Read a measure."""
        return cls(**{measure.by: decimal(measure.value)})


class TypedProgress(Progress):
    """The progress of one line as it stands in the draft; give it back as `seen` with a change."""

    line_id: str = Field(examples=["ln_01"])


class StatementLine(BaseModel):
    """One line of the contract. Amounts are before tax; `period` is `cumulative` less `previous`."""

    id: str = Field(examples=["ln_01"])
    number: str
    group: str
    description: str
    quantity: str = Field(examples=["37.25"])
    unit: str
    unit_price: str = Field(examples=["112.90"])
    discount_percent: str
    vat_rate: str = Field(examples=["20"])
    quote_id: str = Field(description="the quote that the line was signed in, or the change order")
    amount: Amount = Field(description="of the whole line")
    previous: Amount = Field(description="accepted before")
    cumulative: Amount = Field(description="with this statement")
    period: Amount = Field(description="what this statement adds")
    previous_percent: str = Field(examples=["25"])
    cumulative_percent: str = Field(examples=["66.7"])
    previous_quantity: str = Field(examples=["9.3125"])
    cumulative_quantity: str = Field(examples=["24.8458"])
    claimed: Progress | None = Field(description="what was claimed, where less was admitted and taken")
    disputed: Progress | None = Field(
        description="what the statement before had claimed and was not admitted"
    )

    @classmethod
    def of(cls, line: Line, claim: Claim, now: Measure, figures: LineAccount) -> Self:
        """Read a line with what was claimed on it and what stands `now`."""
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
            quote_id=claim.part,
            amount=money(figures.market),
            previous=money(figures.before),
            cumulative=money(figures.now),
            period=money(figures.period),
            previous_percent=decimal(percent(line, claim.before)),
            cumulative_percent=decimal(percent(line, now)),
            previous_quantity=decimal(quantity(line, claim.before)),
            cumulative_quantity=decimal(quantity(line, now)),
            claimed=Progress.of(claim.now) if now != claim.now else None,
            disputed=Progress.of(claim.disputed) if claim.disputed else None,
        )


class StatementReading(BaseModel):
    """What a statement says. Amounts are of its period, unless their names say otherwise."""

    title: str
    contract_number: str = Field(description="of the quote that was accepted", examples=["DEV-2026-0012"])
    period_from: date | None
    period_to: date | None
    introduction: str
    notes: str
    lines: list[StatementLine]
    works: Amount = Field(description="before tax")
    works_total: Amount = Field(description="cumulative, before tax")
    contract_total: Amount = Field(description="the contract with its change orders, before tax")
    progress_percent: str = Field(description="of the contract, cumulative", examples=["63.4"])
    price_revision: Amount = Field(description="before tax")
    revision_index: str = Field(description="of this period; 0 without one")
    deposit_recovered: Amount = Field(description="before tax")
    net: Amount = Field(description="works and revision less the deposit recovered, before tax")
    vat: list[Vat]
    gross: Amount = Field(description="what is invoiced")
    retention_percent: str
    retention: Amount
    retention_total: Amount = Field(description="cumulative")
    penalties: Amount
    penalties_reason: str
    prorata: Amount = Field(description="the share of the prorata account")
    net_to_pay: Amount = Field(description="gross less retention, penalties and prorata account")


class StatementDraft(StatementReading, Drafted):
    """The next statement as it is being written, or its next version."""

    contract_id: str
    ordinal: int = Field(description="its place among the contract's statements", examples=[2])
    progress: list[TypedProgress] = Field(description="as it was written")


class StatementDocument(StatementReading, Lived):
    """A statement: the version that counts, or the draft before the first one.

    Once it is accepted the figures are those that were admitted. Until then they are those that are claimed,
    and `answers` tell what was admitted so far.
    """

    draft: StatementDraft | None = Field(description="what is being written")


def statement_reading(content: Content, admitted: Admitted) -> dict[str, Any]:
    """Give the fields of `StatementReading` for a content, with what was admitted of it."""
    statement, figures = content.statement, content.account_for(admitted)
    assert statement is not None  # noqa: S101  statements only
    assert figures is not None  # noqa: S101  a statement has an account
    claims = statement.claim_of
    return {
        "title": content.title,
        "contract_number": statement.contract_number,
        "period_from": statement.period_from,
        "period_to": statement.period_to,
        "introduction": content.introduction,
        "notes": content.notes,
        "lines": [
            StatementLine.of(
                line, claims[line.id], admitted.get(line.id, claims[line.id].now), figures.lines[line.id]
            )
            for line in content.lines
        ],
        "works": money(figures.works),
        "works_total": money(figures.works_total),
        "contract_total": money(figures.contract),
        "progress_percent": decimal(figures.progress),
        "price_revision": money(figures.revision),
        "revision_index": decimal(statement.conditions.revision.index),
        "deposit_recovered": money(figures.recovered),
        "net": money(figures.net),
        "vat": [Vat.of(tax) for tax in figures.taxes],
        "gross": money(figures.gross),
        "retention_percent": decimal(statement.conditions.retention_percent),
        "retention": money(figures.retention),
        "retention_total": money(figures.retention_total),
        "penalties": money(figures.penalties),
        "penalties_reason": statement.penalties_reason,
        "prorata": money(figures.prorata),
        "net_to_pay": money(figures.net_to_pay),
    }


def typed_progress(raw: Mapping[str, Any]) -> list[TypedProgress]:
    """Give the progress that stands in a draft, exactly as it was written."""
    return [
        TypedProgress(
            line_id=clean(entry.get("line_id")), **{by: clean(entry.get(by)) or None for by in MEASURES}
        )
        for entry in raw.get("progress") or []
        if isinstance(entry, Mapping)
    ]
