"""The company's bank account, by the files that staff take in: lines, and the invoices that they paid."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from domain.bank import BankLine, Confidence, Register, Share, Suggestion, Waiting
from domain.draft import clean
from domain.invoice import UNPAID, Type
from domain.refusals import Invalid, NotFound, Problem, Refused
from records import acts, audit, bank_files, payments, ways
from records.audit import SYSTEM, Actor
from records.database import Database, Tx
from records.ids import new_id
from records.payments import Received
from records.schema import bank_lines, clients, contracts, documents, invoices

OPEN, BOOKED, ASIDE = "open", "booked", "aside"
MAX_NOTE = 1_000
MAX_NAME = 200  # of a file
MAX_REFERENCE = 140
BATCH = 500  # rows of one statement

# The invoices that wait for money: of what quote or statement, and on what contract.
_SOURCE, _QUOTE = documents.alias("source"), documents.alias("quote")
WAITING = (
    select(
        documents.c.id,
        documents.c.number,
        documents.c.payable,
        documents.c.client_id,
        invoices.c.released,
        invoices.c.credited,
        invoices.c.paid,
        clients.c.name.label("client"),
        _SOURCE.c.number.label("source"),
        _QUOTE.c.number.label("contract"),
    )
    .join(
        invoices,
        (invoices.c.company_id == documents.c.company_id) & (invoices.c.document_id == documents.c.id),
    )
    .join(clients, (clients.c.company_id == documents.c.company_id) & (clients.c.id == documents.c.client_id))
    .outerjoin(
        _SOURCE, (_SOURCE.c.company_id == invoices.c.company_id) & (_SOURCE.c.id == invoices.c.source_id)
    )
    .outerjoin(
        contracts,
        (contracts.c.company_id == invoices.c.company_id) & (contracts.c.id == invoices.c.contract_id),
    )
    .outerjoin(
        _QUOTE, (_QUOTE.c.company_id == contracts.c.company_id) & (_QUOTE.c.id == contracts.c.quote_id)
    )
    .where(
        documents.c.company_id == bindparam("company"),
        documents.c.state.in_(UNPAID),
        invoices.c.type != Type.CREDIT,
    )
    .order_by(invoices.c.due_on, documents.c.id)
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file: new lines, lines known from another file, those booked by themselves.

    `debits`, `foreign` and `unread` are as `bank_files.Statement` has them.
    """

    new: int
    known: int
    booked: int
    debits: int
    foreign: int
    unread: tuple[int, ...]


async def take_in(database: Database, company_id: str, actor: Actor, data: bytes, name: str) -> TakenIn:
    """Take the money that came in from a file; a line that is known already counts once. Raises `Invalid`.

    A line that gives an invoice's number and its exact amount is booked when the company lets it, each in a
    transaction of its own: what is not booked, because of a crash or of somebody who was faster, stays open.
    """
    async with database.transaction(company_id) as tx:
        company = await acts.company(tx)
    statement = await asyncio.to_thread(bank_files.read, data, company.currency)
    async with database.transaction(company_id) as tx:
        new = await _write(tx, actor, statement.lines, clean(name)[:MAX_NAME])
        sure = await _sure(tx, new) if ways.books_exact_transfers(company) else []
        told = {"file": clean(name)[:MAX_NAME], "new": len(new)}
        await tx.notify("")
        await audit.append(tx, "bank_file_taken_in", actor, data=told)
    booked = 0
    for line_id in sure:
        async with database.transaction(company_id) as tx:
            booked += await _book_sure(tx, line_id)
    known = len(statement.lines) - len(new)
    return TakenIn(len(new), known, booked, statement.debits, statement.foreign, statement.unread)


async def to_settle(tx: Tx) -> list[tuple[Row[Any], tuple[Suggestion, ...]]]:
    """List the lines that nobody has settled, newest first, with what each may be for."""
    rows = await tx.all(
        select(bank_lines)
        .where(bank_lines.c.company_id == tx.company_id, bank_lines.c.state == OPEN)
        .order_by(bank_lines.c.day.desc(), bank_lines.c.id)
    )
    register = await _register(tx) if rows else Register([])
    return [(row, register.suggest(_line(row))) for row in rows]


