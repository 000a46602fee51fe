"""Documents of the demo company in every state that a page can show, made through the records."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from demo.cast import COMPANY
from domain.lifecycle import Action
from records import course, drafts, links, parties, staff
from records.audit import Actor
from records.database import Database, now
from records.publishing import Published
from records.schema import links as link_table
from tests.world import LINES, Company, in_days


@dataclass(frozen=True)
class Scenes:
    """Paths of pages by what they show, and a quote that can be answered."""

    client: dict[str, str]
    staff: dict[str, str]
    open: str
    line: str


async def mason(database: Database, name: str = "Mme Petit", **client: Any) -> Company:
    """The demo's firm, with a client and a job of this test alone."""
    async with database.transaction(COMPANY) as tx:
        people = {user.email: user for user in await staff.colleagues(tx)}
        claire, karim = (
            Actor("staff", user.id, user.name, user.email)
            for user in (people["claire@merel.example"], people["karim@merel.example"])
        )
        raw = {
            "name": name,
            "email": f"jeanne.{tx.at.timestamp():.6f}@petit.example",
            "contact": "Jeanne Petit",
            "address": "7 rue des Hauts-Pavés\n44000 Nantes",
            "staff_may_answer": True,
            **client,
        }
        person = await parties.create_client(tx, claire, raw)
        place = {"client_id": person.id, "title": "Maison de Mme Petit", "address": "7 rue des Hauts-Pavés"}
        job = await parties.create_job(tx, claire, place)
    return Company(database, COMPANY, claire, karim, person, job)


async def every_scene(database: Database) -> Scenes:
    """Make one document in each state, and name the pages that show it."""
    firm = await mason(database)
    waiting = await firm.quote("Extension de la maison", valid_until=in_days(20).isoformat())
    line = await line_of(firm, waiting)
    held = await firm.quote("Reprise du linteau")
    await firm.answer(held, Action.HOLD, hold_until=in_days(6), comment="Nous attendons la copropriété.")
    rejected = await firm.quote("Ravalement de la cour")
    remark = {await line_of(firm, rejected): "Cette ligne est de trop."}
    await firm.answer(rejected, Action.REJECT, comment="Trop cher.", line_comments=remark)
    approved = await firm.quote("Rejointoiement du pignon")
    await firm.answer(approved, Action.APPROVE)
    corrected = await firm.quote("Mur de clôture")
    await firm.new_version(corrected, title="Mur de clôture en pierre", lines=[LINES[0], LINES[2]])
    expired = await firm.quote("Dallage de la terrasse", at=now() - timedelta(days=60))
    withdrawn = await firm.quote("Seuil de la porte")
    async with firm.transaction() as tx:
        await course.withdraw(tx, withdrawn.document_id, firm.claire, "Une erreur de prix.")
    outdated = await firm.quote("Appuis de fenêtre")
    await _outdate(firm, outdated)
    draft = await firm.draft("Cave à vin", lines=[{"description": "Voûte", "quantity": "beaucoup"}])
    ready = await firm.draft("Prêt à partir", valid_until=in_days(20).isoformat())
    careful = await mason(database, "SCI Les Tilleuls", kind="business", trust="confirmed")
    confirmed = await careful.quote("Gros œuvre")
    pages = _client_pages(page_at(waiting), line) | {
        "on hold": page_at(held),
        "rejected": page_at(rejected),
        "approved": page_at(approved),
        "receipt of a hold": f"{page_at(held)}/receipt",
        "receipt of a rejection": f"{page_at(rejected)}/receipt",
        "receipt of an approval": f"{page_at(approved)}/receipt",
        "second version": page_at(corrected),
        "superseded version": f"{page_at(corrected)}?version=1",
        "past validity": page_at(expired),
        "withdrawn": page_at(withdrawn),
        "expired link": page_at(outdated),
        "approve with a code": f"{page_at(confirmed)}/answer?action=approve",
    }
    there = {"waiting": waiting, "held": held, "rejected": rejected, "approved": approved}
    there |= {"corrected": corrected, "expired": expired, "withdrawn": withdrawn}
    ids = {name: quote.document_id for name, quote in there.items()}
    async with firm.transaction() as tx:
        link = (await links.all_of(tx, waiting.document_id))[0].id
    desk = _staff_pages(ids | {"ready": ready.document_id}, draft.document_id, firm, link)
    return Scenes(pages, desk, page_at(waiting), line)


