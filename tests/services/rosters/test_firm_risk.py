from datetime import date
from pathlib import Path

import pytest

from rostering.answers.risk import Risk
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.edits import assign
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.risk import NothingPlanned, OtherDays, risk
from rostering.spans import Period
from rostering.store import NoRoster, UnknownRoster
from samples.small_firm import MONTH, SEATS, edited, write_firm

SEAT = "preparedness:2026-11-07:pim:1"
LATER = Period.parse("2026-12")


def holders(found: Risk) -> dict[str, str | None]:
    return {backing.seat.id: backing.holder for backing in found.backings}


def test_what_is_published_is_looked_at_before_any_draft(published: str) -> None:
    assign(published, 1, SEAT, None, "tester")
    found = risk(published, MONTH)
    assert found.source == "what is published of 2026-11-01..2026-11-30"
    assert len(found.backings) == SEATS
    assert holders(found)[SEAT] is not None
    assert holders(risk(published, MONTH, 2))[SEAT] is None


def test_without_publication_the_newest_roster_of_the_period_is_looked_at(planned: str) -> None:
    assign(planned, 1, SEAT, None, "tester")
    make_plan(planned, LATER, limits_of(600, effort=1), lambda _: None, "tester")
    found = risk(planned, Period.parse("2026-11-02..2026-11-08"))
    assert found.source == "roster 2 (draft) in 2026-11-02..2026-11-08"
    assert holders(found)[SEAT] is None
    assert {str(backing.seat.day) for backing in found.backings} == {f"2026-11-0{day}" for day in (4, 5, 7, 8)}


def test_days_that_nothing_is_published_for_are_left_out(published: str) -> None:
    assert risk(published, Period.parse("2026Q4")).backings == risk(published, MONTH).backings


def test_what_is_ahead_begins_today(published: str) -> None:
    found = risk(published, MONTH, today=date(2026, 11, 22))
    assert found.ahead == tuple(backing for backing in found.backings if backing.seat.day >= date(2026, 11, 22))
    assert 0 < len(found.points_ahead) <= len(found.single_points)
    assert risk(published, MONTH, today=date(2026, 10, 1)).ahead == found.backings


def test_the_same_duties_have_the_same_bench_as_a_draft_and_published(planned: str) -> None:
    before = risk(planned, MONTH)
    publish(planned, 1, "tester")
    after = risk(planned, MONTH)
    assert (before.backings, before.single_points) == (after.backings, after.single_points)


def test_in_a_firm_of_six_every_role_hangs_on_two(published: str) -> None:
    points = [point for point in risk(published, MONTH).single_points if point.kind == "role"]
    assert [point.consultants for point in points] == [("asta", "birk"), ("cilje", "david"), ("elma", "folke")]
    assert points[2].text == "PIM: only Elma Tangstrup and Folke Birkely have the role, 2026-11-01 to 2026-11-29."


def test_a_week_hangs_on_the_one_whose_colleague_is_away(published: str) -> None:
    saturday = next(b for b in risk(published, MONTH).backings if b.seat.id == "preparedness:2026-11-07:backend:1")
    assert (saturday.holder, saturday.exposed) == ("asta", True)  # Birk is on leave
    texts = [point.text for point in risk(published, MONTH).single_points if point.kind == "week"]
    assert "Backend in week 45 of 2026 hangs on Asta Fyrlund: nobody could step in on 2026-11-07, 2026-11-08." in texts


def test_a_new_booking_is_an_empty_seat_with_a_bench(published: str, tmp_path: Path) -> None:
    row = "B1,havn,2026-11-04,2026-11-05,evening,backend:1,,\n"
    change = edited("bookings.csv", row, f"{row}B2,molo,2026-11-18,2026-11-18,evening,pim:1,,\n")
    import_folder(published, write_firm(tmp_path / "new", **change), "tester")
    (new,) = (backing for backing in risk(published, MONTH).backings if backing.seat.booking == "B2")
    assert new.holder is None
    assert {one.consultant for one in new.bench} <= {"elma", "folke"}
    assert not new.exposed


def test_without_a_roster_of_the_period_there_is_no_risk_to_show(planned: str) -> None:
    with pytest.raises(NothingPlanned, match=r"there is no roster for 2027-01-01..2027-03-31: plan one first"):
        risk(planned, Period.parse("2027Q1"))
    with pytest.raises(OtherDays, match=r"roster 1 is for 2026-11-01..2026-11-30 and has no day of 2026-12-01"):
        risk(planned, LATER, 1)
    with pytest.raises(UnknownRoster):
        risk(planned, MONTH, 9)


def test_before_the_first_plan_there_is_none_at_all(imported: str) -> None:
    with pytest.raises(NothingPlanned):
        risk(imported, MONTH)
    with pytest.raises(NoRoster):
        risk(imported, MONTH, 1)
