"""The mailbox keeps every mail, shows it, and lets it do nothing."""

from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from embedded.mailbox.inbox import Inbox
from embedded.mailbox.pages import application


def a_mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Mérel <devis@merel.example>", "mme.petit@example.fr"
    mail["Subject"] = "Devis n° 12 à valider : 18 462,60 €"
    mail.set_content("Ouvrez http://127.0.0.1:8000/c/abc\n")
    mail.add_alternative('<p>Bonjour <img src="cid:logo"></p><script>alert(1)</script>', subtype="html")
    html = mail.get_body(("html",))
    assert isinstance(html, EmailMessage)
    html.add_related(b"<svg/>", "image", "svg+xml", cid="<logo>")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Devis été.pdf")
    return mail.as_bytes()


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    inbox = Inbox(tmp_path)
    inbox.keep("bounce@merel.example", ["mme.petit@example.fr"], a_mail())
    return inbox


@pytest.fixture
def browser(inbox: Inbox) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(application(inbox)), base_url="http://mailbox")


def test_mails_are_still_there_after_a_restart(inbox: Inbox, tmp_path: Path) -> None:
    inbox.keep("", ["référent@example.fr"], a_mail())
    again = Inbox(tmp_path)
    assert [mail.id for mail in again.mails()] == [mail.id for mail in inbox.mails()]
    assert again.mails()[0].recipients == ["référent@example.fr"]


def test_who_a_mail_was_for_is_what_the_envelope_said(inbox: Inbox) -> None:
    inbox.keep("", ["hidden.copy@example.fr"], a_mail())
    assert len(inbox.mails("HIDDEN.copy")) == 1
    assert len(inbox.mails("@example.fr")) == 2
    assert inbox.mails("nobody@") == []


async def test_the_list_names_each_mail_and_can_be_searched(browser: httpx.AsyncClient) -> None:
    everything = (await browser.get("/")).text
    assert "18 462,60 €" in everything
    assert "1 message" in everything
    assert "18 462,60 €" not in (await browser.get("/?to=somebody.else")).text


async def test_the_page_speaks_the_readers_language(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/", headers={"Accept-Language": "en-GB,en;q=0.9,fr;q=0.8"})
    assert "No mail leaves this machine" in page.text


async def test_programs_read_mails_as_json(browser: httpx.AsyncClient) -> None:
    [mail] = (await browser.get("/api/messages?to=mme.petit")).json()
    assert mail["subject"] == "Devis n° 12 à valider : 18 462,60 €"
    assert "http://127.0.0.1:8000/c/abc" in mail["text"]
    pdf = mail["attachments"][1]
    assert (pdf["name"], pdf["media_type"], pdf["size"]) == ("Devis été.pdf", "application/pdf", 8)
    reply = await browser.get(pdf["url"])
    assert reply.content == b"%PDF-1.7"
    assert reply.headers["content-disposition"].startswith("attachment;")


async def test_a_mail_can_run_nothing_and_fetch_nothing(browser: httpx.AsyncClient, inbox: Inbox) -> None:
    [mail] = inbox.mails()
    body = await browser.get(f"/mails/{mail.id}/body")
    policy = body.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert f"/mails/{mail.id}/attachments/1" in body.text  # the logo inside the HTML
    page = await browser.get(f"/mails/{mail.id}")
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page.text
    assert "<script>alert" not in page.text
    assert "'unsafe-inline'" not in page.headers["content-security-policy"]


async def test_an_unknown_mail_or_attachment_is_not_found(browser: httpx.AsyncClient, inbox: Inbox) -> None:
    [mail] = inbox.mails()
    for path in ("/mails/nothing", f"/mails/{mail.id}/attachments/9", "/mails/..%2f..%2fsecret_key"):
        assert (await browser.get(path)).status_code == 404
