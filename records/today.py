"""What staff see first: what only they can do now, what waits for clients, and what was just answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from domain.lifecycle import State
from domain.reminders import Step
from records import acts, lists, reminders
from records.database import Tx
from records.schema import clients, documents, letters

SOON = timedelta(days=7)
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Today:
    """The first page. Rows are those of lists; `next_steps` are by document id."""

    rejected: Sequence[Row[Any]]
    undelivered: Sequence[Row[Any]]
    calls: Sequence[Row[Any]]
    holds_ending: Sequence[Row[Any]]
    expiring: Sequence[Row[Any]]
    in_part: Sequence[Row[Any]]  # approved with less than claimed: take it, or correct and send again
    waiting: Sequence[Row[Any]]
    next_steps: Mapping[str, Step]
    answers: Sequence[Row[Any]]
    counts: Mapping[State, int]

    @property
    def to_do(self) -> int:
        """How many things wait for staff, as far as they are shown."""
        mine = (self.rejected, self.undelivered, self.calls, self.holds_ending, self.expiring, self.in_part)
        return sum(map(len, mine))


async def look(tx: Tx, company: Any) -> Today:
    """Look at the company as it stands now."""
    soon = acts.today(tx, company.timezone) + SOON
    waiting = await _documents(tx, State.SENT, order=documents.c.updated_at)
    return Today(
        rejected=await _documents(tx, State.REJECTED, order=documents.c.updated_at.desc()),
        undelivered=await _undelivered(tx),
        calls=await _documents(tx, State.SENT, _asked_to_call(), order=documents.c.updated_at),
        holds_ending=await _documents(
            tx, State.ON_HOLD, documents.c.held_until <= soon, order=documents.c.held_until
        ),
        expiring=await _documents(
            tx, State.SENT, documents.c.valid_until <= soon, order=documents.c.valid_until
        ),
        in_part=await _documents(tx, State.APPROVED, documents.c.in_part, order=documents.c.answered_at),
        waiting=waiting,
        next_steps=await reminders.next_steps(tx, waiting, company),
        answers=await lists.recent_answers(tx, SHOWN),
        counts=await lists.count_by_state(tx),
    )


async def _documents(tx: Tx, state: State, *more: Any, order: Any) -> Sequence[Row[Any]]:
    statement = lists.with_names(tx).where(documents.c.state == state, *more)
    return await tx.all(statement.order_by(order, documents.c.id).limit(SHOWN))


def _asked_to_call() -> Any:
    """The plan came to its call for the current version, and nobody answered since."""
    return (
        select(letters.c.id)
        .where(
            letters.c.company_id == documents.c.company_id,
            letters.c.document_id == documents.c.id,
            letters.c.version == documents.c.version,
            letters.c.kind == "call",
        )
        .exists()
    )


async def _undelivered(tx: Tx) -> Sequence[Row[Any]]:
    """List the mails to clients that mail servers refused for good, newest first, with whom they concern."""
    return await tx.all(
        select(
            letters.c.id,
            letters.c.document_id,
            letters.c.to_email,
            letters.c.kind,
            letters.c.created_at,
            documents.c.number,
            documents.c.title,
            documents.c.client_id,
            documents.c.job_id,
            clients.c.name.label("client_name"),
            clients.c.email.label("client_email"),
        )
        .join(
            documents,
            (documents.c.company_id == letters.c.company_id) & (documents.c.id == letters.c.document_id),
        )
        .join(
            clients,
            (clients.c.company_id == documents.c.company_id) & (clients.c.id == documents.c.client_id),
        )
        .where(
            letters.c.company_id == tx.company_id,
            letters.c.state == "failed",
            letters.c.audience == "client",
        )
        .order_by(letters.c.created_at.desc())
        .limit(SHOWN)
    )
