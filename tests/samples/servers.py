"""Databases to test on: SQLite always, PostgreSQL when there is a server, or the programs to start one."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from rostering.store import open_store

_EMPTY = (  # which takes a tenth of the time that making and dropping databases takes
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public",
)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server where databases may be made."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    if url := os.environ.get("ROSTERING_TEST_POSTGRES"):
        yield url
        return
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL: set ROSTERING_TEST_POSTGRES or install initdb")
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="rostering-postgresql-"))
    try:
        yield from _serve(programs, folder, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def database(postgresql: str) -> Iterator[str]:
    """The URL of a database of this process's own."""
    with _made(postgresql, f"rostering_test_{os.getpid()}") as database:
        yield database


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database in which nothing is, on each kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'rostering.db'}"
        return
    database = request.getfixturevalue("database")
    yield database
    _administer(database, *_EMPTY)


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its tables and nothing in them, to be copied."""
    file = tmp_path_factory.mktemp("tables") / "rostering.db"
    open_store(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_tables(postgresql: str) -> Iterator[str]:
    """The name of a database with the tables and nothing in them, to be copied."""
    with _made(postgresql, f"rostering_tables_{os.getpid()}") as database:
        open_store(database)
        yield str(make_url(database).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a store with nothing in its tables, on each kind of database: a copy, as making them takes long."""
    if request.param == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_tables'), tmp_path / 'rostering.db')}"
        return
    server, tables = request.getfixturevalue("postgresql"), request.getfixturevalue("postgresql_tables")
    with _made(server, f"rostering_copy_{os.getpid()}", f"TEMPLATE {tables}") as database:
        yield database


@contextmanager
def _made(server: str, name: str, how: str = "") -> Iterator[str]:
    """The URL of a database that is there for a while."""
    _administer(server, f"CREATE DATABASE {name} {how}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(url: str, *statements: str) -> None:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _programs() -> Path | None:
    found = shutil.which("initdb")
    usual = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = Path(found).resolve() if found else next(reversed(usual), None)
    return initdb and initdb.parent


def _unprivileged() -> str | None:
    """The user to run a server as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("no PostgreSQL: it does not run as root, and there is no user postgres")


def _serve(programs: Path, folder: Path, user: str | None) -> Iterator[str]:
    if user:
        shutil.chown(folder, user)
    data = str(folder / "data")
    initdb: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "rostering",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    subprocess.run(initdb, user=user, cwd=folder, check=True, capture_output=True)
    port = _free_port()
    settings = ["fsync=off", "listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories="]
    options = [word for setting in settings for word in ("-c", setting)]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen([programs / "postgres", "-D", data, *options], user=user, cwd=folder, stderr=log) as server,
    ):
        try:
            _await(server, port)
            yield f"postgresql://rostering@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    import psycopg  # noqa: PLC0415 - not everybody has it

    while server.poll() is None:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="rostering", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the PostgreSQL server ended before it answered")
