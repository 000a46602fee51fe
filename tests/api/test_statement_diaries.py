"""What the diaries say of a statement that several people must approve, and how its letters are worded."""

from typing import Any

import httpx
import pytest

from domain.lifecycle import Action
from domain.reminders import StepKind
from records import approvers, billings, contracts, course, templates
from records.publishing import Published
from tests import chains, works
from tests.api.staff_room import read
from tests.works import ARCHITECT, OWNER, S1
from tests.world import Company, World
from ui.mail import kinds
from ui.texts import LOCALES, texts

BOSS = {"escalate_name": "Solène Aubry", "escalate_email": "solene@caradec.example"}
# The steps in the plan of a document that waits for an answer.
STEPS = (
    StepKind.REMIND, StepKind.CALL, StepKind.EXPIRING, StepKind.RESUME, StepKind.EXPIRE, StepKind.DEADLINE,
)  # fmt: skip


async def situation(firm: Company, chain: list[dict[str, Any]] | None = None) -> Published:
    """The first statement of the worked example, just sent to the architect."""
    await works.give_chain(firm, chain)
    return await works.statement(firm, await works.contract(firm), S1)


async def diary(http: httpx.AsyncClient, statement: Published) -> str:
    """The page on which an operator reads the journal and what comes next."""
    return await read(http, f"/ops/processes/{statement.document_id}")


async def test_an_operator_reads_whom_a_statement_waits_for_and_what_comes_next(
    claire: httpx.AsyncClient, world: World
) -> None:
    statement = await situation(world.merel, chains.late("escalate", **BOSS))
    page = await diary(claire, statement)
    assert "Inès Caradec" in page
    assert "« Visa de l'architecte » : la demande va aussi à Solène Aubry" in page
    assert "Relance n° 1 à qui doit répondre" in page
    assert "3 jours ouvrés après le début de son tour" in page
    await works.answer_as(world.merel, statement, ARCHITECT, Action.APPROVE)
    async with world.merel.transaction() as tx:
        chain = await approvers.running(tx, await world.merel.document(statement))
    overview = await read(claire, "/ops")
    assert "Jeanne Petit" in overview
    assert "Inès Caradec" not in overview
    assert chain.since is not None
    assert chain.since.isoformat() in (await claire.get("/ops")).text


