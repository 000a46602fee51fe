"""The usual port, or the next that nobody uses."""

import socket
from collections.abc import Iterator

import pytest

from embedded.ports import Ports, is_free, is_listening

SOMEWHERE = 21_000


@pytest.fixture
def ports() -> Iterator[Ports]:
    ports = Ports()
    yield ports
    ports.release()


def test_the_usual_port_is_chosen_when_it_is_free(ports: Ports) -> None:
    chosen = ports.reserve(SOMEWHERE)
    ports.release()
    assert ports.reserve(chosen) == chosen


def test_the_next_port_is_chosen_when_a_server_has_the_usual_one(ports: Ports) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        assert is_listening(taken)
        assert not is_free(taken)
        assert ports.reserve(taken) > taken


def test_two_starts_at_once_choose_different_ports(ports: Ports) -> None:
    other = Ports()
    first, second = ports.reserve(SOMEWHERE), other.reserve(SOMEWHERE)
    other.release()
    assert first != second
