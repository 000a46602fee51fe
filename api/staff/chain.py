"""Who must approve: the editor of a job's chain, its templates, and a turn handed over to somebody else."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Response

from api.errors import say_problems
from api.staff.chain_form import MAX_FIELDS, Typed, change, picture, read_form, stored
from api.staff.visit import Visit, VisitDep
from domain import chain as rules
from domain.refusals import Invalid, NotFound, Problem, Refused
from records import acts, approvers, chain_templates, parties, turns

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """The editor: the steps as typed, the mark of the chain they started from, what was typed for templates.

    `focus` is where typing goes on, `note` says what was done; in a `conflict` somebody else saved meanwhile.
    """

    job_id: str
    steps: list[Typed]
    seen: str
    template: str = ""
    template_name: str = ""
    focus: str = ""
    note: str = ""
    problems: tuple[Problem, ...] = ()
    conflict: bool = False

    @property
    def status(self) -> int:
        """The HTTP status that says how it went."""
        return 409 if self.conflict else 422 if self.problems else 200


@router.get("/jobs/{job_id}/chain")
async def edit_chain(visit: VisitDep, job_id: str) -> Response:
    """Show the editor with the job's chain."""
    async with visit.transaction() as tx:
        job = await parties.job(tx, job_id)
    return await _editor(visit, Desk(job_id, stored(job.chain), rules.mark(job.chain)))


@router.post("/jobs/{job_id}/chain")
async def change_chain(visit: VisitDep, job_id: str) -> Response:
    """Do what the button says: save the chain, change the form, or keep, lay or throw away a template."""
    form = await visit.request.form(max_fields=MAX_FIELDS, max_files=0)
    desk = Desk(
        job_id,
        read_form(form),
        str(form.get("seen", "")),
        str(form.get("template", "")),
        str(form.get("template_name", "")),
    )
    act, _, place = str(form.get("do", "save")).partition(":")
    if act in DOING:
        return await DOING[act](visit, desk, place)
    async with visit.transaction() as tx:
        client = await parties.client(tx, (await parties.job(tx, job_id)).client_id)
    changed = change(desk.steps, act, place, client)
    return await _editor(visit, replace(desk, steps=changed.steps, focus=changed.focus))


@router.get("/documents/{document_id}/turns/{turn_id}/delegate")
async def ask_whom(visit: VisitDep, document_id: str, turn_id: str) -> Response:
    """Ask who answers instead of somebody."""
    return await _delegate_form(visit, document_id, turn_id, {"name": "", "email": ""}, {})


@router.post("/documents/{document_id}/turns/{turn_id}/delegate")
async def delegate(visit: VisitDep, document_id: str, turn_id: str) -> Response:
    """Hand a turn over to somebody else, who gets a link of their own."""
    form = await visit.form()
    typed = {name: str(form.get(name, "")) for name in ("name", "email")}
    try:
        async with visit.transaction() as tx:
            await turns.delegate(tx, document_id, turn_id, visit.actor, **typed)
    except Invalid as invalid:
        problems = say_problems(visit.locale, invalid)
        return await _delegate_form(visit, document_id, turn_id, typed, problems)
    return visit.go(f"/documents/{document_id}#chain", done="turn-delegated")


async def _save(visit: Visit, desk: Desk, _: str) -> Response:
    try:
        async with visit.transaction() as tx:
            await parties.set_chain(tx, desk.job_id, visit.actor, desk.steps, seen=desk.seen)
    except Invalid as invalid:
        return await _editor(visit, replace(desk, problems=tuple(invalid.problems)))
    except Refused as refused:
        if refused.code != "chain-changed":
            raise
        return await _editor(visit, replace(desk, conflict=True))
    return visit.go(f"/jobs/{desk.job_id}#chain", done="chain-saved")


async def _picture(visit: Visit, desk: Desk, _: str) -> Response:
    """Show the chain as it is typed so far."""
    if not visit.by_htmx:
        return await _editor(visit, desk)
    return visit.fragment("staff/chain_editor.html", "picture", stages=_stages(desk.steps))


