"""The client's page: everything behind a secret link, and the way to a lost one."""

from fastapi import APIRouter

from api.client import admit, answer, asking, comment, delegate, events, page, paper, paying, receipt

router = APIRouter(include_in_schema=False)
for part in (page, answer, admit, delegate, receipt, comment, asking, paper, paying, events):
    router.include_router(part.router)
