"""Settings of the company: who it is, what its documents carry, when its clients are reminded."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from api.errors import say_problems
from api.staff.plan import told
from api.staff.visit import AdminDep, Visit, VisitDep
from domain.kinds import KINDS
from domain.refusals import Invalid
from records import company as own
from records import reminders
from records.database import now

router = APIRouter(include_in_schema=False)

IDENTITY = ("name", "address", "email", "phone", "accent")
PLAN = ("remind_1", "remind_2", "remind_3", "call", "expiring", "opens", "closes")


@router.get("/settings")
async def settings_page(visit: VisitDep) -> Response:
    """Go to the first of the settings that this person may change."""
    return RedirectResponse("/settings/company" if visit.is_admin else "/account/sessions", 303)


@router.get("/settings/company")
async def company_page(visit: AdminDep) -> Response:
    """Show who the company is."""
    company = visit.company
    typed = {
        **{name: getattr(company, name) for name in IDENTITY},
        "address": "\n".join(company.address),
        "qr_code": company.qr_code,
        **{f"legal.{name}": company.legal.get(name, "") for name in own.LEGAL[company.country]},
        **{f"mentions.{name}": company.mentions.get(name, "") for name in own.MENTIONS},
        "mentions.free_quote": company.mentions.get("free_quote", True),
    }
    return _company(visit, typed)


@router.post("/settings/company")
async def change_company(visit: AdminDep) -> Response:
    """Change who the company is."""
    form = await visit.form()
    fields = (
        *IDENTITY,
        *(f"legal.{name}" for name in own.LEGAL[visit.company.country]),
        *(f"mentions.{name}" for name in own.MENTIONS),
    )
    ticks = {name: name in form for name in ("qr_code", "mentions.free_quote")}
    typed: dict[str, Any] = {name: str(form.get(name, "")) for name in fields} | ticks
    try:
        async with visit.transaction() as tx:
            await own.change_identity(tx, visit.actor, typed)
    except Invalid as invalid:
        return _company(visit, typed, invalid)
    return visit.go("/settings/company", done="settings-saved")


@router.get("/settings/reminders")
async def reminders_page(visit: AdminDep) -> Response:
    """Show the plan in force, with the dates that it gives a quote sent now."""
    return _reminders(visit, own.typed_reminders(visit.company))


@router.post("/settings/reminders")
async def change_reminders(visit: AdminDep) -> Response:
    """Change the plan, or only show what it would give."""
    form = await visit.form()
    typed: dict[str, Any] = {name: str(form.get(name, "")) for name in PLAN} | {"active": "active" in form}
    if form.get("do") == "preview":
        return _reminders(visit, typed, fragment="preview")
    try:
        async with visit.transaction() as tx:
            await own.change_reminders(tx, visit.actor, typed)
    except Invalid as invalid:
        return _reminders(visit, typed, invalid)
    return visit.go("/settings/reminders", done="settings-saved")


def _company(visit: Visit, typed: dict[str, Any], invalid: Invalid | None = None) -> Response:
    return visit.show(
        "staff/settings_company.html",
        "form",
        status=422 if invalid else 200,
        typed=typed,
        legal=own.LEGAL[visit.company.country],
        mentions=own.MENTIONS,
        problems=say_problems(visit.locale, invalid) if invalid else {},
    )


def _reminders(
    visit: Visit, typed: dict[str, Any], invalid: Invalid | None = None, fragment: str = "form"
) -> Response:
    at = now()
    last = at.astimezone(visit.zone).date() + timedelta(days=KINDS["quote"].validity_days or 0)
    steps = None
    try:
        chosen = own.read_reminders(typed)
        steps = told(visit.locale, reminders.preview(visit.company, chosen, at, last))
    except Invalid as unreadable:
        invalid = invalid or (unreadable if fragment == "preview" else None)
    return visit.show(
        "staff/settings_reminders.html",
        fragment,
        status=422 if invalid and fragment == "form" else 200,
        typed=typed,
        steps=steps,
        valid_until=last,
        problems=say_problems(visit.locale, invalid) if invalid else {},
    )
