"""The radar over the small firm: leave on top of a published duty opens a case, a published repair closes it."""

from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from rostering.answers.radar import Picture
from rostering.domain.parties import LeaveKind
from rostering.domain.radar import ClashReason, RadarCase
from rostering.errors import BadCall
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.planning import Progress, make_plan
from rostering.services.rosters.planning import limits_of as plan_limits
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.radar import radar
from rostering.services.rosters.replanning import limits_of
from rostering.services.rosters.showing import audit, show
from rostering.spans import Period
from rostering.store import LogEntry, open_store
from samples.called import Answer, Command
from samples.small_firm import MONTH, SHEETS, edited, write_firm

MONDAY = date(2026, 11, 23)
SEAT = "preparedness:2026-11-28:pim:1"
"""Folke's."""
LAST_DAY = "2026-11-28,2026-11-28"


def ignore(_: Progress) -> None:
    """Watch nothing."""


def seen(url: str, start: date | None = MONDAY) -> Picture:
    return radar(url, start, limits_of(60), ignore, "tester")


def on_leave(url: str, folder: Path, *rows: str, **changed: str | None) -> None:
    leave = SHEETS["leave.csv"] + "".join(f"{row},{LeaveKind.LEAVE}\n" for row in rows)
    import_folder(url, write_firm(folder, leave_csv=leave, **changed), "tester", force=True)


def cases(url: str) -> tuple[RadarCase, ...]:
    with open_store(url).reading() as reading:
        return reading.radar_cases.all()


def test_a_radar_that_is_stopped_opens_its_cases_with_the_best_repair_so_far(published: str, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "leave", f"folke,{LAST_DAY}")
    stop = Event()
    stop.set()
    (sighting,) = radar(published, MONDAY, limits_of(60), ignore, "tester", stop).sightings
    assert len(sighting.ways) == 1
    assert cases(published)[0].proposal.drafts == (2,)


def rosters(url: str) -> tuple[int, ...]:
    with open_store(url).reading() as reading:
        return reading.version_numbers()


def logged(url: str) -> list[LogEntry]:
    with open_store(url).reading() as reading:
        return [entry for entry in reading.audit_log() if "case" in entry.what]


# Opening


def test_nobody_affected_is_no_case(published: str) -> None:
    assert seen(published).sightings == ()
    assert (cases(published), rosters(published)) == ((), (1,))


def test_nothing_published_is_no_case(planned: str) -> None:
    picture = seen(planned)
    assert (picture.sightings, picture.directory) == ((), None)


def test_leave_on_top_of_a_published_duty_opens_a_case_with_the_repair_proposed(published: str, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}")
    (found,) = seen(published).sightings
    assert (found.clash.consultant, found.clash.roster, found.clash.reason) == ("folke", 1, ClashReason.LEAVE)
    assert (found.clash.leave, found.clash.seats) == (Period.parse("2026-11-28..2026-11-28"), (SEAT,))
    way = found.ways[0]
    assert [(change.seat, change.after and change.after.consultant) for change in way.changes] == [(SEAT, "elma")]
    assert way.version.penalty_by_rule == audit(published, way.version.number).judgement.penalty_by_rule
    assert cases(published) == (found.case,)
    assert found.case.proposal.drafts == rosters(published)[1:]
    assert [(entry.who, entry.action, entry.what) for entry in logged(published)] == [("tester", "open case", "case 1")]


def test_the_open_case_is_seen_again_and_nothing_more_is_saved(published: str, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}")
    first, saved, log = seen(published), rosters(published), logged(published)
    assert seen(published) == first
    assert (rosters(published), logged(published)) == (saved, log)


def test_days_that_pass_leave_a_case_as_it_is(published: str, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "new", "folke,2026-11-01,2026-11-30")
    early = seen(published, date(2026, 11, 1)).sightings
    saved = rosters(published)
    assert [one.case for one in early] == [one.case for one in seen(published).sightings]
    assert rosters(published) == saved
    assert len(early[0].clash.since(MONDAY)) < len(early[0].clash.duties)


