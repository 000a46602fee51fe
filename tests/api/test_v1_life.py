"""The whole life of a quote by REST alone."""

from typing import Any

from tests.api.programs import Program, quote_lines
from tests.world import World, in_days


async def test_a_quote_lives_its_whole_life_by_rest(program: Program, world: World) -> None:
    client = await program.post(
        "/clients",
        {
            "name": "SCI Les Tilleuls",
            "email": "Gerance@Tilleuls.example",
            "kind": "business",
            "siren": "732 829 320",
            "billing": "per_order",
            "paperless": True,
            "attach_pdf": False,
            "staff_may_answer": True,
        },
    )
    assert (client["email"], client["siren"]) == ("gerance@tilleuls.example", "732829320")
    job = await program.post(
        "/jobs",
        {
            "client_id": client["id"],
            "title": "Résidence Les Tilleuls",
            "address": "12 rue des Tilleuls",
            "referents": [world.merel.karim.email],
        },
    )
    assert job["referents"] == [world.merel.karim.email]
    draft = await program.post(
        "/quotes",
        {
            "client_id": client["id"],
            "job_id": job["id"],
            "title": "Gros œuvre",
            "valid_until": in_days(30).isoformat(),
            "deposit_percent": "30",
            "lines": quote_lines(),
        },
    )
    assert [line["amount"] for line in draft["lines"]] == ["3215.47", "4205.53", "425.00"]
    assert (draft["net"], draft["gross"]) == ("7421.00", "8583.66")
    assert [(tax["rate"], tax["base"], tax["amount"]) for tax in draft["vat"]] == [
        ("10", "3215.47", "321.55"),
        ("20", "4205.53", "841.11"),
    ]
    own = f"/documents/{draft['id']}"
    published = await program.post(f"{own}/publish", {"message": "Bonjour, voici votre devis."}, expect=200)
    assert published["state"] == "sent"
    assert published["version"] == 1
    assert published["public_url"].startswith("https://aval.example/c/")
    read = await program.get(own)
    assert read["public_url"] == published["public_url"]
    assert [version["sha256"] for version in read["versions"]] == [published["sha256"]]
    comments = {draft["lines"][1]["id"]: "C'est plus long que prévu."}
    answer = await program.post(
        f"{own}/answers",
        {
            "action": "reject",
            "version": 1,
            "reason": "Dit au téléphone",
            "proof": "Appel du 21",
            "line_comments": comments,
        },
    )
    assert answer["state"] == "rejected"
    [waiting] = (await program.get(f"{own}/comments"))["data"]
    assert waiting["text"] == "C'est plus long que prévu."
    lines = [{**given, "id": line["id"]} for given, line in zip(quote_lines(), draft["lines"], strict=True)]
    lines[1]["quantity"] = "35"
    second = await program.put(own, {"lines": lines})
    assert second["lines"][1]["amount"] == "3951.50"
    assert (second["state"], second["version"], second["title"]) == ("rejected", 1, "Gros œuvre")
    left = await program.post(f"{own}/comments/{waiting['line_id']}/resolve", expect=200)
    assert left["data"] == []
    assert (await program.post(f"{own}/publish", expect=200))["version"] == 2
    accepted = await program.post(
        f"{own}/answers",
        {"action": "approve", "version": 2, "reason": "Dit au téléphone", "proof": "Mail du 22"},
    )
    assert accepted["state"] == "approved"
    whole = await program.get(own)
    assert whole["state"] == "approved"
    assert [(given["action"], given["version"]) for given in whole["answers"]] == [
        ("reject", 1),
        ("approve", 2),
    ]
    assert whole["answers"][0]["line_comments"] == [
        {"line_id": draft["lines"][1]["id"], "text": "C'est plus long que prévu."}
    ]
    assert whole["links"]["job"] == f"/api/v1/jobs/{job['id']}"
    happened = (await program.get(f"{own}/timeline"))["happened"]
    assert [event["kind"] for event in happened] == ["created", "publish", "reject", "publish", "approve"]


