"""The page itself: what it shows of the document, its history and its neighbours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from api.client.form import Typed
from api.client.kinds import page_of
from api.client.sheet import Sheet
from api.client.shelf import comparison_of
from api.client.visit import Visit
from domain.comparison import Comparison
from domain.document import Content
from domain.draft import clean
from domain.lifecycle import OPEN
from records import acts, answers, comments, lists, timeline
from records.course import GRACE
from records.shelf import content_of
from ui.texts import texts

# What the client's timeline tells; the rest of the journal is for staff and operators.
ANSWERED = {"approve", "sign", "reject", "hold", "mark_accepted", "endorse", "deem", "accept_admitted"}
TOLD = ANSWERED | {"publish", "reopen", "extend", "extension_asked", "expire", "delegated"}
ON_BEHALF = {"approve", "reject", "hold", "endorse"}  # what staff can answer for a client


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline, for the client."""

    kind: str
    at: datetime
    version: int
    name: str
    on_behalf: bool


async def reading(visit: Visit, *, number: int | None = None, typed: Typed | None = None) -> dict[str, Any]:
    """Give what the page of a version shows; the current one unless `number` names an older one."""
    version = visit.opened.version
    if number is not None and number != visit.document.version:
        version = await acts.version_of(visit.tx, visit.document.id, number)
    content = content_of(version.sha256, version.content)
    old = version.version != visit.document.version
    is_open = visit.open and not old
    drafts = await comments.drafts(visit.tx, visit.opened.link.id) if is_open else {}
    decision = None if old or visit.document.state == "sent" else await decision_of(visit)
    before = await _before(visit, version)
    comparison = comparison_of(before, content, version.sha256) if before else None
    sheet = Sheet(version, content, is_open, old, typed, drafts, decision, before)
    return {
        **visit.context(),
        "content": content,
        "version": version,
        "open": is_open,
        "old_version": old,
        "drafts": drafts,
        "decision": decision,
        "reopen_until": _reopen_until(visit, decision),
        "comparison": comparison,
        "changed_fields": changed_fields(comparison, visit.locale),
        "days_left": (visit.document.valid_until - visit.today).days if visit.document.valid_until else None,
        "events": await happenings(visit),
        "siblings": await _siblings(visit),
        "told": [],
        "asking": {"name": visit.opened.link.name, "note": ""},
        "problems": {},
        "called": page_of(visit).called,
        **await page_of(visit).shown(visit, sheet),
    }


async def decision_of(visit: Visit) -> Any | None:
    """The answer that counts for the current version: the final one, or the last hold."""
    given = [
        answer
        for answer in await answers.history(visit.tx, visit.document.id)
        if answer.version == visit.document.version and answer.reopened_at is None
    ]
    final = [answer for answer in given if answer.action != "hold" and answer.settles]
    if final:
        return final[-1]
    return given[-1] if given and visit.document.state == "on_hold" else None


async def happenings(visit: Visit) -> list[Happening]:
    """The timeline, newest first."""
    events = await timeline.happened(visit.tx, visit.document.id)
    return [
        Happening(
            event.kind,
            event.at,
            event.version or visit.document.version,
            clean(event.name) or visit.opened.company.name,
            event.actor == "staff" and event.kind in ON_BEHALF,
        )
        for event in reversed(events)
        if event.kind in TOLD
    ]


def changed_fields(comparison: Comparison | None, locale: str) -> str:
    """The names of what else differs from the version before."""
    t = texts(locale)
    return ", ".join(t(f"field-{field}").lower() for field in comparison.fields) if comparison else ""


async def _before(visit: Visit, version: Any) -> Content | None:
    if version.version < 2:  # noqa: PLR2004  the first version follows nothing
        return None
    before = await acts.version_of(visit.tx, visit.document.id, version.version - 1)
    return content_of(before.sha256, before.content)


def _reopen_until(visit: Visit, decision: Any | None) -> datetime | None:
    if (
        decision is None
        or decision.action not in ("approve", "reject")
        or decision.link_id != visit.opened.link.id
    ):
        return None
    until: datetime = decision.answered_at + GRACE
    untouched = visit.document.draft is None and visit.document.state not in OPEN
    return until if untouched and visit.tx.at < until - timedelta(seconds=5) else None


async def _siblings(visit: Visit) -> list[dict[str, Any]]:
    if not visit.document.job_id:
        return []
    rows = await lists.of_job_for_client(
        visit.tx, visit.document.job_id, visit.document.client_id, visit.document.id
    )
    return [
        {
            "url": f"{visit.base}/other/{row.id}",
            "title": row.title,
            "kind": row.kind,
            "number": row.number,
            "payable": row.payable,
        }
        for row in rows
    ]
