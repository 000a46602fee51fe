"""The team: who has an account, who lost it, and passwords that are shown once."""

import asyncio
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.exc import IntegrityError

from domain.draft import clean
from domain.refusals import Invalid, NotFound, Problem, Refused
from records import audit, staff
from records.audit import Actor
from records.database import Tx
from records.ids import ALPHABET
from records.schema import users

ROLES = ("member", "admin")
LOCALES = ("fr", "fr-CA", "en")


def new_password() -> str:
    """Give a password that can be read out on the telephone: 80 random bits in four groups."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


async def everybody(tx: Tx) -> list[Row[Any]]:
    """List all who have or had an account, those who can sign in first."""
    return list(
        await tx.all(
            select(users)
            .where(users.c.company_id == tx.company_id)
            .order_by(users.c.disabled_at.is_not(None), users.c.name, users.c.id)
        )
    )


async def invite(tx: Tx, actor: Actor, raw: Mapping[str, Any]) -> tuple[Row[Any], str]:
    """Give somebody an account; returns it with its first password. Raises `Invalid`."""
    problems = []
    if not clean(raw.get("name")):
        problems.append(Problem("name", "name-needed"))
    choices = (("role", ROLES), ("locale", LOCALES))
    problems += [
        Problem(name, "not-a-choice", {"allowed": ", ".join(allowed)})
        for name, allowed in choices
        if raw.get(name) not in allowed
    ]
    password = new_password()
    about = {name: clean(raw.get(name))[:300] for name in ("email", "name", "phone", "role", "locale")}
    try:
        if problems:
            raise Invalid(problems)
        user = await staff.create_user(tx, password=password, **about)
    except IntegrityError:
        # Addresses are unique over all companies, since one signs in by address alone.
        raise Invalid([Problem("email", "email-taken")]) from None
    await audit.append(tx, "user_created", actor, data={"user": user.id, "role": user.role})
    return user, password


async def disable(tx: Tx, user_id: str, actor: Actor) -> Row[Any]:
    """Take an account away: signed out everywhere at once, told of nothing any more.

    Raises `NotFound`, or `Refused` for one's own account.
    """
    if user_id == actor.id:
        raise Refused("not-yourself")
    user = await _change(tx, user_id, disabled_at=tx.at)
    await staff.sign_out(tx, user_id)
    await audit.append(tx, "user_disabled", actor, data={"user": user_id})
    return user


async def enable(tx: Tx, user_id: str, actor: Actor) -> Row[Any]:
    """Give an account back. Raises `NotFound`."""
    user = await _change(tx, user_id, disabled_at=None)
    await audit.append(tx, "user_enabled", actor, data={"user": user_id})
    return user


async def give_password(tx: Tx, user_id: str, actor: Actor) -> tuple[Row[Any], str]:
    """Give somebody a new password, shown this once; signs them out everywhere."""
    password = new_password()
    hashed = await asyncio.to_thread(staff.PASSWORDS.hash, password)
    user = await _change(tx, user_id, password_hash=hashed)
    await staff.sign_out(tx, user_id)
    await audit.append(tx, "password_given", actor, data={"user": user_id})
    return user, password


async def _change(tx: Tx, user_id: str, **values: Any) -> Row[Any]:
    row = await tx.first(
        users.update()
        .where(users.c.company_id == tx.company_id, users.c.id == user_id)
        .values(**values)
        .returning(users)
    )
    if row is None:
        raise NotFound("no-such-user")
    return row
