"""Everybody who does something with the statements of a contract, as a state machine beside the model."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from domain.answer import Answer
from domain.lifecycle import ACCEPTED, Action, State
from domain.money import percent_of
from domain.refusals import Invalid, Refused
from records import (
    acts,
    answers,
    approvers,
    audit,
    billings,
    contracts,
    course,
    drafts,
    ledger,
    publishing,
    statements,
)
from records.database import Database, Tx
from records.evidence import Witness
from records.ids import new_id
from records.publishing import Published
from records.schema import answers as answer_table
from records.schema import billings as billing_table
from tests import works
from tests.records.lives import Stage, outcome, words
from tests.records.statement_model import CLIENT, Percents, Sheet, Stages, Works
from tests.world import Company, make_world

PEOPLE = {
    "architect": works.ARCHITECT,
    "owner": works.OWNER,
    "payer": {"name": "Banque des Rives", "email": "prets@rives.example", "role": "payer"},
}
CHAINS: dict[str, Stages] = {
    "nobody": [],
    "one after the other": [["architect"], ["owner"]],
    "side by side, then another": [["architect", "owner"], ["payer"]],
}
MARKET = {"1.1": 321547, "1.2": 689058, "2.1": 785000, "2.2": 420553}  # cents, of the worked example
STEPS = st.sampled_from([0, 15, 40, 66, 90, 100])
PROGRESS = st.fixed_dictionaries(dict.fromkeys(MARKET, STEPS))
PICK = st.integers(0, 40)
HOW = st.sampled_from(["whole", "whole", "less", "reject", "staff", "back"])
# What there is to do, besides what the lifecycle names.
BILL = "bill"


@dataclass
class Scene:
    """A firm with a contract, beside its model."""

    firm: Company
    quote: Published
    ids: dict[str, str]
    works: Works
    tokens: dict[str, str] = field(default_factory=dict)  # of the client's links, by document

    async def secret(self, sheet: Sheet, who: str) -> str:
        """The link through which somebody answers a statement."""
        if who == CLIENT:
            return self.tokens[sheet.document_id]
        statement = Published("", sheet.document_id, sheet.version, "", "", "")
        return await works.token_of(self.firm, statement, PEOPLE[who]["email"])


async def opened(database: Database) -> Scene:
    firm = (await make_world(database)).merel
    quote = await works.contract(firm, works.MARKET)
    return Scene(firm, quote, await works.line_ids(firm, quote), Works(tuple(MARKET)))


class StatementLives(RuleBasedStateMachine):
    """One contract, its statements, and everybody who does something with them."""

    stage: ClassVar[Stage]
    hit: ClassVar[Counter[str]] = Counter()

    @initialize()
    def there_is_a_contract(self) -> None:
        self.scene = self.stage.run(opened(self.stage.database))
        self.works = self.scene.works

    @property
    def sheets(self) -> list[Sheet]:
        return self.works.sheets

    # What everybody does.

    @rule(name=st.sampled_from(sorted(CHAINS)))
    def change_the_chain(self, name: str) -> None:
        stages = CHAINS[name]
        raw = [
            {"people": [PEOPLE[who]], "parallel": place > 0}
            for stage in stages
            for place, who in enumerate(stage)
        ]
        self.stage.run(works.give_chain(self.scene.firm, raw))
        self.works.stages = stages

    @rule(typed=PROGRESS)
    def begin(self, typed: Percents) -> None:
        raw, quote_id = {"progress": self.written(typed)}, self.scene.quote.document_id
        claire = self.scene.firm.claire
        run = self.within(lambda tx: statements.create(tx, claire, raw, quote_id=quote_id))
        if draft := self.agree(self.works.may_begin, run):
            self.sheets.append(Sheet(draft.document_id, typed))

    @precondition(lambda self: self.sheets)
    @rule(pick=PICK, typed=PROGRESS)
    def write(self, pick: int, typed: Percents) -> None:
        sheet = self.picked(pick)
        raw = {"progress": self.written(typed)}
        if self.agree(
            lambda: self.works.may_write(sheet),
            self.within(lambda tx: drafts.save(tx, sheet.document_id, raw)),
        ):
            sheet.typed = typed

    @precondition(lambda self: self.sheets)
    @rule(pick=PICK)
    def publish(self, pick: int) -> None:
        sheet, claire = self.picked(pick), self.scene.firm.claire
        run = self.within(lambda tx: publishing.publish(tx, sheet.document_id, claire))
        if published := self.agree(lambda: self.works.may_publish(sheet), run):
            self.works.published(sheet)
            self.scene.tokens[sheet.document_id] = published.token
            if sheet.stages:
                self.scene.tokens[sheet.document_id] = self.stage.run(self.clients_link(sheet))
            self.hit["publish"] += 1

    @precondition(lambda self: self.sheets)
    @rule(
        pick=PICK,
        who=st.sampled_from([CLIENT, *PEOPLE]),
        action=st.sampled_from([Action.APPROVE, Action.APPROVE, Action.REJECT]),
        typed=st.dictionaries(st.sampled_from(sorted(MARKET)), STEPS, max_size=2),
    )
    def answer(self, pick: int, who: str, action: Action, typed: Percents) -> None:
        sheet = self.picked(pick)
        if not sheet.version or (who != CLIENT and who not in sheet.asked):
            return  # nobody gave them a link
        secret = self.stage.run(self.scene.secret(sheet, who))
        said = Answer(
            new_id("key"), action, sheet.version, "Qui répond", "qui@repond.example", "Voilà", terms=True,
            admitted={self.scene.ids[line]: str(percent) for line, percent in typed.items()},
        )  # fmt: skip

        async def run() -> Any:
            return await answers.give(self.stage.database, secret, said, Witness())

        if receipt := self.agree(lambda: self.works.may_answer(sheet, who, action, typed), run):
            self.works.answered(sheet, who, action, typed if action is Action.APPROVE else {})
            assert receipt.state == sheet.state
            settled = sheet.given[-1].settles
            self.hit[str(action) if settled else "endorse"] += 1
            self.hit["in part"] += sheet.in_part

    @precondition(lambda self: self.sheets)
    @rule(pick=PICK)
    def take_what_was_admitted(self, pick: int) -> None:
        sheet, claire = self.picked(pick), self.scene.firm.claire
        run = self.within(lambda tx: course.accept_admitted(tx, sheet.document_id, claire))
        if self.agree(lambda: sheet.can(Action.ACCEPT_ADMITTED), run):
            sheet.in_part, sheet.to_bill = False, True
            self.hit["accept_admitted"] += 1

    @precondition(lambda self: self.sheets)
    @rule(pick=PICK)
    def mark_accepted(self, pick: int) -> None:
        sheet, firm, key = self.picked(pick), self.scene.firm, new_id("key")
        run = self.within(
            lambda tx: answers.mark_accepted(
                tx, sheet.document_id, firm.claire, version=sheet.version, key=key, reason="Accord"
            )
        )
        if self.agree(lambda: sheet.can(Action.MARK_ACCEPTED), run):
            sheet.given = [given for given in sheet.given if given.action is not Action.REJECT]
            sheet.decided("", Action.MARK_ACCEPTED, sheet.admitted)
            self.hit["mark_accepted"] += 1

    @precondition(lambda self: self.sheets)
    @rule(pick=PICK)
    def take_back(self, pick: int) -> None:
        sheet, claire = self.picked(pick), self.scene.firm.claire
        run = self.within(lambda tx: course.reopen(tx, sheet.document_id, claire, "Erreur"))
        if self.agree(lambda: self.works.may_reopen(sheet), run):
            sheet.taken_back()
            self.hit["reopen"] += 1

    @precondition(lambda self: self.sheets)
    @rule(pick=PICK)
    def withdraw(self, pick: int) -> None:
        sheet, claire = self.picked(pick), self.scene.firm.claire
        run = self.within(lambda tx: course.withdraw(tx, sheet.document_id, claire, "Doublon"))
        if self.agree(lambda: sheet.can(Action.WITHDRAW), run):
            sheet.state = State.WITHDRAWN
            sheet.close()
            self.hit["withdraw"] += 1

    @precondition(lambda self: self.sheets)
    @rule(pick=PICK)
    def bill(self, pick: int) -> None:
        """Hand figures over as the story does: whatever is due, once."""
        sheet = self.picked(pick)

        async def run(tx: Tx) -> bool:
            due = await billings.due(tx, await acts.read(tx, sheet.document_id))
            return bool(due) and await billings.bill(tx, sheet.document_id, due)

        assert self.stage.run(self.within(run)()) == sheet.to_bill
        sheet.billed, sheet.to_bill = sheet.billed or sheet.to_bill, False
        self.hit[BILL] += sheet.billed

    @rule(moves=st.lists(st.tuples(PROGRESS, HOW), min_size=2, max_size=6))
    def go_on(self, moves: list[tuple[Percents, str]]) -> None:
        """Do what usually comes next, so that lives come far."""
        for typed, how in moves:
            self.move(typed, how)
            self.the_record_is_what_the_model_says()

    def move(self, typed: Percents, how: str) -> None:
        """Take the next step; where there is a choice, `how` makes it."""
        last = len(self.sheets) - 1
        if not self.sheets or self.sheets[last].billed:
            self.begin(self.ahead(typed, None))
            return
        sheet = self.sheets[last]
        awaited = self.works.awaited(sheet)
        if sheet.state in (State.DRAFT, State.REJECTED):
            self.write(last, self.ahead(typed, sheet))
            self.publish(last)
        elif awaited and how == "staff":
            self.mark_accepted(last)
        elif awaited:
            less = {"1.2": self.works.before(sheet)["1.2"]} if how == "less" else {}
            self.answer(last, awaited[0], Action.REJECT if how == "reject" else Action.APPROVE, less)
        elif sheet.state in ACCEPTED and how == "back":
            self.take_back(last)
        elif sheet.in_part:
            self.take_what_was_admitted(last)
        elif sheet.to_bill:
            self.bill(last)
        else:
            self.begin(self.ahead(typed, None))

    # How it is done.

    def picked(self, pick: int) -> Sheet:
        return self.sheets[pick % len(self.sheets)]

    def ahead(self, typed: Percents, sheet: Sheet | None) -> Percents:
        """Progress that does not fall behind what was accepted."""
        before = self.works.before(sheet)
        return {line: max(before[line], percent) for line, percent in typed.items()}

    def written(self, typed: Mapping[str, int]) -> list[dict[str, str]]:
        return [{"line_id": self.scene.ids[line], "percent": str(percent)} for line, percent in typed.items()]

    async def clients_link(self, sheet: Sheet) -> str:
        """The link of the client, who is not in the chain and only reads."""
        statement = Published("", sheet.document_id, sheet.version, "", "", "")
        return await works.token_of(self.scene.firm, statement, self.scene.firm.client.email)

    def within(self, act: Callable[[Tx], Awaitable[Any]]) -> Callable[[], Awaitable[Any]]:
        async def run() -> Any:
            async with self.scene.firm.transaction() as tx:
                return await act(tx)

        return run

    def agree(self, expected: Callable[[], object], run: Callable[[], Awaitable[Any]]) -> Any:
        """Do it; model and record must both take it (gives the result) or refuse it in the same words."""
        refusal: Refused | Invalid | None = None
        try:
            expected()
        except (Refused, Invalid) as refused:
            refusal = refused
        result, said = self.stage.run(outcome(run))
        assert words(said) == words(refusal), f"the record says {said!r}, the model {refusal!r}"
        return result

    # What must hold after every step.

    @invariant()
    def the_record_is_what_the_model_says(self) -> None:
        self.stage.run(self.within(self.check)())

    async def check(self, tx: Tx) -> None:
        for sheet in self.sheets:
            await self.stands(tx, sheet)
        await self.telescopes(tx)

    async def stands(self, tx: Tx, sheet: Sheet) -> None:
        row = await acts.read(tx, sheet.document_id)
        assert (row.state, row.version, row.in_part, row.to_bill) == (
            sheet.state,
            sheet.version,
            sheet.in_part,
            sheet.to_bill,
        )
        assert (row.draft is not None) == (sheet.typed is not None)
        assert row.ordinal == sheet.ordinal
        chain = await approvers.running(tx, row)
        assert {turn.role: turn.state for turn in chain.turns} == sheet.turns
        mine = (answer_table.c.document_id == row.id) & (answer_table.c.version == row.version)
        given = await tx.all(
            select(answer_table.c.action, answer_table.c.settles)
            .where(mine, answer_table.c.reopened_at.is_(None))
            .order_by(answer_table.c.answered_at)
        )
        assert [tuple(one) for one in given] == [(one.action, one.settles) for one in sheet.given], "I3"
        held = await tx.all(select(billing_table).where(billing_table.c.document_id == row.id))
        standing = [one for one in held if one.voided_at is None]
        assert len(standing) == sheet.billed
        assert all(one.payable == row.payable for one in standing)

    async def telescopes(self, tx: Tx) -> None:
        """I11: what was accepted never exceeds the contract, and its periods sum to it."""
        works_so_far = recovered = retention = gross = 0
        for sheet in self.works.sent():
            if sheet.state not in ACCEPTED:
                continue
            _, _, account = await contracts.as_accepted(tx, await acts.read(tx, sheet.document_id))
            expected = sum(percent_of_line(line, percent) for line, percent in sheet.accepted.items())
            works_so_far += account.works
            recovered += account.recovered
            retention += account.retention
            gross += account.gross
            assert account.works_total == works_so_far == expected <= sum(MARKET.values())
            assert account.retention_total == retention
            assert sum(rate.recovered for rate in account.so_far.rates) == recovered <= 664848
            assert account.so_far.gross == gross
        contract = await contracts.of_quote(tx, self.scene.quote.document_id)
        assert contract is not None
        await ledger.of(tx, contract.id)

    def teardown(self) -> None:
        async def whole(tx: Tx) -> list[str]:
            return await audit.faults(tx)

        if hasattr(self, "scene"):
            assert self.stage.run(self.within(whole)()) == [], "I17"


def percent_of_line(line: str, percent: int) -> int:
    """What a line is worth at this progress, in cents."""
    return percent_of(Decimal(percent), MARKET[line])
