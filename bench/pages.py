"""The client's page against a bare page of the same size, both served by uvicorn, taken in turn."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.figures import Figure, compared
from bench.product import Product
from embedded.ports import LOOPBACK, Ports

ROUNDS = 300
WARM = 50
BARE_PORT = 18_500


async def measure(product: Product) -> list[Figure]:
    """Ask for one page and the other, in turn, over one kept connection each."""
    url = product.demo["links"]["quote"]
    async with httpx.AsyncClient() as client:
        text = (await client.get(url)).text
        with bare(product.folder, text) as floor_url:
            ours: list[float] = []
            floor: list[float] = []
            for number in range(ROUNDS + WARM):
                for address, times in ((url, ours), (floor_url, floor)):
                    began = time.perf_counter()
                    (await client.get(address)).raise_for_status()
                    if number >= WARM:
                        times.append(time.perf_counter() - began)
    return [compared(f"client page, p50 ({len(text) / 1000:.0f} kB)", ours, floor, "2.5 x")]


@contextmanager
def bare(folder: Path, text: str) -> Iterator[str]:
    """Serve the bare page."""
    page = folder / "page.html"
    page.write_text(text)
    ports = Ports()
    port = ports.reserve(BARE_PORT)
    ports.release()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "uvicorn",
            "bench.bare:app",
            "--port",
            str(port),
            "--log-level",
            "error",
            "--no-access-log",
        ],
        env={**os.environ, "AVAL_BENCH_PAGE": str(page)},
    )
    url = f"http://{LOOPBACK}:{port}/"
    try:
        for _ in range(200):
            try:
                httpx.get(url)
                break
            except httpx.HTTPError:
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait()
