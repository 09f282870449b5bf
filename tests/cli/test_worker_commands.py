"""The commands worker and rounds: what they print, and how they refuse."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from rostering.domain.rounds import RoundOutcome
from rostering.services.clock import now
from rostering.services.rounds.doing import SILENCE, do_round
from rostering.services.rounds.regular_work import ROUNDS, Ground
from rostering.store import open_store
from samples.called import Command
from samples.workers import working


@pytest.mark.parametrize(
    ("db", "code", "said"),
    [
        (
            "rostering.db",
            2,
            "workers need a store in PostgreSQL, and rostering.db is a file: without them `rostering serve` does",
        ),
        ("mysql://host/name", 4, "the store is kept in SQLite or PostgreSQL, not in 'mysql'"),
        ("postgresql:/", 2, "workers need a store in PostgreSQL, and postgresql:/ is a file: without them"),
    ],
)
def test_a_store_that_has_no_workers_is_refused_and_none_is_made(
    rostering: Command, tmp_path: Path, db: str, code: int, said: str
) -> None:
    answer = rostering("--db", db, "worker")
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert not (tmp_path / "rostering.db").exists()


def test_a_server_that_is_not_there_is_told_without_its_password(rostering: Command) -> None:
    answer = rostering("--db", "postgresql://somebody:hush@127.0.0.1:9/none", "worker")
    assert answer.code == 4
    assert "hush" not in answer.err


def test_a_queue_that_there_is_not_is_told_with_those_that_there_are(rostering: Command) -> None:
    answer = rostering("--db", "postgresql://127.0.0.1:9/none", "worker", "--queues", "plan,male")
    assert (answer.code, answer.err) == (
        2,
        "rostering: there is no queue 'male'; known: plan, repair, mail, upkeep\n",
    )


def test_without_its_library_a_worker_says_what_to_install(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['procrastinate'] = None; from rostering.__main__ import main; main()"
    words = [sys.executable, "-c", hidden, "--db", "postgresql://127.0.0.1:9/none", "worker"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "rostering: workers need the library procrastinate: pip install 'rostering[cluster]'\n",
    )


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_worker_does_regular_work_and_says_nothing_more_than_that_it_works(
    rostering: Command, url: str, tmp_path: Path
) -> None:
    with working(url, tmp_path) as worker:
        while not rostering("--db", url, "rounds", "--json").json["rounds"][0]["ended"]:
            pass
        shown = rostering("--db", url, "rounds")
        worker.send_signal(signal.SIGINT)
        assert worker.wait() == 0
    assert "Workers do it; one gave a sign of life at" in shown.out
    assert shown.code == 0
    assert (tmp_path / "worker-0.log").read_text() == "rostering: working on plan, repair, mail, upkeep\n"
    deserted = rostering("--db", url, "rounds")
    assert "none has given a sign of life for a minute: start `rostering worker`." in deserted.out
    assert deserted.code == 1


def test_regular_work_is_listed_with_what_it_lacks_in_either_language(
    rostering: Command, imported: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = rostering("--db", imported, "rounds")
    assert new.code == 0
    assert new.out.count("not yet") == len(ROUNDS)
    assert "It is done by `rostering serve`, as the store has no workers." in new.out
    assert do_round(Ground(imported), ROUNDS["mails"], "somebody")
    monkeypatch.setenv("ROSTERING_LANGUAGE", "da")
    monkeypatch.setenv("COLUMNS", "200")
    told = rostering("--db", imported, "rounds")
    assert "mails er slået fra i organisation.toml" in told.out
    (mails, *_others) = rostering("--db", imported, "rounds", "--json").json["rounds"]
    assert (mails["name"], mails["outcome"], mails["told"], mails["succeeded"]) == (
        "mails",
        "skipped",
        "mails are off, as organisation.toml says",
        None,
    )


def test_work_that_failed_or_was_cut_off_is_an_answer_of_no(rostering: Command, imported: str) -> None:
    with open_store(imported).transaction() as tx:
        assert tx.rounds.claim("radar", "gone", now() - 2 * SILENCE, timedelta(hours=1), SILENCE)
    cut_off = rostering("--db", imported, "rounds")
    assert (cut_off.code, "cut off" in cut_off.out) == (1, True)
    with open_store(imported).transaction() as tx:
        assert tx.rounds.end("radar", "gone", now(), RoundOutcome.FAILED, "no")
    failed = rostering("--db", imported, "rounds")
    assert (failed.code, "failed" in failed.out) == (1, True)
