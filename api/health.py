"""Whether this process is alive, whether it can do its work, and its figures."""

import asyncio
from collections.abc import Awaitable

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse, PlainTextResponse

from api.deps import DatabaseDep, FilesDep, SettingsDep
from api.metrics import MEDIA_TYPE, Metrics
from records import operations

router = APIRouter(include_in_schema=False)

PATIENCE = 1.0  # seconds that a part has to answer


@router.get("/healthz")
async def alive() -> Response:
    """Say that the process answers; nothing else is asked."""
    return PlainTextResponse("alive")


@router.get("/readyz")
async def ready(database: DatabaseDep, files: FilesDep, settings: SettingsDep) -> Response:
    """Say whether the parts that the work needs are there: 503 and the reason in words when one is not."""
    said = await asyncio.gather(
        in_time(database.ping(), "the database does not answer"),
        in_time(reach(settings.temporal_address), "the workflow server does not answer"),
        in_time(files.ping(), "files cannot be written"),
    )
    parts = dict(zip(("database", "workflow_server", "files"), said, strict=True))
    reasons = [reason for reason in said if reason]
    told = {name: reason or "ready" for name, reason in parts.items()}
    if not reasons:
        return JSONResponse({"ready": True, "parts": told})
    return JSONResponse({"ready": False, "reason": "; ".join(reasons), "parts": told}, 503)


@router.get("/metrics")
async def figures(request: Request, database: DatabaseDep) -> Response:
    """Give the figures of this process, and what the records of all companies count."""
    metrics: Metrics = request.app.state.metrics
    async with database.everyone() as tx:
        metrics.read(await operations.documents_by_state(tx), await operations.backlog(tx))
    return Response(metrics.exposition(), media_type=MEDIA_TYPE)


async def reach(address: str) -> None:
    """Open a connection to `host:port` and close it. Raises `OSError`."""
    host, _, port = address.rpartition(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.close()
    await writer.wait_closed()


async def in_time(work: Awaitable[None], reason: str) -> str:
    """Give nothing when the work is done within a second, the reason otherwise."""
    try:
        await asyncio.wait_for(work, PATIENCE)
    except Exception as error:  # noqa: BLE001  whatever a part fails with, it is not ready
        return f"{reason} ({type(error).__name__})"
    return ""
