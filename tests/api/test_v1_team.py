"""The team by REST: who has an account, passwords that are shown once, and where one is signed in."""

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from domain.refusals import Refused
from records import staff
from records.schema import idempotency_keys
from tests.api.programs import Program
from tests.world import World

INES = {"name": "Inès Roy", "email": "Ines@merel.example", "role": "admin", "locale": "fr-CA"}


@pytest.fixture
def ines(world: World) -> dict[str, str]:
    """Somebody to invite, whom no other test knows."""
    return {**INES, "email": f"Ines-{world.merel.id[-6:]}@merel.example"}


async def may_sign_in(app: FastAPI, email: str, password: str) -> bool:
    try:
        await staff.sign_in(app.state.database, email, password, ip=email, user_agent="Firefox/140 Linux")
    except Refused:
        return False
    return True


async def test_whoever_is_invited_signs_in_with_the_password_shown_once(
    app: FastAPI, program: Program, ines: dict[str, str]
) -> None:
    invited = await program.post("/team", ines)
    assert (invited["email"], invited["role"]) == (ines["email"].lower(), "admin")
    assert await may_sign_in(app, invited["email"], invited["password"])
    listed = await program.get("/team")
    assert invited["id"] in [colleague["id"] for colleague in listed["data"]]
    assert all("password" not in colleague for colleague in listed["data"])


async def test_a_password_is_written_down_nowhere_not_even_for_a_repetition(
    program: Program, world: World, ines: dict[str, str]
) -> None:
    first = await program.post("/team", ines, key="ines")
    again = await program.post("/team", ines, key="ines")
    assert again == {**first, "password": None}
    async with world.merel.transaction() as tx:
        kept = await tx.all(select(idempotency_keys.c.reply).where(idempotency_keys.c.key == "ines"))
    assert kept
    assert all(first["password"] not in row.reply for row in kept)


async def test_a_new_password_ends_the_old_one_and_every_session(
    app: FastAPI, program: Program, karim: httpx.AsyncClient, world: World
) -> None:
    given = await program.post(f"/team/{world.merel.karim.id}/password", expect=200)
    assert await may_sign_in(app, world.merel.karim.email, given["password"])
    assert (await karim.get("/")).status_code == 303


async def test_an_account_is_taken_away_and_given_back(
    program: Program, karim: httpx.AsyncClient, world: World
) -> None:
    taken = await program.post(f"/team/{world.merel.karim.id}/disable", expect=200)
    assert taken["disabled_at"]
    assert (await karim.get("/")).status_code == 303
    given = await program.post(f"/team/{world.merel.karim.id}/enable", expect=200)
    assert given["disabled_at"] is None


async def test_nobody_takes_their_own_account_away(program: Program, world: World) -> None:
    refused = await program.post(f"/team/{world.merel.claire.id}/disable", expect=409)
    assert refused["detail"] == "Vous ne pouvez pas désactiver votre propre compte."
    await program.post("/team/usr_none/disable", expect=404)


async def test_an_address_that_has_an_account_is_not_invited_again(program: Program, world: World) -> None:
    taken = {**INES, "email": world.merel.karim.email}
    refused = await program.post("/team", taken, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["email"]


async def test_one_ends_one_session_then_all_of_ones_own(
    program: Program, claire: httpx.AsyncClient, karim: httpx.AsyncClient, world: World
) -> None:
    async with world.merel.transaction() as tx:
        claires = await staff.sessions_of(tx, world.merel.claire.id)
        karims = await staff.sessions_of(tx, world.merel.karim.id)
    [session] = (await program.get("/sessions"))["data"]
    assert (session["id"], session["device"]) == (claires[0].id_hash.hex(), "Firefox · Linux")
    await program.post(f"/sessions/{karims[0].id_hash.hex()}/revoke", expect=404)
    await program.post(f"/sessions/{session['id']}/revoke", expect=204)
    assert (await claire.get("/")).status_code == 303
    await program.post("/sessions/revoke", expect=204)
    assert (await program.get("/sessions"))["data"] == []
    assert (await karim.get("/")).status_code == 200


async def test_a_member_at_an_administrators_page_is_told_whom_to_ask(karim: httpx.AsyncClient) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        reply = await karim.post("/settings/team", data=INES, headers=headers)
        assert reply.status_code == 403
        assert "Réservé aux administrateurs" in reply.text
        assert "autre site" not in reply.text
    assert "<html" not in reply.text, "a fragment beside what was typed"
