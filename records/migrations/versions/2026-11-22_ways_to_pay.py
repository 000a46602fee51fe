"""Ways to pay: attempts at providers, what they told, what a person must look at, what the bank says."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_ways_to_pay"
down_revision = "2026_11_22_invoices"
branch_labels = None
depends_on = None

OWNED = ("payment_attempts", "payment_events", "payment_findings", "hosted_payments", "bank_lines")

# What a provider told and what the bank says is never rewritten: only what became of it is noted.
GRANTS = """
GRANT SELECT, INSERT ON payment_attempts, payment_events, payment_findings, hosted_payments, bank_lines TO aval_app;

GRANT UPDATE (state, object_id, url, payment_id, reason, updated_at) ON payment_attempts TO aval_app;

GRANT UPDATE (settled_at, settled_by, note) ON payment_findings TO aval_app;

GRANT UPDATE (state) ON hosted_payments TO aval_app;

GRANT UPDATE (state, settled_at, settled_by, note) ON bank_lines TO aval_app
"""


def upgrade() -> None:
    _tables()
    for statement in GRANTS.split(";\n\n"):
        op.execute(statement)
    for table in OWNED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own ON {table} USING (company_id = current_setting('aval.company', true))")


def downgrade() -> None:
    for table in ("payment_findings", "payment_attempts", "payment_events", "hosted_payments", "bank_lines"):
        op.execute(f"DROP TABLE {table}")


def _tables() -> None:
    op.create_table(
        "hosted_payments",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("attempt_id", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("back", sa.Text(), nullable=False),
        sa.Column("away", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('open', 'pending', 'succeeded', 'failed', 'expired')",
            name=op.f("hosted_payments_state"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("hosted_payments_company_id_fkey")
        ),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("hosted_payments_pkey")),
        sa.UniqueConstraint(
            "company_id", "attempt_id", name=op.f("hosted_payments_company_id_attempt_id_key")
        ),
    )
    op.create_table(
        "payment_events",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("attempt_id", sa.Text(), nullable=True),
        sa.Column("received_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("payment_events_company_id_fkey")
        ),
        sa.PrimaryKeyConstraint("company_id", "provider", "id", name=op.f("payment_events_pkey")),
    )
    op.create_table(
        "bank_lines",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("counterparty", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("reference", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("file", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("taken_in_by", sa.Text(), nullable=True),
        sa.Column("taken_in_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("settled_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.CheckConstraint("state in ('open', 'booked', 'aside')", name=op.f("bank_lines_state")),
        sa.CheckConstraint("amount > 0", name=op.f("bank_lines_came_in")),
        sa.ForeignKeyConstraint(
            ["company_id", "settled_by"],
            ["users.company_id", "users.id"],
            name=op.f("bank_lines_company_id_settled_by_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "taken_in_by"],
            ["users.company_id", "users.id"],
            name=op.f("bank_lines_company_id_taken_in_by_fkey"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("bank_lines_company_id_fkey")),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("bank_lines_pkey")),
        sa.UniqueConstraint("company_id", "key", name=op.f("bank_lines_company_id_key_key")),
    )
    op.create_index(
        "bank_lines_open",
        "bank_lines",
        ["company_id", "day"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "payment_attempts",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("link_id", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("object_id", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("payment_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("updated_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "provider in ('stripe', 'paypal', 'test')", name=op.f("payment_attempts_provider")
        ),
        sa.CheckConstraint(
            "state in ('open', 'pending', 'succeeded', 'failed', 'expired')",
            name=op.f("payment_attempts_state"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "document_id"],
            ["invoices.company_id", "invoices.document_id"],
            name=op.f("payment_attempts_company_id_document_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "link_id"],
            ["links.company_id", "links.id"],
            name=op.f("payment_attempts_company_id_link_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "payment_id"],
            ["payments.company_id", "payments.id"],
            name=op.f("payment_attempts_company_id_payment_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("payment_attempts_company_id_fkey")
        ),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("payment_attempts_pkey")),
        sa.UniqueConstraint(
            "company_id",
            "provider",
            "object_id",
            name=op.f("payment_attempts_company_id_provider_object_id_key"),
        ),
    )
    op.create_index(
        op.f("payment_attempts_company_id_document_id"),
        "payment_attempts",
        ["company_id", "document_id"],
        unique=False,
    )
    op.create_index(
        "payment_attempts_one_open",
        "payment_attempts",
        ["company_id", "document_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "payment_findings",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("attempt_id", sa.Text(), nullable=True),
        sa.Column("document_id", sa.Text(), nullable=True),
        sa.Column(
            "data",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column("found_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("settled_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "attempt_id"],
            ["payment_attempts.company_id", "payment_attempts.id"],
            name=op.f("payment_findings_company_id_attempt_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "document_id"],
            ["documents.company_id", "documents.id"],
            name=op.f("payment_findings_company_id_document_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "settled_by"],
            ["users.company_id", "users.id"],
            name=op.f("payment_findings_company_id_settled_by_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("payment_findings_company_id_fkey")
        ),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("payment_findings_pkey")),
        sa.UniqueConstraint("company_id", "key", name=op.f("payment_findings_company_id_key_key")),
    )
    op.create_index(
        "payment_findings_open",
        "payment_findings",
        ["company_id", "found_at"],
        unique=False,
        postgresql_where=sa.text("settled_at is null"),
    )