def page_at(quote: Published) -> str:
    """The path of the client's page."""
    return f"/c/{quote.token}"


async def line_of(firm: Company, quote: Published) -> str:
    """The id of a quote's first line."""
    async with firm.transaction() as tx:
        draft = await drafts.read(tx, quote.document_id)
    return str(draft.raw["lines"][0]["id"])


async def _outdate(firm: Company, quote: Published) -> None:
    """Let the quote's links expire."""
    async with firm.transaction() as tx:
        await tx.execute(
            link_table.update()
            .where(link_table.c.document_id == quote.document_id)
            .values(expires_at=tx.at - timedelta(days=1))
        )


def _client_pages(base: str, line: str) -> dict[str, str]:
    return {
        "waiting": base,
        "waiting, in English": f"{base}?lang=en",
        "waiting, in Canadian French": f"{base}?lang=fr-CA",
        "approve": f"{base}/answer?action=approve",
        "sign": f"{base}/answer?action=sign",
        "reject": f"{base}/answer?action=reject",
        "hold": f"{base}/answer?action=hold",
        "sign, in English": f"{base}/answer?action=sign&lang=en",
        "comment": f"{base}/comment?line={line}",
        "terms": f"{base}/terms",
        "unknown link": "/c/nothing-that-anybody-was-sent-ever",
        "recover": "/recover",
        "recover, in English": "/recover?lang=en",
    }


def _staff_pages(ids: dict[str, str], draft: str, firm: Company, link: str) -> dict[str, str]:
    waiting = f"/documents/{ids['waiting']}"
    return {
        "today": "/",
        "list": "/quotes",
        "list of nothing": "/quotes?q=introuvable",
        "list of one client": f"/quotes?client={firm.client.id}&state=sent",
        "new quote": "/quotes/new",
        "new quote's job": f"/quotes/new?client={firm.client.id}",
        "editor": f"/quotes/{draft}/edit",
        "editor, with what is missing": f"/quotes/{draft}/edit?check=on",
        "editor of a correction": f"/quotes/{ids['rejected']}/edit",
        "preview": f"/documents/{ids['ready']}/preview",
        **{f"document, {name}": f"/documents/{ids[name]}" for name in ids.keys() - {"ready"}},
        "version": f"/documents/{ids['corrected']}/versions/1",
        "comparison": f"/documents/{ids['corrected']}/compare?from=1&to=2",
        **{f"act, {act}": f"{waiting}/do/{act}" for act in ("accept", "answer", "extend", "withdraw")},
        "act, reopen": f"/documents/{ids['approved']}/do/reopen",
        "act, discard": f"/documents/{draft}/do/discard",
        **{f"link, {act}": f"{waiting}/links/{link}/{act}" for act in ("rotate", "revoke")},
        "clients": "/clients",
        "new client": "/clients/new",
        "client": f"/clients/{firm.client.id}",
        "change a client": f"/clients/{firm.client.id}/edit",
        "jobs": "/jobs",
        "new job": "/jobs/new",
        "job": f"/jobs/{firm.job.id}",
        "change a job": f"/jobs/{firm.job.id}/edit",
        "settings": "/settings",
        **{f"settings, {name}": f"/settings/{name}" for name in SETTINGS},
        "settings, one mail": "/settings/mails/reminder_1",
        "sessions": "/account/sessions",
        "nothing there": "/documents/doc_none",
        "operators": "/ops",
        "one process": f"/ops/processes/{ids['waiting']}",
    }


SETTINGS = ("company", "reminders", "mails", "terms", "team")
