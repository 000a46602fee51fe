"""What a client's page shows of versions that never change is made once: their lines as HTML."""

import re
from collections.abc import Callable

from domain.admission import Admitted, presented
from domain.comparison import Comparison, compare
from domain.document import Content
from records.shelf import Shelf
from ui.render import fragment

Parts = tuple[tuple[str, str], ...]  # HTML in pieces, each with the name of its slot; "" between slots
SLOT = re.compile(r"<!--slot:(.+?)-->(.*?)<!--/slot-->", re.DOTALL)

_tables: Shelf[str] = Shelf(64_000_000, len)  # characters
_sheets: Shelf[Parts] = Shelf(64_000_000, lambda parts: sum(len(html) for _, html in parts))  # characters
_comparisons: Shelf[Comparison] = Shelf(50_000, lambda made: len(made.lines) + 20)  # lines
_presented: Shelf[Content] = Shelf(50_000, lambda content: len(content.lines) + 20)  # lines


def comparison_of(before: Content, after: Content, sha256: str) -> Comparison:
    """Give what changed up to the version with this SHA-256."""
    return _comparisons.take(sha256, lambda: compare(before, after))


def presented_of(content: Content, sha256: str, admitted: Admitted) -> Content:
    """Give a version with what was admitted of it in place of what it claims."""
    if not admitted:
        return content
    return _presented.take(
        (sha256, *sorted(admitted.items(), key=lambda item: item[0])), lambda: presented(content, admitted)
    )


def lines_of(content: Content, sha256: str, locale: str, chosen: frozenset[str], *, answerable: bool) -> str:
    """Give a version's lines as HTML, with a slot for a draft comment under each."""
    return _tables.take(
        (sha256, locale, chosen, answerable),
        lambda: fragment(
            "client/quote/lines.html",
            "lines",
            locale,
            content=content,
            groups=list(content.groups()),
            chosen=chosen,
            answerable=answerable,
        ),
    )


def sheet_of(sha256: str, locale: str, mode: str, make: Callable[[], str]) -> Parts:
    """Give a version's lines as HTML in pieces, so that those that differ for one reader can be replaced."""
    return _sheets.take((sha256, locale, mode), lambda: in_pieces(make()))


def in_pieces(html: str) -> Parts:
    """Split HTML at its slots, `<!--slot:NAME-->...<!--/slot-->`."""
    pieces: list[tuple[str, str]] = []
    end = 0
    for slot in SLOT.finditer(html):
        pieces += [("", html[end : slot.start()]), (slot[1], slot[2])]
        end = slot.end()
    return (*pieces, ("", html[end:]))
