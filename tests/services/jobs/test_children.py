"""Jobs in child processes: one at a time, found again, stopped, and ended hard where they do not hear."""

import json
import logging
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from rostering.domain.jobs import Job, JobState
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.jobs.ask import stop_plan
from rostering.services.jobs.children import Children
from rostering.services.jobs.queue import STORE
from rostering.services.jobs.run import main
from rostering.services.jobs.watching import PROGRAM, SILENCE
from rostering.spans import Period
from rostering.store import open_store
from samples.asked_jobs import LEAD, NEXT, QUARTER, asked, awaited, bad_child, child, rosters, seen
from samples.programs import Program
from samples.small_firm import write_firm

OTHER = Period.parse("2099-11")


def is_over(job: Job) -> bool:
    return job.is_over


def is_running(job: Job) -> bool:
    return job.state is JobState.RUNNING


def has_found(job: Job) -> bool:
    return job.progress.empty is not None


def test_jobs_are_run_one_after_the_other_as_they_were_asked_for(imported: str) -> None:
    with Children(imported) as children:
        asked(imported, NEXT, children)
        asked(imported, OTHER, children)
        first, second = awaited(imported, is_over), awaited(imported, is_over, 2)
    assert [(job.state, job.roster) for job in (first, second)] == [(JobState.DONE, 1), (JobState.DONE, 2)]
    assert first.finished is not None
    assert second.started is not None
    assert second.started >= first.finished


def test_a_job_that_waits_in_the_store_is_found_by_whoever_comes(imported: str) -> None:
    asked(imported)
    with Children(imported):
        assert awaited(imported, is_over).state is JobState.DONE


def test_a_child_works_on_either_kind_of_database(url: str, tmp_path: Path) -> None:
    import_folder(url, write_firm(tmp_path / "firm"), "tester")
    with Children(url) as children:
        asked(url, NEXT, children)
        assert awaited(url, is_over).state is JobState.DONE
    assert rosters(url) == (1,)


def test_two_services_of_one_store_run_each_job_once(imported: str) -> None:
    periods = [Period.parse(f"2099-{month:02}") for month in (1, 2, 3)]
    for period in periods:
        asked(imported, period)
    with Children(imported), Children(imported):
        ended = [awaited(imported, is_over, number) for number in (1, 2, 3)]
    assert [job.state for job in ended] == [JobState.DONE] * 3
    assert sorted(job.roster or 0 for job in ended) == list(rosters(imported)) == [1, 2, 3]


def test_a_store_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    with Children(str(tmp_path / "none.db")) as children:
        children.put(1)
    assert not (tmp_path / "none.db").exists()


def test_the_address_of_the_store_stands_in_no_list_of_processes(imported: str) -> None:
    with Children(imported, bad_child("lists")) as children:
        asked(imported, queue=children)
        assert imported not in (awaited(imported, is_over).told or imported)
    assert not any("db" in word for word in PROGRAM[1:])


def test_to_stop_a_plan_keeps_the_best_that_it_has(example: str) -> None:
    with Children(example) as children:
        asked(example, QUARTER, children, effort=1e9)
        awaited(example, has_found)
        stop_plan(example, LEAD, children, 1)
        ended = awaited(example, is_over)
    assert (ended.state, ended.roster, ended.stop_asked_by) == (JobState.CANCELLED, 1, "asta")


def test_a_child_that_does_not_hear_is_ended_hard_and_its_best_roster_kept(imported: str) -> None:
    with Children(imported, bad_child("hangs")) as children:
        asked(imported, queue=children)
        awaited(imported, has_found)
        stop_plan(imported, LEAD, children, 1)
        ended = awaited(imported, is_over)
    assert (ended.state, ended.roster) == (JobState.CANCELLED, 1)
    assert ended.stop_asked is not None
    assert ended.finished is not None


def test_a_child_that_hangs_before_it_has_found_anything_leaves_nothing(imported: str) -> None:
    with Children(imported, bad_child("hangs early")) as children:
        asked(imported, queue=children)
        awaited(imported, is_running)
        stop_plan(imported, LEAD, children, 1)
        ended = awaited(imported, is_over)
    assert (ended.state, ended.roster, rosters(imported)) == (JobState.CANCELLED, None, ())


def test_a_child_that_gives_no_sign_of_life_is_ended_hard(imported: str) -> None:
    with Children(imported, bad_child("hangs")) as children:
        asked(imported, queue=children)
        awaited(imported, has_found)
        with open_store(imported).transaction() as tx:
            tx.jobs.beat(1, now() - 2 * SILENCE)
        ended = awaited(imported, is_over)
    assert (ended.state, ended.told, ended.roster) == (JobState.CANCELLED, "it gave no sign of life", 1)


