"""How each kind of document is read and answered; its templates are in `ui/client/<kind>/`."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from api.client import quote, statement
from api.client.form import Typed
from api.client.sheet import Said, Sheet
from api.client.visit import Visit


@dataclass(frozen=True, slots=True)
class Page:
    """What the templates of a kind are given.

    `shown` is for a version; `said` for an answer as it is typed; `answered` for an answer that was given,
    with what follows from it (`after`).
    `called` names the texts that call the same thing differently: its lines, its amount, once it is decided.
    """

    shown: Callable[[Visit, Sheet], Awaitable[dict[str, Any]]]
    said: Callable[[Visit, Typed], Said]
    answered: Callable[[Visit, Any], dict[str, Any]]
    called: Mapping[str, str]


PAGES: dict[str, Page] = {
    "quote": Page(
        quote.shown,
        quote.said,
        quote.answered,
        {
            "the": "kind-quote-the",
            "lines": "lines-title",
            "amount": "receipt-amount",
            "decided": "decided-amount",
        },
    ),
    "statement": Page(
        statement.shown,
        statement.said,
        statement.answered,
        {
            "the": "progress-the",
            "lines": "progress-title",
            "amount": "receipt-payable",
            "decided": "decided-payable",
        },
    ),
}


def page_of(visit: Visit) -> Page:
    """Give how the document of this visit is shown."""
    return PAGES[visit.document.kind]
