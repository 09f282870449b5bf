"""The pulse of a job: what is new of it is written down, and it is asked whether somebody wants it to stop."""

import logging
import threading
from types import TracebackType

from rostering.domain.jobs import Job
from rostering.errors import StorageFailed
from rostering.services.clock import now
from rostering.services.jobs.notebook import Notebook
from rostering.store import Store

EVERY = 0.5
"""Seconds between two beats."""
_log = logging.getLogger(__name__)


class Pulse:
    """Beats in a thread of its own as long as a plan is made; `stop` is set once the plan is to end."""

    def __init__(
        self, store: Store, job: Job, notebook: Notebook, every: float = EVERY, holder: str | None = None
    ) -> None:
        self._store, self._number, self._notebook, self._every = store, job.number, notebook, every
        self._holder = holder
        self.stop = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, daemon=True)

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _beat_on(self) -> None:
        while not self._over.wait(self._every):
            try:
                self._beat()
            except StorageFailed as error:
                _log.warning("the progress of job %d could not be kept: %s", self._number, error)

    def _beat(self) -> None:
        """Write down what is new; a job that somebody else has ended is not to go on."""
        with self._store.transaction() as tx:
            goes_on = tx.jobs.beat(self._number, now(), *self._notebook.news(), holder=self._holder)
            job = tx.jobs.by_number(self._number)
        if not goes_on or job is None or job.is_stopping:
            self.stop.set()
