"""Paying an invoice: the ways that are offered, the door of a provider, and what became of it."""

from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatch
from typing import Any
from urllib.parse import urlsplit

import structlog
from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response
from stdnum import iban

from activities import payments
from activities.payments import Doors, Wish
from activities.providers import AwayError
from api import deps
from api.client.visit import Visit, visit
from domain.draft import clean
from domain.invoice import Invoice
from domain.money import Cents
from domain.paying import State
from domain.refusals import NotFound, Refused
from records import attempts, invoices, limits
from settings import Settings
from ui.paper import epc
from ui.render import fragment, page
from ui.texts import texts

router = APIRouter()

TRANSFER = "transfer"
OFTEN, SPELL = 30, timedelta(hours=1)  # how often one link may begin to pay, or look again
ICONS = {"stripe": "credit-card", "paypal": "wallet", "test": "circle-dot"}

log = structlog.get_logger("aval.payments")


@dataclass(frozen=True, slots=True)
class Transfer:
    """What a bank transfer is made with; `code` is the QR code that banking applications read."""

    iban: str
    bic: str
    holder: str
    reference: str
    code: Markup | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to pay on a page of its own."""

    name: str
    icon: str


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to pay what is left. `under_way` is the attempt that the bank has yet to decide."""

    online: tuple[Way, ...] = ()
    transfer: Transfer | None = None
    under_way: Any = None


def doors(settings: Settings) -> Doors:
    """Where this installation reaches the providers."""
    return Doors(settings.base_url, settings.stripe_url, settings.paypal_url, settings.test_payments)


async def shown(visiting: Visit) -> dict[str, Any]:
    """Give what `client/pay.html` needs: `invoice`, `left` (cents), `ways`. Raises `NotFound` for no invoice.

    The page that shows it may lead to the providers' pages, and its policy says so.
    """
    settings = deps.settings(visiting.request)
    visiting.request.state.leads_to = settings.payment_pages
    facts = await invoices.facts(visiting.tx, visiting.document.id)
    invoice = await invoices.read(visiting.tx, visiting.document)
    left = attempts.owed(visiting.document, facts)
    return {"invoice": invoice, "left": left, "ways": await _ways(visiting, settings, invoice, left)}


@router.get("/c/{secret}/pay")
async def pay_page(request: Request, secret: str) -> HTMLResponse:
    """Show what is left to pay, and how."""
    async with visit(request, secret) as visiting:
        context = visiting.letterhead() | await shown(visiting)
    context |= {"problem": "", "transfer_first": request.query_params.get("way") == TRANSFER}
    return HTMLResponse(page("client/payment.html", visiting.locale, **context))


@router.post("/c/{secret}/pay")
async def pay(request: Request, secret: str) -> Response:
    """Lead to the page of the provider that was chosen (`method`)."""
    method = clean((await request.form()).get("method"))
    async with visit(request, secret) as visiting:
        await invoices.facts(visiting.tx, visiting.document.id)
    if method == TRANSFER:
        return RedirectResponse(_with(visiting, "pay", way=TRANSFER), 303)
    settings, link = deps.settings(request), visiting.opened.link
    await limits.spend(deps.database(request), f"pay/{link.id}", OFTEN, SPELL)
    wish = Wish(
        link.company_id,
        visiting.document.id,
        link,
        method,
        visiting.locale,
        f"{settings.base_url}{visiting.base}",
    )
    try:
        led = await payments.start(deps.database(request), doors(settings), wish)
    except Refused as refused:
        return _refused(visiting, refused)
    except AwayError as error:
        log.warning("provider away", method=method, error=str(error))
        return await _away(request, secret)
    if not led.url:
        return RedirectResponse(_with(visiting, "paid", attempt=led.attempt_id), 303)
    if not leads_to(led.url, f"{settings.payment_pages} {settings.base_url}"):
        log.error("a payment page of an origin that AVAL_PAYMENT_PAGES does not name", method=method)
        return await _away(request, secret)
    return RedirectResponse(led.url, 303)


@router.get("/c/{secret}/paid")
async def paid(request: Request, secret: str, attempt: str = "", cancelled: str = "") -> Response:
    """Show what became of an attempt; without one, of the latest."""
    async with visit(request, secret) as visiting:
        result = await _result(visiting, attempt, cancelled=bool(cancelled))
    if result is None:
        return RedirectResponse(_with(visiting, "pay"), 303)
    if deps.by_htmx(request):
        return HTMLResponse(fragment("client/paid.html", "result", visiting.locale, **result))
    return HTMLResponse(page("client/paid.html", visiting.locale, **result))


