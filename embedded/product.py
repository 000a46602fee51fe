"""`aval up`: the whole product on this machine, from nothing to a table of addresses, until told to stop."""

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from embedded import postgres, temporal
from embedded.installation import Installation
from embedded.part import Part, at_once
from embedded.ports import LOOPBACK, Ports, is_listening
from embedded.supervisor import Supervisor
from settings import ROOT

WORKER_READY = "worker.ready"  # what worker.py logs once it takes tasks
OWNERS_URL = "AVAL_OWNER_DATABASE_URL"
BEHIND_EVERYTHING = 15  # niceness of the PDF worker: an answer never waits for paper


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line; `port` is None for the usual one."""

    data: Path
    port: int | None
    demo: bool


async def up(wish: Wish, console: Console) -> None:
    """Start everything, say where it is, and keep it running until SIGINT or SIGTERM."""
    told_to_stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop.set)
    installation, ports = Installation(wish.data), Ports()
    with installation.held():
        supervisor = Supervisor(
            installation.data / "logs", partial(console.print, highlight=False, soft_wrap=True)
        )
        starting = asyncio.create_task(start(wish, installation, ports, supervisor, console))
        stopping = asyncio.create_task(told_to_stop.wait())
        try:
            await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                await stopping
                console.print("\nStopping.")
        finally:
            starting.cancel()
            stopping.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            await supervisor.stop()
            ports.release()


async def start(
    wish: Wish, installation: Installation, ports: Ports, supervisor: Supervisor, console: Console
) -> None:
    """Bring the parts up in the order in which they need each other."""
    data, chosen = installation.data, installation.choose_ports(ports, wish.port)
    store, was_here = temporal.store(data), (data / "postgres").exists()
    lost_processes = was_here and not store.exists()
    cluster = postgres.prepare(data)
    environment = resolved(installation, cluster, chosen)
    installation.write_environment(environment)
    await supervisor.start(
        cluster.part(chosen["postgres"]),
        temporal.part(store, chosen["temporal"], chosen["temporal_ui"]),
        mailbox(data, chosen),
    )
    command = partial(part_of_aval, environment)
    prepared = asyncio.gather(
        supervisor.once(command("migrate", owner=True)), supervisor.once(command("register"))
    )
    if installation.prepared_for != newest_migration():
        await prepared  # otherwise what follows finds everything as it was, and need not wait
    await asyncio.gather(prepared, supervisor.start(*our_processes(environment, data, chosen["web"])))
    installation.prepared_for = newest_migration()
    if lost_processes:
        console.print(await supervisor.once(command("reconcile")), end="")
    demo = json.loads(await supervisor.once(command("demo", "--json"))) if wish.demo else None
    show(console, environment, data, demo)


def our_processes(environment: Mapping[str, str], data: Path, port: int) -> tuple[Part, Part, Part]:
    """The web pages, the worker of the stories, and the one of the PDFs."""

    def took_work(log: str) -> Callable[[], bool]:
        return partial(has_logged, data / "logs" / f"{log}.log", WORKER_READY)

    command = partial(part_of_aval, environment)
    return (
        command("web", "--port", str(port), ready=partial(is_listening, port)),
        command("worker", ready=took_work("worker")),
        command("worker", "--paper", name="paper", niceness=BEHIND_EVERYTHING, ready=took_work("paper")),
    )


def resolved(
    installation: Installation, cluster: postgres.Cluster, ports: Mapping[str, int]
) -> dict[str, str]:
    """Every setting of this installation."""
    return {
        "AVAL_DATABASE_URL": cluster.url(postgres.APP, ports["postgres"]),
        OWNERS_URL: cluster.url(postgres.OWNER, ports["postgres"]),
        "AVAL_TEMPORAL_ADDRESS": f"{LOOPBACK}:{ports['temporal']}",
        "AVAL_TEMPORAL_UI_URL": f"http://{LOOPBACK}:{ports['temporal_ui']}",
        "AVAL_SMTP_URL": f"smtp://{LOOPBACK}:{ports['smtp']}",
        "AVAL_MAILBOX_URL": f"http://{LOOPBACK}:{ports['mailbox']}",
        "AVAL_FILES_URL": f"file://{installation.data / 'files'}",
        "AVAL_BASE_URL": f"http://{LOOPBACK}:{ports['web']}",
        "AVAL_SECRET_KEY": installation.secret_key(),
        "AVAL_TEST_PAYMENTS": "true",
        "AVAL_LOG_FORMAT": "text",
    }


def part_of_aval(
    environment: Mapping[str, str],
    *arguments: str,
    name: str | None = None,
    owner: bool = False,
    ready: Callable[[], bool] = at_once,
    niceness: int = 0,
) -> Part:
    """One of our own commands as a part. Only migrations are given the owner's password."""
    return Part(
        name=name or arguments[0],
        command=[sys.executable, "-P", "-m", "cli", *arguments],
        environment={key: value for key, value in environment.items() if owner or key != OWNERS_URL},
        ready=ready,
        patience=120,
        niceness=niceness,
    )


def newest_migration() -> str:
    """What the database is prepared for once this version's migrations ran: the newest one's file name."""
    return max(file.name for file in (ROOT / "records" / "migrations" / "versions").glob("*.py"))


def has_logged(log: Path, words: str) -> bool:
    """Whether a part that listens nowhere has said so in its log."""
    return words in log.read_text(errors="replace")


def mailbox(data: Path, ports: Mapping[str, int]) -> Part:
    """The mail catcher as a part."""
    smtp, page = ports["smtp"], ports["mailbox"]
    return Part(
        name="mailbox",
        command=[sys.executable, "-P", "-m", "embedded.mailbox", str(data / "mails"), str(smtp), str(page)],
        ready=lambda: is_listening(smtp) and is_listening(page),
    )


def show(console: Console, environment: Mapping[str, str], data: Path, demo: dict[str, Any] | None) -> None:
    """Print where everything is."""
    base = environment["AVAL_BASE_URL"]
    table = Table(title="Aval is up", title_justify="left", title_style="bold", show_header=False, box=SIMPLE)
    table.add_row(
        "Staff", f"{base}/", f"{demo['staff']['email']}  {demo['staff']['password']}" if demo else ""
    )
    if demo:
        for kind, link in demo["links"].items():
            table.add_row("Client", link, kind)
    table.add_row("Operator", f"{base}/ops", "the staff's sign-in")
    table.add_row("Mailbox", environment["AVAL_MAILBOX_URL"], "every mail arrives here")
    table.add_row("Temporal Web UI", environment["AVAL_TEMPORAL_UI_URL"])
    table.add_row("Data and logs", str(data), "Ctrl-C stops everything and keeps this")
    # Addresses are there to be copied: a narrow terminal may wrap them, but nothing is cut.
    wide = Console(file=console.file, width=max(console.width, 160))
    wide.print(table)
