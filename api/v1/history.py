"""What happened to a document and what comes next; the comments that still wait for an answer."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.v1.door import ONCE, Recorded, TxDep
from api.v1.fields import money
from api.v1.lists import Listed
from api.v1.problems import responses
from domain.reminders import Step
from records import acts, comments, timeline
from records.database import Tx

router = APIRouter(prefix="/documents/{document_id}", tags=["documents"], route_class=Recorded)

SUMS = ("net", "gross", "payable")  # amounts that the journal notes in cents


class Happened(BaseModel):
    """One thing that happened."""

    id: str = Field(examples=["act_01"])
    at: datetime
    kind: str = Field(examples=["publish"])
    version: int | None
    actor: str = Field(description="staff, client, system or operator")
    name: str
    data: dict[str, Any] = Field(description="what the journal noted besides")

    @classmethod
    def of(cls, event: timeline.Event) -> "Happened":
        """Read an event of the journal."""
        plain = {name: getattr(event, name) for name in ("at", "kind", "version", "actor", "name")}
        data = {name: value for name, value in event.data.items() if name != "name"}
        data |= {name: money(data[name]) for name in SUMS if isinstance(data.get(name), int)}
        return cls(id=event.act_id, data=data, **plain)


class ToCome(BaseModel):
    """One step that will happen unless somebody answers first."""

    key: str = Field(examples=["remind-1"])
    kind: str = Field(examples=["remind"])
    at: datetime
    reason: str = Field(examples=["days-after-sending"])
    params: dict[str, str] = Field(
        examples=[{"days": "3"}],
        description="for `deadline`: the step of the chain, and who is asked as well then",
    )

    @classmethod
    def of(cls, step: Step) -> "ToCome":
        """Read a step of the plan."""
        return cls(key=step.key, kind=step.kind, at=step.at, reason=step.reason, params=dict(step.params))


class Timeline(BaseModel):
    """What happened, oldest first, and what comes next, soonest first."""

    happened: list[Happened]
    to_come: list[ToCome]


class OpenComment(BaseModel):
    """A client's comment on a line that the next version should answer."""

    line_id: str
    text: str
    name: str = Field(description="who wrote it")
    version: int
    at: datetime


@router.get("/timeline", operation_id="readTimeline", responses=responses())
async def read_timeline(tx: TxDep, document_id: str) -> Timeline:
    """Read what happened to a document and what comes next, with dates."""
    return Timeline(
        to_come=[ToCome.of(step) for step in await timeline.to_come(tx, document_id)],
        happened=[Happened.of(event) for event in await timeline.happened(tx, document_id)],
    )


@router.get("/comments", operation_id="listComments", responses=responses())
async def list_comments(tx: TxDep, document_id: str) -> Listed[OpenComment]:
    """List the client's line comments that nobody has dealt with."""
    await acts.read(tx, document_id)
    return await _open_comments(tx, document_id)


@router.post(
    "/comments/{line_id}/resolve", operation_id="resolveComments", responses=responses(), dependencies=[ONCE]
)
async def resolve_comments(tx: TxDep, document_id: str, line_id: str) -> Listed[OpenComment]:
    """Mark the comments on a line as dealt with; gives those that are left."""
    await acts.lock(tx, document_id)
    await comments.resolve(tx, document_id, line_id)
    return await _open_comments(tx, document_id)


async def _open_comments(tx: Tx, document_id: str) -> Listed[OpenComment]:
    by_line = await comments.unresolved(tx, document_id)
    found = [
        OpenComment(
            line_id=row.line_id, text=row.text, name=row.name, version=row.version, at=row.answered_at
        )
        for rows in by_line.values()
        for row in rows
    ]
    return Listed(data=found, next_cursor=None)
