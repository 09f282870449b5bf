"""The clockwork of a service by itself: it does regular work, each piece in a thread of its own, while it runs."""

import logging
import secrets
from collections.abc import Iterable
from dataclasses import replace
from threading import Event, Thread
from types import TracebackType
from typing import Self

from rostering.errors import RosteringError
from rostering.services.opening import existing_store, is_missing
from rostering.services.rounds.doing import do_round, is_perhaps_due
from rostering.services.rounds.regular_work import ROUNDS, Ground, Round

FIRST = 60.0
"""Seconds after which a service that has begun looks for regular work."""
LOOK = 10.0
"""Seconds between two looks whether it is time."""
LAST = 5.0
"""Seconds that work under way has to end in; what does not is taken up by whoever comes."""
_log = logging.getLogger(__name__)


class Clockwork:
    """Does the regular work of a store for as long as a `with` lasts; none holds another up.

    Where the store has workers it leaves it to them, unless it is told to do it `here`.
    """

    def __init__(
        self,
        ground: Ground,
        here: bool = False,
        first: float = FIRST,
        look: float = LOOK,
        rounds: Iterable[Round] = tuple(ROUNDS.values()),
    ) -> None:
        self._over = Event()
        self._ground, self._here = replace(ground, closing=self._over), here
        self._first, self._look, self._rounds = first, look, tuple(rounds)
        self._holder = secrets.token_hex(8)
        self._busy: dict[str, Thread] = {}
        self._said: dict[str, str] = {}
        self._thread = Thread(target=self._go_on, name="regular work", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()
        for thread in tuple(self._busy.values()):
            thread.join(LAST)

    def _go_on(self) -> None:
        pause = self._first
        while not self._over.wait(pause):
            pause = self._look
            try:
                self._look_round()
            except RosteringError as error:
                self._complain("", error)

    def _look_round(self) -> None:
        """Begin what is not under way here; whether it is time is decided in the store."""
        if is_missing(self._ground.url):
            return
        with existing_store(self._ground.url).reading() as reading:
            if not self._here and reading.queue.is_there:
                return
            seen = {run.name: run for run in reading.rounds.all()}
        self._said.pop("", None)
        for what in self._rounds:
            thread = self._busy.get(what.name)
            if (thread is None or not thread.is_alive()) and is_perhaps_due(what, seen.get(what.name)):
                self._busy[what.name] = Thread(target=self._do, args=(what,), name=what.name, daemon=True)
                self._busy[what.name].start()

    def _do(self, what: Round) -> None:
        try:
            do_round(self._ground, what, self._holder)
            self._said.pop(what.name, None)
        except Exception as error:  # noqa: BLE001 - pages and other work go on, and it is tried again
            self._complain(what.name, error)

    def _complain(self, name: str, error: Exception) -> None:
        """Say once what goes wrong."""
        why = str(error) if isinstance(error, RosteringError) else type(error).__name__
        if self._said.get(name) != why:
            _log.warning("regular work cannot be done at the moment: %s", why)
        self._said[name] = why
