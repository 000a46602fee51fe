"""Whether this process is alive, whether it can do its work, and its figures."""

import asyncio
from collections.abc import Awaitable

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse, PlainTextResponse

from api.deps import DatabaseDep, FilesDep
from api.metrics import MEDIA_TYPE, Metrics
from records import operations
from records.database import Database

router = APIRouter(include_in_schema=False)

PATIENCE = 1.0  # seconds that a part has to answer


@router.get("/healthz")
async def alive() -> Response:
    """Say that the process answers; nothing else is asked."""
    return PlainTextResponse("alive")


@router.get("/readyz")
async def ready(request: Request, database: DatabaseDep, files: FilesDep) -> Response:
    """Say whether the parts that the work needs are there: 503 and the reason in words when one is not."""
    said = await asyncio.gather(
        in_time(database.ping(), "the database does not answer"),
        in_time(request.app.state.workflow_server.check(), "the workflow server does not answer"),
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
    trouble = await in_time(_count(database, metrics), "the records cannot be counted")
    metrics.readable.set(0 if trouble else 1)
    return Response(metrics.exposition(), media_type=MEDIA_TYPE)


async def _count(database: Database, metrics: Metrics) -> None:
    async with database.everyone() as tx:
        metrics.read(await operations.documents_by_state(tx), await operations.backlog(tx))


async def in_time(work: Awaitable[None], reason: str) -> str:
    """Give nothing when the work is done within a second, the reason otherwise."""
    try:
        await asyncio.wait_for(work, PATIENCE)
    except Exception as error:  # noqa: BLE001  whatever a part fails with, it is not ready
        return f"{reason} ({type(error).__name__})"
    return ""
