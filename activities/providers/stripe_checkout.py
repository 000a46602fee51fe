"""Stripe Checkout: the client pays on Stripe's own page, and cards never come near us.

Source: docs.stripe.com/payments/checkout, /webhooks/signature, /api/idempotent_requests.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

import stripe

from activities.providers import AwayError, ForgedError
from domain.paying import Event, Order, Refund, Seen, Started, State

API = "https://api.stripe.com"
TIMEOUT = 20  # seconds
RETRIES = 2  # of a call that broke on the way; the idempotency key makes it safe
TOLERANCE = 300  # seconds that a signature stays good
LANGUAGES: Mapping[str, Any] = {"fr": "fr", "fr-CA": "fr-CA", "en": "en"}
WHOLE = ["payment_intent.latest_charge"]

SESSION_EVENTS = frozenset(
    f"checkout.session.{what}"
    for what in ("completed", "async_payment_succeeded", "async_payment_failed", "expired")
)
# What comes after a payment: the objects of these events name the payment, not the session.
PAYMENT_EVENTS = frozenset(
    {"charge.refunded", "charge.dispute.created", "charge.dispute.closed", "charge.dispute.funds_withdrawn"}
)

REFUSED = ("requires_payment_method", "canceled")  # a payment that the bank said no to

Read = dict[str, Any]
Given = TypeVar("Given")


class StripeCheckout:
    """Checkout with the keys of one company."""

    name = "stripe"

    def __init__(self, keys: Mapping[str, str], url: str = API) -> None:
        """`keys`: `secret_key` and `webhook_secret`; `url` is where the API answers."""
        self._secret = keys["webhook_secret"]
        self._client = stripe.StripeClient(
            keys["secret_key"],
            base_addresses={"api": url},
            http_client=stripe.RequestsClient(timeout=TIMEOUT),
            max_network_retries=RETRIES,
        )

    async def start(self, order: Order) -> Started:
        """Create the session of an attempt, under the attempt's id as idempotency key."""
        mark = {"attempt": order.id, "company": order.company_id}
        made = await _asked(
            lambda: self._client.v1.checkout.sessions.create(
                {
                    "mode": "payment",
                    "client_reference_id": order.id,
                    "line_items": [
                        {
                            "quantity": 1,
                            "price_data": {
                                "currency": order.currency.lower(),
                                "unit_amount": order.amount,
                                "product_data": {"name": order.title},
                            },
                        }
                    ],
                    "locale": LANGUAGES[order.locale],
                    "success_url": order.back,
                    "cancel_url": order.away,
                    "expires_at": int(order.expires_at.timestamp()),
                    "metadata": mark,
                    "payment_intent_data": {"metadata": mark, "description": order.title},
                },
                {"idempotency_key": order.id},
            )
        )
        return Started(made.id, made.url or "")

    async def hear(self, headers: Mapping[str, str], body: bytes) -> Event | None:
        """Check the signature over the raw bytes, then read what the event is about."""
        try:
            text = body.decode()
            stripe.WebhookSignature.verify_header(
                text, headers.get("stripe-signature", ""), self._secret, TOLERANCE
            )
            told: dict[str, Any] = json.loads(text)
        except (stripe.SignatureVerificationError, ValueError, TypeError) as error:  # TypeError: not ASCII
            raise ForgedError(type(error).__name__) from None
        kind, about = told["type"], told["data"]["object"]
        if kind in SESSION_EVENTS:
            return Event(told["id"], kind, about["id"])
        if kind in PAYMENT_EVENTS and about.get("payment_intent"):
            return Event(told["id"], kind, about["payment_intent"], disputed="dispute" in kind)
        return None

    async def look(self, reference: str) -> Seen | None:
        """Read a session, or the session of a payment, with what became of its money."""
        session = await _asked(lambda: self._session(reference))
        if session is None or not (session.get("metadata") or {}).get("attempt"):
            return None
        paid = session.get("payment_intent") or {}
        charge = paid.get("latest_charge") or {}
        given_back = charge.get("amount_refunded")
        return _seen(session, await _asked(lambda: self._refunds(paid["id"])) if given_back else ())

    async def take(self, seen: Seen) -> Seen:
        """Stripe takes the money itself as soon as the client agrees."""
        return seen

    async def close(self, object_id: str) -> Seen | None:
        """Expire a session; one that was completed meanwhile stays what it is."""
        with suppress(RefusedByStripeError):  # it was not open any more
            await _asked(lambda: self._client.v1.checkout.sessions.expire(object_id))
        return await self.look(object_id)

    def _session(self, reference: str) -> Read | None:
        sessions = self._client.v1.checkout.sessions
        if reference.startswith("cs_"):
            try:
                return sessions.retrieve(reference, {"expand": WHOLE}).to_dict()
            except stripe.InvalidRequestError as error:
                if error.code == "resource_missing":
                    return None
                raise
        expand = [f"data.{path}" for path in WHOLE]
        found = sessions.list({"payment_intent": reference, "limit": 1, "expand": expand})
        return next((session.to_dict() for session in found.data), None)

    def _refunds(self, payment_id: str) -> tuple[Refund, ...]:
        found = self._client.v1.refunds.list({"payment_intent": payment_id, "limit": 100})
        return tuple(Refund(one.id, one.amount) for one in found.data if one.status == "succeeded")


class RefusedByStripeError(AwayError):
    """Stripe understood what it was asked, and said no."""


def _seen(session: Read, refunds: tuple[Refund, ...]) -> Seen:
    paid = session.get("payment_intent") or {}
    error = paid.get("last_payment_error") or {}
    return Seen(
        attempt_id=session["metadata"]["attempt"],
        object_id=session["id"],
        state=_state(session, paid.get("status", "")),
        amount=paid.get("amount_received") or session.get("amount_total") or 0,
        currency=(session.get("currency") or "").upper(),
        payment_id=paid.get("id", ""),
        refunds=refunds,
        disputed=bool((paid.get("latest_charge") or {}).get("disputed")),
        reason=error.get("message") or error.get("code") or "",
    )


def _state(session: Read, payment: str) -> State:
    """Paid is what Stripe calls paid; a completed session waits for the bank unless the bank said no."""
    if session["payment_status"] == "paid":
        return State.SUCCEEDED
    if session["status"] != "complete":
        return State.EXPIRED if session["status"] == "expired" else State.OPEN
    return State.FAILED if payment in REFUSED else State.PENDING


async def _asked(call: Callable[[], Given]) -> Given:
    """Make a call in a thread; what goes wrong with it is `AwayError`."""
    try:
        return await asyncio.to_thread(call)
    except stripe.InvalidRequestError as error:
        raise RefusedByStripeError(str(error)) from error
    except stripe.StripeError as error:
        raise AwayError(f"{type(error).__name__}: {error}") from error
