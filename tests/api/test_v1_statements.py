"""Progress statements by REST alone: the worked example to the cent, and all that cannot be written."""

from collections.abc import Mapping
from typing import Any

import pytest

from domain.lifecycle import Action
from tests import works
from tests.api.programs import Program
from tests.works import ARCHITECT, CHANGE_ORDER, MARKET, S1, S2, S3
from tests.world import World

SAID = {"reason": "Accord au téléphone", "proof": "Appel du 21"}
# Each statement of the example: period by line, then the sums that a program reads.
EXPECTED: dict[int, dict[str, Any]] = {
    1: {
        "previous": {"1.1": "0.00", "1.2": "0.00", "2.1": "0.00", "2.2": "0.00"},
        "cumulative": {"1.1": "3215.47", "1.2": "2067.17", "2.1": "0.00", "2.2": "1051.38"},
        "vat": [("10", "3697.85", "369.79"), ("20", "735.97", "147.19")],
        "works": "6334.02",
        "works_total": "6334.02",
        "deposit_recovered": "1900.20",
        "net": "4433.82",
        "gross": "4950.80",
        "retention": "353.63",
        "retention_total": "353.63",
        "net_to_pay": "4597.17",
    },
    2: {
        "previous": {"1.1": "3215.47", "1.2": "2067.17", "2.1": "0.00", "2.2": "1051.38", "A1.1": "0.00"},
        "cumulative": {
            "1.1": "3215.47",
            "1.2": "4995.67",
            "2.1": "3140.00",
            "2.2": "2805.09",
            "A1.1": "391.20",
        },
        "vat": [("10", "2509.22", "250.92"), ("20", "3425.59", "685.12")],
        "works": "8213.41",
        "works_total": "14547.43",
        "deposit_recovered": "2278.60",
        "net": "5934.81",
        "gross": "6870.85",
        "retention": "476.20",
        "retention_total": "829.83",
        "net_to_pay": "6394.65",
    },
    3: {
        "previous": {
            "1.1": "3215.47",
            "1.2": "4995.67",
            "2.1": "3140.00",
            "2.2": "2805.09",
            "A1.1": "391.20",
        },
        "cumulative": {
            "1.1": "3215.47",
            "1.2": "6890.58",
            "2.1": "7850.00",
            "2.2": "4205.53",
            "A1.1": "782.40",
        },
        "vat": [("10", "1649.56", "164.96"), ("20", "4277.31", "855.46")],
        "works": "8396.55",
        "works_total": "22943.98",
        "deposit_recovered": "2469.68",
        "net": "5926.87",
        "gross": "6947.29",
        "retention": "492.37",
        "retention_total": "1322.20",
        "net_to_pay": "6454.92",
    },
}
SUMS = (
    "works",
    "works_total",
    "deposit_recovered",
    "net",
    "gross",
    "retention",
    "retention_total",
    "net_to_pay",
)


async def approved_quote(program: Program, lines: list[dict[str, Any]], **more: Any) -> str:
    """A quote that a program wrote, sent, and approved for Mme Petit."""
    asked = {"client_id": program.company.client.id, "job_id": program.company.job.id, "lines": lines, **more}
    quote: str = (await program.post("/quotes", {"title": "Extension de la maison", **asked}))["id"]
    await program.post(f"/documents/{quote}/publish", expect=200)
    await approve(program, quote)
    return quote


async def approve(program: Program, document_id: str, version: int = 1, **more: Any) -> None:
    said = {"action": "approve", "version": version, **SAID, **more}
    await program.post(f"/documents/{document_id}/answers", said)


async def contract_of(program: Program, quote: str) -> Any:
    [found] = (await program.get("/contracts", quote_id=quote))["data"]
    return await program.get(f"/contracts/{found['id']}")


async def ids_of(program: Program, *quotes: str) -> dict[str, str]:
    """The ids of lines by number."""
    lines = [line for quote in quotes for line in (await program.get(f"/documents/{quote}"))["lines"]]
    return {line["number"]: line["id"] for line in lines}


def percents(ids: Mapping[str, str], progress: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"line_id": ids[number], "percent": percent} for number, percent in progress.items()]


def told(reply: Mapping[str, Any]) -> dict[str, Any]:
    """What a reply says of a statement, by line number."""
    lines = reply["lines"]
    for line in lines:
        cents = {name: int(line[name].replace(".", "")) for name in ("previous", "cumulative", "period")}
        assert cents["period"] == cents["cumulative"] - cents["previous"]
    return {
        **{name: {line["number"]: line[name] for line in lines} for name in ("previous", "cumulative")},
        "vat": [(tax["rate"], tax["base"], tax["amount"]) for tax in reply["vat"]],
        **{name: reply[name] for name in SUMS},
    }


