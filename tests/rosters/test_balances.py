from datetime import date

from published_samples import duty, published, version

from rostering.domain.findings import Account
from rostering.rosters.balances import carried_balances
from rostering.spans import DAY, Period

SUMMER, AUGUST, AUTUMN = Period.parse("2026Q3"), Period.parse("2026-08"), Period.parse("2026Q4")
NEXT_YEAR = date(2027, 1, 1)


def test_deviations_of_finished_periods_add_up_from_the_first_opening() -> None:
    first = version(1, SUMMER, ledger=[Account("anna", "pim", 5, 10, 12), Account("bo", "pim", 0, 10, 8)])
    second = version(2, AUTUMN, ledger=[Account("anna", "pim", 2, 10, 7)])
    assert carried_balances(published(first, second), NEXT_YEAR) == {("anna", "pim"): 5 + 2 - 3, ("bo", "pim"): -2}


def test_a_period_that_ends_later_does_not_count_yet() -> None:
    roster = version(1, SUMMER, ledger=[Account("anna", "pim", 0, 10, 12)])
    assert carried_balances(published(roster), SUMMER.last) == {}
    assert carried_balances(published(roster), SUMMER.last + DAY) == {("anna", "pim"): 2}


def test_a_superseded_roster_does_not_count() -> None:
    old = version(1, SUMMER, ledger=[Account("anna", "pim", 0, 10, 12)])
    new = version(2, SUMMER, ledger=[Account("anna", "pim", 0, 10, 9)])
    assert carried_balances(published(old, new), NEXT_YEAR) == {("anna", "pim"): -1}


def test_a_roster_superseded_in_part_counts_for_the_days_it_holds() -> None:
    july, august = date(2026, 7, 4), date(2026, 8, 1)
    duties = [duty("anna", july), duty("anna", july, number=2), duty("bo", august), duty("anna", august, number=2)]
    ledger = [Account("anna", "pim", 0, 6, 9), Account("bo", "pim", 0, 6, 3)]
    repair = version(2, AUGUST, [duty("bo", august)], ledger=[Account("bo", "pim", 0, 0, 3)])
    balances = carried_balances(published(version(1, SUMMER, duties, ledger=ledger), repair), NEXT_YEAR)
    assert balances == {("anna", "pim"): 6 - 3, ("bo", "pim"): 0 - 3 + 3}
