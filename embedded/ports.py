"""Ports on the loopback interface: the usual one, or the next that nobody uses."""

import fcntl
import os
import socket
import tempfile
from pathlib import Path
from typing import IO

LOOPBACK = "127.0.0.1"
LAST_PORT = 65_535


class NoFreePortError(RuntimeError):
    """Every port from the usual one upwards is taken."""


class Ports:
    """Ports that this process has set aside; others that ask in the same way are given different ones.

    A port that is free now may be chosen by two starts at once. So each choice is also a file lock, which
    lives as long as this process and which the system drops when the process dies.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.gettempdir()) / f"aval-ports-{os.getuid()}"
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._locks: list[IO[str]] = []

    def reserve(self, usual: int) -> int:
        """The port `usual`, or the next one that is free and that nobody has set aside."""
        for port in range(usual, LAST_PORT + 1):
            if self._set_aside(port):
                return port
        raise NoFreePortError(f"no free port from {usual} upwards")

    def release(self) -> None:
        """Give all ports back."""
        for lock in self._locks:
            lock.close()
        self._locks.clear()

    def _set_aside(self, port: int) -> bool:
        lock = (self._folder / str(port)).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        if not is_free(port):
            lock.close()
            return False
        self._locks.append(lock)
        return True


def is_free(port: int) -> bool:
    """Whether a server could listen on this loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as candidate:
        # As servers do: a connection that has just been closed does not make a port taken.
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def is_listening(port: int) -> bool:
    """Whether a server answers on this loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as caller:
        caller.settimeout(1)
        return caller.connect_ex((LOOPBACK, port)) == 0
