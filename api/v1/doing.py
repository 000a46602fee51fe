"""What staff do to a published document: answer for its client, accept, withdraw, extend, reopen, copy."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy import Row

from api.deps import SettingsDep, language
from api.v1.door import ONCE, CallerDep, KeyDep, Recorded, TxDep
from api.v1.fields import Asked, Day, Email, Number, Short, Text
from api.v1.problems import responses
from api.v1.reading import Draft
from api.v1.telling import AnyDocument, document_reply, draft_reply
from domain.answer import Answer
from domain.lifecycle import Action, State
from records import acts, answers, approvers, course, drafts, parties
from records.database import Tx
from records.ids import new_id
from records.recording import Receipt

router = APIRouter(prefix="/documents", tags=["documents"], route_class=Recorded)

REFUSED = responses(409, 410)
Chosen = Annotated[list[Short] | None, Field(max_length=1_000, description="ids of the optional lines taken")]


class AnswerForClient(Asked):
    """What a client said by other means. It is never a signature."""

    action: Literal["approve", "reject", "hold", "sign"] = Field(
        examples=["approve"], description="`sign` is always refused: nobody signs for somebody else"
    )
    version: int = Field(ge=1, le=1_000_000, description="the version that was answered")
    reason: Text = Field(examples=["Accord donné au téléphone"])
    proof: Text = Field("", examples=["Mail du 21 novembre"], description="needed without `proof_file`")
    proof_file: Short | None = Field(None, description="SHA-256 of a file kept with `keepProof`")
    name: Short = Field("", description="who said it; usually whoever is asked, or the client's contact")
    email: Email = Field(
        "", description="in a chain of approvers it says in whose turn; usually the client's"
    )
    comment: Text = ""
    line_comments: dict[str, Text] = Field(default_factory=dict, description="by line id", examples=[{}])
    chosen: Chosen = None
    admitted: dict[str, Number] = Field(
        default_factory=dict,
        description="of a statement, cumulative by line id, in the measure of its claim; `72.5 %` is in %",
        examples=[{}],
    )
    hold_until: Day | None = Field(None, description="for `hold`")


class Acceptance(Asked):
    """An acceptance on the firm's own account."""

    version: int = Field(ge=1, le=1_000_000)
    reason: Text = Field(examples=["Accord verbal sur le chantier"])
    chosen: Chosen = None


class Withdrawing(Asked):
    """Why a document is taken back."""

    reason: Text = Field(examples=["Le chantier est annulé"])
    successor_id: Short | None = Field(None, description="the document that replaces it")


class Extension(Asked):
    """A later end of validity."""

    valid_until: Day


class Reopening(Asked):
    """Why an answer is taken back."""

    reason: Text = Field(examples=["Réponse donnée par erreur"])


class Reminding(Asked):
    """Whether reminders are on."""

    active: bool


class RecordedAnswer(BaseModel):
    """An answer as it was recorded."""

    id: str = Field(examples=["ans_01"])
    document_id: str
    version: int
    action: str
    state: State

    @classmethod
    def of(cls, receipt: Receipt) -> "RecordedAnswer":
        """Read a receipt."""
        return cls(
            id=receipt.answer_id,
            document_id=receipt.document_id,
            version=receipt.version,
            action=receipt.action,
            state=receipt.state,
        )


@router.post(
    "/{document_id}/answers",
    status_code=201,
    operation_id="answerForClient",
    responses=REFUSED,
)
async def answer_for_client(
    tx: TxDep, caller: CallerDep, key: KeyDep, document_id: str, asked: AnswerForClient
) -> RecordedAnswer:
    """Answer on the client's behalf: with a reason and a proof, if the client's file allows it.

    The client is told, and the journal says that staff answered.
    """
    name, email = await _usual(tx, await acts.read(tx, document_id), asked.email.lower())
    answer = Answer(
        key=key or new_id("key"),
        action=Action(asked.action),
        version=asked.version,
        name=asked.name or name,
        email=asked.email.lower() or email,
        comment=asked.comment,
        line_comments={line: text for line, text in asked.line_comments.items() if text},
        chosen=None if asked.chosen is None else frozenset(asked.chosen),
        admitted={line: figure for line, figure in asked.admitted.items() if figure},
        hold_until=asked.hold_until,
    )
    return RecordedAnswer.of(
        await answers.give_for_client(
            tx,
            document_id,
            caller.actor,
            answer,
            reason=asked.reason,
            proof=asked.proof,
            proof_file=asked.proof_file or None,
        )
    )


