"""How chains of approvers are written and read, on a job, in a template and on a document."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field

from api.v1.fields import Asked, Day, Email, Short
from domain.chain import ARCHITECT_DAYS, MAX_DAYS, MAX_PEOPLE, MAX_STEPS, read, stages
from records.approvers import Running

Role = Literal["architect", "owner", "payer", "other"]
AtDeadline = Literal["remind", "escalate", "deem"]


class WrittenPerson(Asked):
    """Somebody who must approve, and who stands in while they are away (both dates included)."""

    name: Short = Field(examples=["Inès Caradec"])
    email: Email = Field(examples=["ines@caradec.example"])
    role: Role = "architect"
    away_from: Day | None = None
    away_until: Day | None = None
    delegate_name: Short = ""
    delegate_email: Email = Field("", description="needed with an absence")


class WrittenStep(Asked):
    """One step of a chain. The next one opens when it has the approvals that it needs."""

    title: Short = Field("", examples=["Visa de l'architecte"])
    people: Annotated[list[WrittenPerson], Field(min_length=1, max_length=MAX_PEOPLE)]
    quorum: int = Field(0, ge=0, le=MAX_PEOPLE, description="how many approvals are enough; 0: everybody's")
    days: int | None = Field(
        ARCHITECT_DAYS, ge=0, le=MAX_DAYS, description="deadline in calendar days; null: none"
    )
    at_deadline: AtDeadline = Field(
        "remind", description="`deem`: silence approves, where the contract says so"
    )
    escalate_name: Short = ""
    escalate_email: Email = Field("", description="who is asked as well, needed with `escalate`")
    parallel: bool = Field(default=False, description="runs beside the step before it")


Steps = Annotated[list[WrittenStep], Field(max_length=MAX_STEPS)]


def typed(steps: Iterable[WrittenStep]) -> list[dict[str, Any]]:
    """Give steps as they are typed."""
    return [step.model_dump(mode="json") for step in steps]


class ReadPerson(BaseModel):
    """Somebody who must approve."""

    name: str
    email: str
    role: str
    away_from: date | None
    away_until: date | None
    delegate_name: str
    delegate_email: str


class ReadStep(BaseModel):
    """One step. Steps of one stage run side by side."""

    stage: int = Field(examples=[1])
    title: str
    people: list[ReadPerson]
    quorum: int
    days: int | None
    at_deadline: str
    escalate_name: str
    escalate_email: str
    parallel: bool

    @classmethod
    def all_of(cls, kept: Any) -> list[Self]:
        """Read the steps of a chain as it is kept."""
        chain, _ = read(kept)
        return [cls(stage=stage, **step) for step, stage in zip(kept, stages(chain), strict=True)]


class RunningPerson(BaseModel):
    """Somebody whose approval a version needs: their turn."""

    id: str = Field(description="of the turn", examples=["turn_01"])
    name: str
    email: str
    role: str
    state: str = Field(description="waiting, open, approved, rejected, or closed without an answer")
    instead_of: str = Field(description="whoever handed the turn over, or is away")
    opened_at: datetime | None = Field(description="since when they are asked")
    decided_at: datetime | None
    answer_id: str | None
    public_url: str | None = Field(description="their own page, once they are asked")


class RunningStep(BaseModel):
    """One step of the chain of a version. Steps of one stage run side by side."""

    step: int = Field(examples=[1])
    title: str
    stage: int = Field(examples=[1])
    needed: int = Field(description="how many approvals are enough", examples=[1])
    state: str = Field(
        description="waiting, open, approved, rejected, deemed (silence approved), or closed undecided",
        examples=["open"],
    )
    days: int | None
    opened_at: datetime | None
    due_at: datetime | None = Field(description="the end of its last day")
    at_deadline: str = Field(description="remind, escalate, or deem: silence approves", examples=["remind"])
    escalate_name: str
    escalate_email: str
    lapsed_at: datetime | None = Field(description="when its deadline passed and was acted on")
    people: list[RunningPerson]

    @classmethod
    def all_of(cls, chain: Running, addresses: Mapping[str, str]) -> list[Self]:
        """Read a running chain; `addresses` are those of everybody's own page, by e-mail."""
        people = {step.step: list[RunningPerson]() for step in chain.steps}
        own = [name for name in RunningPerson.model_fields if name != "public_url"]
        for turn in chain.turns:
            plain = {name: getattr(turn, name) for name in own}
            own_page = addresses.get(turn.email) if turn.opened_at else None
            people[turn.step].append(RunningPerson(**plain, public_url=own_page))
        kept = [name for name in cls.model_fields if name not in ("state", "people")]
        return [
            cls(
                **{name: getattr(step, name) for name in kept},
                state=chain.standing(step),
                people=people[step.step],
            )
            for step in chain.steps
        ]
