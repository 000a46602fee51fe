"""The built-in test provider: a payment page of this installation, signed events, and no money anywhere."""

import json
from collections.abc import Mapping

from activities.providers import ForgedError
from domain.paying import Event, Order, Seen, Started, State
from domain.refusals import NotFound
from records import hosted, tokens
from records.database import Database

SIGNATURE = "test-signature"


class BuiltIn:
    """The test provider for one company."""

    name = "test"

    def __init__(self, database: Database, company_id: str, base_url: str) -> None:
        """Its books are in the installation's database; its pages at `base_url`."""
        self._database = database
        self._company_id = company_id
        self._base_url = base_url

    async def start(self, order: Order) -> Started:
        """Open a payment."""
        object_id = object_of(self._database.key, order.company_id, order.id)
        async with self._database.transaction(self._company_id) as tx:
            await hosted.open_for(tx, order, object_id)
        return Started(object_id, f"{self._base_url}/test-pay/{object_id}")

    async def hear(self, headers: Mapping[str, str], body: bytes) -> Event | None:
        """Check the signature, then read what the event is about."""
        if not tokens.same(headers.get(SIGNATURE, ""), sign(self._database.key, body)):
            raise ForgedError("not signed by this installation")
        return Event(**json.loads(body))

    async def look(self, reference: str) -> Seen | None:
        """Read a payment."""
        try:
            async with self._database.transaction(self._company_id) as tx:
                row = await hosted.get(tx, reference)
        except NotFound:
            return None
        return Seen(
            row.attempt_id,
            row.id,
            State(row.state),
            row.amount,
            row.currency,
            payment_id=f"pay.{row.attempt_id}",
        )

    async def take(self, seen: Seen) -> Seen:
        """It takes what it takes by itself."""
        return seen

    async def close(self, object_id: str) -> Seen | None:
        """Close a page; a payment that was made meanwhile stays what it is."""
        async with self._database.transaction(self._company_id) as tx:
            await hosted.move(tx, object_id, State.EXPIRED)
        return await self.look(object_id)


def object_of(key: bytes, company_id: str, attempt_id: str) -> str:
    """Give the id of an attempt's payment: it names its company, and nobody can guess it."""
    named = f"{company_id}.{attempt_id}"
    return f"{named}.{tokens.seal(key, named.encode()).hex()[:32]}"


def company_of(key: bytes, object_id: str) -> str:
    """Give the company of a payment's id; empty when the id was made up."""
    company_id, _, rest = object_id.partition(".")
    made = object_of(key, company_id, rest.partition(".")[0])
    return company_id if tokens.same(object_id, made) else ""


def sign(key: bytes, body: bytes) -> str:
    """Sign an event as only this installation can."""
    return tokens.seal(key, body).hex()
