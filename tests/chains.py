"""Chains of approvers that the tests give to a job, and how far a chain has come."""

from datetime import datetime
from typing import Any

from records import approvers, contracts, course, letters, reminders, turns
from records.approvers import Running
from records.publishing import Published
from tests import works
from tests.works import ARCHITECT, OWNER
from tests.world import Company

ENGINEER = {"name": "Hugo Sylla", "email": "hugo@bet-sylla.example", "role": "architect"}
PAYER = {"name": "Banque des Rives", "email": "prets@rives.example", "role": "payer"}
STAND_IN = {"name": "Paul Kervella", "email": "paul@caradec.example", "role": "architect"}
DIRECTOR = {"name": "Solène Aubry", "email": "solene@caradec.example", "role": "architect"}

PARALLEL: list[dict[str, Any]] = [
    {"title": "Visa de l'architecte", "people": [ARCHITECT]},
    {"title": "Accord du maître d'ouvrage", "people": [OWNER], "parallel": True},
]
TWO_OF_THREE: list[dict[str, Any]] = [
    {"title": "Visa de la maîtrise d'œuvre", "people": [ARCHITECT, ENGINEER, DIRECTOR], "quorum": "2"},
    {"title": "Accord du maître d'ouvrage", "people": [OWNER], "days": "15"},
]


def late(at_deadline: str, **more: Any) -> list[dict[str, Any]]:
    """The architect, who may be late, then the owner."""
    first = {"title": "Visa de l'architecte", "people": [ARCHITECT], "at_deadline": at_deadline, **more}
    return [first, {"title": "Accord du maître d'ouvrage", "people": [OWNER], "days": "15"}]


async def running(company: Company, statement: Published) -> Running:
    """Give the chain of the statement's current version."""
    document = await company.document(statement)
    async with company.transaction() as tx:
        return await approvers.running(tx, document)


async def stands(company: Company, statement: Published) -> list[tuple[str, str]]:
    """Give whose turn it is, and how everybody's stands: (name, state), in order of the chain."""
    return [(turn.name, turn.state) for turn in (await running(company, statement)).turns]


async def turn_of(company: Company, statement: Published, person: dict[str, str]) -> Any:
    """Give the turn of somebody of the chain."""
    chain = await running(company, statement)
    return next(turn for turn in chain.turns if turn.email == person["email"])


async def hand_over(
    company: Company, statement: Published, turn_id: str, name: str = "", email: str = ""
) -> None:
    """Staff hand a turn over, to the architect's stand-in unless somebody else is named."""
    async with company.transaction() as tx:
        await turns.delegate(
            tx,
            statement.document_id,
            turn_id,
            company.claire,
            name=name or STAND_IN["name"],
            email=email or STAND_IN["email"],
        )


async def let_lapse(company: Company, statement: Published, step: int = 1) -> bool:
    """Let the deadline of a step pass, as the story does at that moment; False when nothing is late."""
    chain = await running(company, statement)
    due: datetime | None = chain.step(step).due_at
    assert due is not None
    return await carry_out(company, statement, f"deadline-{step}", due)


async def carry_out(company: Company, statement: Published, key: str, at: datetime) -> bool:
    """Carry out a step of the plan at a moment."""
    async with company.transaction(at) as tx:
        return await reminders.carry_out(tx, statement.document_id, key)


async def take_back(company: Company, statement: Published) -> None:
    """Staff take the last answer back."""
    async with company.transaction() as tx:
        await course.reopen(tx, statement.document_id, company.claire, "Erreur")


async def contract_of(company: Company, quote: Published) -> Any:
    """Give the contract that a quote made."""
    async with company.transaction() as tx:
        found = await contracts.of_quote(tx, quote.document_id)
    assert found is not None
    return found


async def sent(firm: Company, chain: list[dict[str, Any]] = works.CHAIN) -> Published:
    """The first statement of a contract, on its way through a chain."""
    await works.give_chain(firm, chain)
    return await works.statement(firm, await works.contract(firm), works.S1)


async def asked(firm: Company, statement: Published, kind: str = "turn") -> list[str]:
    """To whom letters of a kind were written, oldest first."""
    async with firm.transaction() as tx:
        return [
            row.to_email for row in await letters.of_document(tx, statement.document_id) if row.kind == kind
        ]
