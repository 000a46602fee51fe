"""The payment page of the built-in test provider: whoever tries the product says what the bank decides.

It is a provider of its own: it tells us what happened by signed events, like the others, and is believed only
by what stands in its own books.
"""

import json

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from activities import payments
from activities.providers import built_in
from activities.providers.built_in import SIGNATURE, BuiltIn
from api import deps
from domain.draft import clean
from domain.paying import State
from domain.refusals import NotFound
from records import hosted
from records.ids import new_id
from ui.render import page

router = APIRouter(include_in_schema=False)

# What can be decided: the state that follows, and how often we are told.
CHOICES: dict[str, tuple[State, int]] = {
    "pay": (State.SUCCEEDED, 1),
    "twice": (State.SUCCEEDED, 2),
    "pending": (State.PENDING, 1),
    "fail": (State.FAILED, 1),
}
ICONS = {"pay": "check", "twice": "copy", "pending": "hourglass", "fail": "x"}


@router.get("/test-pay/{object_id}")
async def hosted_page(request: Request, object_id: str) -> HTMLResponse:
    """Show what is asked, and what the bank may say to it."""
    company_id = _company(request, object_id)
    async with deps.database(request).transaction(company_id) as tx:
        payment = await hosted.get(tx, object_id)
    choices = [(choice, ICONS[choice]) for choice in CHOICES if choice != payment.state]
    return HTMLResponse(page("hosted/payment.html", payment.locale, payment=payment, choices=choices))


@router.post("/test-pay/{object_id}")
async def decide(request: Request, object_id: str) -> Response:
    """Decide, tell the merchant, and lead the client back; what is pending can be decided later."""
    company_id = _company(request, object_id)
    database = deps.database(request)
    state, times = CHOICES.get(clean((await request.form()).get("what")), CHOICES["fail"])
    async with database.transaction(company_id) as tx:
        moved = await hosted.move(tx, object_id, state)
        payment = await hosted.get(tx, object_id)
    if moved:
        event = {"id": new_id("evt"), "kind": f"payment.{state}", "reference": object_id}
        body = json.dumps(event).encode()
        signed = {SIGNATURE: built_in.sign(database.key, body)}
        provider = BuiltIn(database, company_id, deps.settings(request).base_url)
        for _ in range(times):
            await payments.hear(database, provider, company_id, signed, body)
    here = state is State.PENDING
    return RedirectResponse(f"/test-pay/{object_id}" if here else payment.back, 303)


def _company(request: Request, object_id: str) -> str:
    """Give the company of a payment. Raises `NotFound` for a made-up id, or without a test provider."""
    company_id = built_in.company_of(deps.database(request).key, object_id)
    if not company_id or not deps.settings(request).test_payments:
        raise NotFound("no-such-attempt")
    return company_id
