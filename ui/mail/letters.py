"""Letters: what happened, as values, becomes subject, plain text and HTML. Nothing here looks anything up."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.document import Content, Party
from domain.lifecycle import Action
from domain.money import Cents
from ui import brand, figures
from ui.mail import tags
from ui.plain import UNPRINTABLE
from ui.render import page
from ui.texts import texts


class Kind(StrEnum):
    """What a letter is about. Texts: `mail-<kind>-subject`, `-body`, `-button`."""

    SENT = "sent"
    NEW_VERSION = "new_version"
    REMINDER_1 = "reminder_1"
    REMINDER_2 = "reminder_2"
    REMINDER_3 = "reminder_3"
    EXPIRING = "expiring"
    RECEIPT = "receipt"
    WITHDRAWN = "withdrawn"
    EXTENDED = "extended"
    CODE = "code"
    NEW_LINK = "new_link"
    REOPENED = "reopened"
    ANSWERED = "answered"
    ANSWER_TAKEN_BACK = "answer_taken_back"
    CALL = "call"
    HOLD_OVER = "hold_over"
    EXTENSION_ASKED = "extension_asked"
    EXPIRED = "expired"
    MAIL_FAILED = "mail_failed"


TO_STAFF = frozenset(
    {
        Kind.ANSWERED,
        Kind.ANSWER_TAKEN_BACK,
        Kind.CALL,
        Kind.HOLD_OVER,
        Kind.EXTENSION_ASKED,
        Kind.EXPIRED,
        Kind.MAIL_FAILED,
    }
)
TO_CLIENT = tuple(kind for kind in Kind if kind not in TO_STAFF)

# Letters that mean nothing without what they carry: a wording must keep these tags.
NEEDED: dict[Kind, tuple[str, ...]] = {Kind.CODE: ("code",)}

# Letters whose subject stands for itself: no sum and no date beside it.
BARE = frozenset({Kind.CODE, Kind.NEW_LINK, Kind.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as a letter tells it. `lines` pairs the line's number and first words with its comment."""

    action: Action
    name: str
    at: datetime
    gross: Cents
    on_behalf: bool = False
    comment: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    hold_until: date | None = None


@dataclass(frozen=True)
class View:
    """All that a letter can tell. `link` is the recipient's own page; amounts are those of `content`."""

    kind: Kind
    locale: str
    content: Content
    link: str
    to_name: str
    zone: ZoneInfo
    accent: str = ""
    valid_until: date | None = None
    message: str = ""
    answer: Said | None = None
    reason: str = ""
    code: str = ""
    asker: str = ""
    note: str = ""
    attached: bool = False

    @property
    def seller(self) -> Party:
        """The firm in whose name the letter goes."""
        return self.content.seller

    @property
    def sender(self) -> Party:
        """Whoever the client can turn to."""
        return self.content.contact if self.content.contact.name else self.seller

    @property
    def to_staff(self) -> bool:
        """Whether the letter stays in the house."""
        return self.kind in TO_STAFF

    @cached_property
    def gross(self) -> Cents:
        """The total of what was answered, or else of what is proposed."""
        return self.answer.gross if self.answer else self.content.totals.gross


class Wording(NamedTuple):
    """Subject and body with `{tags}`: the usual ones, or what staff wrote instead."""

    subject: str
    body: str


class Composed(NamedTuple):
    """A letter ready to be put into an envelope."""

    subject: str
    text: str
    html: str


def usual(kind: Kind, locale: str) -> Wording:
    """Give the usual wording of a kind of letter, with its tags, as staff start from it."""
    say = texts(locale)
    own = {tag: f"{{{tag}}}" for tag in tags.TAGS}
    return Wording(say(f"mail-{kind}-subject", **own), say(f"mail-{kind}-body", **own))


def compose(view: View, wording: Wording | None = None) -> Composed:
    """Write a letter: with what staff wrote instead of the usual wording, if they did."""
    subject, body = wording or usual(view.kind, view.locale)
    values = {name: value.translate(UNPRINTABLE) for name, value in values_of(view).items()}
    say = texts(view.locale)
    title = tags.one_line(tags.fill(subject, values))
    parts = [_capital(part) for part in tags.paragraphs(body, values)]
    context = {
        "view": view,
        "subject": _capital(title),
        "paragraphs": parts,
        "button": say(f"mail-{view.kind}-button"),
        "document": _capital(values["document"]),
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


def values_of(view: View) -> dict[str, str]:
    """Give what each tag stands for in this letter."""
    content, written, say = view.content, figures.of(view.locale), texts(view.locale)
    day = view.valid_until or content.valid_until
    values = {
        "client": content.client.name,
        "contact": view.to_name or content.client.contact or content.client.name,
        "company": view.seller.name,
        "sender": view.sender.name,
        "document": say(f"mail-document-{content.kind}", number=content.number),
        "the_document": say(f"mail-the-document-{content.kind}", number=content.number),
        "number": content.number,
        "version": str(content.version),
        "title": content.title,
        "job": content.job,
        "amount": written.money(view.gross, content.currency),
        "valid_until": written.day(day) if day else "",
        "validity": say("mail-valid-until", day=written.day(day)) if day else "",
        "public_link": view.link,
        "message": view.message,
        "hold_until": "",
        "verdict": "",
        "answer": "",
        "reason": view.reason,
        "code": view.code,
        "asker": view.asker,
        "note": view.note,
    }
    return values | (_answer_values(view, view.answer, values) if view.answer else {})


def _answer_values(view: View, said: Said, values: dict[str, str]) -> dict[str, str]:
    say = texts(view.locale)
    hold = figures.of(view.locale).day(said.hold_until) if said.hold_until else ""
    seen_by = "staff" if view.to_staff else "behalf" if said.on_behalf else "client"
    about = {**values, "hold_until": hold, "name": said.name}
    return {
        "hold_until": hold,
        "verdict": say(f"mail-verdict-{said.action}"),
        "answer": say(f"mail-answer-{seen_by}-{said.action}", **about),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
