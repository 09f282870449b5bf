"""Programs that nobody here wrote and that read our calendars; `make clients` installs them."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1] / "clients"
FOLDER = Path(os.environ.get("ROSTERING_CLIENTS") or HERE.parents[1] / ".clients")


@dataclass(frozen=True)
class Read:
    """An event as a reader understands it."""

    start: datetime
    end: datetime
    summary: str


Reader = Callable[[bytes], Mapping[str, Read]]
"""Reads a calendar: its events by uid. A strict reader fails on what is not in order."""


def libical(body: bytes) -> Mapping[str, Read]:
    """Debian's libical, which Evolution and others read with, at its strictest."""
    return _read(body, [str(_libical())])


def icaljs(body: bytes) -> Mapping[str, Read]:
    """ical.js, which Thunderbird reads with."""
    return _read(body, [*_node("ical.js"), str(HERE / "icaljs_reader.mjs"), str(FOLDER)])


def nodeical(body: bytes) -> Mapping[str, Read]:
    """node-ical."""
    return _read(body, [*_node("node-ical"), str(HERE / "nodeical_reader.mjs"), str(FOLDER)])


def pyical(body: bytes) -> Mapping[str, Read]:
    """PyPI's `ical`, which Home Assistant reads with."""
    return _read(body, [_program("python"), str(HERE / "pyical_reader.py")])


READERS = (libical, icaljs, nodeical, pyical)


def program(name: str) -> str:
    """A client's program; skips where it is not installed."""
    return _program(name)


def _read(body: bytes, command: list[str]) -> dict[str, Read]:
    environment = {**os.environ, "TZ": "America/New_York"}  # a reader that leans on the machine's zone is found out
    done = subprocess.run(command, input=body, capture_output=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()[-2000:]
    rows = [line.split("\t", 3) for line in done.stdout.decode().split("\n") if line]
    return {uid: Read(_instant(start), _instant(end), summary) for uid, start, end, summary in rows}


def _instant(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)


def _program(name: str) -> str:
    file = FOLDER / "python" / "bin" / name
    if not file.exists():
        pytest.skip(f"no {name} in {FOLDER.name}: `make clients` installs it")
    return str(file)


def _node(package: str) -> list[str]:
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules" / package).exists():
        pytest.skip(f"no node with {package}: `make clients` installs it")
    return [node]


@cache
def _libical() -> Path:
    flags = _output(["pkg-config", "--cflags", "--libs", "libical"])
    if flags is None or not shutil.which("cc"):
        pytest.skip("no libical-dev or C compiler")
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / "libical_reader"
    subprocess.run(["cc", "-o", file, HERE / "libical_reader.c", *flags.split()], check=True)
    return file


def _output(command: list[str]) -> str | None:
    if not shutil.which(command[0]):
        return None
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None
