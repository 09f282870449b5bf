"""Who is affected by a change of duties, and by what."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Duty
from rostering.notices import OwnDifference, differences
from rostering.rosters.postings import DayOff, Posting, entries_of
from rostering.spans import Period
from samples.published_samples import duty, version

SATURDAY = date(2026, 6, 6)
SUNDAY = SATURDAY + timedelta(days=1)
MONTH = Period.parse("2026-06")
PEOPLE = ("anna", "bo", "clara")


def entries(*duties: Duty, days_off: tuple[CompensatingDay, ...] = ()) -> tuple[Posting | DayOff, ...]:
    return entries_of(version(1, MONTH, duties, days_off=days_off))


def test_a_swap_is_told_to_both_and_to_nobody_else() -> None:
    before = entries(duty("anna", SATURDAY), duty("bo", SUNDAY), duty("clara", SUNDAY, role="backend"))
    after = entries(duty("bo", SATURDAY), duty("anna", SUNDAY), duty("clara", SUNDAY, role="backend"))
    found = differences(before, after)
    assert list(found) == ["anna", "bo"]
    assert [posting.day for posting in found["anna"].given_up] == [SATURDAY]
    assert [posting.day for posting in found["anna"].taken] == [SUNDAY]
    assert found["anna"].moved == ()


def test_other_hours_and_another_kind_are_moves_of_the_same_duty() -> None:
    before = entries(duty("anna", SATURDAY), duty("bo", SUNDAY))
    after = entries(duty("anna", SATURDAY, hours="09:00-17:00"), duty("bo", SUNDAY, kind="public_holiday"))
    for found in differences(before, after).values():
        assert (found.taken, found.given_up, len(found.moved)) == ((), (), 1)


def test_compensating_days_come_and_go() -> None:
    monday, tuesday = SUNDAY + timedelta(days=1), SUNDAY + timedelta(days=2)
    before = entries(days_off=(CompensatingDay("anna", monday),))
    after = entries(days_off=(CompensatingDay("anna", tuesday),))
    (found,) = differences(before, after).values()
    assert [off.day for off in found.days_back] == [monday]
    assert [off.day for off in found.days_off] == [tuesday]


def test_seats_alike_may_change_their_numbers_without_a_word() -> None:
    before = entries(duty("anna", SATURDAY, number=1), duty("bo", SATURDAY, number=2))
    after = entries(duty("bo", SATURDAY, number=1), duty("anna", SATURDAY, number=2))
    assert differences(before, after) == {}


def test_another_role_is_another_duty_and_another_name_of_it_is_not() -> None:
    before = entries(duty("anna", SATURDAY), duty("bo", SUNDAY))
    renamed = replace(duty("bo", SUNDAY).seat, name="Sunday of the fair")
    after = entries(duty("anna", SATURDAY, role="backend"), Duty(renamed, "bo"))
    found = differences(before, after)
    assert list(found) == ["anna"]
    assert len(found["anna"].taken) == len(found["anna"].given_up) == 1


def test_nothing_and_the_same_are_no_difference() -> None:
    same = entries(duty("anna", SATURDAY))
    assert differences(same, same) == differences((), ()) == {}


def own(duties: list[Duty], who: str) -> Counter[object]:
    """What makes somebody's duties: when, of which kind, in which role."""
    return Counter((each.seat.span, each.seat.kind, each.seat.role) for each in duties if each.consultant == who)


SEATS = [
    duty(None, day, role=role, number=number)
    for day in (SATURDAY, SUNDAY, SATURDAY + timedelta(days=7))
    for role, number in (("pim", 1), ("pim", 2), ("backend", 1))
]
holders = st.lists(st.sampled_from([*PEOPLE, None]), min_size=len(SEATS), max_size=len(SEATS))


@given(holders, holders, st.sets(st.sampled_from(range(len(SEATS)))))
def test_those_told_are_exactly_those_whose_own_duties_differ(
    before: list[str | None], after: list[str | None], late: set[int]
) -> None:
    old = [replace(seat, consultant=who) for seat, who in zip(SEATS, before, strict=True)]
    new = [replace(seat, consultant=who) for seat, who in zip(SEATS, after, strict=True)]
    for i in late:
        moved = duty(None, SEATS[i].seat.day, role=SEATS[i].seat.role, number=SEATS[i].seat.number, hours="10:00-18:00")
        new[i] = replace(moved, consultant=after[i])
    found = differences(entries(*old), entries(*new))
    assert sorted(found) == [who for who in PEOPLE if own(old, who) != own(new, who)]
    for who, difference in found.items():
        assert difference != OwnDifference()
        assert {posting.consultant for posting in (*difference.taken, *difference.given_up)} <= {who}
