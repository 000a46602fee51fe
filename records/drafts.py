"""Drafts: what staff are writing, kept as typed, with the totals that it makes so far."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from domain import draft as typed
from domain.document import Content
from domain.draft import MAX_TOTAL
from domain.kinds import KINDS
from domain.lifecycle import Action, State
from domain.money import Cents
from domain.refusals import Invalid, Problem, Refused
from records import acts, audit
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import clients, documents, jobs, versions
from records.search import words


@dataclass(frozen=True, slots=True)
class Draft:
    """A saved draft: what was typed, what it reads as, and what is still wrong with it."""

    document_id: str
    revision: int
    raw: dict[str, Any]
    content: Content
    problems: list[Problem]


async def create(
    tx: Tx, actor: Actor, raw: typed.Raw, *, client_id: str, job_id: str | None = None, kind: str = "quote"
) -> Draft:
    """Start a document as a draft of a kind for a client. Raises `Invalid` when client or job are unknown."""
    client, job = await _whose(tx, client_id, job_id)
    company = await acts.company(tx)
    content, _ = typed.read(raw)
    default_end = acts.today(tx, company.timezone) + timedelta(days=KINDS[kind].validity_days)
    document_id = new_id("doc")
    filled = {**raw, "kind": kind}
    filled.setdefault("valid_until", default_end.isoformat())
    filled.setdefault("mentions", company.mentions)
    saved = typed.with_line_ids(filled, frozenset(), lambda: new_id("ln"))
    await tx.execute(
        documents.insert().values(
            company_id=tx.company_id,
            id=document_id,
            kind=kind,
            client_id=client.id,
            job_id=job.id if job else None,
            created_by=actor.id,
            title=content.title,
            **_sums(content),
            draft=saved,
            draft_revision=1,
            search=words(content.title, client.name, job.title if job else ""),
            created_at=tx.at,
            updated_at=tx.at,
        )
    )
    await tx.notify(document_id)
    await audit.append(tx, "created", actor, document_id=document_id)
    content, problems = typed.read(saved)
    return Draft(document_id, 1, saved, content, problems)


async def read(tx: Tx, document_id: str) -> Draft:
    """Give the draft of a document; without one, what the next version would start from."""
    row = await acts.read(tx, document_id)
    raw = row.draft or typed.to_raw(await acts.content_of(tx, document_id, row.version))
    content, problems = typed.read(raw)
    return Draft(document_id, row.draft_revision, raw, content, problems)


async def save(
    tx: Tx,
    document_id: str,
    raw: typed.Raw,
    *,
    revision: int | None = None,
    client_id: str | None = None,
    job_id: str | None = None,
) -> Draft:
    """Save what was typed, faults and all; of a published document this is the draft of its next version.

    `revision` is the one that the writer started from: if somebody else saved since, it is `Refused`
    and nothing is lost. Client and job can change until the first publication.
    Raises `Invalid` for lines of another document, `AlreadyDecided` or `Gone` when it can no longer change.
    """
    row = await acts.lock(tx, document_id)
    acts.after(row, Action.PUBLISH)
    if revision is not None and revision != row.draft_revision:
        raise Refused("draft-changed", revision=row.draft_revision)
    known = await _known_lines(tx, row)
    saved = typed.with_line_ids({**raw, "kind": row.kind}, known, lambda: new_id("ln"))
    content, problems = typed.read(saved)
    whose = await _moved(tx, row, client_id, job_id)
    first = row.version == 0
    await tx.execute(
        documents.update()
        .where(documents.c.company_id == tx.company_id, documents.c.id == document_id)
        .values(
            draft=saved,
            draft_revision=row.draft_revision + 1,
            updated_at=tx.at,
            **({"title": content.title, **_sums(content)} if first else {}),
            **whose,
        )
    )
    return Draft(document_id, row.draft_revision + 1, saved, content, problems)


async def discard(tx: Tx, document_id: str, actor: Actor) -> None:
    """Throw a draft away: a document never sent disappears, a published one keeps its last version."""
    row = await acts.lock(tx, document_id)
    mine = (documents.c.company_id == tx.company_id) & (documents.c.id == document_id)
    if State(row.state) is State.DRAFT:
        await tx.execute(documents.delete().where(mine))
    else:
        await tx.execute(
            documents.update().where(mine).values(draft=None, draft_revision=row.draft_revision + 1)
        )
    await tx.notify(document_id)
    await audit.append(tx, "draft_discarded", actor, document_id=document_id)


async def duplicate(tx: Tx, document_id: str, actor: Actor) -> Draft:
    """Start a new draft that reads like this document, for the same client and job."""
    source = await read(tx, document_id)
    row = await acts.read(tx, document_id)
    raw = {name: value for name, value in source.raw.items() if name != "valid_until"}
    raw["lines"] = [{name: v for name, v in line.items() if name != "id"} for line in raw.get("lines") or []]
    return await create(tx, actor, raw, client_id=row.client_id, job_id=row.job_id, kind=row.kind)


def _sums(content: Content) -> dict[str, Cents]:
    """Give a draft's totals for lists; an absurd one, a problem of the draft, at what can be stored."""
    return {"net": min(content.totals.net, MAX_TOTAL), "gross": min(content.totals.gross, MAX_TOTAL)}


async def _known_lines(tx: Tx, document: Row[Any]) -> frozenset[str]:
    known = {line["id"] for line in (document.draft or {}).get("lines", [])}
    contents = await tx.all(
        select(versions.c.version).where(
            versions.c.company_id == tx.company_id, versions.c.document_id == document.id
        )
    )
    if contents:
        known |= (await acts.content_of(tx, document.id, document.version)).line_ids
    return frozenset(known)


async def _moved(tx: Tx, document: Row[Any], client_id: str | None, job_id: str | None) -> dict[str, Any]:
    if client_id is None and job_id is None:
        return {}
    client_id = client_id or document.client_id
    if document.version and (client_id, job_id or document.job_id) != (document.client_id, document.job_id):
        raise Refused("client-is-fixed")
    client, job = await _whose(tx, client_id, job_id)
    return {
        "client_id": client.id,
        "job_id": job.id if job else None,
        "search": words(document.number, document.title, client.name, job.title if job else ""),
    }


async def _whose(tx: Tx, client_id: str, job_id: str | None) -> tuple[Row[Any], Row[Any] | None]:
    client = await tx.first(
        select(clients).where(clients.c.company_id == tx.company_id, clients.c.id == client_id)
    )
    if client is None:
        raise Invalid([Problem("client_id", "unknown-client")])
    if not job_id:
        return client, None
    job = await tx.first(
        select(jobs).where(
            jobs.c.company_id == tx.company_id, jobs.c.id == job_id, jobs.c.client_id == client_id
        )
    )
    if job is None:
        raise Invalid([Problem("job_id", "unknown-job")])
    return client, job
