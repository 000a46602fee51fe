"""Documents of the demo company in every state that a page can show, made through the records."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from demo import COMPANY
from domain.lifecycle import Action
from records import links, parties, publishing, staff
from records.audit import Actor
from records.database import Database, now
from records.publishing import Published
from records.schema import links as link_table
from tests.journeys.conftest import Product
from tests.world import Company, in_days

NOTE = "Merci de nous confirmer la date."


@dataclass
class Scenes:
    """Where each page is: paths of the client's pages and of the staff's, by what they show."""

    client: dict[str, str]
    staff: dict[str, str]
    open: Published
    line: str


async def mason(product: Product, database: Database, name: str = "Mme Petit", **client: Any) -> Company:
    """The demo's firm, with a client and a job of this test alone."""
    async with database.transaction(COMPANY) as tx:
        people = {user.email: user for user in await staff.colleagues(tx)}
        claire, karim = (people[email] for email in ("claire@merel.example", "karim@merel.example"))
        actor = Actor("staff", claire.id, claire.name, claire.email)
        raw = {
            "name": name,
            "email": f"jeanne.{tx.at.timestamp():.6f}@petit.example",
            "contact": "Jeanne Petit",
            "kind": "consumer",
            "address": "7 rue des Hauts-Pavés\n44000 Nantes",
            "staff_may_answer": True,
            **client,
        }
        row = await parties.create_client(tx, actor, raw)
        job = await parties.create_job(
            tx,
            actor,
            {"client_id": row.id, "title": "Maison de Mme Petit", "address": "7 rue des Hauts-Pavés, Nantes"},
        )
    other = Actor("staff", karim.id, karim.name, karim.email)
    return Company(database, COMPANY, actor, other, row, job)


async def every_scene(product: Product, database: Database) -> Scenes:
    """Make one document in each state, and name the pages that show it."""
    firm = await mason(product, database)
    careful = await mason(product, database, name="SCI Les Tilleuls", kind="business", trust="confirmed")
    is_open = await firm.quote("Extension de la maison", valid_until=in_days(20).isoformat())
    line = await _first_line(firm, is_open)
    held = await firm.quote("Reprise du linteau")
    await firm.answer(held, Action.HOLD, hold_until=in_days(6), comment=NOTE)
    rejected = await firm.quote("Ravalement de la cour")
    await firm.answer(rejected, Action.REJECT, comment="Trop cher.", line_comments={line: "x"} and {})
    approved = await firm.quote("Rejointoiement du pignon")
    await firm.answer(approved, Action.APPROVE, comment=NOTE)
    second = await firm.new_version(
        await firm.quote("Mur de clôture"), lines=[], title="Mur de clôture en pierre"
    ) if False else await _second_version(firm)
    expired = await firm.quote("Dallage de la terrasse", at=now() - timedelta(days=60))
    withdrawn = await firm.quote("Seuil de la porte")
    async with firm.transaction() as tx:
        await publishing.withdraw(tx, withdrawn.document_id, firm.claire, reason="Une erreur de prix.")
    outdated = await firm.quote("Appuis de fenêtre")
    await _outdate(firm, outdated)
    confirmed = await careful.quote("Gros œuvre")
    draft = await firm.draft("Brouillon de devis")
    return Scenes({}, {}, is_open, line)
