"""What a letter can tell, as values: nothing here looks anything up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from domain import admission
from domain.admission import Disputed
from domain.document import Content
from domain.lifecycle import Action
from domain.line import Line
from domain.money import Cents
from domain.party import Party
from domain.statement import Measure
from ui.mail.kinds import TO_STAFF, Kind

FIRST_WORDS = 80


def label(line: Line) -> str:
    """Give a line's number and first words, by which people know it."""
    return f"{line.number} {line.description}".strip().partition("\n")[0][:FIRST_WORDS]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as a letter tells it. `lines` pairs the line's label with its comment.

    `own` says that the letter goes to whoever answered, `settles` that nobody else is awaited after it.
    """

    action: Action
    name: str
    at: datetime
    amount: Cents
    on_behalf: bool = False
    own: bool = True
    settles: bool = True
    comment: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    hold_until: date | None = None

    @property
    def outcome(self) -> str:
        """What was done, as the catalogs name it: one approval of several is an endorsement (visa)."""
        return str(self.action if self.settles or self.action is not Action.APPROVE else Action.ENDORSE)


@dataclass(frozen=True, slots=True)
class Visa:
    """An approval that came before, for the amount that stood then; without a name, a step kept silent."""

    name: str
    step: str
    at: datetime
    amount: Cents = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """What the chain of approvers adds to a letter.

    `step` is the one that asks, or that is late; `instead_of` whoever handed the turn over; `last_day` ends
    the time to answer (`passed`: it is over), after which `silence` approves; `awaited` names those who are
    asked now. `lapse` is what a late step led to (remind, escalate, deem), `asked_too` who is asked besides.
    """

    step: str = ""
    instead_of: str = ""
    last_day: date | None = None
    passed: bool = False
    silence: bool = False
    visas: tuple[Visa, ...] = ()
    awaited: tuple[str, ...] = ()
    lapse: str = ""
    asked_too: str = ""


NO_CHAIN = Chain()


@dataclass(frozen=True)
class View:
    """All that a letter can tell. `link` is the recipient's own page; amounts are those of `content`.

    `admitted` is what was admitted of a statement so far, by line, where that is less than it claims; `who`
    names whom a letter is about when that is neither whoever answered nor whoever is awaited.
    """

    kind: Kind
    locale: str
    content: Content
    link: str
    to_name: str
    zone: ZoneInfo
    accent: str = ""
    valid_until: date | None = None
    message: str = ""
    answer: Said | None = None
    reason: str = ""
    code: str = ""
    asker: str = ""
    note: str = ""
    who: str = ""
    attached: bool = False
    admitted: Mapping[str, Measure] = field(default_factory=dict)
    chain: Chain = NO_CHAIN

    @property
    def seller(self) -> Party:
        """The firm in whose name the letter goes."""
        return self.content.seller

    @property
    def sender(self) -> Party:
        """Whoever the client can turn to."""
        return self.content.contact if self.content.contact.name else self.seller

    @property
    def to_staff(self) -> bool:
        """Whether the letter stays in the house."""
        return self.kind in TO_STAFF

    @cached_property
    def amount(self) -> Cents:
        """What was answered, or else what an answer is asked to: with what was admitted so far."""
        if self.answer:
            return self.answer.amount
        return self.content.asked_for(self.content.proposed, self.admitted)

    @cached_property
    def disputed(self) -> list[Disputed]:
        """The lines that were admitted in part."""
        return admission.disputed(self.content, self.admitted)

    @property
    def outcome(self) -> str:
        """What was answered, as the catalogs name it; an approval of less than was claimed is one in part."""
        if not self.answer:
            return ""
        in_part = self.disputed and self.answer.action is Action.APPROVE
        return f"{self.answer.outcome}_in_part" if in_part else self.answer.outcome

    @property
    def staff_decide(self) -> bool:
        """Whether the firm must take what was admitted, or correct: all have approved, but less."""
        closing = self.answer and self.answer.action in (Action.APPROVE, Action.DEEM) and self.answer.settles
        return bool(closing and self.disputed)
