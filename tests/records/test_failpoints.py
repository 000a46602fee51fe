"""T3: an act interrupted anywhere leaves all of itself or nothing, and can be done again (I1, I18)."""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from domain.answer import Answer
from domain.lifecycle import Action
from domain.refusals import Invalid, Refused
from records import acts, answers, audit, codes, course, drafts, links, publishing
from records.database import Database, Tx, now
from records.ids import new_id
from records.schema import OWNED, documents
from records.schema import codes as code_table
from tests.parts import DatabaseUrls
from tests.world import Company, World, in_days

Act = Callable[[], Awaitable[object]]
# How an act is made ready: on a sound database, to be carried out on one that is going to fail.
Ready = Callable[[Company, Company], Awaitable[Act]]

# A try of a code counts whatever becomes of the rest: all that an interruption may leave behind.
ROWS = " UNION ALL ".join(
    f"SELECT '{table.name}', (to_jsonb(t) - 'attempts_left')::text FROM {table.name} t"  # noqa: S608  our own names
    for table in OWNED
)
MOST = 60  # no act has so many statements: a failpoint that never misses would loop for ever


class Blow(Exception):  # noqa: N818  it names what happens
    """What strikes at a failpoint."""


class Failpoints:
    """Strikes at the n-th statement, or the n-th commit, of what runs on an engine.

    `before` raises instead of sending the statement, `after` lets it run and cuts the connection;
    `at commit` cuts it just before the commit is sent, `after commit` loses the database's word of it.
    """

    def __init__(self, database: Database) -> None:
        self.engine = database.engine.sync_engine
        self.commit = self.engine.dialect.do_commit
        self.moment, self.left, self.struck = "", 0, False

    @contextmanager
    def striking(self, moment: str, at: int) -> Iterator[None]:
        self.moment, self.left, self.struck = moment, at, False
        event.listen(self.engine, "before_cursor_execute", self._before)
        event.listen(self.engine, "after_cursor_execute", self._after)
        try:
            with patch.object(self.engine.dialect, "do_commit", self._committing):
                yield
        finally:
            event.remove(self.engine, "before_cursor_execute", self._before)
            event.remove(self.engine, "after_cursor_execute", self._after)

    def _now(self, moment: str) -> bool:
        if moment != self.moment or self.struck:
            return False
        self.left -= 1
        self.struck = self.left == 0
        return self.struck

    def _before(self, *_: Any) -> None:
        if self._now("before"):
            raise Blow

    def _after(self, connection: Connection, *_: Any) -> None:
        if self._now("after"):
            _cut(connection.connection)

    def _committing(self, connection: Any) -> None:
        if self._now("at commit"):
            _cut(connection)
        self.commit(connection)
        if self._now("after commit"):
            raise Blow


def _cut(connection: Any) -> None:
    """Drop the connection without a word, as a killed process or a pulled cable does."""
    connection.driver_connection.terminate()


@dataclass(frozen=True)
class Rows:
    """Everything that the record holds about a firm."""

    rows: frozenset[tuple[str, str]]

    @classmethod
    async def of(cls, firm: Company) -> "Rows":
        async with firm.transaction() as tx:
            assert await audit.faults(tx) == []
            return cls(frozenset((row[0], row[1]) for row in await tx.all(text(ROWS))))

    def since(self, before: "Rows") -> dict[str, int]:
        """How many rows of each table are new or read otherwise."""
        return dict(Counter(table for table, _ in self.rows - before.rows))


async def goes_through(act: Act) -> bool:
    """Whether an act came to its end; whatever stopped it must be the blow or a lost connection."""
    try:
        await act()
    except (Blow, DBAPIError, OSError):
        return False
    return True


async def strike_everywhere(points: Failpoints, firm: Company, ready: Callable[[], Awaitable[Act]]) -> int:
    """Interrupt an act at each statement and each commit; gives how many blows it took.

    After each blow nothing of the act may be there, and in the end the same act must succeed.
    """
    blows = 0
    for moment in ("before", "after", "at commit"):
        act = await ready()
        before = await Rows.of(firm)
        for at in range(1, MOST):
            with points.striking(moment, at):
                done = await goes_through(act)
            left = (await Rows.of(firm)).since(before)
            if not points.struck:
                assert done, f"after {at - 1} blows {moment}, the act does not succeed"
                assert left, "the act left no trace"
                break
            assert not done, f"{moment} {at}: a lost connection went unnoticed"
            assert left == {}, f"{moment} {at}: half an act is left"
            await _give_back_tries(firm)
            blows += 1
        else:
            raise AssertionError("the act never came to its end")
    return blows


async def lose_the_word(points: Failpoints, firm: Company, ready: Callable[[], Awaitable[Act]]) -> None:
    """Commit an act and let nobody know: all of it is there, and repeating it changes nothing."""
    act, before = await ready(), await Rows.of(firm)
    assert await goes_through(act)
    whole = (await Rows.of(firm)).since(before)
    for at in range(1, MOST):
        act, before = await ready(), await Rows.of(firm)
        with points.striking("after commit", at):
            done = await goes_through(act)
        if not points.struck:
            break
        assert not done
        told = (await Rows.of(firm)).since(before)
        assert told in ({}, whole), f"after commit {at}: half an act is left"
        with suppress(Refused, Invalid):  # "already approved": a clean word, and no second effect
            await act()
        assert (await Rows.of(firm)).since(before) == whole


async def _give_back_tries(firm: Company) -> None:
    async with firm.transaction() as tx:
        await tx.execute(code_table.update().values(attempts_left=codes.TRIES))


@pytest.fixture
async def failing(database_urls: DatabaseUrls, database: Database) -> AsyncIterator[Database]:
    """The same records through an engine of its own, which can be struck."""
    opened = Database(database_urls.app, database.key, pool_size=2)
    yield opened
    await opened.close()


def in_one(firm: Company, act: Callable[[Tx], Awaitable[object]], at: datetime | None = None) -> Act:
    """An act as its callers do it: in one transaction."""

    async def run() -> object:
        async with firm.transaction(at) as tx:
            return await act(tx)

    return run


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
