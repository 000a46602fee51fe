"""Writing a statement as staff do it: line by line, together with others, up to the answer and the next."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI

from domain.lifecycle import Action
from records import acts, approvers, contracts, drafts, parties, statements
from records.ids import new_id
from records.schema import users
from tests import works
from tests.api.staff_room import counting_statements, read, signed_in, text_of, value_of
from tests.works import ARCHITECT, OWNER, S1, S2, S3
from tests.world import World

HTMX = {"HX-Request": "true"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Sheet:
    """The editor of one draft in somebody's browser."""

    def __init__(self, http: httpx.AsyncClient, world: World, document_id: str, ids: dict[str, str]) -> None:
        self.http, self.world, self.ids = http, world, ids
        self.document_id = document_id
        self.here = f"/statements/{document_id}"

    async def page(self, **query: Any) -> httpx.Response:
        return await self.http.get(f"{self.here}/edit", params=query)

    async def type(self, number: str, value: str, seen: str | None = None, by: str = "percent") -> Any:
        """Leave the cell of a line; `seen` is what stood there, as the page showed it unless it is given."""
        page = await self.page()
        line = self.ids[number]
        fields = {
            f"now-{line}": value,
            f"by-{line}": by,
            f"seen-{line}": value_of(page, f"seen-{line}") if seen is None else seen,
            "revision": value_of(page, "revision"),
            "chunk": "0",
        }
        return await self.http.post(f"{self.here}/cells", data=fields, headers=HTMX)

    async def fill(self, do: str, column: str = "", revision: str = "") -> httpx.Response:
        revision = revision or value_of(await self.page(), "revision")
        fields = {"do": do, "column": column, "revision": revision, "chunk": "0"}
        return await self.http.post(f"{self.here}/fill", data=fields, headers=HTMX)

    async def stands(self) -> dict[str, str]:
        """What is stored by line number, as `percent 72.5`."""
        async with self.world.merel.transaction() as tx:
            raw = (await drafts.read(tx, self.document_id)).raw
        numbers = {line: number for number, line in self.ids.items()}
        return {
            numbers[entry["line_id"]]: " ".join(
                f"{by} {entry[by]}" for by in ("percent", "quantity") if by in entry
            )
            for entry in raw["progress"]
        }


@pytest.fixture
async def sheet(claire: httpx.AsyncClient, world: World) -> Sheet:
    """The first statement of Mme Petit's contract, being written."""
    quote = await works.contract(world.merel)
    draft = await works.draft_statement(world.merel, quote, S1)
    return Sheet(claire, world, draft.document_id, await works.line_ids(world.merel, quote))


async def admitted_in_part(world: World) -> tuple[Any, Any, dict[str, str]]:
    """A first statement of which the architect admitted 20 % instead of 30 %: quote, statement, line ids."""
    merel = world.merel
    await works.give_chain(merel)
    quote = await works.contract(merel)
    statement = await works.statement(merel, quote, S1)
    ids = await works.line_ids(merel, quote)
    said = {ids["1.2"]: "Je ne vois que 20 % de dalle."}
    await works.answer_as(
        merel, statement, ARCHITECT, Action.APPROVE, admitted={ids["1.2"]: "20"}, line_comments=said
    )
    await works.answer_as(merel, statement, OWNER, Action.APPROVE)
    return quote, statement, ids


async def test_a_statement_starts_from_the_page_of_an_accepted_quote(
    claire: httpx.AsyncClient, world: World
) -> None:
    assert "Un devis accepté devient un marché" in await read(claire, "/statements/new")
    waiting = await world.merel.quote()
    assert "Nouvelle situation" not in await read(claire, f"/documents/{waiting.document_id}")
    quote = await works.contract(world.merel)
    page = await claire.get(f"/documents/{quote.document_id}")
    assert f'name="quote_id" value="{quote.document_id}"' in page.text
    assert quote.number in await read(claire, "/statements/new", find="extension petit")
    assert "Aucun marché ne répond" in await read(claire, "/statements/new", find="toiture")

    begun = await claire.post("/statements/new", data={"quote_id": quote.document_id})
    assert re.fullmatch(r"/statements/doc_\w+/edit", begun.headers["location"])
    again = await claire.post("/statements/new", data={"quote_id": quote.document_id})
    assert again.headers["location"] == begun.headers["location"] + "?done=statement-begun"
    assert "déjà en préparation" in await read(claire, again.headers["location"])
    refused = await claire.post("/statements/new", data={"quote_id": waiting.document_id})
    assert refused.status_code == 422


