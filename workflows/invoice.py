"""The life of an invoice: validated by five actions, chased until it is paid, retention released, closed."""

from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.shapes import ActionDue, Outcome, Subject
    from workflows import timing
    from workflows.story import Story

SAID = {
    "number": "Give the number and freeze the invoice",
    "file": "File the PDF in the client's archive",
    "publish": "Publish on the client's portal",
    "mail": "Mail the client",
    "book": "Post to the books",
}


@workflow.defn(name="Invoice")
class InvoiceWorkflow(Story):
    """One invoice, from its validation until nothing more is due on it."""

    @workflow.init
    def __init__(self, subject: Subject) -> None:
        """Start with the news that there is something to look at."""
        super().__init__(subject)

    @workflow.run
    async def run(self, subject: Subject) -> Outcome:
        """Do what the record asks for until the invoice is closed and nothing is left to do."""
        while True:
            view = await self.look()
            self.show(view)
            if view.action:
                await self.act(view.action)
                continue
            self.send_out(view)
            if view.settled and not self.errands and not self.news:
                return Outcome(view.state, view.version)
            if view.step and view.step.at <= workflow.now():
                await self.carry_out(view.step)
                continue
            if self.can_start_afresh():
                workflow.continue_as_new(subject)
            await self.wait(view.step)

    async def act(self, name: str) -> None:
        """Carry out one of the five actions; it is tried until it succeeds, and shown as it goes."""
        if name == "file":
            await workflow.execute_activity(
                "render_version",
                args=[self.subject.company_id, self.subject.document_id, 1],
                task_queue=f"{workflow.info().task_queue}-paper",
                start_to_close_timeout=timing.PAPER,
                heartbeat_timeout=timing.PAPER_HEARTBEAT,
                retry_policy=timing.PATIENT,
                summary=SAID[name],
            )
        await self.errand("act_on_invoice", ActionDue(self.subject, name), SAID[name])

    @workflow.signal(description="Staff validated the invoice, or chose a day for it; cites the act")
    def validate(self, act_id: Any = None) -> None:
        """Note a validation."""
        self.note(act_id)

    @workflow.signal(description="Money came in, or a credit note lowered what is due; cites the act")
    def paid(self, act_id: Any = None) -> None:
        """Note a payment."""
        self.note(act_id)

    @workflow.signal(description="Chasing was paused or switched, or retention released; cites the act")
    def extend(self, act_id: Any = None) -> None:
        """Note a change of the plan."""
        self.note(act_id)

    @workflow.signal(description="The records want this story to run; cites the last act")
    def publish(self, act_id: Any = None) -> None:
        """Note that the story was started again from the records."""
        self.note(act_id)
