"""T3: an act interrupted anywhere leaves all of itself or nothing, and can be done again (I1, I18)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from domain.answer import Answer
from domain.lifecycle import Action
from records import acts, answers, audit, codes, course, drafts, links, publishing
from records.database import Database, now
from records.ids import new_id
from records.schema import codes as code_table
from records.schema import documents
from tests.parts import DatabaseUrls
from tests.records.interruptions import Act, Failpoints, Ready, in_one, lose_the_word, strike_everywhere
from tests.records.statement_acts import STATEMENT_ACTS
from tests.world import Company, World, in_days


@pytest.fixture
async def failing(database_urls: DatabaseUrls, database: Database) -> AsyncIterator[Database]:
    """The same records through an engine of its own, which can be struck."""
    opened = Database(database_urls.app, database.key, pool_size=2)
    yield opened
    await opened.close()


async def publish(sound: Company, struck: Company) -> Act:
    draft = await sound.draft()
    return in_one(struck, lambda tx: publishing.publish(tx, draft.document_id, sound.claire))


async def revise(sound: Company, struck: Company) -> Act:
    quote = await sound.quote()
    async with sound.transaction() as tx:
        draft = await drafts.read(tx, quote.document_id)
        await drafts.save(tx, quote.document_id, {**draft.raw, "title": "Version corrigée"})
    return in_one(struck, lambda tx: publishing.publish(tx, quote.document_id, sound.claire))


async def answer(sound: Company, struck: Company, action: Action) -> Act:
    quote, key = await sound.quote(), new_id("key")
    said = {"comment": "Trop cher", "hold_until": in_days(5) if action is Action.HOLD else None}
    return lambda: struck.answer(quote, action, key=key, **said)


async def sign(sound: Company, struck: Company) -> Act:
    quote, key = await sound.quote(), new_id("key")
    async with sound.transaction() as tx:
        await codes.request(tx, await acts.read(tx, quote.document_id), sound.client.email, "fr")
        mine = code_table.c.document_id == quote.document_id
        digits = await codes.digits(tx, await tx.scalar(select(code_table.c.id).where(mine)))
    return lambda: struck.answer(quote, Action.SIGN, key=key, code=digits, typed_name="Jeanne Petit")


async def answer_for_client(sound: Company, struck: Company) -> Act:
    quote = await sound.quote()
    said = Answer(new_id("key"), Action.APPROVE, 1, "Jeanne Petit", sound.client.email)
    return in_one(
        struck,
        lambda tx: answers.give_for_client(
            tx, quote.document_id, sound.claire, said, reason="Accord", proof="Appel de midi"
        ),
    )


async def mark_accepted(sound: Company, struck: Company) -> Act:
    quote, key = await sound.quote(), new_id("key")
    return in_one(
        struck,
        lambda tx: answers.mark_accepted(
            tx, quote.document_id, sound.claire, version=1, key=key, reason="Bon de commande"
        ),
    )


async def withdraw(sound: Company, struck: Company) -> Act:
    quote = await sound.quote()
    return in_one(struck, lambda tx: course.withdraw(tx, quote.document_id, sound.claire, "Doublon"))


async def extend(sound: Company, struck: Company) -> Act:
    quote = await sound.quote()
    return in_one(struck, lambda tx: course.extend(tx, quote.document_id, sound.claire, in_days(90)))


async def expire(sound: Company, struck: Company) -> Act:
    quote = await sound.quote()
    later = now() + timedelta(days=40)
    return in_one(struck, lambda tx: course.expire(tx, quote.document_id), later)


async def resume(sound: Company, struck: Company) -> Act:
    quote = await sound.quote()
    await sound.answer(quote, Action.HOLD, hold_until=in_days(5))
    later = now() + timedelta(days=6)
    return in_one(struck, lambda tx: course.resume(tx, quote.document_id), later)


async def reopen(sound: Company, struck: Company) -> Act:
    quote = await sound.quote()
    await sound.answer(quote, Action.APPROVE)
    return in_one(struck, lambda tx: course.reopen(tx, quote.document_id, sound.claire, "Erreur"))


async def rotate(sound: Company, struck: Company) -> Act:
    quote = await sound.quote()
    async with sound.transaction() as tx:
        link = next(link for link in await links.all_of(tx, quote.document_id) if link.purpose == "mail")
    return in_one(struck, lambda tx: links.rotate(tx, quote.document_id, link.id, sound.claire))


ACTS: dict[str, Ready] = {
    "publish": publish,
    "revise": revise,
    **{
        str(action): partial(answer, action=action) for action in (Action.APPROVE, Action.REJECT, Action.HOLD)
    },
    "sign": sign,
    "answer for the client": answer_for_client,
    "mark accepted": mark_accepted,
    "withdraw": withdraw,
    "extend": extend,
    "expire": expire,
    "resume": resume,
    "reopen": reopen,
    "rotate a link": rotate,
    **STATEMENT_ACTS,
}


@pytest.mark.parametrize("act", ACTS)
async def test_i1_an_act_that_is_interrupted_anywhere_is_whole_or_not_at_all(
    world: World, failing: Database, act: str
) -> None:
    points, sound = Failpoints(failing), world.merel
    ready = partial(ACTS[act], sound, replace(sound, database=failing))
    # Each statement is struck before and after, and each commit.
    assert await strike_everywhere(points, sound, ready) >= 2 * 6
    await lose_the_word(points, sound, ready)


async def test_half_an_act_would_be_noticed(world: World, failing: Database) -> None:
    sound, struck = world.merel, replace(world.merel, database=failing)

    async def torn() -> Act:
        """A withdrawal whose journal comes in a second transaction."""
        quote = await sound.quote()

        async def run() -> None:
            async with struck.transaction() as tx:
                mine = documents.c.id == quote.document_id
                await tx.execute(documents.update().where(mine).values(state="withdrawn"))
            async with struck.transaction() as tx:
                await audit.append(tx, "withdraw", sound.claire, document_id=quote.document_id)

        return run

    with pytest.raises(AssertionError, match="half an act is left"):
        await strike_everywhere(Failpoints(failing), sound, torn)


@pytest.mark.long
async def test_i1_twenty_lives_interrupted_at_every_failpoint(world: World, failing: Database) -> None:
    points, sound = Failpoints(failing), world.merel
    for _ in range(20):
        for ready in ACTS.values():
            await strike_everywhere(points, sound, partial(ready, sound, replace(sound, database=failing)))
