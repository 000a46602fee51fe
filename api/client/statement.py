"""A progress statement on its page: what it claims, what stands admitted, and what an answer admits of it."""

from dataclasses import replace
from datetime import date
from typing import Any

from api.client.circuit import Step, steps_of
from api.client.form import OF_LINE, Typed
from api.client.progress import NOTHING, notes_of, table, words, works_in, works_with
from api.client.sheet import Said, Sheet
from api.client.visit import Visit
from api.errors import say_problems
from domain import admission
from domain.admission import Disputed
from domain.document import Content
from domain.lifecycle import ACCEPTED, Action
from domain.money import Cents
from domain.refusals import Invalid, Problem
from records.approvers import waits_for
from ui import figures
from ui.paper.works import Works, part_done
from ui.texts import texts

# What whoever approves can do besides answering.
LINKS = (
    {"path": "admit", "text": "answer-admit", "icon": "file-pen", "dialog": False},
    {"path": "delegate", "text": "answer-delegate", "icon": "users", "dialog": True},
)
ASKED_ABOUT = 40  # disputed lines that the form of an answer asks about one by one


async def shown(visit: Visit, sheet: Sheet) -> dict[str, Any]:
    """Give what the templates of a statement show, with what earlier approvers admitted of it."""
    content = sheet.content
    works = works_in(content if sheet.old else visit.presented)
    notes = {} if sheet.old else await notes_of(visit, sheet)
    claims = works_in(content).statement.claim_of
    before = works_in(sheet.before).statement.claim_of if sheet.before else {}
    steps = steps_of(visit.circuit, visit.locale, visit.zone, waiting=visit.waiting)
    return {
        **_figures(works, content, visit.locale),
        "lines": table(visit.locale, sheet, works, notes, "answer" if sheet.open else "read"),
        "circuit_steps": steps,
        "answer_by": _answer_by(visit, steps) if sheet.open else None,
        "contested": [line for line in content.lines if claims[line.id].disputed],
        "links": [link for link in LINKS if visit.circuit.chain or link["path"] != "delegate"],
        "handed": handed_over(visit),
        "claimed_before": before,
        "claimed_now": claims,
        "payable_before": sheet.before.asked if sheet.before else 0,
    }


async def admitting(visit: Visit, sheet: Sheet, typed: Typed, answer: Said) -> dict[str, Any]:
    """Give what the page shows on which whoever answers types what they admit."""
    works = works_with(visit.presented, answer.more["own"])
    notes = await notes_of(visit, sheet)
    said_problems = say_problems(visit.locale, Invalid(answer.problems))
    claims = works_in(visit.content).statement.claim_of
    asked = works_in(visit.presented).statement.claim_of
    for line, text in typed.admitted.items():
        if line in claims:
            wrong = said_problems.get(f"admitted[{line}]", "")
            note = replace(notes.get(line, NOTHING), typed=text, asked=asked[line].now, problem=wrong)
            own = line in answer.more["own"]
            notes[line] = replace(note, claimed=claims[line].now, by="") if own else note
    return {
        **_figures(works, visit.content, visit.locale),
        **answer.more,
        "lines": table(visit.locale, sheet, works, notes, "admit"),
        "notes": notes,
        "problems": said_problems,
    }


def said(visit: Visit, typed: Typed) -> Said:
    """Give what an answer to a statement comes to, with what it admits of what is presented."""
    presented = visit.presented
    approves = typed.action == Action.APPROVE
    own, problems = admission.read(presented, typed.admitted if approves else {})
    amount = presented.asked_for(frozenset(), own)
    disputed = admission.disputed(presented, own)
    lines = {line.id: line for line in presented.lines}
    return Said(
        amount,
        _consent(visit, typed, amount, disputed),
        tuple(problems),
        frozenset(part.line.id for part in disputed[:ASKED_ABOUT]) if approves else frozenset(),
        {
            "own": own,
            "disputed": disputed,
            "listed": disputed[:ASKED_ABOUT],
            "disputed_total": sum(part.difference for part in disputed),
            "presented_amount": presented.asked,
            "claimed_amount": visit.content.asked,
            "kept": {line: text for line, text in typed.admitted.items() if line in own},
            "faulty": [_faulty(problem, typed, lines) for problem in problems if problem.field != "admitted"],
            "consequence": _consequence(visit, typed, in_part=bool(own or visit.circuit.admitted)),
            **words(visit.locale),
        },
    )


