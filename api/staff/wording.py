"""What the company says in its own words: its mails, with a closed list of tags, and its terms."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.errors import say_problems
from api.staff.visit import AdminDep, Visit
from domain.document import Content
from domain.lifecycle import Action
from domain.line import Line
from domain.party import Party
from domain.refusals import Invalid, NotFound, Problem
from records import templates
from records.database import now
from records.parties import company_party, user_party
from ui.mail import letters, tags
from ui.mail.letters import Kind, Said, View, Wording
from ui.texts import LOCALES, texts

router = APIRouter(include_in_schema=False)

MAX_SUBJECT = 200
MAX_BODY = 10_000
LocaleQuery = Annotated[str, Query(alias="for")]


@router.get("/settings/mails")
async def mails_page(visit: AdminDep, locale: LocaleQuery = "") -> Response:
    """List the letters in one language, and say which were worded anew."""
    async with visit.transaction() as tx:
        own = await templates.own_templates(tx)
    return visit.page(
        "staff/settings_mails.html",
        to_client=letters.TO_CLIENT,
        to_staff=sorted(letters.TO_STAFF),
        own=own,
        language=_language(visit, locale),
        languages=LOCALES,
    )


@router.get("/settings/mails/{kind}")
async def mail_page(visit: AdminDep, kind: str, locale: LocaleQuery = "") -> Response:
    """Show the wording of a letter and how it reads."""
    known, language = _kind(kind), _language(visit, locale)
    async with visit.transaction() as tx:
        written = await templates.template(tx, known, language)
    wording = Wording(written.subject, written.body) if written else letters.usual(known, language)
    return _mail(visit, known, language, wording, own=written is not None)


@router.post("/settings/mails/{kind}")
async def save_mail(visit: AdminDep, kind: str, locale: LocaleQuery = "") -> Response:
    """Keep a wording, show how it would read, or go back to the usual one."""
    known, language = _kind(kind), _language(visit, locale)
    form = await visit.form()
    wording = Wording(str(form.get("subject", "")), str(form.get("body", "")))
    do = form.get("do")
    if do == "reset":
        async with visit.transaction() as tx:
            await templates.reset_template(tx, known, language, visit.actor)
        return visit.go(f"/settings/mails/{known}?for={language}", done="mail-reset")
    problems = faults(known, wording)
    if do == "preview" or problems:
        fragment = "preview" if do == "preview" else "form"
        return _mail(visit, known, language, wording, own=True, problems=problems, fragment=fragment)
    async with visit.transaction() as tx:
        await templates.save_template(tx, known, language, wording.subject, wording.body, visit.actor)
    return visit.go(f"/settings/mails/{known}?for={language}", done="mail-saved")


@router.get("/settings/terms")
async def terms_page(visit: AdminDep, locale: LocaleQuery = "") -> Response:
    """Show the terms that new versions carry."""
    language = _language(visit, locale)
    async with visit.transaction() as tx:
        current = await templates.current_terms(tx, language)
    return _terms(visit, language, current.text if current else "", current=current)


@router.post("/settings/terms")
async def save_terms(visit: AdminDep, locale: LocaleQuery = "") -> Response:
    """Set the terms for versions published from now on."""
    language = _language(visit, locale)
    text = str((await visit.form()).get("terms", ""))
    try:
        async with visit.transaction() as tx:
            await templates.save_terms(tx, language, text, visit.actor)
    except Invalid as invalid:
        async with visit.transaction() as tx:
            current = await templates.current_terms(tx, language)
        return _terms(visit, language, text, invalid, current)
    return visit.go(f"/settings/terms?for={language}", done="terms-saved")


def _terms(
    visit: Visit, language: str, text: str, invalid: Invalid | None = None, current: object = None
) -> Response:
    return visit.show(
        "staff/settings_terms.html",
        "form",
        status=422 if invalid else 200,
        text=text,
        current=current,
        language=language,
        languages=LOCALES,
        problems=say_problems(visit.locale, invalid) if invalid else {},
    )


def _mail(
    visit: Visit,
    kind: Kind,
    language: str,
    wording: Wording,
    *,
    own: bool,
    problems: list[Problem] | None = None,
    fragment: str = "form",
) -> Response:
    said = say_problems(visit.locale, Invalid(problems)) if problems else {}
    view = _example(visit, kind, language)
    values = letters.values_of(view)
    return visit.show(
        "staff/settings_mail.html",
        fragment,
        status=422 if problems and fragment == "form" else 200,
        kind=kind,
        wording=wording,
        own=own,
        language=language,
        languages=LOCALES,
        tags=tags.TAGS,
        subject=_capital(tags.one_line(tags.fill(wording.subject, values))),
        paragraphs=[tags.as_html(_capital(part)) for part in tags.paragraphs(wording.body, values)],
        button=texts(language)(f"mail-{kind}-button"),
        problems=said,
    )


def faults(kind: Kind, wording: Wording) -> list[Problem]:
    """Say what is wrong with a wording: too little, too much, or tags that mean nothing."""
    problems = []
    for field, text, limit in (("subject", wording.subject, MAX_SUBJECT), ("body", wording.body, MAX_BODY)):
        if not text.strip():
            problems.append(Problem(field, "required"))
        elif len(text) > limit:
            problems.append(Problem(field, "too-long", {"limit": limit}))
    needed = letters.NEEDED.get(kind, ())
    return [
        *problems,
        *tags.check("subject", wording.subject),
        *tags.check("body", wording.body, needed),
    ]


def _example(visit: Visit, kind: Kind, language: str) -> View:
    """Give a letter to nobody, about a quote that shows what every tag becomes."""
    t = texts(language)
    at = now()
    last = at.astimezone(visit.zone).date() + timedelta(days=30)
    line = Line("example", t("example-work"), Decimal("12.5"), "m²", Decimal("64.00"), Decimal(20))
    content = Content(
        kind="quote",
        title=t("example-title"),
        lines=(line,),
        number="DEV-2026-0042",
        version=2,
        valid_until=last,
        locale=language,
        currency=visit.company.currency,
        country=visit.company.country,
        seller=company_party(visit.company),
        client=Party(t("example-client"), contact=t("example-client")),
        job=t("example-job"),
        contact=user_party(visit.user),
    )
    answer = Said(Action.HOLD, t("example-client"), at, content.totals.gross, hold_until=last)
    return View(
        kind=kind,
        locale=language,
        content=content,
        link=f"{visit.base_url}/c/…",
        to_name=t("example-client"),
        zone=visit.zone,
        valid_until=last,
        message=t("example-message"),
        answer=answer,
        reason=t("example-reason"),
        code="123456",
        asker=t("example-client"),
        note=t("example-message"),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError:
        raise NotFound("no-such-letter") from None


def _language(visit: Visit, asked: str) -> str:
    return asked if asked in LOCALES else str(visit.company.locale)
