"""Errands: questions and documents that take a while, done by child processes, so that pages go on.

What was asked for is kept in the store: a service that is started anew takes up what another has left. What came of an
errand is remembered by the service that did it; where that is gone, it is done again as soon as somebody looks.
"""

import logging
import secrets
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from rostering.domain.errands import KEPT as LEFT
from rostering.domain.errands import Errand
from rostering.domain.jobs import JobState
from rostering.errors import Conflict, RosteringError, StorageFailed
from rostering.language import _, said, spoken
from rostering.services.clock import now
from rostering.services.errands.child_work import ChildWork, Said
from rostering.services.errands.errand_kinds import KINDS, ErrandKind, carry_out
from rostering.services.opening import existing_store, is_missing
from rostering.traces.spans import past

KEPT = timedelta(hours=1)
"""How long errands are remembered once they have ended."""
MOST = 20
"""Ended errands of one person that are remembered."""
WAITING = 20
"""Errands of one person that are not done yet, at most."""
LOOK = 1.0
"""Seconds between two looks for errands that a service which is gone has left."""
GLANCE = 0.1
"""Seconds between two looks at a child that says nothing."""
BEAT = 0.4
"""Seconds between two signs of life."""
PATIENCE = 1.4
"""Seconds that a child has to end in with what it has: a stop is over within two."""
SILENCE = timedelta(seconds=10)
"""A running errand without a sign of life for so long is left by its service."""
STUBBORNLY = 5
"""How often to try to keep how an errand ended: it would be done again if that were never kept."""
TRIES = 3
"""How often an errand is begun that takes its service with it."""
_log = logging.getLogger(__name__)


class TooManyErrands(Conflict):
    """Somebody who has asked for so much that it has to be done first."""

    def __init__(self) -> None:
        told = _("{number} things that you asked for are not done yet: wait for some, or stop them", number=WAITING)
        super().__init__(told)


