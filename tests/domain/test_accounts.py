"""The company's accounts: the usual ones, and what staff may change of them."""

from decimal import Decimal
from typing import Any

import pytest

from domain.accounts import APART, CHARTS, TREASURY, Account, Book, Method, TaxDue, Use, auxiliary, usual
from domain.accounts_draft import NUMBER, read, to_json
from domain.money import Tax, taxes
from tests.domain.books import FRANCE, QUEBEC


def problems(raw: dict[str, Any], country: str = "FR") -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in read(raw, country)[1]]


@pytest.mark.parametrize(
    ("use", "number"),
    [
        (Use.CLIENT, "411"),
        (Use.RETENTION, "4117"),
        (Use.DEPOSITS, "4191"),
        (Use.WORKS, "704"),
        (Use.SERVICES, "706"),
        (Use.VAT, "44571"),
        (Use.VAT_WAITING, "44574"),
        (Use.BANK, "512"),
        (Use.CHEQUES, "5112"),
        (Use.BAD_DEBTS, "654"),
        (Use.SHORTFALL, "658"),
        (Use.SURPLUS, "758"),
    ],
)
def test_the_usual_french_accounts_are_those_of_the_domain_rules(use: Use, number: str) -> None:
    assert FRANCE.number(use) == number


@pytest.mark.parametrize("country", list(CHARTS))
def test_a_usual_chart_is_whole_and_keeps_apart_what_must_be(country: str) -> None:
    books = usual(country)
    assert set(books.accounts) == set(Use)
    assert set(books.journals) == set(Book)
    assert all(NUMBER.fullmatch(account.number) and account.label for account in books.accounts.values())
    assert read({}, country) == (books, [])
    for use in APART:
        assert [other for other in Use if books.number(other) == books.number(use)] == [use]


def test_journals_methods_and_due_dates_are_the_usual_ones() -> None:
    assert {journal.number for journal in FRANCE.journals.values()} == {"VE", "BQ", "CA", "OD"}
    assert set(TREASURY) == set(Method)
    assert (FRANCE.tax_due, QUEBEC.tax_due) == (TaxDue.RECEIPTS, TaxDue.HOLDBACK)
    assert usual("BE") == FRANCE


def test_a_country_is_asked_about_its_own_taxes_only() -> None:
    assert Use.VAT in FRANCE.shown
    assert Use.GST not in FRANCE.shown
    assert Use.QST_WAITING in QUEBEC.shown
    assert Use.VAT_WAITING not in QUEBEC.shown


def test_income_and_expense_start_at_nothing_every_year() -> None:
    assert FRANCE.is_result("704")
    assert FRANCE.is_result("654")
    assert not FRANCE.is_result("411")
    assert QUEBEC.is_result("4000")
    assert not QUEBEC.is_result("1100")


def test_every_account_has_a_name_and_a_shared_one_that_of_its_first_use() -> None:
    books, found = read({"accounts": {"online": {"number": "512", "label": "En ligne"}}}, "FR")
    assert found == []
    assert books.names["512"] == "Banque"
    assert books.names["44574"] == "TVA en attente d'encaissement"
    assert books.journal_names["OD"] == "Opérations diverses"


def test_what_is_typed_replaces_the_usual_and_the_rest_stays() -> None:
    books, found = read(
        {
            "tax_due": "debits",
            "revenue": "services",
            "tolerance": "0,05",
            "accounts": {
                "client": {"number": " 411 000 ", "label": "Clients France"},
                "works": {"number": ""},
            },
            "journals": {"sales": {"number": "vt"}},
        },
        "FR",
    )
    assert found == []
    assert (books.tax_due, books.revenue, books.tolerance) == (TaxDue.DEBITS, Use.SERVICES, 5)
    assert books.accounts[Use.CLIENT] == Account("411000", "Clients France")
    assert books.accounts[Use.WORKS] == FRANCE.accounts[Use.WORKS]
    assert books.journals[Book.SALES] == Account("VT", "Ventes")


RATES = [
    {"rate": "10", "due": {"number": "445710"}, "waiting": {"number": "445740"}},
    {"rate": "20", "due": {"number": "445720", "label": "TVA 20"}, "waiting": {"number": "445742"}},
]


def test_rates_may_have_accounts_of_their_own() -> None:
    books, found = read({"rates": RATES}, "FR")
    assert found == []
    recap = taxes({Decimal("5.5"): 100_00, Decimal(10): 100_00, Decimal(20): 100_00})
    assert [books.of_tax(tax) for tax in recap] == [
        ("44571", "44574"),
        ("445710", "445740"),
        ("445720", "445742"),
    ]
    assert books.waiting["445742"] == "445720"
    assert books.names["445710"] == "TVA collectée 10 %"
    assert books.names["445720"] == "TVA 20"


