"""PayPal as far as orders go: tokens, orders, captures, signed events, and whether it signed an event.

Source: developer.paypal.com/docs/api (Orders v2, Payments v2, Webhooks v1). The official client runs against
it at another address.
"""

import base64
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any
from zlib import crc32

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

KEYS = {
    "client_id": "client-of-the-counterpart",
    "client_secret": "secret-of-the-counterpart",
    "webhook_id": "WH-COUNTERPART-1",
    "mode": "sandbox",
}
TOKEN = "A21.counterpart"

Post = Callable[[bytes, dict[str, str]], Awaitable[int]]
Object = dict[str, Any]


@dataclass
class PayPal:
    """The other side. `url` is where it is served."""

    url: str = ""
    orders: dict[str, Object] = field(default_factory=dict)
    replies: dict[str, Object] = field(default_factory=dict)  # by PayPal-Request-Id
    outbox: list[Object] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    declines: bool = False  # the next capture
    holds: bool = False  # the next capture: the money is under review

    def __post_init__(self) -> None:
        self.ids = count(1)
        self.app = Starlette(
            routes=[
                Route("/v1/oauth2/token", self.token, methods=["POST"]),
                Route("/v2/checkout/orders", self.create, methods=["POST"]),
                Route("/v2/checkout/orders/{id}", self.get),
                Route("/v2/checkout/orders/{id}/capture", self.capture, methods=["POST"]),
                Route("/v2/payments/captures/{id}", self.get_capture),
                Route("/v1/notifications/verify-webhook-signature", self.verify, methods=["POST"]),
            ]
        )

    # What the API answers.

    async def token(self, request: Request) -> Response:
        pair = f"{KEYS['client_id']}:{KEYS['client_secret']}".encode()
        if request.headers.get("authorization") != f"Basic {base64.b64encode(pair).decode()}":
            return JSONResponse({"error": "invalid_client", "error_description": "no"}, 401)
        return JSONResponse({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 32400})

    async def create(self, request: Request) -> Response:
        refused = self._stranger(request)
        if refused:
            return refused
        key = request.headers["paypal-request-id"]
        if key in self.replies:
            return JSONResponse(self.replies[key])
        asked = await request.json()
        order_id = f"ORDER{next(self.ids)}"
        context = asked["payment_source"]["paypal"]["experience_context"]
        self.orders[order_id] = {
            "id": order_id,
            "intent": asked["intent"],
            "status": "PAYER_ACTION_REQUIRED",
            "purchase_units": [{"reference_id": "default", **asked["purchase_units"][0]}],
            "payment_source": {"paypal": {}},
            "links": [
                {"rel": "self", "href": f"{self.url}/v2/checkout/orders/{order_id}", "method": "GET"},
                {"rel": "payer-action", "href": f"{self.url}/checkoutnow?token={order_id}", "method": "GET"},
            ],
            "back": context["return_url"],
        }
        self.replies[key] = self._shown(order_id)
        return JSONResponse(self.replies[key])

    async def get(self, request: Request) -> Response:
        order_id = request.path_params["id"]
        if order_id not in self.orders:
            return _fault(404, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID")
        return self._stranger(request) or JSONResponse(self._shown(order_id))

    async def capture(self, request: Request) -> Response:
        refused = self._stranger(request)
        if refused:
            return refused
        order_id, key = request.path_params["id"], request.headers["paypal-request-id"]
        if key in self.replies:
            return JSONResponse(self.replies[key])
        order = self.orders[order_id]
        if order["status"] != "APPROVED":
            issue = "ORDER_ALREADY_CAPTURED" if order["status"] == "COMPLETED" else "ORDER_NOT_APPROVED"
            return _fault(422, "UNPROCESSABLE_ENTITY", issue)
        if self.declines:
            self.declines = False
            return _fault(422, "UNPROCESSABLE_ENTITY", "INSTRUMENT_DECLINED")
        self._captured(order)
        self.replies[key] = self._shown(order_id)
        return JSONResponse(self.replies[key], 201)

    async def get_capture(self, request: Request) -> Response:
        for order in self.orders.values():
            for capture in order["purchase_units"][0].get("payments", {}).get("captures", []):
                if capture["id"] == request.path_params["id"]:
                    return self._stranger(request) or JSONResponse(self._with_order(order, capture))
        return _fault(404, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID")

    async def verify(self, request: Request) -> Response:
        body = await request.body()
        about = json.loads(body)
        event = body.partition(b'"webhook_event": ')[2].removesuffix(b"}")  # its very bytes
        expected = signature(about["transmission_id"], about["transmission_time"], event)
        good = hmac.compare_digest(expected, about["transmission_sig"])
        mine = about["webhook_id"] == KEYS["webhook_id"]
        status = "SUCCESS" if good and mine else "FAILURE"
        return self._stranger(request) or JSONResponse({"verification_status": status})

    # What the client, the bank and the company do.

    def approve(self, order_id: str) -> None:
        """The client agrees on PayPal's page."""
        self.orders[order_id]["status"] = "APPROVED"
        self.tell("CHECKOUT.ORDER.APPROVED", self._shown(order_id))

    def release(self, order_id: str) -> None:
        """What was under review is paid."""
        order = self.orders[order_id]
        capture = order["purchase_units"][0]["payments"]["captures"][0]
        capture["status"] = "COMPLETED"
        self.tell("PAYMENT.CAPTURE.COMPLETED", self._with_order(order, capture))

    def refund(self, order_id: str, value: str) -> None:
        """The company gives money back."""
        order = self.orders[order_id]
        unit = order["purchase_units"][0]
        capture = unit["payments"]["captures"][0]
        capture["status"] = "PARTIALLY_REFUNDED"
        refund = {
            "id": f"REF{next(self.ids)}",
            "status": "COMPLETED",
            "amount": {"currency_code": capture["amount"]["currency_code"], "value": value},
            "links": [{"rel": "up", "href": f"{self.url}/v2/payments/captures/{capture['id']}"}],
        }
        unit["payments"].setdefault("refunds", []).append(refund)
        self.tell("PAYMENT.CAPTURE.REFUNDED", refund)

    def dispute(self, order_id: str) -> None:
        """The client disputes a payment."""
        capture = self.orders[order_id]["purchase_units"][0]["payments"]["captures"][0]
        about = {"disputed_transactions": [{"seller_transaction_id": capture["id"]}]}
        self.tell("CUSTOMER.DISPUTE.CREATED", about)

    def _captured(self, order: Object) -> None:
        unit = order["purchase_units"][0]
        capture: Object = {
            "id": f"CAP{next(self.ids)}",
            "status": "PENDING" if self.holds else "COMPLETED",
            "amount": dict(unit["amount"]),
            "final_capture": True,
        }
        if self.holds:
            capture["status_details"] = {"reason": "PENDING_REVIEW"}
        unit["payments"] = {"captures": [capture]}
        order["status"] = "COMPLETED"
        self.tell(f"PAYMENT.CAPTURE.{capture['status']}", self._with_order(order, capture))

    # How it tells.

    def tell(self, kind: str, about: Object) -> None:
        self.outbox.append({"id": f"WH-{next(self.ids)}", "event_type": kind, "resource": about})

    async def deliver(self, post: Post) -> list[int]:
        """Send what was not taken yet, each time under its first signature."""
        said, kept = [], []
        for event in self.outbox:
            body = json.dumps(event).encode()
            said.append(await post(body, headers(event["id"], body)))
            if said[-1] // 100 != 2:
                kept.append(event)
        self.outbox = [*kept, *(one for one in self.outbox[len(said) :])]
        return said

    def _stranger(self, request: Request) -> Response | None:
        self.asked.append(f"{request.method} {request.url.path}")
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return JSONResponse({"name": "AUTHENTICATION_FAILURE", "message": "no"}, 401)
        return None

    def _shown(self, order_id: str) -> Object:
        shown: Object = json.loads(json.dumps(self.orders[order_id]))
        shown.pop("back")
        return shown

    def _with_order(self, order: Object, capture: Object) -> Object:
        return {**capture, "supplementary_data": {"related_ids": {"order_id": order["id"]}}}


def headers(event_id: str, body: bytes) -> dict[str, str]:
    """What PayPal puts beside an event."""
    moment = "2026-11-22T10:00:00Z"
    return {
        "Paypal-Auth-Algo": "SHA256withRSA",
        "Paypal-Cert-Url": "https://api.paypal.com/v1/notifications/certs/CERT-1",
        "Paypal-Transmission-Id": event_id,
        "Paypal-Transmission-Sig": signature(event_id, moment, body),
        "Paypal-Transmission-Time": moment,
    }


def signature(transmission: str, moment: str, body: bytes) -> str:
    """Sign the checksum of the very bytes, as PayPal does (with a key in place of its certificate)."""
    text = f"{transmission}|{moment}|{KEYS['webhook_id']}|{crc32(body)}"
    return hmac.new(b"the certificate of the counterpart", text.encode(), sha256).hexdigest()


def _fault(status: int, name: str, issue: str) -> Response:
    return JSONResponse({"name": name, "message": name, "details": [{"issue": issue}]}, status)
