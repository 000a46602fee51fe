"""How a document reaches its client: its links, and mails that did not arrive."""

from typing import Annotated

from fastapi import APIRouter, Form, Response

from api.deps import SettingsDep
from api.errors import say_problems
from api.staff.visit import Visit, VisitDep
from domain.refusals import Invalid, NotFound
from records import acts, addresses, links

router = APIRouter(include_in_schema=False)
LINK_ACTS = ("rotate", "revoke")


@router.post("/documents/{document_id}/links")
async def share(visit: VisitDep, document_id: str) -> Response:
    """Make a link to share, or give the one that there is."""
    async with visit.transaction() as tx:
        document = await acts.lock(tx, document_id)
        if not document.version:
            raise NotFound("no-such-document")
        await links.for_recipient(tx, document_id, "share")
        await tx.notify(document_id)
    return visit.go(f"/documents/{document_id}#share", done="link-made")


@router.get("/documents/{document_id}/links/{link_id}/{act}")
async def ask(visit: VisitDep, document_id: str, link_id: str, act: str, settings: SettingsDep) -> Response:
    """Ask once more before a link dies: whoever holds it can no longer open the document."""
    if act not in LINK_ACTS:
        raise NotFound("no-such-link")
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        row = next((row for row in await links.all_of(tx, document_id) if row.id == link_id), None)
        if row is None:
            raise NotFound("no-such-link")
        url = f"{settings.base_url}/c/{links.token(tx, row.seed)}"
    return visit.show("staff/document_link.html", "form", document=document, link=row, url=url, act=act)


@router.post("/documents/{document_id}/links/{link_id}/{act}")
async def change_link(visit: VisitDep, document_id: str, link_id: str, act: str) -> Response:
    """Replace a link by a new one, or make it dead; either way the old one opens nothing any more."""
    if act not in LINK_ACTS:
        raise NotFound("no-such-link")
    async with visit.transaction() as tx:
        change = links.rotate if act == "rotate" else links.revoke
        await change(tx, document_id, link_id, visit.actor)
    return visit.go(
        f"/documents/{document_id}#share", done="link-rotated" if act == "rotate" else "link-revoked"
    )


@router.get("/documents/{document_id}/letters/{letter_id}/again")
async def ask_again(visit: VisitDep, document_id: str, letter_id: str) -> Response:
    """Ask for the address to which a mail that failed is sent again."""
    return await _again_form(visit, document_id, letter_id, None, {})


@router.post("/documents/{document_id}/letters/{letter_id}/again")
async def send_again(
    visit: VisitDep,
    document_id: str,
    letter_id: str,
    email: Annotated[str, Form()] = "",
    keep: Annotated[bool, Form()] = False,
) -> Response:
    """Send a mail that failed again, to a mended address; `keep` writes it into the client's file too."""
    try:
        async with visit.transaction() as tx:
            await addresses.mend_letter(tx, document_id, letter_id, email, visit.actor, keep=keep)
    except Invalid as invalid:
        return await _again_form(
            visit, document_id, letter_id, email, say_problems(visit.locale, invalid), 422
        )
    return visit.go(f"/documents/{document_id}", done="mail-again")


async def _again_form(
    visit: Visit,
    document_id: str,
    letter_id: str,
    email: str | None,
    problems: dict[str, str],
    status: int = 200,
) -> Response:
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        letter = await addresses.failed_letter(tx, document_id, letter_id)
    shown = letter.to_email if email is None else email
    return visit.show(
        "staff/document_mail.html", "form", status=status, document=document, letter=letter, email=shown,
        problems=problems,
    )  # fmt: skip
