"""T4: people who act at the same moment, through two processes: one wins, the others are told why."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from domain.lifecycle import Action
from domain.refusals import AlreadyDecided, Busy, Gone, Invalid, NotFound, Refused, Superseded
from records import acts, answers, asking, audit, codes, course, drafts, letters, links, outbox
from records.database import Database
from records.ids import new_id
from records.publishing import Published
from records.recording import Receipt
from records.schema import answers as answer_table
from records.schema import codes as code_table
from records.schema import letters as letter_table
from records.schema import outbox as outbox_table
from tests.records.rivals import LONG_ROUNDS, ROUNDS, Rival, at_once, somebody_waits
from tests.world import Company, World, in_days


async def link_of(firm: Company, quote: Published) -> Any:
    async with firm.transaction() as tx:
        return next(link for link in await links.all_of(tx, quote.document_id) if link.purpose == "mail")


async def rivals_of_an_approval(web: Company, quote: Published) -> dict[str, Rival]:
    """What can come in the way of an approval, by name."""
    link = await link_of(web, quote)
    paper = quote.document_id

    def in_one(act: Callable[[Any], Awaitable[object]]) -> Rival:
        async def run() -> object:
            async with web.transaction() as tx:
                return await act(tx)

        return run

    return {
        "reject": lambda: web.answer(quote, Action.REJECT, comment="Trop cher"),
        "new version": lambda: web.new_version(quote),
        "withdraw": in_one(lambda tx: course.withdraw(tx, paper, web.claire, "Doublon")),
        "mark accepted": in_one(
            lambda tx: answers.mark_accepted(
                tx, paper, web.claire, version=1, key=new_id("key"), reason="Bon"
            )
        ),
        "extend": in_one(lambda tx: course.extend(tx, paper, web.claire, in_days(90))),
        "revoke": in_one(lambda tx: links.revoke(tx, paper, link.id, web.claire)),
        "rotate": in_one(lambda tx: links.rotate(tx, paper, link.id, web.claire)),
        "save a draft": in_one(lambda tx: drafts.save(tx, paper, {"title": "Corrigé"})),
        "ask for a code": in_one(lambda tx: _ask(tx, paper, web.client.email)),
    }


async def _ask(tx: Any, document_id: str, email: str) -> None:
    await codes.request(tx, await acts.read(tx, document_id), email, "fr")


# Of these only one can have happened; the others can come before an approval, whose refusal they may be.
EXCLUSIVE = frozenset({"reject", "new version", "withdraw", "mark accepted"})
REFUSALS = {
    "reject": AlreadyDecided,
    "new version": Superseded,
    "withdraw": Gone,
    "mark accepted": AlreadyDecided,
    "revoke": NotFound,
    "rotate": NotFound,
}


async def race(world: World, two: tuple[Database, Database], name: str, rounds: int) -> Counter[str]:
    """Let an approval and a rival start together; gives how often who won."""
    firm = world.merel
    one, other = (replace(firm, database=web) for web in two)
    winners: Counter[str] = Counter()
    for turn in range(rounds):
        quote = await firm.quote()
        rival = (await rivals_of_an_approval(other, quote))[name]
        pair = [lambda: one.answer(quote, Action.APPROVE), rival]  # noqa: B023  awaited before the next round
        results = await at_once(*(pair if turn % 2 else reversed(pair)))
        approved, rivalled = results if turn % 2 else reversed(results)
        if isinstance(approved, Receipt):
            winners["approval"] += 1
            if name in EXCLUSIVE:
                assert isinstance(rivalled, AlreadyDecided)
        else:
            winners[name] += 1
            assert type(approved) is REFUSALS[name]
            assert not isinstance(rivalled, Refused | Invalid)
        await _is_sound(firm, quote)
    return winners


async def _is_sound(firm: Company, quote: Published) -> None:
    async with firm.transaction() as tx:
        document = await acts.read(tx, quote.document_id)
        counted = await tx.all(
            select(answer_table.c.version, answer_table.c.action).where(
                answer_table.c.document_id == quote.document_id, answer_table.c.reopened_at.is_(None)
            )
        )
        assert len(counted) == len({row.version for row in counted}) <= 1
        assert bool(counted) == (document.state in ("approved", "rejected"))
        assert await audit.faults(tx) == []


RIVALS = [*REFUSALS, "extend", "save a draft", "ask for a code"]


@pytest.mark.parametrize("name", RIVALS)
async def test_i3_an_approval_and_a_rival_have_one_winner(
    world: World, two: tuple[Database, Database], name: str
) -> None:
    assert (await race(world, two, name, ROUNDS)).total() == ROUNDS


@pytest.mark.long
@pytest.mark.parametrize("name", RIVALS)
async def test_i3_two_hundred_times_an_approval_and_a_rival_have_one_winner(
    world: World, two: tuple[Database, Database], name: str
) -> None:
    assert (await race(world, two, name, LONG_ROUNDS)).total() == LONG_ROUNDS


async def test_i19_an_answer_that_waited_while_its_link_was_revoked_is_not_taken(
    world: World, two: tuple[Database, Database]
) -> None:
    firm = world.merel
    client = replace(firm, database=two[0])
    quote = await firm.quote()
    link = await link_of(firm, quote)
    async with firm.transaction() as tx:
        await links.revoke(tx, quote.document_id, link.id, firm.claire)
        answering = asyncio.ensure_future(at_once(lambda: client.answer(quote, Action.APPROVE)))
        await somebody_waits(firm)
    (refused,) = await answering
    assert isinstance(refused, NotFound)
    assert (await firm.document(quote)).state == "sent"


async def test_i3_of_100_answers_through_two_processes_one_counts(
    world: World, two: tuple[Database, Database]
) -> None:
    firm = world.merel
    webs = [replace(firm, database=web) for web in two]
    quote = await firm.quote()
    results = await at_once(
        *(
            partial(
                webs[n % 2].answer, quote, (Action.APPROVE, Action.REJECT)[n // 2 % 2], comment=f"réponse {n}"
            )
            for n in range(100)
        )
    )
    assert Counter(type(result) for result in results) == {Receipt: 1, AlreadyDecided: 99}
    await _is_sound(firm, quote)


async def test_i3_one_form_sent_from_two_processes_has_one_receipt(
    world: World, two: tuple[Database, Database]
) -> None:
    firm = world.merel
    webs = [replace(firm, database=web) for web in two]
    quote = await firm.quote()
    results = await at_once(
        *(partial(webs[n % 2].answer, quote, Action.APPROVE, key="double click") for n in range(10))
    )
    assert {result.answer_id for result in results if isinstance(result, Receipt)} == {
        row.id for row in await _answers(firm, quote)
    }
    assert Counter(result.again for result in results if isinstance(result, Receipt)) == {False: 1, True: 9}


async def _answers(firm: Company, quote: Published) -> list[Any]:
    async with firm.transaction() as tx:
        return await answers.history(tx, quote.document_id)


async def test_i14_of_many_who_would_send_a_letter_one_takes_it(
    world: World, two: tuple[Database, Database]
) -> None:
    firm = world.merel
    quote = await firm.quote()
    async with firm.transaction() as tx:
        (letter,) = await letters.of_document(tx, quote.document_id)

    async def take(web: Database) -> object:
        async with web.transaction(firm.id) as tx:
            return await letters.claim(tx, letter.id)

    results = await at_once(*(partial(take, two[n % 2]) for n in range(20)))
    assert Counter(type(result) for result in results) == {int: 1, Busy: 19}


async def test_i14_a_letter_that_another_process_holds_is_not_put_back_under_its_hands(world: World) -> None:
    firm = world.merel
    quote = await firm.quote()
    async with firm.transaction() as tx:
        (letter,) = await letters.of_document(tx, quote.document_id)
        attempt = await letters.claim(tx, letter.id)
        await letters.put_back(tx, letter.id, "connection refused")  # by one who never came to claim it
        with pytest.raises(Busy):
            await letters.claim(tx, letter.id)
        await letters.put_back(tx, letter.id, "451 later", attempt)
        assert await letters.claim(tx, letter.id) == 2


async def test_i13_a_reminder_and_an_answer_at_once_are_told_apart_by_the_lock(
    world: World, two: tuple[Database, Database]
) -> None:
    firm = world.merel
    client = replace(firm, database=two[0])
    for _ in range(ROUNDS):
        quote = await firm.quote()
        async with firm.transaction() as tx:
            (letter_id,) = await letters.write(
                tx, "reminder_1", key=quote.document_id, document_id=quote.document_id, version=1,
                audience="client", to=[(firm.client.email, "")], locale="fr",
            )  # fmt: skip

        async def remind(letter_id: str = letter_id) -> object:
            async with two[1].transaction(firm.id) as tx:
                return await letters.claim(tx, letter_id)

        taken, _ = await at_once(remind, lambda: client.answer(quote, Action.APPROVE))  # noqa: B023  as above
        async with firm.transaction() as tx:
            state = (await letters.get(tx, letter_id)).state
        assert (taken, state) in ((1, "sending"), (None, "dropped"))


async def test_two_relays_never_hold_the_same_signal(world: World, two: tuple[Database, Database]) -> None:
    quotes = [await world.merel.quote() for _ in range(10)]

    async def take(relay: Database) -> list[int]:
        async with relay.everyone() as tx:
            return [message.id for message in await outbox.take(tx, 1_000)]

    taken = await asyncio.gather(*(take(two[n % 2]) for n in range(6)))
    async with world.merel.transaction() as tx:
        mine = {row.id for row in await tx.all(select(outbox_table.c.id))}
    held = Counter(message for one in taken for message in one if message in mine)
    assert (len(held), set(held.values())) == (len(quotes), {1})


async def test_two_codes_asked_for_at_once_leave_one_alive_and_it_signs(
    world: World, two: tuple[Database, Database]
) -> None:
    firm = world.merel
    quote = await firm.quote()

    async def ask(web: Database) -> None:
        async with web.transaction(firm.id) as tx:
            await _ask(tx, quote.document_id, firm.client.email)

    await at_once(*(partial(ask, two[n % 2]) for n in range(6)))
    async with firm.transaction() as tx:
        mine = (code_table.c.document_id == quote.document_id) & code_table.c.voided_at.is_(None)
        (live,) = await tx.all(select(code_table.c.id).where(mine))
        digits = await codes.digits(tx, live.id)
    assert await firm.answer(quote, Action.SIGN, code=digits, typed_name="Jeanne Petit")


async def test_a_link_that_staff_revoke_while_its_holder_asks_for_a_new_one_stays_dead(
    world: World, two: tuple[Database, Database]
) -> None:
    firm = world.merel
    for turn in range(ROUNDS):
        quote = await firm.quote()
        link = await link_of(firm, quote)

        async def ask(quote: Published = quote, link: Any = link) -> None:
            async with two[0].transaction(firm.id) as tx:
                await asking.new_link(tx, await acts.read(tx, quote.document_id), link, "fr")

        async def revoke(quote: Published = quote, link: Any = link) -> object:
            async with two[1].transaction(firm.id) as tx:
                return await links.revoke(tx, quote.document_id, link.id, firm.claire)

        await at_once(*((ask, revoke) if turn % 2 else (revoke, ask)))
        async with firm.transaction() as tx:
            live = [one for one in await links.all_of(tx, quote.document_id) if one.purpose == "mail"]
            fresh = await tx.all(
                select(letter_table.c.id).where(
                    letter_table.c.kind == "new_link", letter_table.c.document_id == quote.document_id
                )
            )
        assert len(live) == len(fresh)  # asked before: a fresh one; revoked before: none
        assert link.id not in {one.id for one in live}
