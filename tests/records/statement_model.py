"""A pure model of the statements of one contract: what an act must do, or how it must be refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.kinds import KINDS
from domain.lifecycle import ACCEPTED, OPEN, Action, State, next_state
from domain.refusals import Invalid, Refused

Percents = dict[str, int]  # cumulative progress (%) by line number
Stages = list[list[str]]  # who approves: those of a stage side by side, one stage after the other
CLIENT = "the client"  # holds the document's link, and stands in no chain


@dataclass
class Given:
    """An answer to the current version, with all that was admitted up to it."""

    who: str  # "" for staff on their own account
    action: Action
    admitted: Percents
    settles: bool


@dataclass
class Sheet:
    """A statement as the model has it."""

    document_id: str
    typed: Percents | None
    state: State = State.DRAFT
    version: int = 0
    ordinal: int | None = None
    in_part: bool = False
    to_bill: bool = False
    billed: bool = False
    claims: Percents = field(default_factory=dict)
    stages: Stages = field(default_factory=list)
    turns: dict[str, str] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)  # whoever has a link of their own, of whatever version

    def can(self, action: Action) -> State:
        """The state after an action. Raises `Refused`."""
        return next_state(self.state, action, KINDS["statement"].answers, in_part=self.in_part)

    @property
    def counts(self) -> bool:
        return self.version > 0 and self.state is not State.WITHDRAWN

    @property
    def admitted(self) -> Percents:
        """The least that the approvers of the current version admitted."""
        return joined(given.admitted for given in self.given if given.action is Action.APPROVE)

    @property
    def accepted(self) -> Percents:
        """How far each line stands by what was accepted."""
        return self.claims | self.given[-1].admitted

    def open_next(self) -> None:
        """Open the first stage that still misses an approval; close what no stage needs any more."""
        for stage in self.stages:
            if any(self.turns[who] != "approved" for who in stage):
                for who in stage:
                    if self.turns[who] == "waiting":
                        self.turns[who] = "open"
                        self.asked.add(who)
                return

    def must_be_asked(self, who: str) -> None:
        """Raise `Refused` unless it is somebody's turn to answer."""
        if not self.stages:
            return
        turn = self.turns.get(who)
        if turn != "open":
            codes = {None: "only-approvers", "waiting": "not-your-turn"}
            raise Refused(codes.get(turn, "turn-taken"))

    def settles(self, who: str) -> bool:
        """Whether the approval of this person is the last one that is needed."""
        return all(turn == "approved" for other, turn in self.turns.items() if other != who)

    def decided(self, who: str, action: Action, admitted: Percents) -> None:
        """Note an answer that was taken."""
        settles = action is not Action.APPROVE or self.settles(who)
        self.state = self.can(action if settles else Action.ENDORSE)
        self.given.append(Given(who, action, admitted, settles))
        if who in self.turns:
            self.turns[who] = "approved" if action is Action.APPROVE else "rejected"
        if not settles:
            self.open_next()
            return
        self.close()
        if self.state in ACCEPTED:
            self.in_part = bool(admitted) and action is not Action.MARK_ACCEPTED
            self.to_bill = not self.in_part

    def close(self) -> None:
        for who, turn in self.turns.items():
            if turn in ("waiting", "open"):
                self.turns[who] = "closed"

    def taken_back(self) -> None:
        """Note that the last answer counts no more."""
        self.state = self.can(Action.REOPEN)
        last = self.given.pop()
        over = ("closed",) if last.who in self.turns else ("closed", "rejected")
        for who, turn in self.turns.items():
            if who == last.who or turn in over:
                self.turns[who] = "waiting"
        self.open_next()
        self.in_part = self.to_bill = self.billed = False


@dataclass
class Works:
    """The contract as the model has it: its statements, and who approves the next version."""

    lines: tuple[str, ...]
    sheets: list[Sheet] = field(default_factory=list)
    stages: Stages = field(default_factory=list)

    def sent(self) -> list[Sheet]:
        """The statements that were sent and not withdrawn, in order."""
        return sorted((one for one in self.sheets if one.counts), key=lambda one: one.ordinal or 0)

    def place(self, sheet: Sheet) -> int:
        """The ordinal that a statement has, or takes when it is sent."""
        return sheet.ordinal or 1 + max((one.ordinal or 0 for one in self.sent()), default=0)

    def before(self, sheet: Sheet | None = None) -> Percents:
        """How far each line was accepted when a statement, or the next one, starts."""
        place = self.place(sheet) if sheet else 1 + len(self.sent())
        earlier = [one for one in self.sent() if (one.ordinal or 0) < place and one.state in ACCEPTED]
        return earlier[-1].accepted if earlier else dict.fromkeys(self.lines, 0)

    def may_begin(self) -> None:
        if any(one.state is State.DRAFT for one in self.sheets):
            raise Refused("statement-begun")

    def may_write(self, sheet: Sheet) -> None:
        sheet.can(Action.PUBLISH)

    def may_publish(self, sheet: Sheet) -> None:
        sheet.can(Action.PUBLISH)
        if sheet.typed is None:
            raise Refused("nothing-to-publish")
        others = [one for one in self.sent() if one is not sheet]
        if any(one.state not in ACCEPTED for one in others):
            raise Refused("earlier-statement-open")
        if any((one.ordinal or 0) > self.place(sheet) for one in others):
            raise Refused("later-statement-exists")
        before = self.before(sheet)
        if any(sheet.typed[line] < before[line] for line in self.lines) or sheet.typed == before:
            raise Invalid([])

    def published(self, sheet: Sheet) -> None:
        """Note a publication: it takes what was admitted of the statements before."""
        sheet.ordinal = self.place(sheet)
        for one in self.sent():
            if one.in_part and one is not sheet:
                one.in_part, one.to_bill = False, True
        sheet.state = sheet.can(Action.PUBLISH)
        sheet.version += 1
        sheet.claims, sheet.typed = dict(sheet.typed or {}), None
        sheet.in_part = sheet.to_bill = sheet.billed = False
        sheet.given, sheet.stages = [], [list(stage) for stage in self.stages]
        sheet.turns = {who: "waiting" for stage in sheet.stages for who in stage}
        sheet.open_next()

    def may_answer(self, sheet: Sheet, who: str, action: Action, typed: Mapping[str, int]) -> None:
        sheet.can(action)
        sheet.must_be_asked(who)
        presented, before = sheet.claims | sheet.admitted, self.before(sheet)
        if any(not before[line] <= percent <= presented[line] for line, percent in typed.items()):
            raise Invalid([])

    def may_reopen(self, sheet: Sheet) -> None:
        sheet.can(Action.REOPEN)
        later = any((one.ordinal or 0) > (sheet.ordinal or 0) for one in self.sent())
        if sheet.state in ACCEPTED and later:
            raise Refused("later-statement-exists")

    def answered(self, sheet: Sheet, who: str, action: Action, typed: Mapping[str, int]) -> None:
        own = {line: percent for line, percent in typed.items() if percent < sheet.claims[line]}
        admitted = joined([sheet.admitted, own]) if action is Action.APPROVE else sheet.admitted
        sheet.decided(who, action, admitted)

    def awaited(self, sheet: Sheet) -> list[str]:
        """Whoever can answer a statement now."""
        if sheet.state not in OPEN:
            return []
        return [who for who, turn in sheet.turns.items() if turn == "open"] if sheet.stages else [CLIENT]


def joined(all_admitted: Iterable[Percents]) -> Percents:
    """The least on each line."""
    least: Percents = {}
    for admitted in all_admitted:
        for line, percent in admitted.items():
            least[line] = min(least.get(line, percent), percent)
    return least
