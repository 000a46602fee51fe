"""Settings: changed by administrators, checked, written in the journal; the past keeps what it said."""

import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from domain.snapshot import thaw
from records import acts, audit, templates
from tests.api.staff_room import browser, read, text_of, value_of
from tests.world import LINES, PASSWORD, TERMS, World

IDENTITY = {
    "name": "Mérel & Filles",
    "address": "4 quai de la Fosse\n44000 Nantes",
    "email": "bonjour@merel.example",
    "phone": "02 40 00 00 09",
    "accent": "#8a1538",
    "legal.siret": "732 829 320 00074",
    "mentions.travel": "Déplacements compris.",
}
PLAN = {
    "active": "on", "remind_1": "2", "remind_2": "5", "remind_3": "", "call": "9", "expiring": "3",
    "opens": "08:30", "closes": "17:00",
}  # fmt: skip


async def test_members_change_no_settings(karim: httpx.AsyncClient, world: World) -> None:
    assert (await karim.get("/settings")).headers["location"] == "/account/sessions"
    for path in ("company", "reminders", "mails", "mails/sent", "terms", "team"):
        reply = await karim.get(f"/settings/{path}")
        assert reply.status_code == 403
        assert "Réservé aux administrateurs" in text_of(reply)
        assert (await karim.post(f"/settings/{path}", data=IDENTITY)).status_code in (403, 405)
    assert (await karim.post(f"/settings/team/{world.merel.claire.id}/disable")).status_code == 403
    assert (await _company(world)).name == "Maçonnerie Mérel"


async def test_the_identity_changes_what_comes_next_and_nothing_sent_before(
    claire: httpx.AsyncClient, world: World
) -> None:
    before = await world.merel.quote("Avant", LINES[:1])
    done = await claire.post("/settings/company", data=IDENTITY)
    assert "Les réglages sont enregistrés." in await read(claire, done.headers["location"])
    after = await world.merel.quote("Après", LINES[:1])
    sellers = [await _seller(world, quote.document_id) for quote in (before, after)]
    assert sellers == ["Maçonnerie Mérel", "Mérel & Filles"]
    company = await _company(world)
    assert (company.qr_code, company.accent) == (False, "#8a1538")
    async with world.merel.transaction() as tx:
        assert await audit.faults(tx) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "À remplir."),
        ({"email": "x"}, "n’est pas complète"),
        ({"legal.siret": "123"}, "Ce n’est pas un numéro SIRET."),
        ({"accent": "red;}"}, "Choisissez une couleur."),
        ({"address": "\n".join("abcdefg")}, "Au plus 6 lignes."),
    ],
)
async def test_a_faulty_identity_changes_nothing_and_keeps_what_was_typed(
    claire: httpx.AsyncClient, world: World, wrong: dict[str, str], sentence: str
) -> None:
    reply = await claire.post("/settings/company", data={**IDENTITY, **wrong})
    assert reply.status_code == 422
    assert sentence in text_of(reply)
    assert value_of(reply, "phone") == "02 40 00 00 09"
    assert (await _company(world)).name == "Maçonnerie Mérel"


async def test_the_plan_is_previewed_with_dates_and_reasons_before_it_is_saved(
    claire: httpx.AsyncClient, world: World
) -> None:
    part = await claire.post(
        "/settings/reminders", data={**PLAN, "do": "preview"}, headers={"HX-Request": "true"}
    )
    shown = text_of(part)
    assert "2 jours ouvrés après l’envoi" in shown
    assert "9 jours ouvrés après l’envoi" in shown
    assert "08:30" in shown
    assert (await _company(world)).reminders == {}
    await claire.post("/settings/reminders", data=PLAN)
    assert (await _company(world)).reminders == {
        "active": True, "remind": [2, 5], "call": 9, "expiring": 3,
        "hours": {"opens": "08:30", "closes": "17:00"},
    }  # fmt: skip
    assert value_of(await claire.get("/settings/reminders"), "remind_2") == "5"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"remind_1": "9", "call": "20"}, "Chaque relance doit venir après la précédente."),
        ({"call": "3"}, "L’appel vient après la dernière relance."),
        ({"remind_1": "abc"}, "Ce n’est pas un nombre."),
        ({"remind_1": "0"}, "Donnez un nombre entre 1 et 120."),
        ({"opens": "19:00"}, "La fin doit venir après le début."),
        ({"closes": "25:00"}, "Donnez une heure"),
    ],
)
async def test_a_plan_that_makes_no_sense_is_not_saved(
    claire: httpx.AsyncClient, world: World, wrong: dict[str, str], sentence: str
) -> None:
    reply = await claire.post("/settings/reminders", data={**PLAN, **wrong})
    assert reply.status_code == 422
    assert sentence in text_of(reply)
    assert (await _company(world)).reminders == {}


