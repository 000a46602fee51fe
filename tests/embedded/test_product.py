"""`aval up`: everything is there, everything goes, and nothing is lost in between."""

import asyncio
import json
import signal
import sys
import tempfile
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from embedded.installation import AlreadyRunningError, Installation
from embedded.ports import Ports

AVAL = (sys.executable, "-P", "-m", "cli")


@pytest.fixture
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="aval-up-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@asynccontextmanager
async def up(data: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """`aval up` without the demo company, from its table of addresses on."""
    process = await asyncio.create_subprocess_exec(
        *AVAL, "up", "--port", "23000", "--data", str(data), "--no-demo", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    told = b""
    try:
        async with asyncio.timeout(120):
            while b"Data and logs" not in told:
                line = await process.stdout.readline()
                assert line, told.decode()
                told += line
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def run(*arguments: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(*AVAL, *arguments, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    return process.returncode, said.decode()


def status(url: str) -> int:
    with urllib.request.urlopen(url, timeout=10) as reply:  # noqa: S310  our own address
        return int(reply.status)


async def test_the_product_starts_is_well_stops_and_starts_again(data: Path) -> None:
    async with up(data) as first:
        environment = Installation(data).environment()
        assert await asyncio.to_thread(status, f"{environment['AVAL_BASE_URL']}/readyz") == 200
        assert await asyncio.to_thread(status, f"{environment['AVAL_MAILBOX_URL']}/healthz") == 200
        code, findings = await run("doctor", "--data", str(data))
        assert (code, "WRONG" in findings) == (0, False), findings
        parts = psutil.Process(first.pid).children(recursive=True)
    assert first.returncode == 0
    assert psutil.wait_procs(parts, timeout=10)[1] == []

    async with up(data) as second:
        assert (
            Installation(data).environment() == environment
        )  # the same secrets, and ports that were free again
        parts = psutil.Process(second.pid).children(recursive=True)
        second.send_signal(signal.SIGKILL)
        await second.wait()
        assert (await asyncio.to_thread(psutil.wait_procs, parts, timeout=20))[1] == []


async def test_an_installation_runs_once(data: Path) -> None:
    with (
        Installation(data).held(),
        pytest.raises(AlreadyRunningError, match="is in use"),
        Installation(data).held(),
    ):
        pass


def test_secrets_are_made_once_and_only_their_owner_reads_them(data: Path) -> None:
    installation = Installation(data)
    key = installation.secret_key()
    assert installation.secret_key() == key
    assert len(key) >= 32
    installation.write_environment({"AVAL_SECRET_KEY": key, "AVAL_MAIL_FROM": "L'Atelier <a@b.example>"})
    assert installation.environment()["AVAL_MAIL_FROM"] == "L'Atelier <a@b.example>"
    for name in ("secret_key", "environment"):
        assert (data / name).stat().st_mode & 0o777 == 0o600


def test_the_ports_of_last_time_are_kept_and_a_wish_goes_first(data: Path) -> None:
    installation, ports = Installation(data), Ports()
    (data / "ports.json").write_text(json.dumps({"web": 23_100, "smtp": 23_200}))
    chosen = installation.choose_ports(ports, None)
    assert (chosen["web"], chosen["smtp"]) == (23_100, 23_200)
    ports.release()
    assert installation.choose_ports(ports, 23_300)["web"] == 23_300
    ports.release()
