"""Where the token's owner is signed in with a browser, and ending that."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.staff.session import device
from api.v1.door import ONCE, CallerDep, Recorded, TxDep
from api.v1.lists import Listed
from api.v1.problems import responses
from domain.refusals import NotFound
from records import staff

router = APIRouter(prefix="/sessions", tags=["team"], route_class=Recorded)


class Session(BaseModel):
    """One browser in which the token's owner is signed in."""

    id: str
    device: str = Field(description="browser and system, if known", examples=["Firefox · Linux"])
    ip: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, row: Any) -> "Session":
        """Read a session's row. Its id recognises the session and opens nothing."""
        plain = {name: getattr(row, name) for name in ("ip", "created_at", "seen_at", "expires_at")}
        return cls(id=row.id_hash.hex(), device=device(row.user_agent), **plain)


@router.get("", operation_id="listSessions", responses=responses())
async def list_sessions(tx: TxDep, caller: CallerDep) -> Listed[Session]:
    """List where the token's owner is signed in, most recent first."""
    rows = await staff.sessions_of(tx, caller.user.id)
    return Listed(data=[Session.of(row) for row in rows], next_cursor=None)


@router.post(
    "/revoke", status_code=204, operation_id="endSessions", responses=responses(), dependencies=[ONCE]
)
async def end_all(tx: TxDep, caller: CallerDep) -> None:
    """End all sessions of the token's owner at once. Tokens stay."""
    await staff.sign_out(tx, caller.user.id)


@router.post(
    "/{session_id}/revoke",
    status_code=204,
    operation_id="endSession",
    responses=responses(),
    dependencies=[ONCE],
)
async def end_one(tx: TxDep, caller: CallerDep, session_id: str) -> None:
    """End one session of the token's owner at once."""
    mine = [row.id_hash for row in await staff.sessions_of(tx, caller.user.id)]
    found = next((digest for digest in mine if digest.hex() == session_id), None)
    if found is None:
        raise NotFound("no-such-session")
    await staff.sign_out(tx, caller.user.id, only=found)
