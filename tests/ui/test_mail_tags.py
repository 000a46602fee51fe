"""The closed list of tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kinds import KINDS
from ui.mail import tags
from ui.mail.kinds import NEEDED, Kind, about, name_of
from ui.mail.letters import usual
from ui.texts import LOCALES, sentence, texts

LETTERS = [(document_kind, kind) for document_kind in KINDS for kind in about(document_kind)]


def test_a_known_tag_is_no_problem() -> None:
    assert tags.check("body", "Bonjour {contact}, voici {public_link}.") == []


def test_an_unknown_tag_is_named_with_the_list_of_those_that_exist() -> None:
    (problem,) = tags.check("subject", "{contact} {kontakt} {kontakt}")
    assert (problem.field, problem.code, problem.params["tag"]) == ("subject", "unknown-tag", "kontakt")
    assert "{public_link}" in problem.params["allowed"]
    for locale in LOCALES:
        assert "kontakt" in sentence(locale, "problem-unknown-tag", problem.params)


@pytest.mark.parametrize(
    "wording", ["{", "a } b", "{{contact}}", "{ contact }", "{contact.__class__}", "{7*7}", "{%x%}"]
)
def test_there_is_no_template_code(wording: str) -> None:
    assert "lonely-brace" in {problem.code for problem in tags.check("body", wording)}


def test_a_code_letter_must_keep_its_code() -> None:
    (problem,) = tags.check("body", "Bonjour", NEEDED[Kind.CODE])
    assert problem.params["tag"] == "{code}"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_tag_is_explained_in_every_language(locale: str) -> None:
    for tag in tags.TAGS:
        assert texts(locale)(f"mail-tag-{tag}")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("document_kind", "kind"), LETTERS)
def test_the_usual_wordings_pass_their_own_check(document_kind: str, kind: Kind, locale: str) -> None:
    subject, body = usual(kind, locale, document_kind)
    assert tags.check("subject", subject) == []
    assert tags.check("body", body, NEEDED.get(kind, ())) == []


def test_a_wording_of_ones_own_holds_for_one_letter_about_one_kind_of_document() -> None:
    names = [name_of(kind, document_kind) for document_kind, kind in LETTERS]
    assert len(set(names)) == len(names)
    assert name_of(Kind.SENT, "quote") == "sent"  # as wordings were kept before there were statements


def test_an_absent_message_leaves_no_empty_paragraph() -> None:
    assert tags.paragraphs("A\n\n{message}\n \nB", {"message": ""}) == ["A", "B"]


@given(st.text(), st.text())
def test_a_value_is_never_read_as_a_wording(value: str, other: str) -> None:
    filled = tags.fill("[{client}]", {"client": value, "title": other})
    assert filled == f"[{value}]"


@given(st.text())
def test_a_subject_is_always_one_line(text: str) -> None:
    assert len(tags.one_line(text).splitlines()) <= 1
