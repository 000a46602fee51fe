"""The mails that were caught, one file each, readable after a restart."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

STAMP = "%Y%m%dT%H%M%S.%f"
ENVELOPE_FROM, ENVELOPE_TO = "X-Envelope-From", "X-Envelope-To"


@dataclass(frozen=True)
class Attachment:
    """A file that came with a mail; `content_id` names it inside the mail's HTML."""

    name: str
    media_type: str
    content: bytes
    content_id: str


@dataclass(frozen=True)
class Mail:
    """A mail as it was handed over: who it was for is what the envelope said, not what its headers say."""

    id: str
    received: datetime
    message: EmailMessage

    @property
    def sender(self) -> str:
        """The From header."""
        return str(self.message["From"] or self.message[ENVELOPE_FROM] or "")

    @property
    def recipients(self) -> list[str]:
        """The addresses of the envelope."""
        return [address.strip() for address in str(self.message[ENVELOPE_TO] or "").split(",")]

    @property
    def subject(self) -> str:
        """The Subject header."""
        return str(self.message["Subject"] or "")

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Every header, in order."""
        return [(name, str(value)) for name, value in self.message.items()]

    @cached_property
    def text(self) -> str:
        """The plain text, or nothing."""
        return self._body("plain")

    @cached_property
    def html(self) -> str:
        """The HTML, or nothing."""
        return self._body("html")

    @cached_property
    def attachments(self) -> list[Attachment]:
        """Every part that is a file, pictures inside the HTML included."""
        bodies = {id(self.message.get_body((kind,))) for kind in ("plain", "html")}
        files = [part for part in self.message.walk() if not part.is_multipart() and id(part) not in bodies]
        return [
            Attachment(
                part.get_filename() or f"{number}",
                part.get_content_type(),
                _bytes(part),
                str(part["Content-ID"] or "").strip("<>"),
            )
            for number, part in enumerate(files, start=1)
        ]

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if isinstance(part, EmailMessage) else ""


class Inbox:
    """All mails of one folder, the newest first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._mails = [_read(file) for file in sorted(folder.glob("*.eml"), reverse=True)]

    def keep(self, sender: str, recipients: Sequence[str], raw: bytes) -> Mail:
        """Write a mail down; it is on disk when this returns."""
        name = f"{datetime.now(UTC).strftime(STAMP)}-{secrets.token_hex(3)}"
        envelope = f"{ENVELOPE_FROM}: {sender}\r\n{ENVELOPE_TO}: {', '.join(recipients)}\r\n"
        fresh = self._folder / f"{name}.new"
        fresh.write_bytes(envelope.encode() + raw)
        mail = _read(fresh.rename(self._folder / f"{name}.eml"))
        self._mails.insert(0, mail)
        return mail

    def mails(self, to: str = "") -> list[Mail]:
        """The mails whose recipients contain these letters, the newest first."""
        wanted = to.strip().lower()
        return [mail for mail in self._mails if any(wanted in address.lower() for address in mail.recipients)]

    def clear(self) -> None:
        """Throw every mail away."""
        for mail in self._mails:
            (self._folder / f"{mail.id}.eml").unlink()
        self._mails.clear()

    def find(self, mail_id: str) -> Mail | None:
        """The mail of this id, if there is one."""
        return next((mail for mail in self._mails if mail.id == mail_id), None)


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _read(file: Path) -> Mail:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    received = datetime.strptime(file.stem.rpartition("-")[0], STAMP).replace(tzinfo=UTC)
    return Mail(file.stem, received, message)
