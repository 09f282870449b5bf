"""Membership and lending by example; and roles that are held between dates."""

from datetime import date

import pytest

from rostering.domain.parties import Consultant
from rostering.rules.membership import Lending, Membership
from rostering.rules.qualification import Qualification
from samples.hand_made import person, problem, roster, seat
from samples.least_penalties import breached

NORTH, SOUTH, ANYBODYS = (seat("2026-11-07", number=i, pool=p) for i, p in enumerate(("north", "south", None), 1))


@pytest.mark.parametrize(
    ("who", "strange", "lent"),
    [
        (person("anna"), [], []),
        (person("anna", teams=("north",)), ["south"], []),
        (person("anna", teams=("north", "south")), [], []),
        (person("anna", teams=("north",), lends=("south",)), [], ["south"]),
        (person("anna", teams=("west",), lends=("south",)), ["north"], ["south"]),
    ],
)
def test_people_serve_their_teams_and_those_they_are_lent_to(
    who: Consultant, strange: list[str], lent: list[str]
) -> None:
    held = roster({"anna": [NORTH, SOUTH, ANYBODYS]}, people=[who])
    assert breached(Membership(), held) == [(("anna", team), 1) for team in strange]
    assert breached(Lending(), held) == [(("anna", team, "2026-11-07"), 1) for team in lent]


def test_breaches_are_said_in_a_sentence() -> None:
    who = person("anna", teams=("west",), lends=("south",))
    held = roster({"anna": [NORTH, SOUTH]}, people=[who])
    (strange,), (lent,) = Membership().check(held), Lending().check(held)
    assert Membership().explain(strange) == "anna does not belong to the team north and cannot be lent to it."
    assert Lending().explain(lent) == "anna is lent to the team south on 2026-11-07."
    assert (strange.penalty, lent.penalty) == (None, 8)
    assert (strange.seats, lent.seats) == ((NORTH.id,), (SOUTH.id,))


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ((None, None), [7, 8, 14]),
        ((date(2026, 11, 8), None), [8, 14]),
        ((None, date(2026, 11, 8)), [7, 8]),
        ((date(2026, 11, 8), date(2026, 11, 13)), [8]),
    ],
)
def test_a_role_counts_on_its_dates_alone(dates: tuple[date | None, date | None], days: list[int]) -> None:
    seats = {day: seat(f"2026-11-{day:02}") for day in (7, 8, 14)}
    who = person("anna", role_dates={"pim": dates})
    held = roster({"anna": list(seats.values())}, people=[who])
    wrong = [int(about[-1][-2:]) for about, _ in breached(Qualification(), held)]
    assert sorted({*seats} - {*wrong}) == days
    allowed = [day for day, each in seats.items() if not Qualification().rules_out(held.problem, each, "anna")]
    assert allowed == days


def test_a_role_on_other_dates_is_told_with_the_date() -> None:
    who = person("anna", role_dates={"pim": (date(2026, 12, 1), None)})
    (early,) = Qualification().check(roster({"anna": [NORTH]}, people=[who]))
    assert Qualification().explain(early) == "anna does not have the role pim on 2026-11-07."
    (never,) = Qualification().check(roster({"anna": [seat("2026-11-07", role="backend")]}, people=[who]))
    assert Qualification().explain(never) == "anna does not have the role backend."


def test_everyone_works_by_the_calendar_of_their_first_team() -> None:
    monday = date(2026, 11, 2)
    people = [person("anna", teams=("north", "south")), person("bo", teams=("south", "north")), person("cleo")]
    plain = problem(people=people)
    made = problem(people=people, calendars={"north": problem(holidays=[str(monday)]).days})
    assert all(plain.works(who.id, monday) for who in people)
    assert [made.works(who.id, monday) for who in people] == [False, True, True]
