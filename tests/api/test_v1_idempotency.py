"""A repeated POST happens once: I3 at the door of the REST API."""

import asyncio

import pytest
from fastapi import FastAPI

from api.v1 import door
from records import staff
from tests.api.programs import Program, opened, quote_lines
from tests.world import World


def a_client(name: str = "SCI Les Tilleuls") -> dict[str, str]:
    return {"name": name, "email": "gerance@tilleuls.example"}


async def count_clients(program: Program) -> int:
    return len((await program.get("/clients", q="Tilleuls"))["data"])


async def test_the_same_key_and_body_get_the_same_status_and_body(program: Program) -> None:
    headers = {"Idempotency-Key": "client-1"}
    first = await program.http.post("/api/v1/clients", json=a_client(), headers=headers)
    again = await program.http.post("/api/v1/clients", json=a_client(), headers=headers)
    assert (first.status_code, first.content) == (201, again.content)
    assert (again.status_code, again.headers["idempotency-replayed"]) == (201, "true")
    assert await count_clients(program) == 1


async def test_the_same_key_with_another_body_is_refused(program: Program) -> None:
    await program.post("/clients", a_client(), key="client-1")
    refused = await program.post("/clients", a_client("Tilleuls et fils"), key="client-1", expect=422)
    assert refused["detail"] == "Cette clé a déjà servi à une autre demande."
    assert await count_clients(program) == 1


async def test_the_same_key_for_another_address_is_refused(program: Program, world: World) -> None:
    draft = await world.merel.draft()
    await program.post(f"/documents/{draft.document_id}/publish", expect=200, key="one")
    await program.post(f"/documents/{draft.document_id}/duplicate", expect=422, key="one")


async def test_concurrent_duplicates_wait_and_get_the_one_reply(program: Program) -> None:
    replies = await asyncio.gather(
        *(
            program.http.post("/api/v1/clients", json=a_client(), headers={"Idempotency-Key": "at-once"})
            for _ in range(8)
        )
    )
    assert {reply.status_code for reply in replies} == {201}
    assert len({reply.content for reply in replies}) == 1
    assert sum("idempotency-replayed" in reply.headers for reply in replies) == 7
    assert await count_clients(program) == 1


async def test_a_refused_call_keeps_nothing_and_may_be_mended_under_its_key(program: Program) -> None:
    await program.post("/clients", {"name": "Tilleuls"}, key="mended", expect=422)
    await program.post("/clients", a_client(), key="mended")
    assert await count_clients(program) == 1


async def test_keys_of_two_companies_do_not_meet(program: Program, other_program: Program) -> None:
    mine = await program.post("/clients", a_client(), key="shared")
    theirs = await other_program.post("/clients", a_client("Tilleuls ailleurs"), key="shared")
    assert mine["id"] != theirs["id"]


async def test_a_colleague_does_not_get_the_reply_to_somebody_elses_call(
    app: FastAPI, program: Program, world: World
) -> None:
    await program.post("/sessions/revoke", key="leave", expect=204)
    async with world.merel.transaction() as tx:
        token = await staff.create_token(tx, world.merel.karim.id, "atelier")
    async with opened(app, token) as http:
        await Program(app, http, world.merel).post("/sessions/revoke", key="leave", expect=422)


async def test_a_key_with_blanks_is_refused(program: Program) -> None:
    refused = await program.post("/clients", a_client(), key="two words", expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["Idempotency-Key"]


async def test_an_answer_repeated_without_its_reply_is_recorded_once(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    said = {"action": "approve", "version": 1, "reason": "Au téléphone", "proof": "Appel du 21"}
    for _ in range(2):
        await program.post(f"/documents/{quote.document_id}/answers", said, key="call-21")
    whole = await program.get(f"/documents/{quote.document_id}")
    assert len(whole["answers"]) == 1


async def test_a_token_that_asks_too_often_is_told_when_to_come_back(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "ALLOWED", 3)
    replies = [await program.http.get("/api/v1/clients") for _ in range(4)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
    assert 1 <= int(replies[-1].headers["retry-after"]) <= 60
    assert replies[-1].headers["content-type"] == "application/problem+json"


async def test_a_large_quote_is_taken_and_repeated(program: Program, world: World) -> None:
    lines = quote_lines() * 300
    asked = {"client_id": world.merel.client.id, "title": "Grand", "lines": lines}
    first = await program.post("/quotes", asked, key="large")
    assert await program.post("/quotes", asked, key="large") == first
    assert len(first["lines"]) == 900
