"""Attempts to pay an invoice on line: begun through its link, moved on by what is seen at the provider."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert

from domain import paying
from domain.invoice import UNPAID, Type
from domain.money import Cents
from domain.paying import Event, Finding, Seen, Started, State
from domain.refusals import NotFound, Refused
from records import acts, audit, findings, invoices, payments
from records.audit import SYSTEM, Actor
from records.database import Tx
from records.ids import new_id
from records.payments import Received
from records.schema import payment_attempts, payment_events

LIFE = timedelta(hours=2)  # of a payment page
SHARED = timedelta(hours=1)  # a second click within it leads to the same page

Found = tuple[Finding, dict[str, Any]]  # what a person must look at, and what it is about


@dataclass(frozen=True, slots=True)
class Begun:
    """The attempt that counts. `in_the_way` is an older one whose page must be closed first."""

    attempt: Row[Any]
    in_the_way: bool = False


def owed(document: Any, facts: Any) -> Cents:
    """What a client may pay of an invoice now (cents): nothing of a credit note, or before validation."""
    asked = document.state in UNPAID and facts.type != Type.CREDIT
    return max(0, payments.left(document, facts)) if asked else 0


async def begin(tx: Tx, document_id: str, link: Row[Any], provider: str, locale: str) -> Begun:
    """Begin to pay what is left of an invoice, or go on with the attempt that was begun the same way.

    Raises `Refused` when nothing is left, or when a payment of it is under way.
    """
    document = await acts.lock(tx, document_id)
    amount = owed(document, await invoices.facts(tx, document_id))
    if not amount:
        raise Refused("nothing-to-pay")
    before = await of_invoice(tx, document_id)
    under_way = next((one for one in before if one.state == State.PENDING), None)
    if under_way is not None:
        raise Refused("payment-under-way", attempt=under_way.id)
    open_ = next((one for one in before if one.state == State.OPEN), None)
    if open_ is not None:
        wanted = (provider, amount, link.id, locale)
        same = (open_.provider, open_.amount, open_.link_id, open_.locale) == wanted
        return Begun(open_, in_the_way=not same or open_.created_at <= tx.at - SHARED)
    currency = (await invoices.read(tx, document)).currency
    row = await tx.first(
        payment_attempts.insert()
        .values(
            company_id=tx.company_id,
            id=new_id("att"),
            document_id=document_id,
            link_id=link.id,
            provider=provider,
            amount=amount,
            currency=currency,
            locale=locale,
            expires_at=tx.at + LIFE,
            created_at=tx.at,
            updated_at=tx.at,
        )
        .returning(payment_attempts)
    )
    assert row is not None  # noqa: S101  an insert returns its row
    data = {"attempt": row.id, "amount": amount, "method": provider}
    await audit.append(tx, "payment_begun", Actor("client", link.id), document_id=document_id, data=data)
    return Begun(row)


async def opened(tx: Tx, attempt_id: str, started: Started) -> None:
    """Note the provider's object of an attempt, and its page."""
    await _write(tx, attempt_id, object_id=started.object_id, url=started.url)


async def give_up(tx: Tx, attempt_id: str) -> None:
    """Note that an attempt's page is closed: another attempt takes its place."""
    attempt = await get(tx, attempt_id)
    await acts.lock(tx, attempt.document_id)
    if (await get(tx, attempt_id)).state == State.OPEN:
        await _write(tx, attempt_id, state=State.EXPIRED)


async def get(tx: Tx, attempt_id: str) -> Row[Any]:
    """Give an attempt. Raises `NotFound`."""
    row = await tx.first(
        select(payment_attempts).where(
            payment_attempts.c.company_id == tx.company_id, payment_attempts.c.id == attempt_id
        )
    )
    if row is None:
        raise NotFound("no-such-attempt")
    return row


async def of_invoice(tx: Tx, document_id: str) -> Sequence[Row[Any]]:
    """List the attempts to pay an invoice, newest first."""
    return await tx.all(
        select(payment_attempts)
        .where(payment_attempts.c.company_id == tx.company_id, payment_attempts.c.document_id == document_id)
        .order_by(payment_attempts.c.created_at.desc(), payment_attempts.c.id.desc())
    )


async def heard(tx: Tx, provider: str, event_id: str) -> bool:
    """Whether a provider's event was dealt with before."""
    found = await tx.scalar(
        select(payment_events.c.id).where(
            payment_events.c.company_id == tx.company_id,
            payment_events.c.provider == provider,
            payment_events.c.id == event_id,
        )
    )
    return found is not None


async def may_take(tx: Tx, provider: str, seen: Seen) -> bool:
    """Whether money that a client agreed to is still wanted: the attempt is open and the invoice owes it."""
    attempt = await _find(tx, provider, seen.attempt_id)
    if attempt is None or attempt.state != State.OPEN or attempt.object_id not in (None, seen.object_id):
        return False
    document = await acts.read(tx, attempt.document_id)
    fits = paying.discrepancy(attempt.amount, attempt.currency, seen) is None
    return fits and owed(document, await invoices.facts(tx, document.id)) >= attempt.amount


