"""What an answer must hold, and what changed between two versions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.answer import Answer, Trust, check
from domain.comparison import Change, compare, unchanged_lines
from domain.document import Content, Terms
from domain.lifecycle import Action
from domain.line import Line
from domain.refusals import Invalid

TODAY = date(2026, 11, 23)
LINES = (
    Line("a", "Mur", Decimal(1), "u", Decimal(100), Decimal(20)),
    Line("b", "Enduit", Decimal(1), "u", Decimal(50), Decimal(20), optional=True),
)
QUOTE = Content("quote", "Mur", LINES, terms=Terms("Payer à trente jours.", "abc"))
GOOD = Answer("key", Action.APPROVE, 1, "Jeanne Petit", "jeanne@petit.example", terms=True)


def faults(trust: Trust = Trust.ANYONE, **changes: Any) -> set[str]:
    try:
        check(replace(GOOD, **changes), QUOTE, TODAY, trust, date(2026, 12, 31))
    except Invalid as invalid:
        return {f"{problem.field}: {problem.code}" for problem in invalid.problems}
    return set()


def test_a_whole_approval_passes() -> None:
    assert faults() == set()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": ""}, "name: name-needed"),
        ({"email": ""}, "email: email-needed"),
        ({"email": "jeanne@petit"}, "email: not-an-email"),
        ({"email": "jeanne@petit.example\nBcc: x@y.example"}, "email: not-an-email"),
        ({"terms": False}, "terms: terms-needed"),
        ({"action": Action.REJECT}, "comment: reason-needed"),
        ({"line_comments": {"z": "?"}}, "line_comment: foreign-line"),
        ({"chosen": frozenset({"a"})}, "chosen: foreign-line"),
        ({"action": Action.HOLD}, "hold_until: date-needed"),
        ({"action": Action.HOLD, "hold_until": TODAY}, "hold_until: date-passed"),
        ({"action": Action.HOLD, "hold_until": date(2027, 1, 1)}, "hold_until: after-validity"),
        ({"action": Action.SIGN, "typed_name": "Jeanne Petit"}, "code: code-needed"),
        ({"action": Action.SIGN, "code": "123456"}, "typed_name: signature-needed"),
        ({"action": Action.SIGN, "drawing": "<script>"}, "drawing: not-a-drawing"),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, Any], fault: str) -> None:
    assert fault in faults(**changes)


def test_a_comment_on_a_line_is_reason_enough_to_reject() -> None:
    assert faults(action=Action.REJECT, line_comments={"a": "Trop cher"}) == set()


def test_a_careful_firm_asks_for_a_code_even_to_approve() -> None:
    assert faults(Trust.CONFIRMED) == {"code: code-needed"}


def test_the_difference_between_versions_is_named_line_by_line() -> None:
    dearer = replace(LINES[0], unit_price=Decimal(120))
    added = Line("c", "Appuis", Decimal(2), "u", Decimal(25), Decimal(20))
    after = replace(QUOTE, lines=(dearer, added), title="Mur et appuis")
    found = compare(QUOTE, after)
    assert [(c.change, c.line.id, c.fields, c.difference) for c in found.lines] == [
        (Change.CHANGED, "a", ("unit_price",), 2000),
        (Change.ADDED, "c", (), 5000),
        (Change.REMOVED, "b", (), -5000),
    ]
    assert found.fields == ("title",)
    assert found.net == 2000
    assert unchanged_lines(QUOTE, after) == frozenset()
    assert not compare(QUOTE, QUOTE)
