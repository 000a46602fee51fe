"""Letters to nobody, about a document that shows what every tag becomes: the preview beside a wording."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.contract import Basis, signed
from domain.document import Content
from domain.kinds import KINDS
from domain.lifecycle import Action
from domain.line import Line
from domain.party import Party
from domain.progress import earned
from domain.statement import Measure
from ui.mail.kinds import Kind
from ui.mail.view import Chain, Said, View, Visa
from ui.texts import texts

DAYS = 30
BEFORE, CLAIMED, ADMITTED = Measure(Decimal(40)), Measure(Decimal(75)), Measure(Decimal(60))


def example(
    kind: Kind, document_kind: str, locale: str, house: Content, *, at: datetime, zone: ZoneInfo, link: str
) -> View:
    """Give a letter about a quote or a statement of this house: its parties, currency and country."""
    t = texts(locale)
    last = at.astimezone(zone).date() + timedelta(days=DAYS)
    content = _quote(house, locale, last)
    name = t("example-client")
    view = View(
        kind=kind,
        locale=locale,
        content=content,
        link=link,
        to_name=name,
        zone=zone,
        valid_until=last,
        message=t("example-message"),
        answer=Said(Action.HOLD, name, at, content.asked, hold_until=last),
        reason=t("example-reason"),
        code="123456",
        asker=name,
        note=t("example-message"),
    )
    return _about_statement(view, at) if KINDS[document_kind].on_contract else view


def _quote(house: Content, locale: str, last: date) -> Content:
    t = texts(locale)
    line = Line("example", t("example-work"), Decimal("12.5"), "m²", Decimal("64.00"), Decimal(20))
    return replace(
        house,
        kind="quote",
        title=t("example-title"),
        lines=(line,),
        number="DEV-2026-0042",
        version=2,
        valid_until=last,
        locale=locale,
        client=Party(t("example-client"), contact=t("example-client")),
        job=t("example-job"),
    )


def _about_statement(view: View, at: datetime) -> View:
    """The same letter about the third statement on that quote, of which an architect admitted less."""
    quote, t = view.content, texts(view.locale)
    (line,) = quote.lines
    assert quote.valid_until is not None  # noqa: S101  it was just set
    part = signed(quote, "example", at.date())
    done = {line.id: (BEFORE, earned(line, BEFORE))}
    statement = Basis("example", quote.number, quote.title, 3, (part,), done=done).statement(
        {line.id: CLAIMED}
    )
    content = replace(
        quote, kind="statement", number="SIT-2026-0007", version=1, valid_until=None, statement=statement
    )
    admitted = {line.id: ADMITTED}
    amount, client = content.asked_for(frozenset(), admitted), t("example-client")
    silent = view.kind in (Kind.DEEMED, Kind.DEADLINE)
    return replace(
        view,
        content=content,
        valid_until=None,
        answer=Said(Action.DEEM if silent else Action.APPROVE, "" if silent else client, at, amount),
        admitted=admitted,
        chain=Chain(
            step="owner",
            last_day=quote.valid_until,
            silence=True,
            visas=(Visa(t("example-architect"), "architect", at, amount),),
            awaited=(client,),
            lapse="deem",
        ),
    )
