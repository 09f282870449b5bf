"""A store opens quickly, or says in one sentence why it does not."""

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from rostering.errors import StorageFailed
from rostering.store import open_store
from rostering.store.engine import url_of
from samples.odd_files import ODD_FILES
from samples.store_samples import crew

NOBODY = 65534


@pytest.fixture
def url(bare_url: str) -> str:
    """A database in which nothing is yet."""
    return bare_url


def failure(call: Callable[[], object]) -> str:
    with pytest.raises(StorageFailed) as raised:
        call()
    message = str(raised.value)
    assert "\n" not in message
    assert raised.value.exit_code == 4
    return message


def write(url: str, size: int = 1) -> None:
    with open_store(url, patience=0.1).transaction() as changes:
        changes.replace_inputs(crew(size))


@contextmanager
def without_privileges() -> Iterator[None]:
    """File permissions mean nothing to root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may look into and write to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def test_a_bare_file_name_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("håndværk? 100%.db")
    assert [file.name for file in tmp_path.iterdir()] == ["håndværk? 100%.db"]


@pytest.mark.parametrize("name", [":memory:", "sqlite://", "sqlite:///:memory:"])
def test_a_store_in_memory_lasts_as_long_as_it_is_held(name: str) -> None:
    store = open_store(name)
    with store.transaction() as changes:
        changes.replace_inputs(crew(1))
    with store.reading() as look:
        assert look.inputs() == crew(1)
    store.close()


def test_a_store_keeps_what_it_has_when_opened_again(url: str) -> None:
    write(url)
    with open_store(url).reading() as look:
        assert look.inputs() == crew(1)


def test_sqlite_keeps_a_write_ahead_log_and_foreign_keys(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "rostering.db"), patience=7)
    with store.reading() as look:
        connection = look._session.connection()
        answers = {
            pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            for pragma in ("journal_mode", "foreign_keys", "recursive_triggers", "busy_timeout")
        }
    assert answers == {"journal_mode": "wal", "foreign_keys": 1, "recursive_triggers": 1, "busy_timeout": 7000}


def test_opening_says_nothing(url: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    open_store(url)
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert (root.handlers, root.level) == (handlers, level)


def test_a_store_that_is_up_to_date_opens_without_alembic(url: str) -> None:
    open_store(url)
    program = (
        "import sys; from rostering.store import open_store; open_store(sys.argv[1]); print('alembic' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program, url], check=True, capture_output=True, text=True)
    assert (answer.stdout, answer.stderr) == ("False\n", "")


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert failure(lambda: open_store(str(tmp_path))) == f"the store {tmp_path} is a folder, not a file"


@pytest.mark.parametrize("odd", ODD_FILES)
def test_what_is_no_file_is_no_store(odd: str, tmp_path: Path) -> None:
    make, said = ODD_FILES[odd]
    make(tmp_path / "rostering.db")
    expected = f"the store {tmp_path / 'rostering.db'} {said.replace('a link to ', '')}"
    assert failure(lambda: open_store(str(tmp_path / "rostering.db"))) == expected


def test_a_store_in_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "rostering.db"
    expected = f"the store {file} cannot be made: there is no folder {file.parent}"
    assert failure(lambda: open_store(str(file))) == expected
    assert failure(lambda: open_store(f"sqlite:///{file}")) == expected
    assert not file.parent.exists()


def test_a_name_too_long_for_a_file_is_told(tmp_path: Path) -> None:
    assert "too long" in failure(lambda: open_store(str(tmp_path / ("a" * 5000))))


@pytest.mark.parametrize("size", [10, 5000])
def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path, size: int) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(b"Dear lead " * (size // 10))
    assert failure(lambda: open_store(str(file))) == f"the store {file} is not a database"
    assert file.read_bytes() == b"Dear lead " * (size // 10)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    file = tmp_path / "rostering.db"
    file.touch()
    write(str(file))


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    file = tmp_path / "rostering.db"
    write(str(file))
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)  # all but the first page
    file.write_bytes(content)
    assert failure(lambda: write(str(file), 2)) == f"the store {file} is damaged; restore it from a backup"


def test_a_database_of_something_else_is_told_and_left_alone(url: str) -> None:
    engine = create_engine(url_of(url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE customer (id INTEGER)"))
    assert "is a database of something else" in failure(lambda: open_store(url))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE customer"))
    engine.dispose()
    write(url)


def test_a_store_of_a_newer_rostering_is_told(url: str) -> None:
    write(url)
    engine = create_engine(url_of(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert "was written by a newer rostering" in failure(lambda: open_store(url))


def test_a_read_only_store_can_be_read_and_refuses_writing(tmp_path: Path) -> None:
    file = tmp_path / "rostering.db"
    write(str(file))
    read_only = f"sqlite:///file:{file}?mode=ro&uri=true"
    with open_store(read_only).reading() as look:
        assert look.inputs() == crew(1)
    assert failure(lambda: write(read_only, 2)).endswith("is read-only")


def test_a_store_without_write_permission_is_told(open_folder: Path) -> None:
    file = open_folder / "rostering.db"
    write(str(file))
    file.chmod(0o444)
    with without_privileges():
        assert failure(lambda: write(str(file), 2)) == f"the store {file} is read-only"


def test_a_store_without_read_permission_is_told(open_folder: Path) -> None:
    file = open_folder / "rostering.db"
    write(str(file))
    file.chmod(0)
    with without_privileges():
        assert "cannot be opened; may this user read and write it" in failure(lambda: open_store(str(file)))


def test_a_store_in_a_closed_folder_is_told(open_folder: Path) -> None:
    file = open_folder / "closed" / "rostering.db"
    file.parent.mkdir(mode=0o700)
    write(str(file))
    file.parent.chmod(0o600)
    with without_privileges():
        assert f"the store {file} cannot be opened" in failure(lambda: open_store(str(file)))
    file.parent.chmod(0o700)


def test_a_store_that_another_program_holds_is_told(url: str) -> None:
    impatient = open_store(url, patience=0.1)
    with open_store(url).transaction():
        message = failure(lambda: impatient.transaction().__enter__())
    assert message.endswith("is in use by another program; try again when that has finished")


def test_a_store_can_be_read_while_another_program_writes(url: str) -> None:
    write(url)
    store = open_store(url, patience=0.1)
    with open_store(url).transaction() as changes:
        changes.replace_inputs(crew(2))
        with store.reading() as look:
            assert look.inputs() == crew(1)


def test_a_look_is_at_one_moment(url: str) -> None:
    write(url)
    with open_store(url).reading() as look:
        assert look.has_inputs()
        with open_store(url).transaction() as changes:
            changes.replace_inputs(crew(3))
        assert look.inputs() == crew(1)


def test_a_postgresql_server_that_does_not_answer_is_told_without_the_password() -> None:
    pytest.importorskip("psycopg")
    message = failure(lambda: open_store("postgresql://lead:secret@127.0.0.1:1/rostering"))
    assert message.startswith("the store postgresql://lead:***@127.0.0.1:1/rostering failed: ")


def test_a_store_without_a_name_is_refused() -> None:
    assert failure(lambda: open_store("")) == "the store has no name: give a file name or a database URL"


@pytest.mark.parametrize("address", ["mysql://host/name", "oracle://", "nonsense://"])
def test_other_databases_are_refused(address: str) -> None:
    backend = address.partition(":")[0]
    assert failure(lambda: open_store(address)) == f"the store is kept in SQLite or PostgreSQL, not in '{backend}'"


@pytest.mark.parametrize("address", ["://", "postgresql://host:port/name"])
def test_a_malformed_url_is_told(address: str) -> None:
    assert "is not a database URL" in failure(lambda: open_store(address))
