"""Invoices: made from what was accepted, edited while provisional, validated once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from domain import billing, invoice_draft, invoicing
from domain.document import Content
from domain.invoice import Invoice, State, Type
from domain.refusals import Invalid, NotFound, Problem, Refused
from domain.snapshot import canonical, thaw, thaw_invoice
from records import acts, audit, contracts, parties
from records.audit import SYSTEM, Actor
from records.database import Tx
from records.ids import new_id
from records.invoicing import payable_from, rules_of
from records.schema import documents, invoice_actions, invoices
from records.search import words

ACTIONS = ("number", "file", "publish", "mail", "book")


async def from_billing(tx: Tx, billed: Row[Any], source: Row[Any], content: Content) -> str | None:
    """Make the provisional invoice of what was just accepted, once; None when staff make invoices by hand.

    It is validated at once, or on the first day on which a consumer may be asked for money, if the rules
    of the company or the client say so.
    """
    client = await parties.client_of(tx, source)
    company = await acts.company(tx)
    rules = rules_of(company, client)
    if rules.on_approval == "by_hand":
        return None
    today = acts.today(tx, company.timezone)
    if billed.kind == "deposit":
        made = invoicing.of_deposit(content, billed.figures)
        earliest = payable_from(content, client, today)
    else:
        made = invoicing.of_statement(content, billed.figures, await of_contract(tx, billed.contract_id))
        earliest = None
    return await make(
        tx,
        made,
        source,
        SYSTEM,
        billing_id=billed.id,
        contract_id=billed.contract_id,
        send_on=(earliest or today) if rules.on_approval == "validate" else None,
    )


async def make(
    tx: Tx,
    made: Invoice,
    source: Row[Any],
    actor: Actor,
    *,
    billing_id: str | None = None,
    contract_id: str | None = None,
    corrects_id: str | None = None,
    send_on: date | None = None,
) -> str:
    """Write down a provisional invoice about a quote, a statement or another invoice; gives its id."""
    client = await parties.client_of(tx, source)
    document_id = new_id("doc")
    await tx.execute(
        documents.insert().values(
            company_id=tx.company_id,
            id=document_id,
            kind="invoice",
            client_id=source.client_id,
            job_id=source.job_id,
            created_by=source.created_by,
            state=State.PROVISIONAL,
            title=made.title,
            **_sums(made),
            draft=_kept(made),
            draft_revision=1,
            search=words(made.title, made.quote_number, made.statement_number, client.name, made.job),
            created_at=tx.at,
            updated_at=tx.at,
        )
    )
    await tx.execute(
        invoices.insert().values(
            company_id=tx.company_id,
            document_id=document_id,
            type=made.type,
            billing_id=billing_id,
            source_id=None if made.type is Type.CREDIT else source.id,
            contract_id=contract_id,
            corrects_id=corrects_id,
            send_on=send_on,
            retention=made.deductions.retention,
        )
    )
    await acts.tell(tx, document_id, "validate" if send_on else None, actor, "created")
    return document_id


async def for_quote(tx: Tx, quote_id: str, actor: Actor, kind: str, *, send_on: date | None = None) -> str:
    """Make an invoice of an accepted quote: its deposit, the whole, or what is left. Raises `Refused`."""
    quote = await acts.lock(tx, quote_id)
    if quote.kind != "quote" or quote.state not in ("approved", "signed"):
        raise Refused("quote-not-accepted")
    content = await contracts.as_signed(tx, quote)
    before = [invoice for invoice in await _about(tx, quote_id) if invoice.type is not Type.CREDIT]
    if kind == "deposit":
        made = await _deposit_of(tx, quote, content)
    elif kind in ("invoice", "balance"):
        made = invoicing.of_quote(content, [one for one in before if one.type is Type.DEPOSIT])
    else:
        raise Invalid([Problem("kind", "unknown-choice", {"choices": "deposit, invoice, balance"})])
    if made.type in {one.type for one in before}:
        raise Refused("invoiced-already")
    return await make(tx, made, quote, actor, send_on=send_on)


async def edit(
    tx: Tx, document_id: str, actor: Actor, raw: Mapping[str, Any], revision: int | None = None
) -> Invoice:
    """Change a provisional invoice. Raises `Invalid`, or `Refused` once it is validated."""
    document = await acts.lock(tx, document_id)
    _must_be_provisional(document)
    if revision not in (None, document.draft_revision):
        raise Refused("draft-changed", revision=document.draft_revision)
    changed, problems = invoice_draft.read(raw, thaw_invoice(document.draft))
    if problems:
        raise Invalid(problems)
    await tx.execute(
        documents.update()
        .where(documents.c.company_id == tx.company_id, documents.c.id == document_id)
        .values(
            draft=_kept(changed),
            draft_revision=document.draft_revision + 1,
            title=changed.title,
            updated_at=tx.at,
            **_sums(changed),
        )
    )
    await tx.notify(document_id)
    await audit.append(tx, "invoice_edited", actor, document_id=document_id)
    return changed


async def validate(tx: Tx, document_id: str, actor: Actor) -> str:
    """Start the five actions: the story carries them out one after the other. Gives the act's id.

    Asking again changes nothing (I10). Raises `Refused` for a deposit that may not be asked for yet.
    """
    document = await acts.lock(tx, document_id)
    invoice = await facts(tx, document_id)
    if document.state != State.PROVISIONAL:
        return ""
    company = await acts.company(tx)
    today = acts.today(tx, company.timezone)
    first = await _first_day(tx, document, invoice)
    if first and today < first:
        raise Refused("not-payable-yet", day=first.isoformat())
    if thaw_invoice(document.draft).gross <= 0:
        raise Invalid([Problem("lines", "negative-total")])
    await tx.execute(
        invoice_actions.insert(),
        [
            {"company_id": tx.company_id, "document_id": document_id, "name": name, "position": position}
            for position, name in enumerate(ACTIONS, 1)
        ],
    )
    await set_state(tx, document_id, State.VALIDATING)
    return await acts.tell(tx, document_id, "validate", actor, "validate")


async def facts(tx: Tx, document_id: str) -> Row[Any]:
    """Give what an invoice is besides a document. Raises `NotFound`."""
    row = await tx.first(
        select(invoices).where(invoices.c.company_id == tx.company_id, invoices.c.document_id == document_id)
    )
    if row is None:
        raise NotFound("no-such-invoice")
    return row


async def read(tx: Tx, document: Row[Any]) -> Invoice:
    """Give what an invoice says: as it was frozen, or as it stands while it is provisional."""
    if not document.version:
        return thaw_invoice(document.draft)
    frozen = (await acts.version_of(tx, document.id, document.version)).content
    invoice = thaw(frozen).invoice
    assert invoice is not None  # noqa: S101  invoices only
    return invoice


async def actions(tx: Tx, document_id: str) -> Sequence[Row[Any]]:
    """List the five actions with how each stands, in order; empty before validation."""
    return await tx.all(
        select(invoice_actions)
        .where(invoice_actions.c.company_id == tx.company_id, invoice_actions.c.document_id == document_id)
        .order_by(invoice_actions.c.position)
    )


async def set_state(tx: Tx, document_id: str, state: State, **changes: Any) -> None:
    """Change the state of a locked invoice."""
    await tx.execute(
        documents.update()
        .where(documents.c.company_id == tx.company_id, documents.c.id == document_id)
        .values(state=state, updated_at=tx.at, **changes)
    )


async def of_contract(tx: Tx, contract_id: str | None) -> list[Invoice]:
    """List the numbered invoices of a contract, oldest first."""
    rows = await tx.all(
        select(documents)
        .join(
            invoices,
            (invoices.c.company_id == documents.c.company_id) & (invoices.c.document_id == documents.c.id),
        )
        .where(
            documents.c.company_id == tx.company_id,
            invoices.c.contract_id == contract_id,
            documents.c.version > 0,
        )
        .order_by(documents.c.sent_at)
    )
    return [await read(tx, row) for row in rows]


async def _about(tx: Tx, source_id: str) -> list[Invoice]:
    """List the invoices made of a quote that were not credited away, oldest first."""
    rows = await tx.all(
        select(documents)
        .join(
            invoices,
            (invoices.c.company_id == documents.c.company_id) & (invoices.c.document_id == documents.c.id),
        )
        .where(
            documents.c.company_id == tx.company_id,
            invoices.c.source_id == source_id,
            documents.c.state != State.CREDITED,
        )
        .order_by(documents.c.created_at)
    )
    return [await read(tx, row) for row in rows]


async def _deposit_of(tx: Tx, quote: Row[Any], content: Content) -> Invoice:
    contract = await contracts.of_quote(tx, quote.id)
    parts = await contracts.parts(tx, contract.id) if contract else []
    figures = next((billing.of_deposit(part.part) for part in parts if part.part.id == quote.id), None)
    if figures is None:
        raise Refused("no-deposit")
    return invoicing.of_deposit(content, figures)


async def _first_day(tx: Tx, document: Row[Any], invoice: Row[Any]) -> date | None:
    """The first day on which a deposit may be asked of a consumer who may still withdraw."""
    if invoice.type != Type.DEPOSIT or not invoice.source_id:
        return None
    quote = await acts.read(tx, invoice.source_id)
    company = await acts.company(tx)
    accepted_on = quote.answered_at.astimezone(ZoneInfo(company.timezone)).date()
    content = await acts.content_of(tx, quote.id, quote.version)
    return payable_from(content, await parties.client_of(tx, document), accepted_on)


def _kept(invoice: Invoice) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(canonical(asdict(invoice)))
    return kept


def _sums(invoice: Invoice) -> dict[str, int]:
    return {"net": invoice.net, "gross": invoice.gross, "payable": invoice.payable}


def _must_be_provisional(document: Row[Any]) -> None:
    if document.kind != "invoice":
        raise NotFound("no-such-invoice")
    if document.state != State.PROVISIONAL:
        raise Refused("invoice-is-final")
