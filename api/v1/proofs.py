"""Proofs of what a client said by other means: kept first, then cited by an answer on the client's behalf."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from obstore.exceptions import BaseError
from pydantic import BaseModel, Field

from api import deps, proof
from api.deps import DatabaseDep, FilesDep
from api.v1 import problems
from api.v1.door import ONCE, CallerDep, Known, Recorded, Serve, TxDep, caller
from api.v1.fields import Short
from api.v1.problems import responses
from records import acts
from records import proofs as records

RETRY_AFTER = {"Retry-After": "2"}
BINARY = {"schema": {"type": "string", "format": "binary"}}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The bytes of the file: PDF, PNG or JPEG of up to 8 MB. Pictures are written anew.",
        "content": dict.fromkeys(("application/pdf", "image/png", "image/jpeg"), BINARY),
    }
}
DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The bytes, to be saved.",
        "content": {"application/pdf": BINARY, "image/jpeg": BINARY},
    },
}


class Examined(Recorded):
    """A route that takes a file: it is examined and stored before a transaction is open."""

    async def within(self, request: Request, serve: Serve) -> Response:
        """Serve the request once its file is kept; nothing refers to it yet."""
        request.state.proof = await proof.keep(
            deps.database(request),
            deps.file_store(request),
            caller(request).company_id,
            request.query_params.get("name", ""),
            await request.body(),
        )
        return await super().within(request, serve)


keeping = APIRouter(prefix="/documents/{document_id}/proofs", tags=["documents"], route_class=Examined)
giving = APIRouter(prefix="/documents/{document_id}/proofs", tags=["documents"], route_class=Known)
router = APIRouter()


class KeptProof(BaseModel):
    """A file that an answer may cite."""

    sha256: str = Field(description="of what is kept: the `proof_file` of an answer")


@keeping.post(
    "",
    status_code=201,
    operation_id="keepProof",
    responses=responses(),
    openapi_extra=BODY,
    dependencies=[ONCE],
)
async def keep_proof(
    request: Request,
    tx: TxDep,
    document_id: str,
    name: Annotated[Short, Query(description="of the file", examples=["lettre.pdf"])] = "",  # noqa: ARG001  read before
) -> KeptProof:
    """Keep a file as proof of what the client said. Send its bytes as the body."""
    await acts.read(tx, document_id)
    return KeptProof(sha256=request.state.proof)


@giving.get(
    "/{sha256}",
    operation_id="readProof",
    response_class=Response,
    response_model=None,
    responses={**DESCRIBED, **responses()},
)
async def read_proof(
    request: Request, caller: CallerDep, database: DatabaseDep, files: FilesDep, document_id: str, sha256: str
) -> Response:
    """Read the proof that an answer of the document cites, to be saved."""
    async with database.transaction(caller.company_id) as tx:
        known = await records.cited(tx, document_id, sha256)
    try:
        data = await files.get(caller.company_id, sha256)
    except (BaseError, OSError) as error:
        raise problems.instead(request, 503, "file-away", RETRY_AFTER) from error
    return Response(data, headers=proof.saving(known.name), media_type=known.media_type)


router.include_router(keeping)
router.include_router(giving)
