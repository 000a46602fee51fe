"""The REST API described in OpenAPI: what FastAPI derives from the routes, and what it cannot know."""

from functools import partial
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import RouteContext, iter_route_contexts

from api.v1.problems import MEDIA_TYPE, ProblemDetails

INTRODUCTION = """\
Everything that staff do in a page, for programs. Amounts, quantities and percentages are decimal strings,
dates are ISO 8601, ids are opaque. Present a token as `Authorization: Bearer TOKEN`.

Every `POST` honours `Idempotency-Key`. Lists give `data` and `next_cursor`. Refusals are problem details
(RFC 9457): `detail` is a sentence in the language of `Accept-Language`, `errors` names the fields.
"""
TAGS = [
    {"name": "clients", "description": "Who receives documents."},
    {"name": "jobs", "description": "The folder of everything that belongs to one site or order."},
    {"name": "quotes", "description": "Quotes, written as drafts."},
    {
        "name": "contracts",
        "description": "What accepted quotes and change orders come to, up to the final account.",
    },
    {"name": "statements", "description": "Progress statements, each resting on what was accepted before."},
    {"name": "approvers", "description": "Who must approve statements, in which order, until when."},
    {"name": "documents", "description": "The life of every document that waits for an answer."},
    {"name": "sharing", "description": "Secret links to a document."},
    {"name": "team", "description": "Who has an account, and where one is signed in."},
    {"name": "settings", "description": "What the company says and how it reminds."},
]


def install(app: FastAPI) -> None:
    """Make `/api/v1/openapi.json` say all this."""
    app.openapi = partial(describe, app)  # type: ignore[method-assign]  # FastAPI's documented way


def describe(app: FastAPI) -> dict[str, Any]:
    """Give the description, made once."""
    if not app.openapi_schema:
        made = get_openapi(
            title="Aval",
            version="1",
            summary="From quote sent to answered",
            description=INTRODUCTION,
            routes=[route for route in iter_route_contexts(app.routes) if _ours(route)],
            tags=TAGS,
        )
        problem = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas |= problem.pop("$defs") | {"ProblemDetails": problem}
        for operation in _operations(made):
            _mend(operation)
        app.openapi_schema = made
    return app.openapi_schema


def _ours(route: RouteContext) -> bool:
    return str(route.path).startswith("/api/v1/")


def _operations(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in made["paths"].values() for operation in path.values()]


def _mend(operation: dict[str, Any]) -> None:
    """The first sentence of what a route does is its summary; refusals come as problem details only."""
    said = operation.get("description", "")
    operation["summary"] = said.partition("\n")[0].strip().rstrip(".")
    for status, response in operation["responses"].items():
        if int(status) >= 400:  # noqa: PLR2004  refusals
            content = response.get("content", {})
            response["content"] = {MEDIA_TYPE: content[MEDIA_TYPE]}
