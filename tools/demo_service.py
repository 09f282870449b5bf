"""The demo's store and a real `rostering serve` over it, in the middle of the demo's quarter."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

THEN = datetime(2026, 11, 14, 9, 20, tzinfo=UTC)
"""When it is in the pictures: a Saturday on which somebody is on call."""
BASE = "https://duty.example"
"""Where the pictures say that the service is reached."""
CHRISTMAS = "2026-12-25"
"""On this day somebody falls ill, in the draft that is compared with the published roster."""
CLOCK = Path(__file__).parent / "clock"


@dataclass(frozen=True)
class Service:
    """A service that runs."""

    url: str
    invitations: Mapping[str, str]
    """The path of the one-time address of each user, by name."""


@contextmanager
def demo_service(folder: Path) -> Iterator[Service]:
    """The demo, made in a folder, with a draft that mends it; served until it is left."""
    demo = _answer(folder, "demo", "--out", ".", "--effort", "1", "--url", BASE)
    ill = next(duty["consultant"] for duty in demo["roster"]["duties"] if duty["date"] == CHRISTMAS)
    _answer(folder, "replan", "1", "--absent", f"{ill}:2026-12-21..2026-12-31")
    invitations = {user["name"]: user["url"].removeprefix(BASE) for user in demo["users"]}
    with (folder / "serve.log").open("w") as log:
        words = _words("serve", "--port", "0", "--url", BASE, "--link-limit", "0", "--address-limit", "0")
        with subprocess.Popen(  # noqa: S603 - our own program
            words, cwd=folder, env=_environment(), stdout=subprocess.PIPE, stderr=log
        ) as process:
            try:
                yield Service(_url(process), invitations)
            finally:
                process.terminate()


def _url(process: "subprocess.Popen[bytes]") -> str:
    said = process.stdout.readline() if process.stdout else b""
    return str(json.loads(said)["url"])


def _answer(folder: Path, *words: str) -> Any:
    """What a command answers; its complaints go to the terminal."""
    done = subprocess.run(  # noqa: S603 - our own program
        _words(*words), cwd=folder, env=_environment(), stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


def _words(*words: str) -> list[str]:
    return [sys.executable, "-m", "rostering", "--db", "rostering.db", "--json", *words]


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(CLOCK), *(each for each in sys.path if each)])
    shift = round((THEN - datetime.now(UTC)).total_seconds())
    return {**os.environ, "PYTHONPATH": path, "SHIFT": str(shift), "LOGNAME": "ida"}
