"""The team: who has an account, inviting somebody, a new password, an account taken away and given back."""

from datetime import datetime
from typing import Any, Literal, Self

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.v1.door import ONCE, AdministratorDep, Recorded, TxDep, withhold
from api.v1.fields import Asked, Email, Short
from api.v1.lists import Listed
from api.v1.problems import responses
from records import team

router = APIRouter(prefix="/team", tags=["team"], route_class=Recorded)

ADMINISTRATORS = responses(403)


class Invitation(Asked):
    """Somebody to give an account."""

    name: Short = Field(examples=["Inès Roy"])
    email: Email = Field(examples=["ines@merel.example"], description="what they sign in with")
    phone: Short = ""
    role: Literal["member", "admin"] = "member"
    locale: Literal["fr", "fr-CA", "en"] = Field("fr", description="the language that they read")


class Colleague(BaseModel):
    """Somebody who has or had an account."""

    id: str = Field(examples=["usr_01"])
    name: str
    email: str
    phone: str
    role: str = Field(description="member or admin")
    locale: str
    created_at: datetime
    disabled_at: datetime | None = Field(description="when the account was taken away")

    @classmethod
    def of(cls, row: Any, **more: Any) -> Self:
        """Read a user's row."""
        return cls(**{name: getattr(row, name) for name in Colleague.model_fields}, **more)


class Admitted(Colleague):
    """A colleague with the password that was made for them."""

    password: str | None = Field(
        description="to be handed over: shown this once, and null in a repetition under the same key"
    )


@router.get("", operation_id="listTeam", responses=ADMINISTRATORS)
async def list_team(tx: TxDep, _: AdministratorDep) -> Listed[Colleague]:
    """List all who have or had an account, those who can sign in first."""
    return Listed(data=[Colleague.of(row) for row in await team.everybody(tx)], next_cursor=None)


@router.post("", status_code=201, operation_id="invite", responses=ADMINISTRATORS, dependencies=[ONCE])
async def invite(request: Request, tx: TxDep, caller: AdministratorDep, asked: Invitation) -> Admitted:
    """Give somebody an account, with a first password that is shown this once."""
    user, password = await team.invite(tx, caller.actor, asked.model_dump())
    return _admitted(request, user, password)


@router.post(
    "/{user_id}/password", operation_id="givePassword", responses=ADMINISTRATORS, dependencies=[ONCE]
)
async def give_password(request: Request, tx: TxDep, caller: AdministratorDep, user_id: str) -> Admitted:
    """Give somebody a new password, shown this once; it signs them out everywhere."""
    user, password = await team.give_password(tx, user_id, caller.actor)
    return _admitted(request, user, password)


@router.post(
    "/{user_id}/disable", operation_id="disableAccount", responses=responses(403, 409), dependencies=[ONCE]
)
async def disable(tx: TxDep, caller: AdministratorDep, user_id: str) -> Colleague:
    """Take an account away: signed out everywhere, and its tokens are dead, at once."""
    return Colleague.of(await team.disable(tx, user_id, caller.actor))


@router.post("/{user_id}/enable", operation_id="enableAccount", responses=ADMINISTRATORS, dependencies=[ONCE])
async def enable(tx: TxDep, caller: AdministratorDep, user_id: str) -> Colleague:
    """Give an account back."""
    return Colleague.of(await team.enable(tx, user_id, caller.actor))


def _admitted(request: Request, user: Any, password: str) -> Admitted:
    withhold(request, Admitted.of(user, password=None))
    return Admitted.of(user, password=password)
