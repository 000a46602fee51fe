"""Which invoices a line of the bank may be for: by number, reference, client, amount; and how sure."""

from datetime import date

import pytest

from domain.bank import BankLine, Confidence, Reason, Register, Suggestion, Waiting, name_words

PETIT = "Mme Jeanne Petit"
S1 = Waiting("s1", "FAC-2026-0001", 459_717, "petit", PETIT, ("SIT-2026-0001", "DEV-2026-0007"))
S2 = Waiting("s2", "FAC-2026-0002", 639_465, "petit", PETIT, ("SIT-2026-0002", "DEV-2026-0007"))
DURAND = Waiting("d", "FAC-2026-0012", 459_717, "durand", "SARL Électricité Durand", ("DEV-2026-0009",))
REGISTER = Register([S1, S2, DURAND])


def line(amount: int, label: str, **more: str) -> BankLine:
    return BankLine(date(2026, 11, 22), amount, label, **more)


def shares(suggestion: Suggestion) -> dict[str, int]:
    return {share.invoice_id: share.amount for share in suggestion.shares}


def only(amount: int, label: str, **more: str) -> Suggestion:
    found = REGISTER.suggest(line(amount, label, **more))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "label",
    [
        "VIR SEPA FAC-2026-0002",
        "VIR FAC 2026 0002 MERCI",
        "vir fac20260002",
        "PAIEMENT FACTURE N°FAC/2026/0002.",
        "VIR INST MME PETIT /RNF/FAC_2026_0002/TXT",
    ],
)
def test_the_number_and_the_exact_amount_leave_no_doubt(label: str) -> None:
    found = only(639_465, label)
    assert (shares(found), found.confidence) == ({"s2": 639_465}, Confidence.CERTAIN)
    assert found.reasons == (Reason.NUMBER, Reason.AMOUNT)


def test_the_number_may_stand_in_the_reference() -> None:
    assert only(639_465, "VIREMENT RECU", reference="FAC-2026-0002").confidence is Confidence.CERTAIN


@pytest.mark.parametrize("label", ["FAC-2026-00021", "FAC-2026-000 12", "XFAC 2026 00 02", "2026-0002"])
def test_a_number_that_only_looks_alike_is_not_the_number(label: str) -> None:
    assert all(Reason.NUMBER not in found.reasons for found in REGISTER.suggest(line(1, label)))


def test_a_part_of_what_a_named_invoice_owes_is_likely_for_it() -> None:
    found = only(100_000, "ACOMPTE SUR FAC-2026-0002")
    assert (shares(found), found.confidence) == ({"s2": 100_000}, Confidence.LIKELY)


def test_more_than_a_named_invoice_owes_is_likely_for_it_all_the_same() -> None:
    assert shares(only(700_000, "FAC-2026-0002")) == {"s2": 700_000}


def test_one_transfer_for_two_named_invoices() -> None:
    found = only(459_717 + 639_465, "FAC-2026-0002 ET FAC-2026-0001")
    assert shares(found) == {"s1": 459_717, "s2": 639_465}
    assert (found.confidence, Reason.SEVERAL in found.reasons) == (Confidence.CERTAIN, True)


def test_too_little_for_two_named_invoices_pays_the_older_one_first() -> None:
    found = only(500_000, "FAC-2026-0002 FAC-2026-0001")
    assert shares(found) == {"s1": 459_717, "s2": 40_283}
    assert found.confidence is Confidence.LIKELY


def test_a_reference_of_the_job_with_the_exact_amount_is_likely() -> None:
    found = only(639_465, "SITUATION SIT-2026-0002")
    assert (shares(found), found.confidence) == ({"s2": 639_465}, Confidence.LIKELY)


def test_the_reference_of_a_contract_chooses_by_the_amount() -> None:
    assert shares(REGISTER.suggest(line(639_465, "DEVIS DEV-2026-0007"))[0]) == {"s2": 639_465}
    both = REGISTER.suggest(line(459_717 + 639_465, "DEVIS DEV-2026-0007"))[0]
    assert shares(both) == {"s1": 459_717, "s2": 639_465}


def test_the_clients_name_tells_two_invoices_of_the_same_amount_apart() -> None:
    first, second = REGISTER.suggest(line(459_717, "VIR SEPA", counterparty="ELECTRICITE DURAND"))
    assert (shares(first), first.confidence) == ({"d": 459_717}, Confidence.LIKELY)
    assert (shares(second), second.confidence) == ({"s1": 459_717}, Confidence.POSSIBLE)


def test_one_transfer_for_all_that_a_client_owes() -> None:
    found = REGISTER.suggest(line(459_717 + 639_465, "VIR DE PETIT JEANNE"))[0]
    assert shares(found) == {"s1": 459_717, "s2": 639_465}
    assert found.reasons == (Reason.CLIENT, Reason.AMOUNT, Reason.SEVERAL)


def test_the_exact_amount_alone_is_possible_and_every_invoice_is_named() -> None:
    found = REGISTER.suggest(line(459_717, "VIREMENT"))
    assert [(shares(one), one.confidence) for one in found] == [
        ({"s1": 459_717}, Confidence.POSSIBLE),
        ({"d": 459_717}, Confidence.POSSIBLE),
    ]


def test_another_amount_of_a_known_client_is_possible_for_the_oldest() -> None:
    found = only(1_000, "VIR JEANNE PETIT")
    assert (shares(found), found.confidence) == ({"s1": 1_000}, Confidence.POSSIBLE)


def test_money_that_left_and_money_of_strangers_are_for_nothing() -> None:
    assert REGISTER.suggest(line(-459_717, "FAC-2026-0001")) == ()
    assert REGISTER.suggest(line(77, "LOYER")) == ()


def test_titles_and_legal_forms_say_nothing_about_who_it_is() -> None:
    assert name_words("SARL Électricité Durand") == {"ELECTRICITE", "DURAND"}
    assert name_words("M. X") == frozenset()


def test_every_suggestion_comes_to_the_amount_to_the_cent() -> None:
    many = Register(
        Waiting(str(n), f"FAC-2026-{n:04d}", n * 1_111, f"c{n % 3}", f"Client {n % 3} Dupont")
        for n in range(1, 40)
    )
    for amount in (1_111, 5_555, 39 * 1_111, 123_456_789):
        for found in many.suggest(line(amount, "VIR CLIENT DUPONT FAC")):
            assert sum(shares(found).values()) == amount
