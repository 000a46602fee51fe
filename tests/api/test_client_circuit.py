"""The chain of approvers at the HTTP door: who answers, who waits, who only reads, who hands over."""

import asyncio
from dataclasses import replace
from typing import Any

import httpx

from domain.lifecycle import Action
from records import answers, links
from tests import chains, works
from tests.api.on_site import LESS, WHOLE, admitted_in, first, last, row, somebody
from tests.api.staff_room import text_of, value_of
from tests.api.visitors import HTMX, Visitor, fields_of
from tests.chains import ENGINEER, PARALLEL, TWO_OF_THREE
from tests.works import ARCHITECT, OWNER
from tests.world import Company, World

BOTH: list[dict[str, Any]] = [{"title": "Visa de la maîtrise d'œuvre", "people": [ARCHITECT, ENGINEER]}]
EITHER: list[dict[str, Any]] = [{**BOTH[0], "quorum": "1"}]


async def the_client(http: httpx.AsyncClient, company: Company, statement: Any) -> Visitor:
    """Mme Petit with a link of her own; the chain may not name her."""
    token = await works.token_of(company, statement, company.client.email)
    return Visitor(http, replace(statement, token=token), "Jeanne Petit", company.client.email)


async def on_paper(http: httpx.AsyncClient, company: Company, statement: Any) -> Visitor:
    """Whoever scanned the code on the sheet."""
    async with company.transaction() as tx:
        paper = next(row for row in await links.all_of(tx, statement.document_id) if row.purpose == "paper")
        return Visitor(http, replace(statement, token=links.token(tx, paper.seed)))


