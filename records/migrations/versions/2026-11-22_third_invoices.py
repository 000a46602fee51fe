"""Invoices with their five actions, payments, and the books."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_invoices"
down_revision = "2026_11_22_statements"
branch_labels = None
depends_on = None

OWNED = ("invoices", "invoice_actions", "payments", "entries", "entry_lines")

# What was paid and what is in the books is never changed: it is corrected by more of the same.
GRANTS = """
GRANT SELECT, INSERT, UPDATE ON invoices, invoice_actions TO aval_app;

GRANT SELECT, INSERT ON payments, entries, entry_lines TO aval_app;

GRANT UPDATE (letter, lettered_on) ON entry_lines TO aval_app;

GRANT DELETE ON invoices, invoice_actions TO aval_app
"""


def upgrade() -> None:
    _tables()
    for statement in GRANTS.split(";\n\n"):
        op.execute(statement)
    for table in OWNED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own ON {table} USING (company_id = current_setting('aval.company', true))")


def _tables() -> None:
    op.create_table(
        "entries",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("piece", sa.Text(), nullable=False),
        sa.Column("piece_day", sa.Date(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=True),
        sa.Column("booked_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "document_id"],
            ["documents.company_id", "documents.id"],
            name=op.f("entries_company_id_document_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("entries_company_id_fkey")),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("entries_pkey")),
        sa.UniqueConstraint("company_id", "key", name=op.f("entries_company_id_key_key")),
        sa.UniqueConstraint("company_id", "year", "number", name=op.f("entries_company_id_year_number_key")),
    )
    op.create_index(
        op.f("entries_company_id_day_number"), "entries", ["company_id", "day", "number"], unique=False
    )
    op.create_table(
        "entry_lines",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("auxiliary", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("debit", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("credit", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("letter", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("lettered_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)", name=op.f("entry_lines_one_side")
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "entry_id"],
            ["entries.company_id", "entries.id"],
            name=op.f("entry_lines_company_id_entry_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("entry_lines_company_id_fkey")),
        sa.PrimaryKeyConstraint("company_id", "entry_id", "position", name=op.f("entry_lines_pkey")),
    )
    op.create_index(
        op.f("entry_lines_company_id_account_auxiliary"),
        "entry_lines",
        ["company_id", "account", "auxiliary"],
        unique=False,
    )
    op.create_table(
        "invoices",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("billing_id", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("contract_id", sa.Text(), nullable=True),
        sa.Column("corrects_id", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("send_on", sa.Date(), nullable=True),
        sa.Column("paid", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("credited", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("retention", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("released", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("release_on", sa.Date(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("pause_reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("closed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id", "billing_id"],
            ["billings.company_id", "billings.id"],
            name=op.f("invoices_company_id_billing_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "contract_id"],
            ["contracts.company_id", "contracts.id"],
            name=op.f("invoices_company_id_contract_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "corrects_id"],
            ["documents.company_id", "documents.id"],
            name=op.f("invoices_company_id_corrects_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "document_id"],
            ["documents.company_id", "documents.id"],
            name=op.f("invoices_company_id_document_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "source_id"],
            ["documents.company_id", "documents.id"],
            name=op.f("invoices_company_id_source_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("invoices_company_id_fkey")),
        sa.PrimaryKeyConstraint("company_id", "document_id", name=op.f("invoices_pkey")),
        sa.UniqueConstraint("company_id", "billing_id", name=op.f("invoices_company_id_billing_id_key")),
    )
    op.create_index(
        op.f("invoices_company_id_contract_id"), "invoices", ["company_id", "contract_id"], unique=False
    )
    op.create_index(
        op.f("invoices_company_id_source_id"), "invoices", ["company_id", "source_id"], unique=False
    )
    op.create_index(
        "invoices_due",
        "invoices",
        ["company_id", "due_on"],
        unique=False,
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_table(
        "invoice_actions",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="due", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("done_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('due', 'done', 'by_hand')", name=op.f("invoice_actions_state")),
        sa.ForeignKeyConstraint(
            ["company_id", "document_id"],
            ["invoices.company_id", "invoices.document_id"],
            name=op.f("invoice_actions_company_id_document_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("invoice_actions_company_id_fkey")
        ),
        sa.PrimaryKeyConstraint("company_id", "document_id", "name", name=op.f("invoice_actions_pkey")),
    )
    op.create_table(
        "payments",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("provider_key", sa.Text(), nullable=True),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "method in ('cash', 'cheque', 'card', 'transfer', 'stripe', 'paypal', 'test')",
            name=op.f("payments_method"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "document_id"],
            ["invoices.company_id", "invoices.document_id"],
            name=op.f("payments_company_id_document_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "user_id"],
            ["users.company_id", "users.id"],
            name=op.f("payments_company_id_user_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("payments_company_id_fkey")),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("payments_pkey")),
        sa.UniqueConstraint("company_id", "provider_key", name=op.f("payments_company_id_provider_key_key")),
    )
    op.create_index(
        op.f("payments_company_id_document_id"), "payments", ["company_id", "document_id"], unique=False
    )
    op.add_column(
        "clients", sa.Column("on_approval", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("clients", sa.Column("auxiliary", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column(
        "companies",
        sa.Column(
            "invoicing",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
    )


def downgrade() -> None:
    for table in ("entry_lines", "entries", "payments", "invoice_actions", "invoices"):
        op.execute(f"DROP TABLE {table}")
    op.drop_column("clients", "on_approval")
    op.drop_column("clients", "auxiliary")
    op.drop_column("companies", "invoicing")
