"""The first tables, their walls between companies, and what the application may do with them."""

from alembic import op

revision = "2026_11_22_first"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE companies (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT DEFAULT 'FR' NOT NULL,
    locale TEXT DEFAULT 'fr' NOT NULL,
    timezone TEXT DEFAULT 'Europe/Paris' NOT NULL,
    currency TEXT DEFAULT 'EUR' NOT NULL,
    address TEXT[] DEFAULT '{}' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    legal JSONB DEFAULT '{}'::jsonb NOT NULL,
    accent TEXT DEFAULT '#2347C5' NOT NULL,
    mentions JSONB DEFAULT '{}'::jsonb NOT NULL,
    reminders JSONB DEFAULT '{}'::jsonb NOT NULL,
    qr_code BOOLEAN DEFAULT true NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT companies_pkey PRIMARY KEY (id)
);

CREATE UNLOGGED TABLE limits (
    bucket TEXT NOT NULL,
    used INTEGER NOT NULL,
    until TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT limits_pkey PRIMARY KEY (bucket)
);

CREATE TABLE audit_events (
    company_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    act_id TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    kind TEXT NOT NULL,
    document_id TEXT,
    version INTEGER,
    actor TEXT NOT NULL,
    data JSONB DEFAULT '{}'::jsonb NOT NULL,
    previous BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT audit_events_pkey PRIMARY KEY (company_id, seq),
    CONSTRAINT audit_events_company_id_act_id_key UNIQUE (company_id, act_id),
    CONSTRAINT audit_events_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE INDEX audit_events_company_id_document_id_seq ON audit_events (company_id, document_id, seq);

CREATE TABLE audit_heads (
    company_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    seal BYTEA NOT NULL,
    CONSTRAINT audit_heads_pkey PRIMARY KEY (company_id),
    CONSTRAINT audit_heads_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE TABLE clients (
    company_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    kind TEXT DEFAULT 'business' NOT NULL,
    contact TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    address TEXT[] DEFAULT '{}' NOT NULL,
    siren TEXT DEFAULT '' NOT NULL,
    vat_id TEXT DEFAULT '' NOT NULL,
    locale TEXT DEFAULT 'fr' NOT NULL,
    billing TEXT DEFAULT 'per_order' NOT NULL,
    paperless BOOLEAN DEFAULT true NOT NULL,
    attach_pdf BOOLEAN DEFAULT false NOT NULL,
    staff_may_answer BOOLEAN DEFAULT false NOT NULL,
    trust TEXT DEFAULT 'anyone' NOT NULL,
    mail_failed_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT clients_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT clients_kind CHECK (kind in ('business', 'consumer')),
    CONSTRAINT clients_billing CHECK (billing in ('per_order', 'month_end')),
    CONSTRAINT clients_trust CHECK (trust in ('anyone', 'confirmed')),
    CONSTRAINT clients_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE TABLE counters (
    company_id TEXT NOT NULL,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT counters_pkey PRIMARY KEY (company_id, series, year),
    CONSTRAINT counters_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE TABLE idempotency_keys (
    company_id TEXT NOT NULL,
    key TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    status SMALLINT,
    reply JSONB,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (company_id, key),
    CONSTRAINT idempotency_keys_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE TABLE mail_templates (
    company_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    locale TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT mail_templates_pkey PRIMARY KEY (company_id, kind, locale),
    CONSTRAINT mail_templates_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE TABLE terms (
    company_id TEXT NOT NULL,
    id TEXT NOT NULL,
    locale TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT terms_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT terms_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE TABLE users (
    company_id TEXT NOT NULL,
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT 'member' NOT NULL,
    locale TEXT DEFAULT 'fr' NOT NULL,
    password_hash TEXT NOT NULL,
    disabled_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT users_role CHECK (role in ('admin', 'member')),
    CONSTRAINT users_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id),
    CONSTRAINT users_email_key UNIQUE (email)
);

CREATE TABLE api_tokens (
    company_id TEXT NOT NULL,
    id TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT api_tokens_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT api_tokens_company_id_user_id_fkey FOREIGN KEY(company_id, user_id) REFERENCES users (company_id, id),
    CONSTRAINT api_tokens_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id),
    CONSTRAINT api_tokens_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE jobs (
    company_id TEXT NOT NULL,
    id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    title TEXT NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    technical_email TEXT DEFAULT '' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT jobs_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT jobs_company_id_client_id_fkey FOREIGN KEY(company_id, client_id) REFERENCES clients (company_id, id),
    CONSTRAINT jobs_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE INDEX jobs_company_id_client_id ON jobs (company_id, client_id);

CREATE TABLE sessions (
    company_id TEXT NOT NULL,
    id_hash BYTEA NOT NULL,
    user_id TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    user_agent TEXT DEFAULT '' NOT NULL,
    ip TEXT DEFAULT '' NOT NULL,
    CONSTRAINT sessions_pkey PRIMARY KEY (company_id, id_hash),
    CONSTRAINT sessions_company_id_user_id_fkey FOREIGN KEY(company_id, user_id) REFERENCES users (company_id, id),
    CONSTRAINT sessions_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id),
    CONSTRAINT sessions_id_hash_key UNIQUE (id_hash)
);

CREATE INDEX sessions_company_id_user_id ON sessions (company_id, user_id);

CREATE TABLE documents (
    company_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    client_id TEXT NOT NULL,
    job_id TEXT,
    created_by TEXT NOT NULL,
    state TEXT DEFAULT 'draft' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    title TEXT NOT NULL,
    version INTEGER DEFAULT '0' NOT NULL,
    net BIGINT DEFAULT '0' NOT NULL,
    gross BIGINT DEFAULT '0' NOT NULL,
    draft JSONB,
    draft_revision INTEGER DEFAULT '0' NOT NULL,
    valid_until DATE,
    held_until DATE,
    resumed_at TIMESTAMP WITH TIME ZONE,
    sent_at TIMESTAMP WITH TIME ZONE,
    answered_at TIMESTAMP WITH TIME ZONE,
    withdrawal JSONB,
    reminders BOOLEAN DEFAULT true NOT NULL,
    search TEXT DEFAULT '' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT documents_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT documents_company_id_client_id_fkey FOREIGN KEY(company_id, client_id) REFERENCES clients (company_id, id),
    CONSTRAINT documents_company_id_job_id_fkey FOREIGN KEY(company_id, job_id) REFERENCES jobs (company_id, id),
    CONSTRAINT documents_company_id_created_by_fkey FOREIGN KEY(company_id, created_by) REFERENCES users (company_id, id),
    CONSTRAINT documents_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE INDEX documents_company_id_client_id ON documents (company_id, client_id);

CREATE INDEX documents_company_id_job_id ON documents (company_id, job_id);

CREATE INDEX documents_company_id_state_updated_at_id ON documents (company_id, state, updated_at, id);

CREATE INDEX documents_company_id_updated_at_id ON documents (company_id, updated_at, id);

CREATE INDEX documents_search ON documents USING gin (to_tsvector('simple', search));

CREATE TABLE job_referents (
    company_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    CONSTRAINT job_referents_pkey PRIMARY KEY (company_id, job_id, user_id),
    CONSTRAINT job_referents_company_id_job_id_fkey FOREIGN KEY(company_id, job_id) REFERENCES jobs (company_id, id),
    CONSTRAINT job_referents_company_id_user_id_fkey FOREIGN KEY(company_id, user_id) REFERENCES users (company_id, id),
    CONSTRAINT job_referents_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE TABLE files (
    company_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    name TEXT NOT NULL,
    document_id TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT files_pkey PRIMARY KEY (company_id, sha256),
    CONSTRAINT files_company_id_document_id_fkey FOREIGN KEY(company_id, document_id) REFERENCES documents (company_id, id),
    CONSTRAINT files_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE TABLE letters (
    company_id TEXT NOT NULL,
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    document_id TEXT,
    version INTEGER,
    kind TEXT NOT NULL,
    audience TEXT NOT NULL,
    to_email TEXT NOT NULL,
    to_name TEXT DEFAULT '' NOT NULL,
    cc TEXT[] DEFAULT '{}' NOT NULL,
    locale TEXT NOT NULL,
    details JSONB DEFAULT '{}'::jsonb NOT NULL,
    state TEXT DEFAULT 'due' NOT NULL,
    message_id TEXT NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    error TEXT DEFAULT '' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    lease_until TIMESTAMP WITH TIME ZONE,
    sent_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT letters_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT letters_company_id_key_to_email_key UNIQUE (company_id, key, to_email),
    CONSTRAINT letters_company_id_document_id_fkey FOREIGN KEY(company_id, document_id) REFERENCES documents (company_id, id),
    CONSTRAINT letters_audience CHECK (audience in ('client', 'staff')),
    CONSTRAINT letters_state CHECK (state in ('due', 'sending', 'sent', 'failed', 'dropped')),
    CONSTRAINT letters_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE INDEX letters_company_id_document_id ON letters (company_id, document_id);

CREATE INDEX letters_unsent ON letters (company_id, created_at) WHERE state in ('due', 'sending', 'failed');

CREATE TABLE links (
    company_id TEXT NOT NULL,
    id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    seed BYTEA NOT NULL,
    token_hash BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE,
    revoked_at TIMESTAMP WITH TIME ZONE,
    seen_at TIMESTAMP WITH TIME ZONE,
    seen_version INTEGER,
    CONSTRAINT links_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT links_company_id_document_id_fkey FOREIGN KEY(company_id, document_id) REFERENCES documents (company_id, id),
    CONSTRAINT links_purpose CHECK (purpose in ('mail', 'paper', 'share')),
    CONSTRAINT links_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id),
    CONSTRAINT links_token_hash_key UNIQUE (token_hash)
);

CREATE INDEX links_company_id_document_id ON links (company_id, document_id);

CREATE UNIQUE INDEX links_one_live_per_recipient ON links (company_id, document_id, purpose, email) WHERE revoked_at is null;

CREATE TABLE outbox (
    company_id TEXT NOT NULL,
    id BIGINT GENERATED BY DEFAULT AS IDENTITY,
    document_id TEXT NOT NULL,
    signal TEXT NOT NULL,
    act_id TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    next_attempt_at TIMESTAMP WITH TIME ZONE NOT NULL,
    error TEXT DEFAULT '' NOT NULL,
    delivered_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT outbox_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT outbox_company_id_document_id_fkey FOREIGN KEY(company_id, document_id) REFERENCES documents (company_id, id),
    CONSTRAINT outbox_company_id_act_id_key UNIQUE (company_id, act_id),
    CONSTRAINT outbox_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE INDEX outbox_waiting ON outbox (next_attempt_at, id) WHERE delivered_at is null;

CREATE TABLE versions (
    company_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    content BYTEA NOT NULL,
    sha256 TEXT NOT NULL,
    message TEXT DEFAULT '' NOT NULL,
    published_by TEXT NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE NOT NULL,
    pdf_sha256 TEXT,
    CONSTRAINT versions_pkey PRIMARY KEY (company_id, document_id, version),
    CONSTRAINT versions_company_id_document_id_fkey FOREIGN KEY(company_id, document_id) REFERENCES documents (company_id, id),
    CONSTRAINT versions_company_id_published_by_fkey FOREIGN KEY(company_id, published_by) REFERENCES users (company_id, id),
    CONSTRAINT versions_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE TABLE answers (
    company_id TEXT NOT NULL,
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    action TEXT NOT NULL,
    given_by TEXT NOT NULL,
    user_id TEXT,
    link_id TEXT,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    comment TEXT DEFAULT '' NOT NULL,
    hold_until DATE,
    chosen TEXT[] DEFAULT '{}' NOT NULL,
    net BIGINT NOT NULL,
    gross BIGINT NOT NULL,
    evidence JSONB DEFAULT '{}'::jsonb NOT NULL,
    answered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reopened_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT answers_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT answers_company_id_document_id_key_key UNIQUE (company_id, document_id, key),
    CONSTRAINT answers_company_id_document_id_version_fkey FOREIGN KEY(company_id, document_id, version) REFERENCES versions (company_id, document_id, version),
    CONSTRAINT answers_company_id_link_id_fkey FOREIGN KEY(company_id, link_id) REFERENCES links (company_id, id),
    CONSTRAINT answers_company_id_user_id_fkey FOREIGN KEY(company_id, user_id) REFERENCES users (company_id, id),
    CONSTRAINT answers_given_by CHECK (given_by in ('client', 'staff')),
    CONSTRAINT answers_action CHECK (action in ('approve', 'reject', 'hold', 'sign', 'mark_accepted')),
    CONSTRAINT answers_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE INDEX answers_company_id_document_id_answered_at ON answers (company_id, document_id, answered_at);

CREATE UNIQUE INDEX answers_one_final_per_version ON answers (company_id, document_id, version) WHERE action <> 'hold' and reopened_at is null;

CREATE TABLE codes (
    company_id TEXT NOT NULL,
    id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    email TEXT NOT NULL,
    seed BYTEA NOT NULL,
    attempts_left SMALLINT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    voided_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT codes_pkey PRIMARY KEY (company_id, id),
    CONSTRAINT codes_company_id_document_id_version_fkey FOREIGN KEY(company_id, document_id, version) REFERENCES versions (company_id, document_id, version),
    CONSTRAINT codes_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE INDEX codes_company_id_document_id_email ON codes (company_id, document_id, email);

CREATE TABLE comment_drafts (
    company_id TEXT NOT NULL,
    link_id TEXT NOT NULL,
    line_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT comment_drafts_pkey PRIMARY KEY (company_id, link_id, line_id),
    CONSTRAINT comment_drafts_company_id_link_id_fkey FOREIGN KEY(company_id, link_id) REFERENCES links (company_id, id),
    CONSTRAINT comment_drafts_company_id_document_id_fkey FOREIGN KEY(company_id, document_id) REFERENCES documents (company_id, id),
    CONSTRAINT comment_drafts_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE TABLE line_comments (
    company_id TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    line_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    text TEXT NOT NULL,
    resolved_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT line_comments_pkey PRIMARY KEY (company_id, answer_id, line_id),
    CONSTRAINT line_comments_company_id_answer_id_fkey FOREIGN KEY(company_id, answer_id) REFERENCES answers (company_id, id),
    CONSTRAINT line_comments_company_id_document_id_fkey FOREIGN KEY(company_id, document_id) REFERENCES documents (company_id, id),
    CONSTRAINT line_comments_company_id_fkey FOREIGN KEY(company_id) REFERENCES companies (id)
);

CREATE INDEX line_comments_company_id_document_id ON line_comments (company_id, document_id)
"""

# The application may never change what is evidence, nor delete what was sent.
GRANTS = """
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO aval_app;

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO aval_app;

GRANT DELETE ON documents, comment_drafts, job_referents, mail_templates, limits, idempotency_keys TO aval_app;

REVOKE UPDATE ON audit_events, versions, answers, files, terms FROM aval_app;

GRANT UPDATE (pdf_sha256) ON versions TO aval_app;

GRANT UPDATE (reopened_at) ON answers TO aval_app
"""

OWNED = (
    "audit_events",
    "audit_heads",
    "clients",
    "counters",
    "idempotency_keys",
    "mail_templates",
    "terms",
    "users",
    "api_tokens",
    "jobs",
    "sessions",
    "documents",
    "job_referents",
    "files",
    "letters",
    "links",
    "outbox",
    "versions",
    "answers",
    "codes",
    "comment_drafts",
    "line_comments",
)
BY_SECRET = {"links": "token_hash", "sessions": "id_hash", "api_tokens": "token_hash"}
BY_EMAIL = ("users", "clients")
OVER_EVERYONE = ("companies", "documents", "letters", "outbox")


def upgrade() -> None:
    for statement in (*TABLES.split(";\n\n"), *GRANTS.split(";\n\n")):
        op.execute(statement)
    for table in ("companies", *OWNED):
        key = "id" if table == "companies" else "company_id"
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own ON {table} USING ({key} = current_setting('aval.company', true))")
    for table, column in BY_SECRET.items():
        presented = f"encode({column}, 'hex') = current_setting('aval.presented', true)"
        op.execute(f"CREATE POLICY presented ON {table} FOR SELECT USING ({presented})")
    for table in BY_EMAIL:
        presented = "email = current_setting('aval.presented', true)"
        op.execute(f"CREATE POLICY presented ON {table} FOR SELECT USING ({presented})")
    for table in OVER_EVERYONE:
        access = "ALL" if table == "outbox" else "SELECT"
        everyone = "current_setting('aval.everyone', true) = 'on'"
        op.execute(f"CREATE POLICY everyone ON {table} FOR {access} USING ({everyone})")


def downgrade() -> None:
    for table in reversed(("companies", "limits", *OWNED)):
        op.execute(f"DROP TABLE {table}")
