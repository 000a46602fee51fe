"""What a letter tells of answers and of the chain of approvers, read from the record.

A letter tells what stood when it was written, so that it comes out the same however late it is sent.
"""

from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain import admission
from domain.admission import Admitted
from domain.document import Content
from domain.lifecycle import Action
from records import answers, approvers, letters
from records.approvers import Running
from records.database import Tx
from records.schema import answers as answer_table
from records.schema import users
from ui.chain import last_day
from ui.mail.view import NO_CHAIN, Chain, Said, Visa, label
from ui.texts import texts


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter tells besides its document: an answer, what was admitted, the chain, whom it is about."""

    answer: Said | None = None
    admitted: Admitted = field(default_factory=dict)
    chain: Chain = NO_CHAIN
    who: str = ""


async def told(tx: Tx, document: Any, content: Content, letter: Any, zone: ZoneInfo) -> Told:
    """Read what a letter tells."""
    chain = (await approvers.running_of(tx, [(document.id, letter.version)])).get(
        document.id, approvers.NOBODY
    )
    given = await _given(tx, letter)
    row = next((row for row in given if row.id == letter.details.get("act_id", "")), None)
    approvals = [row for row in given if row.action == Action.APPROVE and _stood(row, letter)]
    return Told(
        answer=await _said(tx, content, row, chain, letter) if row else None,
        admitted=admission.from_json(row.admitted)
        if row
        else admission.least(content, [admission.from_json(row.admitted) for row in approvals]),
        chain=_chain(chain, approvals, letter, zone) if chain else NO_CHAIN,
        who=await _who(tx, chain, letter),
    )


async def _given(tx: Tx, letter: Any) -> list[Any]:
    """List the answers to the letter's version, oldest first, with the staff who noted them."""
    return list(
        await tx.all(
            select(answer_table, users.c.name.label("staff_name"))
            .outerjoin(
                users,
                (users.c.company_id == answer_table.c.company_id) & (users.c.id == answer_table.c.user_id),
            )
            .where(
                answer_table.c.company_id == tx.company_id,
                answer_table.c.document_id == letter.document_id,
                answer_table.c.version == letter.version,
            )
            .order_by(answer_table.c.answered_at, answer_table.c.id)
        )
    )


def _stood(answer: Any, letter: Any) -> bool:
    """Whether an answer counted when the letter was written."""
    back = answer.reopened_at
    return answer.answered_at <= letter.created_at and (back is None or back > letter.created_at)


async def _said(tx: Tx, content: Content, row: Any, chain: Running, letter: Any) -> Said:
    on_behalf = row.given_by == "staff" and row.action != Action.MARK_ACCEPTED
    own = _is_own(row, chain, letter, on_behalf=on_behalf)
    by_line = await answers.comments_of(tx, row.id)
    return Said(
        action=Action(row.action),
        name=_name(row, letter, on_behalf=on_behalf, own=own),
        at=row.answered_at,
        amount=row.payable,
        on_behalf=on_behalf,
        own=own,
        settles=row.settles,
        comment=row.comment,
        lines=tuple((label(line), by_line[line.id]) for line in content.lines if line.id in by_line),
        hold_until=row.hold_until,
    )


def _is_own(row: Any, chain: Running, letter: Any, *, on_behalf: bool) -> bool:
    """Whether a letter goes to whoever answered, or for whom staff did: whose turn it was, or the client."""
    turns = [turn.email for turn in chain.turns if turn.answer_id == row.id]
    return letter.to_email in (row.email, *turns) or (on_behalf and not turns)


def _name(row: Any, letter: Any, *, on_behalf: bool, own: bool) -> str:
    if not on_behalf:
        return str(row.name)
    if letter.audience == "client" and own:
        return str(row.staff_name)
    return texts(letter.locale)("mail-noted-by", name=row.name, staff=row.staff_name)


def _chain(chain: Running, approvals: list[Any], letter: Any, zone: ZoneInfo) -> Chain:
    """Give what the chain adds to a letter that asks somebody, tells of a late step, or of another act."""
    names = {turn.id: turn.name for turn in chain.turns}
    awaited = tuple(dict.fromkeys(names[turn] for turn in letter.details.get("awaited", ()) if turn in names))
    turn = next((turn for turn in chain.turns if turn.id == letter.details.get("turn")), None)
    if turn:
        step = chain.step(turn.step)
        asking = Chain(step.title, turn.instead_of, visas=_visas(chain, approvals, letter))
        if not step.due_at:
            return asking
        return replace(
            asking,
            last_day=last_day(step.due_at, zone),
            passed=step.due_at <= letter.created_at,
            silence=step.at_deadline == "deem",
        )
    if late := _late(chain, letter):
        asked_too = late.escalate_name or late.escalate_email
        return Chain(late.title, awaited=awaited, lapse=late.at_deadline, asked_too=asked_too)
    return Chain(awaited=awaited)


def _late(chain: Running, letter: Any) -> Any | None:
    """Give the step whose deadline passed in the act that wrote the letter."""
    return next((step for step in chain.steps if step.lapsed_at == letter.created_at), None)


def _visas(chain: Running, approvals: list[Any], letter: Any) -> tuple[Visa, ...]:
    """Give what was approved before, and the steps that silence approved, as they followed each other."""
    steps = {turn.answer_id: chain.step(turn.step).title for turn in chain.turns if turn.answer_id}
    given = [Visa(row.name, steps.get(row.id, ""), row.answered_at, row.payable) for row in approvals]
    silent = [
        Visa("", step.title, step.lapsed_at)
        for step in chain.steps
        if step.deemed and step.lapsed_at and step.lapsed_at <= letter.created_at
    ]
    return tuple(sorted([*given, *silent], key=lambda visa: visa.at))


async def _who(tx: Tx, chain: Running, letter: Any) -> str:
    """Name whom a letter to staff is about: whoever a mail did not reach, or did not answer in time."""
    if refused := letter.details.get("letter_id"):
        lost = await letters.get(tx, refused)
        return f"{lost.to_name} ({lost.to_email})" if lost.to_name else str(lost.to_email)
    late = _late(chain, letter) if letter.kind == "deadline" else None
    silent = [turn.name for turn in chain.turns if late and turn.step == late.step and turn.answer_id is None]
    return letter.details.get("who", "") or ", ".join(silent)
