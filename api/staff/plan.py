"""A reminder plan in people's words: each step with the reason why it stands there."""

from collections.abc import Iterable

from domain.reminders import Step
from ui.texts import sentence


def told(locale: str, steps: Iterable[Step]) -> list[tuple[Step, str]]:
    """Give each step with its reason as a sentence."""
    return [(step, _why(locale, step)) for step in steps]


def _why(locale: str, step: Step) -> str:
    params = {name: int(value) if value.isdecimal() else value for name, value in step.params}
    return sentence(locale, f"why-{step.reason}", params)
