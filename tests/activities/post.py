"""Letters as the tests find them and send them."""

from typing import Any

from temporalio.testing import ActivityEnvironment

from activities.mail import MailActivities
from records import letters
from records.publishing import Published
from tests.world import Company

BASE = "https://aval.example"


async def send(desk: MailActivities, firm: Company, letter_id: str) -> str:
    return str(await ActivityEnvironment().run(desk.send_letter, firm.id, letter_id))


async def letters_of(firm: Company, document: Published, kind: str = "", to: str = "") -> list[Any]:
    """Give the letters about a document, oldest first."""
    async with firm.transaction() as tx:
        return [
            letter
            for letter in await letters.of_document(tx, document.document_id)
            if kind in ("", letter.kind) and to in ("", letter.to_email)
        ]


async def letter_of(firm: Company, document: Published, kind: str, to: str = "") -> Any:
    """Give the newest letter of a kind."""
    return (await letters_of(firm, document, kind, to))[-1]
