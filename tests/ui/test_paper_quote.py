"""What a quote says on paper."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from domain.document import Content, Terms
from tests.ui.quotes import LINK, montreal, nantes, seal
from ui.paper import paper

NASTY = (
    "Zoé \u202e€ 00,1 :xirp\u202c 𝐁𝐨𝐧 👷🏽‍♀️🏠 السلام שלום 見積書 견적 ราคา देवनागरी ଓ Ω≈ç√∫ Z̸̢̛a̷l̶g̷o "
    "\u200b\ufeff\ufffe\U0010ffff ﷽ <b>&amp;</b> {{ 7*7 }} " + "x" * 300
)


def printed(content: Content, link: str | None = LINK) -> bytes:
    return paper.render_quote(content, link=link, sha256=seal(content), accent="#2347C5")


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with plain spaces."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [
        " ".join(re.sub(r"[\ufffe\u00ad]", "-", page.get_textpage().get_text_range()).split())
        for page in document
    ]
    document.close()
    return pages


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


@pytest.fixture(scope="module")
def quote() -> bytes:
    return printed(nantes())


@pytest.fixture(scope="module")
def soumission() -> bytes:
    return printed(montreal())


@pytest.mark.parametrize(
    "mention",
    [
        "Devis n° DEV-2026-0012",
        "Version 2",
        "Émis le 8 novembre 2026",
        "Valable jusqu’au 8 décembre 2026",
        "Maçonnerie Mérel",
        "SIRET 732 829 320 00074",
        "TVA FR40 303 265 045",
        "RCS Nantes B 732",
        "SCI Les Tilleuls",
        "À l’attention de Jeanne Petit",
        "12 rue des Tilleuls, 44000 Nantes",
        "Claire Mérel",
        "Lot 1 · Terrassement",
        "1 400 m²",
        "6,00 €",
        "8 400,00 €",
        "−5 %",
        "12 312,00 €",
        "Mise en œuvre à la pompe.",
        "Sous-total Lot 1 · Terrassement 20 712,00 €",
        "Sous-total Lot 2 · Façades 9 639,68 €",
        "Option retenue",
        "(16 776,94 €)",
        "Options proposées, non comprises dans le total",
        "Total HT avant remise 30 351,68 €",
        "Remise 2 % −607,03 €",
        "Total HT 29 744,65 €",
        "TVA 10 % sur 9 446,89 € 944,69 €",
        "TVA 20 % sur 20 297,76 € 4 059,55 €",
        "Total TTC 34 748,89 €",
        "Acompte 30 % à la commande 10 424,68 €",
        "Reste après acompte 24 324,21 €",
        "Ce devis est gratuit.",
        "Neuf semaines",
        "SMABTP n° 123456, France métropolitaine",
        "Déplacements compris",
        "déchèterie de Saint-Herblain",
        "CM2C, 14 rue Saint-Jean, Paris",
        "vous disposez de 14 jours",
        "Aucun paiement ne peut être demandé avant 7 jours",
        "Le client certifie que les locaux ont plus de deux ans",
        "retenue de garantie de 5 %",
        "Point d’eau fourni par le client.",
        "Suite à notre visite du 3 novembre.",
        "Bon pour accord",
        "version 2, pour un montant de 34 748,89 € TTC, et les conditions générales",
        "Conditions générales de Maçonnerie Mérel",
        "Article 30.",
        "Formulaire de rétractation",
        "aval.example/c/",
    ],
)
def test_the_quote_says_all_that_the_law_and_the_client_ask_for(quote: bytes, mention: str) -> None:
    assert mention in text_of(quote)


@pytest.mark.parametrize(
    "mention",
    [
        "Soumission n° DEV-2026-0003",
        "TPS + TVQ",
        "1 234,56 $",
        "10 146,00 $",
        "Total avant taxes 11 380,56 $",
        "TPS 5 % sur 11 380,56 $ 569,03 $",
        "TVQ 9,975 % sur 11 380,56 $ 1 135,21 $",
        "Total, taxes comprises 13 084,80 $",
        "Licence RBQ 5678-1234-01",
        "TPS 123456789 RT0001",
        "TVQ 1234567890 TQ0001",
    ],
)
def test_a_soumission_speaks_as_quebec_does(soumission: bytes, mention: str) -> None:
    assert mention in text_of(soumission)


@pytest.mark.parametrize("word", ["HT", "TTC", "TVA", "devis", "Devis"])
def test_a_soumission_does_not_speak_as_france_does(soumission: bytes, word: str) -> None:
    assert not re.search(rf"\b{word}\b", text_of(soumission))


def test_france_prints_on_a4_and_quebec_on_letter(quote: bytes, soumission: bytes) -> None:
    sizes = [pypdfium2.PdfDocument(pdf)[0].get_size() for pdf in (quote, soumission)]
    assert [(round(w), round(h)) for w, h in sizes] == [(595, 842), (612, 792)]


def test_an_english_client_reads_english() -> None:
    text = text_of(printed(nantes(locale="en")))
    assert "Quote DEV-2026-0012" in text
    assert "Total incl. tax €34,748.89" in text


def test_the_qr_code_opens_the_page_when_scanned_and_when_clicked(quote: bytes) -> None:
    picture = pypdfium2.PdfDocument(quote)[0].render(scale=2).to_pil()
    codes = zxingcpp.read_barcodes(picture)
    assert [code.text for code in codes] == [LINK]
    with pikepdf.open(io.BytesIO(quote)) as pdf:
        targets = {str(note.A.URI) for note in pdf.pages[0].Annots if "/A" in note}
    assert targets == {LINK}


def test_a_firm_that_switched_the_qr_code_off_prints_none() -> None:
    quote = printed(nantes(), link=None)
    picture = pypdfium2.PdfDocument(quote)[0].render(scale=2).to_pil()
    assert not zxingcpp.read_barcodes(picture)
    assert "aval.example" not in text_of(quote)
    with pikepdf.open(io.BytesIO(quote)) as pdf:
        assert "/Annots" not in pdf.pages[0]


def test_every_page_of_lines_repeats_the_heads_and_every_page_has_its_number() -> None:
    pages = pages_of(printed(nantes(60)))
    for number, text in enumerate(pages, 1):
        assert f"Page {number} / {len(pages)}" in text
        if "Semelle filante" in text:
            assert "Désignation" in text
    assert sum("Semelle filante" in text for text in pages) >= 3


def test_the_terms_have_pages_of_their_own(quote: bytes) -> None:
    pages = pages_of(quote)
    first = next(number for number, text in enumerate(pages) if "Article 1." in text)
    assert "Bon pour accord" in pages[first - 1]
    assert "Désignation" not in pages[first]


def test_without_terms_nothing_is_appended() -> None:
    text = text_of(printed(nantes(terms=Terms())))
    assert "Conditions générales" not in text
    assert "conditions générales" not in text


def test_the_fingerprint_stands_on_every_page_and_in_full_once(quote: bytes) -> None:
    digest = seal(nantes())
    pages = pages_of(quote)
    assert all(f"Empreinte {digest[:8]} {digest[8:16]}" in text for text in pages)
    assert " ".join(digest[at : at + 8] for at in range(0, 64, 8)) in " ".join(pages)


def test_a_withdrawn_quote_says_so() -> None:
    content = nantes()
    pdf = paper.render_quote(content, link=None, sha256=seal(content), withdrawn_on=content.issued_on)
    assert "Devis retiré le 8 novembre 2026" in text_of(pdf)


def test_a_draft_prints_as_a_draft() -> None:
    draft = nantes(number="", version=0, issued_on=None)
    text = text_of(paper.render_quote(draft, link=None, sha256=""))
    assert "Projet de devis" in text
    assert "Version 0" not in text
    assert "Empreinte" not in text


def test_any_text_prints_and_no_direction_mark_turns_figures_around() -> None:
    content = nantes()
    lines = tuple(replace(line, description=NASTY, unit="m²", group=NASTY) for line in content.lines)
    nasty = replace(
        content,
        lines=lines,
        title=NASTY,
        notes=NASTY,
        site=NASTY,
        client=replace(content.client, name=NASTY),
        terms=Terms(NASTY),
    )
    html = paper.quote_html(nasty, link=LINK, sha256=seal(nasty))
    assert not set(html) & set("\u202e\u202c\ufffe\ufeff")
    text = text_of(printed(nasty))
    assert "34 748,89 €" in text
    for word in ("Zoé", "見積書", "견적", "{{ 7*7 }}", "<b>&amp;</b>"):
        assert word in text


def test_long_words_wrap_within_the_page() -> None:
    quote = printed(nantes(title="y" * 300))
    page = pypdfium2.PdfDocument(quote)[0].get_textpage()
    right = max(page.get_charbox(at)[2] for at in range(page.count_chars()))
    assert right < 595 - 14 / 25.4 * 72


@pytest.mark.long
def test_a_quote_of_ten_thousand_lines_prints() -> None:
    pages = pages_of(printed(nantes(10_000)))
    assert "type S10000," in " ".join(pages[-12:])
