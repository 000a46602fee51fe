"""Files by their SHA-256: the bytes in the file store, what they are in the database."""

import asyncio
from pathlib import Path
from typing import Any

from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, from_url
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from domain.snapshot import fingerprint
from records.database import Tx
from records.schema import files, versions


class FileStore:
    """A folder, a bucket or memory, addressed by company and SHA-256."""

    def __init__(self, url: str) -> None:
        """Open `file:///path`, `s3://bucket/prefix` or `memory://`."""
        if url.startswith("file://"):
            Path(url.removeprefix("file://")).mkdir(parents=True, exist_ok=True)
        self.store: Any = (
            LocalStore(url.removeprefix("file://")) if url.startswith("file://") else from_url(url)
        )

    async def put(self, company_id: str, data: bytes) -> str:
        """Store bytes; gives their SHA-256. Storing them again changes nothing."""
        digest = fingerprint(data)
        await self.store.put_async(_path(company_id, digest), data)
        return digest

    async def get(self, company_id: str, digest: str) -> bytes:
        """Give the bytes with that SHA-256. Raises `FileNotFoundError` when they are missing or altered."""
        try:
            reply = await self.store.get_async(_path(company_id, digest))
        except NotFoundError as error:
            raise FileNotFoundError(f"file {digest} is missing") from error
        data = bytes(await reply.bytes_async())
        if fingerprint(data) != digest:
            raise FileNotFoundError(f"file {digest} was altered")
        return data

    async def ping(self) -> None:
        """Raise unless files can be written. Errors are `OSError`."""
        try:
            async with asyncio.timeout(5):
                await self.store.put_async("ping", b"pong")
        except (BaseError, TimeoutError) as error:
            raise OSError(str(error)) from error


async def note(
    tx: Tx, digest: str, *, media_type: str, size: int, name: str, document_id: str | None
) -> None:
    """Write down what a stored file is."""
    await tx.execute(
        insert(files)
        .values(
            company_id=tx.company_id,
            sha256=digest,
            media_type=media_type,
            size=size,
            name=name,
            document_id=document_id,
            created_at=tx.at,
        )
        .on_conflict_do_nothing()
    )


async def find(tx: Tx, digest: str) -> Any:
    """Give what is known of a file, or None."""
    return await tx.first(select(files).where(files.c.company_id == tx.company_id, files.c.sha256 == digest))


async def attach_pdf(tx: Tx, document_id: str, version: int, digest: str, size: int, name: str) -> str:
    """Note the PDF of a version, once: gives the SHA-256 of the one that counts."""
    await note(tx, digest, media_type="application/pdf", size=size, name=name, document_id=document_id)
    mine = (
        (versions.c.company_id == tx.company_id)
        & (versions.c.document_id == document_id)
        & (versions.c.version == version)
    )
    await tx.execute(versions.update().where(mine, versions.c.pdf_sha256.is_(None)).values(pdf_sha256=digest))
    await tx.notify(document_id)
    return str(await tx.scalar(select(versions.c.pdf_sha256).where(mine)))


def _path(company_id: str, digest: str) -> str:
    return f"{company_id}/{digest[:2]}/{digest}"
