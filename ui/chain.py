"""How a step of the approvers' chain is called, and until when it runs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.chain import ROLES
from ui.texts import texts


def step_name(locale: str, title: str) -> str:
    """Give the title that staff gave a step; one that they left to its role is called by it."""
    return texts(locale)(f"step-of-{title}") if title in ROLES else title


def last_day(due_at: datetime, zone: ZoneInfo) -> date:
    """Give the last day of a deadline, which ends when the next day begins."""
    return (due_at.astimezone(zone) - timedelta(seconds=1)).date()
