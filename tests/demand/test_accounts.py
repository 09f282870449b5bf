"""Accounts of fairness: openings, and the shares of points and of big days."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rostering.demand.accounts import NO_PAST, Past, accounts_of, big_days_of
from rostering.demand.shares import weights_of
from rostering.domain.findings import Account
from rostering.domain.parties import Balance, Consultant, Leave
from rostering.domain.seats import Seat
from rostering.spans import Period
from samples.hand_made import away, firm, person, seat

DATES = Period.parse("2026-11-01..2026-11-10")


def accounts(
    *people: Consultant,
    points: int,
    leave: tuple[Leave, ...] = (),
    balances: tuple[Balance, ...] = (),
    past: Past = NO_PAST,
) -> dict[str, Account]:
    """The accounts of PIM people when one seat earns so many points."""
    inputs = replace(firm(), consultants=people, leave=leave, balances=balances)
    made = accounts_of(inputs, DATES, [_pim(points)], past, weights_of(inputs, DATES))
    return {account.consultant: account for account in made if account.role == "pim"}


def _pim(points: int, day: str = "2026-11-07", occasion: str | None = None, role: str = "pim") -> Seat:
    return seat(day, points=points, occasion=occasion, role=role)


def targets(made: Mapping[str, Account]) -> dict[str, int]:
    return {who: account.target for who, account in made.items()}


def openings(made: Mapping[str, Account]) -> dict[str, int]:
    return {who: account.opening for who, account in made.items()}


def test_half_time_has_half_the_share() -> None:
    assert targets(accounts(person("anna"), person("bo", fte=Decimal("0.5")), points=9)) == {"anna": 6, "bo": 3}


def test_leave_and_late_employment_shrink_the_share_and_wishes_do_not() -> None:
    leave = (away("anna", "2026-10-20", "2026-11-05"), away("anna", "2026-11-04", "2026-11-05"))
    people = person("anna"), person("bo", employed_from=date(2026, 11, 6)), person("cleo")
    assert targets(accounts(*people, points=8, leave=leave)) == {"anna": 2, "bo": 2, "cleo": 4}


def test_someone_of_two_roles_has_half_the_share_in_each() -> None:
    assert targets(accounts(person("anna", "pim", "backend"), person("bo"), points=9)) == {"anna": 3, "bo": 6}


def test_whoever_is_never_there_has_no_account() -> None:
    gone = person("bo", employed_to=date(2026, 10, 31))
    assert targets(accounts(person("anna"), gone, points=9)) == {"anna": 9}


ROWS = Balance("anna", "pim", 7), Balance("bo", "pim", 2), Balance("cleo", "pim", 4), Balance("dag", "backend", 9)


def test_a_newcomer_opens_at_the_median_of_the_others() -> None:
    people = [*map(person, ("anna", "bo", "cleo")), person("dag", employed_from=date(2026, 11, 3))]
    assert openings(accounts(*people, points=9, balances=ROWS)) == {"anna": 7, "bo": 2, "cleo": 4, "dag": 4}


def test_whoever_was_there_all_the_time_opens_at_zero_without_a_row() -> None:
    people = [*map(person, ("anna", "dag", "emil")), person("finn", employed_from=date(2026, 11, 1))]
    opened = openings(accounts(*people, points=9, balances=ROWS[:1]))
    assert opened == {"anna": 7, "dag": 0, "emil": 0, "finn": 0}  # finn comes on the first date planned


def test_the_median_of_the_others_counts_those_who_open_at_zero() -> None:
    people = [*map(person, ("anna", "dag", "emil")), person("gro", employed_from=date(2026, 11, 2))]
    assert openings(accounts(*people, points=9, balances=ROWS[:1]))["gro"] == 0


def test_a_role_that_comes_later_makes_a_newcomer_of_its_holder() -> None:
    learns = person("dag", role_dates={"pim": (date(2026, 11, 5), None)})
    had = person("emil", role_dates={"pim": (date(2024, 1, 1), date(2026, 12, 31))})
    people = [*map(person, ("anna", "bo", "cleo")), learns, had]
    opened = openings(accounts(*people, points=9, balances=ROWS))
    assert (opened["dag"], opened["emil"]) == (2, 0)  # of 0, 2, 4 and 7


def test_who_came_after_the_first_published_date_is_a_newcomer() -> None:
    published = Past(since=date(2026, 4, 1), points={("anna", "pim"): 7, ("bo", "pim"): 3})
    people = [
        *map(person, ("anna", "bo")),
        person("cleo", employed_from=date(2026, 4, 2)),
        person("dag", employed_from=date(2026, 4, 1)),
    ]
    opened = openings(accounts(*people, points=9, past=published))
    assert opened == {"anna": 7, "bo": 3, "cleo": 3, "dag": 0}


def test_the_ledger_begins_with_what_is_planned_where_only_later_dates_are_published() -> None:
    later = Past(since=date(2027, 1, 1))
    people = person("anna"), person("bo"), person("cleo", employed_from=date(2026, 11, 2))
    opened = openings(accounts(*people, points=9, balances=ROWS[:2], past=later))
    assert opened == {"anna": 7, "bo": 2, "cleo": 2}


def test_what_published_rosters_left_behind_is_the_opening_balance_now() -> None:
    past = Past(date(2026, 10, 1), {("anna", "pim"): -3, ("bo", "backend"): 5, ("bo", "pim"): 1})
    made = accounts(person("anna"), person("bo"), person("cleo"), points=9, balances=ROWS[::2], past=past)
    assert openings(made) == {"anna": -3, "bo": 1, "cleo": 4}


def test_a_pool_of_which_nothing_is_known_opens_at_zero() -> None:
    newcomer = person("bo", employed_from=date(2026, 11, 2))
    assert openings(accounts(person("anna"), newcomer, points=9)) == {"anna": 0, "bo": 0}


# Big days


def big_days(*people: Consultant, seats: Iterable[Seat], past: Past = NO_PAST) -> dict[str, tuple[int, int]]:
    """Opening and share of everyone's big days, in thousandths of a date."""
    inputs = replace(firm(), consultants=people, leave=())
    made = big_days_of(inputs, list(seats), past, weights_of(inputs, DATES))
    return {account.consultant: (account.opening, account.target) for account in made}


