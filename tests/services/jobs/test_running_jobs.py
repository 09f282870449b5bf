"""Running a job: one roster comes of it, whoever runs it how often, or a sentence that says why there is none."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from rostering.domain.jobs import JobState
from rostering.rosters.version import Version
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.jobs import run
from rostering.services.jobs.ask import stop_plan
from rostering.services.jobs.ending import EndedElsewhere, end_job
from rostering.services.jobs.looking import job_of
from rostering.services.jobs.notebook import Notebook
from rostering.services.jobs.queue import Waiting
from rostering.services.jobs.run import run_job
from rostering.services.rosters.basis import Basis
from rostering.services.rosters.listing import rosters as listed
from rostering.services.rosters.planning import Follower, make_plan
from rostering.store import Transaction, open_store
from samples.asked_jobs import LEAD, NEXT, QUARTER, SHORT, asked, awaited, rosters, seen
from samples.small_firm import SHEETS, write_firm


@pytest.fixture
def firm_store(url: str, tmp_path: Path) -> str:
    """The small firm, on each kind of database."""
    import_folder(url, write_firm(tmp_path / "firm"), "tester")
    return url


def test_a_draft_comes_of_a_job_in_the_name_of_whoever_asked(imported: str) -> None:
    asked(imported)
    run_job(imported, 1)
    done = seen(imported)
    assert (done.state, done.roster, done.told) == (JobState.DONE, 1, None)
    assert done.started is not None
    assert done.finished is not None
    (one,) = listed(imported)
    assert (one.version.period, one.by, one.version.input_hash) == (NEXT, "asta", done.input_hash)
    assert done.progress.empty == len(one.version.empty)
    assert done.progress.penalty == sum(one.version.penalty_by_rule.values())
    assert job_of(imported, LEAD, 1).made == open_store_version(imported, 1)


def open_store_version(url: str, number: int) -> Version:
    with open_store(url).reading() as reading:
        return reading.version(number)


def test_it_is_the_roster_that_the_same_plan_gives_at_once(imported: str) -> None:
    asked(imported)
    run_job(imported, 1)
    at_once = make_plan(imported, NEXT, SHORT, lambda _: None, "asta").version
    assert open_store_version(imported, 1).duties == at_once.duties


def test_to_run_a_job_twice_does_no_harm(imported: str) -> None:
    asked(imported)
    run_job(imported, 1)
    before = seen(imported)
    run_job(imported, 1)
    run_job(imported, 2)
    assert (seen(imported), rosters(imported)) == (before, (1,))


def test_a_runner_whose_job_was_ended_by_somebody_else_saves_nothing(imported: str) -> None:
    asked(imported)

    def finished(tx: Transaction, version: Version) -> None:
        runner.finish(tx, version)

    def begun(basis: Basis) -> None:
        runner.begin(basis)
        assert end_job(imported, 1, JobState.FAILED, "gone")

    with open_store(imported).transaction() as tx:
        assert tx.jobs.claim(1, now())
    runner = run._Runner(open_store(imported), 1, Notebook(60))
    with pytest.raises(EndedElsewhere):
        make_plan(imported, NEXT, SHORT, lambda _: None, "x", follower=Follower(begun=begun, saved=finished))
    assert (seen(imported).told, rosters(imported)) == ("gone", ())


def test_a_job_that_is_asked_to_stop_ends_with_the_best_that_it_has(example: str) -> None:
    asked(example, QUARTER, effort=1e9)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run_job, example, 1)
        before = awaited(example, lambda job: job.progress.empty is not None)
        stop_plan(example, LEAD, Waiting(), 1)
        running.result()
    ended = seen(example)
    assert (before.state, ended.state, ended.roster) == (JobState.RUNNING, JobState.CANCELLED, 1)
    version = open_store_version(example, 1)
    assert version.interrupted
    assert len(version.empty) <= (before.progress.empty or 0)
    assert before.progress.seconds_left is not None
    assert before.heartbeat is not None


def test_its_progress_shows_the_way_of_each_stage(example: str) -> None:
    asked(example, QUARTER, effort=1e9)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run_job, example, 1)
        job = awaited(example, lambda job: any(len(stage.points) > 3 for stage in job.progress.stages))
        stop_plan(example, LEAD, Waiting(), 1)
        running.result()
    (stage,) = (stage for stage in job.progress.stages if len(stage.points) > 3)
    penalties = [penalty for _, penalty, _ in stage.points if penalty is not None]
    bounds = [bound for _, _, bound in stage.points if bound is not None]
    assert penalties == sorted(penalties, reverse=True)
    assert bounds == sorted(bounds)
    assert [at for at, *_ in stage.points] == sorted(at for at, *_ in stage.points)
    assert (stage.penalty, stage.bound) == stage.points[-1][1:]


def test_inputs_that_changed_before_it_began_are_what_it_plans_from(imported: str, tmp_path: Path) -> None:
    before = asked(imported)
    without_elma = SHEETS["consultants.csv"].replace(
        "elma,Elma Tangstrup,,pim,senior", "elma,Elma Tangstrup,,pim,regular"
    )
    import_folder(imported, write_firm(tmp_path / "other", consultants_csv=without_elma), "tester")
    run_job(imported, 1)
    done = seen(imported)
    assert done.state is JobState.DONE
    assert done.input_hash == open_store_version(imported, 1).input_hash != before.input_hash


def test_inputs_that_change_meanwhile_leave_no_roster_and_a_sentence(example: str, tmp_path: Path) -> None:
    asked(example, QUARTER, effort=1e9)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run_job, example, 1)
        awaited(example, lambda job: job.progress.empty is not None)
        import_folder(example, write_firm(tmp_path / "firm"), "tester", force=True)
        stop_plan(example, LEAD, Waiting(), 1)
        running.result()
    ended = seen(example)
    assert (ended.state, ended.roster) == (JobState.FAILED, None)
    assert ended.told == "what it rests on was changed while it was made: ask for it again"
    assert rosters(example) == ()


def test_rules_that_contradict_each_other_are_said_and_no_roster_is_left(imported: str, tmp_path: Path) -> None:
    asked(imported)
    pinned = "seat,consultant\npreparedness:2099-12-05:pim:1,elma\n"
    leave = SHEETS["leave.csv"] + "elma,2099-12-05,2099-12-05,leave\n"
    import_folder(imported, write_firm(tmp_path / "pinned", pins_csv=pinned, leave_csv=leave), "tester")
    run_job(imported, 1)
    failed = seen(imported)
    assert (failed.state, failed.roster, rosters(imported)) == (JobState.FAILED, None, ())
    assert (failed.told or "").startswith("no plan came of it: pins.csv: preparedness:2099-12-05:pim:1")


def test_a_mistake_of_ours_ends_the_job_and_is_raised(imported: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(imported)

    def mistaken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(run, "make_plan", mistaken)
    with pytest.raises(ZeroDivisionError):
        run_job(imported, 1)
    assert seen(imported).told == "something went wrong in rostering itself: the log says what"


def found(url: str) -> None:
    """A running job that has found a roster, and says no more."""
    asked(url)
    with open_store(url).transaction() as tx:
        tx.jobs.claim(1, now())
    notebook = Notebook(600)
    runner = run._Runner(open_store(url), 1, notebook)

    def finish(_: Transaction, __: Version) -> None:
        raise EndedElsewhere

    with pytest.raises(EndedElsewhere):
        make_plan(url, NEXT, SHORT, notebook.watch, "x", follower=Follower(runner.begin, notebook.find, finish))
    with open_store(url).transaction() as tx:
        tx.jobs.beat(1, now(), *notebook.news())


def test_a_job_that_is_ended_from_outside_keeps_its_best_roster_as_a_draft(firm_store: str) -> None:
    found(firm_store)
    assert end_job(firm_store, 1, JobState.CANCELLED, "why")
    ended = seen(firm_store)
    assert (ended.state, ended.roster, ended.told) == (JobState.CANCELLED, 1, "why")
    version = open_store_version(firm_store, 1)
    assert version.interrupted
    assert sum(version.penalty_by_rule.values()) == ended.progress.penalty
    assert not any(judged.breach.penalty is None for judged in version.breaches)
    assert [one.by for one in listed(firm_store)] == ["asta"]
    assert not end_job(firm_store, 1, JobState.FAILED, "again")
    assert rosters(firm_store) == (1,)


def test_of_two_who_end_a_job_at_once_one_keeps_the_roster(firm_store: str) -> None:
    found(firm_store)
    ready = Barrier(3)

    def end(why: str) -> bool:
        ready.wait()
        return end_job(firm_store, 1, JobState.CANCELLED, why)

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(end, "abc")) == [False, False, True]
    assert rosters(firm_store) == (1,)


def test_a_best_roster_of_other_inputs_than_todays_is_no_draft(imported: str, tmp_path: Path) -> None:
    found(imported)
    import_folder(imported, write_firm(tmp_path / "other", leave_csv="consultant,from,to,kind\n"), "tester")
    other = SHEETS["leave.csv"] + "birk,2099-12-05,2099-12-06,leave\n"
    import_folder(imported, write_firm(tmp_path / "more", leave_csv=other), "tester")
    assert end_job(imported, 1, JobState.FAILED, "why")
    assert (seen(imported).roster, rosters(imported)) == (None, ())


def test_a_job_that_has_found_nothing_ends_without_a_roster(imported: str) -> None:
    asked(imported)
    assert not end_job(imported, 1, JobState.FAILED, "not yet")
    with open_store(imported).transaction() as tx:
        tx.jobs.claim(1, now())
    assert end_job(imported, 1, JobState.FAILED, "why")
    assert (seen(imported).state, seen(imported).roster) == (JobState.FAILED, None)
