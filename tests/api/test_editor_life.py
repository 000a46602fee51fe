"""Writing a quote as staff do it: from nothing to published, saved as one types, faults and all."""

import re
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from domain.lifecycle import Action
from records import acts, drafts, recording
from records.database import Tx
from tests.api.staff_room import read, text_of, value_of
from tests.world import World, in_days

JSON = {"Accept": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def row(key: int, **values: str) -> list[tuple[str, str]]:
    """One line of the form, as a browser sends it."""
    usual = {"id": "", "number": "", "unit": "u", "discount_percent": "", "vat_rate": "20"}
    return [(f"lines-{key}-{name}", value) for name, value in {**usual, **values}.items()]


def heading(key: int, text: str) -> list[tuple[str, str]]:
    return [(f"lines-{key}-heading", text)]


async def post(
    http: httpx.AsyncClient, address: str, fields: dict[str, str], *rows: Any, **options: Any
) -> httpx.Response:
    """Send the editor's form."""
    pairs = [*fields.items(), *(pair for pairs in rows for pair in pairs)]
    headers = {**FORM, **options.get("headers", {})}
    return await http.post(address, content=urlencode(pairs), headers=headers)


async def stored(world: World, document_id: str) -> drafts.Draft:
    async with world.merel.transaction() as tx:
        return await drafts.read(tx, document_id)


async def start(claire: httpx.AsyncClient, world: World, title: str = "Mur de clôture") -> str:
    """A quote that was just begun; gives its id."""
    asked = {"client_id": world.merel.client.id, "job_id": world.merel.job.id, "title": title}
    reply = await claire.post("/quotes/new", data=asked)
    assert reply.status_code == 303, reply.text
    found = re.fullmatch(r"/quotes/(doc_\w+)/edit", reply.headers["location"])
    assert found
    return found[1]


async def test_a_quote_goes_from_nothing_to_its_client(claire: httpx.AsyncClient, world: World) -> None:
    assert "Mme Petit" in await read(claire, "/quotes/new")
    assert "Maison de Mme Petit" in await read(claire, "/quotes/new", client=world.merel.client.id)
    document_id = await start(claire, world)
    here = f"/quotes/{document_id}/edit"
    page = await claire.get(here)
    fields = {
        "revision": value_of(page, "revision"),
        "from": "0",
        "to": "0",
        "title": "Mur de clôture",
        "valid_until": in_days(30).isoformat(),
        "deposit_percent": "30",
        "do": "preview",
    }
    reply = await post(
        claire,
        here,
        fields,
        heading(0, "Lot 1 · Maçonnerie"),
        row(1, description="Semelle filante", quantity="37,25", unit_price="112,90", unit="ml"),
        row(2, description="Enduit", quantity="10", unit_price="42,5", vat_rate="10", optional="on"),
    )
    assert (reply.status_code, reply.headers["location"]) == (303, f"/documents/{document_id}/preview")
    draft = await stored(world, document_id)
    assert [line.group for line in draft.content.lines] == ["Lot 1 · Maçonnerie"] * 2
    assert (draft.content.totals.net, draft.content.totals.gross) == (420553, 504664)

    page = await claire.get(f"/documents/{document_id}/preview")
    shown = text_of(page)
    assert "Relance n° 1 au client" in shown
    assert "3 jours ouvrés après l’envoi" in shown
    assert world.merel.client.email in shown
    mail = await claire.get(f"/documents/{document_id}/preview/mail", params={"message": "À bientôt <b>"})
    assert "À bientôt &lt;b&gt;" in mail.text
    assert "sandbox" in mail.headers["content-security-policy"]
    paper = await claire.get(f"/documents/{document_id}/preview/paper")
    assert "Semelle filante" in paper.text

    sent = await claire.post(
        f"/documents/{document_id}/publish",
        data={"revision": value_of(page, "revision"), "message": "À bientôt"},
    )
    assert sent.headers["location"] == f"/documents/{document_id}?done=published"
    assert "Le devis est envoyé." in await read(claire, sent.headers["location"])
    async with world.merel.transaction() as tx:
        document = await acts.read(tx, document_id)
    assert (document.state, document.version, document.gross) == ("sent", 1, 504664)


async def test_a_faulty_draft_is_saved_but_does_not_leave(claire: httpx.AsyncClient, world: World) -> None:
    document_id = await start(claire, world)
    here = f"/quotes/{document_id}/edit"
    lines = [
        row(0, description="Mur", quantity="-3", unit_price="12"),
        row(1, description="Seuil", quantity="99999999999", unit_price="beaucoup"),
        row(2, description="", quantity="1.23456", unit_price="1"),
    ]
    fields = {"revision": "1", "from": "0", "to": "0", "title": "Mur"}
    reply = await post(claire, here, fields, *lines, headers=JSON)
    faults = reply.json()["faults"]
    assert reply.status_code == 200
    assert set(faults) == {
        "lines-0-quantity",
        "lines-1-quantity",
        "lines-1-unit_price",
        "lines-2-quantity",
    }, "what is merely not written yet is not held against the writer"
    draft = await stored(world, document_id)
    assert [line["quantity"] for line in draft.raw["lines"]] == ["-3", "99999999999", "1.23456"]
    assert "Ce n’est pas un nombre." in await read(claire, here)

    preview = await claire.get(f"/documents/{document_id}/preview")
    assert preview.headers["location"] == f"{here}?check=1"
    refused = await claire.post(f"/documents/{document_id}/publish", data={"revision": "2"})
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.text
    assert "data-focus" in refused.text
    async with world.merel.transaction() as tx:
        assert (await acts.read(tx, document_id)).state == "draft"


async def test_typing_on_keeps_the_ids_of_lines(claire: httpx.AsyncClient, world: World) -> None:
    document_id = await start(claire, world)
    here = f"/quotes/{document_id}/edit"
    fields = {"revision": "1", "from": "0", "to": "0", "title": "Mur"}
    first = (await post(claire, here, fields, row(5, description="Mur", quantity="1"), headers=JSON)).json()
    line_id = first["ids"]["5"]
    fields |= {"revision": str(first["revision"]), "to": str(first["to"])}
    again = row(5, id=line_id, description="Mur haut", quantity="2", unit_price="10")
    second = (await post(claire, here, fields, row(9, description="Avant"), again, headers=JSON)).json()
    assert second["ids"]["5"] == line_id
    assert second["amounts"]["5"] == "20,00\xa0€"
    assert [line["description"] for line in (await stored(world, document_id)).raw["lines"]] == [
        "Avant",
        "Mur haut",
    ]


async def test_lines_of_another_document_are_refused_and_the_text_stays(
    claire: httpx.AsyncClient, world: World
) -> None:
    other = await world.merel.draft()
    document_id = await start(claire, world)
    foreign = row(0, id=other.content.lines[0].id, description="Volée", quantity="1", unit_price="1")
    fields = {"revision": "1", "from": "0", "to": "0", "title": "Mur"}
    reply = await post(claire, f"/quotes/{document_id}/edit", fields, foreign)
    assert reply.status_code == 422
    assert "Volée" in reply.text
    assert "Cette ligne n’est pas de ce document." in text_of(reply)
    assert (await stored(world, document_id)).raw["lines"] == []


async def test_two_tabs_keep_both_texts(claire: httpx.AsyncClient, world: World) -> None:
    document_id = await start(claire, world)
    here = f"/quotes/{document_id}/edit"
    fields = {"revision": "1", "from": "0", "to": "0", "title": "Texte de l'autre"}
    await post(claire, here, fields, row(0, description="Ligne de l'autre", quantity="1"))
    mine = {**fields, "title": "Mon texte"}
    late = await post(claire, here, mine, row(0, description="Ma ligne", quantity="2", unit_price="3"))
    assert late.status_code == 409
    shown = late.text
    assert "Mon texte" in shown
    assert "Ma ligne" in shown
    assert "Texte de l&#39;autre" in shown
    assert (await stored(world, document_id)).raw["title"] == "Texte de l'autre"
    by_script = await post(claire, here, mine, row(0, description="Ma ligne"), headers=JSON)
    assert by_script.status_code == 409
    assert "Garder mon texte" in by_script.json()["conflict"]

    kept = {**mine, "revision": value_of(late, "revision"), "do": "keep"}
    reply = await post(claire, here, kept, row(0, description="Ma ligne", quantity="2", unit_price="3"))
    assert reply.status_code == 303
    draft = await stored(world, document_id)
    assert draft.raw["title"] == "Mon texte"
    assert "Ma ligne" in [line["description"] for line in draft.raw["lines"]]


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("up:1", ["B", "A", "C"]),
        ("down:1", ["A", "C", "B"]),
        ("remove:1", ["A", "C"]),
        ("duplicate:1", ["A", "B", "B", "C"]),
        ("add", ["A", "B", "C", ""]),
    ],
)
async def test_buttons_move_lines_without_a_script(
    claire: httpx.AsyncClient, world: World, button: str, expected: list[str]
) -> None:
    document_id = await start(claire, world)
    fields = {"revision": "1", "from": "0", "to": "0", "title": "Mur", "do": button}
    rows = [row(n, description=text, quantity="1", unit_price="1") for n, text in enumerate("ABC")]
    reply = await post(claire, f"/quotes/{document_id}/edit", fields, *rows)
    assert reply.status_code == 303
    assert [line["description"] for line in (await stored(world, document_id)).raw["lines"]] == expected


