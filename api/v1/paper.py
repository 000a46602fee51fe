"""The PDF of a document: its bytes as they were stored, never made while somebody waits."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from obstore.exceptions import BaseError
from pydantic import BaseModel

from api.deps import DatabaseDep, FilesDep
from api.v1 import problems
from api.v1.door import CallerDep, Known
from api.v1.problems import responses
from domain.refusals import Refused
from records import acts

router = APIRouter(prefix="/documents/{document_id}", tags=["documents"], route_class=Known)

RETRY_AFTER = {"Retry-After": "2"}


class Preparing(BaseModel):
    """The PDF is on its way."""

    state: str = "preparing"


DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The bytes; their SHA-256 is the `ETag`.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    },
    202: {"description": "Being prepared; ask again after `Retry-After` seconds.", "model": Preparing},
    304: {"description": "You have these bytes already."},
}


@router.get(
    "/pdf",
    operation_id="readPdf",
    response_class=Response,
    response_model=None,
    responses={**DESCRIBED, **responses(409)},
)
async def read_pdf(
    request: Request,
    caller: CallerDep,
    database: DatabaseDep,
    files: FilesDep,
    document_id: str,
    version: Annotated[int | None, Query(ge=1, le=1_000_000, description="usually the current one")] = None,
) -> Response:
    """Read the PDF of the current version, or of an earlier one."""
    async with database.transaction(caller.company_id) as tx:
        document = await acts.read(tx, document_id)
        if not document.version:
            raise Refused("still-a-draft")
        wanted = await acts.version_of(tx, document_id, version or document.version)
    digest = wanted.pdf_sha256
    if digest is None:
        return Response('{"state":"preparing"}', 202, RETRY_AFTER, media_type="application/json")
    headers = {
        "ETag": f'"{digest}"',
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'inline; filename="{document.number}-v{wanted.version}.pdf"',
    }
    if f'"{digest}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    try:
        data = await files.get(caller.company_id, digest)
    except (BaseError, OSError) as error:
        raise problems.instead(request, 503, "file-away", RETRY_AFTER) from error
    return Response(data, headers=headers, media_type="application/pdf")
