"""Whoever holds something at fixed hours has no duty then: in problems, by the rule of leave."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rostering.domain.users import Actor, Role
from rostering.rules.absence import NoDutyOnLeave
from rostering.rules.roster import Roster
from rostering.services.cases.case import Case, case_of
from rostering.services.dues.keeping import SaidOfDue, done, move, waive
from rostering.services.inputs.folders import import_folder
from rostering.store import open_store
from samples.small_firm import MONTH, write_firm

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
LEAD = Actor("lead", Role.OPS)
KEY = "havn:tactical_meeting:2026Q4"
SATURDAY = date(2026, 11, 21)


@pytest.fixture
def store(url: str, tmp_path: Path) -> str:
    import_folder(url, write_firm(tmp_path / "firm"), "tester")
    return url


def case(store: str) -> Case:
    with open_store(store).reading() as look:
        return case_of(look, MONTH, today=AT.date())


def ruled_out(case: Case) -> list[str]:
    """Who is kept from which seat of a Saturday."""
    problem, rule = case.problem, NoDutyOnLeave()
    seats = [seat for seat in problem.seats if seat.day == SATURDAY]
    return [
        f"{who.id} {seat.role}"
        for seat in seats
        for who in problem.consultants
        if rule.rules_out(problem, seat, who.id)
    ]


def moved(store: str, hours: str) -> None:
    move(store, LEAD, KEY, SaidOfDue("", str(SATURDAY), hours, "elma"), at=AT)


def test_whoever_holds_a_meeting_is_kept_out_of_seats_that_overlap_it(store: str) -> None:
    before = case(store)
    assert ruled_out(before) == []
    moved(store, "10:00-11:30")
    now = case(store)
    assert ruled_out(now) == ["elma backend", "elma frontend", "elma pim"]
    assert now.problem.input_hash != before.problem.input_hash
    seat = next(seat for seat in now.problem.seats if seat.day == SATURDAY and seat.role == "pim")
    (breach,) = NoDutyOnLeave().check(Roster(now.problem, {seat.id: "elma"}))
    assert NoDutyOnLeave().explain(breach) == "elma holds a meeting at that time on 2026-11-21."
    assert list(NoDutyOnLeave().check(Roster(now.problem, {seat.id: "folke"}))) == []


@pytest.mark.parametrize("hours", ["", "07:00-08:00", "16:00-17:00", "20:00-06:00"])
def test_without_hours_or_beside_those_of_the_seat_it_keeps_nobody_out(store: str, hours: str) -> None:
    moved(store, hours)
    assert ruled_out(case(store)) == []


def test_what_is_done_waived_or_promised_no_more_keeps_nobody_out(store: str, tmp_path: Path) -> None:
    before = case(store).problem.input_hash
    moved(store, "10:00-11:30")
    done(store, LEAD, KEY, SaidOfDue(), at=AT)
    assert case(store).problem.input_hash == before
    move(store, LEAD, KEY, SaidOfDue("", str(SATURDAY), "10:00-11:30", "elma", "a mistake"), at=AT)
    waive(store, LEAD, KEY, SaidOfDue(reason="no need"), at=AT)
    assert case(store).problem.input_hash == before
    move(store, LEAD, KEY, SaidOfDue("", str(SATURDAY), "10:00-11:30", "elma", "a mistake"), at=AT)
    assert ruled_out(case(store))
    agreements = "customer,package,from,to\nhavn,premium,2024-01-01,2026-11-10\nmolo,premium,2024-01-01,\n"
    import_folder(store, write_firm(tmp_path / "ended", agreements_csv=agreements), "tester")
    assert ruled_out(case(store)) == []
