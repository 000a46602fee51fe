"""Several people write one statement: line by line and field by field, and nobody loses what they typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from domain import admission, statement_draft
from domain.draft import clean
from domain.kinds import KINDS
from domain.refusals import Invalid, NotFound, Problem, Refused
from domain.statement_draft import MEASURES
from records import acts, drafts, recording
from records.database import Tx
from records.drafts import Draft

MAX_TYPED = 100
TEXTS = (
    "title",
    "introduction",
    "notes",
    "period_from",
    "period_to",
    "penalties",
    "penalties_reason",
    "revision_index",
)

Stands = tuple[str, str]  # measure and value, both empty where nothing stands


@dataclass(frozen=True, slots=True)
class Cell:
    """What is typed as the progress of one line; `seen` is what stood there when its writer started."""

    line_id: str
    by: str
    value: str
    seen: Stands | None = None


async def set_cells(tx: Tx, document_id: str, cells: Iterable[Cell]) -> tuple[Draft, dict[str, Stands]]:
    """Change the progress of some lines of a draft; the others stay as whoever typed them left them.

    A line that somebody else changed since it was `seen` is left alone: it is given back with what stands
    there. Raises `NotFound` for a line that is not of the contract, `Invalid` for an unknown measure.
    """
    raw, revision = await _locked(tx, document_id)
    wanted = list(cells)
    progress = [_copied(entry) for entry in raw.get("progress") or []]
    entries = {entry.get("line_id"): entry for entry in progress if isinstance(entry, dict)}
    others: dict[str, Stands] = {}
    for cell in wanted:
        stands = standing(entries.get(cell.line_id))
        if cell.by not in MEASURES:
            raise Invalid([Problem("by", "unknown-choice", {"choices": ", ".join(MEASURES)})])
        if cell.seen is not None and cell.seen != stands:
            others[cell.line_id] = stands
            continue
        if cell.line_id not in entries:
            progress.append(entries.setdefault(cell.line_id, {"line_id": cell.line_id}))
        entry = entries[cell.line_id]
        for measure in MEASURES:
            entry.pop(measure, None)
        entry[cell.by] = clean(cell.value)[:MAX_TYPED]
    if len(others) == len(wanted):
        return await drafts.read(tx, document_id), others
    draft = await drafts.save(tx, document_id, {**raw, "progress": progress}, revision=revision)
    if not {cell.line_id for cell in wanted} <= draft.content.line_ids:
        raise NotFound("no-such-line")
    return draft, others


async def set_text(tx: Tx, document_id: str, field: str, value: str, *, seen: str | None = None) -> Draft:
    """Change one field besides the lines. Raises `Refused` with what stands there if it was changed since."""
    raw, revision = await _locked(tx, document_id)
    if field not in TEXTS:
        raise Invalid([Problem("field", "unknown-choice", {"choices": ", ".join(TEXTS)})])
    stands = clean(raw.get(field))
    if seen is not None and clean(seen) != stands:
        raise Refused("field-changed", value=stands)
    return await drafts.save(tx, document_id, {**raw, field: clean(value)}, revision=revision)


async def correct(tx: Tx, document_id: str, *, admitted: bool) -> Draft:
    """Begin the next version of a sent statement, from what it claims or from what was admitted of it.

    A correction that was begun before stays as it is.
    """
    raw, revision = await _locked(tx, document_id)
    document = await acts.read(tx, document_id)
    if document.draft is not None:
        return await drafts.read(tx, document_id)
    if admitted:
        content = await acts.content_of(tx, document_id, document.version)
        held = await recording.admitted_so_far(tx, document, content)
        raw = statement_draft.to_raw(admission.presented(content, held))
    return await drafts.save(tx, document_id, raw, revision=revision)


def standing(entry: Mapping[str, Any] | None) -> Stands:
    """Give what stands in a line of a draft."""
    for measure in MEASURES:
        if entry and clean(entry.get(measure)):
            return measure, clean(entry[measure])
    return "", ""


async def _locked(tx: Tx, document_id: str) -> tuple[dict[str, Any], int]:
    """Lock a statement and give its draft as typed, or what the next version would start from."""
    row = await acts.lock(tx, document_id)
    if not KINDS[row.kind].on_contract:
        raise Refused("not-for-this-kind", action="progress")
    raw = (await drafts.read(tx, document_id)).raw if row.draft is None else row.draft
    return raw, row.draft_revision


def _copied(entry: Any) -> Any:
    """A program may have saved what is no entry at all: it stays, as a problem of the draft."""
    return dict(entry) if isinstance(entry, Mapping) else entry
