"""Keeps the parts running: starts them, waits until they are ready, restarts what dies, stops them all."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from embedded.part import Part, become

FIRST_PAUSE = 0.3  # seconds before a part that died is started again; doubled each time
LONGEST_PAUSE = 15.0
STEADY = 30.0  # a part that ran this many seconds had started well: the next pause is the first one again
FALSE_STARTS = 4  # a part that dies this often before it was ever ready is broken, not unlucky
PROBE_PAUSE = 0.05
KEPT_LOGS = 5


class PartError(RuntimeError):
    """A part could not be brought to work; the message says which, and what it said last."""


class Keeper:
    """Runs one part until it is told to stop."""

    def __init__(self, part: Part, log: Path, tell: Callable[[str], None]) -> None:
        self.part = part
        self.log = log
        self.process: asyncio.subprocess.Process | None = None
        self.starts = 0
        self._tell = tell
        self._ready = asyncio.Event()
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the part and return when it is ready; `PartError` when it never is."""
        rotate(self.log)
        began = time.monotonic()
        self._task = asyncio.create_task(self._keep(), name=self.part.name)
        waiting = asyncio.create_task(self._ready.wait())
        try:
            async with asyncio.timeout(self.part.patience):
                await asyncio.wait({waiting, self._task}, return_when=asyncio.FIRST_COMPLETED)
        except TimeoutError:
            raise PartError(self._complaint(f"is not ready after {self.part.patience:.0f} s")) from None
        finally:
            waiting.cancel()
        if self._task.done():
            self._task.result()
        self._tell(f"{self.part.name} is ready ({time.monotonic() - began:.1f} s)")

    async def stop(self) -> None:
        """Ask the part to stop; kill it when it does not; return when it is gone."""
        self._stopping.set()
        if self._task is None:
            return
        self._send(self.part.stop_signal)
        _, late = await asyncio.wait({self._task}, timeout=self.part.grace)
        if late:
            self._send(signal.SIGKILL, whole_group=True)
            self._task.cancel()
        with suppress(asyncio.CancelledError, PartError):
            await self._task

    async def _keep(self) -> None:
        pause, false_starts = FIRST_PAUSE, 0
        while not self._stopping.is_set():
            began = time.monotonic()
            ending = await self._run_once()
            if self._stopping.is_set():
                return
            false_starts = 0 if self._ready.is_set() else false_starts + 1
            if false_starts == FALSE_STARTS:
                raise PartError(self._complaint(f"stopped {FALSE_STARTS} times while starting"))
            if time.monotonic() - began > STEADY:
                pause = FIRST_PAUSE
            self._tell(f"{self.part.name} stopped ({ending}); starting it again: see {self.log}")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _run_once(self) -> str:
        try:
            with self.log.open("ab") as log:
                self.process = await spawn(self.part, log.fileno(), log.fileno())
        except OSError as trouble:  # a full disk, say: it may pass
            return str(trouble)
        self.starts += 1
        probing = asyncio.create_task(self._probe())
        try:
            return outcome(await self.process.wait())
        finally:
            probing.cancel()
            # What the part had started itself must not outlive it.
            self._send(signal.SIGKILL, whole_group=True)

    async def _probe(self) -> None:
        while True:
            if self.part.ready():
                break
            await asyncio.sleep(PROBE_PAUSE)
        self._ready.set()

    def _send(self, number: signal.Signals, *, whole_group: bool = False) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            if whole_group:
                os.killpg(self.process.pid, number)
            elif self.process.returncode is None:
                self.process.send_signal(number)

    def _complaint(self, trouble: str) -> str:
        return f"{self.part.name} {trouble}. Its last words, from {self.log}:\n{last_words(self.log)}"


class Supervisor:
    """The parts of one installation, in the order in which they were started."""

    def __init__(self, logs: Path, tell: Callable[[str], None]) -> None:
        self._ranks: list[list[Keeper]] = []
        self._logs = logs
        self._tell = tell
        logs.mkdir(parents=True, exist_ok=True)

    @property
    def keepers(self) -> list[Keeper]:
        """Those who run each part, in the order of their start."""
        return [keeper for keepers in self._ranks for keeper in keepers]

    async def start(self, *parts: Part) -> None:
        """Start these side by side; return when all are ready, or raise the first `PartError`."""
        keepers = [Keeper(part, self._logs / f"{part.name}.log", self._tell) for part in parts]
        self._ranks.append(keepers)
        await asyncio.gather(*(keeper.start() for keeper in keepers))

    async def once(self, part: Part) -> str:
        """Run a part that ends by itself, and return what it printed; `PartError` when it fails."""
        log = self._logs / f"{part.name}.log"
        rotate(log)
        with log.open("ab") as complaints:
            process = await spawn(part, asyncio.subprocess.PIPE, complaints.fileno())
        try:
            async with asyncio.timeout(part.patience):
                printed, _ = await process.communicate()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        if process.returncode != 0:
            trouble = f"{part.name} failed ({outcome(process.returncode or 0)})"
            raise PartError(f"{trouble}. Its last words, from {log}:\n{last_words(log)}")
        return printed.decode()

    async def stop(self) -> None:
        """Stop everything, what was started last first."""
        for keepers in reversed(self._ranks):
            await asyncio.gather(*(keeper.stop() for keeper in keepers))


async def spawn(part: Part, out: int, complaints: int) -> asyncio.subprocess.Process:
    """Start the part's program in a session of its own, so that Ctrl-C reaches only the supervisor."""
    return await asyncio.create_subprocess_exec(
        *part.command,
        env=environment_of(part),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=out,
        stderr=complaints,
        start_new_session=True,
        preexec_fn=part.in_the_child(),  # safe: the supervisor has no other threads
        **become(part.user),
    )


def environment_of(part: Part) -> Mapping[str, str]:
    """The supervisor's environment without its own `AVAL_` variables, and what the part was given."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AVAL_")}
    return {**inherited, **part.environment}


def rotate(log: Path) -> None:
    """Keep the logs of the last starts as `web.1.log`, `web.2.log`, ..., the newest first."""
    for age in range(KEPT_LOGS - 1, 0, -1):
        older = log.with_name(f"{log.stem}.{age}.log")
        if older.exists():
            older.replace(log.with_name(f"{log.stem}.{age + 1}.log"))
    if log.exists():
        log.replace(log.with_name(f"{log.stem}.1.log"))


def last_words(log: Path, lines: int = 15) -> str:
    """The end of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def outcome(code: int) -> str:
    """An exit code in words."""
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
