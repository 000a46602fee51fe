"""Where the pages of a document are: each kind has an editor of its own."""

from typing import Any

EDITORS = {"quote": "/quotes", "statement": "/statements"}


# What was done is said in the words of a kind where its sentence names the document.
NAMED = frozenset({"published", "published-again", "accepted", "reopened", "withdrawn"})


def editor(document: Any, **query: str) -> str:
    """Give the address of a document's editor."""
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{EDITORS[document.kind]}/{document.id}/edit" + (f"?{asked}" if asked else "")


def listing(document: Any) -> str:
    """Give the address of the list of documents of this kind."""
    return EDITORS[document.kind]


def done(document: Any, what: str) -> str:
    """Name the sentence that says what was done to a document."""
    return f"{document.kind}-{what}" if document.kind != "quote" and what in NAMED else what
