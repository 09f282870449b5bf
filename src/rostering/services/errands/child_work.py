"""Work in a child process: what a function returns comes back, with how far it is; it is asked to stop, or killed.

Children are forked from one process that has loaded everything, so that one begins at once; they end with whoever holds
the other end of their line.
"""

import os
import signal
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from enum import Enum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from rostering.errors import RosteringError
from rostering.language import speaking

LETTING_GO = 5.0
"""Seconds that a killed child is waited for."""
CALM = 20.0
"""Seconds after which a service that has begun makes itself ready for children."""
_CONTEXT = get_context("forkserver")
_ONE_BY_ONE = threading.Lock()
"""Held while a child begins or is let go: whoever begins one looks at all that there are."""


class Said(Enum):
    """What a child says: how far it is, what came of it, or why nothing did."""

    PROGRESS = 1
    RESULT = 2
    REFUSED = 3


class Wire:
    """How work in a child is in touch with whoever asked for it."""

    def __init__(self, line: "Connection[Any, Any]") -> None:
        self._line, self._lock = line, threading.Lock()
        self.stop = threading.Event()
        """Set once the work is to end with the best it has."""

    def tell(self, **figures: object) -> None:
        """Say how far it is; from any thread."""
        self.say(Said.PROGRESS, figures)

    def say(self, what: Said, value: object) -> None:
        """Say something."""
        with self._lock:
            self._line.send((what, value))

    def listen(self) -> None:
        """Hear of a wish to stop; end when nobody is there any more."""
        try:
            while True:
                self._line.recv()
                self.stop.set()
        except (EOFError, OSError):
            os._exit(1)


class ChildWork:
    """A function at work in a child process, with its arguments and a Wire, in a language."""

    def __init__(self, language: str, work: Callable[..., object], *args: object) -> None:
        self._line, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_carry_out, args=(theirs, language, work, args), daemon=True)
        try:
            with _ONE_BY_ONE:
                self._process.start()
        finally:
            theirs.close()

    def __enter__(self) -> "ChildWork":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._process.join(LETTING_GO)
        self._line.close()
        with _ONE_BY_ONE, suppress(ValueError):  # whatever does not end is nobody's to wait for
            self._process.close()

    def hear(self, seconds: float) -> tuple[Said, Any] | None:
        """What it says within some seconds. Raises EOFError once it has ended, even in the middle of a word."""
        try:
            return self._line.recv() if self._line.poll(seconds) else None
        except OSError as error:
            raise EOFError from error

    def ask_to_stop(self) -> None:
        """Let it end with the best it has."""
        with suppress(OSError):
            self._line.send(None)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


def make_ready(modules: Collection[str] = ()) -> None:
    """Say what children need in the process that they are forked from, and load it before the first is wanted.

    A service that has just begun has other things to do; who wants a child at once waits until it is loaded.
    """
    from multiprocessing import forkserver  # noqa: PLC0415 - not everywhere

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing is reckoned by it, and whatever forks has one thread
    _CONTEXT.set_forkserver_preload(["rostering.services.errands.errand_kinds", *modules])
    begun = threading.Timer(CALM, forkserver.ensure_running)
    begun.daemon = True
    begun.start()


def _carry_out(
    line: "Connection[Any, Any]", language: str, work: Callable[..., object], args: tuple[object, ...]
) -> None:
    """Do the work in the child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which ends its children
    os.dup2(2, 1)  # what a library prints is no answer to anybody
    wire = Wire(line)
    threading.Thread(target=wire.listen, daemon=True).start()
    with speaking(language):
        try:
            result = work(*args, wire)
        except RosteringError as error:
            wire.say(Said.REFUSED, list(getattr(error, "reasons", None) or str(error).splitlines()))
        except Exception:  # noqa: BLE001 - it is logged, and the process ends
            from rostering.logs.crash import crashed  # noqa: PLC0415 - hardly ever needed, and children begin often

            crashed(work=getattr(work, "__qualname__", ""))
        else:
            wire.say(Said.RESULT, result)
