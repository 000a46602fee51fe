"""Approving what a statement claims, in whole or in part: figures follow what is typed, and so the answer."""

import asyncio
from hashlib import sha256

import httpx
import pytest

from records import publishing
from tests import works
from tests.api.on_site import LESS, WHOLE, admitted_in, first, last, row, second
from tests.api.staff_room import text_of, value_of
from tests.api.visitors import HTMX, fields_of, visitor
from tests.works import S1
from tests.world import World


async def test_net_to_pay_follows_what_is_typed_and_only_what_changed_is_sent(
    world: World, stranger: httpx.AsyncClient
) -> None:
    statement, ids = await first(world.merel)
    reader = visitor(stranger, world.merel, statement)
    typed = {"version": "1", f"admitted[{ids['1.2']}]": "20"}
    live = await reader.send("/admit", typed, headers=HTMX)
    assert live.status_code == 200
    assert "<html" not in live.text
    shown = text_of(live)
    assert f"{LESS} net à payer Vous contestez 689,05 € HT sur une ligne. Au lieu de {WHOLE}" in shown
    assert f"Approuver · {LESS}" in shown
    assert f'id="due-{ids["1.2"]}" hx-swap-oob="true">1' in live.text  # 1 378,12 €
    assert 'id="sums"' in live.text
    assert ids["2.2"] not in live.text
    back = await reader.send("/admit", typed | {f"admitted[{ids['1.2']}]": "30"}, headers=HTMX)
    assert f"{WHOLE} net à payer Vous admettez tout" in text_of(back)
    assert f'id="due-{ids["1.2"]}"' in back.text


async def test_a_statement_of_three_thousand_lines_is_admitted_at_the_cost_of_one(
    world: World, stranger: httpx.AsyncClient
) -> None:
    lines = [
        {"number": str(n), "group": f"Lot {n // 50}", "description": "Semelle", "quantity": "12"}
        | {"unit": "ml", "unit_price": "18,50", "vat_rate": "20"}
        for n in range(3_000)
    ]
    quote = await works.contract(world.merel, lines)
    statement = await works.statement(world.merel, quote, {str(n): "50" for n in range(3_000)})
    line = (await works.line_ids(world.merel, quote))["1234"]
    reader = visitor(stranger, world.merel, statement)
    page = await reader.read("/admit")
    assert page.text.count('class="admitted"') == 3_000
    live = await reader.send("/admit", {"version": "1", f"admitted[{line}]": "40"}, headers=HTMX)
    assert len(live.text) < 4_000
    assert live.text.count('id="due-') == 1
    kept = {"version": "1", "action": "approve", **admitted_in(page), f"admitted[{line}]": "40"}
    form = await reader.send("/admit", kept)
    assert admitted_in(form) == {f"admitted[{line}]": "40"}


async def test_without_a_script_a_whole_page_asks_recalculates_and_answers(
    world: World, stranger: httpx.AsyncClient
) -> None:
    statement, ids = await first(world.merel)
    reader = visitor(stranger, world.merel, statement)
    page = await reader.read("/admit")
    assert value_of(page, f"admitted[{ids['1.2']}]") == "30"
    assert f"admitted[{ids['2.1']}]" not in page.text  # nothing is claimed on it
    fields = {"version": "1", **admitted_in(page), f"admitted[{ids['1.2']}]": "20"}
    again = await reader.send("/admit", fields)
    assert again.status_code == 200
    assert value_of(again, f"admitted[{ids['1.2']}]") == "20"
    assert "Vous admettez 20 % au lieu de 30 %." in row(again, ids["1.2"])
    assert LESS in text_of(again)
    form = await reader.send("/admit", fields | {"action": "approve"})
    assert f"admis de {LESS} au lieu de {WHOLE}, et conteste 689,05 € HT sur une ligne." in text_of(form)
    why = {f"line_comment[{ids['1.2']}]": "La moitié ouest n'est pas coulée", "terms": "on"}
    sent = await reader.send("/answer", fields_of(form.text) | why)
    assert sent.status_code == 303
    document = await world.merel.document(statement)
    assert (document.state, document.in_part, document.payable) == ("approved", True, 410449)
    receipt = text_of(await stranger.get(sent.headers["location"]))
    assert f"Net à payer {LESS}" in receipt
    assert "1.2 Dalle en béton armé 20 % admis au lieu de 30 %" in receipt
    assert "n'est pas coulée" in receipt
    assert "accepte les chiffres admis ou vous envoie une nouvelle version" in receipt


