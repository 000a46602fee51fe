"""What payment providers tell by themselves, at an address of each company.

No session and no cookie opens this door, so the rule of same origin has nothing to guard here: what counts is
the provider's signature over the raw bytes, and what is then read from the provider itself.
"""

from datetime import timedelta

import structlog
from fastapi import APIRouter, Request
from starlette.responses import Response

from activities import payments
from activities.providers import AwayError, ForgedError
from api import deps
from api.client.paying import doors
from api.errors import TooLargeError
from domain.refusals import NotFound
from records import acts, limits

router = APIRouter(include_in_schema=False)

MAX_BYTES = 256 * 2**10  # providers stay far below
OFTEN, SPELL = 600, timedelta(minutes=1)  # events from one address to one company
TAKEN, FORGED, UNKNOWN, TOO_LARGE, LATER = 204, 400, 404, 413, 503

log = structlog.get_logger("aval.payments")


@router.post("/webhooks/{provider}/{company_id}")
async def told(request: Request, provider: str, company_id: str, address: deps.AddressDep) -> Response:
    """Take in an event. 503 asks the provider to tell it again; twice told counts once."""
    database = deps.database(request)
    await limits.spend(database, f"webhook/{address}/{company_id}", OFTEN, SPELL)
    try:
        body = await _body(request)
        async with database.transaction(company_id) as tx:
            company = await acts.company(tx)
        door = payments.provider_of(database, company, doors(deps.settings(request)), provider)
        await payments.hear(database, door, company_id, request.headers, body)
    except TooLargeError:
        return Response(status_code=TOO_LARGE)
    except NotFound:
        return Response(status_code=UNKNOWN)
    except ForgedError as error:
        log.warning("forged event", provider=provider, company=company_id, error=str(error))
        return Response(status_code=FORGED)
    except AwayError as error:
        log.warning("provider away", provider=provider, company=company_id, error=str(error))
        return Response(status_code=LATER, headers={"Retry-After": "60"})
    return Response(status_code=TAKEN)


async def _body(request: Request) -> bytes:
    """Read the raw bytes. Raises `TooLargeError` as soon as there are too many."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BYTES:
            raise TooLargeError
        parts.append(part)
    return b"".join(parts)
