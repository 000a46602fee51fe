"""What becomes of an invoice that will not be paid as it is: credit notes, write-offs, pauses, retention."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row

from domain import invoicing
from domain.draft import clean
from domain.invoice import UNPAID, State, Type
from domain.money import Cents
from domain.refusals import Invalid, Problem, Refused
from records import acts, booking, invoices, payments
from records.audit import Actor
from records.database import Tx
from records.schema import invoices as invoice_table


async def credit(
    tx: Tx, document_id: str, actor: Actor, reason: str, lines: Mapping[str, Cents] | None = None
) -> str:
    """Begin a credit note on a validated invoice: the whole, or these amounts (cents) of its lines.

    It is a provisional invoice like others; validating it lowers what is due. Gives its id.
    """
    document = await acts.lock(tx, document_id)
    if not clean(reason):
        raise Invalid([Problem("reason", "reason-needed")])
    facts = await invoices.facts(tx, document_id)
    invoice = await invoices.read(tx, document)
    if not document.version or invoice.type is Type.CREDIT:
        raise Refused("nothing-to-credit")
    made, problems = invoicing.credit(invoice, lines)
    if problems:
        raise Invalid(problems)
    if made.gross > invoice.gross - facts.credited:
        raise Refused("credited-already")
    noted = replace(made, introduction=clean(reason))
    return await invoices.make(
        tx, noted, document, actor, contract_id=facts.contract_id, corrects_id=document_id
    )


async def take_off(tx: Tx, credit_note: Row[Any]) -> None:
    """Lower what is due on the invoice that a credit note corrects, when the note gets its number."""
    facts = await invoices.facts(tx, credit_note.id)
    corrected = await acts.lock(tx, facts.corrects_id)
    await tx.execute(
        invoice_table.update()
        .where(invoice_table.c.company_id == tx.company_id, invoice_table.c.document_id == corrected.id)
        .values(credited=invoice_table.c.credited + credit_note.payable)
    )
    await payments.settle(tx, corrected)
    await acts.tell(
        tx, corrected.id, "paid", Actor("system"), "credited", data={"credit_note": credit_note.id}
    )


async def write_off(tx: Tx, document_id: str, actor: Actor, reason: str) -> str:
    """Give up what is left of an invoice, with the reason. Raises `Refused` when nothing is left."""
    document = await acts.lock(tx, document_id)
    if not clean(reason):
        raise Invalid([Problem("reason", "reason-needed")])
    if document.state not in UNPAID:
        raise Refused("not-payable", state=document.state)
    await tx.execute(
        invoice_table.update()
        .where(invoice_table.c.company_id == tx.company_id, invoice_table.c.document_id == document_id)
        .values(closed_at=tx.at)
    )
    await invoices.set_state(tx, document_id, State.WRITTEN_OFF)
    await booking.lost(tx, document)
    facts = await invoices.facts(tx, document_id)
    data = {"reason": clean(reason), "left": payments.left(document, facts)}
    return await acts.tell(tx, document_id, "paid", actor, "written_off", data=data)


async def pause(tx: Tx, document_id: str, actor: Actor, until: date, reason: str) -> str:
    """Stop chasing until a day: a promise to pay, a dispute, a hold. The plan moves behind it."""
    document = await acts.lock(tx, document_id)
    company = await acts.company(tx)
    problems = [] if clean(reason) else [Problem("reason", "reason-needed")]
    if until <= acts.today(tx, company.timezone):
        problems.append(Problem("until", "date-passed"))
    if problems:
        raise Invalid(problems)
    if document.state not in UNPAID:
        raise Refused("not-payable", state=document.state)
    await tx.execute(
        invoice_table.update()
        .where(invoice_table.c.company_id == tx.company_id, invoice_table.c.document_id == document_id)
        .values(paused_until=until, pause_reason=clean(reason))
    )
    data = {"until": until.isoformat(), "reason": clean(reason)}
    return await acts.tell(tx, document_id, "extend", actor, "chasing_paused", data=data)


async def release(tx: Tx, document_id: str, actor: Actor) -> str:
    """Ask for the retention back: what was kept is due from now on. Once; later it changes nothing."""
    document = await acts.lock(tx, document_id)
    facts = await invoices.facts(tx, document_id)
    if not facts.retention or facts.released:
        return ""
    await tx.execute(
        invoice_table.update()
        .where(invoice_table.c.company_id == tx.company_id, invoice_table.c.document_id == document_id)
        .values(released=facts.retention)
    )
    await payments.settle(tx, document)
    return await acts.tell(
        tx, document_id, "extend", actor, "retention_released", data={"amount": facts.retention}
    )
