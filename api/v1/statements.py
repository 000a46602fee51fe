"""Progress statements: begun on the contract of an accepted quote, written line by line."""

from fastapi import APIRouter, Request

from api.deps import SettingsDep, language
from api.v1.door import ONCE, CallerDep, Recorded, TxDep
from api.v1.problems import responses
from api.v1.statement_reading import StatementDraft
from api.v1.statement_writing import NewStatement, WrittenCell, checked, checked_cell
from api.v1.telling import AnyDocument, document_reply, statement_reply
from records import acts, course, statements

router = APIRouter(tags=["statements"], route_class=Recorded)


@router.post(
    "/statements",
    status_code=201,
    operation_id="createStatement",
    responses=responses(409),
    dependencies=[ONCE],
)
async def create_statement(
    request: Request, tx: TxDep, caller: CallerDep, asked: NewStatement
) -> StatementDraft:
    """Begin the next statement of the contract that an accepted quote made. Progress is cumulative.

    Lines that are not named stand where they were, or where a claim that was not admitted had put them. A
    contract has one draft of a statement at a time: while there is one, 409 tells its id in
    `params.document`.
    """
    draft = checked(await statements.create(tx, caller.actor, asked.over({}), quote_id=asked.quote_id))
    return statement_reply(await acts.read(tx, draft.document_id), draft, language(request))


@router.put(
    "/documents/{document_id}/progress/{line_id}",
    operation_id="writeProgress",
    responses=responses(409, 410),
)
async def write_progress(
    request: Request, tx: TxDep, document_id: str, line_id: str, asked: WrittenCell
) -> StatementDraft:
    """Write how far one line is now; the other lines stay as whoever wrote them left them.

    With `seen`, what stood there when the writer started, nobody's work is lost: 409 tells what stands there.
    """
    by, value = asked.one()
    seen = asked.seen.typed if asked.seen else None
    draft = await statements.set_cell(tx, document_id, line_id, by=by, value=value, seen=seen)
    row = await acts.read(tx, document_id)
    return statement_reply(row, checked_cell(draft, line_id), language(request))


@router.post(
    "/documents/{document_id}/accept-admitted",
    operation_id="acceptAdmitted",
    responses=responses(409, 410),
    dependencies=[ONCE],
)
async def accept_admitted(
    request: Request, tx: TxDep, caller: CallerDep, settings: SettingsDep, document_id: str
) -> AnyDocument:
    """Take what was admitted of a statement as it is: that part goes on to invoicing."""
    await course.accept_admitted(tx, document_id, caller.actor)
    return await document_reply(tx, document_id, settings.base_url, language(request))
