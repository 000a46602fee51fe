"""A counterpart of somebody else's service, on a real port, in a thread of its own."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from embedded.ports import LOOPBACK

PATIENCE = 10.0  # seconds


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serve until the block ends; gives the address."""
    server = uvicorn.Server(
        uvicorn.Config(app, host=LOOPBACK, port=0, log_level="error", lifespan="off", ws="none")
    )
    thread = threading.Thread(target=server.run, name="counterpart", daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started:
        assert time.monotonic() < until, "the counterpart did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://{LOOPBACK}:{port}"
    finally:
        server.should_exit = True
        thread.join()
