"""The tables. Every key starts with `company_id`, and row-level security holds every row to its company.

Amounts are bigint cents, moments are timestamptz in UTC, states are the texts of `domain.lifecycle.State`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ck": "%(table_name)s_%(constraint_name)s",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    }
)

EMPTY_OBJECT = text("'{}'::jsonb")
EMPTY_TEXT = text("''")


def _moment(name: str, *, null: bool = True) -> Column[object]:
    return Column(name, TIMESTAMP(timezone=True), nullable=null)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null, server_default=None if null else EMPTY_TEXT)


def _flag(name: str, *, on: bool = False) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=text("true" if on else "false"))


def _json(name: str, *, null: bool = False) -> Column[object]:
    return Column(
        name, JSONB(none_as_null=True), nullable=null, server_default=None if null else EMPTY_OBJECT
    )


def _owned(name: str, key: tuple[str, ...], *columns: SchemaItem) -> Table:
    """Give a table whose rows belong to a company: the key starts with it, and it refers to it."""
    return Table(
        name,
        metadata,
        Column("company_id", Text, nullable=False),
        *columns,
        PrimaryKeyConstraint("company_id", *key),
        ForeignKeyConstraint(["company_id"], ["companies.id"]),
    )


def _refers(table: str, *columns: str, to: tuple[str, ...] = ("id",)) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["company_id", *columns], [f"{table}.company_id", *(f"{table}.{column}" for column in to)]
    )


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
    _text("email"),
    _text("phone"),
    _json("legal"),
    Column("accent", Text, nullable=False, server_default="#2347C5"),
    _json("mentions"),
    _json("reminders"),
    _flag("qr_code", on=True),
    _moment("created_at", null=False),
)

users = _owned(
    "users",
    ("id",),
    Column("id", Text, nullable=False),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    _text("phone"),
    Column("role", Text, nullable=False, server_default="member"),
    Column("locale", Text, nullable=False, server_default="fr"),
    Column("password_hash", Text, nullable=False),
    _moment("disabled_at"),
    _moment("created_at", null=False),
    CheckConstraint("role in ('admin', 'member')", name="role"),
)

sessions = _owned(
    "sessions",
    ("id_hash",),
    Column("id_hash", LargeBinary, nullable=False, unique=True),
    Column("user_id", Text, nullable=False),
    _moment("created_at", null=False),
    _moment("seen_at", null=False),
    _moment("expires_at", null=False),
    _moment("revoked_at"),
    _text("user_agent"),
    _text("ip"),
    _refers("users", "user_id"),
    Index(None, "company_id", "user_id"),
)

api_tokens = _owned(
    "api_tokens",
    ("id",),
    Column("id", Text, nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("user_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    _moment("created_at", null=False),
    _moment("revoked_at"),
    _refers("users", "user_id"),
)

clients = _owned(
    "clients",
    ("id",),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default="business"),
    _text("contact"),
    _text("phone"),
    Column("address", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    _text("siren"),
    _text("vat_id"),
    Column("locale", Text, nullable=False, server_default="fr"),
    Column("billing", Text, nullable=False, server_default="per_order"),
    _flag("paperless", on=True),
    _flag("attach_pdf"),
    _flag("staff_may_answer"),
    Column("trust", Text, nullable=False, server_default="anyone"),
    _moment("mail_failed_at"),
    _moment("created_at", null=False),
    CheckConstraint("kind in ('business', 'consumer')", name="kind"),
    CheckConstraint("billing in ('per_order', 'month_end')", name="billing"),
    CheckConstraint("trust in ('anyone', 'confirmed')", name="trust"),
)

jobs = _owned(
    "jobs",
    ("id",),
    Column("id", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    _text("address"),
    _text("technical_email"),
    Column("chain", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    _moment("created_at", null=False),
    _refers("clients", "client_id"),
    Index(None, "company_id", "client_id"),
)

job_referents = _owned(
    "job_referents",
    ("job_id", "user_id"),
    Column("job_id", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    _refers("jobs", "job_id"),
    _refers("users", "user_id"),
)

terms = _owned(
    "terms",
    ("id",),
    Column("id", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    _moment("created_at", null=False),
)

documents = _owned(
    "documents",
    ("id",),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("job_id", Text),
    Column("created_by", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="draft"),
    _text("number"),
    Column("title", Text, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("net", BigInteger, nullable=False, server_default="0"),
    Column("gross", BigInteger, nullable=False, server_default="0"),
    Column("payable", BigInteger, nullable=False, server_default="0"),
    Column("contract_id", Text),  # a statement bills it, a change order amends it
    Column("ordinal", Integer),  # of a statement in its contract
    _flag("in_part"),
    _json("draft", null=True),
    Column("draft_revision", Integer, nullable=False, server_default="0"),
    Column("valid_until", Date),
    Column("held_until", Date),
    _moment("resumed_at"),
    _moment("sent_at"),
    _moment("answered_at"),
    _json("withdrawal", null=True),
    _flag("reminders", on=True),
    Column("search", Text, nullable=False, server_default=EMPTY_TEXT),
    _moment("created_at", null=False),
    _moment("updated_at", null=False),
    _refers("clients", "client_id"),
    _refers("jobs", "job_id"),
    _refers("users", "created_by"),
    ForeignKeyConstraint(
        ["company_id", "contract_id"],
        ["contracts.company_id", "contracts.id"],
        name="documents_company_id_contract_id_fkey",
        use_alter=True,
    ),
    Index(None, "company_id", "updated_at", "id"),
    Index(None, "company_id", "contract_id"),
    Index(
        "documents_one_statement_per_ordinal",
        "company_id",
        "contract_id",
        "ordinal",
        unique=True,
        postgresql_where=text("state <> 'withdrawn'"),
    ),
    Index(None, "company_id", "state", "updated_at", "id"),
    Index(None, "company_id", "job_id"),
    Index(None, "company_id", "client_id"),
    Index("documents_search", text("to_tsvector('simple', search)"), postgresql_using="gin"),
)

# A signed quote becomes a contract; its change orders are further parts of it.
contracts = _owned(
    "contracts",
    ("id",),
    Column("id", Text, nullable=False),
    Column("quote_id", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("job_id", Text),
    _json("conditions"),
    _moment("created_at", null=False),
    _refers("documents", "quote_id"),
    _refers("clients", "client_id"),
    _refers("jobs", "job_id"),
    UniqueConstraint("company_id", "quote_id"),
    Index(None, "company_id", "job_id"),
)

contract_parts = _owned(
    "contract_parts",
    ("contract_id", "document_id"),
    Column("contract_id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("chosen", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    _moment("accepted_at", null=False),
    _refers("contracts", "contract_id"),
    _refers("versions", "document_id", "version", to=("document_id", "version")),
)

versions = _owned(
    "versions",
    ("document_id", "version"),
    Column("document_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
    _text("message"),
    Column("published_by", Text, nullable=False),
    _moment("published_at", null=False),
    Column("pdf_sha256", Text),
    _refers("documents", "document_id"),
    _refers("users", "published_by"),
)

links = _owned(
    "links",
    ("id",),
    Column("id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    _text("email"),
    _text("name"),
    Column("seed", LargeBinary, nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    _moment("created_at", null=False),
    _moment("expires_at"),
    _moment("revoked_at"),
    _moment("seen_at"),
    Column("seen_version", Integer),
    _refers("documents", "document_id"),
    CheckConstraint("purpose in ('mail', 'paper', 'share')", name="purpose"),
    Index(None, "company_id", "document_id"),
    Index(
        "links_one_live_per_recipient",
        "company_id",
        "document_id",
        "purpose",
        "email",
        unique=True,
        postgresql_where=text("revoked_at is null"),
    ),
)

comment_drafts = _owned(
    "comment_drafts",
    ("link_id", "line_id"),
    Column("link_id", Text, nullable=False),
    Column("line_id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
    _moment("updated_at", null=False),
    _refers("links", "link_id"),
    _refers("documents", "document_id"),
)

codes = _owned(
    "codes",
    ("id",),
    Column("id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("email", Text, nullable=False),
    Column("seed", LargeBinary, nullable=False),
    Column("attempts_left", SmallInteger, nullable=False),
    _moment("created_at", null=False),
    _moment("sent_at"),
    _moment("expires_at", null=False),
    _moment("used_at"),
    _moment("voided_at"),
    _refers("versions", "document_id", "version", to=("document_id", "version")),
    Index(None, "company_id", "document_id", "email"),
)

answers = _owned(
    "answers",
    ("id",),
    Column("id", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("request_sha256", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("user_id", Text),
    Column("link_id", Text),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    _text("comment"),
    Column("hold_until", Date),
    Column("chosen", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("net", BigInteger, nullable=False),
    Column("gross", BigInteger, nullable=False),
    Column("payable", BigInteger, nullable=False, server_default="0"),
    _json("admitted"),
    _flag("settles", on=True),  # false: one of several who must approve
    _json("evidence"),
    _moment("answered_at", null=False),
    _moment("reopened_at"),
    UniqueConstraint("company_id", "document_id", "key"),
    _refers("versions", "document_id", "version", to=("document_id", "version")),
    _refers("links", "link_id"),
    _refers("users", "user_id"),
    CheckConstraint("given_by in ('client', 'staff', 'system')", name="given_by"),
    CheckConstraint(
        "action in ('approve', 'reject', 'hold', 'sign', 'mark_accepted', 'deem')", name="action"
    ),
    Index(None, "company_id", "document_id", "answered_at"),
    Index(
        "answers_one_final_per_version",
        "company_id",
        "document_id",
        "version",
        unique=True,
        postgresql_where=text("action <> 'hold' and reopened_at is null and settles"),
    ),
)

# Who must approve a version, as the job's chain said when it was published.
approval_steps = _owned(
    "approval_steps",
    ("document_id", "version", "step"),
    Column("document_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("stage", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("needed", Integer, nullable=False),
    Column("days", Integer),
    Column("at_deadline", Text, nullable=False),
    _text("escalate_name"),
    _text("escalate_email"),
    _moment("opened_at"),
    _moment("due_at"),
    _moment("lapsed_at"),  # the deadline passed and was acted on
    _flag("deemed"),
    _refers("versions", "document_id", "version", to=("document_id", "version")),
    CheckConstraint("at_deadline in ('remind', 'escalate', 'deem')", name="at_deadline"),
)

turns = _owned(
    "turns",
    ("id",),
    Column("id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("person", JSONB, nullable=False),  # as the chain names them: who stands in while they are away
    _text("instead_of"),  # whoever handed the turn over
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("link_id", Text),
    Column("answer_id", Text),
    _moment("opened_at"),
    _moment("decided_at"),
    _refers("approval_steps", "document_id", "version", "step", to=("document_id", "version", "step")),
    _refers("links", "link_id"),
    _refers("answers", "answer_id"),
    CheckConstraint("state in ('waiting', 'open', 'approved', 'rejected', 'closed')", name="state"),
    Index(None, "company_id", "document_id", "version"),
)

chain_templates = _owned(
    "chain_templates",
    ("id",),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("chain", JSONB, nullable=False),
    _moment("updated_at", null=False),
    UniqueConstraint("company_id", "name"),
)

# What was accepted, as figures that invoicing takes over: never computed twice, never changed.
billings = _owned(
    "billings",
    ("id",),
    Column("id", Text, nullable=False),
    Column("contract_id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("answer_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("figures", JSONB, nullable=False),
    Column("net", BigInteger, nullable=False),
    Column("gross", BigInteger, nullable=False),
    Column("payable", BigInteger, nullable=False),
    _moment("created_at", null=False),
    _moment("voided_at"),
    _refers("contracts", "contract_id"),
    _refers("versions", "document_id", "version", to=("document_id", "version")),
    _refers("answers", "answer_id"),
    CheckConstraint("kind in ('deposit', 'progress')", name="kind"),
    UniqueConstraint("company_id", "answer_id"),
    Index(None, "company_id", "contract_id"),
)

line_comments = _owned(
    "line_comments",
    ("answer_id", "line_id"),
    Column("answer_id", Text, nullable=False),
    Column("line_id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    _moment("resolved_at"),
    _refers("answers", "answer_id"),
    _refers("documents", "document_id"),
    Index(None, "company_id", "document_id"),
)

files = _owned(
    "files",
    ("sha256",),
    Column("sha256", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("document_id", Text),
    _moment("created_at", null=False),
    _refers("documents", "document_id"),
)

letters = _owned(
    "letters",
    ("id",),
    Column("id", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("document_id", Text),
    Column("version", Integer),
    Column("kind", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("to_email", Text, nullable=False),
    _text("to_name"),
    Column("cc", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("locale", Text, nullable=False),
    _json("details"),
    Column("state", Text, nullable=False, server_default="due"),
    Column("message_id", Text, nullable=False),
    _text("subject"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    _text("error"),
    _moment("created_at", null=False),
    _moment("lease_until"),
    _moment("sent_at"),
    UniqueConstraint("company_id", "key", "to_email"),
    _refers("documents", "document_id"),
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

mail_templates = _owned(
    "mail_templates",
    ("kind", "locale"),
    Column("kind", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    _moment("updated_at", null=False),
)

audit_events = _owned(
    "audit_events",
    ("seq",),
    Column("seq", BigInteger, nullable=False),
    Column("act_id", Text, nullable=False),
    _moment("at", null=False),
    Column("kind", Text, nullable=False),
    Column("document_id", Text),
    Column("version", Integer),
    Column("actor", Text, nullable=False),
    _json("data"),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("company_id", "act_id"),
    Index(None, "company_id", "document_id", "seq"),
)

audit_heads = _owned(
    "audit_heads",
    (),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)

counters = _owned(
    "counters",
    ("series", "year"),
    Column("series", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)

outbox = _owned(
    "outbox",
    ("id",),
    Column("id", BigInteger, Identity(), nullable=False),
    Column("document_id", Text, nullable=False),
    Column("signal", Text, nullable=False),
    Column("act_id", Text, nullable=False),
    _moment("created_at", null=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    _moment("next_attempt_at", null=False),
    _text("error"),
    _moment("delivered_at"),
    _refers("documents", "document_id"),
    UniqueConstraint("company_id", "act_id"),
    Index("outbox_waiting", "next_attempt_at", "id", postgresql_where=text("delivered_at is null")),
)

idempotency_keys = _owned(
    "idempotency_keys",
    ("key",),
    Column("key", Text, nullable=False),
    Column("request_sha256", Text, nullable=False),
    Column("status", SmallInteger),
    _json("reply", null=True),
    _moment("created_at", null=False),
)

# How often something was asked for, by whoever asks; before anybody is known, so of no company.
limits = Table(
    "limits",
    metadata,
    Column("bucket", Text, primary_key=True),
    Column("used", Integer, nullable=False),
    _moment("until", null=False),
    prefixes=["UNLOGGED"],
)

OWNED = [table for table in metadata.sorted_tables if "company_id" in table.c]
