"""Statements of the worked example, just sent, and what their readers see of them."""

import re
from dataclasses import replace
from typing import Any

import httpx

from domain.lifecycle import Action
from records import answers
from records.publishing import Published
from tests import works
from tests.api.staff_room import text_of
from tests.api.visitors import Visitor, fields_of
from tests.works import S1, S2
from tests.world import Company

WHOLE = "4 597,17 €"  # S1 as it is claimed
LESS = "4 104,49 €"  # S1 with 20 % of the slab, which is 689.05 before tax less


async def first(company: Company, **more: Any) -> tuple[Published, dict[str, str]]:
    """The first statement of the example, just sent, and the ids of its lines."""
    quote = await works.contract(company)
    return await works.statement(company, quote, S1, **more), await works.line_ids(company, quote)


async def second(company: Company, **more: Any) -> tuple[Published, dict[str, str]]:
    """The second statement, after the first was approved and a change order signed."""
    quote = await works.contract(company)
    await company.answer(await works.statement(company, quote, S1), Action.APPROVE)
    await works.change_order(company, quote)
    return await works.statement(company, quote, S2, **more), await works.line_ids(company, quote)


async def somebody(
    http: httpx.AsyncClient, company: Company, statement: Published, person: dict[str, str]
) -> Visitor:
    """A person of the chain, with the link that was sent to them. Raises `KeyError` when none was."""
    token = await works.token_of(company, statement, person["email"])
    return Visitor(http, replace(statement, token=token), person["name"], person["email"])


def row(page: httpx.Response, line: str) -> str:
    """What a line shows."""
    found = re.search(rf'<tr id="line-{line}".*?</tr>', page.text, re.DOTALL)
    assert found
    return text_of(httpx.Response(200, text=found[0]))


def admitted_in(page: httpx.Response) -> dict[str, str]:
    """What stands in the fields for what is admitted."""
    return {name: text for name, text in fields_of(page.text).items() if name.startswith("admitted[")}


async def last(company: Company, statement: Published) -> Any:
    """The latest answer."""
    async with company.transaction() as tx:
        return (await answers.history(tx, statement.document_id))[-1]
