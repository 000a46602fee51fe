"""The door of every REST call: who asks, how often; one transaction a call, and once under one key.

A call is answered only after its transaction was committed. FastAPI runs the exit code of dependencies
after the reply, so the transaction lives around the route and not in a dependency.
"""

import json
import re
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Depends, Header, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from pydantic import BaseModel

from api import deps
from api.v1 import problems
from domain.refusals import Invalid, Problem
from records import idempotency, limits, staff
from records.database import Tx
from records.staff import SignedIn

Serve = Callable[[Request], Awaitable[Response]]

ALLOWED = 1_200  # calls a minute and token
UNKNOWN_ALLOWED = 60  # calls a minute and address without a token that we know
MINUTE = timedelta(minutes=1)
KEY = re.compile(r"[\x21-\x7e]{1,200}")
IN_A_PATH = re.compile(r"[\w.-]{1,100}", re.ASCII)
MAX_DIGITS = 40

BEARER = HTTPBearer(auto_error=False, scheme_name="token", description="A program's token, made by staff.")


class Exact(Request):
    """A request whose JSON numbers never pass through binary fractions."""

    async def json(self) -> Any:
        """Read the body; fractions become `Decimal`. Raises `json.JSONDecodeError`."""
        body = (await self.body()).decode("utf-8", "replace")
        try:
            return json.loads(body, parse_float=Decimal, parse_int=_whole, parse_constant=_no_number)
        except RecursionError as error:
            raise json.JSONDecodeError("nested too deeply", body[:100], 0) from error


class Known(APIRoute):
    """A route for whoever presents a token."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Ask for the token before anything else, and say problems in the caller's language."""
        serve = super().get_route_handler()

        async def handle(request: Request) -> Response:
            asked = Exact(request.scope, request.receive)
            asked.state.caller = await _caller(asked)
            if not all(IN_A_PATH.fullmatch(str(part)) for part in asked.path_params.values()):
                raise HTTPException(404)
            await asked.body()  # read before a transaction is open: a slow sender holds no connection
            try:
                return await self.within(asked, serve)
            except RequestValidationError as error:
                raise problems.in_words(error) from error

        return handle

    async def within(self, request: Request, serve: Serve) -> Response:
        """Serve the request."""
        return await serve(request)


class Recorded(Known):
    """A route that works in one transaction; a POST that carries an `Idempotency-Key` happens once."""

    async def within(self, request: Request, serve: Serve) -> Response:
        """Serve the request in a transaction of the caller's company, committed before the reply."""
        key = _key(request)
        async with deps.database(request).transaction(caller(request).company_id) as tx:
            request.state.tx = tx
            if not key:
                return await serve(request)
            before = await idempotency.begin(tx, key, await _fingerprint(request))
            if before is not None:
                headers = {"Idempotency-Replayed": "true"}
                return Response(before.reply, before.status, headers, media_type="application/json")
            response = await serve(request)
            said = getattr(request.state, "kept", "") or bytes(response.body).decode()
            await idempotency.finish(tx, key, response.status_code, said)
            return response


def caller(request: Request) -> SignedIn:
    """Whoever asks."""
    found: SignedIn = request.state.caller
    return found


def withhold(request: Request, kept: BaseModel) -> None:
    """Keep this under the key instead of the reply: a secret that is shown once is written down nowhere."""
    request.state.kept = kept.model_dump_json()


def administrator(request: Request) -> SignedIn:
    """Whoever asks, who must be an administrator of the company; others get 403."""
    found = caller(request)
    if found.user.role != "admin":
        raise problems.instead(request, 403, "admins-only")
    return found


def transaction(request: Request) -> Tx:
    """The transaction of this call."""
    found: Tx = request.state.tx
    return found


def idempotency_key(
    key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            description="Makes a repetition harmless: the same call under the same key happens once and gets "
            "the same reply; another call under the same key gets 422. Up to 200 visible characters.",
            max_length=200,
            pattern=KEY.pattern,
            examples=["5f0c1c9e-chantier-12"],
        ),
    ] = None,
) -> str:
    """The key of a POST, or nothing."""
    return key or ""


CallerDep = Annotated[SignedIn, Depends(caller)]
AdministratorDep = Annotated[SignedIn, Depends(administrator)]
TxDep = Annotated[Tx, Depends(transaction)]
KeyDep = Annotated[str, Depends(idempotency_key)]
ONCE = Depends(idempotency_key)  # for a POST that needs no more of its key than its description


async def _caller(request: Request) -> SignedIn:
    presented = await BEARER(request)
    secret = presented.credentials if presented else ""
    database = deps.database(request)
    found = await staff.by_token(database, secret) if secret else None
    if found is None:
        await limits.spend(database, f"api-unknown/{deps.address(request)}", UNKNOWN_ALLOWED, MINUTE)
        raise problems.instead(request, 401, "token-needed", {"WWW-Authenticate": "Bearer"})
    bucket = sha256(secret.encode()).hexdigest()[:32]
    await limits.spend(database, f"api/{bucket}", ALLOWED, MINUTE)
    return found


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key") if request.method == "POST" else None
    if key is None:
        return ""
    if not KEY.fullmatch(key):
        raise Invalid([Problem("Idempotency-Key", "not-a-key")])
    return key


async def _fingerprint(request: Request) -> str:
    who = caller(request).user.id
    said = f"{who} {request.method} {request.url.path}?{request.url.query}\n".encode()
    return sha256(said + await request.body()).hexdigest()


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def _no_number(word: str) -> Any:
    raise json.JSONDecodeError(f"{word} is no number", word, 0)
