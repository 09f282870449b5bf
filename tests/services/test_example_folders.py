"""Every example folder is taken all the way; what is unique about its results is compared, rosters are not."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from rostering.folder.reader import read_folder
from rostering.folder.writer import write_files
from rostering.resources import shipped
from rostering.services.billing import show_charges
from rostering.services.feeds import export_feeds
from rostering.services.inputs import import_folder
from rostering.services.planning import limits_of, make_plan
from rostering.services.publishing import publish
from rostering.services.report import write_report
from rostering.services.rosters import audit
from rostering.services.windows import windows
from rostering.spans import Period


@dataclass(frozen=True)
class Expected:
    """What any good roster of an example has in common."""

    windows: int
    seats: int
    charges: int
    ore: int
    calendars: int


EXPECTED = {
    ("picocore", "2026Q2"): Expected(37, 106, 7, 2_575_000, 20),
    ("picocore", "2026Q3"): Expected(46, 133, 10, 4_010_000, 20),
    ("picocore", "2026Q4"): Expected(57, 143, 47, 18_045_000, 20),
    ("integrations", "2026Q4"): Expected(64, 128, 0, 0, 11),
}


@pytest.mark.parametrize(("name", "period"), EXPECTED)
def test_an_example_goes_all_the_way(name: str, period: str, tmp_path: Path) -> None:
    expected, when, url = EXPECTED[name, period], Period.parse(period), str(tmp_path / "store.db")
    import_folder(url, shipped("examples") / name, "tester")
    made = make_plan(url, when, limits_of(60, effort=6), lambda _: None, "tester").version
    assert len(windows(url, when).windows) == expected.windows
    assert len(made.duties) == expected.seats
    assert made.empty == ()
    assert [(stage.price, stage.proven) for stage in made.stages[:3]] == [(0, True)] * 3
    assert audit(url).judgement.hard == 0
    publish(url, 1, "tester")
    lines = show_charges(url, when).lines
    assert (len(lines), sum(line.amount for line in lines)) == (expected.charges, expected.ore)
    assert len(export_feeds(url, tmp_path / "feeds")) == expected.calendars
    assert write_report(url, None, tmp_path / "roster.html").file.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize("folder", sorted(path for path in shipped("examples").iterdir() if path.is_dir()), ids=str)
def test_every_example_is_tried_and_canonical(folder: Path) -> None:
    assert folder.name in {name for name, _ in EXPECTED}
    assert {file.name: file.read_bytes() for file in folder.glob("*.*")} == write_files(read_folder(folder))


def test_an_upgrade_in_mid_quarter_is_covered_from_its_day(tmp_path: Path) -> None:
    url = str(tmp_path / "store.db")
    import_folder(url, shipped("examples") / "picocore", "tester")
    weekends = {w.day.day: w.customers for w in windows(url, Period.parse("2026-11")).windows if w.kind == "weekend"}
    assert next(day for day in sorted(weekends) if "stormly" in weekends[day]) == date(2026, 11, 21)
