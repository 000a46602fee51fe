"""One document's page: its answer, its lines, its history, what comes next, and how it is shared."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from starlette.responses import StreamingResponse

from api.deps import ChangesDep, DatabaseDep, FilesDep, SettingsDep
from api.proof import saving
from api.staff.claimed import figures_for
from api.staff.dossier import difference, gather
from api.staff.places import editor
from api.staff.visit import HEADERS, VisitDep, who
from domain.refusals import NotFound
from records import acts, files, links, proofs
from records.changes import Changes
from ui.paper import qr
from ui.paper.works import works_of

BEAT = 20.0  # seconds of silence that proxies and browsers put up with
CHANGED = b"event: changed\ndata: {}\n\n"

router = APIRouter(include_in_schema=False)


@router.get("/documents/{document_id}")
async def detail(
    visit: VisitDep, document_id: str, settings: SettingsDep, state: str = "", version: int = 0
) -> Response:
    """Show the document; a draft that was never sent opens in the editor.

    `state` and `version` are what an open page shows: the fragment then says what changed meanwhile.
    """
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        found = await gather(tx, visit, document_id, settings.base_url) if document.version else None
    if found is None:
        return visit.go(editor(document))
    address = settings.temporal_ui_url.rstrip("/")
    place = f"/namespaces/{settings.temporal_namespace}/workflows/approval%2F{quote(document_id)}"
    found["workflow"] = address + place if address else ""
    shown = (state, version) if state else (document.state, document.version)
    found["meanwhile"] = visit.by_htmx and shown != (document.state, document.version)
    return visit.show("staff/document.html", "dossier", **found)


@router.get("/documents/{document_id}/compare")
async def compare(
    visit: VisitDep,
    document_id: str,
    before: Annotated[int, Query(alias="from", ge=1)],
    after: Annotated[int, Query(alias="to", ge=1)],
) -> Response:
    """Show what differs between any two versions, line by line."""
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        old, new, found = await difference(tx, document_id, before, after)
    return visit.page(
        "staff/document_compare.html",
        document=document,
        old=old,
        content=new,
        comparison=found,
        **figures_for(visit.locale),
        before=before,
        after=after,
    )


@router.get("/documents/{document_id}/versions/{number}")
async def version(visit: VisitDep, document_id: str, number: int) -> Response:
    """Show one version as it was sent."""
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        content = await acts.content_of(tx, document_id, number)
    return visit.page(
        "staff/document_version.html",
        document=document,
        content=content,
        number=number,
        chosen=content.proposed,
        works=works_of(content),
        **figures_for(visit.locale),
    )


@router.get("/documents/{document_id}/pdf")
async def pdf(
    visit: VisitDep,
    document_id: str,
    store: FilesDep,
    number: Annotated[int | None, Query(alias="version")] = None,
) -> Response:
    """Send a version's PDF with its SHA-256 as ETag; 202 while it is being made."""
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        row = await acts.version_of(tx, document_id, number or document.version)
        known = await files.find(tx, row.pdf_sha256) if row.pdf_sha256 else None
    if known is None:
        reply = visit.page(
            "plain.html",
            status=202,
            heading=visit.t("pdf-soon-title"),
            sentences=[visit.t("pdf-soon-text")],
            href=f"/documents/{document_id}",
            label=document.number,
        )
        reply.headers["Refresh"] = "3"
        return reply
    tag = f'"{known.sha256}"'
    headers = {**HEADERS, "ETag": tag, "Content-Disposition": f"inline; {_named(known.name)}"}
    if tag in visit.request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(
        await store.get(tx.company_id, known.sha256), headers=headers, media_type="application/pdf"
    )


@router.get("/documents/{document_id}/qr.svg")
async def qr_code(
    visit: VisitDep, document_id: str, settings: SettingsDep, link: str = "", save: bool = False
) -> Response:
    """Give the QR code of a live link of this document as a picture."""
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        live = await links.all_of(tx, document_id)
        row = next((row for row in live if row.id == link or (not link and row.purpose == "paper")), None)
        if row is None:
            raise NotFound("no-such-link")
        url = f"{settings.base_url}/c/{links.token(tx, row.seed)}"
    disposition = "attachment" if save else "inline"
    headers = {**HEADERS, "Content-Disposition": f"{disposition}; {_named(f'{document.number} QR.svg')}"}
    return Response(qr.svg(url), headers=headers, media_type="image/svg+xml")


@router.get("/documents/{document_id}/proof/{digest}")
async def proof(visit: VisitDep, document_id: str, digest: str, store: FilesDep) -> Response:
    """Send the proof that was kept with an answer, to be saved and never shown in the page."""
    async with visit.transaction() as tx:
        known = await proofs.cited(tx, document_id, digest)
    headers = {**HEADERS, **saving(known.name)}
    return Response(await store.get(tx.company_id, digest), headers=headers, media_type=known.media_type)


@router.get("/documents/{document_id}/events")
async def events(
    visit: VisitDep, document_id: str, changes: ChangesDep, database: DatabaseDep, settings: SettingsDep
) -> Response:
    """Send `changed` after each change of the document, until the reader leaves or signs out."""
    async with visit.transaction() as tx:
        await acts.read(tx, document_id)
    if visit.request.method == "HEAD":
        return Response(media_type="text/event-stream")

    async def still_in() -> bool:
        return await who(visit.request, settings, database) is not None

    stream = _stream(changes, f"{visit.signed_in.company_id}/{document_id}", still_in)
    return StreamingResponse(
        stream, media_type="text/event-stream", headers={**HEADERS, "X-Accel-Buffering": "no"}
    )


async def _stream(
    changes: Changes, topic: str, still_in: Callable[[], Awaitable[bool]]
) -> AsyncIterator[bytes]:
    async with changes.watch(topic) as changed:
        yield b"retry: 3000\n\n"
        while True:
            try:
                await asyncio.wait_for(changed.wait(), BEAT)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            changed.clear()
            if not await still_in():
                return
            yield CHANGED


def _named(name: str) -> str:
    return f"filename*=UTF-8''{quote(name, safe='')}"
