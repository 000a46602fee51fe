"""A firm's numbers, read from what it states by law."""

from stdnum.eu import vat as european_vat
from stdnum.fr import siren as french_siren
from stdnum.fr import siret as french_siret

from domain.party import Party


def siren(party: Party) -> str:
    """The nine digits of a French firm, also out of its SIRET; empty when it states none that is valid."""
    stated = dict(party.legal)
    for typed in (stated.get("siren", ""), siret(party)[:9]):
        if typed and french_siren.is_valid(typed):
            return str(french_siren.compact(typed))
    return ""


def siret(party: Party) -> str:
    """The fourteen digits of an establishment, or nothing."""
    typed = dict(party.legal).get("siret", "")
    return str(french_siret.compact(typed)) if french_siret.is_valid(typed) else ""


def vat(party: Party) -> str:
    """The number for VAT without its spaces, or nothing."""
    typed = dict(party.legal).get("vat", "")
    return str(european_vat.compact(typed)) if european_vat.is_valid(typed) else ""