async def test_the_worked_example_is_told_to_the_cent(program: Program) -> None:
    terms = {"deposit_percent": "30", "retention_percent": "5"}
    quote = await approved_quote(program, MARKET, **terms)
    ids = await ids_of(program, quote)
    for number, progress in enumerate((S1, S2, S3), 1):
        if number == 2:
            order = await approved_quote(program, CHANGE_ORDER, change_order_of=quote)
            ids |= await ids_of(program, order)
        asked = {"quote_id": quote, "progress": percents(ids, progress)}
        draft = await program.post("/statements", asked)
        assert (draft["state"], draft["ordinal"], draft["problems"]) == ("draft", number, [])
        assert told(draft) == EXPECTED[number]
        own = f"/documents/{draft['id']}"
        published = await program.post(f"{own}/publish", expect=200)
        assert (published["number"][:4], published["version"]) == ("SIT-", 1)
        await approve(program, draft["id"])
        read = await program.get(own)
        assert (read["state"], read["ordinal"], read["approved_in_part"]) == ("approved", number, False)
        assert told(read) == EXPECTED[number]
    contract = await contract_of(program, quote)
    assert [part["number"] for part in contract["parts"]] == [
        contract["number"],
        contract["parts"][1]["number"],
    ]
    assert (contract["net"], contract["statements"][2]["progress_percent"]) == ("22943.98", "100")
    listed = (await program.get("/documents", kind="statement"))["data"]
    assert [row["net_to_pay"] for row in listed] == ["6454.92", "6394.65", "4597.17"]
    assert {row["contract_id"] for row in listed} == {contract["id"]}


async def lived(world: World, **more: Any) -> tuple[str, dict[str, str]]:
    """A quote that Mme Petit approved, with its lines by number."""
    quote = await works.contract(world.merel, **more)
    return quote.document_id, await works.line_ids(world.merel, quote)


async def begun(program: Program, quote: str, ids: Mapping[str, str], progress: Mapping[str, str]) -> str:
    """A statement, just begun."""
    asked = {"quote_id": quote, "progress": percents(ids, progress)}
    return str((await program.post("/statements", asked))["id"])


async def sent(program: Program, quote: str, ids: Mapping[str, str], progress: Mapping[str, str]) -> str:
    """A statement, just sent."""
    document = await begun(program, quote, ids, progress)
    await program.post(f"/documents/{document}/publish", expect=200)
    return document