async def test_a_statement_approved_in_part_goes_on_until_staff_take_it(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote = await works.contract(world.merel)
    statement = await works.statement(world.merel, quote, S1)
    line = (await works.line_ids(world.merel, quote))["1.2"]
    await world.merel.answer(statement, Action.APPROVE, admitted={line: "20"})
    assert statement.document_id in (await claire.get("/ops")).text
    assert "l’équipe" in await diary(claire, statement)
    async with world.merel.transaction() as tx:
        await course.accept_admitted(tx, statement.document_id, world.merel.claire)
    assert statement.document_id not in (await claire.get("/ops")).text
    assert "Montants admis acceptés par Claire Mérel" in await diary(claire, statement)


@pytest.mark.parametrize(
    ("at_deadline", "sentence"),
    [
        ("remind", "délai dépassé, Inès Caradec a reçu un rappel"),
        ("escalate", "délai dépassé, Inès Caradec n’a pas répondu ; la demande est allée plus haut"),
        ("deem", "délai dépassé, le silence de Inès Caradec vaut approbation"),
    ],
)
async def test_the_journal_says_what_a_missed_deadline_led_to(
    claire: httpx.AsyncClient, world: World, at_deadline: str, sentence: str
) -> None:
    more = BOSS if at_deadline == "escalate" else {}
    statement = await situation(world.merel, chains.late(at_deadline, **more))
    await chains.let_lapse(world.merel, statement)
    assert f"Étape « Visa de l'architecte » : {sentence}" in await diary(claire, statement)


async def test_the_journal_tells_of_visas_turns_handed_over_silence_and_figures(
    claire: httpx.AsyncClient, world: World
) -> None:
    merel = world.merel
    statement = await situation(merel, [*chains.late("deem")[::-1]])
    owner = await chains.turn_of(merel, statement, OWNER)
    await chains.hand_over(merel, statement, owner.id)
    await works.answer_as(merel, statement, chains.STAND_IN, Action.APPROVE)
    await chains.let_lapse(merel, statement, 2)
    async with merel.transaction() as tx:
        document = await merel.document(statement)
        await billings.bill(tx, document.id, await billings.due(tx, document))
    page = await diary(claire, statement)
    assert "Tour de Jeanne Petit confié à Paul Kervella par Claire Mérel" in page
    assert "Version 1 visée par Paul Kervella" in page
    assert "Version 1 approuvée tacitement" in page
    assert "Facturation préparée : 4 597,17 €" in page


async def test_a_contracts_terms_that_change_are_told_with_its_quote(
    claire: httpx.AsyncClient, world: World
) -> None:
    quote = await works.contract(world.merel)
    contract = await chains.contract_of(world.merel, quote)
    async with world.merel.transaction() as tx:
        await contracts.change_conditions(tx, contract.id, world.merel.claire, {"prorata_percent": "2"})
    assert "Conditions du marché modifiées par Claire Mérel" in await diary(claire, quote)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_step_of_a_plan_has_its_words_everywhere(locale: str) -> None:
    t = texts(locale)
    for step in STEPS:
        for area in ("step", "ops-step"):
            assert t(f"{area}-{step}", number=1)
        assert t(f"next-{step}", number=1, day="12 mai")
    for at_deadline in ("remind", "escalate", "deem"):
        assert t(f"why-deadline-{at_deadline}", step="Visa", who="Solène")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_letter_has_its_name_in_the_settings_and_beside_a_document(locale: str) -> None:
    for kind in kinds.Kind:
        assert texts(locale)(f"mail-kind-{kind}")
        assert texts(locale)(f"letter-{kind}")


async def test_letters_about_statements_are_worded_apart_and_previewed_with_an_example(
    claire: httpx.AsyncClient, world: World
) -> None:
    page = await read(claire, "/settings/mails")
    assert "Situation de travaux · Au client" in page
    assert "À votre tour de valider" in page
    path = "/settings/mails/turn?about=statement"
    shown = await read(claire, path)
    assert "Situation n° 3 à valider" in shown
    assert "Mme Le Goff a approuvé" in shown
    assert (await claire.get("/settings/mails/turn")).status_code == 404  # no quote calls for it
    assert (await claire.get("/settings/mails/hold_over?about=statement")).status_code == 404
    done = await claire.post(path, data={"subject": "À viser : {document}", "body": "{turn}\n\n{deadline}"})
    assert "enregistré" in await read(claire, done.headers["location"])
    async with world.merel.transaction() as tx:
        assert await templates.template(tx, "statement-turn", "fr") is not None
        assert await templates.template(tx, "turn", "fr") is None


@pytest.mark.parametrize("kind", kinds.about("statement"))
async def test_every_letter_about_a_statement_has_a_preview(claire: httpx.AsyncClient, kind: str) -> None:
    page = await read(claire, f"/settings/mails/{kind}?about=statement")
    assert "{" not in page.rpartition("Aperçu")[2]


async def test_the_same_wordings_are_read_and_set_by_programs(program: Any) -> None:
    known = {(mail["kind"], mail["about"]) for mail in (await program.get("/mails"))["data"]}
    assert ("turn", "statement") in known
    assert ("turn", "quote") not in known
    own = {"subject": "À viser : {document}", "body": "{turn}"}
    kept = await program.put("/mails/turn/fr?about=statement", own)
    assert (kept["about"], kept["own"], kept["body"]) == ("statement", True, "{turn}")
    await program.put("/mails/turn/fr", own, expect=404)


async def test_a_preview_shows_the_letter_that_the_first_approver_will_get(
    program: Any, world: World
) -> None:
    merel = world.merel
    await works.give_chain(merel, chains.late("deem"))
    draft = await works.draft_statement(merel, await works.contract(merel), S1)
    shown = await program.get(f"/documents/{draft.document_id}/preview")
    assert (shown["email"], shown["name"]) == (ARCHITECT["email"], ARCHITECT["name"])
    text = " ".join(shown["text"].split())
    assert "C’est à vous de répondre, à l’étape « Visa de l'architecte »." in text
    assert "votre silence vaudra approbation" in text
    assert "deadline-deem" in {step["reason"] for step in shown["to_come"]}
