"""Stores are copied while others write, restored whole, and never lost on the way."""

import shutil
import sqlite3
import stat
import subprocess
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rostering.domain.users import Role, User
from rostering.errors import StorageFailed
from rostering.services.access.sign_in import begun
from rostering.services.clock import now
from rostering.services.rosters.listing import rosters
from rostering.services.upkeep.backups import CopyOfItself, FileInTheWay, OtherMeans, StoreInTheWay, back_up, restore
from rostering.store import open_store
from rostering.store.copies import NoBackup, contents_of
from rostering.store.schema import HEAD
from samples.disks import SmallDisk


def log_of(store: Path | str) -> list[str]:
    with open_store(str(store)).reading() as reading:
        return [entry.action for entry in reading.audit_log()]


def aside(store: Path) -> list[Path]:
    return sorted(store.parent.glob(f"{store.name}.before-*"))


def test_a_backup_is_one_file_for_its_owner_alone_with_all_that_the_store_holds(published: str, tmp_path: Path) -> None:
    made = back_up(published, tmp_path / "copy.db")
    assert (made.revision, made.rosters, made.size) == (HEAD, 1, (tmp_path / "copy.db").stat().st_size)
    assert contents_of(tmp_path / "copy.db") == contents_of(Path(published))
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.glob("*copy.db*")] == ["copy.db"]


def test_a_backup_is_of_one_moment_though_others_write(published: str, tmp_path: Path) -> None:
    over = threading.Event()

    def write() -> None:
        while not over.is_set():
            with open_store(published).transaction() as tx:
                tx.log("tester", "first half", "pair", at=now())
                tx.log("tester", "second half", "pair", at=now())

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(published, tmp_path / f"{number}.db")
    finally:
        over.set()
        writer.join()
    for number in range(5):
        said = log_of(tmp_path / f"{number}.db")
        assert said.count("first half") == said.count("second half")


