"""What call-outs mean for the days after: the audit and the radar say it, a repair proposes somebody else."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from rostering.domain.radar import ClashReason
from rostering.domain.users import Actor
from rostering.reports.outside.radar import radar_report, radar_shape
from rostering.rules.callouts import RestAfterCallout, WorkAfterCallout
from rostering.services.callouts.recording import add, correct, withdraw
from rostering.services.callouts.rest_after import rest_after
from rostering.services.jobs.mending import mending_offer
from rostering.services.rosters.planning import Progress
from rostering.services.rosters.radar import radar
from rostering.services.rosters.replanning import limits_of
from rostering.services.rosters.showing import audit
from rostering.spans import Period
from rostering.store import open_store
from samples.callout_firm import AT, make, on, pim
from samples.shared import copy_of, made_once
from samples.small_firm import DOCUMENTS
from samples.swap_firm import LEAD

NIGHT = {"customer": "havn", "who": "folke", "priority": "p1", "what": "The shop is down"}
TIMES = {"called": on(9, "00:30"), "ended": on(9, "02:10")}
"""Eight hours before Folke's duty on a Sunday."""
MONDAYS = {"called": on(10, "01:00"), "ended": on(10, "03:00")}
WEEK = Period.parse("2025-11-03..2025-11-16")
SATURDAY = date(2025, 11, 8)


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> str:
    """A firm whose teams are at work on their duties."""
    packages = DOCUMENTS["packages.toml"].replace('presence = "home_standby"', 'presence = "working"')
    made = made_once(
        tmp_path_factory,
        "working-calls",
        lambda folder: make(str(folder / "calls.db"), folder / "firm", packages_toml=packages),
    )
    return copy_of(made, "calls", tmp_path)


def sentences(store: str, rule: str) -> list[str]:
    """What an audit of the published roster says by a rule."""
    return [judged.text for judged in audit(store, 1).judgement.breaches if judged.breach.rule == rule]


def ignore(_: Progress) -> None:
    """Watch nothing."""


def test_the_audit_says_of_a_published_duty_that_it_begins_too_soon(store: str) -> None:
    assert sentences(store, RestAfterCallout.name) == []
    add(store, LEAD, {**NIGHT, **TIMES}, AT)
    assert sentences(store, RestAfterCallout.name) == [
        "folke begins a duty on 2025-11-09 without 11 hours of rest after a call-out."
    ]
    correct(store, LEAD, 1, {"called": on(8, "19:00"), "ended": on(8, "21:00")}, at=AT)
    assert sentences(store, RestAfterCallout.name) == []


def test_the_audit_says_whose_work_begins_later(store: str) -> None:
    add(store, LEAD, {**NIGHT, **MONDAYS}, AT)
    assert sentences(store, WorkAfterCallout.name) == [
        "folke begins work on 2025-11-10 at 14:00 at the soonest, 11 hours after a call-out."
    ]
    withdraw(store, LEAD, 1, at=AT)
    assert sentences(store, WorkAfterCallout.name) == []


def test_the_radar_opens_a_case_and_a_repair_gives_the_duty_to_somebody_rested(store: str) -> None:
    add(store, LEAD, {**NIGHT, **TIMES}, AT)
    picture = radar(store, SATURDAY, limits_of(30), ignore, "tester")
    (sighting,) = picture.sightings
    assert (sighting.clash.reason, sighting.clash.consultant, sighting.clash.seats) == (
        ClashReason.CALLED_OUT,
        "folke",
        (pim(9),),
    )
    late = sighting.clash.late_start
    assert late is not None
    assert "  Without a replacement: Folke Birkely begins Sun 9 Nov 2025 13:10." in "\n".join(
        str(part) for part in radar_report(picture, "publish")
    )
    assert radar_shape(picture)[0]["late_start"] == "2025-11-09T13:10:00+01:00"
    assert sighting.ways
    for way in sighting.ways:
        holder = {duty.seat.id: duty.consultant for duty in way.version.duties}[pim(9)]
        assert holder not in {None, "folke"}
        rules = {judged.breach.rule for judged in way.version.breaches}
        assert RestAfterCallout.name not in rules
    withdraw(store, LEAD, 1, at=AT)
    assert radar(store, SATURDAY, limits_of(30), ignore, "tester").sightings == ()
    with open_store(store).reading() as reading:
        assert [case.closed is None for case in reading.radar_cases.all()] == [False]


def test_the_offer_of_a_repair_says_who_may_begin_later_instead(store: str) -> None:
    lead = Actor.ops("lead")
    assert mending_offer(store, lead, 1, SATURDAY).later == ()
    add(store, LEAD, {**NIGHT, **TIMES}, AT)
    (later,) = mending_offer(store, lead, 1, SATURDAY).later
    assert (later.name, later.duty.seat.id, f"{later.start:%H:%M}") == ("Folke Birkely", pim(9), "12:10")
    assert mending_offer(store, lead, 1, date(2025, 11, 10)).later == ()


def test_who_begins_later_and_who_is_owed_rest_is_told(store: str) -> None:
    add(store, LEAD, {**NIGHT, **TIMES}, AT)
    add(store, LEAD, {**NIGHT, **MONDAYS}, AT)
    found = rest_after(store, LEAD, WEEK)
    assert [(one.consultant, str(one.day), one.time) for one in found.late] == [("folke", "2025-11-10", "14:00")]
    (short,) = found.short
    assert (short.consultant, short.seat.id, short.forbidden) == ("folke", pim(9), True)
    assert (short.rest, short.missing) == (timedelta(hours=5, minutes=50), timedelta(hours=5, minutes=10))
    assert str(short.make_up_by) == "2025-11-23"
    assert rest_after(store, Actor.ops("lead"), Period.parse("2025-11-24..2025-11-30")).late == ()
