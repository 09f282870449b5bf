"""Changing rosters by hand on the board: seats given, changes undone, and two leads who change the same roster."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from rostering.domain.users import Actor, Role
from rostering.errors import BadCall, Conflict, RosteringError, Stale
from rostering.rosters.version import Status
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import Forbidden
from rostering.services.rosters.by_hand import draft_shown, give, hand_step, throw_draft_away, undo
from rostering.services.rosters.edits import assign
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.seat_reasons import NoSeat, seat_reasons
from rostering.services.rosters.showing import show
from rostering.store import open_store

LEAD, OTHER = Actor.ops("ida"), Actor.ops("otto")
SEAT = "preparedness:2026-11-14:backend:1"
BESIDE = "preparedness:2026-11-15:backend:1"
EARLY = date(2026, 11, 1)


def mark(url: str) -> str:
    with open_store(url).reading() as reading:
        return mark_of(reading)


def holder(url: str, number: int, seat: str = SEAT) -> str | None:
    return next(duty.consultant for duty in show(url, number).version.duties if duty.seat.id == seat)


def other(url: str, number: int = 1, seat: str = SEAT) -> str:
    return "birk" if holder(url, number, seat) == "asta" else "asta"


def test_a_seat_is_given_to_somebody_in_a_new_draft_that_is_judged(published: str) -> None:
    taker = other(published)
    made = give(published, LEAD, SEAT, taker, 1, mark(published), EARLY)
    assert (made.number, made.based_on, holder(published, 2)) == (2, 1, taker)
    assert show(published, 2).status is Status.DRAFT
    shown = draft_shown(published, LEAD, 2)
    (step,) = shown.steps
    assert (step.seat, step.before, step.after, step.by) == (SEAT, holder(published, 1), taker, "ida")
    assert shown.origin is not None
    assert shown.origin.number == 1
    assert shown.changes.counts == {"added": 0, "removed": 0, "moved": 1}
    before, after = ({one.breach for one in version.breaches} for version in (shown.origin, shown.version))
    assert {one.breach for one in shown.added} == after - before
    assert {one.breach for one in shown.gone} == before - after
    assert (shown.hindrance, shown.newer) == (None, None)


def test_without_a_number_it_is_made_from_what_stands_on_the_date(published: str) -> None:
    give(published, LEAD, SEAT, None, None, mark(published), EARLY)
    assert draft_shown(published, LEAD, 2).version.based_on == 1
    with pytest.raises(NoSeat):
        give(published, LEAD, "nothing", None, None, mark(published))


def test_several_changes_are_told_the_newest_first_and_undone_one_by_one(published: str) -> None:
    first, second = other(published), other(published, seat=BESIDE)
    give(published, LEAD, SEAT, first, 1, mark(published), EARLY)
    give(published, LEAD, BESIDE, second, 2, mark(published), EARLY)
    shown = draft_shown(published, LEAD, 3)
    assert [step.seat for step in shown.steps] == [BESIDE, SEAT]
    assert shown.origin is not None
    assert shown.origin.number == 1
    assert draft_shown(published, LEAD, 2).newer == 3
    with pytest.raises(Conflict) as refused:
        undo(published, LEAD, 2, mark(published))
    assert str(refused.value) == "roster 3 was made from roster 2: undo that first"
    assert undo(published, LEAD, 3, mark(published)).made_from == 2
    assert undo(published, LEAD, 2, mark(published)).made_from == 1
    assert [show(published, number).status for number in (2, 3)] == [Status.DISCARDED] * 2
    with open_store(published).reading() as reading:
        undone = [(one.who, one.what, one.before) for one in reading.audit_log() if one.action == "undo"]
    assert undone == [("ida", f"roster 3: {BESIDE}", second), ("ida", f"roster 2: {SEAT}", first)]


def test_what_was_undone_is_done_again_by_giving_the_seat_again(published: str) -> None:
    taker = other(published)
    give(published, LEAD, SEAT, taker, 1, mark(published), EARLY)
    undo(published, LEAD, 2, mark(published))
    step = hand_step(published, LEAD, 2)
    assert step is not None
    made = give(published, LEAD, step.seat, step.after, step.made_from, mark(published), EARLY)
    assert (made.number, holder(published, 3)) == (3, taker)


def test_only_a_change_by_hand_is_undone_and_only_a_draft_thrown_away(planned: str) -> None:
    with pytest.raises(BadCall) as refused:
        undo(planned, LEAD, 1, mark(planned))
    assert str(refused.value) == "roster 1 was not made by hand: throw it away instead"
    throw_draft_away(planned, LEAD, 1, mark(planned))
    with pytest.raises(Conflict) as again:
        throw_draft_away(planned, LEAD, 1, mark(planned))
    assert str(again.value) == "roster 1 has been discarded: plan anew, or take another draft"
    with pytest.raises(Conflict):
        give(planned, LEAD, SEAT, None, 1, mark(planned))


def test_a_published_roster_is_neither_undone_nor_thrown_away(published: str) -> None:
    for what in (undo, throw_draft_away):
        with pytest.raises(Conflict) as refused:
            what(published, LEAD, 1, mark(published))
        assert str(refused.value) == "roster 1 is already published"


def test_a_seat_of_a_roster_that_was_replaced_is_not_given(published: str) -> None:
    assign(published, 1, SEAT, other(published), "tester", EARLY)
    publish(published, 2, "tester", force=True)
    with pytest.raises(Conflict) as refused:
        give(published, LEAD, SEAT, None, 1, mark(published), EARLY)
    assert str(refused.value) == "roster 1 does not hold the day any more: roster 2 is published for it"
    assert not seat_reasons(published, LEAD, SEAT, 1).is_open
    assert seat_reasons(published, LEAD, SEAT, 2).is_open


def test_whoever_changes_a_roster_second_is_told_what_changed(published: str) -> None:
    seen = mark(published)
    give(published, OTHER, SEAT, None, 1, seen, EARLY)
    with pytest.raises(Stale) as refused:
        give(published, LEAD, SEAT, other(published), 1, seen, EARLY)
    assert str(refused.value) == "this was changed after you opened the form"
    (told,) = refused.value.changes
    assert told.endswith(", otto: draft 2 leaves Backend Sat 14 Nov to nobody")
    assert seat_reasons(published, LEAD, SEAT, 1).newer == 2
    made = give(published, LEAD, BESIDE, other(published, seat=BESIDE), 2, mark(published), EARLY)
    assert made.number == 3


def test_a_publication_of_the_same_dates_is_told_too(published: str) -> None:
    assign(published, 1, BESIDE, other(published, seat=BESIDE), "tester", EARLY)
    seen = mark(published)
    publish(published, 2, "otto", force=True)
    with pytest.raises(Stale) as refused:
        give(published, LEAD, SEAT, None, 1, seen, EARLY)
    assert [told.partition(", ")[2] for told in refused.value.changes] == ["otto: roster 2 was published"]


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999", "9" * 40])
def test_a_form_that_does_not_say_what_it_was_made_from_changes_nothing(published: str, seen: str) -> None:
    with pytest.raises(Stale):
        give(published, LEAD, SEAT, None, 1, seen)
    with open_store(published).reading() as reading:
        assert reading.version_numbers() == (1,)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPS])
def test_nobody_but_an_ops_lead_changes_a_roster(published: str, role: Role) -> None:
    somebody = Actor("somebody", role, "asta")
    for what in (
        lambda: give(published, somebody, SEAT, None, 1, "1"),
        lambda: undo(published, somebody, 1, "1"),
        lambda: throw_draft_away(published, somebody, 1, "1"),
        lambda: draft_shown(published, somebody, 1),
        lambda: hand_step(published, somebody, 1),
    ):
        with pytest.raises(Forbidden):
            what()


def test_of_leads_who_change_one_seat_at_once_one_does_and_the_others_are_told(anywhere: str) -> None:
    seen, people = mark(anywhere), [Actor.ops(f"lead {number}") for number in range(4)]
    ready = Barrier(len(people))

    def change(lead: Actor) -> int | RosteringError:
        ready.wait()
        try:
            return give(anywhere, lead, SEAT, None, 1, seen, EARLY).number
        except Stale as error:
            return error

    with ThreadPoolExecutor(len(people)) as pool:
        found = list(pool.map(change, people))
    assert [one for one in found if isinstance(one, int)] == [2]
    told = [one.changes for one in found if isinstance(one, Stale)]
    assert len(told) == len(people) - 1
    assert all("draft 2 leaves Backend Sat 14 Nov to nobody" in changes[0] for changes in told)
    with open_store(anywhere).reading() as reading:
        assert reading.version_numbers() == (1, 2)
