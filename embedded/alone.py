"""A part without a supervisor, for the time of a `with` block: for tools and tests."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from embedded.part import Part, become
from embedded.supervisor import PROBE_PAUSE, PartError, environment_of, last_words


@contextmanager
def running(part: Part, log: Path) -> Iterator[None]:
    """Run the part, ready, until the block ends."""
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603  the same commands that the supervisor runs
            part.command,
            env=environment_of(part),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=part.in_the_child(),  # noqa: PLW1509  called while there are no other threads
            **become(part.user),
        )
    try:
        wait_until_ready(part, process, log)
        yield
    finally:
        process.send_signal(part.stop_signal)
        try:
            process.wait(part.grace)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def wait_until_ready(part: Part, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the part is ready; `PartError` when it died or took too long."""
    until = time.monotonic() + part.patience
    while not part.ready():
        if process.poll() is not None or time.monotonic() > until:
            raise PartError(f"{part.name} did not start. Its last words:\n{last_words(log)}")
        time.sleep(PROBE_PAUSE)
