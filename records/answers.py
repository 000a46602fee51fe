"""One door for every answer: the portal, staff on a client's behalf and the REST API."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from domain.answer import Answer, Trust, check, needs_code
from domain.document import Content, Totals
from domain.draft import clean
from domain.lifecycle import ACCEPTED, ANSWERS, OPEN, Action, State
from domain.refusals import Gone, Invalid, NotFound, Problem, Refused, Superseded
from domain.snapshot import canonical, fingerprint, thaw
from records import acts, codes, comments, files, links, tokens
from records.audit import Actor
from records.database import Database, Tx
from records.evidence import Witness, evidence_of
from records.ids import new_id
from records.schema import answers, clients, line_comments


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was recorded. `again` when the same answer had been recorded before under the same key."""

    answer_id: str
    document_id: str
    version: int
    action: Action
    state: State
    again: bool = False


async def give(database: Database, secret: str, answer: Answer, witness: Witness) -> Receipt:
    """Record the answer of whoever holds a secret link.

    A one-time code is tried in a transaction of its own, so that a wrong one counts although nothing else
    is recorded. Raises `NotFound`, `Superseded`, `AlreadyDecided`, `Gone`, `Refused` or `Invalid`.
    """
    presented = tokens.hash_of(database.key, secret).hex()
    code_id = ""
    async with database.presenting(presented) as tx:
        opened, document = await _opened_and_locked(tx, presented)
        if opened.expired:
            raise Gone("link-expired")
        if receipt := await _repeated(tx, document, answer):
            return receipt
        trust = Trust(opened.client.trust)
        content = await _answerable(tx, document, answer, opened.company.timezone)
        check(answer, content, acts.today(tx, opened.company.timezone), trust, document.valid_until)
        if not needs_code(answer.action, trust):
            return await _record(
                tx,
                document,
                answer,
                content,
                Actor("client", opened.link.id, answer.name),
                await evidence_of(tx, opened, answer, witness, None),
            )
        code_id = await codes.count_try(tx, document.id, answer.version, answer.email, answer.code)
    if not code_id:
        raise Invalid([Problem("code", "code-wrong")])
    async with database.presenting(presented) as tx:
        opened, document = await _opened_and_locked(tx, presented)
        if receipt := await _repeated(tx, document, answer):
            return receipt
        content = await _answerable(tx, document, answer, opened.company.timezone)
        code = await codes.use(tx, code_id)
        return await _record(
            tx,
            document,
            answer,
            content,
            Actor("client", opened.link.id, answer.name),
            await evidence_of(tx, opened, answer, witness, code),
        )


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
    if receipt := await _repeated(tx, document, answer):
        return receipt
    client = await tx.first(
        select(clients).where(clients.c.company_id == tx.company_id, clients.c.id == document.client_id)
    )
    company = await acts.company(tx)
    if answer.action is Action.SIGN:
        raise Refused("staff-never-sign")
    if client is None or not client.staff_may_answer:
        raise Refused("client-forbids-staff")
    _reasons(reason=reason, proof=proof or proof_file or "")
    if proof_file and await files.find(tx, proof_file) is None:
        raise Invalid([Problem("proof_file", "unknown-file")])
    content = await _answerable(tx, document, answer, company.timezone)
    check(
        replace(answer, terms=True),
        content,
        acts.today(tx, company.timezone),
        Trust.ANYONE,
        document.valid_until,
    )
    evidence = {"on_behalf": True, "reason": clean(reason), "proof": clean(proof), "proof_file": proof_file}
    return await _record(tx, document, answer, content, actor, evidence)


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
    if receipt := await _repeated(tx, document, answer):
        return receipt
    if version != document.version:
        raise Superseded(version, document.version)
    acts.after(document, Action.MARK_ACCEPTED)
    _reasons(reason=reason)
    content = await acts.content_of(tx, document_id, version)
    if chosen is not None and not chosen <= content.optional_ids:
        raise Invalid([Problem("chosen", "foreign-line")])
    await _take_back_rejection(tx, document)
    return await _record(tx, document, answer, content, actor, {"reason": clean(reason)})


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


async def _answerable(tx: Tx, document: Any, answer: Answer, zone: str) -> Content:
    """Give the content that is being answered, if it still can be."""
    if answer.version != document.version:
        raise Superseded(answer.version, document.version)
    acts.after(document, answer.action)
    if document.valid_until and acts.today(tx, zone) > document.valid_until:
        raise Gone("expired")
    return thaw((await acts.version_of(tx, document.id, document.version)).content)


