"""The press: a bounded number of processes of low priority that render paper, replaced now and then."""

import asyncio
import gc
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

NICENESS = 15
# WeasyPrint makes many long-lived objects and few cycles: collecting rarely saves a sixth of the time.
COLLECT_AFTER = 200_000
JOBS_PER_PROCESS = 200  # fonts and caches grow a little with every document
PARENT_CHECK = 2.0  # seconds


class Interrupted(Exception):  # noqa: N818  it names what happened
    """A process died while it rendered; another one can try again."""


class Press:
    """Renders in processes of its own, so that neither the loop nor the signals of this one wait."""

    def __init__(self, processes: int = 1, jobs_per_process: int = JOBS_PER_PROCESS) -> None:
        """Start nothing yet: the first job does."""
        self.processes = processes
        self.jobs = processes * jobs_per_process
        self._free = asyncio.Semaphore(processes)
        self._pool: ProcessPoolExecutor | None = None
        self._left = 0

    async def run(self, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a function of a module in a process of the press. Raises `Interrupted` when it was killed."""
        async with self._free:
            pool = self._fresh()
            try:
                return await asyncio.wrap_future(pool.submit(job, *args, **kwargs))
            except BrokenProcessPool as error:
                if self._pool is pool:
                    self._pool = None
                pool.shutdown(wait=False)
                raise Interrupted("the rendering process died") from error

    def close(self) -> None:
        """End the processes; what they are rendering is thrown away."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _fresh(self) -> ProcessPoolExecutor:
        """Give the pool, a new one once it has done its jobs: the old one ends when it is idle."""
        if self._pool is not None and self._left <= 0:
            self._pool.shutdown(wait=False)
            self._pool = None
        if self._pool is None:
            # Spawned, not forked: a copy of a process with threads and open sockets is no good start.
            self._pool = ProcessPoolExecutor(
                self.processes, mp_context=get_context("spawn"), initializer=_settle, initargs=(os.getpid(),)
            )
            self._left = self.jobs
        self._left -= 1
        return self._pool


def _settle(parent: int) -> None:
    """Make a process modest: low priority, deaf to Ctrl-C (its parent says when), gone with its parent."""
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(COLLECT_AFTER, 20, 50)
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK)
    os._exit(1)
