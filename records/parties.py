"""Clients, jobs and staff: who sends, who receives, who is told."""

from collections.abc import Mapping, Sequence
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import Row, Table, select
from stdnum.eu import vat as european_vat
from stdnum.fr import siren as french_siren

from domain.chain import mark as chain_mark
from domain.chain import read as read_chain
from domain.chain import to_json as chain_to_json
from domain.draft import Reader, clean
from domain.party import Party
from domain.refusals import Invalid, NotFound, Problem, Refused
from records import audit
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.schema import clients, job_referents, jobs, users

LOCALES = ("fr", "fr-CA", "en")
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": ("business", "consumer"),
    "billing": ("per_order", "month_end"),
    "trust": ("anyone", "confirmed"),
    "locale": LOCALES,
}
FLAGS = ("paperless", "attach_pdf", "staff_may_answer")


async def create_client(tx: Tx, actor: Actor, raw: Mapping[str, Any]) -> Row[Any]:
    """Write down a client. Raises `Invalid`."""
    values = _client_values(raw)
    row = await tx.first(
        clients.insert()
        .values(company_id=tx.company_id, id=new_id("cli"), created_at=tx.at, **values)
        .returning(clients)
    )
    assert row is not None  # noqa: S101  an insert returns its row
    await audit.append(tx, "client_created", actor, data={"client": row.id})
    return row


async def change_client(tx: Tx, client_id: str, actor: Actor, raw: Mapping[str, Any]) -> Row[Any]:
    """Change a client; what is not given stays. Raises `Invalid` or `NotFound`."""
    old = await client(tx, client_id)
    values = _client_values({**old._asdict(), **raw})
    if values["email"] != old.email:
        values["mail_failed_at"] = None
    row = await tx.first(
        clients.update()
        .where(clients.c.company_id == tx.company_id, clients.c.id == client_id)
        .values(**values)
        .returning(clients)
    )
    assert row is not None  # noqa: S101  it was just read
    await audit.append(tx, "client_changed", actor, data={"client": client_id})
    return row


async def client(tx: Tx, client_id: str) -> Row[Any]:
    """Give a client. Raises `NotFound`."""
    return await _one(tx, clients, client_id, "no-such-client")


async def create_job(tx: Tx, actor: Actor, raw: Mapping[str, Any]) -> Row[Any]:
    """Open a job folder for a client, with its référents (e-mail addresses of staff). Raises `Invalid`."""
    reader = Reader(raw)
    values = _job_values(reader)
    client_id = clean(raw.get("client_id"))
    known = await tx.scalar(
        select(clients.c.id).where(clients.c.company_id == tx.company_id, clients.c.id == client_id)
    )
    if known is None:
        reader.wrong("client_id", "unknown-client")
    referents = await _staff_by_email(tx, raw.get("referents") or [], reader)
    if reader.problems:
        raise Invalid(reader.problems)
    job_id = new_id("job")
    await tx.execute(
        jobs.insert().values(
            company_id=tx.company_id, id=job_id, client_id=client_id, created_at=tx.at, **values
        )
    )
    await set_referents(tx, job_id, [user.id for user in referents])
    await audit.append(tx, "job_created", actor, data={"job": job_id, "client": client_id})
    return await job(tx, job_id)


async def change_job(tx: Tx, job_id: str, actor: Actor, raw: Mapping[str, Any]) -> Row[Any]:
    """Change a job and who is in charge of it; its client stays. Raises `Invalid` or `NotFound`."""
    await job(tx, job_id)
    reader = Reader(raw)
    values = _job_values(reader)
    referents = await _staff_by_email(tx, raw.get("referents") or [], reader)
    if reader.problems:
        raise Invalid(reader.problems)
    await tx.execute(
        jobs.update().where(jobs.c.company_id == tx.company_id, jobs.c.id == job_id).values(**values)
    )
    await set_referents(tx, job_id, [user.id for user in referents])
    await audit.append(tx, "job_changed", actor, data={"job": job_id})
    return await job(tx, job_id)


async def set_chain(tx: Tx, job_id: str, actor: Actor, raw: Any, *, seen: str = "") -> Row[Any]:
    """Say who must approve the job's statements, from the next one on. Raises `Invalid` or `NotFound`.

    `seen` marks the chain that the writer started from: `Refused` when somebody else changed it since.
    """
    before = await _one(tx, jobs, job_id, "no-such-job", lock=True)
    if seen not in ("", chain_mark(before.chain)):
        raise Refused("chain-changed")
    chain, problems = read_chain(raw)
    if problems:
        raise Invalid(problems)
    await tx.execute(
        jobs.update()
        .where(jobs.c.company_id == tx.company_id, jobs.c.id == job_id)
        .values(chain=chain_to_json(chain))
    )
    await audit.append(tx, "chain_changed", actor, data={"job": job_id, "chain": chain_to_json(chain)})
    return await job(tx, job_id)


async def job(tx: Tx, job_id: str) -> Row[Any]:
    """Give a job. Raises `NotFound`."""
    return await _one(tx, jobs, job_id, "no-such-job")


async def set_referents(tx: Tx, job_id: str, user_ids: Sequence[str]) -> None:
    """Say who is in charge of a job."""
    mine = (job_referents.c.company_id == tx.company_id) & (job_referents.c.job_id == job_id)
    await tx.execute(job_referents.delete().where(mine))
    if user_ids:
        await tx.execute(
            job_referents.insert(),
            [{"company_id": tx.company_id, "job_id": job_id, "user_id": user_id} for user_id in user_ids],
        )


