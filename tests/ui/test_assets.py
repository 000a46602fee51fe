"""Files for browsers: vendored ones are what the manifest says, and pages name only what exists."""

import json
import re
from hashlib import sha256

import pytest

from settings import ROOT
from ui.assets import BUNDLE, ICONS, LAYERS, MANIFEST, assets, icon, static

TEMPLATES = [path for path in (ROOT / "ui").rglob("*.html") if "static" not in path.parts]
NAMED = re.compile(r"icon\(\"([a-z0-9-]+)\"")


def test_every_vendored_file_is_the_one_in_the_manifest() -> None:
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    listed = {
        f"{package['folder']}/{name}": digest
        for package in manifest["packages"]
        for name, digest in package["files"].items()
    }
    vendor = MANIFEST.parent
    present = {
        path.relative_to(vendor).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in vendor.rglob("*")
        if path.is_file() and path != MANIFEST
    }
    assert present == listed


def test_every_vendored_package_has_version_and_licence() -> None:
    for package in json.loads(MANIFEST.read_text(encoding="utf-8"))["packages"]:
        assert package["version"]
        assert package["licence"] in {"0BSD", "MIT", "ISC", "OFL-1.1"}
        assert "LICENSE" in package["files"]


def test_every_icon_of_a_page_is_vendored() -> None:
    named = {name for path in TEMPLATES for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert {name for name in named if not (ICONS / f"{name}.svg").exists()} == set()


def test_an_icon_is_drawn_inline_and_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in icon("check")
    assert 'd="M20 6 9 17l-5-5"' in icon("check")
    assert 'aria-label="&lt;b&gt;"' in icon("check", "<b>")


def test_the_shared_sheet_declares_the_order_of_the_cascade() -> None:
    sheet = assets()[BUNDLE].data.decode()
    assert sheet.startswith(f"@layer {', '.join(LAYERS)};")
    assert "@layer tokens {" in sheet
    assert assets()["css/client.css"].data.startswith(b"@layer client {")


def test_what_a_sheet_refers_to_exists() -> None:
    for path, asset in assets().items():
        if path.endswith(".css"):
            for address in re.findall(rb'url\("\.\./([^"]+)"\)', asset.data):
                assert address.decode() in assets()


def test_a_file_that_does_not_exist_has_no_address() -> None:
    with pytest.raises(KeyError):
        static("css/none.css")


def test_pages_carry_no_inline_style_or_script() -> None:
    for path in TEMPLATES:
        if path.parent.name in ("paper", "mail"):
            continue
        source = path.read_text(encoding="utf-8")
        assert not re.search(
            r"\sstyle=|<style|\son[a-z]+=|hx-on|<script(?![^>]*\ssrc=)|javascript:", source
        ), path
