"""Starts the process that reads one calendar, and kills it when it takes too long; few at a time."""

import json
import subprocess
import sys
from threading import BoundedSemaphore

from rostering.domain.proposals import FoundLeave
from rostering.errors import Fault, FaultyInput
from rostering.feeds.leave import child
from rostering.feeds.leave.dates_only import dates_only
from rostering.feeds.leave.reading import Frame
from rostering.language import _, marked

CPU_SECONDS = 5
SECONDS = 60
"""By the clock on the wall, for a process that sleeps; one that starves beside plans has its time on the processor."""
AT_ONCE = BoundedSemaphore(2)
_HINT = marked("export fewer months, or send the dates as CSV: from,to")


def read_guarded(
    name: str, data: bytes, frame: Frame, seconds: float = SECONDS, cpu_seconds: int = CPU_SECONDS
) -> FoundLeave:
    """What a calendar file proposes. Raises FaultyInput; `name` is what its faults call the file."""
    calendar = dates_only(name, data)
    looked, command = frame.looked, [sys.executable, "-I", "-m", child.__name__]
    words = [str(cpu_seconds), frame.zone.key, str(frame.work), str(looked.first), str(looked.last)]
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603 -- our own program, and no word of the file's in the command
                [*command, *words], input=calendar, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                timeout=seconds, check=False, env={},
            )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _refusal(name, child.TOO_DEAR) from None
    if done.returncode:
        raise _refusal(name, done.returncode)
    return FoundLeave.of_plain(json.loads(done.stdout))


def _refusal(name: str, code: int) -> FaultyInput:
    if code == child.TOO_DEAR or code < 0:
        return FaultyInput([Fault(name, _("takes more time or memory than a calendar may"), _(_HINT))])
    return FaultyInput([Fault(name, _("cannot be read as a calendar"), _("send the file as the calendar wrote it"))])
