"""Letters: what happened, as values, becomes subject, plain text and HTML. Nothing here looks anything up."""

from typing import NamedTuple

from ui import brand
from ui.mail import sayings, tags
from ui.mail.kinds import BARE, Kind
from ui.mail.view import View
from ui.plain import UNPRINTABLE
from ui.render import page


class Wording(NamedTuple):
    """Subject and body with `{tags}`: the usual ones, or what staff wrote instead."""

    subject: str
    body: str


class Composed(NamedTuple):
    """A letter ready to be put into an envelope."""

    subject: str
    text: str
    html: str


def usual(kind: Kind, locale: str, document_kind: str = "quote") -> Wording:
    """Give the usual wording of a letter about a kind of document, with its tags, as staff start from it."""
    say = sayings.wording(locale, document_kind)
    own = {tag: f"{{{tag}}}" for tag in tags.TAGS}
    return Wording(say(f"{kind}-subject", **own), say(f"{kind}-body", **own))


def compose(view: View, wording: Wording | None = None) -> Composed:
    """Write a letter: with what staff wrote instead of the usual wording, if they did."""
    subject, body = wording or usual(view.kind, view.locale, view.content.kind)
    values = {name: value.translate(UNPRINTABLE) for name, value in sayings.values_of(view).items()}
    say = sayings.wording(view.locale, view.content.kind)
    title = tags.one_line(tags.fill(subject, values))
    parts = [_capital(part) for part in tags.paragraphs(body, values)]
    context = {
        "view": view,
        "say": say,
        "subject": _capital(title),
        "paragraphs": parts,
        "button": say(f"{view.kind}-button"),
        "values": values,
        "admitted": list(sayings.admitted_lines(view)),
        "facts": list(sayings.facts(view, values)),
        "bare": view.kind in BARE,
        "as_html": tags.as_html,
        "day": brand.day(view.accent),
        "night": brand.night(view.accent),
        "colour": lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb),
    }
    return Composed(
        _capital(title),
        page("mail/letter.txt", view.locale, **context).translate(UNPRINTABLE),
        page("mail/letter.html", view.locale, **context).translate(UNPRINTABLE),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
