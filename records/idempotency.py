"""Idempotency keys of the REST API: the same request under the same key gives the same reply."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from domain.refusals import Refused
from records import tokens
from records.database import Tx
from records.schema import idempotency_keys


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the same request was answered before."""

    status: int
    reply: Any


async def begin(tx: Tx, key: str, request_sha256: str) -> Earlier | None:
    """Take a key for this transaction; gives the stored reply when the request was made before.

    Raises `Refused("key-reused")` when the key stood for another request. A second request under the same
    key waits until the first has committed.
    """
    await tx.execute(
        insert(idempotency_keys)
        .values(company_id=tx.company_id, key=key, request_sha256=request_sha256, created_at=tx.at)
        .on_conflict_do_nothing()
    )
    row = await tx.first(
        select(idempotency_keys)
        .where(idempotency_keys.c.company_id == tx.company_id, idempotency_keys.c.key == key)
        .with_for_update()
    )
    assert row is not None  # noqa: S101  just inserted
    if row.request_sha256 != request_sha256:
        raise Refused("key-reused")
    return (
        Earlier(row.status, json.loads(tokens.reveal(tx.key, row.reply))) if row.status is not None else None
    )


async def finish(tx: Tx, key: str, status: int, reply: Any) -> None:
    """Store the reply with what the request did, in the same transaction.

    It may hold a secret link, so a stolen database must not show it.
    """
    await tx.execute(
        idempotency_keys.update()
        .where(idempotency_keys.c.company_id == tx.company_id, idempotency_keys.c.key == key)
        .values(status=status, reply=tokens.conceal(tx.key, json.dumps(reply)))
    )
