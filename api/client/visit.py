"""Somebody opens a secret link: who sent what to whom, and what a page about it needs to say."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request
from starlette.responses import HTMLResponse

from api import deps
from api.client.circuit import Circuit, circuit_of
from api.client.shelf import presented_of
from api.errors import Instead
from domain.answer import Trust
from domain.document import Content
from domain.draft import clean
from domain.kinds import KINDS
from domain.lifecycle import Action, State
from domain.refusals import NotFound
from records import limits, links, tokens
from records.answers import answerable
from records.database import Tx
from records.shelf import content_of
from ui.render import page
from ui.texts import LOCALES

# The order of the buttons; the first is the one that stands out.
BUTTONS = (Action.APPROVE, Action.SIGN, Action.REJECT, Action.HOLD)
ALONE = Circuit()  # whoever holds the link may answer
GUESSES, GUESSING = 60, timedelta(minutes=10)  # unknown links that one address may try


@dataclass(frozen=True)
class Visit:
    """One request through a secret link, in its transaction."""

    request: Request
    tx: Tx
    secret: str
    opened: links.Opened
    locale: str
    circuit: Circuit = ALONE

    @property
    def document(self) -> Any:
        """The document's row."""
        return self.opened.document

    @property
    def content(self) -> Content:
        """What the current version says."""
        return content_of(self.opened.version.sha256, self.opened.version.content)

    @property
    def presented(self) -> Content:
        """The current version as it waits for the next answer: with what was admitted of it so far."""
        return presented_of(self.content, self.opened.version.sha256, self.circuit.admitted)

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.opened.company.timezone)

    @property
    def today(self) -> date:
        """The company's date."""
        return self.tx.at.astimezone(self.zone).date()

    @property
    def waiting(self) -> bool:
        """Whether the current version can be answered today, by whoever is asked."""
        return answerable(self.document.state, self.document.valid_until, self.today)

    @property
    def open(self) -> bool:
        """Whether the reader can answer it."""
        return self.waiting and self.circuit.may_answer

    @property
    def standing(self) -> str:
        """The state as the reader sees it: past validity counts as expired before the deadline's own act."""
        waits = self.document.state in (State.SENT, State.ON_HOLD)
        return str(State.EXPIRED if waits and not self.waiting else self.document.state)

    @property
    def trust(self) -> Trust:
        """Who may answer for this client."""
        return Trust(self.opened.client.trust)

    @property
    def base(self) -> str:
        """The path of the page."""
        return f"/c/{self.secret}"

    @property
    def suffix(self) -> str:
        """What keeps the language when it is not the recipient's own."""
        return "" if self.locale == self.opened.client.locale else f"?lang={self.locale}"

    @property
    def actions(self) -> list[str]:
        """The answers that this kind of document knows, in the order of their buttons."""
        known = KINDS[self.document.kind].answers
        return [str(action) for action in BUTTONS if action in known]

    def context(self) -> dict[str, Any]:
        """What every template about the document is given."""
        return {
            **self.letterhead(),
            "document": self.document,
            "content": self.content,
            "version": self.opened.version,
            "open": self.open,
            "waiting": self.waiting,
            "circuit": self.circuit,
            "standing": self.standing,
            "answers": self.actions,
        }

    def letterhead(self) -> dict[str, Any]:
        """What the frame of a page needs: the sender, the languages, the address."""
        company = self.opened.company
        return {
            "sender": company.name,
            "accent": company.accent.removeprefix("#").lower(),
            "languages": LOCALES,
            "base": self.base,
            "suffix": self.suffix,
            "zone": self.zone,
        }


@asynccontextmanager
async def visit(request: Request, secret: str, *, even_gone: bool = False) -> AsyncIterator[Visit]:
    """Open a secret link in a transaction that ends with the block.

    An unknown or revoked link is a 404 page; an expired link or a withdrawn document a 410 page, unless
    `even_gone`.
    """
    database = deps.database(request)
    presented = tokens.hash_of(database.key, secret).hex()
    try:
        async with database.presenting(presented) as tx:
            opened = await links.open_in(tx, presented)
            locale = deps.language(request, opened.client.locale)
            visiting = Visit(request, tx, secret, opened, locale)
            if not even_gone:
                await _refuse_gone(visiting)
            kind = KINDS.get(opened.document.kind)
            if kind is not None and kind.on_contract:
                found = await circuit_of(tx, opened.document, visiting.content, opened.link)
                visiting = replace(visiting, circuit=found)
            yield visiting
    except NotFound as error:
        if error.code != "no-such-link":
            raise
        await limits.spend(database, f"unknown-link/{deps.address(request)}", GUESSES, GUESSING)
        raise Instead(unknown(request)) from None


def unknown(request: Request) -> HTMLResponse:
    """The page for a link that opens nothing, with a way to recover it."""
    locale = deps.language(request)
    html = page("client/recover.html", locale, unknown=True, done=False, email="", problems={})
    return HTMLResponse(html, 404)


async def _refuse_gone(visiting: Visit) -> None:
    if visiting.opened.expired:
        raise Instead(_gone(visiting, "link-expired"))
    if visiting.document.state == State.WITHDRAWN:
        raise Instead(_gone(visiting, "withdrawn", await _withdrawal(visiting)))


def _gone(visiting: Visit, why: str, withdrawn: dict[str, Any] | None = None) -> HTMLResponse:
    company = visiting.opened.company
    html = page(
        "client/gone.html",
        visiting.locale,
        **visiting.letterhead(),
        document=visiting.document,
        why=why,
        withdrawn=withdrawn,
        phone=company.phone,
        email=company.email,
    )
    return HTMLResponse(html, 410)


async def _withdrawal(visiting: Visit) -> dict[str, Any]:
    noted = visiting.document.withdrawal
    successor = noted.get("successor_id")
    address = await address_of(visiting, successor) if successor else ""
    return {
        "by": clean(noted.get("by")),
        "at": datetime.fromisoformat(noted["at"]),
        "reason": noted["reason"],
        "successor": address,
    }


async def address_of(visiting: Visit, document_id: str) -> str:
    """The page of another document for the same reader, or of its paper link; empty when it has none."""
    mine = visiting.opened.link
    live = await links.all_of(visiting.tx, document_id)
    same = [link for link in live if (link.purpose, link.email) == (mine.purpose, mine.email)]
    found = next(iter([*same, *(link for link in live if link.purpose == "paper")]), None)
    return f"/c/{links.token(visiting.tx, found.seed)}" if found else ""