def test_gst_at_a_rate_with_vat_accounts_keeps_its_own() -> None:
    books, _ = read({"rates": [{"rate": "5", **{k: v for k, v in RATES[0].items() if k != "rate"}}]}, "FR")
    gst = Tax("gst", Decimal(5), 0, 0)
    assert books.of_tax(gst) == FRANCE.of_tax(gst)
    assert books.of_tax(Tax("vat", Decimal(5), 0, 0)) == ("445710", "445740")


def test_settings_are_kept_and_read_again_as_they_were() -> None:
    books, found = read({"rates": RATES, "tolerance": "1", "tax_due": "holdback"}, "CA")
    assert found == []
    assert read(to_json(books), "CA") == (books, [])
    assert read(to_json(FRANCE), "FR") == (FRANCE, [])


@pytest.mark.parametrize(
    ("raw", "field", "code"),
    [
        ({"accounts": {"client": {"number": "41"}}}, "accounts.client.number", "not-an-account"),
        ({"accounts": {"client": {"number": "4A11"}}}, "accounts.client.number", "not-an-account"),
        ({"accounts": {"client": {"number": "411|\t"}}}, "accounts.client.number", "not-an-account"),
        ({"accounts": {"client": {"label": "x" * 101}}}, "accounts.client.label", "too-long"),
        ({"accounts": {"retention": {"number": "411"}}}, "accounts.retention.number", "account-twice"),
        ({"accounts": {"works": {"number": "411"}}}, "accounts.works.number", "account-twice"),
        ({"accounts": {"transit": {"number": "512"}}}, "accounts.transit.number", "account-twice"),
        ({"accounts": {"vat": {"number": "44574"}}}, "accounts.vat_waiting.number", "account-twice"),
        ({"journals": {"bank": {"number": "VE"}}}, "journals.bank.number", "journal-twice"),
        ({"journals": {"bank": {"number": "B Q-1"}}}, "journals.bank.number", "not-a-journal"),
        ({"tax_due": "never"}, "tax_due", "unknown-choice"),
        ({"revenue": "bank"}, "revenue", "unknown-choice"),
        ({"tolerance": "-1"}, "tolerance", "out-of-range"),
        ({"tolerance": "beaucoup"}, "tolerance", "not-a-number"),
        ({"rates": "20"}, "rates", "not-a-list"),
        ({"rates": [RATES[0]] * 11}, "rates", "too-many-lines"),
        ({"rates": [RATES[0], {**RATES[1], "rate": "10"}]}, "rates.1.rate", "rate-twice"),
        (
            {"rates": [{"rate": "20", "due": {"number": "445720"}}]},
            "rates.0.waiting.number",
            "not-an-account",
        ),
        (
            {"rates": [{**RATES[0], "waiting": {"number": "44574"}}]},
            "rates.0.waiting.number",
            "account-twice",
        ),
        ({"rates": [{**RATES[0], "due": {"number": "445740"}}]}, "rates.0.waiting.number", "account-twice"),
    ],
)
def test_every_fault_names_its_field(raw: dict[str, Any], field: str, code: str) -> None:
    assert problems(raw) == [(field, code)]


@pytest.mark.parametrize(
    "raw", [{"accounts": 7}, {"accounts": {"client": []}}, {"journals": "VE"}, {"rates": None}]
)
def test_what_is_no_mapping_counts_as_not_typed(raw: dict[str, Any]) -> None:
    assert read(raw, "FR") == (FRANCE, [])


def test_expenses_may_share_an_account_and_so_may_banks() -> None:
    shared = {"penalties": {"number": "658"}, "online": {"number": "512"}}
    assert problems({"accounts": shared}) == []


def test_everything_that_is_mixed_with_what_clients_owe_is_named() -> None:
    mixed = {"works": {"number": "411"}, "services": {"number": "411"}}
    assert problems({"accounts": mixed}) == [
        ("accounts.works.number", "account-twice"),
        ("accounts.services.number", "account-twice"),
    ]


def test_a_fault_leaves_the_usual_account_in_place() -> None:
    books, found = read({"accounts": {"client": {"number": "?"}}, "rates": [{"rate": "x"}]}, "FR")
    assert books == FRANCE
    assert {problem.field for problem in found} >= {"accounts.client.number", "rates.0.rate"}


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Mme Petit", (), "MMEPETIT"),
        ("Mme Petit", ("MMEPETIT",), "MMEPETIT2"),
        ("Mme Petit", ("MMEPETIT", "MMEPETIT2"), "MMEPETIT3"),
        ("Société d'Économie Mixte", (), "SOCIETEDEC"),
        ("Société d'Économie Mixte", ("SOCIETEDEC",), "SOCIETEDE2"),
        ("株式会社", (), "CLIENT"),
        ("", ("CLIENT",), "CLIENT2"),
        ("\t|😀", (), "CLIENT"),
    ],
)
def test_a_client_gets_an_account_of_its_own(name: str, taken: tuple[str, ...], expected: str) -> None:
    assert auxiliary(name, taken.__contains__) == expected
