"""Logs: one event a line, as text for people or JSON for machines, with everything secret taken out.

Standard library logging (uvicorn, SQLAlchemy, temporalio) goes through the same scrubber and the same output.
"""

import logging
import re
import sys
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "…"
SECRET_FIELDS = frozenset(
    {
        "authorization",
        "code",
        "cookie",
        "drawing",
        "password",
        "secret",
        "secret_key",
        "seed",
        "set-cookie",
        "token",
    }
)
CHATTY = ("alembic", "fontTools", "weasyprint")  # tell every step of their work at "info"
SECRETS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # a client's link, also percent-encoded inside another address
        r"(?P<kept>(?:/|%2F)c(?:/|%2F))[^/?#&\s\"'%\\<>]+",
        # a secret in a query string or a form
        r"(?P<kept>(?:^|[?&;\s\"'])(?:access_token|code|key|password|secret|signature|token)=)[^&\s\"'#\\]+",
        # headers, as header lines, as Python's repr or as JSON
        r"(?P<kept>\b(?:proxy-)?authorization\\?[\"']?\s*[:=,]\s*(?:b(?=[\"']))?\\?[\"']?)(?:(?:basic|bearer)\s+)?[^\s\"',\\]+",
        r"(?P<kept>\bbearer\s+)[^\s\"',\\]+",
        r"(?P<kept>\b(?:set-)?cookie\\?[\"']?\s*[:=,]\s*(?:b(?=[\"']))?\\?[\"']?)[^\"'\r\n\\]+",
        # a one-time code in the words of a mail: "code : 123456", "votre code de confirmation est 123456"
        r"(?P<kept>\bcode\b[^\r\n]{1,60}?)(?<![\d-])\d{3}[ \u00a0\u202f]?\d{3,5}\b",
        # the password of a database or mail server's address
        r"(?P<kept>\w+://[^/:@\s]*:)[^@/\s]+(?=@)",
    )
)


def scrub(text: str) -> str:
    """The text without links' tokens, one-time codes, credentials and cookies."""
    for secret in SECRETS:
        text = secret.sub(rf"\g<kept>{HIDDEN}", text)
    return text


def hide_fields(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Hide the values whose name says that they are secret."""
    return {name: HIDDEN if name.lower() in SECRET_FIELDS else value for name, value in event.items()}


class ScrubbedFormatter(structlog.stdlib.ProcessorFormatter):
    """Scrubs the finished line, so that tracebacks and nested values are clean too."""

    def format(self, record: logging.LogRecord) -> str:
        """The line that is written."""
        return scrub(super().format(record))


def configure(style: Literal["text", "json"] = "json", level: str = "info") -> None:
    """Send every log of this process to standard error, in this style, from this level upwards."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        hide_fields,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        ScrubbedFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_last(style)],
        )
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(level.upper())
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.root.level))
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = name != "uvicorn.access"  # RequestLog writes that line


def _last(style: Literal["text", "json"]) -> list[Processor]:
    if style == "text":
        return [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            )
        ]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
