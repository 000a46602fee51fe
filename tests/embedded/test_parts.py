"""The parts that tests run against are real, and each test process has its own database."""

import smtplib
from email.message import EmailMessage

import asyncpg
import pytest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client

from embedded.registration import RETENTION, missing, register
from tests.parts import DatabaseUrls, MailServer


def a_mail(to: str, subject: str = "Devis à valider") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "devis@renov.example", to, subject
    mail.set_content("Bonjour")
    return mail


def send(server: MailServer, mail: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", server.port) as sender:
        sender.send_message(mail)


async def test_the_application_is_neither_superuser_nor_exempt_from_row_security(
    database_urls: DatabaseUrls,
) -> None:
    connection = await asyncpg.connect(database_urls.app)
    role = await connection.fetchrow("SELECT * FROM pg_roles WHERE rolname = current_user")
    await connection.close()
    assert role is not None
    assert (role["rolname"], role["rolsuper"], role["rolbypassrls"]) == ("aval_app", False, False)


async def test_nobody_can_sign_in_as_the_superuser(database_urls: DatabaseUrls) -> None:
    with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
        await asyncpg.connect(database_urls.app, user="postgres")


async def test_the_workflow_server_knows_the_search_attributes(temporal_server: str) -> None:
    assert await missing(await Client.connect(temporal_server)) == []


async def test_a_mail_is_awaited_without_sleeping(smtp_server: MailServer) -> None:
    send(smtp_server, a_mail("mme.petit@example.fr"))
    mail = await smtp_server.wait_for("mme.petit@example.fr")
    assert mail.subject == "Devis à valider"


def test_a_refusing_mail_server_says_so_to_the_sender_and_recovers(smtp_server: MailServer) -> None:
    with smtp_server.refuse_with(451), pytest.raises(smtplib.SMTPRecipientsRefused, match="451"):
        send(smtp_server, a_mail("later@example.fr"))
    send(smtp_server, a_mail("later@example.fr"))
    assert len(smtp_server.messages("later@example.fr")) == 1


def test_a_mail_server_that_cuts_the_connection_has_kept_the_mail(smtp_server: MailServer) -> None:
    with smtp_server.cut_after_content(), pytest.raises(smtplib.SMTPServerDisconnected):
        send(smtp_server, a_mail("cut@example.fr"))
    assert len(smtp_server.messages("cut@example.fr")) == 1


def test_a_mail_server_that_was_down_comes_back_on_the_same_port(smtp_server: MailServer) -> None:
    with smtp_server.down(), pytest.raises(ConnectionRefusedError):
        send(smtp_server, a_mail("back@example.fr"))
    send(smtp_server, a_mail("back@example.fr"))
    assert len(smtp_server.messages("back@example.fr")) == 1


async def test_a_namespace_that_is_missing_is_made_with_our_retention(temporal_server: str) -> None:
    await register(temporal_server, "elsewhere")
    client = await Client.connect(temporal_server, namespace="elsewhere")
    described = await client.workflow_service.describe_namespace(
        DescribeNamespaceRequest(namespace="elsewhere")
    )
    assert described.config.workflow_execution_retention_ttl.ToTimedelta() == RETENTION
    assert await missing(client) == []
