"""Open Financial Exchange: version 1 (SGML, whose values need no end tag) and version 2 (XML) alike.

Only the transactions are read, as a run of tags and values: banks bend the rest of the format in many ways.
Source: OFX 1.6 and 2.2, chapters 2 and 11.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from html import unescape

from records.bank_files.entry import Entry, Found, UnreadableError, cents

CHARSET = re.compile(rb"(?:CHARSET:\s*|encoding=[\"'])([A-Za-z0-9-]+)")
UNICODE = re.compile(rb"ENCODING:\s*(?:UTF-8|UNICODE)")
TAG = re.compile(r"<(/?)([A-Z0-9.]+)>([^<]*)")
TRANSACTION = "STMTTRN"


def read(data: bytes) -> Found:
    """Read the transactions. Raises `UnreadableError` for what is no OFX."""
    text = _decoded(data)
    if "<OFX>" not in text:
        raise UnreadableError
    entries: list[Entry] = []
    unread: list[int] = []
    for place, (currency, fields) in enumerate(_transactions(text), 1):
        try:
            entries.append(_entry(place, currency, fields))
        except (KeyError, ValueError):
            unread.append(place)
    return Found(entries, unread)


def _transactions(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give each transaction's values by their tags, with the currency of its account."""
    currency = ""
    fields: dict[str, str] | None = None
    for closing, tag, typed in TAG.findall(text):
        value = unescape(typed).strip()
        if tag == TRANSACTION:
            if closing and fields is not None:
                yield currency, fields
            fields = None if closing else {}
        elif tag == "CURDEF" and not closing:
            currency = value
        elif fields is not None and not closing and value:
            fields.setdefault(tag, value)


def _entry(place: int, currency: str, fields: Mapping[str, str]) -> Entry:
    name = fields.get("NAME", "")
    label = " ".join(text for text in (name, fields.get("MEMO", "")) if text)
    reference = " ".join(fields[tag] for tag in ("REFNUM", "CHECKNUM") if tag in fields)
    return Entry(
        place,
        _day(fields["DTPOSTED"]),
        cents(fields["TRNAMT"]),
        fields.get("CURSYM", currency),
        label,
        counterparty=name,
        reference=reference,
        bank_id=fields.get("FITID", ""),
    )


def _day(typed: str) -> date:
    """The day of `20261122`, `20261122120000` or `20261122120000.000[+1:CET]`."""
    return datetime.strptime(typed[:8], "%Y%m%d").date()  # noqa: DTZ007  a day has no zone


def _decoded(data: bytes) -> str:
    """Decode as the header says, else as UTF-8 if it can be, else as Windows does."""
    named = CHARSET.search(data[:500])
    charset = named[1].decode().lower() if named else ""
    if UNICODE.search(data[:500]) or charset in ("", "none"):
        charset = "utf-8"
    charset = {"1252": "cp1252", "8859-1": "latin-1"}.get(charset, charset)
    for known in (charset, "utf-8-sig", "cp1252"):
        try:
            return data.decode(known)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")
