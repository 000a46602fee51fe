"""What an invoice says on paper, and that its PDF is an archive which machines read too."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from time import process_time
from typing import Any

import facturx as reference
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from domain.document import Content
from domain.invoice import Invoice, InvoiceLine, PaymentTerms
from domain.party import Party
from tests.ui.invoices import (
    IBAN,
    MADAME_PETIT,
    TERMS,
    balance,
    corrected,
    credited,
    deposit,
    montreal,
    progress,
    subcontract,
    whole,
)
from tests.ui.quotes import LINK
from tests.ui.test_paper_pdf import Trap
from tests.ui.test_paper_quote import NASTY, pages_of, text_of
from ui.paper import facturx, paper
from ui.paper.epc import payload
from ui.paper.invoice import html, render

ROOT = Path(__file__).parents[2]
FX = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"


def printed(invoice: Invoice) -> bytes:
    return render(invoice, link=LINK, accent="#2347C5")


def said(invoice: Invoice) -> str:
    return text_of(printed(invoice))


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.server.shutdown()
    trap.server.server_close()


@pytest.fixture(scope="module")
def second() -> bytes:
    return printed(progress(2))


@pytest.mark.parametrize(
    "mention",
    [
        "Facture n° FAC-2026-0003",
        "Date d’émission : 1er novembre 2026 · Travaux du 1er octobre 2026 au 31 octobre 2026",
        "Marché DEV-2026-0012 · Situation n° 2 (SIT-2026-0002)",
        "Factures précédentes : FAC-2026-0001 du 24 août 2026, FAC-2026-0002 du 1er octobre 2026",
        "Client SCI Les Tilleuls À l’attention de Jeanne Petit 18 rue Crébillon 44000 Nantes",
        "SIREN 552 100 554 TVA FR96552100554",
        "Chantier Résidence Les Tilleuls 12 rue des Tilleuls, 44000 Nantes",
        "Net à payer 6 394,65 € Échéance : 1er décembre 2026 Total TTC avant retenues : 6 870,85 €",
        "SARL · Capital 20 000 € · SIREN 732 829 320 · SIRET 732 829 320 00074 · RCS Nantes 732 829 320",
        "TVA FR44 732 829 320 · Assurance décennale SMABTP n° 123456, France métropolitaine",
        "1.2 Enduit à la chaux 1 2 928,50 € 10 % 2 928,50 €",
        "Sous-total Lot 2 · Gros œuvre 4 893,71 €",
        "Reprise de l’acompte versé −1 810,48 € 10 % −810,48 €",
        "Reprise de l’acompte versé −1 1 468,12 € 20 % −1 468,12 €",
        "Sous-total Reprise de l’acompte versé −2 278,60 €",
        "Total HT 5 934,81 €",
        "TVA 10 % sur 2 509,22 € 250,92 € TVA 20 % sur 3 425,59 € 685,12 €",
        "Total TTC 6 870,85 € Retenue de garantie 5 % −476,20 € Net à payer 6 394,65 €",
        "Titulaire Maçonnerie Mérel SARL IBAN FR76 3000 6000 0112 3456 7890 189 BIC AGRIFRPP",
        "Référence à rappeler FAC-2026-0003",
        "Nature de l’opération Prestation de services",
        "Retenue de garantie de 5 % : 476,20 €, libérée un an après la réception des travaux",
        "Pénalités au taux annuel de 13,15 %, exigibles sans rappel",
        "Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40,00 €",
        "Escompte Aucun escompte n’est accordé pour paiement anticipé.",
    ],
)
def test_the_invoice_of_the_second_statement_says_all_that_the_law_wants(second: bytes, mention: str) -> None:
    assert mention in text_of(second)


@pytest.mark.parametrize(
    ("invoice", "mentions"),
    [
        (
            deposit(),
            [
                "Facture d’acompte n° FAC-2026-0001",
                "Devis DEV-2026-0012",
                "Acompte à la commande 1 3 031,82 € 10 % 3 031,82 €",
                "Total HT 6 648,48 € TVA 10 % sur 3 031,82 € 303,18 € TVA 20 % sur 3 616,66 € 723,33 €",
                "Total TTC 7 674,99 € Net à payer 7 674,99 €",
            ],
        ),
        (progress(1), ["Total TTC 4 950,80 € Retenue de garantie 5 % −353,63 € Net à payer 4 597,17 €"]),
        (progress(3), ["Total TTC 6 947,29 € Retenue de garantie 5 % −492,37 € Net à payer 6 454,92 €"]),
        (
            balance(),
            [
                "Facture de solde n° FAC-2026-0011",
                "1.2 Enduit à la chaux 148,6 m² 46,37 € 10 % 6 890,58 €",
                "Livraison de biens et prestation de services",
                "Net à payer 17 908,29 €",
            ],
        ),
        (
            credited(progress(2)),
            [
                "Avoir n° AV-2026-0001",
                "Avoir sur la facture FAC-2026-0003 du 1er novembre 2026",
                "Total TTC 6 870,85 € Retenue de garantie 5 % −476,20 € Montant de l’avoir 6 394,65 €",
                "Retenue de garantie de 5 % annulée : 476,20 €. Net de l’avoir : 6 394,65 €.",
                "Ce montant vient en déduction de votre compte ou vous est remboursé.",
            ],
        ),
        (credited(progress(2), {"line-1.2": 50_000}), ["Montant de l’avoir 550,00 €"]),
        (
            corrected(progress(2)),
            [
                "Facture rectificative n° FAC-2026-0012",
                "Annule et remplace la facture FAC-2026-0003 du 1er novembre 2026",
            ],
        ),
        (
            subcontract(),
            [
                "1.2 Enduit à la chaux 1 2 928,50 € 2 928,50 €",
                "Total HT 5 934,81 € Autoliquidation 0,00 € Total TTC 5 934,81 €",
                "Autoliquidation : TVA due par le preneur (article 283-2 nonies du CGI).",
                "TVA FR96552100554",
                "TVA FR44 732 829 320",
            ],
        ),
        (
            progress(2, stated={"penalties": 15_000, "penalties_reason": "retard de trois jours"}),
            ["Pénalités : retard de trois jours −150,00 € Net à payer 6 244,65 €"],
        ),
    ],
    ids=["deposit", "S1", "S3", "balance", "credit", "line", "corrective", "reverse", "penalties"],
)
def test_every_kind_of_invoice_says_what_it_is_to_the_cent(invoice: Invoice, mentions: list[str]) -> None:
    text = said(invoice)
    for mention in mentions:
        assert mention in text


@pytest.mark.parametrize(
    ("locale", "mentions"),
    [
        (
            "en",
            [
                "Invoice FAC-2026-0003",
                "Issued on 1 November 2026 · Works from 1 October 2026 to 31 October 2026",
                "Progress statement 2 (SIT-2026-0002)",
                "Net to pay €6,394.65 Due on 1 December 2026",
                "Retention 5% −€476.20",
                "Interest at 13.15% a year",
                "Fixed indemnity for recovery costs in case of late payment: €40.00",
            ],
        ),
        ("fr-CA", ["Contrat DEV-2026-0012 · Décompte progressif n° 2 (SIT-2026-0002)"]),
    ],
)
def test_it_speaks_the_clients_language(locale: str, mentions: list[str]) -> None:
    text = said(progress(2, locale=locale))
    for mention in mentions:
        assert mention in text


def test_a_consumer_reads_nothing_that_only_firms_owe() -> None:
    text = said(whole(client=MADAME_PETIT, terms=replace(TERMS, late_rate=Decimal(0))))
    for words in ("Frais de recouvrement", "40,00", "Escompte", "L441-10", "Pénalités"):
        assert words not in text
    assert "Nature de l’opération" in text


def test_a_firm_reads_the_interest_of_the_law_where_no_rate_was_agreed() -> None:
    text = said(whole(terms=PaymentTerms()))
    assert "taux de refinancement de la Banque centrale européenne majoré de dix points" in text
    assert "Règlement par virement" not in text


def test_the_firms_own_words_on_payment_stand_in_place_of_ours() -> None:
    own = replace(
        TERMS, late_text="Intérêts au taux légal triplé.", discount_text="Escompte de 2 % à 8 jours."
    )
    text = said(whole(terms=own))
    assert "Retard de paiement Intérêts au taux légal triplé." in text
    assert "Escompte Escompte de 2 % à 8 jours." in text


def test_a_credit_note_says_nothing_of_paying() -> None:
    text = said(credited(progress(2)))
    for words in ("Règlement par virement", "IBAN", "Retard de paiement", "Escompte", "Échéance"):
        assert words not in text


def test_quebec_reads_its_taxes_and_no_french_law() -> None:
    pdf = printed(montreal())
    text = text_of(pdf)
    for mention in (
        "Facture n° FAC-2026-0003",
        "Montant à payer 5 801,69 $",
        "Dépôt déjà facturé −1 630,76 $ TPS + TVQ −630,76 $",
        "TPS 5 % sur 5 676,80 $ 283,84 $ TVQ 9,975 % sur 5 676,80 $ 566,26 $",
        "Retenue contractuelle 10 % −725,21 $",
        "Intérêt de 18 % par an sur tout montant en retard.",
        "Licence RBQ 5678-1234-01 · TPS 123456789 RT0001 · TVQ 1234567890 TQ0001",
    ):
        assert mention in text
    for words in ("Nature de l’opération", "L441", "71-584", "IBAN", "TVA"):
        assert words not in text
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.pages[0].MediaBox[2:] == [612, 792]  # Letter
        assert not document.attachments


def test_a_provisional_invoice_says_on_every_page_that_it_is_worth_nothing() -> None:
    lines = tuple(
        InvoiceLine(str(n), f"Semelle {n}", Decimal(1), Decimal(10), Decimal(20)) for n in range(60)
    )
    pages = pages_of(printed(whole(number="", issued_on=None, lines=lines)))
    assert len(pages) > 1
    assert all("Provisoire – sans valeur" in page for page in pages)
    assert "Facture provisoire" in pages[0]
    assert not any("Provisoire – sans valeur" in page for page in pages_of(printed(whole(lines=lines))))


def test_the_codes_open_the_page_and_pay_the_invoice(second: bytes) -> None:
    pages = [page.render(scale=3).to_pil() for page in pypdfium2.PdfDocument(second)]
    codes = {code.text for page in pages for code in zxingcpp.read_barcodes(page)}
    assert codes == {LINK, payload(progress(2))}


def test_the_code_that_pays_is_a_credit_transfer_of_what_is_to_pay_now() -> None:
    assert payload(progress(2)).split("\n") == [
        "BCD", "002", "1", "SCT", "AGRIFRPP", "Maçonnerie Mérel SARL", "FR7630006000011234567890189",
        "EUR6394.65", "", "", "FAC-2026-0003",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "invoice",
    [
        progress(2, number=""),
        progress(2, currency="CHF"),
        progress(2, terms=PaymentTerms()),
        progress(2, terms=replace(TERMS, iban=IBAN.replace("3000", "3001"))),
        progress(2, lines=()),
        credited(progress(2)),
        montreal(),
    ],
    ids=["no number", "francs", "no account", "mistyped account", "nothing to pay", "credit", "Quebec"],
)
def test_no_code_pays_what_cannot_be_paid_in_that_way(invoice: Invoice) -> None:
    assert "aval:epc.svg" not in html(invoice)
    assert "aval:epc.svg" in html(progress(2))


def test_nothing_in_a_name_or_number_adds_a_line_to_the_code() -> None:
    invoice = progress(2, number="FAC\n1", terms=replace(TERMS, account_name="Mérel\nEUR1\n" + "x" * 90))
    lines = payload(invoice).split("\n")
    assert len(lines) == 11
    assert len(lines[5]) == 70


def test_the_pdf_is_an_archive_with_its_data_inside(second: bytes) -> None:
    with pikepdf.open(io.BytesIO(second)) as document:
        root = document.Root
        assert len(root.AF) == 1
        attached = root.AF[0]
        assert (str(attached.AFRelationship), str(attached.UF)) == ("/Data", "factur-x.xml")
        assert str(attached.EF.F.Subtype) == "/text/xml"
        assert list(document.attachments) == ["factur-x.xml"]
        assert [str(intent.S) for intent in root.OutputIntents] == ["/GTS_PDFA1"]
        assert "/DestOutputProfile" in root.OutputIntents[0]
        assert document.trailer.ID
        about = document.open_metadata()
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "B")
        assert about[f"{FX}ConformanceLevel"] == "EN 16931"
        assert (about[f"{FX}DocumentType"], about[f"{FX}DocumentFileName"]) == ("INVOICE", "factur-x.xml")
        assert bytes(root.Metadata.read_bytes()).count(b"<rdf:RDF") == 1
        assert "/Filter" not in root.Metadata
        assert not document.check_pdf_syntax()


def test_the_data_inside_are_those_that_are_given_alone_and_the_reference_reads_them(second: bytes) -> None:
    name, data = reference.get_xml_from_pdf(second, check_xsd=True)
    assert name == "factur-x.xml"
    assert data == facturx.xml(progress(2))
    assert b"<ram:ID>urn:cen.eu:en16931:2017</ram:ID>" in data  # BT-24: the profile that the metadata name


def test_it_is_tagged_for_screen_readers_and_every_font_is_embedded(second: bytes) -> None:
    with pikepdf.open(io.BytesIO(second)) as document:
        assert str(document.docinfo.Title) == "Facture n° FAC-2026-0003"
        assert str(document.Root.Lang) == "fr"
        assert bool(document.Root.MarkInfo.Marked)
        assert document.open_metadata()["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        things = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        fonts = [str(item.BaseFont) for item in things if item.get("/Type") == "/Font"]
        described = [item.keys() for item in things if item.get("/Type") == "/FontDescriptor"]
    assert {re.split(r"[+-]", font)[1] for font in fonts} == {"Inter", "Bricolage"}
    assert all(keys & {"/FontFile2", "/FontFile3"} for keys in described)


@pytest.mark.parametrize(
    "invoice",
    [whole(client=MADAME_PETIT), progress(2, number=""), progress(2, client=Party("SCI sans numéro"))],
    ids=["consumer", "provisional", "client without a number"],
)
def test_without_data_it_is_an_archive_all_the_same(invoice: Invoice) -> None:
    with pikepdf.open(io.BytesIO(printed(invoice))) as document:
        assert not document.attachments
        assert "/AF" not in document.Root
        about = document.open_metadata()
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "B")
        assert f"{FX}ConformanceLevel" not in about


def test_the_same_invoice_gives_the_same_bytes_in_another_process(second: bytes) -> None:
    printed(deposit())
    assert printed(progress(2)) == second
    program = "from tests.ui.test_paper_invoice import *; print(sha256(printed(progress(2))).hexdigest())"
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
    assert done.stdout.strip() == sha256(second).hexdigest()


def test_an_invoice_prints_through_the_door_of_all_documents(second: bytes) -> None:
    content = Content("invoice", "", (), invoice=progress(2))
    assert paper.render_quote(content, link=LINK, sha256="0" * 64, accent="#2347C5") == second
    assert "FAC-2026-0003" in paper.quote_html(content, link=None, sha256="")


def attacked(attack: str, number: str = "FAC-2026-0003") -> Invoice:
    """S2 with the same text in every place that holds one."""
    party = Party(attack, (attack,), attack, attack, attack, legal=((attack, attack), ("siret", attack)))
    texts: dict[str, Any] = dict.fromkeys(
        ("title", "introduction", "notes", "site", "job", "quote_number", "statement_number"), attack
    )
    invoice = progress(2, stated={"penalties": 100, "penalties_reason": attack})
    return replace(
        invoice,
        lines=tuple(
            replace(each, description=attack, unit=attack, number=attack, group=attack)
            for each in invoice.lines
        ),
        number=number,
        **texts,
        seller=party,
        client=party,
        contact=party,
        terms=replace(TERMS, late_text=attack, discount_text=attack, bic=attack, account_name=attack),
    )


def test_no_text_of_an_invoice_ever_makes_the_press_fetch(trap: Trap) -> None:
    attack = (
        f'<img src="{trap.url}/img"><style>@import "{trap.url}/i"; p {{ background: url(/b) }}</style>'
        f"<svg><image href=\"{trap.url}/s\"/></svg><object data='file:///etc/passwd'></object>\">'>"
    )
    pdf = render(attacked(attack, number=attack), link=LINK, accent=attack)
    assert trap.hits == []
    assert b"root:" not in pdf


def test_any_text_prints_on_an_invoice_and_no_figure_turns_around() -> None:
    invoice = attacked(NASTY)
    made = html(invoice, link=LINK)
    assert not set(made) & set("\u202e\u202c\ufffe\ufeff")
    assert "<b>&amp;</b>" not in made
    text = said(invoice)
    assert "Net à payer 6 393,65 €" in text
    assert "{{ 7*7 }}" in text


def test_figures_never_break_however_large_the_invoice() -> None:
    line = InvoiceLine("1", "Tunnel", Decimal("99999.9999"), Decimal("9876.5432"), Decimal(20), unit="km")
    text = said(whole(lines=(line,)))
    assert "99 999,9999 km 9 876,5432 € 20 % 987 654 319,01 € Total HT 987 654 319,01 €" in text
    assert "Total TTC 1 185 185 182,81 € Net à payer 1 185 185 182,81 €" in text


def test_a_long_note_costs_no_more_than_its_length() -> None:
    def seconds(notes: str) -> float:
        start = process_time()
        printed(deposit(notes=notes))
        return process_time() - start

    seconds("")
    assert seconds("Une remarque assez longue. " * 150) < 10 * seconds("Une remarque.")
