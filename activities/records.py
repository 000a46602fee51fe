"""Reading the record and carrying out the steps that the plan has for a document."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from sqlalchemy import select
from temporalio import activity

from activities.invoices import look_at_invoice
from activities.shapes import Bill, DueStep, Look, NextStep, Stray, View
from domain.lifecycle import ACCEPTED, SETTLED, State
from domain.refusals import Refused
from domain.reminders import Step, StepKind
from records import acts, approvers, audit, billings, chasing, course, letters, reminders
from records.audit import Actor
from records.database import Database, Tx
from records.schema import audit_events, clients, versions

log = structlog.get_logger()
LONGEST_CITATION = 80

WAITING_FOR: dict[State, str] = {
    State.SENT: "the client's answer",
    State.ON_HOLD: "the client, who asked for time",
    State.REJECTED: "staff, to correct or withdraw it",
    State.EXPIRED: "staff, to extend, correct or withdraw it",
}
# What passes through the workflow server names nobody.
ROLES: dict[str, str] = {
    "architect": "the architect",
    "owner": "the owner",
    "payer": "the payer",
    "other": "another approver",
}
SUMMARIES: dict[StepKind, str] = {
    StepKind.REMIND: "Reminder {number} to the client",
    StepKind.CALL: "Ask a référent to call the client",
    StepKind.EXPIRING: "Tell the client that the validity ends soon",
    StepKind.RESUME: "The hold ends",
    StepKind.EXPIRE: "The last valid day is over",
    StepKind.DEADLINE: "Deadline of step {number} of the approvers",
}
ENDS: dict[str, Callable[[Tx, str], Awaitable[str]]] = {
    "resume": course.resume,
    "expire": course.expire,
}


class RecordActivities:
    """What the stories ask of the record. Each is one transaction, and safe to run twice."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self.database = database

    @activity.defn
    async def look(self, question: Look) -> View:
        """Tell how the document stands now and what it still needs."""
        subject = question.subject
        async with self.database.transaction(subject.company_id, question.now) as tx:
            document = await acts.read(tx, subject.document_id)
            if document.kind == "invoice":
                return await look_at_invoice(tx, question, document)
            state = State(document.state)
            paper = await _missing_paper(tx, document)
            steps = await reminders.steps(tx, document, await acts.company(tx))
            return View(
                kind=document.kind,
                state=state,
                version=document.version,
                settled=state in SETTLED and not document.in_part,
                waiting_for=await _waiting_for(tx, document, state),
                job_id=document.job_id or "",
                letters=await _ready_letters(tx, document, paper),
                paper=paper,
                billing=await billings.due(tx, document),
                step=_next(steps),
                unknown=[act for act in question.cited if not await acts.exists(tx, document.id, act)],
            )

    @activity.defn
    async def carry_out(self, due: DueStep) -> bool:
        """Carry out a due step; False when an answer, a hold or a new version made it pointless."""
        async with self.database.transaction(due.subject.company_id, due.now) as tx:
            try:
                if end := ENDS.get(due.key):
                    await end(tx, due.subject.document_id)
                    return True
                document = await acts.read(tx, due.subject.document_id)
                if document.kind == "invoice":
                    return await chasing.carry_out(tx, document.id, due.key)
                return await reminders.carry_out(tx, document.id, due.key)
            except Refused as refused:
                log.info("step.pointless", step=due.key, document=due.subject.document_id, why=str(refused))
                return False

    @activity.defn
    async def bill(self, accepted: Bill) -> bool:
        """Hand an accepted document's figures over to invoicing; False when that was done already."""
        async with self.database.transaction(accepted.subject.company_id) as tx:
            return await billings.bill(tx, accepted.subject.document_id, accepted.answer_id)

    @activity.defn
    async def note_stray(self, stray: Stray) -> None:
        """Write into the journal that signals cited acts which nobody recorded."""
        async with self.database.transaction(stray.subject.company_id) as tx:
            for cited in stray.cited:
                await audit.append(
                    tx,
                    "signal_ignored",
                    Actor("operator"),
                    document_id=stray.subject.document_id,
                    data={"cited": cited[:LONGEST_CITATION]},
                )


async def _waiting_for(tx: Tx, document: Any, state: State) -> str:
    """Say in an operator's words whom the document waits for, and since when."""
    if document.in_part:
        return "staff, to take what was admitted or publish a new version"
    chain = await approvers.running(tx, document)
    if state is State.SENT and chain.since:
        asked = " and ".join(dict.fromkeys(ROLES[turn.role] for turn in chain.open_turns))
        return f"{asked} (stage {chain.stage}), since {chain.since:%Y-%m-%d}"
    return WAITING_FOR.get(state, "")


def _next(steps: list[Step]) -> NextStep | None:
    if not steps:
        return None
    step = steps[0]
    return NextStep(step.key, step.at, SUMMARIES[step.kind].format(number=step.number))


async def _missing_paper(tx: Tx, document: Any) -> int:
    """Give the current version when its PDF is not there yet."""
    missing = await tx.scalar(
        select(versions.c.version).where(
            versions.c.company_id == tx.company_id,
            versions.c.document_id == document.id,
            versions.c.version == document.version,
            versions.c.pdf_sha256.is_(None),
        )
    )
    return missing or 0


async def _ready_letters(tx: Tx, document: Any, paper: int) -> dict[str, str]:
    """Give the letters that can leave: those that carry the PDF wait for it."""
    if paper and State(document.state) not in ACCEPTED:
        attach = await tx.scalar(
            select(clients.c.attach_pdf).where(
                clients.c.company_id == tx.company_id, clients.c.id == document.client_id
            )
        )
        if attach:
            return {}
    return await letters.unsent(tx, document.id)


async def last_act(tx: Tx, document_id: str) -> str:
    """Give the id of the document's latest act: what a signal that wakes its story can cite."""
    return str(
        await tx.scalar(
            select(audit_events.c.act_id)
            .where(audit_events.c.company_id == tx.company_id, audit_events.c.document_id == document_id)
            .order_by(audit_events.c.seq.desc())
            .limit(1)
        )
    )
