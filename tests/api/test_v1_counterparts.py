"""Everything that staff do in a page, a program can do too: a page's act without its operation fails."""

from collections.abc import Iterator

from fastapi import FastAPI

from api.staff.deciding import DONE
from api.staff.sharing import LINK_ACTS
from tests.api.test_routes import LISTED, Who

# What a page changes, and the operations of the REST API that do the same.
COUNTERPARTS: dict[str, set[str]] = {
    "/account/sessions/revoke": {"endSessions"},
    "/account/sessions/{digest}/revoke": {"endSession"},
    "/quotes/new": {"createQuote"},
    "/quotes/{document_id}/whose": {"changeDocument"},
    "/quotes/{document_id}/edit": {"changeDocument"},
    "/quotes/{document_id}/comments/{line_id}/resolve": {"resolveComments"},
    "/statements/new": {"createStatement"},
    "/statements/{document_id}/edit": {"changeDocument"},
    "/statements/{document_id}/cells": {"writeProgress"},
    "/statements/{document_id}/fill": {"writeProgress"},
    "/statements/{document_id}/text": {"changeDocument"},
    "/contracts/{contract_id}/conditions": {"changeConditions"},
    "/contracts/{contract_id}/change-orders": {"createQuote"},
    "/clients/new": {"createClient"},
    "/clients/{client_id}/edit": {"changeClient"},
    "/clients/{client_id}/address": {"mendAddress"},
    "/jobs/new": {"createJob"},
    "/jobs/{job_id}/edit": {"changeJob"},
    "/jobs/{job_id}/chain": {
        "changeChain",
        "createChainTemplate",
        "changeChainTemplate",
        "deleteChainTemplate",
    },
    "/documents/{document_id}/publish": {"publish", "previewPublication"},
    "/documents/{document_id}/correct": {"changeDocument"},
    "/documents/{document_id}/do/admitted": {"acceptAdmitted"},
    "/documents/{document_id}/do/accept": {"markAccepted"},
    "/documents/{document_id}/do/answer": {"answerForClient", "keepProof"},
    "/documents/{document_id}/do/extend": {"extend"},
    "/documents/{document_id}/do/reopen": {"reopen"},
    "/documents/{document_id}/do/withdraw": {"withdraw"},
    "/documents/{document_id}/do/discard": {"discardDraft"},
    "/documents/{document_id}/duplicate": {"duplicate"},
    "/documents/{document_id}/reminders": {"switchReminders"},
    "/documents/{document_id}/links": {"createLink"},
    "/documents/{document_id}/links/{link_id}/rotate": {"rotateLink"},
    "/documents/{document_id}/links/{link_id}/revoke": {"revokeLink"},
    "/documents/{document_id}/letters/{letter_id}/again": {"sendMailAgain"},
    "/documents/{document_id}/turns/{turn_id}/delegate": {"delegate"},
    "/settings/company": {"changeCompany"},
    "/settings/reminders": {"changeReminderPlan"},
    "/settings/team": {"invite"},
    "/settings/team/{user_id}/password": {"givePassword"},
    "/settings/team/{user_id}/disable": {"disableAccount"},
    "/settings/team/{user_id}/enable": {"enableAccount"},
    "/settings/mails/{kind}": {"changeMail", "resetMail"},
    "/settings/terms": {"changeTerms"},
    "/ops/processes/{document_id}/reconcile": {"reconcile"},
}
# Routes that carry out several acts: each act counts by itself.
ACTS = {
    "/documents/{document_id}/do/{act}": tuple(DONE),
    "/documents/{document_id}/links/{link_id}/{act}": LINK_ACTS,
}


def changing() -> Iterator[str]:
    """What changes something in a page of staff or administrators."""
    for (method, path), who in LISTED.items():
        if who in (Who.STAFF, Who.ADMIN) and method != "GET":
            yield from (path.replace("{act}", act) for act in ACTS.get(path, ("{act}",)))


def test_every_act_of_a_page_has_its_operation(app: FastAPI) -> None:
    assert set(changing()) == set(COUNTERPARTS)
    described = app.openapi()["paths"].values()
    known = {operation["operationId"] for path in described for operation in path.values()}
    missing = {path: names - known for path, names in COUNTERPARTS.items() if names - known}
    assert missing == {}


def test_every_operation_says_in_a_sentence_what_it_does_and_how_it_refuses(app: FastAPI) -> None:
    for path in app.openapi()["paths"].values():
        for operation in path.values():
            assert operation["summary"], operation["operationId"]
            refusals = [said for status, said in operation["responses"].items() if int(status) >= 400]
            assert all(list(said["content"]) == ["application/problem+json"] for said in refusals)
