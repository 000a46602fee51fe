"""Chains of approvers by REST: on a job, under a name, and running on a statement."""

from typing import Any

import pytest

from domain.lifecycle import Action
from tests import works
from tests.api.programs import Program
from tests.works import ARCHITECT, CHAIN, OWNER, S1
from tests.world import World

VISA: dict[str, Any] = {"title": "Visa de l'architecte", "people": [ARCHITECT], "days": 7}
AGREEMENT: dict[str, Any] = {"title": "Accord du maître d'ouvrage", "people": [OWNER], "days": 15}
PAYER: dict[str, Any] = {"name": "Banque Atlantique", "email": "prets@banque.example", "role": "payer"}


async def test_a_chain_is_laid_on_a_job_whole(program: Program, world: World) -> None:
    own = f"/jobs/{world.merel.job.id}/chain"
    assert (await program.get(own))["chain"] == []
    beside = {"people": [PAYER], "days": None, "parallel": True}
    laid = await program.put(own, {"chain": [VISA, AGREEMENT, beside]})
    assert laid == await program.get(own)
    assert [(step["title"], step["stage"], step["days"]) for step in laid["chain"]] == [
        ("Visa de l'architecte", 1, 7),
        ("Accord du maître d'ouvrage", 2, 15),
        ("payer", 2, None),
    ]
    again = [{name: value for name, value in step.items() if name != "stage"} for step in laid["chain"]]
    assert (await program.put(own, {"chain": again}))["chain"] == laid["chain"]
    assert (await program.put(own, {"chain": []}))["chain"] == []


async def test_a_chain_changed_by_somebody_else_is_not_overwritten(program: Program, world: World) -> None:
    own = f"/jobs/{world.merel.job.id}/chain"
    first = (await program.get(own))["revision"]
    second = (await program.put(own, {"chain": [VISA], "revision": first}))["revision"]
    refused = await program.put(own, {"chain": [AGREEMENT], "revision": first}, expect=409)
    assert refused["code"] == "chain-changed"
    assert (await program.put(own, {"chain": [AGREEMENT], "revision": second}))["revision"] != second


