"""Mail templates that staff wrote instead of the usual wording, and the company's terms."""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert

from domain.draft import clean
from domain.refusals import Invalid, Problem
from domain.snapshot import fingerprint
from records import audit
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import mail_templates, terms

MAX_TERMS = 200_000


async def template(tx: Tx, kind: str, locale: str) -> Row[Any] | None:
    """Give what staff wrote for a kind of letter in a language; None for the usual wording."""
    return await tx.first(
        select(mail_templates).where(
            mail_templates.c.company_id == tx.company_id,
            mail_templates.c.kind == kind,
            mail_templates.c.locale == locale,
        )
    )


async def save_template(tx: Tx, kind: str, locale: str, subject: str, body: str, actor: Actor) -> None:
    """Keep a wording for a kind of letter. Its tags were checked by whoever knows them."""
    row = insert(mail_templates).values(
        company_id=tx.company_id,
        kind=kind,
        locale=locale,
        subject=clean(subject),
        body=clean(body),
        updated_at=tx.at,
    )
    await tx.execute(
        row.on_conflict_do_update(
            index_elements=["company_id", "kind", "locale"],
            set_={
                "subject": row.excluded.subject,
                "body": row.excluded.body,
                "updated_at": row.excluded.updated_at,
            },
        )
    )
    await audit.append(tx, "template_saved", actor, data={"kind": kind, "locale": locale})


async def reset_template(tx: Tx, kind: str, locale: str, actor: Actor) -> None:
    """Go back to the usual wording."""
    await tx.execute(
        mail_templates.delete().where(
            mail_templates.c.company_id == tx.company_id,
            mail_templates.c.kind == kind,
            mail_templates.c.locale == locale,
        )
    )
    await audit.append(tx, "template_reset", actor, data={"kind": kind, "locale": locale})


async def own_templates(tx: Tx) -> set[tuple[str, str]]:
    """Name the letters (kind, language) that staff worded themselves."""
    rows = await tx.all(
        select(mail_templates.c.kind, mail_templates.c.locale).where(
            mail_templates.c.company_id == tx.company_id
        )
    )
    return {(row.kind, row.locale) for row in rows}


async def current_terms(tx: Tx, locale: str) -> Row[Any] | None:
    """Give the terms that a new version in this language carries; the base language serves its regions."""
    return await tx.first(
        select(terms)
        .where(terms.c.company_id == tx.company_id, terms.c.locale.in_([locale, locale.partition("-")[0]]))
        .order_by((terms.c.locale == locale).desc(), terms.c.created_at.desc(), terms.c.id.desc())
        .limit(1)
    )


async def save_terms(tx: Tx, locale: str, text: str, actor: Actor) -> None:
    """Set the terms for versions published from now on; those already published keep theirs."""
    said = clean(text)
    if len(said) > MAX_TERMS:
        raise Invalid([Problem("terms", "too-long", {"limit": MAX_TERMS})])
    digest = fingerprint(said.encode())
    now = await current_terms(tx, locale)
    if now and (now.locale, now.sha256) == (locale, digest):
        return
    await tx.execute(
        terms.insert().values(
            company_id=tx.company_id,
            id=new_id("trm"),
            locale=locale,
            text=said,
            sha256=digest,
            created_at=tx.at,
        )
    )
    await audit.append(tx, "terms_saved", actor, data={"locale": locale, "sha256": digest})
