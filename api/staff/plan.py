"""A reminder plan in people's words: each step with the reason why it stands there."""

from collections.abc import Iterable
from typing import Any

from domain.reminders import Step, StepKind
from ui.chain import step_name
from ui.texts import sentence, texts


def told(locale: str, steps: Iterable[Step]) -> list[tuple[Step, str, str]]:
    """Give each step with what it does and why it stands there."""
    return [(step, _what(locale, step), _why(locale, step)) for step in steps]


def _what(locale: str, step: Step) -> str:
    to_approvers = step.kind is StepKind.REMIND and step.reason == "days-after-turn"
    return texts(locale)(f"step-{'turn' if to_approvers else step.kind}", number=step.number)


def _why(locale: str, step: Step) -> str:
    params: dict[str, Any] = dict(step.params)
    if "days" in params:
        params["days"] = int(params["days"])
    if "step" in params:
        params["step"] = step_name(locale, params["step"])
    return sentence(locale, f"why-{step.reason}", params)
