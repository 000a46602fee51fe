"""The operators' pages: whether everything works, which processes go on, and one of them in detail."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from api.deps import FilesDep, SettingsDep
from api.diary import Line
from api.errors import say_problems
from api.health import in_time
from api.runs import read_run, web_address
from api.staff.dossier import tell
from api.staff.plan import told
from api.staff.visit import AdminDep, Visit
from api.workflow_server import WorkflowServer
from domain.draft import clean
from domain.lifecycle import OPEN, SETTLED, State
from domain.refusals import Invalid
from domain.reminders import Step
from records import acts, approvers, lists, operations, reminders, timeline
from records.approvers import NOBODY, Running
from ui.texts import has_text

router = APIRouter(prefix="/ops", include_in_schema=False)

GOING_ON = tuple(state for state in State if state not in SETTLED | {State.DRAFT})
ReasonDep = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class Process:
    """One document whose story goes on: whom it waits for, since when, what comes next and why.

    `waits_for` is client, approvers (`who` names them), staff or nobody.
    """

    document: Any
    waits_for: str
    who: str
    since: datetime
    step: Step | None
    why: str
    undelivered: int


@router.get("")
async def overview(visit: AdminDep, files: FilesDep, request: Request, cursor: str = "") -> Response:
    """Show the health of the parts, and the processes that go on."""
    server = workflow_server(request)
    async with visit.transaction() as tx:
        backlog = await operations.backlog(tx)
        waiting = await operations.undelivered(tx)
        going_on = lists.Filters(states=GOING_ON, or_in_part=True)
        page = await lists.list_documents(tx, going_on, clean(cursor))
        coming = await reminders.next_steps(tx, page.rows, await acts.company(tx))
        chains = await approvers.running_of(tx, [(row.id, row.version) for row in page.rows])
        processes = [
            _process(visit, row, chains.get(row.id, NOBODY), coming.get(row.id), waiting.get(row.id, 0))
            for row in page.rows
        ]
    return visit.page(
        "operator/overview.html",
        backlog=backlog,
        parts={
            "database": "",
            "workflow-server": await in_time(server.check(), "away"),
            "files": await in_time(files.ping(), "away"),
        },
        processes=processes,
        next_cursor=page.next_cursor,
    )


@router.get("/processes/{document_id}")
async def process(visit: AdminDep, request: Request, settings: SettingsDep, document_id: str) -> Response:
    """Show one process: its story beside the record's journal."""
    return await _show(visit, request, settings, document_id)


@router.post("/processes/{document_id}/reconcile")
async def reconcile(
    visit: AdminDep, request: Request, settings: SettingsDep, document_id: str, reason: ReasonDep = ""
) -> Response:
    """Wake the document's story, starting it again when it is lost; the reason goes into the journal."""
    try:
        async with visit.transaction() as tx:
            await operations.reconcile(tx, document_id, replace(visit.actor, kind="operator"), reason)
    except Invalid as invalid:
        problems = say_problems(visit.locale, invalid)
        return await _show(visit, request, settings, document_id, status=422, problems=problems, typed=reason)
    return visit.go(f"/ops/processes/{document_id}", done="reconciled")


def workflow_server(request: Request) -> WorkflowServer:
    """The workflow server, as far as it is there."""
    found: WorkflowServer = request.app.state.workflow_server
    return found


async def _show(
    visit: Visit,
    request: Request,
    settings: SettingsDep,
    document_id: str,
    *,
    status: int = 200,
    problems: dict[str, str] | None = None,
    typed: str = "",
) -> Response:
    async with visit.transaction() as tx:
        document = await acts.read(tx, document_id)
        steps = await reminders.steps(tx, document, await acts.company(tx))
        chain = await approvers.running(tx, document)
        events = await timeline.happened(tx, document_id)
        undelivered = (await operations.undelivered(tx)).get(document_id, 0)
    run = await read_run(workflow_server(request), document_id)
    return visit.page(
        "operator/process.html",
        status=status,
        document=document,
        process=_process(visit, document, chain, steps[0] if steps else None, undelivered),
        steps=told(visit.locale, steps),
        journal=[(event, tell(visit, event) or event.kind) for event in events],
        run=run,
        story=[(line, _label(visit, line)) for line in run.lines],
        web_address=web_address(
            settings.temporal_ui_url, settings.temporal_namespace, document_id, run.run_id
        )
        if run.run_id
        else "",
        problems=problems or {},
        typed=typed,
    )


def _label(visit: Visit, line: Line) -> str:
    key = f"ops-line-{line.what}-{line.name}"
    return visit.t(key) if has_text(visit.locale, key) else line.name


def _process(visit: Visit, document: Any, chain: Running, step: Step | None, undelivered: int) -> Process:
    state, asked = State(document.state), approvers.waits_for(chain)
    by_state = "client" if state in OPEN else "staff" if state in GOING_ON or document.in_part else "nobody"
    began = {
        State.SENT: chain.since or document.resumed_at or document.sent_at,
        State.REJECTED: document.answered_at,
        State.APPROVED: document.answered_at,
    }
    return Process(
        document=document,
        waits_for="approvers" if asked else by_state,
        who=asked,
        since=began.get(state) or document.updated_at,
        step=step,
        why=told(visit.locale, [step])[0][2] if step else "",
        undelivered=undelivered,
    )
