"""One run of a story as operators see it: its diary, what it says of itself, what is being tried again."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import WorkflowExecutionDescription, WorkflowHandle
from temporalio.service import RPCError, RPCStatusCode

from api.diary import Line, What, fold
from api.workflow_server import WorkflowServer
from workflows.relay import story_id

PATIENCE = 0.8  # seconds that the workflow server has for an operator's page


@dataclass(frozen=True, slots=True)
class Run:
    """What the workflow server knows. `trouble` is away or missing when it knows nothing."""

    trouble: str = ""
    run_id: str = ""
    status: str = ""
    details: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def timers(self) -> list[Line]:
        """The waits that go on."""
        return [line for line in self.lines if line.what is What.TIMER and line.state == "begun"]

    @property
    def pending(self) -> list[Line]:
        """The activities that are under way or will be tried again."""
        return [line for line in self.lines if line.what is What.ACTIVITY and line.state == "begun"]


async def read_run(server: WorkflowServer, document_id: str) -> Run:
    """Read the newest run of a document's story, within a second."""
    try:
        async with asyncio.timeout(PATIENCE):
            handle = (await server.client()).get_workflow_handle(story_id(document_id))
            description, history = await asyncio.gather(handle.describe(), handle.fetch_history())
    except RPCError as error:
        return Run("missing" if error.status is RPCStatusCode.NOT_FOUND else "away")
    except (OSError, RuntimeError, TimeoutError):
        return Run("away")
    lines = fold(history.events)
    _add_pending(lines, description)
    return Run(
        run_id=description.run_id,
        status=description.status.name.lower() if description.status else "",
        details=await _details(handle),
        lines=lines,
    )


def web_address(ui_url: str, namespace: str, document_id: str, run_id: str) -> str:
    """Give the page of this run in the Temporal Web UI; empty when there is none."""
    if not ui_url:
        return ""
    story = quote(story_id(document_id), safe="")
    return f"{ui_url.rstrip('/')}/namespaces/{quote(namespace)}/workflows/{story}/{run_id}/timeline"


async def _details(handle: WorkflowHandle[Any, Any]) -> str:
    """What the story says of itself; empty when no worker is there to ask."""
    try:
        async with asyncio.timeout(PATIENCE):
            said = await handle.query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
    except (RPCError, OSError, RuntimeError, TimeoutError):
        return ""
    return str(said.current_details).replace("**", "")


def _add_pending(lines: list[Line], description: WorkflowExecutionDescription) -> None:
    """An activity that is tried again leaves no event until it ends: its attempts are told elsewhere."""
    by_id = {line.id: line for line in lines if line.id}
    for pending in description.raw_description.pending_activities:
        line = by_id.get(pending.activity_id)
        if line is None:
            continue
        line.attempts, line.error = max(1, pending.attempt), pending.last_failure.message
        if pending.HasField("next_attempt_schedule_time"):
            line.until = _moment(pending.next_attempt_schedule_time)


def _moment(stamp: Any) -> datetime:
    moment: datetime = stamp.ToDatetime(tzinfo=UTC)
    return moment
