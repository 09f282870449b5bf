"""Repairs of the small firm's published roster: what is saved, said, published and refused."""

from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from rostering.answers.repairs import Repaired
from rostering.answers.rosters import Kept
from rostering.audit.judgement import judge
from rostering.domain.parties import Leave, LeaveKind
from rostering.errors import BadCall, Conflict
from rostering.rosters.history import published_on
from rostering.rosters.version import Status, Version
from rostering.services.cases.case import case_of, with_leave
from rostering.services.cases.versions import roster_of
from rostering.services.charges.closing import show_charges
from rostering.services.inputs.folders import ChangedMeanwhile, export_folder, import_folder
from rostering.services.rosters.edits import assign
from rostering.services.rosters.planning import Overtaken, Progress, make_plan
from rostering.services.rosters.planning import limits_of as plan_limits
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.replanning import Absence, BadAbsence, BadRepair, limits_of, replan
from rostering.services.rosters.showing import audit, show
from rostering.solver.mend.repair import NothingToRepair
from rostering.spans import Period
from rostering.store import open_store
from samples.closable_firm import BOOKING, booked, load, repriced
from samples.small_firm import MONTH, SEATS, SHEETS, edited, write_firm

MONDAY = date(2026, 11, 23)
SEAT = "preparedness:2026-11-28:pim:1"
SICK = "folke:2026-11-28"
MORE_PIM = SHEETS["consultants.csv"] + "".join(
    f"{name},{name.title()} Enghave,,pim,regular,2021-01-01,,1,\n" for name in ("greta", "hans")
)


def ignore(_: Progress) -> None:
    """Watch nothing."""


def repaired(url: str, *absences: str, today: date | None = MONDAY, **limits: Any) -> Repaired:
    asked = [Absence.parse(text) for text in absences]
    return replan(url, 1, asked, today, limits_of(**({"seconds": 60} | limits)), ignore, "tester")


def replanned(url: str, period: str) -> Kept:
    """A plan in place of what is published, its first dates too."""
    return make_plan(url, Period.parse(period), plan_limits(60, effort=2), ignore, "tester", start=MONTH.first)


def imports(url: str, folder: Path, **changed: str | None) -> None:
    import_folder(url, write_firm(folder, **changed), "tester")


def holders(version: Version) -> dict[str, str | None]:
    return {duty.seat.id: duty.consultant for duty in version.duties}


def leave_of(url: str) -> set[Leave]:
    with open_store(url).reading() as reading:
        return set(reading.inputs().leave)


# What is saved


def test_options_are_saved_as_drafts_of_the_roster_they_mend(published: str) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    found = repaired(published, SICK)
    assert (found.before.number, found.today, found.interrupted) == (1, MONDAY, False)
    assert [option.version.number for option in found.options] == [2 + place for place in range(len(found.options))]
    with open_store(published).reading() as reading:
        for option in found.options:
            kept = reading.version(option.version.number)
            assert kept == option.version
            assert (kept.based_on, kept.period, len(kept.duties)) == (1, MONTH, SEATS)
            assert kept.created >= before
            assert kept.absences == (Leave("folke", Period.parse("2026-11-28..2026-11-28"), LeaveKind.LEAVE),)
            assert show(published, kept.number).status is Status.DRAFT


def test_each_option_is_logged_with_its_aim(published: str) -> None:
    found = repaired(published, SICK)
    with open_store(published).reading() as reading:
        entries = [entry for entry in reading.audit_log() if entry.action == "replan"]
    assert [(entry.who, entry.what, entry.after) for entry in entries] == [
        ("tester", "roster 1", f"roster {option.version.number}: {option.aim}") for option in found.options
    ]


