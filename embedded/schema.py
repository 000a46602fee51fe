"""The schema on a throw-away PostgreSQL: `python -m embedded.schema drift` or `... revise "what changes"`."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded import postgres
from embedded.alone import running
from embedded.ports import Ports
from records.migrations import drift, revise, upgrade

USUAL_PORT = 15_432


@contextmanager
def migrated_database() -> Iterator[str]:
    """The owner's URL of a database at the newest revision, that is gone after the block."""
    with tempfile.TemporaryDirectory(prefix="aval-schema-") as folder:
        data = Path(folder)
        data.chmod(0o711)  # the server runs as another user when we are root
        cluster = postgres.prepare(data, throw_away=True)
        ports = Ports()
        port = ports.reserve(USUAL_PORT)
        with running(cluster.part(port, {"fsync": "off"}), data / "postgres.log"):
            url = cluster.url(postgres.OWNER, port)
            upgrade(url)
            yield url
        ports.release()


def main(arguments: list[str]) -> int:
    """Compare, or write a new revision; the exit code."""
    with migrated_database() as url:
        match arguments:
            case ["drift"]:
                differences = drift(url)
                print("\n".join(differences) or "the migrations make exactly the tables of records/schema.py")  # noqa: T201  a command's answer
                return 1 if differences else 0
            case ["revise", message]:
                revise(url, message)
                return 0
            case _:
                print(__doc__)  # noqa: T201  a command's answer
                return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
