"""What the pages of all kinds of documents share: what is read, and what an answer to it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from api.client.form import Typed
from domain.document import Content
from domain.money import Cents
from domain.refusals import Problem


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version as somebody reads it.

    `open` says that the reader can answer it, `old` that it was replaced; `typed` is what they chose so far;
    `drafts` are their draft comments by line; `decision` is the answer that counts, if there is one; `before`
    is what the version before said.
    """

    version: Any
    content: Content
    open: bool
    old: bool = False
    typed: Typed | None = None
    drafts: Mapping[str, str] = field(default_factory=dict)
    decision: Any = None
    before: Content | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer as typed comes to: the amount (cents) and the sentence that it is given with.

    `problems` are figures that cannot stand; `asked_about` are the lines on which the form itself asks for a
    comment; `more` is what the templates of the kind need besides.
    """

    amount: Cents
    consent: str
    problems: tuple[Problem, ...] = ()
    asked_about: frozenset[str] = frozenset()
    more: Mapping[str, Any] = field(default_factory=dict)
