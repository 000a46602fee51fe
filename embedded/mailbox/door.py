"""The way in: real SMTP, which can be told to fail in the ways in which mail servers fail."""

import asyncio
from collections.abc import Callable
from enum import StrEnum

from aiosmtpd.smtp import SMTP, Envelope, Session

from embedded.mailbox.inbox import Inbox, Mail

LARGEST_MAIL = 40 * 1024 * 1024  # bytes


class Step(StrEnum):
    """The moments at which a mail server can refuse."""

    RECIPIENT = "RCPT"
    CONTENT = "DATA"


class Door:
    """Takes mails into the inbox, and tells whoever wants to know.

    `refusals` maps a step to the reply given instead of accepting, such as `451 try later`. With
    `cut_after_content` the mail is kept, but the connection is dropped before the sender is told so.
    """

    def __init__(self, inbox: Inbox, tell: Callable[[Mail], None] = lambda _: None) -> None:
        self.inbox = inbox
        self.refusals: dict[Step, str] = {}
        self.cut_after_content = False
        self._tell = tell

    def protocol(self) -> SMTP:
        """One conversation with a sender: what an asyncio server makes for each connection."""
        return SMTP(self, data_size_limit=LARGEST_MAIL, enable_SMTPUTF8=True, ident="Aval mailbox")

    async def handle_RCPT(  # noqa: N802  aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        if refusal := self.refusals.get(Step.RECIPIENT):
            return refusal
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  aiosmtpd calls it so
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take or refuse the content: what was said to be taken is on disk."""
        if refusal := self.refusals.get(Step.CONTENT):
            return refusal
        raw = envelope.original_content or b""
        self._tell(self.inbox.keep(envelope.mail_from or "", envelope.rcpt_tos, raw))
        if self.cut_after_content and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "250 OK"
