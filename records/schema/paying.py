"""Ways to pay: attempts at providers, what providers told, what a person must look at, what the bank says."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Index, Text, UniqueConstraint, text

from records.schema.base import data, moment, owned, refers, words

# One attempt has one object at one provider; an invoice has at most one page open at a time.
payment_attempts = owned(
    "payment_attempts",
    ("id",),
    Column("id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("link_id", Text, nullable=False),  # through which the client came
    Column("provider", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="open"),
    Column("object_id", Text),  # the provider's own id, once it was said
    words("url"),
    Column("payment_id", Text),
    words("reason"),
    moment("expires_at", null=False),
    moment("created_at", null=False),
    moment("updated_at", null=False),
    refers("invoices", "document_id", to=("document_id",)),
    refers("links", "link_id"),
    refers("payments", "payment_id"),
    CheckConstraint("state in ('open', 'pending', 'succeeded', 'failed', 'expired')", name="state"),
    CheckConstraint("provider in ('stripe', 'paypal', 'test')", name="provider"),
    UniqueConstraint("company_id", "provider", "object_id"),
    Index(None, "company_id", "document_id"),
    Index(
        "payment_attempts_one_open",
        "company_id",
        "document_id",
        unique=True,
        postgresql_where=text("state = 'open'"),
    ),
)

# What a provider told: each of its events counts once.
payment_events = owned(
    "payment_events",
    ("provider", "id"),
    Column("provider", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("attempt_id", Text),
    moment("received_at", null=False),
)

# What was seen at a provider and is not booked by itself: a person looks at it.
payment_findings = owned(
    "payment_findings",
    ("id",),
    Column("id", Text, nullable=False),
    Column("key", Text, nullable=False),  # what was found, of what: it is found once
    Column("provider", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("attempt_id", Text),
    Column("document_id", Text),
    data("data"),
    moment("found_at", null=False),
    moment("settled_at"),
    Column("settled_by", Text),
    words("note"),
    refers("payment_attempts", "attempt_id"),
    refers("documents", "document_id"),
    refers("users", "settled_by"),
    UniqueConstraint("company_id", "key"),
    Index("payment_findings_open", "company_id", "found_at", postgresql_where=text("settled_at is null")),
)

# The built-in test provider's own books: a provider that lives here and moves no money.
hosted_payments = owned(
    "hosted_payments",
    ("id",),
    Column("id", Text, nullable=False),
    Column("attempt_id", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("seller", Text, nullable=False),
    Column("back", Text, nullable=False),
    Column("away", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="open"),
    moment("expires_at", null=False),
    moment("created_at", null=False),
    CheckConstraint("state in ('open', 'pending', 'succeeded', 'failed', 'expired')", name="state"),
    UniqueConstraint("company_id", "attempt_id"),
)

# Money that came in on the bank account, by the files that staff took in.
bank_lines = owned(
    "bank_lines",
    ("id",),
    Column("id", Text, nullable=False),
    Column("key", Text, nullable=False),  # of the line: the same file twice counts once
    Column("day", Date, nullable=False),
    Column("amount", BigInteger, nullable=False),
    words("label"),
    words("counterparty"),
    words("reference"),
    words("file"),
    Column("state", Text, nullable=False, server_default="open"),
    Column("taken_in_by", Text),
    moment("taken_in_at", null=False),
    Column("settled_by", Text),
    moment("settled_at"),
    words("note"),
    refers("users", "taken_in_by"),
    refers("users", "settled_by"),
    CheckConstraint("state in ('open', 'booked', 'aside')", name="state"),
    CheckConstraint("amount > 0", name="came_in"),
    UniqueConstraint("company_id", "key"),
    Index("bank_lines_open", "company_id", "day", postgresql_where=text("state = 'open'")),
)
