"""Payment providers, each behind the same small door: start, listen, look, take, close.

Every call goes over the network, so none is made inside a transaction. What a provider says is never
believed by itself: an event only says where to look, and what is booked was read from the provider's API.
"""

from collections.abc import Mapping
from typing import Protocol

from domain.paying import Event, Order, Seen, Started


class AwayError(Exception):
    """The provider does not answer, or refuses what it is asked; nothing is known to have happened there."""


class ForgedError(Exception):
    """An event that the provider did not sign, or signed too long ago."""


class Provider(Protocol):
    """A provider with the keys of one company. Every method may raise `AwayError`."""

    @property
    def name(self) -> str:
        """The provider's name, as the records keep it."""
        ...

    async def start(self, order: Order) -> Started:
        """Open a payment page. The same order again gives the same object: its id is the idempotency key."""
        ...

    async def hear(self, headers: Mapping[str, str], body: bytes) -> Event | None:
        """Read an event; None when it is about nothing that we keep. Raises `ForgedError`."""
        ...

    async def look(self, reference: str) -> Seen | None:
        """Read what stands at the provider now; None when it is nothing of ours."""
        ...

    async def take(self, seen: Seen) -> Seen:
        """Take the money that the client agreed to (`Seen.awaits_us`); once, however often it is asked."""
        ...

    async def close(self, object_id: str) -> Seen | None:
        """Close a payment page that is not needed any more, and give what it had come to."""
        ...
