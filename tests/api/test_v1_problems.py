"""Every refusal is a problem in the caller's words, and nothing of another company is ever told."""

import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from records import links, staff
from records.schema import users
from tests.api.programs import Program, opened, quote_lines
from tests.world import World, in_days

JSON = {"Content-Type": "application/json"}


def is_problem(reply: httpx.Response, status: int) -> dict[str, Any]:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = reply.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize("presented", ["", "Bearer nobody", "Basic YTpi", "Bearer"])
async def test_without_a_known_token_nothing_opens(stranger: httpx.AsyncClient, presented: str) -> None:
    headers = {"Authorization": presented} if presented else {}
    reply = await stranger.get("/api/v1/clients", headers=headers)
    is_problem(reply, 401)
    assert reply.headers["www-authenticate"] == "Bearer"


async def test_a_problem_is_said_in_the_language_of_the_caller(program: Program) -> None:
    for language, detail in (("en", "This client does not exist."), ("fr", "Ce client n’existe pas.")):
        reply = await program.http.get("/api/v1/clients/cli_none", headers={"Accept-Language": language})
        assert is_problem(reply, 404)["detail"] == detail


async def test_unknown_fields_are_named(program: Program) -> None:
    refused = await program.post("/clients", {"name": "A", "email": "a@b.example", "nom": "A"}, expect=422)
    assert refused["errors"] == [{"field": "nom", "message": "Ce champ n’existe pas ici."}]


async def test_missing_and_unreadable_fields_are_named(program: Program, world: World) -> None:
    lines: list[dict[str, Any]] = [
        {"description": "Mur", "quantity": "abc", "unit_price": "-1", "vat_rate": "20"},
        {"description": "", "quantity": "1.23456", "unit_price": "1e3", "vat_rate": "101"},
    ]
    asked = {"client_id": world.merel.client.id, "title": "Mur", "lines": lines, "deposit_percent": "200"}
    refused = await program.post("/quotes", asked, expect=422)
    assert {problem["field"] for problem in refused["errors"]} == {
        "deposit_percent",
        "lines.0.quantity",
        "lines.0.unit_price",
        "lines.1.description",
        "lines.1.quantity",
        "lines.1.unit_price",
        "lines.1.vat_rate",
    }


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"[]", b"null", b'"quote"', b'{"quantity": NaN}', b"[" * 100_000, b"\xff\xfe", b"1" * 10_000],
)
async def test_a_body_that_is_no_quote_is_a_problem(program: Program, body: bytes) -> None:
    reply = await program.http.post("/api/v1/quotes", content=body, headers=JSON)
    is_problem(reply, 422)


@pytest.mark.parametrize(
    "nasty",
    [
        "\x00",
        "\ud800",
        "\u202e",
        "e\u0301" * 50,
        "👨‍👩‍👧‍👦",
        "<script>alert(1)</script>",
        "'; DROP TABLE clients; --",
        "%00",
    ],
)
async def test_nasty_text_is_stored_or_refused_but_breaks_nothing(program: Program, nasty: str) -> None:
    body = {"name": f"Tilleuls {nasty}", "email": "gerance@tilleuls.example", "address": [nasty]}
    reply = await program.http.post("/api/v1/clients", content=json.dumps(body), headers=JSON)
    assert reply.status_code == 201, reply.text
    looked_for = {"q": nasty[:50].encode("utf-8", "replace").decode()}
    assert (await program.http.get("/api/v1/clients", params=looked_for)).status_code == 200
    assert (await program.http.get("/api/v1/documents", params=looked_for)).status_code == 200


