"""Chains of approvers kept under a name, to be laid on other jobs."""

from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import insert

from domain import chain as rules
from domain.draft import Reader
from domain.refusals import Invalid, NotFound, Problem
from records import acts, audit
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import chain_templates, companies

MAX_TEMPLATES = 100
MAX_NAME = 100


async def everything(tx: Tx) -> list[Row[Any]]:
    """List the company's templates by name."""
    mine = chain_templates.c.company_id == tx.company_id
    return list(await tx.all(select(chain_templates).where(mine).order_by(chain_templates.c.name)))


async def get(tx: Tx, template_id: str) -> Row[Any]:
    """Give a template. Raises `NotFound`."""
    row = await tx.first(select(chain_templates).where(*_this(tx, template_id)))
    if row is None:
        raise NotFound("no-such-template")
    return row


async def named(tx: Tx, name: str) -> Row[Any] | None:
    """Give the template of this name, if there is one."""
    return await tx.first(
        select(chain_templates).where(
            chain_templates.c.company_id == tx.company_id, chain_templates.c.name == name
        )
    )


async def create(tx: Tx, actor: Actor, name: str, raw: Any) -> Row[Any]:
    """Keep a chain as typed under a name that no other template has. Raises `Invalid`."""
    problems, name, chain = _read(name, raw)
    known = await everything(tx)
    if len(known) >= MAX_TEMPLATES:
        problems.append(Problem("name", "too-many-templates", {"limit": MAX_TEMPLATES}))
    _refuse(problems)
    row = await tx.first(
        insert(chain_templates)
        .values(company_id=tx.company_id, id=new_id("cht"), name=name, chain=chain, updated_at=tx.at)
        .on_conflict_do_nothing()
        .returning(chain_templates)
    )
    if row is None:
        raise Invalid([Problem("name", "name-taken", {"name": name})])
    await _note(tx, "chain_template_saved", actor, row)
    return row


async def change(tx: Tx, template_id: str, actor: Actor, name: str, raw: Any) -> Row[Any]:
    """Change a template; jobs that it was laid on keep their chains. Raises `Invalid` or `NotFound`."""
