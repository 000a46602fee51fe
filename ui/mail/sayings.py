"""What each `{tag}` of a letter stands for: sentences in the reader's language, on its kind of document."""

from collections.abc import Iterator
from typing import Any

from domain.lifecycle import Action
from domain.line import Line
from domain.statement import Measure
from ui import figures
from ui.chain import step_name
from ui.mail.kinds import BARE, Kind
from ui.mail.view import Said, View, Visa, label
from ui.texts import Translate, has_text, texts

MAX_LINES = 30


def wording(locale: str, document_kind: str) -> Translate:
    """Give the function that says a part of a letter, as it is said of this kind of document.

    `mail-statement-verdict-approve` stands before `mail-verdict-approve`, which suits every kind.
    """
    say = texts(locale)

    def said(part: str, /, **params: Any) -> str:
        own = f"mail-{document_kind}-{part}"
        return say(own if has_text(locale, own) else f"mail-{part}", **params)

    return said


def values_of(view: View) -> dict[str, str]:
    """Give what each tag stands for in this letter; empty where it has nothing to say."""
    content, written, say = view.content, figures.of(view.locale), wording(view.locale, view.content.kind)
    day = view.valid_until or content.valid_until
    ordinal = content.statement.ordinal if content.statement else 0
    values = {
        "client": content.client.name,
        "contact": view.to_name or content.client.contact or content.client.name,
        "company": view.seller.name,
        "sender": view.sender.name,
        "document": say(f"document-{content.kind}", number=content.number, ordinal=ordinal),
        "the_document": say(f"the-document-{content.kind}", number=content.number, ordinal=ordinal),
        "number": content.number,
        "version": str(content.version),
        "title": content.title,
        "job": content.job,
        "amount": written.money(view.amount, content.currency),
        "claimed": written.money(content.asked, content.currency),
        "valid_until": written.day(day) if day else "",
        "validity": say("valid-until", day=written.day(day)) if day else "",
        "public_link": view.link,
        "message": view.message,
        "hold_until": "",
        "verdict": "",
        "answer": "",
        "reason": view.reason,
        "code": view.code,
        "asker": view.asker,
        "note": view.note,
        "who": _who(view),
    }
    values |= _chain_values(view, say, values)
    return values | (_answer_values(view, view.answer, say, values) if view.answer else {})


def admitted_lines(view: View) -> Iterator[tuple[str, str]]:
    """Yield the lines that were admitted in part, each with what was claimed, admitted and left out.

    Of very many the first are told; the page has them all.
    """
    written, say = figures.of(view.locale), wording(view.locale, view.content.kind)
    for line in view.disputed[:MAX_LINES]:
        yield (
            label(line.line),
            say(
                "admitted-line",
                claimed=_measured(view, line.line, line.claimed),
                admitted=_measured(view, line.line, line.admitted),
                difference=written.money(-line.difference, view.content.currency),
            ),
        )
    if left := len(view.disputed[MAX_LINES:]):
        yield "", say("admitted-more", count=left)


def facts(view: View, values: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what stands beside the amount, each under a name of the catalogs (`mail-<name>`)."""
    content, written, say = view.content, figures.of(view.locale), wording(view.locale, view.content.kind)
    about = {**values, "document": values["document"][:1].upper() + values["document"][1:]}
    if view.disputed:
        yield "claimed", values["claimed"]
    yield "reference", say("numbered", **about)
    if content.job:
        yield "job", content.job
    if content.amends:
        yield "amends", content.amends
    if (statement := content.statement) and statement.period_from and statement.period_to:
        days = written.short_day(statement.period_from), written.short_day(statement.period_to)
        yield "period", " – ".join(days)
    if view.answer or view.kind in BARE:
        return
    if view.valid_until:
        yield "valid", written.day(view.valid_until)
    if view.chain.last_day:
        yield "due", written.day(view.chain.last_day)


def _measured(view: View, line: Line, measure: Measure) -> str:
    written = figures.of(view.locale)
    if measure.by == "percent":
        return written.percent(measure.value)
    return f"{written.quantity(measure.value)}\N{NO-BREAK SPACE}{line.unit}"


def _who(view: View) -> str:
    """Name whom the letter is about: whoever was late, answered, or is awaited."""
    answered = view.answer.name if view.answer else ""
    return view.who or answered or ", ".join(view.chain.awaited) or view.content.client.name


def _chain_values(view: View, say: Translate, values: dict[str, str]) -> dict[str, str]:
    chain, written = view.chain, figures.of(view.locale)
    about = {
        **values,
        "step": step_name(view.locale, chain.step),
        "instead_of": chain.instead_of,
        "asked_too": chain.asked_too,
        "day": written.day(chain.last_day) if chain.last_day else "",
    }
    due = "passed" if chain.passed else "silence" if chain.silence else "day"
    return {
        "step": about["step"],
        "turn": say("turn-instead" if chain.instead_of else "turn", **about) if chain.step else "",
        "visas": "\n".join(_visa(view, visa, say) for visa in chain.visas),
        "deadline": say(f"due-{due}", **about) if chain.last_day else "",
        "lapse": say(f"lapse-{chain.lapse}", **about) if chain.lapse else "",
        "next": _next(view, say, about),
    }


def _visa(view: View, visa: Visa, say: Translate) -> str:
    written = figures.of(view.locale)
    less = visa.amount < view.content.asked
    how = "silent" if not visa.name else "less" if less else "whole"
    return say(
        f"visa-{how}",
        name=visa.name,
        step=step_name(view.locale, visa.step),
        day=written.day(visa.at.astimezone(view.zone).date()),
        amount=written.money(visa.amount, view.content.currency),
        claimed=written.money(view.content.asked, view.content.currency),
    )


def _next(view: View, say: Translate, about: dict[str, str]) -> str:
    """Say what comes after an answer or a deadline: what the firm must do, or who is awaited."""
    if view.staff_decide:
        return say("next-staff" if view.to_staff else "next-in-part", **about)
    if view.chain.awaited and view.kind not in (Kind.TURN, Kind.TURN_LATE):
        return say("next-awaited", awaited=", ".join(view.chain.awaited))
    return ""


def _answer_values(view: View, said: Said, say: Translate, values: dict[str, str]) -> dict[str, str]:
    hold = figures.of(view.locale).day(said.hold_until) if said.hold_until else ""
    about = {**values, "hold_until": hold, "name": said.name}
    about["sum"] = say("sum-less" if view.disputed else "sum", **about)
    return {
        "hold_until": hold,
        "verdict": say(f"verdict-{view.outcome}"),
        "answer": say(f"answer-{_seen_by(view, said)}-{said.outcome}", **about),
    }


def _seen_by(view: View, said: Said) -> str:
    """To whom an answer is told: staff, whoever gave it, whoever it was given for, or others."""
    if view.to_staff:
        return "staff"
    if said.action in (Action.MARK_ACCEPTED, Action.DEEM) or (said.own and not said.on_behalf):
        return "client"
    return "behalf" if said.own else "other"
