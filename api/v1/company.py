"""What the company is and says: identity, reminder plan, terms, wording of its mails. For administrators."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.staff.wording import faults
from api.v1.door import AdministratorDep, Recorded, TxDep
from api.v1.fields import Asked, Email, Short, Text
from api.v1.lists import Listed
from api.v1.problems import responses
from domain.draft import clean
from domain.kinds import KINDS
from domain.refusals import Invalid, NotFound, Problem
from records import acts, templates
from records import company as own
from records.templates import MAX_TERMS
from ui.mail import kinds, letters
from ui.mail.kinds import Kind
from ui.mail.letters import Wording
from ui.texts import LOCALES

router = APIRouter(tags=["settings"], route_class=Recorded)

ADMINISTRATORS = responses(403)
Locale = Literal["fr", "fr-CA", "en"]
About = Annotated[Literal["quote", "statement"], Query(description="the kind of document")]
Days = Annotated[int, Field(ge=1, le=120)]
Clock = Annotated[str, Field(pattern=r"^\d{2}:\d{2}$", examples=["09:00"])]


class Company(Asked):
    """Who the company is and what its next documents carry. In a change, what is not given stays."""

    name: Short = Field("", examples=["Maçonnerie Mérel"])
    address: Annotated[list[Short], Field(max_length=own.MAX_ADDRESS)] = Field(default_factory=list)
    email: Email = Field("", examples=["contact@merel.example"])
    phone: Short = ""
    accent: Short = Field("", description="the company's colour", examples=["#2347C5"])
    qr_code: bool = Field(default=True, description="PDFs carry a QR code of the client's page")
    legal: dict[str, Short] = Field(
        default_factory=dict, examples=[{"siret": "732 829 320 00074"}], description="in order of printing"
    )
    mentions: dict[str, Text | bool] = Field(
        default_factory=dict, examples=[{"free_quote": True}], description="what new quotes say usually"
    )

    @classmethod
    def of(cls, row: Any) -> Self:
        """Read a company's row."""
        plain = {name: getattr(row, name) for name in cls.model_fields if name != "legal"}
        return cls(**plain, legal={name: str(value) for name, value in row.legal.items()})


class ReminderPlan(Asked):
    """When clients are reminded, in business days after a version was sent."""

    active: bool = True
    remind: Annotated[list[Days], Field(max_length=own.REMINDERS)] = Field(examples=[[3, 7, 14]])
    call: Days | None = Field(None, description="when a person in charge is asked to call", examples=[18])
    expiring: Days | None = Field(None, description="how long before the last valid day", examples=[2])
    opens: Clock = "09:00"
    closes: Clock = "18:00"

    @classmethod
    def of(cls, row: Any) -> Self:
        """Read the plan in force from the company's row."""
        typed = own.typed_reminders(row)
        days = [typed[f"remind_{number}"] for number in range(1, own.REMINDERS + 1)]
        return cls(
            active=typed["active"],
            remind=[int(day) for day in days if day],
            call=int(typed["call"]) if typed["call"] else None,
            expiring=int(typed["expiring"]) if typed["expiring"] else None,
            opens=typed["opens"],
            closes=typed["closes"],
        )


class WrittenTerms(Asked):
    """The terms that the client reads and accepts."""

    text: str = Field(max_length=MAX_TERMS, examples=["1. Les travaux sont payables à trente jours."])


class TermsInForce(BaseModel):
    """The terms that versions published now carry; empty when there are none."""

    locale: str
    text: str
    sha256: str


class WrittenMail(Asked):
    """The wording of a letter. `{tags}` stand for what differs from one to the next."""

    subject: Text = Field(examples=["Votre devis {numero}"])
    body: Text


class Mail(BaseModel):
    """The wording in force of a letter about a kind of document in a language."""

    kind: str
    about: str = Field(examples=["quote"])
    locale: str
    subject: str
    body: str
    own: bool = Field(description="worded by the company")


@router.get("/company", operation_id="readCompany", responses=ADMINISTRATORS)
async def read_company(tx: TxDep, _: AdministratorDep) -> Company:
    """Read who the company is."""
    return Company.of(await acts.company(tx))


@router.put("/company", operation_id="changeCompany", responses=ADMINISTRATORS)
async def change_company(tx: TxDep, caller: AdministratorDep, asked: Company) -> Company:
    """Change who the company is. What is not given stays; published versions keep what they say."""
    row = await acts.company(tx)
    _check_names("legal", asked.legal, {*own.LEGAL[row.country], *row.legal})
    _check_names("mentions", asked.mentions, {"free_quote", *own.MENTIONS, *row.mentions})
    before = Company.of(row).model_dump()
    given = asked.model_dump(exclude_unset=True)
    legal = {**before.pop("legal"), **given.pop("legal", {})}
    mentions = {**before.pop("mentions"), **given.pop("mentions", {})}
    raw = {
        **before,
        **given,
        **{f"legal.{name}": value for name, value in legal.items()},
        **{f"mentions.{name}": value for name, value in mentions.items()},
    }
    raw["address"] = "\n".join(raw["address"])
    return Company.of(await own.change_identity(tx, caller.actor, raw))


