"""Invoices, their five actions, payments and the books."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)

from records.schema.base import moment, owned, refers, words

# What an invoice is besides a document: where it comes from, what was paid, when it leaves and is chased.
invoices = owned(
    "invoices",
    ("document_id",),
    Column("document_id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("billing_id", Text),  # what was accepted
    Column("source_id", Text),  # the quote or statement that it bills
    Column("contract_id", Text),
    Column("corrects_id", Text),  # the invoice that a credit note corrects
    Column("issued_on", Date),
    Column("due_on", Date),
    Column("send_on", Date),  # it is validated by itself on this day
    Column("paid", BigInteger, nullable=False, server_default="0"),
    Column("credited", BigInteger, nullable=False, server_default="0"),
    Column("retention", BigInteger, nullable=False, server_default="0"),
    Column("released", BigInteger, nullable=False, server_default="0"),
    Column("release_on", Date),
    Column("paused_until", Date),
    words("pause_reason"),
    moment("closed_at"),
    refers("documents", "document_id"),
    refers("documents", "source_id"),
    refers("documents", "corrects_id"),
    refers("billings", "billing_id"),
    refers("contracts", "contract_id"),
    UniqueConstraint("company_id", "billing_id"),
    Index(None, "company_id", "source_id"),
    Index(None, "company_id", "contract_id"),
    Index("invoices_due", "company_id", "due_on", postgresql_where=text("closed_at is null")),
)

# The five actions of a validation: each done once, shown as it goes.
invoice_actions = owned(
    "invoice_actions",
    ("document_id", "name"),
    Column("document_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("state", Text, nullable=False, server_default="due"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    words("error"),
    moment("done_at"),
    refers("invoices", "document_id", to=("document_id",)),
    CheckConstraint("state in ('due', 'done', 'by_hand')", name="state"),
)

payments = owned(
    "payments",
    ("id",),
    Column("id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),  # negative: a refund
    Column("method", Text, nullable=False),
    Column("received_on", Date, nullable=False),
    words("reference"),
    Column("provider_key", Text),  # the provider's own id of the event
    Column("user_id", Text),
    words("note"),
    moment("created_at", null=False),
    refers("invoices", "document_id", to=("document_id",)),
    refers("users", "user_id"),
    CheckConstraint(
        "method in ('cash', 'cheque', 'card', 'transfer', 'stripe', 'paypal', 'test')",
        name="method",
    ),
    UniqueConstraint("company_id", "provider_key"),
    Index(None, "company_id", "document_id"),
)

entries = owned(
    "entries",
    ("id",),
    Column("id", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("key", Text, nullable=False),  # of the event: booked once
    Column("day", Date, nullable=False),
    Column("journal", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("piece", Text, nullable=False),
    Column("piece_day", Date, nullable=False),
    Column("document_id", Text),
    moment("booked_at", null=False),
    refers("documents", "document_id"),
    UniqueConstraint("company_id", "key"),
    UniqueConstraint("company_id", "year", "number"),
    Index(None, "company_id", "day", "number"),
)

entry_lines = owned(
    "entry_lines",
    ("entry_id", "position"),
    Column("entry_id", Text, nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("account", Text, nullable=False),
    words("auxiliary"),
    Column("debit", BigInteger, nullable=False, server_default="0"),
    Column("credit", BigInteger, nullable=False, server_default="0"),
    words("letter"),
    Column("lettered_on", Date),
    refers("entries", "entry_id"),
    CheckConstraint("debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)", name="one_side"),
    Index(None, "company_id", "account", "auxiliary"),
)
