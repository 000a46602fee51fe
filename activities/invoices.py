"""What an invoice's story asks of the record: how it stands, and its five actions."""

from typing import Any

import structlog
from sqlalchemy import Row
from temporalio import activity

from activities.shapes import ActionDue, Look, NextStep, View
from domain.invoice import UNPAID, State
from domain.reminders import Step, StepKind
from records import acts, chasing, invoices, letters, validation
from records.database import Database, Tx

log = structlog.get_logger()

SUMMARIES: dict[StepKind, str] = {
    StepKind.VALIDATE: "Validate on the day chosen",
    StepKind.DUE_SOON: "Tell the client that the invoice is due soon",
    StepKind.OVERDUE: "Overdue letter {number} to the client",
    StepKind.FORMAL: "Formal notice to the client",
    StepKind.CALL: "Ask a référent to call about the unpaid invoice",
    StepKind.RELEASE: "The retention is due back",
}


class InvoiceActivities:
    """The five actions, as far as the record does them. Each is one transaction, and safe to run twice."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self.database = database

    @activity.defn
    async def act_on_invoice(self, due: ActionDue) -> bool:
        """Carry out one action, or note that the PDF is filed; False when it was done before.

        A failure is noted for whoever looks at the invoice; the story tries again.
        """
        company_id, document_id = due.subject.company_id, due.subject.document_id
        try:
            async with self.database.transaction(company_id) as tx:
                if due.name == "file":
                    return await validation.filed(tx, document_id)
                return await validation.carry_out(tx, document_id, due.name)
        except Exception as error:
            async with self.database.transaction(company_id) as tx:
                await validation.failed(tx, document_id, due.name, type(error).__name__)
            raise


async def look_at_invoice(tx: Tx, question: Look, document: Row[Any]) -> View:
    """Tell how an invoice stands now and what it still needs."""
    facts = await invoices.facts(tx, document.id)
    steps = await chasing.steps(tx, document, await acts.company(tx))
    following = steps[0] if steps else None
    return View(
        kind=document.kind,
        state=document.state,
        version=document.version,
        settled=not following and (facts.closed_at is not None or document.state == State.PROVISIONAL),
        waiting_for=_waiting_for(document, facts),
        job_id=document.job_id or "",
        letters=await letters.unsent(tx, document.id),
        action=await validation.next_action(tx, document.id),
        step=_next(following) if following else None,
        unknown=[act for act in question.cited if not await acts.exists(tx, document.id, act)],
    )


def _next(step: Step) -> NextStep:
    return NextStep(step.key, step.at, SUMMARIES[step.kind].format(number=step.number))


def _waiting_for(document: Row[Any], facts: Row[Any]) -> str:
    if document.state == State.PROVISIONAL:
        return "staff, to validate it"
    if document.state in UNPAID:
        paused = f", paused until {facts.paused_until}" if facts.paused_until else ""
        return f"the client's payment, due {facts.due_on}{paused}"
    return "the end of the retention" if facts.retention and not facts.released else ""