ABSENT = {**ARCHITECT, "away_from": "2026-12-24", "away_until": "2026-12-20"}


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ({**VISA, "people": []}, "people"),
        ({**VISA, "people": [{**ARCHITECT, "email": "ines"}]}, "people.0.email"),
        ({**VISA, "people": [{**ARCHITECT, "name": " "}]}, "people.0.name"),
        ({**VISA, "people": [{**ARCHITECT, "role": "roi"}]}, "people.0.role"),
        ({**VISA, "people": [ARCHITECT, ARCHITECT]}, "people.1.email"),
        ({**VISA, "people": [ABSENT | {"delegate_email": "paul@a.example"}]}, "people.0.away_until"),
        ({**VISA, "people": [{**ARCHITECT, "away_from": "2026-12-24"}]}, "people.0.delegate_email"),
        ({**VISA, "people": [{**ARCHITECT, "away_from": "demain"}]}, "people.0.away_from"),
        ({**VISA, "quorum": 2}, "quorum"),
        ({**VISA, "quorum": -1}, "quorum"),
        ({**VISA, "days": 366}, "days"),
        ({**VISA, "days": "bientôt"}, "days"),
        ({**VISA, "days": None, "at_deadline": "deem"}, "days"),
        ({**VISA, "at_deadline": "explode"}, "at_deadline"),
        ({**VISA, "at_deadline": "escalate"}, "escalate_email"),
        ({**VISA, "title": "x" * 101}, "title"),
        ({**VISA, "stage": 1}, "stage"),
    ],
)
async def test_what_is_wrong_with_a_chain_is_named(
    program: Program, world: World, step: dict[str, Any], field: str
) -> None:
    own = f"/jobs/{world.merel.job.id}/chain"
    refused = await program.put(own, {"chain": [VISA, step]}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == [f"chain.1.{field}"]
    assert (await program.get(own))["chain"] == []


async def test_a_chain_has_at_most_twelve_steps_of_twenty_people(program: Program, world: World) -> None:
    own = f"/jobs/{world.merel.job.id}/chain"
    refused = await program.put(own, {"chain": [VISA] * 13}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["chain"]
    crowd = [{**ARCHITECT, "email": f"a{number}@caradec.example"} for number in range(21)]
    refused = await program.put(own, {"chain": [{**VISA, "people": crowd}]}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["chain.0.people"]


async def test_templates_are_kept_changed_and_thrown_away(program: Program, other_program: Program) -> None:
    kept = await program.post("/chain-templates", {"name": "Deux visas", "chain": [VISA, AGREEMENT]})
    assert (await program.get(f"/chain-templates/{kept['id']}"))["chain"] == kept["chain"]
    taken = await program.post("/chain-templates", {"name": "Deux visas", "chain": [VISA]}, expect=422)
    [problem] = taken["errors"]
    assert problem == {"field": "name", "message": "Ce nom est déjà pris\u00a0: choisissez-en un autre."}
    other = await program.post("/chain-templates", {"name": "Architecte seul", "chain": [VISA]})
    own = f"/chain-templates/{other['id']}"
    await program.put(own, {"name": "Deux visas", "chain": [VISA]}, expect=422)
    changed = await program.put(own, {"name": "Visa seul", "chain": [AGREEMENT]})
    assert [row["name"] for row in (await program.get("/chain-templates"))["data"]] == [
        "Deux visas",
        "Visa seul",
    ]
    assert changed["chain"][0]["title"] == "Accord du maître d'ouvrage"
    assert (await program.http.delete(f"/api/v1{own}")).status_code == 204
    assert (await program.http.delete(f"/api/v1{own}")).status_code == 404
    assert [row["id"] for row in (await program.get("/chain-templates"))["data"]] == [kept["id"]]
    await other_program.post(
        "/chain-templates", {"name": "Deux visas", "chain": [VISA]}
    )  # names are a firm's own


async def test_a_template_has_a_name_and_at_least_one_step(program: Program) -> None:
    for body, field in (
        ({"name": " ", "chain": [VISA]}, "name"),
        ({"name": "Vide", "chain": []}, "chain"),
        ({"name": "Faux", "chain": [{**VISA, "days": 400}]}, "chain.0.days"),
        ({"name": "x" * 101, "chain": [VISA]}, "name"),
    ):
        refused = await program.post("/chain-templates", body, expect=422)
        assert [problem["field"] for problem in refused["errors"]] == [field]


async def test_another_company_finds_neither_chain_nor_template_nor_turn(
    program: Program, other_program: Program, world: World
) -> None:
    merel = world.merel
    kept = await program.post("/chain-templates", {"name": "Deux visas", "chain": [VISA]})
    await works.give_chain(merel)
    statement = await works.statement(merel, await works.contract(merel), S1)
    read = await program.get(f"/documents/{statement.document_id}")
    turn = read["approvers"][0]["people"][0]["id"]
    for method, path, body in (
        ("GET", f"/jobs/{merel.job.id}/chain", None),
        ("PUT", f"/jobs/{merel.job.id}/chain", {"chain": []}),
        ("GET", f"/chain-templates/{kept['id']}", None),
        ("PUT", f"/chain-templates/{kept['id']}", {"name": "À moi", "chain": [VISA]}),
        ("DELETE", f"/chain-templates/{kept['id']}", None),
        ("POST", f"/documents/{statement.document_id}/turns/{turn}/delegate", PAYER_STAND_IN),
    ):
        reply = await other_program.http.request(method, f"/api/v1{path}", json=body)
        assert reply.status_code == 404, (method, path, reply.text)
    assert (await other_program.get("/chain-templates"))["data"] == []
    after = await program.get(f"/documents/{statement.document_id}")
    assert after["approvers"] == read["approvers"]


PAYER_STAND_IN = {"name": "Banque Atlantique", "email": "prets@banque.example"}


async def test_a_running_chain_tells_whose_turn_it_is_and_until_when(program: Program, world: World) -> None:
    merel = world.merel
    await works.give_chain(merel)
    statement = await works.statement(merel, await works.contract(merel), S1)
    own = f"/documents/{statement.document_id}"
    read = await program.get(own)
    visa, agreement = read["approvers"]
    [ines], [jeanne] = visa["people"], agreement["people"]
    assert (visa["step"], visa["title"], visa["stage"], visa["needed"]) == (1, CHAIN[0]["title"], 1, 1)
    assert (visa["state"], ines["state"], ines["role"]) == ("open", "open", "architect")
    assert visa["due_at"] > visa["opened_at"]
    assert (agreement["state"], agreement["due_at"], jeanne["state"]) == ("waiting", None, "waiting")
    assert ines["public_url"] == read["public_url"]  # the page of whoever is asked now
    assert jeanne["public_url"] is None
    to_come = (await program.get(f"{own}/timeline"))["to_come"]
    deadline = next(step for step in to_come if step["kind"] == "deadline")
    assert (deadline["at"], deadline["params"]["step"]) == (visa["due_at"], CHAIN[0]["title"])
    await works.answer_as(merel, statement, ARCHITECT, Action.APPROVE)
    visa, agreement = (await program.get(own))["approvers"]
    assert (visa["state"], visa["people"][0]["state"], agreement["state"]) == ("approved", "approved", "open")
    assert visa["people"][0]["decided_at"] is not None


async def test_staff_answer_in_the_turn_of_whom_they_name_and_of_nobody_else(
    program: Program, world: World
) -> None:
    merel = world.merel
    await works.give_chain(merel)
    statement = await works.statement(merel, await works.contract(merel), S1)
    own = f"/documents/{statement.document_id}"
    said = {"action": "approve", "version": 1, "reason": "Dit au téléphone", "proof": "Appel"}
    refused = await program.post(f"{own}/answers", {**said, "email": OWNER["email"]}, expect=409)
    assert (refused["code"], refused["params"]) == ("not-your-turn", {"step": ARCHITECT["name"]})
    await program.post(f"{own}/answers", said)
    read = await program.get(own)
    assert (read["state"], read["answers"][0]["name"]) == ("sent", ARCHITECT["name"])
    assert read["approvers"][0]["people"][0]["answer_id"] == read["answers"][0]["id"]
    await program.post(f"{own}/answers", {**said, "email": OWNER["email"].upper()})
    read = await program.get(own)
    assert (read["state"], read["answers"][1]["name"]) == ("approved", OWNER["name"])


async def test_a_turn_is_handed_over_once_to_somebody_of_its_own(program: Program, world: World) -> None:
    merel = world.merel
    await works.give_chain(merel)
    statement = await works.statement(merel, await works.contract(merel), S1)
    own = f"/documents/{statement.document_id}"
    before = (await program.get(own))["approvers"][0]["people"][0]
    turn = f"{own}/turns/{before['id']}/delegate"
    paul = {"name": "Paul Le Goff", "email": "paul@caradec.example"}
    handed = await program.post(turn, paul, expect=200, key="remise")
    [now] = handed["approvers"][0]["people"]
    assert (now["id"], now["name"], now["instead_of"]) == (before["id"], "Paul Le Goff", ARCHITECT["name"])
    assert now["public_url"] not in (None, before["public_url"])
    again = await program.post(turn, paul, expect=200, key="remise")
    assert again == handed
    for body, field in (
        ({"name": "", "email": "paul@caradec.example"}, "name"),
        ({"name": "Paul", "email": "paul"}, "email"),
        ({"name": "Paul", "email": "paul@caradec.example"}, "email"),
    ):
        refused = await program.post(turn, body, expect=422)
        assert field in [problem["field"] for problem in refused["errors"]]
    await program.post(f"{own}/turns/turn_none/delegate", paul, expect=404)
    await works.answer_as(merel, statement, {**ARCHITECT, **paul}, Action.APPROVE)
    refused = await program.post(turn, {"name": "Luc", "email": "luc@caradec.example"}, expect=409)
    assert refused["code"] == "turn-taken"
