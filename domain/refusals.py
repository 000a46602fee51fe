"""How a rule says no: a code that every language has a sentence for, and what the sentence needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any


class Refused(Exception):  # noqa: N818  it names what happened, as everywhere in this code
    """An act that the rules do not allow. Nothing was changed.

    `code` names the sentence in the catalogs (`refused-<code>`), `params` fill its gaps.
    """

    def __init__(self, code: str, **params: Any) -> None:
        """Keep the code and what its sentence needs."""
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        """Say it for a log."""
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.params.items())])


class NotFound(Refused):
    """What was asked for does not exist, or not for whoever asks."""


class Superseded(Refused):
    """The answer speaks of a version that was replaced by a newer one."""

    def __init__(self, version: int, current: int) -> None:
        """Name the version that was answered and the one that counts."""
        super().__init__("superseded", version=version, current=current)
        self.current = current


class AlreadyDecided(Refused):
    """The version already has its final answer."""


class Gone(Refused):
    """The document was withdrawn, or its validity has passed."""


class Busy(Refused):
    """Asked too often; `seconds` says when to try again."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that cannot be taken as it is.

    `field` is the path of the field as the forms and the API name it (`lines.3.quantity`),
    `code` names the sentence in the catalogs (`problem-<code>`).
    """

    field: str
    code: str
    params: dict[str, Any] = attribute(default_factory=dict)


class Invalid(Exception):  # noqa: N818  the input is invalid; the program is fine
    """Input with at least one problem. Nothing was changed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of the form."""
        self.problems = list(problems)
        super().__init__(", ".join(f"{p.field}: {p.code}" for p in self.problems))
