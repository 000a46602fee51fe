"""Quotes that the paper and mail tests print: one of Nantes, one of Montréal."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from domain.document import Content, Mentions, Terms
from domain.line import Line
from domain.money import QUEBEC
from domain.party import Party
from domain.snapshot import fingerprint, freeze

LINK = "https://aval.example/c/8fQ2xkVbTr0pLw3YhNs6ZjUeMd1GaCiRoKq5XvBtSyE"
TERMS = "\n\n".join(
    f"Article {number}. Les travaux sont payables à trente jours, sans escompte pour paiement anticipé."
    for number in range(1, 31)
)


def line(number: str, description: str, quantity: str, unit: str, price: str, vat: str, **more: Any) -> Line:
    return Line(
        id=f"line-{number}",
        number=number,
        description=description,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Decimal(price),
        vat_rate=Decimal(vat),
        **more,
    )


def nantes(extra_lines: int = 0, **changes: Any) -> Content:
    """Claire's quote: two lots, a discounted line, an option kept, one left, all that the law asks."""
    lot_1, lot_2 = "Lot 1 · Terrassement", "Lot 2 · Façades"
    lines = [
        line("1.1", "Décapage de terre végétale", "1400", "m²", "6", "20", group=lot_1),
        line(
            "1.2",
            "Béton de propreté dosé à 150 kg\nMise en œuvre à la pompe.",
            "86.4",
            "m³",
            "150",
            "20",
            group=lot_1,
            discount_percent=Decimal(5),
        ),
        line("2.1", "Enduit à la chaux", "148.6", "m²", "46.37", "10", group=lot_2),
        line(
            "2.2",
            "Isolation en laine de bois",
            "148.6",
            "m²",
            "112.9",
            "5.5",
            group=lot_2,
            optional=True,
            selected=False,
        ),
        line("2.3", "Peinture minérale", "148.6", "m²", "18.5", "10", group=lot_2, optional=True),
        *(
            line(
                f"3.{n}",
                f"Semelle filante en béton armé, type S{n}, coffrage compris",
                "120",
                "ml",
                "185",
                "20",
                group="Lot 3 · Fondations",
            )
            for n in range(1, extra_lines + 1)
        ),
    ]
    content = Content(
        kind="quote",
        title="Résidence Les Tilleuls, gros œuvre",
        lines=tuple(lines),
        number="DEV-2026-0012",
        version=2,
        issued_on=date(2026, 11, 8),
        valid_until=date(2026, 12, 8),
        seller=Party(
            "Maçonnerie Mérel",
            ("4 quai de la Fosse", "44000 Nantes"),
            "claire@merel.example",
            "02 40 00 00 00",
            legal=(("vat", "FR40 303 265 045"), ("siret", "732 829 320 00074"), ("register", "Nantes B 732")),
        ),
        client=Party("SCI Les Tilleuls", ("18 rue Crébillon", "44000 Nantes"), contact="Jeanne Petit"),
        site="12 rue des Tilleuls, 44000 Nantes",
        job="Résidence Les Tilleuls",
        contact=Party("Claire Mérel", email="claire@merel.example", phone="02 40 00 00 01"),
        introduction="Suite à notre visite du 3 novembre.",
        notes="Point d’eau fourni par le client.",
        discount_percent=Decimal(2),
        deposit_percent=Decimal(30),
        retention_percent=Decimal(5),
        mentions=Mentions(
            execution_delay="Neuf semaines",
            insurance="SMABTP n° 123456, France métropolitaine",
            waste="Gravats 12 m³, déchèterie de Saint-Herblain, 640 € compris",
            travel="Déplacements compris",
            mediator="CM2C, 14 rue Saint-Jean, Paris",
            withdrawal=True,
            reduced_vat="Le client certifie que les locaux ont plus de deux ans",
        ),
        terms=Terms(TERMS, "f" * 64),
    )
    return replace(content, **changes)


def montreal() -> Content:
    """A soumission: GST and QST, Canadian dollars, RBQ licence."""
    return Content(
        kind="quote",
        title="Rénovation de la cuisine",
        lines=(
            line("1", "Démolition", "1", "forfait", "1234.56", str(QUEBEC)),
            line("2", "Armoires en merisier", "12", "mod.", "845.5", str(QUEBEC)),
        ),
        number="DEV-2026-0003",
        version=1,
        issued_on=date(2026, 11, 8),
        valid_until=date(2026, 12, 8),
        locale="fr-CA",
        currency="CAD",
        country="CA",
        seller=Party(
            "Rénovations Tremblay inc.",
            ("1200, rue Sherbrooke Ouest", "Montréal (Québec) H3A 1H6"),
            legal=(("gst", "123456789 RT0001"), ("qst", "1234567890 TQ0001"), ("rbq", "5678-1234-01")),
        ),
        client=Party("Mme Gagnon", business=False),
    )


def seal(content: Content) -> str:
    return fingerprint(freeze(content))
