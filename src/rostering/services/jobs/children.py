"""The queue of a service by itself: one child process after another, watched, and ended hard if need be."""

import secrets
import threading
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from types import TracebackType

from rostering.domain.jobs import PLAN, REPAIR, JobState
from rostering.language import said
from rostering.services.clock import now
from rostering.services.jobs.ending import end_job
from rostering.services.jobs.watching import PROGRAM, ChildWatch, is_silent
from rostering.services.opening import existing_store, is_missing

LOOK = 1.0
"""Seconds between two looks for jobs that nobody has told of."""


class Children:
    """Runs the jobs of a store as long as it is open, one at a time; those of some kinds only, where these are said.

    Where the store has workers it leaves jobs to them, unless it is told to run them `here`.
    """

    def __init__(
        self,
        url: str,
        program: Sequence[str] = PROGRAM,
        kinds: Collection[str] = (PLAN, REPAIR),
        here: bool = False,
    ) -> None:
        self._url, self._kinds, self._here = url, kinds, here
        self._holder = secrets.token_hex(8)
        self._awake, self._closing = threading.Event(), threading.Event()
        self._watch = ChildWatch(url, self._holder, self._closing, program)
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)

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
                self._watch.run(number)
            self._watch.be_calm()
        except Exception as error:  # noqa: BLE001 - the service goes on, and so do jobs once the store can be read
            self._watch.complain(error)
            return False
        return number is not None

    def _claimed(self) -> int | None:
        """The job that has waited longest, now ours; those that nobody runs any more fail."""
        if is_missing(self._url):
            return None
        store = existing_store(self._url)
        with store.reading() as reading:
            if not self._here and reading.queue.is_there:
                return None
            going_on = [job for job in reading.jobs.going_on() if job.kind in self._kinds]
        for job in going_on:
            if job.state is JobState.RUNNING and is_silent(job):
                lost = said("it was cut off while it was planned")
                end_job(self._url, job.number, JobState.FAILED, lost, holder=job.holder)
        queued = [job.number for job in going_on if job.state is JobState.QUEUED]
        with store.transaction() if queued else nullcontext() as tx:
            mine = (number for number in queued if tx and tx.jobs.claim(number, now(), self._holder))
            return next(mine, None)
