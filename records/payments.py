"""Payments: what was received for an invoice, by whatever way; each once, in any order, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import insert

from domain.draft import MAX_PRICE, Reader, clean
from domain.invoice import CLOSED, UNPAID, State
from domain.money import Cents, to_cents
from domain.refusals import Invalid, Refused
from records import acts, booking, invoices
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import documents, payments
from records.schema import invoices as invoice_table

BY_HAND = ("transfer", "cheque", "cash", "card")
PAYABLE = UNPAID | {State.PAID}  # what comes twice is kept and shown as too much


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came in. `key` is the provider's own id of the event: the same event counts once."""

    amount: Cents
    method: str
    received_on: date
    reference: str = ""
    key: str | None = None
    note: str = ""


async def receive(tx: Tx, document_id: str, actor: Actor, received: Received) -> str:
    """Note a payment; the invoice is paid, partly paid, or overpaid by it. Gives the payment's id.

    The same event again gives the same id and changes nothing (I11). Raises `Refused` for an invoice that
    was not validated.
    """
    document = await acts.lock(tx, document_id)
    if State(document.state) not in PAYABLE:
        raise Refused("not-payable", state=document.state)
    payment_id = new_id("pay")
    inserted = await tx.scalar(
        insert(payments)
        .values(
            company_id=tx.company_id,
            id=payment_id,
            document_id=document_id,
            amount=received.amount,
            method=received.method,
            received_on=received.received_on,
            reference=received.reference,
            provider_key=received.key,
            user_id=actor.id if actor.kind == "staff" else None,
            note=received.note,
            created_at=tx.at,
        )
        .on_conflict_do_nothing(index_elements=["company_id", "provider_key"])
        .returning(payments.c.id)
    )
    if inserted is None:
        return await known(tx, received.key or "")
    await settle(tx, document)
    await booking.paid(tx, document, await _row(tx, payment_id))
    data = {"payment": payment_id, "amount": received.amount, "method": received.method}
    await acts.tell(tx, document_id, "paid", actor, "paid", version=document.version, data=data)
    return payment_id


async def settle(tx: Tx, document: Row[Any]) -> State:
    """Set a locked invoice's state from what was paid and credited; gives the state."""
    paid = int(
        await tx.scalar(
            select(func.coalesce(func.sum(payments.c.amount), 0)).where(
                payments.c.company_id == tx.company_id, payments.c.document_id == document.id
            )
        )
    )
    facts = await invoices.facts(tx, document.id)
    left = document.payable + facts.released - facts.credited - paid
    state = _state(left, paid, facts.credited)
    closed = state in CLOSED and facts.retention == facts.released
    await tx.execute(
        invoice_table.update()
        .where(invoice_table.c.company_id == tx.company_id, invoice_table.c.document_id == document.id)
        .values(paid=paid, closed_at=tx.at if closed else None)
    )
    await invoices.set_state(tx, document.id, state)
    return state


def read(raw: Mapping[str, Any], today: date) -> Received:
    """Read a payment as staff or a program typed it: `amount`, `method`, `received_on`, `reference`."""
    reader = Reader(raw)
    amount = to_cents(reader.number("amount", Decimal("0.01"), MAX_PRICE, 2))
    method = clean(raw.get("method"))
    if method not in BY_HAND:
        reader.wrong("method", "not-a-choice", allowed=", ".join(BY_HAND))
    received_on = reader.day("received_on") or today
    if received_on > today:
        reader.wrong("received_on", "in-the-future")
    received = Received(amount, method, received_on, reader.text("reference", 140), note=reader.text("note"))
    if reader.problems:
        raise Invalid(reader.problems)
    return received


async def of_invoice(tx: Tx, document_id: str) -> list[Row[Any]]:
    """List an invoice's payments, oldest first."""
    return list(
        await tx.all(
            select(payments)
            .where(payments.c.company_id == tx.company_id, payments.c.document_id == document_id)
            .order_by(payments.c.created_at, payments.c.id)
        )
    )


def left(document: Any, facts: Any) -> Cents:
    """What is still to be paid of an invoice (cents); negative: too much was paid."""
    return int(document.payable + facts.released - facts.credited - facts.paid)


async def with_balance(tx: Tx, *, unpaid_only: bool = False, client_id: str = "") -> list[Row[Any]]:
    """List the company's validated invoices with what was paid, oldest due first."""
    query = (
        select(documents, invoice_table)
        .join(
            invoice_table,
            (invoice_table.c.company_id == documents.c.company_id)
            & (invoice_table.c.document_id == documents.c.id),
        )
        .where(documents.c.company_id == tx.company_id, documents.c.version > 0)
        .order_by(invoice_table.c.due_on, documents.c.id)
    )
    if unpaid_only:
        query = query.where(documents.c.state.in_(UNPAID))
    if client_id:
        query = query.where(documents.c.client_id == client_id)
    return list(await tx.all(query))


def _state(left: Cents, paid: Cents, credited: Cents) -> State:
    if left <= 0:
        return State.CREDITED if credited and not paid else State.PAID
    return State.PARTLY_PAID if paid else State.VALIDATED


async def _row(tx: Tx, payment_id: str) -> Row[Any]:
    row = await tx.first(
        select(payments).where(payments.c.company_id == tx.company_id, payments.c.id == payment_id)
    )
    assert row is not None  # noqa: S101  it was just written
    return row


async def known(tx: Tx, key: str) -> str:
    """Give the payment that a provider's id was counted as; empty when it was not."""
    found = await tx.scalar(
        select(payments.c.id).where(payments.c.company_id == tx.company_id, payments.c.provider_key == key)
    )
    return str(found or "")
