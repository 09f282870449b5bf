from datetime import date

import pytest

from rostering.errors import BadCall
from rostering.services.cases.standing import StandingRoster, StandingRosters
from rostering.services.rosters.edits import assign
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.spans import Period
from rostering.store import open_store
from samples.small_firm import MONTH

DAYS = Period.parse("2026-11-10..2026-11-12")
TURN = Period.parse("2026-11-30..2026-12-01")


def standing(url: str, period: Period, number: int | None = None) -> StandingRoster:
    with open_store(url).reading() as reading:
        return StandingRosters(reading).standing(period, number)


def test_nothing_stands_before_the_first_plan(imported: str) -> None:
    assert standing(imported, DAYS) == StandingRoster("nothing", DAYS, None)


def test_a_draft_stands_until_something_is_published(planned: str) -> None:
    found = standing(planned, DAYS)
    assert (found.source, found.number, found.whole) == ("draft", 1, MONTH)


def test_the_newest_draft_stands(planned: str) -> None:
    assign(planned, 1, "preparedness:2026-11-07:pim:1", None, "tester")
    assert standing(planned, DAYS).number == 2


def test_what_is_published_stands_before_newer_drafts(published: str) -> None:
    assign(published, 1, "preparedness:2026-11-07:pim:1", None, "tester")
    assert (standing(published, DAYS).source, standing(published, DAYS).number) == ("published", 1)


def test_a_roster_may_be_asked_for_by_number(published: str) -> None:
    assign(published, 1, "preparedness:2026-11-07:pim:1", None, "tester")
    assert (standing(published, DAYS, 2).source, standing(published, DAYS, 2).number) == ("draft", 2)
    with pytest.raises(BadCall, match=r"roster 2 covers 2026-11-01\.\.2026-11-30, which is not all of 2026-11-30"):
        standing(published, TURN, 2)


def test_dates_that_are_published_in_part_stand_as_far_as_they_go(published: str) -> None:
    found = standing(published, TURN)
    assert (found.source, found.number) == ("nothing", 1)
    assert found.whole == Period(MONTH.first, date(2026, 12, 1))


def test_rosters_that_share_a_period_stand_as_each_holds_its_days(published: str) -> None:
    week = Period.parse("2026-11-09..2026-11-15")
    make_plan(published, week, limits_of(600, effort=1), lambda _: None, "tester", start=week.first)
    publish(published, 2, "tester", force=True)
    found = standing(published, Period.parse("2026-11-08..2026-11-09"))
    assert (found.source, found.number, found.whole) == ("published", 2, MONTH)
    assert found.version is not None
    with open_store(published).reading() as reading:
        held = set(reading.version(2).duties)
        kept = {duty for duty in reading.version(1).duties if duty.seat.day not in week}
    assert set(found.version.duties) == held | kept
