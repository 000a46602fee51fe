"""A kind of document is whole when everything that is said of it and printed for it is there."""

from pathlib import Path

import pytest

from domain.kinds import KINDS
from domain.lifecycle import State
from ui.texts import LOCALES, has_text

PAPER = Path(__file__).parents[1] / "ui" / "paper"
LABELS = (
    "kind-{}",
    "kind-{}-the",
    "mail-document-{}",
    "mail-the-document-{}",
    "paper-{}-numbered",
    "paper-{}-draft",
    "paper-{}-withdrawn",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_paper(kind: str) -> None:
    assert (PAPER / f"{kind}.html").exists()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_labels_in_every_language(kind: str, locale: str) -> None:
    missing = [key for label in LABELS if not has_text(locale, key := label.format(kind))]
    assert missing == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("state", State)
def test_every_state_has_its_word_for_clients_and_staff_in_every_language(state: State, locale: str) -> None:
    readers = ("staff",) if state is State.DRAFT else ("client", "staff")
    missing = [key for reader in readers if not has_text(locale, key := f"state-{reader}-{state}")]
    assert missing == []
