"""What strikes an act at each statement and each commit, and what must be there afterwards."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unittest.mock import patch

from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from domain.refusals import Invalid, Refused
from records import audit, codes
from records.database import Database, Tx
from records.schema import OWNED
from records.schema import codes as code_table
from tests.world import Company

Act = Callable[[], Awaitable[object]]
# How an act is made ready: on a sound database, to be carried out on one that is going to fail.
Ready = Callable[[Company, Company], Awaitable[Act]]

# A try of a code counts whatever becomes of the rest: all that an interruption may leave behind.
ROWS = " UNION ALL ".join(
    f"SELECT '{table.name}', (to_jsonb(t) - 'attempts_left')::text FROM {table.name} t"  # noqa: S608  our own names
    for table in OWNED
)
MOST = 150  # no act has so many statements: a failpoint that never misses would loop for ever


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


def in_one(firm: Company, act: Callable[[Tx], Awaitable[object]], at: datetime | None = None) -> Act:
    """An act as its callers do it: in one transaction."""

    async def run() -> object:
        async with firm.transaction(at) as tx:
            return await act(tx)

    return run
