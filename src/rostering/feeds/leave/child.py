"""The guarded process: limits on itself first, then a checked calendar from stdin to plain values on stdout.

Started as `python -I -m rostering.feeds.leave.child SECONDS ZONE WORK FIRST LAST`. It is fresh for each file, as the
parser keeps the time zones that a file defines for all files after it. What goes wrong says nothing of the content.
"""

import json
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from types import FrameType
from zoneinfo import ZoneInfo

from rostering.feeds.leave.groups import TooCostly
from rostering.feeds.leave.reading import Frame, read_calendar
from rostering.spans import Hours, Period

TOO_DEAR = 4
"""Exit code, beside 0 and 1 for what cannot be read."""
MEMORY = 512 << 20
_ONE_ENTRY = 1.0
"""Seconds of the processor that one entry may take, of all that the file may."""


def main(seconds: str, zone: str, work: str, first: str, last: str) -> int:
    """Read stdin, write stdout; returns the exit code."""
    _limit(int(seconds))
    looked = Period(date.fromisoformat(first), date.fromisoformat(last))
    try:
        found = read_calendar(sys.stdin.buffer.read(), Frame(ZoneInfo(zone), Hours.parse(work), looked), _patience)
    except (MemoryError, RecursionError):
        return TOO_DEAR
    json.dump(found.plain(), sys.stdout)
    return 0


def _limit(seconds: int) -> None:
    """No more time, memory, files or dumps than a calendar takes."""
    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for kind, most in limits.items():
        with suppress(ValueError, OSError):  # a system that lacks one, or is stricter already
            resource.setrlimit(kind, (most, most))


@contextmanager
def _patience() -> Iterator[None]:
    """One entry may repeat for ever and never meet a date; it ends itself, the file goes on."""
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _ONE_ENTRY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooCostly


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
