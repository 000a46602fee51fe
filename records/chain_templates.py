"""Chains of approvers kept under a name, to be laid on other jobs."""

from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.exc import IntegrityError

from domain import chain as rules
from domain.draft import Reader
from domain.refusals import Invalid, NotFound, Problem
from records import audit
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import chain_templates

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


async def create(tx: Tx, actor: Actor, name: Any, raw: Any) -> Row[Any]:
    """Keep a chain as typed under a name that no other template has. Raises `Invalid`."""
    values = _values(tx, name, raw)
    held = await tx.scalar(
        select(func.count()).where(chain_templates.c.company_id == tx.company_id),
    )
    if held >= MAX_TEMPLATES:
        raise Invalid([Problem("name", "too-many-templates", {"limit": MAX_TEMPLATES})])
    new = chain_templates.insert().values(company_id=tx.company_id, id=new_id("cht"), **values)
    return await _write(tx, actor, new)


async def change(tx: Tx, template_id: str, actor: Actor, name: Any, raw: Any) -> Row[Any]:
    """Change a template; jobs on which it was laid keep their chains. Raises `Invalid` or `NotFound`."""
    await get(tx, template_id)
    values = _values(tx, name, raw)
    return await _write(tx, actor, chain_templates.update().where(*_this(tx, template_id)).values(**values))


async def delete(tx: Tx, template_id: str, actor: Actor) -> None:
    """Throw a template away; jobs on which it was laid keep their chains. Raises `NotFound`."""
    gone = await get(tx, template_id)
    await tx.execute(chain_templates.delete().where(*_this(tx, template_id)))
    await audit.append(
        tx, "chain_template_deleted", actor, data={"template": template_id, "called": gone.name}
    )


async def _write(tx: Tx, actor: Actor, statement: Any) -> Row[Any]:
    try:
        row = await tx.first(statement.returning(chain_templates))
    except IntegrityError:
        raise Invalid([Problem("name", "name-taken")]) from None
    assert row is not None  # noqa: S101  it was inserted, or read before
    data = {"template": row.id, "called": row.name, "chain": row.chain}
    await audit.append(tx, "chain_template_saved", actor, data=data)
    return row


def _values(tx: Tx, name: Any, raw: Any) -> dict[str, Any]:
    reader = Reader({"name": name})
    called = reader.text("name", MAX_NAME, required=True)
    chain, problems = rules.read(raw)
    problems = [*reader.problems, *problems]
    if not chain and not problems:
        problems = [Problem("chain", "no-steps")]
    if problems:
        raise Invalid(problems)
    return {"name": called, "chain": rules.to_json(chain), "updated_at": tx.at}


def _this(tx: Tx, template_id: str) -> tuple[Any, Any]:
    return chain_templates.c.company_id == tx.company_id, chain_templates.c.id == template_id
