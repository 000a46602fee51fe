"""Where the pages of a document are: each kind has an editor of its own."""

from typing import Any

EDITORS = {"quote": "/quotes", "statement": "/statements"}


def editor(document: Any, **query: str) -> str:
    """Give the address of a document's editor."""
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{EDITORS[document.kind]}/{document.id}/edit" + (f"?{asked}" if asked else "")
