"""Contracts: what an accepted quote and its change orders come to, statement by statement."""

from datetime import date, datetime
from typing import Any, Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.v1.door import CallerDep, Recorded, TxDep
from api.v1.fields import Amount, Asked, Number, Short, Text, decimal, money
from api.v1.ledger_reading import LedgerReading
from api.v1.lists import CursorDep, FilterDep, LimitDep, Listed
from api.v1.problems import responses
from domain.contract import Signed
from domain.statement import Conditions
from records import conditions, contracts, ledger, lists
from records.ledger import Book, Stated

router = APIRouter(prefix="/contracts", tags=["contracts"], route_class=Recorded)


class WrittenConditions(Asked):
    """What holds for the statements that are still to be sent; what is not given stays."""

    retention_percent: Number = Field("0", examples=["5"], description="at most 5 %")
    guarantee: bool = Field(default=False, description="a bank guarantee stands in for the retention")
    prorata_percent: Number = Field("0", description="of works before tax")
    reverse_charge: bool = Field(default=False, description="the client owes the VAT (subcontracting)")
    penalties: Text = Field("", description="the clause, in words")
    revision_name: Short = Field("", examples=["BT01"], description="the index that prices follow")
    revision_fixed: Number = Field(
        "0.15", description="the part of the price that does not move, from 0 to 1"
    )
    revision_base: Number = Field("0", description="the index at the contract's date; 0: no revision")

    @classmethod
    def of(cls, conditions: Conditions) -> Self:
        """Read a contract's conditions."""
        revision = conditions.revision
        return cls(
            retention_percent=decimal(conditions.retention_percent),
            guarantee=conditions.guarantee,
            prorata_percent=decimal(conditions.prorata_percent),
            reverse_charge=conditions.reverse_charge,
            penalties=conditions.penalties,
            revision_name=revision.name,
            revision_fixed=decimal(revision.fixed),
            revision_base=decimal(revision.base),
        )


class PartRate(BaseModel):
    """What a part of the contract holds at one VAT rate, before tax."""

    rate: str = Field(examples=["10"])
    net: Amount
    deposit: Amount


class Part(BaseModel):
    """The quote of the contract, or one of its change orders."""

    quote_id: str = Field(examples=["doc_01"])
    number: str = Field(examples=["DEV-2026-0012"])
    title: str
    accepted_on: date
    net: Amount
    deposit: Amount = Field(description="before tax")
    rates: list[PartRate]
    line_ids: list[str] = Field(description="its lines, for `progress`")

    @classmethod
    def of(cls, signed: Signed) -> Self:
        """Read a part as it was signed."""
        part = signed.part
        rates = [
            PartRate(rate=decimal(held.rate), net=money(held.net), deposit=money(held.deposit))
            for held in part.rates
        ]
        return cls(
            quote_id=part.id,
            number=part.number,
            title=part.title,
            accepted_on=part.accepted_on,
            net=money(sum(held.net for held in part.rates)),
            deposit=money(sum(held.deposit for held in part.rates)),
            rates=rates,
            line_ids=[line.id for line in signed.lines],
        )


class SentStatement(BaseModel):
    """A statement that was sent, with what was admitted of it once it is accepted."""

    id: str = Field(examples=["doc_02"])
    ordinal: int
    number: str = Field(examples=["SIT-2026-0003"])
    state: str
    approved_in_part: bool
    progress_percent: str = Field(description="of the contract, cumulative")
    works: Amount = Field(description="of its period, before tax")
    gross: Amount
    retention: Amount
    net_to_pay: Amount

    @classmethod
    def of(cls, stated: Stated) -> Self:
        """Read a statement of the contract."""
        row, figures = stated.document, stated.account
        return cls(
            id=row.id,
            ordinal=row.ordinal,
            number=row.number,
            state=row.state,
            approved_in_part=row.in_part,
            progress_percent=decimal(figures.progress),
            works=money(figures.works),
            gross=money(figures.gross),
            retention=money(figures.retention),
            net_to_pay=money(figures.net_to_pay),
        )


class ListedContract(BaseModel):
    """A contract in a list."""

    id: str = Field(examples=["ctr_01"])
    quote_id: str = Field(description="the accepted quote that made it", examples=["doc_01"])
    number: str = Field(description="of that quote", examples=["DEV-2026-0012"])
    title: str
    client_id: str
    job_id: str | None
    created_at: datetime

    @classmethod
    def of(cls, row: Any) -> Self:
        """Read a contract's row with its quote's number and title."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class Contract(ListedContract):
    """A contract as it stands."""

    conditions: WrittenConditions
    net: Amount = Field(description="with its change orders, before tax")
    parts: list[Part]
    statements: list[SentStatement] = Field(description="that were sent and not withdrawn, in order")
    ledger: LedgerReading


@router.get("", operation_id="listContracts", responses=responses())
async def list_contracts(
    tx: TxDep,
    job_id: FilterDep = "",
    client_id: FilterDep = "",
    quote_id: FilterDep = "",
    cursor: CursorDep = "",
    limit: LimitDep = lists.PAGE,
) -> Listed[ListedContract]:
    """List contracts, newest first. `quote_id` finds that of a quote or of a change order."""
    page = await lists.list_contracts(tx, job_id, client_id, quote_id, cursor, limit)
    return Listed(data=[ListedContract.of(row) for row in page.rows], next_cursor=page.next_cursor or None)


@router.get("/{contract_id}", operation_id="readContract", responses=responses())
async def read_contract(tx: TxDep, contract_id: str) -> Contract:
    """Read a contract: its conditions, its parts, its statements, and the ledger up to the final account."""
    return _reply(await ledger.of(tx, contract_id))


@router.put("/{contract_id}", operation_id="changeConditions", responses=responses())
async def change_conditions(
    tx: TxDep, caller: CallerDep, contract_id: str, asked: WrittenConditions
) -> Contract:
    """Change the conditions of the statements that are still to be sent. What is not given stays."""
    given = asked.model_dump(exclude_unset=True)
    await contracts.change_conditions(tx, contract_id, caller.actor, given)
    return _reply(await ledger.of(tx, contract_id))


def _reply(book: Book) -> Contract:
    row, parts = book.contract, [Part.of(signed) for signed in book.signed]
    first = parts[0]
    return Contract(
        id=row.id,
        quote_id=row.quote_id,
        number=first.number,
        title=first.title,
        client_id=row.client_id,
        job_id=row.job_id,
        created_at=row.created_at,
        conditions=WrittenConditions.of(conditions.of(row)),
        net=money(sum(held.net for signed in book.signed for held in signed.part.rates)),
        parts=parts,
        statements=[SentStatement.of(stated) for stated in book.statements],
        ledger=LedgerReading.of(book.ledger),
    )