async def test_the_architect_admits_less_and_the_owner_reads_and_approves_that(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await works.give_chain(world.merel)
    statement, ids = await first(world.merel)
    architect = await somebody(stranger, world.merel, statement, ARCHITECT)
    page = text_of(await architect.read())
    assert "Visa de l'architecte en cours Inès Caradec" in page
    assert "Accord du maître d'ouvrage à venir Jeanne Petit" in page
    form = await architect.send(
        "/admit", {"version": "1", "action": "approve", f"admitted[{ids['1.2']}]": "20"}
    )
    assert "les suivants du circuit sont invités à répondre" in text_of(form)
    why = {f"line_comment[{ids['1.2']}]": "La moitié ouest manque", "terms": "on"}
    sent = await architect.send("/answer", fields_of(form.text) | why)
    assert sent.status_code == 303
    receipt = text_of(await stranger.get(sent.headers["location"]))
    assert "C’est maintenant à Jeanne Petit de répondre" in receipt
    owner = await somebody(stranger, world.merel, statement, OWNER)
    page_of_owner = await owner.read()
    shown = text_of(page_of_owner)
    assert f"{LESS} Net à payer" in shown
    assert f"Chiffres admis par Inès Caradec . L’entreprise demandait {WHOLE}" in shown
    slab = row(page_of_owner, ids["1.2"])
    assert "Admis par Inès Caradec : 20 % au lieu de 30 %." in slab
    assert "Inès Caradec La moitié ouest manque" in slab
    admit = await owner.read("/admit")
    assert value_of(admit, f"admitted[{ids['1.2']}]") == "20"
    above = await owner.send("/admit", {"version": "1", f"admitted[{ids['1.2']}]": "30"})
    assert above.status_code == 422  # what the architect disputes is not the owner's to give back
    mine = fields_of((await owner.read("/answer?action=approve")).text)
    assert mine["shown"] == "410449"
    assert (await owner.send("/answer", mine | {"terms": "on"})).status_code == 303
    document = await world.merel.document(statement)
    assert (document.state, document.in_part, document.payable) == ("approved", True, 410449)


async def test_whoever_comes_later_waits_and_reads_who_is_asked_and_since_when(
    world: World, stranger: httpx.AsyncClient
) -> None:
    me = {**OWNER, "email": world.merel.client.email}
    await works.give_chain(world.merel, [{**works.CHAIN[0]}, {**works.CHAIN[1], "people": [me]}])
    statement, ids = await first(world.merel)
    owner = await the_client(stranger, world.merel, statement)
    page = await owner.read()
    shown = text_of(page)
    assert "Ce n’est pas encore votre tour Visa de l'architecte : Inès Caradec, depuis le" in shown
    assert "Réponse attendue jusqu’au" in shown
    assert "Dalle en béton armé" in row(page, ids["1.2"])  # everything can be read meanwhile
    assert 'value="approve"' not in page.text
    for below in ("/answer?action=approve", "/admit", "/delegate"):
        assert (await owner.read(below)).status_code == 303
    early = await owner.answer("approve", comment="D'accord", **{f"admitted[{ids['1.2']}]": "12,5"})
    assert early.status_code == 409
    kept = text_of(early)
    assert "réponse d’abord attendue de Inès Caradec" in kept
    assert "D'accord" in kept
    assert "Dalle en béton armé » 12,5" in kept
    comment = await owner.send("/comment", {"version": "1", "line": ids["1.2"], "text": "Déjà ?"})
    assert comment.status_code == 303
    assert "Déjà ?" not in (await owner.read()).text
    await works.answer_as(world.merel, statement, ARCHITECT, Action.APPROVE)
    assert "Approuver la situation" in text_of(await owner.read())


async def test_those_outside_the_chain_read_and_see_who_must_approve(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await works.give_chain(world.merel)
    statement, _ = await first(world.merel)
    readers = [await the_client(stranger, world.merel, statement)]
    readers.append(await on_paper(stranger, world.merel, statement))
    for reader in readers:
        shown = text_of(await reader.read())
        assert "Vous pouvez lire ce document Visa de l'architecte : Inès Caradec" in shown
        assert f"{WHOLE} Net à payer" in shown
        refused = await reader.answer("reject", comment="Je ne suis pas d'accord")
        assert refused.status_code == 409
        assert "Seules les personnes du circuit" in text_of(refused)
        assert "Je ne suis pas d'accord" in text_of(refused)
    async with world.merel.transaction() as tx:
        assert await answers.history(tx, statement.document_id) == []


async def test_who_has_answered_reads_their_answer_and_who_is_next(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await works.give_chain(world.merel)
    statement, _ = await first(world.merel)
    architect = await somebody(stranger, world.merel, statement, ARCHITECT)
    before = await architect.read()
    await architect.answer("approve")
    shown = text_of(await architect.read())
    assert "Votre réponse est enregistrée Vous avez approuvé le" in shown
    assert "Accord du maître d'ouvrage : Jeanne Petit, depuis le" in shown
    assert "accordé Inès Caradec · Architecte A approuvé le" in shown
    again = await architect.answer("reject", comment="Finalement non")
    assert again.status_code == 409
    assert "Finalement non" in again.text
    mark = before.text.split('"chain": "')[1].split('"')[0]
    notice = await architect.read(f"/live?version=1&state=sent&chain={mark}", headers=HTMX)
    assert "Le circuit de validation vient d’avancer" in notice.text
    owner = await somebody(stranger, world.merel, statement, OWNER)
    await owner.answer("reject", comment="Trop cher")
    assert "Un autre approbateur a refusé" in text_of(await architect.read("/receipt"))
    assert "Ce document a été refusé Par Jeanne Petit" in text_of(await architect.read())


async def test_an_approver_hands_over_and_the_other_person_answers(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await works.give_chain(world.merel)
    statement, _ = await first(world.merel)
    architect = await somebody(stranger, world.merel, statement, ARCHITECT)
    assert "Confier votre réponse" in (await architect.read("/delegate")).text
    wrong = await architect.send("/delegate", {"name": "", "email": "paul"})
    assert wrong.status_code == 422
    assert value_of(wrong, "email") == "paul"
    assert "Donnez le nom de cette personne" in text_of(wrong)
    paul = {"name": "Paul Kervella", "email": "paul@caradec.example"}
    handed = await architect.send("/delegate", paul)
    assert (handed.status_code, handed.headers["location"]) == (303, f"{architect.path}/delegate")
    confirmed = text_of(await stranger.get(handed.headers["location"]))
    assert "Paul Kervella répond à votre place et reçoit son lien à paul@caradec.example" in confirmed
    shown = text_of(await architect.read())
    assert "Paul Kervella répond à votre place" in shown
    assert "à la place de Inès Caradec" in shown
    assert (await architect.answer("approve")).status_code == 409
    assert (await architect.send("/delegate", paul)).headers["location"] == architect.path
    stand_in = await somebody(stranger, world.merel, statement, paul)
    assert (await stand_in.answer("approve")).status_code == 303
    assert await chains.stands(world.merel, statement) == [
        ("Paul Kervella", "approved"),
        ("Jeanne Petit", "open"),
    ]


async def test_handing_over_with_a_script_comes_as_a_fragment_and_not_without_end(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await works.give_chain(world.merel)
    statement, _ = await first(world.merel)
    architect = await somebody(stranger, world.merel, statement, ARCHITECT)
    for _ in range(4):
        reply = await architect.send("/delegate", {"name": "Paul", "email": "?"}, headers=HTMX)
        assert reply.status_code == 422
        assert "<html" not in reply.text
    done = await architect.send("/delegate", {"name": "Paul", "email": "paul@x.example"}, headers=HTMX)
    assert done.headers["hx-push-url"] == f"{architect.path}/delegate"
    assert "C’est confié" in done.text
    paul = await somebody(stranger, world.merel, statement, {"name": "Paul", "email": "paul@x.example"})
    statuses = [(await paul.send("/delegate", {"name": "", "email": ""})).status_code for _ in range(6)]
    assert statuses[:5] == [422] * 5
    assert statuses[5] == 429


async def test_two_who_must_both_approve_at_the_same_instant_are_both_recorded(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await works.give_chain(world.merel, BOTH)
    statement, _ = await first(world.merel)
    two = [await somebody(stranger, world.merel, statement, person) for person in (ARCHITECT, ENGINEER)]
    sent = await asyncio.gather(*[one.answer("approve") for one in two])
    assert [reply.status_code for reply in sent] == [303, 303]
    async with world.merel.transaction() as tx:
        given = await answers.history(tx, statement.document_id)
    assert [answer.settles for answer in given] == [False, True]
    assert (await world.merel.document(statement)).state == "approved"


async def test_of_two_of_whom_one_is_enough_the_later_is_told_so(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await works.give_chain(world.merel, EITHER)
    statement, ids = await first(world.merel)
    two = [await somebody(stranger, world.merel, statement, person) for person in (ARCHITECT, ENGINEER)]
    assert "1 accord sur 2 suffit" in text_of(await two[0].read())
    less = {f"admitted[{ids['1.2']}]": "20"}
    sent = await asyncio.gather(*[one.answer("approve", **less) for one in two])
    assert sorted(reply.status_code for reply in sent) == [303, 409]
    late = next(reply for reply in sent if reply.status_code == 409)
    assert "Ce document a déjà été approuvé" in text_of(late)
    assert "Dalle en béton armé » 20" in text_of(late)


async def test_an_amount_that_somebody_beside_changed_is_read_again_before_it_counts(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await works.give_chain(world.merel, PARALLEL)
    statement, ids = await first(world.merel)
    architect = await somebody(stranger, world.merel, statement, ARCHITECT)
    owner = await somebody(stranger, world.merel, statement, OWNER)
    field = f"admitted[{ids['2.2']}]"
    form = fields_of((await owner.send("/admit", {"version": "1", "action": "approve", field: "12"})).text)
    await architect.answer("approve", **{f"admitted[{ids['1.2']}]": "20"})
    late = await owner.send("/answer", form | {"terms": "on"})
    assert late.status_code == 409
    assert "le montant a changé" in text_of(late)
    on = await owner.send("/admit", fields_of(late.text))
    assert on.status_code == 200
    assert {field: "12"}.items() <= admitted_in(on).items()
    form = fields_of((await owner.send("/admit", {**fields_of(on.text), "action": "approve"})).text)
    assert (await owner.send("/answer", form | {"terms": "on"})).status_code == 303
    settled = await last(world.merel, statement)
    assert settled.admitted.keys() == {ids["1.2"], ids["2.2"]}
    assert form["shown"] == str(settled.payable)


async def test_those_whose_turn_closed_read_that_it_is_over(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await works.give_chain(world.merel, TWO_OF_THREE)
    statement, _ = await first(world.merel)
    for person in (ARCHITECT, ENGINEER):
        await works.answer_as(world.merel, statement, person, Action.APPROVE)
    third = await somebody(stranger, world.merel, statement, chains.DIRECTOR)
    shown = text_of(await third.read())
    assert "Accord du maître d'ouvrage : Jeanne Petit, depuis le" in shown
    assert "Votre réponse n’est plus attendue" in shown
    assert "Solène Aubry · Architecte N’a plus à répondre" in shown
    refused = await third.answer("approve")
    assert refused.status_code == 409
    assert "Ce tour est passé" in text_of(refused)


async def test_silence_that_approves_is_said_to_whoever_kept_it(
    world: World, stranger: httpx.AsyncClient
) -> None:
    await works.give_chain(world.merel, chains.late("deem")[:1])
    statement, _ = await first(world.merel)
    architect = await somebody(stranger, world.merel, statement, ARCHITECT)
    assert await chains.let_lapse(world.merel, statement)
    shown = text_of(await architect.read())
    assert "Sans réponse dans le délai, il est réputé approuvé" in shown
    assert "Visa de l'architecte réputé accordé" in shown
    assert f"Net à payer admis : {WHOLE}" in shown
    receipt = text_of(await architect.read("/receipt"))
    assert "Ce document est réputé approuvé" in receipt
    assert "Personne n’a répondu dans le délai" in receipt
    assert (await architect.answer("approve")).status_code == 409