async def test_each_kind_has_its_own_editor(sheet: Sheet, world: World) -> None:
    draft = await world.merel.draft()
    wrong = await sheet.http.get(f"/quotes/{sheet.document_id}/edit")
    assert wrong.headers["location"] == f"{sheet.here}/edit"
    wrong = await sheet.http.get(f"/statements/{draft.document_id}/edit")
    assert wrong.headers["location"] == f"/quotes/{draft.document_id}/edit"
    assert (await sheet.http.get(f"/documents/{sheet.document_id}")).headers[
        "location"
    ] == f"{sheet.here}/edit"
    assert f'href="{sheet.here}/edit"' in (await sheet.http.get("/statements")).text


async def test_a_line_shows_its_contract_what_was_accepted_and_what_is_claimed(
    claire: httpx.AsyncClient, world: World
) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    await merel.answer(await works.statement(merel, quote, S1), Action.APPROVE)
    await works.change_order(merel, quote)
    draft = await works.draft_statement(merel, quote, S2)
    page = await claire.get(f"/statements/{draft.document_id}/edit")
    shown = text_of(page)
    line = "1.2 Dalle en béton armé 148,6 m² 46,37 € 6 890,58 30 % 2 067,17"
    assert line in shown
    assert "4 995,67 2 928,50" in shown
    assert value_of(page, f"now-{(await works.line_ids(merel, quote))['1.2']}") == "72,5"
    assert "Avenant DEV" in shown, "change orders stand in a group of their own"
    assert "Net à payer 6 394,65 €" in shown
    assert "Acompte récupéré HT −810,48 €" in shown
    assert "Retenue de garantie 5 % −476,20 €" in shown


async def test_leaving_a_line_saves_it_and_gives_back_its_row_and_the_sums(sheet: Sheet) -> None:
    reply = await sheet.type("1.2", "72,5")
    assert reply.status_code == 200
    assert "<html" not in reply.text
    assert re.findall(r'id="line-(\w+)"', reply.text) == [sheet.ids["1.2"]]
    for part in ("revision", "saved", "figures", "recap", "undo", "group-0"):
        assert f'id="{part}"' in reply.text, part
    assert (await sheet.stands())["1.2"] == "percent 72,5"
    assert "Enregistré à" in text_of(reply)


@pytest.mark.parametrize(
    ("value", "said"), [("120", "Plus que le marché"), ("beaucoup", "Ce n’est pas un nombre.")]
)
async def test_a_faulty_line_is_warned_of_at_once_kept_and_does_not_leave(
    sheet: Sheet, value: str, said: str
) -> None:
    reply = await sheet.type("2.1", value)
    assert said in text_of(reply)
    assert 'aria-invalid="true"' in reply.text
    assert (await sheet.stands())["2.1"] == f"percent {value}"
    page = await sheet.page()
    assert cell(page, sheet.ids["2.1"]) == value
    assert "1 point à compléter avant l’envoi" in text_of(page)
    preview = await sheet.http.get(f"/documents/{sheet.document_id}/preview")
    assert preview.headers["location"] == f"{sheet.here}/edit?check=1"
    refused = await sheet.http.post(f"/documents/{sheet.document_id}/publish", data={})
    assert refused.status_code == 422
    assert f'href="#now-{sheet.ids["2.1"]}"' in refused.text


