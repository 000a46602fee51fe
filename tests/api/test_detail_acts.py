"""What staff do on a document's page: answer for the client, withdraw, extend, share; and who may not."""

from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from domain.lifecycle import Action
from records import acts, answers, drafts, letters, links, parties
from records.ids import new_id
from records.schema import users
from tests.api.staff_room import read, text_of
from tests.world import World, in_days


def picture(kind: str = "PNG", side: int = 40) -> bytes:
    written = BytesIO()
    Image.new("RGB", (side, side), "red").save(written, kind)
    return written.getvalue()


async def state_of(world: World, document_id: str) -> str:
    async with world.merel.transaction() as tx:
        return str((await acts.read(tx, document_id)).state)


async def given(world: World, document_id: str) -> list[Any]:
    async with world.merel.transaction() as tx:
        return await answers.history(tx, document_id)


def said(**more: str) -> dict[str, str]:
    """What staff type when they answer for Mme Petit."""
    return {
        "version": "1",
        "key": new_id("key"),
        "action": "approve",
        "name": "Jeanne Petit",
        "email": "jeanne@petit.example",
        "reason": "Elle n'a pas d'ordinateur.",
        "proof": "Lettre du 12.",
        **more,
    }


async def test_marking_accepted_asks_for_a_reason(claire: httpx.AsyncClient, world: World) -> None:
    quote = await world.merel.quote()
    here = f"/documents/{quote.document_id}/do/accept"
    assert "jamais comme la signature de Mme Petit" in await read(claire, here)
    refused = await claire.post(here, data={"version": "1", "key": "k1"})
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.text
    assert await state_of(world, quote.document_id) == "sent"
    reply = await claire.post(here, data={"version": "1", "key": "k1", "reason": "Accord au téléphone"})
    assert reply.headers["location"] == f"/documents/{quote.document_id}?done=accepted"
    again = await claire.post(here, data={"version": "1", "key": "k1", "reason": "Accord au téléphone"})
    assert again.status_code == 303, "sent twice, done once"
    assert [row.action for row in await given(world, quote.document_id)] == ["mark_accepted"]
    assert "Marqué accepté par Claire Mérel" in await read(claire, f"/documents/{quote.document_id}")


async def test_staff_answer_for_a_client_with_reason_and_proof(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote = await world.merel.quote()
    here = f"/documents/{quote.document_id}/do/answer"
    reply = await claire.post(
        here, data=said(), files={"proof_file": ("../../lettre.png", picture(), "image/png")}
    )
    assert reply.status_code == 303, reply.text
    row = (await given(world, quote.document_id))[0]
    assert (row.given_by, row.evidence["on_behalf"]) == ("staff", True)
    page = await read(claire, f"/documents/{quote.document_id}")
    assert "saisi pour le client" in page
    proof = await claire.get(f"/documents/{quote.document_id}/proof/{row.evidence['proof_file']}")
    assert proof.headers["content-type"] == "image/jpeg", "decoded and written anew"
    assert proof.headers["content-disposition"] == "attachment; filename*=UTF-8''lettre.jpg"
    assert proof.headers["x-content-type-options"] == "nosniff"
    other = await world.merel.quote("Autre")
    elsewhere = await claire.get(f"/documents/{other.document_id}/proof/{row.evidence['proof_file']}")
    assert elsewhere.status_code == 404


async def test_a_client_who_forbids_it_is_not_answered_for(claire: httpx.AsyncClient, world: World) -> None:
    quote = await world.merel.quote()
    async with world.merel.transaction() as tx:
        await parties.change_client(
            tx, world.merel.client.id, world.merel.claire, {"staff_may_answer": False}
        )
    assert "Répondre pour le client" not in await read(claire, f"/documents/{quote.document_id}")
    reply = await claire.post(f"/documents/{quote.document_id}/do/answer", data=said())
    assert reply.status_code == 409
    assert "Lettre du 12." in reply.text, "what was typed stays"
    assert await state_of(world, quote.document_id) == "sent"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<html><script>alert(1)</script></html>"),
        ("image.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        ("faux.png", b"\x89PNG\r\n\x1a\nnothing more"),
        ("anime.gif", picture("GIF")),
        ("gros.pdf", b"%PDF-" + bytes(9 * 2**20)),
    ],
)
async def test_only_real_pdfs_and_pictures_are_proof(
    claire: httpx.AsyncClient, world: World, name: str, data: bytes
) -> None:
    quote = await world.merel.quote()
    reply = await claire.post(
        f"/documents/{quote.document_id}/do/answer",
        data=said(),
        files={"proof_file": (name, data, "image/png")},
    )
    assert reply.status_code == 422
    assert "error-proof_file" in reply.text
    assert await state_of(world, quote.document_id) == "sent"


