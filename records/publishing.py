"""Publishing: the draft becomes the next version, frozen, and goes on its way."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, select

from domain import draft as typed
from domain.document import Content, Terms
from domain.kinds import KINDS
from domain.lifecycle import Action
from domain.party import Party
from domain.refusals import Invalid, Problem, Refused
from domain.snapshot import fingerprint, freeze
from records import acts, codes, contracts, course, drafts, links, numbering, statements, turns
from records.audit import Actor
from records.database import Tx
from records.ids import new_id
from records.parties import as_party, company_party, recipient_of, user_party
from records.schema import clients, jobs, users, versions
from records.search import called, words
from records.templates import current_terms

MAX_MESSAGE = 4_000


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
    ordinal = await statements.may_leave(tx, document) if KINDS[document.kind].on_contract else None
    draft, problems = await drafts.read_of(tx, document)
    company = await acts.company(tx)
    day = acts.today(tx, company.timezone)
    if draft.valid_until and draft.valid_until < day:
        problems.append(Problem("valid_until", "date-passed"))
    if problems:
        raise Invalid(problems)
    client, job = await _parties_of(tx, document)
    email, name = recipient_of(client, job)
    link = await links.for_recipient(tx, document_id, "mail", email, name)
    await links.for_recipient(tx, document_id, "paper")
    number = document.number or await numbering.issue(tx, KINDS[document.kind].series, day.year)
    content = await _as_it_leaves(tx, document, draft, actor, (client, job), number)
    frozen = freeze(content)
    await _insert_version(tx, document, content, frozen, actor, message)
    await codes.void_all(tx, document_id)
    act_id = new_id("act")
    seed = await _whose_turn(tx, document, content.version, act_id) or link.seed
    await _take_what_was_admitted(tx, document, ordinal, actor)
    await acts.carry(
        tx,
        document,
        Action.PUBLISH,
        actor,
        version=content.version,
        act_id=act_id,
        data={"sha256": fingerprint(frozen), "gross": content.totals.gross},
        changes={
            "number": number,
            "title": content.title,
            "search": words(number, called(content), content.title, client.name, content.job, content.site),
            "net": content.totals.net,
            "gross": content.totals.gross,
            "payable": content.asked,
            "ordinal": ordinal,
            "in_part": False,
            "to_bill": False,
            "draft": None,
            "valid_until": content.valid_until,
            "sent_at": tx.at,
            "held_until": None,
            "resumed_at": None,
            "answered_at": None,
        },
    )
    return Published(act_id, document_id, content.version, fingerprint(frozen), number, links.token(tx, seed))


async def _take_what_was_admitted(tx: Tx, document: Row[Any], ordinal: int | None, actor: Actor) -> None:
    """Going on with the next statement takes what was admitted of the ones before as it is.

    This writes into the journal, so it comes after the number: numbers are locked before the journal.
    """
    if ordinal is not None:
        for earlier in await statements.accept_admitted_before(tx, document, ordinal):
            await course.accept_admitted(tx, earlier.id, actor)


async def _whose_turn(tx: Tx, document: Row[Any], version: int, act_id: str) -> bytes | None:
    """Start the chain of approvers; gives the seed of the link of whoever is asked first, if anybody is."""
    if not KINDS[document.kind].on_contract:
        return None
    chain = await turns.start(tx, document, version, act_id)
    if not chain.open_turns:
        return None
    first = await links.get(tx, chain.open_turns[0].link_id)
    return bytes(first.seed)


async def preview(tx: Tx, document_id: str, actor: Actor) -> tuple[Content, list[Problem]]:
    """Give the next version as publishing would freeze it now, and what is still wrong with it.

    A first version has no number yet. Raises `Refused` when there is no draft or it can no longer change.
    """
    document = await acts.read(tx, document_id)
    acts.after(document, Action.PUBLISH)
    if document.draft is None:
        raise Refused("nothing-to-publish")
    draft, problems = await drafts.read_of(tx, document)
    company = await acts.company(tx)
    if draft.valid_until and draft.valid_until < acts.today(tx, company.timezone):
        problems.append(Problem("valid_until", "date-passed"))
    parties = await _parties_of(tx, document)
    return await _as_it_leaves(tx, document, draft, actor, parties, document.number), problems


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
        amends=await amended(tx, document),
        contact=await _contact(tx, actor),
        terms=Terms(agreed.text, agreed.sha256) if agreed else Terms(),
    )


async def amended(tx: Tx, document: Row[Any]) -> str:
    """Give the number of the quote whose contract a change order amends."""
    if document.contract_id is None or KINDS[document.kind].on_contract:
        return ""
    contract = await contracts.get(tx, document.contract_id)
    number: str = (await acts.read(tx, contract.quote_id)).number
    return number


async def _contact(tx: Tx, actor: Actor) -> Party:
    row = await tx.first(select(users).where(users.c.company_id == tx.company_id, users.c.id == actor.id))
    return user_party(row) if row else Party("")
