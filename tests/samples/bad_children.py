"""Programs that run a job badly: `python bad_children.py HOW NUMBER`, on the store that ROSTERING_DB names."""

import os
import signal
import sys

from rostering.domain.jobs import JobState
from rostering.rosters.version import Version
from rostering.rules.roster import Roster
from rostering.services.clock import now
from rostering.services.jobs import run
from rostering.services.jobs.ending import absences_of
from rostering.services.jobs.notebook import Notebook
from rostering.services.opening import existing_store
from rostering.services.rosters.planning import Follower, SearchLimits, make_plan
from rostering.services.rosters.replanning import RepairFollower, RepairGround, replan
from rostering.store import Transaction


class Kept(Exception):
    """The plan is made, and is not to be saved."""


def hang(url: str, number: int, best: bool) -> None:
    """Find a roster or none, and then hear of nothing any more."""
    store = existing_store(url)
    with store.reading() as reading:
        job = reading.jobs.by_number(number)
    assert job is not None
    notebook = Notebook(job.seconds)

    def refuse(_: Transaction, __: Version) -> None:
        raise Kept

    if best:
        follower = Follower(notebook.begin, notebook.find, refuse)
        try:
            make_plan(url, job.period, SearchLimits(600, 0.5), notebook.watch, "", start=job.since, follower=follower)
        except Kept:
            with store.transaction() as tx:
                tx.jobs.beat(number, now(), *notebook.news())
    hang_on()


def hang_on() -> None:
    """Go on for ever."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_IGN)
    while True:
        signal.pause()


def hang_with_a_way(url: str, number: int) -> None:
    """Find one way to mend a roster, and then hear of nothing any more."""
    store = existing_store(url)
    with store.reading() as reading:
        job = reading.jobs.by_number(number)
    assert job is not None
    notebook = Notebook(job.seconds)

    def begin(ground: RepairGround) -> None:
        notebook.begin_repair(ground)
        with store.transaction() as tx:
            tx.jobs.rest_on(number, ground.input_hash)

    def find(aim: str, roster: Roster, ready: bool) -> None:
        notebook.find_way(aim, roster, ready)
        if ready:
            with store.transaction() as tx:
                tx.jobs.beat(number, now(), *notebook.news())
            hang_on()

    limits = SearchLimits(600, 1.0)
    replan(
        url, job.mends or 0, absences_of(job), job.since, limits, notebook.watch, "", None, RepairFollower(begin, find)
    )


def main() -> None:
    """Do as the first argument says."""
    url, how, number = os.environ["ROSTERING_DB"], sys.argv[1], int(sys.argv[2])
    if how == "hangs":
        hang(url, number, best=True)
    elif how == "hangs early":
        hang(url, number, best=False)
    elif how == "hangs with a way":
        hang_with_a_way(url, number)
    elif how == "never begins":
        sys.exit(7)
    elif how == "crashes":
        os.abort()
    elif how == "lists":
        with existing_store(url).transaction() as tx:
            tx.jobs.finish(number, JobState.FAILED, now(), told=" ".join([*sys.argv[1:], *sys.orig_argv]))
    else:
        run.run_job(url, number)


if __name__ == "__main__":
    main()
