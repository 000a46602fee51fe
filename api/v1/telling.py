"""Puts what the records know of a document together as the API tells it."""

from collections.abc import Iterable
from typing import Any

from api.v1.reading import (
    Document,
    Draft,
    FaultyField,
    GivenAnswer,
    Header,
    Links,
    Reading,
    Related,
    Version,
    Withdrawal,
    reading,
)
from domain.draft import read as read_typed
from domain.refusals import Problem
from records import acts, answers, lists, versions
from records import links as link_records
from records.database import Tx
from records.drafts import Draft as SavedDraft
from ui.texts import DEFAULT, sentence

ROOT = "/api/v1"


def draft_reply(row: Any, draft: SavedDraft, locale: str = DEFAULT) -> Draft:
    """Tell a draft: what it reads as, and what is still wrong with it."""
    return Draft(
        **reading(draft.content),
        **{name: getattr(row, name) for name in ("id", "kind", "state", "number", "version")},
        client_id=row.client_id,
        job_id=row.job_id,
        revision=draft.revision,
        problems=faulty(draft.problems, locale),
    )


def faulty(problems: Iterable[Problem], locale: str) -> list[FaultyField]:
    """Say what is still wrong with a draft, field by field."""
    return [
        FaultyField(field=problem.field, message=sentence(locale, f"problem-{problem.code}", problem.params))
        for problem in problems
    ]


async def document_reply(tx: Tx, document_id: str, base_url: str, locale: str = DEFAULT) -> Document:
    """Tell everything about a document. Raises `NotFound`."""
    row = await acts.read(tx, document_id)
    draft = _draft(row, locale)
    content = await acts.content_of(tx, document_id, row.version) if row.version else None
    told = reading(content) if content else {name: getattr(draft, name) for name in Draft.model_fields}
    if content:
        told["valid_until"] = row.valid_until  # it may have been extended since
    return Document(
        **{**{name: told[name] for name in Reading.model_fields}, **Header.fields_of(row)},
        public_url=await public_url(tx, document_id, base_url),
        withdrawal=Withdrawal(**row.withdrawal) if row.withdrawal else None,
        reminders=row.reminders,
        draft=draft,
        versions=[Version.of(version) for version in reversed(await versions.all_of(tx, document_id))],
        answers=[
            GivenAnswer.of(answer, await answers.comments_of(tx, answer.id))
            for answer in await answers.history(tx, document_id)
        ],
        links=await _links(tx, row),
    )


async def public_url(tx: Tx, document_id: str, base_url: str) -> str | None:
    """Give the address of the client's page: the recipient's link, or else one that staff share."""
    live = {link.purpose: link for link in reversed(await link_records.all_of(tx, document_id))}
    link = live.get("mail") or live.get("share")
    return f"{base_url}/c/{link_records.token(tx, link.seed)}" if link else None


def _draft(row: Any, locale: str) -> Draft | None:
    if row.draft is None:
        return None
    content, problems = read_typed(row.draft)
    return draft_reply(row, SavedDraft(row.id, row.draft_revision, row.draft, content, problems), locale)


async def _links(tx: Tx, row: Any) -> Links:
    own = f"{ROOT}/documents/{row.id}"
    return Links(
        self=own,
        client=f"{ROOT}/clients/{row.client_id}",
        job=f"{ROOT}/jobs/{row.job_id}" if row.job_id else None,
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
