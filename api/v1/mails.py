"""The mails of a document: what became of each, and sending one again that failed."""

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.v1.door import ONCE, CallerDep, Recorded, TxDep
from api.v1.fields import Asked, Email
from api.v1.lists import Listed
from api.v1.problems import responses
from records import acts, addresses, letters

router = APIRouter(prefix="/documents/{document_id}/mails", tags=["sharing"], route_class=Recorded)


class DocumentMail(BaseModel):
    """A mail that was written about a document."""

    id: str = Field(examples=["let_01"])
    kind: str = Field(examples=["sent"])
    version: int | None
    audience: str = Field(description="client or staff")
    email: str
    name: str
    cc: list[str]
    subject: str = Field(description="empty until it was sent")
    state: Literal["due", "sending", "sent", "failed", "dropped"] = Field(
        description="dropped: it had lost its purpose before it left"
    )
    error: str = Field(description="what the mail server said")
    created_at: datetime
    sent_at: datetime | None

    @classmethod
    def of(cls, row: Any) -> "DocumentMail":
        """Read a letter's row."""
        plain = {name: getattr(row, name) for name in cls.model_fields if name not in ("email", "name")}
        return cls(email=row.to_email, name=row.to_name, **plain)


class SendingAgain(Asked):
    """Where a mail that failed goes now."""

    email: Email | None = Field(
        None, examples=["jeanne@neuve.example"], description="the same address unless one is given"
    )
    keep: bool = Field(default=False, description="write the address into the client's file too")


@router.get("", operation_id="listDocumentMails", responses=responses())
async def list_mails(tx: TxDep, document_id: str) -> Listed[DocumentMail]:
    """List the mails about a document, oldest first."""
    await acts.read(tx, document_id)
    rows = await letters.of_document(tx, document_id)
    return Listed(data=[DocumentMail.of(row) for row in rows], next_cursor=None)


@router.post("/{mail_id}/again", operation_id="sendMailAgain", responses=responses(409), dependencies=[ONCE])
async def send_again(
    tx: TxDep, caller: CallerDep, document_id: str, mail_id: str, asked: SendingAgain | None = None
) -> DocumentMail:
    """Send a mail that failed again, to the same address or to another one."""
    email, keep = (asked.email, asked.keep) if asked else (None, False)
    letter = await addresses.mend_letter(tx, document_id, mail_id, email, caller.actor, keep=keep)
    return DocumentMail.of(letter)
