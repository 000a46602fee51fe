"""The life of a document that waits for an answer: told to the client, reminded, answered, settled."""

from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.shapes import Bill, Outcome, Subject
    from workflows.story import Story


@workflow.defn(name="Approval")
class ApprovalWorkflow(Story):
    """One quote or progress statement, from its first publication until it is settled."""

    @workflow.init
    def __init__(self, subject: Subject) -> None:
        """Start with the news that there is something to look at."""
        super().__init__(subject)

    @workflow.run
    async def run(self, subject: Subject) -> Outcome:
        """Do what the record asks for until the document is settled and nothing is left to do."""
        while True:
            view = await self.look()
            self.show(view)
            self.send_out(view)
            if view.billing:
                await self.errand("bill", Bill(subject, view.billing), "Hand the figures over to invoicing")
                continue
            if view.settled and not self.errands and not self.news:
                return Outcome(view.state, view.version)
            if view.step and view.step.at <= workflow.now():
                await self.carry_out(view.step)
                continue
            if self.can_start_afresh():  # after a look, before a wait: a story that only wakes for news too
                workflow.continue_as_new(subject)
            await self.wait(view.step)

    @workflow.signal(description="The client, or staff for the client, approved; cites the answer")
    def approve(self, act_id: Any = None) -> None:
        """Note an approval."""
        self.note(act_id)

    @workflow.signal(description="The client refused; cites the answer")
    def reject(self, act_id: Any = None) -> None:
        """Note a refusal."""
        self.note(act_id)

    @workflow.signal(description="The client asked for time; cites the answer")
    def hold(self, act_id: Any = None) -> None:
        """Note a hold."""
        self.note(act_id)

    @workflow.signal(description="The client signed; cites the answer")
    def sign(self, act_id: Any = None) -> None:
        """Note a signature."""
        self.note(act_id)

    @workflow.signal(description="A version was published; cites the act")
    def publish(self, act_id: Any = None) -> None:
        """Note a publication."""
        self.note(act_id)

    @workflow.signal(description="Staff withdrew the document; cites the act")
    def withdraw(self, act_id: Any = None) -> None:
        """Note a withdrawal."""
        self.note(act_id)

    @workflow.signal(description="Staff extended the validity or changed the reminders; cites the act")
    def extend(self, act_id: Any = None) -> None:
        """Note an extension."""
        self.note(act_id)

    @workflow.signal(description="An answer was taken back; cites the act")
    def reopen(self, act_id: Any = None) -> None:
        """Note that the document waits again."""
        self.note(act_id)
