"""Answers at the door of the record: I1 to I6."""

import pytest

from domain.lifecycle import Action, State
from domain.refusals import AlreadyDecided, Superseded
from records import audit
from tests.world import World


async def test_mme_petit_approves_her_quote(world: World) -> None:
    quote = await world.merel.quote()
    receipt = await world.merel.answer(quote, Action.APPROVE)
    assert receipt.state is State.APPROVED
    assert (await world.merel.document(quote)).state == "approved"


async def test_an_answer_to_a_superseded_version_names_the_one_that_counts(world: World) -> None:
    first = await world.merel.quote()
    second = await world.merel.new_version(first, title="Extension, version corrigée")
    with pytest.raises(Superseded) as refused:
        await world.merel.answer(first, Action.APPROVE)
    assert refused.value.current == second.version == 2


async def test_a_decided_version_takes_no_second_answer(world: World) -> None:
    quote = await world.merel.quote()
    await world.merel.answer(quote, Action.APPROVE)
    with pytest.raises(AlreadyDecided):
        await world.merel.answer(quote, Action.REJECT, comment="Trop cher")


async def test_the_journal_of_a_whole_life_verifies(world: World) -> None:
    quote = await world.merel.quote()
    await world.merel.answer(quote, Action.REJECT, comment="Trop cher")
    again = await world.merel.new_version(quote)
    await world.merel.answer(again, Action.APPROVE)
    async with world.merel.transaction() as tx:
        assert await audit.faults(tx) == []
