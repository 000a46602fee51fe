"""Proofs and mails by REST: a file kept and cited, a mail sent again, what would leave, a story woken."""

from typing import Any

import pytest

from records import acts, letters, parties, timeline
from tests.api.programs import Program, told
from tests.api.test_detail_acts import picture
from tests.world import World

SAID = {"action": "approve", "version": 1, "reason": "Dit au téléphone"}


async def send(
    program: Program, document_id: str, data: bytes, kind: str, *, expect: int = 201, key: str = ""
) -> Any:
    headers = {"Content-Type": kind, **({"Idempotency-Key": key} if key else {})}
    address = f"/api/v1/documents/{document_id}/proofs?name=../../Lettre.png"
    return told(await program.http.post(address, content=data, headers=headers), expect)


async def test_a_proof_is_kept_then_cited_then_saved(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    own = f"/documents/{quote.document_id}"
    kept = await send(program, quote.document_id, picture(), "image/png", key="letter")
    assert kept == await send(program, quote.document_id, picture(), "image/png", key="letter")
    address = f"/api/v1{own}/proofs/{kept['sha256']}"
    assert (await program.http.get(address)).status_code == 404, "no answer cites it yet"
    await program.post(f"{own}/answers", {**SAID, "proof_file": kept["sha256"]})
    assert (await program.get(own))["answers"][0]["proof_file"] == kept["sha256"]
    proof = await program.http.get(address)
    assert (proof.status_code, proof.headers["content-type"]) == (200, "image/jpeg")
    assert proof.headers["content-disposition"] == "attachment; filename*=UTF-8''Lettre.jpg"
    assert proof.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in proof.headers["content-security-policy"]
    other = await world.merel.quote("Autre")
    elsewhere = f"/api/v1/documents/{other.document_id}/proofs/{kept['sha256']}"
    assert (await program.http.get(elsewhere)).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"\x89PNG\r\n\x1a\nnothing more",
        picture("GIF"),
        b"%PDF-" + bytes(9 * 2**20),
    ],
)
async def test_only_real_pdfs_and_pictures_are_kept(program: Program, world: World, data: bytes) -> None:
    quote = await world.merel.quote()
    refused = await send(program, quote.document_id, data, "application/pdf", expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["proof_file"]


async def test_a_file_that_was_never_kept_proves_nothing(
    program: Program, other_program: Program, world: World
) -> None:
    quote, theirs = await world.merel.quote(), await world.durand.quote()
    foreign = await send(other_program, theirs.document_id, picture(side=41), "image/png")
    for digest in ("0" * 64, foreign["sha256"]):
        cited = {**SAID, "proof_file": digest}
        refused = await program.post(f"/documents/{quote.document_id}/answers", cited, expect=422)
        assert [problem["field"] for problem in refused["errors"]] == ["proof_file"]
    await send(program, theirs.document_id, picture(), "image/png", expect=404)


async def refused_mail(world: World, document_id: str) -> str:
    async with world.merel.transaction() as tx:
        letter = next(row for row in await letters.of_document(tx, document_id) if row.kind == "sent")
        await letters.failed(tx, letter.id, "550 no such user")
    return str(letter.id)


async def test_a_mail_that_failed_goes_to_another_address(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    mails = f"/documents/{quote.document_id}/mails"
    mail_id = await refused_mail(world, quote.document_id)
    [failed] = [mail for mail in (await program.get(mails))["data"] if mail["state"] == "failed"]
    assert (failed["id"], failed["kind"], failed["error"]) == (mail_id, "sent", "550 no such user")
    again = f"{mails}/{mail_id}/again"
    refused = await program.post(again, {"email": "pas une adresse"}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["email"]
    mended = await program.post(again, {"email": "Jeanne@Neuve.example", "keep": True}, expect=200)
    assert (mended["state"], mended["email"]) == ("due", "jeanne@neuve.example")
    async with world.merel.transaction() as tx:
        assert (await parties.client(tx, world.merel.client.id)).email == "jeanne@neuve.example"
        kinds = [event.kind for event in await timeline.happened(tx, quote.document_id)]
    assert "mail_again" in kinds
    await program.post(again, expect=409)


async def test_a_mail_that_failed_is_tried_again_where_it_was(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    mail_id = await refused_mail(world, quote.document_id)
    again = await program.post(f"/documents/{quote.document_id}/mails/{mail_id}/again", expect=200)
    assert (again["state"], again["email"]) == ("due", world.merel.client.email)


async def test_a_mended_client_gets_what_did_not_arrive(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    await refused_mail(world, quote.document_id)
    path = f"/clients/{world.merel.client.id}"
    assert (await program.get(path))["mail_failed_at"]
    mended = await program.post(f"{path}/address", {"email": "jeanne@neuve.example"}, expect=200)
    assert (mended["email"], mended["mail_failed_at"], mended["sent_again"]) == (
        "jeanne@neuve.example",
        None,
        1,
    )


async def test_what_would_leave_is_told_before_it_does(program: Program, world: World) -> None:
    draft = await world.merel.draft()
    own = f"/documents/{draft.document_id}"
    told_before = await program.get(f"{own}/preview", message="Bonjour Madame")
    assert (told_before["version"], told_before["email"]) == (1, world.merel.client.email)
    assert "Bonjour Madame" in told_before["text"]
    assert [step["key"] for step in told_before["to_come"] if step["kind"] == "remind"] == [
        "remind-1",
        "remind-2",
        "remind-3",
    ]
    assert told_before["problems"] == []
    await program.put(own, {"title": "Autre"})
    await program.post(f"{own}/publish", {"revision": 1}, expect=409)
    await program.post(f"{own}/publish", {"revision": 2}, expect=200)
    await program.http.get(f"/api/v1{own}/preview")
    empty = await world.merel.draft(lines=[])
    faulty = await program.get(f"/documents/{empty.document_id}/preview")
    assert "lines" in [problem["field"] for problem in faulty["problems"]]


async def test_a_story_is_woken_with_a_reason(program: Program, world: World) -> None:
    quote, draft = await world.merel.quote(), await world.merel.draft()
    own = f"/documents/{quote.document_id}/reconcile"
    await program.post(own, {"reason": " "}, expect=422)
    await program.post(own, {"reason": "Relance attendue hier"}, expect=204)
    async with world.merel.transaction() as tx:
        happened = (await timeline.happened(tx, quote.document_id))[-1]
        assert (await acts.read(tx, quote.document_id)).state == "sent"
    assert (happened.kind, happened.actor, happened.data["reason"]) == (
        "reconciled",
        "operator",
        "Relance attendue hier",
    )
    await program.post(f"/documents/{draft.document_id}/reconcile", {"reason": "x"}, expect=409)
