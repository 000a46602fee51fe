"""A letter in its envelope: MIME with plain text, HTML and perhaps a PDF; no value can forge a header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from ui.mail.letters import Composed
from ui.plain import UNPRINTABLE

POLICY = SMTP.clone(max_line_length=78)
POLICY_UTF8 = POLICY.clone(utf8=True)  # RFC 6531, for addresses with letters beyond ASCII before the @

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029/\\:*?"<>|;]+')
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+>")
MAX_FILE_NAME = 120


class BadAddress(ValueError):  # noqa: N818  it names what is wrong
    """No mail can be sent to an address of this shape."""


@dataclass(frozen=True, slots=True)
class Person:
    """An e-mail address and the name beside it."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes with the letter."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, when and under which stable Message-ID (`<id@host>`)."""

    sender: Person
    to: Person
    message_id: str
    at: datetime
    reply_to: Person | None = None
    cc: Sequence[str] = ()

    @property
    def recipients(self) -> list[str]:
        """The addresses that the mail server is told."""
        return [wire(address) for address in dict.fromkeys((self.to.email, *self.cc))]


def mime(letter: Composed, envelope: Envelope, attachment: Attachment | None = None) -> bytes:
    """Give the message as bytes for SMTP. Raises `BadAddress`."""
    wide = not all(address.isascii() for address in envelope.recipients)
    message = EmailMessage(POLICY_UTF8 if wide else POLICY)
    message["Message-ID"] = _checked_id(envelope.message_id)
    message["Date"] = format_datetime(envelope.at)
    message["From"] = _address(envelope.sender)
    message["To"] = _address(envelope.to)
    if envelope.cc:
        message["Cc"] = [_address(Person(email)) for email in envelope.cc]
    if envelope.reply_to:
        message["Reply-To"] = _address(envelope.reply_to)
    message["Subject"] = _line(letter.subject)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence note answers a machine
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if attachment:
        message.add_attachment(
            attachment.data, maintype="application", subtype="pdf", filename=safe_name(attachment.name)
        )
    # Boundaries are made from the Message-ID, so that sending again sends the same bytes.
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{number}_{envelope.message_id.strip('<>').partition('@')[0]}")
    return message.as_bytes()


def wire(email: str) -> str:
    """Give an address as mail servers take it: the domain in ASCII (IDNA). Raises `BadAddress`."""
    local, at, domain = email.strip().rpartition("@")
    if not (local and at and domain) or re.search(r"[\s<>\x00-\x1f\x7f]", email.strip()):
        raise BadAddress("not an e-mail address")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise BadAddress("the domain cannot be written in ASCII") from error


def sender_of(mail_from: str, company: str) -> Person:
    """Give the configured sender under the firm's name: `Maçonnerie Mérel <no-reply@aval.example>`."""
    name, email = parseaddr(mail_from)
    return Person(email, company or name)


def safe_name(name: str) -> str:
    """Give a file name that every system takes and that cannot pose as a path or another type."""
    stem = _UNSAFE.sub("-", name.translate(UNPRINTABLE)).removesuffix(".pdf").strip(" .-")
    return f"{stem[:MAX_FILE_NAME] or 'document'}.pdf"


def _address(person: Person) -> Address:
    local, _, domain = wire(person.email).rpartition("@")
    try:
        return Address(_line(person.name), local, domain)
    except (ValueError, IndexError) as error:
        raise BadAddress("not an e-mail address") from error


def _checked_id(message_id: str) -> str:
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError("not a Message-ID")
    return message_id


def _line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text.translate(UNPRINTABLE)).split(" "))
