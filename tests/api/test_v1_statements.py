"""Progress statements by REST alone: the worked example to the cent, and everything that cannot be written."""

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
