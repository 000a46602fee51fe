"""The REST API, version 1: the same acts as the pages, for programs."""

from fastapi import APIRouter, Security

from api.v1 import clients, company, documents, doing, history, jobs, paper, quotes, sharing
from api.v1.door import BEARER

router = APIRouter(prefix="/api/v1", dependencies=[Security(BEARER)])
for part in (clients, jobs, quotes, documents, doing, sharing, history, paper, company):
    router.include_router(part.router)
