"""The lists of documents: every filter is in the address, so that a list can be kept and sent."""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Response

from api.staff.visit import VisitDep
from domain.lifecycle import ACCEPTED, State
from domain.refusals import NotFound
from records import lists, parties
from records.database import Tx
from records.lists import Filters

router = APIRouter(include_in_schema=False)

# Each list by its address: the kind of documents that it shows (empty: all), and the states that it knows.
LISTS = {"/documents": "", "/quotes": "quote", "/statements": "statement"}
# The tabs above the list: a word in the address, and the states that it stands for.
TABS: dict[str, tuple[State, ...]] = {
    "draft": (State.DRAFT,),
    "sent": (State.SENT,),
    "on_hold": (State.ON_HOLD,),
    "rejected": (State.REJECTED,),
    "accepted": tuple(sorted(ACCEPTED)),
    "expired": (State.EXPIRED,),
    "withdrawn": (State.WITHDRAWN,),
}
NEVER = {"statement": {"on_hold", "expired"}}  # what a kind cannot become


@router.get("/documents")
@router.get("/quotes")
@router.get("/statements")
async def documents(
    visit: VisitDep, q: str = "", state: str = "", client: str = "", job: str = "", after: str = ""
) -> Response:
    """List documents of one kind or of all, most recently changed first."""
    here = visit.request.url.path
    kind = LISTS[here]
    states = TABS.get(state, ())
    filters = Filters(states=states, kind=kind, client_id=client, job_id=job, q=q)
    async with visit.transaction() as tx:
        page = await lists.list_documents(tx, filters, after)
        whose = await _names(tx, client, job)
    kept = {"q": q, "state": state if states else "", "client": client, "job": job}
    tabs = [name for name in ("", *TABS) if name not in NEVER.get(kind, ())]
    return visit.show(
        "staff/quotes.html",
        "list",
        kind=kind,
        here=here,
        kinds=[(of, _address(path, kept, state=""), path == here) for path, of in LISTS.items()],
        rows=page.rows,
        following=_address(here, kept, after=page.next_cursor) if page.next_cursor else "",
        first=_address(here, kept) if after else "",
        tabs=[(name, _address(here, kept, state=name), name == kept["state"]) for name in tabs],
        kept=kept,
        whose=[(what, name, _address(here, kept, **{what: ""})) for what, name in whose],
    )


async def _names(tx: Tx, client_id: str, job_id: str) -> list[tuple[str, str]]:
    """Name the client and the job that the list is narrowed to."""
    names = []
    if client_id:
        names.append(("client", (await _or_nobody(parties.client(tx, client_id), "name"))))
    if job_id:
        names.append(("job", (await _or_nobody(parties.job(tx, job_id), "title"))))
    return names


async def _or_nobody(found: Any, column: str) -> str:
    try:
        return str(getattr(await found, column))
    except NotFound:
        return "?"


def _address(here: str, kept: dict[str, str], **changes: str) -> str:
    asked = {name: value for name, value in {**kept, **changes}.items() if value}
    return here + (f"?{urlencode(asked)}" if asked else "")
