"""Live: a stream that says when the document changed, and nothing else about it."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from api import deps
from api.client.visit import visit
from api.errors import Instead
from records.changes import Changes

router = APIRouter()

BEAT = 20.0  # seconds of silence that proxies and browsers put up with
CHANGED = b"event: changed\ndata: {}\n\n"


@router.get("/c/{secret}/events")
async def events(request: Request, secret: str) -> Response:
    """Send `changed` after each change of the document, until the reader leaves or the link is dead."""
    async with visit(request, secret, even_gone=True) as visiting:
        topic = f"{visiting.tx.company_id}/{visiting.document.id}"
    if request.scope.get("by_head"):
        return Response(media_type="text/event-stream")
    return StreamingResponse(
        _stream(request, secret, deps.changes(request), topic),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _stream(request: Request, secret: str, changes: Changes, topic: str) -> AsyncIterator[bytes]:
    async with changes.watch(topic) as changed:
        yield b"retry: 3000\n\n"
        while True:
            try:
                await asyncio.wait_for(changed.wait(), BEAT)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            changed.clear()
            try:
                async with visit(request, secret, even_gone=True):
                    pass
            except Instead:  # revoked meanwhile
                return
            yield CHANGED
