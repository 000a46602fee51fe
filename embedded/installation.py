"""One installation's folder: its lock, its secrets, its ports, and the environment that its parts run in."""

import fcntl
import json
import secrets
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from embedded.files import keep_secret
from embedded.ports import Ports

USUAL_PORTS = {
    "web": 8000,
    "mailbox": 8025,
    "smtp": 1025,
    "postgres": 5432,
    "temporal": 7233,
    "temporal_ui": 8233,
}
PRIVATE_FOLDERS = ("files", "logs", "mails", "temporal")


class AlreadyRunningError(RuntimeError):
    """Another process keeps this installation running."""


class Installation:
    """What `aval up` keeps under one folder."""

    def __init__(self, data: Path) -> None:
        self.data = data.resolve()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make the folder if need be, and hold it against a second start until the block ends."""
        self.data.mkdir(parents=True, exist_ok=True)
        for name in PRIVATE_FOLDERS:
            (self.data / name).mkdir(mode=0o700, exist_ok=True)
        with (self.data / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyRunningError(
                    f"{self.data} is in use: stop the other `aval up`, or choose another folder with --data"
                ) from None
            yield

    def secret_key(self) -> str:
        """The key that links and seals derive from, made once."""
        file = self.data / "secret_key"
        if not file.exists():
            keep_secret(file, secrets.token_urlsafe(48))
        return file.read_text()

    @property
    def prepared_for(self) -> str:
        """The newest migration of the last start: while it is the same, no part need wait for migrations."""
        file = self.data / "prepared_for"
        return file.read_text() if file.exists() else ""

    @prepared_for.setter
    def prepared_for(self, migration: str) -> None:
        (self.data / "prepared_for").write_text(migration)

    def choose_ports(self, ports: Ports, web: int | None) -> dict[str, int]:
        """The port of each part: if it is free the one of last time, so that links in mails stay good."""
        file = self.data / "ports.json"
        wanted = USUAL_PORTS | (json.loads(file.read_text()) if file.exists() else {})
        if web is not None:
            wanted["web"] = web
        chosen = {name: ports.reserve(port) for name, port in wanted.items()}
        file.write_text(json.dumps(chosen))
        return chosen

    def write_environment(self, environment: Mapping[str, str]) -> None:
        """Note the parts' environment for the other commands, in a form that a shell reads too."""
        lines = (f"{name}={shlex.quote(value)}\n" for name, value in environment.items())
        keep_secret(self.data / "environment", "".join(lines))

    def environment(self) -> dict[str, str]:
        """The environment of the last start; nothing if there was none."""
        file = self.data / "environment"
        if not file.exists():
            return {}
        words = (shlex.split(line)[0] for line in file.read_text().splitlines())
        return dict(word.split("=", 1) for word in words)
