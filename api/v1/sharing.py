"""Sharing a document: its secret links, each for one recipient, made, replaced and revoked."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.deps import SettingsDep
from api.v1.door import ONCE, CallerDep, Recorded, TxDep
from api.v1.fields import Asked, Email, Short
from api.v1.lists import Listed
from api.v1.problems import responses
from domain.draft import clean
from domain.refusals import Invalid, Problem, Refused
from records import acts, links, parties
from records.database import Tx

router = APIRouter(prefix="/documents/{document_id}/links", tags=["sharing"], route_class=Recorded)


class NewLink(Asked):
    """For whom a link is made; for nobody in particular it is the one that staff copy."""

    email: Email = Field("", examples=["architecte@agence.example"])
    name: Short = ""


class SecretLink(BaseModel):
    """A live link. Whoever has its address opens the document."""

    id: str = Field(examples=["lnk_01"])
    purpose: str = Field(description="mail, paper or share", examples=["share"])
    email: str
    name: str
    url: str = Field(examples=["https://aval.example/c/secret"])
    created_at: datetime
    expires_at: datetime | None
    seen_at: datetime | None = Field(description="the first human gesture on its page")
    seen_version: int | None

    @classmethod
    def of(cls, tx: Tx, row: Any, base_url: str) -> "SecretLink":
        """Read a link's row."""
        plain = {name: getattr(row, name) for name in cls.model_fields if name != "url"}
        return cls(**plain, url=f"{base_url}/c/{links.token(tx, row.seed)}")


@router.get("", operation_id="listLinks", responses=responses())
async def list_links(tx: TxDep, settings: SettingsDep, document_id: str) -> Listed[SecretLink]:
    """List the document's live links, oldest first."""
    await acts.read(tx, document_id)
    rows = await links.all_of(tx, document_id)
    return Listed(data=[SecretLink.of(tx, row, settings.base_url) for row in rows], next_cursor=None)


@router.post("", status_code=201, operation_id="createLink", responses=responses(409), dependencies=[ONCE])
async def create_link(
    tx: TxDep, settings: SettingsDep, document_id: str, asked: NewLink | None = None
) -> SecretLink:
    """Make a link to share; asking again gives the live one."""
    document = await acts.lock(tx, document_id)
    if not document.version:
        raise Refused("still-a-draft")
    row = await links.for_recipient(
        tx, document_id, "share", _address(asked.email) if asked else "", clean(asked.name) if asked else ""
    )
    return SecretLink.of(tx, row, settings.base_url)


@router.post("/{link_id}/rotate", operation_id="rotateLink", responses=responses(), dependencies=[ONCE])
async def rotate_link(
    tx: TxDep, caller: CallerDep, settings: SettingsDep, document_id: str, link_id: str
) -> SecretLink:
    """Replace a link by a new one for the same recipient; the old one is dead at once."""
    row = await links.rotate(tx, document_id, link_id, caller.actor)
    return SecretLink.of(tx, row, settings.base_url)


@router.post(
    "/{link_id}/revoke",
    status_code=204,
    operation_id="revokeLink",
    responses=responses(),
    dependencies=[ONCE],
)
async def revoke_link(tx: TxDep, caller: CallerDep, document_id: str, link_id: str) -> None:
    """Make a link dead at once."""
    await links.revoke(tx, document_id, link_id, caller.actor)


def _address(typed: str) -> str:
    if not typed:
        return ""
    try:
        return parties.email_address(typed)
    except ValueError as error:
        raise Invalid([Problem("email", "not-an-email")]) from error