async def test_a_program_approves_with_less_and_staff_take_it(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    first = await sent(program, quote, ids, S1)
    own = f"/documents/{first}"
    await approve(program, first, admitted={ids["1.2"]: "20"})
    read = await program.get(own)
    assert (read["state"], read["approved_in_part"]) == ("approved", True)
    [answer] = read["answers"]
    assert answer["admitted"] == [
        {
            "line_id": ids["1.2"],
            "by": "percent",
            "claimed": "30",
            "admitted": "20",
            "difference": "689.05",  # 2067.17 - 1378.12
        }
    ]
    line = next(line for line in read["lines"] if line["number"] == "1.2")
    assert (line["cumulative"], line["claimed"]) == ("1378.12", {"percent": "30", "quantity": None})
    assert read["net_to_pay"] == answer["net_to_pay"] != "4597.17"
    [listed] = (await program.get("/documents", kind="statement"))["data"]
    assert (listed["net_to_pay"], listed["approved_in_part"]) == (read["net_to_pay"], True)
    taken = await program.post(f"{own}/accept-admitted", expect=200)
    assert (taken["state"], taken["approved_in_part"]) == ("approved", False)
    refused = await program.post(f"{own}/accept-admitted", expect=409)
    assert refused["code"] == "already-approved"
    second = await program.post("/statements", {"quote_id": quote, "progress": []})
    line = next(line for line in second["lines"] if line["number"] == "1.2")
    assert (line["previous"], line["cumulative"]) == ("1378.12", "2067.17")
    assert line["disputed"] == {"percent": "30", "quantity": None}


async def test_a_new_version_answers_what_was_not_admitted(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    first = await sent(program, quote, ids, S1)
    own = f"/documents/{first}"
    await approve(program, first, admitted={ids["1.2"]: "20"})
    draft = await program.put(own, {"progress": [{"line_id": ids["1.2"], "quantity": "37.15"}]})
    line = next(line for line in draft["lines"] if line["number"] == "1.2")
    assert (line["cumulative_percent"], line["cumulative_quantity"]) == ("25", "37.15")
    assert (draft["version"], draft["ordinal"]) == (1, 1)
    kept = {entry["line_id"]: entry for entry in draft["progress"]}
    assert kept[ids["1.1"]]["percent"] == "100"  # lines that are not named stay where they were
    published = await program.post(f"{own}/publish", expect=200)
    assert (published["version"], published["state"]) == (2, "sent")
    read = await program.get(own)
    assert (read["version"], read["state"], read["approved_in_part"]) == (2, "sent", False)
    await approve(program, first, version=2)
    assert [answer["version"] for answer in (await program.get(own))["answers"]] == [1, 2]


async def test_a_contract_has_one_draft_and_one_open_statement(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    draft = await begun(program, quote, ids, S1)
    refused = await program.post("/statements", {"quote_id": quote, "progress": []}, expect=409)
    assert (refused["code"], refused["params"]) == ("statement-begun", {"document": draft})
    await program.post(f"/documents/{draft}/publish", expect=200)
    second = await begun(program, quote, ids, S1 | {"2.1": "10"})
    refused = await program.post(f"/documents/{second}/publish", expect=409)
    assert refused["code"] == "earlier-statement-open"
    assert refused["params"]["ordinal"] == 1


async def test_a_statement_may_be_begun_before_anything_was_done_but_not_sent(
    program: Program, world: World
) -> None:
    quote, ids = await lived(world)
    draft = await program.post("/statements", {"quote_id": quote, "progress": []})
    assert [problem["field"] for problem in draft["problems"]] == ["progress"]
    own = f"/documents/{draft['id']}"
    refused = await program.post(f"{own}/publish", expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["progress"]
    written = await program.put(f"{own}/progress/{ids['1.1']}", {"percent": "40"})
    assert (written["problems"], written["works"]) == ([], "1286.19")


async def test_the_same_statement_asked_twice_is_begun_once(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    asked = {"quote_id": quote, "progress": percents(ids, S1)}
    first = await program.post("/statements", asked, key="situation-1")
    assert await program.post("/statements", asked, key="situation-1") == first


NO_PROGRESS: tuple[Any, ...] = (
    *("abc", "NaN", "Infinity", "1e2", "٣", "--1", "5 %5", "-1", "100.0001", "1.23456"),
    *("1" + "0" * 30, "9" * 60, "9" * 61, "0." + "1" * 50, True, [], {}),
)


@pytest.mark.parametrize("figure", NO_PROGRESS)
async def test_what_is_no_progress_is_refused_at_its_field(
    program: Program, world: World, figure: Any
) -> None:
    quote, ids = await lived(world)
    progress = [{"line_id": ids["1.2"], "percent": figure}]
    refused = await program.post("/statements", {"quote_id": quote, "progress": progress}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["progress.0.percent"]
    assert all(problem["message"] for problem in refused["errors"])
    assert (await program.get("/documents", kind="statement"))["data"] == []


async def test_every_wrong_entry_is_named_by_its_place(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    foreign = (await works.line_ids(world.merel, await works.contract(world.merel)))["1.1"]
    progress: list[dict[str, Any]] = [
        {"line_id": ids["1.1"], "percent": "50"},
        {"line_id": foreign, "percent": "50"},
        {"line_id": "ln_none", "percent": "50"},
        {"line_id": ids["1.1"], "percent": "60"},
        {"line_id": ids["1.2"], "percent": "60", "quantity": "3"},
        {"line_id": ids["2.2"], "quantity": "37.26"},
        {"line_id": ids["2.1"]},
    ]
    refused = await program.post("/statements", {"quote_id": quote, "progress": progress}, expect=422)
    assert {problem["field"] for problem in refused["errors"]} == {
        "progress.1.line_id",
        "progress.2.line_id",
        "progress.3.line_id",
        "progress.4.percent",
        "progress.5.quantity",
    }


async def test_progress_never_goes_back(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    await approve(program, await sent(program, quote, ids, S1))
    less = [{"line_id": ids["2.1"], "percent": "1"}, {"line_id": ids["1.2"], "percent": "29.9999"}]
    refused = await program.post("/statements", {"quote_id": quote, "progress": less}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["progress.1.percent"]


async def test_only_an_accepted_quote_of_the_company_is_billed(
    program: Program, other_program: Program, world: World
) -> None:
    waiting = (await world.merel.quote()).document_id
    accepted, ids = await lived(world)
    statement = await sent(program, accepted, ids, S1)
    for quote in (waiting, statement, "doc_none", ""):
        refused = await program.post("/statements", {"quote_id": quote, "progress": []}, expect=422)
        assert [problem["field"] for problem in refused["errors"]] == ["quote_id"]
    theirs = await other_program.post("/statements", {"quote_id": accepted, "progress": []}, expect=422)
    nobodys = await other_program.post("/statements", {"quote_id": "doc_none", "progress": []}, expect=422)
    assert theirs == nobodys


async def test_one_cell_is_written_and_nobody_is_overwritten(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    own = f"/documents/{await begun(program, quote, ids, S1)}/progress"
    written = await program.put(f"{own}/{ids['1.2']}", {"percent": "40", "seen": {"percent": "30"}})
    stands = next(entry for entry in written["progress"] if entry["line_id"] == ids["1.2"])
    assert stands["percent"] == "40"
    refused = await program.put(
        f"{own}/{ids['1.2']}", {"percent": "35", "seen": {"percent": "30"}}, expect=409
    )
    assert (refused["code"], refused["params"]) == ("cell-changed", {"by": "percent", "value": "40"})
    for body, field in (
        ({"percent": "101"}, "percent"),
        ({"quantity": "-1"}, "quantity"),
        ({"percent": "1", "quantity": "1"}, "percent"),
        ({}, "percent"),
        ({"percent": "1", "value": "2"}, "value"),
    ):
        refused = await program.put(f"{own}/{ids['1.2']}", body, expect=422)
        assert [problem["field"] for problem in refused["errors"]] == [field], body
    await program.put(f"{own}/ln_none", {"percent": "1"}, expect=404)
    await program.put(f"/documents/{quote}/progress/{ids['1.1']}", {"percent": "1"}, expect=409)


async def test_a_statement_takes_what_is_its_own_and_a_quote_what_is_of_quotes(
    program: Program, world: World
) -> None:
    quote, ids = await lived(world)
    statement = f"/documents/{await begun(program, quote, ids, S1)}"
    changes = {"period_from": "2026-11-01", "period_to": "2026-11-30", "penalties": "150.00"}
    refused = await program.put(statement, changes, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["penalties_reason"]
    said = await program.put(statement, {**changes, "penalties_reason": "Retard de huit jours"})
    assert (said["period_to"], said["penalties"], said["net_to_pay"]) == ("2026-11-30", "150.00", "4447.17")
    assert (await program.put(statement, {"title": "Novembre"}))["penalties"] == "150.00"
    refused = await program.put(statement, {"lines": [], "client_id": "cli_01"}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["client_id", "lines"]
    other = f"/documents/{(await world.merel.draft()).document_id}"
    refused = await program.put(other, {"progress": []}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["progress"]
    backwards = {"period_from": "2026-11-30", "period_to": "2026-11-01"}
    refused = await program.put(statement, backwards, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["period_to"]


async def test_conditions_are_changed_for_the_statements_to_come(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    contract = await contract_of(program, quote)
    own = f"/contracts/{contract['id']}"
    assert contract["conditions"]["retention_percent"] == "5"
    changed = await program.put(own, {"guarantee": True, "prorata_percent": "1.5"})
    assert changed["conditions"]["retention_percent"] == "5"  # what is not given stays
    draft = await program.post("/statements", {"quote_id": quote, "progress": percents(ids, S1)})
    assert (draft["retention"], draft["prorata"], draft["gross"]) == ("0.00", "95.01", "4950.80")
    for body, field in (
        ({"retention_percent": "5.001"}, "retention_percent"),
        ({"prorata_percent": "-1"}, "prorata_percent"),
        ({"revision_fixed": "NaN"}, "revision_fixed"),
        ({"retenue": "5"}, "retenue"),
    ):
        refused = await program.put(own, body, expect=422)
        assert [problem["field"] for problem in refused["errors"]] == [field]


async def test_the_ledger_balances_after_every_event(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    await approve(program, await sent(program, quote, ids, S1))
    ledger = (await contract_of(program, quote))["ledger"]
    assert [row["kind"] for row in ledger["rows"]][-1] == "statement"
    cents = [
        {name: int(row[name].replace(".", "")) for name in ("signed", "invoiced", "to_come")}
        for row in ledger["rows"]
    ]
    assert all(row["signed"] == row["invoiced"] + row["to_come"] for row in cents)
    assert ledger["to_come"] == ledger["rows"][-1]["to_come"]
    assert ledger["final"] is None


async def test_contracts_are_found_by_job_client_and_quote(program: Program, world: World) -> None:
    quote, _ = await lived(world)
    order = await works.change_order(world.merel, await works.contract(world.merel))
    for narrowed in ({}, {"job_id": world.merel.job.id}, {"client_id": world.merel.client.id}):
        assert len((await program.get("/contracts", **narrowed))["data"]) == 2
    [found] = (await program.get("/contracts", quote_id=order.document_id))["data"]
    assert found["quote_id"] not in (order.document_id, quote)
    assert (await program.get("/contracts", job_id="job_none"))["data"] == []
    links = (await program.get(f"/documents/{order.document_id}"))["links"]
    assert links["contract"] == f"/api/v1/contracts/{found['id']}"


async def test_a_kind_that_does_not_exist_is_refused(program: Program) -> None:
    refused = (await program.http.get("/api/v1/documents", params={"kind": "poem"})).json()
    assert [problem["field"] for problem in refused["errors"]] == ["kind"]


async def test_a_change_order_stays_with_the_client_of_its_contract(program: Program, world: World) -> None:
    quote, _ = await lived(world)
    other = await program.post("/clients", {"name": "SCI Les Tilleuls", "email": "gerance@tilleuls.example"})
    asked = {"title": "Regards", "lines": CHANGE_ORDER, "change_order_of": quote}
    order = await program.post("/quotes", {"client_id": world.merel.client.id, **asked})
    refused = await program.put(f"/documents/{order['id']}", {"client_id": other["id"]}, expect=409)
    assert refused["code"] == "client-is-fixed"
    refused = await program.post("/quotes", {"client_id": other["id"], **asked}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["change_order_of"]


async def test_another_company_finds_no_contract_and_no_statement(
    program: Program, other_program: Program, world: World
) -> None:
    quote, ids = await lived(world)
    contract = (await contract_of(program, quote))["id"]
    statement = await sent(program, quote, ids, S1)
    for method, path, body in (
        ("GET", f"/contracts/{contract}", None),
        ("PUT", f"/contracts/{contract}", {"guarantee": True}),
        ("GET", f"/documents/{statement}", None),
        ("PUT", f"/documents/{statement}", {"progress": []}),
        ("PUT", f"/documents/{statement}/progress/{ids['1.1']}", {"percent": "1"}),
        ("POST", f"/documents/{statement}/accept-admitted", None),
    ):
        reply = await other_program.http.request(method, f"/api/v1{path}", json=body)
        assert reply.status_code == 404, (method, path, reply.text)
    assert (await other_program.get("/contracts"))["data"] == []
    assert (await other_program.get("/contracts", quote_id=quote))["data"] == []


async def test_what_an_architect_admits_is_told_while_the_owner_is_awaited(
    program: Program, world: World
) -> None:
    merel = world.merel
    await works.give_chain(merel)
    quote = await works.contract(merel)
    statement = await works.statement(merel, quote, S1)
    ids = await works.line_ids(merel, quote)
    await works.answer_as(merel, statement, ARCHITECT, Action.APPROVE, admitted={ids["1.2"]: "20"})
    read = await program.get(f"/documents/{statement.document_id}")
    assert (read["state"], read["net_to_pay"]) == ("sent", "4597.17")  # as it is claimed, until all agree
    [visa] = read["answers"]
    assert (visa["settles"], [line["admitted"] for line in visa["admitted"]]) == (False, ["20"])


async def test_what_cannot_be_admitted_is_named(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    own = f"/documents/{await sent(program, quote, ids, S1)}/answers"
    said = {"action": "approve", "version": 1, **SAID}
    for line, figure in (("1.2", "31"), ("1.2", "-1"), ("1.2", "beaucoup"), ("2.2", "1e1")):
        refused = await program.post(own, {**said, "admitted": {ids[line]: figure}}, expect=422)
        assert [problem["field"] for problem in refused["errors"]] == [f"admitted[{ids[line]}]"]
    refused = await program.post(own, {**said, "admitted": {"ln_none": "1"}}, expect=422)
    assert [problem["field"] for problem in refused["errors"]] == ["admitted[ln_none]"]
    waiting = await world.merel.quote()
    refused = await program.post(
        f"/documents/{waiting.document_id}/answers", {**said, "admitted": {"ln_none": "1"}}, expect=422
    )
    assert [problem["field"] for problem in refused["errors"]] == ["admitted"]


async def test_what_would_leave_is_read_before_it_is_sent(program: Program, world: World) -> None:
    quote, ids = await lived(world)
    preview = await program.get(f"/documents/{await begun(program, quote, ids, S1)}/preview")
    assert (preview["version"], preview["problems"]) == (1, [])
    assert preview["email"] == world.merel.client.email
    assert preview["subject"]
