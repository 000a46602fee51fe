"""Proof of what a client said by other means: a PDF, or a picture that is decoded and written anew."""

import asyncio
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from PIL import Image, ImageOps, UnidentifiedImageError

from domain.draft import clean
from domain.refusals import Invalid, Problem
from records import files
from records.database import Database
from records.files import FileStore

MAX_BYTES = 8 * 2**20
MAX_PIXELS = 40_000_000
MAX_SIDE = 2_400  # pixels kept: a photographed page stays legible
PDF_HEAD = b"%PDF-"
MAX_NAME = 80
# Files that people uploaded: saved, never shown inside our pages.
SAVED = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that may be kept: its bytes, what they are, and the end of its name."""

    data: bytes
    media_type: str
    suffix: str


async def keep(database: Database, store: FileStore, company_id: str, name: str, data: bytes) -> str:
    """Examine a proof and store it before any act cites it; gives the SHA-256 of what is kept.

    A file that nobody refers to harms nobody. Raises `Invalid` as `examine` does.
    """
    proof = await examine(data)
    digest = await store.put(company_id, proof.data)
    named = (PurePath(clean(name)).stem[:MAX_NAME] or "preuve") + proof.suffix
    async with database.transaction(company_id) as tx:
        about: dict[str, Any] = {"media_type": proof.media_type, "size": len(proof.data), "name": named}
        await files.note(tx, digest, **about, document_id=None)
    return digest


def saving(name: str) -> dict[str, str]:
    """Give the headers of a proof that is sent: to be saved under its name and never shown in a page."""
    return {**SAVED, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


async def examine(data: bytes) -> Proof:
    """Give the file as it may be kept. Raises `Invalid` for anything but PDF, PNG and JPEG of decent size."""
    if len(data) > MAX_BYTES:
        raise Invalid([Problem("proof_file", "file-too-large", {"megabytes": MAX_BYTES // 2**20})])
    if data.startswith(PDF_HEAD):
        return Proof(data, "application/pdf", ".pdf")
    return await asyncio.to_thread(_anew, data)


def _anew(data: bytes) -> Proof:
    """Write a picture anew: what else the file carried, from location to scripts, stays behind."""
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Invalid(
                    [Problem("proof_file", "picture-too-large", {"megapixels": MAX_PIXELS // 10**6})]
                )
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Invalid([Problem("proof_file", "not-a-proof")]) from error
    written = BytesIO()
    upright.save(written, "JPEG", quality=85)
    return Proof(written.getvalue(), "image/jpeg", ".jpg")
