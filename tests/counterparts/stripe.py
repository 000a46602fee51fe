"""Stripe as far as Checkout goes: it keeps books, honours idempotency keys, signs events, sends them again.

Source: docs.stripe.com/api (version 2026-10-28). The official client runs against it unmodified.
"""

import hmac
import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

KEY = "sk_test_counterpart_0123456789"
WEBHOOK_SECRET = "whsec_counterpart_0123456789"
SOONEST, LATEST = 30 * 60, 24 * 3600  # seconds in which a session may expire

Post = Callable[[bytes, dict[str, str]], Awaitable[int]]
Object = dict[str, Any]


class StripeError(Exception):
    def __init__(
        self, status: int, message: str, code: str = "", kind: str = "invalid_request_error"
    ) -> None:
        self.reply = JSONResponse({"error": {"type": kind, "code": code, "message": message}}, status)


@dataclass
class Stripe:
    """The other side. `url` is where it is served; tests play the client, the bank and the network."""

    url: str = ""
    sessions: dict[str, Object] = field(default_factory=dict)
    intents: dict[str, Object] = field(default_factory=dict)
    charges: dict[str, Object] = field(default_factory=dict)
    refunds: list[Object] = field(default_factory=list)
    outbox: list[Object] = field(default_factory=list)  # events that nobody has taken yet
    replies: dict[str, tuple[str, Object]] = field(default_factory=dict)  # by idempotency key
    asked: list[str] = field(default_factory=list)
    down_before: int = 0  # so many calls fail without having done anything
    down_after: int = 0  # so many calls fail after they have done their work

    def __post_init__(self) -> None:
        self.ids = count(1)
        self.app = Starlette(
            routes=[
                Route("/v1/checkout/sessions", self.serve(self.create), methods=["POST"]),
                Route("/v1/checkout/sessions", self.serve(self.find)),
                Route("/v1/checkout/sessions/{id}", self.serve(self.retrieve)),
                Route("/v1/checkout/sessions/{id}/expire", self.serve(self.expire), methods=["POST"]),
                Route("/v1/payment_intents/{id}", self.serve(self.intent)),
                Route("/v1/refunds", self.serve(self.list_refunds)),
                Route("/pay/{id}", self.hosted_page),
                Route("/pay/{id}", self.hosted_pay, methods=["POST"]),
            ]
        )

    # What the API answers.

    def serve(self, act: Callable[[str, Object], Object]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            self.asked.append(f"{request.method} {request.url.path}")
            if request.headers.get("authorization") != f"Bearer {KEY}":
                message = "Invalid API Key provided"
                return JSONResponse({"error": {"type": "invalid_request_error", "message": message}}, 401)
            if self.down_before:
                self.down_before -= 1
                return JSONResponse({"error": {"type": "api_error", "message": "try again"}}, 500)
            body = (await request.body()).decode()
            params = nested(parse_qsl(body or request.url.query, keep_blank_values=True))
            try:
                made = self.once(request, body, lambda: act(request.path_params.get("id", ""), params))
            except StripeError as error:
                return error.reply
            if self.down_after:
                self.down_after -= 1
                return JSONResponse({"error": {"type": "api_error", "message": "lost on the way"}}, 500)
            return JSONResponse(made, headers={"Request-Id": f"req_{next(self.ids)}"})

        return answer

    def once(self, request: Request, body: str, act: Callable[[], Object]) -> Object:
        """The same key gives the same reply; the same key for something else is refused."""
        key = request.headers.get("idempotency-key", "")
        if request.method != "POST" or not key:
            return act()
        what = sha256(f"{request.url.path}\n{body}".encode()).hexdigest()
        if key in self.replies:
            before, reply = self.replies[key]
            if before != what:
                raise StripeError(
                    400, "Keys for idempotent requests can only be used once", kind="idempotency_error"
                )
            return reply
        self.replies[key] = what, act()
        return self.replies[key][1]

    def create(self, _: str, params: Object) -> Object:
        item = params["line_items"][0]
        price = item["price_data"]
        expires_at = int(params["expires_at"])
        if not SOONEST <= expires_at - time.time() <= LATEST:
            raise StripeError(400, "The `expires_at` timestamp must be 30 minutes to 24 hours from now")
        if int(price["unit_amount"]) < 50:
            raise StripeError(400, "The amount is too small", "amount_too_small")
        session = {
            "id": f"cs_test_{next(self.ids)}",
            "object": "checkout.session",
            "mode": params["mode"],
            "client_reference_id": params["client_reference_id"],
            "amount_total": int(price["unit_amount"]) * int(item["quantity"]),
            "currency": price["currency"],
            "metadata": params["metadata"],
            "payment_intent": None,
            "payment_status": "unpaid",
            "status": "open",
            "success_url": params["success_url"],
            "cancel_url": params["cancel_url"],
            "expires_at": expires_at,
            "locale": params["locale"],
        }
        session["url"] = f"{self.url}/pay/{session['id']}"
        self.sessions[session["id"]] = session
        return dict(session)

    def retrieve(self, session_id: str, params: Object) -> Object:
        if session_id not in self.sessions:
            raise StripeError(404, f"No such checkout.session: '{session_id}'", "resource_missing")
        return self.expanded(self.sessions[session_id], params.get("expand", []))

    def find(self, _: str, params: Object) -> Object:
        expand = [path.removeprefix("data.") for path in params.get("expand", [])]
        found = [one for one in self.sessions.values() if one["payment_intent"] == params["payment_intent"]]
        data = [self.expanded(one, expand) for one in found[: int(params.get("limit", 10))]]
        return {"object": "list", "data": data, "has_more": False, "url": "/v1/checkout/sessions"}

    def expire(self, session_id: str, _: Object) -> Object:
        session = self.sessions[session_id]
        if session["status"] != "open":
            raise StripeError(400, "Only Checkout Sessions with a status of open can be expired")
        session["status"] = "expired"
        self.tell("checkout.session.expired", session)
        return dict(session)

    def intent(self, intent_id: str, _: Object) -> Object:
        if intent_id not in self.intents:
            raise StripeError(404, f"No such payment_intent: '{intent_id}'", "resource_missing")
        return dict(self.intents[intent_id])

    def list_refunds(self, _: str, params: Object) -> Object:
        data = [one for one in self.refunds if one["payment_intent"] == params["payment_intent"]]
        return {"object": "list", "data": data, "has_more": False, "url": "/v1/refunds"}

    def expanded(self, session: Object, paths: list[str]) -> Object:
        whole = dict(session)
        if whole["payment_intent"] and any(path.startswith("payment_intent") for path in paths):
            intent = dict(self.intents[whole["payment_intent"]])
            if intent["latest_charge"] and "payment_intent.latest_charge" in paths:
                intent["latest_charge"] = dict(self.charges[intent["latest_charge"]])
            whole["payment_intent"] = intent
        return whole

    # What the client and the bank do.

    def complete(self, session_id: str, *, paid: bool = True, amount: int = 0, currency: str = "") -> str:
        """The client pays on the page; without `paid`, the bank takes its time. Gives the payment's id."""
        session = self.sessions[session_id]
        assert session["status"] == "open", session["status"]
        intent_id = f"pi_{next(self.ids)}"
        self.intents[intent_id] = {
            "id": intent_id,
            "object": "payment_intent",
            "amount": amount or session["amount_total"],
            "amount_received": 0,
            "currency": currency or session["currency"],
            "metadata": session["metadata"],
            "latest_charge": None,
            "last_payment_error": None,
            "status": "processing",
        }
        session |= {"status": "complete", "payment_intent": intent_id}
        if currency:
            session["currency"] = currency
        if paid:
            self._credit(session)
        self.tell("checkout.session.completed", session)
        return intent_id

    def decide(self, session_id: str, *, paid: bool) -> None:
        """The bank decides what it had kept waiting."""
        session = self.sessions[session_id]
        if paid:
            self._credit(session)
            self.tell("checkout.session.async_payment_succeeded", session)
            return
        intent = self.intents[session["payment_intent"]]
        intent |= {"status": "requires_payment_method"}
        intent["last_payment_error"] = {
            "code": "payment_intent_payment_attempt_failed",
            "message": "Refused.",
        }
        self.tell("checkout.session.async_payment_failed", session)

    def refund(self, intent_id: str, amount: int) -> None:
        """The company gives money back on Stripe's dashboard."""
        charge = self.charges[self.intents[intent_id]["latest_charge"]]
        charge["amount_refunded"] += amount
        refund = {"id": f"re_{next(self.ids)}", "object": "refund", "amount": amount}
        self.refunds.append(refund | {"payment_intent": intent_id, "status": "succeeded"})
        self.tell("charge.refunded", charge)

    def dispute(self, intent_id: str) -> None:
        """The client disputes a payment with their bank."""
        self.charges[self.intents[intent_id]["latest_charge"]]["disputed"] = True
        about = {"id": f"du_{next(self.ids)}", "object": "dispute", "payment_intent": intent_id}
        self.tell("charge.dispute.created", about)

    def _credit(self, session: Object) -> None:
        intent = self.intents[session["payment_intent"]]
        charge_id = f"ch_{next(self.ids)}"
        self.charges[charge_id] = {
            "id": charge_id,
            "object": "charge",
            "amount": intent["amount"],
            "amount_refunded": 0,
            "disputed": False,
            "payment_intent": intent["id"],
        }
        intent |= {"status": "succeeded", "amount_received": intent["amount"], "latest_charge": charge_id}
        session["payment_status"] = "paid"

    # How it tells.

    def tell(self, kind: str, about: Object) -> None:
        event = {"id": f"evt_{next(self.ids)}", "object": "event", "type": kind, "created": int(time.time())}
        self.outbox.append(event | {"data": {"object": dict(about)}})

    async def deliver(self, post: Post) -> list[int]:
        """Send what was not taken yet; what is not answered by 2xx is sent again the next time."""
        said, kept = [], []
        for event in self.outbox:
            body = json.dumps(event).encode()
            said.append(await post(body, {"Stripe-Signature": signature(body)}))
            if said[-1] // 100 != 2:
                kept.append(event)
        self.outbox = kept
        return said

    # The page on which the client pays.

    async def hosted_page(self, request: Request) -> Response:
        session = self.sessions[request.path_params["id"]]
        return HTMLResponse(
            f"<form method=post><h1>{session['amount_total']}</h1><button>Pay</button></form>"
        )

    async def hosted_pay(self, request: Request) -> Response:
        self.complete(request.path_params["id"])
        return RedirectResponse(self.sessions[request.path_params["id"]]["success_url"], 303)


def signature(body: bytes, secret: str = WEBHOOK_SECRET, at: float | None = None) -> str:
    """Sign as Stripe does."""
    moment = int(time.time() if at is None else at)
    mac = hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
    return f"t={moment},v1={mac}"


def nested(pairs: list[tuple[str, str]]) -> Object:
    """Read `line_items[0][quantity]=1` as the client writes it."""
    tree: Object = {}
    for name, value in pairs:
        path = re.findall(r"[^\[\]]+", name)
        place = tree
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = value
    return {name: _listed(value) for name, value in tree.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(one) for name, one in value.items()}
    return list(inner.values()) if all(name.isdecimal() for name in inner) else inner
