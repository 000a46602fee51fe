"""ISO 20022 account reports: camt.053, and camt.052 and 054, which have the same entries; every version."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import etree

from domain.money import Cents
from records.bank_files.entry import Entry, Found, UnreadableError, cents

IN = "CRDT"
BOOKED = "BOOK"
NO_REFERENCE = "NOTPROVIDED"
DEPTH = "{*}"


def read(data: bytes) -> Found:
    """Read the booked entries. Raises `UnreadableError` for what is no account report."""
    root = _parsed(data)
    entries: list[Entry] = []
    unread: list[int] = []
    for place, booked in enumerate(root.iter("{*}Ntry"), 1):
        if _status(booked) != BOOKED:
            continue
        try:
            entries += _read_entry(place, booked)
        except ValueError:
            unread.append(place)
    return Found(entries, unread)


def _parsed(data: bytes) -> Any:
    """Parse without entities, document types or the network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError from None
    if root.getroottree().docinfo.doctype or not root.tag.startswith("{urn:iso:std:iso:20022:tech:xsd:camt."):
        raise UnreadableError
    return root


def _read_entry(place: int, booked: Any) -> Iterator[Entry]:
    """Give the transactions of an entry; a batch without amounts of its own is one."""
    day = date.fromisoformat((_text(booked, "BookgDt/Dt") or _text(booked, "BookgDt/DtTm"))[:10])
    sign = 1 if _text(booked, "CdtDbtInd") == IN else -1
    whole = booked.find("{*}Amt")
    if whole is None:
        raise ValueError(place)
    currency = whole.get("Ccy", "")
    details = booked.findall("{*}NtryDtls/{*}TxDtls")
    amounts = [_amount(detail) for detail in details]
    total = cents(whole.text or "", ".")
    if len(details) > 1 and None not in amounts and sum(one or 0 for one in amounts) == total:
        for detail, amount in zip(details, amounts, strict=True):
            yield _entry(place, day, sign * (amount or 0), currency, booked, detail)
    else:
        only = details[0] if len(details) == 1 else None
        yield _entry(place, day, sign * total, currency, booked, only)


def _entry(place: int, day: date, amount: Cents, currency: str, booked: Any, detail: Any | None) -> Entry:
    about = detail if detail is not None else booked
    said = [node.text or "" for node in about.iterfind(".//{*}RmtInf/{*}Ustrd")]
    more = _text(about, "AddtlTxInf") or _text(booked, "AddtlNtryInf")
    end_to_end = _text(about, "Refs/EndToEndId")
    structured = [node.text or "" for node in about.iterfind(".//{*}RmtInf/{*}Strd/{*}CdtrRefInf/{*}Ref")]
    references = [end_to_end if end_to_end != NO_REFERENCE else "", *structured]
    parties = ("RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm", "RltdPties/UltmtDbtr/Nm")
    return Entry(
        place,
        day,
        amount,
        currency,
        label=" ".join(said) or more,
        counterparty=next((name for path in parties if (name := _text(about, path))), ""),
        reference=" ".join(reference for reference in references if reference),
        bank_id=_text(about, "Refs/AcctSvcrRef") or _text(booked, "AcctSvcrRef"),
    )


def _amount(detail: Any) -> Cents | None:
    typed = _text(detail, "Amt") or _text(detail, "AmtDtls/TxAmt/Amt")
    return cents(typed, ".") if typed else None


def _status(booked: Any) -> str:
    """Whether an entry is booked; since version 8 the word stands one level deeper."""
    return _text(booked, "Sts/Cd") or _text(booked, "Sts") or BOOKED


def _text(node: Any, path: str) -> str:
    found = node.find("/".join(DEPTH + step for step in path.split("/")))
    return (found.text or "").strip() if found is not None else ""
