"""A contract's page: its ledger to the cent, its conditions, its change orders, and where it is found."""

import re
from typing import Any

import httpx
import pytest

from domain.lifecycle import Action
from records import acts, billings, conditions, contracts, ledger
from records.publishing import Published
from records.schema import users
from tests import works
from tests.api.staff_room import counting_statements, read, text_of, value_of
from tests.works import ARCHITECT, OWNER, S1, S2, S3
from tests.world import World


async def bill(world: World, document: Published) -> None:
    """What the workflow does after an acceptance: hand its figures over to invoicing."""
    async with world.merel.transaction() as tx:
        row = await acts.read(tx, document.document_id)
        assert await billings.bill(tx, row.id, await billings.due(tx, row))


async def contract_of(world: World, quote: Published) -> str:
    async with world.merel.transaction() as tx:
        found = await contracts.of_quote(tx, quote.document_id)
        assert found is not None
        return str(found.id)


async def worked_off(world: World, statements: int = 3) -> tuple[Published, str]:
    """The worked example of the domain rules up to a statement: its quote, its contract's id."""
    merel = world.merel
    quote = await works.contract(merel)
    await bill(world, quote)
    for number, percents in enumerate((S1, S2, S3)[:statements], 1):
        if number == 2:
            await works.change_order(merel, quote)
        statement = await works.statement(merel, quote, percents)
        await merel.answer(statement, Action.APPROVE)
        await bill(world, statement)
    return quote, await contract_of(world, quote)