async def _repeated(tx: Tx, document: Any, answer: Answer) -> Receipt | None:
    """Give the receipt of the same answer sent before; `Refused` when the key stood for another answer."""
    if not answer.key:
        raise Invalid([Problem("key", "key-needed")])
    row = await tx.first(
        select(answers).where(
            answers.c.company_id == tx.company_id,
            answers.c.document_id == document.id,
            answers.c.key == answer.key,
        )
    )
    if row is None:
        return None
    if row.request_sha256 != _request(answer):
        raise Refused("key-reused")
    return Receipt(row.id, document.id, row.version, Action(row.action), State(document.state), again=True)


async def _record(
    tx: Tx, document: Any, answer: Answer, content: Content, actor: Actor, evidence: dict[str, Any]
) -> Receipt:
    chosen = content.proposed if answer.chosen is None else answer.chosen
    totals = content.totals_for(chosen)
    state = acts.after(document, answer.action)
    version = await acts.version_of(tx, document.id, answer.version)
    answer_id = new_id("ans")
    await tx.execute(
        answers.insert().values(
            company_id=tx.company_id,
            id=answer_id,
            key=answer.key,
            request_sha256=_request(answer),
            document_id=document.id,
            version=answer.version,
            sha256=version.sha256,
            action=answer.action,
            given_by=actor.kind,
            user_id=actor.id if actor.kind == "staff" else None,
            link_id=actor.id if actor.kind == "client" else None,
            name=answer.name,
            email=answer.email,
            comment=answer.comment,
            hold_until=answer.hold_until if answer.action is Action.HOLD else None,
            chosen=sorted(chosen),
            net=totals.net,
            gross=totals.gross,
            evidence={**evidence, "sha256": version.sha256, "pdf_sha256": version.pdf_sha256},
            answered_at=tx.at,
        )
    )
    await _keep_comments(tx, document.id, answer_id, answer, actor)
    if state not in OPEN:
        await codes.void_all(tx, document.id)
    await acts.carry(
        tx,
        document,
        answer.action,
        actor,
        act_id=answer_id,
        data={"sha256": version.sha256, "gross": totals.gross, "chosen": sorted(chosen)},
        changes=_outcome(tx, answer, state, totals),
    )
    return Receipt(answer_id, document.id, answer.version, answer.action, state)


async def _keep_comments(tx: Tx, document_id: str, answer_id: str, answer: Answer, actor: Actor) -> None:
    if answer.line_comments:
        await tx.execute(
            line_comments.insert(),
            [
                {
                    "company_id": tx.company_id,
                    "answer_id": answer_id,
                    "document_id": document_id,
                    "line_id": line,
                    "text": text,
                }
                for line, text in answer.line_comments.items()
            ],
        )
    if actor.kind == "client":
        await comments.forget_drafts(tx, actor.id)


def _outcome(tx: Tx, answer: Answer, state: State, totals: Totals) -> dict[str, Any]:
    """Give what the answer changes in the document besides its state."""
    if state in OPEN:
        return {"held_until": answer.hold_until}
    accepted = {"net": totals.net, "gross": totals.gross} if state in ACCEPTED else {}
    return {"held_until": None, "answered_at": tx.at, **accepted}


def _request(answer: Answer) -> str:
    """Fingerprint what was asked for, so that a key cannot stand for two different answers."""
    said = {
        "action": answer.action,
        "version": answer.version,
        "name": answer.name,
        "email": answer.email,
        "comment": answer.comment,
        "line_comments": dict(answer.line_comments),
        "chosen": None if answer.chosen is None else sorted(answer.chosen),
        "hold_until": answer.hold_until,
        "typed_name": answer.typed_name,
        "drawing": answer.drawing,
    }
    return fingerprint(canonical(said))


def _reasons(**given: str) -> None:
    problems = [Problem(field, f"{field}-needed") for field, text in given.items() if not clean(text)]
    if problems:
        raise Invalid(problems)


def answerable(state: str, valid_until: date | None, today: date) -> bool:
    """Whether a document in this state can be answered on that day."""
    return state in OPEN and (valid_until is None or today <= valid_until)


KNOWN_ACTIONS = frozenset(str(action) for action in ANSWERS)
