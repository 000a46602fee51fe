"""The chain of approvers in staff's pages: written with plain buttons, kept as a template, handed over."""

import re
from html import unescape
from typing import Any

import httpx
import pytest

from domain.lifecycle import Action
from records import chain_templates, parties
from tests import works
from tests.api.staff_room import read, text_of, value_of
from tests.works import ARCHITECT, CHAIN, OWNER, S1
from tests.world import Company, World

HTMX = {"HX-Request": "true"}


def step(number: int, *people: dict[str, str], **more: str) -> dict[str, str]:
    """The fields of a step as its form sends them."""
    usual = {"title": "", "quorum": "", "days": "7", "at_deadline": "remind"}
    typed = {f"chain.{number}.{name}": value for name, value in {**usual, **more}.items()}
    for place, person in enumerate(people):
        typed |= {f"chain.{number}.people.{place}.{name}": value for name, value in person.items()}
    return typed


VISA = step(0, ARCHITECT, title="Visa de l'architecte")
AGREEMENT = step(1, OWNER, title="Accord du maître d'ouvrage", days="15")


def shown(reply: httpx.Response) -> dict[str, str]:
    """What stands in the fields of the editor."""
    fields = {}
    for tag in re.findall(r"<input[^>]*>", reply.text):
        found = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if found.get("name", "").startswith("chain.") and (found["type"] != "radio" or " checked" in tag):
            fields[found["name"]] = unescape(found.get("value", ""))
    return fields


async def chain_of(company: Company) -> Any:
    async with company.transaction() as tx:
        return (await parties.job(tx, company.job.id)).chain


def editor(world: World) -> str:
    return f"/jobs/{world.merel.job.id}/chain"


async def test_a_job_without_a_chain_says_who_may_answer_and_leads_to_the_editor(
    claire: httpx.AsyncClient, world: World
) -> None:
    page = await read(claire, f"/jobs/{world.merel.job.id}")
    assert "Sans circuit, toute personne qui détient le lien peut répondre." in page
    reply = await claire.get(f"/jobs/{world.merel.job.id}")
    assert f'href="{editor(world)}"' in reply.text
    assert "Ajouter une première étape" in await read(claire, editor(world))


async def test_a_chain_is_written_with_plain_buttons(claire: httpx.AsyncClient, world: World) -> None:
    where = editor(world)
    reply = await claire.post(where, data={"do": "add"})
    assert (reply.status_code, shown(reply)["chain.0.days"]) == (200, "7")
    typed = VISA | {"seen": value_of(reply, "seen")}
    reply = await claire.post(where, data={**typed, "do": "add"})
    added = shown(reply)
    assert added["chain.0.people.0.email"] == ARCHITECT["email"]  # what was typed stays
    assert added["chain.1.people.0.email"] == world.merel.client.email  # the client is asked next
    reply = await claire.post(where, data={**typed, **AGREEMENT, "do": "person:1"})
    assert shown(reply)["chain.1.people.1.name"] == ""
    reply = await claire.post(where, data={**typed, **AGREEMENT, "do": "leave:1.0"})
    assert "chain.1.people.0.name" not in shown(reply)
    reply = await claire.post(where, data={**typed, **AGREEMENT, "do": "up:1"})
    assert [shown(reply)[f"chain.{n}.title"] for n in (0, 1)] == [CHAIN[1]["title"], CHAIN[0]["title"]]
    reply = await claire.post(where, data={**typed, **AGREEMENT, "do": "remove:0"})
    assert shown(reply)["chain.0.title"] == CHAIN[1]["title"]
    assert await chain_of(world.merel) == []  # nothing is kept before it is saved
    reply = await claire.post(where, data={**typed, **AGREEMENT, "do": "save"})
    assert (reply.status_code, reply.headers["location"]) == (
        303,
        f"/jobs/{world.merel.job.id}?done=chain-saved#chain",
    )
    assert [(kept["title"], kept["days"]) for kept in await chain_of(world.merel)] == [
        ("Visa de l'architecte", 7),
        ("Accord du maître d'ouvrage", 15),
    ]
    page = await read(claire, f"/jobs/{world.merel.job.id}")
    assert "Inès Caradec" in page
    assert "15 jours, puis relance" in page


async def test_enter_saves_as_the_button_does(claire: httpx.AsyncClient, world: World) -> None:
    reply = await claire.post(editor(world), data=VISA)
    assert reply.status_code == 303
    reply = await claire.post(editor(world), data=VISA, headers=HTMX)
    assert reply.headers["hx-redirect"].endswith("?done=chain-saved#chain")


