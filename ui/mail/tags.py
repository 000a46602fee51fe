"""The closed list of `{tags}` that a letter's wording may hold: replaced once, never run.

A value cannot bring tags of its own, since values are not read again, nor mark-up, since each is escaped.
"""

import re
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup, escape

from domain.refusals import Problem

# What each tag stands for is said in the catalogs: `mail-tag-<name>`.
TAGS: Final = (
    "client", "contact", "company", "sender",
    "document", "the_document", "number", "version", "title", "job",
    "amount", "claimed", "valid_until", "validity", "public_link", "message",
    "answer", "verdict", "hold_until", "reason", "code", "asker", "note",
    "who", "step", "turn", "visas", "deadline", "lapse", "next",
)  # fmt: skip

_TAG = re.compile(r"\{([A-Za-z_]{1,40})\}")
_BRACE = re.compile(r"[{}]")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")

Values = Mapping[str, str]


def check(field: str, wording: str, needed: tuple[str, ...] = ()) -> list[Problem]:
    """Give what is wrong with a typed wording: foreign tags, lonely braces, needed tags that are missing."""
    problems = [
        Problem(field, "unknown-tag", {"tag": name, "allowed": ", ".join(f"{{{tag}}}" for tag in TAGS)})
        for name in dict.fromkeys(_TAG.findall(wording))
        if name not in TAGS
    ]
    if _BRACE.search(_TAG.sub("", wording)):
        problems.append(Problem(field, "lonely-brace"))
    problems += [
        Problem(field, "code-tag-missing", {"tag": f"{{{tag}}}"})
        for tag in needed
        if f"{{{tag}}}" not in wording
    ]
    return problems


def fill(wording: str, values: Values) -> str:
    """Put the values in place of their tags; what is no tag stays as it is."""
    return _TAG.sub(lambda found: values.get(found[1], found[0]), wording)


def paragraphs(wording: str, values: Values) -> list[str]:
    """Fill a wording by paragraphs; one that comes out empty, like an absent message, is left out."""
    filled = (fill(paragraph, values).strip() for paragraph in _PARAGRAPHS.split(wording.strip()))
    return [paragraph for paragraph in filled if paragraph]


def as_html(paragraph: str) -> Markup:
    """Escape a filled paragraph and keep its line ends."""
    return Markup("<br>\n").join(escape(line) for line in paragraph.split("\n"))


def one_line(text: str) -> str:
    """Give text fit for a subject: no line ends, no controls, no runs of blanks; no-break spaces stay."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text).strip()
