"""The client's answer, durable and confirmed: from the form to the reply."""

import time
from statistics import median
from uuid import uuid4

import httpx

from bench.figures import Figure, milliseconds, percentile
from bench.product import Product

ANSWERS = 60
LINES = [
    {"description": f"Ouvrage {n}", "quantity": "12.5", "unit": "m²", "unit_price": "48.20", "vat_rate": "20"}
    for n in range(10)
]


async def measure(product: Product) -> list[Figure]:
    """Publish quotes, let their consequences settle, then answer one after the other."""
    async with httpx.AsyncClient(timeout=30) as client:
        links = [await published(client, product) for _ in range(ANSWERS)]
        times = []
        for _, link in links:
            began = time.perf_counter()
            await approved(client, link)
            times.append(time.perf_counter() - began)
    said = f"{milliseconds(median(times))}, p95 {milliseconds(percentile(times, 95))}"
    return [Figure("answer, durable and confirmed, p50", said, aim="40 ms")]


async def published(client: httpx.AsyncClient, product: Product) -> tuple[str, str]:
    """Publish a quote of ten lines by REST; gives its id and its public link."""
    base = f"{product.settings.base_url}/api/v1"
    clients = (await client.get(f"{base}/clients?limit=1", headers=product.headers)).json()["data"]
    body = {"client_id": clients[0]["id"], "title": "Mesure", "lines": LINES}
    draft = await client.post(f"{base}/quotes", json=body, headers=product.headers)
    draft.raise_for_status()
    document_id = str(draft.json()["id"])
    sent = await client.post(f"{base}/documents/{document_id}/publish", json={}, headers=product.headers)
    sent.raise_for_status()
    return document_id, str(sent.json()["public_url"])


async def approved(client: httpx.AsyncClient, link: str) -> None:
    """Approve a quote as its client does."""
    form = {
        "action": "approve",
        "version": "1",
        "key": str(uuid4()),
        "name": "Anne Lefort",
        "email": "gerance@tilleuls.example",
        "terms": "on",
    }
    reply = await client.post(f"{link}/answer", data=form)
    if reply.status_code != httpx.codes.SEE_OTHER:
        raise RuntimeError(f"{reply.status_code}: {reply.text[:500]}")
