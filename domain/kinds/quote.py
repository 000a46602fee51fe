"""Quote: devis in France, soumission in Quebec. The only kind that can be put on hold."""

from domain.kinds import Kind
from domain.lifecycle import Action

QUOTE = Kind(
    name="quote",
    series="DEV",
    answers=frozenset({Action.APPROVE, Action.REJECT, Action.SIGN, Action.HOLD}),
    validity_days=30,
    called=("devis", "soumission", "quote"),
)
