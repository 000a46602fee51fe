"""The catalogs: whole, the same in every language, and nothing in them that nobody says."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from domain.kinds import KINDS
from domain.lifecycle import ANSWERS, Action, State
from settings import ROOT
from ui.texts import CATALOGS, LOCALES, MissingText, negotiate, sentence, texts, typeset_french

SAYING = [ROOT / name for name in ("ui", "api", "activities", "embedded", "domain", "records")]
LITERAL = re.compile(r"""["']([a-z][a-zA-Z0-9_-]*)["']""")
PREFIX = re.compile(r"""["']([a-z][a-zA-Z0-9_-]*[-_])(?:["']\s*~|\{)""")
SAID = re.compile(r"""(?<![\w.])th?\(\s*["']([a-z][a-zA-Z0-9_-]*)["']\s*[,)]""")
# What the rules of statements and chains give their sentences; how a line is measured only chooses words.
MEASURES = ("percent", "quantity", "")
STOPS: dict[str, dict[str, Any]] = {
    "refused-cell-changed": {"by": "percent", "value": "37,5"},
    "refused-field-changed": {"value": "Retard"},
    "refused-earlier-statement-open": {"number": "SIT-2026-0002", "ordinal": 2},
    "refused-not-your-turn": {"step": "Inès Caradec"},
    "problem-above-claimed": {"line": "1.2"},
    "problem-above-contract": {"line": "1.2"},
    "problem-below-previous": {"line": "1.2"},
    "problem-quorum-too-high": {"people": 2},
    "problem-too-many-people": {"limit": 20},
    "problem-too-many-steps": {"limit": 12},
    "problem-unknown-choice": {"choices": "percent, quantity"},
}
REFUSALS = {"Refused", "NotFound", "AlreadyDecided", "Gone", "Busy", "Superseded"}


class Variables(Visitor):
    """Collects the variables of a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802  named by fluent.syntax
        self.names.add(node.id.name)


def messages(locale: str) -> Iterator[tuple[str, Message]]:
    for catalog in sorted((CATALOGS / locale).glob("*.ftl")):
        for entry in FluentParser().parse(catalog.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message):
                yield catalog.name, entry
            else:
                assert not isinstance(entry, Junk), f"{catalog}: {entry.content}"


def keys(locale: str) -> dict[str, set[str]]:
    found = {}
    for _, message in messages(locale):
        variables = Variables()
        variables.visit(message)
        found[message.id.name] = variables.names
    return found


def sources() -> Iterator[Path]:
    for folder in SAYING:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "static" not in path.parts:
                yield path


@pytest.mark.parametrize("locale", LOCALES)
def test_no_key_stands_in_two_catalogs_of_a_language(locale: str) -> None:
    counted = Counter(message.id.name for _, message in messages(locale))
    assert [key for key, count in counted.items() if count > 1] == []


def test_french_and_english_say_the_same_things_with_the_same_variables() -> None:
    french, english = keys("fr"), keys("en")
    assert french.keys() ^ english.keys() == set()
    assert {key: (french[key], english[key]) for key in french if french[key] != english[key]} == {}


def test_quebec_overrides_only_what_france_says() -> None:
    french, quebec = keys("fr"), keys("fr-CA")
    assert quebec.keys() - french.keys() == set()
    assert {key for key in quebec if quebec[key] - french[key]} == set()


def test_every_text_that_is_asked_for_exists() -> None:
    known = keys("fr").keys()
    missing = {
        f"{path.relative_to(ROOT)}: {key}"
        for path in sources()
        for key in SAID.findall(path.read_text(encoding="utf-8"))
        if key not in known
    }
    assert missing == set()


def test_nothing_in_the_catalogs_is_left_unsaid() -> None:
    whole = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    said, begun = set(LITERAL.findall(whole)), set(PREFIX.findall(whole))
    unsaid = [
        key for key in keys("fr") if key not in said and not any(key.startswith(start) for start in begun)
    ]
    assert unsaid == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_state_answer_and_kind_has_its_words(locale: str) -> None:
    t = texts(locale)
    for state in State:
        assert t(f"state-client-{state}")
        assert t(f"state-staff-{state}")
    for kind in KINDS:
        assert t(f"kind-{kind}")
        assert t(f"kind-{kind}-the")
    for action in ANSWERS:
        assert t(f"form-title-{action}")
        assert t(f"event-{action}", version="1", name="Jeanne")
        assert t(f"receipt-title-{action}")
    assert t(f"event-{Action.MARK_ACCEPTED}", version="1", name="Claire")


def test_every_refusal_and_problem_of_the_rules_has_a_sentence() -> None:
    known = keys("fr").keys()
    wanted = {
        f"{path.relative_to(ROOT)}: {key}"
        for path in sources()
        if path.suffix == ".py"
        for key in _codes(ast.parse(path.read_text(encoding="utf-8")))
        if key not in known
    }
    assert wanted == set()


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        values = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if name in REFUSALS and values:
            yield f"refused-{values[0]}"
        elif name in ("Problem", "wrong") and len(node.args) >= 2 and isinstance(node.args[1], ast.Constant):
            yield f"problem-{node.args[1].value!s}"


@pytest.mark.parametrize("locale", LOCALES)
def test_what_stops_a_statement_is_said_with_what_it_names(locale: str) -> None:
    for key, params in STOPS.items():
        said = sentence(locale, key, params)
        assert all(str(value) in said for value in params.values() if value not in MEASURES), said


def test_a_key_that_nobody_translated_is_an_error() -> None:
    with pytest.raises(MissingText):
        texts("fr")("no-such-key")


def test_a_sentence_without_its_parameter_is_an_error() -> None:
    with pytest.raises(MissingText):
        texts("fr")("version-read")


def test_dates_in_refusals_are_put_in_words() -> None:
    assert "1er mars 2027" in sentence("fr", "problem-not-later", {"day": "2027-03-01"}).replace("\xa0", " ")


def test_french_signs_get_the_spaces_that_do_not_break() -> None:
    assert typeset_french("Vraiment ? « Oui » : l'eau !") == (
        "Vraiment\u202f? «\u00a0Oui\u00a0»\u00a0: l’eau\u202f!"
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("fr-CA,fr;q=0.9", "fr-CA"),
        ("fr-BE", "fr"),
        ("de,en;q=0.5", "en"),
        ("xx;q=banana, *", "fr"),
        (None, "fr"),
    ],
)
def test_the_browser_chooses_a_language_that_we_speak(header: str | None, expected: str) -> None:
    assert negotiate(header) == expected
