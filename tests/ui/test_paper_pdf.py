"""The press: the same bytes everywhere, everything inside, nothing fetched."""

import io
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from domain.document import Mentions, Terms
from domain.party import Party
from tests.ui.quotes import LINK, nantes, seal
from ui.paper import paper, pdf, qr

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def quote() -> bytes:
    return paper.render_quote(nantes(), link=LINK, sha256=seal(nantes()))


class Trap:
    """A web server that counts who comes."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        hits = self.hits

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hits.append(self.path)
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.server.shutdown()
    trap.server.server_close()


def test_the_same_quote_gives_the_same_bytes_twice_even_after_another(quote: bytes) -> None:
    paper.render_quote(nantes(title="Autre 見積書 👷"), link=None, sha256="0" * 64)
    assert paper.render_quote(nantes(), link=LINK, sha256=seal(nantes())) == quote


def test_the_same_quote_gives_the_same_bytes_in_another_process(quote: bytes) -> None:
    program = (
        "from tests.ui.quotes import *; from ui.paper import paper; from hashlib import sha256;"
        "print(sha256(paper.render_quote(nantes(), link=LINK, sha256=seal(nantes()))).hexdigest())"
    )
    elsewhere = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "LANG": "ja_JP.UTF-8",
        "TZ": "Asia/Tokyo",
        "HOME": "/nowhere",
    }
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=elsewhere, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == sha256(quote).hexdigest()


def test_every_font_is_ours_and_embedded(quote: bytes) -> None:
    with pikepdf.open(io.BytesIO(quote)) as document:
        things = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        fonts = [str(item.BaseFont) for item in things if item.get("/Type") == "/Font"]
        described = [item.keys() for item in things if item.get("/Type") == "/FontDescriptor"]
    assert {re.split(r"[+-]", name)[1] for name in fonts} == {"Inter", "Bricolage"}
    assert described
    assert all(keys & {"/FontFile2", "/FontFile3"} for keys in described)


def test_the_file_says_what_it_is_and_is_tagged_for_screen_readers(quote: bytes) -> None:
    with pikepdf.open(io.BytesIO(quote)) as document:
        assert str(document.docinfo.Title) == "Devis n° DEV-2026-0012 · Version 2"
        assert str(document.docinfo.Author) == "Maçonnerie Mérel"
        assert str(document.Root.Lang) == "fr"
        assert bool(document.Root.MarkInfo.Marked)
        assert document.open_metadata()["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert not document.check_pdf_syntax()


def test_no_text_of_a_quote_ever_makes_the_press_fetch(trap: Trap) -> None:
    attack = (
        f'<img src="{trap.url}/img"><link rel="stylesheet" href="{trap.url}/css">'
        f'<style>@import "{trap.url}/i"; * {{ background: url({trap.url}/bg) }}</style>'
        f"<object data='file:///etc/passwd'></object>\">'>"
    )
    content = nantes()
    attacked = replace(
        content,
        title=attack,
        number=attack,
        introduction=attack,
        notes=attack,
        site=attack,
        job=attack,
        lines=tuple(
            replace(line, description=attack, unit=attack, number=attack, group=attack)
            for line in content.lines
        ),
        seller=Party(attack, (attack,), attack, attack, attack, legal=((attack, attack), ("siret", attack))),
        client=Party(attack, (attack,), attack, attack, attack, legal=((attack, attack),)),
        contact=Party(attack, email=attack, phone=attack),
        mentions=Mentions(
            free_quote=True,
            execution_delay=attack,
            insurance=attack,
            waste=attack,
            travel=attack,
            mediator=attack,
            withdrawal=True,
            reduced_vat=attack,
        ),
        terms=Terms(attack),
    )
    printed = paper.render_quote(attacked, link=LINK, sha256="0" * 64, accent=attack)
    assert trap.hits == []
    assert b"root:" not in printed


def test_the_press_refuses_every_address_that_is_not_in_memory(trap: Trap) -> None:
    leaky = (
        f'<link rel="stylesheet" href="{trap.url}/css"><img src="{trap.url}/img"><img src="file:///etc/hostname">'
        f'<img src="aval:other.svg"><link rel="attachment" href="{trap.url}/b">'
        f'<div style="background: url({trap.url}/bg); content: url(data:image/png;base64,AAAA)">x</div>'
    )
    pdf.render(f"<html lang='fr'><title>x</title>{leaky}")
    assert trap.hits == []
    weasyprint.HTML(string=leaky).write_pdf()
    assert trap.hits != []  # the trap works: an open press would have gone there


@pytest.mark.parametrize(
    "address",
    ["http://x/", "https://x/", "file:///etc/passwd", "data:text/css,x", "ftp://x/", "qr.svg", "aval:x"],
)
def test_only_what_came_with_the_document_is_served(address: str) -> None:
    with pytest.raises(pdf.NotInMemory):
        pdf.InMemory({"qr.svg": pdf.Picture(b"", "image/svg+xml")})(address)


def test_the_qr_code_is_one_crisp_path_with_a_quiet_zone() -> None:
    drawing = qr.svg(LINK)
    assert drawing.count("<path") == 2
    assert "crispEdges" in drawing
    assert "M0 " not in drawing.partition('<path d="')[2]


def test_every_font_has_its_source_and_licence_in_the_manifest() -> None:
    listed = {font["file"]: font for font in json.loads((pdf.FONTS / "manifest.json").read_text())}
    assert set(listed) == {path.name for path in pdf.FONTS.glob("*.ttf")}
    for name, font in listed.items():
        assert sha256((pdf.FONTS / name).read_bytes()).hexdigest() == font["sha256"]
        assert (pdf.FONTS / font["licence_file"]).exists()
        assert font["source"]
