"""vdirsyncer and khal, over HTTP: a calendar that people keep in step with what is published."""

import json
import re
import signal
import subprocess
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from rostering.domain.seats import Duty
from rostering.services.inputs.folders import import_folder
from samples.long_rosters import coming, publish, shifts
from samples.programs import command
from samples.published_samples import duty
from samples.readers import program
from samples.small_firm import write_firm

WHO = "asta"
KHAL = """\
[calendars]
[[duties]]
path = {folder}/local
[locale]
local_timezone = UTC
default_timezone = UTC
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
timeformat = %H:%M
[sqlite]
path = {folder}/khal.db
"""
VDIRSYNCER = """\
[general]
status_path = "{folder}/status"
[pair duties]
a = "remote"
b = "local"
collections = null
conflict_resolution = "a wins"
[storage remote]
type = "http"
url = "{url}"
[storage local]
type = "filesystem"
path = "{folder}/local"
fileext = ".ics"
"""


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store with the small firm's people and nothing published."""
    url = str(tmp_path / "rostering.db")
    import_folder(url, write_firm(tmp_path / "firm"), "tester")
    return url


@pytest.fixture
def served(store: str) -> Iterator[str]:
    """The address of a server of that store."""
    with command("--db", store, "--json", "serve", "--port", "0") as server:
        yield json.loads(server.stdout.readline())["url"]
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0


def link_to(store: str, who: str, base: str) -> str:
    """A new link to somebody's feed."""
    with command("--db", store, "--json", "feeds", "token", "add", who, "--url", base) as answer:
        url: str = json.loads(answer.rest())["url"]
    return url


class Phone:
    """A calendar folder that vdirsyncer keeps in step with a link and khal shows."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        (folder / "local").mkdir(parents=True)
        (folder / "vdirsyncer.conf").write_text(VDIRSYNCER.format(folder=folder, url=url))
        (folder / "khal.conf").write_text(KHAL.format(folder=folder))
        self._vdirsyncer("discover")

    def sync(self) -> None:
        """Fetch what has changed."""
        self._vdirsyncer("sync")

    def shown(self) -> list[tuple[datetime, datetime]]:
        """When each event starts and ends, sorted."""
        period = coming()
        shape = "{start-long-full}|{end-long-full}"
        listing = ["list", "--once", "--day-format", "", "--format", shape, str(period.first), str(period.last)]
        text = self._run([program("khal"), "-c", str(self._folder / "khal.conf"), *listing])
        rows = [line.split("|") for line in re.findall(r"^.+\|.+$", text, re.MULTILINE)]
        return sorted((_utc(start), _utc(end)) for start, end in rows)

    def _vdirsyncer(self, word: str) -> None:
        self._run([program("vdirsyncer"), "-c", str(self._folder / "vdirsyncer.conf"), word])

    def _run(self, command: Sequence[str]) -> str:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.mark.parametrize("count", [0, 1, 2000])
def test_every_published_duty_reaches_the_phone(count: int, store: str, served: str, tmp_path: Path) -> None:
    duties = shifts(coming(), count, WHO)
    publish(store, duties, coming())
    phone = Phone(tmp_path / "phone", link_to(store, WHO, served))
    phone.sync()
    assert phone.shown() == spans(duties)


def test_the_phone_follows_what_is_published(store: str, served: str, tmp_path: Path) -> None:
    period = coming()
    first, last = period.first, period.last
    publish(store, [duty(WHO, first), duty(WHO, last)], period)
    phone = Phone(tmp_path / "phone", link_to(store, WHO, served))
    phone.sync()
    assert phone.shown() == spans([duty(WHO, first), duty(WHO, last)])
    changed = [duty(WHO, first, hours="09:00-17:00"), duty("birk", last)]
    publish(store, changed, period)
    phone.sync()
    assert phone.shown() == spans(changed[:1])


def spans(duties: Sequence[Duty]) -> list[tuple[datetime, datetime]]:
    return sorted((each.seat.span.start, each.seat.span.end) for each in duties)


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")
