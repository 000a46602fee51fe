"""An address that mail servers refused, mended: what could not be delivered there is written again."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, func, select

from domain.refusals import Invalid, NotFound, Problem, Refused
from records import acts, letters, links, parties, turns
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import clients
from records.schema import letters as letter_table


async def mend_client(tx: Tx, client_id: str, email: str, actor: Actor) -> int:
    """Change a client's address, or keep it, and send again what did not arrive there; gives how many.

    Raises `Invalid` or `NotFound`.
    """
    old = await parties.client(tx, client_id)
    lost = await _lost(tx, old.email)
    new = await parties.change_client(tx, client_id, actor, {"email": email})
    await tx.execute(
        clients.update()
        .where(clients.c.company_id == tx.company_id, clients.c.id == client_id)
        .values(mail_failed_at=None)
    )
    return await _send_again(tx, lost, new.email, actor)


async def mend_job(tx: Tx, job_id: str, actor: Actor, raw: Mapping[str, Any]) -> Row[Any]:
    """Change a job; when its technical address changes, send again what did not arrive at the old one.

    Raises `Invalid` or `NotFound`.
    """
    old = await parties.job(tx, job_id)
    lost = await _lost(tx, old.technical_email) if old.technical_email else []
    new = await parties.change_job(tx, job_id, actor, raw)
    if new.technical_email != old.technical_email:
        client = await parties.client(tx, new.client_id)
        await _send_again(tx, lost, new.technical_email or client.email, actor)
    return new


async def failed_letter(tx: Tx, document_id: str, letter_id: str) -> Row[Any]:
    """Give a letter of a document that a mail server refused.

    Raises `NotFound`, or `Refused` for a letter that left, is about to, or has lost its purpose.
    """
    found = [row for row in await letters.of_document(tx, document_id) if row.id == letter_id]
    if not found:
        raise NotFound("no-such-letter")
    if found[0].state != "failed":
        raise Refused("not-now" if found[0].state == "dropped" else "letter-on-its-way")
    return found[0]


async def mend_letter(
    tx: Tx, document_id: str, letter_id: str, email: str | None, actor: Actor, *, keep: bool = False
) -> Row[Any]:
    """Send one letter that failed again, to another address or, without one, to the same.

    `keep` writes the address into the client's file too. Gives the letter as it is now due.
    Raises `Invalid`, `NotFound` or `Refused`.
    """
    document = await acts.lock(tx, document_id)
    letter = await failed_letter(tx, document_id, letter_id)
    try:
        address = parties.email_address(letter.to_email if email is None else email)
    except ValueError as error:
        raise Invalid([Problem("email", "not-an-email")]) from error
    others = [row for row in await letters.of_document(tx, document_id) if row.id != letter_id]
    if any((row.key, row.to_email) == (letter.key, address) for row in others):
        raise Refused("letter-on-its-way")  # the same letter went to that address besides
    if letter.audience == "client" and letter.to_email != address:
        await _redirect(tx, letter, address)
    if keep and letter.audience == "client":
        await parties.change_client(tx, document.client_id, actor, {"email": address})
    await letters.again(tx, letter_id, address)
    await acts.tell(tx, document_id, "extend", actor, "mail_again", version=letter.version)
    return await letters.get(tx, letter_id)


async def _redirect(tx: Tx, letter: Row[Any], email: str) -> None:
    """Give an address a link of its own, and the turn that the letter asks for, if it asks for one."""
    link = await links.for_recipient(tx, letter.document_id, "mail", email, letter.to_name)
    if turn := letter.details.get("turn"):
        await turns.readdress(tx, turn, email, link.id)


async def _lost(tx: Tx, email: str) -> Sequence[Row[Any]]:
    """List the letters that an address refused, with their documents locked before anything is written."""
    rows = await tx.all(
        select(letter_table)
        .where(
            letter_table.c.company_id == tx.company_id,
            letter_table.c.state == "failed",
            letter_table.c.audience == "client",
            letter_table.c.document_id.is_not(None),
            func.lower(letter_table.c.to_email) == email.lower(),
        )
        .order_by(letter_table.c.document_id, letter_table.c.created_at)
    )
    for document_id in dict.fromkeys(row.document_id for row in rows):
        await acts.lock(tx, document_id)
    return rows


async def _send_again(tx: Tx, lost: Sequence[Row[Any]], email: str, actor: Actor) -> int:
    """Write each as a letter of its own: its document's story sends it, whatever became of the first."""
    for row in lost:
        act_id = new_id("act")
        await _redirect(tx, row, email.lower())
        await letters.write(
            tx,
            row.kind,
            key=act_id,
            audience=row.audience,
            to=[(email.lower(), row.to_name)],
            locale=row.locale,
            document_id=row.document_id,
            version=row.version,
            cc=row.cc,
            details=row.details,
        )
        await tx.execute(
            letter_table.update()
            .where(letter_table.c.company_id == tx.company_id, letter_table.c.id == row.id)
            .values(state="dropped", lease_until=None)
        )
        about: dict[str, Any] = {"version": row.version, "data": {"kind": row.kind}, "act_id": act_id}
        await acts.tell(tx, row.document_id, "extend", actor, "mail_again", **about)
    return len(lost)
