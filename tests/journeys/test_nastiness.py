"""T12: whatever people write stays text, in every field, on every page, in every mail and on paper."""

import asyncio
import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import pikepdf
import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.journeys.browser import link_in, sign_in, somebody
from tests.journeys.conftest import PATIENCE, Product

pytestmark = pytest.mark.xdist_group("product")

SHORT = 280  # characters that a title or a name may have
# Scripts set a flag; everything else asks `there`, a server of the test that counts its visitors.
SCRIPTS = (
    "<script>window.hacked=1</script>",
    "'\"><svg onload=window.hacked=1>",
    "<img src=x onerror='window.hacked=1'>",
    "</title></textarea></style><script>window.hacked=1</script>",
    "javascript:window.hacked=1",
    "<a href='javascript:window.hacked=1' autofocus onfocus=window.hacked=1>x</a>",
    "<details open ontoggle=window.hacked=1>",
    "{{constructor.constructor('window.hacked=1')()}} ${window.hacked=1} {% raw %}",
    "--><!-- </script> ]]> &lt;script&gt;window.hacked=1&lt;/script&gt;",
    "<div hx-get='/sign-in' hx-trigger='load' data-opens-dialog>x</div>",
)
FETCHES = (
    "<img src={there}/image>",
    "<link rel=stylesheet href={there}/style><style>@import url({there}/import);</style>",
    "<iframe src={there}/frame></iframe><object data={there}/object></object>",
    "<meta http-equiv=refresh content='0;url={there}/refresh'><base href={there}/base>",
    "<svg><image href='{there}/svg'/></svg><input type=image src={there}/input>",
    "x;background:url({there}/css) <form action={there}/form><button>x</button></form>",
    "<embed src=file:///etc/passwd><img src=http://169.254.169.254/latest/meta-data>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM '{there}/entity'>]>&y; <xi:include href='{there}/xi'/>",
)
ODD = (
    "\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe \N{ZERO WIDTH JOINER}\N{ZERO WIDTH SPACE}",
    "e" + "\N{COMBINING ACUTE ACCENT}" * 40,
    "👩‍👩‍👧‍👦 \N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR} ﷽ שלום مرحبا 漢字 Ω",
    "\r\nBcc: stranger@example.org\r\n\r\n",
    "../../etc/passwd\\..\\x:y|z?*%0d%0a",
)


class Listener:
    """A server at an address of its own, which writes down who asked for what."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.address = ""

    async def heard(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append((await reader.readline()).decode("latin-1"))
        writer.close()


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    listener = Listener()
    server = await asyncio.start_server(listener.heard, "127.0.0.1", 0)
    listener.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield listener
    assert listener.asked == []


def corpus(there: str) -> list[str]:
    """Each nastiness by itself."""
    return [*SCRIPTS, *(text.format(there=there) for text in FETCHES), *ODD]


def short(texts: list[str]) -> list[str]:
    """The same in pieces that fit into a title or a name."""
    return [text.replace("\r\n", " ")[:SHORT] for text in texts]


class Firm:
    """A program that writes through the REST API, as the demo's Claire."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def post(self, path: str, **body: Any) -> Any:
        reply = await self.http.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
        assert reply.status_code in (200, 201), reply.text
        return reply.json()

    async def put(self, path: str, **body: Any) -> Any:
        reply = await self.http.put(path, json=body)
        assert reply.status_code == 200, reply.text
        return reply.json()


async def nasty_quote(firm: Firm, texts: list[str]) -> dict[str, Any]:
    """A published quote whose every text is nasty, from the client's name to the terms."""
    small, everything = short(texts), "\n".join(texts)
    email = f"victime.{uuid4().hex[:8]}@petit.example"
    await firm.put("terms/fr-CA", text=everything)
    tags = re.sub(r"[{}]", "", everything)
    await firm.put("mails/sent/fr-CA", subject=tags[:200].replace("\n", " "), body=tags[:3000])
    client = await firm.post(
        "clients",
        name=small[1],
        contact=small[2],
        phone=small[0][:40],
        address=small[:6],
        email=email,
        locale="fr-CA",
        staff_may_answer=True,
        attach_pdf=True,
    )
    job = await firm.post("jobs", client_id=client["id"], title=small[3], address=small[1])
    mentions = ("execution_delay", "insurance", "waste", "travel", "mediator", "reduced_vat")
    quote = await firm.post(
        "quotes",
        client_id=client["id"],
        job_id=job["id"],
        title=small[1],
        introduction=everything,
        notes=everything,
        mentions=dict.fromkeys(mentions, everything[:1500]),
        lines=[
            {
                "number": text[:12],
                "group": small[number % 7],
                "description": text,
                "quantity": "1",
                "unit": text[:15],
                "unit_price": "10",
                "vat_rate": "20",
                "optional": number % 3 == 0,
            }
            for number, text in enumerate(texts)
        ],
    )
    sent = await firm.post(f"documents/{quote['id']}/publish", message=everything[:3500])
    return {**quote, "url": sent["public_url"], "email": email, "client": client["id"], "job": job["id"]}


async def nothing_runs(page: Page, address: str) -> None:
    """Open the page, let it settle, and see that none of its texts became anything else."""
    await page.goto(address)
    assert await page.evaluate("() => window.hacked") is None, address
    leads = await page.locator("a[href]").evaluate_all("(all) => all.map((a) => a.protocol)")
    assert set(leads) <= {"http:", "mailto:", "tel:"}, address
    forms = await page.locator("form").evaluate_all(
        "(all) => all.map((f) => new URL(f.getAttribute('action') ?? '', location.href).origin)"
    )
    assert set(forms) <= {await page.evaluate("() => location.origin")}, address


