"""What is told: letters, the journal, the outbox, and the counters that hold a series together."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Identity,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from records.schema.base import data, metadata, moment, owned, refers, words

letters = owned(
    "letters",
    ("id",),
    Column("id", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("document_id", Text),
    Column("version", Integer),
    Column("kind", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("to_email", Text, nullable=False),
    words("to_name"),
    Column("cc", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("locale", Text, nullable=False),
    data("details"),
    Column("state", Text, nullable=False, server_default="due"),
    Column("message_id", Text, nullable=False),
    words("subject"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    words("error"),
    moment("created_at", null=False),
    moment("lease_until"),
    moment("sent_at"),
    UniqueConstraint("company_id", "key", "to_email"),
    refers("documents", "document_id"),
    CheckConstraint("audience in ('client', 'staff')", name="audience"),
    CheckConstraint("state in ('due', 'sending', 'sent', 'failed', 'dropped')", name="state"),
    Index(None, "company_id", "document_id"),
    Index(
        "letters_unsent",
        "company_id",
        "created_at",
        postgresql_where=text("state in ('due', 'sending', 'failed')"),
    ),
)

audit_events = owned(
    "audit_events",
    ("seq",),
    Column("seq", BigInteger, nullable=False),
    Column("act_id", Text, nullable=False),
    moment("at", null=False),
    Column("kind", Text, nullable=False),
    Column("document_id", Text),
    Column("version", Integer),
    Column("actor", Text, nullable=False),
    data("data"),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("company_id", "act_id"),
    Index(None, "company_id", "document_id", "seq"),
)

audit_heads = owned(
    "audit_heads",
    (),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)

counters = owned(
    "counters",
    ("series", "year"),
    Column("series", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)

outbox = owned(
    "outbox",
    ("id",),
    Column("id", BigInteger, Identity(), nullable=False),
    Column("document_id", Text, nullable=False),
    Column("signal", Text, nullable=False),
    Column("act_id", Text, nullable=False),
    moment("created_at", null=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    moment("next_attempt_at", null=False),
    words("error"),
    moment("delivered_at"),
    refers("documents", "document_id"),
    UniqueConstraint("company_id", "act_id"),
    Index("outbox_waiting", "next_attempt_at", "id", postgresql_where=text("delivered_at is null")),
)

idempotency_keys = owned(
    "idempotency_keys",
    ("key",),
    Column("key", Text, nullable=False),
    Column("request_sha256", Text, nullable=False),
    Column("status", SmallInteger),
    data("reply", null=True),
    moment("created_at", null=False),
)

# How often something was asked for, by whoever asks; before anybody is known, so of no company.
limits = Table(
    "limits",
    metadata,
    Column("bucket", Text, primary_key=True),
    Column("used", Integer, nullable=False),
    moment("until", null=False),
    prefixes=["UNLOGGED"],
)