NASTY = (
    "\u202eévil\u2066 <script>alert(1)</script> \x00\x07 {{ 7*7 }} \U0001f9f1 Zalgo\u0301\u0302 \ufeff'\"&"
)


async def test_unicode_nastiness_is_kept_and_harmless(claire: httpx.AsyncClient, world: World) -> None:
    document_id = await start(claire, world, NASTY)
    fields = {"revision": "1", "from": "0", "to": "0", "title": NASTY, "notes": NASTY}
    line = row(0, description=NASTY, quantity="1", unit_price="1", unit=NASTY[:20])
    reply = await post(claire, f"/quotes/{document_id}/edit", fields, line)
    assert reply.status_code == 303
    page = await claire.get(f"/quotes/{document_id}/edit")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "{{ 7*7 }}" in page.text
    await claire.post(f"/documents/{document_id}/publish", data={})
    page = await claire.get(f"/documents/{document_id}")
    assert page.status_code == 200
    assert "<script>alert" not in page.text


async def test_a_correction_carries_the_open_comments(claire: httpx.AsyncClient, world: World) -> None:
    quote = await world.merel.quote()
    async with world.merel.transaction() as tx:
        line_id = (await acts.content_of(tx, quote.document_id, 1)).lines[0].id
    await _rejected(world, quote, {line_id: "Trop cher, ce décapage."})
    here = f"/quotes/{quote.document_id}/edit"
    page = await claire.get(here)
    assert "Trop cher, ce décapage." in text_of(page)
    assert "Correction : version 2" in text_of(page)
    reply = await claire.post(f"/quotes/{quote.document_id}/comments/{line_id}/resolve")
    assert reply.status_code == 303
    assert "Trop cher, ce décapage." not in await read(claire, here)
    detail = await read(claire, f"/documents/{quote.document_id}")
    assert "Trop cher, ce décapage." in detail, "what was said stays beside its line"
    assert "traité" in detail


