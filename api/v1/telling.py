"""Puts what the records know of a document together as the API tells it."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Row

from api.v1.approving import RunningStep
from api.v1.life import Drafted, FaultyField, GivenAnswer, Header, Links, Related, Version, Withdrawal
from api.v1.reading import Document, Draft, Reading, reading
from api.v1.statement_reading import (
    StatementDocument,
    StatementDraft,
    StatementReading,
    statement_reading,
    typed_progress,
)
from domain import admission
from domain.admission import Admitted, Disputed
from domain.document import Content
from domain.kinds import KINDS
from domain.lifecycle import ACCEPTED, State
from domain.refusals import Problem
from records import acts, answers, approvers, contracts, drafts, lists, versions
from records import links as link_records
from records.database import Tx
from records.drafts import Draft as SavedDraft
from ui.texts import DEFAULT, sentence

ROOT = "/api/v1"

AnyDraft = Draft | StatementDraft
AnyDocument = Document | StatementDocument


def draft_reply(row: Any, draft: SavedDraft, locale: str = DEFAULT) -> Draft:
    """Tell the draft of a quote: what it reads as, and what is still wrong with it."""
    return Draft(**reading(draft.content), **_drafted(row, draft, locale))


def statement_reply(row: Any, draft: SavedDraft, locale: str = DEFAULT) -> StatementDraft:
    """Tell the draft of a statement, with its figures as they stand now."""
    statement = draft.content.statement
    assert statement is not None  # noqa: S101  statements only
    return StatementDraft(
        **statement_reading(draft.content, {}),
        **_drafted(row, draft, locale),
        contract_id=statement.contract_id,
        ordinal=statement.ordinal,
        progress=typed_progress(draft.raw),
    )


def any_draft_reply(row: Any, draft: SavedDraft, locale: str = DEFAULT) -> AnyDraft:
    """Tell the draft of any kind of document."""
    if KINDS[row.kind].on_contract:
        return statement_reply(row, draft, locale)
    return draft_reply(row, draft, locale)


def faulty(problems: Iterable[Problem], locale: str) -> list[FaultyField]:
    """Say what is still wrong with a draft, field by field."""
    return [
        FaultyField(field=problem.field, message=sentence(locale, f"problem-{problem.code}", problem.params))
        for problem in problems
    ]


async def document_reply(tx: Tx, document_id: str, base_url: str, locale: str = DEFAULT) -> AnyDocument:
    """Tell everything about a document. Raises `NotFound`."""
    row = await acts.read(tx, document_id)
    content = await acts.content_of(tx, document_id, row.version) if row.version else None
    saved = await drafts.read(tx, document_id) if row.draft is not None else None
    lived = await _lived(tx, row, base_url)
    if KINDS[row.kind].on_contract:
        writing = statement_reply(row, saved, locale) if saved else None
        told = await _what_stands(tx, row, content) if content else _only(StatementReading, writing)
        return StatementDocument(**told, **lived, draft=writing)
    written = draft_reply(row, saved, locale) if saved else None
    said = reading(content) if content else _only(Reading, written)
    if content:
        said["valid_until"] = row.valid_until  # it may have been extended since
    return Document(**said, **lived, draft=written)


async def public_url(tx: Tx, document_id: str, base_url: str) -> str | None:
    """Give the address of the client's page: the recipient's link, or else one that staff share."""
    live = {link.purpose: link for link in reversed(await link_records.all_of(tx, document_id))}
    link = live.get("mail") or live.get("share")
    return f"{base_url}/c/{link_records.token(tx, link.seed)}" if link else None


def _drafted(row: Any, draft: SavedDraft, locale: str) -> dict[str, Any]:
    own = [name for name in Drafted.model_fields if name not in ("revision", "problems")]
    plain = {name: getattr(row, name) for name in own}
    return {**plain, "revision": draft.revision, "problems": faulty(draft.problems, locale)}


def _only(model: type[BaseModel], told: BaseModel | None) -> dict[str, Any]:
    """Give what a draft says, for a document that has no version yet."""
    return {name: getattr(told, name) for name in model.model_fields}


async def _what_stands(tx: Tx, row: Row[Any], content: Content) -> dict[str, Any]:
    """Give a statement as it is claimed; once it is accepted, as it was admitted."""
    admitted: Admitted = {}
    if State(row.state) in ACCEPTED:
        _, admitted, _ = await contracts.as_accepted(tx, row)
    return statement_reading(content, admitted)


async def _lived(tx: Tx, row: Row[Any], base_url: str) -> dict[str, Any]:
    chain = await approvers.running(tx, row)
    pages = {
        link.email: f"{base_url}/c/{link_records.token(tx, link.seed)}"
        for link in await link_records.all_of(tx, row.id)
        if link.purpose == "mail"
    }
    asked = next((pages.get(turn.email) for turn in chain.open_turns), None)
    return {
        **Header.fields_of(row),
        "public_url": asked or await public_url(tx, row.id, base_url),
        "withdrawal": Withdrawal(**row.withdrawal) if row.withdrawal else None,
        "reminders": row.reminders,
        "versions": [Version.of(version) for version in reversed(await versions.all_of(tx, row.id))],
        "answers": [await _answer(tx, answer) for answer in await answers.history(tx, row.id)],
        "approvers": RunningStep.all_of(chain, pages),
        "links": await _links(tx, row),
    }


async def _answer(tx: Tx, row: Row[Any]) -> GivenAnswer:
    admitted = admission.from_json(row.admitted)
    disputed: list[Disputed] = []
    if admitted:
        disputed = admission.disputed(await acts.content_of(tx, row.document_id, row.version), admitted)
    return GivenAnswer.of(row, await answers.comments_of(tx, row.id), disputed)


async def _links(tx: Tx, row: Any) -> Links:
    own = f"{ROOT}/documents/{row.id}"
    made = await contracts.of_quote(tx, row.id)
    contract = made.id if made else row.contract_id
    return Links(
        self=own,
        client=f"{ROOT}/clients/{row.client_id}",
        job=f"{ROOT}/jobs/{row.job_id}" if row.job_id else None,
        contract=f"{ROOT}/contracts/{contract}" if contract else None,
        timeline=f"{own}/timeline",
        pdf=f"{own}/pdf" if row.version else None,
        chain=[
            Related(
                id=other.id,
                kind=other.kind,
                number=other.number,
                state=other.state,
                url=f"{ROOT}/documents/{other.id}",
            )
            for other in await lists.chain_of(tx, row)
        ],
    )
