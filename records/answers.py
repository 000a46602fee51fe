"""One door for every answer: the portal, staff on a client's behalf and the REST API."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select

from domain import admission
from domain.admission import Admitted
from domain.answer import Answer, Trust, check, needs_code
from domain.document import Content
from domain.draft import clean
from domain.lifecycle import ANSWERS, OPEN, Action
from domain.refusals import Gone, Invalid, NotFound, Problem, Refused, Superseded
from records import acts, approvers, codes, files, links, parties, recording, tokens
from records.audit import SYSTEM, Actor
from records.database import Database, Tx
from records.evidence import Witness, evidence_of
from records.recording import Receipt, Standing
from records.schema import answers, line_comments


async def give(
    database: Database, secret: str, answer: Answer, witness: Witness, at: datetime | None = None
) -> Receipt:
    """Record the answer of whoever holds a secret link.

    A one-time code is tried in a transaction of its own, so that a wrong one counts although nothing else
    is recorded. Raises `NotFound`, `Superseded`, `AlreadyDecided`, `Gone`, `Refused` or `Invalid`.
    """
    presented = tokens.hash_of(database.key, secret).hex()
    code_id = ""
    async with database.presenting(presented, at) as tx:
        opened, document = await _opened_and_locked(tx, presented)
        if opened.expired:
            raise Gone("link-expired")
        if receipt := await recording.repeated(tx, document, answer):
            return receipt
        trust = Trust(opened.client.trust)
        standing = await _standing(tx, document, answer, opened.company.timezone, link=opened.link)
        today = acts.today(tx, opened.company.timezone)
        standing = _checked(answer, standing, today, trust, document.valid_until)
        if not needs_code(answer.action, trust):
            return await _record(tx, opened, document, answer, standing, witness)
        code_id = await codes.count_try(tx, document.id, answer.version, answer.email, answer.code)
    if not code_id:
        raise Invalid([Problem("code", "code-wrong")])
    async with database.presenting(presented, at) as tx:
        opened, document = await _opened_and_locked(tx, presented)
        if receipt := await recording.repeated(tx, document, answer):
            return receipt
        standing = await _standing(tx, document, answer, opened.company.timezone, link=opened.link)
        standing = _checked(answer, standing, today, trust, document.valid_until)
        return await _record(tx, opened, document, answer, standing, witness, await codes.use(tx, code_id))


async def _record(
    tx: Tx,
    opened: links.Opened,
    document: Row[Any],
    answer: Answer,
    standing: Standing,
    witness: Witness,
    code: Row[Any] | None = None,
) -> Receipt:
    evidence = await evidence_of(tx, opened, answer, witness, code)
    actor = Actor("client", opened.link.id, answer.name)
    return await recording.record(tx, document, answer, standing, actor, evidence)


async def give_for_client(
    tx: Tx,
    document_id: str,
    actor: Actor,
    answer: Answer,
    *,
    reason: str,
    proof: str,
    proof_file: str | None = None,
) -> Receipt:
    """Record what a client said by other means: never as a signature, always with reason and proof.

    The client's file must allow it; accepting on the firm's own account is `mark_accepted`.
    """
    document = await acts.lock(tx, document_id)
    if receipt := await recording.repeated(tx, document, answer):
        return receipt
    client = await parties.client_of(tx, document)
    company = await acts.company(tx)
    if answer.action is Action.SIGN:
        raise Refused("staff-never-sign")
    if not client.staff_may_answer:
        raise Refused("client-forbids-staff")
    _reasons(reason=reason, proof=proof or proof_file or "")
    if proof_file and await files.find(tx, proof_file) is None:
        raise Invalid([Problem("proof_file", "unknown-file")])
    standing = await _standing(tx, document, answer, company.timezone)
    today = acts.today(tx, company.timezone)
    standing = _checked(replace(answer, terms=True), standing, today, Trust.ANYONE, document.valid_until)
    evidence = {"on_behalf": True, "reason": clean(reason), "proof": clean(proof), "proof_file": proof_file}
    return await recording.record(tx, document, answer, standing, actor, evidence)


async def mark_accepted(
    tx: Tx,
    document_id: str,
    actor: Actor,
    *,
    version: int,
    key: str,
    reason: str,
    chosen: frozenset[str] | None = None,
) -> Receipt:
    """Accept a document on the firm's own account (mission, 16): recorded as such, and the client is told."""
    document = await acts.lock(tx, document_id)
    answer = Answer(key, Action.MARK_ACCEPTED, version, actor.name, actor.email, clean(reason), chosen=chosen)
    if receipt := await recording.repeated(tx, document, answer):
        return receipt
    if version != document.version:
        raise Superseded(version, document.version)
    acts.after(document, Action.MARK_ACCEPTED)
    _reasons(reason=reason)
    content = await acts.content_of(tx, document_id, version)
    if chosen is not None and not chosen <= content.optional_ids:
        raise Invalid([Problem("chosen", "foreign-line")])
    await _take_back_rejection(tx, document)
    admitted = await recording.admitted_so_far(tx, document, content)
    standing = Standing(content, admitted, admitted, await approvers.running(tx, document))
    return await recording.record(tx, document, answer, standing, actor, {"reason": clean(reason)})