def test_leave_in_the_past_is_no_case(published: str, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}")
    assert seen(published, date(2026, 11, 29)).sightings == ()
    assert cases(published) == ()


def test_a_wish_is_no_leave(published: str, tmp_path: Path) -> None:
    wish = SHEETS["leave.csv"] + f"folke,{LAST_DAY},rather_not\n"
    import_folder(published, write_firm(tmp_path / "new", leave_csv=wish), "tester")
    assert seen(published).sightings == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("folke,Folke Birkely,,pim,regular,2021-01-01,,1", "folke,Folke Birkely,,pim,regular,2021-01-01,2026-11-25,1"),
         ClashReason.NOT_EMPLOYED),
        (("folke,Folke Birkely,,pim,", "folke,Folke Birkely,,pim@..2026-11-25 backend,"), ClashReason.LOST_ROLE),
    ],
)  # fmt: skip
def test_whoever_leaves_or_loses_the_role_is_a_case_too(
    published: str, tmp_path: Path, change: tuple[str, str], reason: ClashReason
) -> None:
    import_folder(published, write_firm(tmp_path / "new", **edited("consultants.csv", *change)), "tester")
    (found,) = seen(published).sightings
    assert (found.clash.consultant, found.clash.reason, found.clash.leave) == ("folke", reason, None)
    assert SEAT in found.clash.seats
    assert all(duty.consultant != "folke" for way in found.ways for duty in way.version.duties if duty.seat.id == SEAT)


def test_clashes_of_one_roster_are_mended_together(published: str, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}", f"david,{LAST_DAY}")
    one, other = seen(published).sightings
    assert {one.clash.consultant, other.clash.consultant} == {"folke", "david"}
    assert one.ways == other.ways
    assert one.ways[0].changes.counts == {"added": 0, "removed": 0, "moved": 2}
    publish(published, one.ways[0].version.number, "tester", today=MONTH.first)
    assert seen(published).sightings == ()


def test_a_further_clash_renews_the_proposal_of_the_first(published: str, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}")
    (first,) = seen(published).sightings
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}", f"david,{LAST_DAY}")
    again = {one.clash.consultant: one for one in seen(published).sightings}
    assert (again["folke"].case.number, again["folke"].case.opened) == (first.case.number, first.case.opened)
    assert again["folke"].ways == again["david"].ways
    assert not {*again["folke"].case.proposal.drafts} & {*first.case.proposal.drafts}


def test_a_proposal_that_inputs_have_overtaken_is_made_again(published: str, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}")
    (first,) = seen(published).sightings
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}", f"elma,{LAST_DAY}")
    (again,) = seen(published).sightings
    assert again.case.number == first.case.number
    assert again.case.proposal.drafts[0] > first.case.proposal.drafts[-1]
    assert [empty.seat for empty in again.ways[0].version.empty] == [SEAT]
    assert seen(published).sightings == (again,)


def test_what_cannot_be_mended_says_why(published: str, tmp_path: Path) -> None:
    weighed = edited("policy.toml", '[rules.leave]\npenalty = "forbidden"', "[rules.leave]\npenalty = 50")
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}", **weighed)
    (found,) = seen(published).sightings
    assert (found.ways, found.case.proposal.drafts) == ((), ())
    assert "nothing forbidden is broken" in found.case.proposal.problem
    assert seen(published).sightings == (found,)
    assert rosters(published) == (1,)


# Closing


def test_publishing_the_proposal_closes_the_case(published: str, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}")
    (found,) = seen(published).sightings
    publish(published, found.ways[0].version.number, "tester", today=MONTH.first)
    assert seen(published).sightings == ()
    (case,) = cases(published)
    assert case.closed is not None
    assert case.closed >= case.opened
    assert [entry.action for entry in logged(published)] == ["open case", "close case"]
    assert seen(published).sightings == ()
    assert cases(published) == (case,)


def test_leave_that_is_taken_back_closes_the_case(published: str, firm: Path, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}")
    seen(published)
    import_folder(published, firm, "tester")
    assert seen(published).sightings == ()
    assert [case.closed is None for case in cases(published)] == [False]


