"""The kinds of documents that wait for an answer. A new one is a file here and a line in `KINDS`."""

from dataclasses import dataclass

from domain.lifecycle import Action


@dataclass(frozen=True, slots=True)
class Kind:
    """What sets one kind of document apart: its name, its number series and the answers it knows."""

    name: str
    series: str
    answers: frozenset[Action]
    validity_days: int | None  # how long a new one stays valid unless staff say otherwise; None: for ever
    on_contract: bool = False  # a statement is drafted on a contract, not from lines of its own
    called: tuple[str, ...] = ()  # what people type when they look for one, in every language


from domain.kinds.quote import QUOTE  # noqa: E402  a kind needs `Kind` first
from domain.kinds.statement import STATEMENT  # noqa: E402

KINDS: dict[str, Kind] = {kind.name: kind for kind in (QUOTE, STATEMENT)}
