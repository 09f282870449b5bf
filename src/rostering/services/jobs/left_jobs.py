"""Jobs that were left: those whose process is silent are put back, and those the queue does not know are told to it.

How long one is silent is measured by the clock of whoever looks, which nobody sets: hours that jump harm nothing.
"""

import time
from collections.abc import Callable
from datetime import datetime

from rostering.domain.jobs import Job, JobState
from rostering.services.jobs.putting_back import defer_again, put_left_back, unknown_jobs
from rostering.services.jobs.watching import SILENCE
from rostering.services.opening import existing_store

_Sign = tuple[int, str | None, datetime | None]


class LeftJobs:
    """Looks for them again and again, and remembers since when each has been silent; several may look at once."""

    def __init__(
        self, url: str, silence: float = SILENCE.total_seconds(), clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._url, self._silence, self._clock = url, silence, clock
        self._since: dict[_Sign, float] = {}
        self._unknown: frozenset[int] = frozenset()

    def look(self) -> int:
        """How many jobs are to be done anew, or were unknown to the queue. Raises NoStore, StorageFailed."""
        with existing_store(self._url).reading() as reading:
            running = [job for job in reading.jobs.going_on() if job.state is JobState.RUNNING]
        back = sum(put_left_back(self._url, job) for job in self._silent(running))
        before, self._unknown = self._unknown, unknown_jobs(self._url)
        # What is unknown now for the first time may have been taken from the queue this very moment.
        return back + defer_again(self._url, before & self._unknown)

    def _silent(self, running: list[Job]) -> list[Job]:
        at = self._clock()
        signs = {(job.number, job.holder, job.heartbeat): job for job in running}
        self._since = {sign: self._since.get(sign, at) for sign in signs}
        return [job for sign, job in signs.items() if at - self._since[sign] >= self._silence]
