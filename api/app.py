"""Composition root of the web: opens the resources, puts the ways in together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api import client, errors, staff, static, v1
from api.request_log import RequestLog
from api.security import BodyLimit, SameOrigin, SecurityHeaders
from api.v1 import description
from records.changes import Changes
from records.database import Database
from records.files import FileStore
from settings import Settings


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
    app.add_middleware(BodyLimit)
    app.add_middleware(SameOrigin, base_url=settings.base_url)
    app.add_middleware(SecurityHeaders, secure=settings.secure)
    app.add_middleware(RequestLog)
    errors.install(app)
    for router in (static.router, client.router, staff.router, v1.router):
        app.include_router(router)
    description.install(app)
    _answer_head(app)
    return app


@asynccontextmanager
async def _resources(app: FastAPI) -> AsyncIterator[None]:
    await app.state.changes.start()
    yield
    await app.state.changes.stop()
    await app.state.database.close()


def _answer_head(app: FastAPI) -> None:
    """Let every page be asked for by HEAD, as link checkers do; the server leaves the body out."""
    for route in app.routes:
        if isinstance(route, APIRoute) and not route.include_in_schema and "GET" in route.methods:
            route.methods.add("HEAD")
