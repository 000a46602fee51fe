"""Contracts (marchés): made by the acceptance of a quote, amended by that of its change orders."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert

from domain import admission
from domain.contract import Basis, Signed, signed
from domain.document import Content
from domain.lifecycle import ACCEPTED, State
from domain.progress import Account
from domain.refusals import Invalid, NotFound, Refused
from domain.statement import NOTHING_YET, Measure, SoFar
from records import acts, audit, conditions
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import answers, contract_parts, contracts, documents, versions
from records.shelf import Shelf, content_of

_signed: Shelf[Signed] = Shelf(100_000, lambda made: len(made.lines) + 20)  # lines
_accounts: Shelf[Account] = Shelf(100_000, lambda made: len(made.lines) + 20)  # lines


async def accepted(tx: Tx, quote: Row[Any], version: int, chosen: frozenset[str], content: Content) -> None:
    """Make a contract of a quote that was just accepted, or add it to the contract that it amends.

    A quote accepted again, after its answer was taken back, is read anew.
    """
    read = {"conditions": {"retention_percent": str(content.retention_percent)}, "created_at": tx.at}
    made = insert(contracts).values(
        company_id=tx.company_id,
        id=new_id("ctr"),
        quote_id=quote.id,
        client_id=quote.client_id,
        job_id=quote.job_id,
        **read,
    )
    again = made.on_conflict_do_update(index_elements=["company_id", "quote_id"], set_=read)
    contract_id = quote.contract_id or await tx.scalar(again.returning(contracts.c.id))
    await tx.execute(
        contract_parts.insert().values(
            company_id=tx.company_id,
            contract_id=contract_id,
            document_id=quote.id,
            version=version,
            chosen=sorted(chosen),
            accepted_at=tx.at,
        )
    )


async def taken_back(tx: Tx, quote: Row[Any]) -> None:
    """Undo what the acceptance of a quote made. Raises `Refused` when something rests on it.

    A contract whose quote is accepted no more has no part; its withdrawn statements and what was handed over
    to invoicing still name it.
    """
    contract = await of_quote(tx, quote.id) if quote.kind == "quote" else None
    if contract is None:
        return
    await get(tx, contract.id, lock=True)
    others = await tx.all(
        select(documents).where(
            documents.c.company_id == tx.company_id,
            documents.c.contract_id == contract.id,
            documents.c.id != quote.id,
            documents.c.state != State.WITHDRAWN,
        )
    )
    if contract.quote_id == quote.id and others:
        raise Refused("contract-in-use")
    part = next(part for part in await parts(tx, contract.id) if part.part.id == quote.id)
    lines = {line.id for line in part.lines}
    for statement in others:
        if statement.kind == "statement" and await _says(tx, statement, lines):
            raise Refused("contract-in-use")
    mine = contract_parts.c.company_id == tx.company_id
    await tx.execute(contract_parts.delete().where(mine, contract_parts.c.document_id == quote.id))


async def get(tx: Tx, contract_id: str, *, lock: bool = False) -> Row[Any]:
    """Give a contract. Raises `NotFound`."""
    query = select(contracts).where(contracts.c.company_id == tx.company_id, contracts.c.id == contract_id)
    row = await tx.first(query.with_for_update(key_share=True) if lock else query)
    if row is None:
        raise NotFound("no-such-contract")
    return row


async def of_quote(tx: Tx, quote_id: str) -> Row[Any] | None:
    """Give the contract that a quote made, or that it amends; None when it made none."""
    return await tx.first(
        select(contracts)
        .join(
            contract_parts,
            (contract_parts.c.company_id == contracts.c.company_id)
            & (contract_parts.c.contract_id == contracts.c.id),
        )
        .where(contracts.c.company_id == tx.company_id, contract_parts.c.document_id == quote_id)
    )


async def locked(tx: Tx, quote_id: str) -> Row[Any] | None:
    """Lock the contract of a quote; None when it made none, or was taken back while we waited."""
    contract = await of_quote(tx, quote_id)
    if contract is None:
        return None
    await get(tx, contract.id, lock=True)
    return await of_quote(tx, quote_id)


async def of_job(tx: Tx, job_id: str) -> list[Row[Any]]:
    """List the contracts of a job, with the number and title of their quotes, oldest first."""
    return list(
        await tx.all(
            select(contracts, documents.c.number, documents.c.title)
            .join(
                documents,
                (documents.c.company_id == contracts.c.company_id) & (documents.c.id == contracts.c.quote_id),
            )
            .where(
                contracts.c.company_id == tx.company_id,
                contracts.c.job_id == job_id,
                documents.c.state.in_(ACCEPTED),
            )
            .order_by(contracts.c.created_at)
        )
    )


async def parts(tx: Tx, contract_id: str) -> list[Signed]:
    """Read the contract's quote and its change orders, in order of acceptance."""
    company = await acts.company(tx)
    rows = await tx.all(
        select(contract_parts, versions.c.sha256, versions.c.content)
        .join(
            versions,
            (versions.c.company_id == contract_parts.c.company_id)
            & (versions.c.document_id == contract_parts.c.document_id)
            & (versions.c.version == contract_parts.c.version),
        )
        .where(contract_parts.c.company_id == tx.company_id, contract_parts.c.contract_id == contract_id)
        .order_by(contract_parts.c.accepted_at, contract_parts.c.document_id)
    )
    return [_read(row, row.accepted_at.astimezone(ZoneInfo(company.timezone))) for row in rows]


