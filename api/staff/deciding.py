"""What staff do to a published document from its menu: each asks once more, saying what will follow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Response
from starlette.datastructures import UploadFile

from api import proof
from api.deps import FilesDep
from api.errors import say, say_problems, status_of
from api.staff.claimed import chain_of, claimed, figures_for
from api.staff.dossier import MENU, menu
from api.staff.places import done, editor, listing
from api.staff.visit import Visit, VisitDep
from domain.answer import Answer
from domain.draft import clean
from domain.kinds import KINDS
from domain.lifecycle import Action
from domain.refusals import Invalid, NotFound, Problem, Refused
from records import acts, answers, course, drafts, parties
from records.approvers import Running
from records.database import Tx
from records.files import FileStore
from records.ids import new_id
from records.lists import Filters, list_documents

DONE = {
    "admitted": "admitted-taken",
    "accept": "accepted",
    "answer": "answered-for-client",
    "extend": "extended",
    "reopen": "reopened",
    "withdraw": "withdrawn",
    "discard": "discarded",
}
FOR_CLIENT = (Action.APPROVE, Action.REJECT, Action.HOLD)
ADMITTED = re.compile(r"admitted\[(.{1,60})\]")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the form of an act. `key` makes sending it twice harmless."""

    act: str
    fields: dict[str, str] = field(default_factory=dict)
    chosen: frozenset[str] | None = None
    file: tuple[str, bytes] | None = None  # name and bytes

    def __getitem__(self, name: str) -> str:
        """A field, empty when it is not there."""
        return self.fields.get(name, "")

    def day(self, name: str) -> date:
        """A date. Raises `Invalid`."""
        try:
            return date.fromisoformat(self[name])
        except ValueError:
            raise Invalid([Problem(name, "date-needed")]) from None

    @property
    def admitted(self) -> dict[str, str]:
        """What was admitted of a statement, as typed, by line; a line left empty is admitted in full."""
        found = ((ADMITTED.fullmatch(name), value) for name, value in self.fields.items())
        return {line[1]: value for line, value in found if line and value}

    @property
    def version(self) -> int:
        """The version that was on the page."""
        return int(self["version"]) if self["version"].isascii() and self["version"].isdecimal() else 0


@router.get("/documents/{document_id}/do/{act}")
async def ask(visit: VisitDep, document_id: str, act: str) -> Response:
    """Ask once more, with what will follow. Raises `NotFound` for an act that there is not."""
    return await _form(visit, document_id, Typed(act, {"key": new_id("key")}))


@router.post("/documents/{document_id}/do/{act}")
async def carry_out(visit: VisitDep, document_id: str, act: str, store: FilesDep) -> Response:
    """Do it, or show the form again with what is missing or what came in between."""
    if act not in DONE:
        raise NotFound("no-such-document")
    typed = await _read(visit, act)
    try:
        digest = await _keep_proof(visit, typed, store)
        async with visit.transaction() as tx:
            document = await acts.read(tx, document_id)
            await _do(tx, visit, document, typed, digest)
    except Invalid as invalid:
        return await _form(visit, document_id, typed, invalid=invalid)
    except NotFound:
        raise
    except Refused as refused:
        return await _form(visit, document_id, typed, refused=refused)
    gone = act == "discard" and document.version == 0
    address = listing(document) if gone else f"/documents/{document_id}"
    return visit.go(address, done=done(document, DONE[act]))


@router.post("/documents/{document_id}/duplicate")
async def duplicate(visit: VisitDep, document_id: str) -> Response:
    """Start a new draft that reads like this one."""
    async with visit.transaction() as tx:
        draft = await drafts.duplicate(tx, document_id, visit.actor)
    return visit.go(f"/quotes/{draft.document_id}/edit", done="duplicated")  # only quotes have doubles


@router.post("/documents/{document_id}/reminders")
async def switch_reminders(visit: VisitDep, document_id: str) -> Response:
    """Switch the reminders of this document off or on again."""
    active = (await visit.form()).get("active") == "on"
    async with visit.transaction() as tx:
        await course.set_reminders(tx, document_id, visit.actor, active=active)
    return visit.go(f"/documents/{document_id}", done="reminders-on" if active else "reminders-off")


async def _read(visit: Visit, act: str) -> Typed:
    """Read the form; a file is read no further than one byte over what may be kept."""
    async with visit.request.form(max_files=1, max_fields=20_000, max_part_size=proof.MAX_BYTES) as form:
        given = form.get("proof_file")
        fields = {name: clean(value) for name, value in form.multi_items() if isinstance(value, str)}
        ticked = frozenset(clean(value) for value in form.getlist("chosen"))
        chosen = ticked if "with_choice" in form else None
        if not isinstance(given, UploadFile) or not given.filename:
            return Typed(act, fields, chosen)
        return Typed(act, fields, chosen, (given.filename, await given.read(proof.MAX_BYTES + 1)))


