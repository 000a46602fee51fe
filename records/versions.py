"""The published versions of a document, with who sent each."""

from typing import Any

from sqlalchemy import Row, select

from records.database import Tx
from records.schema import users, versions


async def all_of(tx: Tx, document_id: str) -> list[Row[Any]]:
    """List the versions of a document, newest first, without their content; `by` names who published each."""
    return list(
        await tx.all(
            select(
                versions.c.version,
                versions.c.sha256,
                versions.c.message,
                versions.c.published_at,
                versions.c.pdf_sha256,
                users.c.name.label("by"),
            )
            .join(
                users,
                (users.c.company_id == versions.c.company_id) & (users.c.id == versions.c.published_by),
            )
            .where(versions.c.company_id == tx.company_id, versions.c.document_id == document_id)
            .order_by(versions.c.version.desc())
        )
    )
