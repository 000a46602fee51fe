"""The REST API under arbitrary input (T9): no error of ours, and every reply as the description says."""

import asyncio
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.v1 import door
from records import acts, approvers, chain_templates, contracts, links
from tests import works
from tests.api.programs import BASE_URL, opened
from tests.world import Company, World

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# What arbitrary input must get through to, or the test would only ever see refusals.
SERVED = {
    "POST /api/v1/clients",
    "GET /api/v1/documents",
    "GET /api/v1/documents/{document_id}",
    "PUT /api/v1/documents/{document_id}",
    "POST /api/v1/documents/{document_id}/links",
    "POST /api/v1/documents/{document_id}/duplicate",
    "GET /api/v1/documents/{document_id}/timeline",
    "PUT /api/v1/terms/{locale}",
    "GET /api/v1/contracts/{contract_id}",
    "PUT /api/v1/contracts/{contract_id}",
    "GET /api/v1/jobs/{job_id}/chain",
    "GET /api/v1/chain-templates/{template_id}",
}
# Operations that mean something on a statement only.
OF_STATEMENTS = ("/progress/", "/turns/", "/accept-admitted")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token may ask as often as it likes."""
    monkeypatch.setattr(door, "ALLOWED", 10**9)


async def test_no_input_breaks_the_api_or_its_description(app: FastAPI, world: World) -> None:
    await fuzz(app, world.merel, examples=6, derandomize=True)


@pytest.mark.long
async def test_no_input_breaks_the_api_in_a_long_run(app: FastAPI, world: World) -> None:
    await fuzz(app, world.merel, examples=400, derandomize=False)


async def fuzz(app: FastAPI, company: Company, *, examples: int, derandomize: bool) -> None:
    """Try every operation with good and with bad input; name all that go wrong."""
    loop = asyncio.get_running_loop()
    settings = hypothesis.settings(
        max_examples=examples,
        derandomize=derandomize,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    wrong: list[str] = []
    served: set[str] = set()
    operations = list(all_operations(app))
    assert len(operations) > 35
    async with opened(app, company.token) as http:

        def reply_to(case: Any) -> Any:
            asked = case.as_transport_kwargs(base_url=BASE_URL)
            asked["content"] = asked.pop("data", None)
            asked.pop("cookies", None)  # the API knows none
            asked["headers"].pop("Authorization", None)  # ours goes with every request
            return asyncio.run_coroutine_threadsafe(http.request(**asked), loop).result(60)

        def try_all(operation: Any, mode: GenerationMode, things: dict[str, str]) -> None:
            @settings
            @hypothesis.given(operation.as_strategy(generation_mode=mode), st.booleans())
            def one(case: Any, known: bool) -> None:
                if known or mode is GenerationMode.POSITIVE:
                    case.path_parameters |= {n: things[n] for n in case.path_parameters if n in things}
                reply = reply_to(case)
                if reply.is_success:
                    served.add(operation.label)
                case.validate_response(reply, checks=CHECKS)

            try:
                one()
            except (Exception, FailureGroup) as error:  # noqa: BLE001  whatever it is, the others are tried too
                said = [str(one) for one in getattr(error, "exceptions", [error])]
                wrong.append(f"{operation.label}: {said}")

        for operation in operations:
            things = await ids_of(company, operation.label)
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                await asyncio.to_thread(try_all, operation, mode, things)
    assert not wrong, "\n\n".join(wrong)
    assert served >= SERVED, SERVED - served


def all_operations(app: FastAPI) -> Iterator[Any]:
    for found in schemathesis.openapi.from_dict(app.openapi()).get_all_operations():
        operation: Any = found
        yield operation.ok()


async def ids_of(company: Company, label: str) -> dict[str, str]:
    """Things that exist, so that arbitrary input reaches further than the first look."""
    quote = await company.quote()
    signed = await works.contract(company)
    lines = await works.line_ids(company, signed)
    async with company.transaction() as tx:
        link = (await links.all_of(tx, quote.document_id))[0].id
        contract = await contracts.of_quote(tx, signed.document_id)
        kept = await chain_templates.everything(tx)
        template = (
            kept[0] if kept else await chain_templates.create(tx, company.claire, "Deux visas", works.CHAIN)
        )
    assert contract is not None
    things = {
        "document_id": quote.document_id,
        "client_id": company.client.id,
        "job_id": company.job.id,
        "link_id": link,
        "contract_id": contract.id,
        "template_id": template.id,
        "line_id": lines["1.2"],
    }
    if not any(part in label for part in OF_STATEMENTS):
        return things
    await works.give_chain(company)
    statement = await works.statement(company, signed, works.S1)
    async with company.transaction() as tx:
        chain = await approvers.running(tx, await acts.read(tx, statement.document_id))
    return {**things, "document_id": statement.document_id, "turn_id": chain.turns[0].id}
