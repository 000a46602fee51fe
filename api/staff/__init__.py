"""Staff: every page behind the sign-in."""

from fastapi import APIRouter

from api.staff import session

router = APIRouter(include_in_schema=False)
for part in (session,):
    router.include_router(part.router)
