"""The days of a firm: by each of its calendars, of a whole period and of a part of it."""

from dataclasses import replace
from datetime import date

import pytest

from rostering.calendars.days import YearOutside
from rostering.domain.catalogue import Team
from rostering.domain.inputs import Inputs
from rostering.spans import Period
from rostering.windows.firm_days import calendars_of
from samples.window_firm import inputs

NOVEMBER, WEEK = Period.parse("2026-11"), Period.parse("2026-11-09..2026-11-15")


def with_a_team_in_norway() -> Inputs:
    firm = inputs([])
    team = Team("oslo", "Oslo", None, "no", "preparedness")
    return replace(firm, catalogue=replace(firm.catalogue, teams={**firm.catalogue.teams, "oslo": team}))


def test_days_within_are_those_of_the_shorter_period_by_each_calendar() -> None:
    days = calendars_of(with_a_team_in_norway()).days(NOVEMBER)
    part = days.within(WEEK)
    assert list(part.own) == list(part.local["oslo"]) == list(WEEK)
    assert part.own == {day: days.own[day] for day in WEEK}
    assert (part.calendars, set(part.local)) == (days.calendars, {"oslo"})


def test_each_calendar_says_what_is_a_holiday() -> None:
    days = calendars_of(with_a_team_in_norway()).days(Period.parse("2026-05-17..2026-05-17"))
    day = date(2026, 5, 17)
    assert (days.own[day].kind, days.local["oslo"][day].kind) == ("weekend", "public_holiday")


@pytest.mark.parametrize("period", ["1582-12", "9999-01"])
def test_a_period_that_no_calendar_knows_is_refused_before_its_days_are_made(period: str) -> None:
    calendars = calendars_of(inputs([]))
    calendars.refuse(NOVEMBER)
    with pytest.raises(YearOutside):
        calendars.refuse(Period.parse(period))
