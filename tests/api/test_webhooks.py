"""What providers tell at its worst: twice, in any order, forged, late, wrong, about nobody (T6)."""

import asyncio
import json
import random
import time
from typing import Any

import pytest

from api.webhooks import MAX_BYTES
from records import correcting, findings
from records.payments import Received, receive
from records.schema import payment_attempts
from tests.api.payers import Market
from tests.counterparts import paypal as paypals
from tests.counterparts.stripe import signature
from tests.records.test_invoices import validated
from tests.tills import DEPOSIT, Bill, bill, take_cards
from tests.world import World
from ui.paying import finding
from ui.texts import LOCALES


@pytest.fixture
async def invoice(world: World) -> Bill:
    """A deposit of 7 674,99 € that Mme Petit can pay by card or with PayPal."""
    await take_cards(world.merel)
    return await bill(world.merel)


async def send(shop: Market, invoice: Bill, event: Any, **how: Any) -> int:
    """Post an event as Stripe would; `how` bends the signature."""
    body = json.dumps(event).encode()
    headers = {"Stripe-Signature": signature(body, **how)}
    return (await shop.post(invoice.company, "stripe", body, headers)).status_code


async def test_an_event_told_again_counts_once(shop: Market, invoice: Bill) -> None:
    session = await shop.begin(invoice, "stripe")
    shop.stripe.complete(session)
    event = shop.stripe.outbox[0]
    assert [await send(shop, invoice, event) for _ in range(3)] == [204, 204, 204]
    assert await invoice.paid() == [("stripe", DEPOSIT)]
    looks = shop.stripe.asked.count(f"GET /v1/checkout/sessions/{session}")
    assert looks == 1  # the second telling was known before anybody asked Stripe again


async def test_told_ten_times_at_once_it_counts_once(shop: Market, invoice: Bill) -> None:
    """The same event and others of the same payment, all in flight together."""
    shop.stripe.complete(await shop.begin(invoice, "stripe"))
    event = shop.stripe.outbox[0]
    events = [event] * 5 + [{**event, "id": f"evt_at_once_{n}"} for n in range(5)]
    said = await asyncio.gather(*(send(shop, invoice, one) for one in events))
    assert set(said) == {204}
    assert await invoice.paid() == [("stripe", DEPOSIT)]
    assert await invoice.found() == []


async def test_the_same_payment_told_by_two_events_counts_once(shop: Market, invoice: Bill) -> None:
    session = await shop.begin(invoice, "stripe")
    shop.stripe.complete(session, paid=False)
    shop.stripe.decide(session, paid=True)
    assert await shop.told(invoice, "stripe") == [204, 204]
    assert await invoice.paid() == [("stripe", DEPOSIT)]


async def test_in_the_wrong_order_the_end_is_the_same(shop: Market, invoice: Bill) -> None:
    session = await shop.begin(invoice, "stripe")
    shop.stripe.complete(session, paid=False)
    shop.stripe.decide(session, paid=True)
    shop.stripe.outbox.reverse()
    await shop.told(invoice, "stripe")
    assert [one.state for one in await invoice.attempts()] == ["succeeded"]
    assert await invoice.paid() == [("stripe", DEPOSIT)]


@pytest.mark.parametrize(
    "how",
    [{"secret": "whsec_somebody_else_0123"}, {"at": time.time() - 301}, {"at": time.time() - 86_400}],
    ids=["another secret", "five minutes ago", "yesterday"],
)
async def test_a_forged_or_stale_signature_is_refused(
    shop: Market, invoice: Bill, how: dict[str, Any]
) -> None:
    shop.stripe.complete(await shop.begin(invoice, "stripe"))
    assert await send(shop, invoice, shop.stripe.outbox[0], **how) == 400
    assert await invoice.paid() == []


@pytest.mark.parametrize(
    "header", ["", "t=1,v1=00", "t=x", "v1=", "t=1", "a=b,c", "t=99999999999999999999,v1=é"]
)
async def test_a_signature_that_is_none_is_refused(shop: Market, invoice: Bill, header: str) -> None:
    shop.stripe.complete(await shop.begin(invoice, "stripe"))
    body = json.dumps(shop.stripe.outbox[0]).encode()
    sent = {b"Stripe-Signature": header.encode()} if header else {}
    assert (await shop.post(invoice.company, "stripe", body, sent)).status_code == 400
    assert await invoice.paid() == []


async def test_one_changed_byte_breaks_the_signature(shop: Market, invoice: Bill) -> None:
    shop.stripe.complete(await shop.begin(invoice, "stripe"))
    body = json.dumps(shop.stripe.outbox[0]).encode()
    headers = {"Stripe-Signature": signature(body)}
    for other in (body + b" ", body.replace(b"evt_", b"evt-"), b"\xff" + body, b""):
        assert (await shop.post(invoice.company, "stripe", other, headers)).status_code == 400


