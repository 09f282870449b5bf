"""Shares of big days, by hand."""

from typing import Any

import pytest

from rostering.domain.findings import BigDayAccount
from rostering.domain.seats import Seat
from rostering.rules.big_day_shares import BigDayShares
from rostering.rules.big_days import BigDays
from samples.hand_made import roster, seat
from samples.least_penalties import breached

WINTER = "2026-12-21..2027-01-05"
CHRISTMAS = "2026-12-24", "2026-12-25", "2026-12-26"


def christmas(day: str, **more: Any) -> Seat:
    return seat(day, occasion="Christmas", **more)


def units(*seats: Seat, opening: int = 0, target: int = 750, **more: Any) -> int:
    """What anna breaches with these duties, an opening and a share, in thousandths of a date."""
    accounts = [BigDayAccount("anna", opening, target)]
    judged = roster({"anna": seats}, period=WINTER, big_days=accounts, **more)
    return sum(amount for _, amount in breached(BigDayShares(), judged))


def test_all_of_christmas_is_more_than_one_persons_share() -> None:
    accounts = [BigDayAccount("anna", 0, 750), BigDayAccount("bo", 0, 750)]
    judged = roster({"anna": [christmas(day) for day in CHRISTMAS], "bo": []}, period=WINTER, big_days=accounts)
    (found,) = BigDayShares(penalty=8).check(judged)
    assert (found.about, found.amount, found.penalty) == (("anna", "3", "2.2"), 1 + 2, 24)
    assert found.seats == tuple(f"team:{day}:pim:1" for day in CHRISTMAS)
    assert BigDayShares().explain(found) == (
        "anna has 3 big days; with those of earlier periods that is 2.2 more than the fair share."
    )
    assert list(BigDays().check(judged)) == []  # it is one Christmas, not two running


def test_a_share_is_rounded_up_to_whole_dates() -> None:
    assert units(christmas(CHRISTMAS[0])) == 0
    assert units(christmas(CHRISTMAS[0]), christmas(CHRISTMAS[1])) == 1
    assert units(*map(christmas, CHRISTMAS), target=2001) == 1  # a thousandth is rounding
    assert units(*map(christmas, CHRISTMAS), target=2100) == 0


def test_a_date_counts_once_and_a_plain_one_not_at_all() -> None:
    evening = christmas(CHRISTMAS[0], hours="16:00-22:00", booking="B1")
    assert units(christmas(CHRISTMAS[0]), evening, seat("2026-12-27"), seat("2026-12-28")) == 0


def test_one_of_two_seats_on_a_date_is_a_date_and_a_breach_names_big_days_alone() -> None:
    others = [christmas(day, number=2) for day in CHRISTMAS]
    accounts = [BigDayAccount("anna", 0, 750)]
    held = {"anna": [*map(christmas, CHRISTMAS), seat("2026-12-28")], "bo": others}
    judged = roster(held, period=WINTER, big_days=accounts)
    assert breached(BigDayShares(), judged) == [(("anna", "3", "2.2"), 1 + 2)]
    (found,) = BigDayShares().check(judged)
    assert found.seats == tuple(f"team:{day}:pim:1" for day in CHRISTMAS)


def test_occasions_are_counted_together() -> None:
    assert units(christmas(CHRISTMAS[0]), seat("2026-12-31", occasion="New Year")) == 1


@pytest.mark.parametrize(
    ("opening", "number", "expected"),
    [
        (-1600, 3, 0),  # 0.75 + 1.6 are three dates
        (-1200, 3, 1),
        (700, 1, 0),
        (750, 1, 1),
        (750, 2, 1 + 2),
        (2750, 0, 0),
        (2750, 1, 3),  # two beyond it before, so this is the third
        (2750, 2, 3 + 4),
    ],
)
def test_what_was_held_in_earlier_years_counts(opening: int, number: int, expected: int) -> None:
    assert units(*map(christmas, CHRISTMAS[:number]), opening=opening) == expected


def test_whoever_has_no_account_has_no_share_to_exceed() -> None:
    judged = roster({"anna": [christmas(day) for day in CHRISTMAS]}, period=WINTER)
    assert breached(BigDayShares(), judged) == []


def test_a_published_plain_duty_takes_no_big_day_away() -> None:
    given = [("anna", seat(CHRISTMAS[0], booking="B1"))]
    assert units(christmas(CHRISTMAS[0]), opening=750, given=given) == 1


def test_a_published_duty_on_the_same_date_is_no_second_one() -> None:
    given = [("anna", christmas("2026-12-24", booking="B1"))]
    accounts = [BigDayAccount("anna", 1000, 0)]
    held = {"anna": [christmas("2026-12-24", hours="16:00-22:00")]}
    assert breached(BigDayShares(), roster(held, period=WINTER, big_days=accounts, given=given)) == []
