"""What letters say of a progress statement: what to pay, whose turn it is, what was admitted, who is next."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.lifecycle import Action
from domain.statement import Measure
from tests.ui import statements
from tests.ui.quotes import LINK
from ui.mail.kinds import ASKING, TO_STAFF, Kind, about
from ui.mail.letters import Composed, compose
from ui.mail.view import Chain, Said, View, Visa
from ui.texts import LOCALES

AT = datetime(2026, 11, 10, 8, 12, tzinfo=UTC)
CLAIMED, ADMITTED = "6 454,92 €", "6 149,52 €"
LESS = {"line-1.2": Measure(Decimal(94))}  # of the 100 % that the third statement claims
ARCHITECT, OWNER = "Inès Caradec", "Jeanne Petit"
APPROVED = Said(Action.APPROVE, ARCHITECT, AT, 614952, lines=(("1.2 Enduit à la chaux", "Reste le pignon."),))


def view(kind: Kind, locale: str = "fr", **changes: Any) -> View:
    """A letter about the third statement of the worked example."""
    given = View(
        kind=kind,
        locale=locale,
        content=statements.situation(3),
        link=LINK,
        to_name=OWNER,
        zone=ZoneInfo("Europe/Paris"),
        accent="#2347C5",
        code="042137" if kind is Kind.CODE else "",
        answer=APPROVED if kind in (Kind.RECEIPT, Kind.ANSWERED) else None,
        reason="Doublon" if kind in (Kind.WITHDRAWN, Kind.MAIL_FAILED) else "",
    )
    return replace(given, **changes)


def turn(**changes: Any) -> View:
    """The owner is asked after the architect, who admitted less."""
    before = (Visa(ARCHITECT, "architect", AT, 614952),)
    chain = Chain("owner", last_day=date(2026, 11, 28), visas=before)
    return view(Kind.TURN, admitted=LESS, chain=replace(chain, **changes))


def plain(letter: Composed) -> str:
    """Its text, with plain spaces."""
    return " ".join(letter.text.split())


def test_the_figures_of_these_letters_are_those_of_the_statement() -> None:
    content = statements.situation(3)
    assert (content.asked, content.asked_for(frozenset(), LESS)) == (645492, 614952)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", about("statement"))
def test_every_letter_is_whole_and_speaks_of_no_quote(kind: Kind, locale: str) -> None:
    letter = compose(view(kind, locale))
    assert letter.subject
    for shown in (letter.text, unescape(letter.html)):
        assert LINK in shown
    said = plain(letter).lower()
    assert "{" not in letter.subject + letter.text
    for word in (
        "devis",
        "soumission",
        "quote",
        "valable jusqu",
        "valid until",
        "signer",
        "mettre en attente",
    ):
        assert word not in said


def test_letters_that_only_a_quote_calls_for_are_not_listed_for_statements() -> None:
    gone = {Kind.EXPIRING, Kind.EXTENDED, Kind.EXTENSION_ASKED, Kind.EXPIRED, Kind.HOLD_OVER}
    added = {Kind.TURN, Kind.TURN_LATE, Kind.DEEMED, Kind.ADMITTED_TAKEN, Kind.DEADLINE}
    assert set(about("quote")) == set(Kind) - added
    assert set(about("statement")) == set(Kind) - gone


@pytest.mark.parametrize("kind", sorted(ASKING - {Kind.NEW_VERSION}))
def test_the_subject_says_which_statement_how_much_is_to_pay_and_where(kind: Kind) -> None:
    subject = " ".join(compose(view(kind)).subject.split())
    assert subject == f"Situation n° 3 à valider : {CLAIMED} · Résidence Les Tilleuls, gros œuvre"


def test_quebec_receives_a_decompte() -> None:
    letter = compose(view(Kind.SENT, "fr-CA", content=statements.montreal()))
    assert " ".join(letter.subject.split()).startswith("Décompte n° 1 à valider : ")
    assert "décompte progressif n° 1" in plain(letter)
    assert "situation" not in plain(letter).lower()


def test_whoever_is_asked_reads_whose_visa_came_before_and_what_was_admitted() -> None:
    letter = compose(turn())
    said = plain(letter)
    assert f"à valider : {ADMITTED}" in " ".join(letter.subject.split())
    assert "C’est à vous de répondre, à l’étape « Accord du maître d’ouvrage »." in said
    before = f"{ARCHITECT} a approuvé {ADMITTED} le 10 novembre 2026, au lieu de {CLAIMED} demandés"
    assert before in said
    assert "Visa de l’architecte" in said
    assert "1.2 Enduit à la chaux Demandé 100 %, admis 94 %, écart −413,43 € HT" in said
    assert "Merci de répondre au plus tard le 28 novembre 2026." in said
    assert "silence" not in said


def test_where_silence_approves_the_letter_says_so() -> None:
    said = plain(compose(turn(silence=True)))
    assert "Passé ce jour, votre silence vaudra approbation, comme le prévoit le marché." in said


def test_a_stand_in_reads_for_whom_they_answer() -> None:
    said = plain(compose(turn(instead_of="Solène Aubry")))
    assert "« Accord du maître d’ouvrage », à la place de Solène Aubry." in said


def test_a_step_that_kept_silent_is_told_to_the_next_one() -> None:
    said = plain(compose(turn(visas=(Visa("", "Visa du BET", AT),))))
    assert "Étape « Visa du BET » : approbation tacite le 10 novembre 2026" in said


def test_after_the_deadline_the_letter_says_when_it_was() -> None:
    late = replace(turn(passed=True), kind=Kind.TURN_LATE)
    assert "Votre réponse était attendue au plus tard le 28 novembre 2026." in plain(compose(late))


def test_staff_read_what_was_admitted_the_comments_by_line_and_who_is_next() -> None:
    said = replace(APPROVED, settles=False)
    chain = Chain(awaited=(OWNER,))
    letter = compose(view(Kind.ANSWERED, answer=said, admitted=LESS, chain=chain, link=LINK))
    subject = " ".join(letter.subject.split())
    assert subject.startswith(f"{ARCHITECT} : situation n° 3 visée avec réserves · {ADMITTED}")
    for words in (
        f"{ARCHITECT} a donné son visa sur la situation de travaux n° 3",
        f"net à payer {ADMITTED}, au lieu de {CLAIMED} demandés",
        f"Réponse maintenant attendue : {OWNER}.",
        "Demandé 100 %, admis 94 %, écart −413,43 € HT",
        "1.2 Enduit à la chaux Reste le pignon.",
    ):
        assert words in plain(letter)
    assert "prenez acte" not in plain(letter)


def test_an_approval_in_part_asks_staff_to_take_it_or_to_correct() -> None:
    letter = compose(view(Kind.ANSWERED, admitted=LESS))
    assert "approuvée en partie" in letter.subject
    assert "prenez acte de ce qui a été admis, ou corrigez et publiez une nouvelle version" in plain(letter)
    assert "prenez acte" not in plain(compose(view(Kind.ANSWERED, answer=replace(APPROVED, amount=645492))))


def test_the_others_of_the_chain_read_who_approved_not_that_they_did() -> None:
    mine = compose(view(Kind.RECEIPT, admitted=LESS))
    theirs = compose(view(Kind.RECEIPT, admitted=LESS, answer=replace(APPROVED, own=False)))
    assert "Vous avez approuvé la situation de travaux n° 3" in plain(mine)
    assert f"{ARCHITECT} a approuvé la situation de travaux n° 3" in plain(theirs)
    assert "Vous avez" not in plain(theirs)
    assert "Reste le pignon." not in plain(mine)  # comments go to the firm


def test_silence_that_approves_is_told_to_the_client_and_to_staff() -> None:
    deemed = Said(Action.DEEM, "", AT, 645492)
    letter = compose(view(Kind.DEEMED, answer=deemed))
    assert letter.subject.startswith("Approbation tacite")
    assert "Faute de réponse dans le délai que prévoit le marché" in plain(letter)
    chain = Chain("architect", lapse="deem")
    told = compose(view(Kind.DEADLINE, answer=deemed, chain=chain, who=ARCHITECT))
    assert told.subject.startswith(f"Délai dépassé\u00a0: {ARCHITECT}")
    assert f"étape « Visa de l’architecte » : {ARCHITECT} n’a pas répondu dans le délai" in plain(told)
    assert f"réputée acquise : net à payer {CLAIMED}" in plain(told)


@pytest.mark.parametrize(
    ("lapse", "words"),
    [
        ("remind", "Un rappel vient de partir."),
        ("escalate", "Une demande vient de partir à Solène Aubry"),
        ("deem", "ce silence vaut approbation"),
    ],
)
def test_staff_read_what_a_missed_deadline_led_to(lapse: str, words: str) -> None:
    chain = Chain("Visa du BET", lapse=lapse, asked_too="Solène Aubry", awaited=(OWNER,))
    said = plain(compose(view(Kind.DEADLINE, chain=chain, who=ARCHITECT)))
    assert words in said
    assert f"Réponse maintenant attendue : {OWNER}." in said


def test_those_who_admitted_less_learn_that_it_was_taken() -> None:
    said = plain(compose(view(Kind.ADMITTED_TAKEN, admitted=LESS)))
    assert f"net à payer {ADMITTED}, au lieu de {CLAIMED} demandés" in said


def test_a_line_measured_in_its_own_unit_is_told_in_it() -> None:
    progress = {1: {"1.2": Measure(Decimal(100), "quantity")}}
    content = statements.situation(1, progress=progress)
    admitted = {"line-1.2": Measure(Decimal("82.5"), "quantity")}
    letter = compose(view(Kind.RECEIPT, content=content, admitted=admitted))
    assert "Demandé 100 m², admis 82,5 m²" in plain(letter)


def test_of_very_many_admitted_lines_the_first_are_told() -> None:
    content = statements.large(100)
    admitted = {line.id: Measure(Decimal(0)) for line in content.lines}
    letter = compose(view(Kind.RECEIPT, content=content, admitted=admitted))
    assert letter.text.count("Demandé ") == 30
    assert "Et 70 autres lignes, sur la page." in plain(letter)


@pytest.mark.parametrize("kind", sorted(TO_STAFF & set(about("statement"))))
def test_letters_to_staff_do_not_speak_to_the_client(kind: Kind) -> None:
    assert "Bonjour" not in compose(view(kind)).text


def test_a_change_order_names_the_contract_that_it_amends() -> None:
    letter = compose(view(Kind.SENT, content=statements.change_order()))
    assert "Avenant au marché" in letter.html
    assert "DEV-2026-0012" in letter.html
