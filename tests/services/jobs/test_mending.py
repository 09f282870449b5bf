"""Repairs as jobs: asked for with who is away, carried out beside plans, chosen or thrown away."""

import os
import shutil
import signal
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from rostering.answers.mending import MendingShown
from rostering.answers.signing import Signature
from rostering.domain.jobs import PLAN, REPAIR, BestSoFar, Job, JobState, WaySoFar
from rostering.domain.parties import LeaveKind
from rostering.domain.users import Actor, Role
from rostering.errors import Conflict, FaultyInput, Stale
from rostering.rosters.version import Status
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import Forbidden
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.jobs.ask import stop_plan
from rostering.services.jobs.children import Children
from rostering.services.jobs.ending import end_job
from rostering.services.jobs.looking import plan_offer, running_plan
from rostering.services.jobs.mending import (
    AlreadyMended,
    Missing,
    ask_for_repair,
    mending_offer,
    repair_of,
    throw_ways_away,
)
from rostering.services.jobs.queue import STORE, Lanes, Queue, Waiting
from rostering.services.jobs.run import run_job
from rostering.services.jobs.watching import SILENCE
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.replanning import BadRepair
from rostering.services.rosters.showing import show
from rostering.services.rosters.signing import outlook, publish_signed
from rostering.spans import Period
from rostering.store import open_store
from samples.asked_jobs import LEAD, NEXT, asked, awaited, bad_child, child, rosters, seen
from samples.small_firm import SHEETS, write_firm

