"""The fixed cast of the tests: Claire's masonry in Nantes, its clients, and a stranger's firm next door."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from domain.answer import Answer
from domain.lifecycle import Action
from records import acts, answers, audit, drafts, parties, publishing, staff, templates
from records.audit import Actor
from records.database import Database
from records.evidence import Witness
from records.ids import new_id
from records.publishing import Published
from records.recording import Receipt
from records.schema import companies

PASSWORD = "bleu-de-travail"
# The same Argon2id, with less work: every test founds companies with people of their own.
staff.PASSWORDS = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
staff.NOBODY = staff.PASSWORDS.hash("nobody has this password")
TERMS = "1. Les travaux sont payables à trente jours.\n\n2. Tout supplément fait l'objet d'un avenant."
LINES: list[dict[str, Any]] = [
    {
        "number": "1.1",
        "group": "Lot 1",
        "description": "Décapage",
        "quantity": "1",
        "unit": "forfait",
        "unit_price": "3215,47",
        "vat_rate": "10",
    },
    {
        "number": "2.2",
        "group": "Lot 2",
        "description": "Semelle filante",
        "quantity": "37,25",
        "unit": "ml",
        "unit_price": "112,90",
        "vat_rate": "20",
    },
    {
        "number": "3",
        "group": "Options",
        "description": "Enduit à la chaux",
        "quantity": "10",
        "unit": "m²",
        "unit_price": "42,50",
        "vat_rate": "20",
        "optional": True,
        "selected": False,
    },
]


@dataclass
class Company:
    """One firm with its people, a client and a job."""

    database: Database
    id: str
    claire: Actor  # administrator
    karim: Actor  # référent of the job
    client: Any
    job: Any
    token: str = ""  # of the REST API, in Claire's name
    published: list[Published] = field(default_factory=list)

    def transaction(self, at: datetime | None = None) -> Any:
        return self.database.transaction(self.id, at)

    async def draft(
        self,
        title: str = "Extension de la maison",
        lines: list[dict[str, Any]] | None = None,
        at: datetime | None = None,
        **more: Any,
    ) -> drafts.Draft:
        raw = {"title": title, "lines": LINES if lines is None else lines, **more}
        async with self.transaction(at) as tx:
            return await drafts.create(tx, self.claire, raw, client_id=self.client.id, job_id=self.job.id)

    async def quote(
        self,
        title: str = "Extension de la maison",
        lines: list[dict[str, Any]] | None = None,
        at: datetime | None = None,
        **more: Any,
    ) -> Published:
        """A quote that was just published to Mme Petit."""
        draft = await self.draft(title, lines, at, **more)
        async with self.transaction(at) as tx:
            return await publishing.publish(tx, draft.document_id, self.claire)

    async def new_version(self, quote: Published, at: datetime | None = None, **changes: Any) -> Published:
        async with self.transaction(at) as tx:
            draft = await drafts.read(tx, quote.document_id)
            await drafts.save(tx, quote.document_id, {**draft.raw, **changes})
            return await publishing.publish(tx, quote.document_id, self.claire)

    async def answer(self, quote: Published, action: Action, **said: Any) -> Receipt:
        """What Mme Petit answers through her link."""
        said = {
            "key": new_id("key"),
            "version": quote.version,
            "name": "Jeanne Petit",
            "email": self.client.email,
            "terms": True,
            **said,
        }
        return await answers.give(
            self.database, quote.token, Answer(action=action, **said), Witness("192.0.2.7")
        )

    async def document(self, quote: Published) -> Any:
        async with self.transaction() as tx:
            return await acts.read(tx, quote.document_id)


@dataclass
class World:
    """Everybody. `merel` is the firm of the story, `durand` the stranger next door."""

    database: Database
    merel: Company
    durand: Company


async def make_world(database: Database) -> World:
    """Fresh companies with ids of their own, so that no test sees another's."""
    merel = await make_company(database, "Maçonnerie Mérel", "merel")
    durand = await make_company(database, "Électricité Durand", "durand")
    return World(database, merel, durand)


async def make_company(database: Database, name: str, short: str, **columns: Any) -> Company:
    company_id = new_id("com")
    mark = company_id[-6:]
    async with database.transaction(company_id) as tx:
        await tx.execute(
            companies.insert().values(
                id=company_id,
                name=name,
                email=f"contact@{short}.example",
                phone="02 40 00 00 00",
                address=["4 quai de la Fosse", "44000 Nantes"],
                legal={"siret": "732 829 320 00074"},
                created_at=tx.at,
                **columns,
            )
        )
        claire = await staff.create_user(
            tx,
            email=f"claire.{mark}@{short}.example",
            name="Claire Mérel",
            password=PASSWORD,
            role="admin",
            phone="02 40 00 00 00",
        )
        karim = await staff.create_user(
            tx, email=f"karim.{mark}@{short}.example", name="Karim Benali", password=PASSWORD
        )
        actor = Actor("staff", claire.id, claire.name, claire.email)
        client = await parties.create_client(
            tx,
            actor,
            {
                "name": "Mme Petit",
                "email": f"jeanne.{mark}@petit.example",
                "kind": "consumer",
                "address": "7 rue des Hauts-Pavés\n44000 Nantes",
                "staff_may_answer": True,
            },
        )
        job = await parties.create_job(
            tx,
            actor,
            {
                "client_id": client.id,
                "title": "Maison de Mme Petit",
                "referents": [karim.email],
                "address": "7 rue des Hauts-Pavés, 44000 Nantes",
            },
        )
        await templates.save_terms(tx, columns.get("locale", "fr"), TERMS, actor)
        token = await staff.create_token(tx, claire.id, "tests")
        await audit.append(tx, "company_created", actor)
    return Company(
        database, company_id, actor, Actor("staff", karim.id, karim.name, karim.email), client, job, token
    )


def in_days(days: int) -> date:
    return date.today() + timedelta(days=days)  # noqa: DTZ011  the firm's day, give or take the zone
