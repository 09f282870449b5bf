"""What a worker does with a job that it is told of: claims it, and carries it out in a child on its processors."""

import secrets
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from rostering.services.jobs.putting_back import claim_job
from rostering.services.jobs.watching import PROGRAM, ChildWatch


class Shares:
    """Processors, divided between jobs that run at the same time; where there are too few, some are shared."""

    def __init__(self, processors: Collection[int], jobs: int) -> None:
        ordered = sorted(processors)
        size = max(1, len(ordered) // jobs)
        self._free = [[ordered[(first * size + each) % len(ordered)] for each in range(size)] for first in range(jobs)]
        self._lock = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[tuple[int, ...]]:
        """A share for as long as a `with` lasts; none, where all are taken."""
        with self._lock:
            share = self._free.pop(0) if self._free else []
        try:
            yield tuple(share)
        finally:
            if share:
                with self._lock:
                    self._free.append(share)


class Hands:
    """Carries out jobs of a store until it is to close; then they are given back."""

    def __init__(self, url: str, closing: threading.Event, shares: Shares, program: Sequence[str] = PROGRAM) -> None:
        self._url, self._closing, self._shares, self._program = url, closing, shares, program

    def carry_out(self, number: int) -> bool:
        """Run a job if it is still to be begun; whether it was. Raises NoStore, StorageFailed."""
        holder = secrets.token_hex(8)  # of this run alone: whoever ran it before may write nothing more
        if self._closing.is_set() or not claim_job(self._url, number, holder):
            return False
        watch = ChildWatch(self._url, holder, self._closing, self._program, gives_back=True)
        with self._shares.one() as processors:
            watch.run(number, processors)
        return True