async def test_with_a_script_only_the_form_comes_back_and_typing_goes_on_in_it(
    claire: httpx.AsyncClient, world: World
) -> None:
    reply = await claire.post(editor(world), data={**VISA, "do": "add"}, headers=HTMX)
    assert reply.text.lstrip().startswith("<form")
    focused = re.search(r'<input[^>]*name="([^"]+)"[^>]*autofocus', reply.text)
    assert focused
    assert focused[1] == "chain.1.title"
    picture = await claire.post(editor(world), data={**VISA, "do": "picture"}, headers=HTMX)
    assert picture.text.lstrip().startswith("<section")
    assert "Visa de l'architecte" in text_of(picture).replace("’", "'")


@pytest.mark.parametrize(
    ("typed", "field", "place"),
    [
        (step(0, {**ARCHITECT, "email": "ines"}), "chain.0.people.0.email", "Étape 1, personne 1"),
        (step(0, {**ARCHITECT, "name": ""}), "chain.0.people.0.name", "Étape 1, personne 1"),
        (step(0), "chain.0.people", "Étape 1"),
        (step(0, ARCHITECT, days="mardi"), "chain.0.days", "Étape 1"),
        (step(0, ARCHITECT, days="", at_deadline="deem"), "chain.0.days", "Étape 1"),
        (step(0, ARCHITECT, at_deadline="escalate"), "chain.0.escalate_email", "Étape 1"),
        (step(0, ARCHITECT, OWNER, quorum="3"), "chain.0.quorum", "Étape 1"),
        (step(0, {**ARCHITECT, "away_from": "2026-12-24"}), "chain.0.people.0.delegate_email", "personne 1"),
    ],
)
async def test_a_fault_is_said_beside_its_field_and_what_was_typed_stays(
    claire: httpx.AsyncClient, world: World, typed: dict[str, str], field: str, place: str
) -> None:
    reply = await claire.post(editor(world), data={**typed, "do": "save"})
    assert reply.status_code == 422
    assert f'id="{field}"' in reply.text
    assert f'href="#{field}"' in reply.text
    assert f'id="error-{field}"' in reply.text
    assert place in text_of(reply)
    kept = shown(reply)
    assert {name: value for name, value in typed.items() if name in kept and kept[name] != value} == {}
    assert await chain_of(world.merel) == []


async def test_what_a_colleague_saved_meanwhile_is_shown_and_not_lost(
    claire: httpx.AsyncClient, world: World
) -> None:
    opened = await claire.get(editor(world))
    await works.give_chain(world.merel)
    mine = step(0, ARCHITECT, title="Contrôle du bureau d'études") | {"seen": value_of(opened, "seen")}
    reply = await claire.post(editor(world), data=mine)
    assert reply.status_code == 409
    assert "Jeanne Petit" in text_of(reply)  # theirs
    assert shown(reply)["chain.0.title"] == "Contrôle du bureau d'études"  # mine
    assert [kept["title"] for kept in await chain_of(world.merel)] == [wanted["title"] for wanted in CHAIN]
    reply = await claire.post(editor(world), data={**mine, "seen": value_of(reply, "seen")})
    assert reply.status_code == 303


async def test_a_chain_is_kept_as_a_template_and_laid_on_another_job(
    claire: httpx.AsyncClient, world: World
) -> None:
    where = editor(world)
    reply = await claire.post(where, data={**VISA, **AGREEMENT, "template_name": "Deux visas", "do": "keep"})
    assert "Le modèle « Deux visas » est gardé." in text_of(reply).replace("\u00a0", " ")
    reply = await claire.post(where, data={**VISA, "template_name": "Deux visas", "do": "keep"})
    assert reply.status_code == 422
    assert value_of(reply, "template_name") == "Deux visas"
    replaced = re.search(r'value="(keep:[^"]+)"', reply.text)
    assert replaced
    reply = await claire.post(where, data={**VISA, "template_name": "Deux visas", "do": replaced[1]})
    assert reply.status_code == 200
    async with world.merel.transaction() as tx:
        [kept] = await chain_templates.everything(tx)
    reply = await claire.post(where, data={"template": kept.id, "do": "lay"})
    assert shown(reply)["chain.0.people.0.email"] == ARCHITECT["email"]
    assert "chain.1.title" not in shown(reply)
    assert await chain_of(world.merel) == []
    reply = await claire.post(where, data={**VISA, "do": f"forget:{kept.id}"})
    assert shown(reply)["chain.0.title"] == VISA["chain.0.title"]
    async with world.merel.transaction() as tx:
        assert await chain_templates.everything(tx) == []


