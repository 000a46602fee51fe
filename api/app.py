"""Composition root of the web: opens the resources, puts the ways in together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api import client, errors, health, hosted, operator, staff, static, v1, webhooks
from api.metrics import Measured, Metrics
from api.request_log import RequestLog
from api.security import BodyLimit, HeadAsGet, SameOrigin, SecurityHeaders
from api.v1 import description
from api.workflow_server import WorkflowServer
from records.changes import Changes
from records.database import Database
from records.files import FileStore
from settings import Settings
from ui.render import warm_up


def create_app(settings: Settings) -> FastAPI:
    """Make the web application of one installation."""
    app = FastAPI(
        title="Aval",
        version="1",
        lifespan=_resources,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.database = Database(settings.database_url, settings.secret)
    app.state.files = FileStore(settings.files_url)
    app.state.changes = Changes(settings.database_url)
    app.state.metrics = Metrics()
    app.state.workflow_server = WorkflowServer(settings.temporal_address, settings.temporal_namespace)
    errors.install(app)
    app.add_middleware(HeadAsGet)
    app.add_middleware(BodyLimit)
    app.add_middleware(SameOrigin, base_url=settings.base_url)
    app.add_middleware(SecurityHeaders, secure=settings.secure)
    app.add_middleware(Measured, metrics=app.state.metrics)
    app.add_middleware(RequestLog)
    for part in (static, health, client, hosted, webhooks, staff, operator, v1):
        app.include_router(part.router)
    description.install(app)
    return app


@asynccontextmanager
async def _resources(app: FastAPI) -> AsyncIterator[None]:
    await app.state.changes.start()
    warming = asyncio.create_task(asyncio.to_thread(warm_up))
    yield
    await warming
    await app.state.changes.stop()
    await app.state.database.close()
