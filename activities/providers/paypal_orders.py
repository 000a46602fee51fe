"""PayPal: an order that the client approves on PayPal's own page, and whose money we then capture.

Source: developer.paypal.com/docs/api/orders/v2, /docs/api/webhooks/v1 (verify-webhook-signature, which their
client does not offer).
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

import requests
from apimatic_core.exceptions.auth_validation_exception import AuthValidationException
from paypalserversdk.configuration import Configuration, Environment
from paypalserversdk.exceptions.api_exception import ApiException
from paypalserversdk.http.auth.o_auth_2 import ClientCredentialsAuthCredentials
from paypalserversdk.models.amount_with_breakdown import AmountWithBreakdown
from paypalserversdk.models.order_request import OrderRequest
from paypalserversdk.models.payment_source import PaymentSource
from paypalserversdk.models.paypal_wallet import PaypalWallet
from paypalserversdk.models.paypal_wallet_experience_context import PaypalWalletExperienceContext
from paypalserversdk.models.purchase_unit_request import PurchaseUnitRequest
from paypalserversdk.paypal_serversdk_client import PaypalServersdkClient

from activities.providers import AwayError, ForgedError
from domain.money import to_cents, to_decimal
from domain.paying import Event, Order, Refund, Seen, Started, State

TIMEOUT = 20  # seconds
RETRIES = 2
LANGUAGES = {"fr": "fr-FR", "fr-CA": "fr-CA", "en": "en-GB"}
OURS = "att_"  # how the ids begin that we put on orders
CAPTURE = "capture/"  # a reference to what was captured, instead of to an order
WHOLE = "return=representation"
NOT_FOUND = 404
REFUSED = range(400, 500)
DISPUTED = "CUSTOMER.DISPUTE.CREATED"
ORDER_EVENTS = frozenset({"CHECKOUT.ORDER.APPROVED", "CHECKOUT.ORDER.COMPLETED", "CHECKOUT.ORDER.VOIDED"})
PAYMENT_EVENTS = frozenset(
    f"PAYMENT.CAPTURE.{what}"
    for what in ("COMPLETED", "PENDING", "DENIED", "DECLINED", "REFUNDED", "REVERSED")
)
# What PayPal signs an event with, by the names under which it wants them back.
SIGNED_BY = {
    "auth_algo": "paypal-auth-algo",
    "cert_url": "paypal-cert-url",
    "transmission_id": "paypal-transmission-id",
    "transmission_sig": "paypal-transmission-sig",
    "transmission_time": "paypal-transmission-time",
}
ORDER_STATES = {"APPROVED": State.OPEN, "VOIDED": State.EXPIRED}
CAPTURE_STATES = {
    "COMPLETED": State.SUCCEEDED,
    "PARTIALLY_REFUNDED": State.SUCCEEDED,
    "REFUNDED": State.SUCCEEDED,
    "PENDING": State.PENDING,
    "DECLINED": State.FAILED,
    "FAILED": State.FAILED,
}

Read = dict[str, Any]
Given = TypeVar("Given")


class Reached(Configuration):  # type: ignore[misc]  # the client comes without types
    """The client's configuration, at an address of our choice."""

    def __init__(self, url: str, **options: Any) -> None:
        """`url` is where the API answers; empty: where PayPal says."""
        self._url = url
        super().__init__(**options)

    def get_base_uri(self, *server: Any) -> str:
        """Give the address of the API."""
        return self._url or str(super().get_base_uri(*server))