@router.post("/c/{secret}/paid")
async def look_again(request: Request, secret: str) -> Response:
    """Ask the provider what became of an attempt, and take the money that the client agreed to there."""
    attempt_id = clean((await request.form()).get("attempt"))
    async with visit(request, secret) as visiting:
        attempt = await _mine(visiting, attempt_id)
    database = deps.database(request)
    await limits.spend(database, f"paid/{visiting.opened.link.id}", OFTEN, SPELL)
    try:
        await payments.look_again(database, doors(deps.settings(request)), attempt.company_id, attempt.id)
    except AwayError as error:
        log.warning("provider away", method=attempt.provider, error=str(error))
    if not deps.by_htmx(request):
        return RedirectResponse(_with(visiting, "paid", attempt=attempt.id), 303)
    async with visit(request, secret) as visiting:
        result = await _result(visiting, attempt.id, looked=True)
    return HTMLResponse(fragment("client/paid.html", "result", visiting.locale, **(result or {})))


def leads_to(url: str, origins: str) -> bool:
    """Whether an address is of one of these origins, such as `https://*.paypal.com`."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    origin = f"{parts.scheme}://{parts.hostname}{port}"
    return any(fnmatch(origin, allowed) for allowed in origins.split())


async def _ways(visiting: Visit, settings: Settings, invoice: Invoice, left: Cents) -> Ways:
    before = await attempts.of_invoice(visiting.tx, visiting.document.id)
    under_way = next((one for one in before if one.state == State.PENDING), None)
    if not left or under_way is not None:
        return Ways(under_way=under_way)
    names = payments.names(visiting.opened.company, doors(settings))
    return Ways(tuple(Way(name, ICONS[name]) for name in names), _transfer(invoice, left))


def _transfer(invoice: Invoice, left: Cents) -> Transfer | None:
    terms = invoice.terms
    if not terms.iban:
        return None
    code = epc.code(invoice, left)
    return Transfer(
        iban.format(terms.iban),
        terms.bic,
        terms.account_name or invoice.seller.name,
        invoice.number,
        Markup(code) if code else None,  # noqa: S704  a drawing of ours
    )


async def _result(
    visiting: Visit, attempt_id: str, *, cancelled: bool = False, looked: bool = False
) -> dict[str, Any] | None:
    """Give what the result page shows; None when nobody has tried to pay yet."""
    context = await shown(visiting)
    if attempt_id:
        attempt = await _mine(visiting, attempt_id)
    else:
        found = await attempts.of_invoice(visiting.tx, visiting.document.id)
        attempt = next(iter(found), None)
    if attempt is None:
        return None
    return {
        **visiting.letterhead(),
        **context,
        "attempt": attempt,
        "said": _said(attempt, cancelled=cancelled),
        "looked": looked,
        "problem": "",
        "transfer_first": False,
    }


def _said(attempt: Any, *, cancelled: bool) -> str:
    """How a page calls the state: given up by the client, or paid and left to the company to look at."""
    if attempt.state == State.OPEN and cancelled:
        return "cancelled"
    unbooked = attempt.state == State.SUCCEEDED and attempt.payment_id is None
    return "checked" if unbooked else str(attempt.state)


async def _mine(visiting: Visit, attempt_id: str) -> Any:
    """Give an attempt to pay this very invoice. Raises `NotFound`."""
    attempt = await attempts.get(visiting.tx, attempt_id)
    if attempt.document_id != visiting.document.id:
        raise NotFound("no-such-attempt")
    return attempt


def _refused(visiting: Visit, refused: Refused) -> Response:
    """Lead to what is already under way or paid; anything else is an error page."""
    if refused.code not in ("payment-under-way", "nothing-to-pay"):
        raise refused
    return RedirectResponse(_with(visiting, "paid", **refused.params), 303)


async def _away(request: Request, secret: str) -> HTMLResponse:
    """Say that the provider does not answer; the other ways are still there."""
    async with visit(request, secret) as visiting:
        context = visiting.letterhead() | await shown(visiting)
    context |= {"problem": texts(visiting.locale)("pay-away"), "transfer_first": False}
    return HTMLResponse(page("client/payment.html", visiting.locale, **context), 503)


def _with(visiting: Visit, below: str, **query: str) -> str:
    """Give an address below the page, in the language of the visit."""
    asked = [*(f"{name}={value}" for name, value in query.items()), visiting.suffix.removeprefix("?")]
    told = "&".join(part for part in asked if part)
    return f"{visiting.base}/{below}" + (f"?{told}" if told else "")
