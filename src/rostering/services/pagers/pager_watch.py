"""The watch over pagers: they are told as soon as something is published, and looked into again."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from rostering.answers.pagers import PushRun
from rostering.domain.users import Actor
from rostering.services.clock import now
from rostering.services.opening import existing_store, is_missing
from rostering.services.pagers.pushing import push_pagers
from rostering.store.recall import Pulse

AGAIN = timedelta(minutes=10)
"""After how long pagers are asked again though nothing was changed: days go by, and others change things there."""
RETRY = timedelta(minutes=1)
"""After how long one is asked again that could not be told."""
_ACTOR = Actor.ops("rostering")
_log = logging.getLogger(__name__)


class PagerWatch:
    """Knows when the pagers of a store are to be told who is on, and tells them; a failure is logged once."""

    def __init__(self, url: str, push: Callable[[str, Actor], PushRun] = push_pagers) -> None:
        self._url, self._push = url, push
        self._seen: Pulse | None = None
        self._due: datetime | None = None

    def is_due(self) -> bool:
        """Whether there are pagers, and something was changed, or it is time to ask them again.

        Raises StorageFailed.
        """
        if is_missing(self._url):
            return False
        with existing_store(self._url).reading() as reading:
            pulse = reading.pulse()
            if pulse == self._seen and (self._due is None or now() < self._due):
                return False
            has_pagers = reading.has_inputs() and bool(reading.inputs().pagers)
        self._seen = pulse
        self._due = now() if has_pagers else None
        return has_pagers

    def tell(self) -> PushRun:
        """Tell them. Raises StorageFailed."""
        run = self._push(self._url, _ACTOR)
        for each in run.pushed:
            for text in (each.error, *each.troubles) if each.is_news else ():
                if text:
                    _log.warning("pager %s: %s", each.pager, text)
        self._due = now() + (AGAIN if run.is_done else RETRY)
        return run
