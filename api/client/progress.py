"""The lines of a statement as one reader sees them: what everybody reads is made once, notes are put in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from api.client.sheet import Sheet
from api.client.shelf import in_pieces, sheet_of
from api.client.visit import Visit
from domain.admission import Admitted, presented
from domain.document import Content
from domain.progress import percent
from domain.statement import Measure
from records import comments
from ui import figures
from ui.paper.works import Row, Run, Works, measured, works_of
from ui.render import fragment

TEMPLATE = "client/statement/lines.html"
VAST = 100_000_000  # cents: amounts of so many figures leave no room for a table's text


@dataclass(frozen=True, slots=True)
class Note:
    """What a line shows this reader besides the figures that everybody reads.

    `claimed` is what the statement claims where less stands, `by` who admitted less (empty: the reader, now);
    `remarks` are who said what about it in an earlier answer; `typed` stands in the field as it was typed, in
    the measure of what is `asked` of the reader.
    """

    claimed: Measure | None = None
    by: str = ""
    remarks: tuple[tuple[str, str], ...] = ()
    draft: str = ""
    typed: str | None = None
    asked: Measure | None = None
    problem: str = ""


NOTHING = Note()
Notes = Mapping[str, Note]
Drawn = tuple[int, Run, list[Row]]  # a group by its place, with those of its rows that are drawn


def works_in(content: Content) -> Works:
    """Give the works of a statement."""
    works = works_of(content)
    assert works is not None  # noqa: S101  statements only
    return works


def works_with(content: Content, admitted: Admitted) -> Works:
    """Give the works of a statement with what is admitted in place of what is claimed."""
    stands, figures = presented(content, admitted), content.account_for(admitted)
    assert stands.statement is not None  # noqa: S101  statements only
    assert figures is not None  # noqa: S101  statements only
    return Works(stands, stands.statement, figures)


async def notes_of(visit: Visit, sheet: Sheet) -> dict[str, Note]:
    """Give what the lines show this reader: who admitted less, earlier remarks, draft comments."""
    circuit = visit.circuit
    claims = works_in(sheet.content).statement.claim_of
    notes = {line: Note(claims[line].now, circuit.by[line].name) for line in circuit.admitted}
    given = {answer.id for answer in circuit.given}
    if given:
        for line, said in (await comments.unresolved(visit.tx, visit.document.id)).items():
            remarks = tuple((row.name, row.text) for row in said if row.answer_id in given)
            if remarks:
                notes[line] = replace(notes.get(line, NOTHING), remarks=remarks)
    for line, text in sheet.drafts.items():
        notes[line] = replace(notes.get(line, NOTHING), draft=text)
    return {line: note for line, note in notes.items() if line in claims}


def table(locale: str, sheet: Sheet, works: Works, notes: Notes, mode: str) -> Markup:
    """Give the lines as HTML; `mode` is what the reader does with them: read, answer or admit."""
    everybody = works_in(sheet.content)
    pieces = sheet_of(
        sheet.version.sha256,
        locale,
        mode,
        lambda: _drawn("lines", locale, everybody, _groups(everybody), {}, mode),
    )
    own = dict(in_pieces(_drawn("some", locale, works, _groups(works, notes), notes, mode))) if notes else {}
    html = "".join(own.get(slot, html) if slot else html for slot, html in pieces)
    return Markup(html)  # noqa: S704  rendered by our own templates, which escape


def recomputed(locale: str, works: Works, notes: Notes, lines: Iterable[str]) -> str:
    """Give the figures that change on the page when what is admitted on these lines changes."""
    return _drawn("recomputed", locale, works, _groups(works, frozenset(lines)), notes, "admit")


def words(locale: str) -> dict[str, Any]:
    """Give the functions that write measures, for the templates of statements."""
    return {"measured": partial(measured, figures.of(locale)), "plain": partial(plain, locale)}


def plain(locale: str, measure: Measure) -> str:
    """Write a measure as it is typed: no unit, no spaces, the decimal sign of the language."""
    typed = f"{measure.value:f}"
    return typed.replace(".", ",") if locale.startswith("fr") else typed


def _groups(works: Works, lines: Iterable[str] | None = None) -> list[Drawn]:
    """Give the groups with their rows; only these lines and the groups that hold any of them, if given."""
    if lines is None:
        return [(place, run, run.rows) for place, run in enumerate(works.runs)]
    found = (
        (place, run, [row for row in run.rows if row.line.id in lines])
        for place, run in enumerate(works.runs)
    )
    return [drawn for drawn in found if drawn[2]]


def _drawn(block: str, locale: str, works: Works, groups: list[Drawn], notes: Notes, mode: str) -> str:
    return fragment(
        TEMPLATE,
        block,
        locale,
        works=works,
        currency=works.content.currency,
        groups=groups,
        notes=notes,
        nothing=NOTHING,
        mode=mode,
        share=percent,
        vast=any(figures.market >= VAST for figures in works.account.lines.values()),
        **words(locale),
    )
