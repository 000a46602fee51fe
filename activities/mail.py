"""Letters leave: read again under lock just before, handed to the mail server once, noted."""

from datetime import timedelta

import structlog
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.letter import Ready, prepare
from activities.smtp import Later, MailServer, Never, hand_over
from domain.refusals import Busy
from records import letters, telling
from records.database import Database
from records.files import FileStore
from ui.mail.compose import BadAddress

log = structlog.get_logger()


class MailActivities:
    """What the stories ask of the mail server."""

    def __init__(
        self, database: Database, files: FileStore, *, smtp_url: str, mail_from: str, base_url: str
    ) -> None:
        """Send through the server at `smtp_url`, from `mail_from`, with links that start with `base_url`."""
        self.database = database
        self.files = files
        self.server = MailServer.at(smtp_url)
        self.mail_from = mail_from
        self.base_url = base_url

    @activity.defn
    async def send_letter(self, company_id: str, letter_id: str) -> str:
        """Send one letter, unless an answer overtook it: gives `sent`, `dropped` or `failed`.

        Everything that takes time comes first: composing, connecting, addressing. Then the letter is claimed
        under lock (I13), and only its content is left to hand over. A process that dies after that sends the
        same bytes with the same Message-ID again (I14).
        """
        ready = await self._prepare(company_id, letter_id)
        if ready is None:
            return await self._state(company_id, letter_id)
        attempt: int | None = None
        try:
            async with self.server.addressed(ready.sender, ready.recipients) as conversation:
                attempt = await self._claim(company_id, letter_id)
                if attempt is None:
                    return await self._state(company_id, letter_id)
                await hand_over(conversation, ready.message)
                await self._note_sent(company_id, letter_id, ready.subject)
        except Never as refused:
            return await self._fail(company_id, letter_id, str(refused))
        except Later as away:
            async with self.database.transaction(company_id) as tx:
                await letters.put_back(tx, letter_id, str(away), attempt)
            # The server's own words may name the recipient: they stay in the record.
            raise ApplicationError(
                "the mail server is away or asks for patience", type="MailServerAway"
            ) from None
        return "sent"

    async def _prepare(self, company_id: str, letter_id: str) -> Ready | None:
        async with self.database.transaction(company_id) as tx:
            letter = await letters.get(tx, letter_id)
            if letter.state not in letters.WAITING:
                return None
            view = await prepare(tx, letter, self.mail_from, self.base_url)
        try:
            return view.ready(await self._pdf(company_id, view.pdf_sha256))
        except BadAddress as error:
            await self._fail(company_id, letter_id, str(error))
            return None

    async def _pdf(self, company_id: str, digest: str | None) -> bytes | None:
        return await self.files.get(company_id, digest) if digest else None

    async def _claim(self, company_id: str, letter_id: str) -> int | None:
        async with self.database.transaction(company_id) as tx:
            try:
                return await letters.claim(tx, letter_id)
            except Busy as busy:
                raise ApplicationError(
                    "another process is sending this letter",
                    type="LetterLeased",
                    next_retry_delay=timedelta(seconds=busy.params["seconds"]),
                ) from None

    async def _note_sent(self, company_id: str, letter_id: str, subject: str) -> None:
        async with self.database.transaction(company_id) as tx:
            await letters.sent(tx, letter_id, subject)
        log.info("letter.sent", letter=letter_id)

    async def _fail(self, company_id: str, letter_id: str, why: str) -> str:
        async with self.database.transaction(company_id) as tx:
            await telling.refusal(tx, letter_id, why)
        log.warning("letter.refused", letter=letter_id)
        return "failed"

    async def _state(self, company_id: str, letter_id: str) -> str:
        async with self.database.transaction(company_id) as tx:
            return str((await letters.get(tx, letter_id)).state)
