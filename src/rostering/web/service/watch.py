"""Watching a store from the event loop: it is read in a thread, by one reader at a time, for everybody who waits."""

import asyncio
import logging
import time
from collections.abc import Callable
from enum import Enum, auto

from rostering.errors import RosteringError
from rostering.services.links.serving import FeedDesk

TOLERANCE = 0.05
"""Seconds for which what was read of the store holds; that it failed holds for those alone who waited for it."""
LONGEST = 3.0
"""Seconds after which a store that does not answer counts as failing."""

_log = logging.getLogger(__name__)


class StoreState(Enum):
    """What is known of a store."""

    FRESH = auto()
    LATE = auto()
    """It is still being read."""
    FAILING = auto()


class Watch:
    """Tells whether what is known of a store is fresh, and makes it so; `refresh` blocks, and raises when it fails.

    Whoever asks waits for the store as long as the patience lasts.
    """

    def __init__(self, refresh: Callable[[], None], tolerance: float = TOLERANCE, patience: float = LONGEST) -> None:
        self._refresh = refresh
        self._tolerance = tolerance
        self._patience = patience
        self._learnt = -1.0
        self._fails = False
        self._running: asyncio.Task[None] | None = None

    async def look(self, longest: float | None = None) -> StoreState:
        """How the store is, once it has been read at most the tolerance before this was asked."""
        asked, longest = time.monotonic(), self._patience if longest is None else longest
        while self._learnt < asked - (0 if self._fails else self._tolerance):
            if self._running is None:
                self._running = asyncio.create_task(self._learn())
            done, _ = await asyncio.wait([self._running], timeout=max(0.0, asked + longest - time.monotonic()))
            if not done:
                return StoreState.LATE
        return StoreState.FAILING if self._fails else StoreState.FRESH

    async def is_fresh(self) -> bool:
        """Whether the store could be read in time."""
        return await self.look() is StoreState.FRESH

    async def _learn(self) -> None:
        """What was read holds from before the reading began, a failure from its end."""
        began = time.monotonic()
        try:
            await asyncio.to_thread(self._refresh)
        except Exception as error:  # noqa: BLE001 - whatever ails the store, what is served must not suffer
            self._tell(error)
            self._fails, self._learnt = True, time.monotonic()
        else:
            self._tell(None)
            self._fails, self._learnt = False, began
        finally:
            self._running = None

    def _tell(self, error: Exception | None) -> None:
        """Once when it begins to fail, once when that is over."""
        if error and not self._fails:
            _log.error("the store cannot be read, and feeds are answered with 503: %s", told(error))
        if self._fails and not error:
            _log.warning("the store can be read again")


class DeskWatch:
    """Watches both who has links and what is published."""

    def __init__(self, desk: FeedDesk, tolerance: float = TOLERANCE, patience: float = LONGEST) -> None:
        self._desk = desk
        self._links = Watch(desk.look, tolerance, patience)
        self._published = Watch(desk.read_published, 0, patience)

    async def look(self, longest: float | None = None, published: float | None = None) -> bool:
        """Whether links can be answered; `published` is how long what is new is waited for, by default as the links.

        Who has links is known then. While something new is published and takes long to read, feeds stay as they were.
        """
        if await self._links.look(longest) is not StoreState.FRESH:
            return False
        published = longest if published is None else published
        if self._desk.is_behind and await self._published.look(published) is StoreState.FAILING:
            return False
        return self._desk.is_open


def told(error: BaseException) -> str:
    """An error without anything of a request in it: our own sentences, else its class and where it was raised."""
    if isinstance(error, RosteringError):
        return str(error)
    places, trace = [], error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return " < ".join([type(error).__name__, *reversed(places)])
