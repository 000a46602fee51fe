"""What an invoice must say besides figures: one set of sentences, for the paper and for the data in it.

Source: CGI annex II, 242 nonies A; Code de commerce L441-9, L441-10 and D441-5; law 71-584 of 1971-07-16.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from domain.invoice import Invoice, InvoiceLine, Type
from ui.figures import Figures, of
from ui.texts import Translate, texts

WORKS = frozenset({"works", "deposit"})  # what is sold; the other roles stand beside it


@dataclass(frozen=True)
class Mentions:
    """The sentences of one invoice in its language; empty where one does not apply."""

    invoice: Invoice

    @property
    def _say(self) -> Translate:
        return texts(self.invoice.locale)

    @property
    def _written(self) -> Figures:
        return of(self.invoice.locale)

    @cached_property
    def _money(self) -> Any:
        return partial(self._written.money, currency=self.invoice.currency)

    @property
    def french(self) -> bool:
        """Whether French law asks for its mentions."""
        return self.invoice.country == "FR"

    @property
    def commercial(self) -> bool:
        """Whether it is between two firms under French law."""
        return self.french and self.invoice.client.business

    @property
    def credited(self) -> bool:
        """Whether it gives back instead of asking."""
        return self.invoice.type is Type.CREDIT

    @property
    def late(self) -> str:
        """The interest on late payment: as the firm words it, at its rate, or at the rate of the law."""
        terms = self.invoice.terms
        if terms.late_text:
            return terms.late_text
        if terms.late_rate:
            return self._say("invoice-late-rate", rate=self._written.percent(terms.late_rate))
        return self._say("invoice-late-law") if self.commercial else ""

    @property
    def indemnity(self) -> str:
        """The fixed indemnity for recovery, which only firms owe."""
        if not self.commercial:
            return ""
        return self._say("invoice-indemnity-text", amount=self._money(self.invoice.terms.indemnity))

    @property
    def discount(self) -> str:
        """The discount for early payment, or that there is none."""
        none = self._say("invoice-no-discount") if self.commercial else ""
        return self.invoice.terms.discount_text or none

    @property
    def reverse(self) -> str:
        """That the client owes the tax."""
        return self._say("paper-reverse-charge") if self.invoice.reverse_charge else ""

    @property
    def nature(self) -> str:
        """Goods, services or both, as invoices must say since the electronic invoice."""
        return self._say(f"invoice-nature-{self.invoice.nature.name.lower()}") if self.french else ""

    @property
    def supply(self) -> str:
        """When it was supplied."""
        start, end = self.invoice.supply_from, self.invoice.supply_to
        if start and end and start != end:
            return self._say("paper-period", start=self._written.day(start), end=self._written.day(end))
        day = end or start
        return self._say("invoice-supplied-on", day=self._written.day(day)) if day else ""

    @property
    def retention(self) -> str:
        """What is held back, from what, and until when."""
        held = self.invoice.deductions
        if not held.retention:
            return ""
        return self._say(
            "invoice-retention-credited" if self.credited else "invoice-retention-text",
            percent=self._written.percent(held.retention_percent),
            amount=self._money(held.retention),
            payable=self._money(self.invoice.payable),
        )

    @property
    def deducted(self) -> str:
        """What else is taken off the payment, for those who read no table."""
        held = self.invoice.deductions
        parts = [
            f"{label}\u00a0: {self._money(cents)}"
            for label, cents in (
                (self._say("paper-penalties", reason=held.penalties_reason), held.penalties),
                (self._say("invoice-prorata"), held.prorata),
            )
            if cents
        ]
        if not parts:
            return ""
        return self._say(
            "invoice-deducted", parts=" ; ".join(parts), payable=self._money(self.invoice.payable)
        )

    @property
    def due(self) -> str:
        """How and until when it is to be paid, or what becomes of a credit."""
        if self.credited:
            return self._say("invoice-credit-use")
        due_on = self.invoice.due_on
        return self._say("invoice-due-on", day=self._written.day(due_on)) if due_on else ""

    @property
    def references(self) -> list[str]:
        """The documents that it rests on."""
        return list(self._references())

    def _references(self) -> Iterator[str]:
        invoice, say = self.invoice, self._say
        preceding = [
            say("invoice-reference", number=one.number, day=self._written.day(one.issued_on))
            for one in invoice.preceding
        ]
        if preceding and invoice.type in CORRECTS:
            yield say(f"invoice-of-{invoice.type}", reference=preceding[0])
        rests_on = []
        if invoice.quote_number:
            kind = "contract" if invoice.ordinal else "quote"
            rests_on.append(say(f"invoice-on-{kind}", number=invoice.quote_number))
        if invoice.ordinal:
            key = "invoice-on-statement" if invoice.statement_number else "paper-statement-numbered"
            number = invoice.statement_number or invoice.ordinal
            rests_on.append(say(key, ordinal=invoice.ordinal, number=number))
        if rests_on:
            yield " · ".join(rests_on)
        if preceding and invoice.type not in CORRECTS:
            yield say("invoice-after", references=", ".join(preceding))

    @property
    def printed(self) -> Mapping[str, str]:
        """The sentences that stand in a list on paper, by name; a credit says nothing of paying late."""
        found = {
            "reverse": self.reverse,
            "nature": self.nature,
            "retention": self.retention,
        }
        if not self.credited:
            found |= {"late": self.late, "indemnity": self.indemnity, "discount": self.discount}
        return {name: text for name, text in found.items() if text}


CORRECTS = frozenset({Type.CREDIT, Type.CORRECTIVE})


def named(line: InvoiceLine, say: Translate) -> tuple[str, str]:
    """Give a line's title and its details; one without a description is named after its role."""
    title, _, details = (line.description or say(f"invoice-role-{line.role}")).partition("\n")
    return title, details
