"""Jobs: the folder of everything that belongs to one site or order of a client."""

from datetime import datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.v1.door import ONCE, CallerDep, Recorded, TxDep
from api.v1.fields import Asked, Email, Short
from api.v1.lists import CursorDep, FilterDep, LimitDep, Listed, SearchDep
from api.v1.problems import responses
from records import addresses, lists, parties

router = APIRouter(prefix="/jobs", tags=["jobs"], route_class=Recorded)


class NewJob(Asked):
    """A job folder to open."""

    client_id: Short = Field(examples=["cli_01"])
    title: Short = Field(examples=["Résidence Les Tilleuls"])
    address: Annotated[Short, Field(examples=["12 rue des Tilleuls, 44000 Nantes"])] = ""
    technical_email: Email | None = Field(None, description="where this job's documents go instead")
    referents: Annotated[list[Email], Field(max_length=20)] = Field(
        default_factory=list,
        description="e-mail addresses of the staff in charge",
        examples=[["karim@merel.example"]],
    )


class ChangedJob(Asked):
    """What changes in a job; what is not given stays."""

    title: Short = ""
    address: Short = ""
    technical_email: Email | None = None
    referents: Annotated[list[Email], Field(max_length=20)] = Field(
        default_factory=list, description="e-mail addresses of the staff in charge"
    )


class Job(BaseModel):
    """A job folder."""

    id: str = Field(examples=["job_01"])
    client_id: str
    title: str
    address: str
    technical_email: str
    referents: list[str] = Field(description="e-mail addresses of the staff in charge")
    created_at: datetime

    @classmethod
    def of(cls, row: Any, referents: list[str]) -> Self:
        """Read a job's row."""
        plain = {name: getattr(row, name) for name in cls.model_fields if name != "referents"}
        return cls(**plain, referents=referents)


@router.post("", status_code=201, operation_id="createJob", responses=responses(), dependencies=[ONCE])
async def create_job(tx: TxDep, caller: CallerDep, asked: NewJob) -> Job:
    """Open a job folder for a client."""
    row = await parties.create_job(tx, caller.actor, asked.model_dump())
    return Job.of(row, (await lists.referents_of(tx, [row.id]))[row.id])


@router.get("", operation_id="listJobs", responses=responses())
async def list_jobs(
    tx: TxDep,
    client_id: FilterDep = "",
    q: SearchDep = "",
    cursor: CursorDep = "",
    limit: LimitDep = lists.PAGE,
) -> Listed[Job]:
    """List jobs, newest first."""
    page = await lists.list_jobs(tx, client_id, q, cursor, limit)
    referents = await lists.referents_of(tx, [row.id for row in page.rows])
    return Listed(
        data=[Job.of(row, referents[row.id]) for row in page.rows], next_cursor=page.next_cursor or None
    )


@router.get("/{job_id}", operation_id="readJob", responses=responses())
async def read_job(tx: TxDep, job_id: str) -> Job:
    """Read a job."""
    row = await parties.job(tx, job_id)
    return Job.of(row, (await lists.referents_of(tx, [job_id]))[job_id])


@router.put("/{job_id}", operation_id="changeJob", responses=responses())
async def change_job(tx: TxDep, caller: CallerDep, job_id: str, asked: ChangedJob) -> Job:
    """Change a job. What is not given stays; what a mended technical address refused is sent again."""
    before = Job.of(await parties.job(tx, job_id), (await lists.referents_of(tx, [job_id]))[job_id])
    kept = before.model_dump(include=set(ChangedJob.model_fields))
    raw = {**kept, **asked.model_dump(exclude_unset=True)}
    row = await addresses.mend_job(tx, job_id, caller.actor, raw)
    return Job.of(row, (await lists.referents_of(tx, [job_id]))[job_id])
