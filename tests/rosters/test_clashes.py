"""What counts as a clash of what is published with leave, employment and roles, and which duties make one."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from rostering.domain.dues import Meeting
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant, Leave, LeaveKind
from rostering.domain.radar import Clash, ClashReason
from rostering.rosters.clashes import clashes
from rostering.spans import Period, Span
from samples.published_samples import duty, published, version
from samples.store_samples import firm

NOVEMBER = Period.parse("2026-11")
SATURDAY, SUNDAY = date(2026, 11, 28), date(2026, 11, 29)
MONDAY = date(2026, 11, 30)
ANNA = Consultant("anna", "Anna", "", ("pim",), "senior", date(2020, 1, 1), None, Decimal(1))


def leave(first: date, last: date, kind: LeaveKind = LeaveKind.LEAVE, who: str = "anna") -> Leave:
    return Leave(who, Period(first, last), kind)


def knowing(*away: Leave, anna: Consultant = ANNA) -> Inputs:
    bo = replace(anna, id="bo", employed_to=None, role_dates={}, roles=("pim",))
    return firm(consultants=(anna, bo), leave=away)


WEEKEND = published(version(1, NOVEMBER, [duty("anna", SATURDAY), duty("anna", SUNDAY), duty("bo", SUNDAY, number=2)]))


def told(clash: Clash) -> tuple[str, int, ClashReason, Period | None, list[date]]:
    return clash.consultant, clash.roster, clash.reason, clash.leave, [duty.seat.day for duty in clash.duties]


def test_nothing_clashes_while_everybody_is_there() -> None:
    assert clashes(WEEKEND, knowing()) == ()
    assert clashes((), knowing()) == ()


def test_one_stretch_of_leave_is_one_clash_with_all_its_duties() -> None:
    away = knowing(leave(SATURDAY, SATURDAY), leave(SUNDAY, MONDAY))
    whole = Period(SATURDAY, MONDAY)
    assert [told(one) for one in clashes(WEEKEND, away)] == [
        ("anna", 1, ClashReason.LEAVE, whole, [SATURDAY, SUNDAY]),
    ]


def test_leave_with_a_day_between_makes_two() -> None:
    days = [SATURDAY - timedelta(days=2), SATURDAY]
    rostered = published(version(1, NOVEMBER, [duty("anna", day) for day in days]))
    found = clashes(rostered, knowing(*(leave(day, day) for day in days)))
    assert [told(one)[-1] for one in found] == [[day] for day in days]


@pytest.mark.parametrize("kind", [LeaveKind.RATHER_NOT, LeaveKind.WOULD_LIKE])
def test_a_wish_is_no_clash(kind: LeaveKind) -> None:
    assert clashes(WEEKEND, knowing(leave(SATURDAY, SUNDAY, kind))) == ()


def test_a_night_takes_the_date_on_which_it_ends() -> None:
    night = published(version(1, NOVEMBER, [duty("anna", SATURDAY, hours="22:00-06:00")]))
    assert [told(one)[-1] for one in clashes(night, knowing(leave(SUNDAY, SUNDAY)))] == [[SATURDAY]]
    until_midnight = published(version(1, NOVEMBER, [duty("anna", SATURDAY, hours="16:00-24:00")]))
    assert clashes(until_midnight, knowing(leave(SUNDAY, SUNDAY))) == ()


def test_whoever_is_not_employed_that_day_clashes_and_leave_does_not_matter_then() -> None:
    gone = knowing(leave(SUNDAY, SUNDAY), anna=replace(ANNA, employed_to=SATURDAY))
    assert [told(one) for one in clashes(WEEKEND, gone)] == [("anna", 1, ClashReason.NOT_EMPLOYED, None, [SUNDAY])]
    not_yet = knowing(anna=replace(ANNA, employed_from=SUNDAY))
    assert [told(one)[-1] for one in clashes(WEEKEND, not_yet) if one.consultant == "anna"] == [[SATURDAY]]


def test_whoever_is_not_known_any_more_is_not_employed() -> None:
    assert {one.reason for one in clashes(WEEKEND, firm())} == {ClashReason.NOT_EMPLOYED}


def test_a_role_that_is_held_no_more_clashes_from_that_date_on() -> None:
    dated = knowing(anna=replace(ANNA, role_dates={"pim": (None, SATURDAY)}))
    assert [told(one) for one in clashes(WEEKEND, dated)] == [("anna", 1, ClashReason.LOST_ROLE, None, [SUNDAY])]
    lost = knowing(anna=replace(ANNA, roles=("backend",)))
    assert [told(one)[-1] for one in clashes(WEEKEND, lost)] == [[SATURDAY, SUNDAY]]


def test_a_meeting_at_fixed_hours_clashes_with_a_duty_that_it_overlaps() -> None:
    there = duty("anna", SATURDAY).seat.span
    hour = timedelta(hours=1)
    inside, after = Span(there.start + hour, there.start + 2 * hour), Span(there.end, there.end + hour)
    for who, span, days in (("anna", inside, [[SATURDAY]]), ("anna", after, []), ("clara", inside, [])):
        held = replace(knowing(), meetings=(Meeting(who, span, "Review"),))
        found = [told(one) for one in clashes(WEEKEND, held)]
        assert [one[-1] for one in found] == days
        assert all(one[2] is ClashReason.MEETING for one in found)
    away = replace(knowing(leave(SATURDAY, SATURDAY)), meetings=(Meeting("anna", inside, "Review"),))
    assert [one.reason for one in clashes(WEEKEND, away)] == [ClashReason.LEAVE]


def test_only_what_is_published_now_counts() -> None:
    newer = version(2, Period(SUNDAY, SUNDAY), [duty("bo", SUNDAY)])
    found = clashes((*WEEKEND, replace(published(newer)[0], number=2)), knowing(leave(SATURDAY, SUNDAY)))
    assert [told(one)[1:] for one in found] == [(1, ClashReason.LEAVE, Period(SATURDAY, SUNDAY), [SATURDAY])]


def test_each_roster_has_its_own_clash() -> None:
    both = published(
        version(1, NOVEMBER, [duty("anna", SUNDAY)]),
        version(2, Period.parse("2026-12"), [duty("anna", date(2026, 12, 5))]),
    )
    found = clashes(both, knowing(leave(SATURDAY, date(2026, 12, 31))))
    assert [(one.roster, len(one.duties)) for one in found] == [(1, 1), (2, 1)]


def test_dates_of_another_roster_in_between_part_the_clashes_of_one() -> None:
    middle = Period.parse("2026-11-08..2026-11-14")
    both = published(
        version(1, NOVEMBER, [duty("anna", date(2026, 11, 7)), duty("anna", SATURDAY)]), version(2, middle)
    )
    found = clashes(both, knowing(leave(NOVEMBER.first, NOVEMBER.last)))
    assert [(one.roster, one.held.first, one.held.last) for one in found] == [
        (1, NOVEMBER.first, date(2026, 11, 7)),
        (1, date(2026, 11, 15), NOVEMBER.last),
    ]


def test_an_empty_seat_clashes_with_nobody() -> None:
    assert clashes(published(version(1, NOVEMBER, [duty(None, SATURDAY)])), knowing(leave(SATURDAY, SUNDAY))) == ()


def test_the_order_of_leave_changes_nothing() -> None:
    rows = [leave(SATURDAY, SATURDAY), leave(SUNDAY, SUNDAY, who="bo"), leave(SUNDAY, MONDAY)]
    assert clashes(WEEKEND, knowing(*rows)) == clashes(WEEKEND, knowing(*reversed(rows)))
    assert clashes(tuple(reversed(WEEKEND)), knowing(*rows)) == clashes(WEEKEND, knowing(*rows))
