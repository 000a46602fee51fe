"""The answer form as it was typed, and as the rules read it."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData

from domain.answer import Answer
from domain.document import Content
from domain.draft import clean
from domain.lifecycle import ANSWERS, Action
from domain.refusals import Invalid, Problem
from records.ids import new_id

MAX_FIELDS = 25_000  # a comment and a choice, or what is admitted, for each of 10,000 lines, and the rest
OF_LINE = re.compile(r"(line_comment|admitted)\[(.{1,64})\]", re.DOTALL)
MAX_DIGITS = 15  # of an amount in cents


@dataclass(frozen=True)
class Typed:
    """What stands in the form. Texts are clean, nothing is judged yet."""

    action: str
    version: str
    key: str
    name: str = ""
    email: str = ""
    comment: str = ""
    line_comments: dict[str, str] = field(default_factory=dict)
    chosen: frozenset[str] | None = None
    admitted: dict[str, str] = field(default_factory=dict)
    shown: str = ""  # the amount (cents) that the form named
    terms: bool = False
    hold_until: str = ""
    code: str = ""
    typed_name: str = ""
    drawing: str = ""
    time_zone: str = ""

    @property
    def read_version(self) -> int:
        """The version that was read; 0 when the form does not say."""
        known = self.version.isdecimal() and len(self.version) < MAX_DIGITS
        return int(self.version) if known else 0

    def chosen_in(self, content: Content) -> frozenset[str]:
        """The optional lines of this content that are taken."""
        return content.proposed if self.chosen is None else self.chosen & content.optional_ids


async def typed_in(request: Request) -> Typed:
    """Read the form of a request."""
    form = await request.form(max_fields=MAX_FIELDS, max_files=0)
    texts_in = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    return Typed(
        action=clean(texts_in.get("action")),
        version=clean(texts_in.get("version")),
        key=clean(texts_in.get("key"))[:200],
        name=clean(texts_in.get("name")),
        email=clean(texts_in.get("email")).lower(),
        comment=clean(texts_in.get("comment")),
        line_comments=_of_lines("line_comment", texts_in),
        chosen=_chosen(form),
        admitted=_of_lines("admitted", texts_in),
        shown=clean(texts_in.get("shown")),
        terms=texts_in.get("terms") == "on",
        hold_until=clean(texts_in.get("hold_until")),
        code=clean(texts_in.get("code")),
        typed_name=clean(texts_in.get("typed_name")),
        drawing=clean(texts_in.get("drawing")),
        time_zone=clean(texts_in.get("time_zone"))[:60],
    )


def blank(action: str, content: Content, link: Any, drafts: dict[str, str]) -> Typed:
    """A new form, with a key of its own and what we know of whoever answers."""
    return Typed(
        action=action,
        version=str(content.version),
        key=new_id("key"),
        name=link.name,
        email=link.email,
        line_comments=drafts,
    )


def answer_of(typed: Typed, consent: str) -> Answer:
    """Read the form as an answer. Raises `Invalid` for what no form of ours sends."""
    problems = []
    if typed.action not in {str(action) for action in ANSWERS}:
        problems.append(Problem("action", "unknown-action"))
    if not typed.version.isdecimal() or len(typed.version) > 9:  # noqa: PLR2004  what an integer column holds
        problems.append(Problem("version", "version-needed"))
    until = None
    try:
        until = date.fromisoformat(typed.hold_until) if typed.hold_until else None
    except ValueError:
        problems.append(Problem("hold_until", "not-a-date"))
    if problems:
        raise Invalid(problems)
    return Answer(
        key=typed.key,
        action=Action(typed.action),
        version=int(typed.version),
        name=typed.name,
        email=typed.email,
        comment=typed.comment,
        line_comments=typed.line_comments,
        chosen=typed.chosen,
        admitted=typed.admitted,
        shown=int(typed.shown) if typed.shown.isdecimal() and len(typed.shown) < MAX_DIGITS else None,
        terms=typed.terms,
        hold_until=until,
        code=typed.code,
        typed_name=typed.typed_name,
        drawing=typed.drawing,
        consent=consent,
    )


def _chosen(form: FormData) -> frozenset[str] | None:
    taken = [value for value in form.getlist("chosen") if isinstance(value, str)]
    return frozenset(map(clean, taken)) if taken or "with_choice" in form else None


def _of_lines(name: str, form: dict[str, str]) -> dict[str, str]:
    """Give what stands in the fields of this name by line; empty fields say nothing."""
    found = ((OF_LINE.fullmatch(key), clean(value)) for key, value in form.items())
    return {clean(match[2]): text for match, text in found if match and match[1] == name and text}
