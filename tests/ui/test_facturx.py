"""The invoice as data: valid for the schema, the standard and France, and exact to the cent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import facturx as reference
import pytest
from hypothesis import given, settings
from lxml import etree

from domain import billing, invoicing
from domain.document import Content
from domain.invoice import Invoice, Type
from domain.money import QUEBEC, to_decimal
from domain.party import Party
from tests.domain.market import Site, Story, stories
from tests.ui.invoices import (
    CLIENT,
    EXAMPLES,
    MADAME_PETIT,
    SELLER,
    corrected,
    credited,
    deposit,
    montreal,
    progress,
    subcontract,
    validated,
    whole,
)
from tests.ui.quotes import line, nantes
from tests.ui.test_paper_quote import NASTY
from tests.validators.schematron import Schematron
from ui.paper import facturx, semantic
from ui.paper.facturx import xml
from ui.paper.ubl import ubl

TOLERATED = {"CII-SR-465", "CII-SR-466"}  # warnings about contacts
NAMES = {
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
}
WRITE = {"cii": xml, "ubl": ubl}


@pytest.fixture(scope="module")
def schematron() -> Iterator[Schematron]:
    asked = Schematron()
    yield asked
    asked.close()


def read(data: bytes, path: str) -> list[str]:
    """The texts at a path, without their white space around."""
    found = etree.fromstring(data).xpath(path, namespaces=NAMES)
    return [(one if isinstance(one, str) else one.text or "").strip() for one in found]


def notes(data: bytes) -> list[tuple[str, str]]:
    return list(
        zip(
            read(data, "//ram:IncludedNote/ram:SubjectCode"),
            read(data, "//ram:IncludedNote[ram:SubjectCode]/ram:Content"),
            strict=True,
        )
    )


@pytest.mark.parametrize("syntax", ["cii", "ubl"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_official_rules_find_no_fault(schematron: Schematron, name: str, syntax: str) -> None:
    faults = schematron.faults(syntax, WRITE[syntax](EXAMPLES[name]))
    assert [fault for fault in faults if fault.rule not in TOLERATED] == []


@pytest.mark.parametrize(
    ("syntax", "right", "wrong", "rule"),
    [
        ("cii", ">PMT<", ">PMD<", "BR-FR-05_BT-22_PMT"),
        ("cii", "<ram:ID>S1<", "<ram:ID>X1<", "BR-FR-08_BT-23"),
        ("cii", "<ram:TypeCode>380<", "<ram:TypeCode>876<", "BR-FR-04_BT-3"),
        ("cii", "<ram:CalculatedAmount>685.12<", "<ram:CalculatedAmount>680.12<", "BR-CO-17"),
        ("ubl", "#PMT#", "#PMD#", "BR-FR-05_BT-22-1"),
    ],
)
def test_the_official_rules_are_really_asked(
    schematron: Schematron, syntax: str, right: str, wrong: str, rule: str
) -> None:
    spoilt = WRITE[syntax](progress(2)).decode().replace(right, wrong, 1).encode()
    assert rule in {fault.rule for fault in schematron.faults(syntax, spoilt)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_data_are_valid_for_the_schema(name: str) -> None:
    assert reference.xml_check_xsd(xml(EXAMPLES[name]), flavor="factur-x", level="en16931")
    assert reference.xml_check_xsd(ubl(EXAMPLES[name]))


@pytest.mark.parametrize("syntax", WRITE)
def test_what_the_schema_refuses_is_never_given(syntax: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic, "_rate", lambda rate: f"{rate:.1E}")
    with pytest.raises(Exception, match="not valid against the official XML Schema Definition"):
        WRITE[syntax](progress(2))


@pytest.mark.parametrize(
    ("name", "code", "framework", "net", "tax", "gross"),
    [
        ("deposit", "386", "S1", "6648.48", "1026.51", "7674.99"),
        ("S1", "380", "S1", "4433.82", "516.98", "4950.80"),
        ("S2", "380", "S1", "5934.81", "936.04", "6870.85"),
        ("S3", "380", "S1", "5926.87", "1020.42", "6947.29"),
        ("balance", "380", "M4", "15513.10", "2395.19", "17908.29"),
        ("credit of all", "381", "S1", "5934.81", "936.04", "6870.85"),
        ("credit of a line", "381", "S1", "500.00", "50.00", "550.00"),
        ("corrective", "384", "S1", "5934.81", "936.04", "6870.85"),
        ("reverse charge", "380", "S1", "5934.81", "0.00", "5934.81"),
    ],
)
def test_the_worked_example_stands_in_the_data(
    name: str, code: str, framework: str, net: str, tax: str, gross: str
) -> None:
    data = xml(EXAMPLES[name])
    assert read(data, "/*/*/ram:TypeCode") == [code]
    assert read(data, "//ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID") == [framework]
    assert read(data, "//ram:TaxBasisTotalAmount") == [net]
    assert read(data, "//ram:TaxTotalAmount") == [tax]
    assert read(data, "//ram:GrandTotalAmount") == [gross]
    assert read(data, "//ram:DuePayableAmount") == [gross]


def test_tax_stands_by_rate_with_its_base() -> None:
    data = xml(progress(2))
    settlement = "//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax"
    assert read(data, f"{settlement}/ram:RateApplicablePercent") == ["10.00", "20.00"]
    assert read(data, f"{settlement}/ram:BasisAmount") == ["2509.22", "3425.59"]
    assert read(data, f"{settlement}/ram:CalculatedAmount") == ["250.92", "685.12"]
    assert read(data, f"{settlement}/ram:CategoryCode") == ["S", "S"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_recovery_penalties_and_discount_are_said_exactly_once(name: str) -> None:
    codes = [code for code, _ in notes(xml(EXAMPLES[name]))]
    assert [codes.count(code) for code in ("PMT", "PMD", "AAB")] == [1, 1, 1]


def test_retention_is_a_note_and_the_invoice_stays_whole() -> None:
    said = dict(notes(xml(progress(2))))
    assert "476,20\u00a0€" in said["ABU"]
    assert "Net à payer\u00a0: 6\u202f394,65\u00a0€" in said["ABU"]
    assert "ABU" not in dict(notes(xml(deposit())))


def test_other_deductions_are_a_note_too() -> None:
    data = xml(progress(2, stated={"penalties": 15_000, "penalties_reason": "retard"}))
    assert read(data, "//ram:DuePayableAmount") == ["6870.85"]
    assert any("Pénalités\u00a0: retard\u00a0: 150,00\u00a0€" in text for _, text in notes(data))


def test_what_the_deposit_gives_back_is_a_negative_line_and_never_an_amount_paid() -> None:
    data = xml(progress(2))
    of_line = "//ram:IncludedSupplyChainTradeLineItem[.//ram:LineTotalAmount < 0]"
    assert read(data, f"{of_line}//ram:Name") == ["Reprise de l’acompte versé"] * 2
    assert read(data, f"{of_line}//ram:BilledQuantity") == ["-1.0000"] * 2
    assert read(data, f"{of_line}//ram:ChargeAmount") == ["810.4800", "1468.1200"]
    assert read(data, f"{of_line}//ram:LineTotalAmount") == ["-810.48", "-1468.12"]
    assert read(data, "//ram:TotalPrepaidAmount") == []


def test_the_parties_are_known_by_their_siren() -> None:
    data = xml(progress(1))
    for who, siren in (("Seller", "732829320"), ("Buyer", "552100554")):
        party = f"//ram:{who}TradeParty"
        assert read(data, f"{party}/ram:SpecifiedLegalOrganization/ram:ID[@schemeID='0002']") == [siren]
        assert read(data, f"{party}/ram:URIUniversalCommunication/ram:URIID[@schemeID='0225']") == [siren]
    assert read(data, "//ram:SellerTradeParty/ram:GlobalID[@schemeID='0009']") == ["73282932000074"]
    assert read(data, "//ram:SpecifiedTaxRegistration/ram:ID") == ["FR44732829320", "FR96552100554"]
    assert read(data, "//ram:BuyerTradeParty//ram:PostcodeCode") == ["44000"]
    assert read(data, "//ram:ShipToTradeParty//ram:LineOne") == ["12 rue des Tilleuls"]


def test_it_says_when_it_was_supplied_when_it_is_due_and_where_to_pay() -> None:
    data = xml(progress(2))
    dates = "//udt:DateTimeString"
    assert read(data, f"//ram:IssueDateTime{dates[1:]}") == ["20261101"]
    assert read(data, f"//ram:BillingSpecifiedPeriod{dates}") == ["20261001", "20261031"]
    assert read(data, f"//ram:DueDateDateTime{dates}") == ["20261201"]
    assert read(data, "//ram:IBANID") == ["FR7630006000011234567890189"]
    assert read(data, "//ram:PaymentReference") == ["FAC-2026-0003"]


@pytest.mark.parametrize(
    ("invoice", "preceding"),
    [
        (deposit(), []),
        (progress(2), ["FAC-2026-0001", "FAC-2026-0002"]),
        (credited(progress(2)), ["FAC-2026-0003"]),
        (corrected(progress(2)), ["FAC-2026-0003"]),
        (corrected(progress(2), preceding=progress(3).preceding), ["FAC-2026-0001"]),
    ],
)
def test_it_refers_to_the_invoices_before_it(invoice: Invoice, preceding: list[str]) -> None:
    assert read(xml(invoice), "//ram:InvoiceReferencedDocument/ram:IssuerAssignedID") == preceding


def test_a_subcontractors_client_owes_the_tax() -> None:
    data = xml(subcontract())
    tax = "//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax"
    assert read(data, f"{tax}/ram:CategoryCode") == ["AE"]
    assert read(data, f"{tax}/ram:RateApplicablePercent") == ["0.00"]
    assert read(data, f"{tax}/ram:ExemptionReasonCode") == ["VATEX-EU-AE"]
    assert "Autoliquidation" in read(data, f"{tax}/ram:ExemptionReason")[0]


def test_units_have_codes_and_one_without_is_said_in_words(schematron: Schematron) -> None:
    units = ("m²", "ML", "forfait", "", "mod.")
    lines = tuple(
        line(str(place), "Ouvrage", "2", unit, "10", "0" if place else "20")
        for place, unit in enumerate(units)
    )
    data = xml(whole(nantes(lines=lines)))
    assert read(data, "//ram:BilledQuantity/@unitCode")[:5] == ["MTK", "MTR", "LS", "C62", "C62"]
    assert read(data, "//ram:ApplicableProductCharacteristic/ram:Value") == ["mod."]
    assert set(read(data, "//ram:CategoryCode")) == {"S", "Z"}
    assert schematron.faults("cii", data) == []


def test_a_line_without_a_price_is_on_paper_only(schematron: Schematron) -> None:
    lines = (line("1", "Nettoyage offert", "1", "u", "0", "5.5"), line("2", "Peinture", "1", "u", "9", "20"))
    data = xml(whole(nantes(lines=lines)))
    assert read(data, "//ram:SpecifiedTradeProduct/ram:Name")[0] == "Peinture"
    assert "5.50" not in read(data, "//ram:RateApplicablePercent")
    assert schematron.faults("cii", data) == []


def test_a_credit_note_asks_for_no_payment_and_is_one_in_ubl_too() -> None:
    credit = credited(progress(2))
    assert read(xml(credit), "//ram:IBANID | //ram:DueDateDateTime") == []
    data = ubl(credit)
    assert etree.QName(etree.fromstring(data)).localname == "CreditNote"
    assert read(data, "/*/cbc:CreditNoteTypeCode") == ["381"]
    assert read(data, "//cac:BillingReference//cbc:ID") == ["FAC-2026-0003"]


def test_both_syntaxes_say_the_same_figures() -> None:
    for invoice in EXAMPLES.values():
        cii, other = xml(invoice), ubl(invoice)
        assert read(cii, "//ram:LineTotalAmount")[:-1] == read(
            other, "(//cac:InvoiceLine | //cac:CreditNoteLine)/cbc:LineExtensionAmount"
        )
        assert read(cii, "//ram:DuePayableAmount") == read(other, "//cbc:PayableAmount")


BARE = Party("Sans numéro", ("1 rue Haute", "44000 Nantes"))
MISTYPED = replace(BARE, legal=(("siret", "732 829 320 00075"), ("vat", "FR00 732 829 320")))


@pytest.mark.parametrize(
    ("invoice", "lacking"),
    [
        (progress(2), ()),
        (progress(2, number=""), ("number",)),
        (progress(2, number="FAC 12"), ("number",)),
        (progress(2, number="F" * 36), ("number",)),
        (progress(2, issued_on=None), ("date", "due-date")),
        (progress(2, due_on=None), ("due-date",)),
        (progress(2, due_on=date(2026, 10, 31)), ("due-date",)),
        (progress(2, seller=BARE), ("seller-siren", "seller-vat")),
        (progress(2, seller=MISTYPED), ("seller-siren", "seller-vat")),
        (progress(2, client=BARE), ("client-siren",)),
        (subcontract(client=BARE), ("client-siren", "client-vat")),
        (progress(2, currency="CAD"), ("euros",)),
        (whole(nantes(lines=(line("1", "x", "1", "u", "5", str(QUEBEC)),))), ("french-rates",)),
        (whole(nantes(lines=(line("1", "x", "1", "u", "5", "19.6"),))), ("french-rates",)),
        (whole(nantes(lines=(line("1", "x", "1", "u", "0", "20"),))), ("lines",)),
        (progress(2, type=Type.CREDIT, preceding=()), ("corrected",)),
    ],
)  # fmt: skip
def test_what_is_lacking_is_named_before_anything_is_written(
    invoice: Invoice, lacking: tuple[str, ...]
) -> None:
    assert semantic.lacks(invoice) == lacking
    if lacking:
        for write in WRITE.values():
            with pytest.raises(facturx.Lacking) as refused:
                write(invoice)
            assert refused.value.lacks == lacking


@pytest.mark.parametrize(
    ("invoice", "wanted"),
    [
        (progress(2), True),
        (whole(client=MADAME_PETIT), False),
        (montreal(), False),
        (montreal(client=CLIENT), False),
    ],
)
def test_the_law_wants_data_of_french_invoices_between_firms(invoice: Invoice, wanted: bool) -> None:
    assert facturx.wanted(invoice) is wanted


def test_a_cent_too_much_passes_the_official_rules_and_not_ours(schematron: Schematron) -> None:
    made = semantic.data_of(progress(2))
    for term, cents in (("BT-110", "936.05"), ("BT-112", "6870.86"), ("BT-115", "6870.86")):
        made[term] = cents
    made["BG-23"][1]["BT-117"] = "685.13"
    spoilt = reference.generate_cii_xml(made, level="en16931", check_schematron=False)
    assert schematron.faults("cii", spoilt) == []
    with pytest.raises(semantic.Inexact, match=r"20.00 % of 3425.59 is not 685.13"):
        semantic.verify(made)


@pytest.mark.parametrize("term", ["BT-106", "BT-109", "BT-110", "BT-112", "BT-115"])
def test_no_total_may_be_off_by_a_cent(term: str) -> None:
    made = semantic.data_of(progress(2))
    made[term] = str(Decimal(made[term]) + Decimal("0.01"))
    with pytest.raises(semantic.Inexact):
        semantic.verify(made)


def test_no_line_may_be_off_by_a_cent_or_at_another_rate() -> None:
    for term, wrong in (("BT-131", "2928.51"), ("BT-152", "5.50")):
        made = semantic.data_of(progress(2))
        made["BG-25"][0][term] = wrong
        with pytest.raises(semantic.Inexact):
            semantic.verify(made)


def test_any_text_makes_valid_data(schematron: Schematron) -> None:
    nasty = "\x00\x0b" + NASTY + "\ud800"
    party = replace(SELLER, name=nasty, address=(nasty, nasty), phone=nasty, email=nasty)
    invoice = whole(
        nantes(lines=(line(nasty, nasty, "1", nasty, "5", "20", group=nasty),)),
        title=nasty,
        seller=party,
        client=replace(CLIENT, name=nasty, address=()),
        contact=party,
        site=nasty,
        job=nasty,
        notes=nasty,
        quote_number=nasty,
    )
    for syntax, write in WRITE.items():
        assert schematron.faults(syntax, write(invoice)) == []


def test_the_same_invoice_gives_the_same_data() -> None:
    assert xml(progress(3)) == xml(progress(3))
    assert ubl(progress(3)) == ubl(progress(3))


def french(quote: Content) -> Content:
    """The same quote at rates that France knows."""
    lines = (
        replace(each, vat_rate=Decimal("2.1") if each.vat_rate == QUEBEC else each.vat_rate)
        for each in quote.lines
    )
    return replace(quote, lines=tuple(lines))


def invoices_of(story: Story) -> Iterator[tuple[Invoice, int, int]]:
    """Every invoice of a contract, with its net and gross as the contract's own arithmetic has them."""
    site = Site(story.conditions)
    for step, quotes in enumerate(story.signs):
        for quote in quotes:
            yield _deposit(site.sign(quote).part, quote)
        site.conditions = story.at(step)
        now = story.now(site, step)
        content = site.claim(now, penalties=story.penalties[step])
        account = content.account
        assert account
        made = invoicing.of_statement(content, billing.of_progress(content, account))
        yield made, account.net, account.gross
        site.accept(now, penalties=story.penalties[step])


def _deposit(part: Any, quote: Content) -> tuple[Invoice, int, int]:
    figures = billing.of_deposit(part)
    if figures is None:
        return invoicing.of_quote(quote), quote.totals.net, quote.totals.gross
    return invoicing.of_deposit(quote, figures), figures["net"], figures["gross"]


@settings(settings.get_profile("ci"))
@given(stories())
def test_every_contract_makes_data_that_add_up(schematron: Schematron, story: Story) -> None:
    story = replace(story, signs=tuple(tuple(map(french, quotes)) for quotes in story.signs))
    for place, (made, net, gross) in enumerate(invoices_of(story), 1):
        invoice = validated(made, f"FAC-{place}")
        if semantic.lacks(invoice) == ("lines",):
            assert net == 0
            continue
        data = xml(invoice)
        assert read(data, "//ram:TaxBasisTotalAmount") == [f"{to_decimal(net):.2f}"]
        assert read(data, "//ram:GrandTotalAmount") == [f"{to_decimal(gross):.2f}"]
        assert schematron.faults("cii", data) == []
