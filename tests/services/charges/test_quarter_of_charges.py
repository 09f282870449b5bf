"""A quarter of the example firm, closed month by month, with a late swap and a cancelled booking in between."""

from pathlib import Path

import pytest

from rostering.domain.seats import Duty
from rostering.resources import shipped
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.exporting import export_charges
from rostering.services.charges.verifying import verify
from rostering.services.inputs.folders import import_folder
from samples.booked_quarter import QUARTER, booked_duties, post

OCTOBER, NOVEMBER, DECEMBER = QUARTER.months()
FOLDER = shipped("examples") / "picocore"
LATE = "B-2026-041"


def cancel(url: str, folder: Path) -> None:
    """Import the firm again, with one booking cancelled."""
    folder.mkdir()
    for file in FOLDER.iterdir():
        text = file.read_text(encoding="utf-8")
        lines = (f"{line}yes" if line.startswith(f"{LATE},") else line for line in text.splitlines())
        (folder / file.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    import_folder(url, folder, "lead")


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = str(tmp_path / "rostering.db")
    import_folder(url, FOLDER, "lead")
    return url


def test_every_krone_is_where_the_roster_says(store: str, tmp_path: Path) -> None:
    duties = booked_duties(store)
    post(store, duties)
    close_month(store, OCTOBER, "cfo", early=True)
    first = {file.name: file.read_bytes() for file in export_charges(store, OCTOBER, "csv", tmp_path / "a").files}
    post(store, [Duty(duties[0].seat, "karen"), *duties[1:]])
    swapped = close_month(store, NOVEMBER, "cfo", early=True)
    assert [line.corrects is not None for line in swapped.lines].count(True) == 2
    cancel(store, tmp_path / "cancelled")
    credited = [line for line in close_month(store, DECEMBER, "cfo", early=True).lines if line.amount < 0]
    assert {(line.booking, line.day in NOVEMBER) for line in credited} == {(LATE, True)}
    assert {
        file.name: file.read_bytes() for file in export_charges(store, OCTOBER, "csv", tmp_path / "b").files
    } == first
    verified = verify(store, QUARTER, tmp_path / "b")
    assert (verified.differences, verified.waiting, verified.files) == ((), 0, 2 * len(first))  # in both folders
    held = sum(one.seat.booking != LATE for one in duties)
    assert sum(1 if line.amount > 0 else -1 for line in show_charges(store, QUARTER).lines) == held