class ErrandRunner:
    """Runs the errands of a store, one of each lane at a time, and remembers what came of them."""

    def __init__(self, url: str, kinds: Mapping[str, ErrandKind] = KINDS, silence: timedelta = SILENCE) -> None:
        self._url, self._kinds, self._silence = url, kinds, silence
        self._holder = secrets.token_hex(8)
        self._lock = threading.Lock()
        self._results: dict[str, tuple[int, object]] = {}
        self._busy: dict[str, threading.Thread] = {}
        self._called: set[str] = set()
        self._doing: set[str] = set()
        self._closing = threading.Event()

    def take_up(self) -> None:
        """Let what another service has left go on, as soon as it is certain that it is gone."""
        threading.Thread(target=self._look_for_left, name="errands", daemon=True).start()

    def close(self) -> None:
        """End all children; what they did is put back, for the next service."""
        self._closing.set()
        with self._lock:
            threads = tuple(self._busy.values())
        for thread in threads:
            thread.join()

    def begin(self, owner: int, kind: str, about: Mapping[str, Any]) -> Errand:
        """Let an errand be done for somebody. Raises NoStore, StorageFailed, TooManyErrands."""
        errand = Errand(secrets.token_urlsafe(12), owner, kind, about, spoken(), now())
        with existing_store(self._url).transaction() as tx:
            tx.errands.forget(now() - KEPT, owner, MOST - 1)
            if sum(one.owner == owner for one in tx.errands.going_on()) >= WAITING:
                raise TooManyErrands
            tx.errands.add(errand)
            gone = [key for key in list(self._results) if not tx.errands.by_key(key)]
        for key in gone:  # and no other: an answer may come this very moment
            self._results.pop(key, None)
        self._wake(self._kinds[kind].lane)
        return errand

    def find(self, key: str, owner: int) -> Errand | None:
        """Somebody's errand; None where it is not theirs, or not known any more.

        One that is done, and of which nobody knows any more what came of it, is done again.
        """
        found = self._known(key)
        if found is None or found.owner != owner or found.kind not in self._kinds:
            return None
        if found.state is JobState.DONE and found.result is None and LEFT not in found.about:
            self._put_back(found)
        elif found.state is JobState.RUNNING:
            self._take_from_the_silent(found)
        elif found.state is JobState.QUEUED:
            self._wake(self._kinds[found.kind].lane)
        return self._known(key)

    def _known(self, key: str) -> Errand | None:
        """An errand with its result; that is there before the store says so."""
        with existing_store(self._url).reading() as reading:
            found = reading.errands.by_key(key)
        return replace(found, result=self._results.get(key, (0, None))[1]) if found else None

    def made(self, owner: int) -> tuple[object, ...]:
        """What came of somebody's errands and is still remembered, the newest first."""
        return tuple(result for whose, result in reversed(list(self._results.values())) if whose == owner)

    def stop(self, errand: Errand) -> None:
        """Let an errand end with what it has; one that is over stays as it is."""
        with existing_store(self._url).transaction() as tx:
            tx.errands.ask_to_stop(errand.key, now())

    def again(self, errand: Errand) -> None:
        """Do an errand once more, of which nothing came."""
        if errand.state in {JobState.FAILED, JobState.CANCELLED}:
            self._results.pop(errand.key, None)
            self._put_back(errand)

    def remember(self, errand: Errand, result: object, left: object) -> None:
        """Remember that something was made of what came of an errand."""
        with existing_store(self._url).transaction() as tx:
            tx.errands.tell(errand.key, {**errand.about, LEFT: left})
        self._results[errand.key] = errand.owner, result

    def _wake(self, lane: str) -> None:
        """See to it that somebody looks for errands of a lane."""
        with self._lock:
            self._called.add(lane)
            if lane in self._busy or self._closing.is_set():
                return
            self._busy[lane] = threading.Thread(target=self._work, args=(lane,), name=f"errands: {lane}", daemon=True)
            self._busy[lane].start()

    def _work(self, lane: str) -> None:
        while True:
            with self._lock:
                if lane not in self._called or self._closing.is_set():
                    del self._busy[lane]
                    return
                self._called.discard(lane)
            try:
                while any(map(self._did, self._waiting(lane))):
                    pass
            except Exception as error:  # noqa: BLE001 - it is looked at again by whoever waits for it
                told = str(error) if isinstance(error, RosteringError) else type(error).__name__
                _log.warning("errands cannot be done at the moment: %s", told)

    def _waiting(self, lane: str) -> list[str]:
        """The errands of a lane that are still to be begun, in the order in which they were asked for."""
        if self._closing.is_set():
            return []
        with existing_store(self._url).reading() as reading:
            queued = [one for one in reading.errands.going_on() if one.state is JobState.QUEUED]
        return [one.key for one in queued if one.kind in self._kinds and self._kinds[one.kind].lane == lane]

    def _did(self, key: str) -> bool:
        """Do an errand; whether it was still there to be done."""
        self._doing.add(key)  # before the store says that it is running: nobody may take it for one that is left
        try:
            errand = self._claimed(key)
            if errand:
                self._run(errand)
            return errand is not None
        finally:
            self._doing.discard(key)

    def _claimed(self, key: str) -> Errand | None:
        """An errand, now ours; None where another was quicker."""
        with existing_store(self._url).transaction() as tx:
            return tx.errands.by_key(key) if tx.errands.claim(key, self._holder, now()) else None

    def _run(self, errand: Errand) -> None:
        asked = self._url, errand.owner, self._kinds[errand.kind].work, errand.about
        try:
            with ChildWork(errand.language, carry_out, *asked) as child:
                self._follow(errand, child)
        except OSError as error:
            _log.error("an errand failed: %s", type(error).__name__)
            self._end(errand, JobState.FAILED)

    def _follow(self, errand: Errand, child: ChildWork) -> None:
        """Hear what the child says until it is over; whoever wants it stopped has it stopped."""
        progress: dict[str, Any] = {}
        heard, ends = 0.0, None
        while True:
            try:
                told = child.hear(GLANCE)
            except EOFError:
                self._end(errand, JobState.CANCELLED if ends else JobState.FAILED)
                return
            if told and told[0] is Said.PROGRESS:
                progress |= told[1]
            elif told:
                self._beat(errand, progress)
                self._answered(errand, *told, stopped=ends is not None)
                return
            if time.monotonic() >= heard + BEAT:
                heard, state = time.monotonic(), self._beat(errand, progress)
                if state is None:
                    return
                if state.is_stopping and ends is None:
                    child.ask_to_stop()
                    ends = time.monotonic() + PATIENCE
            if ends and time.monotonic() >= ends:
                child.kill()

    def _beat(self, errand: Errand, progress: Mapping[str, Any]) -> Errand | None:
        """The errand as it stands, with a sign of life; None where it is not ours any more, or was put back.

        A store that cannot be written at the moment leaves it as it was.
        """
        ending = self._closing.is_set()  # looked at once: a service that is closed has put back what it leaves
        try:
            with existing_store(self._url).transaction() as tx:
                at = now()
                is_ours = tx.errands.beat(errand.key, self._holder, at, progress)
                if is_ours and ending:
                    tx.errands.put_back(errand.key, JobState.RUNNING, at)
                return tx.errands.by_key(errand.key) if is_ours and not ending else None
        except StorageFailed as error:
            _log.warning("how far an errand is could not be kept: %s", error)
            return None if ending else errand

    def _answered(self, errand: Errand, what: Said, value: Any, stopped: bool) -> None:
        if what is Said.REFUSED:
            self._end(errand, JobState.FAILED, tuple(map(str, value)))
            return
        self._results[errand.key] = errand.owner, value
        left = {**errand.about, **self._kinds[errand.kind].kept(value)}
        self._end(errand, JobState.CANCELLED if stopped else JobState.DONE, about=left)

    def _end(
        self, errand: Errand, state: JobState, why: tuple[str, ...] = (), about: Mapping[str, Any] | None = None
    ) -> None:
        """Keep how it ended; a store that is in use is asked again and again."""
        at = now()
        known = {"kind": errand.kind, "state": state.value, "user": errand.owner, "tries": errand.tries}
        _log.info("errand", extra={**known, "seconds": (at - errand.created).total_seconds()})
        past(errand.kind, errand.created, at, state is JobState.FAILED, **known)
        left = errand.about if about is None else about
        for _time in range(STUBBORNLY - 1):
            with suppress(StorageFailed):
                return self._note_end(errand, state, why, left)
        return self._note_end(errand, state, why, left)

    def _note_end(self, errand: Errand, state: JobState, why: tuple[str, ...], left: Mapping[str, Any]) -> None:
        with existing_store(self._url).transaction() as tx:
            tx.errands.finish(errand.key, self._holder, state, now(), why, left)

    def _put_back(self, errand: Errand) -> None:
        with existing_store(self._url).transaction() as tx:
            tx.errands.put_back(errand.key, errand.state, errand.heartbeat)
        self._wake(self._kinds[errand.kind].lane)

    def _take_from_the_silent(self, errand: Errand) -> None:
        """Put an errand back whose service has gone; one that was begun too often has failed."""
        is_ours = errand.key in self._doing
        if is_ours or errand.heartbeat is None or now() <= errand.heartbeat + self._silence:
            return
        if errand.tries < TRIES:
            self._put_back(errand)
            return
        with existing_store(self._url).transaction() as tx:
            tx.errands.give_up(errand.key, errand.heartbeat, now(), [said("it was cut off again and again")])

    def _look_for_left(self) -> None:
        while not self._closing.is_set():
            try:
                if not self._is_something_left():
                    return
            except RosteringError as error:
                _log.warning("errands that were left cannot be looked for: %s", error)
            self._closing.wait(LOOK)

    def _is_something_left(self) -> bool:
        """Whether an errand is still to be done, or another service's, which may have gone."""
        if is_missing(self._url):
            return False
        with existing_store(self._url).reading() as reading:
            going_on = [one for one in reading.errands.going_on() if one.kind in self._kinds]
        for one in going_on:
            if one.state is JobState.RUNNING:
                self._take_from_the_silent(one)
            self._wake(self._kinds[one.kind].lane)
        return bool(going_on)
