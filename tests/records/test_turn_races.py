"""T4 for approvers: several answer, hand over or fall silent at the same moment; one wins."""

from collections import Counter
from functools import partial

from sqlalchemy import select

from domain.lifecycle import Action
from domain.refusals import AlreadyDecided, Refused
from records.recording import Receipt
from records.schema import answers as answer_table
from tests import chains, works
from tests.chains import DIRECTOR, ENGINEER, PARALLEL, TWO_OF_THREE, late, sent
from tests.records.rivals import ROUNDS, Rival, at_once, taken
from tests.works import ARCHITECT, OWNER, S1
from tests.world import Company, World

NEXT = S1 | {"2.1": "40"}


async def test_two_who_are_asked_side_by_side_both_approve_and_one_of_them_settles(
    world: World, webs: tuple[Company, Company]
) -> None:
    for _ in range(ROUNDS):
        statement = await sent(world.merel, PARALLEL)
        results = await at_once(
            partial(works.answer_as, webs[0], statement, ARCHITECT, Action.APPROVE),
            partial(works.answer_as, webs[1], statement, OWNER, Action.APPROVE),
        )
        states = sorted(str(result.state) for result in results if isinstance(result, Receipt))
        assert states == ["approved", "sent"]
        assert (await world.merel.document(statement)).to_bill


async def test_a_rejection_beside_an_approval_is_the_last_word_whoever_comes_first(
    world: World, webs: tuple[Company, Company]
) -> None:
    for turn in range(ROUNDS):
        statement = await sent(world.merel, PARALLEL)
        pair: list[Rival] = [
            partial(works.answer_as, webs[0], statement, ARCHITECT, Action.APPROVE),
            partial(works.answer_as, webs[1], statement, OWNER, Action.REJECT, comment="Non"),
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        approval, rejection = results if turn % 2 else reversed(results)
        assert isinstance(rejection, Receipt)
        assert isinstance(approval, Receipt | AlreadyDecided)
        assert (await world.merel.document(statement)).state == "rejected"
        states = {state for _, state in await chains.stands(world.merel, statement)}
        assert states <= {"approved", "rejected", "closed"}


async def test_the_owner_who_answers_while_the_architect_does_comes_after_or_is_told_to_wait(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    for turn in range(ROUNDS):
        # She has a link already: of a version that was sent back.
        first = await sent(firm, works.CHAIN)
        await works.answer_as(firm, first, ARCHITECT, Action.APPROVE)
        statement = await firm.new_version(first, title="Situation corrigée")
        pair: list[Rival] = [
            partial(works.answer_as, webs[0], statement, ARCHITECT, Action.APPROVE),
            partial(works.answer_as, webs[1], statement, OWNER, Action.APPROVE),
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        visa, accord = results if turn % 2 else reversed(results)
        assert isinstance(visa, Receipt)
        if isinstance(accord, Receipt):
            assert accord.state == "approved"
        else:
            assert isinstance(accord, Refused)
            assert accord.code == "not-your-turn"
            assert (await firm.document(statement)).state == "sent"


async def test_of_three_at_once_two_make_the_quorum_and_the_third_is_told_so(
    world: World, webs: tuple[Company, Company]
) -> None:
    for _ in range(ROUNDS):
        statement = await sent(world.merel, TWO_OF_THREE)
        results = await at_once(
            *(
                partial(works.answer_as, webs[n % 2], statement, person, Action.APPROVE)
                for n, person in enumerate((ARCHITECT, ENGINEER, DIRECTOR))
            )
        )
        refused = [result for result in results if isinstance(result, Refused)]
        assert [one.code for one in refused] == ["turn-taken"]
        states = [state for _, state in await chains.stands(world.merel, statement)]
        assert sorted(states[:3]) == ["approved", "approved", "closed"]
        assert states[3] == "open"


async def test_of_50_approvals_in_one_turn_one_counts_and_the_next_is_asked_once(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    statement = await sent(firm, works.CHAIN)
    results = await at_once(
        *(
            partial(works.answer_as, webs[n % 2], statement, ARCHITECT, Action.APPROVE, comment=f"visa {n}")
            for n in range(50)
        )
    )
    refused = Counter(result.code for result in results if isinstance(result, Refused))
    assert (len(taken(results)), refused) == (1, {"turn-taken": 49})
    async with firm.transaction() as tx:
        mine = (answer_table.c.document_id == statement.document_id) & ~answer_table.c.settles
        assert len(await tx.all(select(answer_table).where(mine))) == 1
    states = [state for _, state in await chains.stands(firm, statement)]
    assert states == ["approved", "open"]


async def test_a_turn_is_handed_over_or_answered_never_both(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    for turn in range(ROUNDS):
        statement = await sent(firm, works.CHAIN)
        mine = (await chains.turn_of(firm, statement, ARCHITECT)).id
        pair: list[Rival] = [
            partial(works.answer_as, webs[0], statement, ARCHITECT, Action.APPROVE),
            partial(chains.hand_over, webs[1], statement, mine),
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        (refused,) = [result for result in results if isinstance(result, Refused)]
        place = (await chains.running(firm, statement)).turns[0]
        expected = {
            "turn-taken": (ARCHITECT["name"], "approved"),
            "only-approvers": (chains.STAND_IN["name"], "open"),
        }
        assert (place.name, place.state) == expected[refused.code]


async def test_an_answer_at_the_very_deadline_and_the_silence_that_approves_have_one_winner(
    world: World, webs: tuple[Company, Company]
) -> None:
    firm = world.merel
    for turn in range(ROUNDS):
        statement = await sent(firm, late("deem"))
        due = (await chains.running(firm, statement)).step(1).due_at
        pair: list[Rival] = [
            partial(works.answer_as, webs[0], statement, ARCHITECT, Action.REJECT, comment="À temps"),
            partial(chains.carry_out, webs[1], statement, "deadline-1", due),
        ]
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        answer, lapsed = results if turn % 2 else reversed(results)
        state = (await firm.document(statement)).state
        if isinstance(answer, Receipt):
            assert (lapsed, state) == (False, "rejected")
        else:
            assert isinstance(answer, Refused)
            assert (answer.code, lapsed, state) == ("turn-taken", True, "sent")
