"""Staff: every page behind the sign-in."""

from fastapi import APIRouter

from api.staff import (
    chain,
    clients,
    contracts,
    deciding,
    document,
    editor,
    jobs,
    quotes,
    sending,
    session,
    settings,
    sharing,
    starting,
    statement,
    statement_cells,
    statement_start,
    team,
    today,
    wording,
)

router = APIRouter(include_in_schema=False)
for part in (
    session,
    today,
    quotes,
    clients,
    jobs,
    chain,
    starting,
    editor,
    contracts,
    statement_start,
    statement,
    statement_cells,
    sending,
    document,
    deciding,
    sharing,
    settings,
    team,
    wording,
):
    router.include_router(part.router)