async def a_client_answers(context: BrowserContext, quote: dict[str, Any], texts: list[str]) -> None:
    """Comment a line and reject, as nastily as the quote is written."""
    page = await context.new_page()
    await nothing_runs(page, quote["url"])
    await page.locator(".comment-link").first.click()
    await page.locator(".comment-form textarea").fill("\n".join(texts)[:3500])
    await page.locator(".comment-form button.primary").click()
    await expect(page.locator(".draft-note")).to_be_visible()
    await page.locator("aside button[value=reject]").click()
    form = page.locator("#answer")
    await form.locator("[name=name]").fill(short(texts)[1][:190])
    await form.locator("[name=email]").fill(quote["email"])
    await form.locator("[name=comment]").fill("\n".join(texts)[:3500])
    await form.locator(".send").click()
    await expect(page.locator(".receipt")).to_be_visible()
    assert await page.evaluate("() => window.hacked") is None


async def every_mail(page: Page, product: Product, quote: dict[str, Any]) -> None:
    """Read the mails as the mailbox shows them, and as a program that protects nobody would."""
    box = product.environment["AVAL_MAILBOX_URL"]
    for mail in await product.mails(quote["email"], 2):
        assert mail["to"] == [quote["email"]]
        assert "\n" not in mail["subject"]
        await nothing_runs(page, f"{box}/mails/{mail['id']}")
        await page.goto("about:blank")
        await page.set_content(mail["html"])
        assert await page.evaluate("() => window.hacked") is None
        assert await page.locator("iframe, object, embed, form, link, base, script").count() == 0
        assert link_in(mail, product) == quote["url"]


async def the_paper(firm: Firm, quote: dict[str, Any]) -> None:
    """The PDF carries no action but the links that we put there."""
    async with asyncio.timeout(PATIENCE):
        while (reply := await firm.http.get(f"documents/{quote['id']}/pdf")).status_code != 200:
            continue  # it is being made
    with pikepdf.open(io.BytesIO(reply.content)) as pdf:
        bad = {"/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/EmbeddedFile", "/GoToR"}
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert not bad & set(thing.keys())
                if "/URI" in thing:
                    assert str(thing["/URI"]).startswith((quote["url"].rpartition("/")[0], "mailto:", "tel:"))


async def test_t12_the_corpus_bites_where_nothing_protects(chromium: Browser) -> None:
    """The negative control: on a page that shows it raw, scripts run and strangers are asked."""
    page = await chromium.new_page()
    for text in (SCRIPTS[0], SCRIPTS[2], SCRIPTS[3]):
        await page.goto("about:blank")
        await page.set_content(f"<p>{text}</p>")
        await page.wait_for_function("() => window.hacked === 1")
    for text in FETCHES[:3]:
        async with page.expect_request(lambda request: "stranger.invalid" in request.url):
            await page.set_content(text.format(there="http://stranger.invalid"), wait_until="commit")
    await page.close()


async def test_t12_whatever_is_written_stays_text(chromium: Browser, product: Product) -> None:
    async with (
        httpx.AsyncClient(
            base_url=f"{product.base_url}/api/v1/", headers=product.headers, timeout=60
        ) as http,
        listening() as there,
        somebody(chromium, product, locale="fr-CA") as hand,
        somebody(chromium, product) as desk,
    ):
        firm, texts = Firm(http), corpus(there.address)
        quote = await nasty_quote(firm, texts)
        await a_client_answers(hand, quote, texts)
        await firm.put(f"documents/{quote['id']}", title=short(texts)[4])
        await firm.post(f"documents/{quote['id']}/publish", message="\n".join(texts)[:3500])
        page = await hand.new_page()
        base = quote["url"]
        for path in ("", "?version=1", "?lang=en", "/answer?action=sign", "/terms"):
            await nothing_runs(page, base + path)
        await every_mail(page, product, quote)
        await the_paper(firm, quote)
        staff = await desk.new_page()
        await sign_in(staff, product)
        for path in staff_pages(quote):
            await nothing_runs(staff, product.base_url + path)
        await firm.post(f"documents/{quote['id']}/withdraw", reason="\n".join(texts)[:3500])
        await nothing_runs(page, base)
        await nothing_runs(staff, f"{product.base_url}/documents/{quote['id']}")


def staff_pages(quote: dict[str, Any]) -> list[str]:
    """Everywhere that staff and operators see something of the quote."""
    document = f"/documents/{quote['id']}"
    return [
        "/",
        "/quotes",
        f"/quotes?client={quote['client']}",
        "/quotes?q=%3Cscript%3Ewindow.hacked%3D1%3C/script%3E",
        f"/quotes/{quote['id']}/edit?check=on",
        f"{document}/preview",
        f"{document}/preview/mail",
        f"{document}/preview/paper",
        document,
        f"{document}/versions/1",
        f"{document}/compare?from=1&to=2",
        f"{document}/do/answer",
        f"{document}/do/withdraw",
        "/clients",
        f"/clients/{quote['client']}",
        f"/clients/{quote['client']}/edit",
        "/jobs",
        f"/jobs/{quote['job']}",
        f"/jobs/{quote['job']}/edit",
        "/settings/terms?locale=fr-CA",
        "/settings/mails/sent?locale=fr-CA",
        "/quotes/new",
        "/ops",
        f"/ops/processes/{quote['id']}",
    ]
