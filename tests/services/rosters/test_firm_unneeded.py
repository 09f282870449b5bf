"""Published duties that nothing asks for any more are cases of their own: cancelled, cut or moved bookings."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rostering.answers.radar import Picture
from rostering.domain.radar import ClashReason, RadarCase
from rostering.domain.seats import Duty
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.planning import limits_of
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.radar import radar
from rostering.services.rosters.showing import show
from rostering.store import open_store
from samples.called import Command
from samples.closable_firm import BOOKING, booked
from samples.small_firm import MONTH, edited, write_firm

FIRST = MONTH.first
ZONE = ZoneInfo("Europe/Copenhagen")
WEEKENDS = 'on = ["weekend", "public_holiday"]\nhours = "08:00-16:00"'
EVENINGS = ("B1:2026-11-04:backend:1", "B1:2026-11-05:backend:1")
CANCELLED = booked("B1,havn,2026-11-04,2026-11-05,evening,backend:1,,yes")
MOVED = booked("B1,havn,2026-11-05,2026-11-06,evening,backend:1,,")
AT_NIGHT = booked("B1,havn,2026-11-04,2026-11-05,night,backend:1,,")
EARLIER = edited("packages.toml", WEEKENDS, WEEKENDS.replace("08:00", "07:00"))
"""Preparedness on weekends begins an hour before."""
ENDED = edited(
    "agreements.csv",
    "havn,premium,2024-01-01,\nmolo,premium,2024-01-01,",
    "havn,premium,2024-01-01,2026-11-27\nmolo,premium,2024-01-01,2026-11-27",
)
"""Both agreements end before the last weekend."""


def imports(url: str, folder: Path, **changed: str | None) -> None:
    import_folder(url, write_firm(folder, **changed), "tester", force=True)


def seen(url: str, start: date = FIRST) -> Picture:
    return radar(url, start, limits_of(60, effort=1), lambda _: None, "tester")


def hours(duty: Duty | None) -> str:
    """When a duty begins, by the firm's clock."""
    return f"{duty.seat.span.start.astimezone(ZONE):%H:%M}" if duty else ""


def cases(url: str) -> tuple[RadarCase, ...]:
    with open_store(url).reading() as reading:
        return reading.radar_cases.all()


def seats(url: str, number: int) -> set[str]:
    return {duty.seat.id for duty in show(url, number).version.duties}


def test_a_cancelled_booking_is_a_case_with_the_repair_proposed(published: str, tmp_path: Path) -> None:
    imports(published, tmp_path / "new", **CANCELLED)
    (found,) = seen(published).sightings
    clash = found.clash
    assert (clash.reason, clash.team, clash.roster, clash.seats) == (ClashReason.BOOKING_CANCELLED, "B1", 1, EVENINGS)
    way = found.ways[0].version
    assert seats(published, 1) - seats(published, way.number) == set(EVENINGS)
    assert {change.seat for change in found.ways[0].changes.removed} == set(EVENINGS)
    assert seen(published).sightings[0].case == found.case
    publish(published, way.number, "tester", today=FIRST)
    assert seen(published).sightings == ()
    assert [case.closed is not None for case in cases(published)] == [True]


def test_a_booking_that_was_moved_leaves_a_duty_that_nothing_asks_for(published: str, tmp_path: Path) -> None:
    imports(published, tmp_path / "new", **MOVED)
    (found,) = seen(published).sightings
    assert (found.clash.reason, found.clash.seats) == (ClashReason.NOT_ASKED_FOR, EVENINGS[:1])
    assert "B1:2026-11-06:backend:1" in seats(published, found.ways[0].version.number)


def test_a_booking_at_other_hours_on_its_dates_is_a_case_with_the_repair_proposed(
    published: str, tmp_path: Path, rostering: Command
) -> None:
    imports(published, tmp_path / "new", **AT_NIGHT)
    (found,) = seen(published).sightings
    clash = found.clash
    assert (clash.reason, clash.team, clash.roster, clash.seats) == (ClashReason.OTHER_HOURS, "B1", 1, EVENINGS)
    moved = {change.seat: change for change in found.ways[0].changes.moved}
    assert moved.keys() >= set(EVENINGS)
    assert {hours(moved[seat].before) for seat in EVENINGS} == {"16:00"}
    assert {hours(moved[seat].after) for seat in EVENINGS} == {"22:00"}
    text = rostering("--db", published, "radar", "--from", "2026-11-01").out
    assert "Booking B1 (Havnekontoret Køl A/S: Evening) is asked for at other hours now than 2 duties of roster" in text
    publish(published, found.ways[0].version.number, "tester", today=FIRST)
    assert seen(published).sightings == ()