async def test_a_well_signed_event_that_claims_a_payment_is_not_believed(shop: Market, invoice: Bill) -> None:
    """What counts is what stands at Stripe, whatever an event says."""
    session = await shop.begin(invoice, "stripe")
    claimed = {**shop.stripe.sessions[session], "payment_status": "paid", "status": "complete"}
    event = {
        "id": "evt_x",
        "object": "event",
        "type": "checkout.session.completed",
        "data": {"object": claimed},
    }
    assert await send(shop, invoice, event) == 204
    assert await invoice.paid() == []
    assert [one.state for one in await invoice.attempts()] == ["open"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"amount": DEPOSIT - 1}, "wrong-amount"),
        ({"amount": DEPOSIT * 2}, "wrong-amount"),
        ({"currency": "usd"}, "wrong-currency"),
    ],
)
async def test_a_wrong_amount_or_currency_is_left_to_a_person(
    shop: Market, invoice: Bill, wrong: dict[str, Any], code: str
) -> None:
    shop.stripe.complete(await shop.begin(invoice, "stripe"), **wrong)
    await shop.told(invoice, "stripe")
    assert await invoice.paid() == []
    assert (await invoice.row()).state == "validated"
    assert await invoice.found() == [code]
    shown = await shop.http.get(f"{invoice.path}/paid")
    assert "le vérifie avant de l" in shown.text


async def test_an_attempt_that_nobody_knows_is_noted_once(shop: Market, invoice: Bill) -> None:
    session = await shop.begin(invoice, "stripe")
    shop.stripe.sessions[session]["metadata"] = {"attempt": "att_gone", "company": invoice.company.id}
    shop.stripe.complete(session)
    event = shop.stripe.outbox[0]
    assert [await send(shop, invoice, one) for one in (event, event, {**event, "id": "evt_other"})] == [
        204
    ] * 3
    async with invoice.company.transaction() as tx:
        assert [row.code for row in await findings.to_look_at(tx)] == ["unknown-attempt"]
    assert await invoice.paid() == []


async def test_a_sale_of_the_firms_own_web_shop_is_nobodys_business(shop: Market, invoice: Bill) -> None:
    session = await shop.begin(invoice, "stripe")
    shop.stripe.sessions["cs_shop"] = {**shop.stripe.sessions[session], "id": "cs_shop", "metadata": {}}
    shop.stripe.complete("cs_shop")
    assert await shop.told(invoice, "stripe") == [204]
    async with invoice.company.transaction() as tx:
        assert await findings.to_look_at(tx) == []


async def test_another_object_for_the_same_attempt_is_left_to_a_person(shop: Market, invoice: Bill) -> None:
    """I12: one provider object per attempt."""
    session = await shop.begin(invoice, "stripe")
    shop.stripe.sessions["cs_twin"] = {**shop.stripe.sessions[session], "id": "cs_twin"}
    shop.stripe.complete("cs_twin")
    shop.stripe.complete(session)
    await shop.told(invoice, "stripe")
    assert await invoice.paid() == [("stripe", DEPOSIT)]
    assert await invoice.found() == ["other-object"]


async def test_a_payment_that_was_never_noted_as_opened_is_known_by_its_mark(
    shop: Market, invoice: Bill
) -> None:
    """The process died between opening the page and writing its id down."""
    session = await shop.begin(invoice, "stripe")
    attempt = (await invoice.attempts())[0]
    async with invoice.company.transaction() as tx:
        await tx.execute(
            payment_attempts.update()
            .where(payment_attempts.c.id == attempt.id)
            .values(object_id=None, url="")
        )
    shop.stripe.complete(session)
    await shop.told(invoice, "stripe")
    assert await invoice.paid() == [("stripe", DEPOSIT)]
    assert (await invoice.attempts())[0].object_id == session


async def test_a_late_payment_of_a_page_that_was_given_up_counts_and_too_much_is_flagged(
    shop: Market, invoice: Bill
) -> None:
    session = await shop.begin(invoice, "stripe")
    shop.stripe.down_before = 6  # so that the page cannot be closed
    await shop.begin(invoice, "test")
    shop.stripe.down_before = 0
    async with invoice.company.transaction() as tx:
        await receive(tx, invoice.id, invoice.company.claire, Received(DEPOSIT, "transfer", tx.at.date()))
    shop.stripe.complete(session)
    await shop.told(invoice, "stripe")
    assert await invoice.paid() == [("transfer", DEPOSIT), ("stripe", DEPOSIT)]
    assert (await invoice.row()).state == "paid"
    assert await invoice.found() == ["overpaid"]


