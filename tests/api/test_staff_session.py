"""Signing in: the same reply to every failure, nothing leads elsewhere, a closed session is dead at once."""

from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from api.staff.session import device
from api.staff.visit import inside
from records import staff
from records.audit import Actor
from records.database import now
from tests.api.staff_room import browser, read, signed_in, text_of
from tests.world import PASSWORD, World

WRONG = "L’adresse ou le mot de passe ne va pas."


async def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_comes_back(
    passer_by: httpx.AsyncClient, world: World
) -> None:
    sent = await passer_by.get("/quotes?state=sent&q=mur")
    assert sent.status_code == 303
    assert sent.headers["location"] == "/sign-in?next=%2Fquotes%3Fstate%3Dsent%26q%3Dmur"
    form = await passer_by.get(sent.headers["location"])
    assert 'value="/quotes?state=sent&amp;q=mur"' in form.text
    reply = await passer_by.post(
        "/sign-in",
        data={"email": world.merel.claire.email, "password": PASSWORD, "next": "/quotes?state=sent&q=mur"},
    )
    assert (reply.status_code, reply.headers["location"]) == (303, "/quotes?state=sent&q=mur")


async def test_the_cookie_stays_with_the_browser_and_the_host(
    passer_by: httpx.AsyncClient, world: World
) -> None:
    data = {"email": world.merel.claire.email, "password": PASSWORD}
    cookie = (await passer_by.post("/sign-in", data=data)).headers["set-cookie"]
    assert cookie.startswith("__Host-aval=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))


async def test_a_wrong_password_and_an_unknown_address_get_the_same_reply(
    passer_by: httpx.AsyncClient, world: World
) -> None:
    known = {"email": world.merel.claire.email, "password": "not this one"}
    nobody = {"email": "nobody@merel.example", "password": "not this one"}
    first = await passer_by.post("/sign-in", data=known)
    second = await passer_by.post("/sign-in", data=nobody)
    assert WRONG in text_of(first)
    assert (first.status_code, first.text.replace(known["email"], "")) == (
        second.status_code,
        second.text.replace(nobody["email"], ""),
    )
    assert known["email"] in first.text, "the address stays as typed"
    assert "not this one" not in first.text


async def test_a_password_is_checked_even_when_nobody_has_the_address(
    passer_by: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    class Passwords:
        def verify(self, _password: str, hashed: str) -> bool:
            checked.append(hashed)
            return True

    monkeypatch.setattr(staff, "PASSWORDS", Passwords())
    reply = await passer_by.post("/sign-in", data={"email": "nobody@merel.example", "password": "any"})
    assert (reply.status_code, checked) == (422, [staff.NOBODY])


async def test_the_eleventh_try_in_a_quarter_of_an_hour_waits(app: FastAPI, world: World) -> None:
    data = {"email": world.merel.karim.email, "password": "not this one"}
    async with browser(app) as http:
        tries = [await http.post("/sign-in", data=data) for _ in range(11)]
        assert [reply.status_code for reply in tries] == [422] * 10 + [429]
        assert "Attendez quelques minutes" in text_of(tries[-1])
        assert data["email"] in tries[-1].text
        right = await http.post("/sign-in", data={**data, "password": PASSWORD})
        assert right.status_code == 429, "the right password waits as well"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "evil",
        "",
        "javascript:x",
    ],
)
async def test_signing_in_never_leads_elsewhere(
    passer_by: httpx.AsyncClient, world: World, address: str
) -> None:
    data = {"email": world.merel.claire.email, "password": PASSWORD, "next": address}
    assert (await passer_by.post("/sign-in", data=data)).headers["location"] == "/"
    assert inside(address) == "/"


async def test_a_session_that_is_closed_elsewhere_is_dead_at_once(app: FastAPI, world: World) -> None:
    firm = world.merel
    async with signed_in(app, firm, firm.claire) as desk, signed_in(app, firm, firm.claire) as phone:
        assert (await phone.get("/quotes")).status_code == 200
        done = await desk.post("/account/sessions/revoke")
        assert done.status_code == 303
        assert "fermées" in await read(desk, done.headers["location"])
        assert (await phone.get("/quotes")).headers["location"].startswith("/sign-in")


async def test_one_session_can_be_closed_alone(app: FastAPI, world: World) -> None:
    firm = world.merel
    me = firm.claire
    async with (
        signed_in(app, firm, me) as desk,
        signed_in(app, firm, me) as phone,
        signed_in(app, firm, me) as tablet,
    ):
        secret = phone.cookies["__Host-aval"]
        found = await staff.by_session(world.database, secret)
        assert found
        await desk.post(f"/account/sessions/{found.session_hash.hex()}/revoke")
        codes = [(await http.get("/quotes")).status_code for http in (desk, phone, tablet)]
        assert codes == [200, 303, 200]


async def test_nobody_closes_the_session_of_somebody_else(
    claire: httpx.AsyncClient, karim: httpx.AsyncClient, world: World
) -> None:
    found = await staff.by_session(world.database, karim.cookies["__Host-aval"])
    assert found
    await claire.post(f"/account/sessions/{found.session_hash.hex()}/revoke")
    assert (await karim.get("/quotes")).status_code == 200
    assert (await claire.post("/account/sessions/not-hex/revoke")).status_code == 404


async def test_signing_out_ends_the_session_and_forgets_the_cookie(claire: httpx.AsyncClient) -> None:
    secret = claire.cookies["__Host-aval"]
    reply = await claire.post("/sign-out")
    assert (reply.status_code, reply.headers["location"]) == (303, "/sign-in")
    again = await claire.get("/", headers={"Cookie": f"__Host-aval={secret}"})
    assert again.headers["location"] == "/sign-in"


async def test_a_session_left_alone_for_a_week_is_over(claire: httpx.AsyncClient, world: World) -> None:
    secret = claire.cookies["__Host-aval"]
    later = now() + staff.SESSION_IDLE + timedelta(minutes=1)
    assert await staff.by_session(world.database, secret, later) is None
    assert await staff.by_session(world.database, secret, later - timedelta(hours=1))


async def test_a_fragment_asked_for_without_a_session_sends_the_page_to_sign_in(
    passer_by: httpx.AsyncClient,
) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": "https://aval.example/quotes?q=mur"}
    reply = await passer_by.get("/quotes", headers=asked)
    assert (reply.status_code, reply.headers["hx-redirect"]) == (401, "/sign-in?next=%2Fquotes")


async def test_a_form_of_another_site_is_refused(claire: httpx.AsyncClient) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        reply = await claire.post("/clients/new", data={"name": "X", "email": "x@y.example"}, headers=headers)
        assert reply.status_code == 403


async def test_pages_speak_the_language_of_whoever_reads_them(app: FastAPI, world: World) -> None:
    async with world.merel.transaction() as tx:
        user = await staff.create_user(
            tx, email=f"john.{world.merel.id[-6:]}@merel.example", name="John", password=PASSWORD, locale="en"
        )
    async with signed_in(app, world.merel, Actor("staff", user.id)) as http:
        page = await http.get("/quotes")
        assert '<html lang="en">' in page.text
        assert "Waiting for the client" in text_of(page)


def test_browsers_are_named_by_what_people_call_them() -> None:
    windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
    assert device(windows) == "Chrome · Windows"
    assert device(f"{windows} Edg/130.0") == "Edge · Windows"
    assert device("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1") == "Safari · iPhone"
    assert device("curl/8") == ""