def test_a_case_closes_only_when_what_is_published_has_it_no_more(published: str, tmp_path: Path) -> None:
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}")
    seen(published)
    assert seen(published, date(2026, 11, 29)).sightings == ()
    assert [case.closed for case in cases(published)] == [None]


def test_each_roster_has_cases_and_drafts_of_its_own(published: str, tmp_path: Path) -> None:
    rest = make_plan(published, Period.parse("2026-12-01..2026-12-13"), plan_limits(60, effort=2), ignore, "tester")
    publish(published, rest.version.number, "tester", today=MONTH.first)
    on_leave(published, tmp_path / "new", "folke,2026-11-24,2026-12-13")
    found = seen(published).sightings
    assert [(one.clash.consultant, one.clash.roster) for one in found] == [("folke", 1), ("folke", 2)]
    assert [one.ways[0].version.based_on for one in found] == [1, 2]
    publish(published, found[0].ways[0].version.number, "tester", today=MONTH.first)
    assert [one.case.number for one in seen(published).sightings] == [found[1].case.number]


def test_a_roster_that_was_replaced_in_its_middle_is_mended_on_both_sides(published: str, tmp_path: Path) -> None:
    limits = plan_limits(60, effort=2)
    again = Period.parse("2026-11-09..2026-11-20")
    middle = make_plan(published, again, limits, ignore, "tester", start=MONTH.first)
    publish(published, middle.version.number, "tester", today=MONTH.first)
    on_leave(published, tmp_path / "new", "folke,2026-11-01,2026-11-08", f"folke,{LAST_DAY}")
    found = seen(published, MONTH.first).sightings
    periods = [one.ways[0].version.period for one in found]
    assert periods == [Period.parse("2026-11-01..2026-11-08"), Period.parse("2026-11-21..2026-11-30")]
    for one in found:
        publish(published, one.ways[0].version.number, "tester", today=MONTH.first)
    assert seen(published, MONTH.first).sightings == ()


# The command


def asked(rostering: Command, url: str, *args: str) -> Answer:
    return rostering("--db", url, "radar", "--from", "2026-11-23", *args)


def test_the_command_answers_no_while_a_case_is_open(published: str, tmp_path: Path, rostering: Command) -> None:
    nothing = asked(rostering, published, "--json")
    assert (nothing.code, nothing.json) == (0, [])
    assert "can be served" in asked(rostering, published).out
    on_leave(published, tmp_path / "new", f"folke,{LAST_DAY}")
    said = asked(rostering, published, "--json")
    assert said.code == 1
    (case,) = said.json
    (first, *_) = case["options"]
    told: dict[str, Any] = {name: case[name] for name in ("case", "consultant", "roster", "reason", "duties")}
    assert told == {"case": 1, "consultant": "folke", "roster": 1, "reason": "leave", "duties": [SEAT]}
    assert case["leave"] == {"from": "2026-11-28", "to": "2026-11-28"}
    assert (first["roster"], first["changes"]) == (2, [{"seat": SEAT, "before": "folke", "after": "elma"}])
    assert first["price_by_rule"] == dict(show(published, 2).version.penalty_by_rule)
    text = asked(rostering, published)
    assert text.code == 1
    assert "Folke Birkely has leave on 2026-11-28 and holds 1 duty of roster 1." in text.out
    assert f"publish {first['roster']}" in text.out
    assert rostering("--db", published, "publish", str(first["roster"]), "--force").code == 0
    assert asked(rostering, published).code == 0


def test_an_empty_store_cannot_be_looked_at(tmp_path: Path) -> None:
    open_store(str(tmp_path / "new.db"))
    with pytest.raises(BadCall, match="the store is empty"):
        seen(str(tmp_path / "new.db"))


def test_the_month_has_the_seat_that_these_tests_are_about(published: str) -> None:
    version = show(published, 1).version
    assert version.period == MONTH
    assert [duty.consultant for duty in version.duties if duty.seat.id == SEAT] == ["folke"]
