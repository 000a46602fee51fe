"""What the company says in its own words: its mails, with a closed list of tags, and its terms."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.errors import say_problems
from api.staff.visit import AdminDep, Visit
from domain.document import Content
from domain.kinds import KINDS
from domain.refusals import Invalid, NotFound, Problem
from records import templates
from records.database import now
from records.parties import company_party, user_party
from ui.mail import examples, kinds, letters, tags
from ui.mail.kinds import Kind
from ui.mail.letters import Wording
from ui.mail.sayings import values_of
from ui.mail.sayings import wording as say
from ui.mail.view import View
from ui.texts import LOCALES

router = APIRouter(include_in_schema=False)

MAX_SUBJECT = 200
MAX_BODY = 10_000
LocaleQuery = Annotated[str, Query(alias="for")]
AboutQuery = Annotated[str, Query()]


@router.get("/settings/mails")
async def mails_page(visit: AdminDep, locale: LocaleQuery = "") -> Response:
    """List the letters in one language, and say which were worded anew."""
    async with visit.transaction() as tx:
        own = await templates.own_templates(tx)
    return visit.page(
        "staff/settings_mails.html",
        letters=[
            (about, audience, [kind for kind in kinds.about(about) if (kind in kinds.TO_STAFF) is staff])
            for about in KINDS
            for audience, staff in (("client", False), ("staff", True))
        ],
        name_of=kinds.name_of,
        own=own,
        language=_language(visit, locale),
        languages=LOCALES,
    )


@router.get("/settings/mails/{kind}")
async def mail_page(
    visit: AdminDep, kind: str, about: AboutQuery = "quote", locale: LocaleQuery = ""
) -> Response:
    """Show the wording of a letter and how it reads."""
    known, language = _kind(kind, about), _language(visit, locale)
    async with visit.transaction() as tx:
        written = await templates.template(tx, kinds.name_of(known, about), language)
    wording = Wording(written.subject, written.body) if written else letters.usual(known, language, about)
    return _mail(visit, known, about, language, wording, own=written is not None)


@router.post("/settings/mails/{kind}")
async def save_mail(
    visit: AdminDep, kind: str, about: AboutQuery = "quote", locale: LocaleQuery = ""
) -> Response:
    """Keep a wording, show how it would read, or go back to the usual one."""
    known, language = _kind(kind, about), _language(visit, locale)
    name, here = kinds.name_of(known, about), f"/settings/mails/{known}?about={about}&for={language}"
    form = await visit.form()
    wording = Wording(str(form.get("subject", "")), str(form.get("body", "")))
    do = form.get("do")
    if do == "reset":
        async with visit.transaction() as tx:
            await templates.reset_template(tx, name, language, visit.actor)
        return visit.go(here, done="mail-reset")
    problems = faults(known, wording)
    if do == "preview" or problems:
        fragment = "preview" if do == "preview" else "form"
        return _mail(visit, known, about, language, wording, own=True, problems=problems, fragment=fragment)
    async with visit.transaction() as tx:
        await templates.save_template(tx, name, language, wording.subject, wording.body, visit.actor)
    return visit.go(here, done="mail-saved")


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
    about: str,
    language: str,
    wording: Wording,
    *,
    own: bool,
    problems: list[Problem] | None = None,
    fragment: str = "form",
) -> Response:
    said = say_problems(visit.locale, Invalid(problems)) if problems else {}
    values = values_of(_example(visit, kind, about, language))
    return visit.show(
        "staff/settings_mail.html",
        fragment,
        status=422 if problems and fragment == "form" else 200,
        kind=kind,
        about=about,
        wording=wording,
        own=own,
        language=language,
        languages=LOCALES,
        tags=tags.TAGS,
        subject=_capital(tags.one_line(tags.fill(wording.subject, values))),
        paragraphs=[tags.as_html(_capital(part)) for part in tags.paragraphs(wording.body, values)],
        button=say(language, about)(f"{kind}-button"),
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
    needed = kinds.NEEDED.get(kind, ())
    return [
        *problems,
        *tags.check("subject", wording.subject),
        *tags.check("body", wording.body, needed),
    ]


def _example(visit: Visit, kind: Kind, about: str, language: str) -> View:
    """Give a letter to nobody in the name of this house."""
    house = Content(
        kind="",
        title="",
        lines=(),
        currency=visit.company.currency,
        country=visit.company.country,
        seller=company_party(visit.company),
        contact=user_party(visit.user),
    )
    link = f"{visit.base_url}/c/…"
    return examples.example(kind, about, language, house, at=now(), zone=visit.zone, link=link)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _kind(name: str, about: str) -> Kind:
    if about in KINDS and name in kinds.about(about):
        return Kind(name)
    raise NotFound("no-such-letter")


def _language(visit: Visit, asked: str) -> str:
    return asked if asked in LOCALES else str(visit.company.locale)
