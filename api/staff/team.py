"""The team: who has an account, inviting somebody, a new password, an account taken away and given back."""

from typing import Any

from fastapi import APIRouter, Response

from api.errors import say_problems
from api.staff.visit import AdminDep, Visit
from domain.refusals import Invalid
from records import team
from records.database import Tx

router = APIRouter(include_in_schema=False)

FIELDS = ("name", "email", "phone", "role", "locale")


@router.get("/settings/team")
async def team_page(visit: AdminDep) -> Response:
    """List the team, and ask whom to invite."""
    async with visit.transaction() as tx:
        return await _page(visit, tx)


@router.post("/settings/team")
async def invite(visit: AdminDep) -> Response:
    """Give somebody an account, and show the first password this once."""
    form = await visit.form()
    typed = {name: str(form.get(name, "")) for name in FIELDS}
    try:
        async with visit.transaction() as tx:
            user, password = await team.invite(tx, visit.actor, typed)
    except Invalid as invalid:
        async with visit.transaction() as tx:
            return await _page(visit, tx, typed, invalid)
    async with visit.transaction() as tx:
        return await _page(visit, tx, given=(user, password))


@router.post("/settings/team/{user_id}/password")
async def give_password(visit: AdminDep, user_id: str) -> Response:
    """Give somebody a new password, shown this once."""
    async with visit.transaction() as tx:
        user, password = await team.give_password(tx, user_id, visit.actor)
    async with visit.transaction() as tx:
        return await _page(visit, tx, given=(user, password))


@router.post("/settings/team/{user_id}/disable")
async def disable(visit: AdminDep, user_id: str) -> Response:
    """Take an account away; the page that follows offers to give it back."""
    async with visit.transaction() as tx:
        await team.disable(tx, user_id, visit.actor)
    return visit.go("/settings/team", done="user-disabled", undo=user_id)


@router.post("/settings/team/{user_id}/enable")
async def enable(visit: AdminDep, user_id: str) -> Response:
    """Give an account back."""
    async with visit.transaction() as tx:
        await team.enable(tx, user_id, visit.actor)
    return visit.go("/settings/team", done="user-enabled")


async def _page(
    visit: Visit,
    tx: Tx,
    typed: dict[str, str] | None = None,
    invalid: Invalid | None = None,
    given: tuple[Any, str] | None = None,
) -> Response:
    empty = {**dict.fromkeys(FIELDS, ""), "role": "member", "locale": visit.locale}
    return visit.page(
        "staff/settings_team.html",
        status=422 if invalid else 200,
        everybody=await team.everybody(tx),
        roles=team.ROLES,
        typed=typed or empty,
        given=given,
        undo=visit.request.query_params.get("undo", ""),
        problems=say_problems(visit.locale, invalid) if invalid else {},
    )
