"""What letters say, to clients and to staff, in three languages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.lifecycle import Action
from tests.ui.quotes import LINK, montreal, nantes
from ui.mail.kinds import TO_STAFF, Kind, about
from ui.mail.letters import Composed, Wording, compose, usual
from ui.mail.view import Said, View
from ui.texts import LOCALES

AT = datetime(2026, 11, 10, 8, 12, tzinfo=UTC)
REFUSED = Said(
    Action.REJECT,
    "Jeanne Petit",
    AT,
    3474889,
    comment="Merci de revoir le prix.\nCordialement",
    lines=(("1.2 Béton de propreté", "Trop épais <b>?</b>"),),
)


def view(kind: Kind, **changes: Any) -> View:
    """A letter about Claire's quote to Jeanne Petit."""
    content = changes.pop("content", nantes())
    return replace(
        View(
            kind=kind,
            locale=content.locale,
            content=content,
            link=LINK,
            to_name="Jeanne Petit",
            zone=ZoneInfo("Europe/Paris"),
            accent="#2347C5",
            valid_until=content.valid_until,
            code="042137" if kind is Kind.CODE else "",
            answer=REFUSED if kind in (Kind.RECEIPT, Kind.ANSWERED) else None,
            reason="Doublon" if kind in (Kind.WITHDRAWN, Kind.MAIL_FAILED) else "",
        ),
        **changes,
    )


def plain(letter: Composed) -> str:
    """Its text, with plain spaces."""
    return " ".join(letter.text.split())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", about("quote"))
def test_every_letter_is_whole_in_every_language(kind: Kind, locale: str) -> None:
    letter = compose(view(kind, locale=locale))
    assert letter.subject
    assert len(letter.subject) < 200
    for shown in (letter.text, unescape(letter.html)):
        assert LINK in shown
        assert "Maçonnerie Mérel" in shown
    assert "{" not in letter.subject + letter.text
    assert letter.html.count("<a ") == 2  # the button, and its address to be copied
    assert "<img" not in letter.html
    assert "http" not in letter.html.replace(LINK, "").replace("http://www.w3.org/1999/xhtml", "")


def test_the_subject_says_what_how_much_and_where() -> None:
    subject = compose(view(Kind.SENT)).subject
    assert " ".join(subject.split()) == (
        "Devis n° DEV-2026-0012 à valider : 34 748,89 € · Résidence Les Tilleuls, gros œuvre"
    )


def test_quebec_receives_a_soumission_in_dollars() -> None:
    letter = compose(view(Kind.SENT, content=montreal()))
    assert "Soumission n° DEV-2026-0003 à valider" in " ".join(letter.subject.split())
    assert "13 084,80 $" in plain(letter)
    assert "TTC" not in letter.html


def test_the_third_reminder_says_that_it_is_the_last_and_who_reads_along() -> None:
    letter = compose(view(Kind.REMINDER_3))
    assert letter.subject.startswith("Dernier rappel")
    assert "Claire Mérel, est en copie" in plain(letter)


def test_a_receipt_tells_the_client_what_was_answered_and_what_follows() -> None:
    held = replace(REFUSED, action=Action.HOLD, hold_until=date(2026, 12, 1))
    letter = compose(view(Kind.RECEIPT, answer=held))
    assert "Vous avez mis en attente" in letter.text
    assert "1er décembre 2026" in plain(letter)


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT, Action.HOLD])
def test_a_client_learns_that_staff_answered_on_their_behalf(action: Action) -> None:
    said = replace(REFUSED, action=action, on_behalf=True, name="Karim Benali", hold_until=date(2026, 12, 1))
    text = plain(compose(view(Kind.RECEIPT, answer=said)))
    assert "Karim Benali, chez Maçonnerie Mérel, a enregistré pour vous" in text
    assert "Si ce n’est pas exact, répondez à ce message" in text


@pytest.mark.parametrize("action", [Action.APPROVE, Action.SIGN, Action.MARK_ACCEPTED])
def test_the_amount_of_an_acceptance_is_that_of_the_chosen_options(action: Action) -> None:
    said = replace(REFUSED, action=action, amount=100_00)
    for kind in (Kind.RECEIPT, Kind.ANSWERED):
        letter = compose(view(kind, answer=said))
        assert "100,00 €" in plain(letter)
        assert "34 748,89" not in plain(letter)


def test_staff_read_who_answered_what_with_all_comments() -> None:
    letter = compose(view(Kind.ANSWERED))
    subject = " ".join(letter.subject.split())
    assert subject.startswith("SCI Les Tilleuls : devis n° DEV-2026-0012 refusé · 34 748,89 €")
    for words in ("Merci de revoir le prix.", "1.2 Béton de propreté", "Trop épais <b>?</b>", "09:12"):
        assert words in letter.text
    assert "Trop épais &lt;b&gt;?&lt;/b&gt;" in letter.html


def test_a_client_does_not_read_the_comments_again_in_the_receipt() -> None:
    assert "Trop épais" not in compose(view(Kind.RECEIPT)).text


def test_a_code_stands_alone_on_its_line_and_first_in_the_subject() -> None:
    letter = compose(view(Kind.CODE))
    assert letter.subject.startswith("042137")
    assert "\n042137\n" in letter.text


@pytest.mark.parametrize("kind", sorted(TO_STAFF & set(about("quote"))))
def test_letters_to_staff_do_not_speak_to_the_client(kind: Kind) -> None:
    assert "Bonjour" not in compose(view(kind)).text


def test_a_letter_without_a_live_link_shows_no_button() -> None:
    letter = compose(view(Kind.RECEIPT, link=""))
    assert "<a " not in letter.html
    assert "Revoir le document" not in letter.text


def test_staff_change_the_wording_and_values_bring_neither_tags_nor_mark_up() -> None:
    wording = Wording(
        "{title} pour {client}", "Bonjour {contact},\n\n{message}\n\n<b>{amount}</b>\n{public_link}"
    )
    content = nantes(title="{code}\r\nBcc: x@y.example <script>")
    letter = compose(view(Kind.SENT, content=content, message="", to_name="{amount}"), wording)
    assert letter.subject == "{code} Bcc: x@y.example <script> pour SCI Les Tilleuls"
    assert letter.text.startswith("Bonjour {amount},\n\n<b>")
    assert "&lt;b&gt;34" in letter.html
    assert "<script" not in letter.html


def test_the_usual_wording_is_where_staff_start_from() -> None:
    wording = usual(Kind.SENT, "fr")
    assert "{document} à valider" in wording.subject
    assert wording.body.startswith("Bonjour {contact},\n\n{company} vous adresse {the_document}")
    assert compose(view(Kind.SENT), wording) == compose(view(Kind.SENT))


def test_direction_marks_in_a_name_do_not_turn_the_letter_around() -> None:
    letter = compose(view(Kind.SENT, to_name="\u202eeinaF"))
    assert "\u202e" not in letter.subject + letter.text + letter.html


def test_the_firms_colour_stays_legible() -> None:
    html = compose(view(Kind.SENT, accent="#ffff00")).html
    assert "background:#ffff00" not in html
