"""Problem details (RFC 9457): how they are described, and how unreadable input is said in words."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from api.deps import language
from api.errors import Instead
from domain.refusals import Invalid, Problem
from ui.texts import texts

MEDIA_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """One field that cannot be taken as it is."""

    field: str = Field(examples=["lines.0.quantity"])
    message: str = Field(examples=["Ce n'est pas un nombre."])


class ProblemDetails(BaseModel):
    """Why a call was refused. Nothing was changed."""

    type: str = Field("about:blank", examples=["about:blank"])
    title: str = Field(examples=["Quelque chose manque ou ne va pas"])
    status: int = Field(examples=[422])
    detail: str = Field(description="in the language of `Accept-Language`", examples=["À remplir."])
    errors: list[FieldProblem] | None = Field(None, description="the fields that are wrong")
    code: str | None = Field(None, description="which rule refused", examples=["statement-begun"])
    params: dict[str, Any] | None = Field(
        None, description="what the rule names", examples=[{"document": "doc_02"}]
    )


REFUSALS: Mapping[int, str] = {
    400: "The body could not be read.",
    401: "The token is missing, unknown or revoked.",
    403: "The token's owner may not do this.",
    404: "There is no such thing, or not for this company.",
    409: "The state of the document does not allow this, or it changed meanwhile.",
    410: "The document was withdrawn, or its validity has passed.",
    413: "The body is too large.",
    422: "Something is missing or wrong; `errors` names the fields. Or the key stood for another call.",
    429: "Too many calls; `Retry-After` says when to try again, in seconds.",
    503: "A part that the call needs is away for a moment; `Retry-After` says when to try again.",
}
# What pydantic finds wrong: the sentence that says so, and which figure of the finding it needs.
SAID: Mapping[str, tuple[str, str]] = {
    "missing": ("required", ""),
    "extra_forbidden": ("unknown-field", ""),
    "string_too_long": ("too-long", "max_length"),
    "too_long": ("too-many", "max_length"),
    "greater_than_equal": ("too-low", "ge"),
    "less_than_equal": ("too-high", "le"),
    "enum": ("not-one-of", "expected"),
    "literal_error": ("not-one-of", "expected"),
}
ALWAYS = (400, 401, 404, 413, 422, 429, 503)


def responses(*more: int) -> dict[int | str, dict[str, Any]]:
    """Describe the refusals of an operation: those of every call, and these."""
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    return {
        status: {"description": REFUSALS[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in sorted({*ALWAYS, *more})
    }


def instead(request: Request, status: int, code: str, headers: dict[str, str] | None = None) -> Instead:
    """Give the refusal that the catalogs say as `api-<code>-title` and `api-<code>-text`, to be raised."""
    t = texts(language(request))
    body = {"type": "about:blank", "title": t(f"api-{code}-title"), "status": status}
    return Instead(
        JSONResponse({**body, "detail": t(f"api-{code}-text")}, status, headers, media_type=MEDIA_TYPE)
    )


def in_words(error: RequestValidationError) -> Invalid:
    """Give what could not be read as problems that every language has a sentence for."""
    return Invalid([_problem(fault) for fault in error.errors()])


def _problem(fault: Mapping[str, Any]) -> Problem:
    field = ".".join(str(part) for part in fault["loc"][1:]) or str(fault["loc"][0])
    if fault["type"] == "json_invalid":
        return Problem("body", "not-json")
    context: Mapping[str, Any] = fault.get("ctx") or {}
    code, limit = SAID.get(fault["type"], ("not-readable", ""))
    return Problem(field, code, {"limit": context[limit]} if limit else {})
