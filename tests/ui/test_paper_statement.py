"""What a progress statement says on paper: the worked example of the domain rules, to the cent."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from domain.contract import Basis, signed
from domain.document import Content, Terms
from domain.party import Party
from domain.statement import Conditions, Measure, Revision
from tests.ui.quotes import LINK, line, seal
from tests.ui.statements import (
    FIVE_PERCENT,
    PROGRESS,
    Progress,
    change_order,
    contract,
    large,
    montreal,
    situation,
    statement_of,
    subcontract,
    with_lines,
)
from tests.ui.test_paper_pdf import Trap
from tests.ui.test_paper_quote import NASTY, pages_of, printed, text_of
from ui.figures import of
from ui.paper import paper
from ui.paper.columns import SHEET, columns_of
from ui.paper.works import works_of


def disputing(content: Content, number: str, measure: Measure) -> Content:
    """The same statement on a line that was claimed up to `measure` last time and not admitted."""
    assert content.statement
    claims = tuple(
        replace(claim, disputed=measure) if claim.line_id == f"line-{number}" else claim
        for claim in content.statement.claims
    )
    return replace(content, statement=replace(content.statement, claims=claims))


def first(conditions: Conditions = FIVE_PERCENT, now: str = "50", **changes: Any) -> Content:
    """A first statement on a contract of its own, every line at the same percentage."""
    part = signed(contract(**changes), "doc-contract", date(2026, 8, 24))
    base = Basis("con-1", "DEV-2026-0012", "Façades", 1, (part,), conditions)
    claimed = {each.id: Measure(Decimal(now)) for each in base.lines}
    return statement_of(base, base.statement(claimed), issued_on=date(2026, 9, 30))


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.server.shutdown()
    trap.server.server_close()


@pytest.fixture(scope="module")
def pdfs() -> dict[int, bytes]:
    return {ordinal: printed(situation(ordinal)) for ordinal in (1, 2, 3)}


@pytest.fixture(scope="module")
def texts(pdfs: dict[int, bytes]) -> dict[int, str]:
    return {ordinal: text_of(pdf) for ordinal, pdf in pdfs.items()}


@pytest.fixture(scope="module")
def decompte() -> bytes:
    return printed(montreal())


@pytest.mark.parametrize(
    ("ordinal", "said"),
    [
        (1, "Situation n° 1"),
        (1, "Total des travaux HT 22 161,58 0,00 6 334,02 6 334,02"),
        (1, "28,5 % du marché réalisé"),
        (1, "10 % 5 282,64 −1 584,79 3 697,85 369,79"),
        (1, "20 % 1 051,38 −315,41 735,97 147,19"),
        (1, "Total 6 334,02 −1 900,20 4 433,82 516,98"),
        (1, "Acompte récupéré HT 0,00 1 900,20 1 900,20"),
        (1, "Retenue de garantie 0,00 353,63 353,63"),
        (1, "Total TTC 4 950,80 € Retenue de garantie 5 % −353,63 € Net à payer 4 597,17 €"),
        (2, "Situation n° 2"),
        (2, "montage et location forfait 10 % 1 3 215,47 3 215,47 100 % 0 % 100 % 3 215,47 0,00"),
        (2, "1.2 Enduit à la chaux m² 10 % 148,6 46,37 6 890,58 30 % 42,5 % 72,5 % 4 995,67 2 928,50"),
        (2, "Sous-total Lot 1 · Ravalement 10 106,05 81,2 % 8 211,14 2 928,50"),
        (2, "béton armé ml 20 % 37,25 112,90 4 205,53 25 % 41,7 % 66,7 % 2 805,09 1 753,71"),
        (2, "Avenant DEV-2026-0031 · Bavettes en zinc accepté le 12 octobre 2026 A1.1"),
        (2, "A1.1 Bavette d’appui en zinc ml 10 % 12 65,20 782,40 0 % 50 % 50 % 391,20 391,20"),
        (2, "Marché DEV-2026-0012 22 161,58 6 334,02 7 822,21 14 156,23"),
        (2, "Avenant DEV-2026-0031 782,40 0,00 391,20 391,20"),
        (2, "Total des travaux HT 22 943,98 6 334,02 8 213,41 14 547,43"),
        (2, "63,4 % du marché réalisé"),
        (2, "10 % 3 319,70 −810,48 2 509,22 250,92"),
        (2, "20 % 4 893,71 −1 468,12 3 425,59 685,12"),
        (2, "TVA 10 % 250,92 € TVA 20 % 685,12 € Total TTC 6 870,85 €"),
        (2, "Retenue de garantie 353,63 476,20 829,83"),
        (2, "Retenue de garantie 5 % −476,20 € Net à payer 6 394,65 €"),
        (3, "Situation n° 3"),
        (3, "Total des travaux HT 22 943,98 14 547,43 8 396,55 22 943,98"),
        (3, "100 % du marché réalisé"),
        (3, "10 % 2 286,11 −636,55 1 649,56 164,96"),
        (3, "20 % 6 110,44 −1 833,13 4 277,31 855,46"),
        (3, "Acompte récupéré HT 4 178,80 2 469,68 6 648,48"),
        (3, "Acompte de 6 648,48 € HT : 6 648,48 € récupérés, reste 0,00 €"),
        (3, "Retenue de garantie 829,83 492,37 1 322,20"),
        (3, "Situations facturées 11 821,65 6 947,29 18 768,94"),
        (3, "Total TTC 6 947,29 € Retenue de garantie 5 % −492,37 € Net à payer 6 454,92 €"),
    ],
)  # fmt: skip
def test_the_worked_example_stands_on_paper_to_the_cent(
    texts: dict[int, str], ordinal: int, said: str
) -> None:
    assert said in texts[ordinal]


@pytest.mark.parametrize(
    "mention",
    [
        "Version 1 · Document SIT-2026-0003 · Émise le 30 novembre 2026",
        "Marché DEV-2026-0012, accepté le 24 août 2026 · Travaux du 1er novembre 2026 au 30 novembre 2026",
        "Client SCI Les Tilleuls À l’attention de Jeanne Petit",
        "Chantier Résidence Les Tilleuls 12 rue des Tilleuls, 44000 Nantes",
        "Net à payer 6 454,92 € Travaux de la période : 8 396,55 € HT Total TTC avant retenues : 6 947,29 €",
        "Montants en euros, hors taxes",
        "Situation n° 3, version 1, net à payer 6 454,92 €.",
        "Visa du maître d’œuvre Nom et qualité Date Signature",
        "Bon pour paiement du client Nom et qualité Date Signature",
        "SIRET 732 829 320 00074",
        "aval.example/c/",
        "Page 2 / 2",
    ],
)
def test_a_statement_says_who_where_when_and_what_to_approve(texts: dict[int, str], mention: str) -> None:
    assert mention in texts[3]


@pytest.mark.parametrize(
    "word", ["Pénalités", "prorata", "Révision", "Autoliquidation", "Contesté", "Remise"]
)
def test_what_a_contract_does_not_know_is_not_mentioned(texts: dict[int, str], word: str) -> None:
    assert word not in texts[3]


@pytest.mark.parametrize(
    "mention",
    [
        "Décompte progressif n° 1",
        "Contrat DEV-2026-0003",
        "Montants en dollars canadiens, avant taxes",
        "2 Armoires en merisier mod. 12 845,50 10 146,00 0 0 % 6 50 % 6 50 % 5 073,00 5 073,00",
        "TPS + TVQ 6 307,56 −630,76 5 676,80 850,10",
        "TPS 5 % 283,84 $ TVQ 9,975 % 566,26 $ Total, taxes comprises 6 526,90 $",
        "Retenue contractuelle 10 % −725,21 $ Net à payer 5 801,69 $",
        "Dépôt de 1 138,06 $ avant taxes : 630,76 $ récupérés, reste 507,30 $",
        "Licence RBQ 5678-1234-01",
    ],
)
def test_a_decompte_progressif_speaks_as_quebec_does(decompte: bytes, mention: str) -> None:
    assert mention in text_of(decompte)


@pytest.mark.parametrize("word", ["HT", "TTC", "TVA", "[Ss]ituations?", "[Mm]arché", "[Aa]compte", "€"])
def test_a_decompte_progressif_does_not_speak_as_france_does(decompte: bytes, word: str) -> None:
    assert not re.search(rf"(?<!\w){word}(?!\w)", text_of(decompte))


def test_france_prints_statements_on_a4_and_quebec_on_letter(pdfs: dict[int, bytes], decompte: bytes) -> None:
    sizes = [pypdfium2.PdfDocument(pdf)[0].get_size() for pdf in (pdfs[1], decompte)]
    assert [(round(w), round(h)) for w, h in sizes] == [(595, 842), (612, 792)]


def test_an_english_architect_reads_english() -> None:
    text = text_of(printed(replace(situation(2), locale="en")))
    assert "Progress statement 2" in text
    assert "Retention 5% −€476.20 Net to pay €6,394.65" in text


def test_a_line_measured_in_its_unit_shows_quantities_above_percents() -> None:
    measured: Progress = {**PROGRESS, 2: {**PROGRESS[2], "1.2": Measure(Decimal("107.735"), "quantity")}}
    text = text_of(printed(situation(2, progress=measured)))
    assert "6 890,58 44,58 30 % 63,155 42,5 % 107,735 72,5 % 4 995,67 2 928,50" in text
    assert "Net à payer 6 394,65 €" in text


def test_what_was_disputed_last_time_is_recalled_beside_its_line() -> None:
    percents = disputing(situation(3), "1.2", Measure(Decimal(80)))
    assert (
        "1.2 Enduit à la chaux Contesté à la situation précédente : 80 % demandés, 72,5 % admis m²"
        in text_of(printed(percents))
    )
    quantities = disputing(situation(3), "2.2", Measure(Decimal("30.5"), "quantity"))
    assert "30,5 ml demandés, 66,7 % admis" in text_of(printed(quantities))


def test_under_reverse_charge_no_tax_is_counted_and_both_vat_ids_are_printed() -> None:
    text = text_of(printed(subcontract()))
    assert "Autoliquidation 8 213,41 −2 278,60 5 934,81 0,00" in text
    assert "Autoliquidation : TVA due par le preneur (article 283-2 nonies du CGI)." in text
    assert "Total HT 5 934,81 € Retenue de garantie 5 % −410,67 € Net à payer 5 524,14 €" in text
    assert "TVA FR12 345 678 901" in text
    assert "TVA FR40 303 265 045" in text
    assert "TTC" not in text
    assert "20 %" not in text


def test_revision_penalties_and_prorata_account_are_accounted_for() -> None:
    revision = Revision("BT01", Decimal("0.15"), Decimal("128.9"), Decimal("131.2"))
    conditions = replace(FIVE_PERCENT, prorata_percent=Decimal("1.5"), revision=revision)
    content = situation(2, conditions, penalties=15000, penalties_reason="retard de trois jours")
    text = text_of(printed(content))
    figures = content.account
    assert figures
    assert "Révision (coefficient 1,015)" in text
    assert "Révision des prix BT01 : C = 0,15 + 0,85 × 131,2 / 128,9 = 1,015" in text
    assert "10 % 3 319,70 49,80 −810,48 2 559,02 255,90" in text
    assert "Pénalités : retard de trois jours −150,00 €" in text
    assert "Compte prorata 1,5 % −123,20 €" in text
    assert "Compte prorata 95,01 123,20 218,21" in text
    assert (
        f"Net à payer {of('fr').money(figures.net_to_pay)}".replace("\u202f", " ").replace("\xa0", " ")
        in text
    )


def test_a_bank_guarantee_stands_in_for_the_retention() -> None:
    text = text_of(printed(situation(2, replace(FIVE_PERCENT, guarantee=True))))
    assert "Caution bancaire : aucune retenue de garantie n’est prélevée." in text
    assert "Net à payer 6 870,85 €" in text
    assert "Retenue de garantie 5 %" not in text
    assert "avant retenues" not in text


def test_discounts_lead_from_the_lines_to_the_total_of_the_works() -> None:
    lines = tuple(replace(each, discount_percent=Decimal(5)) for each in contract().lines)
    content = first(lines=lines, discount_percent=Decimal(2))
    text = text_of(printed(content))
    assert "1.1 Échafaudage, montage et location remise 5 %" in text
    assert "Marché DEV-2026-0012 21 053,50 0,00 10 526,76 10 526,76" in text
    assert "Remise −421,07 0,00 −210,54 −210,54" in text
    assert "Total des travaux HT 20 632,43 0,00 10 316,22 10 316,22" in text


def test_a_contract_without_groups_deposit_or_retention_prints_neither() -> None:
    lines = tuple(replace(each, group="") for each in contract().lines)
    text = text_of(printed(first(Conditions(), lines=lines, deposit_percent=Decimal(0))))
    for word in ("Sous-total", "Divers", "Acompte", "Retenue", "avant retenues"):
        assert word not in text


def test_progress_never_reads_as_complete_while_a_cent_is_left() -> None:
    assert "99,9 % du marché réalisé" in text_of(printed(first(now="99.99")))


def test_the_bar_shows_what_was_done_before_and_what_this_statement_adds() -> None:
    html = paper.quote_html(situation(2), link=None, sha256="")
    bar = re.findall(r'<rect(?: x="(\d+)")? width="(\d+)"', html)
    assert bar == [("", "1000"), ("", "276"), ("276", "358")]


def test_the_qr_code_of_a_statement_opens_its_page(pdfs: dict[int, bytes]) -> None:
    picture = pypdfium2.PdfDocument(pdfs[3])[0].render(scale=2).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [LINK]
    with pikepdf.open(io.BytesIO(pdfs[3])) as pdf:
        assert {str(note.A.URI) for note in pdf.pages[0].Annots if "/A" in note} == {LINK}


def test_the_same_statement_gives_the_same_bytes_twice_even_after_another(pdfs: dict[int, bytes]) -> None:
    assert printed(situation(2)) == pdfs[2]


def test_a_statement_is_tagged_and_says_what_it_is(pdfs: dict[int, bytes]) -> None:
    with pikepdf.open(io.BytesIO(pdfs[3])) as document:
        assert str(document.docinfo.Title) == "Situation n° 3 · Version 1"
        assert document.open_metadata()["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert not document.check_pdf_syntax()


def test_every_page_of_lines_repeats_the_heads_and_the_approval_stands_by_the_net_to_pay() -> None:
    pages = pages_of(printed(large(43)))
    for number, text in enumerate(pages, 1):
        assert f"Page {number} / {len(pages)}" in text
        if "Semelle filante" in text:
            assert "Désignation U Quantité P.U. HT Marché HT Préc. Période Cumul Cumul Période" in text
    assert sum("Semelle filante" in text for text in pages) >= 3
    assert all(word in pages[-1] for word in ("Total HT", "Net à payer", "Bon pour paiement du client"))


def test_no_text_of_a_statement_ever_makes_the_press_fetch(trap: Trap) -> None:
    attack = (
        f'<img src="{trap.url}/img"><style>@import "{trap.url}/i"; p {{ background: url(/b) }}</style>'
        f"<svg><image href=\"{trap.url}/s\"/></svg><object data='file:///etc/passwd'></object>\">'>"
    )
    party = Party(attack, (attack,), attack, attack, attack, legal=((attack, attack),))
    content = situation(2, penalties=100, penalties_reason=attack)
    assert content.statement
    attacked = replace(
        with_lines(content, description=attack, unit=attack, number=attack, group=attack),
        title=attack,
        number=attack,
        introduction=attack,
        notes=attack,
        site=attack,
        job=attack,
        seller=party,
        client=party,
        contact=party,
        terms=Terms(attack),
        statement=replace(
            content.statement,
            contract_number=attack,
            parts=tuple(replace(part, number=attack, title=attack) for part in content.statement.parts),
            conditions=replace(
                content.statement.conditions,
                revision=Revision(attack, Decimal(0), Decimal(100), Decimal(101)),
            ),
        ),
    )
    pdf = paper.render_quote(attacked, link=LINK, sha256="0" * 64, accent=attack)
    assert trap.hits == []
    assert b"root:" not in pdf


def test_any_text_prints_on_a_statement_and_no_figure_turns_around() -> None:
    content = situation(2, penalties=100, penalties_reason=NASTY)
    nasty = replace(
        with_lines(content, description=NASTY, group=NASTY), title=NASTY, notes=NASTY, site=NASTY, job=NASTY
    )
    html = paper.quote_html(nasty, link=LINK, sha256=seal(nasty))
    assert not set(html) & set("\u202e\u202c\ufffe\ufeff")
    assert "<b>&amp;</b>" not in html
    text = text_of(printed(nasty))
    assert "Net à payer 6 393,65 €" in text
    for word in ("Zoé", "見積書", "견적", "{{ 7*7 }}", "<b>&amp;</b>"):
        assert word in text


@pytest.mark.parametrize(
    ("quantity", "price"),
    [("1", "10"), ("1234.5678", "9876.5432"), ("9999999.9999", "3250.1234")],
)
def test_figures_never_break_however_large_the_contract(quantity: str, price: str) -> None:
    lines = (line("1", "Tunnel", quantity, "kilomètre de voie", price, "20"),)
    content = first(lines=lines, now="33.333", deposit_percent=Decimal(0))
    shown = works_of(content)
    assert shown
    columns = columns_of(shown, of("fr"), str)
    times = {"amount": 3, "progress": 3}
    taken = sum(width * times.get(name, 1) for name, width in columns.widths.items())
    assert SHEET - taken >= 15 * columns.size  # what is left to the description
    market = of("fr").number(Decimal(shown.total.market).scaleb(-2), 2).replace("\u202f", " ")
    assert f"{market} 0 % 33,333 % 33,333 %" in text_of(printed(content))


def test_a_withdrawn_statement_says_so() -> None:
    pdf = paper.render_quote(situation(1), link=None, sha256="", withdrawn_on=date(2026, 11, 30))
    assert "Situation retirée le 30 novembre 2026 : elle ne peut plus être approuvée." in text_of(pdf)


def test_a_draft_of_a_statement_prints_as_a_draft() -> None:
    draft = replace(situation(2), number="", version=0, issued_on=None)
    text = text_of(paper.render_quote(draft, link=None, sha256=""))
    assert "Projet de situation n° 2" in text
    for word in ("Version 0", "version 0", "Document", "Empreinte"):
        assert word not in text


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 10, 1), None, "Travaux depuis le 1er octobre 2026"),
        (None, date(2026, 10, 31), "Travaux jusqu’au 31 octobre 2026"),
        (None, None, "accepté le 24 août 2026 Client"),
    ],
)
def test_half_a_period_is_said_as_far_as_it_is_known(start: date | None, end: date | None, said: str) -> None:
    assert said in text_of(printed(situation(2, period_from=start, period_to=end)))


def test_a_change_order_says_under_its_title_which_contract_it_amends() -> None:
    assert "Devis n° DEV-2026-0031 Avenant au marché DEV-2026-0012 Bavettes en zinc" in text_of(
        printed(change_order())
    )
    assert "Avenant" not in text_of(printed(contract()))


@pytest.mark.long
def test_a_statement_of_three_thousand_lines_prints() -> None:
    pages = pages_of(printed(large(3_000)))
    assert "type S2999," in " ".join(pages[-3:])
