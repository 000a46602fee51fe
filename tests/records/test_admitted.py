"""What approvers admit of a statement: less than it claims, never less than was accepted before."""

from collections.abc import Mapping
from typing import Any

import pytest

from domain.lifecycle import Action
from domain.refusals import Invalid, Refused
from records import acts, billings, contracts, drafts, publishing, timeline
from records.publishing import Published
from records.recording import Receipt
from tests import works
from tests.chains import contract_of
from tests.works import S1
from tests.world import Company, World

THEN = S1 | {"1.2": "72.5", "2.1": "40"}  # the statement after S1


async def first(firm: Company) -> tuple[Published, Published, dict[str, str]]:
    """A contract, its first statement, and the ids of its lines by number."""
    quote = await works.contract(firm)
    return quote, await works.statement(firm, quote, S1), await works.line_ids(firm, quote)


async def admit(firm: Company, statement: Published, typed: Mapping[str, str]) -> Receipt:
    return await firm.answer(statement, Action.APPROVE, admitted=typed)


async def accepted(firm: Company, statement: Published) -> dict[str, str]:
    async with firm.transaction() as tx:
        _, admitted, _ = await contracts.as_accepted(tx, await acts.read(tx, statement.document_id))
    return {line: f"{measure.value:f} {measure.by}" for line, measure in admitted.items()}


async def test_admitting_all_that_is_claimed_is_an_approval_in_whole(world: World) -> None:
    firm = world.merel
    _, statement, ids = await first(firm)
    await admit(firm, statement, {ids["1.2"]: "30", ids["1.1"]: "100 %", ids["2.2"]: " ", ids["2.1"]: "0"})
    document = await firm.document(statement)
    assert (document.in_part, document.to_bill, document.payable) == (False, True, 459717)
    assert await accepted(firm, statement) == {}


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("31", "above-claimed"),
        ("101", "above-contract"),
        ("-1", "out-of-range"),
        ("la moitié", "not-a-number"),
        ("29.99999", "too-many-decimals"),
    ],
)
async def test_what_cannot_be_admitted_names_its_line_and_changes_nothing(
    world: World, typed: str, problem: str
) -> None:
    firm = world.merel
    _, statement, ids = await first(firm)
    with pytest.raises(Invalid) as invalid:
        await admit(firm, statement, {ids["1.2"]: typed})
    assert [(found.field, found.code) for found in invalid.value.problems] == [
        (f"admitted[{ids['1.2']}]", problem)
    ]
    assert (await firm.document(statement)).state == "sent"


async def test_what_was_accepted_before_cannot_be_admitted_away(world: World) -> None:
    firm = world.merel
    quote, statement, ids = await first(firm)
    await firm.answer(statement, Action.APPROVE)
    second = await works.statement(firm, quote, THEN)
    with pytest.raises(Invalid, match="below-previous"):
        await admit(firm, second, {ids["1.2"]: "29"})
    assert (await admit(firm, second, {ids["1.2"]: "30"})).state == "approved"


async def test_a_line_of_another_document_and_an_admission_of_a_quote_are_refused(world: World) -> None:
    firm = world.merel
    _, statement, _ = await first(firm)
    with pytest.raises(Invalid, match="foreign-line"):
        await admit(firm, statement, {"ln_of_somebody_else": "10"})
    quote = await firm.quote()
    with pytest.raises(Invalid, match="not-a-statement"):
        await admit(firm, quote, {"ln_of_somebody_else": "10"})


async def test_a_rejection_admits_nothing_whatever_was_typed_before_it(world: World) -> None:
    firm = world.merel
    _, statement, ids = await first(firm)
    await firm.answer(statement, Action.REJECT, comment="À refaire", admitted={ids["1.2"]: "20"})
    again = await firm.new_version(statement, notes="Repris")
    await firm.answer(again, Action.APPROVE)
    assert await accepted(firm, again) == {}


