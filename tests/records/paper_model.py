"""A pure model of a document's life: what an act must do, or how it must be refused."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.lifecycle import FINAL_ANSWERS, OPEN, TRANSITIONS, Action, State, next_state
from domain.refusals import Gone, Invalid, NotFound, Refused, Superseded
from records.codes import LIFE, TRIES
from records.course import GRACE

# Acts whose workflow is told at once; the others are acts of the workflow itself.
SIGNALLED = frozenset(Action) - {Action.EXPIRE, Action.RESUME}
KINDS_ANSWERS = FINAL_ANSWERS | {Action.HOLD}
# A quote has no approvers: one answer settles it, and silence none.
OF_QUOTES = {step: end for step, end in TRANSITIONS.items() if step[1] not in (Action.ENDORSE, Action.DEEM)}


@dataclass
class Code:
    """A one-time code: who knows the digits, and what is left of it."""

    digits: str
    version: int
    expires: datetime
    tries: int = TRIES

    @classmethod
    def made(cls, digits: str, version: int, at: datetime) -> "Code":
        return cls(digits, version, at + LIFE)


@dataclass
class Given:
    """An answer that was taken, under its key."""

    body: tuple[object, ...]
    answer_id: str


@dataclass
class Final:
    """The final answer that counts for the current version."""

    action: Action
    link_id: str  # "" when staff gave it
    at: datetime


@dataclass
class Paper:
    """A document as the model has it. `day` is always the company's date."""

    firm: str
    document_id: str
    draft_until: date | None  # the last valid day that the draft says
    state: State = State.DRAFT
    version: int = 0
    revision: int = 1
    drafted: bool = True
    number: str = ""
    valid_until: date | None = None
    held_until: date | None = None
    link_id: str = ""
    token: str = ""
    dead: list[str] = field(default_factory=list)
    code: Code | None = None
    final: Final | None = None
    shas: dict[int, str] = field(default_factory=dict)
    counted: dict[int, Action] = field(default_factory=dict)  # by version, the final answer that counts
    given: dict[str, Given] = field(default_factory=dict)
    signals: int = 0

    def can(self, action: Action) -> State:
        """The state after an action. Raises `Refused`."""
        return next_state(self.state, action, KINDS_ANSWERS)

    def allowed(self) -> list[Action]:
        """What the table allows now, given that a draft, a link and a code can be had."""
        return [action for action in Action if (self.state, action) in OF_QUOTES and self._takes(action)]

    def _takes(self, action: Action) -> bool:
        try:
            self.can(action)
        except Refused:
            return False
        return action not in KINDS_ANSWERS or bool(self.token)

    # What must be, before an act. Each raises what the record must raise.

    def may_publish(self, day: date) -> None:
        self.can(Action.PUBLISH)
        if not self.drafted:
            raise Refused("nothing-to-publish")
        if self.draft_until and self.draft_until < day:
            raise Invalid([])

    def may_save(self, revision: int) -> None:
        self.can(Action.PUBLISH)
        if revision != self.revision:
            raise Refused("draft-changed")

    def repeated(self, key: str, body: tuple[object, ...]) -> str:
        """The id of the answer that was given before under this key; "" when there is none."""
        if key not in self.given:
            return ""
        if self.given[key].body != body:
            raise Refused("key-reused")
        return self.given[key].answer_id

    def may_answer(self, action: Action, version: int, day: date, hold_until: date | None = None) -> None:
        if version != self.version:
            raise Superseded(version, self.version)
        self.can(action)
        if self.valid_until and day > self.valid_until:
            raise Gone("expired")
        if hold_until and (hold_until <= day or (self.valid_until and hold_until > self.valid_until)):
            raise Invalid([])

    def try_code(self, digits: str, version: int, at: datetime) -> None:
        code = self.code
        if code is None or code.version != version or code.tries == 0 or code.expires <= at:
            raise Invalid([])
        code.tries -= 1
        if digits != code.digits:
            raise Invalid([])

    def may_mark_accepted(self, version: int) -> None:
        if version != self.version:
            raise Superseded(version, self.version)
        self.can(Action.MARK_ACCEPTED)

    def may_extend(self, until: date, day: date) -> None:
        if until < day or (self.valid_until and until <= self.valid_until):
            raise Invalid([])
        self.can(Action.EXTEND)

    def may_expire(self, day: date) -> None:
        if self.valid_until is None or day <= self.valid_until:
            raise Refused("still-valid")
        self.can(Action.EXPIRE)

    def may_resume(self, day: date) -> None:
        if self.held_until is None or day < self.held_until:
            raise Refused("still-on-hold")
        self.can(Action.RESUME)

    def may_reopen(self, link_id: str, at: datetime) -> None:
        """`link_id` of the client who takes the answer back; "" for staff."""
        self.can(Action.REOPEN)
        final = self.final
        if final is None:
            raise Refused("not-now")
        if link_id:
            if final.link_id != link_id or final.action not in (Action.APPROVE, Action.REJECT):
                raise Refused("only-staff-reopen")
            if at - final.at > GRACE or self.drafted:
                raise Refused("too-late-to-change")

    def may_use_link(self, token: str) -> None:
        if not token or token != self.token:
            raise NotFound("no-such-link")

    # What is, after an act.

    def move(self, action: Action) -> None:
        self.state = self.can(action)
        self.signals += action in SIGNALLED

    def published(self, sha256: str, token: str, link_id: str) -> None:
        self.move(Action.PUBLISH)
        self.version += 1
        self.shas[self.version] = sha256
        self.token, self.link_id = token, link_id
        self.valid_until, self.held_until = self.draft_until, None
        self.drafted, self.code, self.final = False, None, None

    def answered(self, action: Action, at: datetime, link_id: str, hold_until: date | None) -> None:
        self.move(action)
        self.held_until = hold_until if self.state is State.ON_HOLD else None
        if self.state not in OPEN:
            self.final = Final(action, link_id, at)
            self.counted[self.version] = action
            self.code = None

    def reopened(self) -> None:
        self.move(Action.REOPEN)
        self.final = None
        del self.counted[self.version]

    def withdrawn(self) -> None:
        self.move(Action.WITHDRAW)
        self.held_until, self.code = None, None

    def expired(self) -> None:
        self.move(Action.EXPIRE)
        self.held_until = None

    def resumed(self) -> None:
        self.move(Action.RESUME)
        self.held_until = None

    def extended(self, until: date) -> None:
        self.move(Action.EXTEND)
        self.valid_until = until

    def lost_link(self) -> None:
        self.dead.append(self.token)
        self.token, self.link_id = "", ""

    def next_end(self, day: date) -> date:
        """A last valid day that every act takes."""
        return max(day, self.valid_until or day) + timedelta(days=10)
