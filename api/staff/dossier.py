"""Everything that staff know about one document, gathered for its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from api.staff.claimed import chain_of, claimed, contracted, figures_for
from api.staff.places import editor
from api.staff.plan import told
from api.staff.visit import Visit
from domain.comparison import Comparison, compare
from domain.document import Content
from domain.kinds import KINDS
from domain.lifecycle import OPEN, Action, State
from domain.refusals import Refused
from records import acts, answers, comments, letters, links, lists, parties, timeline, versions
from records.database import Tx
from records.timeline import Event
from ui.chain import step_name
from ui.figures import of
from ui.texts import has_text

# What staff can do from the menu, in this order, and the picture beside it.
MENU = {
    "admitted": (Action.ACCEPT_ADMITTED, "check"),
    "accept": (Action.MARK_ACCEPTED, "circle-check"),
    "answer": (Action.APPROVE, "pen-line"),
    "extend": (Action.EXTEND, "calendar-clock"),
    "reopen": (Action.REOPEN, "undo-2"),
    "withdraw": (Action.WITHDRAW, "ban"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of the history with its comments by line, and whether it still counts."""

    answer: Row[Any]
    lines: dict[str, str]

    @property
    def counts(self) -> bool:
        """Whether it was not taken back."""
        return self.answer.reopened_at is None

    @property
    def on_behalf(self) -> bool:
        """Whether staff wrote down what the client said by other means."""
        return bool(self.answer.evidence.get("on_behalf"))


@dataclass(frozen=True, slots=True)
class Link:
    """A live link: who it is for and its address."""

    row: Any
    url: str


async def gather(tx: Tx, visit: Visit, document_id: str, base_url: str) -> dict[str, Any]:
    """Give all that the page of a published document shows. Raises `NotFound`."""
    document = await acts.read(tx, document_id)
    history = await _said(tx, document_id)
    client = await parties.client(tx, document.client_id)
    content = await acts.content_of(tx, document_id, document.version)
    live = await _links(tx, document_id, base_url)
    mails = await letters.of_document(tx, document_id)
    events = await timeline.happened(tx, document_id)
    waiting = await comments.unresolved(tx, document_id)
    counting = [said for said in history if said.counts and said.answer.version == document.version]
    return {
        **figures_for(visit.locale),
        "claimed": await claimed(tx, document, content, counting),
        "contract": await contracted(tx, document, content),
        "chain": await chain_of(tx, document),
        "document": document,
        "client": client,
        "job": await parties.job(tx, document.job_id) if document.job_id else None,
        "content": content,
        "chosen": _chosen(content, document, history),
        "history": history[::-1],
        "decision": _decision(document, history),
        "versions": await versions.all_of(tx, document_id),
        "unresolved": waiting,
        "said_on": _said_on(waiting, _decision(document, history)),
        "happened": [(event, text) for event in reversed(events) if (text := tell(visit, event))],
        "steps": told(visit.locale, await timeline.to_come(tx, document_id)),
        "links": live,
        "public": next(
            (link for p in ("share", "paper", "mail") for link in live if link.row.purpose == p), None
        ),
        "letters": mails[::-1],
        "failed": [mail for mail in mails if mail.state == "failed"],
        "siblings": await _siblings(tx, document),
        "menu": menu(document, client),
        "can_correct": allowed(document, Action.PUBLISH),
        "editor": editor(document),
        "open": State(document.state) in OPEN,
    }


async def _said(tx: Tx, document_id: str) -> list[Said]:
    rows = await answers.history(tx, document_id)
    return [Said(row, await answers.comments_of(tx, row.id)) for row in rows]


async def _links(tx: Tx, document_id: str, base_url: str) -> list[Link]:
    rows = await links.all_of(tx, document_id)
    return [Link(row, f"{base_url}/c/{links.token(tx, row.seed)}") for row in rows]


def menu(document: Any, client: Any) -> list[tuple[str, str]]:
    """Give what can be done to a document in its present state: name and picture."""
    lasts = KINDS[document.kind].validity_days is None  # there is no validity to extend
    return [
        (name, shape)
        for name, (action, shape) in MENU.items()
        if allowed(document, action)
        and (name != "answer" or client.staff_may_answer)
        and not (name == "extend" and lasts)
    ]


def allowed(document: Any, action: Action) -> bool:
    """Whether an action is possible in a document's present state."""
    try:
        acts.after(document, action)
    except Refused:
        return False
    return True


async def difference(
    tx: Tx, document_id: str, before: int, after: int
) -> tuple[Content, Content, Comparison]:
    """Give two versions and what differs between them. Raises `NotFound`."""
    old = await acts.content_of(tx, document_id, before)
    new = await acts.content_of(tx, document_id, after)
    return old, new, compare(old, new)


def tell(visit: Visit, event: Event) -> str:
    """Say an event of the journal in people's words; empty for one that only machines care about."""
    key = f"event-staff-{event.kind}"
    if not has_text(visit.locale, key):
        return ""
    letter = f"letter-{event.data.get('kind', '')}"
    until = event.data.get("until")
    return visit.t(
        key,
        version=event.version or 0,
        name=event.name,
        what=visit.t(letter) if has_text(visit.locale, letter) else "",
        until=of(visit.locale).day(date.fromisoformat(until)) if until else "",
        **_around(visit, event.data),
    )


def _around(visit: Visit, data: Mapping[str, Any]) -> dict[str, str]:
    """Give what the journal noted of approvers and amounts, in words."""
    return {
        "step": step_name(visit.locale, data.get("step", "")),
        "outcome": data.get("what", ""),
        "who": ", ".join(data.get("who", ())),
        "from": data.get("from") or "",
        "to": data.get("to", ""),
        "amount": of(visit.locale).money(data.get("payable", 0), visit.company.currency),
    }


def _said_on(waiting: Mapping[str, list[Row[Any]]], decision: Said | None) -> dict[str, list[dict[str, Any]]]:
    """Give what stands under each line: comments that wait for staff, and those of the answer dealt with."""
    shown = {
        line: [{"name": row.name, "text": row.text, "open": True} for row in rows]
        for line, rows in waiting.items()
    }
    for line, text in (decision.lines if decision else {}).items():
        shown.setdefault(
            line, [{"name": decision.answer.name if decision else "", "text": text, "open": False}]
        )
    return shown


def _decision(document: Any, history: list[Said]) -> Said | None:
    """The answer that the banner tells: the last one that still counts for the current version."""
    return next(
        (said for said in reversed(history) if said.counts and said.answer.version == document.version), None
    )


def _chosen(content: Content, document: Any, history: list[Said]) -> frozenset[str]:
    decision = _decision(document, history)
    return frozenset(decision.answer.chosen) if decision else content.proposed


async def _siblings(tx: Tx, document: Any) -> list[Row[Any]]:
    if not document.job_id:
        return []
    found = await lists.list_documents(tx, lists.Filters(job_id=document.job_id), limit=12)
    return [row for row in found.rows if row.id != document.id]
