"""Money that came in, in words: which invoice a line may be for, and what a person must look at."""

from collections.abc import Mapping
from typing import Any

from domain.bank import Suggestion
from ui import figures
from ui.texts import texts

PROVIDERS = {"stripe": "Stripe", "paypal": "PayPal", "test": "Test"}
AMOUNTS = ("amount", "asked", "over", "given_back")


def confidence(locale: str, suggestion: Suggestion) -> str:
    """Say how sure a suggestion is, and why: `Sûr : le numéro de facture est donné, le montant est exact`."""
    t = texts(locale)
    reasons = ", ".join(t(f"bank-because-{reason}") for reason in suggestion.reasons)
    sure = t(f"bank-{suggestion.confidence}")
    return f"{sure}\u00a0: {reasons}" if locale.startswith("fr") else f"{sure}: {reasons}"


def finding(locale: str, provider: str, code: str, facts: Mapping[str, Any]) -> str:
    """Say what was seen at a provider and fits nothing; `facts` as `records.findings` keeps them."""
    money = figures.of(locale).money
    amounts = {name: money(facts[name], facts["currency"]) for name in AMOUNTS if name in facts}
    return texts(locale)(f"finding-{code}", provider=PROVIDERS[provider], **amounts)
