"""A progress statement at the HTTP door: read exactly as it was sent."""

from dataclasses import replace
from typing import Any

import httpx

from api.client.kinds import PAGES
from domain.kinds import KINDS
from domain.lifecycle import Action
from records import answers, contracts
from tests import works
from tests.api.on_site import WHOLE, first, last, row, second
from tests.api.programs import opened
from tests.api.staff_room import counting_statements, text_of, value_of
from tests.api.visitors import HTMX, Visitor, fields_of, visitor
from tests.works import S1
from tests.world import World


async def test_the_second_statement_reads_to_the_cent(world: World, stranger: httpx.AsyncClient) -> None:
    statement, ids = await second(world.merel, period_from="2026-10-01", period_to="2026-10-31")
    page = await visitor(stranger, world.merel, statement).read()
    shown = text_of(page)
    assert f"Situation de travaux n° 2 · version 1 · {statement.number}" in shown
    assert "6 394,65 € Net à payer pour les travaux du 1er octobre 2026 au 31 octobre 2026" in shown
    assert "63,4 % du marché réalisé 14 547,43 € sur 22 943,98 € HT" in shown
    assert "Avenant DEV" in shown
    assert row(page, ids["1.2"]).endswith(
        "6 890,58 € 30 % 2 067,17 € 42,5 % 72,5 % 4 995,67 € 2 928,50 €"  # contract, before, period, to date
    )
    assert row(page, ids["A1.1"]).endswith("782,40 € 0 % 0,00 € 50 % 50 % 391,20 € 391,20 €")
    assert "10 % 3 319,70 € −810,48 € 2 509,22 € 250,92 €" in shown
    assert "20 % 4 893,71 € −1 468,12 € 3 425,59 € 685,12 €" in shown
    assert "Total TTC 6 870,85 € Retenue de garantie 5 % −476,20 € Net à payer 6 394,65 €" in shown
    assert "Acompte récupéré HT 1 900,20 € 2 278,60 € 4 178,80 €" in shown  # before, period, to date


