"""Answers at the door of the record: invariants I1 to I5."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.answer import Answer
from domain.draft import to_raw
from domain.lifecycle import Action, State
from domain.refusals import AlreadyDecided, Gone, Invalid, NotFound, Refused, Superseded
from records import acts, answers, codes, comments, course, letters, links, parties, recording
from records.audit import Actor
from records.database import Database, now
from records.ids import new_id
from records.schema import answers as answer_table
from records.schema import audit_events, outbox
from records.schema import codes as code_table
from tests.world import Company, World, in_days


async def code_for(firm: Company, document_id: str) -> str:
    """The digits that were mailed to Mme Petit."""
    async with firm.transaction() as tx:
        await codes.request(tx, await acts.read(tx, document_id), firm.client.email, "fr")
        code_id = await tx.scalar(
            select(code_table.c.id)
            .where(code_table.c.company_id == firm.id, code_table.c.document_id == document_id)
            .order_by(code_table.c.id.desc())
        )
        return await codes.digits(tx, code_id)


async def test_i1_an_answer_its_evidence_its_event_and_its_signal_are_one_transaction(world: World) -> None:
    quote = await world.merel.quote()
    receipt = await world.merel.answer(quote, Action.APPROVE, comment="Parfait")
    async with world.merel.transaction() as tx:
        answer = (await answers.history(tx, quote.document_id))[0]
        event = await tx.scalar(select(audit_events.c.kind).where(audit_events.c.act_id == receipt.answer_id))
        signal = await tx.scalar(select(outbox.c.signal).where(outbox.c.act_id == receipt.answer_id))
        mails = {(row.kind, row.audience) for row in await letters.of_document(tx, quote.document_id)}
    assert (event, signal) == ("approve", "approve")
    assert answer.evidence["ip"] == "192.0.2.7"
    assert answer.sha256 == quote.sha256 == answer.evidence["sha256"]
    assert {("sent", "client"), ("receipt", "client"), ("answered", "staff")} <= mails


async def test_i1_an_answer_that_fails_halfway_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = await world.merel.quote()

    async def broken(*_: object, **__: object) -> str:
        raise OSError("the disk is full")

    monkeypatch.setattr("records.audit.append", broken)
    with pytest.raises(OSError, match="disk"):
        await world.merel.answer(quote, Action.APPROVE)
    async with world.merel.transaction() as tx:
        assert await answers.history(tx, quote.document_id) == []
    assert (await world.merel.document(quote)).state == "sent"


async def test_i2_an_answer_to_a_superseded_version_names_the_one_that_counts(world: World) -> None:
    first = await world.merel.quote()
    second = await world.merel.new_version(first, title="Extension, version corrigée")
    with pytest.raises(Superseded) as refused:
        await world.merel.answer(first, Action.APPROVE)
    assert refused.value.current == second.version == 2


async def test_i3_a_decided_version_takes_no_second_answer(world: World) -> None:
    quote = await world.merel.quote()
    await world.merel.answer(quote, Action.APPROVE)
    with pytest.raises(AlreadyDecided):
        await world.merel.answer(quote, Action.REJECT, comment="Trop cher")


async def test_i3_the_same_key_gives_the_same_receipt_and_another_body_is_refused(world: World) -> None:
    quote = await world.merel.quote()
    first = await world.merel.answer(quote, Action.APPROVE, key="double-click")
    again = await world.merel.answer(quote, Action.APPROVE, key="double-click")
    assert (again.answer_id, again.again) == (first.answer_id, True)
    with pytest.raises(Refused, match="key-reused"):
        await world.merel.answer(quote, Action.APPROVE, key="double-click", comment="autre chose")


async def test_i3_of_100_answers_at_once_exactly_one_counts(world: World) -> None:
    quote = await world.merel.quote()
    kinds = [Action.APPROVE, Action.REJECT]
    results = await asyncio.gather(
        *(world.merel.answer(quote, kinds[n % 2], comment=f"réponse {n}") for n in range(100)),
        return_exceptions=True,
    )
    won = [result for result in results if isinstance(result, recording.Receipt)]
    lost = [result for result in results if isinstance(result, AlreadyDecided)]
    assert (len(won), len(lost)) == (1, 99)
    assert (await world.merel.document(quote)).state == won[0].state


async def test_i3_an_answer_races_a_new_version_and_one_of_them_wins(world: World) -> None:
    for _ in range(5):
        quote = await world.merel.quote()
        answered, revised = await asyncio.gather(
            world.merel.answer(quote, Action.APPROVE),
            world.merel.new_version(quote),
            return_exceptions=True,
        )
        document = await world.merel.document(quote)
        if isinstance(answered, Superseded):
            assert (document.state, document.version) == ("sent", 2)
        else:
            assert isinstance(revised, AlreadyDecided)
            assert (document.state, document.version) == ("approved", 1)


async def test_i4_a_hold_keeps_the_document_open_and_a_rejection_changes_no_line(world: World) -> None:
    quote = await world.merel.quote()
    held = await world.merel.answer(quote, Action.HOLD, hold_until=in_days(5))
    assert held.state is State.ON_HOLD
    before = (await world.merel.document(quote)).net
    rejected = await world.merel.answer(quote, Action.REJECT, comment="Finalement non")
    assert rejected.state is State.REJECTED
    document = await world.merel.document(quote)
    assert (document.net, document.held_until) == (before, None)


async def test_i4_a_new_version_voids_codes_and_drafts_but_keeps_comments_on_unchanged_lines(
    world: World,
) -> None:
    quote = await world.merel.quote()
    digits = await code_for(world.merel, quote.document_id)
    async with world.merel.transaction() as tx:
        content = await acts.content_of(tx, quote.document_id, 1)
        link = (await links.all_of(tx, quote.document_id))[0]
        for line in content.lines[:2]:
            await comments.keep_draft(tx, link, 1, line.id, f"Sur {line.description} ?")
        raw = to_raw(content)
    raw["lines"][0]["unit_price"] = "3000"
    second = await world.merel.new_version(quote, lines=raw["lines"])
    async with world.merel.transaction() as tx:
        kept = await comments.drafts(tx, link.id)
    assert list(kept) == [content.lines[1].id]
    with pytest.raises(Invalid, match="code-void"):
        await world.merel.answer(second, Action.SIGN, code=digits, typed_name="Jeanne Petit")


async def test_signing_needs_the_code_that_was_mailed_and_keeps_the_evidence(world: World) -> None:
    quote = await world.merel.quote()
    digits = await code_for(world.merel, quote.document_id)
    receipt = await world.merel.answer(
        quote, Action.SIGN, code=digits, typed_name="Jeanne Petit", consent="Bon pour accord"
    )
    async with world.merel.transaction() as tx:
        evidence = (await answers.history(tx, quote.document_id))[0].evidence
    assert receipt.state is State.SIGNED
    assert evidence["code"]["email"] == world.merel.client.email
    assert evidence["code"]["tries"] == 1
    assert evidence["consent"] == "Bon pour accord"
    assert evidence["terms_accepted"] is True


async def test_a_wrong_code_counts_although_nothing_else_is_recorded(world: World) -> None:
    quote = await world.merel.quote()
    digits = await code_for(world.merel, quote.document_id)
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    for _ in range(codes.TRIES):
        with pytest.raises(Invalid, match="code-wrong"):
            await world.merel.answer(quote, Action.SIGN, code=wrong, typed_name="Jeanne Petit")
    with pytest.raises(Invalid, match="code-exhausted"):
        await world.merel.answer(quote, Action.SIGN, code=digits, typed_name="Jeanne Petit")


async def test_100_wrong_codes_at_once_are_counted_down_to_five(world: World) -> None:
    quote = await world.merel.quote()
    digits = await code_for(world.merel, quote.document_id)
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    results = await asyncio.gather(
        *(world.merel.answer(quote, Action.SIGN, code=wrong, typed_name="Jeanne Petit") for _ in range(100)),
        return_exceptions=True,
    )
    assert (
        sorted(str(result) for result in results) == ["code: code-exhausted"] * 95 + ["code: code-wrong"] * 5
    )


async def test_a_used_code_signs_nothing_else_and_an_old_one_is_late(world: World) -> None:
    quote = await world.merel.quote()
    digits = await code_for(world.merel, quote.document_id)
    async with world.merel.transaction(now() + codes.LIFE) as tx:
        with pytest.raises(Invalid, match="code-late"):
            await codes.count_try(tx, quote.document_id, 1, world.merel.client.email, digits)
    await world.merel.answer(quote, Action.SIGN, code=digits, typed_name="Jeanne Petit")
    async with world.merel.transaction() as tx:
        await course.reopen(tx, quote.document_id, world.merel.claire, "Erreur de signataire")
    with pytest.raises(Invalid, match="code-used"):
        await world.merel.answer(quote, Action.SIGN, code=digits, typed_name="Jeanne Petit")


async def test_a_stranger_gets_no_code_and_cannot_sign(world: World) -> None:
    quote = await world.merel.quote()
    async with world.merel.transaction() as tx:
        await codes.request(tx, await acts.read(tx, quote.document_id), "stranger@else.example", "fr")
        sent = await tx.scalar(
            select(func.count()).select_from(code_table).where(code_table.c.document_id == quote.document_id)
        )
    assert sent == 0
    with pytest.raises(Invalid, match="code-never-sent"):
        await world.merel.answer(
            quote, Action.SIGN, email="stranger@else.example", code="123456", typed_name="Un inconnu"
        )


async def test_i5_staff_answer_for_a_client_only_with_permission_reason_and_proof(world: World) -> None:
    firm = world.merel
    quote = await firm.quote()
    said = Answer(new_id("key"), Action.APPROVE, 1, "Jeanne Petit", firm.client.email)
    async with firm.transaction() as tx:
        with pytest.raises(Invalid, match="proof-needed"):
            await answers.give_for_client(
                tx, quote.document_id, firm.claire, said, reason="Téléphone", proof=""
            )
    async with firm.transaction() as tx:
        receipt = await answers.give_for_client(
            tx, quote.document_id, firm.claire, said, reason="Accord au téléphone", proof="Appel du 12 à 14 h"
        )
        row = (await answers.history(tx, quote.document_id))[0]
        mails = {row.kind for row in await letters.of_document(tx, quote.document_id)}
    assert receipt.state is State.APPROVED
    assert (row.given_by, row.evidence["proof"]) == ("staff", "Appel du 12 à 14 h")
    assert "receipt" in mails


async def test_i5_staff_never_sign_and_never_answer_where_the_client_forbids_it(world: World) -> None:
    firm = world.merel
    quote = await firm.quote()
    async with firm.transaction() as tx:
        signed = Answer(new_id("key"), Action.SIGN, 1, "Jeanne Petit", firm.client.email)
        with pytest.raises(Refused, match="staff-never-sign"):
            await answers.give_for_client(tx, quote.document_id, firm.claire, signed, reason="x", proof="y")
        await parties.change_client(tx, firm.client.id, firm.claire, {"staff_may_answer": False})
        said = Answer(new_id("key"), Action.APPROVE, 1, "Jeanne Petit", firm.client.email)
        with pytest.raises(Refused, match="client-forbids-staff"):
            await answers.give_for_client(tx, quote.document_id, firm.claire, said, reason="x", proof="y")


async def test_the_chosen_options_are_what_is_accepted(world: World) -> None:
    quote = await world.merel.quote()
    async with world.merel.transaction() as tx:
        content = await acts.content_of(tx, quote.document_id, 1)
    await world.merel.answer(quote, Action.APPROVE, chosen=content.optional_ids)
    document = await world.merel.document(quote)
    assert document.gross == content.totals_for(content.optional_ids).gross > content.totals.gross


async def test_past_its_last_valid_day_a_quote_can_no_longer_be_answered(world: World) -> None:
    quote = await world.merel.quote(at=now() - timedelta(days=40), valid_until=in_days(-10).isoformat())
    with pytest.raises(Gone, match="expired"):
        await world.merel.answer(quote, Action.APPROVE)


async def test_an_unsigned_answer_can_be_changed_for_a_quarter_of_an_hour(world: World) -> None:
    firm = world.merel
    quote = await firm.quote()
    await firm.answer(quote, Action.APPROVE)
    async with firm.transaction() as tx:
        link = next(link for link in await links.all_of(tx, quote.document_id) if link.email)
    client = Actor("client", link.id, "Jeanne Petit")
    async with firm.transaction(now() + timedelta(minutes=16)) as tx:
        with pytest.raises(Refused, match="too-late-to-change"):
            await course.reopen(tx, quote.document_id, client)
    async with firm.transaction() as tx:
        await course.reopen(tx, quote.document_id, client)
    assert (await firm.answer(quote, Action.REJECT, comment="Finalement non")).state is State.REJECTED


async def test_i15_another_firms_link_and_document_do_not_exist(world: World, database: Database) -> None:
    quote = await world.merel.quote()
    async with world.durand.transaction() as tx:
        with pytest.raises(NotFound):
            await acts.lock(tx, quote.document_id)
        assert await tx.scalar(select(func.count()).select_from(answer_table)) == 0
    with pytest.raises(NotFound):
        await links.open_link(database, "not-a-link")
