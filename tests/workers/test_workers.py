"""Workers take over what the web service leaves to them; one that is lost at any moment loses and doubles nothing."""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from rostering.domain.jobs import Job, JobState
from rostering.domain.users import Role
from rostering.resources import shipped
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.jobs.ask import stop_plan
from rostering.services.jobs.children import Children
from rostering.services.jobs.left_jobs import LeftJobs
from rostering.services.jobs.looking import job_of
from rostering.services.jobs.putting_back import claim_job, put_job_back
from rostering.services.jobs.queue import Waiting
from rostering.services.rounds.queue_making import OtherQueue, prepare_queue
from rostering.spans import Period
from rostering.store import open_store
from rostering.store.engine import url_of
from rostering.workers.queue_app import statements
from samples.asked_jobs import LEAD, NEXT, QUARTER, asked, awaited, rosters, seen
from samples.page_people import Person, said
from samples.small_firm import write_firm
from samples.workers import working

pytestmark = pytest.mark.parametrize("url", ["postgresql"], indirect=True)
OTHER, THIRD = Period.parse("2099-11"), Period.parse("2099-10")
ENDLESS = 1e9


def is_over(job: Job) -> bool:
    return job.is_over


def is_running(job: Job) -> bool:
    return job.state is JobState.RUNNING


def has_found(job: Job) -> bool:
    return job.progress.empty is not None


def is_waiting(job: Job) -> bool:
    return job.state is JobState.QUEUED


def told(url: str, statement: str, **values: Any) -> list[Any]:
    """What the database answers somebody else."""
    engine = create_engine(url_of(url))
    with engine.begin() as connection:
        answer = connection.execute(text(statement), values)
        rows = [tuple(row) for row in answer] if answer.returns_rows else []
    engine.dispose()
    return rows


def queued(url: str) -> list[Any]:
    """The jobs that the queue knows and nobody has begun; it may know of regular work as well."""
    rows = "FROM procrastinate_jobs WHERE status = 'todo' AND task_name = 'rostering.job'"
    return told(url, f"SELECT queue_name, args ->> 'key' {rows} ORDER BY id")


@pytest.fixture
def firm_on_server(url: str, tmp_path: Path) -> str:
    """The small firm on a server."""
    import_folder(url, write_firm(tmp_path / "firm"), "tester")
    return url


@pytest.fixture
def example_on_server(url: str) -> str:
    """The example firm on a server."""
    import_folder(url, shipped("examples") / "picocore", "tester")
    return url


@pytest.fixture
def store(firm_on_server: str) -> str:
    """A store with a queue."""
    assert prepare_queue(firm_on_server, statements())
    assert not prepare_queue(firm_on_server, statements())
    return firm_on_server


def test_a_job_is_put_into_the_queue_by_the_transaction_that_asks_for_it_and_goes_with_it(store: str) -> None:
    asked(store)
    assert queued(store) == [("plan", "1")]
    with open_store(store).trial() as tx:
        tx.queue.defer("plan", "rostering.job", "2")
    with open_store(store).transaction() as tx:
        tx.queue.defer("plan", "rostering.job", "1")
    assert queued(store) == [("plan", "1")]


def test_workers_take_over_and_do_each_job_once_whatever_else_is_in_the_queue(store: str, tmp_path: Path) -> None:
    """Jobs of another version, of nobody, told of twice; a service leaves jobs alone unless it is told to do them."""
    defer = (
        "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('plan', :task, 9, NULL, NULL, CAST(:args AS jsonb), NULL)"
        "::procrastinate_job_to_defer_v1])"
    )
    for task, args in (
        ("rostering.unknown", "{}"),
        ("rostering.job", '{"number": 1, "old": true}'),
        ("rostering.job", '{"key": "many"}'),
        ("rostering.job", '{"key": "99"}'),
        ("rostering.job", '{"key": "1"}'),
    ):
        told(store, defer, task=task, args=args)
    with Children(store) as idle:
        for period in (NEXT, OTHER):
            asked(store, period, idle)
        with working(store, tmp_path, "--queues", "plan") as one, working(store, tmp_path, "--queues", "plan,mail"):
            ended = [awaited(store, is_over, number) for number in (1, 2)]
            with open_store(store).reading() as reading:
                assert reading.queue.last_sign() is not None
            one.send_signal(signal.SIGTERM)
            assert one.wait() == 0
        assert [(job.state, job.tries) for job in ended] == [(JobState.DONE, 1)] * 2
        asked(store, THIRD, idle)
        with Children(store, here=True):
            assert awaited(store, is_over, 3).state is JobState.DONE
    assert rosters(store) == (1, 2, 3)


