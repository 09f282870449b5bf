"""What lies ahead, found by a thread of its own: with ten thousand people it takes longer than whoever asks waits."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock, Thread

from rostering.answers.health import FiguresAhead
from rostering.errors import RosteringError
from rostering.services.health.looking_ahead import ahead_of
from rostering.services.opening import existing_store
from rostering.store import Pulse, Reading

FRESH = timedelta(minutes=5)
"""How long what was found holds, while nothing is changed."""
AHEAD_PATIENCE = 2.0
"""Seconds to wait for something newer than what is known."""
LONG = 1.0
"""What took longer than so many seconds is not done again before ten times as long has passed."""
_RESTS = 10
_log = logging.getLogger(__name__)


class AheadDesk:
    """Finds what lies ahead anew when something was changed, and now and then; until it has, the last is told."""

    def __init__(self, url: str, find: Callable[[Reading, datetime], FiguresAhead | None] | None = None) -> None:
        self._url, self._find = url, find or _found
        self._lock = Lock()
        self._known: tuple[Pulse, datetime, FiguresAhead | None] | None = None
        self._thread: Thread | None = None
        self._rests_until = 0.0
        self._said = ""

    def look(self, pulse: Pulse, at: datetime, patience: float = AHEAD_PATIENCE) -> FiguresAhead | None:
        """What is known of a state of the store, or of one before; None while nothing is, or there are no inputs."""
        with self._lock:
            if self._thread is None and self._is_stale(pulse, at) and time.monotonic() >= self._rests_until:
                self._thread = Thread(target=self._refresh, args=(at,), name="ahead", daemon=True)
                self._thread.start()
            running = self._thread
        if running:
            running.join(patience)
        return self._known[2] if self._known else None

    def _is_stale(self, pulse: Pulse, at: datetime) -> bool:
        return self._known is None or self._known[0] != pulse or not timedelta(0) <= at - self._known[1] < FRESH

    def _refresh(self, at: datetime) -> None:
        began, why = time.monotonic(), ""
        try:
            with existing_store(self._url).reading() as reading:
                self._known = reading.pulse(), at, self._find(reading, at)
        except Exception as error:  # noqa: BLE001 - all other figures are told nevertheless
            self._known, why = None, str(error) if isinstance(error, RosteringError) else type(error).__name__
        if why and why != self._said:
            _log.warning("what lies ahead cannot be told: %s", why)
        self._said = why
        took = time.monotonic() - began
        with self._lock:
            self._rests_until = time.monotonic() + (_RESTS * took if took > LONG else 0)
            self._thread = None


def _found(reading: Reading, at: datetime) -> FiguresAhead | None:
    return ahead_of(reading, at) if reading.has_inputs() else None
