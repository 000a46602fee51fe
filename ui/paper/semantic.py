"""An invoice in the terms of the European standard: business terms (BT) and groups (BG) of EN 16931-1.

One mapping for both syntaxes, CII and UBL. Amounts are text with two decimals, quantities with four.
French rules (BR-FR) after AFNOR XP Z12-012; codes of units after UN/ECE recommendation 20.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from stdnum import iban

from domain.invoice import Invoice, InvoiceLine, Type, bases
from domain.money import Cents, Tax, percent_of, to_decimal
from domain.party import Party
from ui.paper.epc import compact
from ui.paper.identity import siren, siret, vat
from ui.paper.mentions import CORRECTS, Mentions, named
from ui.plain import UNPRINTABLE
from ui.texts import texts

NUMBER = re.compile(r"[A-Za-z0-9+\-_/]{1,35}")  # BR-FR-01, BR-FR-02
PLACE = re.compile(r"(?:F-)?(\d{5})\s+(\S.*)")
RATES = frozenset(map(Decimal, ("0", "0.9", "1.05", "1.75", "2.1", "5.5", "8.5", "10", "13", "20")))
SIREN, SIRET, ROUTING = "0002", "0009", "0225"  # ISO 6523 schemes; 0225 is the French directory
TRANSFER = "58"  # SEPA credit transfer (UNTDID 4461)
ONE = "C62"
UNITS: Mapping[str, str] = {
    **dict.fromkeys(("m²", "m2"), "MTK"),
    **dict.fromkeys(("m³", "m3"), "MTQ"),
    **dict.fromkeys(("m", "ml", "mètre", "mètres"), "MTR"),
    **dict.fromkeys(("h", "heure", "heures"), "HUR"),
    **dict.fromkeys(("j", "jour", "jours"), "DAY"),
    **dict.fromkeys(("forfait", "ft", "fft"), "LS"),
    **dict.fromkeys(("ens", "ens.", "ensemble"), "SET"),
    **dict.fromkeys(("u", "unité", "pce", "pièce", ""), ONE),
    "cm": "CMT",
    "ha": "HAR",
    "kg": "KGM",
    "km": "KMT",
    "l": "LTR",
    "mois": "MON",
    "t": "TNE",
}


class Inexact(ValueError):  # noqa: N818  it names what is wrong
    """The figures of the data do not add up to the cent."""


def lacks(invoice: Invoice) -> tuple[str, ...]:
    """Name what a French electronic invoice must have and this one has not; empty when it can be made."""
    held = {
        "number": NUMBER.fullmatch(invoice.number),
        "date": invoice.issued_on,
        "seller-siren": siren(invoice.seller),
        "seller-vat": vat(invoice.seller),
        "client-siren": siren(invoice.client),
        "client-vat": vat(invoice.client) or not invoice.reverse_charge,
        "euros": invoice.currency == "EUR",
        "french-rates": invoice.bases.keys() <= RATES,
        "lines": any(_counts(line) for line in invoice.lines),
        "due-date": invoice.type is Type.CREDIT or _due(invoice),
        "corrected": invoice.type not in CORRECTS or invoice.preceding,
    }
    return tuple(name for name, there in held.items() if not there)


def _due(invoice: Invoice) -> bool:
    issued, due = invoice.issued_on, invoice.due_on
    return bool(issued and due and due >= issued)


def data_of(invoice: Invoice) -> dict[str, Any]:
    """Give the business terms of an invoice that lacks nothing. Raises `Inexact`."""
    mentions = Mentions(invoice)
    lines = [line for line in invoice.lines if _counts(line)]
    rates = bases(lines, reverse_charge=invoice.reverse_charge)
    made = {
        "BT-1": invoice.number,
        "BT-2": invoice.issued_on,
        "BT-3": invoice.code,
        "BT-5": invoice.currency,
        "BT-12": invoice.quote_number,
        "BT-20": mentions.due,
        "BT-23": _framework(invoice),
        "BT-73": invoice.supply_from,
        "BT-74": invoice.supply_to,
        "BT-106": _amount(sum(line.amount for line in invoice.lines)),
        "BT-109": _amount(invoice.net),
        "BT-110": _amount(invoice.gross - invoice.net),
        "BT-112": _amount(invoice.gross),
        "BT-115": _amount(invoice.gross),  # retention and penalties are notes: the invoice stays whole
        "BG-1": list(_notes(invoice, mentions)),
        "BG-3": list(_preceding(invoice)),
        "BG-4": _seller(invoice),
        "BG-7": _party(invoice.client),
        "BG-13": _place(invoice),
        "BG-23": [_tax(invoice, tax, mentions) for tax in invoice.taxes if tax.rate in rates],
        "BG-25": [_line(invoice, line, place) for place, line in enumerate(lines, 1)],
        **_payment(invoice),
    }
    verify(made)
    return {term: _clean(value) for term, value in made.items() if value}


def verify(made: Mapping[str, Any]) -> None:
    """Check every sum to the cent: the standard's own rule on tax (BR-CO-17) lets a whole euro pass.

    Raises `Inexact`.
    """
    lines: dict[tuple[str, str], Cents] = {}
    for line in made["BG-25"]:
        key = line["BT-151"], line["BT-152"]
        lines[key] = lines.get(key, 0) + _cents(line["BT-131"])
    for tax in made["BG-23"]:
        base, amount = _cents(tax["BT-116"]), _cents(tax["BT-117"])
        if lines.pop((tax["BT-118"], tax["BT-119"]), 0) != base:
            raise Inexact(f"the lines at {tax['BT-119']} % do not make {tax['BT-116']}")
        if percent_of(Decimal(tax["BT-119"]), base) != amount:
            raise Inexact(f"{tax['BT-119']} % of {tax['BT-116']} is not {tax['BT-117']}")
    net, gross = _cents(made["BT-109"]), _cents(made["BT-112"])
    taxed = sum(_cents(tax["BT-117"]) for tax in made["BG-23"])
    if any(lines.values()) or _cents(made["BT-106"]) != net or _cents(made["BT-110"]) != taxed:
        raise Inexact("a sum is not that of its parts")
    if net + taxed != gross or _cents(made["BT-115"]) != gross:
        raise Inexact(f"{made['BT-109']} and its taxes do not make {made['BT-112']}")


def _framework(invoice: Invoice) -> str:
    """BT-23: what is supplied, and whether this settles what a deposit began."""
    return f"{invoice.nature}{4 if invoice.type is Type.BALANCE else 1}"


def _notes(invoice: Invoice, mentions: Mentions) -> Iterator[dict[str, str]]:
    """BG-1. Codes after UNTDID 4451: PMT, PMD and AAB must each be there once."""
    notes = [
        ("PMT", mentions.indemnity),
        ("PMD", mentions.late),
        ("AAB", mentions.discount),
        ("BAR", "B2B"),
        ("ABU", mentions.retention),
        ("AAI", mentions.deducted),
        ("AAI", ". ".join(mentions.references)),
        ("AAI", invoice.notes),
    ]
    return ({"BT-21": code, "BT-22": text} for code, text in notes if text)


def _preceding(invoice: Invoice) -> Iterator[dict[str, Any]]:
    """BG-3; a corrective invoice may refer to the one that it corrects and to no other (BR-FR-CO-04)."""
    known = invoice.preceding[:1] if invoice.type is Type.CORRECTIVE else invoice.preceding
    return ({"BT-25": one.number, "BT-26": one.issued_on} for one in known)


def _seller(invoice: Invoice) -> dict[str, Any]:
    seller, contact = invoice.seller, invoice.contact
    stated = [value for name, value in seller.legal if name in {"form", "capital", "register", "ape"}]
    contacts = [{"name": contact.name, "phone": contact.phone, "email": contact.email}]
    return _party(seller) | {
        "legal_info": ", ".join(stated),
        "contacts": contacts if contact.name else [],
    }


def _party(party: Party) -> dict[str, Any]:
    own = siren(party)
    establishment = siret(party)
    return {
        "name": party.name,
        "identifiers": {SIRET: establishment} if establishment else {},
        "legal_identifier": own,
        "legal_identifier_schemeid": SIREN,
        "vat_identifier": vat(party),
        "einvoicing_addr": own,
        "einvoicing_addr_schemeid": ROUTING,
        **_address(party.address),
    }


def _place(invoice: Invoice) -> dict[str, Any]:
    """BG-13: where the works are; at the client's unless it says otherwise.

    Never empty: factur-x would write `xsi:nil`, which the schema refuses.
    """
    if not invoice.site:
        return {"name": invoice.client.name, **_address(invoice.client.address)}
    lines = tuple(re.split(r"\s*[\n,]\s*", invoice.site.strip()))
    return {"name": invoice.job or invoice.client.name, **_address(lines)}


def _address(lines: tuple[str, ...]) -> dict[str, str]:
    """Postcode and town are on the last line that looks like it; the rest are the lines before."""
    kept, made = list(lines), {"country_code": "FR"}
    for place in reversed(range(len(kept))):
        found = PLACE.fullmatch(kept[place].strip())
        if found:
            made |= {"postcode": found[1], "city": found[2]}
            del kept[place]
            break
    first, second, rest = [*kept, "", ""][0], [*kept, "", ""][1], ", ".join(kept[2:])
    return made | {"addr_l1": first, "addr_l2": second, "addr_l3": rest}


def _payment(invoice: Invoice) -> dict[str, Any]:
    """BG-16 and the due date; a credit note asks for no payment."""
    if invoice.type is Type.CREDIT:
        return {}
    terms = invoice.terms
    made: dict[str, Any] = {"BT-9": invoice.due_on}
    if iban.is_valid(terms.iban):
        made |= {
            "BT-81": TRANSFER,
            "BT-83": invoice.number,
            "BT-84": compact(terms.iban),
            "BT-85": terms.account_name or invoice.seller.name,
            "BT-86": compact(terms.bic),
        }
    return made


def _tax(invoice: Invoice, tax: Tax, mentions: Mentions) -> dict[str, str]:
    made = {
        "BT-116": _amount(tax.base),
        "BT-117": _amount(tax.amount),
        "BT-118": _category(invoice, tax.rate),
        "BT-119": _rate(tax.rate),
    }
    if invoice.reverse_charge:
        made |= {"BT-120": mentions.reverse, "BT-121": "VATEX-EU-AE"}
    return made


def _line(invoice: Invoice, line: InvoiceLine, place: int) -> dict[str, Any]:
    say = texts(invoice.locale)
    title, details = named(line, say)
    rate = Decimal(0) if invoice.reverse_charge else line.vat_rate
    unit = UNITS.get(line.unit.strip().lower())
    own_unit = {"BT-160": say("invoice-unit"), "BT-161": line.unit}
    return {
        "BT-126": str(place),
        "BT-127-00": [{"BT-127": line.group}] if line.group else [],
        "BT-129": f"{line.quantity:.4f}",
        "BT-130": unit or ONE,
        "BT-131": _amount(line.amount),
        "BT-146": f"{line.unit_price:.4f}",
        "BT-151": _category(invoice, rate),
        "BT-152": _rate(rate),
        "BT-153": title,
        "BT-154": details,
        "BT-155": line.number,
        "BG-32": [] if unit else [own_unit],  # a unit without a code is said in words
    }


def _counts(line: InvoiceLine) -> bool:
    """Whether a line is in the data: a price of nothing has no place there (BR-FR-DEC-03)."""
    return line.unit_price > 0


def _category(invoice: Invoice, rate: Decimal) -> str:
    """The category of VAT (UNTDID 5305): reverse charge, zero or standard."""
    if invoice.reverse_charge:
        return "AE"
    return "S" if rate else "Z"


def _rate(rate: Decimal) -> str:
    return f"{rate:.2f}"


def _amount(cents: Cents) -> str:
    return f"{to_decimal(cents):.2f}"


def _cents(text: str) -> Cents:
    return int(Decimal(text).scaleb(2))


def _clean(value: Any) -> Any:
    """Leave out what XML cannot hold, and what is empty."""
    if isinstance(value, str):
        return value.translate(UNPRINTABLE).strip()
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return value