async def test_the_ledger_reads_to_the_cent_and_ends_in_the_final_account(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote, contract_id = await worked_off(world)
    page = await claire.get(f"/contracts/{contract_id}")
    shown = text_of(page)
    assert f"Marché {quote.number}" in shown
    assert "Acompte" in shown
    assert "Travaux 8 213,41 HT · cumul 63,4 % · acompte récupéré 2 278,60" in shown
    assert "5 934,81 936,04 6 870,85 −476,20 6 394,65 26 443,94" in shown, "statement 2, this paper"
    assert "26 443,94 26 443,93 0,01" in shown, "all is invoiced but for a cent"
    assert "Écart d’arrondi de TVA – −0,01 −0,01" in shown
    assert "Décompte général définitif" in shown
    assert "Total facturé 26 443,93 €" in shown
    assert "Retenue de garantie −1 322,20 € Reste dû 25 121,73 €" in shown
    assert "TVA à 20 % : 2 411,10 € sur les factures, 2 411,11 € sur ce qui a été signé" in shown
    assert "Nouvelle situation" not in shown.partition("Situations")[0], "nothing is left to bill"


async def test_a_contract_under_way_says_what_is_to_come_and_what_is_under_way(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote, contract_id = await worked_off(world, 1)
    here = f"/contracts/{contract_id}"
    shown = await read(claire, here)
    assert "Reste à facturer 12 957,51 €" in shown
    assert "Décompte général définitif" not in shown
    draft = await works.draft_statement(world.merel, quote, S1 | {"2.1": "40"})
    page = await claire.get(here)
    assert f'href="/statements/{draft.document_id}/edit"' in page.text
    assert "Continuer la situation" in text_of(page)


async def test_a_statement_enters_the_ledger_once_what_was_admitted_is_taken(
    claire: httpx.AsyncClient, world: World
) -> None:
    merel = world.merel
    await works.give_chain(merel)
    quote = await works.contract(merel)
    statement = await works.statement(merel, quote, S1)
    ids = await works.line_ids(merel, quote)
    admitted = {ids["1.2"]: "20"}
    await works.answer_as(merel, statement, ARCHITECT, Action.APPROVE, admitted=admitted)
    await works.answer_as(merel, statement, OWNER, Action.APPROVE)
    here = f"/contracts/{await contract_of(world, quote)}"
    shown = await read(claire, here)
    assert "Approuvée en partie" in shown
    assert "Reste à facturer 25 583,30 €" in shown
    await claire.post(f"/documents/{statement.document_id}/do/admitted", data={"version": "1", "key": "k"})
    assert "Reste à facturer 21 163,08 €" in await read(claire, here)


async def test_conditions_hold_for_the_next_statement(claire: httpx.AsyncClient, world: World) -> None:
    quote, contract_id = await worked_off(world, 1)
    here = f"/contracts/{contract_id}"
    page = await claire.get(here)
    assert value_of(page, "retention_percent") == "5"
    typed = {
        "retention_percent": "5",
        "prorata_percent": "1,5",
        "penalties": "1/1000 par jour de retard",
        "revision_name": "BT01",
        "revision_fixed": "0,15",
        "revision_base": "120",
    }
    saved = await claire.post(f"{here}/conditions", data=typed)
    assert saved.headers["location"] == f"{here}?done=contract-changed"
    begun = await claire.post("/statements/new", data={"quote_id": quote.document_id})
    editor = await read(claire, begun.headers["location"])
    assert "BT01, valeur d’origine 120" in editor
    assert "1/1000 par jour de retard" in editor

    faulty = await claire.post(f"{here}/conditions", data=typed | {"retention_percent": "12"})
    assert faulty.status_code == 422
    assert value_of(faulty, "retention_percent") == "12"
    assert value_of(faulty, "revision_name") == "BT01"
    late = await claire.post(f"{here}/conditions", data=typed | {"reverse_charge": "on"})
    assert late.status_code == 422, "who owes the VAT does not change between two statements"
    async with world.merel.transaction() as tx:
        agreed = conditions.of(await contracts.get(tx, contract_id))
    assert (str(agreed.retention_percent), str(agreed.prorata_percent)) == ("5", "1.5")


async def test_a_bank_guarantee_is_ticked_and_taken_back(claire: httpx.AsyncClient, world: World) -> None:
    _, contract_id = await worked_off(world, 1)
    for ticked in ({"guarantee": "on"}, {}):
        await claire.post(f"/contracts/{contract_id}/conditions", data={"retention_percent": "5", **ticked})
        async with world.merel.transaction() as tx:
            agreed = conditions.of(await contracts.get(tx, contract_id))
        assert agreed.guarantee is bool(ticked)


async def test_a_change_order_is_written_as_a_quote_that_says_what_it_amends(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote, contract_id = await worked_off(world, 1)
    begun = await claire.post(f"/contracts/{contract_id}/change-orders")
    found = re.fullmatch(r"/quotes/(doc_\w+)/edit", begun.headers["location"])
    assert found
    editor = await read(claire, begun.headers["location"])
    assert "Nouvel avenant" in editor
    assert f"Avenant au marché {quote.number}" in editor
    assert "Avenant · Sans numéro" in await read(claire, "/documents")
    page = await claire.get(f"/contracts/{contract_id}")
    assert f'href="{begun.headers["location"]}"' in page.text
    assert "Aucune" not in text_of(page)


async def test_the_contract_is_found_from_the_quote_the_statement_and_the_job(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote, contract_id = await worked_off(world, 2)
    async with world.merel.transaction() as tx:
        book = await ledger.of(tx, contract_id)
    for address in (
        f"/documents/{quote.document_id}",
        f"/documents/{book.statements[0].document.id}",
        f"/documents/{book.signed[1].part.id}",
        f"/jobs/{world.merel.job.id}",
    ):
        assert f'href="/contracts/{contract_id}"' in (await claire.get(address)).text, address
    job = await claire.get(f"/jobs/{world.merel.job.id}")
    assert "2 situations" in text_of(job)
    assert f'name="quote_id" value="{quote.document_id}"' in job.text


async def test_a_ledger_costs_the_same_with_one_statement_and_with_three(
    claire: httpx.AsyncClient, world: World
) -> None:
    costs = []
    for statements in (1, 3):
        _, contract_id = await worked_off(world, statements)
        await claire.get(f"/contracts/{contract_id}")
        with counting_statements(world.database) as asked:
            await claire.get(f"/contracts/{contract_id}")
        costs.append(len(asked))
    assert costs[0] == costs[1]


async def test_the_stranger_next_door_finds_no_contract(durand: httpx.AsyncClient, world: World) -> None:
    _, contract_id = await worked_off(world, 1)
    there, nowhere = await durand.get(f"/contracts/{contract_id}"), await durand.get("/contracts/ctr_0")
    assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text)
    assert there.status_code == 404
    for act in ("conditions", "change-orders"):
        fields: dict[str, Any] = {"retention_percent": "0"}
        assert (await durand.post(f"/contracts/{contract_id}/{act}", data=fields)).status_code == 404
    async with world.merel.transaction() as tx:
        assert (await contracts.get(tx, contract_id)).conditions["retention_percent"] == "5"


@pytest.mark.parametrize(("locale", "word"), [("en", "Final account"), ("fr-CA", "Décompte final")])
async def test_the_ledger_speaks_the_reader_s_language(
    claire: httpx.AsyncClient, world: World, locale: str, word: str
) -> None:
    _, contract_id = await worked_off(world)
    async with world.merel.transaction() as tx:
        await tx.execute(users.update().where(users.c.id == world.merel.claire.id).values(locale=locale))
    assert word in await read(claire, f"/contracts/{contract_id}")
