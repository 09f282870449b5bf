"""A service that plans: it ends its children when it is stopped, and what it leaves when it is killed is said."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from rostering.domain.jobs import Job, JobState
from rostering.domain.users import Role
from samples.asked_jobs import QUARTER, asked, awaited, children_of, rosters, seen, words_of
from samples.page_people import session_of
from samples.running import Running, running


def has_found(job: Job) -> bool:
    return job.progress.empty is not None


def planning(service: Running, store: str) -> int:
    """A plan that goes on until it is stopped; the number of the process that makes it."""
    asked(store, QUARTER, effort=1e9)
    awaited(store, has_found)
    (child,) = [pid for pid in children_of(service.process.pid) if b"jobs.run" in words_of(pid)]
    return child


@contextmanager
def listening(service: Running, store: str) -> Iterator[BinaryIO]:
    """Somebody's browser that follows the plan, and has heard of it."""
    with socket.create_connection(service.address) as client, client.makefile("rb") as answer:
        cookie = f"session={session_of(store, Role.OPS)}"
        client.sendall(f"GET /board/jobs/1/events HTTP/1.1\r\nHost: test\r\nCookie: {cookie}\r\n\r\n".encode())
        while not answer.readline().startswith(b"data: "):
            pass
        yield answer


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_service_that_is_stopped_ends_its_child_though_somebody_follows_and_keeps_the_best(
    example: str, tmp_path: Path, how: int
) -> None:
    with running(example, tmp_path) as service:
        child = planning(service, example)
        with listening(service, example) as answer:
            service.process.send_signal(how)
            answer.read()
        assert service.process.wait() in {0, 130}
    assert not Path(f"/proc/{child}").exists()
    job = seen(example)
    assert (job.state, job.told, job.roster) == (JobState.CANCELLED, "the service was stopped", 1)
    assert " ERROR " not in service.log.read_text()


def test_a_service_that_is_killed_takes_its_child_with_it_and_the_next_one_says_so(
    example: str, tmp_path: Path
) -> None:
    with running(example, tmp_path) as service:
        planning(service, example)
        service.stopped(signal.SIGKILL)
    ended = awaited(example, lambda job: job.is_over)
    assert (ended.state, ended.told) == (JobState.FAILED, "the service ended while it was planned")
    assert rosters(example) == (1,) == (ended.roster,)
    with running(example, tmp_path) as service:
        answer = service.get("/board/jobs/1", cookie=f"session={session_of(example, Role.OPS)}")
        assert "It did not come to its end" in answer.body.decode()


def test_no_list_of_processes_shows_which_store_a_child_works_on(example: str, tmp_path: Path) -> None:
    with running(example, tmp_path) as service:
        child = planning(service, example)
        words = Path(f"/proc/{child}/cmdline").read_bytes().decode().split("\0")
        assert words[-5:-2] == ["-m", "rostering.services.jobs.run", "1"]
        assert not any(example in word for word in words)
        assert os.getpgid(child) == child
