"""Contracts of the demo company, with statements at every stage."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from demo.cast import COMPANY, claire_of
from demo.texts import CHAIN, HOUSE, MANHOLES
from domain.answer import Answer
from domain.lifecycle import Action, State
from records import answers, contracts, drafts, links, parties, publishing, statements
from records.database import Database, Tx, now
from records.evidence import Witness
from records.ids import new_id
from records.publishing import Published
from records.schema import documents, jobs

SITES = ("Maison de Mme Petit", "Résidence Les Tilleuls")
SIGNED, FIRST_SENT = (40, 30), (28, 3)  # days ago, by site
FIRST = {"1.1": "100", "1.2": "30", "2.2": "25"}
SECOND = {"1.1": "100", "1.2": "72.5", "2.1": "40", "2.2": "66.7", "A1.1": "50"}


async def filled(database: Database) -> bool:
    """Whether the last of these statements was written."""
    async with database.transaction(COMPANY) as tx:
        job = await _job(tx, SITES[1])
        begun = await tx.scalar(
            select(documents.c.id).where(
                documents.c.company_id == COMPANY,
                documents.c.job_id == job.id,
                documents.c.kind == "statement",
                documents.c.version > 0,
            )
        )
    return begun is not None


async def fill(database: Database) -> None:
    """Write a contract without approvers, and one on which the architect is asked before the owner."""
    for site, signed, sent in zip(SITES, SIGNED, FIRST_SENT, strict=True):
        async with database.transaction(COMPANY) as tx:
            job = await _job(tx, site)
            if site == SITES[1]:
                await parties.set_chain(tx, job.id, await claire_of(tx), CHAIN)
        quote = await _quote(database, job, "Extension et charpente", HOUSE, days=signed)
        await _approve(database, quote, days=signed - 1)
        first = await _statement(database, quote.document_id, FIRST, days=sent)
        if site == SITES[0]:
            await _approve(database, first, days=sent - 4)
            order = await _quote(
                database, job, "Regards supplémentaires", MANHOLES, days=20, amends=quote.document_id
            )
            await _approve(database, order, days=18)
            await _statement(database, quote.document_id, SECOND, days=2)


async def waiting(database: Database) -> str:
    """Give the secret of a statement that anybody with its link can answer, writing one if none waits."""
    async with database.transaction(COMPANY) as tx:
        job = await _job(tx, SITES[0])
        found = await tx.scalar(
            select(documents.c.id).where(
                documents.c.company_id == COMPANY,
                documents.c.job_id == job.id,
                documents.c.kind == "statement",
                documents.c.state == State.SENT,
            )
        )
        if found:
            link = next(link for link in await links.all_of(tx, found) if link.purpose == "mail")
            return links.token(tx, link.seed)
    quote = await _quote(database, job, "Extension et charpente", HOUSE, days=0)
    await _approve(database, quote, days=0)
    return (await _statement(database, quote.document_id, FIRST, days=0)).token


async def _job(tx: Tx, title: str) -> Any:
    found = await tx.first(select(jobs).where(jobs.c.company_id == COMPANY, jobs.c.title == title))
    assert found is not None  # noqa: S101  loaded before
    return found


async def _quote(
    database: Database,
    job: Any,
    title: str,
    lines: list[dict[str, Any]],
    *,
    days: int,
    amends: str | None = None,
) -> Published:
    terms = {} if amends else {"deposit_percent": "30", "retention_percent": "5"}
    raw = {"title": title, "lines": lines, "valid_until": "", **terms}
    async with database.transaction(COMPANY, now() - timedelta(days=days)) as tx:
        claire = await claire_of(tx)
        draft = await drafts.create(tx, claire, raw, client_id=job.client_id, job_id=job.id, amends=amends)
        return await publishing.publish(tx, draft.document_id, claire)


async def _statement(database: Database, quote_id: str, percents: dict[str, str], *, days: int) -> Published:
    at = now() - timedelta(days=days)
    async with database.transaction(COMPANY, at) as tx:
        claire = await claire_of(tx)
        contract = await contracts.of_quote(tx, quote_id)
        assert contract is not None  # noqa: S101  it was just approved
        ids = {line.number: line.id for line in (await contracts.basis(tx, contract.id)).lines}
        raw = {
            "period_from": (at - timedelta(days=30)).date().isoformat(),
            "period_to": at.date().isoformat(),
            "progress": [{"line_id": ids[number], "percent": done} for number, done in percents.items()],
        }
        draft = await statements.create(tx, claire, raw, quote_id=quote_id)
        return await publishing.publish(tx, draft.document_id, claire)


async def _approve(database: Database, published: Published, *, days: int) -> None:
    opened = await links.open_link(database, published.token)
    client = opened.client
    answer = Answer(
        new_id("key"),
        Action.APPROVE,
        published.version,
        client.contact or client.name,
        client.email,
        terms=True,
    )
    at = now() - timedelta(days=days)
    await answers.give(database, published.token, answer, Witness(user_agent="démonstration"), at)
