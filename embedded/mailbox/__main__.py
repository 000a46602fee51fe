"""`python -m embedded.mailbox FOLDER SMTP_PORT PAGE_PORT`: catches mails, and shows them on a page."""

import asyncio
import sys
from pathlib import Path

import uvicorn

from embedded.mailbox.door import Door
from embedded.mailbox.inbox import Inbox
from embedded.mailbox.pages import application
from embedded.ports import LOOPBACK


async def serve(folder: Path, smtp_port: int, page_port: int) -> None:
    """Serve until told to stop by a signal."""
    inbox = Inbox(folder)
    door = await asyncio.get_running_loop().create_server(Door(inbox).protocol, LOOPBACK, smtp_port)
    pages = uvicorn.Config(
        application(inbox),
        host=LOOPBACK,
        port=page_port,
        access_log=False,
        log_level="warning",
        lifespan="off",
    )
    async with door:
        await uvicorn.Server(pages).serve()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
