"""Contracts, who must approve their statements, and what goes on to invoicing."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from records.schema.base import data, flag, moment, owned, refers, words

# A signed quote becomes a contract; its change orders are further parts of it.
contracts = owned(
    "contracts",
    ("id",),
    Column("id", Text, nullable=False),
    Column("quote_id", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("job_id", Text),
    data("conditions"),
    moment("created_at", null=False),
    refers("documents", "quote_id"),
    refers("clients", "client_id"),
    refers("jobs", "job_id"),
    UniqueConstraint("company_id", "quote_id"),
    Index(None, "company_id", "job_id"),
)

contract_parts = owned(
    "contract_parts",
    ("contract_id", "document_id"),
    Column("contract_id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("chosen", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    moment("accepted_at", null=False),
    refers("contracts", "contract_id"),
    refers("versions", "document_id", "version", to=("document_id", "version")),
)

# Who must approve a version, as the job's chain said when it was published.
approval_steps = owned(
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
    words("escalate_name"),
    words("escalate_email"),
    moment("opened_at"),
    moment("due_at"),
    moment("lapsed_at"),  # the deadline passed and was acted on
    flag("deemed"),
    refers("versions", "document_id", "version", to=("document_id", "version")),
    CheckConstraint("at_deadline in ('remind', 'escalate', 'deem')", name="at_deadline"),
)

turns = owned(
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
    words("instead_of"),  # whoever handed the turn over
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("link_id", Text),
    Column("answer_id", Text),
    moment("opened_at"),
    moment("decided_at"),
    refers("approval_steps", "document_id", "version", "step", to=("document_id", "version", "step")),
    refers("links", "link_id"),
    refers("answers", "answer_id"),
    CheckConstraint("state in ('waiting', 'open', 'approved', 'rejected', 'closed')", name="state"),
    Index(None, "company_id", "document_id", "version"),
)

chain_templates = owned(
    "chain_templates",
    ("id",),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("chain", JSONB, nullable=False),
    moment("updated_at", null=False),
    UniqueConstraint("company_id", "name"),
)

# What was accepted, as figures that invoicing takes over: never computed twice, never changed.
billings = owned(
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
    moment("created_at", null=False),
    moment("voided_at"),
    refers("contracts", "contract_id"),
    refers("versions", "document_id", "version", to=("document_id", "version")),
    refers("answers", "answer_id"),
    CheckConstraint("kind in ('deposit', 'progress')", name="kind"),
    UniqueConstraint("company_id", "answer_id"),
    Index(None, "company_id", "contract_id"),
)