async def test_what_comes_next_stands_in_the_timeline_with_dates(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    to_come = (await program.get(f"/documents/{quote.document_id}/timeline"))["to_come"]
    assert [step["key"] for step in to_come if step["kind"] == "remind"] == [
        "remind-1",
        "remind-2",
        "remind-3",
    ]
    assert all("T" in step["at"] for step in to_come)


async def test_numbers_are_exact_whether_written_as_text_or_as_numbers(
    program: Program, world: World
) -> None:
    body = (
        f'{{"client_id": "{world.merel.client.id}", "title": "Semelle", "lines": [{{"description": "Semelle",'
        '"quantity": 37.25, "unit": "ml", "unit_price": 112.90, "vat_rate": 20}]}'
    )
    reply = await program.http.post(
        "/api/v1/quotes", content=body, headers={"Content-Type": "application/json"}
    )
    assert reply.status_code == 201, reply.text
    assert reply.json()["net"] == "4205.53"
    assert reply.json()["lines"][0]["unit_price"] == "112.90"


async def test_a_list_is_paged_to_its_end(program: Program, world: World) -> None:
    wanted = {(await world.merel.quote(f"Mur {number}")).document_id for number in range(5)}
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = await program.get("/documents", limit=2, cursor=cursor)
        assert len(page["data"]) <= 2
        found += page["data"]
        cursor = page["next_cursor"]
    assert {row["id"] for row in found} == wanted
    assert len(found) == 5


async def test_lists_are_narrowed(program: Program, world: World) -> None:
    wall = await world.merel.quote("Mur de clôture")
    await world.merel.draft("Terrasse")
    by_word = await program.get("/documents", q="cloture")
    assert [row["id"] for row in by_word["data"]] == [wall.document_id]
    by_state = await program.get("/documents", state="sent", kind="quote", client_id=world.merel.client.id)
    assert [row["id"] for row in by_state["data"]] == [wall.document_id]
    assert (await program.get("/documents", job_id="job_none"))["data"] == []


async def test_links_are_shared_replaced_and_revoked(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    own = f"/documents/{quote.document_id}/links"
    shared = await program.post(own, {"email": "architecte@agence.example", "name": "Agence"})
    fresh = await program.post(f"{own}/{shared['id']}/rotate", expect=200)
    assert fresh["url"] != shared["url"]
    assert (await program.http.get(shared["url"])).status_code == 404
    assert (await program.http.get(fresh["url"])).status_code == 200
    await program.post(f"{own}/{fresh['id']}/revoke", expect=204)
    assert (await program.http.get(fresh["url"])).status_code == 404
    assert [link["purpose"] for link in (await program.get(own))["data"]] == ["mail", "paper"]


async def test_withdrawn_documents_name_what_replaces_them(program: Program, world: World) -> None:
    old, new = await world.merel.quote("Ancien"), await world.merel.quote("Nouveau")
    withdrawn = await program.post(
        f"/documents/{old.document_id}/withdraw",
        {"reason": "Remplacé", "successor_id": new.document_id},
        expect=200,
    )
    assert withdrawn["state"] == "withdrawn"
    assert [other["id"] for other in withdrawn["links"]["chain"]] == [new.document_id]
    after = await program.get(f"/documents/{new.document_id}")
    assert [other["id"] for other in after["links"]["chain"]] == [old.document_id]


async def test_staff_extend_accept_reopen_and_copy(program: Program, world: World) -> None:
    quote = await world.merel.quote(valid_until=in_days(10).isoformat())
    own = f"/documents/{quote.document_id}"
    later = in_days(20).isoformat()
    assert (await program.post(f"{own}/extend", {"valid_until": later}, expect=200))["valid_until"] == later
    assert (await program.put(f"{own}/reminders", {"active": False}))["reminders"] is False
    accepted = await program.post(f"{own}/mark-accepted", {"version": 1, "reason": "Accord verbal"})
    assert (accepted["action"], accepted["state"]) == ("mark_accepted", "approved")
    reopened = await program.post(f"{own}/reopen", {"reason": "Trop tôt"}, expect=200)
    assert reopened["state"] == "sent"
    assert reopened["answers"][0]["reopened_at"] is not None
    copy = await program.post(f"{own}/duplicate")
    assert (copy["state"], copy["title"]) == ("draft", "Extension de la maison")
    gone = await program.http.delete(f"/api/v1/documents/{copy['id']}/draft")
    assert gone.status_code == 204
    assert (await program.http.get(f"/api/v1/documents/{copy['id']}")).status_code == 404


async def test_the_pdf_is_announced_then_given_with_its_fingerprint(program: Program, world: World) -> None:
    quote = await world.merel.quote()
    address = f"/api/v1/documents/{quote.document_id}/pdf"
    early = await program.http.get(address)
    assert (early.status_code, early.json()) == (202, {"state": "preparing"})
    assert int(early.headers["retry-after"]) > 0
    digest = await program.keep_pdf(quote.document_id, b"%PDF-1.7 devis")
    reply = await program.http.get(address)
    assert (reply.status_code, reply.content) == (200, b"%PDF-1.7 devis")
    assert reply.headers["etag"] == f'"{digest}"'
    again = await program.http.get(address, headers={"If-None-Match": f'"{digest}"'})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_draft_of_staff_shows_what_is_still_wrong(program: Program, world: World) -> None:
    draft = await world.merel.draft(lines=[{"description": "Mur", "quantity": "beaucoup"}])
    read = await program.get(f"/documents/{draft.document_id}")
    assert read["state"] == "draft"
    assert read["public_url"] is None
    assert "lines.0.quantity" in {problem["field"] for problem in read["draft"]["problems"]}