@router.get("/reminders", operation_id="readReminderPlan", responses=ADMINISTRATORS)
async def read_plan(tx: TxDep, _: AdministratorDep) -> ReminderPlan:
    """Read the reminder plan."""
    return ReminderPlan.of(await acts.company(tx))


@router.put("/reminders", operation_id="changeReminderPlan", responses=ADMINISTRATORS)
async def change_plan(tx: TxDep, caller: AdministratorDep, asked: ReminderPlan) -> ReminderPlan:
    """Change the reminder plan of all documents that wait or will be sent."""
    days = [*asked.remind, *("" for _ in range(own.REMINDERS))]
    raw = {
        **asked.model_dump(exclude={"remind"}),
        **{f"remind_{number}": days[number - 1] for number in range(1, own.REMINDERS + 1)},
    }
    return ReminderPlan.of(await own.change_reminders(tx, caller.actor, raw))


@router.get("/terms/{locale}", operation_id="readTerms", responses=ADMINISTRATORS)
async def read_terms(tx: TxDep, _: AdministratorDep, locale: Locale) -> TermsInForce:
    """Read the terms that versions published now carry."""
    return await _terms(tx, locale)


@router.put("/terms/{locale}", operation_id="changeTerms", responses=ADMINISTRATORS)
async def change_terms(
    tx: TxDep, caller: AdministratorDep, locale: Locale, asked: WrittenTerms
) -> TermsInForce:
    """Set the terms for versions published from now on; those already published keep theirs."""
    await templates.save_terms(tx, locale, asked.text, caller.actor)
    return await _terms(tx, locale)


@router.get("/mails", operation_id="listMails", responses=ADMINISTRATORS)
async def list_mails(tx: TxDep, _: AdministratorDep) -> Listed[Mail]:
    """List the letters about each kind of document in every language, with the wording in force."""
    known = [(kind, about) for about in KINDS for kind in kinds.about(about)]
    return Listed(
        data=[await _mail(tx, kind, about, locale) for kind, about in known for locale in LOCALES],
        next_cursor=None,
    )


@router.put("/mails/{kind}/{locale}", operation_id="changeMail", responses=ADMINISTRATORS)
async def change_mail(
    tx: TxDep,
    caller: AdministratorDep,
    kind: Kind,
    locale: Locale,
    asked: WrittenMail,
    about: About = "quote",
) -> Mail:
    """Word a letter about a kind of document anew."""
    wording, name = Wording(asked.subject, asked.body), _name(kind, about)
    if problems := faults(kind, wording):
        raise Invalid(problems)
    await templates.save_template(tx, name, locale, wording.subject, wording.body, caller.actor)
    return await _mail(tx, kind, about, locale)


@router.delete("/mails/{kind}/{locale}", operation_id="resetMail", responses=ADMINISTRATORS)
async def reset_mail(
    tx: TxDep, caller: AdministratorDep, kind: Kind, locale: Locale, about: About = "quote"
) -> Mail:
    """Go back to the usual wording of a letter about a kind of document."""
    await templates.reset_template(tx, _name(kind, about), locale, caller.actor)
    return await _mail(tx, kind, about, locale)


def _name(kind: Kind, about: str) -> str:
    if kind not in kinds.about(about):
        raise NotFound("no-such-letter")
    return kinds.name_of(kind, about)


def _check_names(field: str, given: Iterable[str], known: AbstractSet[str]) -> None:
    problems = [Problem(f"{field}.{name}"[:100], "unknown-field") for name in given if name not in known]
    if problems:
        raise Invalid(problems)


async def _terms(tx: TxDep, locale: str) -> TermsInForce:
    row = await templates.current_terms(tx, locale)
    return TermsInForce(locale=locale, text=row.text if row else "", sha256=row.sha256 if row else "")


async def _mail(tx: TxDep, kind: Kind, about: str, locale: str) -> Mail:
    row = await templates.template(tx, kinds.name_of(kind, about), locale)
    wording = Wording(row.subject, row.body) if row else letters.usual(kind, locale, about)
    return Mail(
        kind=kind,
        about=about,
        locale=locale,
        subject=clean(wording.subject),
        body=clean(wording.body),
        own=row is not None,
    )
