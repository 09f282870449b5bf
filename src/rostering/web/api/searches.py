"""Searches that somebody waits for: few at a time, in child processes, so that pages and feeds go on being answered."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from rostering.errors import Conflict
from rostering.language import SOURCE
from rostering.services.errands.child_work import ChildWork
from rostering.web.api.away import AwayReply, SentCall, answer
from rostering.web.api.failures import Failed
from rostering.web.service.replies import Reply

AT_ONCE = 2
"""Searches that go on side by side."""
MOST = 4
"""Searches that go on or wait for their turn; beyond these the answer is 503."""
RETRY = 15
"""Seconds after which it is worth asking again."""
GLANCE = 0.1
"""Seconds between two looks whether the service is to stop."""
PATIENCE = 10.0
"""Seconds that a search has to end in with what it has, once the service is to stop; files are made whole or not."""
LONGEST = 600.0
"""Seconds beyond its limit after which a search is lost: files are made without one."""


class AnsweredConflict(Conflict):
    """A conflict in a child; its reply is the answer, and is not kept."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        super().__init__("answered")


class SearchLost(Exception):
    """A child that has ended without an answer."""


class Searches:
    """Runs searches, some at a time, the others in turn."""

    def __init__(self, most: int = MOST, at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self._most, self._patience = most, patience
        self._open = 0
        self._threads = ThreadPoolExecutor(at_once, "search")

    async def run(self, sent: SentCall, closing: Event) -> Reply:
        """What a search answers, once it is its turn.

        Raises AnsweredConflict, SearchLost, Failed where many wait or the service is stopped before it is done.
        """
        if self._open >= self._most:
            raise _later("busy", "too many searches wait: ask again in a moment")
        self._open += 1
        try:
            loop = asyncio.get_running_loop()
            found = await loop.run_in_executor(self._threads, _answered, sent, closing, self._patience)
        finally:
            self._open -= 1
        if found.is_conflict:
            raise AnsweredConflict(found.reply)
        return found.reply


def _later(kind: str, message: str) -> Failed:
    return Failed(503, kind, message, headers={"Retry-After": str(RETRY)})


def _answered(sent: SentCall, closing: Event, patience: float) -> AwayReply:
    """What a child answers; once the service is to stop, with the best it has, or not at all."""
    ends, is_told = time.monotonic() + sent.seconds + LONGEST, False
    with ChildWork(SOURCE, answer, sent) as child:
        while time.monotonic() < ends:
            if closing.is_set() and not is_told:
                child.ask_to_stop()
                ends, is_told = time.monotonic() + patience, True
            try:
                told = child.hear(GLANCE)
            except EOFError:
                break
            if told and isinstance(told[1], AwayReply):
                return told[1]
    raise _later("stopping", "the service is stopped: ask the next one") if is_told else SearchLost
