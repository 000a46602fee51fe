"""Publishing and what staff do to a published document: withdraw, extend, expire, resume, reopen."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select

from domain import draft as typed
from domain.document import Content, Party, Terms
from domain.kinds import KINDS
from domain.lifecycle import Action
from domain.refusals import Invalid, Problem, Refused
from domain.snapshot import fingerprint, freeze
from records import acts, codes, links, numbering
from records.audit import SYSTEM, Actor
from records.database import Tx
from records.parties import as_party, company_party, recipient_of, user_party
from records.schema import answers, clients, documents, jobs, users, versions
from records.search import words
from records.templates import current_terms

MAX_MESSAGE = 4_000
MAX_VALIDITY_DAYS = 5 * 366  # prices that hold longer are no offer
GRACE = timedelta(minutes=15)  # an unsigned answer can be taken back by whoever gave it


@dataclass(frozen=True, slots=True)
class Published:
    """A version that was just frozen. `token` is the secret of the recipient's link."""

    act_id: str
    document_id: str
    version: int
    sha256: str
    number: str
    token: str


async def publish(
    tx: Tx, document_id: str, actor: Actor, *, message: str = "", revision: int | None = None
) -> Published:
    """Freeze the draft as the next version and send it on its way.

    `revision` is the one that was looked at: a draft that changed since is `Refused`.
    Raises `Invalid` with everything that is still wrong in the draft, `Refused` when there is none or when
    the document can no longer change.
    """
    document = await acts.lock(tx, document_id)
    acts.after(document, Action.PUBLISH)
    if document.draft is None:
        raise Refused("nothing-to-publish")
    if revision not in (None, document.draft_revision):
        raise Refused("draft-changed", revision=document.draft_revision)
    draft = typed.parse(document.draft)
    company = await acts.company(tx)
    day = acts.today(tx, company.timezone)
    if draft.valid_until and draft.valid_until < day:
        raise Invalid([Problem("valid_until", "date-passed")])
    client, job = await _parties_of(tx, document)
    email, name = recipient_of(client, job)
    link = await links.for_recipient(tx, document_id, "mail", email, name)
    await links.for_recipient(tx, document_id, "paper")
    number = document.number or await numbering.issue(tx, KINDS[document.kind].series, day.year)
    content = await _as_it_leaves(tx, document, draft, actor, (client, job), number)
    frozen = freeze(content)
    await _insert_version(tx, document, content, frozen, actor, message)
    await codes.void_all(tx, document_id)
    act_id = await acts.carry(
        tx,
        document,
        Action.PUBLISH,
        actor,
        version=content.version,
        data={"sha256": fingerprint(frozen), "gross": content.totals.gross},
        changes={
            "number": number,
            "title": content.title,
            "search": words(number, content.title, client.name, content.job, content.site),
            "net": content.totals.net,
            "gross": content.totals.gross,
            "draft": None,
            "valid_until": content.valid_until,
            "sent_at": tx.at,
            "held_until": None,
            "resumed_at": None,
            "answered_at": None,
        },
    )
    return Published(
        act_id, document_id, content.version, fingerprint(frozen), number, links.token(tx, link.seed)
    )


async def preview(tx: Tx, document_id: str, actor: Actor) -> tuple[Content, list[Problem]]:
    """Give the next version as publishing would freeze it now, and what is still wrong with it.

    A first version has no number yet. Raises `Refused` when there is no draft or it can no longer change.
    """
    document = await acts.read(tx, document_id)
    acts.after(document, Action.PUBLISH)
    if document.draft is None:
        raise Refused("nothing-to-publish")
    draft, problems = typed.read(document.draft)
    company = await acts.company(tx)
    if draft.valid_until and draft.valid_until < acts.today(tx, company.timezone):
        problems.append(Problem("valid_until", "date-passed"))
    parties = await _parties_of(tx, document)
    return await _as_it_leaves(tx, document, draft, actor, parties, document.number), problems


async def withdraw(
    tx: Tx, document_id: str, actor: Actor, reason: str, successor_id: str | None = None
) -> str:
    """Take a document back: nobody can answer it any more, and the client reads who, when, why."""
    document = await acts.lock(tx, document_id)
    if not typed.clean(reason):
        raise Invalid([Problem("reason", "reason-needed")])
    if successor_id and not await _exists(tx, successor_id):
        raise Invalid([Problem("successor_id", "unknown-document")])
    await codes.void_all(tx, document_id)
    why = {
        "reason": typed.clean(reason),
        "by": actor.name,
        "at": acts.moment(tx.at),
        "successor_id": successor_id,
    }
    return await acts.carry(
        tx, document, Action.WITHDRAW, actor, data=why, changes={"withdrawal": why, "held_until": None}
    )


async def extend(tx: Tx, document_id: str, actor: Actor, until: date) -> str:
    """Move the end of validity; an expired document waits for its answer again. The version stays."""
    document = await acts.lock(tx, document_id)
    company = await acts.company(tx)
    if until < acts.today(tx, company.timezone):
        raise Invalid([Problem("valid_until", "date-passed")])
    if document.valid_until and until <= document.valid_until:
        raise Invalid([Problem("valid_until", "not-later", {"day": document.valid_until.isoformat()})])
    if (until - acts.today(tx, company.timezone)).days > MAX_VALIDITY_DAYS:
        raise Invalid([Problem("valid_until", "too-far", {"days": MAX_VALIDITY_DAYS})])
    data = {"from": document.valid_until and document.valid_until.isoformat(), "until": until.isoformat()}
    return await acts.carry(tx, document, Action.EXTEND, actor, data=data, changes={"valid_until": until})


