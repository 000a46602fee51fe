"""What was accepted, frozen as figures for invoicing: once per answer, voided with it, never changed."""

from typing import Any

from sqlalchemy import Row, select

from domain import billing
from records import acts, audit, conditions, contracts
from records.audit import SYSTEM
from records.database import Tx
from records.ids import new_id
from records.schema import answers, billings, documents


async def due(tx: Tx, document: Row[Any]) -> str:
    """Give the answer whose figures invoicing still waits for; empty when there is nothing to hand over."""
    answer = await _settling(tx, document) if document.to_bill else None
    return answer.id if answer else ""


async def bill(tx: Tx, document_id: str, answer_id: str) -> bool:
    """Freeze the figures of an accepted document. False when that was done, or it is accepted no more."""
    document = await acts.lock(tx, document_id)
    if await due(tx, document) != answer_id:
        return False
    figures = await (_deposit(tx, document) if document.kind == "quote" else _progress(tx, document))
    contract = await contracts.of_quote(tx, document.id) if document.kind == "quote" else None
    assert figures is not None  # noqa: S101  `due` says so
    billing_id = new_id("bil")
    await tx.execute(
        billings.insert().values(
            company_id=tx.company_id,
            id=billing_id,
            contract_id=contract.id if contract else document.contract_id,
            document_id=document.id,
            version=document.version,
            answer_id=answer_id,
            kind="deposit" if document.kind == "quote" else "progress",
            figures=figures,
            net=figures["net"],
            gross=figures["gross"],
            payable=figures["net_to_pay"],
            created_at=tx.at,
        )
    )
    await tx.execute(
        documents.update()
        .where(documents.c.company_id == tx.company_id, documents.c.id == document_id)
        .values(to_bill=False)
    )
    await tx.notify(document_id)
    data = {"billing": billing_id, "gross": figures["gross"], "payable": figures["net_to_pay"]}
    await audit.append(tx, "billed", SYSTEM, document_id=document_id, version=document.version, data=data)
    return True


async def void(tx: Tx, answer_id: str) -> None:
    """Take the figures of an answer back: it counts no more."""
    await tx.execute(
        billings.update()
        .where(
            billings.c.company_id == tx.company_id,
            billings.c.answer_id == answer_id,
            billings.c.voided_at.is_(None),
        )
        .values(voided_at=tx.at)
    )


async def of_contract(tx: Tx, contract_id: str) -> list[Row[Any]]:
    """List what a contract handed over to invoicing, oldest first."""
    return list(
        await tx.all(
            select(billings)
            .where(
                billings.c.company_id == tx.company_id,
                billings.c.contract_id == contract_id,
                billings.c.voided_at.is_(None),
            )
            .order_by(billings.c.created_at, billings.c.id)
        )
    )


async def of_document(tx: Tx, document_id: str) -> Row[Any] | None:
    """Give what a document handed over to invoicing; None when it did not."""
    return await tx.first(
        select(billings).where(
            billings.c.company_id == tx.company_id,
            billings.c.document_id == document_id,
            billings.c.voided_at.is_(None),
        )
    )


async def _settling(tx: Tx, document: Row[Any]) -> Row[Any] | None:
    return await tx.first(
        select(answers).where(
            answers.c.company_id == tx.company_id,
            answers.c.document_id == document.id,
            answers.c.version == document.version,
            answers.c.settles,
            answers.c.action != "hold",
            answers.c.reopened_at.is_(None),
        )
    )


async def _deposit(tx: Tx, quote: Row[Any]) -> dict[str, Any] | None:
    contract = await contracts.of_quote(tx, quote.id)
    if contract is None:
        return None
    parts = await contracts.parts(tx, contract.id)
    own = next(part.part for part in parts if part.part.id == quote.id)
    return billing.of_deposit(own, reverse_charge=conditions.of(contract).reverse_charge)


async def _progress(tx: Tx, statement: Row[Any]) -> dict[str, Any]:
    content, _, account = await contracts.as_accepted(tx, statement)
    return billing.of_progress(content, account)
