"""Drafts: what staff are writing, kept as typed, with the totals that it makes so far."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from domain import draft as typed
from domain import statement_draft
from domain.document import Content
from domain.draft import MAX_TOTAL
from domain.kinds import KINDS
from domain.lifecycle import Action, State
from domain.money import Cents
from domain.refusals import Invalid, Problem, Refused
from records import acts, audit, contracts
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import clients, documents, jobs, versions
from records.search import called, words


@dataclass(frozen=True, slots=True)
class Draft:
    """A saved draft: what was typed, what it reads as, and what is still wrong with it."""

    document_id: str
    revision: int
    raw: dict[str, Any]
    content: Content
    problems: list[Problem]


async def create(
    tx: Tx,
    actor: Actor,
    raw: typed.Raw,
    *,
    client_id: str,
    job_id: str | None = None,
    amends: str | None = None,
) -> Draft:
    """Start a quote as a draft for a client; `amends` is the accepted quote that a change order changes.

    Raises `Invalid` when client, job or the quote to amend are unknown.
    """
    contract = await _amended(tx, amends, client_id) if amends else None
    company = await acts.company(tx)
    days = timedelta(days=KINDS["quote"].validity_days or 0)
    filled = {**raw, "kind": "quote"}
    filled.setdefault("valid_until", (acts.today(tx, company.timezone) + days).isoformat())
    filled.setdefault("mentions", company.mentions)
    saved = typed.with_line_ids(filled, frozenset(), lambda: new_id("ln"))
    whose = await _whose(tx, client_id, job_id or (contract.job_id if contract else None))
    return await begin(tx, actor, saved, whose, contract_id=contract.id if contract else None)


async def begin(
    tx: Tx,
    actor: Actor,
    saved: dict[str, Any],
    whose: tuple[Row[Any], Row[Any] | None],
    *,
    contract_id: str | None = None,
) -> Draft:
    """Write down a new draft of the kind that `saved` names, for a client and a job."""
    client, job = whose
    content, problems = await _read(tx, saved, contract_id, None)
    document_id = new_id("doc")
    await tx.execute(
        documents.insert().values(
            company_id=tx.company_id,
            id=document_id,
            kind=saved["kind"],
            client_id=client.id,
            job_id=job.id if job else None,
            contract_id=contract_id,
            created_by=actor.id,
            title=content.title,
            **_sums(content),
            draft=saved,
            draft_revision=1,
            search=words(called(content), content.title, client.name, job.title if job else ""),
            created_at=tx.at,
            updated_at=tx.at,
        )
    )
    await tx.notify(document_id)
    await audit.append(tx, "created", actor, document_id=document_id)
    return Draft(document_id, 1, saved, content, problems)


async def read(tx: Tx, document_id: str) -> Draft:
    """Give the draft of a document; without one, what the next version would start from."""
    row = await acts.read(tx, document_id)
    raw = row.draft or _typed_again(await acts.content_of(tx, document_id, row.version))
    content, problems = await _read(tx, {**raw, "kind": row.kind}, row.contract_id, row.ordinal)
    return Draft(document_id, row.draft_revision, raw, content, problems)


async def read_of(tx: Tx, document: Row[Any]) -> tuple[Content, list[Problem]]:
    """Read the draft of a document's row."""
    raw = {**document.draft, "kind": document.kind}
    return await _read(tx, raw, document.contract_id, document.ordinal)


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
    and nothing is lost. Client and job can change until the first publication; those of a contract never do.
    Raises `Invalid` for lines of another document, `AlreadyDecided` or `Gone` when it can no longer change.
    """
    row = await acts.lock(tx, document_id)
    acts.after(row, Action.PUBLISH)
    if revision is not None and revision != row.draft_revision:
        raise Refused("draft-changed", revision=row.draft_revision)
    saved = await _storable(tx, row, {**raw, "kind": row.kind})
    content, problems = await _read(tx, saved, row.contract_id, row.ordinal)
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
    """Start a new quote that reads like this one, for the same client and job. A statement has no double."""
    source = await read(tx, document_id)
    row = await acts.read(tx, document_id)
    raw = {name: value for name, value in source.raw.items() if name != "valid_until"}
    raw["lines"] = [{name: v for name, v in line.items() if name != "id"} for line in raw.get("lines") or []]
    if KINDS[row.kind].on_contract:
        raise Refused("not-for-this-kind", action="duplicate")
    return await create(tx, actor, raw, client_id=row.client_id, job_id=row.job_id)


def _sums(content: Content) -> dict[str, Cents]:
    """Give a draft's totals for lists; an absurd one, a problem of the draft, at what can be stored."""
    totals = content.totals
    sums = {"net": totals.net, "gross": totals.gross, "payable": content.asked}
    return {name: min(amount, MAX_TOTAL) for name, amount in sums.items()}


async def _read(
    tx: Tx, raw: typed.Raw, contract_id: str | None, ordinal: int | None
) -> tuple[Content, list[Problem]]:
    """Read a draft of any kind: a statement on its contract, everything else by itself."""
    if not KINDS[raw["kind"]].on_contract:
        return typed.read(raw)
    assert contract_id is not None  # noqa: S101  a statement is begun on a contract
    return statement_draft.read(raw, await contracts.basis(tx, contract_id, ordinal))


def _typed_again(content: Content) -> dict[str, Any]:
    return statement_draft.to_raw(content) if content.statement else typed.to_raw(content)


async def _storable(tx: Tx, row: Row[Any], raw: typed.Raw) -> dict[str, Any]:
    """Give what was typed as it is kept. Raises `Invalid` for lines of another document."""
    if not KINDS[row.kind].on_contract:
        return typed.with_line_ids(raw, await _known_lines(tx, row), lambda: new_id("ln"))
    kept: dict[str, Any] = typed.storable(raw)
    return kept


async def _amended(tx: Tx, quote_id: str, client_id: str) -> Row[Any]:
    contract = await contracts.locked(tx, quote_id)
    if contract is None or contract.client_id != client_id:
        raise Invalid([Problem("change_order_of", "unknown-contract")])
    return contract


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
    fixed = document.version or document.contract_id
    if fixed and (client_id, job_id or document.job_id) != (document.client_id, document.job_id):
        raise Refused("client-is-fixed")
    client, job = await _whose(tx, client_id, job_id)
    return {
        "client_id": client.id,
        "job_id": job.id if job else None,
        "search": words(
            *KINDS[document.kind].called,
            document.number,
            document.title,
            client.name,
            job.title if job else "",
        ),
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
