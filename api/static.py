"""Styles, scripts, fonts and company colours, from memory, to be kept by browsers for ever."""

from fastapi import APIRouter, HTTPException, Request, Response

from ui import brand
from ui.assets import assets, fingerprint

FOR_EVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"

router = APIRouter(include_in_schema=False)


@router.get("/static/{version}/{path:path}")
async def static_file(request: Request, version: str, path: str) -> Response:
    """Send one file; an address of another version gets the present file, to be asked for again."""
    asset = assets().get(path)
    if asset is None:
        raise HTTPException(404)
    headers = {"Cache-Control": FOR_EVER if version == fingerprint() else "no-cache"}
    if not asset.squeezed:
        return Response(asset.data, headers=headers, media_type=asset.media_type)
    headers["Vary"] = "Accept-Encoding"
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.squeezed, headers=headers, media_type=asset.media_type)
    return Response(asset.data, headers=headers, media_type=asset.media_type)


@router.get("/brand/{colour}.css")
async def company_colours(colour: str) -> Response:
    """Send the style sheet of a company's colour."""
    if not brand.HEX.fullmatch(colour):
        raise HTTPException(404)
    return Response(brand.stylesheet(colour), headers={"Cache-Control": A_DAY}, media_type="text/css")
