"""An answer: what a client, or staff on a client's behalf, says about one version."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.document import Content
from domain.lifecycle import Action
from domain.money import Cents
from domain.refusals import Invalid, Problem

MAX_COMMENT = 4_000
MAX_HOLD_DAYS = 366
BON_POUR_ACCORD = re.compile(
    r"bon\s+pour\s+accord|lu\s+et\s+approuv[ée]|approved|read\s+and\s+agreed", re.IGNORECASE
)
DRAWING = re.compile(r"[MLCQZmlcqz0-9 ,.\-]{1,60000}")
EMAIL = re.compile(r"[^@\s<>\"(),:;\[\]\\]{1,64}@[^@\s<>\"(),:;\[\]\\.]+(\.[^@\s<>\"(),:;\[\]\\.]+)+")


class Trust(StrEnum):
    """Who may approve, reject or hold: signing always asks for a recipient confirmed by a code."""

    ANYONE = "anyone"  # with the link, who gives name and e-mail
    CONFIRMED = "confirmed"  # a recipient confirmed by a mailed code


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. `key` makes a repetition harmless; `chosen` are the optional lines taken."""

    key: str
    action: Action
    version: int
    name: str
    email: str
    comment: str = ""
    line_comments: Mapping[str, str] = field(default_factory=dict)
    chosen: frozenset[str] | None = None  # None: as staff proposed
    admitted: Mapping[str, str] = field(default_factory=dict)  # of a statement, as typed, by line
    terms: bool = False
    hold_until: date | None = None
    code: str = ""
    typed_name: str = ""
    drawing: str = ""  # SVG path data
    consent: str = ""  # the exact sentence that stood above the button
    shown: Cents | None = None  # the amount that it named; None: it named none


def needs_code(action: Action, trust: Trust) -> bool:
    """Whether this answer must be confirmed by a code mailed to a recipient."""
    return action is Action.SIGN or trust is Trust.CONFIRMED


def check(answer: Answer, content: Content, today: date, trust: Trust, valid_until: date | None) -> None:
    """Raise `Invalid` with everything that the client still has to fill in or mend."""
    problems = [
        *_who(answer),
        *_comments(answer, content),
        *(_signature(answer) if answer.action is Action.SIGN else ()),
        *(_hold(answer, today, valid_until) if answer.action is Action.HOLD else ()),
    ]
    if answer.action is Action.REJECT and not (answer.comment or answer.line_comments):
        problems.append(Problem("comment", "reason-needed"))
    if answer.action in (Action.APPROVE, Action.SIGN) and content.terms.text and not answer.terms:
        problems.append(Problem("terms", "terms-needed"))
    if answer.chosen is not None and not answer.chosen <= content.optional_ids:
        problems.append(Problem("chosen", "foreign-line"))
    if needs_code(answer.action, trust) and not answer.code:
        problems.append(Problem("code", "code-needed"))
    if problems:
        raise Invalid(problems)


def _who(answer: Answer) -> list[Problem]:
    problems = []
    if not answer.name:
        problems.append(Problem("name", "name-needed"))
    elif len(answer.name) > 200:  # noqa: PLR2004  longer than any name
        problems.append(Problem("name", "too-long", {"limit": 200}))
    if not answer.email:
        problems.append(Problem("email", "email-needed"))
    elif not EMAIL.fullmatch(answer.email) or len(answer.email) > 254:  # noqa: PLR2004  RFC 5321
        problems.append(Problem("email", "not-an-email"))
    return problems


def _comments(answer: Answer, content: Content) -> list[Problem]:
    problems = [
        Problem(f"line_comment[{line}]", "too-long", {"limit": MAX_COMMENT})
        for line, text in answer.line_comments.items()
        if len(text) > MAX_COMMENT
    ]
    if len(answer.comment) > MAX_COMMENT:
        problems.append(Problem("comment", "too-long", {"limit": MAX_COMMENT}))
    if not answer.line_comments.keys() <= content.line_ids:
        problems.append(Problem("line_comment", "foreign-line"))
    return problems


def _signature(answer: Answer) -> list[Problem]:
    problems = []
    if not answer.typed_name and not answer.drawing:
        problems.append(Problem("typed_name", "signature-needed"))
    if answer.drawing and not DRAWING.fullmatch(answer.drawing):
        problems.append(Problem("drawing", "not-a-drawing"))
    if len(answer.typed_name) > 200:  # noqa: PLR2004  longer than any name
        problems.append(Problem("typed_name", "too-long", {"limit": 200}))
    return problems


def _hold(answer: Answer, today: date, valid_until: date | None) -> list[Problem]:
    until = answer.hold_until
    if until is None:
        return [Problem("hold_until", "date-needed")]
    if until <= today:
        return [Problem("hold_until", "date-passed")]
    if valid_until and until > valid_until:
        return [Problem("hold_until", "after-validity", {"day": valid_until.isoformat()})]
    if (until - today).days > MAX_HOLD_DAYS:
        return [Problem("hold_until", "too-far", {"days": MAX_HOLD_DAYS})]
    return []