def test_a_team_at_other_hours_is_a_case_and_what_is_over_of_it_stays_as_it_was_served(
    published: str, tmp_path: Path, rostering: Command
) -> None:
    imports(published, tmp_path / "new", **EARLIER)
    middle = date(2026, 11, 14)
    (found,) = seen(published, middle).sightings
    assert (found.clash.reason, found.clash.team) == (ClashReason.OTHER_HOURS, "preparedness")
    (case,) = rostering("--db", published, "radar", "--from", str(middle), "--json").json
    assert (case["reason"], len(case["duties"])) == ("other_hours", 6 * 3)
    assert case["text"] == "Preparedness team is asked for at other hours now than 18 duties of roster 1."
    changed = found.ways[0].changes
    assert {change.duty.seat.day >= middle for change in changed} == {True}
    assert len(changed.moved) == 6 * 3
    assert publish(published, found.ways[0].version.number, "tester", today=middle).rewritten == ()
    assert seen(published, middle).sightings == ()


def test_a_team_that_no_agreement_asks_for_any_more_leaves_its_duties(
    published: str, tmp_path: Path, rostering: Command
) -> None:
    imports(published, tmp_path / "new", **ENDED)
    (case,) = rostering("--db", published, "radar", "--from", "2026-11-01", "--json").json
    assert (case["team"], case["reason"]) == ("preparedness", "not_asked_for")
    assert {seat.split(":")[1] for seat in case["duties"]} == {"2026-11-28", "2026-11-29"}
    assert case["text"] == "Nothing asks any more for 6 duties of roster 1 (Preparedness team)."


def test_a_cancellation_that_is_taken_back_closes_the_case(published: str, firm: Path, tmp_path: Path) -> None:
    imports(published, tmp_path / "new", **CANCELLED)
    seen(published)
    import_folder(published, firm, "tester", force=True)
    assert seen(published).sightings == ()
    assert [case.closed is not None for case in cases(published)] == [True]


def test_what_is_over_is_no_case(published: str, tmp_path: Path) -> None:
    imports(published, tmp_path / "new", **CANCELLED)
    second = date(2026, 11, 5)
    (found,) = seen(published, second).sightings
    assert [duty.seat.id for duty in found.clash.since(second)] == [EVENINGS[1]]
    assert seen(published, date(2026, 11, 6)).sightings == ()


def test_the_command_names_the_booking_and_who_stands_ready(published: str, tmp_path: Path, rostering: Command) -> None:
    imports(published, tmp_path / "new", **CANCELLED)
    answer = rostering("--db", published, "radar", "--from", "2026-11-01", "--json")
    assert answer.code == 1
    (case,) = answer.json
    assert (case["consultant"], case["team"], case["reason"]) == (None, "B1", "booking_cancelled")
    assert case["duties"] == list(EVENINGS)
    assert case["options"][0]["counts"]["removed"] == 2
    text = rostering("--db", published, "radar", "--from", "2026-11-01").out
    said = "Booking B1 (Havnekontoret Køl A/S: Evening) is cancelled and still has 2 duties of roster 1."
    assert said in text
    holder = show(published, 1).version.directory.consultants[
        next(duty.consultant or "" for duty in show(published, 1).version.duties if duty.seat.id == EVENINGS[0])
    ]
    assert f"Evening, Backend, {holder} ({EVENINGS[0]})" in text


@pytest.mark.parametrize("change", [{}, {"bookings_csv": booked(BOOKING)["bookings_csv"]}])
def test_what_is_asked_for_is_no_case(published: str, tmp_path: Path, change: dict[str, str | None]) -> None:
    imports(published, tmp_path / "new", **change)
    assert seen(published).sightings == ()
