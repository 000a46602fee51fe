"""Quotes: written as drafts, with their computed amounts."""

from fastapi import APIRouter

from api.v1.door import ONCE, CallerDep, Recorded, TxDep
from api.v1.problems import responses
from api.v1.reading import Draft
from api.v1.telling import draft_reply
from api.v1.writing import NewQuote
from records import acts, drafts

router = APIRouter(prefix="/quotes", tags=["quotes"], route_class=Recorded)


@router.post("", status_code=201, operation_id="createQuote", responses=responses(), dependencies=[ONCE])
async def create_quote(tx: TxDep, caller: CallerDep, asked: NewQuote) -> Draft:
    """Start a quote as a draft. Nobody outside sees it before it is published."""
    draft = await drafts.create(
        tx,
        caller.actor,
        asked.raw(),
        client_id=asked.client_id,
        job_id=asked.job_id,
        amends=asked.change_order_of,
    )
    return draft_reply(await acts.read(tx, draft.document_id), draft)
