"""The next version of a document as it would leave now: what it says, to whom, with which mail, and then."""

from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from domain.document import Content
from domain.draft import clean
from domain.kinds import KINDS
from domain.refusals import Problem
from domain.reminders import Situation, Step, schedule
from records import acts, parties, publishing, reminders, templates
from records.audit import Actor
from records.database import Tx
from ui.mail.letters import Composed, Kind, View, Wording, compose


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The next version as it would leave now."""

    company: Any
    document: Row[Any]
    client: Row[Any]
    content: Content
    problems: list[Problem]
    to: tuple[str, str]  # e-mail address and name
    wording: Row[Any] | None
    steps: list[Step]

    @property
    def kind(self) -> Kind:
        """Which letter goes with it."""
        return _kind(self.document)

    def letter(self, base_url: str, message: str) -> Composed:
        """Write the mail as it will leave. The link in it is not made yet, so it reads `…`."""
        shown = View(
            self.kind,
            self.client.locale,
            self.content,
            f"{base_url}/c/…",
            self.to[1],
            ZoneInfo(self.company.timezone),
            accent=self.company.accent,
            valid_until=self.content.valid_until,
            message=clean(message)[: publishing.MAX_MESSAGE],
            attached=self.client.attach_pdf,
        )
        wording = self.wording
        return compose(shown, Wording(wording.subject, wording.body) if wording else None)


async def outgoing(tx: Tx, document_id: str, actor: Actor, company: Any) -> Outgoing:
    """Gather what would leave if `actor` published now. Raises `NotFound` or, without a draft, `Refused`."""
    content, problems = await publishing.preview(tx, document_id, actor)
    document = await acts.read(tx, document_id)
    if not content.number:  # given in the publishing transaction itself, so that none is ever skipped
        content = replace(content, number=f"{KINDS[document.kind].series}-{tx.at.year}-…")
    client = await parties.client(tx, document.client_id)
    job = await parties.job(tx, document.job_id) if document.job_id else None
    plan = reminders.plan_of(company, document)
    calendar = reminders.calendar_of(company, tx.at.year)
    return Outgoing(
        company,
        document,
        client,
        content,
        problems,
        parties.recipient_of(client, job),
        await templates.template(tx, _kind(document), client.locale),
        schedule(plan, Situation(tx.at, content.valid_until), calendar),
    )


def _kind(document: Row[Any]) -> Kind:
    return Kind.NEW_VERSION if document.version else Kind.SENT
