"""Starting a statement: on which contract, or going on with the one that was begun; correcting a sent one."""

from typing import Annotated

from fastapi import APIRouter, Form, Response

from api.staff.places import editor
from api.staff.visit import VisitDep
from domain.refusals import Refused
from records import acts, cells, lists, statements

SHOWN = 30  # contracts to choose from before searching

router = APIRouter(include_in_schema=False)


@router.get("/statements/new")
async def new(visit: VisitDep, find: str = "") -> Response:
    """Ask which contract it bills."""
    async with visit.transaction() as tx:
        page = await lists.list_contracts(tx, limit=SHOWN, q=find)
    return visit.page("staff/statement_new.html", rows=page.rows, more=bool(page.next_cursor), find=find)


@router.post("/statements/new")
async def create(visit: VisitDep, quote_id: Annotated[str, Form()] = "") -> Response:
    """Begin the next statement and open it; when one was begun already, open that one."""
    try:
        async with visit.transaction() as tx:
            draft = await statements.create(tx, visit.actor, {}, quote_id=quote_id)
    except Refused as refused:
        if refused.code != "statement-begun":
            raise
        return visit.go(f"/statements/{refused.params['document']}/edit", done="statement-begun")
    return visit.go(f"/statements/{draft.document_id}/edit")


@router.post("/documents/{document_id}/correct")
async def correct(visit: VisitDep, document_id: str, start: Annotated[str, Form()] = "claimed") -> Response:
    """Begin the next version of an answered statement, from what it claims or from what was admitted."""
    async with visit.transaction() as tx:
        await cells.correct(tx, document_id, admitted=start == "admitted")
        document = await acts.read(tx, document_id)
    return visit.go(editor(document))