def test_seats_on_big_days_are_shared_out_whatever_points_they_earn() -> None:
    seats = [_pim(0, "2026-11-07", "Feast"), _pim(9, "2026-11-08", "Feast"), _pim(9, "2026-11-14")]
    people = person("anna"), person("bo"), person("cleo", fte=Decimal("0.5"))
    assert big_days(*people, seats=seats) == {"anna": (0, 800), "bo": (0, 800), "cleo": (0, 400)}


def test_shares_are_made_role_by_role_and_are_one_account() -> None:
    seats = [_pim(1, occasion="Feast"), _pim(1, occasion="Feast", role="backend")]
    people = person("anna"), person("bo", "pim", "backend"), person("cleo", "backend")
    assert big_days(*people, seats=seats) == {"anna": (0, 667), "bo": (0, 666), "cleo": (0, 667)}


def test_a_teams_big_days_are_shared_out_among_its_own_people() -> None:
    seats = [replace(_pim(1, occasion="Feast"), pool="north"), replace(_pim(1, occasion="Feast"), pool="north")]
    people = person("anna", teams=("north",)), person("bo", teams=("south",)), person("cleo", teams=("north",))
    assert big_days(*people, seats=seats) == {"anna": (0, 1000), "bo": (0, 0), "cleo": (0, 1000)}


def test_big_days_of_earlier_years_are_carried_in_and_newcomers_owe_none() -> None:
    past = Past(date(2025, 1, 1), {("anna", "pim"): 5}, {"anna": 1300, "gone": -400})
    people = person("anna"), person("bo", employed_from=date(2026, 5, 1))
    assert big_days(*people, seats=[_pim(1, occasion="Feast")], past=past) == {"anna": (1300, 500), "bo": (0, 500)}