def test_a_sick_call_changes_the_seat_and_says_what_it_costs(published: str) -> None:
    found = repaired(published, SICK)
    first = found.options[0]
    assert [(change.seat, change.after and change.after.consultant) for change in first.changes] == [(SEAT, "elma")]
    assert all(option.changes.counts["removed"] == 0 for option in found.options)
    with open_store(published).reading() as reading:
        case = case_of(reading, MONTH, with_leave(reading.inputs(), first.version.absences))
    for option in found.options:
        judged = judge(roster_of(option.version, case.problem), case.rules)
        assert judged.hard == 0
        assert (
            option.penalty_by_rule
            == judged.penalty_by_rule
            == audit(published, option.version.number).judgement.penalty_by_rule
        )
        before = judge(roster_of(found.before, case.problem), case.rules).penalty_by_rule
        for rule, difference in option.penalty_changes.items():
            assert judged.penalty_by_rule.get(rule, 0) - before.get(rule, 0) == difference != 0
        deviations = [account.deviation for account in option.version.ledger]
        assert option.largest_deviation == max(map(abs, deviations))
        assert option.squared_deviations == sum(deviation**2 for deviation in deviations)


def test_what_lies_before_today_is_as_it_was(published: str) -> None:
    found = repaired(published, "folke:2026-11-01..", today=MONDAY)
    for option in found.options:
        assert all(change.duty.seat.day >= MONDAY for change in option.changes)
        assert option.version.absences == (Leave("folke", Period(MONDAY, MONTH.last), LeaveKind.LEAVE),)


def test_with_more_people_there_are_three_ways_with_three_takers(published: str, tmp_path: Path) -> None:
    imports(published, tmp_path / "new", consultants_csv=MORE_PIM)
    found = repaired(published, SICK)
    assert [option.aim for option in found.options] == ["fewest_changes", "other_people", "still_others"]
    takers = [holders(option.version)[SEAT] for option in found.options]
    assert sorted(filter(None, takers)) == ["elma", "greta", "hans"]


def test_the_same_sick_call_is_answered_the_same_way(published: str) -> None:
    once, again = repaired(published, SICK), repaired(published, SICK)
    assert [one.version.duties for one in once.options] == [one.version.duties for one in again.options]


def test_several_absences_are_mended_together(published: str) -> None:
    first = repaired(published, SICK, "david:2026-11-28").options[0]
    assert first.changes.counts == {"added": 0, "removed": 0, "moved": 2}
    assert {leave.consultant for leave in first.version.absences} == {"folke", "david"}


def test_a_seat_that_nobody_can_take_is_empty_with_the_reasons(published: str) -> None:
    (first, *_) = repaired(published, SICK, "elma:2026-11-28..").options
    assert first.version.empty[0].seat == SEAT
    assert {candidate.consultant for candidate in first.version.empty[0].candidates} == {"elma", "folke"}


def test_no_time_still_gives_lawful_drafts(published: str) -> None:
    found = repaired(published, SICK, seconds=0)
    assert found.options
    for option in found.options:
        assert audit(published, option.version.number).judgement.hard == 0
        assert holders(option.version)[SEAT] != "folke"


def test_a_draft_can_be_repaired_too(planned: str) -> None:
    assert repaired(planned, SICK).options[0].version.based_on == 1


def test_an_absence_told_once_is_remembered_in_the_next_repair_and_edit(published: str) -> None:
    repaired(published, SICK)
    asked = [Absence.parse("cilje:2026-11-29")]
    again = replan(published, 2, asked, MONDAY, limits_of(60), ignore, "tester")
    assert {leave.consultant for leave in again.options[0].version.absences} == {"folke", "cilje"}
    assert holders(again.options[0].version)[SEAT] == "elma"
    edit = assign(published, 2, SEAT, "folke", "tester").version
    assert "folke is on leave on 2026-11-28." in [judged.text for judged in edit.breaches]


# Published


def test_publishing_an_option_records_the_leave(published: str) -> None:
    before = leave_of(published)
    repaired(published, SICK)
    assert leave_of(published) == before
    done = publish(published, 2, "asta", today=MONTH.first)
    assert done.changes.counts == {"added": 0, "removed": 0, "moved": 1}
    assert leave_of(published) - before == {Leave("folke", Period.parse("2026-11-28..2026-11-28"), LeaveKind.LEAVE)}
    with open_store(published).reading() as reading:
        assert {held.version.number for held in published_on(reading.publications()).values()} == {2}
        entry = reading.audit_log()[-1]
    assert (entry.who, entry.action, entry.what, entry.after) == (
        "asta",
        "record leave",
        "folke",
        "2026-11-28..2026-11-28",
    )
    assert (audit(published, 2).judgement.hard, audit(published, 2).inputs_changed) == (0, False)


