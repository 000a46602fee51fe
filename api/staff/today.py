"""Today: what is to be done, what waits for clients, what was answered; and the stream that tells of it."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from api.deps import ChangesDep, DatabaseDep, SettingsDep
from api.staff.visit import SignedInDep, VisitDep, who
from records import today
from records.changes import Changes
from records.database import Database
from records.staff import SignedIn
from settings import Settings

router = APIRouter(include_in_schema=False)

BEAT = 20.0  # seconds of silence that proxies and browsers put up with
CHANGED = b"event: changed\ndata: {}\n\n"


@router.get("/")
async def today_page(visit: VisitDep) -> Response:
    """Show the first page; the part that lives when a fragment is wanted."""
    async with visit.transaction() as tx:
        seen = await today.look(tx, visit.company)
        at = tx.at
    return visit.show("staff/today.html", "live", today=seen, at=at)


@router.get("/events")
async def events(
    request: Request, found: SignedInDep, changes: ChangesDep, database: DatabaseDep, settings: SettingsDep
) -> Response:
    """Send `changed` after each change in the company, until the reader leaves or is signed out."""
    if request.method == "HEAD":
        return Response(media_type="text/event-stream")
    return StreamingResponse(
        _stream(request, found, changes, database, settings),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _stream(
    request: Request, found: SignedIn, changes: Changes, database: Database, settings: Settings
) -> AsyncIterator[bytes]:
    async with changes.watch(found.company_id) as changed:
        yield b"retry: 3000\n\n"
        while True:
            try:
                await asyncio.wait_for(changed.wait(), BEAT)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            changed.clear()
            if await who(request, settings, database) is None:
                return
            yield CHANGED
