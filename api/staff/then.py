"""Something made on the way: where the work goes on once it is there."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Depends

from api.staff.visit import inside


@dataclass(frozen=True, slots=True)
class Then:
    """The page of ours to go on to; empty when nothing was interrupted."""

    wanted: str

    def __bool__(self) -> bool:
        """Whether there is such a page."""
        return bool(self.wanted)

    def address(self, **made: str) -> str:
        """Give the page's address, telling it by id what was made."""
        parts = urlsplit(self.wanted)
        asked = [pair for pair in parse_qsl(parts.query) if pair[0] not in made]
        return f"{parts.path}?{urlencode([*asked, *made.items()])}"


async def then(then: str = "") -> Then:
    """Read where to go on from the address; nothing that leads elsewhere counts."""
    return Then(then if then and inside(then) == then else "")


ThenDep = Annotated[Then, Depends(then)]
