"""Somebody with a secret link and a browser without a script: reads pages, fills in forms."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx

from records.ids import new_id
from records.publishing import Published
from tests.world import Company

HTMX = {"HX-Request": "true"}
INPUT = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r'([a-z_-]+)="([^"]*)"')


@dataclass
class Visitor:
    """Whoever holds the link of a quote."""

    http: httpx.AsyncClient
    quote: Published
    name: str = "Jeanne Petit"
    email: str = "jeanne@petit.example"
    path: str = field(init=False)

    def __post_init__(self) -> None:
        self.path = f"/c/{self.quote.token}"

    async def read(self, below: str = "", **options: Any) -> httpx.Response:
        return await self.http.get(self.path + below, **options)

    async def send(self, below: str, data: Any, **options: Any) -> httpx.Response:
        return await self.http.post(self.path + below, data=data, **options)

    def form(self, action: str, **said: Any) -> dict[str, Any]:
        """A filled-in form; `None` leaves a field out."""
        filled = {
            "action": action,
            "version": str(self.quote.version),
            "key": new_id("key"),
            "name": self.name,
            "email": self.email,
            "terms": "on",
            **said,
        }
        return {name: value for name, value in filled.items() if value is not None}

    async def answer(self, action: str, headers: Any = None, **said: Any) -> httpx.Response:
        return await self.send("/answer", self.form(action, **said), headers=headers)


def fields_of(html: str) -> dict[str, str]:
    """The named inputs of a page with their values."""
    tags = [dict(ATTRIBUTE.findall(tag)) for tag in INPUT.findall(html)]
    return {tag["name"]: unescape(tag.get("value", "")) for tag in tags if "name" in tag}


def visitor(http: httpx.AsyncClient, company: Company, quote: Published) -> Visitor:
    return Visitor(http, quote, email=company.client.email)
