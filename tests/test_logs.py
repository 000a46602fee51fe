"""No log line ever contains a secret."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

import logs

TOKEN = "Zk3vQ9xYw-7_abcdefghijklmnopqrstuvwxyz012345"
SECRET_TEXTS = [
    f"GET /c/{TOKEN} 200",
    f"GET /c/{TOKEN}/pdf?download=1",
    f"https://aval.example/c/{TOKEN}#top",
    f"/sign-in?next=%2Fc%2F{TOKEN}",
    f"/account/enter?token={TOKEN}&x=1",
    f"key=1&code={TOKEN}",
    f"Authorization: Bearer {TOKEN}",
    f"authorization: Basic {TOKEN}",
    f"{{'authorization': 'Bearer {TOKEN}'}}",
    f'{{"Authorization": "{TOKEN}"}}',
    f"(b'authorization', b'Bearer {TOKEN}')",
    f"Cookie: session={TOKEN}; theme=dark",
    f"Set-Cookie: session={TOKEN}; HttpOnly",
    f"(b'cookie', b'session={TOKEN}')",
    f"postgresql://aval_app:{TOKEN}@127.0.0.1:5432/aval",
]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged during the test, as JSON lines; the logging of the test run is put back afterwards."""
    handlers, level, out = logging.root.handlers, logging.root.level, io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    logs.configure("json", "debug")
    yield out
    structlog.reset_defaults()
    logging.root.handlers = handlers
    logging.root.setLevel(level)


@pytest.mark.parametrize("text", SECRET_TEXTS)
def test_a_secret_is_taken_out_of_any_text(text: str) -> None:
    assert TOKEN not in logs.scrub(text)
    assert logs.HIDDEN in logs.scrub(text)


@pytest.mark.parametrize(
    "text",
    [
        "Votre code de confirmation : 493 021",
        "Your code is 493021.",
        "code=493021",
        "{'code': '493021'}",
        "Le code pour signer le devis D-2026-0012 est 493021",
    ],
)
def test_a_one_time_code_is_taken_out(text: str) -> None:
    assert not {"493021", "493 021", "021"} & set(logs.scrub(text).replace(".", " ").split())
    assert "493" not in logs.scrub(text)


@pytest.mark.parametrize(
    "text",
    [
        "GET /clients/123456 200",
        "reminder 2 of 3 for D-2026-0012",
        "exit code 1",
        "18 462,60 € to /docs/c",
        "statement 493021 approved",
    ],
)
def test_what_is_not_secret_stays(text: str) -> None:
    assert logs.scrub(text) == text


def test_fields_with_a_telling_name_are_hidden(written: io.StringIO) -> None:
    structlog.get_logger().info("code sent", code="493021", to="mme.petit@example.fr", token=TOKEN)
    line = json.loads(written.getvalue())
    assert (line["code"], line["token"]) == (logs.HIDDEN, logs.HIDDEN)
    assert line["to"] == "mme.petit@example.fr"


def test_a_secret_inside_a_nested_value_is_hidden(written: io.StringIO) -> None:
    structlog.get_logger().info("headers", headers=[(b"authorization", f"Bearer {TOKEN}".encode())])
    assert TOKEN not in written.getvalue()
    json.loads(written.getvalue())


def test_the_standard_librarys_logs_are_scrubbed_too(written: io.StringIO) -> None:
    logging.getLogger("some.library").warning("fetching %s", f"https://aval.example/c/{TOKEN}")
    line = json.loads(written.getvalue())
    assert line["event"] == "fetching https://aval.example/c/…"
    assert (line["level"], line["logger"]) == ("warning", "some.library")


def test_a_traceback_is_scrubbed(written: io.StringIO) -> None:
    def find() -> None:
        raise ValueError(f"no document at /c/{TOKEN}")

    try:
        find()
    except ValueError:
        structlog.get_logger().exception("failed")
    assert "no document at /c/…" in json.loads(written.getvalue())["exception"]
    assert TOKEN not in written.getvalue()


def test_people_get_text(written: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", written)
    logs.configure("text", "info")
    structlog.get_logger().info("quote published", number="D-2026-0012")
    structlog.get_logger().debug("not shown")
    assert "quote published" in written.getvalue()
    assert "number=D-2026-0012" in written.getvalue()
    assert "not shown" not in written.getvalue()
