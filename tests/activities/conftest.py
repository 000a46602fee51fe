"""The mail room: a real mail server, a store of files, and whoever sends the letters."""

from pathlib import Path

import pytest

from activities.mail import MailActivities
from records.database import Database
from records.files import FileStore
from tests.activities.post import BASE
from tests.parts import MailServer


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(f"file://{tmp_path}")


@pytest.fixture
def mails(smtp_server: MailServer) -> MailServer:
    smtp_server.clear()
    return smtp_server


@pytest.fixture
def desk(database: Database, store: FileStore, mails: MailServer) -> MailActivities:
    return MailActivities(
        database, store, smtp_url=mails.url, mail_from="Aval <no-reply@aval.example>", base_url=BASE
    )
