"""Fair shares: weights by date, points by pool."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rostering.demand.shares import targets_of, weights_of
from rostering.domain.apportionment import apportion
from rostering.domain.parties import Consultant, Leave
from rostering.domain.seats import Seat
from rostering.spans import Period
from samples.hand_made import away, firm, person, seat

DATES = Period.parse("2026-11-01..2026-11-10")


def weights(*people: Consultant, leave: tuple[Leave, ...] = ()) -> dict[str, dict[str, int]]:
    return weights_of(replace(firm(), consultants=people, leave=leave), DATES)


def days(*people: Consultant, leave: tuple[Leave, ...] = ()) -> dict[str, dict[str, float]]:
    """The weights as whole dates of somebody with one role and full time."""
    return {
        who: {role: w / 60_000 for role, w in roles.items()} for who, roles in weights(*people, leave=leave).items()
    }


def seats(**points: int) -> list[Seat]:
    """A seat per pool that earns so many points; `anybodys` is no pool."""
    return [
        seat("2026-11-07", number=i, points=earns, pool=None if pool == "anybodys" else pool)
        for i, (pool, earns) in enumerate(points.items(), 1)
    ]


def targets(*people: Consultant, **points: int) -> dict[str, int]:
    return targets_of(seats(**points), [(who, 600_000) for who in people])


def test_a_role_weighs_on_the_dates_on_which_it_is_held() -> None:
    comes = person("anna", "pim", "backend", role_dates={"pim": (date(2026, 11, 7), None)})
    goes = person("bo", role_dates={"pim": (None, date(2026, 11, 3))})
    never = person("cleo", role_dates={"pim": (date(2027, 1, 1), None)})
    assert days(comes, goes, never) == {
        "anna": {"pim": 2, "backend": 8},  # six dates with one role, four with two
        "bo": {"pim": 3},
        "cleo": {},
    }


def test_leave_and_employment_and_role_dates_are_counted_together() -> None:
    who = person("anna", employed_to=date(2026, 11, 8), role_dates={"pim": (date(2026, 11, 3), None)})
    leave = (away("anna", "2026-11-02", "2026-11-04"), away("anna", "2026-11-04", "2026-11-04"))
    assert days(who, leave=leave) == {"anna": {"pim": 4}}


def test_part_time_weighs_its_part() -> None:
    assert days(person("anna", fte=Decimal("0.6"))) == {"anna": {"pim": 6}}


def test_leave_of_someone_unknown_is_nobodys() -> None:
    assert days(person("anna"), leave=(away("bo", "2026-11-02"),)) == {"anna": {"pim": 10}}


def test_a_pools_points_are_its_members() -> None:
    people = person("anna", teams=("north",)), person("bo", teams=("south",)), person("cleo", teams=("south",))
    assert targets(*people, north=8, south=8) == {"anna": 8, "bo": 4, "cleo": 4}


def test_a_member_of_several_pools_brings_an_even_part_into_each() -> None:
    people = person("anna", teams=("north",)), person("bo", teams=("south",)), person("cleo")
    assert targets(*people, north=12, south=12) == {"anna": 8, "bo": 8, "cleo": 8}
    assert targets(*people, north=12, south=0) == {"anna": 6, "bo": 0, "cleo": 6}


def test_what_is_everybodys_is_shared_by_all_of_their_weight() -> None:
    people = person("anna", teams=("north",)), person("bo", teams=("south",)), person("cleo")
    assert targets(*people, anybodys=9) == {"anna": 3, "bo": 3, "cleo": 3}
    assert targets(*people, anybodys=9, north=12, south=12) == {"anna": 11, "bo": 11, "cleo": 11}


def test_a_pool_without_members_is_theirs_who_may_be_lent_to_it() -> None:
    people = person("anna", teams=("north",)), person("bo", teams=("south",), lends=("west",))
    assert targets(*people, west=6) == {"anna": 0, "bo": 6}
    assert targets(people[0], west=6) == {"anna": 0}


@given(st.integers(0, 60), st.integers(0, 60), st.lists(st.integers(1, 900), min_size=1, max_size=5))
def test_without_teams_the_points_of_all_pools_are_shared_as_one_sum(one: int, other: int, parts: list[int]) -> None:
    able = [(person(f"p{i}"), weight) for i, weight in enumerate(parts)]
    plain = apportion(one + other, {who.id: weight for who, weight in able})
    assert targets_of(seats(north=one, anybodys=other), able) == plain
    assert targets_of(seats(north=one, south=other), able) == plain


TEAMS = st.sampled_from([(), ("north",), ("south",), ("north", "south")])


@given(st.lists(TEAMS, min_size=1, max_size=5), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_nobodys_points_are_lost_and_none_are_made(
    teams: list[tuple[str, ...]], north: int, south: int, anybodys: int
) -> None:
    able = [(person(f"p{i}", teams=each), 600) for i, each in enumerate(teams)]
    shares = targets_of(seats(north=north, south=south, anybodys=anybodys), able)
    staffed = {name for who, _ in able for name in ("north", "south") if who.belongs(name)}
    assert sum(shares.values()) == anybodys + north * ("north" in staffed) + south * ("south" in staffed)
    assert shares.keys() == {who.id for who, _ in able}
