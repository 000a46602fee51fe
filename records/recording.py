"""Writing an answer down: what it says, what was admitted, and what the document becomes by it."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from domain import admission
from domain.admission import Admitted
from domain.answer import Answer
from domain.document import Content
from domain.lifecycle import ACCEPTED, OPEN, Action, State
from domain.refusals import Invalid, Problem, Refused
from domain.snapshot import canonical, fingerprint
from records import acts, codes, comments, contracts, turns
from records.approvers import NOBODY, Running
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import answers, line_comments


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was recorded. `again` when the same answer had been recorded before under the same key."""

    answer_id: str
    document_id: str
    version: int
    action: Action
    state: State
    again: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What an answer meets: the version as whoever answers sees it, and whose turn it is.

    `content` is the version; `before` what earlier approvers admitted of it; `admitted` that joined with what
    this answer admits; `turn` the place of whoever answers in the chain, when there is one.
    """

    content: Content
    before: Admitted = field(default_factory=dict)
    admitted: Admitted = field(default_factory=dict)
    chain: Running = NOBODY
    turn: Any = None

    @property
    def presented(self) -> Content:
        """The version with what was admitted so far in place of what was claimed."""
        return admission.presented(self.content, self.before)

    def settles(self, action: Action) -> bool:
        """Whether an answer is the last word on the version."""
        return action is not Action.APPROVE or self.turn is None or self.chain.settled_by(self.turn)


async def admitted_so_far(tx: Tx, document: Any, content: Content) -> Admitted:
    """Give what the approvers of the current version admitted, those of a chain that still goes on too."""
    if content.statement is None:
        return {}
    rows = await tx.all(
        select(answers.c.admitted).where(
            answers.c.company_id == tx.company_id,
            answers.c.document_id == document.id,
            answers.c.version == content.version,
            answers.c.action == Action.APPROVE,
            answers.c.reopened_at.is_(None),
        )
    )
    return admission.least(content, [admission.from_json(row.admitted) for row in rows])


async def record(
    tx: Tx, document: Any, answer: Answer, standing: Standing, actor: Actor, evidence: dict[str, Any]
) -> Receipt:
    """Write an answer down with everything that follows from it in the record."""
    content = standing.content
    chosen = content.proposed if answer.chosen is None else answer.chosen
    settles = standing.settles(answer.action)
    action = answer.action if settles else Action.ENDORSE
    state = acts.after(document, action)
    version = await acts.version_of(tx, document.id, answer.version)
    sums = _sums(content, chosen, standing.admitted)
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
            admitted=admission.to_json(standing.admitted),
            settles=settles,
            **sums,
            evidence={**evidence, "sha256": version.sha256, "pdf_sha256": version.pdf_sha256},
            answered_at=tx.at,
        )
    )
    await _keep_comments(tx, document.id, answer_id, answer, actor)
    await _move_chain(tx, document, answer, standing, answer_id, settles=settles)
    if state not in OPEN:
        await codes.void_all(tx, document.id)
    if state in ACCEPTED and document.kind == "quote":
        await contracts.accepted(tx, document, answer.version, chosen, content)
    await acts.carry(
        tx,
        document,
        action,
        actor,
        act_id=answer_id,
        data={
            "sha256": version.sha256,
            **sums,
            "chosen": sorted(chosen),
            "admitted": admission.to_json(standing.admitted),
        },
        changes=_outcome(tx, answer, state, sums, standing),
    )
    return Receipt(answer_id, document.id, answer.version, answer.action, state)


async def repeated(tx: Tx, document: Any, answer: Answer) -> Receipt | None:
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


async def _move_chain(
    tx: Tx, document: Any, answer: Answer, standing: Standing, answer_id: str, *, settles: bool
) -> None:
    """Note the answer in the chain of approvers; what settles the version closes everybody else's turn."""
    if not standing.chain:
        return
    if standing.turn is not None:
        approved = answer.action is Action.APPROVE
        await turns.decide(tx, document, standing.turn, answer_id, approved=approved)
    if settles:
        await turns.close(tx, document)


def _sums(content: Content, chosen: frozenset[str], admitted: Admitted) -> dict[str, int]:
    """Give what the answer comes to, in cents: net, gross, and what is to pay."""
    if account := content.account_for(admitted):
        return {"net": account.net, "gross": account.gross, "payable": account.net_to_pay}
    totals = content.totals_for(chosen)
    return {"net": totals.net, "gross": totals.gross, "payable": totals.gross}


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


def _outcome(
    tx: Tx, answer: Answer, state: State, sums: dict[str, int], standing: Standing
) -> dict[str, Any]:
    """Give what the answer changes in the document besides its state."""
    if state in OPEN:
        return {"held_until": answer.hold_until}
    settled: dict[str, Any] = {"held_until": None, "answered_at": tx.at}
    if state not in ACCEPTED:
        return settled
    by_staff = answer.action is Action.MARK_ACCEPTED  # who take what was admitted by the same act
    in_part = bool(standing.admitted) and not by_staff
    to_bill = not in_part and _has_figures(answer, standing.content)
    return {**settled, **sums, "in_part": in_part, "to_bill": to_bill}


def _has_figures(answer: Answer, content: Content) -> bool:
    """Whether an acceptance is for invoicing: of a statement, or of a quote that asks for a deposit."""
    chosen = content.proposed if answer.chosen is None else answer.chosen
    return content.statement is not None or content.totals_for(chosen).deposit > 0


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
        "admitted": dict(answer.admitted),
        "hold_until": answer.hold_until,
        "typed_name": answer.typed_name,
        "drawing": answer.drawing,
    }
    return fingerprint(canonical(said))