async def test_the_chain_of_a_full_house_goes_through_the_form(
    claire: httpx.AsyncClient, world: World
) -> None:
    """Twelve steps of twenty people, each with a stand-in: as much as a chain can hold."""
    typed: dict[str, str] = {}
    away = {"away_from": "2026-12-24", "away_until": "2027-01-02", "delegate_name": "Paul"}
    for number in range(12):
        crowd = [
            {**ARCHITECT, "email": f"a{place}@caradec.example", **away, "delegate_email": "p@caradec.example"}
            for place in range(20)
        ]
        typed |= step(number, *crowd, parallel="on", escalate_name="", escalate_email="")
    assert (await claire.post(editor(world), data={**typed, "do": "save"})).status_code == 303
    chain = await chain_of(world.merel)
    assert (len(chain), len(chain[11]["people"])) == (12, 20)
    reply = await claire.get(editor(world))
    assert "Ajouter une étape" not in text_of(reply)
    assert (await claire.post(editor(world), data={**shown(reply), "do": "save"})).status_code == 303
    typed |= step(12, ARCHITECT)
    assert (await claire.post(editor(world), data={**typed, "do": "save"})).status_code == 422


async def test_hostile_fields_change_nothing(claire: httpx.AsyncClient, world: World) -> None:
    hostile = {
        "chain.999.title": "<script>alert(1)</script>",
        "chain.0.people.7.name": "x",
        "chain.0.__class__": "x",
        "chain.-1.title": "x",
        "chain.1e3.title": "x",
        "do": "up:99999999999999999999",
    }
    reply = await claire.post(editor(world), data=hostile)
    assert reply.status_code == 200
    assert "<script>alert" not in reply.text
    for act in (
        "leave:0.99",
        "person:x",
        "remove:",
        "down:0",
        "nothing:1",
        "keep:cht_none",
        "forget:cht_none",
    ):
        assert (await claire.post(editor(world), data={"do": act})).status_code in (200, 404, 422), act


async def test_the_panel_tells_who_is_asked_until_when_and_what_follows(
    claire: httpx.AsyncClient, world: World
) -> None:
    merel = world.merel
    await works.give_chain(merel)
    quote = await works.contract(merel)
    statement = await works.statement(merel, quote, S1)
    page = (await read(claire, f"/documents/{statement.document_id}")).replace("’", "'")
    assert "Réponse attendue jusqu'au" in page
    assert "Ensuite : Accord du maître d'ouvrage – Jeanne Petit , 15 jours" in page.replace("\u00a0", " ")
    ids = await works.line_ids(merel, quote)
    await works.answer_as(merel, statement, ARCHITECT, Action.APPROVE, admitted={ids["1.2"]: "20"})
    page = (await read(claire, f"/documents/{statement.document_id}")).replace("’", "'")
    assert "A admis une partie le" in page
    assert "Ensuite : la situation est approuvée." in page.replace("\u00a0", " ")


async def test_a_turn_is_handed_over_from_its_form(claire: httpx.AsyncClient, world: World) -> None:
    merel = world.merel
    await works.give_chain(merel)
    statement = await works.statement(merel, await works.contract(merel), S1)
    own = f"/documents/{statement.document_id}"
    where = re.findall(rf'href="({own}/turns/[^"]+/delegate)"', (await claire.get(own)).text)
    assert len(where) == 2
    assert "Inès Caradec" in await read(claire, where[0])
    typed = {"name": "Paul Le Goff", "email": "paul"}
    reply = await claire.post(where[0], data=typed)
    assert reply.status_code == 422
    assert (value_of(reply, "name"), value_of(reply, "email")) == ("Paul Le Goff", "paul")
    reply = await claire.post(where[0], data={**typed, "email": "paul@caradec.example"})
    assert (reply.status_code, reply.headers["location"]) == (303, f"{own}?done=turn-delegated#chain")
    assert "Paul Le Goff à la place de Inès Caradec" in await read(claire, own)
    token = await works.token_of(merel, statement, "paul@caradec.example")
    assert token


async def test_the_neighbour_sees_and_changes_no_chain(durand: httpx.AsyncClient, world: World) -> None:
    merel = world.merel
    await works.give_chain(merel)
    statement = await works.statement(merel, await works.contract(merel), S1)
    async with merel.transaction() as tx:
        kept = await chain_templates.create(tx, merel.claire, "Deux visas", CHAIN)
    assert (await durand.get(editor(world))).status_code == 404
    assert (await durand.post(editor(world), data={**VISA, "do": "save"})).status_code == 404
    theirs = f"/jobs/{world.durand.job.id}/chain"
    assert "Deux visas" not in await read(durand, theirs)
    for act in ("lay", f"keep:{kept.id}", f"forget:{kept.id}"):
        typed = {**VISA, "template": kept.id, "template_name": "À moi", "do": act}
        assert (await durand.post(theirs, data=typed)).status_code == 404, act
    turn = f"/documents/{statement.document_id}/turns/turn_none/delegate"
    assert (await durand.get(turn)).status_code == 404
    assert await chain_of(merel) != []
