"""The REST API, version 1: the same acts as the pages, for programs."""

from fastapi import APIRouter, Security

from api.v1 import (
    chains,
    clients,
    company,
    contracts,
    documents,
    doing,
    history,
    jobs,
    mails,
    operating,
    paper,
    previewing,
    proofs,
    quotes,
    sessions,
    sharing,
    statements,
    team,
)
from api.v1.door import BEARER

router = APIRouter(prefix="/api/v1", dependencies=[Security(BEARER)])
for part in (
    clients,
    jobs,
    chains,
    quotes,
    contracts,
    statements,
    documents,
    previewing,
    proofs,
    doing,
    sharing,
    mails,
    history,
    paper,
    company,
    team,
    sessions,
    operating,
):
    router.include_router(part.router)