def test_a_job_is_begun_anew_by_another_worker_when_one_is_killed_or_stopped_and_saved_once(
    example_on_server: str, tmp_path: Path
) -> None:
    store = example_on_server
    prepare_queue(store, statements())
    asked(store, QUARTER, effort=ENDLESS)
    for tries, stage in enumerate((is_running, has_found), 1):
        with working(store, tmp_path) as worker:
            awaited(store, stage)
            worker.kill()
            worker.wait()
        job = awaited(store, is_waiting)
        assert (job.tries, job.holder, rosters(store), queued(store)) == (tries, None, (), [("plan", "1")])
    with working(store, tmp_path) as worker:
        awaited(store, has_found)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait() == 0
    job = seen(store)
    assert (job.state, job.tries, job.holder, queued(store)) == (JobState.QUEUED, 2, None, [("plan", "1")])
    with working(store, tmp_path):
        awaited(store, has_found)
        cut_all(store)
        stop_plan(store, LEAD, Waiting(), 1)
        job = awaited(store, is_over)
    assert (job.state, job.roster, job.tries, rosters(store)) == (JobState.CANCELLED, 1, 3, (1,))


def cut_all(store: str) -> None:
    """As when the database has ended and is back at once."""
    told(
        store,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid()",
    )


def test_a_job_whose_machine_is_lost_is_put_back_once_it_was_silent_for_long_enough(store: str) -> None:
    """By the looker's own clock; whoever had it may write nothing more, and the third time it has failed."""
    asked(store)
    told(store, "DELETE FROM procrastinate_jobs")
    clock = iter(range(0, 1000, 11))
    left = LeftJobs(store, silence=20, clock=lambda: float(next(clock)))
    assert [left.look(), left.look(), left.look()] == [0, 1, 0]
    assert queued(store) == [("plan", "1")]
    for tries in (1, 2, 3):
        assert claim_job(store, 1, f"worker {tries}")
        told(store, "DELETE FROM procrastinate_jobs")
        assert [left.look(), left.look(), left.look()] == [0, 0, 1]
        with open_store(store).transaction() as tx:
            assert not tx.jobs.beat(1, now(), holder=f"worker {tries}")
        assert queued(store) == ([("plan", "1")] if tries < 3 else [])
    job = seen(store)
    assert (job.state, job.told) == (JobState.FAILED, "it was cut off again and again")


def test_a_job_that_was_to_stop_when_its_machine_was_lost_has_stopped(store: str) -> None:
    asked(store)
    assert claim_job(store, 1, "lost")
    stop_plan(store, LEAD, Waiting(), 1)
    left = LeftJobs(store, silence=20, clock=iter((0.0, 21.0)).__next__)
    assert [left.look(), left.look()] == [0, 1]
    assert seen(store).state is JobState.CANCELLED


def test_the_page_of_a_plan_says_that_no_worker_is_there_and_that_it_is_begun_anew(
    store: str, person: Callable[..., Person]
) -> None:
    asked(store)
    assert job_of(store, LEAD, 1).is_deserted
    page = said(person(Role.OPS).get("/board/jobs/1"))
    assert "No worker is there" in page
    assert "Its process was lost" not in page
    assert claim_job(store, 1, "lost")
    assert put_job_back(store, seen(store))
    danish = said(person(Role.OPS, "da").get("/board/jobs/1"))
    assert "Der er ingen arbejder (worker)" in danish
    assert "Dens proces gik tabt, så den begyndes forfra." in danish
    told(store, "INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert "No worker is there" not in said(person(Role.OPS).get("/board/jobs/1"))


def test_a_queue_of_another_version_is_refused_and_made_anew_when_that_is_wanted(store: str) -> None:
    asked(store)
    told(store, "DROP FUNCTION procrastinate_fetch_job_v2")
    why = "is of another version of procrastinate: stop all workers, and begin one with --renew-queue; nothing is lost"
    with pytest.raises(OtherQueue, match=why):
        prepare_queue(store, statements())
    assert prepare_queue(store, statements(), renew=True)
    left = LeftJobs(store)
    assert [left.look(), left.look()] == [0, 1]
    assert queued(store) == [("plan", "1")]
