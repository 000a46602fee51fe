"""Envelopes: headers, names, attachments."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.mail.compose import Attachment, BadAddress, Envelope, Person, mime, safe_name, sender_of, wire
from ui.mail.letters import Composed

LETTER = Composed("Devis n° 12 à valider : 18\u202f462,60 €", "Bonjour,\nà bientôt\n", "<p>Bonjour é</p>")
AT = datetime(2026, 11, 10, 8, 12, tzinfo=UTC)


def envelope(**changes: Any) -> Envelope:
    given = {
        "sender": Person("no-reply@aval.example", "Maçonnerie Mérel"),
        "to": Person("jeanne@petit.example", "Jeanne Petit"),
        "message_id": "<let_1@aval>",
        "at": AT,
        **changes,
    }
    return Envelope(**given)


def read(letter: Composed = LETTER, attachment: Attachment | None = None, **changes: Any) -> EmailMessage:
    message = message_from_bytes(mime(letter, envelope(**changes), attachment), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_letter_has_all_its_headers_and_both_of_its_parts() -> None:
    message = read(reply_to=Person("claire@merel.example", "Claire Mérel"), cc=["karim@merel.example"])
    assert message["Message-ID"] == "<let_1@aval>"
    assert message["From"] == "Maçonnerie Mérel <no-reply@aval.example>"
    assert message["To"] == "Jeanne Petit <jeanne@petit.example>"
    assert message["Reply-To"] == "Claire Mérel <claire@merel.example>"
    assert message["Cc"] == "karim@merel.example"
    assert message["Subject"] == LETTER.subject
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == AT
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "à bientôt" in text.get_content()
    assert "Bonjour é" in html.get_content()


def test_the_same_letter_has_the_same_bytes() -> None:
    pdf = Attachment("x.pdf", b"%PDF")
    assert mime(LETTER, envelope(), pdf) == mime(LETTER, envelope(), pdf)


def test_a_pdf_goes_with_it_under_a_name_that_every_system_reads() -> None:
    name = "DEV-2026-0012 été/../..\\évil\r\nX: y\u202efdp.exe v2.pdf"
    (part,) = read(attachment=Attachment(name, b"%PDF-1.7")).iter_attachments()
    assert part.get_content_type() == "application/pdf"
    assert part.get_content() == b"%PDF-1.7"
    shown = part.get_filename()
    assert shown is not None
    assert shown.endswith(".pdf")
    assert "été" in shown
    assert not set(shown) & set('/\\\r\n:"\u202e')


@pytest.mark.parametrize("field", ["subject", "name", "company"])
@given(evil=st.text(st.characters(exclude_categories=[]), max_size=60))
def test_no_value_ever_makes_a_header(field: str, evil: str) -> None:
    evil += "\r\nBcc: x@y.example\r\n\r\n<script>"
    letter = LETTER._replace(subject=evil) if field == "subject" else LETTER
    changes = {"to": Person("jeanne@petit.example", evil)} if field == "name" else {}
    if field == "company":
        changes = {"sender": sender_of("Aval <no-reply@aval.example>", evil)}
    raw = mime(letter, envelope(**changes))
    head = raw.partition(b"\r\n\r\n")[0]
    assert b"\r\nBcc:" not in head
    assert {
        line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))
    } == {
        *(b"Message-ID", b"Date", b"From", b"To", b"Subject", b"Auto-Submitted"),
        *(b"X-Auto-Response-Suppress", b"MIME-Version", b"Content-Type"),
    }


def test_domains_beyond_ascii_travel_as_idna() -> None:
    assert wire("jeanne@bücher.example") == "jeanne@xn--bcher-kva.example"
    assert "jeanne@xn--bcher-kva.example" in str(read(to=Person("jeanne@bücher.example"))["To"])


def test_a_mailbox_beyond_ascii_makes_the_whole_message_utf8() -> None:
    raw = mime(LETTER, envelope(to=Person("josé@petit.example")))
    assert "josé@petit.example".encode() in raw


@pytest.mark.parametrize(
    "address", ["", "x", "@y.example", "a b@y.example", "a@y\r\nBcc: z@z.example", "a@" + "b" * 70]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        mime(LETTER, envelope(to=Person(address)))


def test_a_message_id_cannot_be_forged() -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        mime(LETTER, envelope(message_id="<a@b>\r\nBcc: x@y"))


@given(st.text(st.characters(exclude_categories=[])))
def test_file_names_are_always_safe(name: str) -> None:
    safe = safe_name(name)
    assert safe.endswith(".pdf")
    assert safe != ".pdf"
    assert not set(safe) & set('/\\\r\n\0:"<>|')
