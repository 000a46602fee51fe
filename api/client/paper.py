"""The PDF of a version: the bytes that were rendered once, or a page that waits for them."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from api import deps
from api.client.visit import visit
from records import acts, files
from ui.render import page

router = APIRouter()


@router.get("/c/{secret}/pdf")
async def pdf(request: Request, secret: str, version: Annotated[int | None, Query(ge=1)] = None) -> Response:
    """Send the PDF, with its SHA-256 as ETag; 202 and a page that asks again while it is being made."""
    async with visit(request, secret) as visiting:
        number = version or visiting.document.version
        row = await acts.version_of(visiting.tx, visiting.document.id, number)
        known = await files.find(visiting.tx, row.pdf_sha256) if row.pdf_sha256 else None
    if known is None:
        html = page("client/pdf_waiting.html", visiting.locale, **visiting.letterhead())
        return HTMLResponse(html, 202, {"Retry-After": "2"})
    tag = f'"{known.sha256}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(known.name, safe='')}",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    data = await deps.file_store(request).get(visiting.tx.company_id, known.sha256)
    return Response(data, headers=headers, media_type="application/pdf")
