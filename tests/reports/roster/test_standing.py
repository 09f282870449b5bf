from dataclasses import replace

from rostering.domain.findings import Account, Candidate, EmptySeat
from rostering.reports.roster.standing import by_deviation, large_deviations, standings, vacancies
from samples.reported import ROSTER, VACANT


def test_rules_that_forbid_stand_first_and_then_the_dearest() -> None:
    assert [(one.rule, one.hard, one.penalty) for one in standings(ROSTER)] == [
        ("weekly_rest", True, 0),
        ("coverage", False, 1000),
        ("fairness", False, 50),
        ("wishes", False, 8),
    ]


def test_a_deviation_is_large_when_no_single_duty_explains_it() -> None:
    at_limit, beyond = Account("a", "pim", 6, 0), Account("b", "pim", -7, 0)

    assert large_deviations(replace(ROSTER, ledger=(at_limit, beyond))) == ([beyond], 6)


def test_accounts_of_roles_the_directory_lacks_stand_last() -> None:
    strange, known = Account("a", "architect", 9, 0), Account("b", "backend", 0, 0)

    assert by_deviation([strange, known], ROSTER.directory) == [known, strange]


def test_seats_that_nobody_can_take_for_the_same_reasons_stand_together() -> None:
    why = (Candidate("nanna", "on leave"),)
    version = replace(ROSTER, empty=(EmptySeat(VACANT.id, why), EmptySeat("other", ()), EmptySeat("third", why)))

    together, alone = vacancies(version)

    assert (together.seats, together.reasons) == ((VACANT.id, "third"), (("on leave", ("nanna",)),))
    assert (alone.seats, alone.reasons) == (("other",), ())
