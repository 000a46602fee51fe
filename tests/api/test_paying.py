"""A client pays an invoice: by card, with PayPal, by transfer, with the test provider; twice, late, never."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from domain.refusals import Invalid
from records import booking, ways
from records.payments import Received, receive
from tests.api.payers import Market
from tests.api.programs import opened
from tests.api.staff_room import text_of
from tests.api.visitors import HTMX
from tests.counterparts import stripe as stripes
from tests.tills import DEPOSIT, Bill, bill, open_account, take_cards
from tests.world import World


@pytest.fixture
async def invoice(world: World) -> Bill:
    """A deposit of 7 674,99 € that Mme Petit can pay in every way."""
    await open_account(world.merel)
    await take_cards(world.merel)
    return await bill(world.merel)


async def test_mme_petit_pays_by_card_and_reads_that_it_arrived(shop: Market, invoice: Bill) -> None:
    reply = await shop.pay(invoice, "stripe")
    assert reply.status_code == 303
    session = (await invoice.attempts())[0].object_id
    assert reply.headers["location"] == f"{shop.stripe.url}/pay/{session}"
    assert shop.stripe.sessions[session]["amount_total"] == DEPOSIT
    back = shop.stripe.sessions[session]["success_url"]
    assert back.startswith(f"https://aval.example{invoice.path}/paid?attempt=att_")
    waiting = await shop.http.get(back)
    assert "Nous attendons la confirmation" in text_of(waiting)
    shop.stripe.complete(session)
    assert await shop.told(invoice, "stripe") == [204]
    read = text_of(await shop.http.get(back))
    assert "Paiement reçu. Merci !" in read.replace("\u202f", " ")
    assert "7 674,99 €" in read.replace("\u202f", " ").replace("\xa0", " ")
    assert (await invoice.row()).state == "paid"
    assert await invoice.paid() == [("stripe", DEPOSIT)]
    async with invoice.company.transaction() as tx:
        entries = await booking.of_document(tx, invoice.id)
    assert {line.account for _, lines in entries for line in lines} >= {"411", "5112"} or len(entries) > 1


async def test_a_second_click_leads_to_the_same_page_and_the_same_object(shop: Market, invoice: Bill) -> None:
    first, second = await shop.pay(invoice, "stripe"), await shop.pay(invoice, "stripe")
    assert first.headers["location"] == second.headers["location"]
    assert len(await invoice.attempts()) == 1


async def test_ten_clicks_at_once_open_one_page(shop: Market, invoice: Bill) -> None:
    replies = await asyncio.gather(*(shop.pay(invoice, "stripe") for _ in range(10)))
    assert len({reply.headers["location"] for reply in replies}) == 1
    assert (len(await invoice.attempts()), len(shop.stripe.sessions)) == (1, 1)


async def test_an_answer_that_was_lost_on_the_way_is_asked_for_again_under_the_same_key(
    shop: Market, invoice: Bill
) -> None:
    """Time-out after the effect: the official client asks again, and there is still one object."""
    before = len(shop.stripe.sessions)
    shop.stripe.down_after = 1
    assert (await shop.pay(invoice, "stripe")).status_code == 303
    assert len(shop.stripe.sessions) == before + 1


async def test_while_stripe_is_away_nothing_is_charged_and_the_next_click_goes_on(
    shop: Market, invoice: Bill
) -> None:
    before = len(shop.stripe.sessions)
    shop.stripe.down_before = 3
    away = await shop.pay(invoice, "stripe")
    assert away.status_code == 503
    assert "Rien n’a été débité" in text_of(away)
    assert "Payer avec PayPal" in text_of(away)
    assert (await shop.pay(invoice, "stripe")).status_code == 303
    assert (len(await invoice.attempts()), len(shop.stripe.sessions)) == (1, before + 1)


async def test_another_way_closes_the_page_that_was_open(shop: Market, invoice: Bill) -> None:
    session = await shop.begin(invoice, "stripe")
    order = await shop.begin(invoice, "paypal")
    assert shop.stripe.sessions[session]["status"] == "expired"
    assert [one.state for one in await invoice.attempts()] == ["open", "expired"]
    shop.paypal.approve(order)
    await shop.told(invoice, "paypal")
    assert await invoice.paid() == [("paypal", DEPOSIT)]


async def test_another_way_is_not_opened_when_the_first_was_just_paid(shop: Market, invoice: Bill) -> None:
    session = await shop.begin(invoice, "stripe")
    shop.stripe.complete(session)  # and nobody told us yet
    reply = await shop.pay(invoice, "paypal")
    assert (reply.status_code, "/paid?attempt=" in reply.headers["location"]) == (303, True)
    assert await invoice.paid() == [("stripe", DEPOSIT)]
    await shop.told(invoice, "stripe")
    assert await invoice.paid() == [("stripe", DEPOSIT)]


async def test_after_a_part_came_by_transfer_the_open_page_asks_for_the_rest(
    shop: Market, invoice: Bill
) -> None:
    session = await shop.begin(invoice, "stripe")
    async with invoice.company.transaction() as tx:
        await receive(tx, invoice.id, invoice.company.claire, Received(500_000, "transfer", tx.at.date()))
    rest = await shop.begin(invoice, "stripe")
    assert shop.stripe.sessions[session]["status"] == "expired"
    assert shop.stripe.sessions[rest]["amount_total"] == DEPOSIT - 500_000
    shop.stripe.complete(rest)
    await shop.told(invoice, "stripe")
    assert (await invoice.row()).state == "paid"


async def test_paypal_takes_the_money_once_the_client_comes_back_without_waiting_to_be_told(
    shop: Market, invoice: Bill
) -> None:
    order = await shop.begin(invoice, "paypal")
    shop.paypal.approve(order)
    attempt = (await invoice.attempts())[0]
    page = await shop.http.get(f"{invoice.path}/paid", params={"attempt": attempt.id})
    assert await invoice.paid() == []  # looking changes nothing (I16)
    assert 'hx-trigger="load, submit"' in page.text
    looked = await shop.http.post(f"{invoice.path}/paid", data={"attempt": attempt.id}, headers=HTMX)
    assert "Paiement reçu" in text_of(looked)
    assert "<html" not in looked.text
    await shop.told(invoice, "paypal")  # approved and captured: both are old news
    assert await invoice.paid() == [("paypal", DEPOSIT)]
    assert await invoice.found() == []


async def test_without_a_script_a_button_looks_again(shop: Market, invoice: Bill) -> None:
    order = await shop.begin(invoice, "paypal")
    shop.paypal.approve(order)
    attempt = (await invoice.attempts())[0]
    looked = await shop.http.post(f"{invoice.path}/paid", data={"attempt": attempt.id})
    assert looked.status_code == 303
    assert "Paiement reçu" in text_of(await shop.http.get(looked.headers["location"]))


async def test_paypal_is_not_asked_for_money_that_came_another_way_meanwhile(
    shop: Market, invoice: Bill
) -> None:
    order = await shop.begin(invoice, "paypal")
    async with invoice.company.transaction() as tx:
        await receive(tx, invoice.id, invoice.company.claire, Received(DEPOSIT, "transfer", tx.at.date()))
    shop.paypal.approve(order)
    assert await shop.told(invoice, "paypal") == [204]
    assert shop.paypal.orders[order]["status"] == "APPROVED"  # never captured
    assert await invoice.paid() == [("transfer", DEPOSIT)]


async def test_a_card_that_paypal_declines_is_said_and_can_be_tried_again(
    shop: Market, invoice: Bill
) -> None:
    order = await shop.begin(invoice, "paypal")
    shop.paypal.approve(order)
    shop.paypal.declines = True
    await shop.told(invoice, "paypal")
    shown = text_of(await shop.http.get(f"{invoice.path}/paid"))
    assert "Le paiement n’a pas abouti" in shown
    assert "Payer avec PayPal" in shown
    assert await shop.begin(invoice, "paypal") != order


async def test_a_payment_that_the_bank_keeps_waiting_is_not_asked_for_twice(
    shop: Market, invoice: Bill
) -> None:
    session = await shop.begin(invoice, "stripe")
    shop.stripe.complete(session, paid=False)
    await shop.told(invoice, "stripe")
    page = text_of(await shop.http.get(f"{invoice.path}/pay"))
    assert "en cours de traitement" in page
    assert "Payer par carte" not in page
    again = await shop.pay(invoice, "paypal")
    assert "/paid?attempt=" in again.headers["location"]
    shop.stripe.decide(session, paid=True)
    await shop.told(invoice, "stripe")
    assert await invoice.paid() == [("stripe", DEPOSIT)]


async def test_a_transfer_that_the_bank_refuses_in_the_end_leaves_everything_to_pay(
    shop: Market, invoice: Bill
) -> None:
    session = await shop.begin(invoice, "stripe")
    shop.stripe.complete(session, paid=False)
    shop.stripe.decide(session, paid=False)
    await shop.told(invoice, "stripe")
    assert [one.state for one in await invoice.attempts()] == ["failed"]
    assert await invoice.paid() == []


async def test_who_gives_up_reads_that_nothing_was_charged(shop: Market, invoice: Bill) -> None:
    session = await shop.begin(invoice, "stripe")
    shown = text_of(await shop.http.get(shop.stripe.sessions[session]["cancel_url"]))
    assert "Paiement abandonné" in shown
    assert "Reprendre le paiement" in shown
    assert "Payer par carte" in shown


async def test_a_transfer_shows_account_reference_and_code(shop: Market, invoice: Bill) -> None:
    reply = await shop.pay(invoice, "transfer")
    assert reply.status_code == 303
    page = await shop.http.get(reply.headers["location"])
    shown = text_of(page)
    assert "FR76 3000 6000 0112 3456 7890 189" in shown
    assert invoice.number in shown
    assert '<details class="transfer" open>' in page.text
    assert page.text.count("<svg xmlns") == 1
    assert await invoice.attempts() == []


async def test_the_payment_page_may_lead_to_the_providers_and_other_pages_may_not(
    shop: Market, invoice: Bill
) -> None:
    policy = (await shop.http.get(f"{invoice.path}/pay")).headers["content-security-policy"]
    assert f"form-action 'self' {shop.stripe.url} {shop.paypal.url};" in policy
    assert "form-action 'self';" in (await shop.http.get("/recover")).headers["content-security-policy"]


async def test_a_page_of_an_origin_that_nobody_named_is_never_led_to(
    shop: Market, invoice: Bill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop.stripe, "url", "https://evil.example")
    assert (await shop.pay(invoice, "stripe")).status_code == 503


@pytest.mark.parametrize("method", ["", "cash", "bitcoin"])
async def test_a_way_that_is_not_offered_is_refused(shop: Market, invoice: Bill, method: str) -> None:
    assert (await shop.pay(invoice, method)).status_code == 404
    assert await invoice.attempts() == []


async def test_an_invoice_that_is_paid_has_nothing_to_pay(shop: Market, invoice: Bill) -> None:
    async with invoice.company.transaction() as tx:
        await receive(tx, invoice.id, invoice.company.claire, Received(DEPOSIT, "cheque", tx.at.date()))
    reply = await shop.pay(invoice, "stripe")
    assert reply.status_code == 303
    page = await shop.http.get(reply.headers["location"], follow_redirects=True)
    assert "Il n’y a rien à payer" in text_of(page)


async def test_a_quote_is_not_paid(shop: Market, invoice: Bill) -> None:
    path = f"/c/{invoice.quote.token}"
    assert (await shop.http.get(f"{path}/pay")).status_code == 404
    assert (await shop.http.post(f"{path}/pay", data={"method": "stripe"})).status_code == 404


async def test_the_attempt_of_another_invoice_is_nobodys_business(
    shop: Market, invoice: Bill, world: World
) -> None:
    await take_cards(world.durand)
    other = await bill(world.durand)
    await shop.begin(other, "stripe")
    foreign = (await other.attempts())[0].id
    assert (await shop.http.get(f"{invoice.path}/paid", params={"attempt": foreign})).status_code == 404
    looked = await shop.http.post(f"{invoice.path}/paid", data={"attempt": foreign})
    assert looked.status_code == 404


# The test provider.


async def hosted_page(shop: Market, invoice: Bill) -> str:
    reply = await shop.pay(invoice, "test")
    assert reply.status_code == 303
    return str(reply.headers["location"])


async def test_the_test_provider_pays_and_leads_back(shop: Market, invoice: Bill) -> None:
    page = await hosted_page(shop, invoice)
    shown = text_of(await shop.http.get(page))
    assert "aucun argent ne bouge" in shown
    back = await shop.http.post(page, data={"what": "pay"})
    assert "Paiement reçu" in text_of(await shop.http.get(back.headers["location"]))
    assert await invoice.paid() == [("test", DEPOSIT)]


async def test_a_payment_that_is_announced_twice_counts_once(shop: Market, invoice: Bill) -> None:
    page = await hosted_page(shop, invoice)
    await shop.http.post(page, data={"what": "twice"})
    assert await invoice.paid() == [("test", DEPOSIT)]
    assert await invoice.found() == []


async def test_the_test_provider_fails(shop: Market, invoice: Bill) -> None:
    back = await shop.http.post(await hosted_page(shop, invoice), data={"what": "fail"})
    assert "n’a pas abouti" in text_of(await shop.http.get(back.headers["location"]))
    assert await invoice.paid() == []


async def test_the_test_provider_keeps_waiting_and_pays_in_the_end(shop: Market, invoice: Bill) -> None:
    page = await hosted_page(shop, invoice)
    stays = await shop.http.post(page, data={"what": "pending"})
    assert page.endswith(stays.headers["location"])
    assert "Paiement en cours" in text_of(await shop.http.get(f"{invoice.path}/paid"))
    await shop.http.post(page, data={"what": "pay"})
    assert await invoice.paid() == [("test", DEPOSIT)]


async def test_a_made_up_page_of_the_test_provider_is_not_there(shop: Market, invoice: Bill) -> None:
    page = await hosted_page(shop, invoice)
    for made_up in (
        f"{page[:-1]}{'0' if page[-1] != '0' else '1'}",
        f"{page}.x",
        "/test-pay/x",
        "/test-pay/a.b.c",
    ):
        assert (await shop.http.get(made_up)).status_code == 404
        assert (await shop.http.post(made_up, data={"what": "pay"})).status_code == 404
    assert await invoice.paid() == []


async def test_without_the_setting_there_is_no_test_provider(app: Any, shop: Market, invoice: Bill) -> None:
    """`app` is an installation that does not switch it on."""
    page = await hosted_page(shop, invoice)
    async with opened(app) as http:
        assert (await http.get(page)).status_code == 404
        assert (await http.post(page, data={"what": "pay"})).status_code == 404
        assert "Simuler" not in text_of(await http.get(f"{invoice.path}/pay"))
        assert (await http.post(f"{invoice.path}/pay", data={"method": "test"})).status_code == 404
    assert await invoice.paid() == []


# The keys.


async def test_the_keys_of_a_provider_are_concealed_and_never_journaled(world: World, invoice: Bill) -> None:
    async with world.merel.transaction() as tx:
        stored = str(
            await tx.scalar(text("SELECT invoicing FROM companies WHERE id = :id"), {"id": world.merel.id})
        )
        journal = str(list(await tx.all(text("SELECT data FROM audit_events"))))
    assert stripes.KEY not in stored + journal
    assert stripes.WEBHOOK_SECRET not in stored + journal


async def test_a_key_that_is_left_empty_stays_and_a_wrong_one_is_refused(world: World, invoice: Bill) -> None:
    async with world.merel.transaction() as tx:
        await ways.change(tx, world.merel.claire, "stripe", {"secret_key": "sk_live_another_0123456789"})
    async with world.merel.transaction() as tx:
        company = (await tx.all(text("SELECT * FROM companies WHERE id = :id"), {"id": world.merel.id}))[0]
        kept = ways.keys_of(company, tx.key, "stripe")
        assert kept == {"secret_key": "sk_live_another_0123456789", "webhook_secret": stripes.WEBHOOK_SECRET}
        with pytest.raises(Invalid) as refused:
            await ways.change(tx, world.merel.claire, "stripe", {"secret_key": "pk_test_public_0123456789"})
    assert [problem.field for problem in refused.value.problems] == ["secret_key"]
