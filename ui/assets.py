"""Styles, scripts, fonts and icons: read once, named by what they hold, so that browsers keep them for ever.

Addresses are `/static/<fingerprint of everything>/<path>`; relative addresses inside style sheets just work.
"""

import gzip
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

ROOT = Path(__file__).parent / "static"
ICONS = ROOT / "vendor" / "lucide"
MANIFEST = ROOT / "vendor" / "manifest.json"

# The order of the cascade: each style sheet is a layer of its own. What all pages share comes in one request,
# and declares the order; the sheet of a part of the product comes on its own.
LAYERS = (
    "tokens",
    "base",
    "components",
    "client",
    "staff",
    "quote",
    "statement",
    "chain",
    "operator",
    "print",
)
SHARED = ("tokens", "base", "components", "print")
BUNDLE = "css/app.css"

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
SQUEEZED = {".css", ".js", ".svg"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file to send: its bytes, the same squeezed (empty when not worth it) and its media type."""

    data: bytes
    squeezed: bytes
    media_type: str


@cache
def assets() -> dict[str, Asset]:
    """Give every file that browsers may ask for, by path."""
    found = {
        path.relative_to(ROOT).as_posix(): _asset(path.read_bytes(), path.suffix)
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in TYPES
    }
    layers = {
        f"css/{layer}.css": _asset(_layer(layer), ".css") for layer in LAYERS if _source(layer).exists()
    }
    order = f"@layer {', '.join(LAYERS)};\n".encode()
    bundle = order + b"\n".join(_layer(layer) for layer in SHARED)
    return found | layers | {BUNDLE: _asset(bundle, ".css")}


@cache
def fingerprint() -> str:
    """Name the whole set of files: it changes when any of them does."""
    whole = sha256()
    for path, asset in sorted(assets().items()):
        whole.update(path.encode() + b"\0" + sha256(asset.data).digest())
    return whole.hexdigest()[:12]


def static(path: str) -> str:
    """Give the address of a file. Raises `KeyError` when there is none."""
    assets()[path]
    return f"/static/{fingerprint()}/{path}"


@lru_cache
def icon(name: str, label: str = "") -> Markup:
    """Give a Lucide icon as inline SVG; without a label it is decoration that screen readers skip."""
    source = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    drawing = re.sub(r"\s+", " ", source.partition(">\n")[2].partition("<svg")[2].partition(">")[2]).strip()
    attributes = Markup('role="img" aria-label="{}"').format(label) if label else 'aria-hidden="true"'
    return Markup(  # noqa: S704  the drawings are vendored files of ours
        f'<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" {attributes}>{drawing}'
    )


def _source(layer: str) -> Path:
    return ROOT / "css" / f"{layer}.css"


def _layer(layer: str) -> bytes:
    return b"@layer %s {\n%s\n}" % (layer.encode(), _source(layer).read_bytes())


def _asset(data: bytes, suffix: str) -> Asset:
    squeezed = gzip.compress(data, 9, mtime=0) if suffix in SQUEEZED else b""
    return Asset(data, squeezed, TYPES[suffix])
