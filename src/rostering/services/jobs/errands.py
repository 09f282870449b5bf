"""Errands: work that takes long and that nobody keeps, such as many PDF, or a what-if.

A child process does it, so that pages go on; the service remembers what came of it for a while, and loses it when it is
started anew: whoever asked asks again. Plans, which are kept, are jobs.
"""

import logging
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import BinaryIO, cast

from rostering.domain.jobs import JobState
from rostering.language import spoken
from rostering.services.clock import now
from rostering.services.jobs.errand_child import ErrandFrame, frames, write_frame

PROGRAM = (sys.executable, "-P", "-m", "rostering.services.jobs.errand_child")
"""What a child runs; what stands in the current folder is no part of it."""
KEPT = timedelta(hours=1)
"""How long what came of an errand is remembered."""
MOST = 20
"""Errands that are remembered."""
_log = logging.getLogger(__name__)


@dataclass
class Errand:
    """Something that somebody asked for, how far it is, and what came of it."""

    key: str
    owner: str
    about: Mapping[str, object]
    """What it is for, as its pages need to know it."""
    began: datetime
    state: JobState = JobState.QUEUED
    progress: tuple[object, ...] = ()
    """What the work told last of how far it is."""
    result: object = None
    why: tuple[str, ...] = ()
    """Why nothing came of it, in sentences; empty where the log says it."""
    ended: datetime | None = None
    over: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set once it has ended."""


class Errands:
    """Runs errands of a kind, one at a time, and remembers them."""

    def __init__(self, program: Sequence[str] = PROGRAM) -> None:
        self._program = program
        self._turn, self._lock = threading.Lock(), threading.Lock()
        self._kept: dict[str, Errand] = {}
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def begin(self, owner: str, about: Mapping[str, object], work: Callable[..., object], *args: object) -> Errand:
        """Let a function of a module be called with these arguments, and with one more that tells how far it is."""
        errand = Errand(secrets.token_urlsafe(12), owner, about, now())
        with self._lock:
            self._forget()
            self._kept[errand.key] = errand
        asked = (spoken(), work, args)
        threading.Thread(target=self._run, args=(errand, asked), name="errand", daemon=True).start()
        return errand

    def find(self, key: str, owner: str) -> Errand | None:
        """Somebody's errand; None where it is not theirs, or not known any more."""
        found = self._kept.get(key)
        return found if found and found.owner == owner else None

    def made(self, owner: str) -> tuple[object, ...]:
        """What came of somebody's errands and is still remembered, the newest first."""
        return tuple(one.result for one in reversed(self._kept.values()) if one.owner == owner and one.result)

    def stop(self, errand: Errand) -> None:
        """Let an errand end with nothing; one that is over stays as it is."""
        with self._lock:
            if not errand.state.is_over:
                errand.state, errand.ended = JobState.CANCELLED, now()
                errand.over.set()
                if child := self._children.get(errand.key):
                    child.kill()

    def _forget(self) -> None:
        """Forget what ended long ago, and the oldest of too many."""
        over = [one for one in self._kept.values() if one.ended]
        old = [one for one in over if one.ended and now() - one.ended > KEPT]
        for one in {one.key: one for one in (*old, *over[: max(0, len(self._kept) - MOST + 1)])}:
            del self._kept[one]

    def _run(self, errand: Errand, asked: tuple[object, ...]) -> None:
        with self._turn:
            try:
                self._do(errand, asked)
            except OSError as error:
                _log.error("an errand failed: %s", type(error).__name__)
                self._end(errand, JobState.FAILED)

    def _do(self, errand: Errand, asked: tuple[object, ...]) -> None:
        with self._lock:
            if errand.state.is_over:
                return
            errand.state = JobState.RUNNING
            child = self._children[errand.key] = self._begun()
        with child:
            try:
                self._follow(errand, child, asked)
            finally:
                del self._children[errand.key]
                child.kill()
        self._end(errand, JobState.FAILED)  # unless it has said how it ended

    def _begun(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 - our own program
            self._program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    def _follow(self, errand: Errand, child: "subprocess.Popen[bytes]", asked: tuple[object, ...]) -> None:
        write_frame(cast("BinaryIO", child.stdin), ErrandFrame.RESULT, asked)
        for kind, value in frames(cast("BinaryIO", child.stdout)):
            if kind is ErrandFrame.PROGRESS and isinstance(value, tuple):
                errand.progress = value
            elif kind is ErrandFrame.RESULT:
                self._end(errand, JobState.DONE, value)
            elif isinstance(value, (list, tuple)):
                self._end(errand, JobState.FAILED, None, tuple(map(str, value)))

    def _end(self, errand: Errand, state: JobState, result: object = None, why: tuple[str, ...] = ()) -> None:
        with self._lock:
            if not errand.state.is_over:
                errand.result, errand.why, errand.ended, errand.state = result, why, now(), state
                errand.over.set()
