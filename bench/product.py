"""A whole product on embedded parts, in a folder and on ports of its own."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from bench.figures import Figure
from embedded.installation import Installation
from embedded.ports import LOOPBACK, Ports
from settings import Settings

USUAL_PORT = 18_000
PATIENCE = 120.0  # seconds


@dataclass
class Product:
    """A running product: its folder, settings, entry points and process."""

    folder: Path
    settings: Settings
    demo: dict[str, Any]
    process: subprocess.Popen[bytes]
    start_times: list[Figure] = field(default_factory=list)

    @property
    def headers(self) -> dict[str, str]:
        """What a program sends to be let in."""
        return {"Authorization": f"Bearer {self.demo['api_token']}"}


@contextmanager
def running() -> Iterator[Product]:
    """Start a product twice (cold, then again), and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="aval-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        ports = Ports()
        port = ports.reserve(USUAL_PORT)
        ports.release()
        cold, process = _start(folder, port)
        _stop(process)
        again, process = _start(folder, port)
        try:
            demo = json.loads(_aval("demo", "--json", "--data", str(folder)))
            product = Product(folder, _settings(folder), demo, process)
            product.start_times = [
                Figure("start from nothing to the first page", f"{cold:.1f} s", aim="10 s"),
                Figure("start again", f"{again:.1f} s", aim="10 s"),
            ]
            yield product
        finally:
            _stop(process)


def idle_memory(product: Product) -> list[Figure]:
    """Add up what all processes hold, shared pages counted once each process shares them."""
    processes = [psutil.Process(product.process.pid)]
    processes += processes[0].children(recursive=True)
    sizes: dict[str, int] = {}
    for process in processes:
        name = _name(process)
        sizes[name] = sizes.get(name, 0) + process.memory_full_info().pss
    parts = ", ".join(f"{name} {size >> 20}" for name, size in sorted(sizes.items(), key=lambda s: -s[1]))
    return [Figure(f"memory idle ({parts})", f"{sum(sizes.values()) >> 20} MiB", aim="895 MiB")]


def _name(process: psutil.Process) -> str:
    line = " ".join(process.cmdline())
    known = ("postgres", "temporal", "mailbox", "web", "paper", "worker", "aval up")
    return next((name for name in known if name in line), process.name())


def _start(folder: Path, port: int) -> tuple[float, subprocess.Popen[bytes]]:
    began = time.monotonic()
    process = subprocess.Popen(
        [_program(), "up", "--port", str(port), "--data", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://{LOOPBACK}:{port}/readyz"
    while time.monotonic() - began < PATIENCE:
        try:
            if httpx.get(url, timeout=1).status_code == httpx.codes.OK:
                return time.monotonic() - began, process
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    raise TimeoutError(url)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(PATIENCE)


def _settings(folder: Path) -> Settings:
    os.environ.update(Installation(folder).environment())
    return Settings()


def _aval(*arguments: str) -> str:
    return subprocess.run([_program(), *arguments], check=True, capture_output=True, text=True).stdout


def _program() -> str:
    return str(Path(sys.executable).with_name("aval"))
