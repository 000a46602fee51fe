"""Progress statements: begun on a contract, edited cell by cell, published one after the other."""

from typing import Any

from sqlalchemy import Row, select

from domain import draft as typed
from domain import statement_draft
from domain.draft import clean
from domain.lifecycle import ACCEPTED, State
from domain.refusals import Invalid, Problem, Refused
from records import cells, contracts, drafts, parties
from records.audit import Actor
from records.cells import Cell
from records.database import Tx
from records.drafts import Draft
from records.schema import documents, jobs


async def create(tx: Tx, actor: Actor, raw: typed.Raw, *, quote_id: str) -> Draft:
    """Begin the next statement of the contract that an accepted quote made, or amends.

    Lines that `raw["progress"]` does not name stand where they were, or where a disputed claim had put them.
    Raises `Invalid` for an unknown quote or one that was not accepted, `Refused` while a draft is there.
    """
    contract = await contracts.locked(tx, quote_id)
    if contract is None:
        raise Invalid([Problem("quote_id", await _why_no_contract(tx, quote_id))])
    if begun := await _draft_of(tx, contract.id):
        raise Refused("statement-begun", document=begun)
    basis = await contracts.basis(tx, contract.id)
    given = raw.get("progress")
    named = {clean(entry.get("line_id")) for entry in given or [] if isinstance(entry, dict)}
    first = statement_draft.first_raw(basis)["progress"]
    # What was written comes first: problems with it are counted as its writer counts.
    progress = list(given or []) + [entry for entry in first if entry["line_id"] not in named]
    saved = typed.storable({**raw, "kind": "statement", "progress": progress})
    return await drafts.begin(tx, actor, saved, await _whose(tx, contract), contract_id=contract.id)


async def set_cell(
    tx: Tx, document_id: str, line_id: str, *, by: str, value: str, seen: tuple[str, str] | None = None
) -> Draft:
    """Change the progress of one line of a draft; the other lines stay as whoever typed them left them.

    `seen` is what stood there (measure, value) when the writer started: if somebody else changed this very
    line since, it is `Refused` with what stands there now, and nothing is lost. Raises `NotFound` for a line
    that is not of the contract.
    """
    cell = Cell(line_id, by, value, seen)
    draft, others = await cells.set_cells(tx, document_id, [cell])
    if line_id in others:
        stands, typed_there = others[line_id]
        raise Refused("cell-changed", by=stands, value=typed_there)
    return draft


async def may_leave(tx: Tx, document: Row[Any]) -> int:
    """Give the ordinal under which a statement can be published. Raises `Refused` when it cannot leave yet.

    A statement rests on the one before, so that one must be settled: approved, or withdrawn.
    """
    await contracts.get(tx, document.contract_id, lock=True)
    sent = await contracts.statements(tx, document.contract_id)
    others = [row for row in sent if row.id != document.id]
    ordinal = document.ordinal or 1 + max((row.ordinal for row in others), default=0)
    open_one = next((row for row in others if State(row.state) not in ACCEPTED), None)
    if open_one:
        raise Refused("earlier-statement-open", number=open_one.number, ordinal=open_one.ordinal)
    if any(row.ordinal > ordinal for row in others):
        raise Refused("later-statement-exists")
    return int(ordinal)


async def accept_admitted_before(tx: Tx, document: Row[Any], ordinal: int) -> list[Row[Any]]:
    """Give the statements before this one whose admitted figures staff take by going on."""
    sent = await contracts.statements(tx, document.contract_id)
    return [row for row in sent if row.in_part and row.ordinal < ordinal and row.id != document.id]


async def followed(tx: Tx, document: Row[Any]) -> bool:
    """Whether a later statement rests on this one: then its answer can no longer be taken back."""
    if document.ordinal is None:
        return False
    sent = await contracts.statements(tx, document.contract_id)
    return any(row.ordinal > document.ordinal for row in sent)


async def _draft_of(tx: Tx, contract_id: str) -> str | None:
    found: str | None = await tx.scalar(
        select(documents.c.id).where(
            documents.c.company_id == tx.company_id,
            documents.c.contract_id == contract_id,
            documents.c.kind == "statement",
            documents.c.state == State.DRAFT,
        )
    )
    return found


async def _why_no_contract(tx: Tx, quote_id: str) -> str:
    known = await tx.scalar(
        select(documents.c.kind).where(documents.c.company_id == tx.company_id, documents.c.id == quote_id)
    )
    return "quote-not-accepted" if known == "quote" else "unknown-quote"


async def _whose(tx: Tx, contract: Row[Any]) -> tuple[Row[Any], Row[Any] | None]:
    client = await parties.client_of(tx, contract)
    mine = (jobs.c.company_id == tx.company_id) & (jobs.c.id == contract.job_id)
    return client, await tx.first(select(jobs).where(mine)) if contract.job_id else None