async def test_the_evidence_names_the_admitted_amount(world: World, stranger: httpx.AsyncClient) -> None:
    statement, ids = await first(world.merel)
    reader = visitor(stranger, world.merel, statement)
    whole = (await reader.read("/answer?action=approve")).text
    assert f"version 1, pour un net à payer de {WHOLE}." in text_of(httpx.Response(200, text=whole))
    await reader.answer("approve", shown="410449", **{f"admitted[{ids['1.2']}]": "20"})
    evidence = (await last(world.merel, statement)).evidence
    said = " ".join(evidence["consent"].split())
    assert f"pour un net à payer admis de {LESS} au lieu de {WHOLE}" in said
    assert evidence["consent_sha256"] == sha256(evidence["consent"].encode()).hexdigest()


async def test_approved_whole_it_goes_on_to_invoicing(world: World, stranger: httpx.AsyncClient) -> None:
    statement, _ = await first(world.merel)
    reader = visitor(stranger, world.merel, statement)
    form = fields_of((await reader.read("/answer?action=approve")).text)
    assert form["shown"] == "459717"
    sent = await reader.send("/answer", form | {"terms": "on"})
    assert "établit la facture" in text_of(await stranger.get(sent.headers["location"]))
    page = text_of(await reader.read())
    assert f"Net à payer admis : {WHOLE}" in page
    assert "Approuver la situation" not in page
    assert (await reader.read("/admit")).status_code == 303


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("30,5", "pas plus que ce qui est demandé"),
        ("101", "pas plus que"),
        ("-1", "Donnez un nombre entre"),
        ("NaN", "Ce n’est pas un nombre"),
        ("1e5", "Ce n’est pas un nombre"),
        ("beaucoup", "Ce n’est pas un nombre"),
    ],
)
async def test_a_figure_that_cannot_stand_is_said_beside_its_line_and_kept(
    world: World, stranger: httpx.AsyncClient, typed: str, why: str
) -> None:
    statement, ids = await first(world.merel)
    reader = visitor(stranger, world.merel, statement)
    field = f"admitted[{ids['1.2']}]"
    for asked in ({}, {"action": "approve"}):
        page = await reader.send("/admit", {"version": "1", field: typed, **asked})
        assert page.status_code == 422
        assert f'href="#{field}"' in page.text  # the summary leads to the field
        assert why in row(page, ids["1.2"])
        assert value_of(page, field) == typed
    live = await reader.send("/admit", {"version": "1", field: typed}, headers=HTMX)
    assert live.status_code == 422
    assert why in text_of(live)
    wrong = await reader.answer("approve", comment="Presque", **{field: typed})
    assert wrong.status_code == 422
    assert value_of(wrong, field) == typed
    assert "Presque" in wrong.text
    assert "Vérifier le net à payer" in wrong.text
    assert 'class="button send' not in wrong.text  # no amount is agreed to before it is known


async def test_what_was_accepted_before_is_not_taken_back(world: World, stranger: httpx.AsyncClient) -> None:
    statement, ids = await second(world.merel)
    reader = visitor(stranger, world.merel, statement)
    wrong = await reader.send("/admit", {"version": "1", f"admitted[{ids['1.2']}]": "29"})
    assert wrong.status_code == 422
    assert "pas moins que ce qui" in row(wrong, ids["1.2"])


