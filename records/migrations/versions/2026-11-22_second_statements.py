"""Contracts, progress statements, the approvers of a version, and what was accepted of it for invoicing."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_statements"
down_revision = "2026_11_22_first"
branch_labels = None
depends_on = None

OWNED = (
    "chain_templates",
    "contracts",
    "approval_steps",
    "contract_parts",
    "billings",
    "turns",
)

# The application may never change what was accepted, nor forget who was asked.
GRANTS = """
GRANT SELECT, INSERT, UPDATE ON chain_templates, contracts, approval_steps, contract_parts, billings, turns
    TO aval_app;

GRANT DELETE ON chain_templates, contract_parts TO aval_app;

REVOKE UPDATE ON billings, contract_parts FROM aval_app;

GRANT UPDATE (voided_at) ON billings TO aval_app
"""

# What was accepted before there were contracts: each accepted quote becomes one.
BEFORE = """
UPDATE documents SET payable = gross;

UPDATE answers SET payable = gross;

INSERT INTO contracts (company_id, id, quote_id, client_id, job_id, conditions, created_at)
SELECT d.company_id, 'ctr_' || d.id, d.id, d.client_id, d.job_id,
    jsonb_build_object(
        'retention_percent', convert_from(v.content, 'UTF8')::jsonb ->> 'retention_percent'
    ),
    a.answered_at
FROM documents d
JOIN versions v ON v.company_id = d.company_id AND v.document_id = d.id AND v.version = d.version
JOIN answers a ON a.company_id = d.company_id AND a.document_id = d.id AND a.version = d.version
    AND a.action <> 'hold' AND a.reopened_at IS NULL
WHERE d.kind = 'quote' AND d.state IN ('approved', 'signed');

INSERT INTO contract_parts (company_id, contract_id, document_id, version, chosen, accepted_at)
SELECT c.company_id, c.id, a.document_id, a.version, a.chosen, a.answered_at
FROM contracts c
JOIN documents d ON d.company_id = c.company_id AND d.id = c.quote_id
JOIN answers a ON a.company_id = d.company_id AND a.document_id = d.id AND a.version = d.version
    AND a.action <> 'hold' AND a.reopened_at IS NULL
"""
READ_BEFORE = ("documents", "versions", "answers")

# The code of before knows no statements, and what was answered to one is evidence: it is not thrown away.
MAY_GO_BACK = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM documents WHERE kind = 'statement') THEN
        RAISE EXCEPTION 'statements were begun: restore the backup from before the upgrade instead';
    END IF;
END $$
"""


def upgrade() -> None:
    _tables()
    for table in READ_BEFORE:  # the owner sees every company's rows while it moves them
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    for statement in (*GRANTS.split(";\n\n"), *BEFORE.split(";\n\n")):
        op.execute(statement)
    for table in READ_BEFORE:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for table in OWNED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own ON {table} USING (company_id = current_setting('aval.company', true))")


