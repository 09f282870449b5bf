"""What is made once for all tests of a run, by whichever process comes first, and copied by each that changes it."""

import fcntl
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rostering.store import open_store


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that all processes of the run share, as `make` has filled it."""
    top = factory.getbasetemp()
    folder = (top.parent if "PYTEST_XDIST_WORKER" in os.environ else top) / f"shared-{name}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _make(folder.with_suffix(".making"), make).rename(folder)
    return folder


def copy_of(stores: Path, name: str, folder: Path) -> str:
    """A copy, in a test's own folder, of one of the stores that were made once."""
    return str(shutil.copy(stores / f"{name}.db", folder / "rostering.db"))


def _make(folder: Path, make: Callable[[Path], object]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)  # somebody has failed to make it
    folder.mkdir()
    make(folder)
    return folder


def with_tables(url: str) -> str:
    """The address of a store; a new file gets its tables as a copy, as making them takes long."""
    if "://" not in url and not Path(url).exists():
        Path(url).write_bytes(_tables())
    return url


@cache
def _tables() -> bytes:
    with TemporaryDirectory() as folder:
        open_store(f"{folder}/rostering.db")
        return Path(folder, "rostering.db").read_bytes()
