"""The retention rule every day, while the service runs: only where the policy says so."""

import logging
from threading import Event, Thread
from types import TracebackType
from typing import Self

from rostering.answers.people import RetentionRun
from rostering.domain.users import Actor
from rostering.errors import RosteringError
from rostering.services.opening import existing_store
from rostering.services.people.retention import ITSELF, retain

_DAY, _FIRST = 24 * 3600.0, 60.0
_log = logging.getLogger(__name__)


def run_if_daily(store: str) -> RetentionRun | None:
    """Run the rule, if the policy has it run every day. Several services of one store do no harm: one finds nothing."""
    with existing_store(store).reading() as reading:
        if not reading.has_inputs() or not reading.inputs().retention.daily:
            return None
    return retain(store, Actor.ops(ITSELF))


class Daily:
    """A thread that runs the rule soon after the service begins, and every day from then on."""

    def __init__(self, store: str, first: float = _FIRST, every: float = _DAY) -> None:
        self._store, self._first, self._every = store, first, every
        self._over, self.ran = Event(), Event()
        self._thread = Thread(target=self._go_on, name="retention", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def _go_on(self) -> None:
        pause = self._first
        while not self._over.wait(pause):
            pause = self._every
            try:
                run_if_daily(self._store)
            except RosteringError as error:  # the store may be away for a while; tomorrow is another day
                _log.warning("retention: %s", error)
            self.ran.set()
