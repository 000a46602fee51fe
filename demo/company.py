"""The demo company: a mason in Nantes with documents at every stage, and the doors to them."""

import hashlib
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from demo import works
from demo.cast import COMPANY, LOCK, PASSWORD, STAFF, claire_of
from demo.texts import LEGAL, LINES, MENTIONS, SMALL, TERMS
from domain.answer import Answer
from domain.lifecycle import Action, State
from records import answers, audit, drafts, links, parties, publishing, staff, templates
from records.audit import Actor
from records.database import Database, Tx, now
from records.evidence import Witness
from records.ids import new_id
from records.publishing import Published
from records.schema import companies, documents
from settings import Settings


async def load(settings: Settings) -> dict[str, Any]:
    """Load the demo company unless it is there; gives the entry points that `aval demo --json` prints."""
    database = Database(settings.database_url, settings.secret)
    try:
        async with database.transaction(COMPANY) as alone:
            await alone.execute(LOCK)  # two starts at once load it one after the other
            secrets = await _load(database, _token(settings))
    finally:
        await database.close()
    return {
        "base_url": settings.base_url,
        "staff": {"email": STAFF[0][0], "password": PASSWORD},
        "api_token": _token(settings),
        "mailbox_url": settings.mailbox_url,
        "temporal_ui_url": settings.temporal_ui_url,
        "links": {kind: f"{settings.base_url}/c/{secret}" for kind, secret in secrets.items()},
    }


async def _load(database: Database, token: str) -> dict[str, str]:
    """Found and fill the company the first time; gives the secrets of documents that wait for an answer."""
    async with database.transaction(COMPANY) as tx:
        if await tx.first(select(companies.c.id).where(companies.c.id == COMPANY)) is None:
            await _found(tx, token)
        empty = await tx.first(select(documents.c.id).where(documents.c.company_id == COMPANY)) is None
    if empty:
        await _fill(database)
    if not await works.filled(database):
        await works.fill(database)
    async with database.transaction(COMPANY) as tx:
        quote = await _waiting_quote(tx)
    return {"quote": quote, "statement": await works.waiting(database)}


async def _found(tx: Tx, token: str) -> None:
    await tx.execute(
        companies.insert().values(
            id=COMPANY,
            name="Maçonnerie Mérel",
            address=["4 quai de la Fosse", "44000 Nantes"],
            email="contact@merel.example",
            phone="02 40 00 00 00",
            legal=LEGAL,
            mentions=MENTIONS,
            created_at=tx.at,
        )
    )
    people = [
        await staff.create_user(tx, email=email, name=name, role=role, phone=phone, password=PASSWORD)
        for email, name, role, phone in STAFF
    ]
    await templates.save_terms(tx, "fr", TERMS, Actor("staff", people[0].id, people[0].name))
    await staff.create_token(tx, people[0].id, "Démonstration", token)
    await audit.append(tx, "company_created", Actor("system"), data={"company": COMPANY})


async def _fill(database: Database) -> None:
    """Write quotes that stand at every stage of their life."""
    async with database.transaction(COMPANY) as tx:
        claire = await claire_of(tx)
        tilleuls = await parties.create_client(
            tx,
            claire,
            {
                "name": "SCI Les Tilleuls",
                "email": "gerance@tilleuls.example",
                "contact": "Anne Lefort",
                "address": "18 rue Crébillon\n44000 Nantes",
                "attach_pdf": True,
                "staff_may_answer": True,
            },
        )
        petit = await parties.create_client(
            tx,
            claire,
            {
                "name": "Mme Petit",
                "email": "jeanne.petit@example.org",
                "kind": "consumer",
                "address": "7 rue des Hauts-Pavés\n44000 Nantes",
            },
        )
        job = await parties.create_job(
            tx,
            claire,
            {
                "client_id": tilleuls.id,
                "title": "Résidence Les Tilleuls",
                "referents": [STAFF[1][0]],
                "address": "12 rue des Tilleuls, 44000 Nantes",
            },
        )
        home = await parties.create_job(
            tx,
            claire,
            {
                "client_id": petit.id,
                "title": "Maison de Mme Petit",
                "address": "7 rue des Hauts-Pavés, 44000 Nantes",
            },
        )
        await drafts.create(
            tx, claire, {"title": "Mur de clôture", "lines": SMALL}, client_id=petit.id, job_id=home.id
        )
    await _publish(database, tilleuls.id, job.id, "Gros œuvre de l'extension", LINES, days=0)
    held = await _publish(database, petit.id, home.id, "Reprise du linteau", SMALL, days=6)
    rejected = await _publish(database, tilleuls.id, job.id, "Ravalement de la cour", LINES[3:6], days=9)
    accepted = await _publish(database, petit.id, home.id, "Rejointoiement du pignon", SMALL[1:], days=12)
    day = now().date()
    await _answer(
        database,
        held,
        Action.HOLD,
        hold_until=day + timedelta(days=12),
        comment="Nous attendons l'avis de la copropriété.",
    )
    await _answer(database, rejected, Action.REJECT, comment="L'enduit n'était pas demandé.")
    await _answer(database, accepted, Action.APPROVE)


async def _publish(
    database: Database, client_id: str, job_id: str, title: str, lines: list[dict[str, Any]], *, days: int
) -> Published:
    async with database.transaction(COMPANY, now() - timedelta(days=days)) as tx:
        claire = await claire_of(tx)
        raw = {"title": title, "lines": lines, "deposit_percent": "30"}
        draft = await drafts.create(tx, claire, raw, client_id=client_id, job_id=job_id)
        return await publishing.publish(tx, draft.document_id, claire)


async def _answer(database: Database, published: Published, action: Action, **said: Any) -> None:
    opened = await links.open_link(database, published.token)
    who = opened.client.contact or "Jeanne Petit"
    answer = Answer(new_id("key"), action, published.version, who, opened.client.email, terms=True, **said)
    await answers.give(database, published.token, answer, Witness(user_agent="démonstration"))


async def _waiting_quote(tx: Tx) -> str:
    """Give the secret of a quote that still waits for its client, writing a new one if all were answered."""
    waiting = await tx.scalar(
        select(documents.c.id)
        .where(
            documents.c.company_id == COMPANY,
            documents.c.kind == "quote",
            documents.c.state == State.SENT,
        )
        .order_by(documents.c.gross.desc(), documents.c.created_at)
        .limit(1)
    )
    if waiting is None:
        source = await tx.scalar(
            select(documents.c.id)
            .where(documents.c.company_id == COMPANY, documents.c.kind == "quote")
            .order_by(documents.c.gross.desc())
            .limit(1)
        )
        claire = await claire_of(tx)
        copy = await drafts.duplicate(tx, source, claire)
        return (await publishing.publish(tx, copy.document_id, claire)).token
    link = next(link for link in await links.all_of(tx, waiting) if link.purpose == "mail")
    return links.token(tx, link.seed)


def _token(settings: Settings) -> str:
    """Give the demo's API token: the same at each start, different on each installation."""
    return f"aval_demo_{hashlib.sha256(b'demo' + settings.secret).hexdigest()[:40]}"
