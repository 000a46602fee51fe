"""Statements on their way through approvers, as the stories of the tests tell them."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.lifecycle import Action
from records import letters, timeline
from records.publishing import Published
from records.schema import billings as billing_table
from tests import works
from tests.workflows.conftest import Stage
from tests.works import S1
from tests.world import Company

PARIS = ZoneInfo("Europe/Paris")
Person = Mapping[str, str]


def of(firm: Company, person: Person) -> dict[str, str]:
    """Somebody with an address of this test alone."""
    return {**person, "email": f"{firm.id[-6:].lower()}.{person['email']}"}


def step(firm: Company, *people: Person, **more: Any) -> dict[str, Any]:
    return {"people": [of(firm, person) for person in people], **more}


async def sent(
    firm: Company, stage: Stage, *steps: dict[str, Any], at: datetime | None = None, **more: Any
) -> Published:
    """The first statement of a contract, on its way through a chain, and its story begun."""
    await works.give_chain(firm, list(steps))
    statement = await works.statement(firm, await works.contract(firm, at=at), S1, at, **more)
    await stage.deliver(at)
    await stage.describes(statement, "sent")
    return statement


async def says(
    firm: Company, stage: Stage, statement: Published, person: Person, action: Action, **said: Any
) -> None:
    """Somebody of the chain answers, and the story hears of it."""
    await works.answer_as(firm, statement, of(firm, person), action, **said)
    await stage.deliver()


async def billed(firm: Company, document: Published) -> list[Any]:
    async with firm.transaction() as tx:
        mine = billing_table.c.document_id == document.document_id
        return list(await tx.all(select(billing_table).where(mine)))


async def journal(firm: Company, document: Published, kind: str) -> list[timeline.Event]:
    async with firm.transaction() as tx:
        return [event for event in await timeline.happened(tx, document.document_id) if event.kind == kind]


async def moments(firm: Company, document: Published, kind: str) -> list[tuple[str, datetime]]:
    """When which step was carried out, to the minute, in the firm's zone."""
    return [
        (event.data["key"], event.at.astimezone(PARIS).replace(second=0, microsecond=0, tzinfo=None))
        for event in await journal(firm, document, kind)
    ]


async def written(firm: Company, document: Published, person: Person) -> list[str]:
    """What was written to somebody, by kind, and left or will leave."""
    async with firm.transaction() as tx:
        return [
            row.kind
            for row in await letters.of_document(tx, document.document_id)
            if row.to_email == of(firm, person)["email"] and row.state != "dropped"
        ]


async def all_sent(firm: Company, document: Published) -> None:
    """Wait until every letter of a document left or was dropped."""
    async with asyncio.timeout(60):
        while True:
            async with firm.transaction() as tx:
                if not await letters.unsent(tx, document.document_id):
                    return