async def test_revision_penalties_and_prorata_stand_in_the_recap(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await works.contract(world.merel)
    raw = {"prorata_percent": "1,5", "revision_name": "BT01", "revision_base": "120", "guarantee": True}
    async with world.merel.transaction() as tx:
        contract = await contracts.of_quote(tx, quote.document_id)
        assert contract is not None
        await contracts.change_conditions(tx, contract.id, world.merel.claire, raw)
    why: dict[str, Any] = {
        "penalties": "120",
        "penalties_reason": "Trois jours de retard",
        "revision_index": "124,3",
    }
    statement = await works.statement(world.merel, quote, S1, **why)
    shown = text_of(await visitor(stranger, world.merel, statement).read())
    assert "Révision des prix, coefficient 1,03 190,02 €" in shown  # 3 % of 6334.02, by rate
    assert "Pénalités Trois jours de retard −120,00 €" in shown
    assert "Compte prorata 1,5 % −95,01 €" in shown
    assert "Remplacée par une caution bancaire" in shown
    assert "C = 0,15 + 0,85 × 124,3 / 120 = 1,03" in shown
    assert "Retenue de garantie 5 %" not in shown


async def test_a_statement_that_was_not_sent_for_tax_says_who_owes_it(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await works.contract(world.merel)
    async with world.merel.transaction() as tx:
        contract = await contracts.of_quote(tx, quote.document_id)
        assert contract is not None
        await contracts.change_conditions(tx, contract.id, world.merel.claire, {"reverse_charge": True})
    statement = await works.statement(world.merel, quote, S1)
    shown = text_of(await visitor(stranger, world.merel, statement).read())
    assert "TVA : autoliquidation 0,00 €" in shown
    assert "article 283-2 nonies" in shown


async def test_what_was_disputed_last_time_is_flagged(world: World, stranger: httpx.AsyncClient) -> None:
    statement, ids = await first(world.merel)
    await world.merel.answer(statement, Action.APPROVE, admitted={ids["2.2"]: "20"})
    async with world.merel.transaction() as tx:
        quote_id = (await contracts.get(tx, (await world.merel.document(statement)).contract_id)).quote_id
    quote = replace(statement, document_id=quote_id)
    again = await works.statement(world.merel, quote, S1 | {"2.1": "10"})
    page = await visitor(stranger, world.merel, again).read()
    assert "Une ligne avait été contestée la dernière fois 2.2" in text_of(page)
    assert "Contesté la dernière fois : 25 % demandés, 20 % admis." in row(page, ids["2.2"])


async def test_a_rejection_goes_with_the_comments_on_two_lines(
    world: World, stranger: httpx.AsyncClient
) -> None:
    statement, ids = await first(world.merel)
    reader = visitor(stranger, world.merel, statement)
    for number, text in (("1.2", "Pas coulé"), ("2.2", "Pas commencé")):
        kept = await reader.send("/comment", {"version": "1", "line": ids[number], "text": text})
        assert kept.status_code == 303
    page = await reader.read()
    assert "Brouillon Pas coulé" in row(page, ids["1.2"])
    mistyped = {"version": "1", "action": "reject", f"admitted[{ids['1.2']}]": "beaucoup"}
    page = await reader.send("/admit", mistyped)
    assert page.status_code == 200  # what was being admitted does not matter to who rejects
    form = fields_of(page.text)
    assert form.keys() == fields_of((await reader.read("/answer?action=reject")).text).keys()
    sent = await reader.send("/answer", form)
    assert sent.status_code == 303
    answer = await last(world.merel, statement)
    async with world.merel.transaction() as tx:
        said = await answers.comments_of(tx, answer.id)
    assert said == {ids["1.2"]: "Pas coulé", ids["2.2"]: "Pas commencé"}
    assert (answer.action, (await world.merel.document(statement)).state) == ("reject", "rejected")


async def test_other_documents_of_the_job_show_what_is_to_pay(
    world: World, stranger: httpx.AsyncClient
) -> None:
    statement, _ = await first(world.merel)
    other = await world.merel.quote("Un autre devis")
    shown = text_of(await visitor(stranger, world.merel, other).read())
    assert f"Situation de travaux {statement.number} · {WHOLE}" in shown


async def test_english_and_canadian_french_say_it_in_their_words(
    world: World, stranger: httpx.AsyncClient
) -> None:
    statement, ids = await first(world.merel)
    reader = visitor(stranger, world.merel, statement)
    english = text_of(await reader.read("?lang=en"))
    assert "€4,597.17 Net to pay" in english
    admit = await reader.read("/admit?lang=en")
    assert value_of(admit, f"admitted[{ids['1.2']}]") == "30"
    live = await reader.send(
        "/admit?lang=en", {"version": "1", f"admitted[{ids['1.2']}]": "20.5"}, headers=HTMX
    )
    assert "You admit 20.5% instead of 30%." in text_of(live)
    assert "Décompte progressif n° 1" in text_of(await reader.read("?lang=fr-CA"))


async def test_a_quote_is_read_without_a_question_about_approvers(
    app: Any, world: World, stranger: httpx.AsyncClient
) -> None:
    reader = visitor(stranger, world.merel, await world.merel.quote())
    await reader.read()
    with counting_statements(app.state.database) as asked:
        await reader.read()
    assert not [statement for statement in asked if "approval_steps" in statement or "turns" in statement]
    assert len(asked) == 7  # for whom, the link, for whom, all of it, drafts, events, siblings


async def test_looking_changes_nothing(app: Any, world: World) -> None:
    statement, _ = await first(world.merel)
    async with opened(app) as http:
        reader = Visitor(http, statement)
        with counting_statements(app.state.database) as asked:
            for below in ("", "/admit", "/delegate", "/answer?action=approve", "/receipt", "?lang=en"):
                await reader.read(below)
                assert (await http.head(reader.path + below)).content == b""
    changing = ("INSERT", "UPDATE", "DELETE")
    assert [statement for statement in asked if statement.lstrip().upper().startswith(changing)] == []


def test_every_kind_of_document_has_its_page() -> None:
    assert PAGES.keys() == KINDS.keys()
