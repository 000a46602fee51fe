"""Secret links: one per recipient and document in mail, one on paper, and those that staff share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, select

from domain.comparison import unchanged_lines
from domain.document import Content
from domain.refusals import NotFound
from records import audit, tokens
from records.acts import lock
from records.audit import Actor
from records.database import Database, Tx, enter
from records.ids import new_id
from records.schema import clients, comment_drafts, companies, documents, jobs, links, versions

PARTS = {"document": documents, "company": companies, "client": clients, "job": jobs, "version": versions}

# Every page of a client starts with these two: they are put together once, not at each request.
FIND = select(
    links,
    (links.c.expires_at.is_not(None) & (links.c.expires_at <= bindparam("now"))).label("is_expired"),
).where(links.c.token_hash == bindparam("presented"), links.c.revoked_at.is_(None))
READ = (
    select(*(column.label(f"{name}__{column.name}") for name, table in PARTS.items() for column in table.c))
    .select_from(documents)
    .join(companies, companies.c.id == documents.c.company_id)
    .join(clients, (clients.c.company_id == documents.c.company_id) & (clients.c.id == documents.c.client_id))
    .outerjoin(jobs, (jobs.c.company_id == documents.c.company_id) & (jobs.c.id == documents.c.job_id))
    .join(
        versions,
        (versions.c.company_id == documents.c.company_id)
        & (versions.c.document_id == documents.c.id)
        & (versions.c.version == documents.c.version),
    )
    .where(documents.c.company_id == bindparam("company"), documents.c.id == bindparam("document"))
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a secret link opens: the link, the document, its company, client, job and current version."""

    link: Row[Any]
    document: Row[Any]
    company: Row[Any]
    client: Row[Any]
    job: Row[Any] | None
    version: Row[Any]

    @property
    def expired(self) -> bool:
        """Whether the link itself is too old to open anything."""
        return bool(self.link.is_expired)


def token(tx: Tx, seed: bytes) -> str:
    """Give the secret of a link from its stored seed."""
    return tokens.token_of(tx.key, seed)


async def find(tx: Tx, presented: str) -> Row[Any] | None:
    """Find the link of a secret and enter its company; None when it is unknown or revoked."""
    row = await tx.first(FIND, {"presented": bytes.fromhex(presented), "now": tx.at})
    if row is not None:
        await enter(tx, row.company_id)
    return row


async def open_in(tx: Tx, presented: str) -> Opened:
    """Open a link inside a transaction that presents it. Raises `NotFound`."""
    link = await find(tx, presented)
    if link is None:
        raise NotFound("no-such-link")
    return await read(tx, link)


async def open_link(database: Database, secret: str, at: datetime | None = None) -> Opened:
    """Open a secret link for reading. Raises `NotFound` for an unknown or revoked one."""
    presented = tokens.hash_of(database.key, secret).hex()
    async with database.presenting(presented, at) as tx:
        return await open_in(tx, presented)


async def read(tx: Tx, link: Row[Any]) -> Opened:
    """Read all that a page about the link's document needs, in one query."""
    row = await tx.first(READ, {"company": tx.company_id, "document": link.document_id})
    if row is None:
        raise NotFound("no-such-link")
    values = iter(row)
    return Opened(link, **{name: _part(table, values) for name, table in PARTS.items()})


async def for_recipient(tx: Tx, document_id: str, purpose: str, email: str = "", name: str = "") -> Row[Any]:
    """Give the live link of a recipient and purpose, making it the first time."""
    row = await tx.first(
        select(links).where(
            links.c.company_id == tx.company_id,
            links.c.document_id == document_id,
            links.c.purpose == purpose,
            links.c.email == email,
            links.c.revoked_at.is_(None),
        )
    )
    return row or await _make(tx, document_id, purpose, email, name)


async def get(tx: Tx, link_id: str) -> Row[Any]:
    """Give a link. Raises `NotFound`."""
    row = await tx.first(select(links).where(links.c.company_id == tx.company_id, links.c.id == link_id))
    if row is None:
        raise NotFound("no-such-link")
    return row


