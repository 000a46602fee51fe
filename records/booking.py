"""The books: every event becomes balanced entries, numbered without a gap per year, each event once."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, select

from domain import accounts_draft, settling
from domain import entries as rules
from domain.accounts import Books, Method, auxiliary
from domain.entries import Affair, Client, Entry, EntryLine
from domain.invoice import Invoice, Type
from records import acts, invoices, numbering, parties
from records.database import Tx
from records.ids import new_id
from records.schema import clients, entries, entry_lines

SERIES = "ECR"


async def books(tx: Tx) -> Books:
    """Give the company's accounts and journals."""
    company = await acts.company(tx)
    return accounts_draft.read(company.invoicing.get("books", {}), company.country)[0]


async def invoiced(tx: Tx, document: Row[Any], invoice: Invoice) -> None:
    """Book a numbered invoice or credit note; a client gets an account of its own with the first one."""
    key = f"{document.id}/invoice"
    if await _is_booked(tx, key):
        return
    facts = await invoices.facts(tx, document.id)
    about = await acts.read(tx, facts.corrects_id) if invoice.type is Type.CREDIT else document
    found = rules.invoiced(await books(tx), invoice, await affair_of(tx, about))
    await _write(tx, found, key, about.id)


async def paid(tx: Tx, document: Row[Any], payment: Row[Any]) -> None:
    """Book a payment, or the refund that a negative one is."""
    key = f"{payment.id}/payment"
    if await _is_booked(tx, key):
        return
    facts = await invoices.facts(tx, document.id)
    withheld = facts.retention - facts.released
    amount, how = abs(payment.amount), Method(payment.method)
    moved = settling.Payment(payment.received_on, amount, how, payment.reference)
    affair, kept = await affair_of(tx, document), await books(tx)
    if payment.amount < 0:
        found = settling.refunded(kept, affair, moved)
    else:
        found = settling.received(kept, affair, moved, withheld)
    await _write(tx, found, key, document.id)


async def lost(tx: Tx, document: Row[Any]) -> None:
    """Book what is left of an invoice as lost."""
    key = f"{document.id}/loss"
    if await _is_booked(tx, key):
        return
    company = await acts.company(tx)
    day = acts.today(tx, company.timezone)
    await _write(
        tx, settling.written_off(await books(tx), await affair_of(tx, document), day), key, document.id
    )


async def affair_of(tx: Tx, document: Row[Any]) -> Affair:
    """Give an invoice as the books have it: every line booked so far on it and on its credit notes."""
    client = await parties.client_of(tx, document)
    own = client.auxiliary or await _new_account(tx, client)
    rows = await tx.all(
        select(entry_lines)
        .join(
            entries,
            (entries.c.company_id == entry_lines.c.company_id) & (entries.c.id == entry_lines.c.entry_id),
        )
        .where(entries.c.company_id == tx.company_id, entries.c.document_id == document.id)
        .order_by(entries.c.number, entry_lines.c.position)
    )
    lines = [EntryLine(row.account, row.debit, row.credit, row.auxiliary) for row in rows]
    return rules.affair_of(await invoices.read(tx, document), Client(own, client.name), lines)


async def of_document(tx: Tx, document_id: str) -> list[tuple[Row[Any], Sequence[Row[Any]]]]:
    """List the entries of an invoice with their lines, in the order of the books."""
    heads = await tx.all(
        select(entries)
        .where(entries.c.company_id == tx.company_id, entries.c.document_id == document_id)
        .order_by(entries.c.year, entries.c.number)
    )
    lines = await tx.all(
        select(entry_lines)
        .where(
            entry_lines.c.company_id == tx.company_id,
            entry_lines.c.entry_id.in_([head.id for head in heads]),
        )
        .order_by(entry_lines.c.position)
    )
    return [(head, [line for line in lines if line.entry_id == head.id]) for head in heads]


async def _is_booked(tx: Tx, key: str) -> bool:
    """Whether an event was booked: then nothing is reckoned again, for the books hold it already."""
    found = await tx.scalar(
        select(entries.c.id).where(entries.c.company_id == tx.company_id, entries.c.key == f"{key}/0")
    )
    return found is not None


async def _write(tx: Tx, found: Iterable[Entry], key: str, document_id: str) -> None:
    """Write the entries of one event down under the next numbers of their years.

    The counter of the year is locked until the commit, so call it late.
    """
    for place, entry in enumerate(found):
        await _write_one(tx, entry, f"{key}/{place}", document_id)


async def _write_one(tx: Tx, entry: Entry, key: str, document_id: str) -> None:
    year = entry.day.year
    number = await numbering.next_number(tx, SERIES, year)
    entry_id = new_id("ent")
    await tx.execute(
        entries.insert().values(
            company_id=tx.company_id,
            id=entry_id,
            year=year,
            number=number,
            key=key,
            day=entry.day,
            journal=entry.journal,
            label=entry.label,
            piece=entry.piece,
            piece_day=entry.piece_day,
            document_id=document_id,
            booked_at=tx.at,
        )
    )
    await tx.execute(
        entry_lines.insert(),
        [
            {
                "company_id": tx.company_id,
                "entry_id": entry_id,
                "position": position,
                "account": line.account,
                "auxiliary": line.auxiliary,
                "debit": line.debit,
                "credit": line.credit,
            }
            for position, line in enumerate(entry.lines, 1)
        ],
    )


async def _new_account(tx: Tx, client: Row[Any]) -> str:
    """Give a client its own account in the customer ledger, at its first invoice (mission, 42e)."""
    taken = {
        row.auxiliary
        for row in await tx.all(
            select(clients.c.auxiliary).where(
                clients.c.company_id == tx.company_id, clients.c.auxiliary != ""
            )
        )
    }
    own = auxiliary(client.name, taken.__contains__)
    await tx.execute(
        clients.update()
        .where(clients.c.company_id == tx.company_id, clients.c.id == client.id)
        .values(auxiliary=own)
    )
    return own