async def test_a_payment_of_an_invoice_that_was_written_off_is_left_to_a_person(
    shop: Market, invoice: Bill
) -> None:
    session = await shop.begin(invoice, "stripe")
    async with invoice.company.transaction() as tx:
        await correcting.write_off(tx, invoice.id, invoice.company.claire, "liquidation")
    shop.stripe.complete(session)
    await shop.told(invoice, "stripe")
    assert await invoice.paid() == []
    assert await invoice.found() == ["not-payable"]


async def test_while_stripe_does_not_answer_the_event_is_asked_for_again(shop: Market, invoice: Bill) -> None:
    shop.stripe.complete(await shop.begin(invoice, "stripe"))
    shop.stripe.down_before = 3
    assert await shop.told(invoice, "stripe") == [503]
    assert await invoice.paid() == []
    assert await shop.told(invoice, "stripe") == [204]  # Stripe sends it again
    assert await invoice.paid() == [("stripe", DEPOSIT)]


async def test_what_was_paid_too_much_and_given_back_is_booked(shop: Market, invoice: Bill) -> None:
    session = await shop.begin(invoice, "stripe")
    async with invoice.company.transaction() as tx:
        await receive(tx, invoice.id, invoice.company.claire, Received(100_000, "transfer", tx.at.date()))
    payment = shop.stripe.complete(session)
    shop.stripe.refund(payment, 60_000)
    shop.stripe.refund(payment, 40_000)
    random.Random(7).shuffle(shop.stripe.outbox)  # noqa: S311  a schedule
    await shop.told(invoice, "stripe")
    assert sorted(await invoice.paid()) == [
        ("stripe", -60_000),
        ("stripe", -40_000),
        ("stripe", DEPOSIT),
        ("transfer", 100_000),
    ]
    assert (await invoice.row()).state == "paid"


async def test_after_a_credit_note_the_refund_is_booked_and_told_again_changes_nothing(
    shop: Market, invoice: Bill
) -> None:
    merel = invoice.company
    payment = shop.stripe.complete(await shop.begin(invoice, "stripe"))
    await shop.told(invoice, "stripe")
    async with merel.transaction() as tx:
        note = await correcting.credit(tx, invoice.id, merel.claire, "chantier annulé")
    await validated(merel, note)
    shop.stripe.refund(payment, DEPOSIT)
    event = shop.stripe.outbox[0]
    await shop.told(invoice, "stripe")
    assert await send(shop, invoice, {**event, "id": "evt_again"}) == 204
    assert await invoice.paid() == [("stripe", DEPOSIT), ("stripe", -DEPOSIT)]
    assert (await invoice.row()).state == "credited"
    assert await invoice.found() == []


async def test_a_refund_that_the_books_know_no_reason_for_is_left_to_a_person(
    shop: Market, invoice: Bill
) -> None:
    payment = shop.stripe.complete(await shop.begin(invoice, "stripe"))
    shop.stripe.refund(payment, 10_000)
    await shop.told(invoice, "stripe")
    assert await invoice.paid() == [("stripe", DEPOSIT)]
    assert await invoice.found() == ["refunded"]


async def test_a_dispute_is_left_to_a_person_who_settles_it(shop: Market, invoice: Bill) -> None:
    payment = shop.stripe.complete(await shop.begin(invoice, "stripe"))
    shop.stripe.dispute(payment)
    await shop.told(invoice, "stripe")
    assert await invoice.found() == ["disputed"]
    async with invoice.company.transaction() as tx:
        row = (await findings.to_look_at(tx))[0]
        said = [finding(locale, row.provider, row.code, row.data) for locale in LOCALES]
        assert "conteste" in said[0]
        assert "disputes" in said[2]
        await findings.settle(tx, row.id, invoice.company.claire, "Réponse envoyée à Stripe")
    assert await invoice.found() == []


# PayPal.


async def test_paypals_money_is_taken_once_when_it_tells_that_the_client_agreed(
    shop: Market, invoice: Bill
) -> None:
    order = await shop.begin(invoice, "paypal")
    shop.paypal.approve(order)
    event = shop.paypal.outbox[0]
    assert set(await shop.told(invoice, "paypal")) == {204}
    shop.paypal.outbox.append({**event, "id": "WH-AGAIN"})
    await shop.told(invoice, "paypal")
    assert await invoice.paid() == [("paypal", DEPOSIT)]
    captures = [one for one in shop.paypal.asked if one.endswith("/capture")]
    assert len(captures) == 1


