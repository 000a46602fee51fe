"""A quote on its page: its lines, the options that are chosen, and what an answer approves."""

from typing import Any

from markupsafe import Markup

from api.client.form import Typed
from api.client.sheet import Said, Sheet
from api.client.shelf import lines_of
from api.client.visit import Visit
from domain.document import Content
from domain.lifecycle import Action
from ui import figures
from ui.render import fragment
from ui.texts import texts

DRAFT, END = "<!--draft:{}-->", "<!--/draft-->"


async def shown(visit: Visit, sheet: Sheet) -> dict[str, Any]:
    """Give what the templates of a quote show: its lines and totals with the options that are taken."""
    content = sheet.content
    taken = _taken(sheet)
    table = lines_of(content, sheet.version.sha256, visit.locale, taken, answerable=sheet.open)
    totals = content.totals_for(taken)
    return {
        "chosen": taken,
        "totals": totals,
        "amount": totals.gross,
        "lines": with_drafts(table, content, sheet.drafts, visit.locale),
        "links": [],
        "circuit_steps": [],
    }


def said(visit: Visit, typed: Typed) -> Said:
    """Give what an answer to a quote comes to, with the options that were chosen."""
    content, locale = visit.content, visit.locale
    t = texts(locale)
    amount = content.asked_for(typed.chosen_in(content), {})
    consent = t(
        f"consent-{typed.action}",
        the=t(f"kind-{content.kind}-the"),
        number=content.number,
        version=str(content.version),
        amount=figures.of(locale).money(amount, content.currency),
    )
    terms = content.terms.text and typed.action in (Action.APPROVE, Action.SIGN)
    return Said(amount, f"{consent} {t('consent-terms')}" if terms else consent)


def answered(visit: Visit, decision: Any) -> dict[str, Any]:
    """Give what follows from an answer to a quote."""
    written = figures.of(visit.locale)
    day = written.day(decision.hold_until) if decision.hold_until else ""
    after = texts(visit.locale)(f"next-{decision.action}", sender=visit.opened.company.name, day=day)
    return {"after": after}


def with_drafts(table: str, content: Content, drafts: Any, locale: str) -> Markup:
    """Put the reader's draft comments into their slots."""
    if drafts:
        lines = {line.id: line for line in content.lines if line.id in drafts}
        for line_id, line in lines.items():
            before, slot, rest = table.partition(DRAFT.format(line_id))
            if slot:
                after = rest.partition(END)[2]
                note = fragment("client/comment.html", "shown", locale, line=line, text=drafts[line_id])
                table = before + note + after
    return Markup(table)  # noqa: S704  rendered by our own templates, which escape


def _taken(sheet: Sheet) -> frozenset[str]:
    if sheet.decision is not None and sheet.decision.action != "hold":
        return frozenset(sheet.decision.chosen)
    return sheet.typed.chosen_in(sheet.content) if sheet.typed else sheet.content.proposed
