"""The embedded PostgreSQL: made once, also by root, also where other users cannot go."""

import os
import pwd
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from embedded import postgres
from embedded.alone import running
from embedded.ports import Ports

AS_ROOT = os.geteuid() == 0


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder that any user can enter."""
    with tempfile.TemporaryDirectory(prefix="aval-postgres-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture
def port() -> Iterator[int]:
    ports = Ports()
    yield ports.reserve(22_000)
    ports.release()


async def answers(cluster: postgres.Cluster, port: int, role: str) -> str:
    connection = await asyncpg.connect(cluster.url(role, port))
    try:
        return str(await connection.fetchval("SELECT current_user"))
    finally:
        await connection.close()


async def test_both_roles_can_enter_and_the_server_is_never_root(data: Path, port: int) -> None:
    cluster = postgres.prepare(data, throw_away=True)
    with running(cluster.part(port), data / "log"):
        assert await answers(cluster, port, postgres.OWNER) == "aval_owner"
        assert await answers(cluster, port, postgres.APP) == "aval_app"
        server = psutil.Process(int((cluster.data / "postmaster.pid").read_text().splitlines()[0]))
        assert server.uids().real == (pwd.getpwnam("nobody").pw_uid if AS_ROOT else os.geteuid())


async def test_the_application_cannot_make_tables(data: Path, port: int) -> None:
    cluster = postgres.prepare(data, throw_away=True)
    with running(cluster.part(port), data / "log"):
        connection = await asyncpg.connect(cluster.url(postgres.APP, port))
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("CREATE TABLE mine (id int)")
        await connection.close()


def test_a_second_start_makes_nothing_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = postgres.prepare(data, throw_away=True)
    monkeypatch.setattr(postgres, "run", lambda *_, **__: pytest.fail("the cluster was there already"))
    assert postgres.prepare(data, throw_away=True) == first


def test_a_cluster_that_was_half_made_is_made_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_power(*_: object) -> None:
        raise OSError("out of power")

    with monkeypatch.context() as patch:
        patch.setattr(postgres, "single_user", out_of_power)
        with pytest.raises(OSError, match="out of power"):
            postgres.prepare(data, throw_away=True)
    assert postgres.prepare(data, throw_away=True).data.exists()


def test_only_the_owner_reads_the_passwords(data: Path) -> None:
    roles = postgres.prepare(data, throw_away=True).home / "roles.json"
    assert roles.stat().st_mode & 0o777 == 0o600


async def test_root_can_keep_its_data_where_others_cannot_go(
    data: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "REACHABLE_BY_ALL", data / "reachable")
    closed = data / "closed"
    closed.mkdir(mode=0o700)
    cluster = postgres.prepare(closed, throw_away=True)
    assert cluster.home.is_relative_to(data / "reachable") == AS_ROOT
    with running(cluster.part(port), data / "log"):
        assert await answers(cluster, port, postgres.APP) == "aval_app"
    assert postgres.prepare(closed, throw_away=True) == cluster


async def test_programs_that_others_cannot_reach_are_copied(
    data: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "REACHABLE_BY_ALL", data / "reachable")
    monkeypatch.setattr(postgres, "reachable", lambda folder: folder == data)
    cluster = postgres.prepare(data, throw_away=True)
    assert cluster.binaries.is_relative_to(data / "reachable") == AS_ROOT
    with running(cluster.part(port), data / "log"):
        assert await answers(cluster, port, postgres.APP) == "aval_app"
