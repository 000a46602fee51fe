"""Who must approve a statement: whose turn it is, who has answered, and what stands admitted by that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from domain import admission
from domain.admission import Admitted
from domain.document import Content
from domain.lifecycle import Action, State
from domain.money import Cents
from domain.snapshot import canonical, fingerprint
from records import answers, approvers
from records.approvers import NOBODY, Running
from records.database import Tx
from ui.chain import step_name

Given = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Circuit:
    """Where a version stands with those who must approve it, for whoever opened a link.

    `given` are the answers to it that count, oldest first; `admitted` is what they leave of the claim, and
    `by` whose answer that is, line by line; `turn` is the reader's own place in the chain.
    """

    chain: Running = NOBODY
    given: Given = ()
    admitted: Admitted = field(default_factory=dict)
    by: Mapping[str, Row[Any]] = field(default_factory=dict)
    turn: Row[Any] | None = None

    @property
    def may_answer(self) -> bool:
        """Whether it is the reader's turn; without a chain it always is."""
        return not self.chain or (self.turn is not None and self.turn.state == "open")

    @property
    def mine(self) -> Row[Any] | None:
        """The answer that the reader gave in a turn of theirs."""
        wanted = self.turn.answer_id if self.turn is not None else None
        return next((answer for answer in self.given if wanted and answer.id == wanted), None)

    @property
    def admitted_by(self) -> str:
        """Name those who admitted less than is claimed."""
        return ", ".join(dict.fromkeys(answer.name for answer in self.by.values()))

    @property
    def mark(self) -> str:
        """What a page compares to notice that the chain has moved on; empty without one."""
        turns = [(turn.id, turn.state, turn.email) for turn in self.chain.turns]
        return fingerprint(canonical(turns))[:12] if turns else ""


@dataclass(frozen=True, slots=True)
class Place:
    """One person of a step: what they answered (cents, when), or that they are still asked."""

    name: str
    role: str
    state: str
    instead_of: str
    at: datetime | None
    payable: Cents | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain as a page shows it: `state` is one of those that `_state_of` gives."""

    title: str
    state: str
    needed: int
    people: tuple[Place, ...]
    since: datetime | None
    last_day: date | None

    @property
    def asked(self) -> str:
        """Name those whose turn it is."""
        return ", ".join(place.name for place in self.people if place.state == "open")


async def circuit_of(tx: Tx, document: Any, content: Content, link: Any) -> Circuit:
    """Read where the current version stands with those who must approve it."""
    chain = await approvers.running(tx, document)
    if not chain and document.state == State.SENT:
        return Circuit()
    given = [
        answer
        for answer in await answers.history(tx, document.id)
        if answer.version == document.version and answer.reopened_at is None
    ]
    admitted: Admitted = {}
    by: dict[str, Row[Any]] = {}
    for answer in given:
        if answer.action == Action.APPROVE:
            after = admission.least(content, [admitted, admission.from_json(answer.admitted)])
            by |= {line: answer for line, measure in after.items() if admitted.get(line) != measure}
            admitted = after
    return Circuit(chain, given, admitted, by, chain.turn_of(link))


def steps_of(circuit: Circuit, locale: str, zone: ZoneInfo, *, waiting: bool) -> list[Step]:
    """Give the steps of the chain in order; `waiting` says that the version still waits for an answer."""
    paid = {answer.id: answer.payable for answer in circuit.given if answer.action == Action.APPROVE}
    return [
        Step(
            title=step_name(locale, step.title),
            state=_state_of(circuit.chain, step, waiting=waiting),
            needed=step.needed,
            people=tuple(
                Place(
                    turn.name,
                    turn.role,
                    turn.state,
                    turn.instead_of,
                    turn.decided_at,
                    paid.get(turn.answer_id),
                )
                for turn in circuit.chain.turns
                if turn.step == step.step
            ),
            since=step.opened_at,
            last_day=_last_day(step.due_at, zone),
        )
        for step in circuit.chain.steps
    ]


def _state_of(chain: Running, step: Any, *, waiting: bool) -> str:
    if step.deemed:
        return "deemed"
    if any(turn.step == step.step and turn.state == "rejected" for turn in chain.turns):
        return "rejected"
    if step.step in chain.complete:
        return "approved"
    if not waiting:
        return "closed"
    return "open" if step.step in chain.awaited else "waiting"


def _last_day(due_at: datetime | None, zone: ZoneInfo) -> date | None:
    """The last day of a deadline: it ends when the next day begins."""
    return (due_at.astimezone(zone) - timedelta(seconds=1)).date() if due_at else None
