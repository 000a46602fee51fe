"""How a step of the approvers' chain is called."""

from domain.chain import ROLES
from ui.texts import texts


def step_name(locale: str, title: str) -> str:
    """Give the title that staff gave a step; one that they left to its role is called by it."""
    return texts(locale)(f"step-of-{title}") if title in ROLES else title