async def test_lines_of_another_contract_are_refused(world: World, stranger: httpx.AsyncClient) -> None:
    statement, _ = await first(world.merel)
    _, foreign = await first(world.durand)
    reader = visitor(stranger, world.merel, statement)
    field = f"admitted[{foreign['1.2']}]"
    assert (await reader.send("/admit", {"version": "1", field: "1"})).status_code == 422
    wrong = await reader.answer("approve", **{field: "1"})
    assert wrong.status_code == 422
    assert "Ligne inconnue" in wrong.text
    quote = visitor(stranger, world.merel, await world.merel.quote())
    assert (await quote.answer("approve", **{field: "1"})).status_code == 422
    assert (await quote.read("/admit")).status_code == 303


async def test_a_line_in_its_own_unit_is_admitted_in_it_or_in_per_cent(
    world: World, stranger: httpx.AsyncClient
) -> None:
    quote = await works.contract(world.merel)
    ids = await works.line_ids(world.merel, quote)
    progress = [{"line_id": ids["1.2"], "quantity": "44,58"}]
    draft = await works.draft_statement(world.merel, quote, {}, progress=progress)
    async with world.merel.transaction() as tx:
        statement = await publishing.publish(tx, draft.document_id, world.merel.claire)
    reader = visitor(stranger, world.merel, statement)
    page = await reader.read("/admit")
    assert "148,6 m² × 46,37 €" in row(page, ids["1.2"])
    field = f"admitted[{ids['1.2']}]"
    assert value_of(page, field) == "44,58"
    metres = text_of(await reader.send("/admit", {"version": "1", field: "29,72"}, headers=HTMX))
    shares = text_of(await reader.send("/admit", {"version": "1", field: "20 %"}, headers=HTMX))
    assert "29,72 m² au lieu de 44,58 m²" in metres
    assert "20 % au lieu de 44,58 m²" in shares
    assert metres.split(" net")[0] == shares.split(" net")[0]  # 20 % of 148.60 m²


async def test_a_new_version_keeps_what_was_being_admitted(world: World, stranger: httpx.AsyncClient) -> None:
    statement, ids = await first(world.merel)
    reader = visitor(stranger, world.merel, statement)
    quote_lines = {**S1, "2.2": "10"}
    progress = [{"line_id": ids[number], "percent": share} for number, share in quote_lines.items()]
    await world.merel.new_version(statement, progress=progress)
    field = f"admitted[{ids['1.2']}]"
    typed = {"version": "1", field: "20", "comment": "Vu sur place"}
    notice = await reader.read("/live?version=1&state=sent&admitting=on", headers=HTMX)
    assert "Reporter mes chiffres sur la version 2" in notice.text
    for late in (
        await reader.answer("approve", **typed),
        await reader.send("/admit", {**typed, "action": "approve"}),
    ):
        assert late.status_code == 409
        assert "La version 1 a été remplacée par la version 2" in late.text
        assert "Quantité admise sur « Dalle en béton armé » 20" in text_of(late)
    on = await reader.send("/admit", fields_of(late.text))
    assert on.status_code == 200
    assert value_of(on, field) == "20"
    assert fields_of(on.text)["comment"] == "Vu sur place"
    page = text_of(await reader.read())
    assert "Avancement : 25 % → 10 %" in page
    old = await reader.read("?version=1")
    assert "Vous lisez la version 1" in old.text
    assert 'value="approve"' not in old.text
    assert WHOLE in text_of(old)


async def test_two_answers_at_the_same_instant_make_one(world: World, stranger: httpx.AsyncClient) -> None:
    statement, ids = await first(world.merel)
    reader = visitor(stranger, world.merel, statement)
    less = {f"admitted[{ids['1.2']}]": "20"}
    sent = await asyncio.gather(reader.answer("approve", **less), reader.answer("reject", comment="Non"))
    assert sorted(reply.status_code for reply in sent) == [303, 409]
    late = next(reply for reply in sent if reply.status_code == 409)
    assert "Rien n’a été enregistré" in late.text
    assert ("20" if late is sent[0] else "Non") in text_of(late)
