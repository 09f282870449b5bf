"""What opens from the board: a seat's reasons, a person, two rosters side by side."""

from datetime import date

import pytest

from rostering.answers.board_pages import day_of_seat
from rostering.domain.users import Actor, Role
from rostering.rosters.version import Status
from rostering.services.access.rights import Forbidden
from rostering.services.rosters.comparing import NothingShared, compare
from rostering.services.rosters.edits import assign
from rostering.services.rosters.fairness import fairness
from rostering.services.rosters.person import NoConsultant, person
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.seat_reasons import NoSeat, seat_reasons
from rostering.services.rosters.showing import audit, diff, show
from samples.small_firm import MONTH

LEAD = Actor.ops("tester")
SEAT = "preparedness:2026-11-07:backend:1"


def test_a_seat_tells_who_else_could_and_who_could_not(published: str) -> None:
    found = seat_reasons(published, LEAD, SEAT)
    assert (found.roster, found.status, found.consultant) == (1, Status.PUBLISHED, "asta")
    assert [one.consultant for one in found.alternatives] == ["asta", "birk"]
    assert found.alternatives[1].reason.startswith("birk is on leave on 2026-11-07.")
    assert {duty.seat.role for duty in found.beside} == {"frontend", "pim"}
    assert (found.fixes, found.is_asked, found.successor) == (None, True, None)


def test_what_would_fill_an_empty_seat_is_searched_for_only_when_asked(published: str) -> None:
    assign(published, 1, SEAT, None, "tester")
    quick = seat_reasons(published, LEAD, SEAT, 2)
    assert (quick.consultant, quick.fixes) == (None, None)
    assert quick.kept is not None
    searched = seat_reasons(published, LEAD, SEAT, 2, search=True)
    assert searched.fixes
    assert all(fix.proven for fix in searched.fixes)


def test_a_seat_of_a_roster_that_was_replaced_names_the_one_that_holds_the_date(published: str) -> None:
    assign(published, 1, "preparedness:2026-11-21:backend:1", "asta", "tester")
    publish(published, 2, "tester", force=True)
    assert seat_reasons(published, LEAD, SEAT, 1).successor == 2
    assert seat_reasons(published, LEAD, SEAT).roster == 2


@pytest.mark.parametrize(
    ("seat", "number", "sentence"),
    [
        ("nothing", None, "no roster has the seat 'nothing'"),
        ("preparedness:2027-01-02:backend:1", None, "no roster has the seat 'preparedness:2027-01-02:backend:1'"),
        ("preparedness:2026-11-07:lead:1", None, "roster 1 has no seat 'preparedness:2026-11-07:lead:1'"),
        ("nothing", 1, "roster 1 has no seat 'nothing'"),
    ],
)
def test_a_seat_that_is_not_there_is_refused(published: str, seat: str, number: int | None, sentence: str) -> None:
    with pytest.raises(NoSeat) as refused:
        seat_reasons(published, LEAD, seat, number)
    assert str(refused.value) == sentence


def test_the_date_of_a_seat_stands_in_its_id() -> None:
    assert day_of_seat(SEAT) == date(2026, 11, 7)
    assert day_of_seat("2026-11-07") is None
    assert day_of_seat("a:2026-02-30:b") is None


def test_a_person_is_shown_with_what_is_published_and_the_ledger_of_it(published: str) -> None:
    found = person(published, LEAD, "asta", MONTH)
    held = [duty for duty in show(published, 1).version.duties if duty.consultant == "asta"]
    assert {duty.seat.id for duty in found.duties} == {duty.seat.id for duty in held}
    (balance,) = found.balances
    entry = next(one for one in fairness(published, MONTH).entries if one.account.consultant == "asta")
    assert (balance.account, balance.kinds) == (entry.account, entry.kinds)
    assert sorted(one.consultant for one in balance.others) == ["asta", "birk"]


def test_a_draft_is_nobodys_duty_yet(planned: str) -> None:
    found = person(planned, LEAD, "asta", MONTH)
    assert (found.duties, found.balances, found.roles) == ((), (), ("backend",))


def test_a_person_who_is_not_there_is_refused(published: str) -> None:
    with pytest.raises(NoConsultant) as refused:
        person(published, LEAD, "aste")
    assert str(refused.value) == "there is no consultant 'aste'"


def test_a_draft_is_compared_with_what_is_published(published: str) -> None:
    assign(published, 1, "preparedness:2026-11-21:backend:1", "asta", "tester")
    assign(published, 2, SEAT, None, "tester")
    found = compare(published, LEAD, None, 3)
    assert found.changes == diff(published, 1, 3).changes
    assert (found.before.number, found.before.status, found.after.number) == (None, Status.PUBLISHED, 3)
    assert (found.before.empty, found.after.empty) == (0, 1)
    assert found.after.penalty == audit(published, 3).judgement.penalty
    assert found.before.penalty == audit(published, 1).judgement.penalty
    assert sum(found.penalty_changes.values()) == found.after.penalty - found.before.penalty
    assert found.readiness_change == 0
    assert {(one.consultant, one.role) for one in found.shifts} <= {("asta", "backend"), ("birk", "backend")}


def test_an_emptied_booking_costs_the_customer_less(published: str) -> None:
    assign(published, 1, "B1:2026-11-04:backend:1", None, "tester")
    change = compare(published, LEAD, 1, 2).readiness_change
    assert change is not None
    assert change < 0


def test_two_rosters_are_compared_both_ways(published: str) -> None:
    assign(published, 1, SEAT, None, "tester")
    there, back = compare(published, LEAD, 1, 2), compare(published, LEAD, 2, 1)
    assert there.changes.counts == {"added": 0, "removed": 1, "moved": 0}
    assert back.changes.counts == {"added": 1, "removed": 0, "moved": 0}


def test_a_draft_of_dates_of_which_nothing_is_published_has_nothing_to_compare(planned: str) -> None:
    with pytest.raises(NothingShared) as refused:
        compare(planned, LEAD, None, 1)
    assert str(refused.value) == "nothing is published of the dates of roster 1"


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.FINANCE])
def test_reasons_and_comparisons_are_for_those_who_may(published: str, role: Role) -> None:
    somebody = Actor("somebody", role, "asta" if role is Role.CONSULTANT else None)
    with pytest.raises(Forbidden):
        seat_reasons(published, somebody, SEAT)
    with pytest.raises(Forbidden):
        compare(published, somebody, None, 1)