async def test_withdrawing_tells_the_client_why_and_where_to_go(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote, successor = await world.merel.quote(), await world.merel.quote("Autre")
    here = f"/documents/{quote.document_id}/do/withdraw"
    assert (await claire.post(here, data={"version": "1"})).status_code == 422
    reply = await claire.post(
        here, data={"version": "1", "reason": "Erreur de métré", "successor_id": successor.document_id}
    )
    assert reply.status_code == 303
    page = await claire.get(f"/documents/{quote.document_id}")
    assert "« Erreur de métré »" in text_of(page)
    assert f"/documents/{successor.document_id}" in page.text


async def test_a_validity_only_moves_later(claire: httpx.AsyncClient, world: World) -> None:
    quote = await world.merel.quote()
    here = f"/documents/{quote.document_id}/do/extend"
    for day in ("", "demain", in_days(2).isoformat()):
        assert (await claire.post(here, data={"version": "1", "valid_until": day})).status_code == 422
    reply = await claire.post(here, data={"version": "1", "valid_until": in_days(60).isoformat()})
    assert reply.status_code == 303
    async with world.merel.transaction() as tx:
        assert (await acts.read(tx, quote.document_id)).valid_until == in_days(60)


async def test_an_answer_is_taken_back_with_a_reason(claire: httpx.AsyncClient, world: World) -> None:
    quote = await world.merel.quote()
    await world.merel.answer(quote, Action.APPROVE)
    here = f"/documents/{quote.document_id}/do/reopen"
    assert (await claire.post(here, data={"version": "1"})).status_code == 422
    assert (await claire.post(here, data={"version": "1", "reason": "Erreur de clic"})).status_code == 303
    assert await state_of(world, quote.document_id) == "sent"
    assert "reprise" in await read(claire, f"/documents/{quote.document_id}")


async def test_the_client_answers_while_staff_mark_accepted(claire: httpx.AsyncClient, world: World) -> None:
    quote = await world.merel.quote()
    await world.merel.answer(quote, Action.REJECT, comment="Trop cher")
    await world.merel.new_version(quote)
    late = await claire.post(
        f"/documents/{quote.document_id}/do/accept", data={"version": "1", "key": "k", "reason": "Accord"}
    )
    assert late.status_code == 409
    assert "La version 1 a été remplacée par la version 2" in text_of(late)
    assert "Accord" in late.text


async def test_a_copy_starts_as_a_draft_and_a_draft_can_go(claire: httpx.AsyncClient, world: World) -> None:
    quote = await world.merel.quote()
    reply = await claire.post(f"/documents/{quote.document_id}/duplicate")
    copy = reply.headers["location"].split("/")[2]
    assert "Semelle filante" in (await claire.get(f"/quotes/{copy}/edit")).text
    gone = await claire.post(f"/documents/{copy}/do/discard", data={})
    assert gone.headers["location"] == "/quotes?done=discarded"
    assert (await claire.get(f"/quotes/{copy}/edit")).status_code == 404
    async with world.merel.transaction() as tx:
        draft = await drafts.read(tx, quote.document_id)
        await drafts.save(tx, quote.document_id, draft.raw)
    await claire.post(f"/documents/{quote.document_id}/do/discard", data={})
    async with world.merel.transaction() as tx:
        assert (await acts.read(tx, quote.document_id)).draft is None


async def test_a_link_that_was_replaced_or_cut_is_dead_at_once(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote = await world.merel.quote()
    assert (await claire.get(f"/c/{quote.token}")).status_code == 200
    async with world.merel.transaction() as tx:
        mail = next(row for row in await links.all_of(tx, quote.document_id) if row.purpose == "mail")
    here = f"/documents/{quote.document_id}/links/{mail.id}"
    assert "n’ouvre plus rien, aussitôt" in await read(claire, f"{here}/rotate")
    assert (await claire.post(f"{here}/rotate")).status_code == 303
    assert (await claire.get(f"/c/{quote.token}")).status_code == 404
    await claire.post(f"/documents/{quote.document_id}/links")
    async with world.merel.transaction() as tx:
        share = next(row for row in await links.all_of(tx, quote.document_id) if row.purpose == "share")
        secret = links.token(tx, share.seed)
    assert (await claire.get(f"/c/{secret}")).status_code == 200
    assert f"/c/{secret}" in (await claire.get(f"/documents/{quote.document_id}")).text
    assert (await claire.post(f"/documents/{quote.document_id}/links/{share.id}/revoke")).status_code == 303
    assert (await claire.get(f"/c/{secret}")).status_code == 404


async def test_reminders_stop_and_go_on(claire: httpx.AsyncClient, world: World) -> None:
    quote = await world.merel.quote()
    page = await read(claire, f"/documents/{quote.document_id}")
    assert "Relance n° 1 au client" in page
    await claire.post(f"/documents/{quote.document_id}/reminders", data={"active": "off"})
    page = await read(claire, f"/documents/{quote.document_id}")
    assert "Relance n° 1 au client" not in page
    assert "Relances arrêtées par Claire Mérel" in page
    await claire.post(f"/documents/{quote.document_id}/reminders", data={"active": "on"})
    assert "Relance n° 1 au client" in await read(claire, f"/documents/{quote.document_id}")


async def test_a_refused_mail_is_sent_again_to_a_mended_address(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote = await world.merel.quote()
    async with world.merel.transaction() as tx:
        letter = next(row for row in await letters.of_document(tx, quote.document_id) if row.kind == "sent")
        await letters.failed(tx, letter.id, "550 no such user")
    page = await read(claire, f"/documents/{quote.document_id}")
    assert "550 no such user" in page
    here = f"/documents/{quote.document_id}/letters/{letter.id}/again"
    assert (await claire.post(here, data={"email": "pas une adresse"})).status_code == 422
    assert (await claire.post(here, data={"email": "Jeanne@Neuve.example", "keep": "on"})).status_code == 303
    async with world.merel.transaction() as tx:
        row = next(row for row in await letters.of_document(tx, quote.document_id) if row.id == letter.id)
        client = await parties.client(tx, world.merel.client.id)
    assert (row.state, row.to_email, client.email) == ("due", "jeanne@neuve.example", "jeanne@neuve.example")


async def test_versions_are_kept_and_compared(claire: httpx.AsyncClient, world: World) -> None:
    quote = await world.merel.quote()
    await world.merel.answer(quote, Action.REJECT, comment="Trop cher")
    async with world.merel.transaction() as tx:
        lines = [dict(line) for line in (await drafts.read(tx, quote.document_id)).raw["lines"]]
    lines[0]["unit_price"] = "3000"
    await world.merel.new_version(quote, lines=lines)
    page = await read(claire, f"/documents/{quote.document_id}")
    assert "Refusé par Jeanne Petit" in page
    changed = await read(claire, f"/documents/{quote.document_id}/compare", **{"from": 1, "to": 2})
    assert "3 215,47" in changed
    assert "3 000,00" in changed
    assert "Décapage" in await read(claire, f"/documents/{quote.document_id}/versions/1")


async def test_an_open_page_learns_that_somebody_else_answered(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote = await world.merel.quote()
    await world.merel.answer(quote, Action.APPROVE)
    part = await claire.get(
        f"/documents/{quote.document_id}",
        params={"state": "sent", "version": 1},
        headers={"HX-Request": "true"},
    )
    assert "<html" not in part.text
    assert "Ce devis vient de changer" in text_of(part)
    assert "Approuvé par Jeanne Petit" in text_of(part)


async def test_a_pdf_that_is_not_there_yet_is_waited_for(claire: httpx.AsyncClient, world: World) -> None:
    quote = await world.merel.quote()
    reply = await claire.get(f"/documents/{quote.document_id}/pdf")
    assert (reply.status_code, reply.headers["refresh"]) == (202, "3")


async def test_the_stranger_next_door_finds_nothing(durand: httpx.AsyncClient, world: World) -> None:
    quote, draft = await world.merel.quote(), await world.merel.draft()
    async with world.merel.transaction() as tx:
        link = (await links.all_of(tx, quote.document_id))[0]
        letter = (await letters.of_document(tx, quote.document_id))[0]
        line = (await acts.content_of(tx, quote.document_id, 1)).lines[0].id
    doc, new = f"/documents/{quote.document_id}", f"/quotes/{draft.document_id}"
    for address in (
        doc, f"{doc}/compare?from=1&to=1", f"{doc}/versions/1", f"{doc}/pdf", f"{doc}/qr.svg",
        f"{doc}/events", f"{doc}/letters/{letter.id}/again",
        f"{doc}/do/withdraw", f"{doc}/do/answer", f"{doc}/links/{link.id}/revoke",
        f"{doc}/proof/{'0' * 64}", f"{new}/edit", f"{new}/whose", f"/documents/{draft.document_id}/preview",
        f"/documents/{draft.document_id}/preview/mail", f"/documents/{draft.document_id}/preview/paper",
        f"/documents/{draft.document_id}/preview/pdf",
    ):  # fmt: skip
        assert (await durand.get(address)).status_code == 404, address
    for address, data in (
        (f"{new}/edit", {"title": "x"}), (f"{new}/whose", {"client_id": world.durand.client.id}),
        (f"/quotes/{quote.document_id}/comments/{line}/resolve", {}),
        (f"/documents/{draft.document_id}/publish", {}), (f"{doc}/duplicate", {}), (f"{doc}/reminders", {}),
        (f"{doc}/do/withdraw", {"reason": "x"}), (f"{doc}/do/answer", said()),
        (f"{doc}/do/discard", {}),
        (f"{doc}/do/accept", {"version": "1", "key": "k", "reason": "x"}),
        (f"{doc}/do/reopen", {"reason": "x"}),
        (f"{doc}/do/extend", {"valid_until": in_days(90).isoformat()}), (f"{doc}/links", {}),
        (f"{doc}/links/{link.id}/rotate", {}), (f"{doc}/links/{link.id}/revoke", {}),
        (f"{doc}/letters/{letter.id}/again", {"email": "a@b.example"}),
    ):  # fmt: skip
        assert (await durand.post(address, data=data)).status_code == 404, address
    assert await state_of(world, quote.document_id) == "sent"


@pytest.mark.parametrize(("locale", "kind"), [("en", "Quote"), ("fr-CA", "Soumission"), ("fr", "Devis")])
async def test_every_page_speaks_the_reader_s_language(
    claire: httpx.AsyncClient, world: World, locale: str, kind: str
) -> None:
    draft, quote = await world.merel.draft(), await world.merel.quote()
    await world.merel.answer(quote, Action.REJECT, comment="Trop cher")
    await world.merel.new_version(quote, title="Autre objet")
    async with world.merel.transaction() as tx:
        letter = (await letters.of_document(tx, quote.document_id))[0]
        await letters.failed(tx, letter.id, "550")
        link = (await links.all_of(tx, quote.document_id))[0]
        await tx.execute(users.update().where(users.c.id == world.merel.claire.id).values(locale=locale))
    doc = f"/documents/{quote.document_id}"
    assert kind in await read(claire, doc)
    for address in (
        "/quotes/new",
        f"/quotes/new?client={world.merel.client.id}",
        f"/quotes/{draft.document_id}/edit?check=1",
        f"/documents/{draft.document_id}/preview",
        f"{doc}/compare?from=1&to=2",
        f"{doc}/links/{link.id}/rotate",
        f"{doc}/letters/{letter.id}/again",
        *(f"{doc}/do/{act}" for act in ("accept", "answer", "extend", "withdraw", "discard")),
    ):
        assert (await claire.get(address)).status_code == 200, address


async def test_the_pdf_of_a_draft_is_rendered_apart(claire: httpx.AsyncClient, world: World) -> None:
    draft = await world.merel.draft()
    reply = await claire.get(f"/documents/{draft.document_id}/preview/pdf")
    assert reply.content.startswith(b"%PDF-")
    assert "filename*=UTF-8''DEV-" in reply.headers["content-disposition"]
