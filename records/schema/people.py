"""Who: companies, their staff, their clients and jobs."""

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from records.schema.base import data, flag, metadata, moment, owned, refers, words

companies = Table(
    "companies",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", Text, nullable=False, server_default="FR"),
    Column("locale", Text, nullable=False, server_default="fr"),
    Column("timezone", Text, nullable=False, server_default="Europe/Paris"),
    Column("currency", Text, nullable=False, server_default="EUR"),
    Column("address", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    words("email"),
    words("phone"),
    data("legal"),
    Column("accent", Text, nullable=False, server_default="#2347C5"),
    data("mentions"),
    data("reminders"),
    data("invoicing"),
    flag("qr_code", on=True),
    moment("created_at", null=False),
)

users = owned(
    "users",
    ("id",),
    Column("id", Text, nullable=False),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    words("phone"),
    Column("role", Text, nullable=False, server_default="member"),
    Column("locale", Text, nullable=False, server_default="fr"),
    Column("password_hash", Text, nullable=False),
    moment("disabled_at"),
    moment("created_at", null=False),
    CheckConstraint("role in ('admin', 'member')", name="role"),
)

sessions = owned(
    "sessions",
    ("id_hash",),
    Column("id_hash", LargeBinary, nullable=False, unique=True),
    Column("user_id", Text, nullable=False),
    moment("created_at", null=False),
    moment("seen_at", null=False),
    moment("expires_at", null=False),
    moment("revoked_at"),
    words("user_agent"),
    words("ip"),
    refers("users", "user_id"),
    Index(None, "company_id", "user_id"),
)

api_tokens = owned(
    "api_tokens",
    ("id",),
    Column("id", Text, nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("user_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    moment("created_at", null=False),
    moment("revoked_at"),
    refers("users", "user_id"),
)

clients = owned(
    "clients",
    ("id",),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default="business"),
    words("contact"),
    words("phone"),
    Column("address", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    words("siren"),
    words("vat_id"),
    Column("locale", Text, nullable=False, server_default="fr"),
    Column("billing", Text, nullable=False, server_default="per_order"),
    flag("paperless", on=True),
    flag("attach_pdf"),
    flag("staff_may_answer"),
    Column("trust", Text, nullable=False, server_default="anyone"),
    words("on_approval"),  # how its invoices begin; empty: as the company says
    words("auxiliary"),  # its own account in the customer ledger, from its first invoice on
    moment("mail_failed_at"),
    moment("created_at", null=False),
    CheckConstraint("kind in ('business', 'consumer')", name="kind"),
    CheckConstraint("billing in ('per_order', 'month_end')", name="billing"),
    CheckConstraint("trust in ('anyone', 'confirmed')", name="trust"),
)

jobs = owned(
    "jobs",
    ("id",),
    Column("id", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    words("address"),
    words("technical_email"),
    Column("chain", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    moment("created_at", null=False),
    refers("clients", "client_id"),
    Index(None, "company_id", "client_id"),
)

job_referents = owned(
    "job_referents",
    ("job_id", "user_id"),
    Column("job_id", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    refers("jobs", "job_id"),
    refers("users", "user_id"),
)

terms = owned(
    "terms",
    ("id",),
    Column("id", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    moment("created_at", null=False),
)

mail_templates = owned(
    "mail_templates",
    ("kind", "locale"),
    Column("kind", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    moment("updated_at", null=False),
)
