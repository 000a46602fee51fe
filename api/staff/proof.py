"""Proof of what a client said by other means: a PDF, or a picture that is decoded and written anew."""

import asyncio
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from domain.refusals import Invalid, Problem

MAX_BYTES = 8 * 2**20
MAX_PIXELS = 40_000_000
MAX_SIDE = 2_400  # pixels kept: a photographed page stays legible
PDF_HEAD = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that may be kept: its bytes, what they are, and the end of its name."""

    data: bytes
    media_type: str
    suffix: str


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
