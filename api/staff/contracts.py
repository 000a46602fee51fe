"""A contract's page: its ledger up to the final account, its statements, change orders and conditions."""

from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Response

from api.errors import say_problems
from api.staff.claimed import figures_for
from api.staff.statement_sheet import written
from api.staff.visit import Visit, VisitDep
from domain.refusals import Invalid
from domain.statement import Conditions
from records import conditions, contracts, drafts, ledger, parties
from ui.figures import of
from ui.paper.works import works_of

TICKS = ("guarantee", "reverse_charge")
TEXTS = (
    "retention_percent",
    "prorata_percent",
    "penalties",
    "revision_name",
    "revision_fixed",
    "revision_base",
)

router = APIRouter(include_in_schema=False)


@router.get("/contracts/{contract_id}")
async def contract_page(visit: VisitDep, contract_id: str) -> Response:
    """Show how a contract stands."""
    return await _page(visit, contract_id)


@router.post("/contracts/{contract_id}/conditions")
async def change_conditions(visit: VisitDep, contract_id: str) -> Response:
    """Change what holds for the statements still to be sent."""
    form = await visit.form()
    typed: dict[str, Any] = {name: str(form.get(name, "")) for name in TEXTS}
    typed |= {name: name in form for name in TICKS}
    try:
        async with visit.transaction() as tx:
            await contracts.change_conditions(tx, contract_id, visit.actor, typed)
    except Invalid as invalid:
        return await _page(visit, contract_id, typed, invalid)
    return visit.go(f"/contracts/{contract_id}", done="contract-changed")


@router.post("/contracts/{contract_id}/change-orders")
async def amend(visit: VisitDep, contract_id: str) -> Response:
    """Begin a change order as a quote that amends the contract."""
    async with visit.transaction() as tx:
        contract = await contracts.get(tx, contract_id)
        draft = await drafts.create(
            tx,
            visit.actor,
            {"title": "", "lines": []},
            client_id=contract.client_id,
            amends=contract.quote_id,
        )
    return visit.go(f"/quotes/{draft.document_id}/edit")


async def _page(
    visit: Visit, contract_id: str, typed: dict[str, Any] | None = None, invalid: Invalid | None = None
) -> Response:
    async with visit.transaction() as tx:
        book = await ledger.of(tx, contract_id)
        client = await parties.client(tx, book.contract.client_id)
        job = await parties.job(tx, book.contract.job_id) if book.contract.job_id else None
        coming = await ledger.under_way(tx, contract_id)
    last = book.last
    ids = {stated.document.number: stated.document.id for stated in book.statements}
    return visit.page(
        "staff/contract.html",
        status=422 if invalid else 200,
        book=book,
        contract=book.contract,
        part=book.signed[0].part,
        rows=book.ledger.rows,
        final=book.ledger.final,
        works=works_of(last.content) if last else None,
        ids=ids | {signed.part.number: signed.part.id for signed in book.signed},
        client=client,
        job=job,
        coming=coming,
        draft=next((row for row in coming if row.kind == "statement"), None),
        reversible=not book.statements,
        typed=typed or _shown(conditions.of(book.contract), visit.locale),
        currency=visit.company.currency,
        problems=say_problems(visit.locale, invalid) if invalid else {},
        rate=of(visit.locale).percent,
        **figures_for(visit.locale),
    )


def _shown(conditions: Conditions, locale: str) -> dict[str, Any]:
    """Give the conditions as the form shows them; what is nothing is empty."""

    def figure(value: Decimal) -> str:
        return written(format(value, "f"), locale) if value else ""

    revision = conditions.revision
    return {
        "retention_percent": figure(conditions.retention_percent),
        "guarantee": conditions.guarantee,
        "prorata_percent": figure(conditions.prorata_percent),
        "reverse_charge": conditions.reverse_charge,
        "penalties": conditions.penalties,
        "revision_name": revision.name,
        "revision_fixed": figure(revision.fixed),
        "revision_base": figure(revision.base),
    }