async def _rejected(world: World, quote: Any, comments: dict[str, str]) -> recording.Receipt:
    return await world.merel.answer(quote, Action.REJECT, line_comments=comments)


async def test_a_long_quote_is_edited_a_part_at_a_time(claire: httpx.AsyncClient, world: World) -> None:
    lines = [
        {"description": f"Ligne {n}", "quantity": "1", "unit_price": "1", "vat_rate": "20"}
        for n in range(450)
    ]
    draft = await world.merel.draft(lines=lines)
    here = f"/quotes/{draft.document_id}/edit"
    page = await claire.get(here, params={"from": 200})
    assert (value_of(page, "from"), value_of(page, "to")) == ("200", "400")
    assert "Ligne 200<" in page.text.replace("</", "<")
    assert "Ligne 199<" not in page.text.replace("</", "<")
    fields = {"revision": "1", "from": "200", "to": "400", "title": "Long"}
    reply = await post(claire, here, fields, row(0, description="Toutes en une", quantity="1"), headers=JSON)
    assert reply.json()["to"] == 201
    kept = [line["description"] for line in (await stored(world, draft.document_id)).raw["lines"]]
    assert kept == [f"Ligne {n}" for n in range(200)] + ["Toutes en une"] + [
        f"Ligne {n}" for n in range(400, 450)
    ]


async def test_ten_thousand_pasted_lines_are_saved(claire: httpx.AsyncClient, world: World) -> None:
    document_id = await start(claire, world)
    fields = {"revision": "1", "from": "0", "to": "0", "title": "Bordereau"}
    rows = [row(n, description=f"Poste {n}", quantity="1,5", unit_price="10") for n in range(10_000)]
    reply = await post(claire, f"/quotes/{document_id}/edit", fields, *rows, headers=JSON)
    assert reply.status_code == 200, reply.text[:300]
    assert reply.json()["net"] == "150\u202f000,00\xa0€"
    page = await claire.get(f"/quotes/{document_id}/edit")
    assert "9801–10000" in text_of(page)
    fields |= {"revision": "2", "to": "0"}
    one_more = row(10_000, description="Un de trop", quantity="1")
    too_many = await post(claire, f"/quotes/{document_id}/edit", fields, one_more, headers=JSON)
    assert too_many.json()["faults"]["lines"] == "Au plus 10\u202f000 lignes."
    assert (await claire.get(f"/documents/{document_id}/preview")).status_code == 303


async def test_looking_changes_nothing(claire: httpx.AsyncClient, world: World) -> None:
    draft = await world.merel.draft()
    quote = await world.merel.quote()

    async def everything(tx: Tx) -> Any:
        rows = [await acts.read(tx, document_id) for document_id in (draft.document_id, quote.document_id)]
        return [tuple(row) for row in rows]

    async with world.merel.transaction() as tx:
        before = await everything(tx)
    for address in (
        f"/quotes/{draft.document_id}/edit",
        f"/quotes/{draft.document_id}/whose",
        f"/documents/{draft.document_id}/preview",
        f"/quotes/{quote.document_id}/edit",
        f"/documents/{quote.document_id}",
        f"/documents/{quote.document_id}/do/withdraw",
        f"/documents/{quote.document_id}/qr.svg",
    ):
        assert (await claire.get(address)).status_code == 200, address
        assert (await claire.head(address)).status_code == 200, address
    async with world.merel.transaction() as tx:
        assert await everything(tx) == before


async def test_the_draft_moves_to_another_client_until_it_was_sent(
    claire: httpx.AsyncClient, world: World
) -> None:
    document_id = await start(claire, world)
    moved = await claire.post(
        f"/quotes/{document_id}/whose", data={"client_id": world.merel.client.id, "job_id": ""}
    )
    assert moved.status_code == 303
    foreign = await claire.post(f"/quotes/{document_id}/whose", data={"client_id": world.durand.client.id})
    assert foreign.status_code == 422
    assert "Ce client n’existe pas." in text_of(foreign)
