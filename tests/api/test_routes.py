"""Every way in over HTTP, and who may use it (T11): a route that is not listed here fails the build."""

from collections.abc import AsyncIterator, Iterator
from enum import StrEnum

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from records import acts, contracts, links, staff
from tests import works
from tests.api.programs import opened
from tests.world import PASSWORD, Company, World


class Who(StrEnum):
    """Who may use a route."""

    ANYBODY = "anybody"
    LINK = "whoever holds the link of the document"
    STAFF = "staff of the company"
    ADMIN = "administrators of the company"
    TOKEN = "a program of the company"
    ADMIN_TOKEN = "a program in the name of an administrator"


ROUTES: dict[Who, str] = {
    Who.ANYBODY: """
        GET /api/v1/openapi.json
        GET /static/{version}/{path:path}
        GET /brand/{colour}.css
        GET /healthz
        GET /readyz
        GET /metrics
        GET /recover
        POST /recover
        GET /sign-in
        POST /sign-in
        POST /sign-out
        GET /test-pay/{object_id}
        POST /test-pay/{object_id}
        POST /webhooks/{provider}/{company_id}
    """,
    Who.LINK: """
        GET /c/{secret}
        GET /c/{secret}/live
        POST /c/{secret}/seen
        GET /c/{secret}/terms
        GET /c/{secret}/other/{document_id}
        GET /c/{secret}/answer
        POST /c/{secret}/choice
        POST /c/{secret}/code
        POST /c/{secret}/answer
        GET /c/{secret}/admit
        POST /c/{secret}/admit
        GET /c/{secret}/delegate
        POST /c/{secret}/delegate
        GET /c/{secret}/receipt
        GET /c/{secret}/next
        GET /c/{secret}/comment
        POST /c/{secret}/comment
        POST /c/{secret}/reopen
        POST /c/{secret}/extension
        POST /c/{secret}/new-link
        GET /c/{secret}/pdf
        GET /c/{secret}/events
        GET /c/{secret}/pay
        POST /c/{secret}/pay
        GET /c/{secret}/paid
        POST /c/{secret}/paid
    """,
    Who.STAFF: """
        GET /
        GET /events
        GET /account/sessions
        POST /account/sessions/revoke
        POST /account/sessions/{digest}/revoke
        GET /settings
        GET /quotes
        GET /quotes/new
        POST /quotes/new
        GET /quotes/{document_id}/whose
        POST /quotes/{document_id}/whose
        GET /quotes/{document_id}/edit
        POST /quotes/{document_id}/edit
        POST /quotes/{document_id}/comments/{line_id}/resolve
        GET /statements
        GET /statements/new
        POST /statements/new
        GET /statements/{document_id}/edit
        POST /statements/{document_id}/edit
        GET /statements/{document_id}/lines
        POST /statements/{document_id}/cells
        POST /statements/{document_id}/fill
        POST /statements/{document_id}/text
        GET /contracts/{contract_id}
        POST /contracts/{contract_id}/conditions
        POST /contracts/{contract_id}/change-orders
        GET /clients
        GET /clients/new
        POST /clients/new
        GET /clients/{client_id}
        GET /clients/{client_id}/edit
        POST /clients/{client_id}/edit
        POST /clients/{client_id}/address
        GET /jobs
        GET /jobs/new
        POST /jobs/new
        GET /jobs/{job_id}
        GET /jobs/{job_id}/edit
        POST /jobs/{job_id}/edit
        GET /jobs/{job_id}/chain
        POST /jobs/{job_id}/chain
        GET /documents
        GET /documents/{document_id}
        POST /documents/{document_id}/correct
        GET /documents/{document_id}/preview
        GET /documents/{document_id}/preview/mail
        GET /documents/{document_id}/preview/paper
        GET /documents/{document_id}/preview/pdf
        POST /documents/{document_id}/publish
        GET /documents/{document_id}/compare
        GET /documents/{document_id}/versions/{number}
        GET /documents/{document_id}/pdf
        GET /documents/{document_id}/qr.svg
        GET /documents/{document_id}/proof/{digest}
        GET /documents/{document_id}/events
        GET /documents/{document_id}/do/{act}
        POST /documents/{document_id}/do/{act}
        POST /documents/{document_id}/duplicate
        POST /documents/{document_id}/reminders
        POST /documents/{document_id}/links
        GET /documents/{document_id}/links/{link_id}/{act}
        POST /documents/{document_id}/links/{link_id}/{act}
        GET /documents/{document_id}/letters/{letter_id}/again
        POST /documents/{document_id}/letters/{letter_id}/again
        GET /documents/{document_id}/turns/{turn_id}/delegate
        POST /documents/{document_id}/turns/{turn_id}/delegate
    """,
    Who.ADMIN: """
        GET /settings/company
        POST /settings/company
        GET /settings/reminders
        POST /settings/reminders
        GET /settings/team
        POST /settings/team
        POST /settings/team/{user_id}/password
        POST /settings/team/{user_id}/disable
        POST /settings/team/{user_id}/enable
        GET /settings/mails
        GET /settings/mails/{kind}
        POST /settings/mails/{kind}
        GET /settings/terms
        POST /settings/terms
        GET /ops
        GET /ops/processes/{document_id}
        POST /ops/processes/{document_id}/reconcile
    """,
    Who.TOKEN: """
        GET /api/v1/clients
        POST /api/v1/clients
        GET /api/v1/clients/{client_id}
        PUT /api/v1/clients/{client_id}
        POST /api/v1/clients/{client_id}/address
        GET /api/v1/jobs
        POST /api/v1/jobs
        GET /api/v1/jobs/{job_id}
        PUT /api/v1/jobs/{job_id}
        GET /api/v1/jobs/{job_id}/chain
        PUT /api/v1/jobs/{job_id}/chain
        GET /api/v1/chain-templates
        POST /api/v1/chain-templates
        GET /api/v1/chain-templates/{template_id}
        PUT /api/v1/chain-templates/{template_id}
        DELETE /api/v1/chain-templates/{template_id}
        POST /api/v1/quotes
        GET /api/v1/contracts
        GET /api/v1/contracts/{contract_id}
        PUT /api/v1/contracts/{contract_id}
        POST /api/v1/statements
        GET /api/v1/documents
        GET /api/v1/documents/{document_id}
        PUT /api/v1/documents/{document_id}
        DELETE /api/v1/documents/{document_id}/draft
        GET /api/v1/documents/{document_id}/preview
        POST /api/v1/documents/{document_id}/publish
        POST /api/v1/documents/{document_id}/proofs
        GET /api/v1/documents/{document_id}/proofs/{sha256}
        POST /api/v1/documents/{document_id}/answers
        POST /api/v1/documents/{document_id}/mark-accepted
        POST /api/v1/documents/{document_id}/withdraw
        POST /api/v1/documents/{document_id}/extend
        POST /api/v1/documents/{document_id}/reopen
        POST /api/v1/documents/{document_id}/duplicate
        POST /api/v1/documents/{document_id}/accept-admitted
        PUT /api/v1/documents/{document_id}/progress/{line_id}
        POST /api/v1/documents/{document_id}/turns/{turn_id}/delegate
        PUT /api/v1/documents/{document_id}/reminders
        GET /api/v1/documents/{document_id}/links
        POST /api/v1/documents/{document_id}/links
        POST /api/v1/documents/{document_id}/links/{link_id}/rotate
        POST /api/v1/documents/{document_id}/links/{link_id}/revoke
        GET /api/v1/documents/{document_id}/mails
        POST /api/v1/documents/{document_id}/mails/{mail_id}/again
        GET /api/v1/documents/{document_id}/timeline
        GET /api/v1/documents/{document_id}/comments
        POST /api/v1/documents/{document_id}/comments/{line_id}/resolve
        GET /api/v1/documents/{document_id}/pdf
        GET /api/v1/sessions
        POST /api/v1/sessions/revoke
        POST /api/v1/sessions/{session_id}/revoke
    """,
    Who.ADMIN_TOKEN: """
        GET /api/v1/company
        PUT /api/v1/company
        GET /api/v1/reminders
        PUT /api/v1/reminders
        GET /api/v1/terms/{locale}
        PUT /api/v1/terms/{locale}
        GET /api/v1/mails
        PUT /api/v1/mails/{kind}/{locale}
        DELETE /api/v1/mails/{kind}/{locale}
        GET /api/v1/team
        POST /api/v1/team
        POST /api/v1/team/{user_id}/password
        POST /api/v1/team/{user_id}/disable
        POST /api/v1/team/{user_id}/enable
        POST /api/v1/documents/{document_id}/reconcile
    """,
}
LISTED = {
    (method, path): who
    for who, lines in ROUTES.items()
    for method, _, path in (line.strip().partition(" ") for line in lines.strip().splitlines())
}
OURS = ("document_id", "client_id", "job_id", "user_id", "contract_id")  # what belongs to one company
QUERY = {"version": "1", "state": "sent", "line": "ln_none"}  # what some addresses ask for besides
BEHIND_A_DOOR = [(method, path, who) for (method, path), who in LISTED.items() if who is not Who.ANYBODY]


