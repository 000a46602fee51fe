"""The file of accounting entries: as the law wants it, re-read to the same figures, and faults found."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from io import StringIO
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import fec
from domain.fec import HEADER, Audit, Fault, Names, Row, Unreadable, audit, encoded, file_name, written
from domain.ledgers import Booked
from domain.refusals import Refused
from tests.domain.books import FRANCE, LATER, PATIENT, bookkeeping, lived_example

NAMES = Names(FRANCE.journal_names, FRANCE.names, {"MARTIN": "Mme Martin"})
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
HEADER_OF_THE_LAW = (
    "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef "
    "PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
)
COLUMNS = HEADER_OF_THE_LAW.split()


def example() -> list[Row]:
    return list(fec.rows(bookkeeping(lived_example()), NAMES))


def lines_of(found: list[Row]) -> list[str]:
    return list(written(found))


def faults(lines: list[str]) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in audit(lines, *YEAR).faults]


def test_the_file_has_the_18_columns_of_the_law_in_order() -> None:
    assert HEADER.split("\t") == COLUMNS
    assert lines_of([]) == [HEADER + "\r\n"]
    assert len(COLUMNS) == len(fields(Row)) == 18


def test_a_line_reads_as_the_law_wants_it() -> None:
    lined = replace(example()[0], letter="AA", lettered_on=LATER)
    assert lines_of([lined])[1] == (
        "VE\tVentes\t1\t20260302\t411\tClients\tMARTIN\tMme Martin\tF1\t20260302\t"
        "Facture d'acompte F1 Mme Martin\t7674,99\t0,00\tAA\t20260415\t20260415\t\t\r\n"
    )


def test_a_line_that_is_not_lettered_leaves_its_columns_empty() -> None:
    cells = lines_of(example())[2].rstrip("\r\n").split("\t")
    assert dict(zip(COLUMNS, cells, strict=True)) == {
        "JournalCode": "VE",
        "JournalLib": "Ventes",
        "EcritureNum": "1",
        "EcritureDate": "20260302",
        "CompteNum": "4191",
        "CompteLib": "Clients - avances et acomptes reçus sur commandes",
        "CompAuxNum": "MARTIN",
        "CompAuxLib": "Mme Martin",
        "PieceRef": "F1",
        "PieceDate": "20260302",
        "EcritureLib": "Facture d'acompte F1 Mme Martin",
        "Debit": "0,00",
        "Credit": "6648,48",
        "EcritureLet": "",
        "DateLet": "",
        "ValidDate": "20260415",
        "Montantdevise": "",
        "Idevise": "",
    }


@pytest.mark.parametrize(
    ("cents", "expected"), [(5, "0,05"), (100, "1,00"), (123456789_01, "123456789,01"), (10, "0,10")]
)
def test_amounts_have_a_comma_and_no_separator_of_thousands(cents: int, expected: str) -> None:
    assert lines_of([replace(example()[0], debit=cents)])[1].split("\t")[11] == expected


def test_the_file_is_named_after_the_company_and_the_last_day_of_its_year() -> None:
    assert file_name("732 829 320", date(2026, 12, 31)) == "732829320FEC20261231.txt"
    assert file_name("732829320", date(2027, 6, 30)) == "732829320FEC20270630.txt"


@pytest.mark.parametrize("siren", ["", "73282932", "73282932000074", "ABC829320"])
def test_a_company_without_a_siren_has_no_file(siren: str) -> None:
    with pytest.raises(Refused, match="siren-needed"):
        file_name(siren, date(2026, 12, 31))


def test_the_worked_example_is_read_again_as_it_was_and_is_sound() -> None:
    found = example()
    assert list(fec.read(lines_of(found))) == found
    report = audit(lines_of(found), *YEAR)
    assert report.faults == []
    total = sum(row.debit for row in found)
    assert (report.lines, report.entries) == (len(found), 10)
    assert (report.debit, report.credit) == (total, sum(row.credit for row in found)) == (total, total)
    assert (report.first, report.last) == (1, 10)


def test_a_file_read_from_disk_is_the_same_whatever_ends_its_lines() -> None:
    content = "".join(lines_of(example()))
    for text in (content, content.replace("\r\n", "\n"), "\ufeff" + content):
        assert list(fec.read(StringIO(text))) == example()


# Nasty texts.


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("SARL\tDupont", "SARL Dupont"),
        ("Dupont|Fils", "Dupont Fils"),
        ("Dupont\r\nFils", "Dupont Fils"),
        ("a\u2028b\u0085c\x0bd\x1ce", "a b c d e"),
        ("  beaucoup   d'espace\u00a0ici ", "beaucoup d'espace ici"),
        ("\u202eétrange\u202c", "étrange"),
        ("\ud800seul", "seul"),
        ("Bâtiment 🏗️ œuvre €", "Bâtiment 🏗️ œuvre €"),
        ("\x00\t|\r\n", ""),
    ],
)
def test_a_text_never_breaks_a_line_or_a_column(typed: str, expected: str) -> None:
    assert fec.text(typed) == expected
    row = replace(example()[0], auxiliary_label=typed)
    line = lines_of([row])[1]
    assert line.split("\t")[7] == expected
    assert (line.count("\t"), line.count("\r"), line.count("\n"), line.count("|")) == (17, 1, 1, 0)


def test_what_may_not_be_empty_is_called_by_its_number() -> None:
    line = Booked(3, 1, "XX", LATER, "\t", " | ", LATER, "999", debit=1)
    (row,) = fec.rows([line], NAMES)
    assert (row.journal_label, row.account_label, row.piece, row.label) == ("XX", "999", "3", "3")
    assert (row.auxiliary, row.auxiliary_label) == ("", "")


def test_in_utf_8_every_text_is_kept_and_in_iso_8859_15_what_has_a_sign() -> None:
    row = replace(example()[0], label="L’œuvre 🏗 à 5 € – “fin”…")
    lines = lines_of([row])
    assert b"".join(encoded(lines)).decode() == "".join(lines)
    told = b"".join(encoded(lines, "iso8859-15")).decode("iso8859-15")
    assert told.split("\t")[27] == 'L\'œuvre ? à 5 € - "fin"...'
    assert [back.debit for back in fec.read(StringIO(told))] == [row.debit]


# Faults.


def spoilt(column: str, value: str, at: int = 1) -> list[str]:
    lines = lines_of(example())
    cells = lines[at].rstrip("\r\n").split("\t")
    cells[COLUMNS.index(column)] = value
    lines[at] = "\t".join(cells) + "\r\n"
    return lines


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("Debit", "7674,98", (4, "unbalanced")),
        ("Debit", "7674.99", (2, "amount")),
        ("Debit", "7 674,99", (2, "amount")),
        ("Debit", "-7674,99", (2, "amount")),
        ("Debit", "", (2, "empty")),
        ("Debit", "0,00", (2, "sides")),
        ("Credit", "1,00", (2, "sides")),
        ("EcritureNum", "A1", (2, "number")),
        ("EcritureNum", "7", (3, "gap")),
        ("EcritureDate", "2026-03-02", (2, "day")),
        ("EcritureDate", "20260231", (2, "day")),
        ("EcritureDate", "20270302", (2, "year")),
        ("EcritureDate", "20260303", (3, "mixed")),
        ("ValidDate", "", (2, "empty")),
        ("CompteNum", "4A1", (2, "account")),
        ("EcritureLib", "", (2, "empty")),
        ("JournalCode", "BQ", (3, "mixed")),
    ],
)
def test_a_fault_is_found_on_its_line(column: str, value: str, expected: tuple[int, str]) -> None:
    assert expected in faults(spoilt(column, value))


def test_digits_of_other_scripts_are_no_figures() -> None:
    assert (2, "amount") in faults(spoilt("Debit", "٧٦٧٤,٩٩"))
    assert (2, "day") in faults(spoilt("EcritureDate", "２０２６０３０２"))


def test_an_entry_that_is_missing_leaves_a_gap() -> None:
    found = [row for row in example() if row.number != 4]
    assert [code for _, code in faults(lines_of(found))] == ["gap"]


def test_an_entry_that_is_torn_apart_is_found() -> None:
    found = example()
    torn = [*found[1:], found[0]]
    assert {"unbalanced", "gap"} <= {code for _, code in faults(lines_of(torn))}


def test_an_entry_validated_before_the_one_above_is_out_of_order() -> None:
    found = [replace(row, validated_on=LATER - timedelta(days=row.number)) for row in example()]
    assert {code for _, code in faults(lines_of(found))} == {"order"}


def test_a_header_of_another_file_is_a_fault_and_so_is_no_file() -> None:
    lines = lines_of(example())
    assert faults([lines[0].replace("Debit", "Débit"), *lines[1:]]) == [(1, "header")]
    assert faults([]) == [(1, "header")]
    assert audit([]) == Audit(faults=[Fault(1, "header")])


def test_a_line_with_other_columns_cannot_be_read() -> None:
    lines = lines_of(example())
    lines[2] = lines[2].replace("\t", "\t\t", 1)
    with pytest.raises(Unreadable, match="line 3: columns"):
        list(fec.read(lines))
    assert (3, "columns") in faults(lines)


def test_no_more_than_a_hundred_faults_are_told() -> None:
    assert len(audit([HEADER, *["x"] * 1_000]).faults) == 100


# What holds for every book.

TEXTS = st.text(max_size=40) | st.text("\t\r\n|;\u2028\x85 é€🏗’\ufeff", max_size=20)
DAYS = st.dates(*YEAR)


@st.composite
def books(draw: st.DrawFn) -> list[Booked]:
    """Balanced entries with whatever texts people type, numbered from anywhere."""
    first = draw(st.integers(1, 10**6))
    validated = sorted(draw(st.lists(DAYS, min_size=1, max_size=6)))
    lines: list[Booked] = []
    for number, on in enumerate(validated, first):
        amounts = draw(st.lists(st.integers(1, 10**11), min_size=1, max_size=4))
        day, label, piece = draw(DAYS), draw(TEXTS), draw(TEXTS)
        sides = [(amount, 0) for amount in amounts] + [(0, sum(amounts))]
        lines += [
            Booked(
                number,
                position,
                "VE",
                day,
                label,
                piece,
                day,
                draw(st.sampled_from(["411", "4117", "44571", "704ABC"])),
                debit,
                credit,
                auxiliary=draw(st.sampled_from(["", "MARTIN", "AUTRE"])),
                letter=(letter := draw(st.sampled_from(["", "AA", "ZZZ"]))),
                lettered_on=on if letter else None,
                validated_on=on,
            )
            for position, (debit, credit) in enumerate(sides, 1)
        ]
    return lines


@PATIENT
@given(books(), st.dictionaries(st.sampled_from(["MARTIN", "AUTRE", "411", "VE"]), TEXTS))
def test_every_book_is_read_again_to_the_same_figures(lines: list[Booked], names: dict[str, str]) -> None:
    found = list(fec.rows(lines, Names(names, names, names)))
    file = lines_of(found)
    assert list(fec.read(StringIO("".join(file), newline=""))) == found
    assert [
        (row.number, row.account, row.auxiliary, row.debit, row.credit, row.day, row.letter) for row in found
    ] == [
        (line.number, line.account, line.auxiliary, line.debit, line.credit, line.day, line.letter)
        for line in lines
    ]
    report = audit(file, *YEAR)
    assert report.faults == []
    assert report.debit == report.credit == sum(line.debit for line in lines)
    assert report.entries == len(list(groupby(lines, key=lambda line: line.number)))


@PATIENT
@given(books(), st.sampled_from(fec.ENCODINGS))
def test_the_bytes_of_every_book_are_read_again(lines: list[Booked], encoding: str) -> None:
    content = b"".join(encoded(lines_of(list(fec.rows(lines, NAMES))), encoding)).decode(encoding)
    report = audit(StringIO(content, newline=""), *YEAR)
    assert (report.faults, report.debit) == ([], sum(line.debit for line in lines))


def test_the_file_is_a_stream_that_asks_for_one_line_at_a_time() -> None:
    asked = 0

    def endless() -> Iterator[Booked]:
        nonlocal asked
        for line in bookkeeping(lived_example()) * 1_000:
            asked += 1
            yield line

    stream = encoded(written(fec.rows(endless(), NAMES)))
    assert asked == 0
    assert next(stream).startswith(b"JournalCode")
    next(stream)
    assert asked == 1
