"""Chains of approvers: on a job, under a name for other jobs, and somebody's turn handed over."""

from datetime import datetime
from typing import Any, Self

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.deps import SettingsDep, language
from api.v1.approving import ReadStep, Steps, typed
from api.v1.door import ONCE, CallerDep, Recorded, TxDep
from api.v1.fields import Asked, Email, Short
from api.v1.lists import Listed
from api.v1.problems import responses
from api.v1.telling import AnyDocument, document_reply
from domain.chain import mark
from records import chain_templates, parties, turns

router = APIRouter(tags=["approvers"], route_class=Recorded)


class WrittenChain(Asked):
    """Who must approve, step by step."""

    chain: Steps


class WrittenJobChain(WrittenChain):
    """Who must approve a job's statements."""

    revision: Short = Field(
        "", description="of the chain that you started from: if it changed since, nothing is written: 409"
    )


class JobChain(BaseModel):
    """Who must approve the job's statements that are still to be sent; empty: whoever holds the link."""

    job_id: str
    revision: str = Field(description="give it back with a change, so that nobody's work is lost")
    chain: list[ReadStep]

    @classmethod
    def of(cls, job: Any) -> Self:
        """Read a job's row."""
        return cls(job_id=job.id, revision=mark(job.chain), chain=ReadStep.all_of(job.chain))


class WrittenTemplate(WrittenChain):
    """A chain to keep under a name of its own."""

    name: Short = Field(examples=["Architecte puis maître d'ouvrage"])


class Template(BaseModel):
    """A chain kept under a name."""

    id: str = Field(examples=["cht_01"])
    name: str
    chain: list[ReadStep]
    updated_at: datetime

    @classmethod
    def of(cls, row: Any) -> Self:
        """Read a template's row."""
        return cls(id=row.id, name=row.name, chain=ReadStep.all_of(row.chain), updated_at=row.updated_at)


class StandIn(Asked):
    """Who answers instead of somebody whose turn it is, or will be."""

    name: Short = Field(examples=["Paul Le Goff"])
    email: Email = Field(examples=["paul@caradec.example"])


@router.get("/jobs/{job_id}/chain", operation_id="readChain", responses=responses())
async def read_chain(tx: TxDep, job_id: str) -> JobChain:
    """Read who must approve the job's statements."""
    return JobChain.of(await parties.job(tx, job_id))


@router.put("/jobs/{job_id}/chain", operation_id="changeChain", responses=responses(409))
async def change_chain(tx: TxDep, caller: CallerDep, job_id: str, asked: WrittenJobChain) -> JobChain:
    """Say who must approve the job's statements, from the next version on. The chain is given whole."""
    return JobChain.of(
        await parties.set_chain(tx, job_id, caller.actor, typed(asked.chain), seen=asked.revision)
    )


@router.get("/chain-templates", operation_id="listChainTemplates", responses=responses())
async def list_templates(tx: TxDep) -> Listed[Template]:
    """List the chains kept under a name, in order of their names."""
    return Listed(data=[Template.of(row) for row in await chain_templates.everything(tx)], next_cursor=None)


@router.post(
    "/chain-templates",
    status_code=201,
    operation_id="createChainTemplate",
    responses=responses(),
    dependencies=[ONCE],
)
async def create_template(tx: TxDep, caller: CallerDep, asked: WrittenTemplate) -> Template:
    """Keep a chain under a name that no other template has."""
    return Template.of(await chain_templates.create(tx, caller.actor, asked.name, typed(asked.chain)))


@router.get("/chain-templates/{template_id}", operation_id="readChainTemplate", responses=responses())
async def read_template(tx: TxDep, template_id: str) -> Template:
    """Read a chain kept under a name."""
    return Template.of(await chain_templates.get(tx, template_id))


@router.put("/chain-templates/{template_id}", operation_id="changeChainTemplate", responses=responses())
async def change_template(tx: TxDep, caller: CallerDep, template_id: str, asked: WrittenTemplate) -> Template:
    """Change a chain kept under a name, given whole; jobs on which it was laid keep theirs."""
    return Template.of(
        await chain_templates.change(tx, template_id, caller.actor, asked.name, typed(asked.chain))
    )


@router.delete(
    "/chain-templates/{template_id}",
    status_code=204,
    operation_id="deleteChainTemplate",
    responses=responses(),
)
async def delete_template(tx: TxDep, caller: CallerDep, template_id: str) -> None:
    """Throw a chain kept under a name away; jobs on which it was laid keep theirs."""
    await chain_templates.delete(tx, template_id, caller.actor)


@router.post(
    "/documents/{document_id}/turns/{turn_id}/delegate",
    operation_id="delegate",
    responses=responses(409),
    dependencies=[ONCE],
)
async def delegate(
    request: Request,
    tx: TxDep,
    caller: CallerDep,
    settings: SettingsDep,
    document_id: str,
    turn_id: str,
    asked: StandIn,
) -> AnyDocument:
    """Hand an open or coming turn over to somebody else, who gets a link of their own."""
    await turns.delegate(tx, document_id, turn_id, caller.actor, name=asked.name, email=asked.email)
    return await document_reply(tx, document_id, settings.base_url, language(request))
