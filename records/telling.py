"""Who learns of an act by mail: written in the act's own transaction, sent by the document's workflow."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from domain.lifecycle import Action
from records import letters
from records.audit import Actor
from records.database import Tx
from records.parties import recipient_of, whom_to_tell
from records.schema import answers, clients, jobs

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
}


async def write(tx: Tx, action: Action, document: Any, version: int, actor: Actor, act_id: str) -> None:
    """Write the letters that an act calls for; whoever did it is not told of it again."""
    client = await tx.first(
        select(clients).where(clients.c.company_id == tx.company_id, clients.c.id == document.client_id)
    )
    job = document.job_id and await tx.first(
        select(jobs).where(jobs.c.company_id == tx.company_id, jobs.c.id == document.job_id)
    )
    assert client is not None  # noqa: S101  the foreign key says so
    about: dict[str, Any] = {
        "document_id": document.id,
        "version": version,
        "key": act_id,
        "details": {"act_id": act_id, "action": str(action)},
    }
    if kind := TO_CLIENT.get(action):
        kind = "new_version" if kind == "sent" and version > 1 else kind
        to = {**dict([recipient_of(client, job)]), **await _signatory(tx, act_id)}
        await letters.write(tx, kind, audience="client", to=to.items(), locale=client.locale, **about)
    if kind := TO_STAFF.get(action):
        for user in await whom_to_tell(tx, document.job_id):
            if user.id != actor.id:
                to_staff = [(user.email, user.name)]
                await letters.write(tx, kind, audience="staff", to=to_staff, locale=user.locale, **about)


async def _signatory(tx: Tx, answer_id: str) -> dict[str, str]:
    """Give the address that a client typed with an answer: the receipt goes there too."""
    row = await tx.first(
        select(answers.c.email, answers.c.name).where(
            answers.c.company_id == tx.company_id, answers.c.id == answer_id, answers.c.given_by == "client"
        )
    )
    return {row.email: row.name} if row else {}
