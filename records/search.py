"""Words to search by: lower case, without accents or punctuation, so that `resid` finds `Résidence`."""

import re
from unicodedata import combining, normalize

from domain.document import Content
from domain.kinds import KINDS

_NOT_WORDS = re.compile(r"[\W_]+")


def words(*texts: str) -> str:
    """Give texts as one line of plain words."""
    whole = normalize("NFKD", " ".join(text for text in texts if text).casefold())
    return _NOT_WORDS.sub(" ", "".join(letter for letter in whole if not combining(letter))).strip()


def called(content: Content) -> str:
    """Give what people call a document when they look for it: its kind, and which of its contract it is."""
    ordinal = str(content.statement.ordinal) if content.statement else ""
    return " ".join((*KINDS[content.kind].called, ordinal))
