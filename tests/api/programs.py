"""A program at the door of the REST API: speaks HTTP, presents a token."""

from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI

from records import files
from settings import Settings
from tests.parts import DatabaseUrls
from tests.world import LINES, Company

BASE_URL = "https://aval.example"
KEY = "a secret key for the tests, long enough"


def settings_for(urls: DatabaseUrls, folder: Any, temporal: str = "127.0.0.1:1", **more: Any) -> Settings:
    """An installation of a test: nobody answers at its workflow server unless one is named."""
    return Settings(
        database_url=urls.app,
        files_url=f"file://{folder}",
        base_url=BASE_URL,
        secret_key=KEY,
        temporal_address=temporal,
        temporal_ui_url="http://temporal.example",
        **more,
    )


def quote_lines() -> list[dict[str, Any]]:
    return [
        {
            **line,
            "quantity": line["quantity"].replace(",", "."),
            "unit_price": line["unit_price"].replace(",", "."),
        }
        for line in LINES
    ]


@dataclass
class Program:
    """A program with a token of a company."""

    app: FastAPI
    http: httpx.AsyncClient
    company: Company

    async def get(self, path: str, **query: Any) -> Any:
        return told(await self.http.get(f"/api/v1{path}", params=query), 200)

    async def post(self, path: str, body: Any = None, *, expect: int = 201, key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return told(await self.http.post(f"/api/v1{path}", json=body, headers=headers), expect)

    async def put(self, path: str, body: Any, *, expect: int = 200) -> Any:
        return told(await self.http.put(f"/api/v1{path}", json=body), expect)

    async def keep_pdf(self, document_id: str, data: bytes) -> str:
        """What the paper worker does once the PDF is made."""
        digest: str = await self.app.state.files.put(self.company.id, data)
        async with self.company.transaction() as tx:
            return await files.attach_pdf(tx, document_id, 1, digest, len(data), "devis.pdf")


def told(reply: httpx.Response, status: int) -> Any:
    assert reply.status_code == status, f"{reply.status_code}: {reply.text}"
    return reply.json() if reply.content else None


def opened(app: FastAPI, token: str = "", **headers: str) -> httpx.AsyncClient:
    presented = {"Authorization": f"Bearer {token}"} if token else {}
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=BASE_URL, headers={**presented, **headers})