def test_leave_that_is_recorded_already_is_not_recorded_again(published: str, tmp_path: Path) -> None:
    leave = SHEETS["leave.csv"] + "folke,2026-11-28,2026-11-28,leave\n"
    imports(published, tmp_path / "new", leave_csv=leave)
    before = leave_of(published)
    repaired(published, SICK)
    publish(published, 2, "asta", today=MONTH.first)
    assert leave_of(published) == before
    with open_store(published).reading() as reading:
        assert reading.audit_log()[-1].action == "publish"


def test_one_option_published_the_others_are_too_late(published: str, tmp_path: Path) -> None:
    imports(published, tmp_path / "new", consultants_csv=MORE_PIM)
    repaired(published, SICK)
    publish(published, 3, "asta", today=MONTH.first)
    with pytest.raises(Conflict):
        publish(published, 2, "asta", today=MONTH.first)


def test_the_next_plan_knows_of_the_absence(published: str) -> None:
    repaired(published, SICK)
    publish(published, 2, "asta", today=MONTH.first)
    again = make_plan(published, MONTH, plan_limits(60, effort=1), ignore, "tester", start=MONTH.first).version
    assert holders(again)[SEAT] == "elma"


def test_the_old_folder_would_undo_the_leave_and_is_refused(published: str, firm: Path, tmp_path: Path) -> None:
    repaired(published, SICK)
    publish(published, 2, "asta", today=MONTH.first)
    with pytest.raises(ChangedMeanwhile) as refused:
        import_folder(published, firm, "tester")
    assert refused.value.places == (("leave.csv", "folke:2026-11-28:2026-11-28:leave"),)
    export_folder(published, tmp_path / "out")
    imported = import_folder(published, tmp_path / "out", "tester")
    assert (imported.added, imported.changed, imported.removed) == ((), (), ())
    assert "folke,2026-11-28,2026-11-28,leave" in (tmp_path / "out" / "leave.csv").read_text(encoding="utf-8")


def test_an_absence_over_other_leave_is_exported_and_read_again(published: str, tmp_path: Path) -> None:
    imports(published, tmp_path / "new", leave_csv=SHEETS["leave.csv"] + "folke,2026-11-27,2026-11-27,leave\n")
    repaired(published, "folke:2026-11-26..2026-11-29")
    publish(published, 2, "asta", today=MONTH.first)
    export_folder(published, tmp_path / "out")
    assert import_folder(published, tmp_path / "out", "tester").counts["changed"] == 0


# What changed inputs have broken


def test_new_leave_is_mended_without_being_told(published: str, tmp_path: Path) -> None:
    imports(published, tmp_path / "new", leave_csv=SHEETS["leave.csv"] + "folke,2026-11-28,2026-11-28,leave\n")
    first = repaired(published).options[0]
    assert [(change.seat, change.after and change.after.consultant) for change in first.changes] == [(SEAT, "elma")]
    assert first.version.absences == ()


def test_a_resignation_hands_the_seats_on(published: str, tmp_path: Path) -> None:
    left = edited(
        "consultants.csv",
        "folke,Folke Birkely,,pim,regular,2021-01-01,",
        "folke,Folke Birkely,,pim,regular,2021-01-01,2026-11-25",
    )
    imports(published, tmp_path / "new", **left)
    first = repaired(published).options[0]
    assert [(change.seat, change.after and change.after.consultant) for change in first.changes] == [(SEAT, "elma")]


def test_a_late_booking_is_staffed_and_brings_its_money(published: str, tmp_path: Path) -> None:
    booked = SHEETS["bookings.csv"] + "B2,havn,2026-11-25,2026-11-25,evening,frontend:1,,\n"
    imports(published, tmp_path / "new", bookings_csv=booked)
    found = repaired(published)
    first = found.options[0]
    assert [change.seat for change in first.changes] == ["B2:2026-11-25:frontend:1"]
    assert first.changes.counts == {"added": 1, "removed": 0, "moved": 0}
    assert first.readiness is not None
    assert found.readiness is not None
    assert first.readiness > found.readiness


