"""Staff: accounts, passwords, sessions that can be revoked, and tokens of programs."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pwdlib import PasswordHash
from sqlalchemy import Row, select

from domain.draft import clean
from domain.refusals import Invalid, Problem, Refused
from records import acts, audit, limits, tokens
from records.audit import Actor
from records.database import Database, Tx, enter
from records.ids import new_id
from records.parties import email_address
from records.schema import api_tokens, sessions, users

PASSWORDS = PasswordHash.recommended()  # Argon2id
SESSION_LIFE = timedelta(days=30)
SESSION_IDLE = timedelta(days=7)
TOUCH = timedelta(minutes=5)
MIN_PASSWORD = 10
# Checked when nobody has the address, so that the reply takes as long as for somebody.
NOBODY = PASSWORDS.hash("nobody has this password")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whoever is signed in: a member of staff in a company, by a session or a program's token."""

    company: Any
    user: Any
    session_hash: bytes = b""

    @property
    def company_id(self) -> str:
        """The company that this person works for."""
        return str(self.company.id)

    @property
    def actor(self) -> Actor:
        """This person as the journal names them."""
        return Actor("staff", self.user.id, self.user.name, self.user.email)


async def create_user(
    tx: Tx, *, email: str, name: str, password: str, role: str = "member", phone: str = "", locale: str = "fr"
) -> Row[Any]:
    """Give somebody an account. Raises `Invalid` for a short password or a bad address."""
    problems = []
    if len(password) < MIN_PASSWORD:
        problems.append(Problem("password", "password-short", {"least": MIN_PASSWORD}))
    try:
        address = email_address(email)
    except ValueError:
        problems.append(Problem("email", "not-an-email"))
    if problems:
        raise Invalid(problems)
    row = await tx.first(
        users.insert()
        .values(
            company_id=tx.company_id,
            id=new_id("usr"),
            email=address,
            name=clean(name),
            phone=clean(phone),
            role=role,
            locale=locale,
            password_hash=await asyncio.to_thread(PASSWORDS.hash, password),
            created_at=tx.at,
        )
        .returning(users)
    )
    assert row is not None  # noqa: S101  an insert returns its row
    return row


async def sign_in(
    database: Database, email: str, password: str, *, ip: str, user_agent: str, at: datetime | None = None
) -> tuple[str, SignedIn]:
    """Open a session; gives its secret. Raises `Refused("wrong-credentials")` or, too often, `Busy`.

    The address and the caller's IP each have ten tries in a quarter of an hour.
    """
    await limits.spend(database, f"sign-in/{clean(email).lower()[:254]}", 10, timedelta(minutes=15))
    await limits.spend(database, f"sign-in-from/{ip}", 30, timedelta(minutes=15))
    async with database.presenting(clean(email).lower(), at) as tx:
        user = await tx.first(
            select(users).where(users.c.email == clean(email).lower(), users.c.disabled_at.is_(None))
        )
    hashed = user.password_hash if user else NOBODY
    right = await asyncio.to_thread(PASSWORDS.verify, password, hashed)
    if user is None or not right:
        raise Refused("wrong-credentials")
    async with database.transaction(user.company_id, at) as tx:
        return await open_session(tx, user, ip=ip, user_agent=user_agent)


async def open_session(tx: Tx, user: Any, *, ip: str, user_agent: str) -> tuple[str, SignedIn]:
    """Open a session for somebody who proved who they are; gives its secret."""
    secret = tokens.token_of(tx.key, tokens.new_seed())
    digest = tokens.hash_of(tx.key, secret)
    await tx.execute(
        sessions.insert().values(
            company_id=tx.company_id,
            id_hash=digest,
            user_id=user.id,
            created_at=tx.at,
            seen_at=tx.at,
            expires_at=tx.at + SESSION_LIFE,
            user_agent=user_agent[:400],
            ip=ip,
        )
    )
    firm = await acts.company(tx)
    await audit.append(tx, "signed_in", Actor("staff", user.id, user.name), data={"ip": ip})
    return secret, SignedIn(firm, user, digest)


