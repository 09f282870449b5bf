"""A store on a full disk or a read-only medium is read as it is, and says what keeps it from being written."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from rostering.errors import StorageFailed
from rostering.store import Unchangeable, open_store
from rostering.store.engine import engine_of, url_of
from rostering.store.limited_opening import Obstacle, obstacle_to_writing
from rostering.store.migration import migrate
from samples.disks import SmallDisk
from samples.store_samples import crew

LEAVES_A_LOG = """
import os, sys
from rostering.store import open_store
from samples.store_samples import crew
store = open_store(sys.argv[1])
with store.reading():
    with store.transaction() as changes:
        changes.replace_inputs(crew(2))
    os.kill(os.getpid(), 9)
"""


def written(disk: SmallDisk) -> Path:
    file = disk.path / "rostering.db"
    with open_store(str(file)).transaction() as changes:
        changes.replace_inputs(crew(1))
    return file


def killed(file: Path) -> None:
    """Let a program that has written more be killed before it could take its log in."""
    tests = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", LEAVES_A_LOG, str(file)], cwd=tests, check=False)
    assert done.returncode == -signal.SIGKILL
    assert Path(f"{file}-wal").stat().st_size


def consultants(file: Path) -> int:
    with open_store(str(file), patience=0.1).reading() as look:
        return len(look.inputs().consultants)


def refused(file: Path) -> str:
    with pytest.raises(Unchangeable) as caught, open_store(str(file), patience=0.1).transaction() as changes:
        changes.replace_inputs(crew(3))
    assert caught.value.exit_code == 4
    return str(caught.value)


@pytest.mark.parametrize("left", [0, 4096, 28672])
def test_a_full_disk_is_called_full_and_its_store_is_read(small_disk: SmallDisk, left: int) -> None:
    file = written(small_disk)
    small_disk.fill(left)
    before = file.read_bytes()
    for _ in range(2):
        assert consultants(file) == 1
        assert refused(file) == f"the store {file} cannot grow: the disk is full"
    assert file.read_bytes() == before
    small_disk.empty()
    with open_store(str(file)).transaction() as changes:
        changes.replace_inputs(crew(3))
    assert consultants(file) == 3


def test_a_full_disk_keeps_what_was_written_before_a_program_was_killed(small_disk: SmallDisk) -> None:
    file = written(small_disk)
    killed(file)
    Path(f"{file}-shm").unlink()
    small_disk.fill()
    assert consultants(file) == 2
    assert refused(file) == f"the store {file} cannot grow: the disk is full"


def test_two_may_read_on_a_full_disk(small_disk: SmallDisk) -> None:
    file = written(small_disk)
    small_disk.fill()
    with open_store(str(file)).reading() as look:
        assert look.has_inputs()
        other = (
            "from rostering.store import open_store; import sys\nwith open_store(sys.argv[1]).reading() as r: print(1)"
        )
        with subprocess.Popen([sys.executable, "-c", other, str(file)], stdout=subprocess.PIPE) as program:
            look._session.close()
            assert program.communicate()[0] == b"1\n"


def test_a_store_that_cannot_even_be_made_says_why(small_disk: SmallDisk) -> None:
    small_disk.fill()
    file = small_disk.path / "new.db"
    with pytest.raises(Unchangeable, match=r"cannot grow: the disk is full$"):
        open_store(str(file))
    small_disk.remount("ro")
    with pytest.raises(Unchangeable, match=r"is read-only$"):
        open_store(str(small_disk.path / "other.db"))
    small_disk.remount("rw")


def test_a_read_only_medium_is_read_and_says_that_it_is_one(small_disk: SmallDisk) -> None:
    file = written(small_disk)
    small_disk.remount("ro")
    assert consultants(file) == 1
    assert refused(file) == f"the store {file} is read-only"
    assert [each.name for each in small_disk.path.iterdir()] == ["rostering.db"]
    small_disk.remount("rw")


def test_a_read_only_medium_has_what_was_written_before_a_program_was_killed(small_disk: SmallDisk) -> None:
    file = written(small_disk)
    killed(file)
    small_disk.remount("ro")
    assert consultants(file) == 2
    small_disk.remount("rw")


def test_a_log_that_cannot_be_taken_in_is_never_left_out(small_disk: SmallDisk) -> None:
    file = written(small_disk)
    killed(file)
    Path(f"{file}-shm").unlink()
    small_disk.remount("ro")
    with pytest.raises(
        StorageFailed, match=r"changes in its log \(rostering.db-wal\) that have yet to be taken in: copy"
    ):
        open_store(str(file))
    small_disk.remount("rw")
    assert consultants(file) == 2


def test_what_changes_while_it_is_taken_for_fixed_is_not_believed(small_disk: SmallDisk, tmp_path: Path) -> None:
    file = written(small_disk)
    same = tmp_path / "seen elsewhere"
    same.mkdir()
    subprocess.run(["mount", "--bind", str(small_disk.path), str(same)], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", str(same)], check=True)
    try:
        reading = open_store(str(same / file.name)).reading()
        assert len(reading.__enter__().inputs().consultants) == 1
        with open_store(str(file)).transaction() as changes:
            changes.replace_inputs(crew(2))
        with pytest.raises(StorageFailed, match="was changed while it was read; try again"):
            reading.__exit__(None, None, None)
        assert consultants(same / file.name) == 2
    finally:
        subprocess.run(["umount", str(same)], check=True)


def test_a_link_to_a_store_is_in_its_straits(small_disk: SmallDisk, tmp_path: Path) -> None:
    file = written(small_disk)
    link = tmp_path / "link.db"
    link.symlink_to(file)
    small_disk.fill()
    assert consultants(link) == 1
    assert refused(link) == f"the store {link} cannot grow: the disk is full"


def test_a_disk_with_room_is_in_no_strait(tmp_path: Path, small_disk: SmallDisk) -> None:
    assert obstacle_to_writing(tmp_path / "rostering.db") is None
    small_disk.fill(1 << 15)
    assert obstacle_to_writing(small_disk.path / "rostering.db") is None
    small_disk.fill()
    assert obstacle_to_writing(small_disk.path / "rostering.db") is Obstacle.FULL
    assert [each.name for each in small_disk.path.iterdir()] == ["filler"]


def test_a_damaged_store_on_a_full_disk_is_called_damaged(small_disk: SmallDisk) -> None:
    file = written(small_disk)
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    small_disk.fill()
    with pytest.raises(StorageFailed, match=r"is damaged; restore it from a backup$"):
        consultants(file)


def test_sqlite_would_say_that_the_drive_fails(small_disk: SmallDisk) -> None:
    file = written(small_disk)
    small_disk.fill()
    connection = sqlite3.connect(file)
    with pytest.raises(sqlite3.OperationalError, match="disk I/O error"):
        connection.execute("SELECT * FROM document")
    connection.close()


def test_an_older_store_that_cannot_be_brought_up_to_date_says_so(small_disk: SmallDisk) -> None:
    file = small_disk.path / "rostering.db"
    engine = engine_of(url_of(str(file)), patience=1)
    with engine.begin() as connection:
        migrate(connection, "0005")
    engine.dispose()
    older = "an older rostering wrote it, so copy it where it can be changed"
    small_disk.remount("ro")
    with pytest.raises(Unchangeable, match=f"is read-only; {older}$"):
        open_store(str(file))
    small_disk.remount("rw")
    small_disk.fill()
    with pytest.raises(Unchangeable, match=f"cannot grow: the disk is full; {older}$"):
        open_store(str(file))
    small_disk.empty()
    with open_store(str(file)).reading() as look:
        assert not look.has_inputs()
