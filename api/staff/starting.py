"""Starting a quote: for which client and which job, or creating them on the way."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Response

from api.errors import say_problems
from api.staff.visit import Visit, VisitDep
from domain.draft import clean
from domain.refusals import Invalid, NotFound
from records import acts, drafts, lists, parties
from records.database import Tx

SHOWN = 12  # clients or jobs to choose from before searching

router = APIRouter(include_in_schema=False)


@router.get("/quotes/new")
async def new(visit: VisitDep, client: str = "", job: str = "", find: str = "") -> Response:
    """Ask whose quote it will be: first the client, then the job."""
    async with visit.transaction() as tx:
        choice = await _choice(tx, client, job, find)
    return visit.page("staff/editor_whose.html", here="/quotes/new", document=None, **choice)


@router.post("/quotes/new")
async def create(
    visit: VisitDep,
    client_id: Annotated[str, Form()] = "",
    job_id: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
) -> Response:
    """Start the draft and open it."""
    try:
        async with visit.transaction() as tx:
            raw = {"title": clean(title), "lines": []}
            draft = await drafts.create(tx, visit.actor, raw, client_id=client_id, job_id=job_id or None)
    except Invalid as invalid:
        return await _again(visit, invalid, "/quotes/new", None, client_id, title)
    return visit.go(f"/quotes/{draft.document_id}/edit")


@router.get("/quotes/{document_id}/whose")
async def whose(
    visit: VisitDep, document_id: str, client: str = "", job: str = "", find: str = ""
) -> Response:
    """Ask for another client or job of a draft that was never sent."""
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        choice = await _choice(tx, client, job, find)
    return visit.page(
        "staff/editor_whose.html", here=f"/quotes/{document_id}/whose", document=document, **choice
    )


@router.post("/quotes/{document_id}/whose")
async def move(
    visit: VisitDep,
    document_id: str,
    client_id: Annotated[str, Form()] = "",
    job_id: Annotated[str, Form()] = "",
) -> Response:
    """Give the draft to another client or job."""
    try:
        async with visit.transaction() as tx:
            document = await acts.read(tx, document_id)
            draft = await drafts.read(tx, document_id)
            await drafts.save(tx, document_id, draft.raw, client_id=client_id, job_id=job_id)
    except Invalid as invalid:
        return await _again(visit, invalid, f"/quotes/{document_id}/whose", document, client_id, "")
    return visit.go(f"/quotes/{document_id}/edit", done="quote-moved")


async def _again(
    visit: Visit, invalid: Invalid, here: str, document: Any, client_id: str, title: str
) -> Response:
    async with visit.transaction() as tx:
        choice = await _choice(tx, client_id, "", "")
    values = {**choice, "title": clean(title), "problems": say_problems(visit.locale, invalid)}
    return visit.page("staff/editor_whose.html", status=422, here=here, document=document, **values)


async def _choice(tx: Tx, client_id: str, job_id: str, find: str) -> dict[str, Any]:
    """Give the clients to choose from, or the chosen one with its jobs."""
    job = await _known(parties.job, tx, job_id)
    client = await _known(parties.client, tx, job.client_id if job else client_id)
    shown: dict[str, Any] = {
        "client": client,
        "job": job,
        "find": find,
        "title": "",
        "clients": [],
        "jobs": [],
    }
    if client:
        page = await lists.list_jobs(tx, client_id=client.id, limit=50)
        return {**shown, "jobs": page.rows, "more": bool(page.next_cursor), "back": _back(client.id)}
    page = await lists.list_clients(tx, find, limit=SHOWN)
    return {**shown, "clients": page.rows, "more": bool(page.next_cursor), "back": _back("")}


async def _known(read: Any, tx: Tx, row_id: str) -> Any:
    if not row_id:
        return None
    try:
        return await read(tx, row_id)
    except NotFound:
        return None


def _back(client_id: str) -> str:
    """Where to come back to after creating a client or a job."""
    return "/quotes/new" + (f"?{urlencode({'client': client_id})}" if client_id else "")
