"""Clients and jobs: written down, changed, created on the way to a quote; addresses that fail are mended."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from records import letters, lists, parties
from records.schema import outbox
from tests.api.staff_room import read, text_of, value_of
from tests.world import LINES, World

TILLEULS = {
    "name": "SCI Les Tilleuls",
    "email": "Gerance@Tilleuls.example",
    "kind": "business",
    "contact": "Anne Lefort",
    "phone": "02 40 11 22 33",
    "address": "18 rue Crébillon\n44000 Nantes",
    "siren": "732 829 320",
    "vat_id": "",
    "locale": "en",
    "billing": "month_end",
    "trust": "confirmed",
    "attach_pdf": "on",
}


async def test_a_client_is_written_down_with_every_field(claire: httpx.AsyncClient, world: World) -> None:
    reply = await claire.post("/clients/new", data=TILLEULS)
    assert reply.status_code == 303
    page = await read(claire, reply.headers["location"])
    assert "Le client est créé." in page
    client = await _client(world, reply.headers["location"].split("/")[2].split("?")[0])
    assert client.email == "gerance@tilleuls.example"
    assert (client.siren, client.locale, client.billing, client.trust) == (
        "732829320", "en", "month_end", "confirmed",
    )  # fmt: skip
    assert (client.paperless, client.attach_pdf, client.staff_may_answer) == (False, True, False)
    assert client.address == ["18 rue Crébillon", "44000 Nantes"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": "  "}, "À remplir."),
        ({"email": "gerance@"}, "Cette adresse e-mail n’est pas complète."),
        ({"siren": "123"}, "Ce n’est pas un numéro SIREN."),
        ({"vat_id": "FR00"}, "Ce n’est pas un numéro de TVA."),
        ({"name": "x" * 301}, "Au plus 300 caractères."),
        ({"locale": "xx"}, "Choisissez parmi"),
    ],
)
async def test_a_form_with_a_fault_comes_back_with_what_was_typed(
    claire: httpx.AsyncClient, world: World, wrong: dict[str, str], sentence: str
) -> None:
    reply = await claire.post("/clients/new", data={**TILLEULS, "contact": 'Anne "A" <b>', **wrong})
    assert reply.status_code == 422
    assert sentence in text_of(reply)
    assert value_of(reply, "contact") == 'Anne "A" <b>'
    field = next(iter(wrong))
    if field != "locale":
        assert value_of(reply, field) == wrong[field]
    assert 'aria-invalid="true"' in reply.text
    assert "data-focus" in reply.text
    assert await _count_clients(world) == 1


async def test_with_htmx_the_form_alone_comes_back_and_success_moves_the_page(
    claire: httpx.AsyncClient,
) -> None:
    htmx = {"HX-Request": "true"}
    fault = await claire.post("/clients/new", data={**TILLEULS, "email": ""}, headers=htmx)
    assert fault.status_code == 422
    assert fault.text.lstrip().startswith("<form")
    done = await claire.post("/clients/new", data=TILLEULS, headers=htmx)
    assert done.headers["hx-redirect"].startswith("/clients/cli_")


async def test_a_client_created_on_the_way_is_chosen_when_the_work_goes_on(
    claire: httpx.AsyncClient,
) -> None:
    reply = await claire.post("/clients/new?then=/quotes/new", data=TILLEULS)
    assert reply.headers["location"].startswith("/quotes/new?client=cli_")
    assert "SCI Les Tilleuls" in await read(claire, reply.headers["location"])


async def test_going_on_never_leads_elsewhere(claire: httpx.AsyncClient) -> None:
    for there in ("https://evil.example", "//evil.example/x", "/\\evil"):
        reply = await claire.post("/clients/new", params={"then": there}, data=TILLEULS)
        assert reply.headers["location"].startswith("/clients/cli_")


async def test_a_job_half_typed_survives_the_creation_of_its_client(
    claire: httpx.AsyncClient, world: World
) -> None:
    karim = world.merel.karim.email
    typed = {"title": "Résidence & Cie", "address": "12 rue des Tilleuls", "referents": [karim]}
    away = await claire.post("/jobs/new?then=/quotes/new", data={**typed, "do": "new-client"})
    back = await claire.post(away.headers["location"], data=TILLEULS)
    form = await claire.get(back.headers["location"])
    assert value_of(form, "title") == "Résidence & Cie"
    client_id = back.headers["location"].rpartition("client=")[2]
    done = await claire.post(
        back.headers["location"], data={**typed, "client_id": client_id, "technical_email": ""}
    )
    assert done.headers["location"].startswith(f"/quotes/new?client={client_id}&job=job_")


async def test_a_job_is_opened_changed_and_shows_who_is_in_charge(
    claire: httpx.AsyncClient, world: World
) -> None:
    merel = world.merel
    opened = await claire.post(
        "/jobs/new",
        data={"client_id": merel.client.id, "title": "Garage", "referents": [merel.karim.email]},
    )
    place = opened.headers["location"].split("?")[0]
    assert "Karim Benali" in await read(claire, place)
    changed = await claire.post(
        f"{place}/edit",
        data={"title": "Garage double", "technical_email": "chantier@petit.example", "address": "7 rue X"},
    )
    page = await read(claire, changed.headers["location"])
    assert "Le chantier est modifié." in page
    assert "chantier@petit.example au lieu de" in page
    assert "Aucun : tous les administrateurs sont prévenus." in page
    fault = await claire.post(f"{place}/edit", data={"title": "", "technical_email": "no"})
    assert fault.status_code == 422
    assert value_of(fault, "technical_email") == "no"


async def test_nobody_of_another_firm_is_put_in_charge(claire: httpx.AsyncClient, world: World) -> None:
    data = {
        "client_id": world.merel.client.id,
        "title": "Garage",
        "referents": [world.durand.claire.email],
    }
    reply = await claire.post("/jobs/new", data=data)
    assert reply.status_code == 422
    assert "n’est pas de l’équipe" in text_of(reply)
    foreign = {"client_id": world.durand.client.id, "title": "Garage"}
    assert (await claire.post("/jobs/new", data=foreign)).status_code == 422


async def test_a_mended_address_gets_what_the_old_one_refused(
    claire: httpx.AsyncClient, world: World
) -> None:
    merel = world.merel
    quote = await merel.quote("L'extension", LINES[:1])
    await _fail_all(world, quote.document_id)
    page = await claire.get(f"/clients/{merel.client.id}")
    assert "n’est pas arrivé" in text_of(page)
    wrong = await claire.post(f"/clients/{merel.client.id}/address", data={"email": "jeanne@"})
    assert (wrong.status_code, value_of(wrong, "email")) == (422, "jeanne@")
    done = await claire.post(f"/clients/{merel.client.id}/address", data={"email": "jeanne@new.example"})
    page_after = await read(claire, done.headers["location"])
    assert "les mails repartent" in page_after
    assert "n’est pas arrivé" not in page_after
    async with merel.transaction() as tx:
        written = await letters.of_document(tx, quote.document_id)
        unsent = await letters.unsent(tx, quote.document_id)
    assert [(letter.to_email, letter.state) for letter in written] == [
        (merel.client.email, "dropped"),
        ("jeanne@new.example", "due"),
    ]
    assert list(unsent) == [written[1].id]
    async with merel.transaction() as tx:
        of_quote = outbox.c.document_id == quote.document_id
        waiting = await tx.scalar(select(outbox.c.id).where(of_quote, outbox.c.signal == "extend"))
    assert waiting, "the document's story is woken"


async def test_an_address_that_works_again_can_be_kept(claire: httpx.AsyncClient, world: World) -> None:
    merel = world.merel
    quote = await merel.quote("L'extension", LINES[:1])
    await _fail_all(world, quote.document_id)
    await claire.post(f"/clients/{merel.client.id}/address", data={"email": merel.client.email})
    async with merel.transaction() as tx:
        written = await letters.of_document(tx, quote.document_id)
        client = await parties.client(tx, merel.client.id)
    assert [letter.state for letter in written] == ["dropped", "due"]
    assert client.mail_failed_at is None


async def test_lists_of_clients_and_jobs_can_be_searched(claire: httpx.AsyncClient) -> None:
    await claire.post("/clients/new", data=TILLEULS)
    assert "SCI Les Tilleuls" in await read(claire, "/clients", q="tilleuls")
    assert "Mme Petit" not in await read(claire, "/clients", q="tilleuls")
    assert "Aucun client ne correspond." in await read(claire, "/clients", q="%")
    assert "Maison de Mme Petit" in await read(claire, "/jobs", q="maison")
    part = await claire.get("/clients", params={"q": "petit"}, headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith('<section id="list"')


async def test_what_is_typed_is_shown_and_never_run(claire: httpx.AsyncClient) -> None:
    nasty = '<script>alert(1)</script>"{{ 7*7 }}\u202e'
    reply = await claire.post("/clients/new", data={**TILLEULS, "name": nasty})
    page = await claire.get(reply.headers["location"])
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


async def _client(world: World, client_id: str) -> Any:
    async with world.merel.transaction() as tx:
        return await parties.client(tx, client_id)


async def _count_clients(world: World) -> int:
    async with world.merel.transaction() as tx:
        return len((await lists.list_clients(tx)).rows)


async def _fail_all(world: World, document_id: str) -> None:
    async with world.merel.transaction() as tx:
        for letter in await letters.of_document(tx, document_id):
            await letters.failed(tx, letter.id, "550 no such mailbox")
