"""Proofs of what clients said by other means: files that answers on their behalf cite."""

from typing import Any

from domain.refusals import NotFound
from records import answers, files
from records.database import Tx


async def cited(tx: Tx, document_id: str, digest: str) -> Any:
    """Give what is known of a proof that an answer of this document cites. Raises `NotFound`."""
    given = await answers.history(tx, document_id)
    known = any(row.evidence.get("proof_file") == digest for row in given)
    found = await files.find(tx, digest) if known else None
    if found is None:
        raise NotFound("no-such-document")
    return found
