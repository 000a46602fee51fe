"""Who must approve a version: the job's chain, run step by step. A turn is one person's place in it.

Without a chain nobody has a turn: whoever holds the link may answer, as everywhere else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, tuple_

from domain import chain as rules
from domain.chain import Chain
from domain.refusals import Refused
from records.database import Tx
from records.schema import approval_steps, jobs, turns

NO_CHAIN = ()


@dataclass(frozen=True, slots=True)
class Running:
    """The chain of one version: its steps in order, and everybody's turns."""

    steps: Sequence[Row[Any]]
    turns: Sequence[Row[Any]]

    def __bool__(self) -> bool:
        """Whether there is a chain at all."""
        return bool(self.steps)

    @property
    def awaited(self) -> list[int]:
        """The steps that wait for somebody now."""
        return rules.awaited([self._progress(step) for step in self.steps])

    @property
    def open_turns(self) -> list[Row[Any]]:
        """Everybody whose turn it is."""
        return [turn for turn in self.turns if turn.state == "open"]

    @property
    def since(self) -> datetime | None:
        """Since when the steps that are awaited wait."""
        return max((step.opened_at for step in self.steps if step.step in self.awaited), default=None)

    @property
    def stage(self) -> int:
        """The stage that is awaited; 0 when all have approved."""
        return min((step.stage for step in self.steps if step.step in self.awaited), default=0)

    def step(self, number: int) -> Row[Any]:
        """One step."""
        return next(step for step in self.steps if step.step == number)

    @property
    def complete(self) -> list[int]:
        """The steps that have all they need."""
        return [step.step for step in self.steps if self._progress(step).complete]

    def turns_of(self, step: Any) -> list[Row[Any]]:
        """Everybody's turn in a step, in its order."""
        return [turn for turn in self.turns if turn.step == step.step]

    def standing(self, step: Any) -> str:
        """How a step stands: deemed, rejected, approved, open, waiting, or closed without a decision."""
        if step.deemed:
            return "deemed"
        states = {turn.state for turn in self.turns_of(step)}
        if "rejected" in states:
            return "rejected"
        if step.step in self.complete:
            return "approved"
        return next((state for state in ("open", "waiting") if state in states), "closed")

    @property
    def coming(self) -> list[Row[Any]]:
        """The steps that open once those that are awaited have what they need."""
        later = [step for step in self.steps if self.stage and step.stage > self.stage]
        return [step for step in later if step.stage == later[0].stage]

    def turn_of(self, link: Any) -> Row[Any] | None:
        """The latest turn of whoever holds this link; None for a reader."""
        return _latest(
            turn for turn in self.turns if turn.link_id == link.id or turn.email == link.email != ""
        )

    def turn_at(self, email: str) -> Row[Any] | None:
        """The latest turn of whoever has this address; None for a stranger to the chain."""
        return _latest(turn for turn in self.turns if turn.email == email)

    def settled_by(self, turn: Any) -> bool:
        """Whether the approval of this turn would be the last one that is needed."""
        progress = [self._progress(step) for step in self.steps]
        after = [
            replace(step, approved=step.approved + 1) if step.step == turn.step else step for step in progress
        ]
        return not rules.awaited(after)

    def _progress(self, step: Any) -> rules.Progress:
        approved = sum(turn.state == "approved" for turn in self.turns if turn.step == step.step)
        return rules.Progress(step.step, step.stage, step.needed, approved, step.deemed)


NOBODY = Running(NO_CHAIN, NO_CHAIN)


async def running(tx: Tx, document: Any) -> Running:
    """Give the chain of a document's current version."""
    return (await running_of(tx, [(document.id, document.version)])).get(document.id, NOBODY)


async def running_of(tx: Tx, of: Iterable[tuple[str, int]]) -> dict[str, Running]:
    """Give the chains of these versions (document, version), by document, in two queries."""
    wanted = [pair for pair in of if pair[1]]
    if not wanted:
        return {}
    steps = await tx.all(
        select(approval_steps)
        .where(
            approval_steps.c.company_id == tx.company_id,
            tuple_(approval_steps.c.document_id, approval_steps.c.version).in_(wanted),
        )
        .order_by(approval_steps.c.document_id, approval_steps.c.step)
    )
    if not steps:
        return {}
    taken = await tx.all(
        select(turns)
        .where(
            turns.c.company_id == tx.company_id,
            tuple_(turns.c.document_id, turns.c.version).in_(wanted),
        )
        .order_by(turns.c.step, turns.c.position, turns.c.id)
    )
    return {
        document_id: Running(
            [step for step in steps if step.document_id == document_id],
            [turn for turn in taken if turn.document_id == document_id],
        )
        for document_id in {step.document_id for step in steps}
    }


async def chain_of_job(tx: Tx, job_id: str | None) -> Chain:
    """Give the chain of a job; empty when it has none."""
    kept = job_id and await tx.scalar(
        select(jobs.c.chain).where(jobs.c.company_id == tx.company_id, jobs.c.id == job_id)
    )
    return rules.read(kept or [])[0]


def must_have_turn(chain: Running, link: Any) -> Row[Any] | None:
    """Give the open turn of whoever holds a link; None without a chain. Raises `Refused` out of turn."""
    if not chain:
        return None
    turn = chain.turn_of(link)
    if turn is None:
        raise Refused("only-approvers")
    return _must_be_open(chain, turn)


def place_of(chain: Running, email: str) -> Row[Any] | None:
    """Give the turn in which staff answer: of whom they name, else of whoever is asked first.

    None without a chain. Raises `Refused` when whom they name is not asked now.
    """
    turn = chain.turn_at(email.strip().lower())
    return _must_be_open(chain, turn) if turn else next(iter(chain.open_turns), None)


def waits_for(chain: Running) -> str:
    """Name those whose turn it is."""
    return ", ".join(turn.name for turn in chain.open_turns)


def _must_be_open(chain: Running, turn: Row[Any]) -> Row[Any]:
    if turn.state == "open":
        return turn
    if turn.state == "waiting":
        raise Refused("not-your-turn", step=waits_for(chain))
    raise Refused("turn-taken")


def _latest(mine: Iterable[Row[Any]]) -> Row[Any] | None:
    """Of somebody's turns, the one that is open, else the last."""
    known = list(mine)
    return next((turn for turn in known if turn.state == "open"), known[-1] if known else None)
