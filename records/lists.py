"""Lists of documents: filtered, searched, and paged by key, so that page 1,000 costs what page 1 costs."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select, tuple_

from domain.draft import clean
from domain.lifecycle import State
from domain.refusals import Invalid, Problem
from records.database import Tx
from records.schema import (
    answers,
    clients,
    contract_parts,
    contracts,
    documents,
    job_referents,
    jobs,
    letters,
    users,
)
from records.search import words

PAGE = 50
MAX_PAGE = 200
# A list shows none of what a draft holds, which can be thousands of lines.
LISTED = [column for column in documents.c if column.name not in ("draft", "search")]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything.

    `or_in_part` adds to the states what was approved with less than it claims and staff have yet to take.
    """

    states: tuple[str, ...] = ()
    or_in_part: bool = False
    kind: str = ""
    client_id: str = ""
    job_id: str = ""
    q: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list, and the cursor of the next ones (empty at the end)."""

    rows: Sequence[Row[Any]]
    next_cursor: str


async def list_documents(tx: Tx, filters: Filters, cursor: str = "", limit: int = PAGE) -> Page:
    """List documents, most recently changed first. Raises `Invalid` for a cursor that is not ours."""
    statement = _filtered(with_names(tx), filters)
    return await _paged(tx, statement, documents.c.updated_at, documents.c.id, cursor, limit)


async def list_clients(tx: Tx, q: str = "", cursor: str = "", limit: int = PAGE) -> Page:
    """List clients, newest first."""
    statement = select(clients).where(clients.c.company_id == tx.company_id)
    for word in q.split()[:5]:
        pattern = f"%{_literal(word)}%"
        statement = statement.where(clients.c.name.ilike(pattern) | clients.c.email.ilike(pattern))
    return await _paged(tx, statement, clients.c.created_at, clients.c.id, cursor, limit)


async def list_jobs(tx: Tx, client_id: str = "", q: str = "", cursor: str = "", limit: int = PAGE) -> Page:
    """List jobs, newest first."""
    statement = (
        select(jobs, clients.c.name.label("client_name"))
        .join(clients, (clients.c.company_id == jobs.c.company_id) & (clients.c.id == jobs.c.client_id))
        .where(jobs.c.company_id == tx.company_id)
    )
    if client_id:
        statement = statement.where(jobs.c.client_id == client_id)
    for word in q.split()[:5]:
        statement = statement.where(jobs.c.title.ilike(f"%{_literal(word)}%"))
    return await _paged(tx, statement, jobs.c.created_at, jobs.c.id, cursor, limit)


async def list_contracts(
    tx: Tx,
    job_id: str = "",
    client_id: str = "",
    quote_id: str = "",
    cursor: str = "",
    limit: int = PAGE,
    *,
    q: str = "",
) -> Page:
    """List contracts, newest first, with their quotes' numbers and titles, and whose they are.

    `quote_id` is the quote that made a contract, or a change order that was accepted.
    """
    statement = _contracts_named(tx)
    for column, value in ((contracts.c.job_id, job_id), (contracts.c.client_id, client_id)):
        if value:
            statement = statement.where(column == value)
    if quote_id:
        holding = select(contract_parts.c.contract_id).where(
            contract_parts.c.company_id == tx.company_id, contract_parts.c.document_id == quote_id
        )
        statement = statement.where(contracts.c.id.in_(holding))
    statement = _searched(statement, q)
    return await _paged(tx, statement, contracts.c.created_at, contracts.c.id, cursor, limit)


async def count_by_state(tx: Tx) -> dict[State, int]:
    """Count the company's documents by state."""
    rows = await tx.all(
        select(documents.c.state, func.count().label("count"))
        .where(documents.c.company_id == tx.company_id)
        .group_by(documents.c.state)
    )
    return {State(row.state): row._mapping["count"] for row in rows}  # noqa: SLF001  `count` is a tuple's method


SIBLINGS = (
    select(documents.c.id, documents.c.kind, documents.c.number, documents.c.title, documents.c.payable)
    .where(
        documents.c.company_id == bindparam("company"),
        documents.c.job_id == bindparam("job"),
        documents.c.client_id == bindparam("client"),
        documents.c.id != bindparam("but"),
        documents.c.version > 0,
    )
    .order_by(documents.c.sent_at.desc())
    .limit(100)
)


async def of_job_for_client(tx: Tx, job_id: str, client_id: str, but: str) -> Sequence[Row[Any]]:
    """List the other documents of a job that were issued to this client, newest first; no drafts."""
    of = {"company": tx.company_id, "job": job_id, "client": client_id, "but": but}
    return await tx.all(SIBLINGS, of)


async def chain_of(tx: Tx, document: Row[Any]) -> Sequence[Row[Any]]:
    """List what a document replaces, and what replaces it, oldest first."""
    successor = (document.withdrawal or {}).get("successor_id")
    return await tx.all(
        select(documents)
        .where(
            documents.c.company_id == tx.company_id,
            (documents.c.id == successor) | (documents.c.withdrawal["successor_id"].astext == document.id),
        )
        .order_by(documents.c.created_at, documents.c.id)
    )


