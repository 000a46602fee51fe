"""Stories that began under older code go on under this one: their recorded histories replay."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from workflows.approval import ApprovalWorkflow

HISTORIES = Path(__file__).parent / "histories"
RECORDED = {file.stem: file.read_text() for file in sorted(HISTORIES.glob("*.json"))}


@pytest.mark.parametrize("path", RECORDED)
async def test_a_recorded_history_replays(path: str) -> None:
    history = WorkflowHistory.from_json(f"approval/{path}", RECORDED[path])
    await Replayer(workflows=[ApprovalWorkflow]).replay_workflow(history)


def test_every_path_of_the_story_has_a_recorded_history() -> None:
    assert RECORDED.keys() == {
        "admitted",
        "approved",
        "billed",
        "deemed",
        "escalated",
        "extended",
        "held",
        "reminded",
        "revised",
        "stray-signal",
        "withdrawn",
    }
