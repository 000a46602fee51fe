"""The five actions of a validation (mission, 42), one after the other, each once, each shown as it goes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Row

from domain.document import Content
from domain.dunning import release_day
from domain.invoice import SERIES, Invoice, State
from domain.snapshot import fingerprint, freeze
from records import acts, audit, booking, correcting, invoices, letters, links, numbering, parties
from records.audit import SYSTEM
from records.database import Tx
from records.invoicing import rules_of
from records.parties import as_party, company_party, recipient_of, user_party
from records.schema import invoice_actions, jobs, users, versions
from records.schema import invoices as invoice_table
from records.search import words

BY_HAND = "by_hand"  # a person does it: without consent to paperless, somebody prints and posts


async def next_action(tx: Tx, document_id: str) -> str:
    """Give the name of the action that comes next; empty when there is none."""
    due = [row.name for row in await invoices.actions(tx, document_id) if row.state == "due"]
    return due[0] if due else ""


async def carry_out(tx: Tx, document_id: str, name: str) -> bool:
    """Carry out one action that the record itself can do; False when it was done before.

    `file` is done by the press: see `filed`.
    """
    document = await acts.lock(tx, document_id)
    if await next_action(tx, document_id) != name:
        return False
    act = DOING[name]
    await _done(tx, document_id, name, await act(tx, document))
    return True


async def filed(tx: Tx, document_id: str) -> bool:
    """Note that the PDF stands in the client's archive; False when that was noted before."""
    await acts.lock(tx, document_id)
    if await next_action(tx, document_id) != "file":
        return False
    await _done(tx, document_id, "file", "done")
    return True


async def failed(tx: Tx, document_id: str, name: str, error: str) -> None:
    """Note a failed attempt, for whoever looks; the story tries again."""
    await tx.execute(
        invoice_actions.update()
        .where(
            invoice_actions.c.company_id == tx.company_id,
            invoice_actions.c.document_id == document_id,
            invoice_actions.c.name == name,
            invoice_actions.c.state == "due",
        )
        .values(attempts=invoice_actions.c.attempts + 1, error=error[:500])
    )
    await tx.notify(document_id)


async def posted(tx: Tx, document_id: str, actor: audit.Actor) -> None:
    """Staff printed and posted what could not be mailed."""
    await acts.lock(tx, document_id)
    await tx.execute(
        invoice_actions.update()
        .where(
            invoice_actions.c.company_id == tx.company_id,
            invoice_actions.c.document_id == document_id,
            invoice_actions.c.name == "mail",
            invoice_actions.c.state == BY_HAND,
        )
        .values(state="done", done_at=tx.at)
    )
    await tx.notify(document_id)
    await audit.append(tx, "invoice_posted", actor, document_id=document_id)


async def _number(tx: Tx, document: Row[Any]) -> str:
    """Freeze the invoice with its number, in one transaction: the series gets no gap, the text no edit."""
    company = await acts.company(tx)
    client = await parties.client_of(tx, document)
    facts = await invoices.facts(tx, document.id)
    draft = await invoices.read(tx, document)
    rules = rules_of(company, client)
    day = acts.today(tx, company.timezone)
    number = await numbering.issue(tx, SERIES[draft.type], day.year)
    due_on = max(draft.due_on or day + timedelta(days=rules.days), day)
    job = document.job_id and await tx.first(
        jobs.select().where(jobs.c.company_id == tx.company_id, jobs.c.id == document.job_id)
    )
    writer = await tx.first(
        users.select().where(users.c.company_id == tx.company_id, users.c.id == document.created_by)
    )
    invoice = replace(
        draft,
        number=number,
        issued_on=day,
        due_on=due_on,
        locale=client.locale,
        currency=company.currency,
        country=company.country,
        seller=company_party(company),
        client=as_party(client),
        contact=user_party(writer) if writer else draft.contact,
        terms=rules.terms,
    )
    frozen = freeze(as_content(invoice))
    await tx.execute(
        versions.insert().values(
            company_id=tx.company_id,
            document_id=document.id,
            version=1,
            content=frozen,
            sha256=fingerprint(frozen),
            message="",
            published_by=document.created_by,
            published_at=tx.at,
        )
    )
    await tx.execute(
        invoice_table.update()
        .where(invoice_table.c.company_id == tx.company_id, invoice_table.c.document_id == document.id)
        .values(issued_on=day, due_on=due_on, retention=invoice.deductions.retention)
    )
    await invoices.set_state(
        tx,
        document.id,
        State.VALIDATED,
        number=number,
        version=1,
        draft=None,
        sent_at=tx.at,
        net=invoice.net,
        gross=invoice.gross,
        payable=invoice.payable,
        search=words(number, invoice.title, invoice.quote_number, client.name, job.title if job else ""),
    )
    await _tie(tx, document, facts, invoice)
    return "done"


