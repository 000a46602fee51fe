"""Parts are started, watched, started again, and never left behind."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from embedded.part import Part
from embedded.supervisor import KEPT_LOGS, PartError, Supervisor, rotate

FOREVER = "import signal; signal.pause()"


def python(code: str, name: str = "sleeper", **more: Any) -> Part:
    return Part(name=name, command=[sys.executable, "-c", code], **more)


@pytest.fixture
async def supervisor(tmp_path: Path, said: list[str]) -> AsyncIterator[Supervisor]:
    supervisor = Supervisor(tmp_path / "logs", said.append)
    yield supervisor
    await supervisor.stop()


@pytest.fixture
def said() -> list[str]:
    return []


async def becomes_true(fact: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not fact():  # noqa: ASYNC110  a process elsewhere cannot set our events
            await asyncio.sleep(0.01)


async def test_a_killed_part_is_started_again(supervisor: Supervisor, said: list[str]) -> None:
    await supervisor.start(python(FOREVER))
    [keeper] = supervisor.keepers
    assert keeper.process is not None
    first = keeper.process.pid
    os.kill(first, signal.SIGKILL)
    await becomes_true(lambda: keeper.starts == 2)
    assert keeper.process.pid != first
    assert psutil.pid_exists(keeper.process.pid)
    assert any("signal SIGKILL" in line for line in said)


async def test_a_part_counts_as_started_only_when_it_is_ready(supervisor: Supervisor, tmp_path: Path) -> None:
    sign = tmp_path / "ready"
    code = f"import pathlib, signal; pathlib.Path({str(sign)!r}).touch(); signal.pause()"
    await supervisor.start(python(code, ready=sign.exists))
    assert sign.exists()


async def test_a_part_that_cannot_start_says_its_last_words(supervisor: Supervisor) -> None:
    with pytest.raises(PartError, match="the port is taken"):
        await supervisor.start(python("raise SystemExit('the port is taken')", ready=lambda: False))


async def test_a_part_that_is_never_ready_is_given_up(supervisor: Supervisor) -> None:
    with pytest.raises(PartError, match="not ready after"):
        await supervisor.start(python(FOREVER, ready=lambda: False, patience=0.2))


async def test_parts_stop_in_reverse_order(supervisor: Supervisor, tmp_path: Path) -> None:
    order = tmp_path / "order"
    for name in ("database", "web"):
        note = f"open({str(order)!r}, 'a').write({name!r} + ' ')"
        sign = tmp_path / name
        code = (
            f"import pathlib, signal\ndef stop(*_):\n    {note}\n    raise SystemExit\n"
            f"signal.signal(signal.SIGTERM, stop)\npathlib.Path({str(sign)!r}).touch()\nsignal.pause()"
        )
        await supervisor.start(python(code, name=name, ready=sign.exists))
    await supervisor.stop()
    assert order.read_text().split() == ["web", "database"]


async def test_a_part_that_will_not_stop_is_killed_with_its_children(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    pid = tmp_path / "pid"
    code = (
        "import pathlib, signal, subprocess, sys\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"child = subprocess.Popen([sys.executable, '-c', {FOREVER!r}])\n"
        f"pathlib.Path({str(pid)!r}).write_text(str(child.pid))\nsignal.pause()"
    )
    await supervisor.start(python(code, ready=lambda: pid.exists() and pid.read_text() != "", grace=0.2))
    await supervisor.stop()
    await becomes_true(lambda: is_gone(int(pid.read_text())))


async def test_no_part_survives_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    code = (
        f"import os, pathlib, signal; pathlib.Path({str(pid)!r}).write_text(str(os.getpid())); signal.pause()"
    )
    script = (
        "import asyncio, sys\nfrom pathlib import Path\nfrom embedded.part import Part\n"
        "from embedded.supervisor import Supervisor\n"
        "async def main():\n"
        f"    supervisor = Supervisor(Path({str(tmp_path)!r}), print)\n"
        f"    await supervisor.start(Part(name='p', command=[sys.executable, '-c', {code!r}]))\n"
        "    await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    victim = await asyncio.create_subprocess_exec(sys.executable, "-c", script, stdout=subprocess.DEVNULL)
    await becomes_true(lambda: pid.exists() and pid.read_text() != "")
    victim.kill()
    await victim.wait()
    await becomes_true(lambda: is_gone(int(pid.read_text())))


async def test_a_step_that_ends_gives_what_it_printed_or_why_it_failed(supervisor: Supervisor) -> None:
    assert await supervisor.once(python("print('migrated')", name="migrate")) == "migrated\n"
    with pytest.raises(PartError, match="no such table"):
        await supervisor.once(python("raise SystemExit('no such table')", name="migrate"))


def test_the_logs_of_the_last_starts_are_kept(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    for start in range(8):
        rotate(log)
        log.write_text(f"start {start}")
    assert (tmp_path / "web.1.log").read_text() == "start 6"
    assert len(list(tmp_path.iterdir())) == KEPT_LOGS + 1


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
