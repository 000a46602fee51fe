"""From what was accepted to an invoice: a deposit, a whole quote, a statement, and what corrects one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from domain.document import Content, net_bases
from domain.invoice import Deductions, Invoice, InvoiceLine, Reference, Type, lump
from domain.line import Line
from domain.money import Cents
from domain.refusals import Problem


def of_deposit(quote: Content, figures: Mapping[str, Any]) -> Invoice:
    """The deposit invoice of a signed quote (type 386): one line per rate."""
    lines = tuple(
        lump(f"deposit-{rate['rate']}", "", rate["base"], Decimal(rate["rate"]), role="deposit")
        for rate in figures["rates"]
    )
    made = _about(quote, Type.DEPOSIT, lines)
    return replace(made, reverse_charge=bool(figures.get("reverse_charge")))


def of_quote(quote: Content, deposits: Sequence[Invoice] = ()) -> Invoice:
    """The invoice of a whole accepted quote, or of its balance after these deposits were invoiced."""
    taken = [line for line in quote.lines if not line.optional or line.selected]
    lines = [*map(_priced, taken), *_discounts(quote, taken)]
    for deposit in deposits:
        lines += [
            lump(f"recovery-{deposit.number}-{rate}", "", -base, rate, role="recovery")
            for rate, base in deposit.bases.items()
        ]
    made = _about(quote, Type.BALANCE if deposits else Type.INVOICE, tuple(lines))
    return replace(made, preceding=_references(deposits))


def of_statement(statement: Content, figures: Mapping[str, Any], before: Sequence[Invoice] = ()) -> Invoice:
    """The invoice of an approved statement: each line's period, revision, and the deposit recovered by rate.

    `before` are the validated invoices of the same contract, which it refers to.
    """
    claimed = statement.statement
    assert claimed is not None  # noqa: S101  statements only
    periods: Mapping[str, Cents] = figures["lines"]
    lines = [
        lump(line.id, line.description, periods[line.id], line.vat_rate, number=line.number, group=line.group)
        for line in statement.lines
        if line.id in periods
    ]
    for rate in figures["rates"]:
        lines += _beside_works(lines, rate)
    made = replace(
        _about(statement, Type.PROGRESS, tuple(lines)),
        quote_number=claimed.contract_number,
        statement_number=statement.number,
        ordinal=claimed.ordinal,
        supply_from=claimed.period_from,
        supply_to=claimed.period_to,
        reverse_charge=claimed.conditions.reverse_charge,
        preceding=_references(before),
        deductions=Deductions(
            retention=figures["retention"],
            retention_percent=claimed.conditions.retention_percent,
            penalties=figures["penalties"],
            penalties_reason=figures["penalties_reason"],
            prorata=figures["prorata"],
        ),
    )
    assert made.net == figures["net"]  # noqa: S101  the lines say what was accepted, to the cent
    return made


def credit(invoice: Invoice, kept: Mapping[str, Cents] | None = None) -> tuple[Invoice, list[Problem]]:
    """The credit note on a validated invoice: all of it, or these amounts (cents, positive) of its lines.

    Nothing can be credited beyond what a line was invoiced at. Retention comes back in proportion when the
    whole is credited.
    """
    lines, problems = [], []
    by_id = {line.id: line for line in invoice.lines}
    for line_id, amount in (kept or {line.id: line.amount for line in invoice.lines}).items():
        line = by_id.get(line_id)
        if line is None:
            problems.append(Problem(f"lines.{line_id[:40]}", "foreign-line"))
        elif kept is not None and not 0 < amount <= line.amount:
            problems.append(Problem(f"lines.{line_id}", "beyond-invoiced", {"line": line.number}))
        elif amount:
            lines.append(replace(line, quantity=_sign(amount), unit_price=Decimal(abs(amount)).scaleb(-2)))
    assert invoice.issued_on is not None  # noqa: S101  validated
    whole = kept is None
    made = replace(
        invoice,
        type=Type.CREDIT,
        lines=tuple(lines),
        number="",
        issued_on=None,
        due_on=None,
        preceding=(Reference(invoice.number, invoice.issued_on),),
        deductions=invoice.deductions if whole else Deductions(),
    )
    return made, problems


def _about(source: Content, type_: Type, lines: tuple[InvoiceLine, ...]) -> Invoice:
    return Invoice(
        type=type_,
        title=source.title,
        lines=lines,
        locale=source.locale,
        currency=source.currency,
        country=source.country,
        client=source.client,
        site=source.site,
        job=source.job,
        quote_number=source.number,
    )


def _priced(line: Line) -> InvoiceLine:
    """A quoted line at its price; one with a discount of its own becomes a lump sum at what it is worth."""
    about = {"number": line.number, "group": line.group}
    if line.discount_percent:
        return lump(line.id, line.description, line.amount, line.vat_rate, **about)
    return InvoiceLine(
        line.id, line.description, line.quantity, line.unit_price, line.vat_rate, unit=line.unit, **about
    )


def _discounts(quote: Content, taken: Sequence[Line]) -> list[InvoiceLine]:
    """The quote's discount as one negative line per rate."""
    return [
        lump(f"discount-{rate}", "", net - held, rate, role="discount")
        for rate, (held, net) in net_bases(taken, quote.discount_percent).items()
        if net != held
    ]


def _beside_works(lines: Sequence[InvoiceLine], rate: Mapping[str, Any]) -> list[InvoiceLine]:
    """What stands beside the works of a rate: the quote's discount on them, revision, deposit recovered."""
    percent = Decimal(rate["rate"])
    priced = sum(line.amount for line in lines if line.vat_rate == percent and line.role == "works")
    return [
        lump(f"{role}-{rate['rate']}", "", amount, percent, role=role)
        for role, amount in (
            ("discount", rate["works"] - priced),
            ("revision", rate["revision"]),
            ("recovery", -rate["recovered"]),
        )
        if amount
    ]


def _references(invoices: Sequence[Invoice]) -> tuple[Reference, ...]:
    return tuple(
        Reference(invoice.number, invoice.issued_on) for invoice in invoices if invoice.issued_on is not None
    )


def _sign(amount: Cents) -> Decimal:
    return Decimal(1 if amount >= 0 else -1)
