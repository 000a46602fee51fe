"""PDFs on demand: a process renders one and ends, so that the web process keeps its time and memory."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

_one_at_a_time = asyncio.Semaphore(1)


async def render_apart(render: Callable[[], bytes]) -> bytes:
    """Give what a picklable function returns, called in a fresh process."""
    async with _one_at_a_time:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return await asyncio.get_running_loop().run_in_executor(pool, render)
