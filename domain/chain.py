"""Who must approve: a chain of steps, each with people, a quorum and a deadline. Pure.

Steps follow one another; one that is `parallel` runs beside the step before it. A stage is a step with those
parallel to it; the next stage opens when every step of this one has its quorum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate
from typing import Any

from domain.answer import EMAIL
from domain.draft import Reader, clean
from domain.refusals import Problem
from domain.snapshot import canonical, fingerprint

MAX_STEPS, MAX_PEOPLE, MAX_DAYS = 12, 20, 365
ARCHITECT_DAYS = 7  # what contracts for works usually leave an architect
ROLES = ("architect", "owner", "payer", "other")


class AtDeadline(StrEnum):
    """What happens when a step is not decided in time."""

    REMIND = "remind"
    ESCALATE = "escalate"  # a named person is asked as well
    DEEM = "deem"  # silence approves, where the contract says so


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who must approve, and who stands in while they are away (both dates included)."""

    name: str
    email: str
    role: str = "architect"
    away_from: date | None = None
    away_until: date | None = None
    delegate_name: str = ""
    delegate_email: str = ""

    def on(self, day: date) -> tuple[str, str]:
        """Name and e-mail of whoever answers on that day: the delegate while the person is away."""
        dated = self.away_from is not None or self.away_until is not None
        away = dated and (self.away_from or date.min) <= day <= (self.away_until or date.max)
        if not (away and self.delegate_email):
            return self.name, self.email
        return self.delegate_name or self.delegate_email, self.delegate_email


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `quorum` approvals are enough (0: everybody's); `days` is its deadline in calendar days."""

    title: str
    people: tuple[Person, ...]
    quorum: int = 0
    days: int | None = ARCHITECT_DAYS
    at_deadline: AtDeadline = AtDeadline.REMIND
    escalate_name: str = ""
    escalate_email: str = ""
    parallel: bool = False

    @property
    def needed(self) -> int:
        """How many approvals the step needs."""
        return min(self.quorum, len(self.people)) or len(self.people)


Chain = tuple[Step, ...]


def stages(chain: Chain) -> list[int]:
    """Give the stage of each step, from 1."""
    return list(accumulate((not step.parallel or not i for i, step in enumerate(chain)), initial=0))[1:]


@dataclass(frozen=True, slots=True)
class Progress:
    """How a running step stands: its stage, the approvals it needs and has, whether silence closed it."""

    step: int
    stage: int
    needed: int
    approved: int
    deemed: bool = False

    @property
    def complete(self) -> bool:
        """Whether the step has what it needs."""
        return self.deemed or self.approved >= self.needed


def awaited(steps: Sequence[Progress]) -> list[int]:
    """Give the steps that wait for somebody now; none when the whole chain has approved."""
    waiting = [step for step in steps if not step.complete]
    stage = min((step.stage for step in waiting), default=0)
    return [step.step for step in waiting if step.stage == stage]


def read(raw: Any) -> tuple[Chain, list[Problem]]:
    """Read a chain as typed, a list of steps each with a list of `people`, with every problem found."""
    if not isinstance(raw, list) or not all(isinstance(step, Mapping) for step in raw):
        return (), [Problem("chain", "not-a-list")]
    if len(raw) > MAX_STEPS:
        return (), [Problem("chain", "too-many-steps", {"limit": MAX_STEPS})]
    chain: list[Step] = []
    problems: list[Problem] = []
    for index, typed in enumerate(raw):
        step, found = _read_step(typed, f"chain.{index}.")
        chain.append(step)
        problems.extend(found)
    return tuple(chain), problems


def to_json(chain: Iterable[Step]) -> list[dict[str, Any]]:
    """Give a chain as it is kept, and typed again."""
    return [_plain(asdict(step)) for step in chain]


def mark(kept: Any) -> str:
    """Give the mark by which a writer says which chain they started from."""
    return fingerprint(canonical(kept))[:16]


def _plain(value: Any) -> Any:
    match value:
        case Mapping():
            return {name: _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case date():
            return value.isoformat()
        case _:
            return value


def _read_step(raw: Mapping[str, Any], prefix: str) -> tuple[Step, list[Problem]]:
    reader = Reader(raw, prefix)
    people, problems = _read_people(raw.get("people"), reader)
    at_deadline = clean(raw.get("at_deadline")) or AtDeadline.REMIND
    if at_deadline not in tuple(AtDeadline):
        reader.wrong("at_deadline", "unknown-choice", choices=", ".join(AtDeadline))
        at_deadline = AtDeadline.REMIND
    step = Step(
        title=reader.text("title", 100) or (people[0].role if people else ""),
        people=people,
        quorum=_whole(reader, "quorum", MAX_PEOPLE) or 0,
        days=_whole(reader, "days", MAX_DAYS) if "days" in raw else ARCHITECT_DAYS,
        at_deadline=AtDeadline(at_deadline),
        escalate_name=reader.text("escalate_name", 200),
        escalate_email=_email(reader, "escalate_email", required=at_deadline == AtDeadline.ESCALATE),
        parallel=reader.tick("parallel"),
    )
    if step.quorum > len(step.people):
        reader.wrong("quorum", "quorum-too-high", people=len(step.people))
    if step.at_deadline is not AtDeadline.REMIND and not step.days:
        reader.wrong("days", "required")
    return step, [*reader.problems, *problems]


def _read_people(raw: Any, reader: Reader) -> tuple[tuple[Person, ...], list[Problem]]:
    if not isinstance(raw, list) or not all(isinstance(person, Mapping) for person in raw) or not raw:
        reader.wrong("people", "people-needed")
        return (), []
    if len(raw) > MAX_PEOPLE:
        reader.wrong("people", "too-many-people", limit=MAX_PEOPLE)
        return (), []
    people: list[Person] = []
    problems: list[Problem] = []
    for index, typed in enumerate(raw):
        inner = Reader(typed, f"{reader.prefix}people.{index}.")
        person = _read_person(inner)
        if person.email and person.email in {other.email for other in people}:
            inner.wrong("email", "person-twice")
        people.append(person)
        problems.extend(inner.problems)
    return tuple(people), problems


def _read_person(reader: Reader) -> Person:
    role = clean(reader.raw.get("role")) or "architect"
    if role not in ROLES:
        reader.wrong("role", "unknown-choice", choices=", ".join(ROLES))
        role = "other"
    person = Person(
        name=reader.text("name", 200, required=True),
        email=_email(reader, "email", required=True),
        role=role,
        away_from=reader.day("away_from"),
        away_until=reader.day("away_until"),
        delegate_name=reader.text("delegate_name", 200),
        delegate_email=_email(reader, "delegate_email"),
    )
    if person.away_from and person.away_until and person.away_until < person.away_from:
        reader.wrong("away_until", "period-backwards")
    if (person.away_from or person.away_until) and not person.delegate_email:
        reader.wrong("delegate_email", "email-needed")
    return person


def _email(reader: Reader, field: str, *, required: bool = False) -> str:
    email = reader.text(field, 254, required=required).lower()
    if email and not EMAIL.fullmatch(email):
        reader.wrong(field, "not-an-email")
    return email


def _whole(reader: Reader, field: str, high: int) -> int | None:
    if not clean(reader.raw.get(field)):
        return None
    return int(reader.number(field, Decimal(0), Decimal(high), 0))
