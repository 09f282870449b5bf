"""ErrandRunner: a child process does what was asked for in the store, tells how far it is, and its end is known."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rostering.domain.errands import KEPT as LEFT
from rostering.domain.errands import Errand
from rostering.domain.jobs import JobState
from rostering.domain.users import Role, User
from rostering.language import speaking
from rostering.services.clock import now
from rostering.services.errands.runner import KEPT, MOST, TRIES, WAITING, ErrandRunner, TooManyErrands
from rostering.store import open_store
from samples.errand_work import KINDS, errand_so_far, until

ANNA, BO = 1, 2
NEVER = timedelta(days=1)
_SERVICE = """
import sys, time
sys.path.insert(0, sys.argv[2])
from rostering.services.errands.runner import ErrandRunner
from samples.errand_work import KINDS
if __name__ == "__main__":
    ErrandRunner(sys.argv[1], KINDS).take_up()
    time.sleep(600)
"""


@pytest.fixture
def users(imported: str) -> str:
    with open_store(imported).transaction() as tx:
        for name in ("anna", "bo"):
            tx.users.add(User(0, name, Role.OPS, None, None, now()))
    return imported


@pytest.fixture
def service(users: str) -> Iterator[Callable[..., ErrandRunner]]:
    made: list[ErrandRunner] = []

    def begin(silence: timedelta = NEVER) -> ErrandRunner:
        made.append(ErrandRunner(users, KINDS, silence))
        return made[-1]

    yield begin
    for one in made:
        one.close()


def ended(errands: ErrandRunner, errand: Errand) -> Errand:
    return errand_so_far(errands, errand.key, errand.owner)


def kept(store: str, key: str) -> Errand:
    with open_store(store).reading() as reading:
        found = reading.errands.by_key(key)
    assert found is not None
    return found


def test_what_was_asked_for_comes_back_with_how_far_it_was(service: Callable[..., ErrandRunner]) -> None:
    errands = service()
    found = ended(errands, errands.begin(ANNA, "doubled", {"number": 21}))
    assert (found.state, found.result, found.why, found.tries) == (JobState.DONE, 42, (), 1)
    assert errands.made(ANNA) == (42,)


def test_it_is_done_in_the_name_of_whoever_asked(service: Callable[..., ErrandRunner]) -> None:
    errands = service()
    assert ended(errands, errands.begin(BO, "named", {})).result == "bo"


def test_whoever_may_not_sign_in_any_more_gets_nothing(service: Callable[..., ErrandRunner], users: str) -> None:
    with open_store(users).transaction() as tx:
        bo = tx.users.by_number(BO)
        assert bo is not None
        tx.users.change(User(bo.number, bo.name, bo.role, None, None, bo.created, ended=now()))
    errands = service()
    found = ended(errands, errands.begin(BO, "named", {}))
    assert (found.state, found.why) == (JobState.FAILED, ("whoever asked for this may not sign in any more",))


def test_nobody_finds_the_errand_of_somebody_else(service: Callable[..., ErrandRunner]) -> None:
    errands = service()
    errand = ended(errands, errands.begin(ANNA, "doubled", {"number": 1}))
    assert errands.find(errand.key, BO) is None
    assert errands.made(BO) == ()
    assert errands.find("unknown", ANNA) is None


def test_a_refusal_is_told_in_the_language_of_whoever_asked(service: Callable[..., ErrandRunner]) -> None:
    errands = service()
    with speaking("da"):
        errand = errands.begin(ANNA, "refused", {})
    found = ended(errands, errand)
    assert (found.state, found.why) == (JobState.FAILED, ("dette skal udfyldes", "second"))


@pytest.mark.parametrize("how", ["killed", "broken"])
def test_a_child_that_dies_is_a_failure_without_words_that_can_be_tried_again(
    service: Callable[..., ErrandRunner], how: str
) -> None:
    errands = service()
    found = ended(errands, errands.begin(ANNA, how, {}))
    assert (found.state, found.result, found.why) == (JobState.FAILED, None, ())
    errands.again(found)
    found = ended(errands, found)
    assert (found.state, found.tries) == (JobState.FAILED, 2)


def test_a_child_that_is_killed_hard_is_a_failure_and_the_next_is_done(
    service: Callable[..., ErrandRunner],
) -> None:
    errands = service()
    first = errands.begin(ANNA, "deaf", {})
    second = errands.begin(ANNA, "doubled", {"number": 2})
    os.kill(errand_so_far(errands, first.key, ANNA, "pid").progress["pid"], signal.SIGKILL)
    assert ended(errands, first).state is JobState.FAILED
    assert ended(errands, second).result == 4


def test_what_is_stopped_leaves_what_it_has(service: Callable[..., ErrandRunner], tmp_path: Path) -> None:
    errands = service()
    errand = errands.begin(ANNA, "counted", {"begun": str(tmp_path / "begun")})
    errands.stop(errand_so_far(errands, errand.key, ANNA, "pid"))
    found = ended(errands, errand)
    assert (found.state, found.result) == (JobState.CANCELLED, "what there is")
    errands.stop(found)
    assert errands.find(errand.key, ANNA) == found


def test_what_does_not_hear_a_stop_is_ended_hard_and_one_that_waits_never_begins(
    service: Callable[..., ErrandRunner],
) -> None:
    errands = service()
    first, waiting = errands.begin(ANNA, "deaf", {}), errands.begin(ANNA, "deaf", {})
    last = errands.begin(ANNA, "doubled", {"number": 4})
    errand_so_far(errands, first.key, ANNA, "pid")
    errands.stop(waiting)
    errands.stop(first)
    assert ended(errands, last).result == 8
    states = [ended(errands, each) for each in (first, waiting)]
    assert [(one.state, one.result, one.tries) for one in states] == [
        (JobState.CANCELLED, None, 1),
        (JobState.CANCELLED, None, 0),
    ]


def test_a_service_that_is_stopped_puts_back_what_it_does_and_the_next_takes_it_up(
    service: Callable[..., ErrandRunner], users: str, tmp_path: Path
) -> None:
    first = service()
    errand = first.begin(ANNA, "once_more", {"begun": str(tmp_path / "begun")})
    errand_so_far(first, errand.key, ANNA, "pid")
    first.close()
    assert kept(users, errand.key).state is JobState.QUEUED
    second = service()
    second.take_up()
    until(lambda: kept(users, errand.key).state is JobState.DONE)
    assert ended(second, errand).result == "done"


def test_what_a_killed_service_and_its_child_left_is_done_by_the_next(
    service: Callable[..., ErrandRunner], users: str, tmp_path: Path
) -> None:
    with open_store(users).transaction() as tx:
        about = {"begun": str(tmp_path / "begun")}
        tx.errands.add(Errand("key", ANNA, "once_more", about, "en", now()))
    program = tmp_path / "service.py"
    program.write_text(_SERVICE)
    with subprocess.Popen([sys.executable, program, users, str(Path(__file__).parents[2])]) as killed:
        try:
            until(lambda: "pid" in kept(users, "key").progress)
            child = kept(users, "key").progress["pid"]
        finally:
            killed.kill()
    until(lambda: not Path(f"/proc/{child}").exists())
    assert kept(users, "key").state is JobState.RUNNING
    found = ended(service(timedelta(0)), kept(users, "key"))
    assert (found.state, found.result, found.tries) == (JobState.DONE, "done", 2)


def test_what_another_service_still_does_is_left_alone(service: Callable[..., ErrandRunner], tmp_path: Path) -> None:
    first, second = service(), service()
    errand = first.begin(ANNA, "counted", {"begun": str(tmp_path / "begun")})
    errand_so_far(first, errand.key, ANNA, "pid")
    assert second.find(errand.key, ANNA) is not None
    first.stop(errand)
    assert ended(first, errand).state is JobState.CANCELLED
    assert (tmp_path / "begun").read_text() == "x"


def test_what_takes_its_service_with_it_again_and_again_has_failed(
    service: Callable[..., ErrandRunner], users: str
) -> None:
    with open_store(users).transaction() as tx:
        tx.errands.add(Errand("key", ANNA, "doubled", {"number": 1}, "en", now(), tries=TRIES - 1))
        tx.errands.claim("key", "a service that is gone", now() - timedelta(minutes=1))
    found = ended(service(timedelta(seconds=1)), kept(users, "key"))
    assert (found.state, found.why) == (JobState.FAILED, ("it was cut off again and again",))


def test_an_answer_that_is_gone_with_its_service_is_worked_out_again(service: Callable[..., ErrandRunner]) -> None:
    first, second = service(), service()
    errand = ended(first, first.begin(ANNA, "doubled", {"number": 5}))
    first.close()
    until(lambda: second.find(errand.key, ANNA) and second.made(ANNA) == (10,))
    assert ended(second, errand).tries == 2


def test_what_something_was_made_of_is_not_done_again(service: Callable[..., ErrandRunner]) -> None:
    first, second = service(), service()
    errand = ended(first, first.begin(ANNA, "doubled", {"number": 5}))
    first.remember(errand, 11, "B-2026-051")
    assert first.made(ANNA) == (11,)
    found = second.find(errand.key, ANNA)
    assert found is not None
    assert (found.state, found.result, found.about[LEFT], found.tries) == (JobState.DONE, None, "B-2026-051", 1)


def test_whoever_waits_for_many_waits_before_asking_for_more(service: Callable[..., ErrandRunner], users: str) -> None:
    errands = service()
    with open_store(users).transaction() as tx:
        for number in range(WAITING):
            tx.errands.add(Errand(f"a{number:02}", ANNA, "deaf", {}, "en", now()))
    with pytest.raises(TooManyErrands) as refused:
        errands.begin(ANNA, "doubled", {"number": 1})
    assert str(refused.value) == "20 things that you asked for are not done yet: wait for some, or stop them"
    with open_store(users).reading() as reading:
        assert len(reading.errands.going_on()) == WAITING


def test_only_so_many_are_remembered_and_not_for_long(service: Callable[..., ErrandRunner], users: str) -> None:
    errands = service()
    with open_store(users).transaction() as tx:
        long_ago = now() - KEPT - timedelta(seconds=1)
        for whose in (ANNA, BO):
            tx.errands.add(Errand(f"old{whose}", whose, "doubled", {}, "en", long_ago, JobState.DONE, ended=long_ago))
        for number in range(MOST + 3):
            at = now() - timedelta(minutes=30 - number)
            tx.errands.add(Errand(f"a{number:02}", ANNA, "doubled", {}, "en", at, JobState.DONE, ended=at))
    errands.begin(ANNA, "doubled", {"number": 1})
    with open_store(users).reading() as reading:
        known = [f"a{number:02}" for number in range(MOST + 3) if reading.errands.by_key(f"a{number:02}")]
        assert [reading.errands.by_key(key) for key in ("old1", "old2")] == [None, None]
    assert known == [f"a{number:02}" for number in range(4, MOST + 3)]
