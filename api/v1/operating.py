"""What operators do to a document whose story stands still. For administrators."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from api.v1.door import ONCE, AdministratorDep, Recorded, TxDep
from api.v1.fields import Asked, Text
from api.v1.problems import responses
from records import operations

router = APIRouter(prefix="/documents", tags=["documents"], route_class=Recorded)


class Waking(Asked):
    """Why a document's story is woken."""

    reason: Annotated[Text, Field(max_length=operations.MAX_REASON, examples=["Relance attendue hier"])]


@router.post(
    "/{document_id}/reconcile",
    status_code=204,
    operation_id="reconcile",
    responses=responses(403, 409),
    dependencies=[ONCE],
)
async def reconcile(tx: TxDep, caller: AdministratorDep, document_id: str, asked: Waking) -> None:
    """Wake a document's story, starting it again when it is lost; it then does what is missing."""
    await operations.reconcile(tx, document_id, replace(caller.actor, kind="operator"), asked.reason)