def served(app: FastAPI) -> Iterator[tuple[str, str]]:
    for route in iter_route_contexts(app.routes):
        for method in route.methods or ():
            if method != "HEAD":  # answered as GET without its body
                yield method, route.path or ""


def test_every_route_says_who_may_use_it(app: FastAPI) -> None:
    assert set(served(app)) == set(LISTED)


async def ask(http: httpx.AsyncClient, method: str, path: str, things: dict[str, str]) -> httpx.Response:
    return await http.request(method, path.format_map(things), params=QUERY)


def of(
    company: Company, document_id: str, link_id: str, secret: str, contract_id: str = "ctr_none"
) -> dict[str, str]:
    """What fills the gaps of an address."""
    return {
        "secret": secret,
        "document_id": document_id,
        "client_id": company.client.id,
        "job_id": company.job.id,
        "contract_id": contract_id,
        "template_id": "cht_none",
        "turn_id": "turn_none",
        "user_id": company.karim.id,
        "link_id": link_id,
        "line_id": "ln_none",
        "letter_id": "let_none",
        "mail_id": "let_none",
        "session_id": "0" * 64,
        "digest": "0" * 64,
        "sha256": "0" * 64,
        "number": "1",
        "act": "withdraw",
        "kind": "sent",
        "locale": "fr",
    }


