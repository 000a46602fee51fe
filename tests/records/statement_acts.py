"""Acts on statements, each made ready on a sound database to be carried out on one that is going to fail."""

from functools import partial
from typing import Any

from domain.lifecycle import Action
from records import acts, billings, cells, course, publishing, reminders, statements, turns
from records.cells import Cell
from records.ids import new_id
from records.publishing import Published
from tests import chains, works
from tests.chains import DIRECTOR, PARALLEL, STAND_IN, late
from tests.records.interruptions import Act, Ready, in_one
from tests.works import ARCHITECT, OWNER, S1
from tests.world import Company

ESCALATION = {"escalate_name": DIRECTOR["name"], "escalate_email": DIRECTOR["email"]}


async def sent(firm: Company, chain: list[dict[str, Any]] | None = None) -> Published:
    await works.give_chain(firm, chain or [])
    return await works.statement(firm, await works.contract(firm), S1)


async def begin(sound: Company, struck: Company) -> Act:
    quote = await works.contract(sound)
    return in_one(struck, lambda tx: statements.create(tx, sound.claire, {}, quote_id=quote.document_id))


async def type_a_cell(sound: Company, struck: Company) -> Act:
    quote = await works.contract(sound)
    draft = await works.draft_statement(sound, quote, S1)
    cell = Cell((await works.line_ids(sound, quote))["1.2"], "percent", "40")
    return in_one(struck, lambda tx: cells.set_cells(tx, draft.document_id, [cell]))


async def go_on(sound: Company, struck: Company) -> Act:
    """Publish the second statement to a chain of approvers, which takes what was admitted of the first."""
    await works.give_chain(sound, [])
    quote = await works.contract(sound)
    ids = await works.line_ids(sound, quote)
    first = await works.statement(sound, quote, S1)
    await sound.answer(first, Action.APPROVE, admitted={ids["1.2"]: "20"})
    await works.give_chain(sound)
    draft = await works.draft_statement(sound, quote, S1 | {"2.1": "40"})
    return in_one(struck, lambda tx: publishing.publish(tx, draft.document_id, sound.claire))


async def approve_in_part(sound: Company, struck: Company) -> Act:
    await works.give_chain(sound, [])
    quote = await works.contract(sound)
    ids = await works.line_ids(sound, quote)
    statement, key = await works.statement(sound, quote, S1), new_id("key")
    return partial(struck.answer, statement, Action.APPROVE, key=key, admitted={ids["1.2"]: "20"})


async def take_what_was_admitted(sound: Company, struck: Company) -> Act:
    await works.give_chain(sound, [])
    quote = await works.contract(sound)
    ids = await works.line_ids(sound, quote)
    statement = await works.statement(sound, quote, S1)
    await sound.answer(statement, Action.APPROVE, admitted={ids["1.2"]: "20"})
    return in_one(struck, lambda tx: course.accept_admitted(tx, statement.document_id, sound.claire))


async def decide(
    sound: Company, struck: Company, *, person: dict[str, str], action: Action, chain: list[dict[str, Any]]
) -> Act:
    """Answer in one's turn: the visa that opens the next stage, the last approval, a rejection."""
    statement, key = await sent(sound, chain), new_id("key")
    if person is OWNER and chain is works.CHAIN:
        await works.answer_as(sound, statement, ARCHITECT, Action.APPROVE)
    return partial(works.answer_as, struck, statement, person, action, key=key, comment="Voilà")


async def hand_over(sound: Company, struck: Company) -> Act:
    statement = await sent(sound, works.CHAIN)
    turn, new = await chains.turn_of(sound, statement, ARCHITECT), STAND_IN
    return in_one(
        struck,
        lambda tx: turns.delegate(
            tx, statement.document_id, turn.id, sound.claire, name=new["name"], email=new["email"]
        ),
    )


async def be_late(sound: Company, struck: Company, *, chain: list[dict[str, Any]]) -> Act:
    statement = await sent(sound, chain)
    due = (await chains.running(sound, statement)).step(1).due_at
    return in_one(struck, lambda tx: reminders.carry_out(tx, statement.document_id, "deadline-1"), due)


async def bill(sound: Company, struck: Company) -> Act:
    statement = await sent(sound)
    await sound.answer(statement, Action.APPROVE)
    async with sound.transaction() as tx:
        due = await billings.due(tx, await acts.read(tx, statement.document_id))
    return in_one(struck, lambda tx: billings.bill(tx, statement.document_id, due))


async def take_back(sound: Company, struck: Company) -> Act:
    """Take back an answer whose figures went to invoicing, given through a chain."""
    statement = await sent(sound, [works.CHAIN[0]])
    await works.answer_as(sound, statement, ARCHITECT, Action.APPROVE)
    async with sound.transaction() as tx:
        due = await billings.due(tx, await acts.read(tx, statement.document_id))
        await billings.bill(tx, statement.document_id, due)
    return in_one(struck, lambda tx: course.reopen(tx, statement.document_id, sound.claire, "Erreur"))


def _decides(person: dict[str, str], action: Action, chain: list[dict[str, Any]]) -> Ready:
    return partial(decide, person=person, action=action, chain=chain)


STATEMENT_ACTS: dict[str, Ready] = {
    "begin a statement": begin,
    "type a cell": type_a_cell,
    "go on with the next statement": go_on,
    "approve in part": approve_in_part,
    "take what was admitted": take_what_was_admitted,
    "give a visa": _decides(ARCHITECT, Action.APPROVE, works.CHAIN),
    "give the last approval": _decides(OWNER, Action.APPROVE, works.CHAIN),
    "reject in one's turn": _decides(OWNER, Action.REJECT, PARALLEL),
    "hand a turn over": hand_over,
    "be reminded of a deadline": partial(be_late, chain=works.CHAIN),
    "escalate": partial(be_late, chain=late("escalate", **ESCALATION)),
    "deem a step approved": partial(be_late, chain=late("deem")),
    "settle by silence": partial(be_late, chain=late("deem")[:1]),
    "hand the figures over": bill,
    "take an answer and its figures back": take_back,
}
