"""Two firms, their quotes and everybody who does something with them, as a state machine beside the model."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from domain.answer import Answer
from domain.lifecycle import Action, State
from domain.refusals import Invalid, NotFound, Refused
from records import acts, answers, codes, course, drafts, links, publishing
from records import database as record
from records.audit import Actor
from records.database import Database, Tx
from records.evidence import Witness
from records.ids import new_id
from records.recording import Receipt
from records.schema import codes as code_table
from tests.records.paper_model import Code, Given, Paper
from tests.records.standing import check
from tests.world import LINES, Company, make_world

PARIS = ZoneInfo("Europe/Paris")
Result = TypeVar("Result")
SPANS = st.sampled_from([timedelta(minutes=1), timedelta(minutes=11), timedelta(days=1), timedelta(days=8)])


@dataclass
class Stage:
    """Where lives are led: a loop and a database of their own, a clock, and what was seen to happen."""

    runner: asyncio.Runner
    database: Database
    at: datetime = field(default_factory=record.now)
    hit: Counter[tuple[State, Action]] = field(default_factory=Counter)

    def run(self, act: Awaitable[Result]) -> Result:
        async def done() -> Result:
            return await act

        return self.runner.run(done())

    @property
    def day(self) -> date:
        return self.at.astimezone(PARIS).date()


async def outcome(run: Callable[[], Awaitable[Any]]) -> tuple[Any, Refused | Invalid | None]:
    try:
        return await run(), None
    except (Refused, Invalid) as refused:
        return None, refused


def words(refusal: Refused | Invalid | None) -> tuple[type, str]:
    return type(refusal), getattr(refusal, "code", "")


class Lives(RuleBasedStateMachine):
    """Two firms, their quotes, and everybody who does something with them."""

    stage: ClassVar[Stage]
    papers: Bundle[Paper] = Bundle("papers")

    def __init__(self) -> None:
        super().__init__()
        world = self.stage.run(make_world(self.stage.database))
        self.firms = {"merel": world.merel, "durand": world.durand}
        self.known: list[Paper] = []

    # What everybody does.

    @initialize(target=papers)
    def there_is_a_quote(self) -> Any:
        return self.start("merel", 30)

    @rule(
        target=papers, firm=st.sampled_from(["merel", "merel", "durand"]), days=st.sampled_from([5, 30, None])
    )
    def start(self, firm: str, days: int | None) -> Any:
        until = self.stage.day + timedelta(days=days) if days else None
        typed = until.isoformat() if until else ""
        draft = self.stage.run(self.firms[firm].draft(at=self.stage.at, valid_until=typed))
        self.known.append(Paper(firm, draft.document_id, until))
        return self.known[-1]

    @rule(paper=papers, picks=st.lists(st.integers(0, 50), min_size=1, max_size=4))
    def go_on(self, paper: Paper, picks: list[int]) -> None:
        """Do what the lifecycle allows now, one after the other, with all that it needs."""
        for pick in picks:
            if allowed := paper.allowed():
                self.well_prepared(paper, allowed[pick % len(allowed)])
                self.the_record_is_what_the_model_says()

    @rule(paper=papers, action=st.sampled_from(Action))
    def meddle(self, paper: Paper, action: Action) -> None:
        """Do anything, whether it makes sense or not."""
        self.perform(paper, action)

    @rule(paper=papers, stale=st.booleans())
    def write(self, paper: Paper, stale: bool) -> None:
        revision = paper.revision - stale
        until = paper.next_end(self.stage.day)
        raw = {"title": "Corrigé", "lines": LINES, "valid_until": until.isoformat()}
        if self.agree(
            lambda: paper.may_save(revision),
            self.within(paper, lambda tx: drafts.save(tx, paper.document_id, raw, revision=revision)),
        ):
            paper.revision, paper.drafted, paper.draft_until = paper.revision + 1, True, until

    @rule(paper=papers, action=st.sampled_from([Action.APPROVE, Action.REJECT, Action.HOLD]))
    def staff_answer(self, paper: Paper, action: Action) -> None:
        self.answer(paper, action, by_staff=True)

    @rule(paper=papers, action=st.sampled_from([Action.APPROVE, Action.REJECT]), back=st.integers(1, 2))
    def answer_an_old_version(self, paper: Paper, action: Action, back: int) -> None:
        self.answer(paper, action, version=paper.version - back)

    @rule(paper=papers, pick=st.integers(0, 9), changed=st.booleans())
    def click_again(self, paper: Paper, pick: int, changed: bool) -> None:
        """Send an answer once more under its key, as it was or with other words."""
        if paper.given:
            key = sorted(paper.given)[pick % len(paper.given)]
            action, version, comment, hold = paper.given[key].body
            comment = f"{comment} {'!' * changed}".strip()
            self.answer(paper, action, key=key, version=version, comment=comment, hold=hold)  # type: ignore[arg-type]

    @rule(paper=papers, typed=st.sampled_from(["right", "wrong", "none"]))
    def try_to_sign(self, paper: Paper, typed: str) -> None:
        self.answer(paper, Action.SIGN, code=typed)

    @rule(paper=papers)
    def ask_for_a_code(self, paper: Paper) -> None:
        self.stage.run(self.send_code(paper))

    @rule(paper=papers)
    def think_better_of_it(self, paper: Paper) -> None:
        """The client takes the answer back."""
        self.reopen(paper, Actor("client", paper.link_id or "nobody", "Jeanne Petit"))

    @rule(paper=papers, rotate=st.booleans())
    def kill_the_link(self, paper: Paper, rotate: bool) -> None:
        if not paper.link_id:
            return
        act = links.rotate if rotate else links.revoke
        claire = self.firms[paper.firm].claire
        run = self.within(paper, lambda tx: act(tx, paper.document_id, paper.link_id, claire))
        new = self.agree(lambda: None, run)
        paper.lost_link()
        if rotate and new:
            paper.link_id, paper.token = new.id, self.stage.run(self.token_of(paper, new.seed))

    @rule(paper=papers)
    def use_a_dead_link(self, paper: Paper) -> None:
        if paper.dead:
            self.answer(paper, Action.APPROVE, token=paper.dead[-1])

    @rule(span=SPANS)
    def wait(self, span: timedelta) -> None:
        self.stage.at += span

    @rule(paper=papers)
    def the_stranger_meddles(self, paper: Paper) -> None:
        """The other firm knows the id, and it is worth nothing (I15)."""
        other = self.firms["durand" if paper.firm == "merel" else "merel"]
        paper_id, claire = paper.document_id, other.claire
        for act in (
            lambda tx: acts.read(tx, paper_id),
            lambda tx: publishing.publish(tx, paper_id, claire),
            lambda tx: course.withdraw(tx, paper_id, claire, "?"),
            lambda tx: drafts.save(tx, paper_id, {}),
            lambda tx: answers.mark_accepted(tx, paper_id, claire, version=1, key="k", reason="?"),
        ):
            with pytest.raises(NotFound):
                self.stage.run(self.within(other, act)())

    # How it is done.

    def well_prepared(self, paper: Paper, action: Action) -> None:
        self.prepare(paper, action)
        self.perform(paper, action)

    def prepare(self, paper: Paper, action: Action) -> None:
        """Have at hand, or wait for, what an action needs."""
        if action is Action.PUBLISH and (
            not paper.drafted or (paper.draft_until or date.max) < self.stage.day
        ):
            self.write(paper, stale=False)
        elif action is Action.SIGN:
            self.stage.run(self.send_code(paper))
        elif action is Action.EXPIRE and paper.valid_until:
            self.wait_for(paper.valid_until + timedelta(days=1))
        elif action is Action.RESUME and paper.held_until:
            self.wait_for(paper.held_until)

    def wait_for(self, day: date) -> None:
        self.stage.at = max(self.stage.at, datetime.combine(day, time(9), PARIS))

    def perform(self, paper: Paper, action: Action) -> None:
        claire, paper_id = self.firms[paper.firm].claire, paper.document_id
        match action:
            case Action.APPROVE | Action.REJECT | Action.HOLD:
                self.answer(paper, action)
            case Action.SIGN:
                self.answer(paper, action, code="right")
            case Action.PUBLISH:
                self.publish(paper)
            case Action.MARK_ACCEPTED:
                self.mark_accepted(paper)
            case Action.REOPEN:
                self.reopen(paper, claire)
            case Action.WITHDRAW:
                act = self.within(paper, lambda tx: course.withdraw(tx, paper_id, claire, "Doublon"))
                self.follow(paper, action, lambda: paper.can(action), act, paper.withdrawn)
            case _:
                self.keep_time(paper, action)

    def keep_time(self, paper: Paper, action: Action) -> None:
        """Expire, resume or extend: the acts that depend on the day."""
        claire, day, paper_id = self.firms[paper.firm].claire, self.stage.day, paper.document_id
        until = paper.next_end(day)
        match action:
            case Action.EXPIRE:
                act = self.within(paper, lambda tx: course.expire(tx, paper_id))
                self.follow(paper, action, lambda: paper.may_expire(day), act, paper.expired)
            case Action.RESUME:
                act = self.within(paper, lambda tx: course.resume(tx, paper_id))
                self.follow(paper, action, lambda: paper.may_resume(day), act, paper.resumed)
            case Action.EXTEND:
                act = self.within(paper, lambda tx: course.extend(tx, paper_id, claire, until))
                self.follow(
                    paper, action, lambda: paper.may_extend(until, day), act, lambda: paper.extended(until)
                )

    def publish(self, paper: Paper) -> None:
        before, firm = paper.state, self.firms[paper.firm]
        run = self.within(paper, lambda tx: publishing.publish(tx, paper.document_id, firm.claire))
        if published := self.agree(lambda: paper.may_publish(self.stage.day), run):
            assert paper.number in ("", published.number)
            assert published.version == paper.version + 1
            paper.number = published.number
            opened = self.stage.run(links.open_link(self.stage.database, published.token, self.stage.at))
            paper.published(published.sha256, published.token, opened.link.id)
            self.stage.hit[before, Action.PUBLISH] += 1

    def answer(
        self,
        paper: Paper,
        action: Action,
        *,
        by_staff: bool = False,
        key: str = "",
        version: int | None = None,
        comment: str = "Voilà",
        hold: date | None = None,
        code: str = "none",
        token: str | None = None,
    ) -> None:
        firm, key = self.firms[paper.firm], key or new_id("key")
        version = paper.version if version is None else version
        token = paper.token if token is None else token
        hold = hold or (self.stage.day + timedelta(days=3) if action is Action.HOLD else None)
        digits = self.typed(paper, code)
        said = Answer(
            key, action, version, "Jeanne Petit", firm.client.email, comment, terms=True, hold_until=hold,
            code=digits, typed_name="Jeanne Petit" if action is Action.SIGN else "",
        )  # fmt: skip
        body = (action, version, comment, hold)
        known = ""

        def expected() -> None:
            nonlocal known
            if not by_staff:
                paper.may_use_link(token)
            if known := paper.repeated(key, body):
                return
            paper.may_answer(action, version, self.stage.day, hold)
            if action is Action.SIGN and not digits:
                raise Invalid([])  # code-needed: no try is spent
            if action is Action.SIGN:
                paper.try_code(digits, version, self.stage.at)

        async def run() -> Receipt:
            if not by_staff:
                return await answers.give(self.stage.database, token, said, Witness())
            async with firm.transaction() as tx:
                return await answers.give_for_client(
                    tx, paper.document_id, firm.claire, said, reason="Accord", proof="Appel"
                )

        before = paper.state
        receipt = self.agree(expected, run)
        if receipt is None:
            return
        assert receipt.again == bool(known)
        if known:
            assert receipt.answer_id == known
            return
        paper.given[key] = Given(body, receipt.answer_id)
        paper.answered(action, self.stage.at, "" if by_staff else paper.link_id, hold)
        self.stage.hit[before, action] += 1

    def mark_accepted(self, paper: Paper) -> None:
        firm, key, before = self.firms[paper.firm], new_id("key"), paper.state
        run = self.within(
            paper,
            lambda tx: answers.mark_accepted(
                tx, paper.document_id, firm.claire, version=paper.version, key=key, reason="Bon de commande"
            ),
        )
        if self.agree(lambda: paper.may_mark_accepted(paper.version), run):
            paper.answered(Action.MARK_ACCEPTED, self.stage.at, "", None)
            assert self.stage.run(run()).again
            self.stage.hit[before, Action.MARK_ACCEPTED] += 1

    def reopen(self, paper: Paper, actor: Actor) -> None:
        link_id = actor.id if actor.kind == "client" else ""
        run = self.within(paper, lambda tx: course.reopen(tx, paper.document_id, actor, "Erreur"))
        self.follow(
            paper, Action.REOPEN, lambda: paper.may_reopen(link_id, self.stage.at), run, paper.reopened
        )

    async def send_code(self, paper: Paper) -> None:
        firm = self.firms[paper.firm]
        async with firm.transaction() as tx:
            await codes.request(tx, await acts.read(tx, paper.document_id), firm.client.email, "fr")
            mine = (code_table.c.document_id == paper.document_id) & code_table.c.voided_at.is_(None)
            last = select(code_table.c.id).where(mine).order_by(code_table.c.created_at.desc()).limit(1)
            if paper.token:
                digits = await codes.digits(tx, await tx.scalar(last))
                paper.code = Code.made(digits, paper.version, self.stage.at)

    def typed(self, paper: Paper, how: str) -> str:
        right = paper.code.digits if paper.code else "000000"
        return {"none": "", "right": right, "wrong": f"{(int(right) + 1) % 10**6:06d}"}[how]

    async def token_of(self, paper: Paper, seed: bytes) -> str:
        async with self.firms[paper.firm].transaction() as tx:
            return links.token(tx, seed)

    def within(
        self, whose: Paper | Company, act: Callable[[Tx], Awaitable[Any]]
    ) -> Callable[[], Awaitable[Any]]:
        firm = self.firms[whose.firm] if isinstance(whose, Paper) else whose

        async def run() -> Any:
            async with firm.transaction() as tx:
                return await act(tx)

        return run

    def follow(
        self,
        paper: Paper,
        action: Action,
        expected: Callable[[], object],
        run: Callable[[], Awaitable[Any]],
        then: Callable[[], None],
    ) -> None:
        before = paper.state
        if self.agree(expected, run) is not None:
            then()
            self.stage.hit[before, action] += 1

    def agree(self, expected: Callable[[], object], run: Callable[[], Awaitable[Any]]) -> Any:
        """Do it; model and record must both take it (gives the result) or refuse it in the same words."""
        self.stage.at += timedelta(seconds=1)
        refusal: Refused | Invalid | None = None
        try:
            expected()
        except (Refused, Invalid) as refused:
            refusal = refused
        result, said = self.stage.run(outcome(run))
        assert said is None or refusal is not None, f"the record refuses what the model takes: {said!r}"
        assert said is not None or refusal is None, f"the record takes what the model refuses: {refusal!r}"
        assert words(said) == words(refusal)
        return result

    # What must hold after every step.

    @invariant()
    def the_record_is_what_the_model_says(self) -> None:
        for name, firm in self.firms.items():
            if mine := [paper for paper in self.known if paper.firm == name]:
                self.stage.run(check(firm, mine, self.stage.at))
