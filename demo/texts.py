"""What the demo company is, writes and sells."""

from typing import Any

LEGAL = {
    "form": "SARL",
    "capital": "20 000 €",
    "siret": "732 829 320 00074",
    "register": "Nantes 732 829 320",
    "vat": "FR40 303 265 045",
    "insurance": "SMABTP n° 123456, France métropolitaine",
}
MENTIONS = {
    "free_quote": True,
    "execution_delay": "Début des travaux sous 4 semaines après acceptation, durée 6 semaines.",
    "insurance": "SMABTP, 8 rue Louis Armand, 75015 Paris, contrat n° 123456, France métropolitaine.",
    "waste": "Environ 4 t de gravats inertes, triés sur place, portés à la déchèterie professionnelle "
    "de Nantes Doulon ; coût compris dans les prix.",
    "travel": "Déplacements compris dans un rayon de 30 km.",
    "mediator": "Médiation de la consommation : CM2C, 49 rue de Ponthieu, 75008 Paris, cm2c.net.",
}
TERMS = """1. Objet. Les présentes conditions s'appliquent aux travaux décrits dans le devis joint.

2. Validité. Le devis est valable jusqu'à la date qu'il porte. Passé ce délai, prix et dates sont à confirmer.

3. Paiement. Un acompte est demandé à la commande. Le solde est payable à trente jours de la facture.

4. Délais. Les délais courent de la réception de l'acompte et de l'accès libre au chantier.

5. Modifications. Tout travail supplémentaire fait l'objet d'un avenant signé avant son exécution.

6. Réception. La réception est prononcée contradictoirement. Elle fait courir les garanties légales."""


def line(
    number: str, group: str, text: str, quantity: str, unit: str, price: str, rate: str = "20", **more: Any
) -> dict[str, Any]:
    """Give one line as somebody would type it."""
    return {
        "number": number,
        "group": group,
        "description": text,
        "quantity": quantity,
        "unit": unit,
        "unit_price": price,
        "vat_rate": rate,
        **more,
    }


LINES = [
    line("1.1", "Lot 1 · Terrassement", "Décapage de terre végétale", "140", "m²", "6,00", "10"),
    line(
        "1.2", "Lot 1 · Terrassement", "Fouilles en rigole, évacuation comprise", "41,27", "m³", "34,00", "10"
    ),
    line(
        "2.1", "Lot 2 · Fondations", "Béton de propreté dosé à 150 kg, épaisseur 5 cm", "8,64", "m³", "150,00"
    ),
    line(
        "2.2",
        "Lot 2 · Fondations",
        "Semelle filante en béton armé, coffrage compris",
        "37,25",
        "ml",
        "112,90",
    ),
    line("3.1", "Lot 3 · Élévation", "Mur en briques monomur de 30 cm", "96", "m²", "118,00"),
    line(
        "3.2",
        "Lot 3 · Élévation",
        "Enduit de façade à la chaux, deux passes",
        "96",
        "m²",
        "42,50",
        optional=True,
        selected=True,
    ),
    line(
        "3.3",
        "Lot 3 · Élévation",
        "Appuis de fenêtre en pierre de Tuffeau",
        "5",
        "u",
        "240,00",
        optional=True,
    ),
]
SMALL = [
    line("1", "", "Reprise d'un linteau fissuré, étaiement compris", "1", "forfait", "1 480,00", "10"),
    line("2", "", "Rejointoiement à la chaux", "18,5", "m²", "64,00", "10"),
]

HOUSE = [
    line("1.1", "Lot 1 · Gros œuvre", "Décapage et évacuation des terres", "1", "forfait", "3 215,47", "10"),
    line("1.2", "Lot 1 · Gros œuvre", "Dalle en béton armé de 12 cm", "148,60", "m²", "46,37", "10"),
    line(
        "2.1",
        "Lot 2 · Charpente",
        "Charpente traditionnelle en chêne",
        "1",
        "forfait",
        "7 850,00",
    ),
    line("2.2", "Lot 2 · Charpente", "Chéneau en zinc, soudures comprises", "37,25", "ml", "112,90"),
]
MANHOLES = [line("A1.1", "", "Regards de visite supplémentaires 40 x 40", "12", "u", "65,20", "10")]
CHAIN = [
    {
        "title": "Visa de l'architecte",
        "people": [{"name": "Inès Caradec", "email": "ines@caradec.example", "role": "architect"}],
        "days": "7",
    },
    {
        "title": "Accord du maître d'ouvrage",
        "people": [{"name": "Anne Lefort", "email": "gerance@tilleuls.example", "role": "owner"}],
        "days": "15",
    },
]
