"""What people and scripts read of the radar's cases."""

from dataclasses import replace
from datetime import UTC, date, datetime

from rostering.answers.radar import Picture, Sighting, WayToMend
from rostering.domain.radar import Clash, ClashReason, RadarCase, RepairProposal
from rostering.reports.outside.radar import radar_report, radar_shape
from rostering.rosters.changes import changes
from rostering.spans import Period
from samples.published_samples import NAMES, duty, version

NOVEMBER = Period.parse("2026-11")
SATURDAY, SUNDAY = date(2026, 11, 28), date(2026, 11, 29)
OPENED = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


BEFORE = [duty("anna", SATURDAY), duty("anna", SUNDAY)]
AFTER = version(2, NOVEMBER, [duty("bo", SATURDAY), duty(None, SUNDAY)], based_on=1)
WAY = WayToMend(replace(AFTER, penalty_by_rule={"coverage": 1000}), changes(BEFORE, AFTER.duties))
CLASH = Clash("anna", 1, ClashReason.LEAVE, Period(SATURDAY, SUNDAY), NOVEMBER, tuple(BEFORE))
CASE = RadarCase(4, "anna", 1, ClashReason.LEAVE, CLASH.leave, CLASH.seats, OPENED, RepairProposal((2,)))
SIGHTING = Sighting(CASE, CLASH, (WAY,))


def text(*sightings: Sighting, start: date = SATURDAY) -> str:
    parts = radar_report(Picture(start, sightings, NAMES), "rostering publish")
    return "\n".join(part for part in parts if isinstance(part, str))


def test_a_case_says_who_why_since_when_and_which_duties() -> None:
    said = text(SIGHTING)
    assert "Case 4, open since 2026-11-22 09:30: Anna Ager has leave from 2026-11-28 to 2026-11-29" in said
    assert "Sat 28 Nov 2026, 08:00-16:00: Weekend, PIM (preparedness:2026-11-28:pim:1)" in said
    assert "Draft 2, 2 changes; to take it: rostering publish 2" in said


def test_duties_before_the_start_are_left_out() -> None:
    said = text(SIGHTING, start=SUNDAY)
    assert "holds 1 duty of roster 1" in said
    assert "28 Nov" not in said
    (shape,) = radar_shape(Picture(SUNDAY, (SIGHTING,), NAMES))
    assert shape["duties"] == ["preparedness:2026-11-29:pim:1"]


def test_cases_that_the_same_drafts_mend_have_them_once() -> None:
    other = Sighting(replace(CASE, number=5), CLASH, (WAY,))
    said = text(SIGHTING, other)
    assert "What would mend cases 4, 5:" in said
    assert said.count("rostering publish 2") == 1


def test_what_has_no_repair_says_why() -> None:
    stuck = Sighting(replace(CASE, proposal=RepairProposal(problem="nothing was found in time")), CLASH, ())
    assert "Nothing mends case 4 by itself: nothing was found in time" in text(stuck)
    (shape,) = radar_shape(Picture(SATURDAY, (stuck,), NAMES))
    assert (shape["options"], shape["problem"]) == ([], "nothing was found in time")


def test_a_reason_other_than_leave_has_no_dates() -> None:
    gone = Sighting(CASE, replace(CLASH, reason=ClashReason.NOT_EMPLOYED, leave=None), (WAY,))
    assert "Anna Ager is not employed then and holds 2 duties of roster 1." in text(gone)
    (shape,) = radar_shape(Picture(SATURDAY, (gone,), NAMES))
    assert (shape["reason"], shape["leave"]) == ("not_employed", None)


def test_the_shape_has_what_scripts_rely_on() -> None:
    (shape,) = radar_shape(Picture(SATURDAY, (SIGHTING,), NAMES))
    assert shape["case"] == 4
    assert shape["opened"] == "2026-11-22T09:30:00+01:00"
    assert shape["leave"] == {"from": "2026-11-28", "to": "2026-11-29"}
    assert shape["options"] == [
        {
            "roster": 2,
            "changes": [
                {"seat": "preparedness:2026-11-28:pim:1", "before": "anna", "after": "bo"},
                {"seat": "preparedness:2026-11-29:pim:1", "before": "anna", "after": None},
            ],
            "counts": {"added": 0, "removed": 1, "moved": 1},
            "penalty_by_rule": {"coverage": 1000},
            "price_by_rule": {"coverage": 1000},
            "empty": [],
        }
    ]
