"""The built-in test provider's own books: a provider that lives in this installation and moves no money."""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert

from domain.paying import NEXT, Order, State
from domain.refusals import NotFound
from records.database import Tx
from records.schema import hosted_payments


async def open_for(tx: Tx, order: Order, object_id: str) -> None:
    """Open a payment; the same attempt again is the same payment."""
    await tx.execute(
        insert(hosted_payments)
        .values(
            company_id=tx.company_id,
            id=object_id,
            attempt_id=order.id,
            amount=order.amount,
            currency=order.currency,
            locale=order.locale,
            title=order.title,
            seller=order.seller,
            back=order.back,
            away=order.away,
            expires_at=order.expires_at,
            created_at=tx.at,
        )
        .on_conflict_do_nothing()
    )


async def get(tx: Tx, object_id: str) -> Row[Any]:
    """Give a payment. Raises `NotFound`."""
    row = await tx.first(
        select(hosted_payments).where(
            hosted_payments.c.company_id == tx.company_id, hosted_payments.c.id == object_id
        )
    )
    if row is None:
        raise NotFound("no-such-attempt")
    return row


async def move(tx: Tx, object_id: str, to: State) -> bool:
    """Let a payment succeed, fail, wait or expire; False when it no longer can."""
    before = [state for state, following in NEXT.items() if to in following and state is not State.EXPIRED]
    moved = await tx.scalar(
        hosted_payments.update()
        .where(
            hosted_payments.c.company_id == tx.company_id,
            hosted_payments.c.id == object_id,
            hosted_payments.c.state.in_(before),
        )
        .values(state=to)
        .returning(hosted_payments.c.id)
    )
    return moved is not None
