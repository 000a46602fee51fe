"""A workflow's history told in lines that people read: one line for each thing, not for each event.

Scheduled, started and completed are one line; timers that were cancelled and the machine's own events are
left out; summaries are decoded.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent

PREFIX = "EVENT_TYPE_"
ENDINGS = {
    "WORKFLOW_EXECUTION_COMPLETED": "completed",
    "WORKFLOW_EXECUTION_FAILED": "failed",
    "WORKFLOW_EXECUTION_TIMED_OUT": "timed-out",
    "WORKFLOW_EXECUTION_CANCELED": "cancelled",
    "WORKFLOW_EXECUTION_TERMINATED": "terminated",
    "WORKFLOW_EXECUTION_CONTINUED_AS_NEW": "continued",
}
ACTIVITY_ENDINGS = {
    "ACTIVITY_TASK_COMPLETED": "done",
    "ACTIVITY_TASK_FAILED": "failed",
    "ACTIVITY_TASK_TIMED_OUT": "failed",
    "ACTIVITY_TASK_CANCELED": "failed",
}


class What(StrEnum):
    """What a line is about."""

    STORY = "story"
    SIGNAL = "signal"
    ACTIVITY = "activity"
    TIMER = "timer"
    TROUBLE = "trouble"


@dataclass(slots=True)
class Line:
    """One line. `state` is begun, done or failed; `attempts` counts from 1; `error` is the last one.

    `until` is when it ended, or when a wait or the next attempt is due. `id` is that of an activity.
    """

    what: What
    name: str
    at: datetime
    summary: str = ""
    state: str = "done"
    until: datetime | None = None
    attempts: int = 1
    error: str = ""
    id: str = ""


def fold(events: Iterable[HistoryEvent]) -> list[Line]:
    """Give the lines of a history, in the order in which each thing began."""
    lines: dict[int, Line] = {}
    for event in events:
        name = EventType.Name(event.event_type).removeprefix(PREFIX)
        if name in ENDINGS:
            lines[event.event_id] = Line(What.STORY, ENDINGS[name], _at(event))
        elif name.startswith("ACTIVITY_TASK_"):
            _fold_activity(lines, event, name)
        elif name.startswith("TIMER_"):
            _fold_timer(lines, event, name)
        else:
            lines.update(_others(event, name))
    return list(lines.values())


def summary_of(event: HistoryEvent) -> str:
    """Give the summary that the story wrote on an event."""
    payload = event.user_metadata.summary
    return str(json.loads(payload.data)) if payload.data else ""


def _fold_activity(lines: dict[int, Line], event: HistoryEvent, name: str) -> None:
    if name == "ACTIVITY_TASK_SCHEDULED":
        asked = event.activity_task_scheduled_event_attributes
        name = asked.activity_type.name
        lines[event.event_id] = Line(
            What.ACTIVITY, name, _at(event), summary_of(event), "begun", id=asked.activity_id
        )
        return
    attributes: Any = getattr(event, f"{name.lower()}_event_attributes")
    line = lines.get(getattr(attributes, "scheduled_event_id", 0))
    if line is None:
        return
    if name == "ACTIVITY_TASK_STARTED":
        line.attempts = attributes.attempt
        line.error = attributes.last_failure.message
    elif name in ACTIVITY_ENDINGS:
        line.state, line.until = ACTIVITY_ENDINGS[name], _at(event)
        line.error = attributes.failure.message if line.state == "failed" else ""


def _fold_timer(lines: dict[int, Line], event: HistoryEvent, name: str) -> None:
    if name == "TIMER_STARTED":
        waits = event.timer_started_event_attributes.start_to_fire_timeout.ToTimedelta()
        due = _at(event) + waits
        lines[event.event_id] = Line(What.TIMER, "wait", _at(event), summary_of(event), "begun", due)
    elif name == "TIMER_FIRED":
        lines[event.timer_fired_event_attributes.started_event_id].state = "done"
    elif name == "TIMER_CANCELED":
        del lines[event.timer_canceled_event_attributes.started_event_id]


def _others(event: HistoryEvent, name: str) -> Iterator[tuple[int, Line]]:
    if name == "WORKFLOW_EXECUTION_STARTED":
        yield event.event_id, Line(What.STORY, "started", _at(event), summary_of(event))
    elif name == "WORKFLOW_EXECUTION_SIGNALED":
        signal = event.workflow_execution_signaled_event_attributes
        cited = signal.input.payloads[0].data.decode("utf-8", "replace") if signal.input.payloads else ""
        yield event.event_id, Line(What.SIGNAL, signal.signal_name, _at(event), cited.strip('"')[:100])
    elif name == "WORKFLOW_TASK_FAILED":
        failure = event.workflow_task_failed_event_attributes.failure
        yield (
            event.event_id,
            Line(What.TROUBLE, "task-failed", _at(event), state="failed", error=failure.message),
        )


def _at(event: HistoryEvent) -> datetime:
    return event.event_time.ToDatetime(tzinfo=UTC)