async def referents(tx: Tx, job_id: str | None) -> list[Row[Any]]:
    """List the staff in charge of a job who still have an account."""
    return list(
        await tx.all(
            select(users)
            .join(
                job_referents,
                (job_referents.c.company_id == users.c.company_id) & (job_referents.c.user_id == users.c.id),
            )
            .where(
                job_referents.c.company_id == tx.company_id,
                job_referents.c.job_id == job_id,
                users.c.disabled_at.is_(None),
            )
            .order_by(users.c.name)
        )
    )


async def whom_to_tell(tx: Tx, job_id: str | None) -> list[Row[Any]]:
    """All référents of the job; if it has none, all administrators of the company (mission, 13)."""
    return await referents(tx, job_id) or list(
        await tx.all(
            select(users)
            .where(
                users.c.company_id == tx.company_id, users.c.role == "admin", users.c.disabled_at.is_(None)
            )
            .order_by(users.c.name)
        )
    )


async def client_of(tx: Tx, document: Any) -> Row[Any]:
    """Give the client of a document."""
    row = await tx.first(
        select(clients).where(clients.c.company_id == tx.company_id, clients.c.id == document.client_id)
    )
    assert row is not None  # noqa: S101  the foreign key says so
    return row


def recipient_of(client: Any, job: Any | None) -> tuple[str, str]:
    """Where documents go: the job's own technical address before the client's (mission, 38), and the name."""
    address = (job.technical_email if job else "") or client.email
    return address.lower(), client.contact or client.name


def as_party(client: Any) -> Party:
    """Give a client as it is printed."""
    legal = [("siren", client.siren), ("vat", client.vat_id)]
    return Party(
        name=client.name,
        address=tuple(client.address),
        email=client.email,
        phone=client.phone,
        contact=client.contact,
        business=client.kind == "business",
        legal=tuple((label, value) for label, value in legal if value),
    )


def company_party(company: Any) -> Party:
    """Give the company as it is printed; in which order its legal identity stands, the paper decides."""
    return Party(
        name=company.name,
        address=tuple(company.address),
        email=company.email,
        phone=company.phone,
        legal=tuple((label, str(value)) for label, value in company.legal.items() if value),
    )


def user_party(user: Any) -> Party:
    """Give a member of staff as the client's contact."""
    return Party(name=user.name, email=user.email, phone=user.phone)


def email_address(typed: Any) -> str:
    """Give an e-mail address in its normal form, lower case. Raises `ValueError`."""
    try:
        return validate_email(
            clean(typed), check_deliverability=False, test_environment=True
        ).normalized.lower()
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error


def _client_values(raw: Mapping[str, Any]) -> dict[str, Any]:
    reader = Reader(raw)
    address = raw.get("address") or []
    values: dict[str, Any] = {
        "name": reader.text("name", required=True),
        "email": _email(reader, "email", required=True),
        "contact": reader.text("contact"),
        "phone": reader.text("phone", 40),
        "address": [clean(line) for line in (address.splitlines() if isinstance(address, str) else address)][
            :6
        ],
        "siren": _number(reader, "siren", french_siren, "not-a-siren"),
        "vat_id": _number(reader, "vat_id", european_vat, "not-a-vat-id"),
    }
    for field, allowed in CHOICES.items():
        value = clean(raw.get(field)) or allowed[0]
        if value not in allowed:
            reader.wrong(field, "not-a-choice", allowed=", ".join(allowed))
        values[field] = value
    for flag in FLAGS:
        values[flag] = reader.tick(flag) if flag in raw else flag == "paperless"
    if reader.problems:
        raise Invalid(reader.problems)
    return values


def _job_values(reader: Reader) -> dict[str, Any]:
    return {
        "title": reader.text("title", required=True),
        "address": reader.text("address", 500),
        "technical_email": _email(reader, "technical_email", required=False),
    }


def _email(reader: Reader, field: str, *, required: bool) -> str:
    typed = reader.text(field, 254, required=required)
    if not typed:
        return ""
    try:
        return email_address(typed)
    except ValueError:
        reader.wrong(field, "not-an-email")
        return ""


def _number(reader: Reader, field: str, check: Any, code: str) -> str:
    typed = reader.text(field, 30)
    if not typed:
        return ""
    if not check.is_valid(typed):
        reader.wrong(field, code)
        return ""
    return str(check.compact(typed))


async def _staff_by_email(tx: Tx, emails: Any, reader: Reader) -> list[Row[Any]]:
    wanted = [clean(email).lower() for email in emails]
    found = list(
        await tx.all(select(users).where(users.c.company_id == tx.company_id, users.c.email.in_(wanted)))
    )
    for email in set(wanted) - {user.email for user in found}:
        reader.problems.append(Problem("referents", "unknown-staff", {"email": email}))
    return found


async def _one(tx: Tx, table: Table, row_id: str, code: str, *, lock: bool = False) -> Row[Any]:
    query = select(table).where(table.c.company_id == tx.company_id, table.c.id == row_id)
    row = await tx.first(query.with_for_update(key_share=True) if lock else query)
    if row is None:
        raise NotFound(code)
    return row
