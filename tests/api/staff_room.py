"""Staff in front of their browsers: sending forms, reading pages."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from html import unescape
from itertools import count
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import event

from api.staff.visit import cookie_name
from records import staff
from records.audit import Actor
from records.database import Database
from tests.api.programs import BASE_URL
from tests.world import Company

ADDRESSES = count(1)


def browser(app: FastAPI) -> httpx.AsyncClient:
    """A browser at a network address of its own, that nobody signed in with yet."""
    here = next(ADDRESSES)
    transport = httpx.ASGITransport(
        app, raise_app_exceptions=False, client=(f"10.0.{here >> 8}.{here & 255}", 40_000)
    )
    return httpx.AsyncClient(transport=transport, base_url=BASE_URL, headers={"Accept-Language": "fr"})


@asynccontextmanager
async def signed_in(app: FastAPI, company: Company, who: Actor) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of somebody who signed in before."""
    async with company.transaction() as tx:
        user = next(user for user in await staff.colleagues(tx) if user.id == who.id)
        secret, _ = await staff.open_session(tx, user, ip="192.0.2.1", user_agent="Firefox/140 Linux")
    async with browser(app) as http:
        http.cookies.set(cookie_name(secure=True), secret)
        yield http


async def read(http: httpx.AsyncClient, path: str, **query: Any) -> str:
    """The page at a path, as text that a person can look for."""
    reply = await http.get(path, params=query or None)
    assert reply.status_code == 200, f"{path}: {reply.status_code}"
    return text_of(reply)


def text_of(reply: httpx.Response) -> str:
    """What a reply shows: without tags, each run of blanks one blank."""
    shown = re.sub(r"<(script|style|svg).*?</\1>", " ", reply.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def value_of(reply: httpx.Response, field: str) -> str:
    """What stands in an input of a form."""
    found = re.search(rf'<input[^>]* name="{re.escape(field)}"[^>]* value="([^"]*)"', reply.text)
    assert found, f"there is no input {field}"
    return unescape(found[1])


@contextmanager
def counting_statements(database: Database) -> Iterator[list[str]]:
    """Collect what is asked of the database meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)
