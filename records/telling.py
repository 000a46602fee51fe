"""Who learns of an act by mail: written in the act's own transaction, sent by the document's workflow."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from domain.kinds import KINDS
from domain.lifecycle import Action
from records import approvers, letters, outbox
from records.approvers import NOBODY, Running
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.parties import client_of, recipient_of, whom_to_tell
from records.schema import answers, documents, jobs

# What the client, and staff, are sent after an act. `sent` becomes `new_version` from version 2 on.
TO_CLIENT: Mapping[Action, str] = {
    Action.PUBLISH: "sent",
    Action.APPROVE: "receipt",
    Action.REJECT: "receipt",
    Action.HOLD: "receipt",
    Action.SIGN: "receipt",
    Action.MARK_ACCEPTED: "receipt",
    Action.WITHDRAW: "withdrawn",
    Action.EXTEND: "extended",
    Action.REOPEN: "reopened",
    Action.ENDORSE: "receipt",
    Action.DEEM: "deemed",
    Action.ACCEPT_ADMITTED: "admitted_taken",
}
TO_STAFF: Mapping[Action, str] = {
    Action.APPROVE: "answered",
    Action.REJECT: "answered",
    Action.HOLD: "answered",
    Action.SIGN: "answered",
    Action.MARK_ACCEPTED: "answered",
    Action.REOPEN: "answer_taken_back",
    Action.RESUME: "hold_over",
    Action.EXPIRE: "expired",
    Action.ENDORSE: "answered",
    Action.DEEM: "deadline",
}


async def write(tx: Tx, action: Action, document: Any, version: int, actor: Actor, act_id: str) -> None:
    """Write the letters that an act calls for; whoever did it is not told of it again."""
    client = await client_of(tx, document)
    job = document.job_id and await tx.first(
        select(jobs).where(jobs.c.company_id == tx.company_id, jobs.c.id == document.job_id)
    )
    chain = await _chain(tx, document, version)
    about: dict[str, Any] = {
        "document_id": document.id,
        "version": version,
        "key": act_id,
        "details": {"act_id": act_id, "action": str(action), "awaited": awaited(chain)},
    }
    if kind := TO_CLIENT.get(action):
        kind = "new_version" if kind == "sent" and version > 1 else kind
        to = {
            **_recipients(chain, action, act_id, recipient_of(client, job)),
            **await _signatory(tx, act_id),
        }
        await letters.write(tx, kind, audience="client", to=to.items(), locale=client.locale, **about)
    if kind := TO_STAFF.get(action):
        for user in await whom_to_tell(tx, document.job_id):
            if user.id != actor.id:
                to_staff = [(user.email, user.name)]
                await letters.write(tx, kind, audience="staff", to=to_staff, locale=user.locale, **about)


def awaited(chain: Running) -> list[str]:
    """Give the turns of those whom a letter that is written now can name as awaited."""
    return [turn.id for turn in chain.open_turns]


async def _chain(tx: Tx, document: Any, version: int) -> Running:
    if not KINDS[document.kind].on_contract:
        return NOBODY
    return (await approvers.running_of(tx, [(document.id, version)])).get(document.id, NOBODY)


def _recipients(chain: Running, action: Action, act_id: str, recipient: tuple[str, str]) -> dict[str, str]:
    """Give who else is told: the recipient, and those of the approvers who have been asked.

    Approvers learn of a new version by the letter that says that it is their turn; of an approval that is
    not the last one, only the one whose turn it was gets a receipt, whoever answered in it.
    """
    if not chain:
        return dict([recipient])
    if action is Action.PUBLISH:
        return {}
    if action is Action.ENDORSE:
        return {turn.email: turn.name for turn in chain.turns if turn.answer_id == act_id}
    asked = {turn.email: turn.name for turn in chain.turns if turn.opened_at}
    return {**dict([recipient]), **asked}


async def refusal(tx: Tx, letter_id: str, error: str) -> None:
    """Note that a mail server refused a letter for good; staff learn of it when it was for the client.

    `error` is the server's own words. A refused letter to staff is only noted: telling them by mail that
    mail does not reach them helps nobody. Noting it twice, or after all was sent, changes nothing.
    """
    letter = await letters.get(tx, letter_id)
    document = letter.document_id and await tx.first(
        select(documents.c.job_id)
        .where(documents.c.company_id == tx.company_id, documents.c.id == letter.document_id)
        .with_for_update(read=True)  # the document before its letters, as everywhere
    )
    letter = await letters.get(tx, letter_id, lock=True)
    if letter.state not in letters.WAITING:
        return
    act_id = new_id("act")
    if document and letter.audience == "client":
        for user in await whom_to_tell(tx, document.job_id):
            await letters.write(
                tx,
                "mail_failed",
                key=act_id,
                audience="staff",
                to=[(user.email, user.name)],
                locale=user.locale,
                document_id=letter.document_id,
                version=letter.version,
                details={"letter_id": letter_id, "reason": error[:500]},
            )
        # Urgent letters leave without the story, so it does not know that there is one to send now.
        await outbox.put(tx, letter.document_id, "extend", act_id)
    await letters.failed(tx, letter_id, error, act_id)


async def _signatory(tx: Tx, answer_id: str) -> dict[str, str]:
    """Give the address that a client typed with an answer: the receipt goes there too."""
    row = await tx.first(
        select(answers.c.email, answers.c.name).where(
            answers.c.company_id == tx.company_id, answers.c.id == answer_id, answers.c.given_by == "client"
        )
    )
    return {row.email: row.name} if row else {}