def test_a_confirmed_booking_keeps_its_price(published: str, tmp_path: Path) -> None:
    confirmed = booked(f"{BOOKING},2026-10-01", columns=",confirmed")
    load(published, tmp_path / "before", **confirmed)
    load(published, tmp_path / "after", **confirmed, **repriced())
    found = repaired(published, SICK)
    assert {found.readiness, *(option.readiness for option in found.options)} == {2 * 375_000}


@pytest.mark.parametrize("roles", ["backend:1,,yes", "frontend:1,,", "backend:2,,"])
def test_what_a_repair_says_of_kroner_is_what_publishing_it_changes(published: str, tmp_path: Path, roles: str) -> None:
    imports(published, tmp_path / "new", **edited("bookings.csv", "backend:1,,", roles))
    found = repaired(published, today=date(2026, 11, 2))
    first, before = found.options[0], billed(published)
    publish(published, first.version.number, "lead", today=date(2026, 11, 2))
    assert found.readiness_change(first) == billed(published) - before


def billed(url: str) -> int:
    """What the roster's period comes to as it is published, corrections included."""
    return sum(line.amount for line in show_charges(url, Period.parse("2026-11")).lines)


def test_a_cancelled_booking_is_taken_out(published: str, tmp_path: Path) -> None:
    imports(published, tmp_path / "new", **edited("bookings.csv", "backend:1,,", "backend:1,,yes"))
    found = repaired(published, today=date(2026, 11, 2))
    first = found.options[0]
    assert {change.seat for change in first.changes} == {"B1:2026-11-04:backend:1", "B1:2026-11-05:backend:1"}
    assert first.changes.counts == {"added": 0, "removed": 2, "moved": 0}
    publish(published, first.version.number, "asta", today=MONTH.first)
    assert audit(published, first.version.number).obsolete == ()


def test_nothing_to_repair_is_said_so(published: str) -> None:
    with pytest.raises(NothingToRepair, match="nothing is to be repaired"):
        repaired(published)
    with open_store(published).reading() as reading:
        assert reading.version_numbers() == (1,)


# Refused


@pytest.mark.parametrize(
    ("absences", "sentence"),
    [
        (["birk:2026-11-23..2026-11-27"], "birk has no duty in roster 1 from 2026-11-23 to 2026-11-27"),
        (["birk:2026-11-24"], "birk has no duty in roster 1 on 2026-11-24"),
        (
            ["folke:2026-12-05"],
            "folke is absent from 2026-12-05 to 2026-12-05, which is outside roster 1 from 2026-11-23",
        ),
        (
            ["folke:2026-12-05.."],
            "folke is absent from 2026-12-05, which is outside roster 1 from 2026-11-23 to 2026-11-30",
        ),
        (
            ["folke:2026-11-14"],
            "folke is absent from 2026-11-14 to 2026-11-14, which is outside roster 1 from 2026-11-23",
        ),
        (["folk:2026-11-28"], r"there is no consultant 'folk' \(did you mean 'folke'\?\)"),
        ([SICK, "folke:2026-11-28..2026-11-29"], "folke's absence from 2026-11-28 is given with two ends"),
        (["folke:2026-11-28..", SICK], "folke's absence from 2026-11-28 is given with two ends"),
    ],
)
def test_an_absence_that_cannot_be_is_refused_in_a_sentence(published: str, absences: list[str], sentence: str) -> None:
    with pytest.raises(BadCall, match=sentence):
        repaired(published, *absences)
    with open_store(published).reading() as reading:
        assert reading.version_numbers() == (1,)


def test_the_same_absence_twice_is_one(published: str) -> None:
    assert len(repaired(published, SICK, SICK).options[0].version.absences) == 1


@pytest.mark.parametrize("today", [date(2026, 10, 31), date(2026, 12, 1)])
def test_a_day_outside_the_roster_is_no_day_to_start_from(published: str, today: date) -> None:
    with pytest.raises(BadRepair, match=f"{today} is outside roster 1, which is for 2026-11-01..2026-11-30"):
        repaired(published, SICK, today=today)


def test_a_roster_of_the_past_is_repaired_from_a_date_that_is_named(imported: str) -> None:
    make_plan(imported, Period.parse("2025-11-03..2025-11-16"), plan_limits(60, effort=1), ignore, "tester")
    with pytest.raises(BadRepair, match="roster 1 ended on 2025-11-16: say from when on with --from"):
        repaired(imported, today=None)