async def all_of(tx: Tx, document_id: str) -> list[Row[Any]]:
    """List the document's live links, oldest first."""
    return list(
        await tx.all(
            select(links)
            .where(
                links.c.company_id == tx.company_id,
                links.c.document_id == document_id,
                links.c.revoked_at.is_(None),
            )
            .order_by(links.c.created_at, links.c.id)
        )
    )


async def revoke(tx: Tx, document_id: str, link_id: str, actor: Actor) -> Row[Any]:
    """Make a link dead at once. Raises `NotFound`."""
    await lock(tx, document_id)
    row = await tx.first(
        links.update()
        .where(
            links.c.company_id == tx.company_id,
            links.c.document_id == document_id,
            links.c.id == link_id,
            links.c.revoked_at.is_(None),
        )
        .values(revoked_at=tx.at)
        .returning(links)
    )
    if row is None:
        raise NotFound("no-such-link")
    await tx.notify(document_id)
    await audit.append(
        tx, "link_revoked", actor, document_id=document_id, data={"link": link_id, "purpose": row.purpose}
    )
    return row


async def rotate(tx: Tx, document_id: str, link_id: str, actor: Actor) -> Row[Any]:
    """Replace a link by a new one for the same recipient; the old one is dead at once. Raises `NotFound`."""
    await lock(tx, document_id)
    old = await tx.first(
        links.update()
        .where(links.c.company_id == tx.company_id, links.c.document_id == document_id, links.c.id == link_id)
        .where(links.c.revoked_at.is_(None))
        .values(revoked_at=tx.at)
        .returning(links)
    )
    if old is None:
        raise NotFound("no-such-link")
    new = await _make(tx, document_id, old.purpose, old.email, old.name)
    await tx.notify(document_id)
    await audit.append(
        tx, "link_rotated", actor, document_id=document_id, data={"old": link_id, "new": new.id}
    )
    return new


async def seen(tx: Tx, link: Row[Any], version: int) -> None:
    """Note the first human gesture on the page of this version."""
    if link.seen_version == version:
        return
    await tx.execute(
        links.update()
        .where(links.c.company_id == tx.company_id, links.c.id == link.id)
        .values(seen_at=tx.at, seen_version=version)
    )
    await tx.notify(link.document_id)
    await audit.append(
        tx,
        "seen",
        Actor("client", link.id),
        document_id=link.document_id,
        version=version,
        data={"purpose": link.purpose},
    )


async def carry_over(tx: Tx, document_id: str, before: Content, after: Content) -> None:
    """Keep draft comments on lines that read the same in the new version; the others are void."""
    kept = list(unchanged_lines(before, after))
    mine = (comment_drafts.c.company_id == tx.company_id) & (comment_drafts.c.document_id == document_id)
    await tx.execute(comment_drafts.delete().where(mine, comment_drafts.c.line_id.not_in(kept)))
    await tx.execute(comment_drafts.update().where(mine).values(version=after.version))


async def _make(tx: Tx, document_id: str, purpose: str, email: str, name: str) -> Row[Any]:
    seed = tokens.new_seed()
    row = await tx.first(
        links.insert()
        .values(
            company_id=tx.company_id,
            id=new_id("lnk"),
            document_id=document_id,
            purpose=purpose,
            email=email,
            name=name,
            seed=seed,
            token_hash=tokens.hash_of(tx.key, tokens.token_of(tx.key, seed)),
            created_at=tx.at,
        )
        .returning(links)
    )
    assert row is not None  # noqa: S101  an insert returns its row
    return row


def _part(table: Table, values: Iterator[Any]) -> Any:
    """Take one table's columns off a joined row; None when the join found nothing."""
    taken = {column.name: next(values) for column in table.c}
    return Part(taken) if any(value is not None for value in taken.values()) else None


class Part:
    """One table's columns of a joined row, by name."""

    def __init__(self, values: dict[str, Any]) -> None:
        """Keep the values as attributes."""
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> Any:  # what a type checker needs to know
        raise AttributeError(name)
