"""A progress statement on its page: what it claims, what stands admitted, and what an answer admits of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from api.client.circuit import steps_of
from api.client.form import Typed
from api.client.sheet import Said, Sheet
from api.client.shelf import in_pieces, sheet_of
from api.client.visit import Visit
from api.errors import say_problems
from domain import admission
from domain.admission import Admitted, Disputed
from domain.document import Content
from domain.lifecycle import Action
from domain.line import Line
from domain.refusals import Invalid, Problem
from domain.statement import Measure
from records import comments
from ui import figures
from ui.paper.works import Works, measured, part_done, works_of
from ui.render import fragment
from ui.texts import texts

ASKED_ABOUT = 40  # disputed lines that the form of an answer asks about one by one


@dataclass(frozen=True, slots=True)
class Note:
    """What a line shows this reader besides the figures that everybody reads.

    `claimed` is what the statement claims where less stands, `by` who admitted less (empty: the reader, now);
    `remarks` are who said what about it in an earlier answer; `typed` stands in the field as it was typed.
    """

    claimed: Measure | None = None
    by: str = ""
    remarks: tuple[tuple[str, str], ...] = ()
    draft: str = ""
    typed: str | None = None
    problem: str = ""


NOTHING = Note()


async def shown(visit: Visit, sheet: Sheet) -> dict[str, Any]:
    """Give what the templates of a statement show, with what earlier approvers admitted of it."""
    content = sheet.content
    works = _works(content if sheet.old else visit.presented)
    notes = {} if sheet.old else await _notes(visit, sheet)
    mode = "answer" if sheet.open else "read"
    return {
        **_figures(works, content),
        "lines": _table(visit.locale, sheet, works, notes, mode),
        "steps": steps_of(visit.circuit, visit.locale, visit.zone, waiting=visit.waiting),
        "contested": [line for line in content.lines if _claim(works, line).disputed],
    }


async def admitting(visit: Visit, sheet: Sheet, typed: Typed) -> tuple[dict[str, Any], Said]:
    """Give what the page shows on which quantities are admitted, and what an answer with them comes to."""
    answer = said(visit, typed)
    works = _works(admission.presented(visit.presented, answer.more["own"]))
    notes = await _notes(visit, sheet)
    wrong = answer.more["problems"]
    for line, text in typed.admitted.items():
        problem = wrong.get(f"admitted[{line}]", "")
        notes[line] = _with_own(notes.get(line, NOTHING), visit, line, answer, text, problem)
    context = {
        **_figures(works, visit.content),
        "lines": _table(visit.locale, sheet, works, notes, "admit"),
        "changed": [row for run in works.runs for row in run.rows if row.line.id in typed.admitted],
        "notes": notes,
        "mode": "admit",
        **answer.more,
    }
    return context, answer


def said(visit: Visit, typed: Typed) -> Said:
    """Give what an answer to a statement comes to, with what it admits of what is presented."""
    presented, locale = visit.presented, visit.locale
    own, problems = admission.read(presented, typed.admitted)
    amount = presented.asked_for(frozenset(), own) if own else presented.asked
    disputed = admission.disputed(presented, own)
    written = figures.of(locale)
    lines = {line.id: line for line in presented.lines}
    return Said(
        amount,
        _consent(visit, typed, amount, disputed),
        tuple(problems),
        {
            "own": own,
            "disputed": disputed,
            "disputed_total": sum(part.difference for part in disputed),
            "asked_about": disputed[:ASKED_ABOUT],
            "presented_amount": presented.asked,
            "claimed_amount": visit.content.asked,
            "kept": {line: text for line, text in typed.admitted.items() if line in own},
            "faulty": [(problem.field, lines.get(_line_of(problem))) for problem in problems],
            "problems": say_problems(locale, Invalid(problems)),
            "measured": lambda line, measure: measured(written, line, measure),
        },
    )


def _consent(visit: Visit, typed: Typed, amount: int, disputed: list[Disputed]) -> str:
    """Give the exact sentence that stands above the button, and is kept as evidence."""
    t, written, content = texts(visit.locale), figures.of(visit.locale), visit.content
    about = {
        "the": t(f"kind-{content.kind}-the"),
        "number": content.number,
        "version": str(content.version),
    }
    if typed.action != Action.APPROVE:
        return t(f"consent-{typed.action}", **about, amount=written.money(amount, content.currency))
    about["amount"] = written.money(amount, content.currency)
    if disputed:
        about["asked"] = written.money(visit.presented.asked, content.currency)
        about["difference"] = written.money(sum(part.difference for part in disputed), content.currency)
    consent = (
        t("consent-approve-in-part", count=len(disputed), **about)
        if disputed
        else t("consent-approve-payable", **about)
    )
    return f"{consent} {t('consent-terms')}" if content.terms.text else consent


def _works(content: Content) -> Works:
    works = works_of(content)
    assert works is not None  # noqa: S101  statements only
    return works


def _figures(works: Works, content: Content) -> dict[str, Any]:
    return {
        "works": works,
        "amount": works.account.net_to_pay,
        "claimed_amount": content.asked,
        "done": part_done(works.total),
    }


async def _notes(visit: Visit, sheet: Sheet) -> dict[str, Note]:
    """Give what the reader's lines show besides what everybody's do: who admitted less, remarks, drafts."""
    circuit = visit.circuit
    claims = sheet.content.statement.claim_of if sheet.content.statement else {}
    notes = {
        line: Note(claims[line].now, circuit.by[line].name) for line in circuit.admitted if line in claims
    }
    if circuit.given:
        given = {answer.id for answer in circuit.given}
        for line, said_of in (await comments.unresolved(visit.tx, visit.document.id)).items():
            remarks = tuple((row.name, row.text) for row in said_of if row.answer_id in given)
            if remarks and line in claims:
                notes[line] = replace(notes.get(line, NOTHING), remarks=remarks)
    for line, text in sheet.drafts.items():
        notes[line] = replace(notes.get(line, NOTHING), draft=text)
    return notes


def _with_own(note: Note, visit: Visit, line: str, answer: Said, text: str, problem: str) -> Note:
    """Give a line's note with what the reader typed; what they admit counts in place of what others did."""
    if line not in answer.more["own"]:
        return replace(note, typed=text, problem=problem)
    claims = visit.content.statement.claim_of if visit.content.statement else {}
    return replace(note, typed=text, claimed=claims[line].now, by="")


def _table(locale: str, sheet: Sheet, works: Works, notes: Mapping[str, Note], mode: str) -> Markup:
    """Give the lines as HTML: what everybody reads was made once, only lines with a note are made anew."""
    content = sheet.content
    written = figures.of(locale)

    def drawn(block: str, of: Works, runs: list[Any]) -> str:
        return fragment(
            "client/statement/lines.html",
            block,
            locale,
            content=content,
            works=of,
            runs=runs,
            notes=notes if block == "some" else {},
            nothing=NOTHING,
            mode=mode,
            measured=lambda line, measure: measured(written, line, measure),
            plain=lambda value: _plain(locale, value),
        )

    everybody = _works(content)
    pieces = sheet_of(
        sheet.version.sha256,
        locale,
        mode,
        lambda: drawn("lines", everybody, list(enumerate(everybody.runs))),
    )
    own = {}
    if notes:
        runs = [
            (index, replace(run, rows=[row for row in run.rows if row.line.id in notes]), run)
            for index, run in enumerate(works.runs)
        ]
        own = dict(in_pieces(drawn("some", works, [entry for entry in runs if entry[1].rows])))
        own.pop("")
    return Markup("".join(own.get(slot, html) for slot, html in pieces))  # noqa: S704  our own templates escape
