"""What every story does: look at the record after each wait, send what can leave, wait for what comes next.

The record decides. Signals cite a recorded act; the handlers only note that there is news, and the story
reads the rest.
"""

from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import SearchAttributeKey

with workflow.unsafe.imports_passed_through():
    from activities.shapes import DueStep, Look, NextStep, Stray, Subject, View
    from workflows import timing

STATE = SearchAttributeKey.for_keyword("AvalState")
JOB = SearchAttributeKey.for_keyword("AvalJob")
DUE = SearchAttributeKey.for_datetime("AvalDue")


class Story:
    """A document's story, as far as all documents share it."""

    def __init__(self, subject: Subject) -> None:
        """Start with the news that there is something to look at."""
        self.subject = subject
        self.news = True
        self.cited: list[str] = []  # acts named by signals since the last look
        self.errands: dict[str, workflow.ActivityHandle[Any]] = {}  # letters and papers under way
        self.stuck: dict[str, str] = {}  # errands that no retry can mend, until there is news
        self.shown: tuple[str, str, Any] | None = None

    async def look(self) -> View:
        """Read the record again, and note which signals cited nothing that was recorded."""
        cited, self.cited, self.news = self.cited, [], False
        view: View = await workflow.execute_local_activity(
            "look",
            Look(self.subject, workflow.now(), cited),
            result_type=View,
            start_to_close_timeout=timing.LOOK,
            retry_policy=timing.QUICK,
            summary="Read the record",
        )
        if view.unknown:
            workflow.logger.warning(
                "signals ignored: they cite no recorded act", extra={"cited": view.unknown}
            )
            await self.errand(
                "note_stray", Stray(self.subject, view.unknown), "Note a signal that cites nothing"
            )
        return view

    def send_out(self, view: View) -> None:
        """Start every letter and paper that is not under way; none of them holds the story up."""
        queue = f"{workflow.info().task_queue}-paper"
        name = f"paper-{view.version}"
        if view.paper and self.is_new(name):
            self.errands[name] = workflow.start_activity(
                "render_version",
                args=[self.subject.company_id, self.subject.document_id, view.paper],
                task_queue=queue,
                start_to_close_timeout=timing.PAPER,
                heartbeat_timeout=timing.PAPER_HEARTBEAT,
                retry_policy=timing.PATIENT,
                summary=f"Render and archive the PDF of version {view.paper}",
            )
        for letter in filter(self.is_new, view.letters):
            self.errands[letter] = workflow.start_activity(
                "send_letter",
                args=[self.subject.company_id, letter],
                start_to_close_timeout=timing.MAIL,
                retry_policy=timing.PATIENT,
                summary=f"Mail: {view.letters[letter].replace('_', ' ')}",
            )

    def is_new(self, errand: str) -> bool:
        """Whether an errand is neither under way nor known to fail."""
        return errand not in self.errands and errand not in self.stuck

    async def carry_out(self, step: NextStep) -> None:
        """Carry out a due step; the record decides once more whether it still makes sense."""
        await self.errand("carry_out", DueStep(self.subject, step.key, workflow.now()), step.summary)

    async def wait(self, step: NextStep | None) -> None:
        """Wait for news, for an errand to come back, or for the next dated step."""
        delay = max(step.at - workflow.now(), timedelta()) if step else None
        try:
            await workflow.wait_condition(
                lambda: self.news or any(errand.done() for errand in self.errands.values()),
                timeout=delay,
                timeout_summary=step.summary if step else None,
            )
        except TimeoutError:
            return
        self.take_back_errands()

    def take_back_errands(self) -> None:
        """Forget the errands that came back; one that failed for good waits for a person."""
        for name, errand in list(self.errands.items()):
            if errand.done():
                del self.errands[name]
                if failure := errand.exception():
                    self.stuck[name] = type(failure.__cause__ or failure).__name__
                    workflow.logger.error("an errand failed for good", extra={"errand": name})

    def can_start_afresh(self) -> bool:
        """Whether the history is long and nothing is under way that it holds."""
        idle = not self.errands and not self.news
        return idle and workflow.info().is_continue_as_new_suggested() and workflow.all_handlers_finished()

    async def errand(self, name: str, argument: object, summary: str) -> None:
        """Run one short transaction and wait for it."""
        await workflow.execute_activity(
            name, argument, start_to_close_timeout=timing.WRITE, retry_policy=timing.PATIENT, summary=summary
        )

    def show(self, view: View) -> None:
        """Say in an operator's words whom the document waits for and what comes next."""
        due = view.step.at if view.step else None
        waiting = f"Waits for {view.waiting_for}." if view.waiting_for else "Nothing is awaited any more."
        coming = f"\n\nNext: {view.step.summary}, {due:%Y-%m-%d %H:%M %Z}." if view.step and due else ""
        trouble = f"\n\n**A person is needed:** {', '.join(self.stuck)}." if self.stuck else ""
        workflow.set_current_details(f"**{view.state}**, version {view.version}. {waiting}{coming}{trouble}")
        shown = (view.state, view.job_id, due)
        if shown != self.shown:
            self.shown = shown
            job = JOB.value_set(view.job_id) if view.job_id else JOB.value_unset()
            next_at = DUE.value_set(due) if due else DUE.value_unset()
            workflow.upsert_search_attributes([STATE.value_set(view.state), job, next_at])

    def note(self, act_id: object) -> None:
        """Note that there is news; what it is, the record tells."""
        self.cited.append(str(act_id)[:200])
        self.stuck.clear()
        self.news = True