MORE_PIM = SHEETS["consultants.csv"] + "".join(
    f"{name},{name.title()} Enghave,,pim,regular,2021-01-01,,1,\n" for name in ("greta", "hans")
)
ONE_MORE = MORE_PIM + "inga,Inga Enghave,,pim,regular,2021-01-01,,1,\n"
LAST = date(2099, 12, 26)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a published month that is never over, and four who could be PIM in it."""
    folder = tmp_path_factory.mktemp("coming")
    url = str(folder / "rostering.db")
    import_folder(url, write_firm(folder / "firm", consultants_csv=MORE_PIM), "tester")
    make_plan(url, NEXT, limits_of(600, effort=1), lambda _: None, "tester")
    publish(url, 1, "tester")
    return folder / "rostering.db"


@pytest.fixture
def coming(template: Path, tmp_path: Path) -> str:
    return str(shutil.copy(template, tmp_path / "rostering.db"))


def sick(url: str, place: int = 0) -> Missing:
    """Whoever is PIM on the first days of the month, or on later ones, for one day."""
    duties = [duty for duty in show(url, 1).version.duties if duty.seat.role == "pim"]
    duty = duties[place]
    assert duty.consultant is not None
    return Missing(1, duty.consultant, Period(duty.seat.day, duty.seat.day))


def mark(url: str) -> str:
    with open_store(url).reading() as reading:
        return mark_of(reading)


def mended(url: str, *missing: Missing, queue: Queue | None = None) -> Job:
    return ask_for_repair(url, LEAD, queue or Waiting(), 1, missing or (sick(url),), mark(url))


def shown(url: str, number: int = 1) -> MendingShown:
    found = repair_of(url, LEAD, number)
    assert isinstance(found, MendingShown)
    return found


def test_a_repair_is_asked_for_and_finds_ways_that_ask_different_people(coming: str) -> None:
    who = sick(coming)
    job = mended(coming, who)
    assert (job.kind, job.mends, job.state) == (REPAIR, 1, JobState.QUEUED)
    assert [(one.consultant, one.period, one.kind) for one in job.absences] == [
        (who.consultant, who.period, LeaveKind.LEAVE)
    ]
    run_job(coming, job.number)
    found = shown(coming)
    assert (found.job.state, found.job.roster) == (JobState.DONE, 2)
    assert [way.roster for way in found.ways] == [2, 3, 4]
    assert len({tuple(way.takers) for way in found.ways}) == 3
    for way in found.ways:
        assert way.compared.changes
        assert who.consultant not in way.takers
        assert way.compared.after.hard == 0
        assert way.compared.before.hard > 0  # as the absence is known of both
    assert seen(coming).asked_by == LEAD.name


def test_what_may_be_mended_is_what_stands_and_whoever_has_duties_ahead(coming: str) -> None:
    offer = mending_offer(coming, LEAD)
    assert (offer.roster, offer.status, offer.period) == (1, Status.PUBLISHED, NEXT)
    held = {duty.consultant for duty in show(coming, 1).version.duties if duty.consultant}
    assert {one.consultant for one in offer.people} == held
    assert all(one.duties for one in offer.people)


def test_several_people_are_away_at_once(coming: str) -> None:
    first, second = sick(coming), sick(coming, -1)
    two = Missing(2, second.consultant, second.period)
    run_job(coming, mended(coming, first, two).number)
    way = shown(coming).ways[0]
    holders = {duty.seat.id: duty.consultant for duty in show(coming, way.roster).version.duties}
    for one in (first, two):
        days = [duty.seat.id for duty in show(coming, 1).version.duties if duty.seat.day in one.period]
        assert one.consultant not in [holders[seat] for seat in days]


def test_one_way_is_published_and_the_others_go(coming: str) -> None:
    run_job(coming, mended(coming).number)
    found = outlook(coming, LEAD, 3)
    assert found.others == (2, 4)
    publish_signed(coming, LEAD, 3, Signature({one.key: "illness" for one in found.signs}), found.mark)
    assert [way.status for way in shown(coming).ways] == [Status.DISCARDED, Status.PUBLISHED, Status.DISCARDED]
    assert (shown(coming).chosen, shown(coming).open_ways) == (3, ())


def test_all_ways_are_thrown_away_by_whoever_has_seen_them(coming: str) -> None:
    run_job(coming, mended(coming).number)
    for seen_so_far in ("", "1"):
        with pytest.raises(Stale):
            throw_ways_away(coming, LEAD, 1, seen_so_far)
    throw_ways_away(coming, LEAD, 1, shown(coming).mark)
    assert {way.status for way in shown(coming).ways} == {Status.DISCARDED}


def test_somebody_without_a_duty_is_said_beside_their_name(coming: str) -> None:
    free = next(day for day in NEXT if day not in {duty.seat.day for duty in show(coming, 1).version.duties})
    with pytest.raises(FaultyInput) as refused:
        mended(coming, sick(coming), Missing(2, "hans", Period(free, free)), Missing(3, "gurli", Period(LAST, LAST)))
    told = [(fault.place, fault.message) for fault in refused.value.faults]
    assert told == [
        ("who_2", f"hans has no duty in roster 1 on {free}"),
        (
            "who_3",
            "there is no consultant 'gurli' (known: asta, birk, cilje, david, elma, folke, greta, hans)",
        ),
    ]
    assert not running_or_waiting(coming)


def running_or_waiting(url: str) -> tuple[Job, ...]:
    with open_store(url).reading() as reading:
        return reading.jobs.going_on()


def test_a_second_repair_is_told_of_the_first_and_a_plan_is_not_in_its_way(coming: str) -> None:
    asked(coming)
    job = mended(coming)
    with pytest.raises(AlreadyMended) as refused:
        mended(coming, sick(coming, -1))
    assert str(refused.value) == "2099-12-01..2099-12-31 is being mended already, as asta asked"
    assert [one.number for one in plan_offer(coming, LEAD).going_on] == [1]
    going_on = running_plan(coming, NEXT)
    assert going_on is not None
    assert (going_on.number, job.number) == (1, 2)


def test_a_repair_of_what_was_changed_meanwhile_is_refused(coming: str) -> None:
    old = mark(coming)
    run_job(coming, mended(coming).number)
    with pytest.raises(Stale) as refused:
        ask_for_repair(coming, LEAD, Waiting(), 1, [sick(coming)], old)
    assert refused.value.changes[0].endswith("asta: draft 2 mends the roster")


def test_where_nothing_is_broken_the_repair_says_so(coming: str) -> None:
    job = ask_for_repair(coming, LEAD, Waiting(), 1, [], mark(coming))
    run_job(coming, job.number)
    ended = seen(coming)
    assert (ended.state, ended.roster) == (JobState.FAILED, None)
    assert ended.told is not None
    assert "nothing is to be repaired" in ended.told
    assert shown(coming).ways == ()


def test_a_roster_that_is_over_cannot_be_mended(imported: str) -> None:
    make_plan(imported, Period.parse("2025-11"), limits_of(600, effort=1), lambda _: None, "tester")
    with pytest.raises(BadRepair) as refused:
        mending_offer(imported, LEAD, 1)
    assert str(refused.value).startswith("roster 1 ended on 2025-11-30")


def test_a_repair_that_waits_is_stopped_and_leaves_nothing(coming: str) -> None:
    job = mended(coming)
    stop_plan(coming, LEAD, Waiting(), job.number)
    run_job(coming, job.number)
    assert (seen(coming).state, rosters(coming)) == (JobState.CANCELLED, (1,))


def has_a_way(job: Job) -> bool:
    return bool(job.progress.ways)


def test_a_repair_that_does_not_hear_leaves_the_ways_that_it_had_found(coming: str) -> None:
    with Children(coming, bad_child("hangs with a way"), kinds=(REPAIR,)) as repairs:
        mended(coming, queue=repairs)
        (way,) = awaited(coming, has_a_way).progress.ways
        stop_plan(coming, LEAD, repairs, 1)
        ended = awaited(coming, lambda job: job.is_over)
    assert (ended.state, ended.roster, rosters(coming)) == (JobState.CANCELLED, 2, (1, 2))
    (kept,) = shown(coming).ways
    assert (kept.aim, len(kept.compared.changes), kept.compared.after.empty) == (way.aim, way.changes, way.empty)
    assert kept.compared.after.hard == 0


def test_a_repair_whose_child_is_killed_leaves_the_ways_that_it_had_found(coming: str) -> None:
    with Children(coming, bad_child("hangs with a way"), kinds=(REPAIR,)) as repairs:
        mended(coming, queue=repairs)
        awaited(coming, has_a_way)
        os.kill(child("bad_children"), signal.SIGKILL)
        ended = awaited(coming, lambda job: job.is_over)
    assert (ended.state, ended.roster) == (JobState.FAILED, 2)
    assert ended.told == "its process ended before it was done (SIGKILL)"
    assert [way.aim for way in shown(coming).ways] == ["fewest_changes"]


def test_a_repair_that_was_killed_with_its_service_leaves_its_ways_at_the_next_start(coming: str) -> None:
    mended(coming)
    with open_store(coming).transaction() as tx:
        tx.jobs.claim(1, now())
    program = (*bad_child("hangs with a way"), "1")
    with subprocess.Popen(program, env={**os.environ, STORE: coming}) as alone:
        awaited(coming, has_a_way)
        alone.kill()
    with open_store(coming).transaction() as tx:
        tx.jobs.beat(1, now() - SILENCE - timedelta(seconds=1))
    with Children(coming, kinds=(REPAIR,)):
        ended = awaited(coming, lambda job: job.is_over)
    assert (ended.state, ended.roster, ended.told) == (JobState.FAILED, 2, "it was cut off while it was planned")
    assert [way.aim for way in shown(coming).ways] == ["fewest_changes"]


def test_ways_of_other_inputs_than_those_of_today_are_not_kept(coming: str, tmp_path: Path) -> None:
    with Children(coming, bad_child("hangs with a way"), kinds=(REPAIR,)) as repairs:
        mended(coming, queue=repairs)
        awaited(coming, has_a_way)
        import_folder(coming, write_firm(tmp_path / "firm", consultants_csv=ONE_MORE), "tester")
        stop_plan(coming, LEAD, repairs, 1)
        ended = awaited(coming, lambda job: job.is_over)
    assert (ended.state, ended.roster, rosters(coming)) == (JobState.CANCELLED, None, (1,))
    assert shown(coming).ways == ()


def test_ways_that_give_a_duty_to_somebody_who_has_gone_since_are_not_kept(coming: str) -> None:
    mended(coming)
    seat = next(duty.seat.id for duty in show(coming, 1).version.duties if duty.seat.role == "pim")
    with open_store(coming).transaction() as tx:
        tx.jobs.claim(1, now())
        tx.jobs.rest_on(1, "inputs in which inga is there")
        tx.jobs.beat(1, now(), best=(WaySoFar("fewest_changes", BestSoFar({seat: "inga"})),))
    assert end_job(coming, 1, JobState.FAILED, "it was cut off while it was planned")
    assert (seen(coming).state, seen(coming).roster, rosters(coming)) == (JobState.FAILED, None, (1,))


def test_a_repair_tells_how_far_it_is(coming: str) -> None:
    run_job(coming, mended(coming).number)
    progress = seen(coming).progress
    assert [way.aim for way in progress.ways] == [way.aim for way in shown(coming).ways]
    assert [way.changes for way in progress.ways] == [len(way.compared.changes) for way in shown(coming).ways]
    assert progress.empty == 0


def test_a_repair_does_not_wait_for_a_plan(coming: str) -> None:
    plans = Children(coming, bad_child("hangs early"), kinds=(PLAN,))
    repairs = Children(coming, kinds=(REPAIR,))
    with plans, repairs:
        queue = Lanes(plans, repairs)
        asked(coming, queue=queue)
        awaited(coming, lambda job: job.state is JobState.RUNNING)
        mended(coming, queue=queue)
        done = awaited(coming, lambda job: job.is_over, 2)
        assert (done.state, done.roster) == (JobState.DONE, 2)
        assert seen(coming).state is JobState.RUNNING
        stop_plan(coming, LEAD, queue, 1)
        awaited(coming, lambda job: job.is_over)


def test_running_a_repair_twice_does_no_harm(coming: str) -> None:
    job = mended(coming)
    run_job(coming, job.number)
    run_job(coming, job.number)
    assert rosters(coming) == (1, 2, 3, 4)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPS])
def test_nobody_but_an_ops_lead_mends(coming: str, role: Role) -> None:
    somebody = Actor("somebody", role, "asta")
    for what in (
        lambda: mending_offer(coming, somebody),
        lambda: ask_for_repair(coming, somebody, Waiting(), 1, [], "1"),
        lambda: repair_of(coming, somebody, 1),
        lambda: throw_ways_away(coming, somebody, 1, "1"),
    ):
        with pytest.raises(Forbidden):
            what()


def test_a_conflict_names_what_replaced_the_roster(coming: str) -> None:
    run_job(coming, mended(coming).number)
    publish(coming, 2, "tester", force=True)
    with pytest.raises(Conflict) as refused:
        mending_offer(coming, LEAD, 1)
    assert str(refused.value) == "roster 1 has been replaced by roster 2: repair that one"