async def _publish(tx: Tx, document: Row[Any]) -> str:
    """Give the client's page its links: from now on the invoice can be read and paid."""
    client = await parties.client_of(tx, document)
    job = document.job_id and await tx.first(
        jobs.select().where(jobs.c.company_id == tx.company_id, jobs.c.id == document.job_id)
    )
    email, name = recipient_of(client, job)
    await links.for_recipient(tx, document.id, "mail", email, name)
    await links.for_recipient(tx, document.id, "paper")
    return "done"


async def _mail(tx: Tx, document: Row[Any]) -> str:
    """Write the letter, or leave a task to print and post without consent to paperless documents."""
    client = await parties.client_of(tx, document)
    if not client.paperless:
        return BY_HAND
    job = document.job_id and await tx.first(
        jobs.select().where(jobs.c.company_id == tx.company_id, jobs.c.id == document.job_id)
    )
    await letters.write(
        tx,
        "invoice",
        key=f"{document.id}/invoice",
        audience="client",
        to=[recipient_of(client, job)],
        locale=client.locale,
        document_id=document.id,
        version=1,
    )
    return "done"


def as_content(invoice: Invoice) -> Content:
    """Give an invoice as the content of a version, which pages, paper and mails read."""
    return Content(
        kind="invoice",
        title=invoice.title,
        lines=(),
        number=invoice.number,
        version=1,
        issued_on=invoice.issued_on,
        locale=invoice.locale,
        currency=invoice.currency,
        country=invoice.country,
        seller=invoice.seller,
        client=invoice.client,
        site=invoice.site,
        job=invoice.job,
        contact=invoice.contact,
        introduction=invoice.introduction,
        notes=invoice.notes,
        invoice=invoice,
    )


async def _book(tx: Tx, document: Row[Any]) -> str:
    """Post the invoice to the books."""
    await booking.invoiced(tx, document, await invoices.read(tx, document))
    return "done"


async def _tie(tx: Tx, document: Row[Any], facts: Row[Any], invoice: Invoice) -> None:
    """Tie a numbered invoice: a credit note lowers the invoice that it corrects, a retention gets its day."""
    if facts.corrects_id:
        await correcting.take_off(tx, await acts.read(tx, document.id))
    if invoice.deductions.retention:
        await tx.execute(
            invoice_table.update()
            .where(invoice_table.c.company_id == tx.company_id, invoice_table.c.document_id == document.id)
            .values(release_on=release_day(invoice.issued_on or tx.at.date()))
        )


async def _done(tx: Tx, document_id: str, name: str, state: str) -> None:
    await tx.execute(
        invoice_actions.update()
        .where(
            invoice_actions.c.company_id == tx.company_id,
            invoice_actions.c.document_id == document_id,
            invoice_actions.c.name == name,
        )
        .values(state=state, error="", done_at=tx.at if state == "done" else None)
    )
    await tx.notify(document_id)
    await audit.append(
        tx, "invoice_action", SYSTEM, document_id=document_id, data={"action": name, "state": state}
    )


DOING: dict[str, Callable[[Tx, Row[Any]], Awaitable[str]]] = {
    "number": _number,
    "publish": _publish,
    "mail": _mail,
    "book": _book,
}
