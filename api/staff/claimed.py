"""What a document's page shows of its contract; of a statement, what it claims and what was admitted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Row

from domain import admission
from domain.admission import Disputed
from domain.document import Content
from domain.money import Cents
from records import approvers, contracts, recording
from records.approvers import NOBODY, Running
from records.database import Tx
from ui.figures import of
from ui.paper.works import Works, bare, measured, part_done, works_of


@dataclass(frozen=True, slots=True)
class Claimed:
    """A statement as it stands: its works with what was admitted of them so far, and the difference.

    `less` is what the approvers took off the net to pay, in cents; each disputed line comes with what was
    said on it: (name, text).
    """

    works: Works
    less: Cents = 0
    disputed: list[tuple[Disputed, list[tuple[str, str]]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contracted:
    """The contract of a document, with the statements that were sent on it."""

    row: Row[Any]
    number: str
    statements: list[Row[Any]]


async def claimed(tx: Tx, document: Any, content: Content, said: Sequence[Any]) -> Claimed | None:
    """Give what a statement claims and what was admitted; None for other documents.

    `said` are the answers that count for its version, each with its comments by line.
    """
    admitted = await recording.admitted_so_far(tx, document, content)
    stands = admission.presented(content, admitted)
    works = works_of(stands)
    if works is None:
        return None
    disputed = [(one, _said_on(one.line.id, said)) for one in admission.disputed(content, admitted)]
    return Claimed(works, stands.asked - content.asked, disputed)


async def contracted(tx: Tx, document: Any, content: Content) -> Contracted | None:
    """Give the contract that a document made, amends or bills; None while there is none."""
    row = await contracts.of_quote(tx, document.id)
    if row is None and document.contract_id:
        row = await contracts.get(tx, document.contract_id)
    if row is None:
        return None
    bills = content.statement.contract_number if content.statement else content.amends
    return Contracted(row, bills or document.number, await contracts.statements(tx, row.id))


async def chain_of(tx: Tx, document: Any) -> Running:
    """Give who must approve the version that counts; nobody in particular for a quote."""
    return await approvers.running(tx, document) if document.kind == "statement" else NOBODY


def _said_on(line: str, said: Sequence[Any]) -> list[tuple[str, str]]:
    return [(one.answer.name, one.lines[line]) for one in said if line in one.lines]


def figures_for(locale: str) -> dict[str, Any]:
    """Give what the templates of statements write figures with."""
    written = of(locale)
    return {
        "part_done": part_done,
        "bare": partial(bare, written),
        "measured": partial(measured, written),
    }
