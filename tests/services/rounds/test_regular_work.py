"""Regular work is done once over all processes, says what it lacks, and is taken up where it was left."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from rostering.domain.rounds import RoundOutcome, RoundRun
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.rounds.clockwork import Clockwork
from rostering.services.rounds.doing import SILENCE, do_round
from rostering.services.rounds.regular_work import ROUNDS, UPKEEP, Ground, Round, RoundSkipped
from rostering.store import open_store
from samples.mail_sink import free_port
from samples.notice_firm import filled, letter, new_store
from samples.small_firm import write_firm

HOUR = timedelta(hours=1)


def seen(url: str) -> dict[str, RoundRun]:
    with open_store(url).reading() as reading:
        return {run.name: run for run in reading.rounds.all()}


def counting(done: list[str]) -> Round:
    def work(_ground: Ground) -> str:
        done.append("once")
        return "it is done"

    return Round("count", "Count", HOUR, "0 * * * *", UPKEEP, work)


def test_of_two_who_come_at_the_same_time_one_does_it_once_each_time(url: str) -> None:
    done: list[str] = []
    what, ground = counting(done), Ground(url)
    asked = [Thread(target=do_round, args=(ground, what, f"holder {number}")) for number in range(4)]
    for thread in asked:
        thread.start()
    for thread in asked:
        thread.join()
    assert done == ["once"]
    run = seen(url)["count"]
    assert (run.outcome, run.told, run.holder, run.succeeded) == (RoundOutcome.DONE, "it is done", None, run.ended)


@pytest.mark.parametrize(("earlier", "is_done"), [(timedelta(), False), (HOUR, True), (-3 * HOUR, True)])
def test_it_is_done_again_when_it_is_time_and_when_a_clock_was_set_back(
    url: str, earlier: timedelta, is_done: bool
) -> None:
    done: list[str] = []
    what = counting(done)
    with open_store(url).transaction() as tx:
        assert tx.rounds.claim("count", "other", now() - earlier, HOUR, SILENCE)
        assert tx.rounds.end("count", "other", now() - earlier, RoundOutcome.FAILED, "no")
    assert do_round(Ground(url), what, "ours") is is_done
    assert len(done) == is_done


def test_what_a_process_left_is_done_by_another_and_the_first_writes_nothing_more(url: str) -> None:
    store, at = open_store(url), now()
    with store.transaction() as tx:
        assert tx.rounds.claim("count", "gone", at - SILENCE, HOUR, SILENCE)
        assert tx.rounds.claim("count", "ours", at, HOUR, SILENCE)
        assert not tx.rounds.claim("count", "third", at, HOUR, SILENCE)
        assert not tx.rounds.beat("count", "gone", at)
        assert not tx.rounds.end("count", "gone", at, RoundOutcome.DONE, "late")
        assert tx.rounds.beat("count", "ours", at)


def test_what_goes_wrong_or_is_lacking_is_told_and_a_success_is_remembered(url: str) -> None:
    ways = iter(["done", "skip", "crash"])

    def work(_ground: Ground) -> str:
        match next(ways):
            case "skip":
                raise RoundSkipped("something is lacking")
            case "crash":
                raise ZeroDivisionError
        return "it is done"

    what = Round("work", "Work", timedelta(), "* * * * *", UPKEEP, work)
    for _time in range(3):
        assert do_round(Ground(url), what, "ours")
    run = seen(url)["work"]
    assert run.outcome is RoundOutcome.FAILED
    assert run.told == "something went wrong in rostering itself: the log says what"
    assert run.succeeded is not None
    assert run.ended is not None
    assert run.succeeded <= run.ended


@pytest.fixture
def firm(tmp_path: Path) -> str:
    url = str(tmp_path / "rostering.db")
    import_folder(url, write_firm(tmp_path / "firm"), "tester")
    return url


def test_each_piece_says_what_it_lacks_in_a_firm_that_has_set_up_nothing(firm: str) -> None:
    ground = Ground(firm)
    begun = {name for name, what in ROUNDS.items() if do_round(ground, what, "ours")}
    assert begun == ROUNDS.keys() - {"pagers"}
    assert {name: (run.outcome, run.told) for name, run in seen(firm).items()} == {
        "mails": (RoundOutcome.SKIPPED, "mails are off, as organisation.toml says"),
        "webhooks": (RoundOutcome.SKIPPED, "there are no webhooks"),
        "chats": (RoundOutcome.SKIPPED, "there are no channels"),
        "radar": (RoundOutcome.DONE, "cases that are open: 0"),
        "retention": (RoundOutcome.SKIPPED, "policy.toml does not ask for it every day"),
    }


def test_a_mail_server_out_of_reach_is_told_and_mails_wait_until_there_is_one(tmp_path: Path) -> None:
    url, folder = str(tmp_path / "notices.db"), tmp_path / "mails"
    store = new_store(url)
    filled(store, letter(1), letter(2), at=now())
    mails = replace(ROUNDS["mails"], every=timedelta())
    assert do_round(Ground(url), mails, "ours")
    assert seen(url)["mails"].told == "ROSTERING_SMTP does not say where mails go"
    assert do_round(Ground(url, f"smtp://127.0.0.1:{free_port()}"), mails, "ours")
    run = seen(url)["mails"]
    assert (run.outcome, run.succeeded) == (RoundOutcome.FAILED, None)
    assert str(run.told).startswith("nobody takes the mails: ")
    assert "Connection refused" in str(run.told)
    with store.transaction() as tx:
        tx.outbox.retry_now()
    assert do_round(Ground(url, f"maildir:{folder}"), mails, "ours")
    assert seen(url)["mails"].told == "2 sent, 0 waiting, 0 failed"
    assert do_round(Ground(url, f"maildir:{folder}"), mails, "ours")
    assert len(list((folder / "new").iterdir())) == 2


def test_without_a_data_folder_nothing_is_done_and_without_a_store_none_is_made(url: str, tmp_path: Path) -> None:
    assert do_round(Ground(url), ROUNDS["mails"], "ours")
    assert seen(url)["mails"].told == "no data folder has been imported yet"
    assert not do_round(Ground(str(tmp_path / "none.db")), ROUNDS["mails"], "ours")
    assert not (tmp_path / "none.db").exists()


@pytest.fixture
def two_services(url: str) -> Iterator[tuple[list[str], Event]]:
    done: list[str] = []
    over = Event()

    def work(ground: Ground) -> str:
        done.append(str(id(ground)))
        over.set()
        return "it is done"

    what = Round("work", "Work", HOUR, "0 * * * *", UPKEEP, work)
    with ExitStack() as stack:
        for _service in range(2):
            stack.enter_context(Clockwork(Ground(url), first=0.0, look=0.01, rounds=[what]))
        yield done, over


def test_services_do_regular_work_by_themselves(two_services: tuple[list[str], Event], url: str) -> None:
    done, over = two_services
    assert over.wait(60)
    while (run := seen(url)["work"]).ended is None:
        over.wait(0.01)
    assert run.told == "it is done"
    assert len(done) == 1
