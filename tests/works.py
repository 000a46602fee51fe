"""The worked example of the domain rules, lived by the cast: a contract, its change order, its statements."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.answer import Answer
from domain.lifecycle import Action
from records import answers, contracts, drafts, links, parties, publishing, statements
from records.drafts import Draft
from records.evidence import Witness
from records.ids import new_id
from records.publishing import Published
from records.recording import Receipt
from tests.world import Company

MARKET: list[dict[str, Any]] = [
    {"number": "1.1", "group": "Lot 1", "description": "Décapage et évacuation", "quantity": "1"}
    | {"unit": "forfait", "unit_price": "3215.47", "vat_rate": "10"},
    {"number": "1.2", "group": "Lot 1", "description": "Dalle en béton armé", "quantity": "148.60"}
    | {"unit": "m²", "unit_price": "46.37", "vat_rate": "10"},
    {"number": "2.1", "group": "Lot 2", "description": "Charpente traditionnelle", "quantity": "1"}
    | {"unit": "forfait", "unit_price": "7850.00", "vat_rate": "20"},
    {"number": "2.2", "group": "Lot 2", "description": "Semelle filante", "quantity": "37.25"}
    | {"unit": "ml", "unit_price": "112.90", "vat_rate": "20"},
]
CHANGE_ORDER: list[dict[str, Any]] = [
    {"number": "A1.1", "description": "Regards supplémentaires", "quantity": "12"}
    | {"unit": "u", "unit_price": "65.20", "vat_rate": "10"},
]
# Cumulative progress (%) of each statement of the example, by line number.
S1 = {"1.1": "100", "1.2": "30", "2.1": "0", "2.2": "25"}
S2 = {"1.1": "100", "1.2": "72.5", "2.1": "40", "2.2": "66.7", "A1.1": "50"}
S3 = dict.fromkeys(S2, "100")

ARCHITECT = {"name": "Inès Caradec", "email": "ines@caradec.example", "role": "architect"}
OWNER = {"name": "Jeanne Petit", "email": "jeanne@petit.example", "role": "owner"}
CHAIN: list[dict[str, Any]] = [
    {"title": "Visa de l'architecte", "people": [ARCHITECT], "days": "7"},
    {"title": "Accord du maître d'ouvrage", "people": [OWNER], "days": "15"},
]


async def contract(
    company: Company, lines: list[dict[str, Any]] | None = None, at: datetime | None = None, **more: Any
) -> Published:
    """Give the quote that Mme Petit approved: 30 % deposit, 5 % retention, unless said otherwise."""
    terms = {"deposit_percent": "30", "retention_percent": "5", "valid_until": "", **more}
    quote = await company.quote("Extension de la maison", lines or MARKET, at, **terms)
    await company.answer(quote, Action.APPROVE)
    return quote


async def change_order(
    company: Company, quote: Published, lines: list[dict[str, Any]] | None = None
) -> Published:
    """Give a change order to the contract of a quote, approved by Mme Petit."""
    raw = {"title": "Regards supplémentaires", "lines": lines or CHANGE_ORDER}
    async with company.transaction() as tx:
        draft = await drafts.create(
            tx, company.claire, raw, client_id=company.client.id, amends=quote.document_id
        )
        order = await publishing.publish(tx, draft.document_id, company.claire)
    await company.answer(order, Action.APPROVE)
    return order


async def line_ids(company: Company, quote: Published) -> dict[str, str]:
    """Give the ids of the contract's lines by their numbers."""
    async with company.transaction() as tx:
        found = await contracts.of_quote(tx, quote.document_id)
        assert found is not None
        basis = await contracts.basis(tx, found.id)
    return {line.number: line.id for line in basis.lines}


async def progress(company: Company, quote: Published, percents: Mapping[str, str]) -> list[dict[str, str]]:
    """Give progress as programs write it, for percents by line number."""
    ids = await line_ids(company, quote)
    return [{"line_id": ids[number], "percent": percent} for number, percent in percents.items()]


async def draft_statement(
    company: Company, quote: Published, percents: Mapping[str, str], at: datetime | None = None, **more: Any
) -> Draft:
    """Begin the next statement with this cumulative progress, in % by line number."""
    raw = {"progress": await progress(company, quote, percents), **more}
    async with company.transaction(at) as tx:
        return await statements.create(tx, company.claire, raw, quote_id=quote.document_id)


async def statement(
    company: Company, quote: Published, percents: Mapping[str, str], at: datetime | None = None, **more: Any
) -> Published:
    """Give the next statement, just published."""
    draft = await draft_statement(company, quote, percents, at, **more)
    async with company.transaction(at) as tx:
        return await publishing.publish(tx, draft.document_id, company.claire)


async def give_chain(company: Company, chain: list[dict[str, Any]] | None = None) -> None:
    """Let the architect, then the owner, approve the statements of the job; or whoever `chain` names."""
    async with company.transaction() as tx:
        await parties.set_chain(tx, company.job.id, company.claire, CHAIN if chain is None else chain)


async def token_of(company: Company, statement: Published, email: str) -> str:
    """Give the secret of somebody's own link. Raises `KeyError` when they have none yet."""
    async with company.transaction() as tx:
        found = {link.email: link for link in await links.all_of(tx, statement.document_id)}
        return links.token(tx, found[email].seed)


async def answer_as(
    company: Company, statement: Published, person: Mapping[str, str], action: Action, **said: Any
) -> Receipt:
    """What somebody of the chain answers through a link of their own."""
    given = {
        "key": new_id("key"),
        "version": statement.version,
        "name": person["name"],
        "email": person["email"],
        "terms": True,
        **said,
    }
    secret = await token_of(company, statement, person["email"])
    return await answers.give(company.database, secret, Answer(action=action, **given), Witness("192.0.2.8"))
