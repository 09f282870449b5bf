"""The queue of a service by itself: one child process after another, watched, and ended hard if need be."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from datetime import timedelta
from types import TracebackType

from rostering.domain.jobs import PLAN, REPAIR, Job, JobState
from rostering.errors import RosteringError
from rostering.language import said
from rostering.services.clock import now
from rostering.services.jobs.ending import end_job
from rostering.services.jobs.job_events import log_end
from rostering.services.jobs.queue import STORE
from rostering.services.opening import existing_store, is_missing

PROGRAM = (sys.executable, "-P", "-m", "rostering.services.jobs.run")
"""What a child runs, before the number of its job; what stands in the current folder is no part of it."""
LOOK = 1.0
"""Seconds between two looks for jobs that nobody has told of."""
GLANCE = 0.2
"""Seconds between two looks at a child."""
PATIENCE = 0.8
"""Seconds that a child has to stop in; looking and judging around it, a cancel is over within two."""
SILENCE = timedelta(seconds=20)
"""A running job without a sign of life for so long is lost."""
OVERTIME = timedelta(minutes=2)
"""What a job may take beyond twice its time: that of the search, and that of saying why seats stay empty."""
_log = logging.getLogger(__name__)


class Children:
    """Runs the jobs of a store as long as it is open, one at a time; those of some kinds only, where these are said."""

    def __init__(self, url: str, program: Sequence[str] = PROGRAM, kinds: Collection[str] = (PLAN, REPAIR)) -> None:
        self._url, self._program, self._kinds = url, program, kinds
        self._awake, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._said = ""

    def put(self, number: int) -> None:  # noqa: ARG002 - it is found in the store, behind those asked for before
        """Begin it as soon as nothing else is going on."""
        self._awake.set()

    def cancel(self, number: int) -> None:  # noqa: ARG002 - whoever watches the child finds it in the store
        """The child is looked at several times a second."""
        self._awake.set()

    def __enter__(self) -> "Children":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child, if there is one, with the best roster that it has."""
        self._closing.set()
        self._awake.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._closing.is_set():
            self._awake.clear()
            if not self._is_done():
                self._awake.wait(LOOK)

    def _is_done(self) -> bool:
        """Whether there was a job, and it is over."""
        try:
            number = self._claimed()
            if number is not None:
                self._run(number)
            self._said = ""
        except Exception as error:  # noqa: BLE001 - the service goes on, and so do jobs once the store can be read
            self._complain(error)
            return False
        return number is not None

    def _claimed(self) -> int | None:
        """The job that has waited longest, now ours; those that nobody runs any more fail."""
        if is_missing(self._url):
            return None
        store = existing_store(self._url)
        with store.reading() as reading:
            going_on = [job for job in reading.jobs.going_on() if job.kind in self._kinds]
        for job in going_on:
            if job.state is JobState.RUNNING and _is_silent(job):
                end_job(self._url, job.number, JobState.FAILED, said("it was cut off while it was planned"))
        queued = [job.number for job in going_on if job.state is JobState.QUEUED]
        with store.transaction() if queued else nullcontext() as tx:
            return next((number for number in queued if tx and tx.jobs.claim(number, now())), None)

    def _run(self, number: int) -> None:
        """Run a job of ours in a child, and see to its end."""
        try:
            with self._begun(number) as child:
                try:
                    self._watch(child, number)
                finally:
                    child.kill()
        except OSError as error:
            end_job(self._url, number, JobState.FAILED, _early(error.strerror or "OSError"))
        else:
            self._see_to(number, child.returncode)
        log_end(self._job(number))

    def _begun(self, number: int) -> "subprocess.Popen[bytes]":
        """A child that carries a job out; the store's address is in its environment, as it may be secret."""
        return subprocess.Popen(  # noqa: S603 - our own program
            [*self._program, str(number)],
            env={**os.environ, STORE: self._url},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _watch(self, child: "subprocess.Popen[bytes]", number: int) -> None:
        """Wait for the child's end, and bring it about where it is wanted."""
        ends: float | None = None
        while not _has_ended(child):
            job = self._job(number)
            if job and not job.is_over and not job.is_stopping and (why := self._why_to_stop(job)):
                self._ask_to_stop(number, why)
            if job and job.is_stopping and ends is None:
                ends = time.monotonic() + PATIENCE
            if ends and time.monotonic() >= ends:
                return

    def _why_to_stop(self, job: Job) -> str | None:
        """Why the service itself wants a job to stop."""
        if self._closing.is_set():
            return said("the service was stopped")
        if job.started and now() > job.started + 2 * timedelta(seconds=job.seconds) + OVERTIME:
            return said("it took longer than it may")
        return said("it gave no sign of life") if _is_silent(job) else None

    def _see_to(self, number: int, code: int) -> None:
        """End what the child has left behind."""
        job = self._job(number)
        if job is None or job.is_over:
            return
        if job.is_stopping:
            end_job(self._url, number, JobState.CANCELLED, job.told)
        else:
            end_job(self._url, number, JobState.FAILED, _early(_how(code)))

    def _job(self, number: int) -> Job | None:
        """The job as the store has it; None as long as that cannot be read."""
        try:
            with existing_store(self._url).reading() as reading:
                return reading.jobs.by_number(number)
        except RosteringError as error:
            self._complain(error)
            return None

    def _ask_to_stop(self, number: int, why: str) -> None:
        try:
            with existing_store(self._url).transaction() as tx:
                tx.jobs.ask_to_stop(number, now(), None, why)
        except RosteringError as error:
            self._complain(error)

    def _complain(self, error: Exception) -> None:
        """Say once what goes wrong."""
        said_now = f"{type(error).__name__}: {error}" if isinstance(error, RosteringError) else type(error).__name__
        if said_now != self._said:
            _log.warning("jobs cannot be run at the moment: %s", said_now)
        self._said = said_now


def _has_ended(child: "subprocess.Popen[bytes]") -> bool:
    try:
        child.wait(GLANCE)
    except subprocess.TimeoutExpired:
        return False
    return True


def _is_silent(job: Job) -> bool:
    return job.heartbeat is not None and now() > job.heartbeat + SILENCE


def _early(how: str) -> str:
    return said("its process ended before it was done ({text})", text=how)


def _how(code: int) -> str:
    """How a process ended, in the words of the system."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