async def referents_of(tx: Tx, job_ids: Sequence[str]) -> dict[str, list[str]]:
    """Give the e-mail addresses of the staff in charge of each of these jobs."""
    rows = await tx.all(
        select(job_referents.c.job_id, users.c.email)
        .join(
            users,
            (users.c.company_id == job_referents.c.company_id) & (users.c.id == job_referents.c.user_id),
        )
        .where(job_referents.c.company_id == tx.company_id, job_referents.c.job_id.in_(job_ids))
        .order_by(users.c.email)
    )
    found: dict[str, list[str]] = {job_id: [] for job_id in job_ids}
    for row in rows:
        found[row.job_id].append(row.email)
    return found


async def failed_letters(tx: Tx, limit: int = 20) -> Sequence[Row[Any]]:
    """List mails that the mail servers refused, newest first, with their documents."""
    return await tx.all(
        select(letters, documents.c.number, documents.c.title)
        .join(
            documents,
            (documents.c.company_id == letters.c.company_id) & (documents.c.id == letters.c.document_id),
        )
        .where(letters.c.company_id == tx.company_id, letters.c.state == "failed")
        .order_by(letters.c.created_at.desc())
        .limit(limit)
    )


async def recent_answers(tx: Tx, limit: int = 10) -> Sequence[Row[Any]]:
    """List the latest answers with their documents and clients."""
    return await tx.all(
        select(
            answers,
            documents.c.number,
            documents.c.title,
            documents.c.state,
            clients.c.name.label("client_name"),
        )
        .join(
            documents,
            (documents.c.company_id == answers.c.company_id) & (documents.c.id == answers.c.document_id),
        )
        .join(
            clients,
            (clients.c.company_id == documents.c.company_id) & (clients.c.id == documents.c.client_id),
        )
        .where(answers.c.company_id == tx.company_id)
        .order_by(answers.c.answered_at.desc())
        .limit(limit)
    )


def with_names(tx: Tx) -> Select[Any]:
    """Select the company's documents with the names of their clients and jobs, as lists show them."""
    return (
        select(*LISTED, clients.c.name.label("client_name"), jobs.c.title.label("job_title"))
        .join(
            clients,
            (clients.c.company_id == documents.c.company_id) & (clients.c.id == documents.c.client_id),
        )
        .outerjoin(jobs, (jobs.c.company_id == documents.c.company_id) & (jobs.c.id == documents.c.job_id))
        .where(documents.c.company_id == tx.company_id)
    )


def _contracts_named(tx: Tx) -> Select[Any]:
    """Select the company's contracts with their quotes' numbers and titles, and whose they are."""
    return (
        select(
            contracts,
            documents.c.number,
            documents.c.title,
            clients.c.name.label("client_name"),
            jobs.c.title.label("job_title"),
        )
        .join(
            documents,
            (documents.c.company_id == contracts.c.company_id) & (documents.c.id == contracts.c.quote_id),
        )
        .join(
            clients,
            (clients.c.company_id == contracts.c.company_id) & (clients.c.id == contracts.c.client_id),
        )
        .outerjoin(jobs, (jobs.c.company_id == contracts.c.company_id) & (jobs.c.id == contracts.c.job_id))
        .where(contracts.c.company_id == tx.company_id)
    )


def _filtered(statement: Select[Any], filters: Filters) -> Select[Any]:
    for column, value in (
        (documents.c.kind, filters.kind),
        (documents.c.client_id, filters.client_id),
        (documents.c.job_id, filters.job_id),
    ):
        if value:
            statement = statement.where(column == value)
    if filters.states:
        wanted = documents.c.state.in_(filters.states)
        statement = statement.where(wanted | documents.c.in_part if filters.or_in_part else wanted)
    return _searched(statement, filters.q)


def _searched(statement: Select[Any], q: str) -> Select[Any]:
    """Narrow to the documents that have all these words, or words that begin with them."""
    if found := words(q).split()[:8]:
        query = func.to_tsquery("simple", " & ".join(f"{word}:*" for word in found))
        statement = statement.where(func.to_tsvector("simple", documents.c.search).op("@@")(query))
    return statement


async def _paged(tx: Tx, statement: Select[Any], moment: Any, row_id: Any, cursor: str, limit: int) -> Page:
    limit = max(1, min(limit, MAX_PAGE))
    if cursor:
        statement = statement.where(tuple_(moment, row_id) < _place(cursor))
    rows = await tx.all(statement.order_by(moment.desc(), row_id.desc()).limit(limit + 1))
    more = len(rows) > limit
    rows = rows[:limit]
    if not more:
        return Page(rows, "")
    last = rows[-1]
    return Page(rows, _cursor(getattr(last, moment.name), last.id))


def _cursor(moment: datetime, row_id: str) -> str:
    return urlsafe_b64encode(f"{moment.isoformat()}|{row_id}".encode()).decode().rstrip("=")


def _place(cursor: str) -> tuple[datetime, str]:
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        moment, _, row_id = text.partition("|")
        return datetime.fromisoformat(moment).astimezone(UTC), clean(row_id)
    except (ValueError, OverflowError) as error:
        raise Invalid([Problem("cursor", "not-a-cursor")]) from error


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
