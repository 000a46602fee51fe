"""One conversation with a mail server: all but the content, a last question, then the content."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException, SMTPResponseException

# A whole conversation ends before the lease on its letter does (`records.letters.LEASE`).
WHOLE = 45.0
STEP = 20.0
GOODBYE = 2.0
PERMANENT = range(500, 600)


class Later(Exception):  # noqa: N818  it names what to do
    """The mail server is away, or asks to be tried again (4xx); nothing is wrong with the letter."""


class Never(Exception):  # noqa: N818  it names what to expect
    """The mail server will not take this letter (5xx): its recipient or its content is refused for good."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed in. `tls`: from the first byte; otherwise STARTTLS as soon as it is offered."""

    host: str
    port: int
    tls: bool = False
    username: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def at(cls, url: str) -> "MailServer":
        """Read `smtp://user:password@host:port` or `smtps://...`. Raises `ValueError`."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("a mail server is written smtp://host:port or smtps://host:port")
        tls = parts.scheme == "smtps"
        usual = 465 if tls else 587 if parts.username else 25
        return cls(
            parts.hostname,
            parts.port or usual,
            tls,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )

    @asynccontextmanager
    async def addressed(self, sender: str, recipients: Sequence[str]) -> AsyncIterator[SMTP]:
        """Open a conversation in which only the content is missing. Raises `Later` or `Never`.

        The first recipient must be taken; those who get a copy may be refused.
        """
        client = SMTP(
            hostname=self.host,
            port=self.port,
            use_tls=self.tls,
            username=self.username or None,
            password=self.password or None,
            timeout=STEP,
        )
        try:
            async with asyncio.timeout(WHOLE):
                await _connect(client)
                await _address(client, sender, recipients)
                yield client
        except TimeoutError as error:
            raise Later("the mail server took too long") from error
        finally:
            await _take_leave(client)


async def hand_over(client: SMTP, message: bytes) -> None:
    """Give the content; on return the mail server answers for it. Raises `Later` or `Never`."""
    try:
        await client.data(message)
    except SMTPResponseException as error:
        raise _verdict(error) from error
    except (SMTPException, OSError) as error:
        raise Later(_why(error)) from error


async def _take_leave(client: SMTP) -> None:
    """Say goodbye as RFC 5321 asks, but do not wait long for the answer."""
    try:
        if client.is_connected:
            await client.quit(timeout=GOODBYE)
    except (SMTPException, OSError):
        pass
    finally:
        client.close()


async def _connect(client: SMTP) -> None:
    try:
        await client.connect()
        if client.is_ehlo_or_helo_needed:
            await client.ehlo()
    except (SMTPException, OSError) as error:  # refused sign-in too: no letter is to blame
        raise Later(_why(error)) from error


async def _address(client: SMTP, sender: str, recipients: Sequence[str]) -> None:
    wide = ["SMTPUTF8"] if not all(address.isascii() for address in recipients) else []
    if wide and not client.supports_extension("smtputf8"):
        raise Never("the mail server takes no address with letters beyond ASCII")
    encoding = "utf-8" if wide else "ascii"
    try:
        await client.mail(sender, options=wide, encoding=encoding)
    except (SMTPException, OSError) as error:  # our own address refused: a setting to mend, not the letter
        raise Later(_why(error)) from error
    for place, recipient in enumerate(recipients):
        try:
            await client.rcpt(recipient, encoding=encoding)
        except SMTPResponseException as error:
            if place == 0:
                raise _verdict(error) from error
        except (SMTPException, OSError) as error:
            raise Later(_why(error)) from error


def _verdict(error: SMTPResponseException) -> Later | Never:
    return Never(_why(error)) if error.code in PERMANENT else Later(_why(error))


def _why(error: Exception) -> str:
    """Say it in a line, with the server's own words."""
    if isinstance(error, SMTPResponseException):
        return f"{error.code} {' '.join(str(error.message).split())}"[:300]
    return f"{type(error).__name__}: {error}"[:300]
