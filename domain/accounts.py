"""The accounts and journals of a company: what each is for, and what it is usually called.

The defaults follow the French general chart of accounts (PCG, règlement ANC 2014-03) and what is customary in
Quebec. Every number is a proposal that the company's accountant may change.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import count

from domain.money import Cents, Tax

AUXILIARY = 10  # characters of a client's own account


class Use(StrEnum):
    """What an account is for."""

    CLIENT = "client"
    RETENTION = "retention"
    DEPOSITS = "deposits"
    SUSPENSE = "suspense"  # what a client paid too much
    WORKS = "works"
    SERVICES = "services"
    GOODS = "goods"
    VAT = "vat"
    VAT_WAITING = "vat_waiting"  # invoiced, due when the client pays
    GST = "gst"
    GST_WAITING = "gst_waiting"
    QST = "qst"
    QST_WAITING = "qst_waiting"
    BANK = "bank"
    CASH = "cash"
    CHEQUES = "cheques"
    CARDS = "cards"
    ONLINE = "online"  # what a payment provider owes
    TRANSIT = "transit"  # from one invoice of a client to another
    FEES = "fees"
    PENALTIES = "penalties"
    PRORATA = "prorata"
    BAD_DEBTS = "bad_debts"
    SHORTFALL = "shortfall"
    SURPLUS = "surplus"
    INTEREST = "interest"
    INDEMNITY = "indemnity"
    EARNINGS = "earnings"  # results of earlier years, in the trial balance


class Book(StrEnum):
    """A journal of the company."""

    SALES = "sales"
    BANK = "bank"
    CASH = "cash"
    MISC = "misc"


class TaxDue(StrEnum):
    """When a tax that was invoiced falls due."""

    RECEIPTS = "receipts"  # when the client pays (CGI 269-2-c)
    DEBITS = "debits"  # when the invoice is booked, by option
    HOLDBACK = "holdback"  # at once, but on a retention when it is paid (Excise Tax Act, s. 168(7))


class Method(StrEnum):
    """How money changes hands; `offset` is money of the same client that lay on another invoice."""

    TRANSFER = "transfer"
    CASH = "cash"
    CHEQUE = "cheque"
    CARD = "card"
    STRIPE = "stripe"
    PAYPAL = "paypal"
    TEST = "test"
    OFFSET = "offset"


TREASURY: Mapping[Method, tuple[Book, Use]] = {
    Method.TRANSFER: (Book.BANK, Use.BANK),
    Method.CASH: (Book.CASH, Use.CASH),
    Method.CHEQUE: (Book.BANK, Use.CHEQUES),
    Method.CARD: (Book.BANK, Use.CARDS),
    Method.STRIPE: (Book.BANK, Use.ONLINE),
    Method.PAYPAL: (Book.BANK, Use.ONLINE),
    Method.TEST: (Book.BANK, Use.ONLINE),
    Method.OFFSET: (Book.MISC, Use.TRANSIT),
}
# The accounts of each tax: due, and waiting for the client's payment.
TAXES: Mapping[str, tuple[Use, Use]] = {
    "vat": (Use.VAT, Use.VAT_WAITING),
    "gst": (Use.GST, Use.GST_WAITING),
    "qst": (Use.QST, Use.QST_WAITING),
}
CLAIMS = (Use.CLIENT, Use.RETENTION)
PERSONAL = (*CLAIMS, Use.DEPOSITS, Use.SUSPENSE)  # lines on these name the client's own account
INVOICED = (Use.WORKS, Use.SERVICES, Use.GOODS, Use.DEPOSITS)  # touched by invoices and credit notes only
REVENUES = (Use.WORKS, Use.SERVICES)
# What an account of these says must not be mixed with anything else.
APART = frozenset({*PERSONAL, Use.TRANSIT, *(use for pair in TAXES.values() for use in pair)})
ELSEWHERE: Mapping[str, frozenset[Use]] = {
    "FR": frozenset(use for code in ("gst", "qst") for use in TAXES[code]),
    "CA": frozenset(TAXES["vat"]),
}
RESULTS: Mapping[str, tuple[str, ...]] = {"FR": ("6", "7"), "CA": ("4", "5")}  # income and expense


@dataclass(frozen=True, slots=True)
class Account:
    """An account, or a journal with its code: what the books call it."""

    number: str
    label: str


def _table(rows: str) -> dict[str, Account]:
    """Read a table of three columns: what it is for, its number, what it is called."""
    cells = ([cell.strip() for cell in row.split("|")] for row in rows.strip().splitlines())
    return {use: Account(number, label) for use, number, label in cells}


FRANCE = _table("""
    client       | 411     | Clients
    retention    | 4117    | Clients - retenues de garantie
    deposits     | 4191    | Clients - avances et acomptes reçus sur commandes
    suspense     | 471     | Règlements reçus en trop
    works        | 704     | Travaux
    services     | 706     | Prestations de services
    goods        | 707     | Ventes de marchandises
    vat          | 44571   | TVA collectée
    vat_waiting  | 44574   | TVA en attente d'encaissement
    gst          | 445781  | TPS collectée
    gst_waiting  | 445784  | TPS en attente d'encaissement
    qst          | 445791  | TVQ collectée
    qst_waiting  | 445794  | TVQ en attente d'encaissement
    bank         | 512     | Banque
    cash         | 530     | Caisse
    cheques      | 5112    | Chèques à encaisser
    cards        | 512     | Banque
    online       | 512     | Banque
    transit      | 580     | Virements internes
    fees         | 627     | Services bancaires
    penalties    | 6581    | Pénalités sur marchés
    prorata      | 6588    | Comptes prorata de chantier
    bad_debts    | 654     | Pertes sur créances irrécouvrables
    shortfall    | 658     | Différences de règlement (charges)
    surplus      | 758     | Différences de règlement (produits)
    interest     | 763     | Intérêts de retard
    indemnity    | 7581    | Indemnités de recouvrement
    earnings     | 110     | Résultats antérieurs
