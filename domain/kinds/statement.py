"""Progress statement: situation de travaux. Approved (in whole or with admitted quantities) or rejected."""

from domain.kinds import Kind
from domain.lifecycle import Action

STATEMENT = Kind(
    name="statement",
    series="SIT",
    answers=frozenset({Action.APPROVE, Action.REJECT}),
    validity_days=None,
    on_contract=True,
    called=("situation", "décompte", "statement"),
)