async def observe(tx: Tx, provider: str, seen: Seen, event: Event | None = None) -> str:
    """Write down what stands at the provider now; gives the attempt's state, empty when nobody knows it.

    An event that was dealt with before changes nothing, and neither does a look that shows nothing new: money
    is counted by the provider's own ids, whatever told us of it and in whatever order (I12).
    """
    attempt = await _find(tx, provider, seen.attempt_id)
    if attempt is None:
        if await _first_time(tx, provider, event, None):
            await findings.note(tx, provider, Finding.UNKNOWN_ATTEMPT, seen)
        return ""
    await acts.lock(tx, attempt.document_id)
    attempt = await get(tx, attempt.id)
    if not await _first_time(tx, provider, event, attempt.id):
        return str(attempt.state)
    if attempt.object_id not in (None, seen.object_id):
        await findings.note(tx, provider, Finding.OTHER_OBJECT, seen, attempt)
        return str(attempt.state)
    state = paying.after(State(attempt.state), seen.state)
    payment_id, found = attempt.payment_id, list[Found]()
    if state is State.SUCCEEDED and payment_id is None:
        payment_id = await _receive(tx, attempt, seen, found)
    for refund in seen.refunds if payment_id else ():
        await _give_back(tx, attempt, refund, found)
    if seen.disputed:
        found.append((Finding.DISPUTED, {}))
    if (state, payment_id, seen.object_id) != (attempt.state, attempt.payment_id, attempt.object_id):
        changes = {"state": state, "payment_id": payment_id, "object_id": seen.object_id}
        await _write(tx, attempt.id, **changes, reason=seen.reason)
        await tx.notify(attempt.document_id)
    for code, more in found:  # after all that is booked: the journal is locked last
        await findings.note(tx, provider, code, seen, attempt, **more)
    return str(state)


async def _receive(tx: Tx, attempt: Row[Any], seen: Seen, found: list[Found]) -> str | None:
    """Book what was paid; what cannot be booked as it is goes to a person, and None comes back."""
    wrong = paying.discrepancy(attempt.amount, attempt.currency, seen)
    if wrong is not None:
        found.append((wrong, {"asked": attempt.amount}))
        return None
    received = await _money(tx, attempt, seen.amount, seen.payment_id or seen.object_id)
    try:
        payment_id = await payments.receive(tx, attempt.document_id, SYSTEM, received)
    except Refused as refused:
        found.append((Finding.NOT_PAYABLE, refused.params))
        return None
    document = await acts.read(tx, attempt.document_id)
    over = -payments.left(document, await invoices.facts(tx, document.id))
    if over > 0:
        found.append((Finding.OVERPAID, {"over": over}))
    return payment_id


async def _give_back(tx: Tx, attempt: Row[Any], refund: paying.Refund, found: list[Found]) -> None:
    """Book a refund of what was paid too much or credited; one that the books know no reason for is noted."""
    received = await _money(tx, attempt, -refund.amount, refund.id)
    if await payments.known(tx, received.key or ""):
        return
    try:
        async with tx.connection.begin_nested():
            await payments.receive(tx, attempt.document_id, SYSTEM, received)
    except Refused:
        found.append((Finding.REFUNDED, {"refund": refund.id, "given_back": refund.amount}))


async def _money(tx: Tx, attempt: Row[Any], amount: Cents, object_id: str) -> Received:
    """Money that moved at the provider today, under its own id: the same id counts once."""
    company = await acts.company(tx)
    day = acts.today(tx, company.timezone)
    key = f"{attempt.provider}/{object_id}"
    return Received(amount, attempt.provider, day, reference=object_id, key=key)


async def _find(tx: Tx, provider: str, attempt_id: str) -> Row[Any] | None:
    return await tx.first(
        select(payment_attempts).where(
            payment_attempts.c.company_id == tx.company_id,
            payment_attempts.c.provider == provider,
            payment_attempts.c.id == attempt_id,
        )
    )


async def _first_time(tx: Tx, provider: str, event: Event | None, attempt_id: str | None) -> bool:
    """Note a provider's event; False when it was dealt with before."""
    if event is None:
        return True
    values = {"id": event.id, "kind": event.kind, "attempt_id": attempt_id, "received_at": tx.at}
    made = await tx.scalar(
        insert(payment_events)
        .values(company_id=tx.company_id, provider=provider, **values)
        .on_conflict_do_nothing()
        .returning(payment_events.c.id)
    )
    return made is not None


async def _write(tx: Tx, attempt_id: str, **changes: Any) -> None:
    await tx.execute(
        payment_attempts.update()
        .where(payment_attempts.c.company_id == tx.company_id, payment_attempts.c.id == attempt_id)
        .values(updated_at=tx.at, **changes)
    )
