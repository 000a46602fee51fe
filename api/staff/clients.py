"""Clients: the list, a client with documents and jobs, and the form to write one down or change one."""

from typing import Any

from fastapi import APIRouter, Response

from api.errors import say_problems
from api.staff.then import Then, ThenDep
from api.staff.visit import Visit, VisitDep
from domain.refusals import Invalid
from records import addresses, lists, parties
from records.lists import Filters
from records.parties import CHOICES, FLAGS

router = APIRouter(include_in_schema=False)

TEXTS = ("name", "email", "contact", "phone", "address", "siren", "vat_id")
SHOWN = 20
NEW: dict[str, Any] = dict.fromkeys(TEXTS, "") | {
    "kind": "business", "billing": "per_order", "trust": "anyone", "paperless": True,
    "attach_pdf": False, "staff_may_answer": False,
}  # fmt: skip


@router.get("/clients")
async def clients(visit: VisitDep, q: str = "", after: str = "") -> Response:
    """List clients, newest first."""
    async with visit.transaction() as tx:
        page = await lists.list_clients(tx, q, after)
    return visit.show(
        "staff/clients.html", "list", rows=page.rows, next_cursor=page.next_cursor, after=after, q=q
    )


@router.get("/clients/new")
async def new_client(visit: VisitDep, then: ThenDep) -> Response:
    """Show an empty form."""
    return _form(visit, {**NEW, "locale": visit.company.locale}, then)


@router.post("/clients/new")
async def create_client(visit: VisitDep, then: ThenDep) -> Response:
    """Write down a client, and go where the work was interrupted, or to the client's page."""
    typed = await _typed(visit)
    try:
        async with visit.transaction() as tx:
            client = await parties.create_client(tx, visit.actor, typed)
    except Invalid as invalid:
        return _form(visit, typed, then, invalid)
    if then:
        return visit.go(then.address(client=client.id))
    return visit.go(f"/clients/{client.id}", done="client-created")


@router.get("/clients/{client_id}")
async def client_page(visit: VisitDep, client_id: str) -> Response:
    """Show a client with what was sent to them and what is going on for them."""
    async with visit.transaction() as tx:
        client = await parties.client(tx, client_id)
        quotes = await lists.list_documents(tx, Filters(client_id=client_id), limit=SHOWN)
        jobs = await lists.list_jobs(tx, client_id, limit=SHOWN)
    return visit.page(
        "staff/client.html", client=client, quotes=quotes, jobs=jobs, email=client.email, problems={}
    )


@router.get("/clients/{client_id}/edit")
async def edit_client(visit: VisitDep, client_id: str) -> Response:
    """Show the form with what is known."""
    async with visit.transaction() as tx:
        client = await parties.client(tx, client_id)
    known = client._asdict()
    return _form(visit, {**known, "address": "\n".join(client.address)}, Then(""), client=client)


@router.post("/clients/{client_id}/edit")
async def change_client(visit: VisitDep, client_id: str) -> Response:
    """Change a client."""
    typed = await _typed(visit)
    async with visit.transaction() as tx:
        client = await parties.client(tx, client_id)
    try:
        async with visit.transaction() as tx:
            await parties.change_client(tx, client_id, visit.actor, typed)
    except Invalid as invalid:
        return _form(visit, typed, Then(""), invalid, client)
    return visit.go(f"/clients/{client_id}", done="client-changed")


@router.post("/clients/{client_id}/address")
async def mend_address(visit: VisitDep, client_id: str) -> Response:
    """Mend an address that mail servers refused, and send again what did not arrive there."""
    email = str((await visit.form()).get("email", ""))
    try:
        async with visit.transaction() as tx:
            sent = await addresses.mend_client(tx, client_id, email, visit.actor)
    except Invalid as invalid:
        async with visit.transaction() as tx:
            client = await parties.client(tx, client_id)
            quotes = await lists.list_documents(tx, Filters(client_id=client_id), limit=SHOWN)
            jobs = await lists.list_jobs(tx, client_id, limit=SHOWN)
        problems = say_problems(visit.locale, invalid)
        values = {"client": client, "quotes": quotes, "jobs": jobs, "email": email, "problems": problems}
        return visit.page("staff/client.html", status=422, **values)
    return visit.go(f"/clients/{client_id}", done="sent-again" if sent else "address-changed")


async def _typed(visit: Visit) -> dict[str, Any]:
    form = await visit.form()
    texts = {name: str(form.get(name, "")) for name in (*TEXTS, *CHOICES)}
    return texts | {flag: flag in form for flag in FLAGS}


def _form(
    visit: Visit,
    typed: dict[str, Any],
    then: Then,
    invalid: Invalid | None = None,
    client: Any = None,
) -> Response:
    return visit.show(
        "staff/client_form.html",
        "form",
        status=422 if invalid else 200,
        typed=typed,
        client=client,
        choices=CHOICES,
        then=then,
        problems=say_problems(visit.locale, invalid) if invalid else {},
    )
