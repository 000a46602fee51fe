"""Who sends or receives a document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends or receives: name, postal address (one line each) and legal identity."""

    name: str
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    contact: str = ""
    business: bool = True
    legal: tuple[tuple[str, str], ...] = ()  # ("siret", "732 829 320 00074"), in order of printing


NOBODY = Party("")
