"""Running a job: what a process does that was told its number; to run it twice does no harm.

`python -m rostering.services.jobs.run NUMBER` carries a job out that its caller has claimed, on the store that the
variable ROSTERING_DB names, where a password is in no list of processes, and ends with whoever holds its input open.
"""

import os
import signal
import sys
import threading
from dataclasses import dataclass

from rostering.domain.jobs import PLAN, REPAIR, Job, JobState
from rostering.errors import RosteringError
from rostering.language import said
from rostering.rosters.version import Version
from rostering.services.clock import now
from rostering.services.jobs.ending import EndedElsewhere, absences_of, end_job
from rostering.services.jobs.notebook import Notebook
from rostering.services.jobs.pulse import Pulse
from rostering.services.jobs.queue import STORE
from rostering.services.opening import existing_store
from rostering.services.rosters.basis import Basis, Overtaken
from rostering.services.rosters.planning import Follower, SearchLimits, make_plan
from rostering.services.rosters.replanning import RepairFollower, RepairGround, replan
from rostering.store import Store, Transaction


def run_job(url: str, number: int) -> None:
    """Run a job if it is queued. Raises NoStore, StorageFailed, and what goes wrong in rostering itself."""
    with existing_store(url).transaction() as tx:
        claimed = tx.jobs.claim(number, now())
    if claimed:
        carry_out(url, number)


def carry_out(url: str, number: int) -> None:
    """Run a job that has been claimed for us; how it ends is kept with it, and nothing else is said.

    Raises NoStore, StorageFailed; what goes wrong in rostering itself is raised once the job has ended.
    """
    store = existing_store(url)
    with store.reading() as reading:
        job = reading.jobs.by_number(number)
    if job is None or job.state is not JobState.RUNNING:
        return
    try:
        why = _planned(store, url, job)
    except Exception:
        end_job(url, number, JobState.FAILED, said("something went wrong in rostering itself: the log says what"))
        raise
    if why:
        end_job(url, number, JobState.FAILED, why, keep=False)


def _planned(store: Store, url: str, job: Job) -> str | None:
    """Why there is no plan, None when there is one or it is somebody else's business; some reasons take a while."""
    notebook = Notebook(job.seconds)
    carry = {PLAN: _plan, REPAIR: _mend}[job.kind]
    with Pulse(store, job, notebook) as pulse:
        try:
            carry(store, url, job, notebook, pulse.stop)
        except EndedElsewhere:
            return None
        except Overtaken:
            return said("what it rests on was changed while it was made: ask for it again")
        except RosteringError as error:
            why = " ".join(str(error).split())
            return why if job.kind == REPAIR else said("no plan came of it: {notes}", notes=why)
    return None


def _plan(store: Store, url: str, job: Job, notebook: Notebook, stop: threading.Event) -> None:
    limits = SearchLimits(job.seconds, job.effort, job.seed, job.workers)
    runner = _Runner(store, job.number, notebook)
    follower = Follower(runner.begin, notebook.find, runner.finish)
    make_plan(
        url,
        job.period,
        limits,
        notebook.watch,
        job.asked_by,
        stop=stop,
        start=job.since,
        after=job.after,
        follower=follower,
    )


def _mend(store: Store, url: str, job: Job, notebook: Notebook, stop: threading.Event) -> None:
    limits = SearchLimits(job.seconds, job.effort, job.seed, job.workers, hasty=True)
    runner = _Runner(store, job.number, notebook)
    follower = RepairFollower(runner.begin_repair, notebook.find_way, runner.finish_repair)
    absences = absences_of(job)
    replan(url, job.mends or 0, absences, job.since, limits, notebook.watch, job.asked_by, stop, follower)


@dataclass
class _Runner:
    """What a job does to its row when the plan begins, and in the transaction that saves the roster."""

    store: Store
    number: int
    notebook: Notebook
    input_hash: str = ""

    def begin(self, basis: Basis) -> None:
        """Settle what the job rests on: inputs may have been changed since it was asked for."""
        self.notebook.begin(basis)
        self._rest_on(basis.case.problem.input_hash)

    def begin_repair(self, ground: RepairGround) -> None:
        """Settle what a repair rests on."""
        self.notebook.begin_repair(ground)
        self._rest_on(ground.input_hash)

    def _rest_on(self, input_hash: str) -> None:
        self.input_hash = input_hash
        with self.store.transaction() as tx:
            if not tx.jobs.rest_on(self.number, self.input_hash):
                raise EndedElsewhere

    def finish(self, tx: Transaction, version: Version) -> None:
        """End the job with its roster, unless somebody else has ended it: then there is no roster either."""
        progress, _ = self.notebook.news()
        tx.jobs.beat(self.number, now(), progress)
        state = JobState.CANCELLED if version.interrupted else JobState.DONE
        if not tx.jobs.finish(self.number, state, now(), self.input_hash, version.number):
            raise EndedElsewhere

    def finish_repair(self, tx: Transaction, first: Version) -> None:
        """End a repair with its drafts, of which this is the first; one that was stopped has those found until then."""
        progress, _ = self.notebook.news()
        tx.jobs.beat(self.number, now(), progress)
        job = tx.jobs.by_number(self.number)
        is_stopped = first.interrupted or (job is not None and job.is_stopping)
        state = JobState.CANCELLED if is_stopped else JobState.DONE
        if not tx.jobs.finish(self.number, state, now(), self.input_hash, first.number):
            raise EndedElsewhere


def main() -> None:
    """Carry out the job whose number is the one argument."""
    url, number = os.environ[STORE], int(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which ends its children
    threading.Thread(target=_end_with_the_service, args=(url, number), daemon=True).start()
    try:
        carry_out(url, number)
    except Exception:  # noqa: BLE001 - it is logged, and the process ends
        from rostering.logs.crash import crashed  # noqa: PLC0415 - hardly ever needed, and children begin often

        crashed(job=number)


def _end_with_the_service(url: str, number: int) -> None:
    """End when the service has gone, which held our input open."""
    while os.read(0, 1):
        pass
    try:
        end_job(url, number, JobState.FAILED, said("the service ended while it was planned"))
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
