"""Answering at the HTTP door: one answer, on the version that was read, with its evidence."""

import asyncio
from datetime import timedelta
from hashlib import sha256
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from domain.lifecycle import Action
from records import acts, answers, codes, comments, course, links
from records.schema import codes as code_table
from tests.api.visitors import HTMX, Visitor, fields_of, visitor
from tests.world import Company, World, in_days


async def test_mme_petit_approves_and_reads_what_happens_next(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    sent = await reader.answer("approve", comment="Merci")
    assert (sent.status_code, sent.headers["location"]) == (303, f"{reader.path}/receipt")
    receipt = (await stranger.get(sent.headers["location"])).text
    assert "C’est approuvé" in receipt
    assert "Une confirmation vous est envoyée par mail" in receipt
    assert quote.sha256 in receipt
    page = (await reader.read()).text
    assert "Ce document est approuvé" in page
    assert 'value="approve"' not in page


async def test_with_a_script_the_receipt_comes_as_a_fragment(
    world: World, stranger: httpx.AsyncClient
) -> None:
    reader = visitor(stranger, world.merel, await world.merel.quote())
    sent = await reader.answer("approve", headers=HTMX)
    assert sent.status_code == 200
    assert sent.headers["hx-push-url"] == f"{reader.path}/receipt"
    assert "<html" not in sent.text
    assert "C’est approuvé" in sent.text


async def test_the_evidence_holds_what_was_shown_and_who_answered(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    form = (await reader.read("/answer?action=approve")).text
    consent = f"J’approuve le devis {quote.number}, version 1, pour 8\u202f583,66\u00a0€ TTC."
    assert consent in form
    await reader.answer("approve", headers={"User-Agent": "Un navigateur"}, time_zone="Europe/Paris")
    answer = await _last(world.merel, quote.document_id)
    evidence = answer.evidence
    assert answer.sha256 == quote.sha256
    assert evidence["consent"].startswith(consent)
    assert evidence["consent_sha256"] == sha256(evidence["consent"].encode()).hexdigest()
    assert (evidence["ip"], evidence["user_agent"]) == ("127.0.0.1", "Un navigateur")
    assert (evidence["time_zone"], evidence["locale"]) == ("Europe/Paris", "fr")
    assert evidence["link"]["purpose"] == "mail"


async def test_the_same_form_sent_twice_gets_the_same_reply(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    form = reader.form("approve")
    first, second = [await reader.send("/answer", form) for _ in range(2)]
    assert (first.status_code, first.headers["location"]) == (second.status_code, second.headers["location"])
    assert len(await _all(world.merel, quote.document_id)) == 1


async def test_the_same_key_with_another_answer_is_refused(world: World, stranger: httpx.AsyncClient) -> None:
    reader = visitor(stranger, world.merel, await world.merel.quote())
    form = reader.form("approve")
    await reader.send("/answer", form)
    assert (await reader.send("/answer", form | {"comment": "En fait non"})).status_code == 422


async def test_two_tabs_make_one_answer(world: World, stranger: httpx.AsyncClient) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    sent = await asyncio.gather(reader.answer("approve"), reader.answer("reject", comment="Trop cher"))
    assert sorted(reply.status_code for reply in sent) == [303, 409]
    assert len(await _all(world.merel, quote.document_id)) == 1


async def test_a_double_click_makes_one_answer(world: World, stranger: httpx.AsyncClient) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    form = reader.form("approve")
    sent = await asyncio.gather(*[reader.send("/answer", form) for _ in range(8)])
    assert {reply.status_code for reply in sent} == {303}
    assert len(await _all(world.merel, quote.document_id)) == 1


async def test_an_answer_to_a_replaced_version_keeps_what_was_typed(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    first, _ = await _line_ids(world.merel, quote.document_id)
    await reader.send("/comment", {"version": "1", "line": first, "text": "À revoir"})
    await world.merel.new_version(quote, title="Extension, version corrigée")
    late = await reader.answer("reject", comment="Bien trop cher", **{f"line_comment[{first}]": "À revoir"})
    assert late.status_code == 409
    assert "Bien trop cher" in late.text
    assert "À revoir" in late.text
    assert "La version 1 a été remplacée par la version 2" in late.text
    assert "À revoir" in (await reader.read()).text  # the draft moved over to the line that reads the same


async def test_a_refusal_needs_a_reason_and_what_was_typed_stays(
    world: World, stranger: httpx.AsyncClient
) -> None:
    reader = visitor(stranger, world.merel, await world.merel.quote())
    wrong = await reader.answer("reject", name="Jeanne & Paul", email="pas une adresse")
    assert wrong.status_code == 422
    assert "Dites pourquoi" in wrong.text
    assert "pas complète" in wrong.text
    assert fields_of(wrong.text)["name"] == "Jeanne & Paul"
    fragment = await reader.answer("reject", headers=HTMX)
    assert fragment.status_code == 422
    assert "<html" not in fragment.text


async def test_a_refusal_with_one_line_comment_is_enough(world: World, stranger: httpx.AsyncClient) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    first, _ = await _line_ids(world.merel, quote.document_id)
    kept = await reader.send("/comment", {"version": "1", "line": first, "text": "La moitié suffit"})
    assert kept.status_code == 303
    form = fields_of((await reader.read("/answer?action=reject")).text)
    assert form[f"line_comment[{first}]"] == "La moitié suffit"
    sent = await reader.send("/answer", form | {"name": "Jeanne Petit"})
    assert sent.status_code == 303
    answer = await _last(world.merel, quote.document_id)
    async with world.merel.transaction() as tx:
        assert await answers.comments_of(tx, answer.id) == {first: "La moitié suffit"}
    again = await reader.send("/answer", form | {"name": "Jeanne Petit"})
    assert again.status_code == 303  # the drafts are gone, the form still says the same


async def test_lines_of_another_document_are_refused(world: World, stranger: httpx.AsyncClient) -> None:
    mine, other = await world.merel.quote(), await world.merel.quote()
    reader = visitor(stranger, world.merel, mine)
    foreign, _ = await _line_ids(world.merel, other.document_id)
    assert (await reader.answer("approve", **{f"line_comment[{foreign}]": "?"})).status_code == 422
    assert (await reader.answer("approve", chosen=foreign)).status_code == 422
    comment = {"version": "1", "line": foreign, "text": "?"}
    assert (await reader.send("/comment", comment)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "explode"},
        {"version": "x"},
        {"version": "99999999999999999999"},
        {"version": None},
        {"key": None},
        {"terms": None},
        {"name": "\x00\u200b"},
        {"action": "hold", "hold_until": "31/12/2026"},
        {"action": "hold", "hold_until": None},
        {"comment": "x" * 4001},
    ],
)
async def test_what_no_form_of_ours_sends_is_refused_in_words(
    world: World, stranger: httpx.AsyncClient, wrong: dict[str, Any]
) -> None:
    quote = await world.merel.quote()
    sent = await visitor(stranger, world.merel, quote).answer(**{"action": "approve", **wrong})
    assert sent.status_code == (422 if wrong != {"name": "\x00\u200b"} else 303)
    assert "Traceback" not in sent.text


async def test_a_hold_waits_until_its_date_and_can_still_be_answered(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    assert (await reader.answer("hold", hold_until=in_days(10).isoformat())).status_code == 303
    page = (await reader.read()).text
    assert "Mis en attente" in page
    assert 'value="approve"' in page
    assert (await reader.answer("approve")).status_code == 303


async def test_chosen_options_make_the_total_and_are_what_is_answered(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    _, option = await _line_ids(world.merel, quote.document_id)
    live = await reader.send("/choice", {"chosen": option}, headers=HTMX)
    assert "9\u202f093,66\u00a0€" in live.text  # 8583.66 + 425.00 x 1.2
    assert 'hx-swap-oob="true"' in live.text
    whole = await reader.send("/choice", {"chosen": option})
    assert "9\u202f093,66\u00a0€" in whole.text
    assert "<html" in whole.text
    form = await reader.send("/choice", {"chosen": option, "action": "approve"})
    filled = fields_of(form.text)
    assert (filled["with_choice"], filled["chosen"]) == ("on", option)
    sent = await reader.send("/answer", filled | {"name": "Jeanne Petit", "terms": "on"})
    assert sent.status_code == 303
    answer = await _last(world.merel, quote.document_id)
    assert (answer.chosen, answer.gross) == ([option], 909366)


async def test_an_approval_is_taken_back_within_a_quarter_of_an_hour(
    world: World, stranger: httpx.AsyncClient
) -> None:
    reader = visitor(stranger, world.merel, await world.merel.quote())
    await reader.answer("approve")
    assert "Reprendre ma réponse" in (await reader.read()).text
    back = await reader.send("/reopen", {})
    assert back.status_code == 303
    assert 'value="approve"' in (await stranger.get(back.headers["location"])).text
    assert (await reader.send("/reopen", {})).status_code == 409


async def test_signing_takes_a_code_that_was_mailed_to_a_recipient(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    known = await reader.send("/code", reader.form("sign"), headers=HTMX)
    other = await reader.send("/code", reader.form("sign", email="x@y.example"), headers=HTMX)
    assert known.status_code == other.status_code == 200
    assert known.text.replace(reader.email, "") == other.text.replace("x@y.example", "")
    code = await _code(world.merel, quote.document_id)
    wrong = await reader.answer("sign", code="000000" if code != "000000" else "111111", typed_name="Jeanne")
    assert wrong.status_code == 422
    assert "pas le bon code" in wrong.text
    signed = await reader.answer("sign", code=f"{code[:3]} {code[3:]}", typed_name="Jeanne Petit")
    assert signed.status_code == 303
    answer = await _last(world.merel, quote.document_id)
    assert answer.evidence["typed_name"] == "Jeanne Petit"
    assert answer.evidence["code"]["tries"] == 2


async def test_a_drawn_signature_is_kept_as_path_data(world: World, stranger: httpx.AsyncClient) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    await reader.send("/code", reader.form("sign"))
    code = await _code(world.merel, quote.document_id)
    bad = await reader.answer("sign", code=code, drawing='"/><script>alert(1)</script>')
    assert bad.status_code == 422
    assert "<script>alert" not in bad.text
    assert (await reader.answer("sign", code=code, drawing="M10 10L20 20.5")).status_code == 303
    assert (await _last(world.merel, quote.document_id)).evidence["drawing"] == "M10 10L20 20.5"


async def test_a_code_works_once_and_not_when_it_is_late_or_void(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    assert "Demandez d’abord un code" in (await _sign(reader, "123456")).text
    await reader.send("/code", reader.form("sign"))
    code = await _code(world.merel, quote.document_id)
    async with world.merel.transaction() as tx:
        await tx.execute(
            code_table.update()
            .where(code_table.c.company_id == tx.company_id)
            .values(expires_at=tx.at - timedelta(seconds=1))
        )
    assert "plus de dix minutes" in (await _sign(reader, code)).text
    await reader.send("/code", reader.form("sign"))
    code = await _code(world.merel, quote.document_id)
    for _ in range(codes.TRIES):
        await _sign(reader, "000000" if code != "000000" else "111111")
    assert "Trop d’essais" in (await _sign(reader, code)).text


async def test_codes_cannot_be_asked_for_without_end(world: World, stranger: httpx.AsyncClient) -> None:
    reader = visitor(stranger, world.merel, await world.merel.quote())
    statuses = [(await reader.send("/code", reader.form("sign"))).status_code for _ in range(8)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


async def test_a_comment_is_a_private_draft_until_it_is_sent(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    first, _ = await _line_ids(world.merel, quote.document_id)
    shown = await reader.send("/comment", {"version": "1", "line": first, "text": "À voir"}, headers=HTMX)
    assert "Brouillon" in shown.text
    async with world.merel.transaction() as tx:
        paper = next(row for row in await links.all_of(tx, quote.document_id) if row.purpose == "paper")
        other = links.token(tx, paper.seed)
        assert await comments.unresolved(tx, quote.document_id) == {}
    assert "À voir" not in (await stranger.get(f"/c/{other}")).text
    await reader.send("/comment", {"version": "1", "line": first, "text": "À voir", "forget": "on"})
    assert "À voir" not in (await reader.read()).text
    too_long = {"version": "1", "line": first, "text": "x" * 4001}
    assert (await reader.send("/comment", too_long)).status_code == 422
    await world.merel.new_version(quote)
    late = await reader.send("/comment", {"version": "1", "line": first, "text": "Trop tard"})
    assert late.status_code == 409
    assert "Trop tard" in late.text


async def test_after_a_withdrawal_nothing_typed_is_recorded(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await world.merel.quote()
    reader = visitor(stranger, world.merel, quote)
    await world.merel.answer(quote, Action.REJECT, comment="Non")
    async with world.merel.transaction() as tx:
        await course.withdraw(tx, quote.document_id, world.merel.claire, "Erreur")
    assert (await reader.answer("approve")).status_code == 410
    assert len(await _all(world.merel, quote.document_id)) == 1


async def test_a_lost_link_is_asked_for_by_mail_with_the_same_reply_for_everybody(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await world.merel.quote()
    assert (await stranger.get("/recover")).status_code == 200
    known = await stranger.post("/recover", data={"email": world.merel.client.email})
    unknown = await stranger.post("/recover", data={"email": "personne@nulle-part.example"})
    assert known.status_code == unknown.status_code == 200
    assert known.text == unknown.text
    for _ in range(6):
        again = await stranger.post("/recover", data={"email": world.merel.client.email})
    assert again.text == known.text
    assert (await stranger.post("/recover", data={})).status_code == 422


async def _sign(reader: Visitor, code: str) -> httpx.Response:
    return await reader.answer("sign", code=code, typed_name="Jeanne Petit")


async def _all(company: Company, document_id: str) -> list[Any]:
    async with company.transaction() as tx:
        return await answers.history(tx, document_id)


async def _last(company: Company, document_id: str) -> Any:
    return (await _all(company, document_id))[-1]


async def _line_ids(company: Company, document_id: str) -> tuple[str, str]:
    """The ids of the first line, and of the option."""
    async with company.transaction() as tx:
        content = await acts.content_of(tx, document_id, 1)
    return content.lines[0].id, content.lines[2].id


async def _code(company: Company, document_id: str) -> str:
    async with company.transaction() as tx:
        newest = (
            select(code_table.c.id)
            .where(code_table.c.company_id == tx.company_id, code_table.c.document_id == document_id)
            .order_by(code_table.c.created_at.desc())
            .limit(1)
        )
        return await codes.digits(tx, await tx.scalar(newest))
