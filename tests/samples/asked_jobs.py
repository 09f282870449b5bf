"""Jobs as somebody might have asked for them, what is known of one, and programs that run one badly."""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rostering.domain.jobs import Job
from rostering.domain.users import Actor
from rostering.services.jobs.ask import ask_for_plan
from rostering.services.jobs.queue import Queue, Waiting
from rostering.services.jobs.watching import PROGRAM
from rostering.services.rosters.planning import limits_of
from rostering.spans import Period
from rostering.store import open_store

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
JOB = Job(0, "asta", Period.parse("2026-12"), NOW, "abc", seed=1, effort=20.0, seconds=120.0, workers=4)
LEAD = Actor.ops("asta")
NEXT = Period.parse("2099-12")
"""A month that is never over."""
QUARTER = Period.parse("2026Q4")
"""Of the example firm: more than can be proven best in any time that a test has."""
SHORT = limits_of(600, effort=0.5)
_PROGRAM = Path(__file__).parent / "bad_children.py"


def asked(url: str, period: Period = NEXT, queue: Queue | None = None, effort: float = 0.5) -> Job:
    """A plan that was asked for, and takes a moment unless it is asked to take longer."""
    return ask_for_plan(url, LEAD, queue or Waiting(), period, limits_of(36000, effort=effort))


def seen(url: str, number: int = 1) -> Job:
    """A job as the store has it."""
    with open_store(url).reading() as reading:
        job = reading.jobs.by_number(number)
    assert job is not None
    return job


def awaited(url: str, so_far: Callable[[Job], bool], number: int = 1) -> Job:
    """The job once it has come so far."""
    while not so_far(job := seen(url, number)):
        time.sleep(0.05)
    return job


def children_of(pid: int) -> list[int]:
    """The processes that a process has started, and that have not ended."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def child(program: str = PROGRAM[-1]) -> int:
    """The number of the process that runs a job, once there is one."""
    while not (found := [pid for pid in children_of(os.getpid()) if program.encode() in words_of(pid)]):
        time.sleep(0.05)
    return found[0]


def words_of(pid: int) -> bytes:
    """How a process was called; nothing once it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""


def rosters(url: str) -> tuple[int, ...]:
    """The numbers of all rosters."""
    with open_store(url).reading() as reading:
        return reading.version_numbers()


def bad_child(how: str) -> tuple[str, ...]:
    """A program that runs a job as `bad_children.py` says."""
    return (sys.executable, str(_PROGRAM), how)
