"""The ledger of a contract, put together from the record: what was signed, invoiced and accepted."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from domain import admission
from domain.contract import Deposit, Signed
from domain.document import Content
from domain.ledger import Accepted, DepositInvoice, Ledger, ledger
from domain.lifecycle import ACCEPTED, State
from domain.progress import Account
from domain.statement import Measure
from records import acts, billings, conditions, contracts
from records.database import Tx
from records.lists import LISTED
from records.schema import answers, contract_parts, documents, versions
from records.shelf import content_of


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement that was sent: what it claims, what was admitted of it, and what that comes to."""

    document: Row[Any]
    content: Content
    admitted: dict[str, Measure]
    account: Account

    @property
    def counts(self) -> bool:
        """Whether it was accepted, and staff took what was admitted."""
        return State(self.document.state) in ACCEPTED and not self.document.in_part


@dataclass(frozen=True, slots=True)
class Book:
    """A contract as it stands: its parts, its conditions, its statements in order, and its ledger."""

    contract: Row[Any]
    signed: list[Signed]
    statements: list[Stated]
    ledger: Ledger

    @property
    def last(self) -> Stated | None:
        """The last statement that counts."""
        return next((stated for stated in reversed(self.statements) if stated.counts), None)


async def of(tx: Tx, contract_id: str) -> Book:
    """Give a contract with its ledger. Raises `NotFound`.

    A statement enters the ledger when it is accepted and staff took what was admitted of it; a deposit when
    it was handed over to invoicing.
    """
    contract = await contracts.get(tx, contract_id)
    zone = ZoneInfo((await acts.company(tx)).timezone)
    signed = await contracts.parts(tx, contract_id)
    stated = await statements_of(tx, contract_id)
    numbers = {part.part.id: part.part.number for part in signed}
    deposits = [
        _deposit(row, numbers[row.document_id], zone)
        for row in await billings.of_contract(tx, contract_id)
        if row.kind == "deposit"
    ]
    accepted = [_accepted(one, zone) for one in stated if one.counts]
    kept = ledger([part.part for part in signed], conditions.of(contract), accepted, deposits)
    return Book(contract, signed, stated, kept)


async def statements_of(tx: Tx, contract_id: str) -> list[Stated]:
    """List the statements of a contract that were sent and not withdrawn, in order, in one query."""
    rows = await tx.all(
        select(*LISTED, versions.c.sha256, versions.c.content, answers.c.admitted)
        .join(
            versions,
            (versions.c.company_id == documents.c.company_id)
            & (versions.c.document_id == documents.c.id)
            & (versions.c.version == documents.c.version),
        )
        .outerjoin(
            answers,
            (answers.c.company_id == documents.c.company_id)
            & (answers.c.document_id == documents.c.id)
            & (answers.c.version == documents.c.version)
            & answers.c.settles
            & (answers.c.action.not_in(("hold", "reject")))
            & answers.c.reopened_at.is_(None),
        )
        .where(
            documents.c.company_id == tx.company_id,
            documents.c.contract_id == contract_id,
            documents.c.kind == "statement",
            documents.c.version > 0,
            documents.c.state != State.WITHDRAWN,
        )
        .order_by(documents.c.ordinal)
    )
    return [_stated(row) for row in rows]


async def under_way(tx: Tx, contract_id: str) -> list[Row[Any]]:
    """List what is written or sent on a contract and not part of it yet: a draft, change orders."""
    part = select(contract_parts.c.document_id).where(
        contract_parts.c.company_id == tx.company_id, contract_parts.c.contract_id == contract_id
    )
    return list(
        await tx.all(
            select(*LISTED)
            .where(
                documents.c.company_id == tx.company_id,
                documents.c.contract_id == contract_id,
                documents.c.state != State.WITHDRAWN,
                documents.c.id.not_in(part),
                (documents.c.kind != "statement") | (documents.c.version == 0),
            )
            .order_by(documents.c.created_at, documents.c.id)
        )
    )


def _stated(row: Row[Any]) -> Stated:
    content = content_of(row.sha256, row.content)
    admitted = admission.from_json(row.admitted or {})
    return Stated(row, content, admitted, contracts.account_of(row.sha256, content, admitted))


def _accepted(stated: Stated, zone: ZoneInfo) -> Accepted:
    row = stated.document
    return Accepted(row.ordinal, row.number, _day(row.answered_at, zone), stated.account)


def _deposit(billing: Row[Any], number: str, zone: ZoneInfo) -> DepositInvoice:
    deposits = tuple(
        Deposit(Decimal(rate["rate"]), rate["base"], rate["tax"]) for rate in billing.figures["rates"]
    )
    return DepositInvoice(number, _day(billing.created_at, zone), deposits)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