async def expire(tx: Tx, document_id: str) -> str:
    """Close a document whose last valid day is over in the company's zone. Raises `Refused` before."""
    document = await acts.lock(tx, document_id)
    company = await acts.company(tx)
    if document.valid_until is None or acts.today(tx, company.timezone) <= document.valid_until:
        raise Refused("still-valid")
    return await acts.carry(tx, document, Action.EXPIRE, SYSTEM, changes={"held_until": None})


async def resume(tx: Tx, document_id: str) -> str:
    """End a hold whose date has come: the document waits for an answer again. Raises `Refused` before."""
    document = await acts.lock(tx, document_id)
    company = await acts.company(tx)
    if document.held_until is None or acts.today(tx, company.timezone) < document.held_until:
        raise Refused("still-on-hold")
    return await acts.carry(
        tx, document, Action.RESUME, SYSTEM, changes={"held_until": None, "resumed_at": tx.at}
    )


async def reopen(tx: Tx, document_id: str, actor: Actor, reason: str = "") -> str:
    """Take the final answer back: the client within 15 minutes if it was not signed, staff with a reason.

    The answer stays in the history, marked as taken back.
    """
    document = await acts.lock(tx, document_id)
    acts.after(document, Action.REOPEN)
    last = await tx.first(
        answers.select().where(
            answers.c.company_id == tx.company_id,
            answers.c.document_id == document_id,
            answers.c.version == document.version,
            answers.c.action != "hold",
            answers.c.reopened_at.is_(None),
        )
    )
    if last is None:
        raise Refused("not-now")
    if actor.kind == "client":
        _may_take_back(tx, document, last, actor)
    elif not typed.clean(reason):
        raise Invalid([Problem("reason", "reason-needed")])
    await tx.execute(
        answers.update()
        .where(answers.c.company_id == tx.company_id, answers.c.id == last.id)
        .values(reopened_at=tx.at)
    )
    version = await acts.content_of(tx, document_id, document.version)
    return await acts.carry(
        tx,
        document,
        Action.REOPEN,
        actor,
        data={"answer": last.id, "reason": typed.clean(reason)},
        changes={"answered_at": None, "net": version.totals.net, "gross": version.totals.gross},
    )


def _may_take_back(tx: Tx, document: Row[Any], last: Row[Any], actor: Actor) -> None:
    if last.action not in ("approve", "reject") or last.given_by != "client" or last.link_id != actor.id:
        raise Refused("only-staff-reopen")
    if tx.at - last.answered_at > GRACE or document.draft is not None:
        raise Refused("too-late-to-change")


async def _insert_version(
    tx: Tx, document: Row[Any], content: Content, frozen: bytes, actor: Actor, message: str
) -> None:
    if document.version:
        before = await acts.content_of(tx, document.id, document.version)
        await links.carry_over(tx, document.id, before, content)
    await tx.execute(
        versions.insert().values(
            company_id=tx.company_id,
            document_id=document.id,
            version=content.version,
            content=frozen,
            sha256=fingerprint(frozen),
            message=typed.clean(message)[:MAX_MESSAGE],
            published_by=actor.id,
            published_at=tx.at,
        )
    )


async def _parties_of(tx: Tx, document: Row[Any]) -> tuple[Row[Any], Row[Any] | None]:
    """Give the client and the job of a document."""
    client = await tx.first(
        select(clients).where(clients.c.company_id == tx.company_id, clients.c.id == document.client_id)
    )
    job = await tx.first(select(jobs).where(jobs.c.company_id == tx.company_id, jobs.c.id == document.job_id))
    assert client is not None  # noqa: S101  the foreign key says so
    return client, job


async def _as_it_leaves(
    tx: Tx,
    document: Row[Any],
    draft: Content,
    actor: Actor,
    parties: tuple[Row[Any], Row[Any] | None],
    number: str,
) -> Content:
    """Give the draft with all that publishing adds to it: parties, number, dates, terms."""
    client, job = parties
    company = await acts.company(tx)
    agreed = await current_terms(tx, client.locale)
    return replace(
        draft,
        kind=document.kind,
        number=number,
        version=document.version + 1,
        issued_on=acts.today(tx, company.timezone),
        locale=client.locale,
        currency=company.currency,
        country=company.country,
        seller=company_party(company),
        client=as_party(client),
        site=job.address if job else "",
        job=job.title if job else "",
        contact=await _contact(tx, actor),
        terms=Terms(agreed.text, agreed.sha256) if agreed else Terms(),
    )


async def _contact(tx: Tx, actor: Actor) -> Party:
    row = await tx.first(select(users).where(users.c.company_id == tx.company_id, users.c.id == actor.id))
    return user_party(row) if row else Party("")


async def _exists(tx: Tx, document_id: str) -> bool:
    found = await tx.scalar(
        select(documents.c.id).where(documents.c.company_id == tx.company_id, documents.c.id == document_id)
    )
    return found is not None


async def set_reminders(tx: Tx, document_id: str, actor: Actor, *, active: bool) -> None:
    """Switch the reminders of one document off or on again."""
    await acts.lock(tx, document_id)
    await tx.execute(
        documents.update()
        .where(documents.c.company_id == tx.company_id, documents.c.id == document_id)
        .values(reminders=active)
    )
    await acts.tell(tx, document_id, "extend", actor, "reminders_on" if active else "reminders_off")