async def deem(tx: Tx, document: Row[Any], key: str) -> Receipt:
    """Settle a locked document on which the last approver kept silent, where the contract says so."""
    content = await acts.content_of(tx, document.id, document.version)
    answer = Answer(key, Action.DEEM, document.version, "", "")
    admitted = await recording.admitted_so_far(tx, document, content)
    standing = Standing(content, admitted, admitted, await approvers.running(tx, document))
    return await recording.record(tx, document, answer, standing, SYSTEM, {"deemed": True})


async def _take_back_rejection(tx: Tx, document: Row[Any]) -> None:
    """Mark the version's rejection as taken back: exactly one final answer counts (I3)."""
    await tx.execute(
        answers.update()
        .where(
            answers.c.company_id == tx.company_id,
            answers.c.document_id == document.id,
            answers.c.version == document.version,
            answers.c.action == Action.REJECT,
            answers.c.reopened_at.is_(None),
        )
        .values(reopened_at=tx.at)
    )


async def history(tx: Tx, document_id: str) -> list[Row[Any]]:
    """List all answers of a document, oldest first."""
    return list(
        await tx.all(
            select(answers)
            .where(answers.c.company_id == tx.company_id, answers.c.document_id == document_id)
            .order_by(answers.c.answered_at, answers.c.id)
        )
    )


async def comments_of(tx: Tx, answer_id: str) -> dict[str, str]:
    """Give the line comments that were sent with an answer."""
    rows = await tx.all(
        select(line_comments.c.line_id, line_comments.c.text).where(
            line_comments.c.company_id == tx.company_id, line_comments.c.answer_id == answer_id
        )
    )
    return {row.line_id: row.text for row in rows}


async def _opened_and_locked(tx: Tx, presented: str) -> tuple[links.Opened, Row[Any]]:
    """Open a link under the lock of its document: one that was revoked while we waited is dead (I19)."""
    link = await links.find(tx, presented)
    if link is None:
        raise NotFound("no-such-link")
    document = await acts.lock(tx, link.document_id)
    return await links.open_in(tx, presented), document


async def _standing(
    tx: Tx, document: Any, answer: Answer, zone: str, *, link: Row[Any] | None = None
) -> Standing:
    """Give what is being answered, if it still can be, and by whom; `link` is None for staff."""
    if answer.version != document.version:
        raise Superseded(answer.version, document.version)
    acts.after(document, answer.action)
    if document.valid_until and acts.today(tx, zone) > document.valid_until:
        raise Gone("expired")
    content = await acts.content_of(tx, document.id, document.version)
    if content.statement is None:
        return Standing(content)
    chain = await approvers.running(tx, document)
    turn = approvers.must_have_turn(chain, link) if link else approvers.place_of(chain, answer.email)
    return Standing(content, await recording.admitted_so_far(tx, document, content), chain=chain, turn=turn)


def _checked(
    answer: Answer, standing: Standing, today: date, trust: Trust, valid_until: date | None
) -> Standing:
    """Give the standing with what the answer admits. Raises `Invalid` with everything still to be mended."""
    own, problems = admission.read(standing.presented, answer.admitted)
    try:
        check(answer, standing.content, today, trust, valid_until)
    except Invalid as invalid:
        problems = [*invalid.problems, *problems]
    if problems:
        raise Invalid(problems)
    if answer.action is not Action.APPROVE:
        own = {}
    admitted = admission.least(standing.content, [standing.before, own])
    _must_be_as_shown(answer, standing.content, admitted)
    return replace(standing, admitted=admitted)


def _must_be_as_shown(answer: Answer, content: Content, admitted: Admitted) -> None:
    """Raise `Refused` when another approver changed the amount after the form had named it."""
    if answer.shown is None or answer.action is not Action.APPROVE:
        return
    chosen = content.proposed if answer.chosen is None else answer.chosen
    if content.asked_for(chosen, admitted) != answer.shown:
        raise Refused("figures-changed")


def _reasons(**given: str) -> None:
    problems = [Problem(field, f"{field}-needed") for field, text in given.items() if not clean(text)]
    if problems:
        raise Invalid(problems)


def answerable(state: str, valid_until: date | None, today: date) -> bool:
    """Whether a document in this state can be answered on that day."""
    return state in OPEN and (valid_until is None or today <= valid_until)


KNOWN_ACTIONS = frozenset(str(action) for action in ANSWERS)