async def _keep_proof(visit: Visit, typed: Typed, store: FileStore) -> str | None:
    """Store the proof before the act."""
    if typed.act != "answer" or typed.file is None:
        return None
    name, data = typed.file
    return await proof.keep(visit.database, store, visit.signed_in.company_id, name, data)


async def _do(tx: Tx, visit: Visit, document: Any, typed: Typed, digest: str | None) -> None:
    """Carry out the act."""
    actor, document_id = visit.actor, document.id
    match typed.act:
        case "admitted":
            await course.accept_admitted(tx, document_id, actor)
        case "accept":
            await answers.mark_accepted(
                tx, document_id, actor, version=typed.version, key=typed["key"], reason=typed["reason"],
                chosen=typed.chosen,
            )  # fmt: skip
        case "answer":
            given = _answer(typed, await chain_of(tx, document))
            await answers.give_for_client(
                tx, document_id, actor, given, reason=typed["reason"], proof=typed["proof"],
                proof_file=digest,
            )  # fmt: skip
        case "extend":
            await course.extend(tx, document_id, actor, typed.day("valid_until"))
        case "reopen":
            await course.reopen(tx, document_id, actor, typed["reason"])
        case "withdraw":
            await course.withdraw(tx, document_id, actor, typed["reason"], typed["successor_id"] or None)
        case _:
            await drafts.discard(tx, document_id, actor)


def _answer(typed: Typed, chain: Running) -> Answer:
    """Read what the client said; of a statement with approvers, whose answer it is."""
    if typed["action"] not in FOR_CLIENT:
        raise Invalid([Problem("action", "unknown-action")])
    action = Action(typed["action"])
    turn = next((turn for turn in chain.open_turns if turn.id == typed["turn"]), None)
    return Answer(
        typed["key"],
        action,
        typed.version,
        turn.name if turn else typed["name"],
        turn.email if turn else typed["email"],
        typed["comment"],
        chosen=typed.chosen if action is Action.APPROVE else None,
        admitted=typed.admitted if action is Action.APPROVE else {},
        hold_until=typed.day("hold_until") if action is Action.HOLD else None,
    )


async def _form(
    visit: Visit,
    document_id: str,
    typed: Typed,
    *,
    invalid: Invalid | None = None,
    refused: Refused | None = None,
) -> Response:
    """Show the form of an act, with what was typed and what is wrong."""
    if typed.act not in DONE:
        raise NotFound("no-such-document")
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        client = await parties.client(tx, document.client_id)
        content = await acts.content_of(tx, document_id, document.version) if document.version else None
        siblings = await list_documents(tx, Filters(client_id=client.id), limit=30)
        chain = await chain_of(tx, document)
        claim = await claimed(tx, document, content, ()) if content else None
    now_allowed = typed.act == "discard" or typed.act in dict(menu(document, client))
    if refused is None and invalid is None and not now_allowed:
        refused = _why(document, typed)
    return visit.show(
        "staff/document_act.html",
        "form",
        status=422 if invalid else status_of(refused) if refused else 200,
        act=typed.act,
        document=document,
        client=client,
        content=content,
        works=claim.works if claim else None,
        turns=[(turn.id, turn.name) for turn in chain.open_turns],
        answers=[action for action in FOR_CLIENT if action in KINDS[document.kind].answers],
        back=f"/documents/{document_id}" if document.version else editor(document),
        **figures_for(visit.locale),
        typed=typed,
        siblings=_others(document, siblings.rows),
        tomorrow=(tx.at.astimezone(visit.zone).date() + timedelta(days=1)).isoformat(),
        problems=say_problems(visit.locale, invalid) if invalid else {},
        refused=say(visit.locale, refused) if refused else "",
    )


def _others(document: Any, rows: Sequence[Any]) -> list[tuple[str, str]]:
    """What may replace a document that is withdrawn: others of the same client that were sent."""
    sent = [row for row in rows if row.id != document.id and row.version]
    return [(row.id, f"{row.number} · {row.title}") for row in sent]


def _why(document: Any, typed: Typed) -> Refused:
    """Say why an act is not possible in the document's present state."""
    action = MENU[typed.act][0]
    try:
        acts.after(document, action)
    except Refused as refused:
        return refused
    return Refused("not-for-this-kind" if typed.act == "extend" else "client-forbids-staff")
