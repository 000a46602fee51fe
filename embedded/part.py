"""One part of the product: a program that runs in a process of its own."""

import ctypes
import os
import pwd
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PR_SET_PDEATHSIG = 1


def at_once() -> bool:
    """The probe of a part that serves nobody directly: it is ready when it runs."""
    return True


@dataclass(frozen=True, kw_only=True)
class Part:
    """What to run and how to treat it.

    `ready`, which answers at once, is asked again and again until it says yes, within `patience` seconds.
    `stop_signal` asks the program to stop in good order; after `grace` seconds it is killed with everything
    that it started. `user` runs it as another user of the system (only root can), `niceness` gives way to
    others (0 to 19).
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    ready: Callable[[], bool] = at_once
    patience: float = 60.0
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    user: str | None = None
    niceness: int = 0

    def in_the_child(self) -> Callable[[], None]:
        """What the new process does to itself before it becomes the program.

        The kernel sends it the stop signal when the supervisor dies, however that comes about: so no part is
        ever orphaned.
        """
        libc = ctypes.CDLL(None, use_errno=True)
        supervisor = os.getpid()

        def prepare() -> None:
            libc.prctl(PR_SET_PDEATHSIG, int(self.stop_signal), 0, 0, 0)
            if os.getppid() != supervisor:  # it died before the kernel was told
                os.kill(os.getpid(), signal.SIGKILL)
            os.nice(self.niceness)

        return prepare


def become(user: str | None) -> dict[str, Any]:
    """The arguments that make a new process run as this user, in no group but the user's own."""
    if user is None:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