@pytest.fixture
async def things(world: World) -> dict[str, str]:
    """A quote of Claire's firm, its link, and everything around it; and a contract."""
    signed = await works.contract(world.merel)
    quote = await world.merel.quote()
    async with world.merel.transaction() as tx:
        link = (await links.all_of(tx, quote.document_id))[0]
        contract = await contracts.of_quote(tx, signed.document_id)
    assert contract is not None
    return of(world.merel, quote.document_id, link.id, quote.token, contract.id)


async def session(app: FastAPI, email: str) -> httpx.AsyncClient:
    secret, _ = await staff.sign_in(app.state.database, email, PASSWORD, ip=email, user_agent="")
    return opened(app, Cookie=f"__Host-aval={secret}")


@pytest.fixture
async def member(app: FastAPI, world: World) -> AsyncIterator[httpx.AsyncClient]:
    """Karim, who administers nothing."""
    async with await session(app, world.merel.karim.email) as http:
        yield http


@pytest.fixture
async def neighbour(app: FastAPI, world: World) -> AsyncIterator[httpx.AsyncClient]:
    """The administrator of the firm next door."""
    async with await session(app, world.durand.claire.email) as http:
        yield http


async def test_nobody_comes_in_without_what_the_door_asks_for(
    stranger: httpx.AsyncClient, things: dict[str, str]
) -> None:
    wanted = {
        Who.LINK: {404},
        Who.STAFF: {303, 401},
        Who.ADMIN: {303, 401},
        Who.TOKEN: {401},
        Who.ADMIN_TOKEN: {401, 429},
    }
    for method, path, who in BEHIND_A_DOOR:
        reply = await ask(stranger, method, path, {**things, "secret": "no-such-secret"})
        assert reply.status_code in wanted[who] | {429}, (method, path, reply.status_code)
        if reply.status_code == 303:
            assert reply.headers["location"].startswith("/sign-in"), (method, path)


async def test_members_do_not_administer(member: httpx.AsyncClient, things: dict[str, str]) -> None:
    for method, path, who in BEHIND_A_DOOR:
        if who is Who.ADMIN:
            reply = await ask(member, method, path, things)
            assert reply.status_code == 403, (method, path, reply.status_code)


async def test_a_session_opens_no_door_of_programs_nor_a_token_one_of_staff(
    member: httpx.AsyncClient, app: FastAPI, world: World, things: dict[str, str]
) -> None:
    async with opened(app, world.merel.token) as program:
        for method, path, who in BEHIND_A_DOOR:
            if who is Who.TOKEN and method == "GET":
                assert (await ask(member, method, path, things)).status_code in (401, 429), path
            if who in (Who.STAFF, Who.ADMIN) and method == "GET":
                assert (await ask(program, method, path, things)).status_code in (303, 401), path


async def test_the_neighbour_reads_and_changes_nothing_of_ours(
    neighbour: httpx.AsyncClient, world: World, things: dict[str, str]
) -> None:
    """I15: an address of ours with the neighbour's session is an address that does not exist."""
    async with world.merel.transaction() as tx:
        before = await acts.read(tx, things["document_id"]), await links.all_of(tx, things["document_id"])
    for method, path, who in BEHIND_A_DOOR:
        ours = any(f"{{{name}}}" in path for name in OURS)
        if who not in (Who.STAFF, Who.ADMIN) or not ours:
            continue
        reply = await ask(neighbour, method, path, things)
        assert reply.status_code in (404, 422), (method, path, reply.status_code)
        assert "Mme Petit" not in reply.text, path
        assert "Extension de la maison" not in reply.text, path
    async with world.merel.transaction() as tx:
        after = await acts.read(tx, things["document_id"]), await links.all_of(tx, things["document_id"])
    assert after == before


async def test_a_revoked_link_opens_nothing(
    stranger: httpx.AsyncClient, world: World, things: dict[str, str]
) -> None:
    async with world.merel.transaction() as tx:
        await links.revoke(tx, things["document_id"], things["link_id"], world.merel.claire)
    for method, path, who in BEHIND_A_DOOR:
        if who is Who.LINK:
            reply = await ask(stranger, method, path, things)
            assert reply.status_code in (404, 429), (method, path, reply.status_code)
