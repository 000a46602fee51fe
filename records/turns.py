"""Turns: how the chain of approvers of a version moves on, under the lock of its document."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain import chain as rules
from domain.answer import EMAIL
from domain.chain import Person
from domain.draft import clean
from domain.lifecycle import OPEN, State
from domain.refusals import Invalid, NotFound, Problem, Refused
from records import acts, approvers, letters, links, parties
from records.approvers import Running
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import approval_steps, turns


async def start(tx: Tx, document: Any, version: int, act_id: str) -> Running:
    """Lay down the job's chain for a version that is being published, and open its first stage."""
    chain = await approvers.chain_of_job(tx, document.job_id)
    if not chain:
        return approvers.NOBODY
    await tx.execute(
        approval_steps.insert(),
        [
            {
                "company_id": tx.company_id,
                "document_id": document.id,
                "version": version,
                "step": number,
                "stage": stage,
                "title": step.title,
                "needed": step.needed,
                "days": step.days,
                "at_deadline": str(step.at_deadline),
                "escalate_name": step.escalate_name,
                "escalate_email": step.escalate_email,
            }
            for number, (step, stage) in enumerate(zip(chain, rules.stages(chain), strict=True), 1)
        ],
    )
    await tx.execute(
        turns.insert(),
        [
            _turn(tx, document.id, version, number, position, person, kept)
            for number, (step, plain) in enumerate(zip(chain, rules.to_json(chain), strict=True), 1)
            for position, (person, kept) in enumerate(zip(step.people, plain["people"], strict=True), 1)
        ],
    )
    return await _open_awaited(tx, document, version, act_id)


async def decide(tx: Tx, document: Any, turn: Any, answer_id: str, *, approved: bool) -> bool:
    """Note what somebody whose turn it is answered; True when this settles the version.

    After the last approval of a stage the next one opens; a rejection closes everybody else's turn.
    """
    await _set(
        tx, turn.id, state="approved" if approved else "rejected", answer_id=answer_id, decided_at=tx.at
    )
    if not approved:
        await close(tx, document)
        return True
    return not (await _open_awaited(tx, document, document.version, answer_id)).awaited


async def close(tx: Tx, document: Any) -> None:
    """Close the turns of everybody who has not answered: the version is settled without them."""
    await tx.execute(
        turns.update()
        .where(
            turns.c.company_id == tx.company_id,
            turns.c.document_id == document.id,
            turns.c.version == document.version,
            turns.c.state.in_(("waiting", "open")),
        )
        .values(state="closed")
    )


async def reopened(tx: Tx, document: Any, answer_id: str) -> None:
    """Give back the turn whose answer was taken back, and those that it had closed."""
    mine = (
        (turns.c.company_id == tx.company_id)
        & (turns.c.document_id == document.id)
        & (turns.c.version == document.version)
    )
    chain = await approvers.running(tx, document)
    answered = any(turn.answer_id == answer_id for turn in chain.turns)
    silent = [step.step for step in chain.steps if step.deemed] if answered else []
    over = ("closed",) if answered else ("closed", "rejected")  # staff had accepted in spite of a rejection
    back = mine & turns.c.step.not_in(silent) & ((turns.c.answer_id == answer_id) | turns.c.state.in_(over))
    await tx.execute(turns.update().where(back).values(state="waiting", answer_id=None, decided_at=None))
    if not answered:  # it was settled without an answer: by silence, or by staff
        await tx.execute(
            approval_steps.update()
            .where(
                approval_steps.c.company_id == tx.company_id,
                approval_steps.c.document_id == document.id,
                approval_steps.c.version == document.version,
            )
            .values(deemed=False)
        )
    if chain:
        await _open_awaited(tx, document, document.version, new_id("act"))


async def delegate(tx: Tx, document_id: str, turn_id: str, actor: Actor, *, name: str, email: str) -> None:
    """Hand an open or coming turn over to somebody else, who gets a link of their own. Raises `Invalid`."""
    document = await acts.lock(tx, document_id)
    chain = await approvers.running(tx, document)
    turn = next((turn for turn in chain.turns if turn.id == turn_id), None)
    if turn is None:
        raise NotFound("no-such-turn")
    if turn.state not in ("waiting", "open") or State(document.state) not in OPEN:
        raise Refused("turn-taken")
    name, email = clean(name)[:200], clean(email).lower()
    problems = [] if name else [Problem("name", "name-needed")]
    if not EMAIL.fullmatch(email):
        problems.append(Problem("email", "not-an-email"))
    elif any(other.email == email for other in chain.turns if other.step == turn.step):
        problems.append(Problem("email", "person-twice"))
    if problems:
        raise Invalid(problems)
    act_id = new_id("act")
    await _set(tx, turn.id, name=name, email=email, instead_of=turn.name, person={}, link_id=None)
    if turn.state == "open":
        handed = {**turn._asdict(), "name": name, "email": email, "instead_of": turn.name, "person": {}}
        await _call(tx, document, document.version, handed, act_id)
    data = {"turn": turn.id, "from": turn.name, "to": name, "email": email}
    await acts.tell(
        tx, document_id, "extend", actor, "delegated", version=document.version, data=data, act_id=act_id
    )