async def test_a_mail_is_worded_anew_previewed_and_put_back(claire: httpx.AsyncClient, world: World) -> None:
    wording = {"subject": "{document} pour {client}", "body": "Bonjour {contact},\n\n{message}\n\nÀ vous."}
    part = await claire.post(
        "/settings/mails/sent", data={**wording, "do": "preview"}, headers={"HX-Request": "true"}
    )
    assert "Devis n° DEV-2026-0042 pour Mme Martin" in text_of(part)
    assert await _template(world) is None
    await claire.post("/settings/mails/sent", data=wording)
    assert (await _template(world)).subject == "{document} pour {client}"
    assert "Vos mots" in await read(claire, "/settings/mails")
    back = await claire.post("/settings/mails/sent", data={"do": "reset"})
    assert "texte habituel" in await read(claire, back.headers["location"])
    assert await _template(world) is None


async def test_a_wording_with_a_foreign_tag_is_refused_with_what_was_typed(
    claire: httpx.AsyncClient, world: World
) -> None:
    for body in ("Bonjour {password}", "Bonjour {", "", "x" * 10_001):
        reply = await claire.post("/settings/mails/sent", data={"subject": "Devis {number}", "body": body})
        assert reply.status_code == 422
        assert value_of(reply, "subject") == "Devis {number}"
    lost = await claire.post("/settings/mails/code", data={"subject": "Bonjour", "body": "Pas de code"})
    assert lost.status_code == 422
    assert (await claire.get("/settings/mails/unknown")).status_code == 404
    assert await _template(world) is None


async def test_new_terms_hold_for_versions_published_from_now_on(
    claire: httpx.AsyncClient, world: World
) -> None:
    before = await world.merel.quote("Avant", LINES[:1])
    await claire.post("/settings/terms?for=fr", data={"terms": "1. Tout est payable d'avance."})
    after = await world.merel.quote("Après", LINES[:1])
    texts = [(await _content(world, quote.document_id)).terms.text for quote in (before, after)]
    assert texts == [TERMS, "1. Tout est payable d'avance."]
    too_long = await claire.post("/settings/terms?for=fr", data={"terms": "x" * 200_001})
    assert too_long.status_code == 422


async def test_somebody_invited_signs_in_with_the_password_that_was_shown_once(
    claire: httpx.AsyncClient, app: FastAPI, world: World
) -> None:
    email = f"ines.{world.merel.id[-6:]}@merel.example"
    data = {"name": "Inès Roy", "email": email, "role": "member", "locale": "fr"}
    page = await claire.post("/settings/team", data=data)
    password = _shown_password(page)
    assert password not in (await claire.get("/settings/team")).text
    async with browser(app) as http:
        assert (await _sign_in(http, email, password)).status_code == 303
    again = await claire.post("/settings/team", data=data)
    assert again.status_code == 422
    assert "Cette adresse a déjà un compte." in text_of(again)
    assert value_of(again, "name") == "Inès Roy"


async def test_a_disabled_account_is_out_at_once_and_can_be_given_back(
    claire: httpx.AsyncClient, karim: httpx.AsyncClient, app: FastAPI, world: World
) -> None:
    done = await claire.post(f"/settings/team/{world.merel.karim.id}/disable")
    page = await claire.get(done.headers["location"])
    assert "Le compte est désactivé" in text_of(page)
    undo = f"/settings/team/{world.merel.karim.id}/enable"
    assert f'action="{undo}"' in page.text
    assert (await karim.get("/quotes")).status_code == 303
    async with browser(app) as http:
        assert (await _sign_in(http, world.merel.karim.email, PASSWORD)).status_code == 422
        await claire.post(undo)
        assert (await _sign_in(http, world.merel.karim.email, PASSWORD)).status_code == 303


async def test_nobody_locks_themselves_out(claire: httpx.AsyncClient, world: World) -> None:
    reply = await claire.post(f"/settings/team/{world.merel.claire.id}/disable")
    assert reply.status_code == 409
    assert "votre propre compte" in text_of(reply)
    assert (await claire.get("/")).status_code == 200


async def test_a_new_password_ends_the_old_one_and_all_sessions(
    claire: httpx.AsyncClient, karim: httpx.AsyncClient, app: FastAPI, world: World
) -> None:
    page = await claire.post(f"/settings/team/{world.merel.karim.id}/password")
    password = _shown_password(page)
    assert (await karim.get("/quotes")).status_code == 303
    async with browser(app) as http:
        assert (await _sign_in(http, world.merel.karim.email, PASSWORD)).status_code == 422
        assert (await _sign_in(http, world.merel.karim.email, password)).status_code == 303


def _shown_password(page: httpx.Response) -> str:
    found = re.search(r'<code class="secret">([0-9a-z-]{19})</code>', page.text)
    assert found, text_of(page)
    return found[1]


async def _sign_in(http: httpx.AsyncClient, email: str, password: str) -> httpx.Response:
    return await http.post("/sign-in", data={"email": email, "password": password})


async def _company(world: World) -> Any:
    async with world.merel.transaction() as tx:
        return await acts.company(tx)


async def _template(world: World) -> Any:
    async with world.merel.transaction() as tx:
        return await templates.template(tx, "sent", "fr")


async def _content(world: World, document_id: str) -> Any:
    async with world.merel.transaction() as tx:
        return thaw((await acts.version_of(tx, document_id, 1)).content)


async def _seller(world: World, document_id: str) -> str:
    return str((await _content(world, document_id)).seller.name)
