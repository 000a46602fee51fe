"""What a client can ask for without answering: more time, a new link, a link that was lost."""

from typing import Any

from sqlalchemy import select

from domain.draft import clean
from domain.refusals import Invalid, Problem
from records import letters, links
from records.acts import lock, moment, tell
from records.audit import Actor
from records.database import Database, Tx
from records.ids import new_id
from records.parties import whom_to_tell
from records.schema import clients, documents
from records.schema import links as link_table

MAX_NOTE = 2_000


async def extension(tx: Tx, opened: links.Opened, name: str, note: str) -> None:
    """Tell staff that the client would like the validity to be extended. Raises `Invalid`."""
    said, who = clean(note), clean(name)
    problems = [] if who else [Problem("name", "name-needed")]
    if len(said) > MAX_NOTE:
        problems.append(Problem("note", "too-long", {"limit": MAX_NOTE}))
    if problems:
        raise Invalid(problems)
    act_id = new_id("act")
    for user in await whom_to_tell(tx, opened.document.job_id):
        await letters.write(
            tx,
            "extension_asked",
            key=act_id,
            audience="staff",
            to=[(user.email, user.name)],
            locale=user.locale,
            document_id=opened.document.id,
            version=opened.document.version,
            details={"name": who, "note": said},
        )
    await tell(
        tx,
        opened.document.id,
        "extend",
        Actor("client", opened.link.id, who),
        "extension_asked",
        version=opened.document.version,
        data={"note": said},
        act_id=act_id,
    )


async def new_link(tx: Tx, document: Any, link: Any, locale: str) -> None:
    """Replace an expired mail link by a fresh one, mailed to the address that the old one was made for."""
    if not link.email:
        return
    document = await lock(tx, document.id)
    replaced = await tx.scalar(
        link_table.update()
        .where(
            link_table.c.company_id == tx.company_id,
            link_table.c.id == link.id,
            link_table.c.revoked_at.is_(None),
        )
        .values(revoked_at=tx.at)
        .returning(link_table.c.id)
    )
    if replaced is None:  # staff revoked it meanwhile: that stands
        return
    fresh = await links.for_recipient(tx, document.id, "mail", link.email, link.name)
    await _mail_link(tx, document.id, document.version, fresh, locale)


async def recover(database: Database, email: str) -> None:
    """Mail somebody the links of their documents that still wait; nothing happens for an unknown address."""
    address = clean(email).lower()
    async with database.presenting(address) as tx:
        known = await tx.all(select(clients.c.company_id, clients.c.locale).where(clients.c.email == address))
    for row in {row.company_id: row for row in known}.values():
        async with database.transaction(row.company_id) as tx:
            await _mail_open_links(tx, address, row.locale)


async def _mail_open_links(tx: Tx, address: str, locale: str) -> None:
    rows = await tx.all(
        select(link_table, documents.c.version.label("current"))
        .join(
            documents,
            (documents.c.company_id == link_table.c.company_id)
            & (documents.c.id == link_table.c.document_id),
        )
        .where(
            link_table.c.company_id == tx.company_id,
            link_table.c.email == address,
            link_table.c.purpose == "mail",
            link_table.c.revoked_at.is_(None),
            documents.c.state.in_(["sent", "on_hold", "expired"]),
        )
        .order_by(documents.c.sent_at.desc())
        .limit(20)
    )
    for row in rows:
        await _mail_link(tx, row.document_id, row.current, row, locale)


async def _mail_link(tx: Tx, document_id: str, version: int, link: Any, locale: str) -> None:
    await letters.write(
        tx,
        "new_link",
        key=f"{link.id}/{moment(tx.at)}",
        audience="client",
        to=[(link.email, link.name)],
        locale=locale,
        document_id=document_id,
        version=version,
        details={"link_id": link.id},
    )
