"""The demo company: a mason in Nantes with quotes at every stage, and the doors to them."""

import hashlib
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text

from domain.answer import Answer
from domain.lifecycle import Action, State
from records import answers, audit, drafts, links, parties, publishing, staff, templates
from records.audit import Actor
from records.database import Database, Tx, now
from records.evidence import Witness
from records.ids import new_id
from records.publishing import Published
from records.schema import companies, documents, users
from settings import Settings

COMPANY = "com_demo"
LOCK = text("SELECT pg_advisory_xact_lock(7263548)")
PASSWORD = "bleu-de-travail"  # noqa: S105  printed by `aval up`: the demo is meant to be entered
STAFF = (
    ("claire@merel.example", "Claire Mérel", "admin", "02 40 00 00 00"),
    ("karim@merel.example", "Karim Benali", "member", "02 40 00 00 01"),
)
LEGAL = {
    "form": "SARL",
    "capital": "20 000 €",
    "siret": "732 829 320 00074",
    "register": "Nantes 732 829 320",
    "vat": "FR40 303 265 045",
    "insurance": "SMABTP n° 123456, France métropolitaine",
}
MENTIONS = {
    "free_quote": True,
    "execution_delay": "Début des travaux sous 4 semaines après acceptation, durée 6 semaines.",
    "insurance": "SMABTP, 8 rue Louis Armand, 75015 Paris, contrat n° 123456, France métropolitaine.",
    "waste": "Environ 4 t de gravats inertes, triés sur place, portés à la déchèterie professionnelle "
    "de Nantes Doulon ; coût compris dans les prix.",
    "travel": "Déplacements compris dans un rayon de 30 km.",
    "mediator": "Médiation de la consommation : CM2C, 49 rue de Ponthieu, 75008 Paris, cm2c.net.",
}
TERMS = """1. Objet. Les présentes conditions s'appliquent aux travaux décrits dans le devis joint.

2. Validité. Le devis est valable jusqu'à la date qu'il porte. Passé ce délai, prix et dates sont à confirmer.

3. Paiement. Un acompte est demandé à la commande. Le solde est payable à trente jours de la facture.

4. Délais. Les délais courent de la réception de l'acompte et de l'accès libre au chantier.

5. Modifications. Tout travail supplémentaire fait l'objet d'un avenant signé avant son exécution.

6. Réception. La réception est prononcée contradictoirement. Elle fait courir les garanties légales."""


def line(
    number: str, group: str, text: str, quantity: str, unit: str, price: str, rate: str = "20", **more: Any
) -> dict[str, Any]:
    """Give one line as somebody would type it."""
    return {
        "number": number,
        "group": group,
        "description": text,
        "quantity": quantity,
        "unit": unit,
        "unit_price": price,
        "vat_rate": rate,
        **more,
    }


LINES = [
    line("1.1", "Lot 1 · Terrassement", "Décapage de terre végétale", "140", "m²", "6,00", "10"),
    line(
        "1.2", "Lot 1 · Terrassement", "Fouilles en rigole, évacuation comprise", "41,27", "m³", "34,00", "10"
    ),
    line(
        "2.1", "Lot 2 · Fondations", "Béton de propreté dosé à 150 kg, épaisseur 5 cm", "8,64", "m³", "150,00"
    ),
    line(
        "2.2",
        "Lot 2 · Fondations",
        "Semelle filante en béton armé, coffrage compris",
        "37,25",
        "ml",
        "112,90",
    ),
    line("3.1", "Lot 3 · Élévation", "Mur en briques monomur de 30 cm", "96", "m²", "118,00"),
    line(
        "3.2",
        "Lot 3 · Élévation",
        "Enduit de façade à la chaux, deux passes",
        "96",
        "m²",
        "42,50",
        optional=True,
        selected=True,
    ),
    line(
        "3.3",
        "Lot 3 · Élévation",
        "Appuis de fenêtre en pierre de Tuffeau",
        "5",
        "u",
        "240,00",
        optional=True,
    ),
]
SMALL = [
    line("1", "", "Reprise d'un linteau fissuré, étaiement compris", "1", "forfait", "1 480,00", "10"),
    line("2", "", "Rejointoiement à la chaux", "18,5", "m²", "64,00", "10"),
]


async def load(settings: Settings) -> dict[str, Any]:
    """Load the demo company unless it is there; gives the entry points that `aval demo --json` prints."""
    database = Database(settings.database_url, settings.secret)
    try:
        async with database.transaction(COMPANY) as alone:
            await alone.execute(LOCK)  # two starts at once load it one after the other
            secret = await _load(database, _token(settings))
    finally:
        await database.close()
    return {
        "base_url": settings.base_url,
        "staff": {"email": STAFF[0][0], "password": PASSWORD},
        "api_token": _token(settings),
        "mailbox_url": settings.mailbox_url,
        "temporal_ui_url": settings.temporal_ui_url,
        "links": {"quote": f"{settings.base_url}/c/{secret}"},
    }


async def _load(database: Database, token: str) -> str:
    """Found and fill the company the first time; gives the secret of a quote that waits for its client."""
    async with database.transaction(COMPANY) as tx:
        if await tx.first(select(companies.c.id).where(companies.c.id == COMPANY)) is None:
            await _found(tx, token)
        empty = await tx.first(select(documents.c.id).where(documents.c.company_id == COMPANY)) is None
    if empty:
        await _fill(database)
    async with database.transaction(COMPANY) as tx:
        return await _waiting_quote(tx)


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
        claire = await _claire(tx)
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
        claire = await _claire(tx)
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
        .where(documents.c.company_id == COMPANY, documents.c.state == State.SENT)
        .order_by(documents.c.gross.desc(), documents.c.created_at)
        .limit(1)
    )
    if waiting is None:
        source = await tx.scalar(
            select(documents.c.id)
            .where(documents.c.company_id == COMPANY)
            .order_by(documents.c.gross.desc())
            .limit(1)
        )
        claire = await _claire(tx)
        copy = await drafts.duplicate(tx, source, claire)
        return (await publishing.publish(tx, copy.document_id, claire)).token
    link = next(link for link in await links.all_of(tx, waiting) if link.purpose == "mail")
    return links.token(tx, link.seed)


async def _claire(tx: Tx) -> Actor:
    row = await tx.first(select(users).where(users.c.company_id == COMPANY, users.c.email == STAFF[0][0]))
    assert row is not None  # noqa: S101  founded with the company
    return Actor("staff", row.id, row.name, row.email)


def _token(settings: Settings) -> str:
    """Give the demo's API token: the same at each start, different on each installation."""
    return f"aval_demo_{hashlib.sha256(b'demo' + settings.secret).hexdigest()[:40]}"
