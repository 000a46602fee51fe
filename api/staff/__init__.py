"""Staff: every page behind the sign-in."""

from fastapi import APIRouter

from api.staff import (
    clients,
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
    starting,
    editor,
    sending,
    document,
    deciding,
    sharing,
    settings,
    team,
    wording,
):
    router.include_router(part.router)
