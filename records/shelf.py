"""What never changes is made once: the contents of versions, and what follows from them.

Versions are immutable, so what is on a shelf is never stale; when it is full, what was not asked for longest
goes.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from domain.document import Content
from domain.snapshot import thaw

T = TypeVar("T")


class Shelf(Generic[T]):
    """Keeps made things up to a total size."""

    def __init__(self, room: int, size: Callable[[T], int]) -> None:
        """`room` and `size` in one unit of the caller's choice."""
        self._room = room
        self._size = size
        self._used = 0
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def take(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what is kept under this key, making it the first time."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = make()
        self._kept[key] = made
        self._used += self._size(made)
        while self._used > self._room and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._used -= self._size(old)
        return made


_contents: Shelf[Content] = Shelf(100_000, lambda content: len(content.lines) + 20)  # lines


def content_of(sha256: str, frozen: bytes) -> Content:
    """Give a version's content."""
    return _contents.take(sha256, lambda: thaw(frozen))
