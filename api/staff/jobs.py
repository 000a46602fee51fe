"""Jobs: the list, a job's folder, and the form to open one or change one."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Response

from api.errors import say_problems
from api.staff.chain_form import picture
from api.staff.then import Then, ThenDep
from api.staff.visit import Visit, VisitDep
from domain.chain import read as read_chain
from domain.refusals import Invalid, NotFound
from records import addresses, contracts, lists, parties, staff
from records.database import Tx
from records.lists import Filters

router = APIRouter(include_in_schema=False)

SHOWN = 50
TEXTS = ("client_id", "title", "address", "technical_email")


@router.get("/jobs")
async def jobs(visit: VisitDep, q: str = "", after: str = "") -> Response:
    """List jobs, newest first."""
    async with visit.transaction() as tx:
        page = await lists.list_jobs(tx, q=q, cursor=after)
    return visit.show(
        "staff/jobs.html", "list", rows=page.rows, next_cursor=page.next_cursor, after=after, q=q
    )


@router.get("/jobs/new")
async def new_job(visit: VisitDep, then: ThenDep, client: str = "") -> Response:
    """Show an empty form, or what was typed before a client had to be created first."""
    asked = visit.request.query_params
    typed: dict[str, Any] = {name: asked.get(name, "") for name in TEXTS}
    in_charge = asked.getlist("referents") or [visit.user.email]
    return await _form(visit, {**typed, "client_id": client, "referents": in_charge}, then)


@router.post("/jobs/new")
async def create_job(visit: VisitDep, then: ThenDep) -> Response:
    """Open a job, and go where the work was interrupted, or to its folder."""
    typed = await _typed(visit)
    if typed["do"] == "new-client":
        kept = {name: value for name, value in typed.items() if value and name != "do"}
        here = "/jobs/new?" + urlencode({**kept, "then": then.wanted}, doseq=True)
        return visit.go("/clients/new", then=here)
    try:
        async with visit.transaction() as tx:
            job = await parties.create_job(tx, visit.actor, typed)
    except Invalid as invalid:
        return await _form(visit, typed, then, invalid)
    if then:
        return visit.go(then.address(client=job.client_id, job=job.id))
    return visit.go(f"/jobs/{job.id}", done="job-created")


@router.get("/jobs/{job_id}")
async def job_page(visit: VisitDep, job_id: str) -> Response:
    """Show a job's folder: its documents and who is in charge."""
    async with visit.transaction() as tx:
        job = await parties.job(tx, job_id)
        client = await parties.client(tx, job.client_id)
        referents = await parties.referents(tx, job_id)
        quotes = await lists.list_documents(tx, Filters(job_id=job_id), limit=SHOWN)
        signed = await contracts.of_job(tx, job_id)
    return visit.page(
        "staff/job.html",
        job=job,
        client=client,
        referents=referents,
        quotes=quotes,
        contracts=signed,
        stages=picture(read_chain(job.chain)[0]),
    )


@router.get("/jobs/{job_id}/edit")
async def edit_job(visit: VisitDep, job_id: str) -> Response:
    """Show the form with what is known."""
    async with visit.transaction() as tx:
        job = await parties.job(tx, job_id)
        in_charge = [user.email for user in await parties.referents(tx, job_id)]
    return await _form(visit, {**job._asdict(), "referents": in_charge}, Then(""), job=job)


@router.post("/jobs/{job_id}/edit")
async def change_job(visit: VisitDep, job_id: str) -> Response:
    """Change a job."""
    typed = await _typed(visit)
    async with visit.transaction() as tx:
        job = await parties.job(tx, job_id)
    try:
        async with visit.transaction() as tx:
            await addresses.mend_job(tx, job_id, visit.actor, typed)
    except Invalid as invalid:
        return await _form(visit, {**typed, "client_id": job.client_id}, Then(""), invalid, job)
    return visit.go(f"/jobs/{job_id}", done="job-changed")


async def _typed(visit: Visit) -> dict[str, Any]:
    form = await visit.form()
    texts = {name: str(form.get(name, "")) for name in (*TEXTS, "do")}
    return texts | {"referents": [str(email) for email in form.getlist("referents")]}


async def _form(
    visit: Visit, typed: dict[str, Any], then: Then, invalid: Invalid | None = None, job: Any = None
) -> Response:
    async with visit.transaction() as tx:
        people = await staff.colleagues(tx)
        clients = [] if job else await _clients(tx, typed["client_id"])
    return visit.show(
        "staff/job_form.html",
        "form",
        status=422 if invalid else 200,
        typed=typed,
        job=job,
        clients=clients,
        people=people,
        then=then,
        problems=say_problems(visit.locale, invalid) if invalid else {},
    )


async def _clients(tx: Tx, chosen: str) -> list[tuple[str, str]]:
    """Give the newest clients to choose from, and the chosen one even if it is older."""
    rows = list((await lists.list_clients(tx, limit=lists.MAX_PAGE)).rows)
    if chosen and chosen not in {row.id for row in rows}:
        with suppress(NotFound):
            rows.append(await parties.client(tx, chosen))
    return sorted(((row.id, row.name) for row in rows), key=lambda pair: pair[1].casefold())