class PayPalOrders:
    """Orders with the keys of one company."""

    name = "paypal"

    def __init__(self, keys: Mapping[str, str], url: str = "") -> None:
        """`keys`: `client_id`, `client_secret`, `webhook_id` and `mode` (live or sandbox)."""
        self._webhook_id = keys["webhook_id"]
        live = keys["mode"] == "live"
        self._config = Reached(
            url,
            environment=Environment.PRODUCTION if live else Environment.SANDBOX,
            timeout=TIMEOUT,
            max_retries=RETRIES,
            client_credentials_auth_credentials=ClientCredentialsAuthCredentials(
                keys["client_id"], keys["client_secret"]
            ),
        )
        self._client = PaypalServersdkClient(config=self._config)

    async def start(self, order: Order) -> Started:
        """Create the order of an attempt, under the attempt's id as idempotency key."""
        context = PaypalWalletExperienceContext(
            brand_name=order.seller[:127],
            locale=LANGUAGES[order.locale],
            shipping_preference="NO_SHIPPING",
            user_action="PAY_NOW",
            return_url=order.back,
            cancel_url=order.away,
        )
        unit = PurchaseUnitRequest(
            amount=AmountWithBreakdown(order.currency, str(to_decimal(order.amount))),
            custom_id=order.id,
            description=order.title[:127],
        )
        body = OrderRequest(
            "CAPTURE", [unit], payment_source=PaymentSource(paypal=PaypalWallet(experience_context=context))
        )
        options = {"body": body, "paypal_request_id": order.id, "prefer": WHOLE}
        made = await _asked(lambda: _read(self._client.orders.create_order(options)))
        links = {link["rel"]: link["href"] for link in made["links"]}
        return Started(made["id"], links.get("payer-action") or links["approve"])

    async def hear(self, headers: Mapping[str, str], body: bytes) -> Event | None:
        """Ask PayPal whether it signed these very bytes, then read what the event is about.

        PayPal sends an event again for days under its first signature, so that an old one is no forgery.
        """
        try:
            told: Read = json.loads(body)
            signed = {name: headers[header] for name, header in SIGNED_BY.items()}
        except (ValueError, KeyError) as error:
            raise ForgedError(type(error).__name__) from None
        if not await _asked(lambda: self._signed(signed, body)):
            raise ForgedError("PayPal did not sign this")
        kind, about = told["event_type"], told["resource"]
        if kind in ORDER_EVENTS:
            return Event(told["id"], kind, about["id"])
        if kind in PAYMENT_EVENTS:
            return Event(told["id"], kind, _captured(about))
        if kind == DISPUTED:
            captured = about["disputed_transactions"][0]["seller_transaction_id"]
            return Event(told["id"], kind, CAPTURE + captured, disputed=True)
        return None

    async def look(self, reference: str) -> Seen | None:
        """Read an order, or the order of a capture, with what became of its money."""
        order = await _asked(lambda: self._order(reference))
        unit = order["purchase_units"][0] if order else {}
        return _seen(order, unit) if order and unit.get("custom_id", "").startswith(OURS) else None

    async def take(self, seen: Seen) -> Seen:
        """Capture an approved order; a payment that PayPal declines has failed."""
        options = {"id": seen.object_id, "paypal_request_id": f"{seen.attempt_id}-capture", "prefer": WHOLE}
        declined = await _asked(lambda: self._capture(options))
        after = await self.look(seen.object_id)
        if after is None or (after.awaits_us and not declined):
            raise AwayError("the order was captured, and reads as if it was not")
        return _failed(after, declined) if after.awaits_us else after

    async def close(self, object_id: str) -> Seen | None:
        """Give what an order had come to: without our capture, no money moves."""
        return await self.look(object_id)

    def _order(self, reference: str) -> Read | None:
        try:
            if reference.startswith(CAPTURE):
                options = {"capture_id": reference.removeprefix(CAPTURE)}
                captured = _read(self._client.payments.get_captured_payment(options))
                reference = captured["supplementary_data"]["related_ids"]["order_id"]
            return _read(self._client.orders.get_order({"id": reference}))
        except ApiException as error:
            if error.response_code == NOT_FOUND:
                return None
            raise

    def _capture(self, options: Mapping[str, str]) -> str:
        """Capture; gives why PayPal refused, empty when it did not."""
        try:
            self._client.orders.capture_order(options)
        except ApiException as error:
            if error.response_code not in REFUSED:
                raise
            issues = json.loads(error.response.text).get("details") or [{}]
            return str(issues[0].get("issue", error.reason))
        return ""

    def _signed(self, signed: Mapping[str, str], body: bytes) -> bool:
        token = self._client.auth_managers["Oauth2"].fetch_token().access_token
        about = json.dumps({**signed, "webhook_id": self._webhook_id}).encode()
        reply = requests.post(
            f"{self._config.get_base_uri()}/v1/notifications/verify-webhook-signature",
            data=about[:-1]
            + b', "webhook_event": '
            + body
            + b"}",  # the very bytes, or the signature is lost
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
            timeout=TIMEOUT,
        )
        reply.raise_for_status()
        return bool(reply.json()["verification_status"] == "SUCCESS")


def _captured(about: Read) -> str:
    """Give the order of a capture, or the capture of a refund, as a reference to look at."""
    order = about.get("supplementary_data", {}).get("related_ids", {}).get("order_id")
    if order:
        return str(order)
    up = next((link["href"] for link in about.get("links", ()) if link["rel"] == "up"), "")
    kind, _, object_id = str(up).rstrip("/").rpartition("/")
    return object_id if kind.endswith("orders") else CAPTURE + (object_id or about["id"])


def _seen(order: Read, unit: Read) -> Seen:
    payments = unit.get("payments", {})
    capture = next(iter(payments.get("captures", ())), None)
    amount = (capture or unit)["amount"]
    given_back = [one for one in payments.get("refunds", ()) if one["status"] == "COMPLETED"]
    return Seen(
        attempt_id=unit["custom_id"],
        object_id=order["id"],
        state=CAPTURE_STATES[capture["status"]] if capture else ORDER_STATES.get(order["status"], State.OPEN),
        amount=to_cents(Decimal(amount["value"])),
        currency=amount["currency_code"],
        payment_id=capture["id"] if capture else "",
        refunds=tuple(Refund(one["id"], to_cents(Decimal(one["amount"]["value"]))) for one in given_back),
        reason=(capture or {}).get("status_details", {}).get("reason", ""),
        awaits_us=capture is None and order["status"] == "APPROVED",
    )


def _failed(seen: Seen, reason: str) -> Seen:
    return Seen(seen.attempt_id, seen.object_id, State.FAILED, seen.amount, seen.currency, reason=reason)


def _read(response: Any) -> Read:
    read: Read = json.loads(response.text)
    return read


async def _asked(call: Callable[[], Given]) -> Given:
    """Make a call in a thread; what goes wrong with it is `AwayError`."""
    try:
        return await asyncio.to_thread(call)
    except (ApiException, AuthValidationException, requests.RequestException) as error:
        raise AwayError(f"{type(error).__name__}: {error}") from error