async def as_signed(tx: Tx, quote: Row[Any]) -> Content:
    """Give an accepted quote as it was accepted: with the options that were taken. Raises `Refused`."""
    part = await tx.first(
        select(contract_parts).where(
            contract_parts.c.company_id == tx.company_id, contract_parts.c.document_id == quote.id
        )
    )
    if part is None:
        raise Refused("quote-not-accepted")
    version = await acts.version_of(tx, quote.id, part.version)
    return content_of(version.sha256, version.content).with_choice(frozenset(part.chosen))


async def statements(tx: Tx, contract_id: str) -> list[Row[Any]]:
    """List the contract's statements that were sent and not withdrawn, in order."""
    return list(
        await tx.all(
            select(documents)
            .where(
                documents.c.company_id == tx.company_id,
                documents.c.contract_id == contract_id,
                documents.c.kind == "statement",
                documents.c.version > 0,
                documents.c.state != State.WITHDRAWN,
            )
            .order_by(documents.c.ordinal)
        )
    )


async def basis(tx: Tx, contract_id: str, ordinal: int | None = None) -> Basis:
    """Give what a statement of this contract starts from: the next one, or the one with this ordinal."""
    contract = await get(tx, contract_id)
    quote = await acts.read(tx, contract.quote_id)
    sent = await statements(tx, contract_id)
    place = ordinal or 1 + max((row.ordinal for row in sent), default=0)
    before = [row for row in sent if row.ordinal < place and State(row.state) in ACCEPTED]
    so_far, done, disputed = await _rests_on(tx, before[-1]) if before else (NOTHING_YET, {}, {})
    return Basis(
        contract_id=contract_id,
        number=quote.number,
        title=quote.title,
        ordinal=place,
        signed=tuple(await parts(tx, contract_id)),
        conditions=conditions.of(contract),
        so_far=so_far,
        done=done,
        disputed=disputed,
    )


async def as_accepted(tx: Tx, statement: Row[Any]) -> tuple[Content, dict[str, Measure], Account]:
    """Give an accepted statement: what it claimed, what was admitted of it, and what that comes to."""
    version = await acts.version_of(tx, statement.id, statement.version)
    content = content_of(version.sha256, version.content)
    kept = await tx.scalar(
        select(answers.c.admitted).where(
            answers.c.company_id == tx.company_id,
            answers.c.document_id == statement.id,
            answers.c.version == statement.version,
            answers.c.settles,
            answers.c.action != "hold",
            answers.c.reopened_at.is_(None),
        )
    )
    admitted = admission.from_json(kept or {})
    return content, admitted, account_of(version.sha256, content, admitted)


def account_of(sha256: str, content: Content, admitted: Mapping[str, Measure]) -> Account:
    """Give what a version of a statement comes to with what was admitted of it; reckoned once."""
    key = (sha256, *sorted(admitted.items(), key=lambda item: item[0]))
    return _accounts.take(key, lambda: _account(content, admitted))


async def change_conditions(tx: Tx, contract_id: str, actor: Actor, raw: Mapping[str, Any]) -> Row[Any]:
    """Change what holds for the statements still to be sent; what is not given stays. Raises `Invalid`."""
    contract = await get(tx, contract_id, lock=True)
    kept, reader = conditions.read(raw, contract)
    turned = kept["reverse_charge"] != bool(contract.conditions.get("reverse_charge"))
    if turned and await statements(tx, contract_id):  # who owes the VAT cannot change between two invoices
        reader.wrong("reverse_charge", "statements-sent")
    if reader.problems:
        raise Invalid(reader.problems)
    row = await tx.first(
        contracts.update()
        .where(contracts.c.company_id == tx.company_id, contracts.c.id == contract_id)
        .values(conditions=kept)
        .returning(contracts)
    )
    assert row is not None  # noqa: S101  it is locked
    await tx.notify(contract.quote_id)
    await audit.append(
        tx,
        "contract_changed",
        actor,
        document_id=contract.quote_id,
        data={"contract": contract_id, "from": contract.conditions, "to": kept},
    )
    return row


def _read(row: Row[Any], accepted_at: datetime) -> Signed:
    key = (row.document_id, row.sha256, tuple(row.chosen), accepted_at)
    return _signed.take(
        key,
        lambda: signed(
            content_of(row.sha256, row.content).with_choice(frozenset(row.chosen)),
            row.document_id,
            accepted_at.date(),
        ),
    )


async def _rests_on(
    tx: Tx, statement: Row[Any]
) -> tuple[SoFar, dict[str, tuple[Measure, int]], dict[str, Measure]]:
    content, admitted, figures = await as_accepted(tx, statement)
    assert content.statement is not None  # noqa: S101  statements only
    claims = content.statement.claim_of
    done = {line: (admitted.get(line, claim.now), figures.lines[line].now) for line, claim in claims.items()}
    return figures.so_far, done, {line: claims[line].now for line in admitted}


def _account(content: Content, admitted: Mapping[str, Measure]) -> Account:
    figures = content.account_for(admitted)
    assert figures is not None  # noqa: S101  statements only
    return figures


async def _says(tx: Tx, statement: Row[Any], lines: AbstractSet[str]) -> bool:
    """Whether a statement, as it was sent or is being written, says something of these lines."""
    typed = [entry for entry in (statement.draft or {}).get("progress") or [] if isinstance(entry, Mapping)]
    if any(entry.get("line_id") in lines for entry in typed):
        return True
    if not statement.version:
        return False
    version = await acts.version_of(tx, statement.id, statement.version)
    return not lines.isdisjoint(content_of(version.sha256, version.content).line_ids)
