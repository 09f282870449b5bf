"""Each thing that the service depends on is looked at, and what is not well is said with what to do."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from rostering.answers.upkeep import Checkup, CheckupFinding, Standing
from rostering.domain.rounds import RoundOutcome
from rostering.services.clock import now
from rostering.services.rounds.queue_making import prepare_queue
from rostering.services.upkeep import surroundings
from rostering.services.upkeep.checkup import check_up, language_as_it_is
from rostering.store import open_store
from rostering.store.engine import file_of, url_of
from samples.mail_sink import Sink, listening
from samples.notice_firm import filled, letter, new_store


def of(checkup: Checkup, subject: str) -> CheckupFinding:
    (found,) = [one for one in checkup.findings if one.subject == subject]
    return found


def test_all_is_well_with_a_store_that_is(published: str) -> None:
    found = check_up(published, None)
    assert found.is_well
    assert [one.subject for one in found.findings] == [
        "store",
        "schema",
        "disk",
        "clock",
        "calendars",
        "mail",
        "regular work",
    ]
    assert {one.standing for one in found.findings} == {Standing.FINE}
    assert of(found, "mail").found == "notices are off"


def test_a_store_on_either_kind_of_database_is_looked_at(url: str) -> None:
    found = check_up(url, None)
    assert of(found, "schema").standing is Standing.FINE
    assert of(found, "clock").standing is Standing.FINE
    assert of(found, "inputs").found == "nothing was imported yet"
    assert found.is_well
    assert ("disk" in {one.subject for one in found.findings}) == (file_of(url_of(url)) is not None)


def test_without_a_store_there_is_nothing_more_to_look_at(tmp_path: Path) -> None:
    found = check_up(str(tmp_path / "none.db"), None)
    assert not found.is_well
    assert of(found, "store").found == f"there is no store {tmp_path / 'none.db'}"
    assert [file.name for file in tmp_path.iterdir()] == []
    assert language_as_it_is(str(tmp_path / "none.db")) is None


def test_a_server_that_does_not_answer_is_said() -> None:
    found = check_up("postgresql://127.0.0.1:1/none", None)
    assert not found.is_well
    assert of(found, "store").found.startswith("the store postgresql://127.0.0.1:1/none ")


@pytest.mark.parametrize(
    ("revision", "standing", "said"),
    [
        ("0005", Standing.LOOK, "the tables are older (0005; this one makes "),
        ("9999", Standing.WRONG, "the tables are of a newer rostering (9999; this one knows "),
    ],
)
def test_a_store_of_another_version_is_told_and_left(
    published: str, revision: str, standing: Standing, said: str
) -> None:
    with closing(sqlite3.connect(published)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
    found = check_up(published, None)
    assert of(found, "schema").standing is standing
    assert of(found, "schema").found.startswith(said)
    assert [one.subject for one in found.findings] == ["store", "schema"]
    assert language_as_it_is(published) is None
    with closing(sqlite3.connect(published)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)


def test_a_database_of_something_else_is_none_of_ours(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "recipes.db")) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    found = check_up(str(tmp_path / "recipes.db"), None)
    assert of(found, "schema").found == "the tables are none of ours"
    assert not found.is_well


def test_a_damaged_store_is_told_to_be_restored(published: str) -> None:
    size = Path(published).stat().st_size
    with Path(published).open("r+b") as stream:
        stream.seek(size // 2)
        stream.write(b"\xff" * (size // 4))
    found = check_up(published, None)
    assert not found.is_well
    assert of(found, "store").found.endswith("is damaged; restore it from a backup")


@pytest.mark.parametrize(
    ("free", "standing"), [(10 << 20, Standing.WRONG), (500 << 20, Standing.LOOK), (5 << 30, Standing.FINE)]
)
def test_a_disk_that_fills_up_is_told_in_time(
    published: str, monkeypatch: pytest.MonkeyPatch, free: int, standing: Standing
) -> None:
    usage = shutil.disk_usage(Path(published).parent)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    assert of(check_up(published, None), "disk").standing is standing


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_store_that_may_not_be_written_is_told(published: str) -> None:
    Path(published).chmod(0o400)
    assert of(check_up(published, None), "disk").standing is Standing.WRONG


def test_a_clock_that_was_set_back_is_told(published: str) -> None:
    with open_store(published).transaction() as tx:
        tx.log("tester", "import", "", at=now() + timedelta(hours=1))
    found = of(check_up(published, None), "clock")
    assert found.standing is Standing.WRONG
    assert "which has yet to come" in found.found


def test_a_database_whose_clock_is_off_is_told(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(database)
    monkeypatch.setattr(surroundings, "now", lambda: now() + timedelta(minutes=2))
    found = of(check_up(database, None), "clock")
    assert found.standing is Standing.WRONG
    assert found.found.startswith("the database's clock is 1")


def test_a_firm_that_sends_notices_has_to_say_where_to(tmp_path: Path) -> None:
    store = new_store(tmp_path / "rostering.db")
    url = str(tmp_path / "rostering.db")
    found = of(check_up(url, None), "mail")
    assert found.standing is Standing.WRONG
    assert found.found.startswith("ROSTERING_SMTP does not say where mails go")
    assert of(check_up(url, f"maildir:{tmp_path}/mails"), "mail").found == "mails are taken; waiting: 0 mails"
    assert of(check_up(url, "smtp://127.0.0.1:1"), "mail").found.startswith(
        "the mail server 127.0.0.1:1 cannot be used"
    )
    filled(store, letter(1))
    found = of(check_up(url, f"maildir:{tmp_path}/mails"), "mail")
    assert (found.standing, found.found) == (Standing.LOOK, "for more than two hours wait: 1 mail")


def test_a_server_that_takes_mails_is_greeted_and_sent_nothing(tmp_path: Path) -> None:
    new_store(tmp_path / "rostering.db")
    with listening(Sink()) as sink:
        found = of(check_up(str(tmp_path / "rostering.db"), sink.address), "mail")
    assert found.standing is Standing.FINE
    assert sink.taken == []


def test_regular_work_that_failed_is_told_with_what_it_said(published: str) -> None:
    at = now()
    with open_store(published).transaction() as tx:
        assert tx.rounds.claim("mails", "somebody", at, timedelta(0), timedelta(0))
        tx.rounds.end("mails", "somebody", at, RoundOutcome.FAILED, "nobody takes the mails: it is closed")
    found = check_up(published, None)
    assert of(found, "regular work").standing is Standing.LOOK
    assert of(found, "regular work").found == "Mails and reminders: nobody takes the mails: it is closed"
    assert found.is_well


def test_a_store_whose_workers_are_gone_is_told(database: str) -> None:
    pytest.importorskip("procrastinate", reason="procrastinate is not installed")
    from rostering.workers.queue_app import statements  # noqa: PLC0415 - an extra

    open_store(database)
    prepare_queue(database, statements())
    found = check_up(database, None)
    assert of(found, "workers").found.startswith("jobs and regular work are left to workers, and none has given")
    assert not found.is_well