@router.post("/{document_id}/mark-accepted", status_code=201, operation_id="markAccepted", responses=REFUSED)
async def mark_accepted(
    tx: TxDep, caller: CallerDep, key: KeyDep, document_id: str, asked: Acceptance
) -> RecordedAnswer:
    """Accept a document on the firm's own account. It is recorded as such, and the client is told."""
    return RecordedAnswer.of(
        await answers.mark_accepted(
            tx,
            document_id,
            caller.actor,
            version=asked.version,
            key=key or new_id("key"),
            reason=asked.reason,
            chosen=None if asked.chosen is None else frozenset(asked.chosen),
        )
    )


@router.post("/{document_id}/withdraw", operation_id="withdraw", responses=REFUSED, dependencies=[ONCE])
async def withdraw(
    request: Request,
    tx: TxDep,
    caller: CallerDep,
    settings: SettingsDep,
    document_id: str,
    asked: Withdrawing,
) -> AnyDocument:
    """Take a document back: nobody can answer it any more, and the client reads who, when and why."""
    await course.withdraw(tx, document_id, caller.actor, asked.reason, asked.successor_id)
    return await document_reply(tx, document_id, settings.base_url, language(request))


@router.post("/{document_id}/extend", operation_id="extend", responses=REFUSED, dependencies=[ONCE])
async def extend(
    request: Request,
    tx: TxDep,
    caller: CallerDep,
    settings: SettingsDep,
    document_id: str,
    asked: Extension,
) -> AnyDocument:
    """Move the end of validity; an expired document waits for its answer again."""
    await course.extend(tx, document_id, caller.actor, asked.valid_until)
    return await document_reply(tx, document_id, settings.base_url, language(request))


@router.post("/{document_id}/reopen", operation_id="reopen", responses=REFUSED, dependencies=[ONCE])
async def reopen(
    request: Request,
    tx: TxDep,
    caller: CallerDep,
    settings: SettingsDep,
    document_id: str,
    asked: Reopening,
) -> AnyDocument:
    """Take the final answer back. It stays in the history, marked as taken back."""
    await course.reopen(tx, document_id, caller.actor, asked.reason)
    return await document_reply(tx, document_id, settings.base_url, language(request))


@router.post(
    "/{document_id}/duplicate",
    status_code=201,
    operation_id="duplicate",
    responses=REFUSED,
    dependencies=[ONCE],
)
async def duplicate(tx: TxDep, caller: CallerDep, document_id: str) -> Draft:
    """Start a new draft that reads like this document, for the same client and job."""
    draft = await drafts.duplicate(tx, document_id, caller.actor)
    return draft_reply(await acts.read(tx, draft.document_id), draft)


@router.put("/{document_id}/reminders", operation_id="switchReminders", responses=responses())
async def switch_reminders(
    request: Request, tx: TxDep, caller: CallerDep, settings: SettingsDep, document_id: str, asked: Reminding
) -> AnyDocument:
    """Switch the reminders of one document off or on again."""
    await course.set_reminders(tx, document_id, caller.actor, active=asked.active)
    return await document_reply(tx, document_id, settings.base_url, language(request))


async def _usual(tx: Tx, document: Row[Any], email: str) -> tuple[str, str]:
    """Name whoever answers when nobody is named: who is asked in the chain of approvers, else the client."""
    for turn in (await approvers.running(tx, document)).open_turns:
        if email in ("", turn.email):
            return turn.name, turn.email
    client = await parties.client(tx, document.client_id)
    return client.contact or client.name, client.email
