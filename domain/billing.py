"""What invoicing takes over from an acceptance: figures as plain JSON (cents, decimal strings)."""

from decimal import Decimal
from typing import Any

from domain.contract import deposit_of
from domain.document import Content
from domain.money import Tax
from domain.progress import Account, RateAccount
from domain.statement import Part


def of_deposit(part: Part, *, reverse_charge: bool = False) -> dict[str, Any] | None:
    """The deposit invoice of a signed quote: one base per rate; None when it asks for no deposit."""
    deposits = deposit_of(part, reverse_charge=reverse_charge)
    if not deposits:
        return None
    net, tax = sum(one.base for one in deposits), sum(one.tax for one in deposits)
    return {
        "rates": [{"rate": _plain(one.rate), "base": one.base, "tax": one.tax} for one in deposits],
        "net": net,
        "gross": net + tax,
        "net_to_pay": net + tax,
        "reverse_charge": reverse_charge,
    }


def of_progress(content: Content, account: Account) -> dict[str, Any]:
    """The progress invoice of an approved statement, with what was admitted of it."""
    statement = content.statement
    assert statement is not None  # noqa: S101  statements only
    return {
        "ordinal": statement.ordinal,
        "contract": statement.contract_number,
        "lines": {line: figures.period for line, figures in account.lines.items() if figures.period},
        "rates": [_rate(rate) for rate in account.rates],
        "taxes": [_tax(tax) for tax in account.taxes],
        "works": account.works,
        "revision": account.revision,
        "recovered": account.recovered,
        "net": account.net,
        "gross": account.gross,
        "retention": account.retention,
        "retention_total": account.retention_total,
        "penalties": account.penalties,
        "penalties_reason": statement.penalties_reason,
        "prorata": account.prorata,
        "net_to_pay": account.net_to_pay,
        "reverse_charge": statement.conditions.reverse_charge,
    }


def _rate(rate: RateAccount) -> dict[str, Any]:
    return {
        "rate": _plain(rate.rate),
        "works": rate.period,
        "revision": rate.revision,
        "recovered": rate.recovered,
        "base": rate.base,
        "tax": rate.tax,
    }


def _tax(tax: Tax) -> dict[str, Any]:
    return {"code": tax.code, "rate": _plain(tax.rate), "base": tax.base, "amount": tax.amount}


def _plain(rate: Decimal) -> str:
    return format(rate, "f")
