"""`aval`: the commands that run, migrate and inspect an installation."""
# ruff: noqa: PLC0415  each command loads only what it needs: `aval up` starts at once and stays small

import asyncio
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console

import logs
from settings import ROOT, Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

USUAL_DATA = ROOT / "var"
# Proxies that we believe about where a request came from: those in the private network around us.
PRIVATE_NETWORKS = "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"

app = typer.Typer(
    help="From quote sent to answered.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console()

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of an `aval up`; otherwise the AVAL_ variables, or var/."),
]


@app.command()
def up(
    port: Annotated[
        int | None, typer.Option(help="Port of the web pages; the next free one if it is taken.")
    ] = None,
    data: Annotated[Path, typer.Option(help="Folder that keeps everything.")] = USUAL_DATA,
    demo: Annotated[bool, typer.Option(help="Load the demo company.")] = True,
) -> None:
    """Run the whole product on this machine until Ctrl-C."""
    from embedded.installation import AlreadyRunningError
    from embedded.product import Wish
    from embedded.product import up as run_product
    from embedded.supervisor import PartError

    try:
        asyncio.run(run_product(Wish(data, port, demo), console))
    except (AlreadyRunningError, PartError) as trouble:
        _give_up(str(trouble))


@app.command()
def web(host: str = "127.0.0.1", port: int = 8000, workers: int = 1) -> None:
    """Serve the pages and the REST API."""
    import uvicorn

    settings = _settings()
    uvicorn.run(
        "cli:web_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=settings.trust_proxy,
        forwarded_allow_ips=PRIVATE_NETWORKS,
        timeout_graceful_shutdown=5,
    )


def web_app() -> "FastAPI":
    """The application of one web process, as uvicorn asks for it."""
    from api.app import create_app

    return create_app(_settings())


@app.command()
def worker(
    paper: Annotated[bool, typer.Option("--paper", help="Make PDFs only, on a queue of their own.")] = False,
) -> None:
    """Carry out what follows from every record: the stories, their activities, the outbox."""
    import uvloop

    import worker as workers

    settings = _settings()
    uvloop.run(workers.run_paper(settings) if paper else workers.run(settings))


@app.command()
def migrate(data: Data = None) -> None:
    """Bring the database to the newest schema."""
    from records.migrations import upgrade

    settings = _settings(data)
    if not settings.owner_database_url:
        _give_up("AVAL_OWNER_DATABASE_URL is missing: migrations run as the role that owns the schema")
    upgrade(settings.owner_database_url)


@app.command()
def register(data: Data = None) -> None:
    """Tell the workflow server what we search by and how long to keep closed runs."""
    from embedded import registration

    settings = _settings(data)
    added = asyncio.run(registration.register(settings.temporal_address, settings.temporal_namespace))
    console.print(f"added {', '.join(added)}" if added else "nothing was missing")


@app.command()
def demo(
    data: Data = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the entry points as JSON.")] = False,
) -> None:
    """Load the demo company, once, and print where to enter."""
    from demo import company as demo_company

    entries = asyncio.run(demo_company.load(_settings(data)))
    if as_json:
        typer.echo(json.dumps(entries, indent=2, ensure_ascii=False))
    else:
        console.print_json(data=entries)


@app.command()
def reconcile(data: Data = None) -> None:
    """Compare the records with the workflows, and start again what is missing."""
    import worker as workers

    for line in asyncio.run(workers.reconcile(_settings(data))):
        console.print(line, highlight=False)


@app.command()
def doctor(data: Data = None) -> None:
    """Say in words what is wrong with this installation, and what to do about it."""
    from doctor import examine

    findings = asyncio.run(examine(_settings(data)))
    for finding in findings:
        console.print(finding.line(), highlight=False)
    raise typer.Exit(code=0 if all(finding.well for finding in findings) else 1)


def _settings(data: Path | None = None) -> Settings:
    """The settings of an `aval up` folder, or of the environment; and logs as they say."""
    from embedded.installation import Installation

    noted = Installation(data or USUAL_DATA).environment()
    if data is not None and not noted:
        _give_up(f"there is no installation in {data}: `aval up --data {data}` makes one")
    if data is not None or "AVAL_DATABASE_URL" not in os.environ:
        os.environ.update(noted)
    try:
        settings = Settings()
    except ValidationError as trouble:
        _give_up("\n".join(_in_words(error) for error in trouble.errors()))
    logs.configure(settings.log_format, settings.log_level)
    return settings


def _in_words(error: Any) -> str:
    variable = f"AVAL_{str(error['loc'][0]).upper()}" if error["loc"] else "the settings"
    return f"{variable}: {'is missing' if error['type'] == 'missing' else error['msg']}"


def _give_up(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code=1)


if __name__ == "__main__":
    app()
