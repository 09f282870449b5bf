"""What two sides of a what-if differ in."""

from dataclasses import replace

from rostering.answers.what_if import Comparison, Shift, Side
from rostering.domain.findings import Account
from rostering.domain.seats import Duty
from samples.reported import ROSTER, SUNDAY, seat

MORE = (*ROSTER.duties, Duty(seat(SUNDAY, "frontend"), "alma"), Duty(seat(SUNDAY, "backend"), None))
SMALL, LARGE = Side(ROSTER, None, 100), Side(replace(ROSTER, duties=MORE, penalty_by_rule={"wishes": 9}), None, 350)
FOUND = Comparison(ROSTER.period, (), SMALL, LARGE, None)
TURNED = replace(FOUND, before=LARGE, after=SMALL)


def test_a_comparison_turned_around_takes_away_what_it_brought() -> None:
    (window,) = FOUND.added
    assert (window.seat.day, window.roles) == (SUNDAY, {"frontend": 1, "backend": 1})
    assert (FOUND.removed, TURNED.added, TURNED.removed) == ((), (), FOUND.added)


def test_a_comparison_turned_around_has_the_other_sign() -> None:
    assert FOUND.penalty_changes == {rule: -change for rule, change in TURNED.penalty_changes.items()}
    assert (FOUND.readiness_change, TURNED.readiness_change) == (250, -250)


def test_accounts_that_come_out_alike_are_no_shift() -> None:
    assert FOUND.shifts == ()


def test_an_account_that_one_side_lacks_is_a_shift_without_a_number_there() -> None:
    ledger = (*ROSTER.ledger, Account("zoe", "pim", opening=0, target=4, earned=3))
    found = replace(FOUND, after=replace(LARGE, version=replace(LARGE.version, ledger=ledger)))
    assert found.shifts == (Shift("zoe", "pim", None, -1),)


def test_rules_stand_in_the_order_in_which_the_sides_name_them() -> None:
    before = replace(SMALL, version=replace(ROSTER, penalty_by_rule={"spacing": 1, "caps": 2}))
    after = replace(SMALL, version=replace(ROSTER, penalty_by_rule={"bench": 3, "caps": 2}))
    found = replace(FOUND, before=before, after=after)
    assert found.rules == ("spacing", "caps", "bench")
    assert found.penalty_changes == {"spacing": -1, "bench": 3}


def test_seats_are_counted_whether_or_not_anybody_fills_them() -> None:
    assert (SMALL.seats, LARGE.seats) == (len(ROSTER.duties), len(ROSTER.duties) + 2)
    assert SMALL.empty_seats == len(ROSTER.empty)
