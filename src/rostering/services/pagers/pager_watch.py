"""The watch of a service over its pagers: they are told as soon as something is published, and looked into again."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from types import TracebackType

from rostering.answers.pagers import PushRun
from rostering.domain.users import Actor
from rostering.errors import RosteringError
from rostering.services.clock import now
from rostering.services.opening import existing_store, is_missing
from rostering.services.pagers.pushing import push_pagers
from rostering.store.recall import Pulse

LOOK = 10.0
"""Seconds between two looks whether something was changed in the store."""
AGAIN = timedelta(minutes=10)
"""After how long pagers are asked again though nothing was changed: days go by, and others change things there."""
RETRY = timedelta(minutes=1)
"""After how long one is asked again that could not be told."""
_ACTOR = Actor.ops("rostering")
_log = logging.getLogger(__name__)


class PagerWatch:
    """Tells the pagers of a store who is on, for as long as a `with` lasts; a failure is logged once."""

    def __init__(self, url: str, look: float = LOOK, push: Callable[[str, Actor], PushRun] | None = None) -> None:
        self._url, self._look, self._closing = url, look, threading.Event()
        self._push = push or partial(push_pagers, closing=self._closing)
        self._thread = threading.Thread(target=self._watch, name="pagers", daemon=True)
        self._seen: Pulse | None = None
        self._due: datetime | None = None
        self._said = ""

    def __enter__(self) -> "PagerWatch":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()  # a push that is under way ends with what it asks just now
        self._thread.join()

    def look(self) -> None:
        """Push if something was changed, or it is time to ask again."""
        try:
            if not is_missing(self._url) and self._is_due():
                self._tell()
            self._said = ""
        except Exception as error:  # noqa: BLE001 - whatever it is, pages and plans go on, and it is tried again
            why = str(error) if isinstance(error, RosteringError) else type(error).__name__
            if why != self._said:
                _log.warning("pagers could not be told who is on: %s", why)
            self._said = why

    def _is_due(self) -> bool:
        """Whether there are pagers, and something was changed, or it is time to ask them again."""
        with existing_store(self._url).reading() as reading:
            pulse = reading.pulse()
            if pulse == self._seen and (self._due is None or now() < self._due):
                return False
            has_pagers = reading.has_inputs() and bool(reading.inputs().pagers)
        self._seen = pulse
        self._due = now() + RETRY if has_pagers else None  # unless the push says otherwise
        return has_pagers

    def _tell(self) -> None:
        run = self._push(self._url, _ACTOR)
        for each in run.pushed:
            for text in (each.error, *each.troubles) if each.is_news else ():
                if text:
                    _log.warning("pager %s: %s", each.pager, text)
        self._due = now() + (AGAIN if run.is_done else RETRY)

    def _watch(self) -> None:
        while not self._closing.wait(self._look):
            self.look()
