"""What lies on the desk while a quote is written: the draft, whose it is, and what its client still asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from api.staff.quote_form import (
    MENTIONS,
    TEXTS,
    WINDOW,
    QuoteForm,
    complete,
    faults,
    is_heading,
    rates,
    rows_of,
    same_number,
    written,
)
from api.staff.quote_form import Row as TypedRow
from api.staff.visit import Visit
from domain import draft as typed
from domain.document import Content
from domain.lifecycle import Action
from domain.money import QUEBEC
from domain.refusals import Problem
from records import acts, comments, drafts, parties, publishing
from records.database import Tx
from records.drafts import Draft
from ui.figures import Figures, of
from ui.texts import sentence

# What nobody has to be told while still writing: only when the quote is about to leave.
UNFINISHED = frozenset({"required", "no-lines"})
UNITS = ("u", "forfait", "ens", "m²", "ml", "m³", "m", "h", "jour", "kg", "t", "l")


@dataclass(frozen=True, slots=True)
class Desk:
    """A document whose draft is open, with its client, its job and the comments that wait for staff."""

    document: Row[Any]
    draft: Draft
    client: Row[Any]
    job: Row[Any] | None
    comments: Mapping[str, list[Row[Any]]] = field(default_factory=dict)
    amends: str = ""  # number of the quote whose contract a change order changes


async def open_desk(tx: Tx, document_id: str) -> Desk:
    """Read all that the editor shows. Raises `NotFound`, or `Refused` when it can no longer change."""
    document = await acts.read(tx, document_id)
    acts.after(document, Action.PUBLISH)
    return Desk(
        document,
        await drafts.read(tx, document_id),
        await parties.client(tx, document.client_id),
        await parties.job(tx, document.job_id) if document.job_id else None,
        await comments.unresolved(tx, document_id),
        await publishing.amended(tx, document),
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of the editor: the rows of one window, and how the whole quote adds up."""

    fields: Mapping[str, Any]
    rows: list[TypedRow]
    start: int
    end: int
    content: Content
    problems: list[Problem]
    form: QuoteForm | None = None

    @property
    def count(self) -> int:
        """How many lines the whole quote has."""
        return len(self.fields.get("lines") or [])

    @property
    def keys(self) -> list[str]:
        """The keys of the rows that are lines, in order."""
        return [row["key"] for row in self.rows if not is_heading(row)]

    def amounts(self, figures: Figures, currency: str) -> dict[str, str]:
        """The amounts of the window's lines, in words, by row."""
        lines = self.content.lines[self.start :]
        return {
            key: figures.money(line.amount, currency) for key, line in zip(self.keys, lines, strict=False)
        }


def stored_sheet(draft: Draft, start: int) -> Sheet:
    """Show the part of the stored draft that starts at a line."""
    lines = draft.raw.get("lines") or []
    start = max(0, min(start, len(lines) - 1)) // WINDOW * WINDOW if lines else 0
    end = min(start + WINDOW, len(lines))
    rows = rows_of(lines, start, end)
    return Sheet(draft.raw, rows, start, end, draft.content, draft.problems)


def typed_sheet(form: QuoteForm, stored: Mapping[str, Any]) -> Sheet:
    """Show what somebody typed and what could not be saved."""
    raw = form.raw(stored)
    content, problems = typed.read(raw)
    start, end = form.window
    return Sheet(raw, form.rows, start, end, content, problems, form)


def view(visit: Visit, desk: Desk, sheet: Sheet, *, check: bool = False, **more: Any) -> dict[str, Any]:
    """Give all that the editor's template asks for. `check`: also say what is merely not written yet."""
    company = visit.company
    choices = rates(company.country, sheet.rows)
    return {
        "desk": desk,
        "document": desk.document,
        "sheet": sheet,
        "fields": filled(sheet.fields),
        "content": sheet.content,
        "totals": sheet.content.totals,
        "amounts": sheet.amounts(of(visit.locale), company.currency),
        "problems": said(visit.locale, sheet, check=check),
        "missing": len(sheet.problems),
        "check": check,
        "rows": [complete(row, choices) for row in _shown(visit, sheet)],
        "rates": [(rate, rate_label(visit, rate)) for rate in choices],
        "blank": complete({"key": "0", "vat_rate": choices[0]}, choices),
        "units": UNITS,
        "windows": windows(sheet.count) if sheet.count > WINDOW else [],
        "currency": company.currency,
        "country": company.country,
        "revision": desk.draft.revision,
        "saved_at": desk.document.updated_at,
        "conflict": None,
        **more,
    }


def _shown(visit: Visit, sheet: Sheet) -> list[TypedRow]:
    """Give the rows as they are shown: stored numbers as people write them, typed ones as they were typed."""
    if sheet.form is not None:
        return sheet.rows
    comma = visit.locale.startswith("fr")
    return [written(row, comma=comma) for row in sheet.rows]


def filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a draft with all that the form shows; percentages that say nothing are empty."""
    fields: dict[str, Any] = {name: str(raw.get(name) or "") for name in TEXTS}
    for name in ("discount_percent", "deposit_percent", "retention_percent"):
        fields[name] = "" if same_number(fields[name]) == 0 else fields[name]
    given = raw.get("mentions") or {}
    ticks = {"free_quote": given.get("free_quote", True), "withdrawal": given.get("withdrawal", False)}
    mentions = {name: str(given.get(name) or "") for name in MENTIONS}
    return {**fields, "mentions": mentions | {name: on in (True, "on", "true") for name, on in ticks.items()}}


def said(locale: str, sheet: Sheet, *, check: bool) -> dict[str, str]:
    """Give the sentences of what is wrong by field of the page."""
    shown = [problem for problem in sheet.problems if check or problem.code not in UNFINISHED]
    return {
        name: sentence(locale, f"problem-{problem.code}", problem.params)
        for name, problem in faults(shown, sheet.start, sheet.keys).items()
    }


def windows(count: int) -> list[tuple[int, int]]:
    """Give the parts in which a long quote is edited: first and last line of each."""
    return [(start, min(start + WINDOW, count)) for start in range(0, count, WINDOW)]


def rate_label(visit: Visit, rate: str) -> str:
    """Name a tax rate as it is chosen: `20 %`, or the two taxes of Quebec."""
    try:
        value = typed.parse_decimal(rate)
    except ValueError:
        return rate
    return visit.t("quote-rate-quebec") if value == QUEBEC else of(visit.locale).percent(value)