def test_a_roster_of_the_future_is_repaired_from_its_first_date(imported: str) -> None:
    period = Period.parse("2040-11-03..2040-11-04")
    version = make_plan(imported, period, plan_limits(60, effort=1), ignore, "tester").version
    who = holders(version)["preparedness:2040-11-03:pim:1"]
    found = repaired(imported, f"{who}:2040-11-03..", today=None)
    assert found.today == period.first


def test_a_repair_that_is_stopped_keeps_the_best_so_far(published: str) -> None:
    stop = Event()
    stop.set()
    found = replan(published, 1, [Absence.parse(SICK)], MONDAY, limits_of(60), ignore, "tester", stop)
    assert found.interrupted
    assert [option.aim for option in found.options] == ["fewest_changes"]
    assert audit(published, found.options[0].version.number).judgement.hard == 0


def test_inputs_that_change_meanwhile_stop_the_drafts_from_being_saved(published: str, tmp_path: Path) -> None:
    folder = write_firm(tmp_path / "new", leave_csv=SHEETS["leave.csv"] + "elma,2026-11-29,2026-11-29,leave\n")

    def watch(_: Progress) -> None:
        import_folder(published, folder, "somebody")

    with pytest.raises(Overtaken):
        replan(published, 1, [Absence.parse(SICK)], MONDAY, limits_of(60), watch, "tester")
    with open_store(published).reading() as reading:
        assert reading.version_numbers() == (1,)


# Absences as text


@pytest.mark.parametrize(
    ("text", "absence"),
    [
        ("folke:2026-11-28..2026-11-29", Absence("folke", date(2026, 11, 28), date(2026, 11, 29))),
        ("folke:2026-11-28", Absence("folke", date(2026, 11, 28), date(2026, 11, 28))),
        ("folke:2026-11-28..", Absence("folke", date(2026, 11, 28), None)),
        (" folke:2026-11-28.. ", Absence("folke", date(2026, 11, 28), None)),
    ],
)
def test_an_absence_is_a_consultant_and_dates(text: str, absence: Absence) -> None:
    assert Absence.parse(text) == absence


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "folke",
            "folke:",
            "2026-11-28",
            ":2026-11-28",
            "folke:soon",
            "folke:2026-11-28..soon",
            "folke:..2026-11-28",
        ),
        *(
            "folke:2026-11-29..2026-11-28",
            "folke:2026-11-31",
            "folke 2026-11-28",
            "folke:2026-11-28..2026-11-29..",
        ),
    ],
)
def test_what_is_no_absence_is_said_with_the_form(text: str) -> None:
    with pytest.raises(BadAbsence, match=r"is not an absence: write ID:2026-12-24\.\.2026-12-27, the first date first"):
        Absence.parse(text)


def test_of_a_roster_that_is_replaced_in_part_only_the_rest_is_mended(published: str) -> None:
    late = replanned(published, "2026-11-16..2026-11-30")
    publish(published, late.version.number, "tester", today=MONTH.first)
    found = repaired(published, "elma:2026-11-01..2026-11-15", today=date(2026, 11, 1))
    assert {option.version.period for option in found.options} == {Period.parse("2026-11-01..2026-11-15")}
    publish(published, found.options[0].version.number, "tester", today=MONTH.first)


def test_of_a_roster_that_is_replaced_in_its_middle_the_dates_from_today_on_are_mended(published: str) -> None:
    middle = replanned(published, "2026-11-09..2026-11-20")
    publish(published, middle.version.number, "tester", today=MONTH.first)
    found = repaired(published, SICK)
    assert {option.version.period for option in found.options} == {Period.parse("2026-11-21..2026-11-30")}
    publish(published, found.options[0].version.number, "tester", today=MONTH.first)


def test_a_roster_that_is_replaced_whole_is_not_mended(published: str) -> None:
    again = make_plan(published, MONTH, plan_limits(60, effort=2), ignore, "tester", start=MONTH.first)
    publish(published, again.version.number, "tester", today=MONTH.first)
    with pytest.raises(Conflict, match="roster 1 has been replaced by roster 2: repair that one"):
        repaired(published, SICK)
