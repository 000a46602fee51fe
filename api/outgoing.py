"""The next version of a document as it would leave now: what it says, to whom, with which mail, and then."""

from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from domain import chain as rules
from domain.document import Content
from domain.draft import clean
from domain.kinds import KINDS
from domain.refusals import Problem
from domain.reminders import Step
from records import acts, approvers, parties, publishing, reminders, templates, turns
from records.audit import Actor
from records.database import Tx
from ui.chain import last_day
from ui.mail.kinds import Kind, name_of
from ui.mail.letters import Composed, Wording, compose
from ui.mail.view import NO_CHAIN, Chain, View


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The next version as it would leave now. `also` are asked at the same time as `to` (e-mail, name).

    `approvers` are all who must approve it, `chain` what the letter to the first of them says.
    """

    company: Any
    document: Row[Any]
    client: Row[Any]
    content: Content
    problems: list[Problem]
    kind: Kind
    to: tuple[str, str]
    also: list[tuple[str, str]]
    wording: Row[Any] | None
    steps: list[Step]
    chain: Chain
    approvers: rules.Chain = ()

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
            chain=self.chain,
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
    chain = await approvers.chain_of_job(tx, document.job_id) if KINDS[document.kind].on_contract else ()
    asked = _asked_first(tx, chain, company) or [parties.recipient_of(client, job)]
    kind = Kind.TURN if chain else Kind.NEW_VERSION if document.version else Kind.SENT
    return Outgoing(
        company,
        document,
        client,
        content,
        problems,
        kind,
        asked[0],
        asked[1:],
        await templates.template(tx, name_of(kind, document.kind), client.locale),
        reminders.if_sent(company, document, tx.at, content.valid_until, chain),
        _opening(tx, chain, company),
        chain,
    )


def _asked_first(tx: Tx, chain: rules.Chain, company: Any) -> list[tuple[str, str]]:
    """Give those whom the first stage asks today, or who stand in for them: (e-mail, name)."""
    today = acts.today(tx, company.timezone)
    first = [step for step, stage in zip(chain, rules.stages(chain), strict=True) if stage == 1]
    asked = [person.on(today) for step in first for person in step.people]
    return [(email, name) for name, email in asked]


def _opening(tx: Tx, chain: rules.Chain, company: Any) -> Chain:
    """Give what the letter to the first of them says of their step."""
    if not chain:
        return NO_CHAIN
    first, zone = chain[0], ZoneInfo(company.timezone)
    due = turns.due_at(first.days, tx.at, zone)
    return Chain(
        first.title,
        last_day=last_day(due, zone) if due else None,
        silence=first.at_deadline is rules.AtDeadline.DEEM,
    )