def answered(visit: Visit, decision: Any) -> dict[str, Any]:
    """Give what an answer admitted of a statement, its place in the circuit, and what follows from it."""
    return {
        "disputed": admission.disputed(visit.content, admission.from_json(decision.admitted)),
        "circuit_steps": steps_of(visit.circuit, visit.locale, visit.zone, waiting=visit.waiting),
        "claimed_amount": visit.content.asked,
        "after": _after(visit, decision),
        **words(visit.locale),
    }


def _after(visit: Visit, decision: Any) -> str:
    t, sender = texts(visit.locale), visit.opened.company.name
    if decision.action == Action.REJECT:
        return t("next-reject", sender=sender)
    if visit.waiting:
        return t("next-approver", names=waits_for(visit.circuit.chain))
    if visit.document.state not in ACCEPTED:
        return t("next-rejected-later", sender=sender)
    return t("next-in-part" if visit.document.in_part else "next-invoice", sender=sender)


def handed_over(visit: Visit) -> Any | None:
    """Give the turn that the reader handed over to somebody else; None when they did not."""
    circuit, name = visit.circuit, visit.opened.link.name
    if circuit.turn is not None or not name:
        return None
    return next((turn for turn in circuit.chain.turns if turn.instead_of == name), None)


def _answer_by(visit: Visit, steps: list[Step]) -> date | None:
    """The last day on which the reader is expected to answer."""
    turn = visit.circuit.turn
    return steps[turn.step - 1].last_day if turn else None


def _faulty(problem: Problem, typed: Typed, lines: Any) -> tuple[str, Any, str]:
    """Give a field that cannot stand: its name, its line if there is one, and what was typed."""
    found = OF_LINE.fullmatch(problem.field)
    line = found[2] if found else ""
    return problem.field, lines.get(line), typed.admitted.get(line, "")


def _consent(visit: Visit, typed: Typed, amount: Cents, disputed: list[Disputed]) -> str:
    """Give the exact sentence that stands above the button, and is kept as evidence."""
    t, content = texts(visit.locale), visit.content
    money = figures.of(visit.locale).money
    about = {
        "the": t(f"kind-{content.kind}-the"),
        "number": content.number,
        "version": str(content.version),
        "amount": money(amount, content.currency),
    }
    if typed.action != Action.APPROVE:
        return t(f"consent-{typed.action}", **about)
    if disputed:
        about["asked"] = money(visit.presented.asked, content.currency)
        about["difference"] = money(sum(part.difference for part in disputed), content.currency)
    said_so = (
        t("consent-approve-in-part", count=len(disputed), **about)
        if disputed
        else t("consent-approve-payable", **about)
    )
    return f"{said_so} {t('consent-terms')}" if content.terms.text else said_so


def _consequence(visit: Visit, typed: Typed, *, in_part: bool) -> str:
    """Say what follows from the answer."""
    t, sender = texts(visit.locale), visit.opened.company.name
    turn = visit.circuit.turn
    if typed.action != Action.APPROVE:
        return t(f"form-consequence-{typed.action}", sender=sender)
    if turn is not None and not visit.circuit.chain.settled_by(turn):
        return t("consequence-next-approver", sender=sender)
    return t("consequence-in-part" if in_part else "form-consequence-approve", sender=sender)


def _figures(works: Works, content: Content, locale: str) -> dict[str, Any]:
    return {
        "works": works,
        "amount": works.account.net_to_pay,
        "claimed_amount": content.asked,
        "done": part_done(works.total),
        **words(locale),
    }
