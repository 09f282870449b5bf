"""Running a job: what a process does that was told its number; to run it twice does no harm.

`python -m rostering.services.jobs.run NUMBER [HOLDER [back]]` carries a job out that its caller has claimed, on the
store that the variable ROSTERING_DB names, where a password is in no list of processes, and ends with whoever holds its
input open: the job then keeps the best it has or, where it is to be given back, is begun anew by somebody else.
"""

import os
import signal
import sys
import threading
from dataclasses import dataclass

from rostering.domain.jobs import PLAN, REPAIR, Job, JobState
from rostering.errors import RosteringError, StorageFailed
from rostering.language import said
from rostering.rosters.version import Version
from rostering.services.clock import now
from rostering.services.jobs.ending import EndedElsewhere, absences_of, end_job
from rostering.services.jobs.notebook import Notebook
from rostering.services.jobs.pulse import Pulse
from rostering.services.jobs.putting_back import put_job_back
from rostering.services.jobs.queue import GIVING_BACK, STORE, STORE_FAILED
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


def carry_out(url: str, number: int, holder: str | None = None, gives_back: bool = False) -> None:
    """Run a job that has been claimed for us; how it ends is kept with it, and nothing else is said.

    Where a store that cannot be used keeps it from going on, it goes on later if it is to be given back. Raises
    NoStore, StorageFailed; what goes wrong in rostering itself is raised once the job has ended.
    """
    store = existing_store(url)
    with store.reading() as reading:
        job = reading.jobs.by_number(number)
    if job is None or job.state is not JobState.RUNNING or holder not in {None, job.holder}:
        return
    try:
        why = _planned(store, url, job, holder)
    except StorageFailed as error:
        if gives_back:
            raise
        why = _nothing_came(job, error)
    except Exception:
        wrong = said("something went wrong in rostering itself: the log says what")
        end_job(url, number, JobState.FAILED, wrong, holder=holder)
        raise
    if why:
        end_job(url, number, JobState.FAILED, why, keep=False, holder=holder)


def _planned(store: Store, url: str, job: Job, holder: str | None) -> str | None:
    """Why there is no plan, None when there is one or it is somebody else's business; some reasons take a while."""
    notebook = Notebook(job.seconds)
    carry = {PLAN: _plan, REPAIR: _mend}[job.kind]
    with Pulse(store, job, notebook, holder=holder) as pulse:
        try:
            carry(url, job, _Runner(store, job.number, notebook, holder), pulse.stop)
        except EndedElsewhere:
            return None
        except StorageFailed:
            raise
        except Overtaken:
            return said("what it rests on was changed while it was made: ask for it again")
        except RosteringError as error:
            return _nothing_came(job, error)
    return None


def _nothing_came(job: Job, error: RosteringError) -> str:
    why = " ".join(str(error).split())
    return why if job.kind == REPAIR else said("no plan came of it: {notes}", notes=why)


def _plan(url: str, job: Job, runner: "_Runner", stop: threading.Event) -> None:
    limits = SearchLimits(job.seconds, job.effort, job.seed, job.workers)
    notebook = runner.notebook
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


def _mend(url: str, job: Job, runner: "_Runner", stop: threading.Event) -> None:
    limits = SearchLimits(job.seconds, job.effort, job.seed, job.workers, hasty=True)
    notebook = runner.notebook
    follower = RepairFollower(runner.begin_repair, notebook.find_way, runner.finish_repair)
    absences = absences_of(job)
    replan(url, job.mends or 0, absences, job.since, limits, notebook.watch, job.asked_by, stop, follower)


@dataclass
class _Runner:
    """What a job does to its row when the plan begins, and in the transaction that saves the roster."""

    store: Store
    number: int
    notebook: Notebook
    holder: str | None = None
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
            if not tx.jobs.rest_on(self.number, self.input_hash, self.holder):
                raise EndedElsewhere

    def finish(self, tx: Transaction, version: Version) -> None:
        """End the job with its roster, unless somebody else has ended it: then there is no roster either."""
        progress, _ = self.notebook.news()
        tx.jobs.beat(self.number, now(), progress, holder=self.holder)
        state = JobState.CANCELLED if version.interrupted else JobState.DONE
        if not self._is_finished(tx, state, version):
            raise EndedElsewhere

    def finish_repair(self, tx: Transaction, first: Version) -> None:
        """End a repair with its drafts, of which this is the first; one that was stopped has those found until then."""
        progress, _ = self.notebook.news()
        tx.jobs.beat(self.number, now(), progress, holder=self.holder)
        job = tx.jobs.by_number(self.number)
        is_stopped = first.interrupted or (job is not None and job.is_stopping)
        state = JobState.CANCELLED if is_stopped else JobState.DONE
        if not self._is_finished(tx, state, first):
            raise EndedElsewhere

    def _is_finished(self, tx: Transaction, state: JobState, made: Version) -> bool:
        return tx.jobs.finish(self.number, state, now(), self.input_hash, made.number, holder=self.holder)


def main() -> None:
    """Carry out the job whose number is the first argument."""
    url, number = os.environ[STORE], int(sys.argv[1])
    holder, gives_back = (sys.argv[2] if sys.argv[2:] else None), sys.argv[3:] == [GIVING_BACK]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which ends its children
    end = threading.Thread(target=_end_with_the_service, args=(url, number, holder, gives_back), daemon=True)
    end.start()
    try:
        carry_out(url, number, holder, gives_back)
    except Exception as error:  # noqa: BLE001 - it is logged, and the process ends
        if gives_back and isinstance(error, StorageFailed):
            sys.exit(STORE_FAILED)
        from rostering.logs.crash import crashed  # noqa: PLC0415 - hardly ever needed, and children begin often

        crashed(job=number)


def _end_with_the_service(url: str, number: int, holder: str | None, gives_back: bool) -> None:
    """End when the service has gone, which held our input open."""
    while os.read(0, 1):
        pass
    try:
        if gives_back:
            _give_back(url, number, holder)
        else:
            ended = said("the service ended while it was planned")
            end_job(url, number, JobState.FAILED, ended, holder=holder)
    finally:
        os._exit(1)


def _give_back(url: str, number: int, holder: str | None) -> None:
    """Let somebody else begin the job anew, if it is still ours."""
    with existing_store(url).reading() as reading:
        job = reading.jobs.by_number(number)
    if job and job.state is JobState.RUNNING and job.holder == holder:
        put_job_back(url, job)


if __name__ == "__main__":
    main()