async def _lay(visit: Visit, desk: Desk, _: str) -> Response:
    """Put a template in the place of what was typed; nothing is saved yet."""
    async with visit.transaction() as tx:
        found = await chain_templates.get(tx, desk.template)
    note = visit.t("chain-template-laid", name=found.name)
    return await _editor(visit, replace(desk, steps=stored(found.chain), note=note, focus="chain.0"))


async def _keep(visit: Visit, desk: Desk, replaced: str) -> Response:
    """Keep what was typed as a template, in the place of another one if that was asked for."""
    try:
        async with visit.transaction() as tx:
            if replaced:
                kept = await chain_templates.change(tx, replaced, visit.actor, desk.template_name, desk.steps)
            else:
                kept = await chain_templates.create(tx, visit.actor, desk.template_name, desk.steps)
    except Invalid as invalid:
        problems = tuple(
            replace(problem, field="template_name") if problem.field == "name" else problem
            for problem in invalid.problems
        )
        return await _editor(visit, replace(desk, problems=problems))
    note = visit.t("chain-template-kept", name=kept.name)
    return await _editor(visit, replace(desk, template=kept.id, template_name="", note=note))


async def _forget(visit: Visit, desk: Desk, template_id: str) -> Response:
    """Throw a template away; what was typed stays."""
    async with visit.transaction() as tx:
        gone = await chain_templates.get(tx, template_id)
        await chain_templates.delete(tx, template_id, visit.actor)
    note = visit.t("chain-template-gone", name=gone.name)
    return await _editor(visit, replace(desk, note=note))


DOING: Mapping[str, Callable[[Visit, Desk, str], Awaitable[Response]]] = {
    "save": _save,
    "picture": _picture,
    "lay": _lay,
    "keep": _keep,
    "forget": _forget,
}


async def _editor(visit: Visit, desk: Desk) -> Response:
    async with visit.transaction() as tx:
        job = await parties.job(tx, desk.job_id)
        templates = await chain_templates.everything(tx)
    said = say_problems(visit.locale, Invalid(desk.problems))
    return visit.show(
        "staff/chain_editor.html",
        "form",
        status=desk.status,
        job=job,
        desk=desk,
        seen=rules.mark(job.chain) if desk.conflict else desk.seen,
        stages=_stages(desk.steps),
        theirs=picture(rules.read(job.chain)[0]) if desk.conflict else [],
        templates=templates,
        roles=rules.ROLES,
        limits={"steps": rules.MAX_STEPS, "people": rules.MAX_PEOPLE, "days": rules.MAX_DAYS},
        problems=said,
        faults={field: _with_place(visit, field, text) for field, text in said.items()},
    )


def _stages(steps: Iterable[Mapping[str, Any]]) -> list[list[tuple[int, rules.Step]]]:
    """Give what was typed as a picture shows it, faults and all."""
    return picture(rules.read(list(steps))[0])


def _with_place(visit: Visit, field: str, text: str) -> str:
    """Say in which step, and with whom, something is wrong."""
    part = field.split(".")
    if part[0] != "chain" or len(part) == 1:
        return text
    step = int(part[1]) + 1
    if part[2] == "people" and len(part) > 3:  # noqa: PLR2004  chain.0.people.1.email
        return visit.t("chain-fault-person", step=step, person=int(part[3]) + 1, text=text)
    return visit.t("chain-fault-step", step=step, text=text)


async def _delegate_form(
    visit: Visit, document_id: str, turn_id: str, typed: Mapping[str, str], problems: dict[str, str]
) -> Response:
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        chain = await approvers.running(tx, document)
    turn = next((turn for turn in chain.turns if turn.id == turn_id), None)
    if turn is None:
        raise NotFound("no-such-turn")
    return visit.show(
        "staff/chain_delegate.html",
        "form",
        status=422 if problems else 200,
        document=document,
        turn=turn,
        step=chain.step(turn.step),
        typed=typed,
        problems=problems,
    )