def test_a_file_that_is_there_is_replaced_only_if_so_wished(published: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("dear to somebody")
    with pytest.raises(FileInTheWay, match=r"there is a file '.*copy.db' already"):
        back_up(published, copy)
    assert copy.read_text() == "dear to somebody"
    assert back_up(published, copy, replace=True).rosters == 1
    with pytest.raises(FileInTheWay):
        back_up(published, tmp_path, replace=True)
    with pytest.raises(CopyOfItself):
        back_up(published, Path(published), replace=True)


def test_on_a_full_disk_there_is_no_backup_and_nothing_of_one(published: str, small_disk: SmallDisk) -> None:
    small_disk.fill(left=20_000)
    with pytest.raises(StorageFailed, match="cannot grow: the disk is full"):
        back_up(published, small_disk.path / "copy.db")
    assert [file.name for file in small_disk.path.iterdir()] == ["filler"]


def test_a_store_of_an_older_version_is_copied_as_it_is(published: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(published)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0005'")
    assert back_up(published, tmp_path / "copy.db").revision == "0005"
    with closing(sqlite3.connect(published)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0005",)


def test_a_store_is_restored_where_there_is_none(published: str, tmp_path: Path) -> None:
    back_up(published, tmp_path / "copy.db")
    done = restore(str(tmp_path / "new.db"), tmp_path / "copy.db", "tester")
    assert (done.kept, done.backup.rosters) == (None, 1)
    assert [one.version.number for one in rosters(str(tmp_path / "new.db"))] == [1]
    assert log_of(tmp_path / "new.db")[-1] == "restore"


def test_a_store_that_is_there_gives_way_only_if_so_wished_and_is_kept(published: str, tmp_path: Path) -> None:
    back_up(published, tmp_path / "copy.db")
    with open_store(published).transaction() as tx:
        tx.log("tester", "afterwards", "", at=now())
    with pytest.raises(StoreInTheWay, match=r"there is a store .* already: with --force"):
        restore(published, tmp_path / "copy.db", "tester")
    done = restore(published, tmp_path / "copy.db", "tester", replace=True)
    assert "afterwards" not in log_of(published)
    assert done.kept is not None
    assert log_of(done.kept)[-1] == "afterwards"
    again = restore(published, tmp_path / "copy.db", "tester", replace=True)
    assert again.kept != done.kept


def test_whoever_has_the_store_open_sees_the_old_one_or_the_new_one_whole(published: str, tmp_path: Path) -> None:
    back_up(published, tmp_path / "copy.db")
    with open_store(published).transaction() as tx:
        tx.log("tester", "afterwards", "", at=now())
    with open_store(published).reading() as reading:
        before = reading.audit_log()
        restore(published, tmp_path / "copy.db", "tester", replace=True)
        assert reading.audit_log() == before
    assert log_of(published)[-1] == "restore"


def test_sessions_of_a_backup_end_as_they_may_have_been_ended_since(published: str, tmp_path: Path) -> None:
    at = now()
    with open_store(published).transaction() as tx:
        user = tx.users.add(User(0, "lead", Role.OPS, None, None, at))
        begun(tx, user, at)
    back_up(published, tmp_path / "copy.db")
    assert restore(published, tmp_path / "copy.db", "tester", replace=True).sessions == 1
    with open_store(published).reading() as reading:
        (session,) = reading.sessions.of(user.number)
    assert session.ended is not None


def damage(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(size // 2)
        stream.write(b"\xff" * (size // 4))


def test_a_damaged_store_is_moved_aside_for_its_backup(published: str, tmp_path: Path) -> None:
    back_up(published, tmp_path / "copy.db")
    damage(Path(published))
    spoilt = Path(published).read_bytes()
    done = restore(published, tmp_path / "copy.db", "tester", replace=True)
    assert done.kept is not None
    assert done.kept.read_bytes() == spoilt
    assert [one.version.number for one in rosters(published)] == [1]


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def diary(file: Path) -> None:
    file.write_text("dear diary" * 1000)


WRONG: dict[str, Callable[[Path], None]] = {
    "it is not a database": diary,
    "it is damaged": damage,
    "it was written by a newer rostering; upgrade this one": newer,
    "it is a database of something else": foreign,
    "no such file or directory": Path.unlink,
    "it is a folder": folder,
}


@pytest.mark.parametrize("why", WRONG)
def test_what_is_no_backup_is_refused_and_the_store_stays(published: str, tmp_path: Path, why: str) -> None:
    copy = tmp_path / "copy.db"
    back_up(published, copy)
    WRONG[why](copy)
    before = Path(published).read_bytes()
    with pytest.raises(NoBackup, match=f"copy.db' is no store of rostering that can be copied: {why}"):
        restore(published, copy, "tester", replace=True)
    assert Path(published).read_bytes() == before
    assert aside(Path(published)) == []


def test_a_store_in_postgresql_has_other_means(tmp_path: Path) -> None:
    with pytest.raises(OtherMeans, match="one in PostgreSQL by pg_dump"):
        back_up("postgresql://127.0.0.1:1/none", tmp_path / "copy.db")
    with pytest.raises(OtherMeans):
        restore("postgresql://127.0.0.1:1/none", tmp_path / "copy.db", "tester")


def test_a_dump_of_postgresql_is_restored_as_the_document_says(database: str, tmp_path: Path) -> None:
    programs = [shutil.which(name) for name in ("pg_dump", "pg_restore")]
    if None in programs:
        pytest.skip("no pg_dump and pg_restore")
    with open_store(database).transaction() as tx:
        tx.log("tester", "before the dump", "", at=now())
    dump = tmp_path / "rostering.dump"
    subprocess.run([str(programs[0]), "--format=custom", f"--file={dump}", database], check=True)
    with open_store(database).transaction() as tx:
        tx.log("tester", "after the dump", "", at=now())
    words = ["--clean", "--if-exists", "--single-transaction", f"--dbname={database}", str(dump)]
    subprocess.run([str(programs[1]), *words], check=True)
    assert log_of(database) == ["before the dump"]
    with open_store(database).transaction() as tx:
        tx.log("tester", "goes on", "", at=now())
    assert log_of(database) == ["before the dump", "goes on"]