""")
QUEBEC = _table("""
    client       | 1100    | Comptes clients
    retention    | 1110    | Retenues contractuelles à recevoir
    deposits     | 2400    | Dépôts de clients
    suspense     | 2410    | Paiements reçus en trop
    works        | 4000    | Revenus de travaux
    services     | 4100    | Revenus de services
    goods        | 4200    | Ventes de marchandises
    vat          | 2330    | TVA à remettre
    vat_waiting  | 2335    | TVA en attente de paiement
    gst          | 2310    | TPS à remettre
    gst_waiting  | 2315    | TPS en attente de paiement
    qst          | 2320    | TVQ à remettre
    qst_waiting  | 2325    | TVQ en attente de paiement
    bank         | 1010    | Banque
    cash         | 1000    | Petite caisse
    cheques      | 1020    | Chèques à déposer
    cards        | 1010    | Banque
    online       | 1010    | Banque
    transit      | 1090    | Virements entre factures
    fees         | 5700    | Frais bancaires
    penalties    | 5610    | Pénalités sur contrats
    prorata      | 5620    | Frais communs de chantier
    bad_debts    | 5600    | Mauvaises créances
    shortfall    | 5690    | Écarts de paiement (charges)
    surplus      | 4900    | Écarts de paiement (revenus)
    interest     | 4910    | Intérêts de retard
    indemnity    | 4920    | Indemnités de recouvrement
    earnings     | 3500    | Bénéfices non répartis
""")
JOURNALS = _table("""
    sales        | VE      | Ventes
    bank         | BQ      | Banque
    cash         | CA      | Caisse
    misc         | OD      | Opérations diverses
""")
CHARTS: Mapping[str, Mapping[str, Account]] = {"FR": FRANCE, "CA": QUEBEC}
USUAL_DUE: Mapping[str, TaxDue] = {"FR": TaxDue.RECEIPTS, "CA": TaxDue.HOLDBACK}


@dataclass(frozen=True)
class Books:
    """How a company keeps its books: accounts by use, journals, when taxes fall due.

    `rates` gives VAT rates (%) accounts of their own: due, waiting. `revenue` is where services are sold to.
    A payment that misses what is owed by at most `tolerance` (cents) closes it.
    """

    accounts: Mapping[Use, Account]
    journals: Mapping[Book, Account]
    country: str = "FR"
    tax_due: TaxDue = TaxDue.RECEIPTS
    rates: Mapping[Decimal, tuple[Account, Account]] = field(default_factory=dict)
    revenue: Use = Use.WORKS
    tolerance: Cents = 0

    def number(self, use: Use) -> str:
        """The number of the account for a use."""
        return self.accounts[use].number

    def numbers(self, uses: Collection[Use]) -> frozenset[str]:
        """The numbers of the accounts for these uses."""
        return frozenset(self.number(use) for use in uses)

    def of_tax(self, tax: Tax) -> tuple[str, str]:
        """The numbers of the accounts of a tax: due, waiting."""
        usual = (self.accounts[use] for use in TAXES[tax.code])
        due, waiting = self.rates.get(tax.rate) or usual if tax.code == "vat" else usual
        return due.number, waiting.number

    @cached_property
    def waiting(self) -> Mapping[str, str]:
        """The accounts of taxes that wait, each with the account that they go to when they fall due."""
        usual = ((self.accounts[due], self.accounts[waits]) for due, waits in TAXES.values())
        return {waits.number: due.number for due, waits in (*usual, *self.rates.values())}

    @cached_property
    def personal(self) -> frozenset[str]:
        """The accounts whose lines name the client's own account."""
        return self.numbers(PERSONAL)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What every account is called, by number; the first use of a shared account names it."""
        of_rates = [account for pair in self.rates.values() for account in pair]
        every = [*self.accounts.values(), *of_rates]
        return {account.number: account.label for account in reversed(every)}

    @cached_property
    def journal_names(self) -> Mapping[str, str]:
        """What every journal is called, by its code."""
        return {journal.number: journal.label for journal in self.journals.values()}

    @property
    def shown(self) -> tuple[Use, ...]:
        """The uses that a company of this country is asked about, in the order of the form."""
        return tuple(use for use in Use if use not in ELSEWHERE[self.country])

    def is_result(self, number: str) -> bool:
        """Whether an account is income or expense: it starts at nothing every year."""
        return number.startswith(RESULTS[self.country])


def usual(country: str) -> Books:
    """The books of a company that changed nothing; a country without a chart here has the French one."""
    known = country if country in CHARTS else "FR"
    return Books(
        accounts={Use(use): account for use, account in CHARTS[known].items()},
        journals={Book(book): journal for book, journal in JOURNALS.items()},
        country=known,
        tax_due=USUAL_DUE[known],
    )


def auxiliary(name: str, taken: Callable[[str], bool]) -> str:
    """Give a client an account of its own, made from its name: `Mme Petit` is MMEPETIT, another MMEPETIT2."""
    letters = unicodedata.normalize("NFKD", name).upper()
    stem = re.sub(r"[^0-9A-Z]", "", letters)[:AUXILIARY] or "CLIENT"
    return next(code for code in _codes(stem) if not taken(code))


def _codes(stem: str) -> Iterator[str]:
    yield stem
    for number in count(2):
        yield f"{stem[: AUXILIARY - len(str(number))]}{number}"