async def test_a_claim_in_quantities_is_admitted_in_quantities_or_in_percents(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    ids = await works.line_ids(firm, quote)
    progress = [
        {"line_id": ids["1.2"], "quantity": "44.58"},
        {"line_id": ids["2.2"], "quantity": "9.3125"},
    ]
    draft = await works.draft_statement(firm, quote, {})
    async with firm.transaction() as tx:
        await drafts.save(tx, draft.document_id, {**draft.raw, "progress": progress})
        statement = await publishing.publish(tx, draft.document_id, firm.claire)
    await admit(firm, statement, {ids["1.2"]: "40", ids["2.2"]: "10 %"})
    assert await accepted(firm, statement) == {ids["1.2"]: "40 quantity", ids["2.2"]: "10 percent"}


async def test_admitting_nothing_new_bills_nothing_and_leaves_the_contract_where_it_was(world: World) -> None:
    firm = world.merel
    quote, statement, ids = await first(firm)
    await admit(firm, statement, dict.fromkeys(ids.values(), "0"))
    document = await firm.document(statement)
    assert (document.gross, document.payable, document.in_part) == (0, 0, True)
    second = await works.statement(firm, quote, S1)
    assert (await firm.document(second)).payable == 459717


async def test_penalties_can_never_be_more_than_what_is_admitted(world: World) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    ids = await works.line_ids(firm, quote)
    statement = await works.statement(
        firm, quote, S1, penalties="4000", penalties_reason="Retard de 12 jours"
    )
    assert (await firm.document(statement)).payable == 59717
    with pytest.raises(Invalid, match="more-than-due"):
        await admit(firm, statement, {ids["1.1"]: "0"})
    assert (await admit(firm, statement, {ids["1.2"]: "29"})).state == "approved"


@pytest.mark.parametrize("penalties", [{"penalties": "100"}, {"penalties": "9999", "penalties_reason": "x"}])
async def test_penalties_have_a_reason_and_are_not_above_what_is_due(
    world: World, penalties: dict[str, Any]
) -> None:
    firm = world.merel
    quote = await works.contract(firm)
    with pytest.raises(Invalid, match=r"reason-needed|more-than-due"):
        await works.statement(firm, quote, S1, **penalties)


async def test_the_next_statement_takes_what_was_admitted_and_claims_the_disputed_part_again(
    world: World,
) -> None:
    firm = world.merel
    quote, statement, ids = await first(firm)
    await admit(firm, statement, {ids["1.2"]: "20"})
    draft = await works.draft_statement(firm, quote, {"2.1": "40"})
    typed = {entry["line_id"]: entry["percent"] for entry in draft.raw["progress"]}
    assert (typed[ids["1.2"]], typed[ids["1.1"]], typed[ids["2.1"]]) == ("30", "100", "40")
    assert (await firm.document(statement)).in_part
    async with firm.transaction() as tx:
        second = await publishing.publish(tx, draft.document_id, firm.claire)
        claim = (await acts.content_of(tx, second.document_id, 1)).statement
        kinds = [event.kind for event in await timeline.happened(tx, statement.document_id)]
    assert claim is not None
    line = claim.claim_of[ids["1.2"]]
    assert (str(line.before.value), line.before_amount, line.disputed) == ("20", 137812, line.now)
    assert kinds[-1] == "accept_admitted"
    document = await firm.document(statement)
    assert (document.in_part, document.to_bill) == (False, True)


async def test_a_draft_that_does_not_leave_takes_nothing(world: World) -> None:
    firm = world.merel
    quote, statement, ids = await first(firm)
    await admit(firm, statement, {ids["1.2"]: "20"})
    draft = await works.draft_statement(firm, quote, {"2.1": "140"})
    async with firm.transaction() as tx:
        with pytest.raises(Invalid, match="above-contract"):
            await publishing.publish(tx, draft.document_id, firm.claire)
    assert (await firm.document(statement)).in_part


async def test_a_repeated_admission_is_the_same_answer_and_another_figure_is_not(world: World) -> None:
    firm = world.merel
    _, statement, ids = await first(firm)
    said: dict[str, Any] = {"key": "double-click", "admitted": {ids["1.2"]: "20"}}
    one = await firm.answer(statement, Action.APPROVE, **said)
    assert (await firm.answer(statement, Action.APPROVE, **said)).answer_id == one.answer_id
    with pytest.raises(Refused, match="key-reused"):
        await firm.answer(statement, Action.APPROVE, key="double-click", admitted={ids["1.2"]: "21"})


async def test_what_is_admitted_line_by_line_sums_to_what_is_billed(world: World) -> None:
    firm = world.merel
    quote, statement, ids = await first(firm)
    await admit(firm, statement, {ids["1.2"]: "20", ids["2.2"]: "12.5"})
    second = await works.statement(firm, quote, THEN)
    await admit(firm, second, {ids["2.1"]: "33.333"})
    third = await works.statement(firm, quote, dict.fromkeys(S1, "100"))
    await firm.answer(third, Action.APPROVE)
    async with firm.transaction() as tx:
        for one in (statement, second, third):
            document = await acts.read(tx, one.document_id)
            assert await billings.bill(tx, one.document_id, await billings.due(tx, document))
        billed = await billings.of_contract(tx, (await contract_of(firm, quote)).id)
    assert sum(row.figures["works"] for row in billed) == 2216158
    assert sum(row.figures["recovered"] for row in billed) == 664848
    assert sum(row.figures["retention"] for row in billed) == billed[-1].figures["retention_total"] == 127917