async def test_less_than_what_was_accepted_is_warned_of(claire: httpx.AsyncClient, world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    await merel.answer(await works.statement(merel, quote, S1), Action.APPROVE)
    draft = await works.draft_statement(merel, quote, {"2.1": "40"})
    ids = await works.line_ids(merel, quote)
    reply = await Sheet(claire, world, draft.document_id, ids).type("1.2", "10")
    assert "Moins que ce qui est déjà accepté (30 %)" in text_of(reply)


async def test_two_people_on_one_line_see_both_values_and_choose(
    sheet: Sheet, app: FastAPI, world: World
) -> None:
    async with signed_in(app, world.merel, world.merel.karim) as http:
        karim = Sheet(http, world, sheet.document_id, sheet.ids)
        await karim.type("2.1", "12")
        await sheet.type("1.2", "35", seen="percent 30")
        late = await karim.type("1.2", "44", seen="percent 30")
        assert "Quelqu’un a saisi 35 % entre-temps" in text_of(late)
        assert cell(late, sheet.ids["1.2"]) == "44", "what was typed stays in its field"
        assert await sheet.stands() == {"1.1": "percent 100", "1.2": "percent 35", "2.1": "percent 12"} | {
            "2.2": "percent 25"
        }
        mine, theirs = re.findall(r'hx-vals="([^"]+)"', late.text)
        assert '"44"' in unescape(mine)
        assert '"35"' in unescape(theirs)
        kept = await karim.type("1.2", "44", seen="percent 35")
        assert "entre-temps" not in text_of(kept)
    assert (await sheet.stands())["1.2"] == "percent 44"


async def test_who_edits_beside_somebody_else_is_shown_what_stands(sheet: Sheet) -> None:
    page = await sheet.page()
    await sheet.type("1.2", "35")
    fields = {
        f"now-{sheet.ids['2.1']}": "5",
        f"by-{sheet.ids['2.1']}": "percent",
        f"seen-{sheet.ids['2.1']}": "percent 0",
        "revision": value_of(page, "revision"),
        "chunk": "0",
    }
    reply = await sheet.http.post(f"{sheet.here}/cells", data=fields, headers=HTMX)
    assert "Quelqu’un d’autre modifie aussi" in text_of(reply)
    assert cell(reply, sheet.ids["1.2"]) == "35", "every row of the page comes again"


async def test_another_measure_of_the_same_progress(sheet: Sheet) -> None:
    reply = await sheet.type("1.2", "30", by="quantity")
    assert cell(reply, sheet.ids["1.2"]) == "44,58"
    assert (await sheet.stands())["1.2"] == "quantity 44.58"
    await sheet.type("1.2", "50", by="quantity")
    assert (await sheet.stands())["1.2"] == "quantity 50", "a value that was typed is in the new measure"
    await sheet.fill("by:percent")
    assert (await sheet.stands())["1.2"] == "percent 33.6474"


async def test_the_last_edit_is_taken_back_by_the_same_route(sheet: Sheet) -> None:
    reply = await sheet.fill(f"paste:{sheet.ids['1.2']}", "40\n50 %\n\n60")
    assert await sheet.stands() == {
        "1.1": "percent 100", "1.2": "percent 40", "2.1": "percent 50", "2.2": "percent 25",
    }  # fmt: skip
    assert "Annuler 2 lignes" in text_of(reply)
    form = reply.text.partition('id="undo"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form)) | {"chunk": "0"}
    again = await sheet.http.post(f"{sheet.here}/cells", data=fields, headers=HTMX)
    assert (await sheet.stands())["1.2"] == "percent 30"
    assert (await sheet.stands())["2.1"] == "percent 0"
    assert "Annuler 2 lignes" in text_of(again), "taking back can be taken back"


async def test_a_button_fills_a_group_and_another_a_line(sheet: Sheet) -> None:
    await sheet.fill("group:1")
    assert {n: v for n, v in (await sheet.stands()).items() if n > "2"} == {
        "2.1": "percent 100",
        "2.2": "percent 100",
    }
    await sheet.fill(f"full:{sheet.ids['1.2']}")
    assert (await sheet.stands())["1.2"] == "percent 100"


async def test_many_lines_are_not_filled_in_over_somebody_else(sheet: Sheet) -> None:
    await sheet.type("1.2", "35")
    reply = await sheet.fill("group:0", revision="1")
    assert "a été modifié ailleurs" in text_of(reply)
    assert (await sheet.stands())["1.2"] == "percent 35"
    assert cell(reply, sheet.ids["1.2"]) == "35"


async def test_a_field_is_saved_by_itself_and_two_texts_are_both_shown(sheet: Sheet) -> None:
    saved = await sheet.http.post(
        f"{sheet.here}/text", data={"name": "penalties", "value": "250", "was": ""}, headers=HTMX
    )
    assert 'id="error-penalties_reason"' in saved.text, "an amount needs its reason"
    assert "Net à payer 4 347,17 €" in text_of(saved)
    late = await sheet.http.post(
        f"{sheet.here}/text", data={"name": "penalties", "value": "90", "was": ""}, headers=HTMX
    )
    assert "Quelqu’un a écrit entre-temps : « 250 »" in text_of(late)
    assert value_of(late, "penalties") == "90"
    foreign = await sheet.http.post(
        f"{sheet.here}/text", data={"name": "kind", "value": "quote"}, headers=HTMX
    )
    assert foreign.status_code == 422


def cell(reply: httpx.Response, line: str) -> str:
    """What stands in the field of a line."""
    found = re.search(rf'id="now-{line}" name="now-{line}" value="([^"]*)"', reply.text)
    assert found, f"there is no field of {line}"
    return unescape(found[1])


def typed(page: httpx.Response, sheet: Sheet, **lines: str) -> dict[str, str]:
    """The whole form as a browser without scripts sends it."""
    fields = {"revision": value_of(page, "revision"), "chunk": "0"}
    for number, line in sheet.ids.items():
        fields |= {f"now-{line}": value_of(page, f"now-{line}"), f"by-{line}": "percent"}
        fields[f"now-{line}"] = lines.get(number.replace(".", "_"), fields[f"now-{line}"])
    return fields


async def test_without_a_script_one_button_saves_everything(sheet: Sheet) -> None:
    page = await sheet.page()
    fields = typed(page, sheet, **{"1_2": "41,5"}) | {"title": "Situation de septembre", "do": "save"}
    reply = await sheet.http.post(f"{sheet.here}/edit", content=urlencode(fields), headers=FORM)
    assert reply.headers["location"] == f"{sheet.here}/edit?from=0&done=draft-saved"
    assert (await sheet.stands())["1.2"] == "percent 41,5"
    assert (await sheet.stands())["2.2"] == "percent 25", "what nobody touched stays as it was typed"
    fields = typed(await sheet.page(), sheet) | {"do": f"full:{sheet.ids['2.1']}"}
    await sheet.http.post(f"{sheet.here}/edit", content=urlencode(fields), headers=FORM)
    assert (await sheet.stands())["2.1"] == "percent 100"
    fields = typed(await sheet.page(), sheet) | {"do": "preview"}
    reply = await sheet.http.post(f"{sheet.here}/edit", content=urlencode(fields), headers=FORM)
    assert reply.headers["location"] == f"/documents/{sheet.document_id}/preview"


async def test_two_tabs_without_a_script_keep_both_texts(sheet: Sheet) -> None:
    page = await sheet.page()
    await sheet.type("1.2", "35")
    mine = typed(page, sheet, **{"1_2": "44"}) | {"notes": "Mes précisions", "do": "save"}
    late = await sheet.http.post(f"{sheet.here}/edit", content=urlencode(mine), headers=FORM)
    assert late.status_code == 409
    assert cell(late, sheet.ids["1.2"]) == "44"
    assert "Mes précisions" in late.text
    assert "35 % enregistré, 44 % chez vous" in text_of(late)
    assert (await sheet.stands())["1.2"] == "percent 35"
    kept = mine | {"revision": value_of(late, "revision")}
    await sheet.http.post(f"{sheet.here}/edit", content=urlencode(kept), headers=FORM)
    assert (await sheet.stands())["1.2"] == "percent 44"


async def test_a_statement_leaves_to_its_approvers_in_their_order(sheet: Sheet, world: World) -> None:
    await works.give_chain(world.merel)
    page = await sheet.http.get(f"/documents/{sheet.document_id}/preview")
    shown = text_of(page)
    assert "4 597,17 € net à payer" in shown
    assert shown.index("Visa de l'architecte") < shown.index("Accord du maître d'ouvrage")
    assert ARCHITECT["email"] in shown
    assert "La situation part aussitôt" in shown
    paper = await sheet.http.get(f"/documents/{sheet.document_id}/preview/paper")
    assert "Dalle en béton armé" in paper.text
    fields = {"revision": value_of(page, "revision")}
    sent = await sheet.http.post(f"/documents/{sheet.document_id}/publish", data=fields)
    assert sent.headers["location"] == f"/documents/{sheet.document_id}?done=statement-published"
    shown = await read(sheet.http, sent.headers["location"])
    assert "La situation est envoyée." in shown
    assert "Situation n° 1" in shown
    assert "4 597,17 €" in shown
    assert "Inès Caradec" in shown
    async with world.merel.transaction() as tx:
        chain = await approvers.running(tx, await acts.read(tx, sheet.document_id))
    assert [turn.name for turn in chain.open_turns] == ["Inès Caradec"]


async def test_a_statement_waits_for_the_one_before_and_its_page_says_so(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote = await works.contract(world.merel)
    await works.statement(world.merel, quote, S1)
    draft = await works.draft_statement(world.merel, quote, S1 | {"2.1": "10"})
    assert "La situation n° 1 n’est pas encore réglée" in await read(
        claire, f"/statements/{draft.document_id}/edit"
    )
    refused = await claire.post(f"/documents/{draft.document_id}/publish", data={})
    assert refused.status_code == 409
    assert "La situation n° 1" in text_of(refused)


async def test_admitted_quantities_are_shown_and_taken(claire: httpx.AsyncClient, world: World) -> None:
    _, statement, _ = await admitted_in_part(world)
    here = f"/documents/{statement.document_id}"
    shown = await read(claire, here)
    assert "Approuvée avec des quantités admises : −492,68 €, 1 ligne" in shown
    assert "1.2 Dalle en béton armé Inès Caradec Je ne vois que 20 % de dalle. 30 % 20 % −689,05 €" in shown
    assert "Visé par Inès Caradec" in shown
    assert "Approuvé par Jeanne Petit" in shown
    assert "approuvée avec des quantités admises, 4 104,49 € à payer" in await read(claire, "/")
    assert "Accepter les quantités admises ?" in await read(claire, f"{here}/do/admitted")
    reply = await claire.post(f"{here}/do/admitted", data={"version": "1", "key": "k"})
    assert reply.headers["location"] == f"{here}?done=admitted-taken"
    shown = await read(claire, here)
    assert "Approuvée avec des quantités admises" not in shown
    assert "1 ligne admise en partie" in shown, "what was disputed stays to be read"
    assert not (await world.merel.document(statement)).in_part
    again = await claire.post(f"{here}/do/admitted", data={"version": "1", "key": "k"})
    assert again.status_code == 409


@pytest.mark.parametrize(("start", "stands"), [("claimed", "percent 30"), ("admitted", "percent 20")])
async def test_a_correction_starts_from_the_claim_or_from_what_was_admitted(
    claire: httpx.AsyncClient, world: World, start: str, stands: str
) -> None:
    _, statement, ids = await admitted_in_part(world)
    reply = await claire.post(f"/documents/{statement.document_id}/correct", data={"start": start})
    assert reply.headers["location"] == f"/statements/{statement.document_id}/edit"
    sheet = Sheet(claire, world, statement.document_id, ids)
    assert (await sheet.stands())["1.2"] == stands
    page = text_of(await sheet.page())
    assert "Correction : version 2" in page
    assert "Je ne vois que 20 % de dalle." in page, "what was said stays under its line"
    await sheet.type("1.2", "25")
    await claire.post(f"/documents/{statement.document_id}/correct", data={"start": "claimed"})
    assert (await sheet.stands())["1.2"] == "percent 25", "a correction that was begun stays"
    sent = await claire.post(f"/documents/{statement.document_id}/publish", data={})
    assert sent.headers["location"].endswith("?done=statement-published-again")
    changed = await read(claire, f"/documents/{statement.document_id}/compare", **{"from": 1, "to": 2})
    assert "Avancement : 30 % → 25 %" in changed
    assert "20 %" not in changed.partition("Avancement")[2].partition("Cumul")[0]
    version = await read(claire, f"/documents/{statement.document_id}/versions/1")
    assert "Dalle en béton armé" in version


async def test_disputed_lines_come_back_marked(claire: httpx.AsyncClient, world: World) -> None:
    quote, statement, _ = await admitted_in_part(world)
    await claire.post(f"/documents/{statement.document_id}/do/admitted", data={"version": "1", "key": "k"})
    begun = await claire.post("/statements/new", data={"quote_id": quote.document_id})
    page = await read(claire, begun.headers["location"])
    assert "1 ligne n’a pas été admise en entier la dernière fois" in page
    assert "30 % demandés la dernière fois, 20 % admis" in page


async def test_staff_answer_for_an_approver_with_admitted_quantities(
    claire: httpx.AsyncClient, world: World
) -> None:
    merel = world.merel
    await works.give_chain(merel)
    quote = await works.contract(merel)
    statement = await works.statement(merel, quote, S1)
    ids = await works.line_ids(merel, quote)
    here = f"/documents/{statement.document_id}/do/answer"
    form = await claire.get(here)
    assert "Inès Caradec" in text_of(form)
    assert "Met en attente" not in text_of(form)
    assert f'name="admitted[{ids["1.2"]}]"' in form.text
    assert f'name="admitted[{ids["2.1"]}]"' not in form.text, "nothing is claimed on it"
    async with merel.transaction() as tx:
        turn = (await approvers.running(tx, await acts.read(tx, statement.document_id))).open_turns[0]
    fields = {
        "version": "1",
        "key": new_id("key"),
        "action": "approve",
        "turn": turn.id,
        "reason": "Elle a répondu par mail.",
        "proof": "Mail du 12.",
        f"admitted[{ids['1.2']}]": "120",
    }
    wrong = await claire.post(here, data=fields)
    assert wrong.status_code == 422
    assert f"error-admitted[{ids['1.2']}]" in wrong.text
    reply = await claire.post(here, data=fields | {f"admitted[{ids['1.2']}]": "20"})
    assert reply.status_code == 303, text_of(reply)
    async with merel.transaction() as tx:
        chain = await approvers.running(tx, await acts.read(tx, statement.document_id))
    assert [turn.name for turn in chain.open_turns] == ["Jeanne Petit"]
    shown = await read(claire, f"/documents/{statement.document_id}")
    assert "Visé par Inès Caradec" in shown
    assert "attend encore Jeanne Petit" in shown


async def test_the_acts_of_a_quote_that_a_statement_does_not_know(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote = await works.contract(world.merel)
    statement = await works.statement(world.merel, quote, S1)
    here = f"/documents/{statement.document_id}"
    page = await claire.get(here)
    assert "/do/extend" not in page.text
    assert "/duplicate" not in page.text
    refused = await claire.post(f"{here}/do/extend", data={"valid_until": "2099-01-01"})
    assert refused.status_code in (409, 422)
    assert (await world.merel.document(statement)).valid_until is None
    held = await claire.post(
        f"{here}/do/answer",
        data={"version": "1", "key": "k", "action": "hold", "name": "X", "email": "x@y.example"}
        | {"reason": "r", "proof": "p", "hold_until": "2099-01-01"},
    )
    assert held.status_code == 409
    accepted = await claire.post(f"{here}/do/accept", data={"version": "1", "key": "k", "reason": "Accord"})
    assert accepted.headers["location"] == f"{here}?done=statement-accepted"
    reopened = await claire.post(f"{here}/do/reopen", data={"version": "1", "reason": "Erreur"})
    assert reopened.headers["location"] == f"{here}?done=statement-reopened"
    withdrawn = await claire.post(f"{here}/do/withdraw", data={"version": "1", "reason": "À refaire"})
    assert withdrawn.headers["location"] == f"{here}?done=statement-withdrawn"
    assert "La situation est retirée." in await read(claire, withdrawn.headers["location"])


async def test_a_draft_that_is_thrown_away_leads_to_the_list(sheet: Sheet) -> None:
    gone = await sheet.http.post(f"/documents/{sheet.document_id}/do/discard", data={})
    assert gone.headers["location"] == "/statements?done=discarded"
    assert (await sheet.page()).status_code == 404


async def test_lists_show_what_each_document_is_and_what_is_to_pay(
    claire: httpx.AsyncClient, world: World
) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    for number, percents in enumerate((S1, S1 | {"2.1": "40"}, S1 | {"2.1": "100"}), 1):
        statement = await works.statement(merel, quote, percents)
        await merel.answer(statement, Action.APPROVE)
        assert f"Situation n° {number}" in await read(claire, "/statements")
    assert "4 597,17 €" in await read(claire, "/statements")
    assert "Situation n°" not in await read(claire, "/quotes")
    everything = await read(claire, "/documents")
    assert "Devis · DEV-" in everything
    assert "Situation n° 3 · SIT-" in everything
    found = await read(claire, "/documents", q="situation 3")
    assert "Situation n° 3" in found
    assert "Situation n° 2" not in found
    assert "DEV-" not in found
    assert "Aucune situation ne correspond." in await read(claire, "/statements", q="toiture")


async def test_a_long_statement_comes_a_hundred_lines_at_a_time(
    claire: httpx.AsyncClient, world: World
) -> None:
    lines = [
        {"number": str(n), "group": f"Lot {n // 150}", "description": f"Poste {n}", "quantity": "1"}
        | {"unit": "u", "unit_price": "10", "vat_rate": "20"}
        for n in range(250)
    ]
    quote = await works.contract(world.merel, lines)
    draft = await works.draft_statement(world.merel, quote, {"0": "50"})
    sheet = Sheet(claire, world, draft.document_id, await works.line_ids(world.merel, quote))
    page = await sheet.page()
    assert len(re.findall(r'id="line-\w+"', page.text)) == 100
    assert f'hx-get="{sheet.here}/lines?from=100"' in page.text
    assert f'href="{sheet.here}/edit?from=100#chunk-100"' in page.text, "a plain link without a script"
    later = await claire.get(f"{sheet.here}/lines", params={"from": "100"}, headers=HTMX)
    assert len(re.findall(r'id="line-\w+"', later.text)) == 100
    assert "Poste 199" in later.text
    reply = await sheet.type("7", "100")
    assert len(re.findall(r'id="line-\w+"', reply.text)) == 1
    reply = await sheet.fill("group:1")
    assert re.findall(r'id="line-\w+"', reply.text) == [], "its lines are not on the page yet"
    assert (await sheet.stands())["249"] == "percent 100"
    checked = await sheet.page(**{"from": "200"})
    assert "Poste 249" in checked.text
    await sheet.fill(f"paste:{sheet.ids['200']}", "300")
    faults = await sheet.page(check="1")
    assert f'href="{sheet.here}/edit?from=200&amp;check=1#now-{sheet.ids["200"]}"' in faults.text


async def test_looking_at_statements_changes_nothing(sheet: Sheet, world: World) -> None:
    quote = await works.contract(world.merel)
    sent = await works.statement(world.merel, quote, S1)
    for address in (
        f"{sheet.here}/edit",
        f"{sheet.here}/lines?from=0",
        f"/documents/{sheet.document_id}/preview",
        f"/documents/{sent.document_id}",
        f"/documents/{sent.document_id}/versions/1",
        "/statements",
        "/statements/new",
        "/documents",
    ):
        with counting_statements(world.database) as asked:
            assert (await sheet.http.get(address)).status_code == 200, address
        wrote = [sql for sql in asked if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
        assert not wrote, address


async def test_the_stranger_next_door_finds_no_statement(
    durand: httpx.AsyncClient, world: World, sheet: Sheet
) -> None:
    line = sheet.ids["1.2"]
    for address in (f"{sheet.here}/edit", f"{sheet.here}/lines"):
        assert (await durand.get(address)).status_code == 404, address
    for address, fields in (
        (f"{sheet.here}/edit", {"revision": "1"}),
        (f"{sheet.here}/cells", {f"now-{line}": "99", f"by-{line}": "percent"}),
        (f"{sheet.here}/fill", {"do": "group:0", "revision": "1"}),
        (f"{sheet.here}/text", {"name": "title", "value": "Volée"}),
        (f"/documents/{sheet.document_id}/correct", {"start": "claimed"}),
    ):
        assert (await durand.post(address, data=fields)).status_code == 404, address
    assert (await sheet.stands())["1.2"] == "percent 30"
    foreign = await sheet.http.post(f"{sheet.here}/cells", data={"now-ln_none": "5"}, headers=HTMX)
    assert foreign.status_code == 404, "a line of another contract"


@pytest.mark.parametrize(
    ("locale", "word"), [("en", "Statement no. 1"), ("fr-CA", "Décompte progressif n° 1")]
)
async def test_the_pages_of_a_statement_speak_the_reader_s_language(
    claire: httpx.AsyncClient, world: World, locale: str, word: str
) -> None:
    _, statement, _ = await admitted_in_part(world)
    async with world.merel.transaction() as tx:
        await tx.execute(users.update().where(users.c.id == world.merel.claire.id).values(locale=locale))
    here = f"/documents/{statement.document_id}"
    assert word in await read(claire, here)
    await claire.post(f"{here}/correct", data={"start": "claimed"})
    for address in (
        f"/statements/{statement.document_id}/edit?check=1",
        f"{here}/preview",
        f"{here}/versions/1",
        f"{here}/do/admitted",
        "/statements",
        "/statements/new",
        "/",
    ):
        assert (await claire.get(address)).status_code == 200, address


async def test_a_whole_contract_is_billed_from_the_pages(claire: httpx.AsyncClient, world: World) -> None:
    merel = world.merel
    quote = await works.contract(merel)
    paid = []
    for percents in (S1, S2, S3):
        if percents is S2:
            await works.change_order(merel, quote)
        begun = await claire.post("/statements/new", data={"quote_id": quote.document_id})
        document_id = begun.headers["location"].split("/")[2]
        sheet = Sheet(claire, world, document_id, await works.line_ids(merel, quote))
        for number, percent in percents.items():
            await sheet.type(number, percent)
        await claire.post(f"/documents/{document_id}/publish", data={})
        fields = {"version": "1", "key": new_id("key"), "reason": "Accord"}
        await claire.post(f"/documents/{document_id}/do/accept", data=fields)
        async with merel.transaction() as tx:
            paid.append((await acts.read(tx, document_id)).payable)
    assert paid == [459717, 639465, 645492]
    async with merel.transaction() as tx:
        found = await contracts.of_quote(tx, quote.document_id)
        assert found is not None
        assert len(await contracts.statements(tx, found.id)) == 3
        assert await parties.job(tx, merel.job.id)
        assert await statements.may_leave(tx, await acts.read(tx, document_id)) == 3