async def book(tx: Tx, line_id: str, actor: Actor, shares: Sequence[Share]) -> None:
    """Book a line as the payment of these invoices. Raises `Invalid`, `Refused`.

    The shares come to the line's amount; more than an invoice is owed is an overpayment of it.
    """
    row = await get(tx, line_id)
    if sum(share.amount for share in shares) != row.amount or any(share.amount <= 0 for share in shares):
        raise Invalid([Problem("shares", "shares-differ", {"amount": row.amount})])
    for invoice_id in sorted(share.invoice_id for share in shares):
        await acts.lock(tx, invoice_id)  # all of them before any is paid, in one order
    for share in shares:
        received = Received(
            share.amount,
            "transfer",
            row.day,
            reference=(row.reference or row.label)[:MAX_REFERENCE],
            key=f"bank/{row.id}/{share.invoice_id}",
        )
        await payments.receive(tx, share.invoice_id, actor, received)
    await _settle(tx, line_id, actor, BOOKED)
    told = {"line": line_id, "shares": {share.invoice_id: share.amount for share in shares}}
    await audit.append(tx, "bank_line_booked", actor, data=told)


async def set_aside(tx: Tx, line_id: str, actor: Actor, reason: str) -> None:
    """Say that a line pays no invoice, and why. Raises `Invalid`, `Refused`."""
    if not clean(reason):
        raise Invalid([Problem("reason", "reason-needed")])
    await get(tx, line_id)
    await _settle(tx, line_id, actor, ASIDE, clean(reason)[:MAX_NOTE])
    await audit.append(tx, "bank_line_set_aside", actor, data={"line": line_id})


async def get(tx: Tx, line_id: str) -> Row[Any]:
    """Give a line. Raises `NotFound`."""
    row = await tx.first(
        select(bank_lines).where(bank_lines.c.company_id == tx.company_id, bank_lines.c.id == line_id)
    )
    if row is None:
        raise NotFound("no-such-bank-line")
    return row


async def _write(tx: Tx, actor: Actor, lines: Sequence[BankLine], name: str) -> list[Row[Any]]:
    """Write down the lines that are not known yet, and give those."""
    if not lines:
        return []
    values = [
        {
            "company_id": tx.company_id,
            "id": new_id("bnk"),
            "key": line.key,
            "day": line.day,
            "amount": line.amount,
            "label": line.label,
            "counterparty": line.counterparty,
            "reference": line.reference,
            "file": name,
            "taken_in_by": actor.id,
            "taken_in_at": tx.at,
        }
        for line in lines
    ]
    made: list[Row[Any]] = []
    for start in range(0, len(values), BATCH):
        statement = insert(bank_lines).values(values[start : start + BATCH])
        made += await tx.all(
            statement.on_conflict_do_nothing(index_elements=["company_id", "key"]).returning(bank_lines)
        )
    return made


async def _sure(tx: Tx, rows: Sequence[Row[Any]]) -> list[str]:
    """Name the lines that leave no doubt, oldest first."""
    register = await _register(tx)
    ordered = sorted(rows, key=lambda row: (row.day, row.id))
    return [row.id for row in ordered if _certain(register.suggest(_line(row)))]


async def _book_sure(tx: Tx, line_id: str) -> bool:
    """Book a line if it still leaves no doubt: another line may have paid the same invoice meanwhile."""
    found = _certain((await _register(tx)).suggest(_line(await get(tx, line_id))))
    if found is None:
        return False
    await book(tx, line_id, SYSTEM, found.shares)
    return True


def _certain(suggestions: Sequence[Suggestion]) -> Suggestion | None:
    return next((one for one in suggestions if one.confidence is Confidence.CERTAIN), None)


async def _register(tx: Tx) -> Register:
    """Give the invoices that wait for money, oldest due first, with the numbers behind them."""
    rows = await tx.all(WAITING, {"company": tx.company_id})
    return Register(
        Waiting(
            row.id,
            row.number,
            row.payable + row.released - row.credited - row.paid,
            row.client_id,
            row.client,
            tuple(number for number in (row.source, row.contract) if number),
        )
        for row in rows
    )


async def _settle(tx: Tx, line_id: str, actor: Actor, state: str, note: str = "") -> None:
    """Settle a line once. Raises `Refused` when somebody else did."""
    settled = await tx.scalar(
        bank_lines.update()
        .where(
            bank_lines.c.company_id == tx.company_id, bank_lines.c.id == line_id, bank_lines.c.state == OPEN
        )
        .values(
            state=state,
            settled_by=actor.id if actor.kind == "staff" else None,
            settled_at=tx.at,
            note=note,
        )
        .returning(bank_lines.c.id)
    )
    if settled is None:
        raise Refused("bank-line-settled")
    await tx.notify("")


def _line(row: Row[Any]) -> BankLine:
    return BankLine(row.day, row.amount, row.label, row.counterparty, row.reference, row.key)
