"""CSV as banks export it: any separator, French or English headings, a preamble above and sums below."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from io import StringIO

from domain.draft import YEARS
from domain.money import Cents
from records.bank_files.entry import Entry, Found, UnreadableError, cents

SEPARATORS = ";,\t|"
PREAMBLE = 40  # lines above the headings, at the most

# How banks head their columns, without accents, capitals and currencies; the first of a role counts most.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "day": (
        "date de comptabilisation",
        "date comptable",
        "date operation",
        "date d operation",
        "date de l operation",
        "date op",
        "date",
        "booking date",
        "transaction date",
        "completed date",
        "posted date",
        "date valeur",
        "date de valeur",
        "value date",
    ),
    "amount": ("montant", "montant operation", "montant de l operation", "amount", "somme"),
    "credit": ("credit", "montant credit", "credit amount", "money in", "paid in", "depot", "deposits"),
    "debit": ("debit", "montant debit", "debit amount", "money out", "paid out", "retrait", "withdrawals"),
    "label": (
        "libelle",
        "libelle operation",
        "libelle de l operation",
        "libelle simplifie",
        "description",
        "label",
        "details",
        "detail",
        "operation",
        "nature de l operation",
        "intitule",
        "transaction details",
        "narrative",
        "memo",
    ),
    "counterparty": (
        "contrepartie",
        "nom de la contrepartie",
        "donneur d ordre",
        "emetteur",
        "tiers",
        "nom",
        "payer",
        "payee",
        "counterparty",
        "counterparty name",
        "name",
        "debtor",
    ),
    "reference": (
        "reference",
        "reference operation",
        "ref",
        "informations complementaires",
        "information complementaire",
        "communication",
        "motif",
        "remittance information",
        "payment reference",
        "end to end id",
    ),
    "currency": ("devise", "currency"),
}
ROLES = {heading: role for role, headings in HEADINGS.items() for heading in headings}
CURRENCIES = re.compile(r"\b(eur|euros?|cad|dollars?)\b")
DAY_FIRST, MONTH_FIRST = ("%d/%m/%Y", "%d/%m/%y"), ("%m/%d/%Y", "%m/%d/%y")
YEAR_FIRST = ("%Y/%m/%d", "%Y%m%d")

Columns = dict[str, list[int]]


def read(data: bytes) -> Found:
    """Read the rows under the headings. Raises `UnreadableError` when there are no headings of a bank."""
    text = _decoded(data)
    rows, top, columns = _table(text)
    body = [(place, row) for place, row in enumerate(rows[top + 1 :], top + 2) if any(row)]
    day_of = _day_reader(_cell(row, columns, "day") for _, row in body)
    amount_of = partial(_amount, columns=columns, mark=_mark(body, columns))
    entries: list[Entry] = []
    unread: list[int] = []
    for place, row in body:
        typed = _cell(row, columns, "day")
        if not typed or not any(_cell(row, columns, role) for role in ("amount", "credit", "debit")):
            continue  # a sum, a balance, a remark
        try:
            entries.append(_entry(place, row, columns, day_of(typed), amount_of(row)))
        except ValueError:
            unread.append(place)
    return Found(entries, unread)


def _table(text: str) -> tuple[list[list[str]], int, Columns]:
    """Find the separator and the headings: the reading in which most columns are known."""
    best: tuple[list[list[str]], int, Columns] | None = None
    for separator in SEPARATORS:
        try:
            rows = [
                [cell.strip() for cell in row]
                for row in csv.reader(StringIO(text, newline=""), delimiter=separator)
            ]
        except csv.Error:
            continue
        for top, row in enumerate(rows[:PREAMBLE]):
            columns = _columns(row)
            money = "amount" in columns or "credit" in columns
            if "day" in columns and money and (best is None or len(columns) > len(best[2])):
                best = rows, top, columns
    if best is None:
        raise UnreadableError
    return best


def _columns(row: Sequence[str]) -> Columns:
    """Give the columns of each role, the ones that count most first."""
    found: Columns = {}
    for place, heading in sorted(enumerate(row), key=lambda column: _rank(column[1])):
        role = ROLES.get(_heading(heading))
        if role:
            found.setdefault(role, []).append(place)
    return found


def _rank(heading: str) -> int:
    known = _heading(heading)
    role = ROLES.get(known)
    return HEADINGS[role].index(known) if role else 0


def _heading(typed: str) -> str:
    """`Montant (EUR)` and `MONTANT` are `montant`."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", typed.lower()) if not unicodedata.combining(letter)
    )
    return " ".join(re.findall(r"[a-z]+", CURRENCIES.sub("", plain)))


def _entry(place: int, row: Sequence[str], columns: Columns, day: date, amount: Cents) -> Entry:
    return Entry(
        place,
        day,
        amount,
        _cell(row, columns, "currency").upper(),
        _cell(row, columns, "label", whole=True),
        _cell(row, columns, "counterparty"),
        _cell(row, columns, "reference", whole=True),
    )


def _amount(row: Sequence[str], columns: Columns, mark: str) -> Cents:
    """The amount of a row; where debit and credit stand apart, debits count as negative either way."""
    typed = _cell(row, columns, "amount")
    if typed:
        return cents(typed, mark)
    credit, debit = _cell(row, columns, "credit"), _cell(row, columns, "debit")
    return (cents(credit, mark) if credit else 0) - (abs(cents(debit, mark)) if debit else 0)


def _cell(row: Sequence[str], columns: Columns, role: str, *, whole: bool = False) -> str:
    """What stands in a role's first column that holds something; `whole`: in all of them."""
    cells = [row[place] for place in columns.get(role, ()) if place < len(row) and row[place]]
    return " ".join(dict.fromkeys(cells)) if whole else next(iter(cells), "")


def _mark(body: Iterable[tuple[int, Sequence[str]]], columns: Columns) -> str:
    """The decimal mark of a file: a comma if any amount ends in a comma and two digits."""
    amounts = [_cell(row, columns, role) for _, row in body for role in ("amount", "credit", "debit")]
    return "," if any(re.search(r",\d{1,2}\D*$", amount) for amount in amounts) else "."


def _day_reader(typed: Iterable[str]) -> Callable[[str], date]:
    """Give what reads the days of a file: day first, unless one of them can only be month first."""
    parts = [re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-]", one) for one in typed]
    months = [(int(part[1]), int(part[2])) for part in parts if part]
    american = any(second > 12 for _, second in months) and all(first <= 12 for first, _ in months)  # noqa: PLR2004  months
    forms = (*YEAR_FIRST, *(MONTH_FIRST if american else DAY_FIRST))
    return partial(_day, forms=forms)


def _day(typed: str, forms: Sequence[str]) -> date:
    text = re.sub(r"[.-]", "/", re.split(r"[\sT]", typed, maxsplit=1)[0])
    for form in forms:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
        if day.year in YEARS:
            return day
    raise ValueError(typed)


def _decoded(data: bytes) -> str:
    """Decode as UTF-16 if it says so, as UTF-8 if it can be, else as Windows does."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
