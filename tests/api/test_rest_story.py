"""The story that `docs/reference/rest.md` tells is true: its commands run against a real server."""

import asyncio
import os
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn

from api.app import create_app
from tests.api.programs import settings_for
from tests.parts import DatabaseUrls
from tests.world import World

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "rest.md"


@pytest.fixture
async def server(database_urls: DatabaseUrls, tmp_path: Path) -> AsyncIterator[str]:
    """The application behind a real server; gives its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        create_app(settings_for(database_urls, tmp_path / "files")), log_config=None, lifespan="on"
    )
    running = uvicorn.Server(config)
    serving = asyncio.create_task(running.serve([listening]))
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    await serving


async def test_the_documented_commands_take_a_quote_to_its_answer(
    server: str, world: World, tmp_path: Path
) -> None:
    [story] = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    process = await asyncio.create_subprocess_exec(
        "bash",
        "-euo",
        "pipefail",
        "-c",
        story,
        cwd=tmp_path,
        env={**os.environ, "URL": server, "TOKEN": world.merel.token},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said = (await process.communicate())[0].decode()
    assert process.returncode == 0, said
    public_url, state = said.split()
    assert public_url.startswith("https://aval.example/c/")
    assert state == "approved"
