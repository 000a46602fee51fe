"""The tables. Every key starts with `company_id`, and row-level security holds every row to its company.

Amounts are bigint cents, moments are timestamptz in UTC, states are the texts of their enums in `domain`.
"""

from records.schema.base import metadata
from records.schema.money import entries, entry_lines, invoice_actions, invoices, payments
from records.schema.papers import (
    answers,
    codes,
    comment_drafts,
    documents,
    files,
    line_comments,
    links,
    versions,
)
from records.schema.paying import (
    bank_lines,
    hosted_payments,
    payment_attempts,
    payment_events,
    payment_findings,
)
from records.schema.people import (
    api_tokens,
    clients,
    companies,
    job_referents,
    jobs,
    mail_templates,
    sessions,
    terms,
    users,
)
from records.schema.post import audit_events, audit_heads, counters, idempotency_keys, letters, limits, outbox
from records.schema.works import approval_steps, billings, chain_templates, contract_parts, contracts, turns

OWNED = [table for table in metadata.sorted_tables if "company_id" in table.c]

__all__ = [
    "OWNED",
    "answers",
    "api_tokens",
    "approval_steps",
    "audit_events",
    "audit_heads",
    "bank_lines",
    "billings",
    "chain_templates",
    "clients",
    "codes",
    "comment_drafts",
    "companies",
    "contract_parts",
    "contracts",
    "counters",
    "documents",
    "entries",
    "entry_lines",
    "files",
    "hosted_payments",
    "idempotency_keys",
    "invoice_actions",
    "invoices",
    "job_referents",
    "jobs",
    "letters",
    "limits",
    "line_comments",
    "links",
    "mail_templates",
    "metadata",
    "outbox",
    "payment_attempts",
    "payment_events",
    "payment_findings",
    "payments",
    "sessions",
    "terms",
    "turns",
    "users",
    "versions",
]
