"""Caps of weekends and nights count by the calendar quarter, also where a period has two of them."""

from typing import Any

import pytest

from rostering.rules.caps import Caps
from rostering.rules.roster import Roster
from samples.hand_made import roster, seat
from samples.least_penalties import breached

TURN = "2026-12-14..2027-01-17"
NIGHT = "22:00-08:00"
TWO_WEEKENDS = Caps(weekends=2, weekends_in_a_row=None)


def held(*days: str, period: str = TURN, hours: str = "08:00-16:00", given: tuple[str, ...] = ()) -> Roster:
    """Anna's duties of a period, and those that are published around it."""
    more: dict[str, Any] = {"period": period, "given": [("anna", seat(day, hours)) for day in given]}
    made: Roster = roster({"anna": [seat(day, hours) for day in days]}, **more)
    return made


def test_each_quarter_of_a_period_has_its_own_weekends() -> None:
    assert breached(TWO_WEEKENDS, held("2026-12-19", "2026-12-26", "2027-01-02", "2027-01-09")) == []
    assert breached(TWO_WEEKENDS, held("2027-01-02", "2027-01-10", "2027-01-16")) == [
        (("anna", "weekends", "2027Q1", "3"), 1)
    ]


def test_each_quarter_of_a_period_has_its_own_nights() -> None:
    nights = ("2026-12-14", "2026-12-16", "2027-01-05", "2027-01-07")
    assert breached(Caps(nights=2), held(*nights, hours=NIGHT)) == []
    assert breached(Caps(nights=1), held(*nights, hours=NIGHT)) == [
        (("anna", "nights", quarter, "2"), 1) for quarter in ("2026Q4", "2027Q1")
    ]


def test_a_night_into_the_new_quarter_is_of_the_old_one() -> None:
    nights = held("2026-12-31", "2027-01-01", hours=NIGHT)
    assert breached(Caps(nights=1), nights) == []


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (("2026-10-03", "2026-11-08"), 1),  # earlier in the quarter
        (("2026-12-05", "2026-12-06"), 0),  # one weekend
        (("2026-09-19", "2026-09-26"), 0),  # the quarter before
        (("2027-01-23", "2027-01-30"), 0),  # the quarter after, published ahead
        (("2026-10-03", "2026-11-08", "2026-12-05"), 1),  # what they exceed by themselves is not counted again
    ],
)
def test_weekends_published_in_the_same_quarter_count(given: tuple[str, ...], number: int) -> None:
    judged = held("2026-12-19", period="2026-12-14..2026-12-31", given=given)
    assert sum(amount for _, amount in breached(TWO_WEEKENDS, judged)) == number


def test_nights_published_in_the_same_quarter_count_on_either_side() -> None:
    period = "2026-11-16..2026-11-22"
    around = held("2026-11-18", period=period, hours=NIGHT, given=("2026-10-01", "2026-12-30"))
    assert breached(Caps(nights=2), around) == [(("anna", "nights", "2026Q4", "3"), 1)]
    beyond = held("2026-11-18", period=period, hours=NIGHT, given=("2026-09-30", "2027-01-01"))
    assert breached(Caps(nights=1), beyond) == []


# Saturday 30 September and Sunday 1 October 2028 are one weekend


def test_a_weekend_over_the_quarters_edge_belongs_to_its_saturday() -> None:
    over = ("2028-09-23", "2028-09-30", "2028-10-01", "2028-10-07", "2028-10-14")
    assert breached(TWO_WEEKENDS, held(*over, period="2028-09-18..2028-10-15")) == []
    one_more = held("2028-09-16", *over, period="2028-09-11..2028-10-15")
    assert breached(TWO_WEEKENDS, one_more) == [(("anna", "weekends", "2028Q3", "3"), 1)]


def test_a_sunday_that_begins_a_period_counts_in_the_quarter_of_its_saturday() -> None:
    published = ("2028-09-16", "2028-09-23")
    begins = held("2028-10-01", period="2028-10-01..2028-10-15", given=published)
    assert breached(TWO_WEEKENDS, begins) == [(("anna", "weekends", "2028Q3", "3"), 1)]
    same_weekend = held("2028-10-01", period="2028-10-01..2028-10-15", given=("2028-09-23", "2028-09-30"))
    assert breached(TWO_WEEKENDS, same_weekend) == []


def test_a_breach_is_said_with_its_quarter() -> None:
    (breach,) = TWO_WEEKENDS.check(held("2027-01-02", "2027-01-10", "2027-01-16"))
    assert TWO_WEEKENDS.explain(breach) == "anna has 3 weekends in 2027Q1; the cap is 2."
