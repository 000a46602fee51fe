"""What staff change of the company's accounts: read over the usual ones, with every problem found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from domain.accounts import APART, REVENUES, Account, Book, Books, TaxDue, Use, usual
from domain.draft import Raw, Reader, clean
from domain.money import HUNDRED, to_cents, to_decimal
from domain.refusals import Problem

NUMBER = re.compile(r"[0-9]{3}[0-9A-Z]{0,9}")  # LPF A47 A-1: the first three characters are digits
CODE = re.compile(r"[0-9A-Z]{1,6}")
MAX_RATES = 10
MAX_LABEL = 100
MAX_TOLERANCE = Decimal(100)


def read(raw: Raw, country: str) -> tuple[Books, list[Problem]]:
    """Read a company's settings as typed over the usual ones of its country, with every problem found.

    `tax_due`, `revenue`, `tolerance` (units of currency), `accounts.USE.{number,label}`,
    `journals.BOOK.{number,label}`, and `rates`, a list of `{rate, due: {...}, waiting: {...}}`.
    What is not typed, or faulty, stays as it usually is.
    """
    books = usual(country)
    reader = Reader(raw)
    accounts = {use: _account(reader, f"accounts.{use}", books.accounts[use]) for use in Use}
    journals = {book: _journal(reader, f"journals.{book}", books.journals[book]) for book in Book}
    rates = _rates(reader, books)
    _keep_apart(reader, accounts, rates)
    _journals_differ(reader, journals)
    changed = Books(
        accounts=accounts,
        journals=journals,
        country=books.country,
        tax_due=TaxDue(_choice(reader, "tax_due", tuple(TaxDue), books.tax_due)),
        rates=rates,
        revenue=Use(_choice(reader, "revenue", REVENUES, books.revenue)),
        tolerance=to_cents(reader.number("tolerance", Decimal(0), MAX_TOLERANCE, 2, "0")),
    )
    return changed, reader.problems


def to_json(books: Books) -> dict[str, Any]:
    """Give the settings as they are kept, and typed again; an invoice keeps those that it was booked with."""
    return {
        "tax_due": books.tax_due.value,
        "revenue": books.revenue.value,
        "tolerance": str(to_decimal(books.tolerance)),
        "accounts": {use.value: _plain(account) for use, account in books.accounts.items()},
        "journals": {book.value: _plain(journal) for book, journal in books.journals.items()},
        "rates": [
            {"rate": str(rate), "due": _plain(due), "waiting": _plain(waiting)}
            for rate, (due, waiting) in books.rates.items()
        ],
    }


def _plain(account: Account) -> dict[str, str]:
    return {"number": account.number, "label": account.label}


def _account(outer: Reader, path: str, default: Account) -> Account:
    inner = Reader(_at(outer.raw, path), f"{outer.prefix}{path}.")
    found = _named(inner, default)
    if not NUMBER.fullmatch(found.number):
        inner.wrong("number", "not-an-account")
        found = replace(found, number=default.number)
    outer.problems += inner.problems
    return found


def _journal(outer: Reader, path: str, default: Account) -> Account:
    inner = Reader(_at(outer.raw, path), f"{outer.prefix}{path}.")
    found = _named(inner, default)
    if not CODE.fullmatch(found.number):
        inner.wrong("number", "not-a-journal")
        found = replace(found, number=default.number)
    outer.problems += inner.problems
    return found


def _named(reader: Reader, default: Account) -> Account:
    number = reader.text("number", MAX_LABEL).replace(" ", "").upper()
    return Account(number or default.number, reader.text("label", MAX_LABEL) or default.label)


def _at(raw: Any, path: str) -> Raw:
    for name in path.split("."):
        raw = raw.get(name) if isinstance(raw, Mapping) else None
    return raw if isinstance(raw, Mapping) else {}


def _rates(reader: Reader, books: Books) -> dict[Decimal, tuple[Account, Account]]:
    raw = reader.raw.get("rates") or []
    if not isinstance(raw, list) or not all(isinstance(typed, Mapping) for typed in raw):
        reader.wrong("rates", "not-a-list")
        return {}
    if len(raw) > MAX_RATES:
        reader.wrong("rates", "too-many-lines", limit=MAX_RATES)
        return {}
    rates: dict[Decimal, tuple[Account, Account]] = {}
    for index, typed in enumerate(raw):
        inner = Reader(typed, f"rates.{index}.")
        rate = inner.number("rate", Decimal(0), HUNDRED, 3)
        if rate in rates:
            inner.wrong("rate", "rate-twice")
        due, waiting = (
            _account(inner, name, Account("", f"{books.accounts[use].label} {rate} %"))
            for name, use in (("due", Use.VAT), ("waiting", Use.VAT_WAITING))
        )
        if inner.problems:
            reader.problems += inner.problems
        else:
            rates[rate] = (due, waiting)
    return rates


def _keep_apart(
    reader: Reader, accounts: Mapping[Use, Account], rates: Mapping[Decimal, tuple[Account, Account]]
) -> None:
    """What is owed, deposits and taxes are read from their accounts: nothing else may be booked there."""
    places = [(f"accounts.{use}", account.number, use in APART) for use, account in accounts.items()]
    for index, pair in enumerate(rates.values()):
        places += [
            (f"rates.{index}.{name}", account.number, True)
            for name, account in zip(("due", "waiting"), pair, strict=True)
        ]
    seen: dict[str, bool] = {}
    for path, number, apart in places:
        if number in seen and (apart or seen[number]):
            reader.wrong(f"{path}.number", "account-twice", number=number)
        seen[number] = seen.get(number, False) or apart


def _journals_differ(reader: Reader, journals: Mapping[Book, Account]) -> None:
    seen: set[str] = set()
    for book, journal in journals.items():
        if journal.number in seen:
            reader.wrong(f"journals.{book}.number", "journal-twice", journal=journal.number)
        seen.add(journal.number)


def _choice(reader: Reader, field: str, choices: Sequence[str], default: str) -> str:
    typed = clean(reader.raw.get(field)) or default
    if typed in choices:
        return typed
    reader.wrong(field, "unknown-choice", choices=", ".join(choices))
    return default
