"""Searches that somebody waits for: one at a time, so that pages and feeds go on being answered."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from rostering.web.api.failures import Failed

Done = TypeVar("Done")
MOST = 4
"""Searches that wait for their turn, the running one included; beyond these the answer is 503."""
RETRY = 15


class Searches:
    """Runs searches in turn."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._open = 0
        self._threads = ThreadPoolExecutor(1, "search")

    async def run(self, work: Callable[[], Done]) -> Done:
        """What a search finds, once it is its turn. Raises Failed where too many wait."""
        if self._open >= self._most:
            raise Failed(
                503, "busy", "too many searches wait: ask again in a moment", headers={"Retry-After": str(RETRY)}
            )
        self._open += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, copy_context().run, work)
        finally:
            self._open -= 1
