"""What administrators set by REST: identity, reminder plan, terms, wording of mails."""

import pytest
from fastapi import FastAPI

from records import staff
from tests.api.programs import Program, opened
from tests.world import World


async def test_the_company_changes_what_is_given_and_keeps_the_rest(program: Program) -> None:
    before = await program.get("/company")
    after = await program.put(
        "/company", {"phone": "02 40 11 11 11", "mentions": {"waste": "Triés sur place."}}
    )
    assert after["phone"] == "02 40 11 11 11"
    assert after["mentions"]["waste"] == "Triés sur place."
    assert (after["name"], after["legal"]["siret"]) == (before["name"], before["legal"]["siret"])


async def test_a_wrong_siret_is_refused(program: Program) -> None:
    refused = await program.put("/company", {"legal": {"siret": "1"}}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["legal.siret"]
    refused = await program.put("/company", {"legal": {"passport": "1"}}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["legal.passport"]


async def test_the_reminder_plan_is_that_of_what_comes_next(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    plan = {"remind": [2, 5], "call": 9, "expiring": None, "opens": "08:00", "closes": "17:00"}
    told = await program.put("/reminders", plan)
    assert told == await program.get("/reminders")
    assert (told["remind"], told["call"], told["expiring"], told["active"]) == ([2, 5], 9, None, True)
    to_come = (await program.get(f"/documents/{quote.document_id}/timeline"))["to_come"]
    assert [step["key"] for step in to_come if step["kind"] in ("remind", "call")] == [
        "remind-1",
        "remind-2",
        "call",
    ]
    await program.put("/reminders", {"remind": [5, 2]}, expect=422)


async def test_terms_hold_for_versions_published_from_now_on(program: Program, world: World) -> None:
    told = await program.put("/terms/fr", {"text": "1. Paiement comptant."})
    assert told == await program.get("/terms/fr")
    assert told["text"] == "1. Paiement comptant."
    assert (await program.http.get("/api/v1/terms/de")).status_code == 422


async def test_a_mail_is_worded_anew_and_back(program: Program) -> None:
    usual = next(
        mail
        for mail in (await program.get("/mails"))["data"]
        if (mail["kind"], mail["locale"]) == ("sent", "fr")
    )
    own = {"subject": f"Bonjour, {usual['subject']}", "body": usual["body"]}
    assert (await program.put("/mails/sent/fr", own))["own"] is True
    await program.put("/mails/sent/fr", {**own, "body": "{secret}"}, expect=422)
    back = await program.http.delete("/api/v1/mails/sent/fr")
    assert back.json() == usual


@pytest.mark.parametrize("path", ["/company", "/reminders", "/terms/fr", "/mails", "/team"])
async def test_a_members_token_sets_nothing(app: FastAPI, world: World, path: str) -> None:
    async with world.merel.transaction() as tx:
        token = await staff.create_token(tx, world.merel.karim.id, "atelier")
    async with opened(app, token) as http:
        reply = await http.get(f"/api/v1{path}")
    assert reply.status_code == 403
    assert reply.json()["title"] == "Réservé aux administrateurs"


async def test_a_job_changes_what_is_given(program: Program, world: World) -> None:
    path = f"/jobs/{world.merel.job.id}"
    before = await program.get(path)
    after = await program.put(path, {"technical_email": "chantier@petit.example"})
    assert after == {**before, "technical_email": "chantier@petit.example"}