async def by_session(database: Database, secret: str, at: datetime | None = None) -> SignedIn | None:
    """Give whoever holds this session; None when it is unknown, revoked, too old or unused too long."""
    digest = tokens.hash_of(database.key, secret)
    async with database.presenting(digest.hex(), at) as tx:
        session = await tx.first(
            select(sessions).where(
                sessions.c.id_hash == digest,
                sessions.c.revoked_at.is_(None),
                sessions.c.expires_at > tx.at,
                sessions.c.seen_at > tx.at - SESSION_IDLE,
            )
        )
        if session is None:
            return None
        await enter(tx, session.company_id)
        if tx.at - session.seen_at > TOUCH:
            await tx.execute(
                sessions.update()
                .where(sessions.c.company_id == tx.company_id, sessions.c.id_hash == digest)
                .values(seen_at=tx.at)
            )
        user = await _active(tx, session.user_id)
        return SignedIn(await acts.company(tx), user, digest) if user else None


async def by_token(database: Database, secret: str, at: datetime | None = None) -> SignedIn | None:
    """Give the member of staff in whose name a program speaks; None when the token is unknown or revoked."""
    digest = tokens.hash_of(database.key, secret)
    async with database.presenting(digest.hex(), at) as tx:
        token = await tx.first(
            select(api_tokens).where(api_tokens.c.token_hash == digest, api_tokens.c.revoked_at.is_(None))
        )
        if token is None:
            return None
        await enter(tx, token.company_id)
        user = await _active(tx, token.user_id)
        return SignedIn(await acts.company(tx), user) if user else None


async def create_token(tx: Tx, user_id: str, name: str, secret: str | None = None) -> str:
    """Give a program a token in the name of a member of staff; it is shown this once."""
    secret = secret or f"aval_{tokens.token_of(tx.key, tokens.new_seed())}"
    await tx.execute(
        api_tokens.insert().values(
            company_id=tx.company_id,
            id=new_id("tok"),
            token_hash=tokens.hash_of(tx.key, secret),
            user_id=user_id,
            name=clean(name),
            created_at=tx.at,
        )
    )
    return secret


async def sessions_of(tx: Tx, user_id: str) -> list[Row[Any]]:
    """List where somebody is signed in, most recent first."""
    return list(
        await tx.all(
            select(sessions)
            .where(
                sessions.c.company_id == tx.company_id,
                sessions.c.user_id == user_id,
                sessions.c.revoked_at.is_(None),
                sessions.c.expires_at > tx.at,
            )
            .order_by(sessions.c.seen_at.desc())
        )
    )


async def sign_out(tx: Tx, user_id: str, *, only: bytes | None = None, but: bytes | None = None) -> None:
    """End one session (`only`), all but one (`but`), or all of somebody: dead at once."""
    mine = (sessions.c.company_id == tx.company_id) & (sessions.c.user_id == user_id)
    statement = sessions.update().where(mine, sessions.c.revoked_at.is_(None))
    if only is not None:
        statement = statement.where(sessions.c.id_hash == only)
    if but is not None:
        statement = statement.where(sessions.c.id_hash != but)
    await tx.execute(statement.values(revoked_at=tx.at))


async def colleagues(tx: Tx) -> list[Row[Any]]:
    """List the staff of the company who have an account, by name."""
    return list(
        await tx.all(
            select(users)
            .where(users.c.company_id == tx.company_id, users.c.disabled_at.is_(None))
            .order_by(users.c.name)
        )
    )


async def _active(tx: Tx, user_id: str) -> Row[Any] | None:
    return await tx.first(
        select(users).where(
            users.c.company_id == tx.company_id, users.c.id == user_id, users.c.disabled_at.is_(None)
        )
    )