def _tables() -> None:
    op.create_table(
        "chain_templates",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("chain", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("updated_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("chain_templates_company_id_fkey")
        ),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("chain_templates_pkey")),
        sa.UniqueConstraint("company_id", "name", name=op.f("chain_templates_company_id_name_key")),
    )
    op.create_table(
        "contracts",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("quote_id", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("job_id", sa.Text(), nullable=True),
        sa.Column(
            "conditions",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "client_id"],
            ["clients.company_id", "clients.id"],
            name=op.f("contracts_company_id_client_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "job_id"],
            ["jobs.company_id", "jobs.id"],
            name=op.f("contracts_company_id_job_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "quote_id"],
            ["documents.company_id", "documents.id"],
            name=op.f("contracts_company_id_quote_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("contracts_company_id_fkey")),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("contracts_pkey")),
        sa.UniqueConstraint("company_id", "quote_id", name=op.f("contracts_company_id_quote_id_key")),
    )
    op.create_index(op.f("contracts_company_id_job_id"), "contracts", ["company_id", "job_id"], unique=False)
    op.create_table(
        "approval_steps",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("at_deadline", sa.Text(), nullable=False),
        sa.Column("escalate_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("escalate_email", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("opened_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("due_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("lapsed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("deemed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "at_deadline in ('remind', 'escalate', 'deem')", name=op.f("approval_steps_at_deadline")
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "document_id", "version"],
            ["versions.company_id", "versions.document_id", "versions.version"],
            name=op.f("approval_steps_company_id_document_id_version_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("approval_steps_company_id_fkey")
        ),
        sa.PrimaryKeyConstraint(
            "company_id", "document_id", "version", "step", name=op.f("approval_steps_pkey")
        ),
    )
    op.create_table(
        "contract_parts",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("chosen", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("accepted_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "contract_id"],
            ["contracts.company_id", "contracts.id"],
            name=op.f("contract_parts_company_id_contract_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "document_id", "version"],
            ["versions.company_id", "versions.document_id", "versions.version"],
            name=op.f("contract_parts_company_id_document_id_version_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("contract_parts_company_id_fkey")
        ),
        sa.PrimaryKeyConstraint("company_id", "contract_id", "document_id", name=op.f("contract_parts_pkey")),
    )
    op.create_table(
        "billings",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("figures", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("payable", sa.BigInteger(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("voided_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('deposit', 'progress')", name=op.f("billings_kind")),
        sa.ForeignKeyConstraint(
            ["company_id", "answer_id"],
            ["answers.company_id", "answers.id"],
            name=op.f("billings_company_id_answer_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "contract_id"],
            ["contracts.company_id", "contracts.id"],
            name=op.f("billings_company_id_contract_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "document_id", "version"],
            ["versions.company_id", "versions.document_id", "versions.version"],
            name=op.f("billings_company_id_document_id_version_fkey"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("billings_company_id_fkey")),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("billings_pkey")),
        sa.UniqueConstraint("company_id", "answer_id", name=op.f("billings_company_id_answer_id_key")),
    )
    op.create_index(
        op.f("billings_company_id_contract_id"), "billings", ["company_id", "contract_id"], unique=False
    )
    op.create_table(
        "turns",
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("person", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("instead_of", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("link_id", sa.Text(), nullable=True),
        sa.Column("answer_id", sa.Text(), nullable=True),
        sa.Column("opened_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("decided_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('waiting', 'open', 'approved', 'rejected', 'closed')", name=op.f("turns_state")
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "answer_id"],
            ["answers.company_id", "answers.id"],
            name=op.f("turns_company_id_answer_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "document_id", "version", "step"],
            [
                "approval_steps.company_id",
                "approval_steps.document_id",
                "approval_steps.version",
                "approval_steps.step",
            ],
            name=op.f("turns_company_id_document_id_version_step_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id", "link_id"],
            ["links.company_id", "links.id"],
            name=op.f("turns_company_id_link_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("turns_company_id_fkey")),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("turns_pkey")),
    )
    op.create_index(
        op.f("turns_company_id_document_id_version"),
        "turns",
        ["company_id", "document_id", "version"],
        unique=False,
    )
    op.add_column("answers", sa.Column("payable", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column(
        "answers",
        sa.Column(
            "admitted",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column(
        "answers", sa.Column("settles", sa.Boolean(), server_default=sa.text("true"), nullable=False)
    )
    op.add_column("documents", sa.Column("payable", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("documents", sa.Column("contract_id", sa.Text(), nullable=True))
    op.add_column("documents", sa.Column("ordinal", sa.Integer(), nullable=True))
    op.add_column(
        "documents", sa.Column("in_part", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column(
        "documents", sa.Column("to_bill", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.create_index(
        op.f("documents_company_id_contract_id"), "documents", ["company_id", "contract_id"], unique=False
    )
    op.create_index(
        "documents_one_statement_per_ordinal",
        "documents",
        ["company_id", "contract_id", "ordinal"],
        unique=True,
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_foreign_key(
        "documents_company_id_contract_id_fkey",
        "documents",
        "contracts",
        ["company_id", "contract_id"],
        ["company_id", "id"],
    )
    op.add_column(
        "jobs",
        sa.Column(
            "chain",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.drop_constraint("answers_given_by", "answers")
    op.create_check_constraint(
        op.f("answers_given_by"), "answers", "given_by in ('client', 'staff', 'system')"
    )
    op.drop_constraint("answers_action", "answers")
    op.create_check_constraint(
        op.f("answers_action"),
        "answers",
        "action in ('approve', 'reject', 'hold', 'sign', 'mark_accepted', 'deem')",
    )
    op.drop_index("answers_one_final_per_version", "answers")
    op.create_index(
        "answers_one_final_per_version",
        "answers",
        ["company_id", "document_id", "version"],
        unique=True,
        postgresql_where=sa.text("action <> 'hold' and reopened_at is null and settles"),
    )


def downgrade() -> None:
    op.execute("ALTER TABLE documents NO FORCE ROW LEVEL SECURITY")
    op.execute(MAY_GO_BACK)
    op.execute("ALTER TABLE documents FORCE ROW LEVEL SECURITY")
    op.drop_index("documents_one_statement_per_ordinal", "documents")
    op.drop_constraint("documents_company_id_contract_id_fkey", "documents")
    for table in reversed(OWNED):
        op.execute(f"DROP TABLE {table} CASCADE")
    op.drop_index("answers_one_final_per_version", "answers")
    for table, columns in {
        "jobs": ("chain",),
        "documents": ("payable", "contract_id", "ordinal", "in_part", "to_bill"),
        "answers": ("payable", "admitted", "settles"),
    }.items():
        for column in columns:
            op.drop_column(table, column)
    op.create_index(
        "answers_one_final_per_version",
        "answers",
        ["company_id", "document_id", "version"],
        unique=True,
        postgresql_where=sa.text("action <> 'hold' and reopened_at is null"),
    )
    op.drop_constraint("answers_given_by", "answers")
    op.create_check_constraint(op.f("answers_given_by"), "answers", "given_by in ('client', 'staff')")
    op.drop_constraint("answers_action", "answers")
    op.create_check_constraint(
        op.f("answers_action"), "answers", "action in ('approve', 'reject', 'hold', 'sign', 'mark_accepted')"
    )
