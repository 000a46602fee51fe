"""What a client's page shows of versions that never change is made once: their lines as HTML."""

from domain.comparison import Comparison, compare
from domain.document import Content
from records.shelf import Shelf
from ui.render import fragment

_tables: Shelf[str] = Shelf(64_000_000, len)  # characters
_comparisons: Shelf[Comparison] = Shelf(50_000, lambda made: len(made.lines) + 20)  # lines


def comparison_of(before: Content, after: Content, sha256: str) -> Comparison:
    """Give what changed up to the version with this SHA-256."""
    return _comparisons.take(sha256, lambda: compare(before, after))


def lines_of(content: Content, sha256: str, locale: str, chosen: frozenset[str], *, answerable: bool) -> str:
    """Give a version's lines as HTML, with a slot for a draft comment under each."""
    return _tables.take(
        (sha256, locale, chosen, answerable),
        lambda: fragment(
            "client/parts/lines.html",
            "lines",
            locale,
            content=content,
            groups=list(content.groups()),
            chosen=chosen,
            answerable=answerable,
        ),
    )
