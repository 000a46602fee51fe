"""Comments by line: the client's private drafts until they are sent, and those that staff must answer."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from domain import draft as typed
from domain.answer import MAX_COMMENT
from domain.refusals import Invalid, Problem, Superseded
from records import acts
from records.database import Tx
from records.schema import answers, comment_drafts, line_comments

DRAFTS = select(comment_drafts.c.line_id, comment_drafts.c.text).where(
    comment_drafts.c.company_id == bindparam("company"), comment_drafts.c.link_id == bindparam("link")
)


async def keep_draft(tx: Tx, link: Row[Any], version: int, line_id: str, text: str) -> None:
    """Keep, or with an empty text forget, what the holder of a link notes on a line before answering.

    Raises `Superseded` when the document has a newer version, `Invalid` for a line that it does not have.
    """
    document = await acts.lock(tx, link.document_id)
    if version != document.version:
        raise Superseded(version, document.version)
    content = await acts.content_of(tx, link.document_id, version)
    said = typed.clean(text)
    if line_id not in content.line_ids:
        raise Invalid([Problem("line_comment", "foreign-line")])
    if len(said) > MAX_COMMENT:
        raise Invalid([Problem(f"line_comment[{line_id}]", "too-long", {"limit": MAX_COMMENT})])
    if not said:
        await tx.execute(comment_drafts.delete().where(_of(tx, link.id), comment_drafts.c.line_id == line_id))
        return
    row = insert(comment_drafts).values(
        company_id=tx.company_id,
        link_id=link.id,
        line_id=line_id,
        document_id=link.document_id,
        version=version,
        text=said,
        updated_at=tx.at,
    )
    await tx.execute(
        row.on_conflict_do_update(
            index_elements=["company_id", "link_id", "line_id"],
            set_={
                "text": row.excluded.text,
                "version": row.excluded.version,
                "updated_at": row.excluded.updated_at,
            },
        )
    )


async def drafts(tx: Tx, link_id: str) -> Mapping[str, str]:
    """Give the draft comments of a link by line."""
    rows = await tx.all(DRAFTS, {"company": tx.company_id, "link": link_id})
    return {row.line_id: row.text for row in rows}


async def forget_drafts(tx: Tx, link_id: str) -> None:
    """Forget the drafts of a link: they were sent with an answer."""
    await tx.execute(comment_drafts.delete().where(_of(tx, link_id)))


async def unresolved(tx: Tx, document_id: str) -> dict[str, list[Row[Any]]]:
    """Give the unresolved line comments of the document by line: what the next version must answer."""
    rows = await tx.all(
        select(line_comments, answers.c.name, answers.c.answered_at, answers.c.version)
        .join(
            answers,
            (answers.c.company_id == line_comments.c.company_id)
            & (answers.c.id == line_comments.c.answer_id),
        )
        .where(
            line_comments.c.company_id == tx.company_id,
            line_comments.c.document_id == document_id,
            line_comments.c.resolved_at.is_(None),
        )
        .order_by(answers.c.answered_at)
    )
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.line_id, []).append(row)
    return found


async def resolve(tx: Tx, document_id: str, line_id: str) -> None:
    """Mark the comments on a line as dealt with."""
    await tx.execute(
        line_comments.update()
        .where(
            line_comments.c.company_id == tx.company_id,
            line_comments.c.document_id == document_id,
            line_comments.c.line_id == line_id,
            line_comments.c.resolved_at.is_(None),
        )
        .values(resolved_at=tx.at)
    )
    await tx.notify(document_id)


def _of(tx: Tx, link_id: str) -> Any:
    return (comment_drafts.c.company_id == tx.company_id) & (comment_drafts.c.link_id == link_id)
