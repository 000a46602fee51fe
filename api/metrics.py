"""Figures for Prometheus: requests by route, and what waits in the records. No names, no ids."""

import time
from collections.abc import Iterable

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.lifecycle import State
from records.operations import Backlog

MEDIA_TYPE = CONTENT_TYPE_LATEST
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
SECONDS = (0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one process, in a registry of their own."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "aval_request_seconds",
            "How long replies took, by route",
            ["method", "route", "status"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self.readable = self._gauge("aval_records_readable", "1 when the figures below are of this moment")
        self.documents = self._gauge("aval_documents", "Documents by kind and state", ["kind", "state"])
        self.signals = self._gauge("aval_outbox_waiting", "Signals that the workflow server has yet to take")
        self.signals_age = self._gauge("aval_outbox_age_seconds", "Age of the oldest of them")
        self.letters = self._gauge("aval_letters_unsent", "Letters that are still to leave")
        self.letters_age = self._gauge("aval_letters_age_seconds", "Age of the oldest of them")
        self.failed = self._gauge("aval_letters_failed", "Letters that no mail server will take")

    def read(self, documents: dict[tuple[str, str], int], backlog: Backlog) -> None:
        """Take what the records say now."""
        for kind in {kind for kind, _ in documents}:
            for state in State:
                self.documents.labels(kind, state).set(documents.get((kind, state), 0))
        self.signals.set(backlog.signals)
        self.signals_age.set(backlog.signals_age)
        self.letters.set(backlog.letters)
        self.letters_age.set(backlog.letters_age)
        self.failed.set(backlog.letters_failed)

    def exposition(self) -> bytes:
        """Give all figures in Prometheus' text form."""
        return generate_latest(self.registry)

    def _gauge(self, name: str, said: str, labels: Iterable[str] = ()) -> Gauge:
        return Gauge(name, said, labels, registry=self.registry)


class Measured:
    """Pure-ASGI middleware that times every request under the template of its route, never its address."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        """Write into `metrics`."""
        self._app = app
        self._metrics = metrics
        self._templates: dict[object, str] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request and note how long it took until its reply began."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._note(scope, message["status"], time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, noted)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        if self._templates is None:
            self._templates = templates(scope["app"])
        route = self._templates.get(scope.get("endpoint"), "none")
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._metrics.requests.labels(method, route, str(status)).observe(seconds)


def templates(app: FastAPI) -> dict[object, str]:
    """Give the template of each route's address by its endpoint."""
    found = {route.endpoint: route.path for route in iter_route_contexts(app.routes)}
    return {endpoint: path for endpoint, path in found.items() if endpoint and path}
