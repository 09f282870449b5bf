"""One job in a child process: begun, watched, and ended hard if need be; by a service itself, or by a worker."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import timedelta
from threading import Event

from rostering.domain.jobs import Job, JobState
from rostering.errors import RosteringError
from rostering.language import said
from rostering.services.clock import now
from rostering.services.jobs.ending import end_job
from rostering.services.jobs.job_events import log_end
from rostering.services.jobs.putting_back import put_job_back
from rostering.services.jobs.queue import GIVING_BACK, STORE, STORE_FAILED
from rostering.services.opening import existing_store

PROGRAM = (sys.executable, "-P", "-m", "rostering.services.jobs.run")
"""What a child runs, before the number of its job; what stands in the current folder is no part of it."""
GLANCE = 0.2
"""Seconds between two looks at a child."""
PATIENCE = 0.8
"""Seconds that a child has to stop in; looking and judging around it, a cancel is over within two."""
SILENCE = timedelta(seconds=20)
"""A running job without a sign of life for so long is lost."""
OVERTIME = 120.0
"""Seconds that a job may take beyond twice its time: that of the search, and that of saying why seats stay empty."""
_log = logging.getLogger(__name__)


class ChildWatch:
    """Carries jobs out that a holder has claimed, each in a child; those that are cut off are given back, or fail."""

    def __init__(
        self, url: str, holder: str, closing: Event, program: Sequence[str] = PROGRAM, gives_back: bool = False
    ) -> None:
        self._url, self._holder, self._closing = url, holder, closing
        self._program, self._gives_back = program, gives_back
        self._said = ""

    def run(self, number: int, processors: Collection[int] = ()) -> None:
        """Run a job of ours in a child, on these processors alone if any are named, and see to its end."""
        try:
            with self._begun(number) as child:
                _keep_to(processors, child.pid)
                try:
                    self._watch(child, number)
                finally:
                    child.kill()
        except OSError as error:
            end_job(self._url, number, JobState.FAILED, _early(error.strerror or "OSError"), holder=self._holder)
        else:
            self._see_to(number, child.returncode)
        log_end(self._job(number))

    def _begun(self, number: int) -> "subprocess.Popen[bytes]":
        """A child that carries a job out; the store's address is in its environment, as it may be secret."""
        words = [*self._program, str(number), self._holder, *([GIVING_BACK] if self._gives_back else [])]
        return subprocess.Popen(  # noqa: S603 - our own program
            words,
            env={**os.environ, STORE: self._url},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _watch(self, child: "subprocess.Popen[bytes]", number: int) -> None:
        """Wait for the child's end, and bring it about where it is wanted."""
        ends: float | None = None
        begun = time.monotonic()  # a clock that jumps makes no job late
        while not _has_ended(child):
            if self._gives_back and self._closing.is_set() and self._is_given_back(number):
                return
            job = self._job(number)
            if job and not job.is_over and not job.is_stopping and (why := self._why_to_stop(job, begun)):
                self._ask_to_stop(number, why)
            if job and job.is_stopping and ends is None:
                ends = time.monotonic() + PATIENCE
            if (ends and time.monotonic() >= ends) or (job and not job.is_over and job.holder != self._holder):
                return

    def _why_to_stop(self, job: Job, begun: float) -> str | None:
        """Why the service itself wants a job to stop."""
        if self._closing.is_set() and not self._gives_back:
            return said("the service was stopped")
        if time.monotonic() - begun > 2 * job.seconds + OVERTIME:
            return said("it took longer than it may")
        return said("it gave no sign of life") if is_silent(job) and not self._gives_back else None

    def _see_to(self, number: int, code: int) -> None:
        """End what the child has left behind, as far as it is still ours."""
        job = self._job(number)
        if job is None or job.state is not JobState.RUNNING or job.holder != self._holder:
            return
        if job.is_stopping:
            end_job(self._url, number, JobState.CANCELLED, job.told, holder=self._holder)
        elif self._gives_back and (self._closing.is_set() or code == STORE_FAILED):
            put_job_back(self._url, job, again=self._closing.is_set())
        else:
            end_job(self._url, number, JobState.FAILED, _early(_how(code)), holder=self._holder)

    def _is_given_back(self, number: int) -> bool:
        """Whether a job of ours is somebody else's now, as we end; one that is to stop anyway does so first."""
        job = self._job(number)
        if job is None or job.is_over or job.is_stopping:
            return False
        try:
            return job.holder != self._holder or put_job_back(self._url, job, again=True)
        except RosteringError as error:
            self.complain(error)
            return False

    def _job(self, number: int) -> Job | None:
        """The job as the store has it; None as long as that cannot be read."""
        try:
            with existing_store(self._url).reading() as reading:
                return reading.jobs.by_number(number)
        except RosteringError as error:
            self.complain(error)
            return None

    def _ask_to_stop(self, number: int, why: str) -> None:
        try:
            with existing_store(self._url).transaction() as tx:
                tx.jobs.ask_to_stop(number, now(), None, why)
        except RosteringError as error:
            self.complain(error)

    def complain(self, error: Exception) -> None:
        """Say once what goes wrong."""
        said_now = f"{type(error).__name__}: {error}" if isinstance(error, RosteringError) else type(error).__name__
        if said_now != self._said:
            _log.warning("jobs cannot be run at the moment: %s", said_now)
        self._said = said_now

    def be_calm(self) -> None:
        """All is well again: what goes wrong next is said."""
        self._said = ""


def is_silent(job: Job) -> bool:
    """Whether a job has given no sign of life for so long that it is lost."""
    return job.heartbeat is not None and now() > job.heartbeat + SILENCE


def _keep_to(processors: Collection[int], pid: int) -> None:
    """Let a process that has just begun, and its threads, run on these processors alone, where that can be said."""
    if processors and hasattr(os, "sched_setaffinity"):
        with suppress(OSError):  # it may be over, or not be ours to say
            os.sched_setaffinity(pid, processors)


def _has_ended(child: "subprocess.Popen[bytes]") -> bool:
    try:
        child.wait(GLANCE)
    except subprocess.TimeoutExpired:
        return False
    return True


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
