from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.seats import Duty
from rostering.rosters.changes import changes
from rostering.spans import DAY
from samples.published_samples import duty

DAY_ONE = date(2026, 7, 4)


@st.composite
def rosters(draw: st.DrawFn) -> list[Duty]:
    drawn = draw(st.lists(st.sampled_from([None, "anna", "bo"]), max_size=6))
    hours = draw(st.sampled_from(["08:00-16:00", "08:00-17:00"]))
    return [duty(consultant, DAY_ONE + DAY * i, hours=hours) for i, consultant in enumerate(drawn)]


def test_a_filled_seat_is_added_an_emptied_one_removed_a_handed_over_one_moved() -> None:
    before = [duty("anna", DAY_ONE), duty("anna", DAY_ONE, role="backend"), duty(None, DAY_ONE, role="frontend")]
    after = [duty("bo", DAY_ONE), duty(None, DAY_ONE, role="backend"), duty("clara", DAY_ONE, role="frontend")]
    found = changes(before, after)
    assert found.counts == {"added": 1, "removed": 1, "moved": 1}
    assert [change.seat for change in found] == [
        "preparedness:2026-07-04:backend:1",
        "preparedness:2026-07-04:frontend:1",
        "preparedness:2026-07-04:pim:1",
    ]
    assert found.moved[0].consultants == ("anna", "bo")


def test_other_hours_or_another_kind_move_a_duty_but_other_points_do_not() -> None:
    before = [duty("anna", DAY_ONE)]
    assert len(changes(before, [duty("anna", DAY_ONE, hours="08:00-17:00")]).moved) == 1
    assert len(changes(before, [duty("anna", DAY_ONE, kind="public_holiday")]).moved) == 1
    assert len(changes(before, [duty("anna", DAY_ONE, points=9)])) == 0


def test_a_seat_that_nobody_holds_before_and_after_is_no_change() -> None:
    assert not changes([], [duty(None, DAY_ONE)])
    assert not changes([duty(None, DAY_ONE)], [])


def test_a_handover_stands_with_both_consultants_and_every_customer() -> None:
    found = changes([duty("anna", DAY_ONE)], [duty("bo", DAY_ONE, customers=("fjord", "skov"))])
    assert {who: len(each) for who, each in found.by_consultant().items()} == {"anna": 1, "bo": 1}
    assert {who: len(each) for who, each in found.by_customer().items()} == {"fjord": 1, "skov": 1}


@given(rosters(), rosters())
def test_the_way_back_adds_what_the_way_there_removed(before: list[Duty], after: list[Duty]) -> None:
    there, back = changes(before, after), changes(after, before)
    assert [change.seat for change in there.added] == [change.seat for change in back.removed]
    assert [change.seat for change in there.removed] == [change.seat for change in back.added]
    assert [change.seat for change in there.moved] == [change.seat for change in back.moved]
    assert bool(there) == ({d for d in before if d.consultant} != {d for d in after if d.consultant})