async def readdress(tx: Tx, turn_id: str, email: str, link_id: str) -> None:
    """Ask for an open turn at another address; the chain of the job keeps the one that it names."""
    await tx.execute(
        turns.update()
        .where(turns.c.company_id == tx.company_id, turns.c.id == turn_id, turns.c.state == "open")
        .values(email=email, link_id=link_id, person={})
    )


async def lapse(tx: Tx, document: Any, step: Any, act_id: str) -> bool:
    """Do what a step says for its deadline, on a locked document; True when silence settles the version."""
    await tx.execute(
        approval_steps.update()
        .where(
            approval_steps.c.company_id == tx.company_id,
            approval_steps.c.document_id == step.document_id,
            approval_steps.c.version == step.version,
            approval_steps.c.step == step.step,
        )
        .values(lapsed_at=tx.at, deemed=step.at_deadline == "deem")
    )
    if step.at_deadline == "deem":
        silent = (await approvers.running(tx, document)).open_turns
        for turn in silent:
            if turn.step == step.step:
                await _set(tx, turn.id, state="closed")
        return not (await _open_awaited(tx, document, document.version, act_id)).awaited
    if step.at_deadline == "escalate":
        await _escalate(tx, document, step, act_id)
    return False


async def _escalate(tx: Tx, document: Any, step: Any, act_id: str) -> None:
    """Ask the person named for it as well: their approval is enough in place of one that is missing."""
    known = await approvers.running(tx, document)
    if any(turn.email == step.escalate_email and turn.step == step.step for turn in known.turns):
        return
    person = Person(step.escalate_name or step.escalate_email, step.escalate_email, "other")
    turn = _turn(tx, document.id, step.version, step.step, 1 + len(known.turns), person, {})
    await tx.execute(turns.insert().values(**turn))
    await _call(tx, document, step.version, turn, act_id)


async def _open_awaited(tx: Tx, document: Any, version: int, act_id: str) -> Running:
    """Open the turns of every step that is awaited now and was not open yet."""
    company = await acts.company(tx)
    zone = ZoneInfo(company.timezone)
    chain = (await approvers.running_of(tx, [(document.id, version)]))[document.id]
    for number in chain.awaited:
        step = chain.step(number)
        waiting = [turn for turn in chain.turns if turn.step == number and turn.state == "waiting"]
        if not waiting:
            continue
        await tx.execute(
            approval_steps.update()
            .where(
                approval_steps.c.company_id == tx.company_id,
                approval_steps.c.document_id == document.id,
                approval_steps.c.version == version,
                approval_steps.c.step == number,
            )
            .values(opened_at=tx.at, due_at=due_at(step.days, tx.at, zone), lapsed_at=None)
        )
        for turn in waiting:
            await _call(tx, document, version, turn._asdict(), act_id, tx.at.astimezone(zone).date())
    await _close_rest(tx, chain)
    return (await approvers.running_of(tx, [(document.id, version)]))[document.id]


async def _close_rest(tx: Tx, chain: Running) -> None:
    """Close the turns that a step with its quorum does not need any more."""
    for turn in chain.turns:
        if turn.state in ("waiting", "open") and turn.step in chain.complete:
            await _set(tx, turn.id, state="closed")


async def _call(
    tx: Tx, document: Any, version: int, turn: dict[str, Any], act_id: str, day: date | None = None
) -> None:
    """Open one turn: whoever stands in on that day gets a link of their own and a letter."""
    name, email, instead_of = turn["name"], turn["email"], turn["instead_of"]
    if day and turn["person"]:
        person = rules.read([{"people": [turn["person"]]}])[0][0].people[0]
        name, email = person.on(day)
        instead_of = "" if email == person.email else person.name
    link = await links.for_recipient(tx, document.id, "mail", email, name)
    await _set(
        tx,
        turn["id"],
        state="open",
        opened_at=tx.at,
        name=name,
        email=email,
        instead_of=instead_of,
        link_id=link.id,
    )
    await letters.write(
        tx,
        "turn",
        key=f"{act_id}/{turn['id']}",
        audience="client",
        to=[(email, name)],
        locale=(await parties.client_of(tx, document)).locale,
        document_id=document.id,
        version=version,
        details={"turn": turn["id"]},
    )


def due_at(days: int | None, opened_at: datetime, zone: ZoneInfo) -> datetime | None:
    """The end of the last day of a deadline, in the company's zone."""
    if not days:
        return None
    last = opened_at.astimezone(zone).date() + timedelta(days=days + 1)
    return datetime.combine(last, datetime.min.time(), zone)


def _turn(
    tx: Tx, document_id: str, version: int, step: int, position: int, person: Person, kept: dict[str, Any]
) -> dict[str, Any]:
    return {
        "company_id": tx.company_id,
        "id": new_id("turn"),
        "document_id": document_id,
        "version": version,
        "step": step,
        "position": position,
        "role": person.role,
        "name": person.name,
        "email": person.email,
        "person": kept,
        "instead_of": "",
    }


async def _set(tx: Tx, turn_id: str, **values: Any) -> None:
    await tx.execute(
        turns.update().where(turns.c.company_id == tx.company_id, turns.c.id == turn_id).values(**values)
    )
