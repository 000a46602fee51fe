"""Documents: list, read, write on, and everything that staff do to one."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from api.deps import SettingsDep, language
from api.v1.changing import ChangedDocument
from api.v1.door import ONCE, CallerDep, Recorded, TxDep
from api.v1.fields import Asked, Text
from api.v1.life import ListedDocument
from api.v1.lists import CursorDep, FilterDep, LimitDep, Listed, SearchDep
from api.v1.problems import responses
from api.v1.statement_writing import checked
from api.v1.telling import AnyDocument, AnyDraft, any_draft_reply, document_reply
from domain.kinds import KINDS
from domain.lifecycle import Action, State
from domain.refusals import Invalid, Problem
from records import acts, drafts, lists, publishing

router = APIRouter(prefix="/documents", tags=["documents"], route_class=Recorded)

KindDep = Annotated[str, Query(json_schema_extra={"enum": ["", *KINDS]})]


class Publication(Asked):
    """What goes with a publication."""

    message: Annotated[Text, Field(max_length=publishing.MAX_MESSAGE)] = Field(
        "", description="a word to the client, in the mail"
    )
    revision: int | None = Field(None, ge=0, description="of the draft that you looked at")


class PublishedVersion(BaseModel):
    """A version that was just frozen and is on its way to the client."""

    id: str = Field(examples=["doc_01"])
    number: str = Field(examples=["DEV-2026-0012"])
    version: int = Field(examples=[1])
    sha256: str
    public_url: str = Field(examples=["https://aval.example/c/secret"])
    state: State


@router.get("", operation_id="listDocuments", responses=responses())
async def list_documents(
    tx: TxDep,
    state: Annotated[list[State] | None, Query(description="repeat it for several states")] = None,
    kind: KindDep = "",
    client_id: FilterDep = "",
    job_id: FilterDep = "",
    q: SearchDep = "",
    cursor: CursorDep = "",
    limit: LimitDep = lists.PAGE,
) -> Listed[ListedDocument]:
    """List documents, those that changed last first."""
    if kind and kind not in KINDS:
        raise Invalid([Problem("kind", "not-one-of", {"limit": ", ".join(KINDS)})])
    filters = lists.Filters(states=tuple(state or ()), kind=kind, client_id=client_id, job_id=job_id, q=q)
    page = await lists.list_documents(tx, filters, cursor, limit)
    return Listed(data=[ListedDocument.of(row) for row in page.rows], next_cursor=page.next_cursor or None)


@router.get("/{document_id}", operation_id="readDocument", responses=responses())
async def read_document(request: Request, tx: TxDep, settings: SettingsDep, document_id: str) -> AnyDocument:
    """Read a document: state, versions, answers with line comments, who must approve, the client's page."""
    return await document_reply(tx, document_id, settings.base_url, language(request))


@router.put("/{document_id}", operation_id="changeDocument", responses=responses(409, 410))
async def change_document(request: Request, tx: TxDep, document_id: str, asked: ChangedDocument) -> AnyDraft:
    """Change a draft; of a published document this makes the next version's draft.

    What is not given stays. The `lines` of a quote are given whole; a line keeps its comments through its
    `id`. The `progress` of a statement is given for the lines that change.
    """
    row = await acts.lock(tx, document_id)
    acts.after(row, Action.PUBLISH)
    before = await drafts.read(tx, document_id)
    draft = await drafts.save(
        tx,
        document_id,
        asked.onto(before.raw, row.kind),
        revision=asked.revision,
        client_id=asked.client_id,
        job_id=asked.job_id,
    )
    return any_draft_reply(await acts.read(tx, document_id), checked(draft), language(request))


@router.delete("/{document_id}/draft", status_code=204, operation_id="discardDraft", responses=responses())
async def discard_draft(tx: TxDep, caller: CallerDep, document_id: str) -> None:
    """Throw a draft away: a document never sent disappears, a published one keeps its last version."""
    await drafts.discard(tx, document_id, caller.actor)


@router.post(
    "/{document_id}/publish", operation_id="publish", responses=responses(409, 410), dependencies=[ONCE]
)
async def publish(
    tx: TxDep, caller: CallerDep, settings: SettingsDep, document_id: str, asked: Publication | None = None
) -> PublishedVersion:
    """Freeze the draft as the next version and send it on its way."""
    message, revision = (asked.message, asked.revision) if asked else ("", None)
    published = await publishing.publish(tx, document_id, caller.actor, message=message, revision=revision)
    return PublishedVersion(
        id=document_id,
        number=published.number,
        version=published.version,
        sha256=published.sha256,
        public_url=f"{settings.base_url}/c/{published.token}",
        state=State.SENT,
    )
