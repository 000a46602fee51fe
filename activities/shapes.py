"""What passes between the stories and the activities: ids, states and moments, no personal data."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Subject:
    """The document that a story is about."""

    company_id: str
    document_id: str


@dataclass(frozen=True)
class Look:
    """A question to the record: how the document stands at `now`, and which acts cited are unknown."""

    subject: Subject
    now: datetime
    cited: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class NextStep:
    """The next dated step of the plan. `summary` says it in an operator's words."""

    key: str
    at: datetime
    summary: str


@dataclass(frozen=True)
class View:
    """How a document stands, and what it still needs done.

    `letters` can leave now: their kinds by their ids. `paper` is the version whose PDF is still missing
    (0: none). `billing` is the answer whose figures invoicing waits for,
    `action` the next of an invoice's five actions. `unknown` are the cited acts that
    were never recorded.
    """

    kind: str
    state: str
    version: int
    settled: bool
    waiting_for: str
    job_id: str = ""
    letters: dict[str, str] = field(default_factory=dict)
    paper: int = 0
    billing: str = ""
    action: str = ""
    step: NextStep | None = None
    unknown: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class DueStep:
    """A step of the plan to carry out at `now`, if the record still wants it."""

    subject: Subject
    key: str
    now: datetime


@dataclass(frozen=True)
class Bill:
    """An accepted document whose figures, as this answer accepted them, go on to invoicing."""

    subject: Subject
    answer_id: str


@dataclass(frozen=True)
class ActionDue:
    """One of the five actions of an invoice's validation."""

    subject: Subject
    name: str


@dataclass(frozen=True)
class Stray:
    """Signals that cited acts which nobody recorded."""

    subject: Subject
    cited: list[str]


@dataclass(frozen=True)
class Outcome:
    """How the story ended."""

    state: str
    version: int
