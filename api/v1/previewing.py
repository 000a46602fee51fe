"""What would leave if a document were published now: to whom, with which mail, and the reminders then."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from api.deps import SettingsDep, language
from api.outgoing import outgoing
from api.v1.door import CallerDep, Recorded, TxDep
from api.v1.fields import Text
from api.v1.history import ToCome
from api.v1.life import FaultyField
from api.v1.problems import responses
from api.v1.telling import faulty
from records import publishing

router = APIRouter(prefix="/documents/{document_id}", tags=["documents"], route_class=Recorded)


class Preview(BaseModel):
    """What publishing would send now. Nothing was sent and nothing changed."""

    version: int = Field(description="that it would become", examples=[1])
    email: str
    name: str
    subject: str
    text: str = Field(description="the mail; its link is made when it leaves, so it reads `…`")
    to_come: list[ToCome] = Field(description="unless somebody answers first")
    problems: list[FaultyField] = Field(description="what must be mended before publishing")


@router.get("/preview", operation_id="previewPublication", responses=responses(409, 410))
async def preview(
    request: Request,
    tx: TxDep,
    caller: CallerDep,
    settings: SettingsDep,
    document_id: str,
    message: Annotated[Text, Query(max_length=publishing.MAX_MESSAGE, description="as for publishing")] = "",
) -> Preview:
    """Read what publishing would send now, and which reminders would follow."""
    going = await outgoing(tx, document_id, caller.actor, caller.company)
    letter = going.letter(settings.base_url, message)
    return Preview(
        version=going.content.version,
        email=going.to[0],
        name=going.to[1],
        subject=letter.subject,
        text=letter.text,
        to_come=[ToCome.of(step) for step in going.steps],
        problems=faulty(going.problems, language(request)),
    )