@pytest.mark.parametrize("number", ["10000000.0001", "NaN", "Infinity", "１２", "1 000 000 000", "-0.01"])
async def test_absurd_quantities_are_refused(program: Program, world: World, number: str) -> None:
    line = {"description": "Mur", "quantity": number, "unit_price": "1", "vat_rate": "20"}
    asked = {"client_id": world.merel.client.id, "title": "Mur", "lines": [line]}
    refused = await program.post("/quotes", asked, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["lines.0.quantity"]


async def test_a_line_of_another_document_is_refused(program: Program, world: World) -> None:
    one, other = await world.merel.draft(), await world.merel.draft()
    foreign = [
        {**line, "id": given["id"]} for line, given in zip(quote_lines(), other.raw["lines"], strict=True)
    ]
    await program.put(f"/documents/{one.document_id}", {"lines": foreign}, expect=422)


async def test_a_superseded_version_takes_no_answer(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    await world.merel.new_version(quote)
    said = {"action": "approve", "version": 1, "reason": "Au téléphone", "proof": "Appel"}
    refused = await program.post(f"/documents/{quote.document_id}/answers", said, expect=409)
    assert refused["detail"] == "La version 1 a été remplacée par la version 2."


async def test_nobody_signs_for_a_client(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    said = {"action": "sign", "version": 1, "reason": "Au téléphone", "proof": "Appel"}
    await program.post(f"/documents/{quote.document_id}/answers", said, expect=409)


async def test_an_answer_for_the_client_needs_its_proof(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    said = {"action": "approve", "version": 1, "reason": "Au téléphone"}
    refused = await program.post(f"/documents/{quote.document_id}/answers", said, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["proof"]


async def test_a_withdrawn_document_is_gone(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    await program.post(f"/documents/{quote.document_id}/withdraw", {"reason": "Annulé"}, expect=200)
    await program.post(f"/documents/{quote.document_id}/publish", expect=410)
    await program.put(f"/documents/{quote.document_id}", {"title": "Autre"}, expect=410)


async def test_a_draft_changed_by_somebody_else_is_not_overwritten(program: Program, world: World) -> None:
    draft = await world.merel.draft()
    own = f"/documents/{draft.document_id}"
    await program.put(own, {"title": "Premier", "revision": 1})
    await program.put(own, {"title": "Second", "revision": 1}, expect=409)


async def test_a_validity_in_the_past_is_not_published(program: Program, world: World) -> None:
    draft = await world.merel.draft(valid_until=in_days(-3).isoformat())
    refused = await program.post(f"/documents/{draft.document_id}/publish", expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["valid_until"]


@pytest.mark.parametrize("cursor", ["x", "é", "AAAA", "MDAwMS0wMS0wMVQwMDowMDowMHxk", "fHw"])
async def test_a_cursor_that_is_not_ours_is_refused(program: Program, cursor: str) -> None:
    reply = await program.http.get("/api/v1/documents", params={"cursor": cursor})
    assert reply.status_code in (200, 422), reply.text


async def test_another_companys_things_do_not_exist(
    program: Program, other_program: Program, world: World
) -> None:
    """I15: body and status are those of something that nobody has."""
    quote = await world.merel.quote()
    async with world.merel.transaction() as tx:
        link = (await links.all_of(tx, quote.document_id))[0].id
    line = "ln_unknown"
    own = f"/documents/{quote.document_id}"
    said = {"action": "approve", "version": 1, "reason": "x", "proof": "x"}
    for method, path, body in [
        ("GET", f"/clients/{world.merel.client.id}", None),
        ("PUT", f"/clients/{world.merel.client.id}", {"name": "À moi"}),
        ("GET", f"/jobs/{world.merel.job.id}", None),
        ("GET", own, None),
        ("PUT", own, {"title": "À moi"}),
        ("DELETE", f"{own}/draft", None),
        ("POST", f"{own}/publish", None),
        ("POST", f"{own}/answers", said),
        ("POST", f"{own}/mark-accepted", {"version": 1, "reason": "x"}),
        ("POST", f"{own}/withdraw", {"reason": "x"}),
        ("POST", f"{own}/extend", {"valid_until": in_days(90).isoformat()}),
        ("POST", f"{own}/reopen", {"reason": "x"}),
        ("POST", f"{own}/duplicate", None),
        ("PUT", f"{own}/reminders", {"active": False}),
        ("GET", f"{own}/links", None),
        ("POST", f"{own}/links", {}),
        ("POST", f"{own}/links/{link}/rotate", None),
        ("POST", f"{own}/links/{link}/revoke", None),
        ("GET", f"{own}/timeline", None),
        ("GET", f"{own}/comments", None),
        ("POST", f"{own}/comments/{line}/resolve", None),
        ("GET", f"{own}/pdf", None),
        ("GET", f"{own}/preview", None),
        ("GET", f"{own}/mails", None),
        ("POST", f"{own}/mails/let_none/again", None),
        ("GET", f"{own}/proofs/{'0' * 64}", None),
        ("POST", f"{own}/reconcile", {"reason": "x"}),
        ("POST", f"/clients/{world.merel.client.id}/address", {"email": "a@b.example"}),
        ("POST", f"/team/{world.merel.karim.id}/password", None),
        ("POST", f"/team/{world.merel.karim.id}/disable", None),
        ("POST", f"/team/{world.merel.karim.id}/enable", None),
    ]:
        theirs = await other_program.http.request(method, f"/api/v1{path}", json=body)
        nobodys = await other_program.http.request(
            method, f"/api/v1{path}".replace(quote.document_id, "doc_none"), json=body
        )
        assert is_problem(theirs, 404) == (nobodys.json() if "/documents" in path else theirs.json()), path
    asked = {"client_id": world.merel.client.id, "title": "Vol", "lines": quote_lines()}
    refused = await other_program.post("/quotes", asked, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["client_id"]
    assert (await other_program.get("/documents"))["data"] == []
    assert (await world.merel.document(quote)).state == "sent"


async def test_a_disabled_colleagues_token_is_dead(app: FastAPI, world: World) -> None:
    async with world.merel.transaction() as tx:
        token = await staff.create_token(tx, world.merel.karim.id, "atelier")
        await tx.execute(users.update().where(users.c.id == world.merel.karim.id).values(disabled_at=tx.at))
    async with opened(app, token) as http:
        assert (await http.get("/api/v1/clients")).status_code == 401
