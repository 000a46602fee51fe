"""What must hold in the record after every step, whatever was done: the model's view, and the invariants."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select, text

from domain.lifecycle import SETTLED, Action, State
from domain.snapshot import fingerprint
from records import acts, audit, reminders
from records.database import Tx
from records.schema import OWNED, answers, audit_events, documents, outbox, versions
from tests.records.paper_model import Paper
from tests.world import Company

FOREIGN = " UNION ALL ".join(
    f"SELECT '{table.name}' FROM {table.name} WHERE company_id <> :own"  # noqa: S608  our own names
    for table in OWNED
)


async def check(firm: Company, papers: list[Paper], at: datetime) -> None:
    """Hold a firm's whole record against the model. Raises `AssertionError`."""
    async with firm.transaction(at) as tx:
        await _documents(tx, papers)
        await _one_final_answer(tx, papers)
        await _versions_never_change(tx, papers)
        await _each_signal_once(tx, papers)
        await _numbers_without_gap(tx)
        assert await audit.faults(tx) == [], "I17"
        assert await tx.all(text(FOREIGN), {"own": tx.company_id}) == [], "I15"


async def _documents(tx: Tx, papers: list[Paper]) -> None:
    rows = {row.id: row for row in await tx.all(select(documents))}
    company = await acts.company(tx)
    for paper in papers:
        row = rows[paper.document_id]
        stands = (row.state, row.version, row.valid_until, row.held_until, row.number, row.draft_revision)
        assert stands == (
            paper.state,
            paper.version,
            paper.valid_until,
            paper.held_until,
            paper.number,
            paper.revision,
        )
        assert (row.draft is not None) == paper.drafted
        if State(row.state) in SETTLED:
            assert await reminders.steps(tx, row, company) == [], "I13"


async def _one_final_answer(tx: Tx, papers: list[Paper]) -> None:
    counted: dict[str, dict[int, Action]] = defaultdict(dict)
    shown = {paper.document_id: paper.shas for paper in papers}
    for row in await tx.all(select(answers)):
        assert row.sha256 == row.evidence["sha256"] == shown[row.document_id][row.version], "I2"
        if row.action != Action.HOLD and row.reopened_at is None:
            assert row.version not in counted[row.document_id], "I3"
            counted[row.document_id][row.version] = Action(row.action)
    assert counted == {paper.document_id: paper.counted for paper in papers if paper.counted}


async def _versions_never_change(tx: Tx, papers: list[Paper]) -> None:
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in await tx.all(select(versions)):
        assert fingerprint(row.content) == row.sha256, "I6"
        found[row.document_id][row.version] = row.sha256
    assert found == {paper.document_id: paper.shas for paper in papers if paper.shas}


async def _each_signal_once(tx: Tx, papers: list[Paper]) -> None:
    rows = await tx.all(select(outbox.c.document_id, outbox.c.act_id))
    recorded = {(row.document_id, row.act_id) for row in await tx.all(select(audit_events))}
    assert {tuple(row) for row in rows} <= recorded, "a signal cites an act that nobody recorded"
    for paper in papers:
        assert sum(row.document_id == paper.document_id for row in rows) == paper.signals


async def _numbers_without_gap(tx: Tx) -> None:
    series: dict[str, list[int]] = defaultdict(list)
    for row in await tx.all(select(documents.c.number).where(documents.c.number != "")):
        year, _, place = row.number.rpartition("-")
        series[year].append(int(place))
    for places in series.values():
        assert sorted(places) == list(range(1, len(places) + 1)), "I8"