async def test_what_paypal_holds_back_for_review_is_paid_when_it_is_released(
    shop: Market, invoice: Bill
) -> None:
    order = await shop.begin(invoice, "paypal")
    shop.paypal.holds = True
    shop.paypal.approve(order)
    await shop.told(invoice, "paypal")
    assert [one.state for one in await invoice.attempts()] == ["pending"]
    shop.paypal.release(order)
    await shop.told(invoice, "paypal")
    assert await invoice.paid() == [("paypal", DEPOSIT)]


async def test_paypals_refunds_and_disputes_find_their_order(shop: Market, invoice: Bill) -> None:
    order = await shop.begin(invoice, "paypal")
    shop.paypal.approve(order)
    await shop.told(invoice, "paypal")
    shop.paypal.refund(order, "12.30")
    shop.paypal.dispute(order)
    await shop.told(invoice, "paypal")
    assert sorted(await invoice.found()) == ["disputed", "refunded"]


async def test_what_paypal_did_not_sign_is_refused(shop: Market, invoice: Bill) -> None:
    order = await shop.begin(invoice, "paypal")
    shop.paypal.approve(order)
    body = json.dumps(shop.paypal.outbox[0]).encode()
    good = paypals.headers("WH-1", body)
    forged = [
        (good | {"Paypal-Transmission-Sig": "0" * 64}, body),
        (good | {"Paypal-Transmission-Id": "WH-2"}, body),
        (good, body.replace(b"WH-", b"wh-")),
        (good, body + b', "x": 1'),
        ({}, body),
        (good, b"nonsense"),
    ]
    for headers, sent in forged:
        assert (await shop.post(invoice.company, "paypal", sent, headers)).status_code == 400
    assert shop.paypal.orders[order]["status"] == "APPROVED"


# The door.


async def test_an_address_that_nobody_has_is_not_there(shop: Market, invoice: Bill, world: World) -> None:
    for provider, company in (
        ("stripe", "com_nobody"),
        ("nobody", world.merel.id),
        ("stripe", world.durand.id),
    ):
        reply = await shop.http.post(f"/webhooks/{provider}/{company}", content=b"{}")
        assert (reply.status_code, reply.content) == (404, b"")


async def test_the_neighbours_address_takes_nothing_of_ours(
    shop: Market, invoice: Bill, world: World
) -> None:
    """I15: signed with the same secret, told at the wrong door."""
    await take_cards(world.durand)
    shop.stripe.complete(await shop.begin(invoice, "stripe"))
    body = json.dumps(shop.stripe.outbox[0]).encode()
    reply = await shop.post(world.durand, "stripe", body, {"Stripe-Signature": signature(body)})
    assert reply.status_code == 204
    assert await invoice.paid() == []
    async with world.durand.transaction() as tx:
        assert [row.code for row in await findings.to_look_at(tx)] == ["unknown-attempt"]


async def test_what_no_provider_sends_is_too_large(shop: Market, invoice: Bill) -> None:
    reply = await shop.post(invoice.company, "stripe", b"x" * (MAX_BYTES + 1), {})
    assert reply.status_code == 413


async def test_a_browser_of_another_site_is_no_provider(shop: Market, invoice: Bill) -> None:
    reply = await shop.post(invoice.company, "stripe", b"{}", {"Origin": "https://evil.example"})
    assert reply.status_code == 403


async def test_a_flood_of_events_is_slowed_down(
    shop: Market, invoice: Bill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.webhooks.OFTEN", 2)
    said = [(await shop.post(invoice.company, "stripe", b"{}", {})).status_code for _ in range(3)]
    assert said == [400, 400, 429]


# Any schedule at all: what is recorded is what stands at the provider.


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(n, marks=pytest.mark.long) for n in range(4, 1_000))]
)
async def test_i12_whatever_the_schedule_records_are_what_the_provider_has(
    shop: Market, invoice: Bill, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  a schedule
    session = await shop.begin(invoice, "stripe")
    paid = chance.random() < 0.7
    told: list[Any] = []
    for step in ("complete", "decide"):
        if step == "complete":
            shop.stripe.complete(session, paid=False)
        else:
            shop.stripe.decide(session, paid=paid)
        told += shop.stripe.outbox
        for event in chance.choices(told, k=chance.randint(0, 3)):
            shop.stripe.down_before = chance.choice([0, 0, 0, 3])
            assert await send(shop, invoice, event) in (204, 503)
            shop.stripe.down_before = 0
        if chance.random() < 0.3:
            attempt = (await invoice.attempts())[0]
            await shop.http.post(f"{invoice.path}/paid", data={"attempt": attempt.id})
    chance.shuffle(told)
    for event in told:  # in the end Stripe gets everything through
        assert await send(shop, invoice, event) == 204
    assert await invoice.paid() == ([("stripe", DEPOSIT)] if paid else [])
    assert [one.state for one in await invoice.attempts()] == ["succeeded" if paid else "failed"]
    assert await invoice.found() == []
