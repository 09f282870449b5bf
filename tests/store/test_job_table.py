"""A job goes forward only, whoever changes it; of two who would begin or end it the first does."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from rostering.domain.jobs import REPAIR, BestSoFar, Job, JobProgress, JobState, StageProgress
from rostering.domain.parties import Leave, LeaveKind
from rostering.errors import StorageFailed
from rostering.spans import Period
from rostering.store import Store, open_store
from rostering.store.engine import url_of
from samples.asked_jobs import JOB, LATER, NOW
from samples.store_samples import roster

OTHER = replace(JOB, period=Period.parse("2027-01"), asked_by="bo")
STAGE = StageProgress("preferences", 1.5, 12, 3, ((1.6, 40, None), (2.0, 12, 3)))
PROGRESS = JobProgress(2.5, 117.5, (STAGE,), (1, 2), empty=0, penalty=12)
BEST = BestSoFar({"seat": "anna"}, frozenset({("anna", date(2026, 12, 7))}))


@pytest.fixture
def store(url: str) -> Store:
    return open_store(url)


def added(store: Store, *jobs: Job) -> list[Job]:
    with store.transaction() as tx:
        return [tx.jobs.add(job) for job in jobs]


def seen(store: Store, number: int = 1) -> Job:
    with store.reading() as reading:
        found = reading.jobs.by_number(number)
    assert found is not None
    return found


def test_jobs_are_numbered_and_come_back_as_they_were_asked_for(store: Store) -> None:
    since = replace(OTHER, since=date(2027, 1, 5))
    assert added(store, JOB, since) == [replace(JOB, number=1), replace(since, number=2)]
    with store.reading() as reading:
        assert reading.jobs.going_on() == (replace(JOB, number=1), replace(since, number=2))
        assert [job.number for job in reading.jobs.newest(1)] == [2]
        assert reading.jobs.by_number(3) is None


def test_a_repair_keeps_what_it_mends_and_who_is_away(store: Store) -> None:
    absences = tuple(
        Leave(who, Period.parse(f"2026-12-{day}..2026-12-27"), LeaveKind.LEAVE)
        for who, day in (("anna", 24), ("bo", 27))
    )
    repair = replace(JOB, kind=REPAIR, mends=3, absences=absences)
    (kept,) = added(store, repair)
    assert kept == seen(store) == replace(repair, number=1)


def test_two_that_are_open_never_have_the_same_period(store: Store) -> None:
    added(store, JOB)
    with pytest.raises(StorageFailed):
        added(store, JOB)
    with store.transaction() as tx:
        assert tx.jobs.withdraw(1, LATER, "bo")
    assert [job.number for job in added(store, JOB)] == [2]


def test_a_job_is_claimed_once(store: Store) -> None:
    added(store, JOB)
    with store.transaction() as tx:
        assert tx.jobs.claim(1, LATER)
        assert not tx.jobs.claim(1, LATER)
        assert not tx.jobs.claim(2, LATER)
        assert not tx.jobs.withdraw(1, LATER, "bo")
    assert seen(store) == replace(JOB, number=1, state=JobState.RUNNING, started=LATER, heartbeat=LATER, tries=1)


def test_a_running_job_keeps_how_far_it_has_come_and_the_best_it_has_found(store: Store) -> None:
    added(store, JOB)
    with store.transaction() as tx:
        assert not tx.jobs.beat(1, NOW, PROGRESS)
        assert tx.jobs.claim(1, NOW)
        assert tx.jobs.beat(1, NOW, PROGRESS, BEST)
        assert tx.jobs.beat(1, LATER)
        assert tx.jobs.best(1) == BEST
        assert tx.jobs.best(2) is None
    assert (seen(store).progress, seen(store).heartbeat) == (PROGRESS, LATER)


def test_a_job_is_asked_to_stop_once(store: Store) -> None:
    added(store, JOB)
    with store.transaction() as tx:
        assert not tx.jobs.ask_to_stop(1, NOW, "bo")
        tx.jobs.claim(1, NOW)
        assert tx.jobs.ask_to_stop(1, NOW, "bo")
        assert not tx.jobs.ask_to_stop(1, LATER, "cleo")
    assert (seen(store).stop_asked, seen(store).stop_asked_by, seen(store).is_stopping) == (NOW, "bo", True)


def test_a_job_is_gone_on_with_by_its_holder_alone_and_put_back_to_be_begun_anew(store: Store) -> None:
    added(store, JOB)
    with store.transaction() as tx:
        assert tx.jobs.claim(1, NOW, "first")
        assert tx.jobs.beat(1, NOW, PROGRESS, BEST, holder="first")
        assert not tx.jobs.beat(1, LATER, holder="second")
        assert not tx.jobs.rest_on(1, "other", holder="second")
        assert not tx.jobs.finish(1, JobState.FAILED, LATER, holder="second")
        assert not tx.jobs.put_back(1, "second")
        assert not tx.jobs.put_back(1, "first", heartbeat=LATER)
        assert tx.jobs.put_back(1, "first", heartbeat=NOW)
    assert seen(store) == replace(JOB, number=1, tries=1)
    with store.transaction() as tx:
        assert tx.jobs.best(1) is None
        assert tx.jobs.claim(1, LATER, "second")
        assert not tx.jobs.beat(1, LATER, holder="first")
        assert tx.jobs.rest_on(1, "def", holder="second")
        assert tx.jobs.put_back(1, "second", again=True)
    assert seen(store).tries == 1


def test_a_job_that_was_asked_to_stop_is_not_begun_anew(store: Store) -> None:
    added(store, JOB)
    with store.transaction() as tx:
        assert tx.jobs.claim(1, NOW, "first")
        assert tx.jobs.ask_to_stop(1, NOW, "asta")
        assert not tx.jobs.put_back(1, "first")


def test_a_job_is_finished_once_and_only_upon_what_it_rests_on(store: Store) -> None:
    added(store, JOB)
    with store.transaction() as tx:
        number = tx.add_version(roster()).number
        assert not tx.jobs.finish(1, JobState.DONE, LATER, "abc", number)
        tx.jobs.claim(1, NOW)
        assert tx.jobs.rest_on(1, "def")
        assert not tx.jobs.finish(1, JobState.DONE, LATER, "abc", number)
        assert tx.jobs.finish(1, JobState.DONE, LATER, "def", number)
        assert not tx.jobs.finish(1, JobState.FAILED, LATER, "def")
        assert not tx.jobs.beat(1, LATER)
    done = seen(store)
    assert (done.state, done.roster, done.finished, done.is_over) == (JobState.DONE, number, LATER, True)


RUNNING = "UPDATE job SET state = 'running' WHERE number = 1"
ENDED = "UPDATE job SET state = 'failed' WHERE number = 1"


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ((), "UPDATE job SET state = 'done'"),
        ((), "UPDATE job SET number = 9"),
        ((), "UPDATE job SET asked_by = 'other'"),
        ((), "UPDATE job SET last = first"),
        ((), "UPDATE job SET since = first"),
        ((), "UPDATE job SET seconds = 1"),
        ((), "UPDATE job SET mends = 1"),
        ((), "UPDATE job SET absences = 'anna:2026-12-24..2026-12-27'"),
        ((), "UPDATE job SET input_hash = 'other'"),
        ((), "DELETE FROM job"),
        ((RUNNING, ENDED), "UPDATE job SET state = 'queued'"),
        ((RUNNING, "UPDATE job SET best = '{}'"), "UPDATE job SET input_hash = 'other'"),
        ((RUNNING, ENDED), "UPDATE job SET state = 'running'"),
        ((RUNNING, ENDED), "UPDATE job SET told = 'other'"),
        ((RUNNING, ENDED), "UPDATE job SET roster = NULL"),
    ],
)
def test_the_database_itself_keeps_a_job_to_its_way(
    store: Store, url: str, before: tuple[str, ...], change: str
) -> None:
    added(store, JOB)
    engine = create_engine(url_of(url))
    with engine.connect() as stranger:
        for statement in before:
            stranger.execute(text(statement))
        stranger.commit()
        with pytest.raises(DBAPIError, match="a job goes forward only"):
            stranger.execute(text(change))
        stranger.rollback()
    engine.dispose()


def test_no_job_comes_from_outside_half_done_or_takes_the_place_of_another(store: Store, url: str) -> None:
    added(store, JOB)
    names = "number, kind, state, asked_by, input_hash, first, last, seconds, effort, seed, workers, created"
    again = names.replace("number", "2").replace("state", "'running'").replace("first", "last")
    insert = f"INSERT INTO job ({names}) SELECT {again} FROM job"
    engine = create_engine(url_of(url))
    with engine.connect() as stranger:
        with pytest.raises(DBAPIError, match="a job goes forward only"):
            stranger.execute(text(insert))
        stranger.rollback()
        if stranger.dialect.name == "sqlite":
            with pytest.raises(DBAPIError, match="a job goes forward only"):
                stranger.execute(text("INSERT OR REPLACE INTO job SELECT * FROM job"))
        else:
            with pytest.raises(DBAPIError, match="a job goes forward only"):
                stranger.execute(text("TRUNCATE job"))
    engine.dispose()