@pytest.mark.parametrize("so_far", [is_running, has_found])
def test_a_killed_child_leaves_no_half_state_and_the_next_job_is_run(example: str, so_far: object) -> None:
    with Children(example) as children:
        asked(example, QUARTER, children, effort=1e9)
        awaited(example, so_far)  # type: ignore[arg-type]
        os.kill(child(), signal.SIGKILL)
        ended = awaited(example, is_over)
        assert (ended.state, ended.told) == (JobState.FAILED, "its process ended before it was done (SIGKILL)")
        assert rosters(example) == (() if ended.roster is None else (ended.roster,))
        asked(example, NEXT, children, effort=0.1)
        assert awaited(example, is_over, 2).state is JobState.DONE


def test_a_crash_in_the_solver_is_said(imported: str) -> None:
    with Children(imported, bad_child("crashes")) as children:
        asked(imported, queue=children)
        ended = awaited(imported, is_over)
    assert (ended.state, ended.told) == (JobState.FAILED, "its process ended before it was done (SIGABRT)")


def test_a_child_that_never_begins_its_job_is_not_started_for_ever(
    imported: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "rostering.services.jobs")
    with Children(imported, bad_child("never begins")) as children:
        asked(imported, queue=children)
        ended = awaited(imported, is_over)
    assert (ended.state, ended.told) == (JobState.FAILED, "its process ended before it was done (exit code 7)")
    (event,) = [vars(record) for record in caplog.records if record.getMessage() == "job"]
    known = {name: event[name] for name in ("job", "kind", "period", "state")}
    assert known == {"job": 1, "kind": "plan", "period": "2099-12-01..2099-12-31", "state": "failed"}
    assert event["waited"] >= 0
    assert event["seconds"] >= 0


def _crash(url: str) -> None:
    """A job's process, whose service is there all the time, on a store that is none."""
    reading, _writing = os.pipe()
    os.dup2(reading, 0)
    os.environ[STORE], sys.argv = url, ["run", "1"]
    main()


def test_a_crash_of_a_job_is_one_event_with_its_traceback(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    with Program(_crash, f"sqlite:///{tmp_path / 'none.db'}", errors=errors) as process:
        assert process.wait() == 1
    (line,) = errors.read_text().splitlines()
    event = json.loads(line)
    assert (event["level"], event["event"], event["job"]) == ("error", "crash", 1)
    assert event["exception"].startswith("Traceback (most recent call last):\n")
    assert "rostering.services.opening.NoStore: there is no store" in event["exception"]


def test_a_service_that_is_stopped_ends_its_child_and_keeps_the_best(example: str) -> None:
    with Children(example) as children:
        asked(example, QUARTER, children, effort=1e9)
        awaited(example, has_found)
        pid = child()
    assert not Path(f"/proc/{pid}").exists()
    ended = seen(example)
    assert (ended.state, ended.told, ended.roster) == (JobState.CANCELLED, "the service was stopped", 1)
    assert ended.stop_asked_by is None


def test_a_job_that_still_waits_when_the_service_is_stopped_is_run_by_the_next(imported: str) -> None:
    with Children(imported, bad_child("hangs early")) as children:
        asked(imported, NEXT, children)
        asked(imported, OTHER, children)
        awaited(imported, is_running)
    assert [seen(imported, number).state for number in (1, 2)] == [JobState.CANCELLED, JobState.QUEUED]
    with Children(imported):
        assert awaited(imported, is_over, 2).state is JobState.DONE


def test_what_a_killed_service_left_running_fails_at_the_next_start_and_keeps_the_best(imported: str) -> None:
    asked(imported)
    with open_store(imported).transaction() as tx:
        tx.jobs.claim(1, now() - SILENCE - timedelta(seconds=1))
    with Children(imported):
        ended = awaited(imported, is_over)
    assert (ended.state, ended.told) == (JobState.FAILED, "it was cut off while it was planned")


def test_a_job_that_another_service_is_running_is_left_alone(imported: str) -> None:
    asked(imported)
    with open_store(imported).transaction() as tx:
        tx.jobs.claim(1, now())
    with Children(imported) as children:
        asked(imported, OTHER, children)
        awaited(imported, is_over, 2)
    assert seen(imported).state is JobState.RUNNING
